//! Reference data, embedded: communes by postal code, countries and nationalities. The files say their source, licence
//! and date; `script/reference-data` makes them anew.

use crate::domain::profile::{AddressForm, Commune, ExternalForm, IdentityForm, StartForm};
use std::collections::HashMap;
use std::sync::LazyLock;

static COMMUNES: LazyLock<HashMap<&'static str, Vec<Commune>>> = LazyLock::new(|| {
    let mut by_code: HashMap<&str, Vec<Commune>> = HashMap::new();
    for line in rows(include_str!("reference/communes.csv")) {
        let mut fields = line.splitn(3, ';');
        if let (Some(postal), Some(code), Some(name)) = (fields.next(), fields.next(), fields.next()) {
            by_code.entry(postal).or_default().push(Commune { code: code.to_owned(), name: name.to_owned() });
        }
    }
    for communes in by_code.values_mut() {
        communes.sort_by(|a, b| a.name.cmp(&b.name));
    }
    by_code
});

static COUNTRIES: LazyLock<Vec<(&'static str, &'static str, &'static str)>> = LazyLock::new(|| {
    let fields = rows(include_str!("reference/countries.csv")).filter_map(|line| {
        let mut fields = line.splitn(3, ';');
        Some((fields.next()?, fields.next()?, fields.next()?))
    });
    fields.collect()
});

fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The communes under a French postal code, by name; none when the code is unknown.
pub fn communes(postal_code: &str) -> &'static [Commune] {
    COMMUNES.get(postal_code).map_or(&[], Vec::as_slice)
}

/// ISO code and name of every country, France first, then by name without accents.
pub fn countries() -> Vec<(String, String)> {
    sorted(COUNTRIES.iter().map(|(code, name, _)| (*code, *name)))
}

/// ISO code and nationality, French first; countries without one of their own go by their name.
pub fn nationalities() -> Vec<(String, String)> {
    sorted(
        COUNTRIES
            .iter()
            .map(|(code, name, nationality)| (*code, if nationality.is_empty() { *name } else { *nationality })),
    )
}

/// The name of a country; blank when there is none of this code.
pub fn country(code: &str) -> &'static str {
    COUNTRIES.iter().find(|(it, _, _)| *it == code).map_or("", |(_, name, _)| *name)
}

/// The nationality of a country, or its name when that has none of its own.
pub fn nationality(code: &str) -> &'static str {
    let known = COUNTRIES.iter().find(|(it, _, _)| *it == code);
    known.map_or("", |(_, name, nationality)| if nationality.is_empty() { name } else { nationality })
}

/// The form with countries that are none left blank, as a list that never offered them would have them.
pub fn known_countries(mut form: IdentityForm) -> IdentityForm {
    for code in [&mut form.nationality, &mut form.birth_country] {
        if !is_country(code) {
            code.clear();
        }
    }
    form
}

/// As [`known_countries`], of the first step.
pub fn known_nationality(form: StartForm) -> StartForm {
    if is_country(&form.nationality) { form } else { StartForm { nationality: String::new(), ..form } }
}

/// As [`known_countries`], of a year of studies.
pub fn known_country(form: ExternalForm) -> ExternalForm {
    if is_country(&form.country) { form } else { ExternalForm { country: String::new(), ..form } }
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

fn is_country(code: &str) -> bool {
    COUNTRIES.iter().any(|(it, _, _)| *it == code)
}

fn sorted(pairs: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = pairs.map(|(code, name)| (code.to_owned(), name.to_owned())).collect();
    pairs.sort_by_cached_key(|(code, name)| (code != crate::domain::profile::FRANCE, fold(name)));
    pairs
}

/// A search key: without accents, in lower case, one blank between words.
pub fn fold(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_data_is_whole() {
        assert!(COMMUNES.len() > 6000);
        let names: Vec<_> = communes("59300").iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Aulnoy-lez-Valenciennes", "Famars", "Valenciennes"]);
        assert!(communes("00000").is_empty());
        assert_eq!(countries()[0].1, "France");
        assert_eq!(nationalities()[0].1, "Français");
        assert_eq!([country("FR"), nationality("FR"), country("?"), nationality("?")], ["France", "Français", "", ""]);
        assert!(countries().len() > 240);
    }

    #[test]
    fn searching_knows_no_accents() {
        assert_eq!(fold("  Éloïse   D’Œuvré "), "eloise d'oeuvre");
    }
}
