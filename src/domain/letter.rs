//! Letters that an act causes. A letter holds identifiers only: address, words, links and codes are found when it
//! is written, so no secret waits in a queue.

use super::review::AvisKind;
use super::time::{Moment, Span};
use super::{
    AccountId, AdmissionId, AttemptId, AvisId, CandidatureId, ChallengeId, EnrolmentId, LearnerId, LetterId, LineId,
    TransmissionId,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letter {
    /// The link that validates an account, and its dossier number.
    Validation(AccountId),
    /// Somebody signed up with an address that already has an account.
    AccountExists(AccountId),
    PasswordReset(AccountId),
    /// Staff made the account; the link chooses its password.
    Invitation(AccountId),
    /// To the new address: the link that makes it the account's.
    EmailChange(AccountId),
    /// To the old address: that it was replaced.
    EmailChanged(AccountId),
    /// Staff filled in or changed the profile; once a day at most.
    ProfileChanged(AccountId),
    CandidatureCreated(CandidatureId),
    CandidatureCancelled(CandidatureId),
    /// The deadline for transmitting comes near.
    TransmissionReminder(CandidatureId),
    TransmissionReceipt(TransmissionId),
    Incomplete(CandidatureId),
    Complete(CandidatureId),
    Avis(AvisId),
    /// The deadline for answering comes near.
    AnswerReminder(CandidatureId),
    Answered(CandidatureId),
    /// The identifiant, and how to enrol.
    Admitted(AdmissionId),
    /// A part of what is due was paid.
    PaymentReceived(LineId),
    /// The bank refused.
    PaymentRefused(AttemptId),
    /// The one-time code of a challenge, and which one of it.
    LoginCode(ChallengeId, i64),
    /// The link that opens a session.
    LoginLink(AccountId),
    /// The identifiant, to who forgot it.
    Identifiant(LearnerId),
    /// What was handed over, and what comes next.
    EnrolmentSubmitted(EnrolmentId),
    /// All documents of an enrolment that were refused, with one deadline.
    DocumentsRefused(EnrolmentId),
    EnrolmentValidated(EnrolmentId),
    EnrolmentCancelled(EnrolmentId),
    EnrolmentReopened(EnrolmentId),
    /// An exemption was entered, or ended: what is due now.
    FeesChanged(EnrolmentId),
    /// The enrolment is validated: certificate, and the code for the card.
    StudentCard(EnrolmentId),
    /// The same for who enrols again: certificate, and the sticker of the year.
    Sticker(EnrolmentId),
}

impl Letter {
    /// The name it is stored under.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Validation(_) => "validation",
            Self::AccountExists(_) => "account_exists",
            Self::PasswordReset(_) => "password_reset",
            Self::Invitation(_) => "invitation",
            Self::EmailChange(_) => "email_change",
            Self::EmailChanged(_) => "email_changed",
            Self::ProfileChanged(_) => "profile_changed",
            Self::CandidatureCreated(_) => "candidature_created",
            Self::CandidatureCancelled(_) => "candidature_cancelled",
            Self::TransmissionReminder(_) => "transmission_reminder",
            Self::TransmissionReceipt(_) => "transmission_receipt",
            Self::Incomplete(_) => "incomplete",
            Self::Complete(_) => "complete",
            Self::Avis(_) => "avis",
            Self::AnswerReminder(_) => "answer_reminder",
            Self::Answered(_) => "answered",
            Self::Admitted(_) => "admitted",
            Self::PaymentReceived(_) => "payment_received",
            Self::PaymentRefused(_) => "payment_refused",
            Self::LoginCode(..) => "login_code",
            Self::LoginLink(_) => "login_link",
            Self::Identifiant(_) => "identifiant",
            Self::EnrolmentSubmitted(_) => "enrolment_submitted",
            Self::DocumentsRefused(_) => "documents_refused",
            Self::EnrolmentValidated(_) => "enrolment_validated",
            Self::EnrolmentCancelled(_) => "enrolment_cancelled",
            Self::EnrolmentReopened(_) => "enrolment_reopened",
            Self::FeesChanged(_) => "fees_changed",
            Self::StudentCard(_) => "student_card",
            Self::Sticker(_) => "sticker",
        }
    }
}

impl Letter {
    /// Whether its words may be kept and read again: not where they hold a link that only its reader may have, nor where
    /// they went to another address than the account's.
    pub const fn may_be_kept(&self) -> bool {
        match self {
            Self::Validation(_)
            | Self::AccountExists(_)
            | Self::PasswordReset(_)
            | Self::Invitation(_)
            | Self::EmailChange(_)
            | Self::LoginCode(..)
            | Self::LoginLink(_)
            | Self::EmailChanged(_) => false,
            Self::ProfileChanged(_)
            | Self::CandidatureCreated(_)
            | Self::CandidatureCancelled(_)
            | Self::TransmissionReminder(_)
            | Self::TransmissionReceipt(_)
            | Self::Incomplete(_)
            | Self::Complete(_)
            | Self::Avis(_)
            | Self::AnswerReminder(_)
            | Self::Answered(_)
            | Self::Admitted(_)
            | Self::PaymentReceived(_)
            | Self::PaymentRefused(_)
            | Self::Identifiant(_)
            | Self::EnrolmentSubmitted(_)
            | Self::DocumentsRefused(_)
            | Self::EnrolmentValidated(_)
            | Self::EnrolmentCancelled(_)
            | Self::EnrolmentReopened(_)
            | Self::FeesChanged(_)
            | Self::StudentCard(_)
            | Self::Sticker(_) => true,
        }
    }
}

/// The words of a letter, which staff may edit: one for each thing that a letter can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Template {
    Validation,
    AccountExists,
    PasswordReset,
    Invitation,
    EmailChange,
    EmailChanged,
    ProfileChanged,
    CandidatureCreated,
    CandidatureCancelled,
    TransmissionReminder,
    TransmissionReceipt,
    Incomplete,
    Complete,
    Favourable,
    Unfavourable,
    ReserveList,
    WaitingList,
    Preselection,
    /// From the reserve list to a favourable avis.
    Promoted,
    AnswerReminder,
    Confirmed,
    Withdrawn,
    WithdrawnByDefault,
    Admitted,
    PaymentReceived,
    PaymentRefused,
    LoginCode,
    LoginLink,
    Identifiant,
    EnrolmentSubmitted,
    DocumentsRefused,
    EnrolmentValidated,
    EnrolmentCancelled,
    EnrolmentReopened,
    FeesChanged,
    StudentCard,
    Sticker,
}

impl Template {
    pub const ALL: [Self; 37] = [
        Self::Validation,
        Self::AccountExists,
        Self::PasswordReset,
        Self::Invitation,
        Self::EmailChange,
        Self::EmailChanged,
        Self::ProfileChanged,
        Self::CandidatureCreated,
        Self::CandidatureCancelled,
        Self::TransmissionReminder,
        Self::TransmissionReceipt,
        Self::Incomplete,
        Self::Complete,
        Self::Favourable,
        Self::Unfavourable,
        Self::ReserveList,
        Self::WaitingList,
        Self::Preselection,
        Self::Promoted,
        Self::AnswerReminder,
        Self::Confirmed,
        Self::Withdrawn,
        Self::WithdrawnByDefault,
        Self::Admitted,
        Self::PaymentReceived,
        Self::PaymentRefused,
        Self::LoginCode,
        Self::LoginLink,
        Self::Identifiant,
        Self::EnrolmentSubmitted,
        Self::DocumentsRefused,
        Self::EnrolmentValidated,
        Self::EnrolmentCancelled,
        Self::EnrolmentReopened,
        Self::FeesChanged,
        Self::StudentCard,
        Self::Sticker,
    ];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Validation => "validation",
            Self::AccountExists => "account_exists",
            Self::PasswordReset => "password_reset",
            Self::Invitation => "invitation",
            Self::EmailChange => "email_change",
            Self::EmailChanged => "email_changed",
            Self::ProfileChanged => "profile_changed",
            Self::CandidatureCreated => "candidature_created",
            Self::CandidatureCancelled => "candidature_cancelled",
            Self::TransmissionReminder => "transmission_reminder",
            Self::TransmissionReceipt => "transmission_receipt",
            Self::Incomplete => "incomplete",
            Self::Complete => "complete",
            Self::Favourable => "favourable",
            Self::Unfavourable => "unfavourable",
            Self::ReserveList => "reserve_list",
            Self::WaitingList => "waiting_list",
            Self::Preselection => "preselection",
            Self::Promoted => "promoted",
            Self::AnswerReminder => "answer_reminder",
            Self::Confirmed => "confirmed",
            Self::Withdrawn => "withdrawn",
            Self::WithdrawnByDefault => "withdrawn_by_default",
            Self::Admitted => "admitted",
            Self::PaymentReceived => "payment_received",
            Self::PaymentRefused => "payment_refused",
            Self::LoginCode => "login_code",
            Self::LoginLink => "login_link",
            Self::Identifiant => "identifiant",
            Self::EnrolmentSubmitted => "enrolment_submitted",
            Self::DocumentsRefused => "documents_refused",
            Self::EnrolmentValidated => "enrolment_validated",
            Self::EnrolmentCancelled => "enrolment_cancelled",
            Self::EnrolmentReopened => "enrolment_reopened",
            Self::FeesChanged => "fees_changed",
            Self::StudentCard => "student_card",
            Self::Sticker => "sticker",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// What a candidate is told of an avis once it is validated.
    pub const fn of_avis(kind: AvisKind) -> Self {
        match kind {
            AvisKind::Favourable => Self::Favourable,
            AvisKind::Unfavourable => Self::Unfavourable,
            AvisKind::ReserveList => Self::ReserveList,
            AvisKind::WaitingList => Self::WaitingList,
            AvisKind::Preselection => Self::Preselection,
        }
    }

    /// What its words may name besides [`COMMON_VARIABLES`].
    pub const fn variables(self) -> &'static [&'static str] {
        match self {
            Self::Validation => &["link", "again"],
            Self::AccountExists => &["sign_in", "lost_password", "lost_code"],
            Self::PasswordReset | Self::Invitation | Self::EmailChange => &["link"],
            Self::EmailChanged => &["new_address"],
            Self::ProfileChanged => &["profile"],
            Self::CandidatureCancelled => &["programme", "faculty", "dossier"],
            Self::TransmissionReceipt => &["programme", "faculty", "dossier", "reference", "at", "receipt"],
            Self::Incomplete => &["programme", "faculty", "dossier", "documents", "by"],
            Self::CandidatureCreated | Self::TransmissionReminder | Self::AnswerReminder => {
                &["programme", "faculty", "dossier", "by"]
            }
            Self::Admitted => &["programme", "identifiant", "enrol"],
            Self::LoginCode => &["code", "minutes"],
            Self::LoginLink => &["link"],
            Self::Identifiant => &["identifiant", "sign_in"],
            Self::EnrolmentSubmitted => &["programme", "reference", "at", "enrol"],
            Self::DocumentsRefused => &["documents", "by", "enrol"],
            Self::EnrolmentValidated => &["programme", "student_number", "enrol"],
            Self::EnrolmentCancelled | Self::EnrolmentReopened => &["ground", "enrol"],
            Self::FeesChanged => &["ground", "due", "fees"],
            Self::StudentCard | Self::Sticker => &["year", "student_number", "student"],
            Self::Complete | Self::Confirmed | Self::Withdrawn | Self::WithdrawnByDefault => {
                &["programme", "faculty", "dossier"]
            }
            Self::Favourable
            | Self::Unfavourable
            | Self::ReserveList
            | Self::WaitingList
            | Self::Preselection
            | Self::Promoted => &["programme", "faculty", "dossier", "at", "by", "rank", "ground", "comment"],
            Self::PaymentReceived => &["amount", "enrolment", "payment", "at", "receipt"],
            Self::PaymentRefused => &["amount", "enrolment", "payment", "at", "pay"],
        }
    }
}

impl Template {
    /// What the reader has from this letter alone, and is lost without: its words must say it.
    pub const fn essential(self) -> Option<&'static str> {
        match self {
            Self::Validation | Self::PasswordReset | Self::Invitation | Self::EmailChange | Self::LoginLink => {
                Some("link")
            }
            Self::LoginCode => Some("code"),
            Self::Identifiant => Some("identifiant"),
            _ => None,
        }
    }
}

/// What the words of every letter may name.
pub const COMMON_VARIABLES: &[&str] = &["name", "number", "establishment", "contact"];
/// The longest subject, in characters.
pub const SUBJECT_MAX: u16 = 200;
/// The longest text of a letter, in characters.
pub const BODY_MAX: u16 = 5000;

/// How long after a letter about a profile that staff changed the next one may follow.
pub const PROFILE_CHANGED_PAUSE: Span = Span::days(1);

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
