-- Many candidatures treated alike: one avis is entered on all of them, or of each the one that was entered on it is
-- validated. SQLite cannot drop a `not null`: both tables are made again, the one that is referred to first.

create table job_again (
    job_id text not null constraint job_again_pk primary key,
    author text not null constraint job_again_author_fk references staff,
    -- null: of each dossier the avis entered on it is validated
    kind text constraint job_again_kind_known check (kind in
        ('favourable', 'unfavourable', 'reserve_list', 'waiting_list', 'preselection')),
    ground text,
    comment text,
    validates boolean not null,                 -- false: the avis are entered, and wait for whoever validates
    origin text not null,                       -- network address of the author, for the journal
    prepared_at bigint not null,
    confirmed_at bigint,                        -- null: looked at, and not done
    constraint job_again_does_something check (kind is not null or validates)
);
insert into job_again
    select job_id, author, kind, ground, comment, validates, origin, prepared_at, confirmed_at from job;

create table job_row_again (
    job_id text not null constraint job_row_again_job_fk references job_again,
    ordinal bigint not null,                    -- from 1: in which order they were chosen, and are treated
    candidature_id text not null constraint job_row_again_candidature_fk references candidature,
    rank bigint,                                -- on the reserve list, where one avis is entered on all
    avis_id text constraint job_row_again_avis_fk references avis,  -- entered, and looked at to be validated
    outcome text,                               -- JSON of domain::job::Outcome; null: not treated yet
    done_at bigint,
    constraint job_row_again_pk primary key (job_id, ordinal),
    constraint job_row_again_once unique (job_id, candidature_id)
);
insert into job_row_again (job_id, ordinal, candidature_id, rank, outcome, done_at)
    select job_id, ordinal, candidature_id, rank, outcome, done_at from job_row;

drop table job_row;
drop table job;
alter table job_again rename to job;
alter table job_row_again rename to job_row;
create index job_author on job (author, prepared_at);
create index job_row_waiting on job_row (job_id, ordinal) where outcome is null;
