//! The documents of an enrolment: the states are those of a candidature's; what one may do in each depends on where the
//! enrolment stands. Open from the first day on: no waiting step between enrolling and depositing (seed 002 has one).

use super::{AskedOf, State};
use crate::domain::document::{DocumentState, FileView};
use crate::domain::form::{ByField, Fault, Faults, line, paragraph};
use crate::domain::language::InBoth;
use crate::domain::parameters::WORDS_MAX;
use crate::domain::time::{Moment, Span};
use crate::domain::{CampaignId, EnrolmentDocumentId, EnrolmentRequirementId};
use serde::{Deserialize, Serialize};

/// Whether documents are asked, given and judged. Validated or not: what did not count for that is still awaited.
pub const fn is_open(enrolment: State) -> bool {
    !matches!(enrolment, State::Cancelled)
}

impl DocumentState {
    /// Whether the student may deposit or replace it. What was accepted stays as it was found.
    pub const fn may_be_given(self, enrolment: State) -> bool {
        is_open(enrolment) && !matches!(self, Self::Accepted | Self::Waived)
    }

    /// Whether there is something of the student's that they may take back.
    pub const fn may_be_taken_back(self, enrolment: State) -> bool {
        is_open(enrolment) && matches!(self, Self::Deposited | Self::Refused | Self::NotConcerned)
    }

    /// Whether the student may certify on honour not to be concerned. What staff refused once cannot be declared away.
    pub const fn may_be_declined(self, declinable: bool, refused_before: bool, enrolment: State) -> bool {
        is_open(enrolment) && declinable && !refused_before && matches!(self, Self::Missing)
    }

    /// Whether staff may judge it: what was handed over, and what they judged before. What an enrolment was validated with
    /// stays as it was found, unless staff reopen it.
    pub const fn may_be_judged(self, enrolment: State) -> bool {
        let stands = matches!((enrolment, self), (State::Validated, Self::Accepted));
        is_open(enrolment) && !stands && !matches!(self, Self::Missing | Self::Waived)
    }

    /// Whether staff may do without it.
    pub const fn may_be_waived(self, enrolment: State) -> bool {
        is_open(enrolment) && !matches!(self, Self::Accepted | Self::Waived)
    }
}

/// How long a verdict may be undone.
pub const UNDO_WINDOW: Span = Span::seconds(10);
/// How long a document is somebody's who looks at it.
pub const CLAIM_LIFE: Span = Span::minutes(10);
/// How long refusals wait for the letter that tells of them, once nothing is left to be judged …
pub const QUIET: Span = Span::minutes(2);
/// … and at most, whatever is left.
pub const PATIENCE: Span = Span::days(1);
/// Days that a refusal may leave.
pub const CORRECT_DAYS: std::ops::RangeInclusive<i64> = 1..=90;

/// A document that an enrolment asks for, and what was given for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentDocument {
    pub requirement_id: EnrolmentRequirementId,
    pub document_id: EnrolmentDocumentId,
    pub label: InBoth,
    pub notice: InBoth,
    /// No certificate before it is accepted.
    pub blocking: bool,
    pub declinable: bool,
    /// The rule asks for it now; what it does not ask any more is kept, and shown to staff alone.
    pub asked: bool,
    pub state: DocumentState,
    /// Counts the changes; a form sends back the one it was made from.
    pub version: i64,
    pub file: Option<FileView>,
    pub ground: Option<String>,
    pub comment: Option<String>,
    /// Until when a refused one is awaited.
    pub correct_by: Option<Moment>,
    /// A letter told of the refusal.
    pub told: bool,
    /// The programme of the candidature in which it was accepted: never asked again (CRPA L113-12).
    pub taken_from: Option<String>,
}

/// The documents of an enrolment, as its owner sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentDocuments {
    pub number: String,
    pub state: State,
    pub documents: Vec<EnrolmentDocument>,
}

impl EnrolmentDocuments {
    /// How many are for the student to give.
    pub fn to_give(&self) -> usize {
        self.documents.iter().filter(|it| !it.state.is_handed_over()).count()
    }
}

/// A question of the forms about what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AskingField {
    Kind,
    French,
    English,
    FrenchNotice,
    EnglishNotice,
    AskedOf,
    Days,
}

/// Something to be asked for, as its form sends it; `blocking` and `declinable` are `yes` or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskingForm {
    pub kind: String,
    pub french: String,
    pub english: String,
    pub french_notice: String,
    pub english_notice: String,
    pub asked_of: String,
    pub blocking: String,
    pub declinable: String,
}

/// The same, fit to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    pub kind: String,
    pub label: InBoth,
    pub notice: InBoth,
    pub asked_of: AskedOf,
    pub blocking: bool,
    pub declinable: bool,
}

impl AskingForm {
    pub fn check(&self) -> Result<Asking, Faults<AskingField>> {
        let mut faults = Faults::default();
        let french = faults.take(AskingField::French, line(&self.french));
        let english = faults.take(AskingField::English, line(&self.english));
        let french_notice = faults.take(AskingField::FrenchNotice, paragraph(&self.french_notice, WORDS_MAX));
        let english_notice = faults.take(AskingField::EnglishNotice, paragraph(&self.english_notice, WORDS_MAX));
        let kind = faults.take(AskingField::Kind, line(&self.kind));
        let asked_of = faults.take(AskingField::AskedOf, AskedOf::named(&self.asked_of).ok_or(Fault::NotOffered));
        let (blocking, declinable) = (self.blocking == "yes", self.declinable == "yes");
        let asking = (|| {
            let notice =
                InBoth { french: french_notice?.unwrap_or_default(), english: english_notice?.unwrap_or_default() };
            let label = InBoth { french: french?, english: english? };
            Some(Asking { kind: kind?, label, notice, asked_of: asked_of?, blocking, declinable })
        })();
        faults.or(asking)
    }
}

/// Something asked for, as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskingView {
    pub id: EnrolmentRequirementId,
    pub version: i64,
    pub form: AskingForm,
    /// How many students gave something for it.
    pub given: i64,
}

/// All that the enrolments of a year ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskingList {
    pub campaign: CampaignId,
    pub year: String,
    pub all: Vec<AskingView>,
    /// Days that a refusal leaves.
    pub correct_days: i64,
}

/// Why what is asked for was not changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AskingRefusal {
    Changed,
    Unfit(Faults<AskingField>),
    /// Another one of the year is of this kind.
    KindTaken,
    /// Students gave something for it: it cannot be taken away from under them.
    AlreadyGiven {
        count: i64,
    },
}

impl ByField for AskingRefusal {
    type Field = AskingField;

    fn faults(&self) -> Faults<AskingField> {
        match self {
            Self::Unfit(faults) => faults.clone(),
            Self::KindTaken => (AskingField::Kind, Fault::Taken).into(),
            Self::Changed | Self::AlreadyGiven { .. } => Faults::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn documents_are_open_until_the_enrolment_is_cancelled_and_what_it_was_validated_with_stands() {
        use DocumentState as D;
        let judged = |state| D::ALL.into_iter().filter(|it| it.may_be_judged(state)).collect::<Vec<_>>();
        for state in [State::Authorised, State::Started, State::Submitted, State::Validated] {
            let open: Vec<_> = D::ALL.into_iter().filter(|it| it.may_be_given(state)).collect();
            assert_eq!(open, [D::Missing, D::Deposited, D::Refused, D::NotConcerned]);
            if state != State::Validated {
                assert_eq!(judged(state), [D::Deposited, D::Accepted, D::Refused, D::NotConcerned]);
            }
        }
        assert_eq!(judged(State::Validated), [D::Deposited, D::Refused, D::NotConcerned]);
        let any = |it: D| {
            let state = State::Cancelled;
            it.may_be_given(state)
                || it.may_be_taken_back(state)
                || it.may_be_declined(true, false, state)
                || it.may_be_judged(state)
                || it.may_be_waived(state)
        };
        assert!(!D::ALL.into_iter().any(any));
        assert!(D::Missing.may_be_declined(true, false, State::Started));
        assert!(!D::Missing.may_be_declined(true, true, State::Started), "what was refused is not declared away");
        assert!(!D::Missing.may_be_declined(false, false, State::Started));
    }

    #[test]
    fn what_is_asked_for_is_said_in_both_languages() {
        let form = AskingForm {
            kind: "photo".into(),
            french: "Photo".into(),
            english: "Photograph".into(),
            asked_of: "everybody".into(),
            blocking: "yes".into(),
            ..AskingForm::default()
        };
        let kept = form.check().expect("a document");
        assert!(kept.blocking && !kept.declinable && kept.asked_of == AskedOf::Everybody);
        let wrong = AskingForm { english: " ".into(), asked_of: "nobody".into(), ..form };
        let expected = [(AskingField::English, Fault::Missing), (AskingField::AskedOf, Fault::NotOffered)];
        assert_eq!(wrong.check(), Err(Faults(expected.to_vec())));
    }

    proptest! {
        #[test]
        fn what_may_be_judged_was_given(state in proptest::sample::select(State::ALL), nth in 0_usize..6) {
            let it = DocumentState::ALL[nth];
            prop_assert!(!it.may_be_judged(state) || it.is_handed_over() || it == DocumentState::Refused);
            prop_assert!(!it.may_be_taken_back(state) || it.may_be_given(state));
        }
    }
}
