-- The outbox: a letter is a row in the transaction that causes it, and is written when it is sent.

create table letter (
    letter_id text not null constraint letter_pk primary key,
    code text not null,                         -- which letter
    content text not null,                      -- JSON: identifiers only, never an address, a link or a code
    account_id text not null constraint letter_account_fk references account,     -- whom it goes to
    posted_at bigint not null,
    due_at bigint not null,                     -- next try; a claim moves it on, so that a dead worker's letter returns
    tries bigint not null,
    sent_at bigint,
    given_up_at bigint,
    last_error text
);
create index letter_due on letter (due_at) where sent_at is null and given_up_at is null;
create index letter_account on letter (account_id);
