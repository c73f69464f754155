-- The establishment's parameters, changed by its own staff: programmes, campaigns, letters; accounts that staff make.

alter table programme add column keywords text not null default '';   -- as typed; found through search_key
alter table programme add column retired_at bigint;                   -- taken out of the offer; what was begun goes on
alter table programme add column version bigint not null default 0;   -- counts the saves, those of its documents too
-- What was searched for before stays found when a programme is saved again.
update programme set keywords = search_key;

alter table campaign add column version bigint not null default 0;    -- counts the saves
alter table campaign add column prepared_from text                    -- the campaign that it was copied from
    constraint campaign_prepared_from_fk references campaign;
create unique index campaign_prepared_once on campaign (prepared_from);

-- Words of a letter that somebody is writing: read again and previewed before they take effect.
create table letter_draft (
    code text not null,                         -- domain::letter::Template
    language text not null constraint letter_draft_language_known check (language in ('fr', 'en')),
    author text not null constraint letter_draft_author_fk references staff,
    subject text not null,
    body text not null,
    made_from bigint not null,                  -- version of the words that it would replace
    saved_at bigint not null,
    constraint letter_draft_pk primary key (code, language, author)
);

alter table account add column ine text not null default '';          -- of the identity, folded: to be searched by staff
alter table account add column invited_by text                        -- the member of the staff who made the account
    constraint account_invited_by_fk references staff;
create index account_ine on account (ine);

-- Reasons for refusing a document: the establishment's own, and which of the product's are not offered here.
create table ground (
    code text not null constraint ground_pk primary key,   -- domain::review::Ground, or an identifier of an own one
    french text,                                -- both null: one of the product's
    english text,
    hidden boolean not null,                    -- not offered any more; what was refused for it stays so
    version bigint not null,                    -- counts the saves
    constraint ground_in_both check ((french is null) = (english is null))
);
