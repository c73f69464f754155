//! What people see of payments: the student's own, and what staff look up, settle and hand to the accountant.

use super::instalment::Part;
use super::payment::{AttemptState, PaymentStatus, RefundWhy, Verdict};
use super::reconciliation::{Doubt, NightView, Nights, QuestionView};
use super::time::Moment;
use super::{AttemptId, EnrolmentId, RefundId};
use serde::{Deserialize, Serialize};

/// The form that leads to the bank: where it is posted, and its fields in the order that was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankForm {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptView {
    pub id: AttemptId,
    pub reference: String,
    pub state: AttemptState,
    /// The first at once, the others on their days.
    pub parts: Vec<Part>,
    pub created_at: Moment,
    pub settled_at: Option<Moment>,
    /// « Already paid » was said of it, and no success was heard: the bank is to be asked.
    pub unconfirmed: bool,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// The attempt that it was received by; none of what was given back.
    pub attempt: Option<AttemptId>,
    /// Of the attempt, or of the one that was given back.
    pub reference: String,
    /// Below zero: given back.
    pub amount: i64,
    pub transaction: String,
    pub entered_at: Moment,
}

/// « Mon paiement ».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentView {
    /// Of the enrolment.
    pub number: String,
    /// `None`: not computed yet, as « Droits » was not confirmed.
    pub due: Option<i64>,
    pub received: i64,
    /// What will be debited without anyone's doing.
    pub awaited: i64,
    /// What is to be paid now.
    pub open: i64,
    pub status: PaymentStatus,
    pub cancelled: bool,
    /// The ways to pay it: at once, and in several parts where that is allowed.
    pub plans: Vec<Vec<Part>>,
    /// The one chosen with the enrolment, by the number of its parts.
    pub chosen: u8,
    pub lines: Vec<LedgerLine>,
    /// The latest first.
    pub attempts: Vec<AttemptView>,
    /// For the attempt that is live.
    pub form: Option<BankForm>,
    /// Whether one can pay by card here.
    pub offered: bool,
    /// What a form sends with it, so that a second click finds the first one's attempt.
    pub key: String,
}

/// What a form of staff's search for payments holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentQuery {
    /// A state of an attempt, [`TO_GIVE_BACK`], [`TO_LOOK_UP`], or nothing.
    pub state: String,
    pub words: String,
    pub page: u32,
}

/// Payments with a refund that nobody settled.
pub const TO_GIVE_BACK: &str = "to_give_back";
/// Attempts of which the bank says « already paid » and we heard no success, or with a part without news whose day is past.
pub const TO_LOOK_UP: &str = "to_look_up";
/// Lines of a page.
pub const PAYMENTS_PAGE: i64 = 50;

/// An attempt in staff's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentRow {
    pub enrolment: EnrolmentId,
    pub number: String,
    pub name: String,
    pub reference: String,
    pub amount: i64,
    pub state: AttemptState,
    pub created_at: Moment,
    pub to_give_back: bool,
    /// The bank is to be asked about it, or about a part of it.
    pub to_look_up: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentPile {
    pub rows: Vec<PaymentRow>,
    pub total: i64,
    /// The latest one; none yet.
    pub night: Option<NightView>,
    pub nights: Nights,
}

/// A notification of the bank's, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationView {
    pub reference: String,
    pub raw: String,
    pub verdict: Verdict,
    pub received_at: Moment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefundState {
    Proposed,
    Done,
    /// Staff decided against it.
    Dropped,
    /// Nothing is too much any more, or another sum is.
    Withdrawn,
}

impl RefundState {
    pub const ALL: [Self; 4] = [Self::Proposed, Self::Done, Self::Dropped, Self::Withdrawn];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Done => "done",
            Self::Dropped => "dropped",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundView {
    pub id: RefundId,
    pub amount: i64,
    pub why: RefundWhy,
    pub state: RefundState,
    /// The bank's number of the payment, when it is one.
    pub transaction: Option<String>,
    pub note: String,
    pub proposed_at: Moment,
    pub settled_at: Option<Moment>,
}

/// All payments of one enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentFile {
    pub number: String,
    pub name: String,
    pub email: String,
    pub due: Option<i64>,
    pub received: i64,
    pub status: PaymentStatus,
    pub cancelled: bool,
    pub attempts: Vec<AttemptView>,
    /// What may be done about each of them.
    pub doubts: Vec<Doubt>,
    pub notifications: Vec<NotificationView>,
    pub questions: Vec<QuestionView>,
    pub lines: Vec<LedgerLine>,
    pub refunds: Vec<RefundView>,
}

/// The longest note on a refund, in characters.
pub const NOTE_MAX: usize = 500;

/// Why a refund is not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefundRefusal {
    /// A colleague was faster, or it was withdrawn.
    Settled,
    /// Staff say why, and in few words.
    NoteMissing,
    NoteTooLong {
        max: usize,
    },
}

/// A payment as its receipt says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentReceipt {
    pub number: String,
    pub name: String,
    pub reference: String,
    pub due: i64,
    /// What this attempt paid: amount, moment, the bank's number.
    pub paid: Vec<(i64, Moment, String)>,
    /// What is still debited by it.
    pub awaited: Vec<Part>,
    /// Of the whole enrolment.
    pub received: i64,
}

/// A line for the accountant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    pub entered_at: Moment,
    pub number: String,
    pub name: String,
    pub reference: String,
    pub transaction: String,
    pub amount: i64,
    /// Why it was given back.
    pub refund: Option<RefundWhy>,
}
