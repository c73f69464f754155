//! « Récapitulatif »: what an enrolment says, frozen when it is handed over, and what is shown beside it as it is now.

use super::{Answers, EnrolmentView, Kind, Known, Question, Step, StepState};
use crate::domain::admission::{Admission, Exclusion};
use crate::domain::document::DocumentState;
use crate::domain::fee::Quote;
use crate::domain::form::Faults;
use crate::domain::profile::{Names, Profile, ProfileView};
use crate::domain::time::Moment;
use crate::domain::{AdmissionId, EnrolmentId};
use serde::{Deserialize, Serialize};

/// What was handed over; kept in `enrolment.snapshot`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub kind: Kind,
    /// The one that counts first before the others.
    pub programmes: Vec<Admission>,
    pub profile: Profile,
    /// Of every step; what was asked and answered.
    pub answers: Answers,
}

/// A document that the enrolment asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub label_fr: String,
    pub label_en: String,
    pub blocking: bool,
    pub state: DocumentState,
}

/// The récapitulatif as it is shown and printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recap {
    pub enrolment: EnrolmentView,
    pub email: String,
    pub snapshot: Snapshot,
    pub names: Names,
    pub pieces: Vec<Piece>,
    /// Cents; none before it is handed over.
    pub due: Option<i64>,
    pub instalments: i64,
    /// When this was read: a récapitulatif may be issued again at any time.
    pub issued_at: Moment,
}

/// One step as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    pub step: Step,
    pub state: StepState,
    pub answers: Answers,
    /// Those that the form shows, each with whether it must be answered.
    pub questions: Vec<(Question, bool)>,
    pub faults: Faults<Question>,
    pub version: i64,
}

/// « Mon inscription », whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FillingView {
    pub recap: Recap,
    pub profile: ProfileView,
    pub steps: Vec<StepView>,
    pub next: Option<Step>,
    pub obstacles: Vec<Step>,
    pub known: Known,
    /// What it costs as answered; none where no programme is chosen, or another service makes the price.
    pub quote: Option<Quote>,
    /// Admissions that one enrols in elsewhere, and why.
    pub excluded: Vec<(AdmissionId, Exclusion)>,
}

impl FillingView {
    pub fn step(&self, step: Step) -> Option<&StepView> {
        self.steps.iter().find(|it| it.step == step)
    }

    pub fn id(&self) -> &EnrolmentId {
        &self.recap.enrolment.id
    }
}

/// What an autosave answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedStep {
    pub version: i64,
    pub at: Moment,
}
