//! The right to enrol: where it comes from, in what, and who enrols elsewhere (seed 002).

use super::campaign::Level;
use serde::{Deserialize, Serialize};

/// Who says that a person is admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Source {
    /// A candidature that was confirmed here.
    Candidature,
    Parcoursup,
    MonMaster,
    /// Whoever else staff import: Études en France, transfers, competitions.
    Other,
    /// Last year's students (réinscription).
    Renewal,
}

impl Source {
    pub const ALL: [Self; 5] = [Self::Candidature, Self::Parcoursup, Self::MonMaster, Self::Other, Self::Renewal];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Candidature => "candidature",
            Self::Parcoursup => "parcoursup",
            Self::MonMaster => "monmaster",
            Self::Other => "other",
            Self::Renewal => "renewal",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What fees depend on (arrêté of 19 April 2019).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cycle {
    Licence,
    Master,
    Doctorate,
    Engineer,
}

impl Cycle {
    pub const ALL: [Self; 4] = [Self::Licence, Self::Master, Self::Doctorate, Self::Engineer];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Licence => "licence",
            Self::Master => "master",
            Self::Doctorate => "doctorate",
            Self::Engineer => "engineer",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub const fn of(level: Level) -> Self {
        match level {
            Level::But | Level::Licence1 | Level::Licence2 | Level::Licence3 | Level::ProfessionalLicence => {
                Self::Licence
            }
            Level::Master1 | Level::Master2 => Self::Master,
            Level::Engineer => Self::Engineer,
        }
    }
}

/// Under which regime one studies. Seed 002 (1): continuing education and exchanges do not enrol online.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    #[default]
    Initial,
    Apprenticeship,
    /// Stagiaires de formation continue.
    Continuing,
    /// Programmes d'échange.
    Exchange,
}

impl Regime {
    pub const ALL: [Self; 4] = [Self::Initial, Self::Apprenticeship, Self::Continuing, Self::Exchange];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Apprenticeship => "apprenticeship",
            Self::Continuing => "continuing",
            Self::Exchange => "exchange",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Whether the CVEC concerns them (code de l'éducation L841-5: formation initiale and apprenticeship).
    pub const fn owes_cvec(self) -> bool {
        matches!(self, Self::Initial | Self::Apprenticeship)
    }
}

/// Why somebody who is admitted does not enrol online; each has its « where to go instead » in `words`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Exclusion {
    ContinuingEducation,
    Exchange,
    /// Seed 002: « Les étudiants extracommunautaires ne sont pas concernés par l'inscription en ligne ». A setting: seed 000
    /// takes those who are admitted through a candidature.
    NonEuropean,
}

/// Countries whose nationals enrol as the French do: European Union, European Economic Area, Switzerland, Monaco, Andorra
/// (ISO 3166-1 alpha-2; reference/peers.md §2.8).
const EUROPEAN: [&str; 33] = [
    "AD", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT",
    "LI", "LT", "LU", "LV", "MC", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

pub fn is_european(nationality: &str) -> bool {
    EUROPEAN.contains(&nationality)
}

/// Whether somebody enrols elsewhere, and why.
pub fn exclusion(regime: Regime, nationality: &str, europeans_only: bool) -> Option<Exclusion> {
    match regime {
        Regime::Continuing => Some(Exclusion::ContinuingEducation),
        Regime::Exchange => Some(Exclusion::Exchange),
        _ if europeans_only && !nationality.is_empty() && !is_european(nationality) => Some(Exclusion::NonEuropean),
        _ => None,
    }
}

/// One admission as its pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admission {
    pub id: super::AdmissionId,
    pub source: Source,
    pub programme_code: String,
    pub programme: String,
    pub cycle: Cycle,
    pub regime: Regime,
    pub withdrawn: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_enrols_elsewhere_is_told_why() {
        assert_eq!(exclusion(Regime::Initial, "SN", false), None);
        assert_eq!(exclusion(Regime::Initial, "SN", true), Some(Exclusion::NonEuropean));
        assert_eq!(exclusion(Regime::Initial, "IT", true), None);
        assert_eq!(exclusion(Regime::Initial, "", true), None);
        assert_eq!(exclusion(Regime::Continuing, "FR", false), Some(Exclusion::ContinuingEducation));
        assert_eq!(exclusion(Regime::Exchange, "FR", false), Some(Exclusion::Exchange));
    }

    #[test]
    fn codes_are_read_back() {
        assert!(Source::ALL.into_iter().all(|it| Source::named(it.code()) == Some(it)));
        assert!(Cycle::ALL.into_iter().all(|it| Cycle::named(it.code()) == Some(it)));
        assert!(Regime::ALL.into_iter().all(|it| Regime::named(it.code()) == Some(it)));
    }
}
