//! Signing in as a learner: challenges, what was asked to be sent, links that open a session.

use super::{LearnerHead, Store, Work, db::None as NoParams, unknown};
use crate::domain::login::{CHALLENGE_LIFE, CODE_LIFE, CODE_PAUSE, CODE_TRIES};
use crate::domain::time::{Instant, Span};
use crate::domain::{AccountId, ChallengeId};

/// Where a challenge stands.
#[derive(sqlx::FromRow)]
pub struct ChallengeRow {
    pub asked_at: i64,
    pub tries: i64,
    /// A code of it opened a session already.
    pub used: bool,
}

/// A challenge of which one more try was just counted.
#[derive(sqlx::FromRow)]
pub struct Tried {
    pub challenge_id: String,
    pub account_id: Option<String>,
    pub code_hash: Option<String>,
    code_until: Option<i64>,
    pub tries: i64,
}

impl Tried {
    /// Whose it is and what the code must hash to, while the code is good.
    pub fn expected(&self, now: Instant) -> Option<(AccountId, &str)> {
        let account = self.account_id.clone().map(AccountId)?;
        let good = self.code_until.is_some_and(|until| now.0 < until);
        self.code_hash.as_deref().filter(|_| good).map(|hash| (account, hash))
    }
}

/// What is to be sent to a learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The code of a challenge, and which one of it.
    Code(ChallengeId, i64),
    Identifiant,
    Link,
}

impl Asked {
    const fn code(&self) -> &'static str {
        match self {
            Self::Code(..) => "code",
            Self::Identifiant => "identifiant",
            Self::Link => "link",
        }
    }

    fn read(kind: &str, challenge: Option<String>, nth: i64) -> sqlx::Result<Self> {
        Ok(match (kind, challenge) {
            ("code", Some(challenge)) => Self::Code(ChallengeId(challenge), nth),
            ("identifiant", _) => Self::Identifiant,
            ("link", _) => Self::Link,
            _ => return Err(unknown("kind of letter", kind)),
        })
    }
}

impl Store {
    /// The challenge of a browser.
    pub async fn challenge(&self, token_hash: &str, now: Instant) -> sqlx::Result<Option<ChallengeRow>> {
        let sql = "select asked_at, tries, used_at is not null as used
                     from login_challenge where token_hash = $1 and expires_at > $2";
        self.db.opt(sql, (token_hash, now.0)).await
    }

    /// An account with this address through which a learner acts.
    pub async fn learner_account_with_email(&self, email: &str) -> sqlx::Result<Option<AccountId>> {
        let sql = "select a.account_id from account a join learner l on l.account_id = a.account_id
                    where a.email = $1 order by a.account_id limit 1";
        let row: Option<(String,)> = self.db.opt(sql, (email,)).await?;
        Ok(row.map(|(id,)| AccountId(id)))
    }

    /// The address of an account; nothing for one that is not there.
    pub async fn email_of(&self, account: &AccountId) -> sqlx::Result<Option<String>> {
        let row: Option<(String,)> =
            self.db.opt("select email from account where account_id = $1", (account.as_str(),)).await?;
        Ok(row.map(|(email,)| email))
    }

    /// What was asked for first and not seen to, with the network address that asked.
    pub async fn next_login_letter(&self) -> sqlx::Result<Option<(String, String)>> {
        let sql = "select login_letter_id, origin from login_letter order by login_letter_id limit 1";
        self.db.opt(sql, NoParams).await
    }
}

impl Work {
    /// Begins a challenge, and asks for its first code. `account`: none where what was typed leads to nobody.
    pub async fn add_challenge(&mut self, token_hash: &str, account: Option<&AccountId>) -> sqlx::Result<()> {
        let id = ChallengeId(self.id());
        let sql =
            "insert into login_challenge (challenge_id, token_hash, account_id, codes, asked_at, tries, expires_at)
                   values ($1, $2, $3, 1, $4, 0, $5)";
        let whose = account.map(AccountId::as_str);
        self.tx.run(sql, (id.as_str(), token_hash, whose, self.now.0, (self.now + CHALLENGE_LIFE).0)).await?;
        self.ask_letter(account, &Asked::Code(id, 1)).await
    }

    /// Asks for another code, which ends the one before; false while the pause runs, and where no code is awaited.
    pub async fn renew_challenge(&mut self, token_hash: &str) -> sqlx::Result<bool> {
        let sql = "update login_challenge
                      set codes = codes + 1, asked_at = $1, code_hash = null, code_until = null, tries = 0, expires_at = $4
                    where token_hash = $2 and used_at is null and asked_at <= $3 and expires_at > $1
                returning challenge_id, account_id, codes";
        let (before, until) = ((self.now - CODE_PAUSE).0, (self.now + CHALLENGE_LIFE).0);
        let row: Option<(String, Option<String>, i64)> =
            self.tx.opt(sql, (self.now.0, token_hash, before, until)).await?;
        let Some((challenge, account, nth)) = row else { return Ok(false) };
        self.ask_letter(account.map(AccountId).as_ref(), &Asked::Code(ChallengeId(challenge), nth)).await?;
        Ok(true)
    }

    /// Asks the worker to send something, or nothing to nobody.
    pub async fn ask_letter(&mut self, account: Option<&AccountId>, asked: &Asked) -> sqlx::Result<()> {
        let (challenge, nth) = match asked {
            Asked::Code(challenge, nth) => (Some(challenge.as_str()), *nth),
            Asked::Identifiant | Asked::Link => (None, 0),
        };
        let (id, origin) = (self.id(), self.origin.clone());
        let sql = "insert into login_letter (login_letter_id, kind, account_id, challenge_id, nth, origin)
                   values ($1, $2, $3, $4, $5, $6)";
        let params = (id, asked.code(), account.map(AccountId::as_str), challenge, nth, origin);
        self.tx.run(sql, params).await.map(drop)
    }

    /// Takes what was asked for; nothing where another worker took it, or where it is for nobody.
    pub async fn take_login_letter(&mut self, id: &str) -> sqlx::Result<Option<(AccountId, Asked)>> {
        let sql = "delete from login_letter where login_letter_id = $1 returning kind, account_id, challenge_id, nth";
        let row: Option<(String, Option<String>, Option<String>, i64)> = self.tx.opt(sql, (id,)).await?;
        let Some((kind, Some(account), challenge, nth)) = row else { return Ok(None) };
        Ok(Some((AccountId(account), Asked::read(&kind, challenge, nth)?)))
    }

    /// Counts one try of a code, however many come at once; nothing where no try is left or no code is awaited.
    pub async fn count_try(&mut self, token_hash: &str) -> sqlx::Result<Option<Tried>> {
        let sql = "update login_challenge set tries = tries + 1
                    where token_hash = $1 and used_at is null and tries < $2 and expires_at > $3
                returning challenge_id, account_id, code_hash, code_until, tries";
        self.tx.opt(sql, (token_hash, CODE_TRIES, self.now.0)).await
    }

    /// Uses a challenge up.
    pub async fn use_challenge(&mut self, challenge: &str) -> sqlx::Result<()> {
        let sql = "update login_challenge set used_at = $1, code_hash = null where challenge_id = $2";
        self.tx.run(sql, (self.now.0, challenge)).await.map(drop)
    }

    /// Keeps the hash of the code that a letter is about to tell; false when a newer code was asked for since.
    pub async fn write_code(&mut self, challenge: &ChallengeId, nth: i64, hash: &str) -> sqlx::Result<bool> {
        let sql = "update login_challenge set code_hash = $1, code_until = $2
                    where challenge_id = $3 and codes = $4 and used_at is null";
        let until = (self.now + CODE_LIFE).0;
        Ok(self.tx.run(sql, (hash, until, challenge.as_str(), nth)).await? == 1)
    }

    /// The learners who act through accounts with the same address as this one.
    pub async fn learners_with_address_of(&mut self, account: &AccountId) -> sqlx::Result<Vec<LearnerHead>> {
        let sql = "select l.learner_id, l.identifiant, l.account_id, l.student_number
                     from learner l join account a on a.account_id = l.account_id
                    where a.email = (select email from account where account_id = $1) order by l.identifiant";
        self.tx.all(sql, (account.as_str(),)).await
    }

    pub async fn add_login_link(&mut self, token_hash: &str, id: &AccountId, life: Span) -> sqlx::Result<()> {
        let sql = "insert into login_link (token_hash, account_id, expires_at) values ($1, $2, $3)";
        self.tx.run(sql, (token_hash, id.as_str(), (self.now + life).0)).await.map(drop)
    }

    /// Uses a link up; whose it was, if it was still good.
    pub async fn use_login_link(&mut self, token_hash: &str) -> sqlx::Result<Option<AccountId>> {
        let sql = "update login_link set used_at = $1
                    where token_hash = $2 and used_at is null and expires_at > $1 returning account_id";
        let row: Option<(String,)> = self.tx.opt(sql, (self.now.0, token_hash)).await?;
        Ok(row.map(|(id,)| AccountId(id)))
    }

    /// Takes away what is past its time.
    pub async fn sweep_logins(&mut self) -> sqlx::Result<()> {
        self.tx.run("delete from login_challenge where expires_at <= $1", (self.now.0,)).await?;
        self.tx.run("delete from login_link where expires_at <= $1", (self.now.0,)).await.map(drop)
    }

    /// Drops the letter of an earlier code that did not leave yet. `content`: as posted.
    pub async fn drop_unsent(&mut self, letter: &crate::domain::letter::Letter) -> sqlx::Result<()> {
        let content = serde_json::to_string(letter).map_err(|e| sqlx::Error::Encode(e.into()))?;
        let sql = "delete from letter where code = $1 and content = $2 and sent_at is null";
        self.tx.run(sql, (letter.code(), content)).await.map(drop)
    }
}
