//! The steps of the yearly registration, in the order of the issue, and where each stands.

use super::codes;
use crate::domain::profile::Section;
use serde::{Deserialize, Serialize};

codes! {
    /// One step; the name it is stored under in `enrolment_step`.
    #[derive(PartialOrd, Ord)]
    Step {
        /// Which of the admissions one enrols in.
        Programmes => "programmes",
        Cvec => "cvec",
        /// « État civil et naissance »: the profile's, confirmed.
        Identity => "identity",
        /// « Bac et premières inscriptions »: the profile's, and the years of first enrolment.
        Baccalaureat => "baccalaureat",
        /// « Adresses et contacts »: the profile's, and the address of the year.
        Address => "address",
        Situation => "situation",
        /// « Bourse, exonération, régime ».
        Rights => "rights",
        Agreements => "agreements",
        /// Another page's; how far it is, is handed in.
        Documents => "documents",
        Fees => "fees",
        /// Another page's; how far it is, is handed in.
        Payment => "payment",
        /// « Récapitulatif », where one ends.
        Summary => "summary",
    }
}

impl Step {
    /// The section of the profile that it shows and has confirmed.
    pub const fn section(self) -> Option<Section> {
        match self {
            Self::Identity => Some(Section::Identity),
            Self::Baccalaureat => Some(Section::Baccalaureat),
            Self::Address => Some(Section::Address),
            _ => None,
        }
    }

    /// Whether it has answers of its own, saved as typed and confirmed by « Continuer ».
    pub const fn is_form(self) -> bool {
        !matches!(self, Self::Documents | Self::Payment | Self::Summary)
    }

    /// Steps that must be complete before it is handed over. Documents and payment may follow it: an enrolment is
    /// *effective* with them (`Standing::awaited`).
    pub fn before_submission() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|it| it.is_form())
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepState {
    /// Nothing is known yet.
    Empty,
    /// Something in it is missing or wrong.
    ToCorrect,
    /// All is there (given before, or typed) and waits for « Continuer ».
    ToConfirm,
    Complete,
    /// Its turn comes once others are complete: the fees for the payment, all of them for the récapitulatif.
    Later,
    /// Others have to do something: the bank, or staff.
    Waiting,
}

/// How far the steps of other pages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outside {
    pub documents: StepState,
    pub payment: StepState,
}
