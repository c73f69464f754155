-- Many candidatures treated alike: prepared, confirmed, then done by the worker, a row and a transaction at a time.

create table job (
    job_id text not null constraint job_pk primary key,
    author text not null constraint job_author_fk references staff,
    kind text not null constraint job_kind_known check (kind in
        ('favourable', 'unfavourable', 'reserve_list', 'waiting_list', 'preselection')),
    ground text,
    comment text,
    validates boolean not null,                 -- false: the avis are entered, and wait for whoever validates
    origin text not null,                       -- network address of the author, for the journal
    prepared_at bigint not null,
    confirmed_at bigint                         -- null: looked at, and not done
);
create index job_author on job (author, prepared_at);

create table job_row (
    job_id text not null constraint job_row_job_fk references job,
    ordinal bigint not null,                    -- from 1: in which order they were chosen, and are treated
    candidature_id text not null constraint job_row_candidature_fk references candidature,
    rank bigint,                                -- on the reserve list
    outcome text,                               -- JSON of domain::job::Outcome; null: not treated yet
    done_at bigint,
    constraint job_row_pk primary key (job_id, ordinal),
    constraint job_row_once unique (job_id, candidature_id)
);
create index job_row_waiting on job_row (job_id, ordinal) where outcome is null;
