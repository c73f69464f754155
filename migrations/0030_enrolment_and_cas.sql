-- What an enrolment waits for and what the president takes off its fees; what is no longer kept of those who come by the CAS.

-- What an enrolment needs to become effective, as the establishment decides it: beside the other settings of enrolment,
-- under the same version.
alter table enrolment_setting add column needs_cvec boolean not null default true;
alter table enrolment_setting add column needs_first_instalment boolean not null default true;
alter table enrolment_setting add column needs_blocking_documents boolean not null default true;

-- An exemption that the president decided (code de l'éducation R719-50) and staff entered; who, when and why is in
-- enrolment_act. Cents; null with a ground: the whole.
alter table enrolment add column waiver_ground text constraint enrolment_waiver_ground_known check (waiver_ground in
    ('refugee', 'job_seeker', 'personal_situation', 'orientation'));
alter table enrolment add column waiver_cents bigint constraint enrolment_waiver_positive check (waiver_cents > 0);

-- Written and never read. It may bind nobody to a learner: Guichet draws student numbers itself, and the CAS tells those of
-- another system, so the same number may be two persons'; and an account is bound by its password or a letter alone.
alter table cas_account drop column student_number;
