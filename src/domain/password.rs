//! Passwords: the rules of the guide (seed 001), and those that everyone tries first.

use super::form::{ByField, Fault, Faults};
use serde::{Deserialize, Serialize};

/// The special characters of which a password holds at least one (seed 001).
pub const SPECIALS: &str = "@#$%^&+=";
/// The least length of a password, in characters (seed 001).
pub const PASSWORD_MIN: usize = 10;

/// One rule of a password, in the order in which the guide lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRule {
    Length,
    Digit,
    Lower,
    Upper,
    Special,
    NoBlank,
}

impl PasswordRule {
    pub const ALL: [Self; 6] = [Self::Length, Self::Digit, Self::Lower, Self::Upper, Self::Special, Self::NoBlank];

    pub fn holds(self, password: &str) -> bool {
        match self {
            Self::Length => password.chars().count() >= PASSWORD_MIN,
            Self::Digit => password.chars().any(|c| c.is_ascii_digit()),
            Self::Lower => password.chars().any(char::is_lowercase),
            Self::Upper => password.chars().any(char::is_uppercase),
            Self::Special => password.chars().any(|c| SPECIALS.contains(c)),
            Self::NoBlank => !password.chars().any(char::is_whitespace),
        }
    }
}

/// The beginnings that the guide's rules alone would let pass and every attacker tries first, folded by [`plain`].
const COMMON: &[&str] = &[
    "password",
    "motdepasse",
    "azertyuiop",
    "qwertyuiop",
    "qwerty",
    "azerty",
    "soleil",
    "bonjour",
    "bienvenue",
    "doudou",
    "loulou",
    "chouchou",
    "marseille",
    "iloveyou",
    "jetaime",
    "admin",
    "welcome",
    "letmein",
    "abcdefgh",
    "abcd",
    "candidat",
    "universite",
    "etudiant",
    "parcoursup",
    "ecandidat",
    "football",
    "dragon",
    "monkey",
    "sunshine",
    "princess",
    "superman",
    "nicolas",
    "camille",
    "azqsdwxc",
    "aqwzsx",
    "qazwsx",
    "secret",
];

/// The letters alone, in lower case, without what is tacked on at the ends, and with the substitutions undone that fool
/// nobody.
fn plain(password: &str) -> String {
    let letter = |c: char| match c {
        '@' | '4' => 'a',
        '0' => 'o',
        '3' => 'e',
        '$' | '5' => 's',
        '1' => 'i',
        other => other,
    };
    let core = password.trim_matches(|c: char| !c.is_alphabetic());
    core.to_lowercase().chars().map(letter).filter(|c| c.is_alphabetic()).collect()
}

/// A password fit to be kept (as a hash). Never shown, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// The longest password taken, in bytes: hashing works on all of it.
    const MAX: u16 = 256;

    pub fn parse(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::Missing);
        }
        if text.len() > usize::from(Self::MAX) {
            return Err(Fault::TooLong { max: Self::MAX });
        }
        if !PasswordRule::ALL.iter().all(|rule| rule.holds(text)) {
            return Err(Fault::WeakPassword);
        }
        if COMMON.contains(&plain(text).as_str()) {
            return Err(Fault::CommonPassword);
        }
        Ok(Self(text.to_owned()))
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What the page « Nouveau mot de passe » asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewPasswordField {
    Password,
    PasswordAgain,
}

/// Why a new password was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResetRefusal {
    /// The link was already used, or is past its time.
    Dead,
    Unfit(Faults<NewPasswordField>),
}

impl ByField for ResetRefusal {
    type Field = NewPasswordField;

    fn faults(&self) -> Faults<NewPasswordField> {
        if let Self::Unfit(faults) = self { faults.clone() } else { Faults::default() }
    }
}

/// Judges a new password and its second entry.
pub fn new_password(password: &str, again: &str) -> Result<Password, Faults<NewPasswordField>> {
    let mut faults = Faults::default();
    let parsed = faults.take(NewPasswordField::Password, Password::parse(password));
    if password != again {
        faults.add(NewPasswordField::PasswordAgain, Fault::Mismatch);
    }
    faults.or(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_rule_of_the_guide_is_needed() {
        for (weak, broken) in [
            ("Court#4abc"[..9].to_owned(), PasswordRule::Length),
            ("Tournesol#dix".into(), PasswordRule::Digit),
            ("TOURNESOL#42".into(), PasswordRule::Lower),
            ("tournesol#42".into(), PasswordRule::Upper),
            ("Tournesol-42".into(), PasswordRule::Special),
            ("Tourne sol#42".into(), PasswordRule::NoBlank),
        ] {
            let rules: Vec<_> = PasswordRule::ALL.into_iter().filter(|rule| !rule.holds(&weak)).collect();
            assert_eq!(rules, [broken], "{weak}");
            assert_eq!(Password::parse(&weak), Err(Fault::WeakPassword));
        }
    }

    #[test]
    fn what_everyone_tries_first_is_refused() {
        for common in ["P@ssword123#", "MotDePasse1@", "Azertyuiop1@", "Password$$11"] {
            assert!(Password::parse(common).is_err(), "{common}");
        }
        assert!(Password::parse("Tournesol#42").is_ok());
    }

    proptest! {
        #[test]
        fn a_password_kept_obeys_every_rule(text in ".{0,30}") {
            if let Ok(password) = Password::parse(&text) {
                prop_assert!(PasswordRule::ALL.iter().all(|rule| rule.holds(password.expose())));
            }
        }
    }
}
