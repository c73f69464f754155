//! What is done about payments whose fate is unknown: the bank is asked every night and by staff, or staff record what
//! they saw there. A success that is found so is one that was heard ([`Attempt::hear`]): heard before, after or twice,
//! it pays once.

use super::AttemptId;
use super::instalment::Part;
use super::payment::{Attempt, AttemptState, Heard, Verdict};
use super::time::{Date, Moment, Span};
use serde::{Deserialize, Serialize};

/// The hour in Paris from which a night's questions are asked.
pub const NIGHT_HOUR: u8 = 3;
/// For so long after its beginning an attempt is asked about.
pub const ASKED_FOR: Span = Span::days(10);
/// For so long after its day a part may be without news.
pub const PART_PATIENCE: Span = Span::days(3);
/// The longest number of a payment, and the longest reason, in characters.
pub const TRANSACTION_MAX: usize = 20;
pub const REASON_MAX: usize = 500;

/// The number of a payment as it is compared: the bank writes it with zeros before it, and without.
pub fn transaction_number(text: &str) -> &str {
    text.trim().trim_start_matches('0')
}

/// What the bank answered when it was asked for a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It has the money.
    Paid { transaction: String, amount: i64 },
    /// It knows of no such payment.
    Absent,
    /// It knows of it, and has no money of it.
    Unpaid,
    /// It could not be asked. Never taken for an answer.
    Unanswered,
}

impl Told {
    pub const fn outcome(&self) -> QuestionOutcome {
        match self {
            Self::Paid { .. } => QuestionOutcome::Found,
            Self::Absent => QuestionOutcome::Absent,
            Self::Unpaid => QuestionOutcome::Unpaid,
            Self::Unanswered => QuestionOutcome::Unanswered,
        }
    }

    /// The notification that a success is as good as. Nothing else changes anything: what the bank refuses, it tells.
    pub fn heard(&self, reference: &str) -> Option<Heard> {
        match self {
            Self::Paid { transaction, amount } => Some(success(reference, *amount, transaction)),
            Self::Absent | Self::Unpaid | Self::Unanswered => None,
        }
    }
}

/// What the bank would have said of a payment that is known to be made.
pub fn success(reference: &str, amount: i64, transaction: &str) -> Heard {
    let (reference, transaction) = (reference.to_owned(), transaction_number(transaction).to_owned());
    Heard { reference, amount, code: "00000".to_owned(), transaction }
}

/// What came of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum QuestionOutcome {
    Found,
    Absent,
    Unpaid,
    Unanswered,
    /// Staff saw the payment at the bank themselves.
    Recorded,
}

impl QuestionOutcome {
    pub const ALL: [Self; 5] = [Self::Found, Self::Absent, Self::Unpaid, Self::Unanswered, Self::Recorded];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Absent => "absent",
            Self::Unpaid => "unpaid",
            Self::Unanswered => "unanswered",
            Self::Recorded => "recorded",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What is known of an attempt beside its machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// « Already paid » was said of it, and no success.
    pub unconfirmed: bool,
    /// A later part was refused.
    pub broken: bool,
    /// Its form was given out: the browser may have gone to the bank.
    pub departed: bool,
}

impl Attempt {
    /// Whether the bank may know of a payment that we do not. Of one with another amount it has said all it knows.
    pub const fn may_be_asked(&self, signs: Signs) -> bool {
        use AttemptState as S;
        signs.departed && matches!(self.state, S::Redirected | S::Refused | S::Cancelled | S::Expired)
    }

    /// The later part whose day is before `limit` and of which nothing was heard.
    pub fn overdue_part(&self, broken: bool, limit: Date) -> Option<usize> {
        let next = overdue(&self.parts, self.transactions.len(), limit);
        next.filter(|_| self.state == AttemptState::Paid && !broken)
    }

    /// The amount that staff may record as paid at the bank: what was asked for, where nothing better was heard.
    pub fn to_record(&self, signs: Signs, limit: Date) -> Result<i64, RecordRefusal> {
        let first = self.parts.first().map_or(0, |it| it.amount);
        match self.state {
            _ if !signs.departed => Err(RecordRefusal::NeverLeft),
            AttemptState::Paid => {
                let part = self.overdue_part(signs.broken, limit).and_then(|it| self.parts.get(it));
                part.map(|it| it.amount).ok_or(RecordRefusal::Paid)
            }
            AttemptState::Mismatched => Err(RecordRefusal::Heard),
            AttemptState::Expired => Ok(first),
            _ if signs.unconfirmed => Ok(first),
            AttemptState::Created | AttemptState::Redirected => Err(RecordRefusal::Live),
            AttemptState::Refused | AttemptState::Cancelled => Err(RecordRefusal::Heard),
        }
    }
}

/// The next part of a plan of which `paid` are paid, if its day is before `limit`.
pub fn overdue(parts: &[Part], paid: usize, limit: Date) -> Option<usize> {
    parts.get(paid).filter(|it| it.on < limit).map(|_| paid)
}

/// What staff say that they saw at the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub transaction: String,
    pub reason: String,
}

impl Seen {
    pub fn read(transaction: &str, reason: &str) -> Result<Self, RecordRefusal> {
        let (number, reason) = (transaction_number(transaction), reason.trim());
        if number.is_empty() {
            return Err(RecordRefusal::TransactionMissing);
        }
        if number.len() > TRANSACTION_MAX || !number.bytes().all(|it| it.is_ascii_digit()) {
            return Err(RecordRefusal::TransactionUnfit);
        }
        if reason.is_empty() || reason.contains('\0') {
            return Err(RecordRefusal::ReasonMissing);
        }
        if reason.chars().count() > REASON_MAX {
            return Err(RecordRefusal::ReasonTooLong { max: REASON_MAX });
        }
        Ok(Self { transaction: number.to_owned(), reason: reason.to_owned() })
    }
}

/// Why the bank is not asked, or what came of asking it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AskRefusal {
    /// The attempt is paid, never left for the bank, or is settled otherwise.
    NothingToAsk,
    /// No bank is set up here that may be asked.
    NotOffered,
    /// The bank could not be asked. Nothing changed.
    Unanswered,
}

/// Why a payment is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordRefusal {
    /// It is paid.
    Paid,
    /// The bank may still be at it.
    Live,
    /// Nobody was sent to the bank by it.
    NeverLeft,
    /// The bank has said that it was refused, cancelled, or of another amount.
    Heard,
    TransactionMissing,
    /// No number of a payment: digits alone.
    TransactionUnfit,
    /// This number stands for another payment.
    TransactionKnown,
    ReasonMissing,
    ReasonTooLong {
        max: usize,
    },
}

/// What the nights do at an establishment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nights {
    /// No bank is set up.
    None,
    /// The bank cannot be asked: parts without news are marked, and that is all.
    Mark,
    Ask,
}

/// The latest night, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NightView {
    pub begun_at: Moment,
    pub ended_at: Option<Moment>,
    pub asked: i64,
    pub found: i64,
    pub unanswered: i64,
    /// Attempts, at this moment, with a part whose day is past and of which nothing was heard.
    pub overdue: i64,
}

/// A question to the bank, or what staff saw there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    pub reference: String,
    pub asked_at: Moment,
    /// The member of staff; none: the night.
    pub by: Option<String>,
    /// None: no answer came yet.
    pub outcome: Option<QuestionOutcome>,
    /// What a success did.
    pub verdict: Option<Verdict>,
    pub detail: String,
}

/// What staff may do about an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    pub attempt: AttemptId,
    pub askable: bool,
    /// The amount that may be recorded.
    pub recordable: Option<i64>,
    /// A part is without news whose day is past.
    pub overdue: bool,
}

#[cfg(test)]
mod tests;
