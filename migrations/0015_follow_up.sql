-- What happens to a candidature without anyone asking: reminders, withdrawal by default, promotion from the reserve list;
-- and letters that their reader may read again.

alter table candidature add column answered_by_default boolean not null default false;  -- with answer = 'withdrawn'
alter table candidature add column reminded_of bigint;      -- the deadline of transmission that a reminder left for
alter table candidature add column replaced_at bigint;      -- when the place that this withdrawal freed was dealt with
alter table avis add column reminded_at bigint;             -- when a reminder to answer left
alter table avis add column promoted boolean not null default false;    -- by the rule, from the reserve list

create index candidature_open on candidature (transmit_by) where state in ('pending', 'incomplete');
create index candidature_withdrawn on candidature (programme_id) where answer = 'withdrawn' and replaced_at is null;
create index avis_awaited on avis (answer_by) where superseded_at is null and answer_by is not null;

-- The words of letters that hold no link: what the person may read in « Mes messages », and have sent again.
alter table letter add column subject text;
alter table letter add column body text;
create index letter_of_account on letter (account_id, posted_at);
create index letter_about on letter (code, content);
