//! « Baccalauréat ».

use super::{Text, text};
use crate::domain::language::Language;
use crate::domain::profile::Series;

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
    let Some(it) = Series::named(code) else { return code.to_owned() };
    match (to, gloss(code)) {
        (Language::English, Some(gloss)) => format!("{} ({gloss})", it.label),
        (Language::English | Language::French, _) => it.label.to_owned(),
    }
}

fn gloss(code: &str) -> Option<&'static str> {
    Some(match code {
        "PHILO" => "philosophy",
        "ELEM" => "elementary mathematics",
        "SCEX" => "experimental sciences",
        "MTEC" => "mathematics and technology",
        "TECO" => "technology and economics",
        "A" => "philosophy and literature",
        "B" => "economics and social sciences",
        "C" => "mathematics and physical sciences",
        "D" => "mathematics and natural sciences",
        "DP" => "agricultural sciences and technology",
        "E" => "mathematics and technology",
        "F" => "industrial, medical and social technology, music",
        "G" => "management and commerce",
        "H" => "computing",
        "S" => "science",
        "ES" => "economics and social sciences",
        "L" => "literature",
        "NBGE" => "general baccalaureat",
        "STI2D" => "industry and sustainable development",
        "STMG" => "management",
        "ST2S" => "health and social care",
        "STL" => "laboratory technology",
        "STD2A" => "design and applied arts",
        "STAV" => "agronomy and life sciences",
        "STHR" => "hotels and catering",
        "S2TMD" => "theatre, music and dance",
        "TMD" => "music and dance",
        "HOT" => "hotels and catering",
        "STG" => "management",
        "STT" => "services",
        "STI" => "industrial technology",
        "SMS" => "medical and social care",
        "STAE" => "agronomy, environment, food",
        "PRO" => "vocational baccalaureat",
        "DAEU" => "university entrance diploma, equivalent",
        "CAPA" => "certificate in law, equivalent",
        "ETR" => "equivalent foreign diploma",
        "AUT" => "another equivalent",
        _ => return None,
    })
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
        for it in (1900..=2030).flat_map(Series::of_year) {
            assert!(gloss(it.code).is_some(), "{} has no gloss", it.code);
        }
    }
}
