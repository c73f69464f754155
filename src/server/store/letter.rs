//! The outbox: posted in the transaction that causes a letter, claimed by the worker, marked when sent.

use super::db::{None as NoParams, Sql};
use super::{Store, Work};
use crate::domain::account::DossierNumber;
use crate::domain::candidature::Answer;
use crate::domain::language::Language;
use crate::domain::letter::{Letter, LetterState, LetterView, Template, patience};
use crate::domain::settings::MyLetter;
use crate::domain::time::{Instant, Span};
use crate::domain::{AccountId, AvisId, CandidatureId, LetterId, TransmissionId};
use crate::server::calendar::moment;

/// A letter whose time has come.
pub struct Due {
    pub id: LetterId,
    pub letter: Letter,
    pub account_id: AccountId,
    /// Failures so far.
    pub failures: i64,
    /// Subject and text, when it was written before: it is sent as it was.
    pub kept: Option<(String, String)>,
}

/// Whom a letter goes to.
pub struct Recipient {
    pub email: String,
    pub given_name: String,
    pub family_name: String,
    pub number: DossierNumber,
    pub language: Language,
}

/// Words of a letter that the establishment chose.
#[derive(sqlx::FromRow)]
pub struct OwnWords {
    pub subject: String,
    pub body: String,
    pub version: i64,
}

/// What a letter about a candidature tells.
#[derive(sqlx::FromRow)]
pub struct CandidatureFacts {
    pub programme: String,
    pub faculty: String,
    pub transmit_by: i64,
    answer: Option<String>,
    answered_by_default: bool,
}

impl CandidatureFacts {
    pub fn answer(&self) -> Option<Answer> {
        super::candidature::read_answer(self.answer.as_deref(), self.answered_by_default)
    }
}

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    letter_id: String,
    content: String,
    account_id: String,
    tries: i64,
    subject: Option<String>,
    body: Option<String>,
}

impl ClaimedRow {
    fn into_due(self) -> sqlx::Result<Due> {
        Ok(Due {
            id: LetterId(self.letter_id),
            letter: serde_json::from_str(&self.content).map_err(|e| sqlx::Error::Decode(e.into()))?,
            account_id: AccountId(self.account_id),
            failures: self.tries - 1,
            kept: self.subject.zip(self.body),
        })
    }
}

/// How long a claimed letter stays with the worker that claimed it, should that worker die.
const LEASE: Span = Span::minutes(2);

const fn state(sent_at: Option<i64>, given_up_at: Option<i64>) -> LetterState {
    match (sent_at, given_up_at) {
        (Some(_), _) => LetterState::Sent,
        (None, Some(_)) => LetterState::GivenUp,
        (None, None) => LetterState::Waiting,
    }
}

impl Store {
    pub async fn recipient(&self, id: &AccountId) -> sqlx::Result<Recipient> {
        let sql = "select email, given_name, family_name, number, language from account where account_id = $1";
        let (email, given_name, family_name, number, language): (String, String, String, String, String) =
            self.db.one(sql, (id.as_str(),)).await?;
        let number = DossierNumber::parse(&number).map_err(|_| super::unknown("dossier number", &number))?;
        let language = Language::named(&language).ok_or_else(|| super::unknown("language", &language))?;
        Ok(Recipient { email, given_name, family_name, number, language })
    }

    /// The establishment's own words for a letter, if it has any.
    pub async fn letter_words(&self, template: Template, language: Language) -> sqlx::Result<Option<OwnWords>> {
        let sql = "select subject, body, version from letter_template where code = $1 and language = $2";
        self.db.opt(sql, (template.code(), language.code())).await
    }

    /// The new and the old address of the latest change that was asked for.
    pub async fn email_change(&self, id: &AccountId) -> sqlx::Result<(String, String)> {
        self.db.one("select new_email, old_email from email_change where account_id = $1", (id.as_str(),)).await
    }

    pub async fn candidature_facts(&self, id: &CandidatureId) -> sqlx::Result<CandidatureFacts> {
        let sql = "select p.label as programme, f.label as faculty, c.transmit_by, c.answer, c.answered_by_default
                     from candidature c
                     join programme p on p.programme_id = c.programme_id
                     join faculty f on f.faculty_id = p.faculty_id
                    where c.candidature_id = $1";
        self.db.one(sql, (id.as_str(),)).await
    }

    /// The reference, moment and candidature of a transmission.
    pub async fn transmission_facts(&self, id: &TransmissionId) -> sqlx::Result<(String, Instant, CandidatureId)> {
        let sql = "select reference, transmitted_at, candidature_id from transmission where transmission_id = $1";
        let (reference, at, candidature): (String, i64, String) = self.db.one(sql, (id.as_str(),)).await?;
        Ok((reference, Instant(at), CandidatureId(candidature)))
    }

    pub async fn candidature_of_avis(&self, id: &AvisId) -> sqlx::Result<CandidatureId> {
        let sql = "select candidature_id from avis where avis_id = $1";
        let (candidature,): (String,) = self.db.one(sql, (id.as_str(),)).await?;
        Ok(CandidatureId(candidature))
    }

    /// The latest letters; what they say, the transport knows.
    pub async fn letters(&self, limit: i64) -> sqlx::Result<Vec<LetterView>> {
        #[derive(sqlx::FromRow)]
        struct It {
            letter_id: String,
            code: String,
            posted_at: i64,
            sent_at: Option<i64>,
            given_up_at: Option<i64>,
            tries: i64,
            last_error: Option<String>,
        }
        let sql = "select /* whole: the latest, in the order of the index */ letter_id, code, posted_at, sent_at, given_up_at, tries, last_error
                     from letter order by posted_at desc, letter_id desc limit $1";
        let rows: Vec<It> = self.db.all(sql, (limit,)).await?;
        let view = |it: It| LetterView {
            id: LetterId(it.letter_id),
            code: it.code,
            state: state(it.sent_at, it.given_up_at),
            posted_at: moment(Instant(it.posted_at)),
            sent_at: it.sent_at.map(|at| moment(Instant(at))),
            tries: it.tries,
            last_error: it.last_error,
            written: None,
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// The letters to one person, the latest first.
    pub async fn letters_of(&self, owner: &AccountId) -> sqlx::Result<Vec<MyLetter>> {
        const LATEST: i64 = 100;
        type Row = (String, String, i64, Option<i64>, Option<i64>, Option<String>, Option<String>);
        let sql = "select letter_id, code, posted_at, sent_at, given_up_at, subject, body
                     from letter where account_id = $1 order by posted_at desc, letter_id desc limit $2";
        let rows: Vec<Row> = self.db.all(sql, (owner.as_str(), LATEST)).await?;
        let view = |(id, code, posted_at, sent_at, given_up_at, subject, body): Row| MyLetter {
            id: LetterId(id),
            code,
            state: state(sent_at, given_up_at),
            posted_at: moment(Instant(posted_at)),
            sent_at: sent_at.map(|at| moment(Instant(at))),
            kept: subject.zip(body),
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// How many letters wait.
    pub async fn letters_waiting(&self) -> sqlx::Result<i64> {
        let sql = "select count(*) from letter where sent_at is null and given_up_at is null";
        let (count,): (i64,) = self.db.one(sql, NoParams).await?;
        Ok(count)
    }
}

impl Work {
    /// Posts a letter: it leaves if, and only if, this work is committed.
    pub async fn post(&mut self, to: &AccountId, letter: &Letter) -> sqlx::Result<()> {
        let content = serde_json::to_string(letter).map_err(|e| sqlx::Error::Encode(e.into()))?;
        let id = self.id();
        let sql = "insert into letter (letter_id, code, content, account_id, posted_at, due_at, tries)
                   values ($1, $2, $3, $4, $5, $5, 0)";
        self.tx.run(sql, (id, letter.code(), content, to.as_str(), self.now.0)).await.map(drop)
    }

    /// Whether a letter of this kind was posted to somebody within `span`.
    pub async fn was_posted(&mut self, to: &AccountId, letter: &Letter, span: Span) -> sqlx::Result<bool> {
        let sql = "select exists(select 1 from letter where account_id = $1 and code = $2 and posted_at > $3)";
        let (posted,): (bool,) = self.tx.one(sql, (to.as_str(), letter.code(), (self.now - span).0)).await?;
        Ok(posted)
    }

    /// Takes up to `limit` letters whose time has come; another worker will not take them while the lease runs.
    pub async fn claim_letters(&mut self, limit: i64) -> sqlx::Result<Vec<Due>> {
        let sql = Sql {
            sqlite: "update letter set tries = tries + 1, due_at = $2 where letter_id in
                        (select letter_id from letter where sent_at is null and given_up_at is null and due_at <= $1
                          order by due_at, letter_id limit $3)
                     returning letter_id, content, account_id, tries, subject, body",
            postgres: "update letter set tries = tries + 1, due_at = $2 where letter_id in
                        (select letter_id from letter where sent_at is null and given_up_at is null and due_at <= $1
                          order by due_at, letter_id limit $3 for update skip locked)
                     returning letter_id, content, account_id, tries, subject, body",
        };
        let params = (self.now.0, (self.now + LEASE).0, limit);
        let mut rows: Vec<ClaimedRow> = self.tx.all(sql, params).await?;
        rows.sort_by(|a, b| a.letter_id.cmp(&b.letter_id));
        rows.into_iter().map(ClaimedRow::into_due).collect()
    }

    /// Posts a letter once more, in the words that it had; false when there is none of that name that is `owner`'s and
    /// whose words were kept.
    pub async fn post_again(&mut self, owner: &AccountId, id: &LetterId) -> sqlx::Result<bool> {
        let sql = "insert into letter (letter_id, code, content, account_id, posted_at, due_at, tries, subject, body)
                   select $1, code, content, account_id, $2, $2, 0, subject, body
                     from letter where letter_id = $3 and account_id = $4 and body is not null";
        let again = self.id();
        Ok(self.tx.run(sql, (again, self.now.0, id.as_str(), owner.as_str())).await? == 1)
    }

    /// Marks a letter as sent, and keeps its words where its reader may read them again.
    pub async fn letter_sent(&mut self, id: &LetterId, kept: Option<(&str, &str)>) -> sqlx::Result<()> {
        let sql = "update letter set sent_at = $1, last_error = null, subject = $2, body = $3 where letter_id = $4";
        let (subject, body) = kept.unzip();
        self.tx.run(sql, (self.now.0, subject, body, id.as_str())).await.map(drop)
    }

    /// Puts a letter back until its next try, or gives it up when patience ends.
    pub async fn letter_failed(&mut self, due: &Due, why: &str) -> sqlx::Result<()> {
        let (due_at, given_up) = match patience(due.failures) {
            Some(wait) => ((self.now + wait).0, None),
            None => (self.now.0, Some(self.now.0)),
        };
        let sql = "update letter set due_at = $1, given_up_at = $2, last_error = $3 where letter_id = $4";
        self.tx.run(sql, (due_at, given_up, why, due.id.as_str())).await.map(drop)
    }
}
