-- Admissions that come from elsewhere: a file of staff's, looked at line by line, confirmed, then done by the worker.

create table import (
    import_id text not null constraint import_pk primary key,
    campaign_id text not null constraint import_campaign_fk references campaign,
    source text not null constraint import_source_known check (source in ('parcoursup', 'monmaster', 'other', 'renewal')),
    file_name text not null,
    author text not null constraint import_author_fk references staff,
    origin text not null,                       -- network address of the author, for the journal
    prepared_at bigint not null,
    ready boolean not null,                     -- false: its lines are still being written down, or never were
    confirmed_at bigint                         -- null: looked at, and not done
);
create index import_latest on import (prepared_at);

create table import_line (
    import_id text not null constraint import_line_import_fk references import,
    line bigint not null,                       -- of the file, from 1, the header included
    content text not null,                      -- JSON of domain::import::ImportLine, as typed
    plan text not null constraint import_line_plan_known check (plan in
        ('new', 'changed', 'same', 'doubled', 'fault')),
    faults text not null default '[]',          -- JSON of what is wrong with it
    digest text not null,                       -- of what it says once read: the same again changes nothing
    outcome text,                               -- JSON of domain::import::Outcome; null: not done
    done_at bigint,
    constraint import_line_pk primary key (import_id, line)
);
create index import_line_waiting on import_line (import_id, line) where outcome is null and plan in ('new', 'changed');
create index import_line_plan on import_line (import_id, plan, line);
