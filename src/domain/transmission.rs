//! Handing a dossier over: what stands in the way, the frozen snapshot, and the receipt.

use super::document::DocumentState;
use super::language::{InBoth, Language};
use super::profile::{Profile, Section};
use super::time::{Moment, Span};
use super::{CandidatureId, RequirementId};
use serde::{Deserialize, Serialize};

/// How long before the deadline for transmitting a reminder leaves.
pub const TRANSMISSION_REMINDER: Span = Span::days(3);

/// What stands in the way of a transmission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Obstacle {
    AlreadyTransmitted,
    Cancelled,
    DeadlinePassed,
    /// A section of the profile that is not complete, or no longer.
    Unfit(Section),
    /// The label of a document that is missing, or refused and not given again.
    Missing(InBoth),
}

/// What a transmission handed over, for good: later changes elsewhere never alter it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub number: String,
    pub email: String,
    pub family_name: String,
    pub given_name: String,
    pub programme_code: String,
    pub programme: String,
    pub profile: Profile,
    pub documents: Vec<SnapshotDocument>,
}

/// A document as it was handed over. Its bytes lie in the vault under `digest`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotDocument {
    pub requirement_id: RequirementId,
    pub label: String,
    /// Where the establishment wrote one; else there is no such name, as in what was frozen before it could.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_en: Option<String>,
    pub state: DocumentState,
    pub file_name: Option<String>,
    pub size: Option<i64>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub digest: Option<String>,
}

impl SnapshotDocument {
    /// What it was called, to whoever reads this language.
    pub fn label_in(&self, language: Language) -> &str {
        language.of_both(&self.label, self.label_en.as_deref().unwrap_or_default())
    }
}

/// A transmission as it was frozen, whole: what papers are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transmission {
    /// What to quote when one asks about it.
    pub reference: String,
    pub transmitted_at: Moment,
    pub faculty: String,
    pub snapshot: Snapshot,
    /// SHA-256 of the snapshot, in hexadecimal.
    pub digest: String,
}

/// The proof of a transmission, as the candidate sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub candidature_id: CandidatureId,
    /// What to quote when one asks about it.
    pub reference: String,
    pub transmitted_at: Moment,
    pub programme: String,
    pub faculty: String,
    pub documents: Vec<SnapshotDocument>,
    /// SHA-256 of the snapshot, in hexadecimal.
    pub digest: String,
}
