//! « Cursus externe », « Stages » and « Expériences pro. » (seed 001): three lists of entries, asked of whoever is concerned;
//! none of them counts for activation. An entry is saved as typed, judged when it is read, and handed over once it is fit.

use super::studies::{ExperienceForm, ExternalForm, InternshipForm};
use crate::domain::time::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// One of the three lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Listing {
    External,
    Internships,
    Experience,
}

impl Listing {
    /// In the guide's order.
    pub const ALL: [Self; 3] = [Self::External, Self::Internships, Self::Experience];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::External => "external",
            Self::Internships => "internships",
            Self::Experience => "experience",
        }
    }
}

/// How many entries a list may hold: more than any life that we have seen, fewer than an attack needs.
pub const ENTRIES_MAX: usize = 30;

/// The answers of an entry as typed, of one of the lists.
pub trait EntryForm: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {
    const LISTING: Listing;

    fn typed_year(&self) -> &str;

    /// Whether it can be relied on, and handed over.
    fn is_fit(&self, today: Date) -> bool;
}

/// An entry under its number, which it keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry<F> {
    pub number: u32,
    pub form: F,
}

/// What may be done to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<F> {
    Add(F),
    Replace(u32, F),
    Remove(u32),
}

impl<F> Change<F> {
    /// What a form asks for: with a number, to change the entry that has it.
    pub fn put(number: Option<u32>, form: F) -> Self {
        match number {
            Some(number) => Self::Replace(number, form),
            None => Self::Add(form),
        }
    }
}

/// Why a list was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryRefusal {
    /// Another tab or device changed the list since this form was shown.
    Changed,
    /// The entry is not there.
    Gone,
    Full {
        max: u16,
    },
}

/// The entries of one list, the latest year first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct List<F>(pub Vec<Entry<F>>);

impl<F> Default for List<F> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<F: EntryForm> List<F> {
    pub fn get(&self, number: u32) -> Option<&F> {
        self.0.iter().find(|it| it.number == number).map(|it| &it.form)
    }

    fn latest(&self) -> u32 {
        self.0.iter().map(|it| it.number).max().unwrap_or(0)
    }

    /// Does it; the number of the entry that it was about.
    pub fn apply(&mut self, change: Change<F>) -> Result<u32, EntryRefusal> {
        let number = match change {
            Change::Add(_) if self.0.len() >= ENTRIES_MAX => {
                return Err(EntryRefusal::Full { max: u16::try_from(ENTRIES_MAX).unwrap_or(u16::MAX) });
            }
            Change::Add(form) => {
                let number = self.latest() + 1;
                self.0.push(Entry { number, form });
                number
            }
            Change::Replace(number, form) => {
                let entry = self.0.iter_mut().find(|it| it.number == number).ok_or(EntryRefusal::Gone)?;
                entry.form = form;
                number
            }
            Change::Remove(number) => {
                let before = self.0.len();
                self.0.retain(|it| it.number != number);
                if self.0.len() == before {
                    return Err(EntryRefusal::Gone);
                }
                number
            }
        };
        self.0.sort_by(|a, b| b.form.typed_year().trim().cmp(a.form.typed_year().trim()).then(a.number.cmp(&b.number)));
        Ok(number)
    }

    /// The number of the entry that this change was about, if it looks done already: a second click.
    pub fn shows(&self, change: &Change<F>) -> Option<u32> {
        match change {
            Change::Add(form) => (self.get(self.latest()) == Some(form)).then(|| self.latest()),
            Change::Replace(number, form) => (self.get(*number) == Some(form)).then_some(*number),
            Change::Remove(number) => self.get(*number).is_none().then_some(*number),
        }
    }
}

/// The three lists of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Studies {
    pub external: List<ExternalForm>,
    pub internships: List<InternshipForm>,
    pub experience: List<ExperienceForm>,
}

impl Studies {
    /// How many entries a list has, and whether all of them are fit.
    pub fn count(&self, listing: Listing, today: Date) -> (usize, bool) {
        fn of<F: EntryForm>(list: &List<F>, today: Date) -> (usize, bool) {
            (list.0.len(), list.0.iter().all(|it| it.form.is_fit(today)))
        }
        match listing {
            Listing::External => of(&self.external, today),
            Listing::Internships => of(&self.internships, today),
            Listing::Experience => of(&self.experience, today),
        }
    }

    /// Without the entries that are to be corrected still: what staff read holds to every limit.
    #[must_use]
    pub fn fit(mut self, today: Date) -> Self {
        self.external.0.retain(|it| it.form.is_fit(today));
        self.internships.0.retain(|it| it.form.is_fit(today));
        self.experience.0.retain(|it| it.form.is_fit(today));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::studies::tests::{TODAY, a_study};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_stays_with_its_entry_and_the_latest_year_comes_first() {
        let mut list = List::default();
        assert_eq!(list.apply(Change::Add(a_study("2023"))), Ok(1));
        assert_eq!(list.apply(Change::Add(a_study("2025"))), Ok(2));
        assert_eq!(list.0.iter().map(|it| it.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(list.apply(Change::Replace(1, a_study("2026"))), Ok(1));
        assert_eq!(list.0.iter().map(|it| it.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(list.apply(Change::Remove(2)), Ok(2));
        assert_eq!(list.apply(Change::Remove(2)), Err(EntryRefusal::Gone));
        assert_eq!(list.apply(Change::Replace(2, a_study("2026"))), Err(EntryRefusal::Gone));
    }

    #[test]
    fn a_list_ends_somewhere() {
        let mut list = List::default();
        for _ in 0..ENTRIES_MAX {
            assert!(list.apply(Change::Add(a_study("2025"))).is_ok());
        }
        assert_eq!(list.apply(Change::Add(a_study("2025"))), Err(EntryRefusal::Full { max: 30 }));
    }

    #[test]
    fn what_is_to_be_corrected_is_not_handed_over() {
        let mut studies = Studies::default();
        studies.external.apply(Change::Add(a_study("2025"))).expect("room");
        studies.external.apply(Change::Add(a_study("demain"))).expect("room");
        assert_eq!(studies.count(Listing::External, TODAY), (2, false));
        assert_eq!(studies.fit(TODAY).count(Listing::External, TODAY), (1, true));
    }

    proptest! {
        #[test]
        fn every_change_shows_once_it_is_made(acts in prop::collection::vec((0_u8..3, 1_u32..6, 2000_i16..2026), 0..40)) {
            let mut list = List::default();
            for (kind, number, year) in acts {
                let form = a_study(&year.to_string());
                let change = match kind {
                    0 => Change::Add(form),
                    1 => Change::Replace(number, form),
                    _ => Change::Remove(number),
                };
                let before = list.clone();
                if let Ok(number) = list.apply(change.clone()) {
                    prop_assert_eq!(list.shows(&change), Some(number));
                } else {
                    prop_assert_eq!(&list, &before);
                }
                let numbers: std::collections::BTreeSet<_> = list.0.iter().map(|it| it.number).collect();
                prop_assert_eq!(numbers.len(), list.0.len());
            }
        }
    }
}
