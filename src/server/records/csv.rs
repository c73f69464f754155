//! Past students in two CSV files (`;` between columns, a header, UTF-8): who they are, and the years that they studied here.

use super::RecordsError;
use crate::domain::form::Faults;
use crate::domain::ine::Ine;
use crate::domain::profile::{
    AddressField, AddressForm, BaccalaureatField, BaccalaureatForm, IdentityForm, InternalYear, Question, Record,
    YearResult,
};
use crate::domain::time::Date;
use crate::server::reference;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Students by INE and birth date together.
pub struct Students(HashMap<(String, Date), Record>);

/// A line that cannot be used: where it stands, never what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    pub file: &'static str,
    pub line: u64,
}

const STUDENTS: &str = "students";
const YEARS: &str = "years";

/// The fields of a line by the names of their columns; a column that is absent is blank.
struct Line<'a> {
    columns: &'a HashMap<String, usize>,
    fields: &'a csv::StringRecord,
}

impl Line<'_> {
    fn get(&self, column: &str) -> String {
        let at = self.columns.get(column);
        at.and_then(|at| self.fields.get(*at)).unwrap_or_default().trim().to_owned()
    }
}

/// Reads every line; those that `take` cannot use are noted.
fn read(
    file: &'static str,
    text: &str,
    faults: &mut Vec<Malformed>,
    mut take: impl FnMut(&Line) -> Option<()>,
) -> Result<(), RecordsError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').comment(Some(b'#')).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| RecordsError::Header(file))?;
    let columns: HashMap<_, _> = header.iter().enumerate().map(|(at, name)| (name.trim().to_owned(), at)).collect();
    let mut line = 0;
    for fields in reader.records() {
        let taken = match &fields {
            Ok(fields) => {
                line = fields.position().map_or(line + 1, csv::Position::line);
                take(&Line { columns: &columns, fields })
            }
            Err(fault) => {
                line = fault.position().map_or(line + 1, csv::Position::line);
                None
            }
        };
        if taken.is_none() {
            faults.push(Malformed { file, line });
        }
    }
    if text.trim().is_empty() || (columns.contains_key("ine") && columns.len() > 1) {
        Ok(())
    } else {
        Err(RecordsError::Header(file))
    }
}

/// Who a line is about, if all that it says can be relied on.
fn student(it: &Line, today: Date) -> Option<Record> {
    let identity = IdentityForm {
        civility: it.get("civility"),
        family_name: it.get("family_name"),
        usual_name: it.get("usual_name"),
        given_name: it.get("given_name"),
        other_given_names: it.get("other_given_names"),
        nationality: it.get("nationality"),
        birth_date: it.get("birth_date"),
        birth_place: it.get("birth_place"),
        birth_country: it.get("birth_country"),
        phone: it.get("phone"),
        ine: it.get("ine"),
        no_ine: String::new(),
    };
    let known = reference::known_countries(identity);
    known.check(today).ok()?;
    let (address, baccalaureat) = (address(it).ok()?, baccalaureat(it, today).ok()?);
    Some(Record { identity: known, address, baccalaureat, years: Vec::new() })
}

/// The address, if the line has one.
fn address(it: &Line) -> Result<Option<AddressForm>, Faults<AddressField>> {
    let form = AddressForm {
        country: it.get("country"),
        street: it.get("street"),
        complement: it.get("complement"),
        postal_code: it.get("postal_code"),
        commune: it.get("commune"),
        foreign_postal_code: it.get("foreign_postal_code"),
        foreign_city: it.get("foreign_city"),
    };
    if form == AddressForm::default() {
        return Ok(None);
    }
    let form = reference::known_commune(form);
    form.check().map(|_| Some(form))
}

/// The baccalaureat, if the line has one.
fn baccalaureat(it: &Line, today: Date) -> Result<Option<BaccalaureatForm>, Faults<BaccalaureatField>> {
    let form = BaccalaureatForm {
        has_it: it.get("bac"),
        year: it.get("bac_year"),
        series: it.get("bac_series"),
        speciality_1: it.get("bac_speciality_1"),
        speciality_2: it.get("bac_speciality_2"),
        speciality_dropped: it.get("bac_speciality_dropped"),
        mention: it.get("bac_mention"),
        school: it.get("bac_school"),
        city: it.get("bac_city"),
        country: it.get("bac_country"),
    };
    if form == BaccalaureatForm::default() {
        return Ok(None);
    }
    form.check(today).map(|_| Some(form))
}

/// An INE and a year of who has it.
fn year(it: &Line) -> Option<(String, InternalYear)> {
    let ine = Ine::parse(&it.get("ine")).ok()?;
    let year = InternalYear {
        year: it.get("year").parse().ok().filter(|year| (1900..2200).contains(year))?,
        code: it.get("code"),
        label: it.get("label"),
        mark: it.get("mark"),
        mention: it.get("mention"),
        result: YearResult::named(&it.get("result"))?,
    };
    (!year.label.is_empty()).then(|| (ine.as_str().to_owned(), year))
}

impl Students {
    /// Reads both files. A line of years about an unknown INE is malformed: the files do not agree.
    pub fn read(students: &str, years: &str, today: Date) -> Result<(Self, Vec<Malformed>), RecordsError> {
        let (mut known, mut faults) = (HashMap::new(), Vec::new());
        // One INE is one person: a second line about it is a mistake in the file.
        let mut born: HashMap<String, Date> = HashMap::new();
        read(STUDENTS, students, &mut faults, |line| {
            let record = student(line, today)?;
            let ine = Ine::parse(&record.identity.ine).ok()?.as_str().to_owned();
            let day = Date::parse(&record.identity.birth_date)?;
            let Entry::Vacant(place) = born.entry(ine.clone()) else { return None };
            place.insert(day);
            known.insert((ine, day), record);
            Some(())
        })?;
        read(YEARS, years, &mut faults, |line| {
            let (ine, year) = year(line)?;
            let day = *born.get(&ine)?;
            known.get_mut(&(ine, day))?.years.push(year);
            Some(())
        })?;
        for record in known.values_mut() {
            record.years.sort_by_key(|it| std::cmp::Reverse(it.year));
        }
        Ok((Self(known), faults))
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    pub fn find(&self, question: &Question) -> Option<Record> {
        self.0.get(&(question.ine.as_str().to_owned(), question.born)).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 22 };
    const HEADER: &str = "ine;birth_date;civility;family_name;given_name;nationality;birth_place;birth_country\n";

    fn question(ine: &str, born: &str) -> Question {
        Question { ine: Ine::parse(ine).expect("an INE"), born: Date::parse(born).expect("a day") }
    }

    #[test]
    fn the_invented_students_are_all_well_formed() {
        let read = Students::read(include_str!("students.csv"), include_str!("years.csv"), TODAY);
        let (students, faults) = read.expect("a header");
        assert_eq!(faults, []);
        assert!(students.count() >= 30);
        assert!(students.0.values().any(|it| it.years.len() > 1) && students.0.values().any(|it| it.address.is_none()));
    }

    #[test]
    fn malformed_lines_are_left_out_and_named_by_number() {
        let good = "1234567890V;2004-03-31;madam;\"Delcourt; dite Dé\";Manon;FR;Lille;FR\n";
        let text = format!("{HEADER}{good}1234567890A;2004-03-31;madam;A;B;FR;Lille;FR\ntoo;short\n{good}");
        let years = "ine;year;label;result\n1234567890V;2024;Licence 1;ADM\n1234567890V;2024;Licence 1;PERHAPS\n\
                     0123456789M;2024;Licence 1;ADM\n";
        let (students, faults) = Students::read(&text, years, TODAY).expect("a header");
        let at = |file, line| Malformed { file, line };
        assert_eq!(faults, [at(STUDENTS, 3), at(STUDENTS, 4), at(STUDENTS, 5), at(YEARS, 3), at(YEARS, 4)]);
        let found = students.find(&question("1234567890V", "2004-03-31")).expect("the one good line");
        assert_eq!((found.identity.family_name.as_str(), found.years.len()), ("Delcourt; dite Dé", 1));
        assert!(students.find(&question("1234567890V", "2004-03-30")).is_none());
    }

    #[test]
    fn a_file_without_its_header_is_refused() {
        assert!(matches!(Students::read("a;b\n1;2\n", "", TODAY), Err(RecordsError::Header(STUDENTS))));
        assert!(matches!(Students::read(HEADER, "a;b\n1;2\n", TODAY), Err(RecordsError::Header(YEARS))));
    }
}
