//! The establishment.

use serde::{Deserialize, Serialize};

/// What of the establishment's own look there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    pub logo: bool,
    pub colours: bool,
}

/// What stands for an establishment without a logo: the first letter of its name.
pub fn initial(name: &str) -> String {
    name.chars().find(|it| it.is_alphanumeric()).into_iter().flat_map(char::to_uppercase).collect()
}

/// What every page may say of the establishment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub establishment: String,
    pub contact: String,
    /// The label of the campaign that is on, if there is one.
    pub campaign: Option<String>,
    /// Nothing here is real: letters can be read by anyone.
    pub demonstration: bool,
    pub face: Face,
    /// Students sign in at the establishment's CAS.
    pub student_access: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_by_its_first_letter() {
        for (name, letter) in [("Université d'essai", "U"), ("« école »", "É"), ("3iS", "3"), ("", ""), ("—", "")]
        {
            assert_eq!(initial(name), letter, "{name}");
        }
    }
}
