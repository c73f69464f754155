-- Signing in as a learner (identifiant, then a code by mail; or a link by mail), and the registration home page.

-- Somebody who typed an identifier and waits for a code. Such a row is made whether the identifier leads to anybody or not.
create table login_challenge (
    challenge_id text not null constraint login_challenge_pk primary key,
    token_hash text not null constraint login_challenge_token_once unique, -- sha-256 of what the browser's cookie holds
    account_id text constraint login_challenge_account_fk references account, -- null: leads to nobody, every code is wrong
    codes bigint not null,                      -- how often a code was asked for: the latest is the only good one
    asked_at bigint not null,                   -- when the latest was
    code_hash text,                             -- hmac-sha-256 of the code, keyed by the challenge; null: not written yet
    code_until bigint,                          -- ten minutes after its letter was written
    tries bigint not null,                      -- of the latest code
    used_at bigint,
    expires_at bigint not null
);
create index login_challenge_expiry on login_challenge (expires_at);

-- What was asked to be sent. The worker finds out to whom, so that a request does the same whether there is anybody or not.
create table login_letter (
    login_letter_id text not null constraint login_letter_pk primary key,
    kind text not null constraint login_letter_kind_known check (kind in ('code', 'identifiant', 'link')),
    account_id text constraint login_letter_account_fk references account,   -- null: to nobody
    challenge_id text,                          -- for which the code is
    nth bigint not null,                        -- which code of the challenge
    origin text not null                        -- network address that asked, for the journal
);

-- The link that opens a session (Parcoursup's and MonMaster's door).
create table login_link (
    token_hash text not null constraint login_link_pk primary key, -- sha-256 of what the letter holds
    account_id text not null constraint login_link_account_fk references account,
    expires_at bigint not null,
    used_at bigint
);

-- The registration home page in force, and what administrators write before they publish it.
create table portal (
    only_one bigint not null constraint portal_pk primary key constraint portal_only_one check (only_one = 1),
    content text not null,                      -- JSON: domain::portal::Block, in order
    saved_at bigint not null,
    version bigint not null                     -- counts what was published
);
create table portal_draft (
    author text not null constraint portal_draft_pk primary key constraint portal_draft_author_fk references staff,
    content text not null,                      -- as portal.content
    made_from bigint not null,                  -- version of the page that it would replace; 0: there was none
    saved_at bigint not null,
    version bigint not null                     -- the moment of its beginning, then counts its changes
);
