//! Letters that an act causes. A letter holds identifiers only: address, words, links and codes are found when it
//! is written, so no secret waits in a queue.

use super::time::{Moment, Span};
use super::{AccountId, AvisId, CandidatureId, LetterId, TransmissionId};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letter {
    /// The link that validates an account, and its dossier number.
    Validation(AccountId),
    /// Somebody signed up with an address that already has an account.
    AccountExists(AccountId),
    PasswordReset(AccountId),
    CandidatureCreated(CandidatureId),
    CandidatureCancelled(CandidatureId),
    TransmissionReceipt(TransmissionId),
    Incomplete(CandidatureId),
    Complete(CandidatureId),
    Avis(AvisId),
    Answered(CandidatureId),
}

impl Letter {
    /// The name it is stored under.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Validation(_) => "validation",
            Self::AccountExists(_) => "account_exists",
            Self::PasswordReset(_) => "password_reset",
            Self::CandidatureCreated(_) => "candidature_created",
            Self::CandidatureCancelled(_) => "candidature_cancelled",
            Self::TransmissionReceipt(_) => "transmission_receipt",
            Self::Incomplete(_) => "incomplete",
            Self::Complete(_) => "complete",
            Self::Avis(_) => "avis",
            Self::Answered(_) => "answered",
        }
    }
}

/// How long a letter waits after its `failures`-th failure; `None`: give up, and show it to staff.
/// 15 s, 30 s, 1 min … about an hour; in all close to a day and a half of an absent mail server.
pub fn patience(failures: i64) -> Option<Span> {
    match failures {
        ..=8 => Some(Span::seconds(15 << failures.max(0))),
        9..=40 => Some(Span::hours(1)),
        _ => None,
    }
}

/// Where a letter is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LetterState {
    Waiting,
    Sent,
    GivenUp,
}

/// A letter as the pages that list letters show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterView {
    pub id: LetterId,
    pub code: String,
    pub state: LetterState,
    pub posted_at: Moment,
    pub sent_at: Option<Moment>,
    pub tries: i64,
    pub last_error: Option<String>,
    /// Kept by the journal transport alone; with SMTP no copy stays here.
    pub written: Option<Written>,
}

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub to: String,
    pub subject: String,
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_grows_then_holds_for_more_than_a_day_then_ends() {
        assert_eq!(patience(0), Some(Span::seconds(15)));
        assert_eq!(patience(3), Some(Span::minutes(2)));
        let whole: i64 = (0..).map_while(patience).map(|span| span.0).sum();
        assert!(whole > Span::days(1).0 && whole < Span::days(3).0, "{whole}");
        assert_eq!(patience(41), None);
    }
}
