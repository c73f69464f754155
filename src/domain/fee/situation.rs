//! What of a person decides about their fees.

use super::{Concern, Cycle, Differentiated, Proof, Rule};
use crate::domain::admission::Regime;
use crate::domain::admission::is_european;
use serde::{Deserialize, Serialize};

/// A diploma that is prepared this year in this establishment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    pub label: String,
    pub cycle: Cycle,
}

/// Who pays a scholarship that counts for fees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scholarship {
    #[default]
    None,
    /// Of the French State: on social criteria, or of the French government.
    State,
    /// Of the ministry of foreign affairs, which takes off what differentiated fees add.
    ForeignAffairs,
}

/// « Césure ». A semester of it leaves a semester of study: the full rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    #[default]
    None,
    Semester,
    Year,
}

/// Why somebody from outside Europe does not owe differentiated fees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Settled {
    /// Holds a card of long-term resident.
    LongTermResident,
    /// Belongs to a household that has paid taxes in France for more than two years.
    Household,
    /// Is a refugee or under subsidiary protection, or a child of one.
    Protected,
    /// Was enrolled in a French public establishment in 2018-19 already.
    EnrolledIn2018,
    /// Is enrolled in a preparatory class too.
    PreparatoryClass,
    QuebecResident,
}

impl Settled {
    pub const ALL: [Self; 6] = [
        Self::LongTermResident,
        Self::Household,
        Self::Protected,
        Self::EnrolledIn2018,
        Self::PreparatoryClass,
        Self::QuebecResident,
    ];

    pub(super) const fn proof(self) -> Proof {
        match self {
            Self::LongTermResident => Proof::ResidenceCard,
            Self::Household => Proof::TaxNotice,
            Self::Protected => Proof::ProtectionDecision,
            Self::EnrolledIn2018 => Proof::FormerCertificate,
            Self::PreparatoryClass => Proof::PreparatoryClass,
            Self::QuebecResident => Proof::QuebecResidence,
        }
    }
}

/// On which ground the president may exempt (R. 719-50).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaiverGround {
    Refugee,
    JobSeeker,
    PersonalSituation,
    /// The establishment's own orientations.
    Orientation,
}

impl WaiverGround {
    pub const ALL: [Self; 4] = [Self::Refugee, Self::JobSeeker, Self::PersonalSituation, Self::Orientation];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Refugee => "refugee",
            Self::JobSeeker => "job_seeker",
            Self::PersonalSituation => "personal_situation",
            Self::Orientation => "orientation",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaiverExtent {
    Whole,
    Part { cents: i64 },
}

/// An exemption that the president decided and staff entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    pub ground: WaiverGround,
    pub extent: WaiverExtent,
}

/// Everything that fees depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Situation {
    pub programmes: Vec<Programme>,
    pub regime: Regime,
    /// An ISO 3166-1 alpha-2 code.
    pub nationality: String,
    /// Enrols in this establishment for the first time.
    pub newcomer: bool,
    pub settled: Option<Settled>,
    pub scholarship: Scholarship,
    /// « Pupille de la Nation » or « de la République ».
    pub ward: bool,
    pub gap: Gap,
    pub waiver: Option<Waiver>,
}

impl Situation {
    pub(super) fn concern(&self, charged: Differentiated) -> Concern {
        let asked = match charged {
            Differentiated::Off => false,
            Differentiated::Newcomers => self.newcomer,
            Differentiated::Everyone => true,
        };
        // Never charged: Europeans. A nationality that is not known yet charges nobody.
        let european = self.nationality.is_empty() || is_european(&self.nationality);
        match self.settled {
            _ if !asked || european => Concern::Not,
            Some(reason) => Concern::Excused(reason),
            None => Concern::Owed,
        }
    }

    /// What exempts from everything, whatever the establishment thinks of it.
    pub(super) fn by_right(&self) -> Option<Rule> {
        match self.regime {
            _ if self.scholarship == Scholarship::State => Some(Rule::StateScholarship),
            _ if self.ward => Some(Rule::Ward),
            Regime::Apprenticeship => Some(Rule::Apprenticeship),
            Regime::Exchange => Some(Rule::Exchange),
            Regime::Initial | Regime::Continuing => None,
        }
    }
}
