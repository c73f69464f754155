-- Who may become a student: the person across years, every number they were ever given, and the right to enrol.

create table learner (
    learner_id text not null constraint learner_pk primary key,
    identifiant text not null constraint learner_identifiant_once unique, -- « nom.prenomX », unaccented, for ever
    account_id text not null constraint learner_account_once unique      -- through which they act now
        constraint learner_account_fk references account,
    student_number text constraint learner_student_number_once unique,   -- given with the first enrolment that is validated
    created_at bigint not null
);

-- Any number leads to the same person (DESIGN.md §4, « As typed »): stored as domain::learner normalises it.
create table identifier (
    kind text not null constraint identifier_kind_known check (kind in
        ('identifiant', 'student', 'parcoursup', 'monmaster', 'ine', 'candidature', 'other')),
    value text not null,
    learner_id text not null constraint identifier_learner_fk references learner,
    constraint identifier_pk primary key (kind, value)
);
create index identifier_value on identifier (value);
create index identifier_learner on identifier (learner_id);

create table admission (
    admission_id text not null constraint admission_pk primary key,
    learner_id text not null constraint admission_learner_fk references learner,
    campaign_id text not null constraint admission_campaign_fk references campaign,  -- the year to enrol in
    source text not null constraint admission_source_known check (source in
        ('candidature', 'parcoursup', 'monmaster', 'other', 'renewal')),
    candidature_id text constraint admission_candidature_once unique
        constraint admission_candidature_fk references candidature,
    external_number text not null default '',   -- as the source writes it: Parcoursup, MonMaster or student number
    programme_code text not null,               -- the establishment's own
    programme_label text not null,
    cycle text not null constraint admission_cycle_known check (cycle in
        ('licence', 'master', 'doctorate', 'engineer')),
    regime text not null constraint admission_regime_known check (regime in
        ('initial', 'apprenticeship', 'continuing', 'exchange')),
    digest text not null default '',            -- of the line that it was imported from: what did not change is left alone
    created_at bigint not null,
    withdrawn_at bigint,                        -- the right to enrol ended: withdrawal, or gone from its source
    constraint admission_once unique (learner_id, campaign_id, programme_code)
);
create index admission_source on admission (campaign_id, source, external_number);
