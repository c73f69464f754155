//! What is said of avis on many candidatures.

use super::{Counted, Text, counted, pair, say, text};
use crate::domain::candidature::StepRefusal;
use crate::domain::job::{JobRefusal, Outcome};
use crate::domain::language::Language;
use crate::domain::review::AvisKind;

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
/// Beside it, for those who may validate.
pub const VALIDATE_ENTERED: Text = text("Valider les avis déjà saisis", "Validate decisions already entered");
pub const VALIDATE_ENTERED_HELP: Text = text(
    "Ou, sans rien saisir ici, validez sur chaque dossier coché l'avis que la commission y a saisi. Le filtre « À valider » les trouve. Vous verrez chaque avis avant de confirmer.",
    "Or, without entering anything here, validate on each ticked file the decision that the panel entered there. The filter “To be validated” finds them. You will see each decision before you confirm.",
);

/// What is done to all of them: one avis, or of each the one that was entered on it.
pub const fn kind(it: Option<AvisKind>) -> Text {
    match it {
        Some(kind) => super::review::avis(kind),
        None => text("Validation des avis saisis", "Validation of decisions entered"),
    }
}

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
pub const EACH_VALIDATED: Text = text(
    "L'avis saisi sur chaque dossier est validé. Chaque candidat reçoit la réponse par mail.",
    "The decision entered on each file is validated. Each candidate gets the answer by e-mail.",
);

/// « Avis favorable : le courrier, pour le premier d'entre eux ».
pub fn letter(avis: AvisKind, to: Language) -> String {
    let which = text("le courrier, pour le premier d'entre eux", "the letter, to the first of them");
    pair(&super::review::avis(avis).to(to), &which.to(to), to)
}

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

/// Why a row is refused: nobody typed anything on its dossier, and it is not the page that is looked at.
pub fn obstacle(it: StepRefusal, to: Language) -> String {
    let said = match it {
        StepRefusal::NoAvis => text("Aucun avis n'est saisi sur ce dossier.", "No decision is entered on this file."),
        StepRefusal::Changed => text(
            "L'avis saisi sur ce dossier n'est plus celui que vous avez vu. Rien n'a été validé : préparez un autre lot pour ce dossier.",
            "The decision entered on this file is no longer the one that you saw. Nothing was validated: prepare this file once more.",
        ),
        other => return super::review::refusal(other, to),
    };
    said.to(to).into_owned()
}

pub fn outcome(it: Outcome, to: Language) -> String {
    let said = match it {
        Outcome::Done => text("Fait", "Done"),
        Outcome::Refused(why) => return obstacle(why, to),
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
