//! What is said of « Accès étudiant »: the block, the page « Création de compte », refusals, the help that explains the CAS's
//! own message. The browser is never blamed: it is not the cause (reference/peers.md §4.1).

use super::{Text, moment, pair, say, text};
use crate::domain::cas::{AccessReport, Cause, Finding};
use crate::domain::language::Language;

pub const BLOCK_HELP: Text = text(
    "Connectez-vous avec vos identifiants de l'établissement (ENT) : votre compte sera prérempli.",
    "Sign in with your account of the establishment (ENT): your account here will be filled in.",
);
pub const ENTER: Text = text("Connexion", "Sign in");
/// What the button of the block is for, where it stands beside another « Connexion ».
pub const ENTER_WITH_ENT: Text = text("avec mes identifiants ENT", "with my ENT account");
pub const HELP_LINK: Text = text("Un message d'erreur ? Aide", "An error message? Help");
pub const STAFF_ENTER: Text =
    text("Connexion avec mon compte de l'établissement", "Sign in with my account of the establishment");

pub const NOT_LET_IN: Text = text("L'accès étudiant n'a pas abouti", "Student access did not succeed");
pub const STAFF_NOT_LET_IN: Text =
    text("La connexion par l'établissement n'a pas abouti", "Sign-in through the establishment did not succeed");
pub const LETTING_IN: Text = text("Connexion en cours", "Signing in");
pub const KEPT: Text = text(
    "Votre compte, vos candidatures et vos pièces sont inchangés. Personne n'est connecté.",
    "Your account, your applications and your documents are unchanged. Nobody is signed in.",
);
pub const START_AGAIN: Text = text("Recommencer la connexion", "Start signing in again");
pub const OTHER_WAY: Text = text("Se connecter avec un mot de passe", "Sign in with a password");

/// What happened.
pub const fn happened(it: Cause) -> Text {
    match it {
        Cause::NotBegunHere => text(
            "Cette connexion n'a pas commencé sur ce site, a commencé il y a trop longtemps, ou a déjà servi.",
            "This sign-in did not begin on this site, began too long ago, or was used already.",
        ),
        Cause::NoTicket => text(
            "Vous êtes revenu du service d'authentification sans vous y être connecté.",
            "You came back from the authentication service without having signed in there.",
        ),
        Cause::TicketInvalid => text(
            "Le service d'authentification ne reconnaît pas le ticket reçu : il a déjà servi, ou il a expiré (quelques secondes suffisent).",
            "The authentication service does not recognise the ticket that came: it was used already, or it is out of time (a few seconds are enough).",
        ),
        Cause::ServiceInvalid => text(
            "Le service d'authentification (CAS) n'autorise pas ce site : l'adresse de ce site n'est pas, ou plus, inscrite dans son registre.",
            "The authentication service (CAS) does not authorise this site: the address of this site is not, or no longer, in its registry.",
        ),
        Cause::Declined => text(
            "Le service d'authentification a refusé la vérification.",
            "The authentication service refused to check the sign-in.",
        ),
        Cause::Away => {
            text("Le service d'authentification ne répond pas.", "The authentication service does not answer.")
        }
        Cause::Slow => text(
            "Le service d'authentification n'a pas répondu à temps.",
            "The authentication service did not answer in time.",
        ),
        Cause::Malformed => text(
            "La réponse du service d'authentification est illisible.",
            "The answer of the authentication service cannot be read.",
        ),
        Cause::NotStaff => text(
            "L'établissement vous reconnaît, mais aucun compte gestionnaire de ce site n'est à votre nom.",
            "The establishment knows you, but no staff account of this site is in your name.",
        ),
    }
}

/// What to do. Where the establishment is at fault, who mends it reads the reference.
pub const fn advice(it: Cause) -> Text {
    match it {
        Cause::NotBegunHere | Cause::NoTicket | Cause::TicketInvalid => text(
            "Recommencez avec le bouton ci-dessous, sans passer par un favori ni par le bouton « Précédent ».",
            "Start again with the button below, not from a bookmark nor with the “Back” button.",
        ),
        Cause::ServiceInvalid | Cause::Declined | Cause::Malformed => text(
            "Ce n'est pas de votre fait. Écrivez à l'adresse en bas de page en citant la référence ; en attendant, vous pouvez entrer avec l'adresse mail et le mot de passe de votre compte.",
            "You did nothing wrong. Write to the address at the foot of the page and quote the reference; meanwhile you can enter with the e-mail address and the password of your account.",
        ),
        Cause::Away | Cause::Slow => text(
            "Attendez quelques minutes, puis recommencez ; en attendant, vous pouvez entrer avec l'adresse mail et le mot de passe de votre compte.",
            "Wait a few minutes, then start again; meanwhile you can enter with the e-mail address and the password of your account.",
        ),
        Cause::NotStaff => text(
            "Demandez à l'administrateur de ce site de créer votre compte, avec votre adresse mail de l'établissement. Si vous êtes candidat, passez par « Connexion candidat ».",
            "Ask the administrator of this site to create your account, with your e-mail address of the establishment. If you are a candidate, use “Candidate sign-in”.",
        ),
    }
}

pub const CREATE: Text = text("Création de compte", "Account creation");
pub const FILLED_IN: Text = text(
    "L'établissement vous a reconnu. Vérifiez ces informations, confirmez votre adresse mail et choisissez un mot de passe pour ce compte.",
    "The establishment knows you. Check these facts, confirm your e-mail address and choose a password for this account.",
);
pub const ADDRESS_HELP: Text = text(
    "Tous nos mails iront à cette adresse. Celle de l'établissement est validée aussitôt ; si vous en mettez une autre, un lien y sera envoyé pour la confirmer.",
    "All our e-mails will go to this address. The establishment's is validated at once; if you put another one, a link will be sent to it to confirm it.",
);
pub const NOT_STUDENT: Text = text(
    "L'établissement vous reconnaît, mais pas comme étudiant. Vous pouvez créer un compte de candidat ; si vous traitez des dossiers, passez par l'accès gestionnaires :",
    "The establishment knows you, but not as a student. You may create a candidate account; if you treat files, use the staff sign-in:",
);
pub const EXISTS: Text =
    text("Un compte existe déjà avec votre adresse", "There is an account with your address already");
pub const EXISTS_HELP: Text = text(
    "Ne créez pas un 2e compte. Saisissez le mot de passe de celui-ci une seule fois : ensuite, « Accès étudiant » vous y mènera directement.",
    "Do not create a second account. Type the password of this one once: from then on, “Student access” will lead straight to it.",
);
pub const ITS_PASSWORD: Text = text("Mot de passe de ce compte", "Password of this account");
pub const BIND: Text = text("Relier ce compte", "Bind this account");
pub const FORGOTTEN: Text = text("Mot de passe oublié ?", "Password forgotten?");
pub const FORGOTTEN_HELP: Text = text(
    "Un mail vous sera envoyé à cette adresse. Ouvrez son lien sur cet appareil dans l'heure : le compte sera relié quand vous aurez choisi un nouveau mot de passe.",
    "An e-mail will be sent to you at this address. Open its link on this device within the hour: the account will be bound once you have chosen a new password.",
);
pub const SEND_LETTER: Text = text("Recevoir le mail", "Receive the e-mail");

/// « Adresse mail : … », and the student number where it is known: what the establishment told.
pub fn told(email: &str, student_number: &str, to: Language) -> Vec<String> {
    let mut told = Vec::new();
    if !email.is_empty() {
        told.push(pair(&super::account::EMAIL.to(to), email, to));
    }
    if !student_number.is_empty() {
        told.push(pair(&text("Numéro étudiant", "Student number").to(to), student_number, to));
    }
    told
}

pub const HELP: Text = text("Aide : accès étudiant", "Help: student access");
/// The message of the CAS's own page (seed 000), which is not ours to change.
pub const MESSAGE: Text = text(
    "« Application non autorisée à utiliser CAS »",
    "“Application Not Authorized to Use CAS” (Application non autorisée à utiliser CAS)",
);
pub const MESSAGE_CAUSE: Text = text(
    "Ce message est affiché par le service d'authentification de l'établissement, pas par ce site. Il ne reconnaît pas l'adresse d'où vous venez : un favori ancien, un lien périmé, ou une adresse qui n'est plus la bonne. Votre compte et votre appareil n'y sont pour rien.",
    "This message is shown by the authentication service of the establishment, not by this site. It does not recognise the address that you come from: an old bookmark, an outdated link, or an address that is no longer right. Neither your account nor your device is the cause.",
);
pub const MESSAGE_KEPT: Text = text(
    "Rien n'est perdu : votre compte, vos candidatures et vos pièces sont inchangés.",
    "Nothing is lost: your account, your applications and your documents are unchanged.",
);
pub const WHAT_TO_DO: Text = text("Que faire", "What to do");
pub const FROM_HERE: Text = text(
    "Recommencez depuis la bonne adresse, avec ce bouton, et remplacez votre favori :",
    "Start again from the right address, with this button, and replace your bookmark:",
);
pub const STILL_THERE: Text = text(
    "Si le message revient, c'est à l'établissement d'agir : écrivez-nous en indiquant l'heure et l'adresse affichée en haut de la page du message :",
    "If the message comes back, it is the establishment's to mend: write to us with the time and the address shown at the top of the page with the message:",
);
pub const MEANWHILE: Text = text(
    "En attendant, vous pouvez entrer avec l'adresse mail et le mot de passe de votre compte, ou créer un compte sans l'accès étudiant :",
    "Meanwhile you can enter with the e-mail address and the password of your account, or create an account without student access:",
);
pub const ENT_PASSWORD: Text =
    text("Identifiants de l'établissement oubliés", "Account of the establishment forgotten");
pub const ENT_PASSWORD_HELP: Text = text(
    "Ce site ne connaît pas votre mot de passe de l'établissement : il se récupère auprès de l'établissement. Le mot de passe de votre compte ici se change par « J'ai oublié mon mot de passe ».",
    "This site does not know your password of the establishment: the establishment gives you another one. The password of your account here is changed by “I forgot my password”.",
);
pub const OPEN_HERE: Text = text(
    "Sur ce site, l'accès étudiant n'est pas configuré : utilisez l'adresse mail et le mot de passe de votre compte.",
    "On this site, student access is not set up: use the e-mail address and the password of your account.",
);

pub const REPORT: Text = text("Accès étudiant (CAS)", "Student access (CAS)");
pub const CHECK_AGAIN: Text = text("Vérifier à nouveau", "Check again");

pub const fn finding(it: Finding) -> Text {
    match it {
        Finding::Good => text(
            "la page de connexion accepte notre adresse et les tickets sont vérifiables.",
            "the login page takes our address and tickets can be checked.",
        ),
        Finding::LoginRefused => text(
            "la page de connexion refuse notre adresse. Faites-la inscrire au registre du CAS, exactement comme ci-dessous.",
            "the login page refuses our address. Have it put into the registry of the CAS, exactly as below.",
        ),
        Finding::ValidationRefused => text(
            "la page de connexion répond, mais les tickets ne peuvent pas être vérifiés (p3/serviceValidate).",
            "the login page answers, but tickets cannot be checked (p3/serviceValidate).",
        ),
        Finding::Away => text("le CAS ne répond pas.", "the CAS does not answer."),
        Finding::Slow => text("le CAS ne répond pas à temps.", "the CAS does not answer in time."),
    }
}

/// What was found, when, and the two addresses.
pub fn report(it: &AccessReport, to: Language) -> Vec<String> {
    let found = match it.last {
        None => text("pas encore vérifié.", "not checked yet.").to(to).into_owned(),
        Some((at, found)) => {
            let (at, found) = (moment(at, to), finding(found).to(to));
            say(&format!("vérifié le {at} : {found}"), format!("checked on {at}: {found}"), to)
        }
    };
    let ours = text("Notre adresse (service)", "Our address (service)").to(to);
    vec![pair(&it.server, &found, to), pair(&ours, &it.service, to)]
}
