//! What « Mon compte » and « Mes messages » say.

use super::{Text, say, text};
use crate::domain::language::Language;
use crate::domain::letter::Template;
use crate::domain::settings::Browser;
use crate::domain::time::Moment;

pub const TITLE: Text = text("Mon compte", "My account");
pub const SAVED: Text = text("C'est enregistré.", "Saved.");
pub const ADDRESS: Text = text("Adresse mail", "E-mail address");
pub const ADDRESS_HELP: Text = text(
    "Un lien sera envoyé à la nouvelle adresse : elle remplace l'ancienne quand vous l'utilisez. L'ancienne adresse en est avertie.",
    "A link will be sent to the new address: it replaces the old one once you use it. The old address is told.",
);
pub const NEW_ADDRESS: Text = text("Nouvelle adresse mail", "New e-mail address");
pub const NEW_ADDRESS_AGAIN: Text = text("Confirmation de la nouvelle adresse mail", "Confirm the new e-mail address");
pub const CHANGE_ADDRESS: Text = text("Changer d'adresse", "Change the address");
pub const PASSWORD: Text = text("Mot de passe", "Password");
pub const PRESENT_PASSWORD: Text = text("Mot de passe actuel", "Present password");
pub const NEW_PASSWORD: Text = text("Nouveau mot de passe", "New password");
pub const NEW_PASSWORD_AGAIN: Text = text("Confirmation du nouveau mot de passe", "Confirm the new password");
pub const CHANGE_PASSWORD: Text = text("Changer de mot de passe", "Change the password");
pub const CHANGE_PASSWORD_HELP: Text = text(
    "Les sessions ouvertes sur vos autres appareils seront terminées.",
    "The sessions open on your other devices will be ended.",
);
pub const SESSIONS: Text = text("Sessions ouvertes", "Open sessions");
pub const SESSIONS_HELP: Text = text(
    "Si vous ne reconnaissez pas une session, terminez-la, puis changez de mot de passe.",
    "If you do not recognise a session, end it, then change your password.",
);
pub const THIS_SESSION: Text = text("celle-ci", "this one");
pub const END_SESSION: Text = text("Terminer", "End");
pub const MESSAGES: Text = text("Mes messages", "My messages");
pub const MESSAGES_HELP: Text = text(
    "Tout ce que l'université vous a écrit, et si c'est parti. Certains fournisseurs bloquent nos mails : s'il en manque un dans votre messagerie, vérifiez le dossier « Spam », lisez-le ici, ou renvoyez-le. Ne créez pas un 2e compte.",
    "All that the university wrote to you, and whether it left. Some providers block our e-mails: if one is missing from your mailbox, check the “Spam” folder, read it here, or have it sent again. Do not create a second account.",
);
pub const NO_MESSAGE: Text = text("Aucun message pour l'instant.", "No message so far.");
pub const READ: Text = text("Lire le message", "Read the message");
pub const SEND_AGAIN: Text = text("Renvoyer", "Send again");
pub const ONLY_BY_MAIL: Text = text(
    "Ce message contient un lien personnel : il ne peut être lu que dans votre messagerie.",
    "This message holds a personal link: it can be read in your mailbox only.",
);
pub const CONFIRM_ADDRESS: Text = text("Confirmer ma nouvelle adresse mail", "Confirm my new e-mail address");
pub const ADDRESS_CONFIRMED: Text =
    text("Votre nouvelle adresse mail est confirmée", "Your new e-mail address is confirmed");
pub const ADDRESS_CONFIRMED_HELP: Text = text(
    "Tous nos mails y sont désormais envoyés, et c'est avec elle que vous vous connectez.",
    "All our e-mails go there from now on, and it is with it that you sign in.",
);
pub const GO_TO_ACCOUNT: Text = text("Aller à mon compte", "Go to my account");

pub fn present_address(email: &str, to: Language) -> String {
    say(&format!("Adresse actuelle : {email}"), format!("Present address: {email}"), to)
}

pub fn awaited_address(email: &str, to: Language) -> String {
    let french = format!("En attente de confirmation : {email}. Utilisez le lien du mail envoyé à cette adresse.");
    say(&french, format!("Waiting to be confirmed: {email}. Use the link of the e-mail sent to that address."), to)
}

/// « Firefox, Android, depuis 192.0.2.1, ouverte le 3 mars 2026 à 9 h 05 ».
pub fn session(browser: &Browser, origin: &str, opened_at: Moment, to: Language) -> String {
    let unknown = text("navigateur inconnu", "unknown browser").to(to);
    let name = if browser.name.is_empty() { &*unknown } else { &browser.name };
    let system = if browser.system.is_empty() { String::new() } else { format!(", {}", browser.system) };
    let at = super::moment(opened_at, to);
    let french = format!("{name}{system}, depuis {origin}, ouverte le {at}");
    say(&french, format!("{name}{system}, from {origin}, opened on {at}"), to)
}

/// The title of a letter whose words were not kept, or not written yet.
pub fn title_of(code: &str) -> Text {
    match Template::named(code) {
        Some(template) => super::letter::shipped(template).0,
        None => text("Message de l'université", "Message of the university"),
    }
}
