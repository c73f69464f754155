//! One line of a file of admissions: its columns, what it must say, and what is wrong with it.

use crate::domain::AccountId;
use crate::domain::account::Email;
use crate::domain::admission::{Cycle, Regime, Source};
use crate::domain::form::{Fault, line, optional_line};
use crate::domain::ine::Ine;
use crate::domain::learner::IdentifierKind;
use crate::domain::time::Date;
use serde::{Deserialize, Serialize};

/// A column of the file, known by any of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Column {
    Number,
    FamilyName,
    GivenName,
    BirthDate,
    Email,
    Ine,
    Nationality,
    ProgrammeCode,
    Programme,
    Cycle,
    Regime,
}

impl Column {
    pub const ALL: [Self; 11] = [
        Self::Number,
        Self::FamilyName,
        Self::GivenName,
        Self::BirthDate,
        Self::Email,
        Self::Ine,
        Self::Nationality,
        Self::ProgrammeCode,
        Self::Programme,
        Self::Cycle,
        Self::Regime,
    ];

    /// Without these no line can be used.
    pub const NEEDED: [Self; 6] =
        [Self::Number, Self::FamilyName, Self::GivenName, Self::BirthDate, Self::Email, Self::ProgrammeCode];

    /// Its names, folded; the first is the one of the model to download.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Number => {
                &["numero", "n° parcoursup", "numero parcoursup", "numero monmaster", "numero etudiant", "number", "id"]
            }
            Self::FamilyName => &["nom", "nom de naissance", "nom de famille", "family name", "last name"],
            Self::GivenName => &["prenom", "prenoms", "given name", "first name"],
            Self::BirthDate => &["date de naissance", "ne le", "naissance", "birth date"],
            Self::Email => &["adresse mail", "mail", "email", "e-mail", "courriel", "adresse electronique"],
            Self::Ine => &["ine", "numero ine", "bea"],
            Self::Nationality => &["nationalite", "code nationalite", "nationality"],
            Self::ProgrammeCode => &["code formation", "code de la formation", "formation", "programme code"],
            Self::Programme => &["libelle formation", "libelle de la formation", "libelle", "programme"],
            Self::Cycle => &["cycle", "niveau"],
            Self::Regime => &["regime", "statut"],
        }
    }

    /// The column of a heading (folded), if it is one of ours.
    pub fn named(folded: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.names().contains(&folded))
    }
}

/// A line as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportLine {
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub birth_date: String,
    pub email: String,
    pub ine: String,
    pub nationality: String,
    pub programme_code: String,
    pub programme: String,
    pub cycle: String,
    pub regime: String,
}

impl ImportLine {
    pub fn set(&mut self, column: Column, text: &str) {
        let text = text.trim().to_owned();
        match column {
            Column::Number => self.number = text,
            Column::FamilyName => self.family_name = text,
            Column::GivenName => self.given_name = text,
            Column::BirthDate => self.birth_date = text,
            Column::Email => self.email = text,
            Column::Ine => self.ine = text,
            Column::Nationality => self.nationality = text,
            Column::ProgrammeCode => self.programme_code = text,
            Column::Programme => self.programme = text,
            Column::Cycle => self.cycle = text,
            Column::Regime => self.regime = text,
        }
    }

    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineFault {
    Field(Column, Fault),
    /// The programme is not one of the offer, and neither its label nor its cycle is given.
    ProgrammeUnknown,
    /// Another line says something else of the same number and programme.
    Contradicts {
        line: i64,
    },
}

/// A line fit to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admitted {
    /// As the source writes it.
    pub external_number: String,
    /// As it leads to the person.
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub birth_date: Date,
    pub email: String,
    pub ine: Option<String>,
    /// ISO 3166-1 alpha-2, or blank.
    pub nationality: String,
    pub programme_code: String,
    pub programme: String,
    pub cycle: Cycle,
    pub regime: Regime,
}

/// What leads to a person who comes from a source.
pub const fn identifier_of(source: Source) -> IdentifierKind {
    match source {
        Source::Parcoursup => IdentifierKind::Parcoursup,
        Source::MonMaster => IdentifierKind::MonMaster,
        Source::Renewal => IdentifierKind::Student,
        Source::Candidature => IdentifierKind::Candidature,
        Source::Other => IdentifierKind::Other,
    }
}

/// What a line needs to be judged besides itself. `folded`: without accents, in lower case.
pub struct Judge<'a> {
    pub source: Source,
    pub today: Date,
    pub fold: &'a (dyn Fn(&str) -> String + Sync),
    /// Label and cycle of a programme of the offer, by its code.
    pub programme: &'a (dyn Fn(&str) -> Option<(String, Cycle)> + Sync),
}

impl Judge<'_> {
    pub fn check(&self, it: &ImportLine) -> Result<Admitted, Vec<LineFault>> {
        let mut faults = Vec::new();
        let mut take = |column, parsed: Result<String, Fault>| match parsed {
            Ok(value) => value,
            Err(fault) => {
                faults.push(LineFault::Field(column, fault));
                String::new()
            }
        };
        let number = identifier_of(self.source).normalise(&(self.fold)(&it.number));
        let missing = if it.number.is_empty() { Fault::Missing } else { Fault::Malformed };
        let number = take(Column::Number, number.ok_or(missing));
        let family_name = take(Column::FamilyName, line(&it.family_name));
        let given_name = take(Column::GivenName, line(&it.given_name));
        let email = take(Column::Email, Email::parse(&it.email).map(|it| it.as_str().to_owned()));
        let code = take(Column::ProgrammeCode, line(&it.programme_code));
        let label = take(Column::Programme, optional_line(&it.programme).map(Option::unwrap_or_default));
        let nationality = take(Column::Nationality, nationality(&it.nationality));
        let ine = match Ine::parse(&it.ine) {
            Ok(ine) => Some(ine.as_str().to_owned()),
            Err(Fault::Missing) => None,
            Err(fault) => {
                faults.push(LineFault::Field(Column::Ine, fault));
                None
            }
        };
        let birth_date = birth_date(&it.birth_date, self.today);
        if let Err(fault) = birth_date {
            faults.push(LineFault::Field(Column::BirthDate, fault));
        }
        let known = (self.programme)(&code);
        let cycle = self.cycle(&it.cycle, known.as_ref().map(|(_, cycle)| *cycle), &mut faults);
        let regime = self.regime(&it.regime, &mut faults);
        let programme = if label.is_empty() { known.map(|(label, _)| label) } else { Some(label) };
        if faults.is_empty() && (programme.is_none() || cycle.is_none()) {
            faults.push(LineFault::ProgrammeUnknown);
        }
        match (birth_date, programme, cycle) {
            (Ok(birth_date), Some(programme), Some(cycle)) if faults.is_empty() => Ok(Admitted {
                external_number: it.number.clone(),
                number,
                family_name,
                given_name,
                birth_date,
                email,
                ine,
                nationality,
                programme_code: code,
                programme,
                cycle,
                regime,
            }),
            _ => Err(faults),
        }
    }

    fn cycle(&self, typed: &str, known: Option<Cycle>, faults: &mut Vec<LineFault>) -> Option<Cycle> {
        let cycle = match (self.fold)(typed).as_str() {
            "" => return known,
            "licence" | "l" | "but" | "bachelor" => Some(Cycle::Licence),
            "master" | "m" => Some(Cycle::Master),
            "doctorat" | "doctorate" | "d" => Some(Cycle::Doctorate),
            "ingenieur" | "engineer" => Some(Cycle::Engineer),
            _ => None,
        };
        if cycle.is_none() {
            faults.push(LineFault::Field(Column::Cycle, Fault::NotOffered));
        }
        cycle
    }

    fn regime(&self, typed: &str, faults: &mut Vec<LineFault>) -> Regime {
        match (self.fold)(typed).as_str() {
            "" | "initial" | "formation initiale" | "fi" => Regime::Initial,
            "apprentissage" | "alternance" | "apprenticeship" => Regime::Apprenticeship,
            "formation continue" | "continue" | "fc" | "continuing" => Regime::Continuing,
            "echange" | "exchange" => Regime::Exchange,
            _ => {
                faults.push(LineFault::Field(Column::Regime, Fault::NotOffered));
                Regime::Initial
            }
        }
    }
}

/// A two-letter code, or nothing.
fn nationality(typed: &str) -> Result<String, Fault> {
    let code = typed.trim().to_uppercase();
    let fits = code.is_empty() || (code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()));
    if fits { Ok(code) } else { Err(Fault::NotOffered) }
}

/// Within a human life (the bounds of the profile's identity).
fn birth_date(typed: &str, today: Date) -> Result<Date, Fault> {
    if typed.is_empty() {
        return Err(Fault::Missing);
    }
    let date = Date::parse(typed).ok_or(Fault::Malformed)?;
    if (10..=100).contains(&date.age_on(today)) { Ok(date) } else { Err(Fault::OutOfRange) }
}

/// Somebody who was found for a line, by their number, their INE or their address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub account: AccountId,
    /// As typed into the profile; blank where it holds none.
    pub birth_date: String,
    /// Both names, folded.
    pub names: String,
}

impl Found {
    /// Whether this is the person of a line: the birth date decides; where there is none, the names.
    pub fn is(&self, it: &Admitted, names: &str) -> bool {
        match Date::parse(&self.birth_date) {
            Some(known) => known == it.birth_date,
            None => self.names == names,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Date = Date { year: 2026, month: 7, day: 8 };

    fn judge(it: &ImportLine) -> Result<Admitted, Vec<LineFault>> {
        let programme = |code: &str| (code == "L1-INFO").then(|| ("Licence 1 Informatique".to_owned(), Cycle::Licence));
        let fold = |text: &str| text.to_lowercase();
        Judge { source: Source::Parcoursup, today: TODAY, fold: &fold, programme: &programme }.check(it)
    }

    fn a_line() -> ImportLine {
        ImportLine {
            number: "P26 0012345".into(),
            family_name: "D’Œuvré".into(),
            given_name: "Éloïse".into(),
            birth_date: "31/03/2008".into(),
            email: "Eloise@Essai.example".into(),
            programme_code: "L1-INFO".into(),
            ..ImportLine::default()
        }
    }

    #[test]
    fn a_good_line_takes_label_and_cycle_from_the_offer() {
        let it = judge(&a_line()).expect("a good line");
        assert_eq!((it.number.as_str(), it.email.as_str()), ("12345", "eloise@essai.example"));
        assert_eq!(
            (it.programme.as_str(), it.cycle, it.regime),
            ("Licence 1 Informatique", Cycle::Licence, Regime::Initial)
        );
    }

    #[test]
    fn all_that_is_wrong_with_a_line_is_said_at_once() {
        let line = ImportLine {
            number: "abc".into(),
            email: "nobody".into(),
            birth_date: "2030-01-01".into(),
            ine: "1234567890A".into(),
            regime: "ailleurs".into(),
            ..a_line()
        };
        let columns: Vec<_> = judge(&line)
            .expect_err("faults")
            .into_iter()
            .map(|it| match it {
                LineFault::Field(column, fault) => (column, fault),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(
            columns,
            [
                (Column::Number, Fault::Malformed),
                (Column::Email, Fault::Malformed),
                (Column::Ine, Fault::WrongKey),
                (Column::BirthDate, Fault::OutOfRange),
                (Column::Regime, Fault::NotOffered),
            ]
        );
        let strange = ImportLine { programme_code: "X".into(), ..a_line() };
        assert_eq!(judge(&strange), Err(vec![LineFault::ProgrammeUnknown]));
        let told = ImportLine { programme: "Diplôme X".into(), cycle: "Master".into(), ..strange };
        assert_eq!(judge(&told).map(|it| it.cycle), Ok(Cycle::Master));
    }

    #[test]
    fn headings_are_known_by_their_usual_names() {
        for column in Column::ALL {
            assert!(column.names().iter().all(|name| Column::named(name) == Some(column)), "{column:?}");
        }
        assert_eq!(Column::named("pointure"), None);
    }

    #[test]
    fn the_birth_date_decides_who_somebody_is() {
        let it = judge(&a_line()).expect("a good line");
        let found = |birth_date: &str, names: &str| Found {
            account: AccountId::default(),
            birth_date: birth_date.into(),
            names: names.into(),
        };
        assert!(found("2008-03-31", "other").is(&it, "mine"));
        assert!(!found("2008-03-30", "mine").is(&it, "mine"));
        assert!(found("", "mine").is(&it, "mine") && !found("", "other").is(&it, "mine"));
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_refused_and_never_panics(fields in proptest::collection::vec("\\PC{0,120}", 11)) {
            let mut line = ImportLine::default();
            for (column, text) in Column::ALL.into_iter().zip(&fields) {
                line.set(column, text);
            }
            if let Err(faults) = judge(&line) {
                prop_assert!(!faults.is_empty());
            }
        }
    }
}
