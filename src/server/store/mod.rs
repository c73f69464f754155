//! All the SQL and nothing else: gives and takes domain types. A `Store` reads; a `Work` is one transaction.
//!
//! Absent on purpose: clock, chance, words. A `Work` is handed its moment and its identifiers by whoever begins it.
//! Rules that keep one SQL text for both engines: reference/data.md §1.

mod account;
mod admission;
mod campaign;
mod candidature;
mod cas;
mod certificate;
mod db;
mod document;
mod enrolment;
mod enrolment_desk;
mod enrolment_document;
mod enrolment_queue;
mod enrolment_requirement;
mod enrolment_step;
mod follow_up;
mod ground;
mod history;
mod import;
mod invitation;
mod job;
mod journal;
mod learner;
mod ledger;
mod letter;
mod login;
mod office;
mod parameters;
mod payment;
mod portal;
mod profile;
mod reconciliation;
mod records;
mod requirement;
mod review;
mod session;
mod sharing;
mod studies;
mod template;
mod timeline;
mod transmission;

pub use account::{Credentials, LinkPurpose};
pub use admission::NewAdmission;
pub use campaign::{is_no_campaign, no_campaign};
pub use candidature::Locked;
pub use cas::Arrival;
pub use certificate::DirectoryRow;
pub use db::{Db, is_unkeepable};
pub use document::StoredFile;
pub use enrolment::EnrolmentRow;
pub use enrolment_document::Laid;
pub use enrolment_step::{StoredAsking, StoredWindow};
pub use import::{NewImport, PlannedLine, WaitingLine};
pub use invitation::{AccountHead, InvitedAccount};
pub use job::{Job, WaitingRow};
pub use journal::{Actor, JournalFault};
pub use learner::LearnerHead;
pub use ledger::PaidFacts;
pub use letter::{CandidatureFacts, Due, OwnWords, Recipient};
pub use login::Asked;
pub use office::{NewProgramme, NewRequirement, NewStaff};
pub use parameters::{Campaign, Programme};
pub use payment::{Payable, StoredAttempt};
pub use portal::PortalDraft;
pub use reconciliation::{AskedBy, NightLimits};
pub use review::Scope;
pub use session::{Holder, SessionRow};
pub use template::Draft;

use crate::domain::time::Instant;
use db::Tx;
use std::sync::Arc;

/// Where identifiers come from: the chance of whoever began the work.
pub type Draw = Arc<dyn Fn() -> String + Send + Sync>;

/// The database, to be read from.
#[derive(Clone)]
pub struct Store {
    pub db: Db,
}

/// One transaction. Dropped without [`Work::commit`], it leaves nothing behind.
pub struct Work {
    tx: Tx,
    /// When it happens: what deadlines are judged by.
    pub now: Instant,
    actor: Actor,
    origin: String,
    draw: Draw,
    entries: Vec<journal::Entry>,
}

impl Work {
    pub fn new(tx: db::Tx, now: Instant, actor: Actor, origin: String, draw: Draw) -> Self {
        Self { tx, now, actor, origin, draw, entries: Vec::new() }
    }

    /// A new identifier.
    pub fn id(&self) -> String {
        (self.draw)()
    }

    /// Seals the journal's entries and makes everything true at once.
    pub async fn commit(mut self) -> sqlx::Result<()> {
        self.seal_journal().await?;
        self.tx.commit().await
    }
}

/// Pattern for `like … escape '\'` that finds `words` (folded already) anywhere. Nothing that is looked through is as long
/// as what is looked for at most; SQLite refuses patterns of more than 50,000 bytes.
fn anywhere(words: &str) -> String {
    const LONGEST: usize = 1000;
    let escaped = words.chars().take(LONGEST).collect::<String>();
    let escaped = escaped.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// Three patterns that together find what holds every one of the words (folded): three narrow anything down; what more there
/// is, is looked for as one phrase with the third.
fn patterns(words: &str) -> [String; 3] {
    let each: Vec<_> = words.split(' ').collect();
    let one = |n: usize| anywhere(each.get(n).copied().unwrap_or_default());
    [one(0), one(1), anywhere(&each.get(2..).unwrap_or_default().join(" "))]
}

/// A stored code that the domain does not know: the row contradicts the build.
fn unknown(what: &'static str, code: &str) -> sqlx::Error {
    sqlx::Error::Decode(format!("unknown {what} `{code}`").into())
}
