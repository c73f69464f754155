//! Who may become a student: the identifiant, and every number that leads to the person (DESIGN.md §4, « As typed »).

use super::account::DossierNumber;
use super::ine::Ine;
use serde::{Deserialize, Serialize};

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IdentifierKind {
    /// « identifiant apprenant », nom.prénomX (seed 000).
    Identifiant,
    /// The establishment's own number of a student.
    Student,
    Parcoursup,
    MonMaster,
    Ine,
    /// The dossier number of an account.
    Candidature,
    Other,
}

impl IdentifierKind {
    pub const ALL: [Self; 7] = [
        Self::Identifiant,
        Self::Student,
        Self::Parcoursup,
        Self::MonMaster,
        Self::Ine,
        Self::Candidature,
        Self::Other,
    ];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identifiant => "identifiant",
            Self::Student => "student",
            Self::Parcoursup => "parcoursup",
            Self::MonMaster => "monmaster",
            Self::Ine => "ine",
            Self::Candidature => "candidature",
            Self::Other => "other",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The value under which a number of this kind is stored and looked for; `None` when it is none. `folded`: without
    /// accents, in lower case (see `server::reference::fold`). Patterns: reference/peers.md §2.3, §2.7, §5.
    pub fn normalise(self, folded: &str) -> Option<String> {
        let bare = bare(folded);
        let value = match self {
            Self::Identifiant => bare.bytes().any(|b| b.is_ascii_alphabetic()).then_some(bare),
            Self::Student => digits(&bare, 12),
            // « P » and two digits of the year before seven digits, filled up with zeros: work that was given to people.
            Self::Parcoursup => match bare.strip_prefix('p') {
                Some(rest) if rest.len() == 9 => digits(&rest[2..], 7),
                Some(rest) => digits(rest, 7),
                None => digits(&bare, 7),
            },
            Self::MonMaster => digits(bare.strip_prefix("m5").or(bare.strip_prefix("mm")).unwrap_or(&bare), 10),
            Self::Ine => Ine::parse(&bare).ok().map(|it| it.as_str().to_lowercase()),
            Self::Candidature => DossierNumber::parse(&bare).ok().map(|it| it.as_str().to_lowercase()),
            Self::Other => Some(bare),
        };
        value.filter(|it| !it.is_empty() && it.len() <= 200)
    }
}

/// Letters and digits alone: blanks, dashes, dots and quotes do not matter.
fn bare(folded: &str) -> String {
    folded.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).take(300).collect()
}

/// Digits without the zeros before them.
fn digits(text: &str, at_most: usize) -> Option<String> {
    let value = text.trim_start_matches('0');
    let fits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) && value.len() <= at_most;
    (fits && !value.is_empty()).then(|| value.to_owned())
}

/// All that something typed may mean.
pub fn readings(folded: &str) -> Vec<(IdentifierKind, String)> {
    IdentifierKind::ALL.into_iter().filter_map(|kind| Some((kind, kind.normalise(folded)?))).collect()
}

/// The longest of both names in an identifiant: what a directory takes.
const NAME_MAX: usize = 40;

/// `nom.prenomX`: the `nth` of those who share their names; from 1. Names folded already; a name without any Latin letter
/// becomes « x ».
pub fn identifiant(family_name: &str, given_name: &str, nth: u32) -> String {
    let name = |folded: &str| {
        let letters: String = folded.chars().filter(char::is_ascii_alphabetic).take(NAME_MAX).collect();
        if letters.is_empty() { "x".to_owned() } else { letters.to_ascii_lowercase() }
    };
    // « Éloïse Marie » is eloise: the first given name, as people know themselves.
    let first = given_name.split([' ', ',']).find(|it| !it.is_empty()).unwrap_or_default();
    format!("{}.{}{nth}", name(family_name), name(first))
}

/// The number of the `nth` student who was first enrolled in a year: « 22600001 » in 2026. No two are alike, whatever their
/// year: longer ones begin where the shorter ones end.
pub fn student_number(year: i64, nth: i64) -> String {
    format!("2{:02}{nth:05}", year.rem_euclid(100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_identifiant_has_the_form_that_the_seed_shows() {
        assert_eq!(identifiant("d'oeuvre-martin", "eloise marie", 1), "doeuvremartin.eloise1");
        assert_eq!(identifiant("", "", 12), "x.x12");
    }

    #[test]
    fn a_student_number_is_digits_that_lead_back() {
        let number = student_number(2026, 1);
        assert_eq!(number, "22600001");
        assert_eq!(IdentifierKind::Student.normalise(&number), Some(number));
    }

    #[test]
    fn a_parcoursup_number_is_read_in_all_its_spellings() {
        for typed in ["12345", "0012345", "p26 0012345", "P-26-0012345", "p260012345", " 12 345 ", "p12345"] {
            let read = IdentifierKind::Parcoursup.normalise(&typed.to_lowercase());
            assert_eq!(read.as_deref(), Some("12345"), "« {typed} »");
        }
        for typed in ["", "p", "0000000", "p26", "12345a", "123456789"] {
            let read = IdentifierKind::Parcoursup.normalise(typed);
            assert!(read.as_deref() != Some("12345"), "« {typed} » → {read:?}");
        }
    }

    #[test]
    fn nothing_and_nonsense_lead_nowhere() {
        for typed in ["", "   ", "-.'", "\u{200b}"] {
            assert_eq!(readings(typed), [], "« {typed} »");
        }
    }

    proptest! {
        #[test]
        fn blanks_dashes_dots_and_case_never_change_where_an_identifier_leads(
            family in "[a-z' -]{1,12}", given in "[a-z]{1,12}", nth in 1_u32..2000, cuts in proptest::collection::vec(0_usize..40, 0..6)
        ) {
            let issued = identifiant(&family, &given, nth);
            let mut typed = issued.to_uppercase();
            for (n, cut) in cuts.into_iter().enumerate() {
                let at = (0..=cut.min(typed.len())).rev().find(|at| typed.is_char_boundary(*at)).unwrap_or(0);
                typed.insert_str(at, [" ", "-", ".", "\u{a0}", "'", "  "][n % 6]);
            }
            let stored = IdentifierKind::Identifiant.normalise(&issued);
            prop_assert!(stored.is_some());
            prop_assert_eq!(IdentifierKind::Identifiant.normalise(&typed), stored);
        }

        #[test]
        fn every_number_is_the_same_in_all_its_spellings(
            nth in 0_usize..4, number in 1_u32..10_000_000, zeros in 0_usize..3, cut in 0_usize..12
        ) {
            let (kind, plain) = [
                (IdentifierKind::Student, number.to_string()),
                (IdentifierKind::Parcoursup, number.to_string()),
                (IdentifierKind::MonMaster, number.to_string()),
                (IdentifierKind::Ine, "1234567890v".to_owned()),
            ][nth].clone();
            let zeros = if kind == IdentifierKind::Ine { 0 } else { zeros };
            let mut typed = format!("{}{plain}", "0".repeat(zeros));
            typed.insert_str(cut.min(typed.len()), [" ", "-", ".", "\u{a0}"][number as usize % 4]);
            let stored = kind.normalise(&plain);
            prop_assert!(stored.is_some());
            prop_assert_eq!(kind.normalise(&typed), stored.clone());
            prop_assert!(readings(&typed.to_uppercase()).contains(&(kind, stored.unwrap_or_default())));
        }

        #[test]
        fn what_is_typed_never_panics_and_stays_short(typed in "\\PC{0,400}") {
            for (_, value) in readings(&typed) {
                prop_assert!(value.len() <= 200);
            }
        }
    }
}
