-- What is done about payments whose fate is unknown: the bank is asked every night, and whenever staff want to know.

create table reconciliation (
    night text not null constraint reconciliation_pk primary key, -- its day in Paris: « 2026-11-23 »
    begun_at bigint not null,
    ended_at bigint                             -- null: there are attempts that it did not ask about yet
);

create table bank_question (
    question_id text not null constraint bank_question_pk primary key,
    attempt_id text not null constraint bank_question_attempt_fk references attempt,
    night text constraint bank_question_night_fk references reconciliation, -- null: staff asked
    staff_id text constraint bank_question_staff_fk references staff,
    number bigint,                              -- NUMQUESTION; null: staff looked it up themselves
    asked_at bigint not null,
    outcome text constraint bank_question_outcome_known check (outcome in
        ('found', 'absent', 'unpaid', 'unanswered', 'recorded')), -- null: asked, and nothing came of it yet
    verdict text,                               -- what a success that was found did: domain::payment::Verdict
    detail text not null default '',            -- the bank's code and words; of staff, what they saw
    constraint bank_question_once unique (night, attempt_id)
);
create index bank_question_attempt on bank_question (attempt_id, asked_at);

-- The last NUMQUESTION of a day: the bank takes each but once.
create table bank_number (
    day text not null constraint bank_number_pk primary key,
    last bigint not null
);

-- Since when a part is without news whose day is past; null: none is.
alter table attempt add column overdue_at bigint;
