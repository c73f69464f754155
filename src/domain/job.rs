//! Avis on many candidatures at once: chosen, looked at, confirmed, then treated one after the other, each by the rules
//! of the single act. What became of each row is told, row by row.

use super::candidature::{Standing, StepField, StepRefusal};
use super::form::{ByField, Faults};
use super::language::Language;
use super::review::{Act, Avis, AvisForm, AvisKind, Role};
use super::time::{Instant, Moment};
use super::{AvisId, CandidatureId, JobId};
use serde::{Deserialize, Serialize};

/// Candidatures that may be chosen at once: more than a page of the pile holds.
pub const ROWS_MAX: usize = 500;

/// How the form asks for [`Task::Validate`].
pub const VALIDATE: &str = "validate";

/// What is done to each of many candidatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// One avis is entered on all of them; where it `validates`, candidates hear of it.
    Enter { avis: Avis, validates: bool },
    /// Of each the avis that was entered on it is validated.
    Validate,
}

impl Task {
    /// Reads what the form sends: what was pressed, the avis, and whether candidates are to hear of it.
    pub fn read(pressed: &str, form: &AvisForm, validates: bool) -> Result<Self, JobRefusal> {
        if pressed == VALIDATE {
            return Ok(Self::Validate);
        }
        let avis = form.check().map_err(JobRefusal::Avis)?;
        Ok(Self::Enter { avis, validates })
    }

    /// The avis entered on all of them.
    pub const fn avis(&self) -> Option<&Avis> {
        match self {
            Self::Enter { avis, .. } => Some(avis),
            Self::Validate => None,
        }
    }

    /// Whether candidates hear of it.
    pub const fn validates(&self) -> bool {
        match self {
            Self::Enter { validates, .. } => *validates,
            Self::Validate => true,
        }
    }

    /// Whether this role may do it.
    pub const fn is_open_to(&self, role: Role) -> bool {
        role.may(Act::EnterAvis) && (!self.validates() || role.may(Act::ValidateAvis))
    }

    /// What would refuse it on a dossier that stands so; `seen` and `entered` as for [`unchanged`].
    pub fn obstacle(&self, standing: Standing, seen: Option<&AvisId>, entered: Option<&AvisId>) -> Option<StepRefusal> {
        match self {
            Self::Enter { avis, .. } => standing.enter_avis(avis.kind).err(),
            // Until when a favourable one may be answered refuses nothing.
            Self::Validate => unchanged(seen, entered).and_then(|()| standing.validate_avis(Instant(0))).err(),
        }
    }

    /// The avis that the candidate of a row hears of.
    pub fn avis_of(&self, row: &JobRow) -> Option<Avis> {
        match self {
            Self::Enter { avis, .. } => Some(Avis { rank: row.rank, ..avis.clone() }),
            Self::Validate => row.entered.clone(),
        }
    }
}

/// Nobody validates what they did not look at: the avis `entered` on a dossier is the one that was `seen` there. Where
/// none is entered any more, the rule of the single act has its say.
pub fn unchanged(seen: Option<&AvisId>, entered: Option<&AvisId>) -> Result<(), StepRefusal> {
    if entered.is_none() || entered == seen { Ok(()) } else { Err(StepRefusal::Changed) }
}

/// What became of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    Done,
    /// The rule of the single act refused.
    Refused(StepRefusal),
    /// The candidature is not, or no longer, in the author's scope.
    NotFound,
    /// The author's role does not, or no longer, allow it.
    NotAllowed,
    /// Our side failed; nothing was changed.
    Failed,
}

/// Why many avis were not prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobRefusal {
    NothingChosen,
    TooMany {
        max: usize,
    },
    /// The avis itself is not fit to be entered.
    Avis(StepRefusal),
}

impl ByField for JobRefusal {
    type Field = StepField;

    fn faults(&self) -> Faults<StepField> {
        match self {
            Self::Avis(why) => why.faults(),
            Self::NothingChosen | Self::TooMany { .. } => Faults::default(),
        }
    }
}

/// The candidatures chosen, each once, in the order in which they were.
pub fn chosen(all: Vec<CandidatureId>) -> Result<Vec<CandidatureId>, JobRefusal> {
    let mut rows: Vec<CandidatureId> = Vec::new();
    for id in all {
        if !rows.contains(&id) {
            rows.push(id);
        }
        if rows.len() > ROWS_MAX {
            return Err(JobRefusal::TooMany { max: ROWS_MAX });
        }
    }
    if rows.is_empty() { Err(JobRefusal::NothingChosen) } else { Ok(rows) }
}

/// The rank of the row at `nth` (from 0): ranks follow each other from the first one.
pub fn rank(avis: &Avis, nth: usize) -> Option<i64> {
    avis.rank.map(|first| first + i64::try_from(nth).unwrap_or_default())
}

/// Many avis in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobLine {
    pub id: JobId,
    pub author: String,
    /// `None`: of each dossier the avis entered on it is validated.
    pub kind: Option<AvisKind>,
    pub validates: bool,
    pub prepared_at: Moment,
    pub confirmed: bool,
    pub rows: i64,
    pub treated: i64,
}

/// Many avis with every row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobView {
    pub line: JobLine,
    pub ground: Option<String>,
    pub comment: Option<String>,
    pub rows: Vec<JobRow>,
    /// Whether the reader may confirm it.
    pub may_confirm: bool,
    /// Until it is confirmed, where candidates hear of it: for each kind of avis the letter to the first of them.
    pub letters: Vec<SampleLetter>,
}

impl JobView {
    pub fn done(&self) -> usize {
        self.rows.iter().filter(|it| it.outcome == Some(Outcome::Done)).count()
    }
}

/// A letter as the candidate of one row will read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleLetter {
    pub kind: AvisKind,
    /// The candidate's, not the one of whoever looks at it.
    pub language: Language,
    pub subject: String,
    pub text: String,
}

/// Whose dossier a row is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub number: String,
    pub family_name: String,
    pub given_name: String,
    pub programme: String,
    /// In which the candidate is written to.
    pub language: Language,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRow {
    pub ordinal: i64,
    pub candidature: CandidatureId,
    /// Where the reader may see the dossier.
    pub about: Option<About>,
    pub rank: Option<i64>,
    /// The avis that was entered on it and looked at, where it is what is validated and the reader may see the dossier.
    pub entered: Option<Avis>,
    pub outcome: Option<Outcome>,
    /// What would refuse it now.
    pub obstacle: Option<StepRefusal>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::candidature::State;
    use proptest::prelude::*;

    fn ids(texts: &[&str]) -> Vec<CandidatureId> {
        texts.iter().map(|it| CandidatureId((*it).into())).collect()
    }

    #[test]
    fn each_is_chosen_once_in_order() {
        assert_eq!(chosen(ids(&["b", "a", "b"])), Ok(ids(&["b", "a"])));
        assert_eq!(chosen(Vec::new()), Err(JobRefusal::NothingChosen));
        let many = (0..=ROWS_MAX).map(|n| CandidatureId(n.to_string())).collect();
        assert_eq!(chosen(many), Err(JobRefusal::TooMany { max: ROWS_MAX }));
    }

    #[test]
    fn the_button_tells_what_is_done() {
        let favourable = AvisForm { kind: "favourable".into(), ..AvisForm::default() };
        assert_eq!(Task::read(VALIDATE, &AvisForm::default(), false), Ok(Task::Validate));
        assert_eq!(Task::read(VALIDATE, &favourable, true), Ok(Task::Validate));
        assert_eq!(Task::read("", &AvisForm::default(), true), Err(JobRefusal::Avis(StepRefusal::NoAvis)));
        let entering = Task::read("other", &favourable, false).expect("an avis");
        assert_eq!((entering.avis().map(|it| it.kind), entering.validates()), (Some(AvisKind::Favourable), false));
        for (task, open) in [
            (entering, vec![Role::Officer, Role::Reviewer, Role::Administrator]),
            (Task::Validate, vec![Role::Officer, Role::Administrator]),
        ] {
            assert!(Role::ALL.into_iter().filter(|it| task.is_open_to(*it)).eq(open));
        }
    }

    #[test]
    fn what_was_not_looked_at_is_not_validated() {
        let (a, b) = (AvisId("a".into()), AvisId("b".into()));
        let standing =
            |proposed| Standing { state: State::Complete, transmit_by: Instant(0), avis: None, proposed, answer: None };
        let entered = standing(Some(AvisKind::WaitingList));
        assert_eq!(Task::Validate.obstacle(entered, Some(&a), Some(&a)), None);
        assert_eq!(Task::Validate.obstacle(entered, Some(&a), Some(&b)), Some(StepRefusal::Changed));
        assert_eq!(Task::Validate.obstacle(entered, None, Some(&b)), Some(StepRefusal::Changed));
        assert_eq!(Task::Validate.obstacle(standing(None), None, None), Some(StepRefusal::NoAvis));
        let validated = entered.validate_avis(Instant(0)).expect("an avis");
        assert_eq!(Task::Validate.obstacle(validated, Some(&a), None), Some(StepRefusal::AlreadyValidated));
    }

    proptest! {
        #[test]
        fn ranks_follow_each_other(first in 1_i64..=10_000, nth in 0_usize..ROWS_MAX) {
            let form = AvisForm { kind: "reserve_list".into(), rank: first.to_string(), ..AvisForm::default() };
            let avis = form.check().expect("an avis");
            prop_assert_eq!(rank(&avis, nth), Some(first + i64::try_from(nth).expect("small")));
            let other = AvisForm { kind: "favourable".into(), rank: first.to_string(), ..AvisForm::default() };
            prop_assert_eq!(rank(&other.check().expect("an avis"), nth), None);
        }
    }
}
