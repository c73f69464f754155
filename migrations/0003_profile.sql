-- What a person says of themselves, section by section, as typed; judged when read.

create table profile_section (
    account_id text not null constraint profile_section_account_fk references account,
    section text not null constraint profile_section_known check (section in ('identity', 'address', 'baccalaureat')),
    answers text not null,                      -- JSON of the section's form
    saved_at bigint not null,
    version bigint not null,                    -- counts the saves; a form sends back the one it was made from
    constraint profile_section_pk primary key (account_id, section)
);
