//! The yearly registration: its states and the legal steps between them (DESIGN.md §3.2). What stands beside the state
//! (payment, CVEC, documents) is never merged into it; « effective » is computed.

mod asked;
pub mod cvec_step;
pub mod desk;
pub mod document;
pub mod exemption;
mod filling;
mod owed;
mod question;
mod recap;
mod settings;
mod step;
mod view;

pub use asked::{AskedOf, Situation};
pub use filling::{Filling, FillingRefusal, StepRow, next};
pub use owed::quote_of;
pub use question::{Answering, Answers, Asked, Asking, Known, Question, choice_key};
pub use recap::{FillingView, Piece, Recap, SavedStep, Snapshot, StepView};
pub use settings::{EnrolmentSettings, Period, WindowForm, WindowView};
pub use step::{Outside, Step, StepState};
pub use view::EnrolmentView;

use super::time::{Instant, Phase, Window};
use serde::{Deserialize, Serialize};

/// Enums that are stored under a name.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $variant:ident => $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$of])* $variant,)*
        }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name it is stored under.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            pub fn named(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    };
}
pub(super) use codes;

codes! {
    State {
        /// Admitted: may begin.
        Authorised => "authorised",
        /// The student fills it in.
        Started => "started",
        /// Handed over; shown « Terminée » (Pégase: TERMINEE).
        Submitted => "submitted",
        /// Effective: the certificate can be had.
        Validated => "validated",
        Cancelled => "cancelled",
    }
}

codes! {
    /// Primo-inscription or réinscription.
    Kind {
        First => "first",
        Renewal => "renewal",
    }
}

codes! {
    /// How much of what is due was paid.
    PaymentStatus {
        NotRequired => "not_required",
        Unpaid => "unpaid",
        /// We ask the bank.
        Pending => "pending",
        /// At least the first instalment.
        Partial => "partial",
        Paid => "paid",
    }
}

codes! {
    CvecState {
        Absent => "absent",
        Declared => "declared",
        Verified => "verified",
        /// Continuing education and exchanges (code de l'éducation L841-5).
        NotConcerned => "not_concerned",
    }
}

codes! {
    IneState {
        Confirmed => "confirmed",
        ToVerify => "to_verify",
        Unknown => "unknown",
    }
}

codes! {
    CancelledWhy {
        Withdrawal => "withdrawal",
        EntryError => "entry_error",
    }
}

codes! {
    /// What the establishment may wait for before an enrolment is effective. That it was handed over is always needed.
    Condition {
        Cvec => "cvec",
        FirstInstalment => "first_instalment",
        BlockingDocuments => "blocking_documents",
    }
}

/// What an enrolment needs to become effective; a setting of the establishment. Seed 000: « votre inscription ne sera
/// effective que lorsque le service scolarité aura vérifié vos informations et validé vos pièces justificatives ».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EffectiveRule {
    pub cvec: bool,
    pub first_instalment: bool,
    pub blocking_documents: bool,
}

impl Default for EffectiveRule {
    /// What holds until the establishment says otherwise.
    fn default() -> Self {
        Self { cvec: true, first_instalment: true, blocking_documents: true }
    }
}

impl EffectiveRule {
    /// The rule as the form of the parameters says it: what is not ticked is not needed.
    pub fn read(form: &Answers) -> Self {
        let ticked = |condition: Condition| form.named(condition.code()) == "yes";
        Self {
            cvec: ticked(Condition::Cvec),
            first_instalment: ticked(Condition::FirstInstalment),
            blocking_documents: ticked(Condition::BlockingDocuments),
        }
    }

    pub const fn needs(self, it: Condition) -> bool {
        match it {
            Condition::Cvec => self.cvec,
            Condition::FirstInstalment => self.first_instalment,
            Condition::BlockingDocuments => self.blocking_documents,
        }
    }
}

/// What an enrolment still waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Awaited {
    Submission,
    Cvec,
    Payment,
    /// Blocking documents that are not accepted yet.
    Documents {
        count: u32,
    },
}

/// Where an enrolment stands: all that its steps depend on, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub state: State,
    pub payment: PaymentStatus,
    pub cvec: CvecState,
    /// Blocking documents that are neither accepted, waived nor not concerned.
    pub documents_open: u32,
}

/// Why a step is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepRefusal {
    NotInState,
    /// Not yet open, or closed, for this population.
    OutsideWindow(Phase),
    /// Something is to be done before.
    Awaited(Awaited),
    /// Money was received: staff decide, so that it can be refunded.
    Paid,
    /// Somebody changed it meanwhile.
    Changed,
}

impl Standing {
    /// The student begins. `windows`: when their population may.
    pub fn start(self, windows: &[Window], now: Instant) -> Result<Self, StepRefusal> {
        match self.state {
            State::Authorised => match phase(windows, now) {
                Phase::Open => Ok(Self { state: State::Started, ..self }),
                other => Err(StepRefusal::OutsideWindow(other)),
            },
            _ => Err(StepRefusal::NotInState),
        }
    }

    /// Hands it over; whether every step is complete was judged before.
    pub fn submit(self) -> Result<Self, StepRefusal> {
        match self.state {
            State::Started => Ok(Self { state: State::Submitted, ..self }),
            _ => Err(StepRefusal::NotInState),
        }
    }

    /// Gives it back to the student, who made a mistake: until it is validated.
    pub fn reopen(self) -> Result<Self, StepRefusal> {
        match self.state {
            State::Submitted => Ok(Self { state: State::Started, ..self }),
            _ => Err(StepRefusal::NotInState),
        }
    }

    /// Takes the validation back, so that its documents can be judged again: by staff, with a reason.
    pub fn reexamine(self) -> Result<Self, StepRefusal> {
        match self.state {
            State::Validated => Ok(Self { state: State::Submitted, ..self }),
            _ => Err(StepRefusal::NotInState),
        }
    }

    /// Staff saw the attestation of the CVEC.
    pub fn verify_cvec(self) -> Result<Self, StepRefusal> {
        match (self.state, self.cvec) {
            (State::Cancelled, _) | (_, CvecState::Verified | CvecState::NotConcerned) => Err(StepRefusal::NotInState),
            (_, CvecState::Absent | CvecState::Declared) => Ok(Self { cvec: CvecState::Verified, ..self }),
        }
    }

    /// What is missing for it to be effective.
    pub fn awaited(self, rule: EffectiveRule) -> Vec<Awaited> {
        let mut missing = Vec::new();
        if !matches!(self.state, State::Submitted | State::Validated) {
            missing.push(Awaited::Submission);
        }
        if rule.cvec && self.cvec == CvecState::Absent {
            missing.push(Awaited::Cvec);
        }
        if rule.first_instalment && matches!(self.payment, PaymentStatus::Unpaid | PaymentStatus::Pending) {
            missing.push(Awaited::Payment);
        }
        if rule.blocking_documents && self.documents_open > 0 {
            missing.push(Awaited::Documents { count: self.documents_open });
        }
        missing
    }

    /// Makes it effective, once nothing is awaited.
    pub fn validate(self, rule: EffectiveRule) -> Result<Self, StepRefusal> {
        match self.awaited(rule).first() {
            _ if self.state != State::Submitted => Err(StepRefusal::NotInState),
            Some(awaited) => Err(StepRefusal::Awaited(*awaited)),
            None => Ok(Self { state: State::Validated, ..self }),
        }
    }

    /// Ends it; by staff, whatever was paid.
    pub fn cancel(self) -> Result<Self, StepRefusal> {
        match self.state {
            State::Cancelled => Err(StepRefusal::NotInState),
            _ => Ok(Self { state: State::Cancelled, ..self }),
        }
    }

    /// Ends it by itself, because the right to enrol ended: only while nothing was handed over or paid.
    pub fn lapse(self) -> Result<Self, StepRefusal> {
        match (self.state, self.payment) {
            (State::Authorised | State::Started, PaymentStatus::NotRequired | PaymentStatus::Unpaid) => self.cancel(),
            (State::Authorised | State::Started, _) => Err(StepRefusal::Paid),
            _ => Err(StepRefusal::NotInState),
        }
    }

    /// Whether the student may still change what they said.
    pub const fn is_open(self) -> bool {
        matches!(self.state, State::Authorised | State::Started)
    }
}

/// Where `now` lies among several periods (seed 002 has two): open in any of them; before the last that is to come;
/// closed after all.
pub fn phase(windows: &[Window], now: Instant) -> Phase {
    let phases = || windows.iter().map(|it| it.phase(now));
    if phases().any(|it| it == Phase::Open) {
        Phase::Open
    } else if phases().any(|it| it == Phase::Before) {
        Phase::Before
    } else {
        Phase::After
    }
}

#[cfg(test)]
mod tests;
