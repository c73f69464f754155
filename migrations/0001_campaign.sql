-- The offer: faculties, the campaign of a year, its programmes and what each asks for.
-- Both databases run this folder: TEXT, BIGINT and BOOLEAN only; moments are unix milliseconds from our own clock.

create table faculty (
    faculty_id text not null constraint faculty_pk primary key,
    label text not null,                        -- as candidates read it
    position bigint not null                    -- order in the offer
);

create table campaign (
    campaign_id text not null constraint campaign_pk primary key,
    label text not null,                        -- « 2026-2027 »
    opens_at bigint not null,
    closes_at bigint not null,                  -- this instant is outside
    max_candidatures bigint not null            -- live candidatures a person may have
);

create table programme (
    programme_id text not null constraint programme_pk primary key,
    campaign_id text not null constraint programme_campaign_fk references campaign,
    faculty_id text not null constraint programme_faculty_fk references faculty,
    code text not null,                         -- the establishment's own
    label text not null,
    level text not null constraint programme_level_known check (level in
        ('but', 'licence_1', 'licence_2', 'licence_3', 'professional_licence', 'master_1', 'master_2', 'engineer')),
    search_key text not null,                   -- label, code and keywords, folded by the application
    capacity bigint not null,                   -- places
    opens_at bigint not null,
    closes_at bigint not null,                  -- of applying and of transmitting; this instant is outside
    answer_days bigint not null,                -- days that a favourable avis leaves to answer
    constraint programme_code_once unique (campaign_id, code)
);

create table required_document (
    requirement_id text not null constraint required_document_pk primary key,
    programme_id text not null constraint required_document_programme_fk references programme,
    position bigint not null,                   -- order in the table of documents
    label text not null,
    notice text,                                -- what is expected, in a sentence or two
    conditional boolean not null,               -- one may certify on honour not to be concerned
    constraint required_document_position_once unique (programme_id, position)
);
