//! A candidature as its candidate sees it: a line of « Mes candidatures », the dossier, what happened so far.

use super::candidature::{Answer, CurrentAvis, Standing, State};
use super::document::DocumentView;
use super::profile::Section;
use super::review::{AvisKind, AvisView};
use super::time::{Instant, Moment};
use super::transmission::Obstacle;
use super::{CandidatureId, ProgrammeId};
use serde::{Deserialize, Serialize};

/// A line of « Mes candidatures ».
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidatureCard {
    pub id: CandidatureId,
    pub programme_id: ProgrammeId,
    pub programme: String,
    pub faculty: String,
    pub state: State,
    pub transmit_by: Moment,
    /// Handed over at least once, so that there is a receipt.
    pub transmitted: bool,
    pub documents_handed: u32,
    pub documents_asked: u32,
    /// The avis, once validated.
    pub avis: Option<AvisKind>,
    pub answer: Option<Answer>,
    pub answer_by: Option<Moment>,
}

/// A dossier as the candidate sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierView {
    pub card: CandidatureCard,
    pub documents: Vec<DocumentView>,
    /// What stands in the way of a transmission; empty: the button is green.
    pub obstacles: Vec<Obstacle>,
    /// The validated avis with its ground and comment.
    pub avis: Option<AvisView>,
    pub may_cancel: bool,
    /// « Confirmer » and « Me désister » are shown.
    pub may_answer: bool,
    pub may_withdraw: bool,
    /// On the reserve list: how many wait before this one, today.
    pub before_in_reserve: Option<i64>,
    /// What happened so far, the latest first.
    pub history: Vec<Event>,
}

impl DossierView {
    pub fn new(
        card: CandidatureCard,
        documents: Vec<DocumentView>,
        unfit: &[Section],
        avis: Option<AvisView>,
        history: Vec<Event>,
        now: Instant,
    ) -> Self {
        let current =
            avis.as_ref().map(|it| CurrentAvis { kind: it.kind, answer_by: it.answer_by.map(|moment| moment.at) });
        let standing = Standing {
            state: card.state,
            transmit_by: card.transmit_by.at,
            avis: current,
            proposed: None,
            answer: card.answer,
        };
        let states: Vec<_> = documents.iter().map(|it| (it.label.clone(), it.state)).collect();
        Self {
            obstacles: standing.obstacles(&states, unfit, now),
            may_cancel: standing.cancel().is_ok(),
            may_answer: standing.answer(Answer::Confirmed, now).is_ok(),
            may_withdraw: standing.answer(Answer::Withdrawn, now).is_ok(),
            card,
            documents,
            // The panel decides, not one of them: who typed it in is not told, nor sent to the browser.
            avis: avis.map(|it| AvisView { entered_by: String::new(), ..it }),
            before_in_reserve: None,
            history,
        }
    }
}

/// What happened to a candidature, as far as its candidate is told; verdicts on documents are told together, with
/// « incomplet » or « complet ».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventKind {
    Created,
    Deposited,
    TakenBack,
    Declined,
    Transmitted,
    /// A member of the staff opened the dossier.
    Read,
    /// A member of the staff opened a document.
    DocumentRead,
    /// A member of the staff had the whole of it printed.
    DossierPrinted,
    FoundIncomplete,
    FoundComplete,
    Decided,
    Promoted,
    Answered,
    WithdrawnByDefault,
    Cancelled,
}

impl EventKind {
    pub const ALL: [Self; 15] = [
        Self::Created,
        Self::Deposited,
        Self::TakenBack,
        Self::Declined,
        Self::Transmitted,
        Self::Read,
        Self::DocumentRead,
        Self::DossierPrinted,
        Self::FoundIncomplete,
        Self::FoundComplete,
        Self::Decided,
        Self::Promoted,
        Self::Answered,
        Self::WithdrawnByDefault,
        Self::Cancelled,
    ];

    /// What the journal calls it.
    pub const fn act(self) -> &'static str {
        match self {
            Self::Created => "apply",
            Self::Deposited => "deposit",
            Self::TakenBack => "remove",
            Self::Declined => "decline",
            Self::Transmitted => "transmit",
            Self::Read => "read_dossier",
            Self::DocumentRead => "read_document",
            Self::DossierPrinted => "read_dossier_pdf",
            Self::FoundIncomplete => "declare_incomplete",
            Self::FoundComplete => "declare_complete",
            Self::Decided => "validate_avis",
            Self::Promoted => "promote",
            Self::Answered => "answer",
            Self::WithdrawnByDefault => "withdraw_by_default",
            Self::Cancelled => "cancel",
        }
    }

    pub fn of_act(act: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.act() == act)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    pub kind: EventKind,
    pub at: Moment,
}
