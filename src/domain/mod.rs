//! What admission is. Pure: no input or output, no clock, no chance, no framework; compiled for both sides.
//!
//! Reading order: `time`, `language`, `form`, then the nouns in the order of the journey: account, profile, campaign,
//! candidature, document, transmission, review, learner, admission, enrolment, certificate, timeline. Every rule takes `now` and facts, and returns a decision.

pub mod account;
pub mod admission;
pub mod campaign;
pub mod candidature;
pub mod cas;
pub mod certificate;
pub mod colour;
pub mod cvec;
pub mod document;
pub mod dossier;
pub mod enrolment;
pub mod fee;
pub mod form;
pub mod founding;
pub mod ground;
pub mod import;
pub mod ine;
pub mod instalment;
pub mod invitation;
pub mod job;
pub mod journal;
pub mod language;
pub mod learner;
pub mod ledger;
pub mod letter;
pub mod login;
pub mod markup;
pub mod office;
pub mod parameters;
mod password;
pub mod payment;
pub mod portal;
pub mod profile;
pub mod ranking;
pub mod reconciliation;
pub mod review;
pub mod settings;
pub mod template;
pub mod time;
pub mod timeline;
pub mod transmission;

use serde::{Deserialize, Serialize};

/// Typed identifiers: the text of a `UUIDv7`, so that they order by birth and read alike in every shell.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// An account of a candidate, within one campaign.
    AccountId,
    /// A member of the staff.
    StaffId,
    CampaignId,
    FacultyId,
    ProgrammeId,
    CandidatureId,
    /// A document that a programme asks for.
    RequirementId,
    /// A document that a candidate gave.
    DocumentId,
    TransmissionId,
    AvisId,
    LetterId,
    /// Many candidatures treated alike, by the worker.
    JobId,
    /// A person across years, who was admitted at least once.
    LearnerId,
    /// The right to enrol in one programme, in one year.
    AdmissionId,
    /// The registration of a learner for one year.
    EnrolmentId,
    /// A document that an enrolment asks for.
    EnrolmentRequirementId,
    /// A period in which a population may enrol.
    EnrolmentWindowId,
    /// A document that was given for an enrolment.
    EnrolmentDocumentId,
    /// Admissions that came from a file.
    ImportId,
    /// One attempt to pay.
    AttemptId,
    CertificateId,
    /// A line of the ledger of payments.
    LineId,
    RefundId,
    /// Somebody at the door who awaits a code.
    ChallengeId,
}
