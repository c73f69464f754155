-- What was given for a required document. The bytes lie in the vault, under their digest.

create table document (
    document_id text not null constraint document_pk primary key,
    candidature_id text not null constraint document_candidature_fk references candidature,
    requirement_id text not null constraint document_requirement_fk references required_document,
    state text not null constraint document_state_known check (state in
        ('missing', 'deposited', 'accepted', 'refused', 'not_concerned', 'waived')),
    file_name text,
    media text constraint document_media_known check (media in ('application/pdf', 'image/jpeg', 'image/png')),
    size bigint constraint document_size_capped check (size between 1 and 4194304),
    digest text,                                -- sha-256 of the bytes, hexadecimal: the name in the vault
    deposited_at bigint,
    ground text,                                -- why it was refused, from the catalogue
    comment text,                               -- what staff added
    judged_at bigint,
    judged_by text constraint document_judge_fk references staff,
    version bigint not null,                    -- counts the changes
    constraint document_once unique (candidature_id, requirement_id),
    constraint document_deposited_has_bytes check (state not in ('deposited') or digest is not null)
);
create index document_digest on document (digest);
