//! The « contribution de vie étudiante et de campus »: its number, who owes it and who does not (code de l'éducation,
//! L. 841-5; reference/peers.md §2.6). It is paid to the Crous, once a year; the amount stands in `fee::Tables`.

use super::admission::Regime;
use super::form::Fault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The number of an attestation. Invariant: 12 characters, `AAA0XXXXXXXX`: three letters (the Crous), the last digit of
/// the year, eight letters or digits. Nothing is known of a key: it has the form or it has not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cvec(String);

/// What is odd about a number that is taken nevertheless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Warning {
    /// The digit of its year is not the one of the campaign: probably last year's attestation. One dated sample is all
    /// that the rule rests on, so it warns and never refuses.
    OtherYear { found: u8, expected: u8 },
}

impl Cvec {
    /// Takes it as people type or paste it: blanks, dashes and case do not matter.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}');
        let text: String = typed.chars().filter(|c| !c.is_whitespace() && !dash(*c)).collect();
        if text.is_empty() {
            return Err(Fault::Missing);
        }
        let text = text.to_ascii_uppercase();
        let has_form = text.bytes().enumerate().all(|(at, it)| match at {
            0..3 => it.is_ascii_uppercase(),
            3 => it.is_ascii_digit(),
            _ => it.is_ascii_uppercase() || it.is_ascii_digit(),
        });
        if text.len() == 12 && has_form { Ok(Self(text)) } else { Err(Fault::Malformed) }
    }

    /// Without dashes: what is kept and compared.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is to be said of it in a year that begins in `year`.
    pub fn warning(&self, year: i16) -> Option<Warning> {
        let found = self.0.as_bytes().get(3).map_or(0, |it| it - b'0');
        let expected = u8::try_from(year.rem_euclid(10)).unwrap_or(0);
        (found != expected).then_some(Warning::OtherYear { found, expected })
    }
}

/// As the attestation shows it: `AAA0-XXXXXX-XX`.
impl fmt::Display for Cvec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (crous, rest) = self.0.split_at(4);
        let (body, end) = rest.split_at(6);
        write!(f, "{crous}-{body}-{end}")
    }
}

/// Who pays nothing and still asks for an attestation (L. 841-5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exemption {
    /// On social criteria, or an « allocation annuelle ».
    Scholarship,
    Refugee,
    SubsidiaryProtection,
    AsylumSeeker,
}

impl Exemption {
    pub const ALL: [Self; 4] = [Self::Scholarship, Self::Refugee, Self::SubsidiaryProtection, Self::AsylumSeeker];
}

/// Who owes no attestation at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unconcerned {
    ContinuingEducation,
    /// Comes for a while from an establishment abroad.
    Exchange,
}

/// How somebody stands to the CVEC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Pays, then gives the number.
    Owed,
    /// Pays nothing, gives the number all the same.
    Exempt(Exemption),
    NotConcerned(Unconcerned),
}

impl Standing {
    /// An apprentice is a student like others here, though fees are not theirs to pay.
    pub const fn of(regime: Regime, exemption: Option<Exemption>) -> Self {
        match (regime, exemption) {
            (Regime::Continuing, _) => Self::NotConcerned(Unconcerned::ContinuingEducation),
            (Regime::Exchange, _) => Self::NotConcerned(Unconcerned::Exchange),
            (Regime::Initial | Regime::Apprenticeship, Some(ground)) => Self::Exempt(ground),
            (Regime::Initial | Regime::Apprenticeship, None) => Self::Owed,
        }
    }

    pub const fn needs_attestation(self) -> bool {
        !matches!(self, Self::NotConcerned(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_is_taken_as_typed_and_shown_as_on_the_attestation() {
        for typed in [
            "TOU5-ABC123-4D",
            "tou5abc1234d",
            " tou5 abc123 4d ",
            "TOU5\u{2011}ABC123\u{2013}4D",
            "TOU5-\u{a0}ABC123-4D\n",
            "T-O-U-5-ABC1234D",
        ] {
            let parsed = Cvec::parse(typed);
            assert_eq!(parsed.as_ref().map(Cvec::as_str), Ok("TOU5ABC1234D"), "{typed}");
            assert_eq!(parsed.map(|it| it.to_string()), Ok("TOU5-ABC123-4D".into()));
        }
        // The samples of reference/peers.md §2.6.
        for sample in ["ABC1-DEFGH2-34", "AIX0-A1B2C3-ZZ"] {
            assert_eq!(Cvec::parse(sample).map(|it| it.to_string()), Ok(sample.to_owned()));
        }
    }

    #[test]
    fn what_has_another_form_is_refused() {
        assert_eq!(Cvec::parse(" - "), Err(Fault::Missing));
        for wrong in
            ["TOU5ABC1234", "TOU5ABC1234DE", "TO55ABC1234D", "TOUOABC1234D", "TOU5ABC_234D", "TOU5ÀBC123D", "ßßßßßß"]
        {
            assert_eq!(Cvec::parse(wrong), Err(Fault::Malformed), "{wrong}");
        }
    }

    #[test]
    fn another_year_warns_and_never_refuses() {
        let it = Cvec::parse("TOU5ABC1234D").expect("a number");
        assert_eq!(it.warning(2025), None);
        assert_eq!(it.warning(2035), None);
        assert_eq!(it.warning(2026), Some(Warning::OtherYear { found: 5, expected: 6 }));
        assert_eq!(it.warning(2030), Some(Warning::OtherYear { found: 5, expected: 0 }));
    }

    #[test]
    fn who_owes_what() {
        let of = Standing::of;
        assert_eq!(of(Regime::Initial, None), Standing::Owed);
        assert_eq!(of(Regime::Apprenticeship, None), Standing::Owed);
        for ground in Exemption::ALL {
            assert_eq!(of(Regime::Initial, Some(ground)), Standing::Exempt(ground));
            assert!(of(Regime::Apprenticeship, Some(ground)).needs_attestation());
            assert!(!of(Regime::Continuing, Some(ground)).needs_attestation());
        }
        assert_eq!(of(Regime::Exchange, None), Standing::NotConcerned(Unconcerned::Exchange));
    }

    proptest! {
        #[test]
        fn reading_never_panics_and_what_is_read_reads_again(text in "\\PC{0,20}") {
            if let Ok(it) = Cvec::parse(&text) {
                prop_assert_eq!(Cvec::parse(&it.to_string()), Ok(it));
            }
        }

        #[test]
        fn every_number_is_read_in_every_spelling(
            crous in "[A-Z]{3}[0-9]", body in "[A-Z0-9]{6}", end in "[A-Z0-9]{2}", dash in "[- ]{0,2}", lower: bool,
        ) {
            let typed = format!("{crous}{dash}{body}{dash}{end}");
            let typed = if lower { typed.to_lowercase() } else { typed };
            let shown = Cvec::parse(&typed).map(|it| it.to_string());
            prop_assert_eq!(shown, Ok(format!("{crous}-{body}-{end}")));
        }
    }
}
