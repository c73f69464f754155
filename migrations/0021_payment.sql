-- Payment by card: every redirect to the bank, everything it said of them, what was received, what is to be given back.
-- Amounts are cents.

create table attempt (
    attempt_id text not null constraint attempt_pk primary key,
    enrolment_id text not null constraint attempt_enrolment_fk references enrolment,
    reference text not null constraint attempt_reference_once unique, -- « IA-2026-000042-1 »: what the bank quotes
    asked_key text not null,                    -- of the form that asked for it: a second click finds it
    parts text not null,                        -- JSON of domain::instalment::Part: the first at once, the others on their days
    state text not null constraint attempt_state_known check (state in
        ('created', 'redirected', 'paid', 'refused', 'cancelled', 'expired', 'mismatched')),
    action text,                                -- where its form is posted: the host of the bank that was up
    psp_transaction text constraint attempt_transaction_once unique, -- the bank's own number, of the first part
    code text,                                  -- what the bank said last
    created_at bigint not null,
    redirected_at bigint,
    settled_at bigint,                          -- when it came to its state, for good or not
    broken_at bigint,                           -- a later part was refused: no other one is awaited
    constraint attempt_key_once unique (enrolment_id, asked_key),
    constraint attempt_paid_has_transaction check (state <> 'paid' or psp_transaction is not null)
);
create unique index attempt_live on attempt (enrolment_id) where state in ('created', 'redirected');
create index attempt_enrolment on attempt (enrolment_id, created_at);
create index attempt_pile on attempt (state, created_at);

-- Every notification as it was received, whatever became of it.
create table notification (
    notification_id text not null constraint notification_pk primary key,
    attempt_id text constraint notification_attempt_fk references attempt, -- null: nothing of ours bears its reference
    raw text not null,                          -- the query, byte for byte
    verdict text not null,                      -- domain::payment::Verdict
    received_at bigint not null
);
create index notification_attempt on notification (attempt_id, received_at);

create table refund (
    refund_id text not null constraint refund_pk primary key,
    enrolment_id text not null constraint refund_enrolment_fk references enrolment,
    attempt_id text constraint refund_attempt_fk references attempt,
    psp_transaction text,                       -- the bank's number of what is to be given back, when it is one payment
    amount bigint not null constraint refund_amount_positive check (amount > 0),
    why text not null constraint refund_why_known check (why in ('overpaid', 'cancelled', 'twice', 'mismatched')),
    state text not null constraint refund_state_known check (state in ('proposed', 'done', 'dropped')),
    note text not null default '',              -- what staff say of it
    proposed_at bigint not null,
    settled_at bigint,
    settled_by text constraint refund_staff_fk references staff,
    constraint refund_once unique (psp_transaction, why)
);
create index refund_enrolment on refund (enrolment_id, proposed_at);
create index refund_open on refund (proposed_at) where state = 'proposed';

-- What was received, and given back: a line for each part that was paid and for each refund of such a part, once.
create table ledger (
    line_id text not null constraint ledger_pk primary key,
    enrolment_id text not null constraint ledger_enrolment_fk references enrolment,
    attempt_id text constraint ledger_attempt_fk references attempt,
    part bigint,                                -- of the attempt, from 0
    refund_id text constraint ledger_refund_once unique constraint ledger_refund_fk references refund,
    amount bigint not null,                     -- below zero: given back
    psp_transaction text constraint ledger_transaction_once unique,
    entered_at bigint not null,
    constraint ledger_part_once unique (attempt_id, part),
    constraint ledger_of_one check ((refund_id is null) = (attempt_id is not null))
);
create index ledger_enrolment on ledger (enrolment_id, entered_at);
