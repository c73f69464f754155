//! What is said of transmitting a dossier, and of its receipt.

use super::{Text, moment, say, text};
use crate::domain::language::Language;
use crate::domain::time::Moment;

pub const TRANSMISSION: Text = text("Transmission du dossier", "Submitting the file");
pub const ALL_THERE: Text =
    text("Toutes les pièces demandées sont déposées.", "All documents asked for are deposited.");
pub const DO_NOT_FORGET: Text = text(
    "N'oubliez pas de transmettre votre dossier de candidature. Un dossier non transmis n'est pas considéré comme une candidature complète : il ne sera pas examiné !",
    "Do not forget to submit your application file. A file that is not submitted is not taken for a complete application: it will not be examined!",
);
pub const NO_CHANGE_AFTER: Text = text(
    "Une fois le dossier transmis, plus aucune modification ne peut être effectuée !",
    "Once the file is submitted, nothing in it can be changed any more!",
);
pub const NOT_YET: Text =
    text("Votre dossier ne peut pas encore être transmis :", "Your file cannot be submitted yet:");
pub const TRANSMIT: Text = text("Transmettre ma candidature", "Submit my application");
pub const TRANSMIT_AGAIN: Text = text("Transmettre à nouveau ma candidature", "Submit my application again");

pub const TRANSMITTED: Text = text("Candidature transmise", "Application submitted");
pub const RECEIVED: Text = text(
    "Votre dossier est « Réceptionné ». Un mail vous le confirme. Vous serez informé de la suite par mail.",
    "Your file is “Received”. An e-mail confirms it. You will be told by e-mail what comes next.",
);
pub const BACK: Text = text("Revenir au dossier", "Back to the file");
pub const RECEIPT: Text = text("Accusé de réception", "Acknowledgement of receipt");
pub const PROGRAMME: Text = text("Formation", "Programme");
pub const TRANSMITTED_ON: Text = text("Transmis le", "Submitted on");
pub const DIGEST: Text = text("Empreinte du dossier", "Digest of the file");
pub const DOCUMENTS: Text = text("Pièces transmises", "Documents submitted");

/// « 15 mars 2026 à 9 h 05 (heure de Paris) ».
pub fn at(it: Moment, to: Language) -> String {
    let moment = moment(it, to);
    say(&format!("{moment} (heure de Paris)"), format!("{moment} (Paris time)"), to)
}
