//! The way in: address, name, password, dossier number; what a sign-up asks; how long a link lives.
//! Fields and rules: seed 001, « Création d'un compte eCandidat ».

pub use super::password::{NewPasswordField, Password, PasswordRule, ResetRefusal, new_password};

use super::form::{Fault, Faults, name};
use super::time::Span;
use serde::{Deserialize, Serialize};

/// How long the link that validates an account is good for (seed 001: « le lien n'est valable qu'un jour »).
pub const VALIDATION_LINK_LIFE: Span = Span::days(1);
/// How long an account whose link was never used is kept (DESIGN.md §3.2).
pub const UNVALIDATED_LIFE: Span = Span::days(5);
/// How long the link that resets a password is good for (DESIGN.md §3.2).
pub const RESET_LINK_LIFE: Span = Span::hours(2);
/// How long the link of an account that staff made is good for: people read their mail within a week.
pub const INVITATION_LINK_LIFE: Span = Span::days(7);
/// How long a session lasts without a new sign-in.
pub const SESSION_LIFE: Span = Span::hours(12);
/// How long a member of the staff has between password and one-time code.
pub const SECOND_STEP_LIFE: Span = Span::minutes(10);
/// The span over which attempts are counted.
pub const ATTEMPT_WINDOW: Span = Span::minutes(15);
/// Attempts to sign in to one account per [`ATTEMPT_WINDOW`].
pub const ATTEMPTS_PER_ACCOUNT: i64 = 10;
/// Attempts from one network address per [`ATTEMPT_WINDOW`]; a whole school may share one.
pub const ATTEMPTS_PER_ADDRESS: i64 = 200;
/// Letters with a link that one address may cause per [`ATTEMPT_WINDOW`].
pub const LETTERS_PER_ACCOUNT: i64 = 5;

/// An address that mail can be sent to. Invariant: trimmed, lower case, one `@`, a dotted domain, no blank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Email(String);

impl Email {
    pub fn parse(text: &str) -> Result<Self, Fault> {
        const MAX: u16 = 254;
        let text: String = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(Fault::Missing);
        }
        if text.chars().count() > usize::from(MAX) {
            return Err(Fault::TooLong { max: MAX });
        }
        let Some((local, domain)) = text.split_once('@') else { return Err(Fault::Malformed) };
        let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let label = |it: &str| {
            let ends_well = !it.starts_with('-') && !it.ends_with('-');
            !it.is_empty() && ends_well && it.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let dots_well = !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
        let local_well = !local.is_empty() && local.chars().count() <= 64 && local.chars().all(plain) && dots_well;
        if !local_well || !domain.contains('.') || !domain.split('.').all(label) {
            return Err(Fault::Malformed);
        }
        Ok(Self(text))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the page « Créer un compte » asks, as typed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    pub family_name: String,
    pub given_name: String,
    pub email: String,
    pub email_again: String,
    pub password: String,
    pub password_again: String,
}

/// Passwords are in it: never printed.
impl std::fmt::Debug for SignUpForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignUpForm(…)")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignUpField {
    FamilyName,
    GivenName,
    Email,
    EmailAgain,
    Password,
    PasswordAgain,
}

/// A sign-up fit to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignUp {
    pub family_name: String,
    pub given_name: String,
    pub email: Email,
    pub password: Password,
}

impl SignUpForm {
    pub fn check(&self) -> Result<SignUp, Faults<SignUpField>> {
        let mut faults = Faults::default();
        let family_name = faults.take(SignUpField::FamilyName, name(&self.family_name));
        let given_name = faults.take(SignUpField::GivenName, name(&self.given_name));
        let email = faults.take(SignUpField::Email, Email::parse(&self.email));
        if let Some(email) = &email {
            if self.email_again.trim().is_empty() {
                faults.add(SignUpField::EmailAgain, Fault::Missing);
            } else if Email::parse(&self.email_again).as_ref() != Ok(email) {
                faults.add(SignUpField::EmailAgain, Fault::Mismatch);
            }
        }
        let password = faults.take(SignUpField::Password, Password::parse(&self.password));
        if self.password_again != self.password {
            faults.add(SignUpField::PasswordAgain, Fault::Mismatch);
        }
        let sign_up = (|| {
            Some(SignUp { family_name: family_name?, given_name: given_name?, email: email?, password: password? })
        })();
        faults.or(sign_up)
    }
}

/// What someone types to say who they are: the address, or the dossier number in any spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    Email(Email),
    Number(DossierNumber),
}

impl Login {
    pub fn parse(text: &str) -> Result<Self, Fault> {
        if text.contains('@') {
            return Email::parse(text).map(Self::Email);
        }
        DossierNumber::parse(text).map(Self::Number)
    }
}

/// The dossier number: 8 characters without the ones that are mistaken for one another (0 O, 1 I L, U V).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierNumber(String);

impl DossierNumber {
    pub const ALPHABET: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRSTWXYZ";
    pub const LENGTH: usize = 8;

    /// From `LENGTH` draws, each below 29; greater ones are folded.
    pub fn from_draws(draws: [u8; Self::LENGTH]) -> Self {
        Self(draws.iter().map(|draw| char::from(Self::ALPHABET[usize::from(*draw) % Self::ALPHABET.len()])).collect())
    }

    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let text = text.to_uppercase();
        if text.is_empty() {
            return Err(Fault::Missing);
        }
        let known = text.bytes().all(|b| Self::ALPHABET.contains(&b));
        if text.len() == Self::LENGTH && known { Ok(Self(text)) } else { Err(Fault::Malformed) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why nobody was signed in. The first says no more than that on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignInRefusal {
    /// Unknown or wrong: the same answer for both.
    Wrong,
    /// The password is right, but the link of the letter was never used (seed 001, « Connexion impossible. … »).
    NotValidated,
}

/// Why a link of a letter does nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkRefusal {
    /// Never drawn, already used, or past its time: told alike, for the remedy is the same.
    Dead,
}

/// Who holds the session of this browser, as the frame of every page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    Nobody,
    Candidate {
        name: String,
        number: DossierNumber,
        /// Whether they were admitted: their menu leads to their enrolment.
        admitted: bool,
    },
    Staff {
        name: String,
        /// Whether their menu leads to the letters.
        reads_letters: bool,
    },
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form() -> SignUpForm {
        SignUpForm {
            family_name: "D’Œuvré".into(),
            given_name: "Éloïse".into(),
            email: " Eloise@Example.org ".into(),
            email_again: "eloise@example.org".into(),
            password: "Tournesol#42".into(),
            password_again: "Tournesol#42".into(),
        }
    }

    #[test]
    fn a_good_form_is_parsed() {
        let sign_up = form().check().expect("a good form");
        assert_eq!(sign_up.email.as_str(), "eloise@example.org");
        assert_eq!(sign_up.family_name, "D’Œuvré");
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let faults = SignUpForm::default().check().expect_err("an empty form");
        assert_eq!(faults.0.len(), 4);
        let faults = SignUpForm { email_again: "other@example.org".into(), password_again: "x".into(), ..form() };
        let faults = faults.check().expect_err("two mismatches");
        assert_eq!(faults.of(SignUpField::EmailAgain), Some(Fault::Mismatch));
        assert_eq!(faults.of(SignUpField::PasswordAgain), Some(Fault::Mismatch));
    }

    #[test]
    fn addresses_are_judged_without_guessing_top_level_domains() {
        for good in ["a@b.fr", "a.b+c@ex-ample.photography", "o'neil@université.fr"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.fr",
            "a@",
            "a@@b.fr",
            "a b@c.fr",
            "a@b..fr",
            "a@-b.fr",
            ".a@b.fr",
            "a@b.fr\0",
            "é@b.fr\n,x@y.fr",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_login_is_taken_as_typed() {
        let number = DossierNumber::from_draws([0, 9, 10, 11, 12, 27, 28, 200]);
        assert_eq!(number.as_str().len(), 8);
        let spelt = format!(" {}-{} ", number.as_str()[..4].to_lowercase(), &number.as_str()[4..]);
        assert_eq!(Login::parse(&spelt), Ok(Login::Number(number)));
        assert!(matches!(Login::parse("A@B.fr"), Ok(Login::Email(_))));
    }

    proptest! {
        #[test]
        fn an_address_once_parsed_parses_to_itself(text in "[a-zA-Z0-9.+]{1,12}@[a-z0-9-]{1,8}\\.[a-z]{2,9}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
            }
        }
    }
}
