//! What is said at the door of enrolment: identifiant, one-time code, forgotten identifiant, Parcoursup and `MonMaster`. Words of
//! seed 000, steps 4 to 10, and of seed 002, APO-CONNECT.

use super::{Text, moment, say, text};
use crate::domain::language::Language;
use crate::domain::login::LoginRefusal;
use crate::domain::time::Moment;

pub const TITLE: Text = text("Inscription en ligne", "Online enrolment");
pub const TYPE_IDENTIFIANT: Text = text(
    "Veuillez saisir ici votre identifiant apprenant. Un code d'authentification correspondant à votre identifiant vous sera alors adressé sur votre adresse électronique.",
    "Please type your learner identifier here. A one-time code for it will then be sent to your e-mail address.",
);
pub const WHICH_ADDRESS: Text = text(
    "Cette adresse électronique correspond soit à celle donnée au moment de la candidature (si vous êtes nouveau dans l'établissement) soit à celle figurant dans votre dossier établissement (si vous êtes déjà connu de l'établissement).",
    "This e-mail address is either the one that you gave when you applied (if you are new here) or the one in your file (if you are known here already).",
);
pub const TEN_MINUTES: Text = text(
    "ATTENTION : le code d'authentification a une durée de validité de 10 minutes.",
    "PLEASE NOTE: the one-time code is valid for 10 minutes.",
);
pub const IDENTIFIANT: Text = text("Identifiant apprenant", "Learner identifier");
pub const ANY_NUMBER: Text = text(
    "De la forme nom.prenom1. Votre numéro étudiant, INE, Parcoursup, MonMaster ou de candidature convient aussi, avec ou sans espaces.",
    "In the form name.givenname1. Your student number, INE, Parcoursup, MonMaster or application number will do too, with or without blanks.",
);
pub const ENTER: Text = text("SE CONNECTER", "SIGN IN");
pub const LOST: Text = text("IDENTIFIANT OUBLIÉ OU PREMIÈRE CONNEXION", "IDENTIFIER FORGOTTEN OR FIRST SIGN-IN");
pub const FROM_PARCOURSUP: Text = text(
    "Admis par Parcoursup ou MonMaster : recevoir un lien de connexion",
    "Admitted through Parcoursup or MonMaster: receive a sign-in link",
);
/// On the pages of other ways in.
pub const SIGN_IN_AS_LEARNER: Text =
    text("Se connecter avec un identifiant apprenant", "Sign in with a learner identifier");
pub const ADMITTED: Text = text("Inscription administrative", "Administrative enrolment");
pub const ADMITTED_HELP: Text = text(
    "Vous êtes admis(e) ? Votre identifiant apprenant suffit, sans mot de passe : un code vous est envoyé par mail.",
    "You are admitted? Your learner identifier is enough, without a password: a code is sent to you by e-mail.",
);

pub const TYPE_CODE: Text =
    text("Entrez le code d'authentification reçu par mail", "Enter the one-time code received by e-mail");
pub const CODE_HELP: Text = text(
    "Si ce que vous avez saisi correspond à un compte, un code à 6 chiffres vient d'être envoyé à son adresse. Il est valable 10 minutes et ne sert qu'une fois.",
    "If what you typed belongs to an account, a 6-digit code was just sent to its address. It is valid for 10 minutes and works once.",
);
pub const LOOK_INTO_SPAM: Text = text("Pensez à vérifier vos spams.", "Remember to look into your junk mail.");
pub const CODE: Text = text("Code d'authentification", "One-time code");
pub const SIX_DIGITS: Text = text("6 chiffres, avec ou sans espaces.", "6 digits, with or without blanks.");
pub const NEW_CODE: Text = text("Recevoir un nouveau code", "Receive a new code");
pub const NEW_CODE_HELP: Text = text("Un nouveau code remplace le précédent.", "A new code replaces the one before.");
pub const OTHER_IDENTIFIANT: Text = text("Saisir un autre identifiant", "Type another identifier");
pub const NO_CODE: Text = text("Aucun code n'est attendu dans ce navigateur.", "No code is awaited in this browser.");

/// « Dernier code demandé le … ».
pub fn asked_at(at: Moment, to: Language) -> String {
    let at = moment(at, to);
    say(&format!("Dernier code demandé le {at}."), format!("Latest code asked for on {at}."), to)
}

/// How long to wait for another code.
pub fn pause(seconds: i64, to: Language) -> String {
    let french = format!("Vous pourrez demander un nouveau code dans {seconds} s.");
    say(&french, format!("You may ask for a new code in {seconds} s."), to)
}

pub fn refusal(it: LoginRefusal, to: Language) -> String {
    let said = match it {
        LoginRefusal::Malformed => text(
            "Un code comporte 6 chiffres. Recopiez celui du dernier mail ; cet essai n'est pas compté.",
            "A code has 6 digits. Copy the one of the latest e-mail; this try is not counted.",
        ),
        LoginRefusal::Wrong { left } => {
            let french = format!(
                "Ce code n'est pas le bon, ou il n'est plus valable : il dure 10 minutes, ne sert qu'une fois, et le dernier envoyé remplace les autres. Essais restants : {left}."
            );
            let english = format!(
                "This is not the right code, or it is no longer valid: it lasts 10 minutes, works once, and the latest one replaces the others. Tries left: {left}."
            );
            return say(&french, english, to);
        }
        LoginRefusal::Spent => text(
            "Tous les essais de ce code sont épuisés. Votre compte n'est pas bloqué : demandez un nouveau code.",
            "Every try of this code is used up. Your account is not blocked: ask for a new code.",
        ),
        LoginRefusal::NoChallenge => text(
            "Aucun code n'est attendu dans ce navigateur, ou il a déjà servi. Saisissez à nouveau votre identifiant.",
            "No code is awaited in this browser, or it was used already. Type your identifier again.",
        ),
        LoginRefusal::TooSoon { seconds } => return pause(seconds, to),
    };
    said.to(to).into_owned()
}

pub const FIND: Text = text("Retrouver mon identifiant", "Find my identifier");
pub const EMAIL: Text = text("Adresse e-mail", "E-mail address");
pub const TYPE_EMAIL: Text = text("Veuillez saisir votre adresse électronique", "Please type your e-mail address");
pub const NEWCOMERS: Text = text(
    "Nouveaux étudiants : il s'agit de votre adresse e-mail indiquée dans votre dossier d'admission.",
    "New students: this is the e-mail address given in your admission file.",
);
pub const RETURNING: Text = text(
    "Réinscription : il s'agit de votre adresse e-mail indiquée dans votre dossier d'inscription de l'année terminée.",
    "Re-enrolment: this is the e-mail address in your enrolment file of the year that ended.",
);
pub const CANCEL: Text = text("ANNULER", "CANCEL");
pub const SEND_IDENTIFIANT: Text = text("ENVOYER MON IDENTIFIANT", "SEND MY IDENTIFIER");
pub const RECOVER: Text = text("Récupérer mon identifiant", "Recover my identifier");
/// Said whether there is such an account or not.
pub const NEUTRAL: Text = text(
    "Si un compte Apprenant existe pour cette adresse électronique, un message vous a été envoyé. Si vous n'avez pas reçu ce message d'ici quelques minutes, merci de vérifier vos spams et contacter votre service de scolarité.",
    "If there is a learner account for this e-mail address, a message was sent to you. If you have not received it within a few minutes, please look into your junk mail and contact your registrar's office.",
);
pub const CLOSE: Text = text("FERMER", "CLOSE");

pub const DOOR: Text = text("Admis par Parcoursup ou MonMaster", "Admitted through Parcoursup or MonMaster");
pub const DOOR_HELP: Text = text(
    "Saisissez ce que vous avez donné à Parcoursup ou à MonMaster. Vous recevrez un courriel contenant un lien de connexion, valable deux heures.",
    "Type what you gave to Parcoursup or MonMaster. You will receive an e-mail with a sign-in link, valid for two hours.",
);
pub const DOOR_NUMBER: Text = text("Numéro Parcoursup ou MonMaster", "Parcoursup or MonMaster number");
pub const BIRTH_DATE: Text = text("Date de naissance", "Date of birth");
pub const DOOR_EMAIL: Text =
    text("Adresse e-mail renseignée sur la plateforme", "E-mail address given on the platform");
pub const SEND_LINK: Text = text("Recevoir mon lien de connexion", "Receive my sign-in link");
/// Said whether there is anybody or not.
pub const DOOR_NEUTRAL: Text = text(
    "Si ces informations correspondent à une admission, un message avec un lien de connexion vous a été envoyé. Si vous ne le recevez pas d'ici quelques minutes, vérifiez vos spams, puis ce que vous avez saisi, et contactez votre service de scolarité.",
    "If these details belong to an admission, a message with a sign-in link was sent to you. If you do not receive it within a few minutes, look into your junk mail, check what you typed, and contact your registrar's office.",
);

pub const BY_LINK: Text = text("Se connecter pour s'inscrire", "Sign in to enrol");
pub const ONE_PRESS: Text =
    text("Un dernier geste : ouvrez votre session avec ce lien.", "One last step: open your session with this link.");
pub const DEAD_LINK: Text = text(
    "Ce lien a déjà servi ou n'est plus valable : il dure deux heures et ne sert qu'une fois. Demandez-en un autre, ou connectez-vous avec votre identifiant.",
    "This link was used already or is no longer valid: it lasts two hours and works once. Ask for another one, or sign in with your identifier.",
);
pub const ANOTHER_LINK: Text = text("Demander un autre lien", "Ask for another link");
