//! What the scolarité knows already (seed 001, « Informations perso. »): asked by INE **and** birth date together, so that
//! nothing is revealed to whoever types an INE; confirmed by the person; then filled in, in one act.
//!
//! Civil status, INE and baccalaureat stay as the scolarité has them: whoever finds them wrong has them corrected there.
//! Usual name, telephone and address are filled in once and stay the person's to change, for people move.

use super::address::AddressForm;
use super::baccalaureat::BaccalaureatForm;
use super::identity::{IdentityForm, birth_date, country};
use crate::domain::form::{Fault, Faults};
use crate::domain::ine::Ine;
use crate::domain::time::{Date, Span};
use serde::{Deserialize, Serialize};

/// The span over which questions to the scolarité are counted.
pub const LOOKUP_WINDOW: Span = Span::hours(1);
/// Questions of one account per [`LOOKUP_WINDOW`].
pub const LOOKUPS_PER_ACCOUNT: i64 = 10;
/// Questions about one INE per [`LOOKUP_WINDOW`], from however many accounts: who guesses at a birth date finds few.
pub const LOOKUPS_PER_INE: i64 = 10;
/// Questions from one network address per [`LOOKUP_WINDOW`]; a whole room of the university may share one.
pub const LOOKUPS_PER_ADDRESS: i64 = 100;

/// The first step of « Informations perso. », as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StartForm {
    pub nationality: String,
    pub ine: String,
    pub birth_date: String,
    /// As [`IdentityForm::no_ine`].
    pub no_ine: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StartField {
    Nationality,
    Ine,
    BirthDate,
}

/// What the scolarité may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub ine: Ine,
    pub born: Date,
}

impl StartForm {
    /// The question that it makes; none without an INE (« un formulaire vide s'affiche »).
    pub fn check(&self, today: Date) -> Result<Option<Question>, Faults<StartField>> {
        use StartField as F;
        let mut faults = Faults::default();
        let nationality = faults.take(F::Nationality, country(&self.nationality));
        let ine = match Ine::parse(&self.ine) {
            Err(Fault::Missing) => Ok(None),
            parsed => parsed.map(Some),
        };
        let ine = faults.take(F::Ine, ine);
        let born = match birth_date(&self.birth_date, today) {
            // Of use only beside an INE.
            Err(Fault::Missing) if self.ine.trim().is_empty() => Ok(None),
            parsed => parsed.map(Some),
        };
        let born = faults.take(F::BirthDate, born);
        let question = (|| {
            nationality?;
            let (ine, born) = (ine?, born?);
            Some(ine.zip(born).map(|(ine, born)| Question { ine, born }))
        })();
        faults.or(question)
    }
}

/// How a year at the establishment ended; the codes are Apogée's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum YearResult {
    Admitted,
    Postponed,
    Absent,
    Ongoing,
}

impl YearResult {
    pub fn named(code: &str) -> Option<Self> {
        match code {
            "ADM" => Some(Self::Admitted),
            "AJ" => Some(Self::Postponed),
            "DEF" => Some(Self::Absent),
            "EC" => Some(Self::Ongoing),
            _ => None,
        }
    }
}

/// A line of « Cursus interne ».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InternalYear {
    /// The year in which it began: 2024 for 2024-2025.
    pub year: i16,
    pub code: String,
    pub label: String,
    /// As the scolarité writes it; may be blank.
    pub mark: String,
    pub mention: String,
    pub result: YearResult,
}

/// Who somebody is to the scolarité. Invariant: identity, and where it is there the rest, pass their checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub identity: IdentityForm,
    pub address: Option<AddressForm>,
    pub baccalaureat: Option<BaccalaureatForm>,
    /// The latest first.
    pub years: Vec<InternalYear>,
}

impl Record {
    /// Takes of a form only what stays the person's to say.
    pub fn keep_identity(&self, typed: IdentityForm) -> IdentityForm {
        IdentityForm {
            usual_name: typed.usual_name,
            phone: typed.phone,
            no_ine: String::new(),
            ..self.identity.clone()
        }
    }

    /// The identity to begin with: what the person had given already of what is theirs to say, else the scolarité's.
    pub fn first_identity(&self, before: Option<IdentityForm>) -> IdentityForm {
        let mut identity = self.keep_identity(before.unwrap_or_default());
        for (own, known) in
            [(&mut identity.usual_name, &self.identity.usual_name), (&mut identity.phone, &self.identity.phone)]
        {
            if own.trim().is_empty() {
                own.clone_from(known);
            }
        }
        identity
    }

    /// The baccalaureat of the scolarité; where it knows of none, what was typed.
    pub fn keep_baccalaureat(&self, typed: BaccalaureatForm) -> BaccalaureatForm {
        self.baccalaureat.clone().unwrap_or(typed)
    }

    /// What is shown before the person confirms: the day that they typed themselves, and two letters.
    pub fn glimpse(&self) -> Glimpse {
        let initial = |name: &str| name.trim().chars().next().map(String::from).unwrap_or_default();
        Glimpse {
            given_name: initial(&self.identity.given_name),
            family_name: initial(&self.identity.family_name),
            born: Date::parse(&self.identity.birth_date),
        }
    }
}

/// Enough to know oneself by, and nothing to learn from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glimpse {
    pub given_name: String,
    pub family_name: String,
    pub born: Option<Date>,
}

/// Where the first step of a person stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    pub form: StartForm,
    /// For the form that confirms to send back.
    pub version: i64,
    /// Whom the scolarité knows by this INE and this birth date.
    pub found: Option<Glimpse>,
}

/// Why the scolarité was not asked, or its answer not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordsRefusal {
    /// More questions in an hour than anybody needs.
    TooMany,
    /// Another tab or device asked about somebody else since this page was shown.
    Changed,
    /// The scolarité knows nobody by this INE and this birth date.
    Unknown,
    /// Another account of the campaign confirmed the same student; which is nobody's to know.
    NotTaken,
}

/// The steps of « Informations perso. » (seed 001).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityStep {
    /// Nationality, INE and birth date.
    Start,
    /// What the scolarité answered.
    Answer,
    /// The form.
    Form,
}

impl IdentityStep {
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Start => "debut",
            Self::Answer => "reponse",
            Self::Form => "formulaire",
        }
    }

    /// Reads the parameter of its address back; nonsense is nothing.
    pub fn read(slug: &str) -> Option<Self> {
        [Self::Start, Self::Answer, Self::Form].into_iter().find(|it| it.slug() == slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

    fn a_start() -> StartForm {
        StartForm {
            nationality: "FR".into(),
            ine: "1234567890V".into(),
            birth_date: "31/03/2004".into(),
            no_ine: String::new(),
        }
    }

    fn a_record() -> Record {
        let identity = IdentityForm {
            family_name: "Delcourt".into(),
            given_name: "Manon".into(),
            birth_date: "2004-03-31".into(),
            ine: "1234567890V".into(),
            phone: "0102030405".into(),
            ..IdentityForm::default()
        };
        Record { identity, address: None, baccalaureat: None, years: Vec::new() }
    }

    #[test]
    fn the_scolarite_is_asked_by_ine_and_birth_date_together() {
        use StartField as F;
        assert!(a_start().check(TODAY).is_ok_and(|it| it.is_some()));
        let without = StartForm { ine: " ".into(), birth_date: String::new(), ..a_start() };
        assert_eq!(without.check(TODAY), Ok(None));
        let no_date = StartForm { birth_date: String::new(), ..a_start() };
        assert_eq!(no_date.check(TODAY).expect_err("a date").of(F::BirthDate), Some(Fault::Missing));
        let slip = StartForm { ine: "1234567890A".into(), nationality: String::new(), ..a_start() };
        let faults = slip.check(TODAY).expect_err("two faults");
        assert_eq!((faults.of(F::Ine), faults.of(F::Nationality)), (Some(Fault::WrongKey), Some(Fault::Missing)));
    }

    #[test]
    fn a_glimpse_shows_two_letters_and_a_day() {
        let seen = serde_json::to_string(&a_record().glimpse()).expect("json");
        assert!(!seen.contains("Delcourt") && !seen.contains("Manon") && !seen.contains("1234567890V"), "{seen}");
        assert_eq!(a_record().glimpse().given_name, "M");
    }

    proptest! {
        #[test]
        fn nothing_typed_changes_what_the_scolarite_says(text in ".{0,30}") {
            let typed = IdentityForm {
                civility: text.clone(),
                family_name: text.clone(),
                usual_name: text.clone(),
                given_name: text.clone(),
                other_given_names: text.clone(),
                nationality: text.clone(),
                birth_date: text.clone(),
                birth_place: text.clone(),
                birth_country: text.clone(),
                phone: text.clone(),
                ine: text.clone(),
                no_ine: "yes".into(),
            };
            let kept = a_record().keep_identity(typed);
            prop_assert_eq!((&kept.usual_name, &kept.phone), (&text, &text));
            let own = IdentityForm { usual_name: String::new(), phone: "0102030405".into(), ..kept };
            prop_assert_eq!(own, a_record().identity);
        }
    }
}
