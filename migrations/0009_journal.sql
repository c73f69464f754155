-- Who did what, when, from where: append only, each row sealed by the digest of the one before.

create table journal (
    seq bigint not null constraint journal_pk primary key,
    at bigint not null,
    actor_kind text not null constraint journal_actor_known check (actor_kind in ('candidate', 'staff', 'visitor', 'system')),
    actor_id text,
    act text not null,
    subject_id text not null,                   -- account, candidature or document
    origin text not null,                       -- network address
    detail text not null,                       -- codes, never answers
    digest text not null                        -- sha-256 over the row and the digest before
);
create index journal_subject on journal (subject_id);

-- One row: its lock puts the writers of the journal in line.
create table journal_head (
    only_one bigint not null constraint journal_head_pk primary key constraint journal_head_single check (only_one = 1),
    seq bigint not null,
    digest text not null
);
insert into journal_head (only_one, seq, digest) values (1, 0, '');
