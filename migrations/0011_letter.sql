-- Words of letters that the establishment put in place of those that the product ships.

create table letter_template (
    code text not null,                         -- domain::letter::Template
    language text not null constraint letter_template_language_known check (language in ('fr', 'en')),
    subject text not null,
    body text not null,
    saved_at bigint not null,
    saved_by text not null constraint letter_template_author_fk references staff,
    version bigint not null,                    -- counts the saves
    constraint letter_template_pk primary key (code, language)
);
