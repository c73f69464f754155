-- Accounts, the rest: the language that a person chose, links for invitations and new addresses.

alter table account add column language text not null default 'fr'
    constraint account_language_known check (language in ('fr', 'en'));
alter table staff add column language text not null default 'fr'
    constraint staff_language_known check (language in ('fr', 'en'));

-- SQLite cannot widen a check: the table is made again, and nothing refers to it.
create table link_widened (
    token_hash text not null constraint link_widened_pk primary key,      -- sha-256 of what the letter holds
    account_id text not null constraint link_widened_account_fk references account,
    purpose text not null constraint link_widened_purpose_known check
        (purpose in ('validation', 'reset', 'invitation', 'email')),
    expires_at bigint not null,
    used_at bigint
);
insert into link_widened select token_hash, account_id, purpose, expires_at, used_at from link;
drop table link;
alter table link_widened rename to link;

-- The latest change of address that a person asked for: the old one is warned.
create table email_change (
    account_id text not null constraint email_change_pk primary key
        constraint email_change_account_fk references account,
    new_email text not null,                    -- trimmed, lower case
    old_email text not null,
    asked_at bigint not null,
    confirmed_at bigint                         -- when the link at the new address was used
);
