-- The profile, the rest: lists of whoever is concerned, and what the scolarité knows already.

create table profile_list (
    account_id text not null constraint profile_list_account_fk references account,
    list text not null constraint profile_list_known check (list in ('external', 'internships', 'experience')),
    entries text not null,                      -- JSON of the entries as typed, each with its number
    saved_at bigint not null,
    version bigint not null,                    -- counts the saves; a form sends back the one it was made from
    constraint profile_list_pk primary key (account_id, list)
);

-- The first step of « Informations perso. »: what the scolarité is asked by.
create table profile_start (
    account_id text not null constraint profile_start_pk primary key
        constraint profile_start_account_fk references account,
    answers text not null,                      -- JSON of the step's form, as typed
    asked_at bigint not null,
    version bigint not null                     -- counts the questions and their confirmation
);

-- What the scolarité said of a person who confirmed who they are; what it locks is taken from here.
create table profile_record (
    account_id text not null constraint profile_record_pk primary key
        constraint profile_record_account_fk references account,
    record text not null,                       -- JSON of domain::profile::Record
    confirmed_at bigint not null
);
