//! What a person says of themselves once: the three sections that activate an account (seed 001,
//! « Activation du compte »), the lists of whoever is concerned, and what the scolarité knows already. A section is saved
//! as typed, then judged from what is stored.

mod address;
mod baccalaureat;
mod identity;
mod list;
mod records;
pub mod series;
mod studies;

pub use address::{Address, AddressField, AddressForm, Commune, is_french_postal_code};
pub use baccalaureat::{Baccalaureat, BaccalaureatField, BaccalaureatForm, Mention};
pub use identity::{Civility, FRANCE, Identity, IdentityField, IdentityForm};
pub use list::{Change, ENTRIES_MAX, Entry, EntryForm, EntryRefusal, List, Listing, Studies};
pub use records::{
    Glimpse, IdentityStep, InternalYear, LOOKUP_WINDOW, LOOKUPS_PER_ACCOUNT, LOOKUPS_PER_ADDRESS, LOOKUPS_PER_INE,
    Question, Record, RecordsRefusal, StartField, StartForm, Started, YearResult,
};
pub use series::{Series, Speciality};
pub use studies::{
    Diploma, ExperienceField, ExperienceForm, ExternalField, ExternalForm, InternshipField, InternshipForm, Obtained,
};

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

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
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
    /// Taken up from an earlier campaign, and not read again yet.
    ToConfirm,
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
    /// How often each list was saved, in the order of [`Listing::ALL`].
    pub lists: Vec<i64>,
    /// The first step of the identity, once it was taken.
    pub started: Option<Started>,
    /// The campaign whose profile may be taken up again; `None` where there is none, or something is filled in already.
    pub earlier: Option<String>,
}

impl ProfileView {
    /// From what an identity that was never saved starts.
    pub fn first_identity(&self) -> IdentityForm {
        let StartForm { nationality, ine, birth_date, no_ine } =
            self.started.as_ref().map(|it| it.form.clone()).unwrap_or_default();
        IdentityForm {
            family_name: self.family_name.clone(),
            given_name: self.given_name.clone(),
            nationality,
            ine,
            birth_date,
            no_ine,
            ..IdentityForm::default()
        }
    }

    pub fn list_version(&self, listing: Listing) -> i64 {
        let at = Listing::ALL.iter().position(|it| *it == listing).unwrap_or(0);
        self.lists.get(at).copied().unwrap_or(0)
    }
}

/// The answers of all sections as they are stored; `None` where nothing was saved yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub identity: Option<IdentityForm>,
    pub address: Option<AddressForm>,
    pub baccalaureat: Option<BaccalaureatForm>,
    /// Absent from what was handed over before there were lists.
    #[serde(default)]
    pub studies: Studies,
    /// What the scolarité said, once the person confirmed who they are, or staff admitted them under their INE: the origin
    /// of what stands above.
    #[serde(default)]
    pub record: Option<Record>,
    /// Sections that come from an earlier campaign, or from an import, and wait to be confirmed.
    #[serde(default)]
    pub to_confirm: Vec<Section>,
}

impl Profile {
    /// As a transmission hands it over: without entries that are to be corrected still.
    #[must_use]
    pub fn handed_over(self, today: Date) -> Self {
        Self { studies: self.studies.fit(today), ..self }
    }

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
            Some(true) if self.to_confirm.contains(&section) => Progress::ToConfirm,
            Some(true) => Progress::Complete,
        }
    }

    /// What the other sections hold; `today` bounds the dates in it.
    pub fn others(&self, today: Date) -> Others {
        Others {
            years: self.record.as_ref().map_or(0, |it| it.years.len()),
            lists: Listing::ALL.map(|listing| self.studies.count(listing, today)).to_vec(),
        }
    }

    /// The sections that are not complete, in the guide's order.
    pub fn unfit(&self, today: Date) -> Vec<Section> {
        Section::ALL.into_iter().filter(|it| self.progress(*it, today) != Progress::Complete).collect()
    }

    /// An account is activated once the three sections are complete: computed, never stored.
    pub fn is_activated(&self, today: Date) -> bool {
        self.unfit(today).is_empty()
    }
}

/// How much the sections hold that do not count for activation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Others {
    /// Years of « Cursus interne ».
    pub years: usize,
    /// Of each list, in the order of [`Listing::ALL`]: how many entries, and whether all of them are fit.
    pub lists: Vec<(usize, bool)>,
}

/// Names of the reference data behind the codes of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    pub nationality: String,
    pub birth_country: String,
    /// The commune in France, the city elsewhere.
    pub city: String,
    pub country: String,
    pub school_country: String,
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
            ..Profile::default()
        };
        assert!(profile.is_activated(today));
        profile.address = Some(AddressForm::default());
        assert_eq!(profile.progress(Section::Address, today), Progress::ToCorrect);
        assert!(!profile.is_activated(today));
        assert_eq!(profile.unfit(today), [Section::Address]);
        profile.address = None;
        assert_eq!(profile.progress(Section::Address, today), Progress::Empty);
        assert!(!profile.is_activated(today));
    }
    #[test]
    fn a_snapshot_of_before_there_were_lists_still_reads() {
        let old: Profile =
            serde_json::from_str(r#"{"identity":null,"address":null,"baccalaureat":null}"#).expect("json");
        assert_eq!(old, Profile::default());
    }
}
