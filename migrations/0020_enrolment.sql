-- The yearly registration: its steps as typed, where it stands, when it is open.

create table enrolment (
    enrolment_id text not null constraint enrolment_pk primary key,
    learner_id text not null constraint enrolment_learner_fk references learner,
    campaign_id text not null constraint enrolment_campaign_fk references campaign,
    number text not null constraint enrolment_number_once unique,  -- « IA-2026-K7M2XQ4R »: what people quote
    kind text not null constraint enrolment_kind_known check (kind in ('first', 'renewal')),
    state text not null constraint enrolment_state_known check (state in
        ('authorised', 'started', 'submitted', 'validated', 'cancelled')),
    payment text not null constraint enrolment_payment_known check (payment in
        ('not_required', 'unpaid', 'pending', 'partial', 'paid')),
    cvec text not null constraint enrolment_cvec_known check (cvec in
        ('absent', 'declared', 'verified', 'not_concerned')),
    ine text not null constraint enrolment_ine_known check (ine in ('confirmed', 'to_verify', 'unknown')),
    due bigint,                                 -- cents: total of fees as submitted, or as recomputed since
    instalments bigint not null default 1 constraint enrolment_instalments_known check (instalments between 1 and 3),
    created_at bigint not null,
    started_at bigint,
    submitted_at bigint,
    validated_at bigint,
    cancelled_at bigint,
    cancelled_why text constraint enrolment_cancelled_why_known check (cancelled_why in ('withdrawal', 'entry_error')),
    snapshot text,                              -- JSON of domain::enrolment::Snapshot: what was submitted
    version bigint not null,                    -- counts the changes
    constraint enrolment_dates check
        ((state <> 'validated' or validated_at is not null) and (state <> 'cancelled' or cancelled_at is not null))
);
create unique index enrolment_once on enrolment (learner_id, campaign_id) where state <> 'cancelled';
create index enrolment_pile on enrolment (campaign_id, state, submitted_at);

-- The answers of one step, as typed; judged from what is stored.
create table enrolment_step (
    enrolment_id text not null constraint enrolment_step_enrolment_fk references enrolment,
    step text not null,                         -- domain::enrolment::Step
    content text not null,                      -- JSON of the form of the step
    confirmed_at bigint,                        -- « Continuer »: the person says that it is right
    saved_at bigint not null,
    version bigint not null,                    -- counts the changes
    constraint enrolment_step_pk primary key (enrolment_id, step)
);

-- When a population may enrol (seed 002: two periods).
create table enrolment_window (
    window_id text not null constraint enrolment_window_pk primary key,
    campaign_id text not null constraint enrolment_window_campaign_fk references campaign,
    kind text not null constraint enrolment_window_kind_known check (kind in ('first', 'renewal')),
    opens_at bigint not null,
    closes_at bigint not null                   -- this instant is outside
);
create index enrolment_window_campaign on enrolment_window (campaign_id, kind, opens_at);

-- What is asked of whom; the rule of a condition is domain::enrolment's.
create table enrolment_requirement (
    requirement_id text not null constraint enrolment_requirement_pk primary key,
    campaign_id text not null constraint enrolment_requirement_campaign_fk references campaign,
    position bigint not null,
    kind text not null,                         -- as required_document.kind: what was accepted there is taken as given
    label_fr text not null,
    label_en text not null,
    notice_fr text not null default '',
    notice_en text not null default '',
    asked_of text not null,                     -- code of domain::enrolment::AskedOf
    blocking boolean not null,                  -- no certificate before it is accepted
    declinable boolean not null,                -- one may certify on honour not to be concerned
    constraint enrolment_requirement_once unique (campaign_id, kind)
);

create table enrolment_document (
    document_id text not null constraint enrolment_document_pk primary key,
    enrolment_id text not null constraint enrolment_document_enrolment_fk references enrolment,
    requirement_id text not null constraint enrolment_document_requirement_fk references enrolment_requirement,
    state text not null constraint enrolment_document_state_known check (state in
        ('missing', 'deposited', 'accepted', 'refused', 'not_concerned', 'waived')),
    file_name text,
    media text constraint enrolment_document_media_known check (media in ('application/pdf', 'image/jpeg', 'image/png')),
    size bigint constraint enrolment_document_size_capped check (size between 1 and 4194304),
    digest text,                                -- sha-256 of the bytes, hexadecimal: the name in the vault
    deposited_at bigint,
    taken_from text,                            -- the document of a candidature that was accepted and is taken as given
    ground text,                                -- why it was refused, from the catalogue
    comment text,                               -- what staff added
    correct_by bigint,                          -- the deadline that the refusal gave (CRPA L114-5)
    judged_at bigint,
    judged_by text constraint enrolment_document_judge_fk references staff,
    version bigint not null,                    -- counts the changes
    constraint enrolment_document_once unique (enrolment_id, requirement_id),
    constraint enrolment_document_deposited_has_bytes check (state not in ('deposited') or digest is not null)
);
create index enrolment_document_digest on enrolment_document (digest);
create index enrolment_document_queue on enrolment_document (state, deposited_at);
