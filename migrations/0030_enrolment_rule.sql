-- What an enrolment needs to become effective, as the establishment decides it: beside the other settings of enrolment,
-- under the same version.
alter table enrolment_setting add column needs_cvec boolean not null default true;
alter table enrolment_setting add column needs_first_instalment boolean not null default true;
alter table enrolment_setting add column needs_blocking_documents boolean not null default true;
