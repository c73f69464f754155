//! How an establishment begins: a file that names its faculties, its first campaign and the members of its staff, a line each.
//!
//! ```text
//! faculty;UFR Sciences et technologies
//! campaign;2027-2028;2027-01-15;2027-09-30
//! staff;claire.fontaine@example.org;Claire Fontaine;officer;UFR Sciences et technologies
//! staff;sophie.renard@example.org;Sophie Renard;administrator
//! ```

use super::account::Email;
use super::form::{Fault, line, name};
use super::parameters::{CampaignForm, CampaignSettings, ParameterField};
use super::review::Role;

/// Live candidatures that a person may have, where the file says nothing of it.
const MAX_CANDIDATURES: &str = "10";

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundingField {
    /// What the line is about: its first cell.
    Kind,
    /// Of a faculty.
    Label,
    Campaign(ParameterField),
    /// Of a member of the staff.
    Email,
    Name,
    Role,
    /// The faculties of a member of the staff.
    Scope,
    /// Cells past the last one that means something.
    Rest,
}

/// What is wrong with a line, which has the number that editors show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineFault {
    pub line: u64,
    pub field: FoundingField,
    pub fault: Fault,
}

/// A member of the staff; an administrator's scope is the whole establishment, whatever is named here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffLine {
    pub line: u64,
    pub email: Email,
    pub name: String,
    pub role: Role,
    /// Their faculties, by label.
    pub faculties: Vec<String>,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Founding {
    /// By label, in the order of the offer.
    pub faculties: Vec<String>,
    /// With the line where it stands.
    pub campaign: Option<(u64, CampaignSettings)>,
    pub staff: Vec<StaffLine>,
}

impl Founding {
    /// Reads the cells of each line; all that is wrong is said at once.
    pub fn read(lines: impl IntoIterator<Item = (u64, Vec<String>)>) -> Result<Self, Vec<LineFault>> {
        let mut reading = Reading::default();
        let mut last = 0;
        for (line, mut cells) in lines {
            // Spreadsheets make every line as long as the longest one.
            while cells.last().is_some_and(|it| it.trim().is_empty()) {
                cells.pop();
            }
            last = line;
            reading.line = line;
            reading.take(&cells);
        }
        if reading.is_empty() {
            reading.line = last + 1;
            reading.note(FoundingField::Kind, Fault::Missing);
        }
        if reading.faults.is_empty() { Ok(reading.founding) } else { Err(reading.faults) }
    }
}

#[derive(Default)]
struct Reading {
    line: u64,
    founding: Founding,
    faults: Vec<LineFault>,
}

impl Reading {
    fn note(&mut self, field: FoundingField, fault: Fault) {
        self.faults.push(LineFault { line: self.line, field, fault });
    }

    fn keep<T>(&mut self, field: FoundingField, parsed: Result<T, Fault>) -> Option<T> {
        parsed.map_err(|fault| self.note(field, fault)).ok()
    }

    fn is_empty(&self) -> bool {
        self.faults.is_empty() && self.founding == Founding::default()
    }

    fn take(&mut self, cells: &[String]) {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        match cells.as_slice() {
            [] => {}
            ["faculty", rest @ ..] => self.take_faculty(rest),
            ["campaign", rest @ ..] => self.take_campaign(rest),
            ["staff", rest @ ..] => self.take_staff(rest),
            _ => self.note(FoundingField::Kind, Fault::NotOffered),
        }
    }

    fn no_more(&mut self, cells: &[&str], most: usize) {
        if cells.len() > most {
            self.note(FoundingField::Rest, Fault::NotOffered);
        }
    }

    fn take_faculty(&mut self, cells: &[&str]) {
        self.no_more(cells, 1);
        let Some(label) = self.keep(FoundingField::Label, line(cell(cells, 0))) else { return };
        if self.founding.faculties.contains(&label) {
            return self.note(FoundingField::Label, Fault::Repeated);
        }
        self.founding.faculties.push(label);
    }

    fn take_campaign(&mut self, cells: &[&str]) {
        self.no_more(cells, 4);
        let own = |nth| cell(cells, nth).to_owned();
        let max_candidatures = if own(3).is_empty() { MAX_CANDIDATURES.to_owned() } else { own(3) };
        let form = CampaignForm { label: own(0), opens_on: own(1), closes_on: own(2), max_candidatures };
        match form.check() {
            Ok(_) if self.founding.campaign.is_some() => self.note(FoundingField::Kind, Fault::Repeated),
            Ok(settings) => self.founding.campaign = Some((self.line, settings)),
            Err(faults) => faults.0.into_iter().for_each(|(it, fault)| self.note(FoundingField::Campaign(it), fault)),
        }
    }

    fn take_staff(&mut self, cells: &[&str]) {
        let email = self.keep(FoundingField::Email, Email::parse(cell(cells, 0)));
        let name = self.keep(FoundingField::Name, name(cell(cells, 1)));
        let role = self.keep(FoundingField::Role, Role::named(cell(cells, 2)).ok_or(Fault::NotOffered));
        let mut faculties: Vec<String> = Vec::new();
        for typed in cells.iter().skip(3) {
            let Some(label) = self.keep(FoundingField::Scope, line(typed)) else { return };
            if faculties.contains(&label) {
                return self.note(FoundingField::Scope, Fault::Repeated);
            }
            faculties.push(label);
        }
        let (Some(email), Some(name), Some(role)) = (email, name, role) else { return };
        if faculties.is_empty() && role != Role::Administrator {
            return self.note(FoundingField::Scope, Fault::Missing);
        }
        if self.founding.staff.iter().any(|it| it.email == email) {
            return self.note(FoundingField::Email, Fault::Repeated);
        }
        self.founding.staff.push(StaffLine { line: self.line, email, name, role, faculties });
    }
}

/// One cell, blank where the line ends before it.
fn cell<'c>(cells: &[&'c str], nth: usize) -> &'c str {
    cells.get(nth).map_or("", |it| it.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Date;

    fn read(text: &str) -> Result<Founding, Vec<LineFault>> {
        Founding::read((1..).zip(text.lines()).map(|(at, it)| (at, it.split(';').map(str::to_owned).collect())))
    }

    fn faults(text: &str) -> Vec<(u64, FoundingField, Fault)> {
        read(text).expect_err(text).into_iter().map(|it| (it.line, it.field, it.fault)).collect()
    }

    #[test]
    fn a_file_names_faculties_a_campaign_and_staff() {
        let it = read(
            "faculty;UFR Sciences;;;;\n\nfaculty; IUT et droit, gestion \ncampaign;2027-2028;2027-01-15;30/09/2027\n\
             staff; Claire@Example.org ;Claire Fontaine;officer;UFR Sciences;IUT et droit, gestion\n\
             staff;sophie@example.org;Sophie Renard;administrator",
        )
        .expect("a good file");
        assert_eq!(it.faculties, ["UFR Sciences", "IUT et droit, gestion"]);
        let (line, campaign) = it.campaign.expect("a campaign");
        assert_eq!((line, campaign.label.as_str(), campaign.max_candidatures), (4, "2027-2028", 10));
        assert_eq!(campaign.days.last, Date { year: 2027, month: 9, day: 30 });
        let [claire, sophie] = it.staff.as_slice() else { panic!("{:?}", it.staff) };
        assert_eq!((claire.line, claire.email.as_str(), claire.role), (5, "claire@example.org", Role::Officer));
        assert_eq!(claire.faculties, ["UFR Sciences", "IUT et droit, gestion"]);
        assert_eq!((sophie.role, sophie.faculties.len()), (Role::Administrator, 0));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once_with_its_line() {
        use FoundingField as Field;
        let text = "faculty\nUFR Sciences\ncampaign;2027-2028;2027-13-01;2027-09-30;cent\n\
                    staff;claire;Claire;chef;UFR\nstaff;paul@example.org;Paul Lefèvre;reviewer\nfaculty;UFR;de trop";
        let expected = [
            (1, Field::Label, Fault::Missing),
            (2, Field::Kind, Fault::NotOffered),
            (3, Field::Campaign(ParameterField::OpensOn), Fault::Malformed),
            (3, Field::Campaign(ParameterField::MaxCandidatures), Fault::Malformed),
            (4, Field::Email, Fault::Malformed),
            (4, Field::Role, Fault::NotOffered),
            (5, Field::Scope, Fault::Missing),
            (6, Field::Rest, Fault::NotOffered),
        ];
        assert_eq!(faults(text), expected);
    }

    #[test]
    fn nothing_stands_twice_and_a_file_says_something() {
        use FoundingField as Field;
        let campaign = "campaign;a;2027-01-15;2027-09-30";
        let staff = "staff;s@example.org;Sophie;administrator";
        assert_eq!(faults("faculty;UFR\nfaculty;UFR"), [(2, Field::Label, Fault::Repeated)]);
        assert_eq!(faults(&format!("{campaign}\n{campaign}")), [(2, Field::Kind, Fault::Repeated)]);
        assert_eq!(faults(&format!("{staff}\n{staff}")), [(2, Field::Email, Fault::Repeated)]);
        assert_eq!(faults(&format!("{staff};UFR;UFR")), [(1, Field::Scope, Fault::Repeated)]);
        assert_eq!(faults("\n;;\n"), [(3, Field::Kind, Fault::Missing)]);
        let backwards = faults("campaign;a;2027-09-30;2027-01-15");
        assert_eq!(backwards, [(1, Field::Campaign(ParameterField::ClosesOn), Fault::OutOfRange)]);
    }
}
