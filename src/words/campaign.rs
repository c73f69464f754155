//! What is said of the offer of programmes, and of applying.

use super::{Text, say, text};
use crate::domain::campaign::ApplyObstacle;
use crate::domain::language::Language;

pub const OFFER: Text = text("Offre de formation", "Programmes offered");
pub const FILTER: Text = text("Filtre", "Filter");
pub const FILTER_HELP: Text = text(
    "Nom de la formation ou mot clé, avec ou sans accents.",
    "Name of the programme or a keyword, in French, with or without accents.",
);
pub const TO_FILTER: Text = text("Filtrer", "Apply the filter");

/// How many programmes a filter found.
pub fn found(count: usize, to: Language) -> String {
    match count {
        0 => text(
            "Aucune formation ne correspond. Essayez un autre mot, ou effacez le filtre.",
            "No programme fits. Try another word, or clear the filter.",
        )
        .to(to)
        .into_owned(),
        1 => text("1 formation", "1 programme").to(to).into_owned(),
        n => say(&format!("{n} formations"), format!("{n} programmes"), to),
    }
}

pub const DO_YOU_APPLY: Text = text(
    "Voulez-vous créer une candidature à cette formation ?",
    "Do you want to create an application to this programme?",
);
pub const YES: Text = text("Oui", "Yes");
pub const NO: Text = text("Non", "No");
pub const REQUIRED_DOCUMENTS: Text = text("Pièces demandées", "Documents asked for");

/// The way on from what stands in the way.
pub const fn way_on(it: ApplyObstacle) -> Text {
    match it {
        ApplyObstacle::NotActivated => text("Compléter mon profil", "Complete my profile"),
        ApplyObstacle::AlreadyApplied | ApplyObstacle::LimitReached { .. } => {
            text("Voir mes candidatures", "See my applications")
        }
        ApplyObstacle::NotOpenYet | ApplyObstacle::Closed => text("Revenir à l'offre", "Back to the programmes"),
    }
}
