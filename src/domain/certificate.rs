//! The « certificat de scolarité »: when it may be had, what it says (reference/peers.md §2.5), the short statement of it
//! that is signed and printed as a QR code, and what a verifier is told.

use super::enrolment::{Kind, State};
use super::profile::Civility;
use super::time::{Date, Moment};
use super::{CertificateId, EnrolmentId};
use serde::{Deserialize, Serialize};

/// Verifications from one network address within `ATTEMPT_WINDOW`: an employer has a pile of them, a thief of numbers more.
pub const VERIFICATIONS_PER_ADDRESS: i64 = 100;
/// The letters before every number.
pub const PREFIX: &str = "CS";
/// How many characters of a number are drawn.
pub const DRAWN: usize = 10;

/// Seed 002: the certificate is there once every document is validated, that is, once the enrolment is.
pub const fn may_be_had(state: State) -> bool {
    matches!(state, State::Validated)
}

/// All that a certificate says of somebody, as it was on the day of its edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certified {
    pub number: String,
    pub issued: Date,
    pub civility: Option<Civility>,
    pub family_name: String,
    pub usual_name: String,
    pub given_names: String,
    pub ine: String,
    pub student_number: String,
    pub birth_date: Option<Date>,
    pub birth_place: String,
    /// Its name; blank when it is France's.
    pub birth_country: String,
    /// « 2026-2027 ».
    pub year: String,
    pub programmes: Vec<String>,
}

impl Certified {
    /// Whether another edition would say nothing new.
    pub fn says_what(&self, other: &Self) -> bool {
        let undated =
            |it: &Self| Self { number: String::new(), issued: Date { year: 0, month: 1, day: 1 }, ..it.clone() };
        undated(self) == undated(other)
    }

    /// « Éloïse Marie D'Œuvré ».
    pub fn name(&self) -> String {
        format!("{} {}", self.given_names, self.family_name)
    }

    /// What of it is signed.
    pub fn statement(&self, establishment: &str) -> Statement {
        let mut left = PROGRAMMES_MAX;
        let mut programmes = Vec::new();
        for programme in &self.programmes {
            let short = short(programme, PROGRAMME_MAX.min(left));
            left = left.saturating_sub(short.len());
            programmes.extend(Some(short).filter(|it| !it.is_empty()));
        }
        Statement {
            establishment: short(establishment, ESTABLISHMENT_MAX),
            number: self.number.clone(),
            name: short(&self.name(), NAME_MAX),
            birth_date: self.birth_date,
            year: short(&self.year, YEAR_MAX),
            issued: self.issued,
            programmes,
        }
    }
}

/// Limits of a statement, in bytes: with them its QR code has at most 97 modules a side, of half a millimetre on paper. What
/// is longer ends in « … », visibly; the certificate itself says it whole.
const ESTABLISHMENT_MAX: usize = 60;
const NAME_MAX: usize = 100;
const YEAR_MAX: usize = 12;
const PROGRAMME_MAX: usize = 60;
const PROGRAMMES_MAX: usize = 100;

/// One line of at most `max` bytes; cut between two characters, with a sign that it was.
fn short(text: &str, max: usize) -> String {
    const CUT: &str = "…";
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|it| !it.is_control()).collect();
    if line.len() <= max {
        return line;
    }
    if max < CUT.len() {
        return String::new();
    }
    let end = (0..=max - CUT.len()).rev().find(|at| line.is_char_boundary(*at)).unwrap_or_default();
    format!("{}{CUT}", line[..end].trim_end())
}

/// What the QR code of a certificate says: enough to hold against the paper, and nothing that is not on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub establishment: String,
    pub number: String,
    pub name: String,
    pub birth_date: Option<Date>,
    pub year: String,
    pub issued: Date,
    pub programmes: Vec<String>,
}

/// The first word of a statement: what it is, and the version of its form.
const CERTIFICATE: &str = "certificat/1";
const CARD: &str = "carte/1";

impl Statement {
    /// The text that is signed: a line a fact, the first one naming the key; programmes come last.
    pub fn write(&self, key: &str) -> String {
        let birth = self.birth_date.map_or(String::new(), iso);
        let head = format!("{CERTIFICATE} {key}");
        let mut lines =
            vec![head, self.establishment.clone(), self.number.clone(), self.name.clone(), birth, self.year.clone()];
        lines.push(iso(self.issued));
        lines.extend(self.programmes.iter().cloned());
        lines.join("\n")
    }

    /// Reads it back, with the name of the key; whether that key signed it is not known yet.
    pub fn read(text: &str) -> Option<(String, Self)> {
        let mut lines = text.split('\n');
        let key = lines.next()?.strip_prefix(CERTIFICATE)?.strip_prefix(' ')?.to_owned();
        let mut next = || lines.next().map(str::to_owned);
        let (establishment, number, name, birth, year, issued) = (next()?, next()?, next()?, next()?, next()?, next()?);
        let birth_date = if birth.is_empty() { None } else { Some(Date::parse(&birth)?) };
        let issued = Date::parse(&issued)?;
        let programmes = lines.map(str::to_owned).collect();
        Some((key, Self { establishment, number, name, birth_date, year, issued, programmes }))
    }
}

/// What the kiosk that prints cards reads (seed 000): who may have one, for which year; signed like a certificate.
pub fn card(key: &str, establishment: &str, it: &Certified) -> String {
    let (establishment, name) = (short(establishment, ESTABLISHMENT_MAX), short(&it.name(), NAME_MAX));
    [format!("{CARD} {key}"), establishment, it.student_number.clone(), name, it.year.clone()].join("\n")
}

fn iso(it: Date) -> String {
    format!("{:04}-{:02}-{:02}", it.year, it.month, it.day)
}

/// What somebody who checks a certificate gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// From the QR code: statement and signature, each in base 32.
    Code { payload: String, signature: String },
    /// The number, as it is stored.
    Number(String),
}

/// Reads it in any spelling: the whole address behind the QR code, the code alone, or the number; blanks, dashes and case do
/// not matter. `None`: neither.
pub fn asked(typed: &str) -> Option<Asked> {
    let (_, code) = typed.rsplit_once("c=").unwrap_or(("", typed));
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    if let Some((payload, signature)) = code.split_once('.') {
        let (payload, signature) = (letters(payload), letters(signature));
        return (!payload.is_empty() && !signature.is_empty()).then_some(Asked::Code { payload, signature });
    }
    let letters = letters(code);
    let bare = letters.strip_prefix(PREFIX).unwrap_or(&letters);
    let (year, drawn) = bare.split_at_checked(4)?;
    let is_number = year.bytes().all(|it| it.is_ascii_digit()) && drawn.len() == DRAWN;
    is_number.then(|| Asked::Number(number(year, drawn)))
}

/// « CS-2026-K7M2XQ4RTA ».
pub fn number(year: &str, drawn: &str) -> String {
    format!("{PREFIX}-{year}-{drawn}")
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    Genuine,
    /// Genuine, and another edition says something else since.
    Superseded,
    /// Genuine, but the enrolment ended since.
    Cancelled,
    /// What it says was not signed by this establishment, or was changed since.
    Forged,
    /// No such certificate.
    Unknown,
}

impl Verdict {
    /// What the journal calls it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Superseded => "superseded",
            Self::Cancelled => "cancelled",
            Self::Forged => "forged",
            Self::Unknown => "unknown",
        }
    }

    /// Of a certificate that is in the register.
    pub const fn of(state: State, latest: bool) -> Self {
        match (state, latest) {
            (State::Validated, true) => Self::Genuine,
            (State::Validated, false) => Self::Superseded,
            _ => Self::Cancelled,
        }
    }
}

/// The answer to whoever checks a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    pub verdict: Verdict,
    /// What it certifies: nothing, where it certifies nothing.
    pub says: Option<Statement>,
    /// When the enrolment ended.
    pub cancelled_at: Option<Moment>,
}

impl Verification {
    pub const fn empty(verdict: Verdict) -> Self {
        Self { verdict, says: None, cancelled_at: None }
    }
}

/// « Certificat, carte, ENT »: what follows a validated enrolment, for its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudentView {
    pub enrolment: EnrolmentId,
    pub year: String,
    pub kind: Kind,
    pub identifiant: String,
    pub student_number: Option<String>,
    /// Whether certificate and card can be had.
    pub validated: bool,
    /// The QR code for the kiosk: how many modules a side, and the path that draws them.
    pub card: Option<(usize, String)>,
    pub ent_url: Option<String>,
}

/// A certificate in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    pub id: CertificateId,
    pub edition: i64,
    pub content: Certified,
    pub payload: String,
    pub signature: String,
    pub key_id: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const DAY: Date = Date { year: 2026, month: 11, day: 22 };

    fn certified(name: &str) -> Certified {
        Certified {
            number: number("2026", "K7M2XQ4RTA"),
            issued: DAY,
            civility: Some(Civility::Madam),
            family_name: name.to_owned(),
            usual_name: String::new(),
            given_names: name.to_owned(),
            ine: "1234567890V".into(),
            student_number: "22600001".into(),
            birth_date: Some(Date { year: 2008, month: 3, day: 31 }),
            birth_place: "Valenciennes".into(),
            birth_country: String::new(),
            year: "2026-2027".into(),
            programmes: vec!["Licence 1 Informatique".into(), name.to_owned(), name.to_owned()],
        }
    }

    #[test]
    fn it_may_be_had_once_the_enrolment_is_validated_and_not_before_or_after() {
        let had: Vec<_> = State::ALL.iter().filter(|it| may_be_had(**it)).collect();
        assert_eq!(had, [&State::Validated]);
    }

    #[test]
    fn a_number_is_read_in_any_spelling() {
        let read = Some(Asked::Number("CS-2026-K7M2XQ4RTA".into()));
        for typed in ["CS-2026-K7M2XQ4RTA", " cs 2026 k7m2xq4rta", "2026-K7M2 XQ4R TA", "cs2026k7m2xq4rta."] {
            let asked = asked(typed.trim_end_matches('.'));
            assert_eq!(asked, read, "« {typed} »");
        }
        for typed in
            ["", "CS", "CS-2026", "CS-2026-K7M2XQ4RT", "CS-20X6-K7M2XQ4RTA", "é", ".", "a.", ".b", "c=", "CS-é026-K7"]
        {
            assert_eq!(asked(typed), None, "« {typed} »");
        }
    }

    #[test]
    fn a_code_is_found_in_its_address_and_without_it() {
        let read = Some(Asked::Code { payload: "MNSXE".into(), signature: "ABC2".into() });
        for typed in ["https://guichet.test/verifier?c=MNSXE.ABC2", "mnsxe.abc2", " MN SXE . ABC2\n", "?c=MNSXE.ABC2"] {
            assert_eq!(asked(typed), read, "« {typed} »");
        }
    }

    #[test]
    fn an_edition_changes_with_what_it_says_not_with_its_day() {
        let it = certified("Léa");
        let tomorrow = Certified { number: "CS-2026-OTHER".into(), issued: Date { day: 23, ..DAY }, ..it.clone() };
        assert!(it.says_what(&tomorrow));
        assert!(!it.says_what(&Certified { programmes: vec!["Licence 2".into()], ..it.clone() }));
    }

    #[test]
    fn what_is_long_is_cut_visibly() {
        assert_eq!(short("  Éloïse\n Marie\u{7} ", 100), "Éloïse Marie");
        assert_eq!(short("ééééé", 8), "éé…");
        assert_eq!(short("abc", 2), "");
        let long = certified(&"Ж".repeat(100)).statement("U");
        assert!(long.name.ends_with('…') && long.name.len() <= NAME_MAX, "{}", long.name);
    }

    proptest! {
        #[test]
        fn a_statement_survives_its_text_and_stays_short_whatever_the_names(
            name in "\\PC{0,150}", establishment in "(\\PC|[\n\r\t]){0,80}", birth in proptest::bool::ANY
        ) {
            let mut it = certified(&name);
            it.birth_date = it.birth_date.filter(|_| birth);
            let statement = it.statement(&establishment);
            let text = statement.write("0a1b2c3d");
            prop_assert!(text.len() <= 360, "{} bytes", text.len());
            prop_assert_eq!(Statement::read(&text), Some(("0a1b2c3d".to_owned(), statement)));
            prop_assert!(card("0a1b2c3d", &establishment, &it).len() <= 260);
            prop_assert_eq!(Statement::read(&card("0a1b2c3d", &establishment, &it)), None);
        }

        #[test]
        fn reading_what_is_typed_never_panics(typed in "(\\PC|[.=c]){0,60}") {
            let _ = asked(&typed);
            let _ = Statement::read(&typed);
        }
    }
}
