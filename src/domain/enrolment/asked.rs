//! Of whom a document is asked: computed from profile, programme, nationality and age (issue: PJWEB's list).

use super::codes;
use crate::domain::admission::{Regime, is_european};
use crate::domain::time::Date;
use serde::{Deserialize, Serialize};

codes! {
    /// The rule of a requirement, as staff choose it.
    AskedOf {
        Everybody => "everybody",
        /// Those who enrol here for the first time.
        FirstEnrolment => "first",
        Renewal => "renewal",
        /// Under 18 on the day of the enrolment: a guardian signs.
        Minors => "minors",
        /// French nationals under 25: certificate of the « journée défense et citoyenneté » (code du service national L113-4,
        /// L114-6).
        FrenchUnder25 => "french_under_25",
        /// Who holds a residence permit.
        NonEuropean => "non_european",
        Scholars => "scholars",
        /// Who claims an exoneration or an exemption other than a scholarship.
        Exempt => "exempt",
        Apprentices => "apprentices",
        /// Whom the CVEC concerns.
        CvecPayers => "cvec",
        /// Who comes from another establishment of higher education (« transfert »).
        Transfers => "transfers",
        /// Césure asked.
        GapYear => "gap_year",
    }
}

/// What the rules need to know of a person and of their enrolment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    pub renewal: bool,
    /// ISO 3166-1 alpha-2; empty where it is not known yet.
    pub nationality: String,
    pub birth_date: Option<Date>,
    pub regimes: Vec<Regime>,
    pub scholar: bool,
    pub exempt: bool,
    /// Enrolled elsewhere in higher education the year before.
    pub transfer: bool,
    pub gap_year: bool,
}

impl Situation {
    /// What an answer of the steps says, by the name of its question. A blank and « no » say nothing.
    pub fn heed(&mut self, question: &str, answer: &str) {
        let said = !matches!(answer.trim(), "" | "no" | "none");
        match question {
            "scholarship" => self.scholar |= said,
            "exemption" => self.exempt |= said,
            "transfer" => self.transfer |= said,
            "gap_year" => self.gap_year |= said,
            _ => {}
        }
    }
}

impl AskedOf {
    /// Whether it is asked of somebody, `today`.
    pub fn asks(self, it: &Situation, today: Date) -> bool {
        let age = it.birth_date.map(|birth| birth.age_on(today));
        match self {
            Self::Everybody => true,
            Self::FirstEnrolment => !it.renewal,
            Self::Renewal => it.renewal,
            Self::Minors => age.is_some_and(|age| age < 18),
            Self::FrenchUnder25 => it.nationality == "FR" && age.is_some_and(|age| age < 25),
            Self::NonEuropean => !it.nationality.is_empty() && !is_european(&it.nationality),
            Self::Scholars => it.scholar,
            Self::Exempt => it.exempt,
            Self::Apprentices => it.regimes.contains(&Regime::Apprenticeship),
            Self::CvecPayers => it.regimes.iter().any(|regime| regime.owes_cvec()),
            Self::Transfers => it.transfer,
            Self::GapYear => it.gap_year,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 7, day: 8 };

    fn asked(it: &Situation) -> Vec<&'static str> {
        AskedOf::ALL.iter().filter(|rule| rule.asks(it, TODAY)).map(|rule| rule.code()).collect()
    }

    #[test]
    fn the_list_follows_age_nationality_and_regime() {
        let minor = Situation {
            nationality: "FR".into(),
            birth_date: Some(Date { year: 2008, month: 7, day: 9 }),
            regimes: vec![Regime::Initial],
            ..Situation::default()
        };
        assert_eq!(asked(&minor), ["everybody", "first", "minors", "french_under_25", "cvec"]);
        let of_age = Situation { birth_date: Some(Date { year: 2008, month: 7, day: 8 }), ..minor.clone() };
        assert_eq!(asked(&of_age), ["everybody", "first", "french_under_25", "cvec"]);
        let abroad = Situation {
            nationality: "SN".into(),
            renewal: true,
            scholar: true,
            regimes: vec![Regime::Apprenticeship],
            ..minor
        };
        assert_eq!(
            asked(&abroad),
            ["everybody", "renewal", "minors", "non_european", "scholars", "apprentices", "cvec"]
        );
        assert_eq!(asked(&Situation::default()), ["everybody", "first"]);
        let mut said = Situation::default();
        for (question, answer) in [("scholarship", "yes"), ("transfer", "no"), ("gap_year", " "), ("phone", "yes")] {
            said.heed(question, answer);
        }
        assert_eq!(asked(&said), ["everybody", "first", "scholars"]);
    }
}
