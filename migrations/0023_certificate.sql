-- What proves an enrolment to others: each edition as it was issued and signed; and who was told how to get their card.

create table certificate (
    certificate_id text not null constraint certificate_pk primary key,
    enrolment_id text not null constraint certificate_enrolment_fk references enrolment,
    edition bigint not null,                    -- from 1; another one when what it certifies has changed
    number text not null constraint certificate_number_once unique,   -- « CS-2026-K7M2XQ4RTA »: what people quote
    content text not null,                      -- JSON of domain::certificate::Certified
    payload text not null,                      -- what was signed, and the QR code holds: domain::certificate::Statement
    signature text not null,                    -- of the payload: Ed25519, base 32
    key_id text not null,                       -- of the pair that signed; its public half is published at /verifier/cle
    issued_at bigint not null,
    constraint certificate_once unique (enrolment_id, edition)
);

-- Whoever was validated is told once: by the worker, which finds them by what is missing here.
create table student_card (
    enrolment_id text not null constraint student_card_pk primary key
        constraint student_card_enrolment_fk references enrolment,
    told_at bigint not null
);
