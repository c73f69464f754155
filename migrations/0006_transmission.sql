-- Handing a dossier over: a frozen snapshot and its proof. Rows are never changed.

create table transmission (
    transmission_id text not null constraint transmission_pk primary key,
    candidature_id text not null constraint transmission_candidature_fk references candidature,
    ordinal bigint not null,                    -- 1 for the first, more after « incomplet »
    reference text not null constraint transmission_reference_once unique,
    transmitted_at bigint not null,
    snapshot text not null,                     -- JSON: who, what for, the profile, the documents
    digest text not null,                       -- sha-256 of the snapshot, hexadecimal
    constraint transmission_ordinal_once unique (candidature_id, ordinal)
);

-- Which bytes a transmission holds, so that the vault never lets go of them.
create table transmission_document (
    transmission_id text not null constraint transmission_document_transmission_fk references transmission,
    requirement_id text not null constraint transmission_document_requirement_fk references required_document,
    digest text not null,
    constraint transmission_document_pk primary key (transmission_id, requirement_id)
);
create index transmission_document_digest on transmission_document (digest);
