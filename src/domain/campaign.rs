//! The offer: programmes of one admission year, grouped by faculty, then by level (seed 001, « Saisir une candidature »).

use super::language::InBoth;
use super::time::{Instant, Moment, Phase, Window};
use super::{FacultyId, ProgrammeId};
use serde::{Deserialize, Serialize};

/// The year in which a campaign begins, as its label says: of « 2026-2027 », `2026`.
pub fn begins(label: &str) -> &str {
    label.get(..4).unwrap_or(label)
}

/// The same as a number; 0 where the label begins with none.
pub fn year_of(label: &str) -> i16 {
    label.get(..4).and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// The level of a programme, in the order in which an offer lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    But,
    Licence1,
    Licence2,
    Licence3,
    ProfessionalLicence,
    Master1,
    Master2,
    Engineer,
}

impl Level {
    pub const ALL: [Self; 8] = [
        Self::But,
        Self::Licence1,
        Self::Licence2,
        Self::Licence3,
        Self::ProfessionalLicence,
        Self::Master1,
        Self::Master2,
        Self::Engineer,
    ];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::But => "but",
            Self::Licence1 => "licence_1",
            Self::Licence2 => "licence_2",
            Self::Licence3 => "licence_3",
            Self::ProfessionalLicence => "professional_licence",
            Self::Master1 => "master_1",
            Self::Master2 => "master_2",
            Self::Engineer => "engineer",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// One programme as the offer shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedProgramme {
    pub id: ProgrammeId,
    pub code: String,
    pub label: String,
    pub level: Level,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub phase: Phase,
}

/// A faculty with the levels it offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacultyBranch {
    pub id: FacultyId,
    pub label: String,
    pub levels: Vec<LevelBranch>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelBranch {
    pub level: Level,
    pub programmes: Vec<OfferedProgramme>,
}

/// Faculty → level → programme. The rows come sorted by faculty, then by label.
pub fn tree(rows: Vec<(FacultyId, String, OfferedProgramme)>) -> Vec<FacultyBranch> {
    let mut branches: Vec<FacultyBranch> = Vec::new();
    for (id, label, programme) in rows {
        if branches.last().is_none_or(|it| it.id != id) {
            branches.push(FacultyBranch { id, label, levels: Vec::new() });
        }
        let Some(branch) = branches.last_mut() else { continue };
        match branch.levels.binary_search_by_key(&programme.level, |it| it.level) {
            Ok(at) => branch.levels[at].programmes.push(programme),
            Err(at) => branch.levels.insert(at, LevelBranch { level: programme.level, programmes: vec![programme] }),
        }
    }
    branches
}

/// Why one may not apply to a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApplyObstacle {
    /// One of the three sections that activate the account is not complete.
    NotActivated,
    NotOpenYet,
    Closed,
    AlreadyApplied,
    /// As many candidatures as the campaign allows.
    LimitReached {
        max: i64,
    },
}

/// What the rule on applying needs to know.
#[derive(Clone, Copy, Debug)]
pub struct ApplyFacts {
    pub activated: bool,
    pub window: Window,
    pub live_candidatures: i64,
    pub already_applied: bool,
    pub max_candidatures: i64,
}

impl ApplyFacts {
    /// Whether one may apply at `now`; judged when the act is committed.
    pub fn judge(&self, now: Instant) -> Result<(), ApplyObstacle> {
        if self.already_applied {
            return Err(ApplyObstacle::AlreadyApplied);
        }
        match self.window.phase(now) {
            Phase::Before => return Err(ApplyObstacle::NotOpenYet),
            Phase::After => return Err(ApplyObstacle::Closed),
            Phase::Open => {}
        }
        if !self.activated {
            return Err(ApplyObstacle::NotActivated);
        }
        if self.live_candidatures >= self.max_candidatures {
            return Err(ApplyObstacle::LimitReached { max: self.max_candidatures });
        }
        Ok(())
    }
}

/// What the confirmation step shows before one applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyView {
    pub programme: OfferedProgramme,
    pub faculty: String,
    /// Labels of the documents that will be asked.
    pub requirements: Vec<InBoth>,
    pub obstacle: Option<ApplyObstacle>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> ApplyFacts {
        ApplyFacts {
            activated: true,
            window: Window { opens_at: Instant(10), closes_at: Instant(20) },
            live_candidatures: 0,
            already_applied: false,
            max_candidatures: 2,
        }
    }

    #[test]
    fn one_applies_inside_the_window_within_the_limit_and_once() {
        assert_eq!(facts().judge(Instant(15)), Ok(()));
        assert_eq!(facts().judge(Instant(9)), Err(ApplyObstacle::NotOpenYet));
        assert_eq!(facts().judge(Instant(20)), Err(ApplyObstacle::Closed));
        let full = ApplyFacts { live_candidatures: 2, ..facts() };
        assert_eq!(full.judge(Instant(15)), Err(ApplyObstacle::LimitReached { max: 2 }));
        let twice = ApplyFacts { already_applied: true, ..full };
        assert_eq!(twice.judge(Instant(15)), Err(ApplyObstacle::AlreadyApplied));
        let early = ApplyFacts { activated: false, ..facts() };
        assert_eq!(early.judge(Instant(15)), Err(ApplyObstacle::NotActivated));
    }

    #[test]
    fn the_tree_keeps_every_programme_once_and_sorts_levels() {
        let moment = Moment { at: Instant(0), year: 2026, month: 1, day: 1, hour: 0, minute: 0 };
        let row = |faculty: &str, code: &str, level| {
            let programme = OfferedProgramme {
                id: ProgrammeId(code.into()),
                code: code.into(),
                label: code.into(),
                level,
                opens_at: moment,
                closes_at: moment,
                phase: Phase::Open,
            };
            (FacultyId(faculty.into()), faculty.to_owned(), programme)
        };
        let tree = tree(vec![
            row("a", "1", Level::Master1),
            row("a", "2", Level::Licence1),
            row("a", "3", Level::Master1),
            row("b", "4", Level::But),
        ]);
        let shape: Vec<Vec<(Level, usize)>> = tree
            .iter()
            .map(|branch| branch.levels.iter().map(|level| (level.level, level.programmes.len())).collect())
            .collect();
        assert_eq!(shape, [vec![(Level::Licence1, 1), (Level::Master1, 2)], vec![(Level::But, 1)]]);
    }
}
