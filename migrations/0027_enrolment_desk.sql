-- Documents of an enrolment as staff judge them: who looks at which, what may be undone, what the student was told.

-- What the rule does not ask any more is kept, and counts for nothing.
alter table enrolment_document add column asked boolean not null default true;
-- When the letter left that tells of the refusal: one for all of them, never one a document.
alter table enrolment_document add column told_at bigint;

alter table enrolment_requirement add column version bigint not null default 1;   -- counts the saves
-- Days that a refusal leaves to give the document again (CRPA L114-5).
alter table campaign add column correct_days bigint not null default 15;

-- A document that somebody looks at: nobody else is handed it before this ends.
create table enrolment_claim (
    document_id text not null constraint enrolment_claim_pk primary key
        constraint enrolment_claim_document_fk references enrolment_document,
    staff_id text not null constraint enrolment_claim_staff_fk references staff,
    expires_at bigint not null
);
create index enrolment_claim_staff on enrolment_claim (staff_id);

-- Verdicts: a history, each with what stood before it, so that the latest can be undone.
create table enrolment_verdict (
    verdict_id text not null constraint enrolment_verdict_pk primary key,
    document_id text not null constraint enrolment_verdict_document_fk references enrolment_document,
    staff_id text not null constraint enrolment_verdict_staff_fk references staff,
    given_at bigint not null,
    version bigint not null,                    -- of the document, as this verdict left it
    state_before text not null,
    ground_before text,
    comment_before text,
    correct_by_before bigint,
    told_at_before bigint,
    undone_at bigint
);
create index enrolment_verdict_document on enrolment_verdict (document_id, given_at);

-- What staff did by hand, with why.
create table enrolment_act (
    act_id text not null constraint enrolment_act_pk primary key,
    enrolment_id text not null constraint enrolment_act_enrolment_fk references enrolment,
    act text not null,                          -- domain::enrolment::StaffAct
    requirement_id text constraint enrolment_act_requirement_fk references enrolment_requirement,
    reason text not null,
    staff_id text not null constraint enrolment_act_staff_fk references staff,
    done_at bigint not null
);
create index enrolment_act_enrolment on enrolment_act (enrolment_id, done_at);

-- The last number given to a student, by year.
create table student_number (
    year bigint not null constraint student_number_pk primary key,
    last_given bigint not null
);
