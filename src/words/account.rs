//! What is said of accounts: ways in, links, passwords.

use super::{Text, text};
use crate::domain::account::{LinkRefusal, PasswordRule, ResetRefusal, SignInRefusal};
use crate::domain::language::Language;

pub const fn password_rule(it: PasswordRule) -> Text {
    match it {
        PasswordRule::Length => text("au moins 10 caractères", "at least 10 characters"),
        PasswordRule::Digit => text("un chiffre", "a digit"),
        PasswordRule::Lower => text("une minuscule", "a lower-case letter"),
        PasswordRule::Upper => text("une majuscule", "an upper-case letter"),
        PasswordRule::Special => {
            text("un caractère spécial parmi @ # $ % ^ & + =", "a special character among @ # $ % ^ & + =")
        }
        PasswordRule::NoBlank => text("sans espace", "no blank"),
    }
}

pub const fn sign_in_refusal(it: SignInRefusal) -> Text {
    match it {
        SignInRefusal::Wrong => text(
            "Connexion impossible. L'identifiant ou le mot de passe ne correspond pas. Vérifiez-les, ou demandez un nouveau mot de passe.",
            "Sign-in is not possible. The login or the password does not fit. Check them, or ask for a new password.",
        ),
        SignInRefusal::NotValidated => text(
            "Connexion impossible. Vous avez créé un compte, mais vous ne l'avez pas validé. Utilisez le lien de validation du mail envoyé lors de la création du compte : il n'est valable qu'un jour.",
            "Sign-in is not possible. You created an account but did not validate it. Use the validation link of the e-mail sent when the account was created: it is valid for one day only.",
        ),
    }
}

pub const fn link_refusal(it: LinkRefusal) -> Text {
    match it {
        LinkRefusal::Dead => text(
            "Ce lien a déjà servi ou n'est plus valable. Si votre compte est déjà validé, connectez-vous ; sinon, demandez un nouveau lien.",
            "This link was used already or is no longer valid. If your account is validated, sign in; otherwise ask for a new link.",
        ),
    }
}

pub const FAMILY_NAME: Text = text("Nom", "Family name");
pub const GIVEN_NAME: Text = text("Prénom", "Given name");
pub const EMAIL: Text = text("Adresse mail", "E-mail address");
pub const EMAIL_AGAIN: Text = text("Confirmation de l'adresse mail", "E-mail address again");
pub const PASSWORD: Text = text("Mot de passe", "Password");
pub const PASSWORD_AGAIN: Text = text("Confirmation du mot de passe", "Password again");
pub const NEW_PASSWORD: Text = text("Nouveau mot de passe", "New password");
pub const LOGIN: Text = text("Adresse mail ou numéro de dossier", "E-mail address or file number");
pub const KNOWN_EMAIL: Text = text("Adresse mail utilisée dans votre compte", "E-mail address of your account");

pub const PASSWORD_HAS: Text = text("Le mot de passe comporte :", "The password has:");
/// Heard before a rule of the password.
pub const RULE_HOLDS: Text = text("respecté : ", "met: ");
pub const RULE_FAILS: Text = text("non respecté : ", "not met: ");

pub const SIGN_UP: Text = text("Créer un compte", "Create an account");
pub const READ_ADDRESS: Text = text(
    "Utilisez une adresse mail que vous consultez régulièrement.",
    "Use an e-mail address that you read regularly.",
);
pub const ALL_MAIL_GOES_THERE: Text = text(
    "Tous les mails relatifs à votre compte et à vos candidatures y seront envoyés.",
    "All e-mails about your account and your applications will be sent there.",
);

pub const SIGNED_UP: Text = text("Un mail vous a été envoyé", "An e-mail was sent to you");
pub const READ_YOUR_MAIL: Text = text(
    "Consultez votre messagerie et utilisez le lien du mail pour valider votre compte.",
    "Look into your mailbox and use the link of the e-mail to validate your account.",
);
pub const LINK_LASTS_A_DAY: Text = text("Ce lien n'est valable qu'un jour.", "This link is valid for one day only.");
pub const NOTHING_ARRIVES: Text =
    text("Vous ne recevez rien ? Ne créez pas un 2e compte :", "Nothing arrives? Do not create a second account:");
pub const LOOK_INTO_SPAM: Text = text(
    "vérifiez d'abord le dossier « Spam » (courrier indésirable) de votre messagerie ;",
    "first look into the “Spam” (junk mail) folder of your mailbox;",
);
pub const ASK_ANOTHER_LINK: Text = text("demandez un nouveau lien", "ask for a new link");
/// After the link, before the last of three things to do.
pub const AND_THEN: Text = text(" ;", ";");
pub const WRITE_TO_US: Text = text(
    "si nécessaire, écrivez à l'université (adresse en bas de page).",
    "if need be, write to the university (address at the foot of the page).",
);

pub const VALIDATE: Text = text("Valider mon compte", "Validate my account");
pub const LAST_STEP: Text = text(
    "Un dernier geste : confirmez que cette adresse mail est la vôtre.",
    "One last step: confirm that this e-mail address is yours.",
);
pub const VALIDATED: Text = text("Votre compte est validé", "Your account is validated");
pub const THEN_ACTIVATE: Text = text(
    "Vous pouvez vous connecter, puis activer votre compte en remplissant trois rubriques.",
    "You can sign in, then activate your account by filling in three sections.",
);

pub const SIGN_IN: Text = text("Connexion candidat", "Candidate sign-in");
pub const ENTER: Text = text("Connexion", "Sign in");
pub const SIGN_OUT: Text = text("Se déconnecter", "Sign out");
pub const SEND_LINK_AGAIN: Text = text("Recevoir à nouveau le lien de validation", "Receive the validation link again");
pub const LOST_PASSWORD: Text = text("J'ai oublié mon mot de passe", "I forgot my password");
pub const LOST_CODE: Text = text("J'ai perdu mon code d'activation", "I lost my activation code");
pub const LOST_CODE_HELP: Text = text(
    "Un nouveau mail vous sera envoyé, avec un lien pour valider votre compte et vos informations de connexion.",
    "A new e-mail will be sent to you, with a link to validate your account and with what you need to sign in.",
);
pub const LOST_PASSWORD_HELP: Text = text(
    "Un mail vous sera envoyé avec un lien pour réinitialiser votre mot de passe, valable deux heures.",
    "An e-mail will be sent to you with a link to reset your password, valid for two hours.",
);
/// Said whether the address has an account or not.
pub const NEUTRAL: Text = text(
    "Si un compte existe avec cette adresse mail, un mail vient d'y être envoyé. Vérifiez aussi le dossier « Spam ».",
    "If there is an account with this e-mail address, an e-mail was just sent to it. Look into the “Spam” folder too.",
);

pub const CHOOSE_PASSWORD: Text = text("Choisir un nouveau mot de passe", "Choose a new password");
pub const ASK_NEW_LINK: Text = text("Demander un nouveau lien", "Ask for a new link");
pub const PASSWORD_CHANGED: Text = text("Votre mot de passe est changé", "Your password is changed");
pub const SESSIONS_ENDED: Text =
    text("Les sessions ouvertes ailleurs sont terminées.", "Sessions that were open elsewhere are ended.");

pub const fn reset_refusal(it: &ResetRefusal) -> Text {
    match it {
        ResetRefusal::Dead => text(
            "Ce lien a déjà servi ou n'est plus valable. Votre mot de passe n'a pas changé : demandez un nouveau lien.",
            "This link was used already or is no longer valid. Your password has not changed: ask for a new link.",
        ),
        ResetRefusal::Unfit(_) => text(
            "Votre mot de passe n'a pas encore changé. Corrigez les champs signalés.",
            "Your password has not changed yet. Correct the fields that are marked.",
        ),
    }
}

/// « Accès étudiant … », the guide's first block.
pub fn student_access(establishment: &str, to: Language) -> String {
    super::say(&format!("Accès étudiant {establishment}"), format!("Student access, {establishment}"), to)
}

pub const STUDENT_ACCESS_CLOSED: Text = text(
    "La connexion par l'ENT (CAS) n'est pas configurée sur ce site. Même étudiant ici, utilisez le bloc suivant.",
    "Sign-in through the university portal (CAS) is not set up on this site. Even if you study here, use the next block.",
);
pub const NOT_STUDENT: Text = text("Je ne suis pas étudiant", "I am not a student here");
