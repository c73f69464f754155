//! What a person says of themselves once: the three sections that activate an account (seed 001,
//! « Activation du compte »). A section is saved as typed, then judged from what is stored.

mod address;
mod baccalaureat;
mod identity;

pub use address::{Address, AddressField, AddressForm, Commune, is_french_postal_code};
pub use baccalaureat::{Baccalaureat, BaccalaureatField, BaccalaureatForm, Mention, Series};
pub use identity::{Civility, FRANCE, Identity, IdentityField, IdentityForm};

use super::time::Date;
use serde::{Deserialize, Serialize};

/// One section of the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Section {
    Identity,
    Address,
    Baccalaureat,
}

impl Section {
    /// In the guide's order.
    pub const ALL: [Self; 3] = [Self::Identity, Self::Address, Self::Baccalaureat];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Address => "address",
            Self::Baccalaureat => "baccalaureat",
        }
    }

    pub fn next(self) -> Option<Self> {
        match self {
            Self::Identity => Some(Self::Address),
            Self::Address => Some(Self::Baccalaureat),
            Self::Baccalaureat => None,
        }
    }
}

/// How far a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    Empty,
    /// Saved, but something in it is missing or wrong.
    ToCorrect,
    Complete,
}

/// Why a section was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SaveRefusal {
    /// Another tab or device saved it since this form was shown.
    Changed,
}

/// The lists that forms offer: codes with names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    pub countries: Vec<(String, String)>,
    pub nationalities: Vec<(String, String)>,
}

/// The profile as its pages show it. `progress` and `versions` are in the order of [`Section::ALL`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    pub profile: Profile,
    pub progress: Vec<Progress>,
    pub versions: Vec<i64>,
    pub activated: bool,
    pub today: Date,
    /// The name of the account, from which an identity starts.
    pub family_name: String,
    pub given_name: String,
}

/// The answers of all sections as they are stored; `None` where nothing was saved yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub identity: Option<IdentityForm>,
    pub address: Option<AddressForm>,
    pub baccalaureat: Option<BaccalaureatForm>,
}

impl Profile {
    /// Where each section stands; `today` bounds the dates in it.
    pub fn progress(&self, section: Section, today: Date) -> Progress {
        let judged = match section {
            Section::Identity => self.identity.as_ref().map(|form| form.check(today).is_ok()),
            Section::Address => self.address.as_ref().map(|form| form.check().is_ok()),
            Section::Baccalaureat => self.baccalaureat.as_ref().map(|form| form.check(today).is_ok()),
        };
        match judged {
            None => Progress::Empty,
            Some(false) => Progress::ToCorrect,
            Some(true) => Progress::Complete,
        }
    }

    /// An account is activated once the three sections are complete: computed, never stored.
    pub fn is_activated(&self, today: Date) -> bool {
        Section::ALL.iter().all(|section| self.progress(*section, today) == Progress::Complete)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_activated_by_its_three_sections_and_no_fewer() {
        let today = Date { year: 2026, month: 11, day: 22 };
        let mut profile = Profile {
            identity: Some(identity::tests::a_form()),
            address: Some(address::tests::a_form()),
            baccalaureat: Some(BaccalaureatForm { has_it: "no".into(), ..BaccalaureatForm::default() }),
        };
        assert!(profile.is_activated(today));
        profile.address = Some(AddressForm::default());
        assert_eq!(profile.progress(Section::Address, today), Progress::ToCorrect);
        assert!(!profile.is_activated(today));
        profile.address = None;
        assert_eq!(profile.progress(Section::Address, today), Progress::Empty);
        assert!(!profile.is_activated(today));
    }
}
