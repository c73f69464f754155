//! What staff see of enrolments and do to them: the table, one enrolment with everything in it, the queue of documents.

use super::document::EnrolmentDocument;
use super::{Awaited, IneState, Kind, PaymentStatus, Standing, State, StepRefusal, codes};
use crate::domain::admission::Admission;
use crate::domain::candidature::StepRefusal as VerdictRefusal;
use crate::domain::fee::Waiver;
use crate::domain::form::paragraph;
use crate::domain::ground::GroundLine;
use crate::domain::journal::JournalLine;
use crate::domain::language::InBoth;
use crate::domain::profile::{Names, Profile};
use crate::domain::review::PileOrder;
use crate::domain::time::Moment;
use crate::domain::{CampaignId, EnrolmentDocumentId, EnrolmentId};
use serde::{Deserialize, Serialize};

codes! {
    /// What the documents of an enrolment are looked for by.
    DocumentFilter {
        /// Something waits for a verdict.
        ToCheck => "to_check",
        /// Something was refused and not given again.
        Refused => "refused",
        /// Something that blocks was never given.
        Missing => "missing",
        /// Nothing that blocks is open.
        Settled => "settled",
    }
}

codes! {
    /// What staff do by hand, always with a reason.
    StaffAct {
        /// Gives it back to the student; or, once validated, to whoever judges its documents.
        Reopen => "reopen",
        CancelWithdrawal => "cancel_withdrawal",
        CancelEntryError => "cancel_entry_error",
        /// When the rule says so; it does so by itself after each verdict.
        Validate => "validate",
        /// Does without a document.
        Waive => "waive",
        VerifyCvec => "verify_cvec",
        /// Enters an exemption that the president decided (code de l'éducation R719-50).
        Exempt => "exempt",
        EndExemption => "end_exemption",
    }
}

impl StaffAct {
    /// What the journal calls it.
    pub const fn noted(self) -> &'static str {
        match self {
            Self::Reopen => "reopen_enrolment",
            Self::CancelWithdrawal | Self::CancelEntryError => "cancel_enrolment",
            Self::Validate => "check_enrolment",
            Self::Waive => "waive_document",
            Self::VerifyCvec => "verify_cvec",
            Self::Exempt => "exempt",
            Self::EndExemption => "end_exemption",
        }
    }

    /// Whether it concerns the enrolment as it stands; waiving depends on the document, and exemptions have a form of their
    /// own.
    pub fn fits(self, it: Standing) -> bool {
        match self {
            Self::Reopen => matches!(it.state, State::Submitted | State::Validated),
            Self::CancelWithdrawal | Self::CancelEntryError => it.cancel().is_ok(),
            Self::Validate => it.state == State::Submitted,
            Self::VerifyCvec => it.verify_cvec().is_ok(),
            Self::Waive | Self::Exempt | Self::EndExemption => false,
        }
    }
}

/// The longest reason, in characters.
pub const REASON_MAX: u16 = 500;

/// Why an act of staff's was refused: nothing was changed by any of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeskRefusal {
    /// Somebody changed it meanwhile: another verdict, another deposit.
    Changed,
    /// Another officer looks at this document now.
    Taken,
    NotInState,
    /// A refusal needs a ground of the catalogue.
    GroundMissing,
    CommentUnfit,
    ReasonMissing,
    /// An exemption needs a ground, and an amount where it is of a part.
    ExemptionUnfit,
    /// The rule still waits for something.
    Awaited(Awaited),
    /// More than ten seconds ago.
    TooLateToUndo,
    /// Something followed from the verdict: a letter, the validation, a new deposit.
    CannotUndo,
    /// No refusal that the student was not told of.
    NothingToTell,
}

impl From<StepRefusal> for DeskRefusal {
    fn from(it: StepRefusal) -> Self {
        match it {
            StepRefusal::Awaited(awaited) => Self::Awaited(awaited),
            StepRefusal::Changed => Self::Changed,
            StepRefusal::NotInState | StepRefusal::OutsideWindow(_) | StepRefusal::Paid => Self::NotInState,
        }
    }
}

/// What reading a verdict refuses.
impl From<VerdictRefusal> for DeskRefusal {
    fn from(it: VerdictRefusal) -> Self {
        match it {
            VerdictRefusal::GroundMissing => Self::GroundMissing,
            VerdictRefusal::CommentUnfit => Self::CommentUnfit,
            _ => Self::NotInState,
        }
    }
}

/// Reads why staff do something.
pub fn reason(typed: &str) -> Result<String, DeskRefusal> {
    let reason = paragraph(typed, REASON_MAX).map_err(|_| DeskRefusal::CommentUnfit)?;
    reason.ok_or(DeskRefusal::ReasonMissing)
}

/// What part of the table is asked for. Empty texts do not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EnrolmentQuery {
    /// The present one where it is empty.
    pub campaign: String,
    pub state: String,
    pub payment: String,
    pub documents: String,
    /// Its code.
    pub programme: String,
    /// Part of a name, a number or an address.
    pub words: String,
    pub order: PileOrder,
    /// From 0.
    pub page: u32,
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentLine {
    pub id: EnrolmentId,
    pub number: String,
    pub name: String,
    pub programme: String,
    pub state: State,
    pub payment: PaymentStatus,
    pub submitted_at: Option<Moment>,
    /// Documents that wait for a verdict.
    pub to_check: i64,
    /// Blocking documents that are not accepted yet.
    pub open: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentTable {
    pub rows: Vec<EnrolmentLine>,
    /// All that fits the query, on every page.
    pub total: i64,
    pub campaign: CampaignId,
    pub campaigns: Vec<(CampaignId, String)>,
    /// Code and label.
    pub programmes: Vec<(String, String)>,
}

/// What staff did by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActLine {
    pub act: StaffAct,
    pub document: Option<InBoth>,
    pub reason: String,
    pub by: String,
    pub at: Moment,
}

/// Everything of one enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentFile {
    pub id: EnrolmentId,
    pub number: String,
    pub year: String,
    pub kind: Kind,
    pub standing: Standing,
    pub ine: IneState,
    pub version: i64,
    /// Cents.
    pub due: Option<i64>,
    pub instalments: i64,
    pub waiver: Option<Waiver>,
    pub name: String,
    pub email: String,
    pub identifiant: String,
    pub student_number: Option<String>,
    pub submitted_at: Option<Moment>,
    pub validated_at: Option<Moment>,
    pub admissions: Vec<Admission>,
    pub awaited: Vec<Awaited>,
    pub profile: Profile,
    /// In the language of whoever reads.
    pub names: Names,
    /// The answers of each step, as typed: step, then question and answer.
    pub answers: Vec<(String, Vec<(String, String)>)>,
    pub documents: Vec<EnrolmentDocument>,
    pub grounds: Vec<GroundLine>,
    /// Refusals that the student was not told of yet.
    pub untold: i64,
    pub acts: Vec<ActLine>,
    pub journal: Vec<JournalLine>,
}

/// What of the queue is asked for: one document, the one after another, or simply the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QueueQuery {
    /// To be looked at.
    pub document: String,
    /// Passed over.
    pub after: String,
    /// Judged last: may be undone.
    pub judged: String,
}

/// One document of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedDocument {
    pub enrolment: EnrolmentId,
    pub number: String,
    pub name: String,
    pub programme: String,
    pub birth_date: String,
    pub document: EnrolmentDocument,
}

/// A verdict that may still be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undoable {
    pub document: EnrolmentDocumentId,
    pub label: InBoth,
    pub name: String,
    pub accepted: bool,
}

/// The queue as whoever works it off sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// All that wait in the scope.
    pub waiting: i64,
    /// Claimed for whoever asks; `None`: nothing is left that nobody else looks at.
    pub next: Option<QueuedDocument>,
    /// What was asked for is another officer's, so that the next one is shown instead: who.
    pub taken_by: Option<String>,
    pub undoable: Option<Undoable>,
    pub grounds: Vec<GroundLine>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::enrolment::CvecState;

    #[test]
    fn no_act_goes_without_a_reason() {
        assert_eq!(reason(" \n "), Err(DeskRefusal::ReasonMissing));
        assert_eq!(reason(" Erreur de saisie "), Ok("Erreur de saisie".into()));
        assert_eq!(reason(&"é".repeat(501)), Err(DeskRefusal::CommentUnfit));
    }

    #[test]
    fn acts_are_offered_where_they_can_be_done() {
        let of = |state| Standing { state, payment: PaymentStatus::Paid, cvec: CvecState::Declared, documents_open: 0 };
        let offered =
            |state| StaffAct::ALL.iter().filter(|it| it.fits(of(state))).map(|it| it.code()).collect::<Vec<_>>();
        assert_eq!(offered(State::Started), ["cancel_withdrawal", "cancel_entry_error", "verify_cvec"]);
        assert_eq!(
            offered(State::Submitted),
            ["reopen", "cancel_withdrawal", "cancel_entry_error", "validate", "verify_cvec"]
        );
        assert_eq!(offered(State::Validated), ["reopen", "cancel_withdrawal", "cancel_entry_error", "verify_cvec"]);
        assert_eq!(offered(State::Cancelled), [] as [&str; 0]);
    }
}
