//! The last parts of addresses, in French.

use crate::domain::enrolment::Step;
use crate::domain::profile::{Listing, Section};

/// The last part of a section's address.
pub const fn slug(section: Section) -> &'static str {
    match section {
        Section::Identity => "informations-perso",
        Section::Address => "adresse",
        Section::Baccalaureat => "baccalaureat",
    }
}

/// The last part of a list's address.
pub const fn list_slug(listing: Listing) -> &'static str {
    match listing {
        Listing::External => "cursus-externe",
        Listing::Internships => "stages",
        Listing::Experience => "experiences-pro",
    }
}

/// The last part of the address of an enrolment's step.
pub const fn step_slug(step: Step) -> &'static str {
    match step {
        Step::Programmes => "formations",
        Step::Cvec => "cvec",
        Step::Identity => "etat-civil",
        Step::Baccalaureat => "bac",
        Step::Address => "adresses",
        Step::Situation => "situation",
        Step::Rights => "bourse-et-regime",
        Step::Agreements => "accords",
        Step::Documents => "pieces",
        Step::Fees => "droits",
        Step::Payment => "paiement",
        Step::Summary => "recapitulatif",
    }
}
