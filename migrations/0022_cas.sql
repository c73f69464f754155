-- « Accès étudiant »: who came by the establishment's own account (CAS), and which session a ticket of it opened.

create table cas_account (
    campaign_id text not null constraint cas_account_campaign_fk references campaign,
    cas_user text not null,                     -- as the CAS names the person, lower case
    account_id text not null constraint cas_account_account_once unique
        constraint cas_account_account_fk references account,
    student_number text not null,               -- as the CAS told it; blank where it did not
    bound_at bigint not null,
    constraint cas_account_pk primary key (campaign_id, cas_user)
);

create table cas_staff (
    cas_user text not null constraint cas_staff_pk primary key,
    staff_id text not null constraint cas_staff_staff_once unique constraint cas_staff_staff_fk references staff,
    bound_at bigint not null
);

-- Somebody whom the CAS knows and who has no account bound yet: what the page « Créer un compte » is filled in with.
create table cas_arrival (
    token_hash text not null constraint cas_arrival_pk primary key,   -- sha-256 of the cookie's token
    cas_user text not null,
    family_name text not null,
    given_name text not null,
    email text not null,                        -- trimmed, lower case; blank where the CAS told none
    student_number text not null,
    student boolean not null,                   -- false: the CAS says what they are, and student is not among it
    ticket_hash text not null,                  -- sha-256 of the ticket, for the session to come
    expires_at bigint not null
);

alter table session add column cas_ticket text;     -- sha-256 of the ticket that opened it: single logout names the ticket
create index session_cas_ticket on session (cas_ticket);
