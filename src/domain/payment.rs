//! Payment by card: the machine of one attempt, and what the bank's notifications do to it (peers.md §3.1). They come
//! twice, late, in any order; whatever comes, each part is paid once, and money that nothing asked for is given back.

pub use super::enrolment::PaymentStatus;
use super::instalment::Part;
use super::time::{Date, Span};
use serde::{Deserialize, Serialize};

/// After so long without news an attempt is taken to be given up. A late success still pays it.
pub const ATTEMPT_LIFE: Span = Span::minutes(30);
/// As long the bank keeps its page open (its code 00030): an attempt is taken up again only while it does.
pub const BANK_PAGE_LIFE: Span = Span::minutes(15);

/// Where an attempt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AttemptState {
    Created,
    /// The browser was given the form that leads to the bank.
    Redirected,
    Paid,
    Refused,
    Cancelled,
    /// Nothing was heard in time.
    Expired,
    /// The bank took another amount than was asked for.
    Mismatched,
}

impl AttemptState {
    pub const ALL: [Self; 7] =
        [Self::Created, Self::Redirected, Self::Paid, Self::Refused, Self::Cancelled, Self::Expired, Self::Mismatched];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Redirected => "redirected",
            Self::Paid => "paid",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Mismatched => "mismatched",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The bank may still be at it.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Created | Self::Redirected)
    }
}

/// What the bank says of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Paid,
    Cancelled,
    Refused,
    /// This reference was paid before: an earlier success is to be found.
    AlreadyPaid,
    Waiting,
}

impl Outcome {
    /// Reads a code of the bank's; whatever is no success and nothing in between is a refusal.
    pub fn of(code: &str) -> Self {
        match code {
            "00000" => Self::Paid,
            "00001" => Self::Cancelled,
            "00015" => Self::AlreadyPaid,
            "99999" => Self::Waiting,
            _ => Self::Refused,
        }
    }
}

/// A notification whose signature is the bank's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    pub reference: String,
    pub amount: i64,
    pub code: String,
    /// The bank's number of this payment.
    pub transaction: String,
}

/// What became of a notification. All but the first three are about an attempt of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// Not the bank's: it changes nothing.
    BadSignature,
    Unreadable,
    UnknownReference,
    /// A part is paid; which one, from 0.
    Paid(usize),
    Refused,
    Cancelled,
    /// A later part was refused.
    PartRefused,
    /// Heard before.
    Repeated,
    /// Something else that was heard before outweighs it.
    Outdated,
    Waiting,
    /// « Already paid », and no success was ever heard: staff look it up at the bank.
    Unconfirmed,
    /// Another amount than was asked for.
    Mismatched,
    /// Paid though it was paid: to be given back.
    Twice,
}

impl Verdict {
    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::BadSignature => "bad_signature",
            Self::Unreadable => "unreadable",
            Self::UnknownReference => "unknown_reference",
            Self::Paid(_) => "paid",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::PartRefused => "part_refused",
            Self::Repeated => "repeated",
            Self::Outdated => "outdated",
            Self::Waiting => "waiting",
            Self::Unconfirmed => "unconfirmed",
            Self::Mismatched => "mismatched",
            Self::Twice => "twice",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        [
            Self::BadSignature,
            Self::Unreadable,
            Self::UnknownReference,
            Self::Paid(0),
            Self::Refused,
            Self::Cancelled,
            Self::PartRefused,
            Self::Repeated,
            Self::Outdated,
            Self::Waiting,
            Self::Unconfirmed,
            Self::Mismatched,
            Self::Twice,
        ]
        .into_iter()
        .find(|it| it.code() == code)
    }
}

/// One redirect to the bank, as its machine sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub reference: String,
    pub state: AttemptState,
    /// Never empty: what was asked for.
    pub parts: Vec<Part>,
    /// The bank's numbers of the parts that were paid, in order.
    pub transactions: Vec<String>,
}

impl Attempt {
    /// What a notification does to it.
    #[must_use]
    pub fn hear(mut self, it: &Heard, today: Date) -> (Self, Verdict) {
        let verdict = match Outcome::of(&it.code) {
            Outcome::Paid => self.hear_success(it, today),
            Outcome::AlreadyPaid if self.state == AttemptState::Paid => Verdict::Repeated,
            Outcome::AlreadyPaid => Verdict::Unconfirmed,
            Outcome::Waiting if self.state.is_live() => Verdict::Waiting,
            Outcome::Waiting => Verdict::Outdated,
            Outcome::Cancelled => self.end(AttemptState::Cancelled, Verdict::Cancelled),
            Outcome::Refused if self.next_part(today).is_some() => Verdict::PartRefused,
            Outcome::Refused => self.end(AttemptState::Refused, Verdict::Refused),
        };
        (self, verdict)
    }

    /// Whether « already paid » is the last that the bank said (`code`) of an attempt whose success was never heard.
    pub fn is_unconfirmed(&self, code: Option<&str>) -> bool {
        self.state != AttemptState::Paid && code.map(Outcome::of) == Some(Outcome::AlreadyPaid)
    }

    /// The later part whose day has come, once the first one is paid.
    fn next_part(&self, today: Date) -> Option<usize> {
        let next = self.transactions.len();
        let due = self.parts.get(next).is_some_and(|it| it.on <= today);
        (self.state == AttemptState::Paid && due).then_some(next)
    }

    fn hear_success(&mut self, it: &Heard, today: Date) -> Verdict {
        let known = self.transactions.iter().position(|known| *known == it.transaction);
        let part = match known {
            Some(part) if self.parts.get(part).is_some_and(|part| part.amount == it.amount) => {
                return Verdict::Repeated;
            }
            Some(_) => return Verdict::Mismatched,
            None if self.state != AttemptState::Paid => 0,
            None => match self.next_part(today) {
                Some(part) => part,
                None => return Verdict::Twice,
            },
        };
        if it.transaction.is_empty() || self.parts.get(part).is_none_or(|asked| asked.amount != it.amount) {
            if part == 0 {
                self.state = AttemptState::Mismatched;
            }
            return Verdict::Mismatched;
        }
        self.state = AttemptState::Paid;
        self.transactions.push(it.transaction.clone());
        Verdict::Paid(part)
    }

    /// Ends an attempt without money; never one that was paid, or for which money came.
    fn end(&mut self, state: AttemptState, verdict: Verdict) -> Verdict {
        match self.state {
            AttemptState::Created | AttemptState::Redirected | AttemptState::Expired => {
                self.state = state;
                verdict
            }
            same if same == state => Verdict::Repeated,
            _ => Verdict::Outdated,
        }
    }
}

impl PaymentStatus {
    /// Whether an enrolment is paid for: computed from what is due and from the ledger. `live`: the bank may be at it.
    pub const fn of(due: i64, received: i64, live: bool) -> Self {
        match (due <= 0, received >= due, received > 0, live) {
            (true, ..) => Self::NotRequired,
            (_, true, ..) => Self::Paid,
            (_, _, true, _) => Self::Partial,
            (.., true) => Self::Pending,
            _ => Self::Unpaid,
        }
    }
}

/// Why nothing is begun at the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaymentRefusal {
    /// Nothing is due, or what is due is paid or will be debited.
    NothingDue,
    Cancelled,
    /// The sum may not be paid in so many parts.
    TooManyParts,
    /// No host of the bank answers.
    BankAway,
    /// Paying by card is not set up here.
    NotOffered,
}

/// Why money is to be given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RefundWhy {
    /// More was received than is due.
    Overpaid,
    /// It was received for an enrolment that is cancelled.
    Cancelled,
    Twice,
    Mismatched,
}

impl RefundWhy {
    pub const ALL: [Self; 4] = [Self::Overpaid, Self::Cancelled, Self::Twice, Self::Mismatched];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Overpaid => "overpaid",
            Self::Cancelled => "cancelled",
            Self::Twice => "twice",
            Self::Mismatched => "mismatched",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Whether what is given back had a line in the ledger; what nothing asked for never had one.
    pub const fn was_entered(self) -> bool {
        matches!(self, Self::Overpaid | Self::Cancelled)
    }
}

/// Refunds, as they stand, of money in the ledger ([`RefundWhy::was_entered`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refunds {
    pub proposed: i64,
    /// Staff decided against giving it back, and that is not forgotten.
    pub dropped: i64,
}

/// What is done about refunds once money came or the sum changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RefundsToFollow {
    /// Whatever is proposed is withdrawn.
    pub withdraw: bool,
    /// Whatever was dropped is forgotten.
    pub forget: bool,
    pub propose: Option<(RefundWhy, i64)>,
}

/// Exactly what is too much is proposed to be given back: more of it beside what is proposed already, less of it in its
/// place. What staff dropped stays dropped, cent for cent, while anything is too much; once nothing is, it is forgotten,
/// and what is too much afterwards is proposed anew. `received` is without what was given back.
pub fn refunds_to_follow(due: i64, cancelled: bool, received: i64, before: Refunds) -> RefundsToFollow {
    let (owed, why) = if cancelled { (0, RefundWhy::Cancelled) } else { (due.max(0), RefundWhy::Overpaid) };
    let excess = (received - owed).max(0);
    let wanted = (excess - before.dropped).max(0);
    let withdraw = before.proposed > wanted;
    let missing = if withdraw { wanted } else { wanted - before.proposed };
    RefundsToFollow {
        withdraw,
        forget: excess == 0 && before.dropped > 0,
        propose: (missing > 0).then_some((why, missing)),
    }
}

#[cfg(test)]
mod tests;
