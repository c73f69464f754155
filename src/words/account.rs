//! What is said of accounts: ways in, links, passwords.

use super::{Text, text};
use crate::domain::account::{LinkRefusal, PasswordRule, SignInRefusal};

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
