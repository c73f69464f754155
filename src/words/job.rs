//! What is said of avis on many candidatures.

use super::{Counted, Text, counted, pair, say, text};
use crate::domain::job::{JobRefusal, Outcome};
use crate::domain::language::Language;

pub const HELP: Text = text(
    "Cochez des dossiers complets dans la liste, puis choisissez l'avis. Rien n'est fait avant que vous ne confirmiez.",
    "Tick complete files in the list, then choose the decision. Nothing is done before you confirm.",
);
/// The box that chooses more than the page shows.
pub const CHOOSE_ALL: Counted = counted(
    text(
        "Tous les dossiers de la liste, sur toutes les pages : {} dossier complet",
        "All files of the list, on every page: {} complete file",
    ),
    text(
        "Tous les dossiers de la liste, sur toutes les pages : {} dossiers complets",
        "All files of the list, on every page: {} complete files",
    ),
);

/// In its place, where there are too many.
pub fn too_many_found(count: i64, max: usize, to: Language) -> String {
    let french = format!(
        "La recherche a trouvé {count} dossiers complets. Précisez-la pour tous les choisir : {max} au plus à la fois."
    );
    let english = format!(
        "The search found {count} complete files. Narrow it down to choose all of them: {max} at most at once."
    );
    say(&french, english, to)
}

pub const FIRST_RANK: Text = text("Premier rang (liste complémentaire)", "First rank (reserve list)");
pub const VALIDATE_TOO: Text =
    text("Valider aussi : les candidats reçoivent la réponse", "Validate too: candidates get the answer");
pub const LOOK: Text = text("Vérifier avant de confirmer", "Check before confirming");
pub const NONE: Text = text("Aucun lot pour l'instant.", "None for now.");
pub const PREPARED: Text = text("Préparé le", "Prepared on");
pub const AUTHOR: Text = text("Par", "By");
pub const ROWS: Text = text("Dossiers", "Files");
pub const TREATED: Text = text("Traités", "Treated");
pub const RANK: Text = text("Rang", "Rank");
pub const OUTCOME: Text = text("Résultat", "Outcome");
pub const ENTERED_ONLY: Text = text(
    "Les avis sont saisis. Les candidats n'apprennent rien avant leur validation.",
    "Decisions are entered. Candidates hear nothing before they are validated.",
);
pub const VALIDATED_TOO: Text = text(
    "Les avis sont saisis et validés. Chaque candidat reçoit la réponse par mail.",
    "Decisions are entered and validated. Each candidate gets the answer by e-mail.",
);
pub const LETTER: Text = text("Le courrier, pour le premier d'entre eux", "The letter, to the first of them");
pub const CONFIRM: Text = text("Confirmer", "Confirm");
pub const NOT_CONFIRMED: Text = text("À confirmer", "To be confirmed");
pub const RUNNING: Text = text("En cours", "Under way");
pub const FINISHED: Text = text("Terminé", "Finished");
pub const UPDATES: Text = text(
    "Cette page s'actualise d'elle-même tant que le lot est en cours.",
    "This page updates itself while the work is under way.",
);
pub const RELOAD: Text = text("Actualiser", "Refresh");
pub const WAITS: Text = text("En attente", "Waiting");
pub const READY: Text = text("Prêt", "Ready");

pub fn outcome(it: Outcome, to: Language) -> String {
    let said = match it {
        Outcome::Done => text("Fait", "Done"),
        Outcome::Refused(why) => return super::review::refusal(why, to),
        Outcome::NotFound => text("Ce dossier n'est pas dans votre périmètre.", "This file is not within your reach."),
        Outcome::NotAllowed => text("Votre rôle ne le permet plus.", "Your role does not allow it any more."),
        Outcome::Failed => text(
            "Le service n'a pas pu le faire ; rien n'a changé. Préparez un autre lot pour ce dossier.",
            "The service could not do it; nothing has changed. Prepare this file once more.",
        ),
    };
    said.to(to).into_owned()
}

pub fn refusal(it: JobRefusal, to: Language) -> String {
    match it {
        JobRefusal::NothingChosen => text("Cochez au moins un dossier.", "Tick at least one file.").to(to).into_owned(),
        JobRefusal::TooMany { max } => {
            say(&format!("{max} dossiers au plus à la fois."), format!("{max} files at most at once."), to)
        }
        JobRefusal::Avis(why) => super::review::refusal(why, to),
    }
}

/// What a checkbox chooses.
pub fn select(name: &str, to: Language) -> String {
    say(&format!("Choisir : {name}"), format!("Select: {name}"), to)
}

/// « Avis favorable : 12 dossiers ».
pub fn heading(avis: &str, count: i64, to: Language) -> String {
    pair(avis, &super::admin::FOUND.to(count, to), to)
}

pub fn report(done: usize, refused: usize, waiting: usize, to: Language) -> String {
    const DONE: Counted = counted(text("{} fait", "{} done"), text("{} faits", "{} done"));
    const REFUSED: Counted = counted(text("{} refusé", "{} refused"), text("{} refusés", "{} refused"));
    const WAITING: Counted = counted(text("{} en attente", "{} waiting"), text("{} en attente", "{} waiting"));
    [DONE.to(done, to), REFUSED.to(refused, to), WAITING.to(waiting, to)].join(", ")
}
