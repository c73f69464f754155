//! Avis on many candidatures at once: chosen, looked at, confirmed, then treated one after the other, each by the rules
//! of the single act. What became of each row is told, row by row.

use super::candidature::{StepField, StepRefusal};
use super::form::{ByField, Faults};
use super::review::{Avis, AvisKind};
use super::time::Moment;
use super::{CandidatureId, JobId};
use serde::{Deserialize, Serialize};

/// Candidatures that may be chosen at once: more than a page of the pile holds.
pub const ROWS_MAX: usize = 500;

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
    pub kind: AvisKind,
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
    /// Subject and text of the letter to the first of them, where candidates hear of it.
    pub letter: Option<(String, String)>,
}

impl JobView {
    pub fn done(&self) -> usize {
        self.rows.iter().filter(|it| it.outcome == Some(Outcome::Done)).count()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRow {
    pub ordinal: i64,
    pub candidature: CandidatureId,
    /// Number, name and programme, where the reader may see them.
    pub about: Option<(String, String, String)>,
    pub rank: Option<i64>,
    pub outcome: Option<Outcome>,
    /// What would refuse it now.
    pub obstacle: Option<StepRefusal>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::review::AvisForm;
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
