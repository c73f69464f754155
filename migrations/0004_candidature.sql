-- One wish of one person for one programme.

create table candidature (
    candidature_id text not null constraint candidature_pk primary key,
    account_id text not null constraint candidature_account_fk references account,
    programme_id text not null constraint candidature_programme_fk references programme,
    state text not null constraint candidature_state_known check (state in
        ('pending', 'transmitted', 'incomplete', 'complete', 'cancelled')),
    created_at bigint not null,
    transmit_by bigint not null,                -- the programme's closing, or the deadline given with « incomplet »
    transmitted_at bigint,                      -- the latest transmission
    answer text constraint candidature_answer_known check (answer in ('confirmed', 'withdrawn')),
    answered_at bigint,
    version bigint not null,                    -- counts the changes
    constraint candidature_answer_dated check ((answer is null) = (answered_at is null)),
    constraint candidature_transmission_dated check
        (state not in ('transmitted', 'incomplete', 'complete') or transmitted_at is not null)
);
-- Once per programme; a cancelled one does not count.
create unique index candidature_once on candidature (account_id, programme_id) where state <> 'cancelled';
create index candidature_pile on candidature (state, transmitted_at);
create index candidature_programme on candidature (programme_id);
