//! What is said to staff of the accounts that they find and make.

use super::{Counted, Text, counted, fault, say, text};
use crate::domain::invitation::{AccountRefusal, InvitationField};
use crate::domain::language::Language;

pub const SEARCH_HINT: Text = text("Nom, numéro, adresse mail, INE", "Name, number, e-mail address, INE");
pub const SEARCH_HELP: Text = text(
    "Les comptes de la campagne actuelle, qu'un dossier ait été transmis ou non.",
    "The accounts of the current campaign, whether a file was submitted or not.",
);
pub const NOBODY: Text = text("Aucun compte ne correspond.", "No account fits.");
pub const CREATE: Text = text("Créer un compte", "Create an account");
pub const CREATE_HELP: Text = text(
    "Le candidat reçoit un mail avec un lien pour choisir son mot de passe. Le compte est le sien dès cet instant.",
    "The candidate gets an e-mail with a link to choose a password. From then on the account is theirs.",
);
pub const LANGUAGE: Text = text("Langue des courriers", "Language of letters");
pub const INVITE: Text = text("Créer le compte et inviter", "Create the account and invite");
pub const VALIDATED: Text = text("Compte validé", "Account validated");
pub const WAITING: Text = text("En attente de validation", "Waiting for validation");
pub const SEND_AGAIN: Text = text("Renvoyer le lien", "Send the link again");
pub const SENT: Text = text("Le lien a été renvoyé.", "The link was sent again.");
pub const PROFILE: Text = text("Profil", "Profile");
pub const OTHERS: Text = text("Autres rubriques", "Other sections");
pub const FILL_IN_HELP: Text = text(
    "Vous pouvez remplir ces rubriques avec le candidat. Son journal garde la trace de ce que vous enregistrez.",
    "You may fill these sections in together with the candidate. Their journal keeps a trace of what you save.",
);
pub const NOT_YET: Text = text(
    "Ce compte n'est pas validé : il sera supprimé s'il ne l'est pas dans les jours qui viennent, et ne peut pas être rempli.",
    "This account is not validated: it will be removed unless that happens in the next days, and cannot be filled in.",
);
pub const CANDIDATURES: Text = text("Candidatures", "Applications");
pub const NO_CANDIDATURE: Text = text("Aucune candidature.", "No application.");
pub const FOR_CANDIDATE: Text = text(
    "Vous remplissez cette rubrique pour le candidat, en votre nom.",
    "You fill this section in for the candidate, in your own name.",
);

pub const fn field(it: InvitationField) -> Text {
    match it {
        InvitationField::FamilyName => text("Nom", "Family name"),
        InvitationField::GivenName => text("Prénom", "Given name"),
        InvitationField::Email => text("Adresse mail", "E-mail address"),
    }
}

pub fn refusal(it: &AccountRefusal, to: Language) -> String {
    let said = match it {
        AccountRefusal::Unfit(faults) => {
            let line = |(it, why): &(InvitationField, _)| {
                let (label, why) = (field(*it).to(to), fault(*why, to));
                say(&format!("{label} : {why}"), format!("{label}: {why}"), to)
            };
            return faults.0.iter().map(line).collect::<Vec<_>>().join(" ");
        }
        AccountRefusal::EmailTaken => text(
            "Cette adresse a déjà un compte dans cette campagne. Cherchez-le : il n'en faut pas deux.",
            "This address has an account in this campaign already. Look for it: there must not be two.",
        ),
        AccountRefusal::AlreadyValidated => text(
            "Ce compte est déjà validé : il n'y a pas de lien à renvoyer.",
            "This account is validated already: there is no link to send.",
        ),
    };
    said.to(to).into_owned()
}

/// « Compte créé le 15 mars 2026 ».
pub fn created(day: &str, to: Language) -> String {
    say(&format!("Compte créé le {day}"), format!("Account created on {day}"), to)
}

pub fn created_by(day: &str, by: &str, to: Language) -> String {
    say(&format!("Compte créé le {day} par {by}"), format!("Account created on {day} by {by}"), to)
}

pub const FOUND: Counted = counted(text("{} compte", "{} account"), text("{} comptes", "{} accounts"));
