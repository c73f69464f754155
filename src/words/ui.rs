//! What components say by themselves.

use super::{Text, text};

pub const SKIP: Text = text("Aller au contenu", "Skip to content");
pub const OPTIONAL: Text = text("(facultatif)", "(optional)");
pub const CHOOSE: Text = text("Choisir…", "Choose…");
pub const REFERENCE: Text = text("Référence :", "Reference:");
pub const TO_CORRECT: Text = text("À corriger :", "To correct:");
pub const FILE_FOR: Text = text("Fichier pour :", "File for:");
pub const DEPOSIT: Text = text("Déposer", "Deposit");
pub const SENDING: Text = text("Envoi du fichier", "Sending the file");
pub const SENDING_CANCELLED: Text =
    text("Envoi annulé. Rien n'a été déposé.", "Sending cancelled. Nothing was deposited.");
pub const CANCEL_SENDING: Text = text("Annuler l'envoi", "Cancel sending");
