//! The tables: embedded, or in their place the establishment's own, read once at the start from a folder with files of the
//! same names. `guichet reference` writes the embedded ones into a folder, to begin with.

use crate::domain::profile::{Commune, FRANCE, series};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

const COMMUNES: &str = include_str!("communes.csv");
const COUNTRIES: &str = include_str!("countries.csv");

/// By postal code.
pub(super) type Communes = HashMap<&'static str, Vec<Commune>>;

/// A country: its ISO code, what it and its people are called, and its number of ISO 3166-1.
pub(super) struct Country {
    pub code: &'static str,
    pub french: Called,
    pub english: Called,
    /// Three digits; blank where there is none.
    pub number: &'static str,
}

pub(super) struct Called {
    pub country: &'static str,
    /// That of the country where it has none of its own.
    pub nationality: &'static str,
}

/// Why a folder of reference data cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReferenceError {
    #[error("{}: {cause}", .file.display())]
    File { file: PathBuf, cause: std::io::Error },
    #[error("{}, line {line}: it is not made like the embedded table (`guichet reference` writes that)", .file.display())]
    Line { file: PathBuf, line: usize },
    #[error("{} holds none of communes.csv, countries.csv, series.csv", .0.display())]
    Nothing(PathBuf),
}

static OWN_COMMUNES: OnceLock<Communes> = OnceLock::new();
static OWN_COUNTRIES: OnceLock<Vec<Country>> = OnceLock::new();
static SHIPPED_COMMUNES: LazyLock<Communes> = LazyLock::new(|| read_communes(COMMUNES).unwrap_or_default());
static SHIPPED_COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| read_countries(COUNTRIES).unwrap_or_default());

pub(super) fn communes() -> &'static Communes {
    OWN_COMMUNES.get().unwrap_or(&SHIPPED_COMMUNES)
}

pub(super) fn countries() -> &'static [Country] {
    OWN_COUNTRIES.get().unwrap_or(&SHIPPED_COUNTRIES)
}

/// Puts the tables that lie in a folder in the place of the embedded ones, for as long as the process lives. What is not
/// there stays as it is embedded.
pub fn replace(folder: &Path) -> Result<(), ReferenceError> {
    // A second table would be of the same folder.
    let communes = read(folder, "communes.csv", |text| read_communes(text).map(|it| drop(OWN_COMMUNES.set(it))))?;
    let countries = read(folder, "countries.csv", |text| read_countries(text).map(|it| drop(OWN_COUNTRIES.set(it))))?;
    let series = read(folder, "series.csv", |text| series::replace(text).map_err(|it| it.0))?;
    if communes || countries || series { Ok(()) } else { Err(ReferenceError::Nothing(folder.to_owned())) }
}

/// Writes the embedded tables into a folder, over none that is there.
pub fn write(folder: &Path) -> Result<(), ReferenceError> {
    let failed = |file: PathBuf| move |cause| ReferenceError::File { file, cause };
    std::fs::create_dir_all(folder).map_err(failed(folder.to_owned()))?;
    for (name, text) in [("communes.csv", COMMUNES), ("countries.csv", COUNTRIES), ("series.csv", series::EMBEDDED)] {
        let file = folder.join(name);
        let mut made = std::fs::File::create_new(&file).map_err(failed(file.clone()))?;
        std::io::Write::write_all(&mut made, text.as_bytes()).map_err(failed(file))?;
    }
    Ok(())
}

/// Reads one file, which lives as long as the process; whether it is there. `take` names the first line that is wrong.
fn read(
    folder: &Path,
    name: &str,
    take: impl FnOnce(&'static str) -> Result<(), usize>,
) -> Result<bool, ReferenceError> {
    let file = folder.join(name);
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text.leak().trim_start_matches('\u{feff}'),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        Err(cause) => return Err(ReferenceError::File { file, cause }),
    };
    match take(text) {
        Ok(()) => {
            let source = text.lines().next().filter(|it| it.starts_with('#')).unwrap_or("its source is not said");
            tracing::info!(file = %file.display(), source, "reference data of the establishment");
            Ok(true)
        }
        Err(line) => Err(ReferenceError::Line { file, line }),
    }
}

/// The lines of a table with their numbers, from 1.
fn lines(text: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
}

/// Or the first line that is none; 0 where there is no line.
fn read_communes(text: &'static str) -> Result<Communes, usize> {
    let mut by_code = Communes::new();
    for (nth, line) in lines(text) {
        let mut fields = line.splitn(3, ';').filter(|it| !it.trim().is_empty());
        let (Some(postal), Some(code), Some(name)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(nth);
        };
        by_code.entry(postal).or_default().push(Commune { code: code.to_owned(), name: name.to_owned() });
    }
    for communes in by_code.values_mut() {
        communes.sort_by(|a, b| a.name.cmp(&b.name));
    }
    if by_code.is_empty() { Err(0) } else { Ok(by_code) }
}

/// Or the first line that is none; 0 where France is not among them.
fn read_countries(text: &'static str) -> Result<Vec<Country>, usize> {
    let country = |line: &'static str| {
        let fields: Vec<_> = line.split(';').collect();
        let [code, french, french_people, english, english_people, number] = fields[..] else { return None };
        let names = |country: &'static str, people: &'static str| {
            let nationality = if people.is_empty() { country } else { people };
            (!country.is_empty()).then_some(Called { country, nationality })
        };
        let (french, english) = (names(french, french_people)?, names(english, english_people)?);
        (!code.is_empty()).then_some(Country { code, french, english, number })
    };
    let read: Result<Vec<_>, _> = lines(text).map(|(nth, line)| country(line).ok_or(nth)).collect();
    read.and_then(|it| if it.iter().any(|it| it.code == FRANCE) { Ok(it) } else { Err(0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path()).expect("files");
        let of = |name| std::fs::read_to_string(folder.path().join(name)).expect("a file").leak();
        assert_eq!(read_communes(of("communes.csv")).map(|it| it.len()), Ok(SHIPPED_COMMUNES.len()));
        assert_eq!(read_countries(of("countries.csv")).map(|it| it.len()), Ok(SHIPPED_COUNTRIES.len()));
        let again = write(folder.path()).expect_err("nothing is written over").to_string();
        assert!(again.contains("communes.csv"), "{again}");
    }

    #[test]
    fn a_table_that_is_not_made_so_is_refused_by_its_line() {
        let countries = "# ours\nFR;France;Français;France;French;250\nXX;Ixe;;Ix;;\n";
        let read = read_countries(countries).unwrap_or_default();
        assert_eq!((read.len(), read[1].french.nationality, read[1].number), (2, "Ixe", ""));
        assert_eq!(read_countries("XX;Ixe;;Ix;;\n").map(|it| it.len()), Err(0), "France is missing");
        assert_eq!(read_countries("FR;France;Français;France;French;250\nXX;Ixe\n").map(|it| it.len()), Err(2));
        assert_eq!(read_communes("59300;59606;Valenciennes\n\n59000;;Lille\n").map(|it| it.len()), Err(3));
        assert_eq!(read_communes("# nothing\n").map(|it| it.len()), Err(0));
    }

    #[test]
    fn a_folder_without_a_table_and_a_bad_file_are_told_by_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let told = || replace(folder.path()).expect_err("no tables").to_string();
        assert!(told().contains("holds none of communes.csv"), "{}", told());
        std::fs::write(folder.path().join("series.csv"), "series;S\n").expect("a file");
        assert!(told().contains("series.csv, line 1"), "{}", told());
        std::fs::remove_file(folder.path().join("series.csv")).expect("a file");
        std::fs::create_dir(folder.path().join("countries.csv")).expect("a folder");
        assert!(told().contains("countries.csv"), "{}", told());
    }
}
