-- A profile taken up again from an earlier campaign: each section waits to be confirmed by its person.

alter table profile_section add column to_confirm boolean not null default false;
