-- What the establishment asks for at enrolment, and when; edited under /admin/inscriptions/parametres.

-- One row: what holds for every enrolment, and the version that counts the changes of it and of enrolment_field.
create table enrolment_setting (
    only_one bigint not null constraint enrolment_setting_pk primary key
        constraint enrolment_setting_only_one check (only_one = 1),
    europeans_only boolean not null,            -- seed 002: « étudiants extracommunautaires » do not enrol online
    version bigint not null
);
insert into enrolment_setting (only_one, europeans_only, version) values (1, false, 1);

-- How an optional question is put; where there is no row, as domain::enrolment::Question says.
create table enrolment_field (
    field text not null constraint enrolment_field_pk primary key,   -- code of domain::enrolment::Question
    asked text not null constraint enrolment_field_asked_known check (asked in ('no', 'optional', 'required'))
);

alter table enrolment_window add column version bigint not null default 1;   -- counts the changes
