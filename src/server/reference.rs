//! Reference data: communes by postal code, countries and nationalities. The embedded files say their source, licence and
//! date, and `script/reference-data` makes them anew; a folder of the establishment's own takes their place.

mod table;

pub use table::{ReferenceError, replace, write};

use crate::domain::language::Language;
use crate::domain::profile::{AddressForm, Commune, ExternalForm, FRANCE, IdentityForm, Names, Profile, StartForm};
use table::{Called, Country};

impl Country {
    fn named(&self, language: Language) -> &Called {
        match language {
            Language::French => &self.french,
            Language::English => &self.english,
        }
    }
}

fn of_code(code: &str) -> Option<&'static Country> {
    table::countries().iter().find(|it| it.code == code)
}

/// The communes under a French postal code, by name; none when the code is unknown.
pub fn communes(postal_code: &str) -> &'static [Commune] {
    table::communes().get(postal_code).map_or(&[], Vec::as_slice)
}

/// ISO code and name of every country, France first, then by name without accents.
pub fn countries(language: Language) -> Vec<(String, String)> {
    sorted(table::countries().iter().map(|it| (it.code, it.named(language).country)))
}

/// ISO code and nationality, French first; countries without one of their own go by their name.
pub fn nationalities(language: Language) -> Vec<(String, String)> {
    sorted(table::countries().iter().map(|it| (it.code, it.named(language).nationality)))
}

/// The name of a country; blank when there is none of this code.
pub fn country(code: &str, language: Language) -> &'static str {
    of_code(code).map_or("", |it| it.named(language).country)
}

/// The nationality of a country, or its name when that has none of its own.
pub fn nationality(code: &str, language: Language) -> &'static str {
    of_code(code).map_or("", |it| it.named(language).nationality)
}

/// The number of a country in ISO 3166-1, as banks ask for it; `None` when it has none.
pub fn country_number(code: &str) -> Option<&'static str> {
    of_code(code).map(|it| it.number).filter(|it| !it.is_empty())
}

/// The names behind the codes of a profile.
pub fn names(profile: &Profile, language: Language) -> Names {
    let identity = profile.identity.clone().unwrap_or_default();
    let address = profile.address.clone().unwrap_or_default();
    let commune = || {
        let known = communes(address.postal_code.trim()).iter().find(|it| it.code == address.commune);
        known.map_or_else(|| address.commune.clone(), |it| it.name.clone())
    };
    let school_country = profile.baccalaureat.as_ref().map_or("", |it| country(&it.country, language));
    Names {
        nationality: nationality(&identity.nationality, language).to_owned(),
        birth_country: country(&identity.birth_country, language).to_owned(),
        city: if address.country == FRANCE { commune() } else { address.foreign_city.clone() },
        country: country(&address.country, language).to_owned(),
        school_country: school_country.to_owned(),
    }
}

/// The form with countries that are none left blank, as a list that never offered them would have them.
pub fn known_countries(mut form: IdentityForm) -> IdentityForm {
    for code in [&mut form.nationality, &mut form.birth_country] {
        if of_code(code).is_none() {
            code.clear();
        }
    }
    form
}

/// As [`known_countries`], of the first step.
pub fn known_nationality(form: StartForm) -> StartForm {
    if of_code(&form.nationality).is_some() { form } else { StartForm { nationality: String::new(), ..form } }
}

/// As [`known_countries`], of a year of studies.
pub fn known_country(form: ExternalForm) -> ExternalForm {
    if of_code(&form.country).is_some() { form } else { ExternalForm { country: String::new(), ..form } }
}

/// The form with a commune that does not lie under the postal code left blank; the only one there is, chosen.
pub fn known_commune(mut form: AddressForm) -> AddressForm {
    let offered = communes(form.postal_code.trim());
    if !offered.iter().any(|it| it.code == form.commune) {
        form.commune = match offered {
            [only] => only.code.clone(),
            _ => String::new(),
        };
    }
    form
}

fn sorted(pairs: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = pairs.map(|(code, name)| (code.to_owned(), name.to_owned())).collect();
    pairs.sort_by_cached_key(|(code, name)| (code != FRANCE, fold(name)));
    pairs
}

/// A search key: without accents, in lower case, one blank between words. What controls parts words as blanks do: no key
/// holds it, and PostgreSQL cannot even be asked for some of it.
pub fn fold(text: &str) -> String {
    let plain = deunicode::deunicode(&text.replace(char::is_control, " ")).to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_embedded_data_is_whole() {
        assert!(table::communes().len() > 6000);
        let names: Vec<_> = communes("59300").iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Aulnoy-lez-Valenciennes", "Famars", "Valenciennes"]);
        assert!(communes("00000").is_empty());
        for language in [Language::French, Language::English] {
            let (countries, nationalities) = (countries(language), nationalities(language));
            assert!(countries.len() > 240 && nationalities.len() == countries.len());
            assert!(countries.iter().chain(&nationalities).all(|(_, name)| !name.trim().is_empty()));
            let code_of = |it: &[(String, String)]| it.iter().map(|(code, _)| code.clone()).collect::<HashSet<_>>();
            assert_eq!(code_of(&countries), code_of(&nationalities));
            assert!(countries[1..].is_sorted_by_key(|(_, name)| fold(name)), "{language:?}");
        }
    }

    #[test]
    fn a_country_is_named_in_the_language_shown_and_its_code_stays() {
        let (french, english) = (Language::French, Language::English);
        assert_eq!([countries(french)[0].1.as_str(), &nationalities(french)[0].1], ["France", "Français"]);
        assert_eq!([countries(english)[0].1.as_str(), &nationalities(english)[0].1], ["France", "French"]);
        assert_eq!([country("DE", french), nationality("DE", french)], ["Allemagne", "Allemand"]);
        assert_eq!([country("DE", english), nationality("DE", english)], ["Germany", "German"]);
        assert_eq!([country("?", french), nationality("?", english)], ["", ""]);
        let at = |language, code: &str| countries(language).iter().position(|(it, _)| it == code).expect("a country");
        assert!(at(french, "DE") < at(french, "BE") && at(english, "DE") > at(english, "BE"), "by the name shown");
    }

    #[test]
    fn every_country_of_iso_3166_has_its_number() {
        assert_eq!(["FR", "DE", "AL", "DZ"].map(country_number), [Some("250"), Some("276"), Some("008"), Some("012")]);
        let countries = table::countries();
        let without: Vec<_> =
            countries.iter().filter(|it| country_number(it.code).is_none()).map(|it| it.code).collect();
        assert_eq!(without, ["XK"], "Kosovo is none of ISO 3166-1");
        let numbers: HashSet<_> = countries.iter().filter_map(|it| country_number(it.code)).collect();
        assert_eq!(numbers.len(), countries.len() - 1);
        assert!(numbers.iter().all(|it| it.len() == 3 && it.bytes().all(|b| b.is_ascii_digit())));
    }

    #[test]
    fn searching_knows_no_accents() {
        assert_eq!(fold("  Éloïse   D’Œuvré "), "eloise d'oeuvre");
        assert_eq!(["Éloïse\0D’Œuvré\u{1b}\n", "eloise\0d'oeuvre"].map(fold), ["eloise d'oeuvre"; 2]);
    }
}
