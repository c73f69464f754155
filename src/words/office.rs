//! What the establishment says of itself, and what every page shows.

use super::{Text, say, text};
use crate::domain::language::Language;

pub const DESCRIPTION: Text =
    text("Candidater à l'université et suivre son dossier.", "Apply to the university and follow your application.");
pub const LANGUAGE: Text = text("Langue", "Language");
pub const MENU: Text = text("Menu principal", "Main menu");
pub const QUESTION: Text = text("Une question :", "A question:");
pub const DEMONSTRATION: Text =
    text("Site de démonstration : rien n'y est réel.", "Demonstration site: nothing here is real.");
pub const STAFF_ACCESS: Text = text("accès gestionnaires", "staff access");
pub const MY_PROFILE: Text = text("Mon profil", "My profile");
pub const CANDIDATURES: Text = text("Candidatures", "Applications");
pub const PILE: Text = text("Dossiers", "Files");
/// On the buttons of forms.
pub const SAVE: Text = text("Enregistrer", "Save");
pub const SEND: Text = text("Envoyer", "Send");

/// The heading of the first page.
pub fn welcome(establishment: &str, to: Language) -> String {
    say(&format!("Candidater : {establishment}"), format!("Apply: {establishment}"), to)
}

pub fn campaign(label: &str, to: Language) -> String {
    let french = format!(
        "Campagne {label} : créez un compte, choisissez vos formations, déposez vos pièces et suivez vos candidatures, \
         d'un téléphone ou d'un ordinateur."
    );
    let english = format!(
        "Campaign {label}: create an account, choose your programmes, deposit your documents and follow your \
         applications, from a phone or a computer."
    );
    say(&french, english, to)
}

pub const NO_CAMPAIGN: Text = text(
    "Aucune campagne d'admission n'est encore ouverte sur ce site : on ne peut ni créer de compte ni candidater pour l'instant.",
    "No admission campaign has been opened on this site yet: nobody can create an account or apply for now.",
);
pub const NO_CAMPAIGN_ADVICE: Text = text(
    "Revenez plus tard, ou écrivez à l'adresse indiquée en bas de page.",
    "Come back later, or write to the address at the foot of this page.",
);

pub const CREATE_HELP: Text = text(
    "Nom, prénom, adresse mail, mot de passe. Un mail vous est envoyé avec un lien pour valider le compte : il n'est valable qu'un jour.",
    "Name, given name, e-mail address, password. An e-mail is sent to you with a link to validate the account: it is valid for one day only.",
);
pub const ACTIVATE: Text = text("Activer le compte", "Activate the account");
pub const ACTIVATE_HELP: Text = text(
    "Trois rubriques à remplir : Informations perso., Adresse, Baccalauréat. Préparez votre numéro INE.",
    "Three sections to fill in: Personal information, Address, Baccalaureat. Have your INE (national student number) ready.",
);
pub const APPLY: Text = text("Candidater et déposer les pièces", "Apply and deposit the documents");
/// These three make one sentence, the second of them a link.
pub const CHOOSE_FROM: Text = text("Choisissez dans", "Choose from");
pub const THE_OFFER: Text = text("l'offre de formation", "the programmes offered");
pub const THEN_DEPOSIT: Text = text(
    ", puis déposez chaque pièce au format PDF, JPG ou PNG (4 Mo au plus).",
    ", then deposit each document as PDF, JPG or PNG (at most 4 MB).",
);
pub const SUBMIT: Text = text("Transmettre", "Submit");
pub const SUBMIT_HELP: Text = text(
    "Un dossier non transmis ne sera pas examiné. Vous suivez ensuite son état ici, et par mail.",
    "A file that is not submitted will not be examined. Afterwards you follow its state here, and by e-mail.",
);
pub const ONE_CAMPAIGN: Text = text(
    "Un compte n'est valable que pendant une seule campagne. Aucun dossier ne doit être envoyé par courrier postal.",
    "An account is valid during one campaign only. No file is to be sent by post.",
);

pub const LOADING: Text = text("Chargement…", "Loading…");
pub const CANNOT_BE_SHOWN: Text = text("Cette page ne peut pas être affichée", "This page cannot be shown");
pub const STILL_KEPT: Text = text("Ce que vous aviez enregistré est conservé.", "What you had saved is kept.");
pub const STILL_ON_SCREEN: Text =
    text("Ce que vous avez saisi est encore à l'écran.", "What you typed is still on the screen.");
pub const ACCOUNT_NOT_BLOCKED: Text = text("Votre compte n'est pas bloqué.", "Your account is not blocked.");

pub const NOT_FOUND: Text = text(
    "Cette page n'existe pas, ou elle ne vous est pas ouverte.",
    "This page does not exist, or it is not open to you.",
);
pub const NOT_FOUND_ADVICE: Text =
    text("Vérifiez l'adresse, ou revenez à l'accueil.", "Check the address, or go back to the first page.");
pub const SIGNED_OUT: Text =
    text("Vous n'êtes pas connecté, ou votre session a pris fin.", "You are not signed in, or your session has ended.");
pub const SIGNED_OUT_ADVICE: Text = text("Connectez-vous, puis recommencez.", "Sign in, then try again.");
pub const TOO_MANY: Text =
    text("Il y a eu trop d'essais en peu de temps.", "There were too many attempts in a short time.");
pub const TOO_MANY_ADVICE: Text =
    text("Attendez un quart d'heure, puis recommencez.", "Wait a quarter of an hour, then try again.");
pub const FAILED: Text = text("Le service n'a pas pu répondre.", "The service could not answer.");
pub const FAILED_ADVICE: Text = text(
    "Recommencez dans quelques minutes. Si cela continue, écrivez-nous en donnant cette référence.",
    "Try again in a few minutes. If it goes on, write to us and quote this reference.",
);
pub const TOO_LARGE: Text = text(
    "Ce formulaire contient trop de texte : rien n'en a été enregistré.",
    "This form holds too much text: nothing of it was saved.",
);
pub const TOO_LARGE_ADVICE: Text = text(
    "Revenez à la page précédente, raccourcissez ce que vous avez saisi ou collé, puis recommencez.",
    "Go back to the page before, shorten what you typed or pasted, then try again.",
);
pub const MALFORMED: Text = text("La demande n'a pas été comprise.", "The request was not understood.");
pub const MALFORMED_ADVICE: Text = text("Rechargez la page, puis recommencez.", "Reload the page, then try again.");
pub const UNREACHABLE: Text =
    text("La connexion avec l'université est coupée.", "The connection with the university is broken.");
pub const UNREACHABLE_ADVICE: Text =
    text("Vérifiez votre connexion, puis recommencez.", "Check your connection, then try again.");
