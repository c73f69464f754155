//! The journal as people read it: who did what, when, from where.

use super::language::InBoth;
use super::time::Moment;
use serde::{Deserialize, Serialize};

/// Who acted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JournalActor {
    Candidate,
    /// A member of the staff, by name.
    Staff(String),
    /// Nobody who was signed in.
    Visitor,
    /// The product itself.
    System,
}

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalLine {
    pub at: Moment,
    pub actor: JournalActor,
    /// The name that the act is stored under.
    pub act: String,
    /// Codes that say more of the act.
    pub detail: String,
    /// The document that the act is about, by its label.
    pub document: Option<InBoth>,
    /// The deadline that the act gave.
    pub until: Option<Moment>,
    /// Network address.
    pub origin: String,
}
