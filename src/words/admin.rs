//! What staff's pages say.

use super::{Counted, Text, counted, say, text};
use crate::domain::language::Language;

pub const DESK: Text = text("Gestion", "Office");
pub const BATCHES: Text = text("Avis en lot", "Decisions in bulk");
pub const ACCOUNTS: Text = text("Comptes", "Accounts");
pub const FILES: Text = text("Dossiers", "Files");
pub const THE_FILE: Text = text("Le dossier", "The file");
pub const NEXT_PAGE: Text = text("Page suivante", "Next page");
pub const PREVIOUS_PAGE: Text = text("Page précédente", "Previous page");
pub const SEARCH: Text = text("Recherche", "Search");
pub const SEARCH_HINT: Text = text("Nom, numéro, adresse mail, INE", "Name, number, e-mail address, INE");
pub const STATE: Text = text("État", "State");
pub const ALL_STATES: Text = text("Tous", "All");
pub const PROGRAMME: Text = text("Formation", "Programme");
pub const ALL_PROGRAMMES: Text = text("Toutes", "All");
pub const ORDER: Text = text("Tri", "Order");
pub const SHOW: Text = text("Afficher", "Show");
pub const CANDIDATE: Text = text("Candidat", "Candidate");
pub const FILE_NUMBER: Text = text("N° de dossier", "File number");
pub const TRANSMITTED_ON: Text = text("Transmis le", "Submitted on");
pub const TO_EXAMINE: Text = text("À examiner", "To examine");
pub const AVIS: Text = text("Avis", "Decision");
pub const TO_VALIDATE_IN_BRACKETS: Text = text(" (à valider)", " (to be validated)");
pub const SIGN_IN_WRONG: Text = text(
    "Connexion impossible. L'adresse ou le mot de passe ne correspond pas.",
    "Sign-in is not possible. The address or the password does not fit.",
);
pub const STAFF_SIGN_IN: Text = text("Accès gestionnaires", "Staff sign-in");
pub const WORK_EMAIL: Text = text("Adresse mail professionnelle", "Work e-mail address");
pub const PASSWORD: Text = text("Mot de passe", "Password");
pub const CONTINUE: Text = text("Continuer", "Continue");
pub const CODE_WRONG: Text = text(
    "Ce code n'est pas celui du moment, ou il a déjà servi. Attendez le suivant (30 secondes au plus).",
    "This code is not the one of the moment, or it was used already. Wait for the next one (30 seconds at most).",
);
pub const ONE_TIME_CODE: Text = text("Code à usage unique", "One-time code");
pub const TYPE_CODE: Text = text(
    "Saisissez le code à 6 chiffres de votre application d'authentification.",
    "Type the 6-digit code of your authenticator app.",
);
pub const CODE: Text = text("Code", "Code");
pub const SIGN_IN: Text = text("Connexion", "Sign in");
pub const BACK_A_STEP: Text = text("Revenir à l'étape précédente", "Back to the previous step");
pub const SUBMITTED_PROFILE: Text = text("Profil transmis", "Profile as submitted");
pub const DOCUMENTS: Text = text("Pièces justificatives", "Supporting documents");
pub const INE: Text = text("INE", "INE (national student number)");
pub const ACCEPT: Text = text("Valider", "Accept");
pub const REFUSE: Text = text("Refuser", "Refuse");
pub const GROUND: Text = text("Motif", "Ground");
pub const WAIVE: Text = text("Dispenser", "Do without");
pub const WAIVE_HELP: Text = text(
    "Le candidat n'aura pas à fournir cette pièce. Il lira le motif dans son dossier.",
    "The candidate will not have to give this document. They will read the reason in their file.",
);
pub const REASON: Text = text("Raison de la dispense", "Why it is done without");
pub const SAVE_WAIVER: Text = text("Enregistrer la dispense", "Record it");
pub const JUDGE_AGAIN: Text = text("Revenir sur la dispense : à juger de nouveau", "Go back on it: to be judged again");
pub const COMMENT_OPTIONAL: Text = text("Commentaire au candidat (facultatif)", "Comment to the candidate (optional)");
pub const SAVE_REFUSAL: Text = text("Enregistrer le refus", "Record the refusal");
pub const DOWNLOAD: Text = text("Télécharger", "Download");
pub const STATE_OF_FILE: Text = text("État du dossier", "State of the file");
pub const FILE_COMPLETE: Text = text("Dossier complet", "File complete");
pub const DEADLINE_TO_COMPLETE: Text = text("Date limite pour compléter", "Deadline to complete it");
pub const FILE_INCOMPLETE: Text = text("Dossier incomplet", "File incomplete");
pub const RANK_OF_RESERVE: Text = text("Rang (liste complémentaire)", "Rank (reserve list)");
pub const GROUND_OF_AVIS: Text =
    text("Motif (obligatoire pour un avis défavorable)", "Ground (required for an unfavourable decision)");
pub const COMMENT: Text = text("Commentaire au candidat", "Comment to the candidate");
pub const ENTER_AVIS: Text = text("Saisir l'avis", "Enter the decision");
pub const VALIDATION_SENDS: Text =
    text("La validation envoie la réponse au candidat.", "Validating sends the answer to the candidate.");
pub const VALIDATE_AVIS: Text = text("Valider l'avis", "Validate the decision");
pub const ALL_AVIS: Text = text("Tous", "All");
pub const NO_AVIS: Text = text("Aucun avis saisi", "None entered");
pub const PROPOSED_AVIS: Text = text("À valider", "To be validated");
pub const TO_VALIDATE: Text = text("à valider", "to be validated");

pub const FOUND: Counted = counted(text("{} dossier", "{} file"), text("{} dossiers", "{} files"));

/// Which lines of all are on this page.
pub fn lines_shown(first: i64, last: i64, to: Language) -> String {
    say(&format!("{first} à {last}"), format!("{first} to {last}"), to)
}

/// « · transmis le 15 mars 2026 à 9 h 05 ».
pub fn submitted_on(moment: &str, to: Language) -> String {
    say(&format!(" · transmis le {moment}"), format!(" · submitted on {moment}"), to)
}

/// What a button does, and to which document: for those who hear the button alone.
pub fn about(act: Text, document: &str, to: Language) -> String {
    let act = act.to(to);
    say(&format!("{act} : {document}"), format!("{act}: {document}"), to)
}

/// « , rang 3 ».
pub fn rank(rank: i64, to: Language) -> String {
    say(&format!(", rang {rank}"), format!(", rank {rank}"), to)
}

/// When an avis was entered, and by whom.
pub fn entered(moment: &str, by: &str, to: Language) -> String {
    say(&format!(" · saisi le {moment} par {by} · "), format!(" · entered on {moment} by {by} · "), to)
}

pub fn validated_on(moment: &str, to: Language) -> String {
    say(&format!("validé le {moment}"), format!("validated on {moment}"), to)
}

pub fn answer_before(limit: &str, to: Language) -> String {
    say(&format!(" · réponse avant le {limit}"), format!(" · answer before {limit}"), to)
}

/// « Motif : … », written by staff.
pub fn ground(ground: &str, to: Language) -> String {
    say(&format!("Motif : {ground}"), format!("Ground: {ground}"), to)
}

/// « N° » before the number of a dossier.
pub const NUMBER: Text = text("N°", "No.");
