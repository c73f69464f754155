-- The way in: accounts of candidates, staff and their scopes, links of letters, sessions, counted attempts.

create table account (
    account_id text not null constraint account_pk primary key,
    campaign_id text not null constraint account_campaign_fk references campaign,
    number text not null constraint account_number_once unique,   -- the dossier number
    email text not null,                        -- trimmed, lower case
    family_name text not null,
    given_name text not null,
    search_key text not null,                   -- names, number and address, folded
    password_hash text not null,                -- argon2id, PHC format
    created_at bigint not null,
    validated_at bigint,                        -- when the link of the letter was used
    constraint account_email_once unique (campaign_id, email)
);

create table staff (
    staff_id text not null constraint staff_pk primary key,
    email text not null constraint staff_email_once unique,
    name text not null,
    role text not null constraint staff_role_known check (role in ('officer', 'reviewer', 'administrator')),
    password_hash text not null,
    totp_secret text not null,                  -- base32; RFC 6238, 6 digits, 30 s
    totp_step bigint not null                   -- the last step used: a code works once
);

create table staff_scope (
    staff_id text not null constraint staff_scope_staff_fk references staff,
    faculty_id text not null constraint staff_scope_faculty_fk references faculty,
    programme_id text constraint staff_scope_programme_fk references programme   -- null: the whole faculty
);
create index staff_scope_staff on staff_scope (staff_id);

create table link (
    token_hash text not null constraint link_pk primary key,      -- sha-256 of what the letter holds
    account_id text not null constraint link_account_fk references account,
    purpose text not null constraint link_purpose_known check (purpose in ('validation', 'reset')),
    expires_at bigint not null,
    used_at bigint
);

create table session (
    token_hash text not null constraint session_pk primary key,   -- sha-256 of the cookie's token
    account_id text constraint session_account_fk references account,
    staff_id text constraint session_staff_fk references staff,
    second_step_done boolean not null,          -- false: staff who gave the password and not yet the code
    created_at bigint not null,
    expires_at bigint not null,
    constraint session_of_one check ((account_id is null) <> (staff_id is null))
);

create table quota (
    key text not null,                          -- what is counted: an act and a hash of whom
    window_at bigint not null,                  -- start of the span counted
    count bigint not null,
    constraint quota_pk primary key (key, window_at)
);
