//! What is said of the catalogue of reasons to those who change it.

use super::{Text, document, fault_of, text};
use crate::domain::ground::{GroundLine, GroundRefusal};
use crate::domain::language::Language;

pub const GROUNDS: Text = text("Motifs de refus", "Grounds for refusal");
pub const HELP: Text = text(
    "Les motifs proposés quand une pièce est refusée. Un motif masqué n'est plus proposé ; ce qui a été refusé pour lui le reste.",
    "The grounds offered when a document is refused. A hidden one is no longer offered; what was refused for it stays so.",
);
pub const ADD: Text = text("Ajouter un motif", "Add a ground");
pub const HIDE: Text = text("Masquer", "Hide");
pub const OFFER: Text = text("Proposer à nouveau", "Offer again");
pub const HIDDEN: Text = text("Masqué", "Hidden");
pub const OFFERED: Text = text("Proposé", "Offered");

/// A line of the catalogue.
pub fn label(it: &GroundLine, to: Language) -> String {
    match &it.own {
        Some(own) => own.to(to).to_owned(),
        None => document::stored_ground(&it.code).to(to).into_owned(),
    }
}

/// The words of an own reason in a language.
pub const fn field(it: Language) -> Text {
    match it {
        Language::French => text("En français", "In French"),
        Language::English => text("En anglais", "In English"),
    }
}

pub fn refusal(it: &GroundRefusal, to: Language) -> String {
    match it {
        GroundRefusal::Changed => text(
            "Quelqu'un a changé ce motif entre-temps. Ce que vous avez saisi est encore à l'écran : rechargez la page, puis recommencez.",
            "Somebody changed this ground meanwhile. What you typed is still on the screen: reload the page, then do it again.",
        )
        .to(to)
        .into_owned(),
        GroundRefusal::Unfit(faults) => {
            let lines = faults.0.iter().map(|(it, why)| fault_of(field(*it), *why, to));
            lines.collect::<Vec<_>>().join(" ")
        }
    }
}
