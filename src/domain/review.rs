//! What staff do: who may do what, the verdict on a document, the avis on a candidature, the pile.

use super::candidature::{Answer, State, StepRefusal};
use super::document::DocumentView;
use super::form::paragraph;
use super::ground::GroundLine;
use super::profile::{Names, Profile};
use super::time::Moment;
use super::{AvisId, CandidatureId, ProgrammeId};
use serde::{Deserialize, Serialize};

/// What a member of the staff is. The scope (which faculties or programmes) is separate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Gestionnaire: checks documents, finds dossiers complete or not, validates avis.
    Officer,
    /// Membre de commission: reads dossiers and enters avis.
    Reviewer,
    Administrator,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Officer, Self::Reviewer, Self::Administrator];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Reviewer => "reviewer",
            Self::Administrator => "administrator",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub const fn may(self, act: Act) -> bool {
        match act {
            Act::Read | Act::EnterAvis => true,
            Act::Judge | Act::ValidateAvis => matches!(self, Self::Officer | Self::Administrator),
            Act::ManageAccounts => matches!(self, Self::Officer | Self::Administrator),
            Act::ReadLetters | Act::Configure | Act::HandleMoney => matches!(self, Self::Administrator),
        }
    }
}

/// What staff may be allowed to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    Read,
    /// Verdicts on documents, complete and incomplete.
    Judge,
    EnterAvis,
    ValidateAvis,
    ReadLetters,
    /// Find candidates without a transmitted dossier, make accounts, fill profiles in.
    ManageAccounts,
    /// The parameters of the establishment.
    Configure,
    /// Payments: look them up, settle refunds, hand the ledger to the accountant.
    HandleMoney,
}

impl Act {
    pub const ALL: [Self; 8] = [
        Self::Read,
        Self::Judge,
        Self::EnterAvis,
        Self::ValidateAvis,
        Self::ReadLetters,
        Self::ManageAccounts,
        Self::Configure,
        Self::HandleMoney,
    ];
}

/// The longest comment, in characters.
pub const COMMENT_MAX: u16 = 2000;

/// The verdict on one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Accept,
    Refuse { ground: Ground, comment: Option<String> },
}

impl Verdict {
    /// What the journal calls it.
    pub const fn act(&self) -> &'static str {
        match self {
            Self::Accept => "accept_document",
            Self::Refuse { .. } => "refuse_document",
        }
    }
}

/// Reads what the form of a verdict sends. A refusal needs a ground of the catalogue.
pub fn verdict(accept: bool, ground: &str, comment: &str) -> Result<Verdict, StepRefusal> {
    let comment = paragraph(comment, COMMENT_MAX).map_err(|_| StepRefusal::CommentUnfit)?;
    if accept {
        return Ok(Verdict::Accept);
    }
    let ground = Ground::named(ground).ok_or(StepRefusal::GroundMissing)?;
    Ok(Verdict::Refuse { ground, comment })
}

/// Reads why staff do without a document.
pub fn waiver(reason: &str) -> Result<String, StepRefusal> {
    paragraph(reason, COMMENT_MAX).map_err(|_| StepRefusal::CommentUnfit)?.ok_or(StepRefusal::ReasonMissing)
}

/// Why a document was refused: the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ground {
    Illegible,
    NotTheRightDocument,
    PagesMissing,
    OutOfDate,
    NotInTheRightName,
    NotTranslated,
    NotSigned,
    /// A conditional document declared « non concerné » by someone who is concerned.
    Concerned,
    Other,
}

impl Ground {
    pub const ALL: [Self; 9] = [
        Self::Illegible,
        Self::NotTheRightDocument,
        Self::PagesMissing,
        Self::OutOfDate,
        Self::NotInTheRightName,
        Self::NotTranslated,
        Self::NotSigned,
        Self::Concerned,
        Self::Other,
    ];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Illegible => "illegible",
            Self::NotTheRightDocument => "not_the_right_document",
            Self::PagesMissing => "pages_missing",
            Self::OutOfDate => "out_of_date",
            Self::NotInTheRightName => "not_in_the_right_name",
            Self::NotTranslated => "not_translated",
            Self::NotSigned => "not_signed",
            Self::Concerned => "concerned",
            Self::Other => "other",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What the panel thinks of a candidature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AvisKind {
    Favourable,
    Unfavourable,
    ReserveList,
    WaitingList,
    Preselection,
}

impl AvisKind {
    pub const ALL: [Self; 5] =
        [Self::Favourable, Self::Unfavourable, Self::ReserveList, Self::WaitingList, Self::Preselection];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Favourable => "favourable",
            Self::Unfavourable => "unfavourable",
            Self::ReserveList => "reserve_list",
            Self::WaitingList => "waiting_list",
            Self::Preselection => "preselection",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Whether, once validated, it stands for good; the lists and a preselection lead on to another avis.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Favourable | Self::Unfavourable)
    }
}

/// An avis as a form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AvisForm {
    pub kind: String,
    pub rank: String,
    pub ground: String,
    pub comment: String,
}

/// An avis fit to be entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Avis {
    pub kind: AvisKind,
    /// On the reserve list, from 1.
    pub rank: Option<i64>,
    /// Why, where the avis refuses.
    pub ground: Option<String>,
    pub comment: Option<String>,
}

impl AvisForm {
    /// An unfavourable avis states its ground (CRPA L211-2); the reserve list has a rank.
    pub fn check(&self) -> Result<Avis, StepRefusal> {
        let kind = AvisKind::named(&self.kind).ok_or(StepRefusal::NoAvis)?;
        let ground = paragraph(&self.ground, COMMENT_MAX).map_err(|_| StepRefusal::GroundUnfit)?;
        let comment = paragraph(&self.comment, COMMENT_MAX).map_err(|_| StepRefusal::CommentUnfit)?;
        let rank = match kind {
            AvisKind::ReserveList => {
                let rank = self.rank.trim().parse().ok().filter(|rank| (1..=10_000).contains(rank));
                Some(rank.ok_or(StepRefusal::RankMissing)?)
            }
            _ => None,
        };
        if kind == AvisKind::Unfavourable && ground.is_none() {
            return Err(StepRefusal::GroundMissing);
        }
        Ok(Avis { kind, rank, ground, comment })
    }
}

/// An avis of the history, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AvisView {
    pub id: AvisId,
    pub kind: AvisKind,
    pub rank: Option<i64>,
    pub ground: Option<String>,
    pub comment: Option<String>,
    pub entered_at: Moment,
    pub entered_by: String,
    pub validated_at: Option<Moment>,
    pub answer_by: Option<Moment>,
    /// By the rule, from the reserve list.
    pub promoted: bool,
}

/// By what the pile is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PileOrder {
    /// The one that waits longest first.
    #[default]
    Oldest,
    Newest,
    Name,
}

impl PileOrder {
    pub const ALL: [Self; 3] = [Self::Oldest, Self::Newest, Self::Name];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Oldest => "oldest",
            Self::Newest => "newest",
            Self::Name => "name",
        }
    }

    pub fn named(code: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.code() == code).unwrap_or_default()
    }
}

/// Lines on one page of the pile.
pub const PILE_PAGE: i64 = 50;

/// Of the pile's filter by avis: none was entered.
pub const NO_AVIS: &str = "none";
/// Of the same: one waits to be validated.
pub const PROPOSED_AVIS: &str = "proposed";

/// What part of the pile is asked for. Empty texts do not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PileQuery {
    /// The one that is on, where it is blank: last year's dossiers are found on purpose alone.
    pub campaign: String,
    pub state: String,
    pub programme: String,
    /// [`NO_AVIS`], [`PROPOSED_AVIS`], or the code of the one that counts.
    pub avis: String,
    /// Parts of names, a dossier number or an address; or an INE.
    pub words: String,
    pub order: PileOrder,
    /// From 0.
    pub page: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PileRow {
    pub id: CandidatureId,
    pub number: String,
    pub name: String,
    pub programme: String,
    pub state: State,
    pub transmitted_at: Option<Moment>,
    pub unjudged: i64,
    pub avis: Option<AvisKind>,
    pub avis_validated: bool,
    pub answer: Option<Answer>,
}

impl PileRow {
    /// Whether an avis may be entered: what would be refused is not offered.
    pub fn may_enter_avis(&self) -> bool {
        let is_decided = self.avis_validated && self.avis.is_some_and(AvisKind::is_final);
        self.state == State::Complete && !is_decided && self.answer.is_none()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pile {
    pub rows: Vec<PileRow>,
    /// All that fits the query, on every page.
    pub total: i64,
    /// Those among them that may be chosen all at once, on every page: undecided, or on the list that was asked for.
    pub choosable: i64,
    /// Of which campaign it is.
    pub campaign: String,
    /// All that there are, by their label, the latest first.
    pub campaigns: Vec<(String, String)>,
    pub programmes: Vec<(ProgrammeId, String)>,
    pub may_validate_avis: bool,
}

/// A dossier as staff see it: what was transmitted, beside the verdicts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examination {
    pub id: CandidatureId,
    pub version: i64,
    pub state: State,
    pub number: String,
    pub name: String,
    pub email: String,
    pub programme: String,
    pub faculty: String,
    pub transmitted_at: Option<Moment>,
    pub transmit_by: Moment,
    /// The profile as handed over, not as it may have become since.
    pub profile: Profile,
    /// In the language of whoever reads.
    pub names: Names,
    pub documents: Vec<DocumentView>,
    pub avis: Vec<AvisView>,
    pub answer: Option<Answer>,
    /// The reasons offered for refusing a document.
    pub grounds: Vec<GroundLine>,
    pub may_judge: bool,
    /// Do without documents, and go back on it.
    pub may_waive: bool,
    pub may_enter_avis: bool,
    pub may_validate_avis: bool,
    /// The deadline proposed with « incomplet », `YYYY-MM-DD`.
    pub proposed_deadline: String,
}

#[cfg(test)]
mod tests;
