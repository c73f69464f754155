-- The avis on candidatures: a history, never overwritten.

create table avis (
    avis_id text not null constraint avis_pk primary key,
    candidature_id text not null constraint avis_candidature_fk references candidature,
    kind text not null constraint avis_kind_known check (kind in
        ('favourable', 'unfavourable', 'reserve_list', 'waiting_list', 'preselection')),
    rank bigint,                                -- on the reserve list, from 1
    ground text,
    comment text,
    entered_by text not null constraint avis_author_fk references staff,
    entered_at bigint not null,
    superseded_at bigint,                       -- when another was entered in its place
    validated_by text constraint avis_validator_fk references staff,
    validated_at bigint,
    answer_by bigint,                           -- until when a favourable avis may be answered
    constraint avis_rank_of_reserve check ((kind = 'reserve_list') = (rank is not null)),
    constraint avis_validation_signed check ((validated_at is null) = (validated_by is null))
);
-- One counts at a time.
create unique index avis_current on avis (candidature_id) where superseded_at is null;
