//! « Baccalauréat ».

use super::{Text, text};
use crate::domain::language::Language;
use crate::domain::profile::{Series, Speciality};

pub const SITUATION: Text = text("Situation", "Situation");
pub const HAS_IT: Text = text("J'ai le bac ou une équivalence", "I have the baccalaureat or an equivalent");
pub const HAS_IT_NOT: Text = text("Je n'ai pas le bac", "I do not have the baccalaureat");
/// « La situation est pré-remplie » (seed 001).
pub const WITHOUT: Text = text(
    "Situation : sans baccalauréat ni équivalence. Il n'y a rien d'autre à remplir : enregistrez.",
    "Situation: neither baccalaureat nor equivalent. There is nothing more to fill in: save.",
);
pub const YEAR: Text = text("Année d'obtention", "Year obtained");
pub const YEAR_HELP: Text = text(
    "Commencez par elle : les séries et les champs proposés en dépendent.",
    "Begin with it: the series and the fields offered depend on it.",
);
pub const SERIES: Text = text("Série", "Series");
pub const SPECIALITIES: Text = text("Enseignements de spécialité", "Specialities");
pub const SPECIALITIES_HELP: Text = text(
    "Les deux que vous avez suivies en terminale. Celle que vous avez arrêtée en première est facultative.",
    "The two that you took in the last year (terminale). The one that you dropped before (première) is optional.",
);
pub const SPECIALITY_1: Text = text("Première spécialité de terminale", "First speciality of the last year");
pub const SPECIALITY_2: Text = text("Deuxième spécialité de terminale", "Second speciality of the last year");
pub const SPECIALITY_DROPPED: Text =
    text("Spécialité arrêtée en fin de première", "Speciality dropped before the last year");
pub const MENTION: Text = text("Mention", "Mention (grade)");
pub const SCHOOL: Text = text("Établissement", "School");
pub const CITY: Text = text("Ville", "Town");
pub const COUNTRY: Text = text("Pays d'obtention", "Country");

/// A series by the name of the diploma, which is French in every language; in English with what it means.
pub fn series(code: &str, to: Language) -> String {
    Series::named(code).map_or_else(|| code.to_owned(), |it| glossed(it.label, it.gloss, to))
}

/// A speciality, in the same way.
pub fn speciality(code: &str, to: Language) -> String {
    Speciality::named(code).map_or_else(|| code.to_owned(), |it| glossed(it.label, it.gloss, to))
}

fn glossed(label: &str, gloss: &str, to: Language) -> String {
    match to {
        Language::English if !gloss.is_empty() => format!("{label} ({gloss})"),
        Language::English | Language::French => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_keeps_its_name_and_is_glossed_in_english() {
        let label = "S - Scientifique";
        assert_eq!(series("S", Language::French), label);
        assert_eq!(series("S", Language::English), format!("{label} (science)"));
        assert_eq!(series("?", Language::English), "?");
        assert_eq!(speciality("MATH", Language::English), "Mathématiques (mathematics)");
        assert_eq!([speciality("MATH", Language::French), speciality("", Language::French)], ["Mathématiques", ""]);
    }
}
