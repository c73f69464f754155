//! The accounts that a directory (ENT) is to open: those of validated students, as CSV and as LDIF (RFC 2849). Plain routes.

use super::guard::{Caller, Staff};
use super::store::DirectoryRow;
use super::{Services, calendar, explained, sheet};
use crate::domain::campaign;
use crate::domain::language::Language;
use crate::domain::profile::IdentityForm;
use crate::domain::review::Act;
use crate::domain::time::{Date, Instant};
use crate::words::certificate::EXPORT_HEADING;
use axum::extract::{Query, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// The longest line of an LDIF file, in bytes.
const LINE: usize = 76;

#[derive(Deserialize)]
pub struct Since {
    /// A day; blank: all of them.
    #[serde(default)]
    depuis: String,
}

/// A student of the directory.
#[expect(clippy::struct_field_names, reason = "as the directory names it")]
#[derive(Clone, Debug, PartialEq, Eq)]
struct Student {
    identifiant: String,
    family_name: String,
    usual_name: String,
    given_name: String,
    email: String,
    student_number: String,
    year: String,
}

impl Student {
    fn of(row: DirectoryRow) -> Self {
        let form: IdentityForm =
            row.identity.as_deref().and_then(|it| serde_json::from_str(it).ok()).unwrap_or_default();
        let or_else =
            |typed: &str, other: String| if typed.trim().is_empty() { other } else { typed.trim().to_owned() };
        Self {
            identifiant: row.identifiant,
            family_name: or_else(&form.family_name, row.family_name),
            usual_name: form.usual_name.trim().to_owned(),
            given_name: or_else(&form.given_name, row.given_name),
            email: row.email,
            student_number: row.student_number.unwrap_or_default(),
            year: row.year,
        }
    }

    /// The name that others know.
    fn known_as(&self) -> &str {
        if self.usual_name.is_empty() { &self.family_name } else { &self.usual_name }
    }
}

/// `GET /admin/inscriptions/comptes.csv?depuis=2026-09-01`
pub async fn as_csv(state: State<Services>, since: Query<Since>, request: Request) -> Response {
    export(state.0, &since.0.depuis, request, "csv", "text/csv; charset=utf-8", |_, students| csv_of(students)).await
}

/// `GET /admin/inscriptions/comptes.ldif?depuis=2026-09-01`
pub async fn as_ldif(state: State<Services>, since: Query<Since>, request: Request) -> Response {
    let written = |base: &str, students: &[Student]| ldif_of(base, students);
    export(state.0, &since.0.depuis, request, "ldif", "text/x-ldif; charset=utf-8", written).await
}

/// Reading them all is an act on their data: it goes into the journal first.
async fn export(
    services: Services,
    since: &str,
    request: Request,
    kind: &'static str,
    media: &'static str,
    write: impl Fn(&str, &[Student]) -> String,
) -> Response {
    let (parts, _) = request.into_parts();
    let since = match Date::parse(since) {
        Some(day) => calendar::start(day).unwrap_or_default(),
        None if since.trim().is_empty() => Instant(0),
        None => return StatusCode::NOT_FOUND.into_response(),
    };
    let found = async {
        let Some(staff) = Staff::of(Caller::of_request(services.clone(), &parts)).await? else { return Ok(None) };
        if !staff.role().may(Act::ManageAccounts) {
            return Ok(None);
        }
        let rows = services.store.to_open(since).await?;
        let mut work = staff.begin().await?;
        work.note("export_accounts", staff.id(), rows.len());
        work.commit().await?;
        Ok::<_, sqlx::Error>(Some(rows))
    };
    match found.await {
        Ok(Some(rows)) => {
            let students: Vec<_> = rows.into_iter().map(Student::of).collect();
            let name = HeaderValue::from_str(&format!("attachment; filename=\"comptes.{kind}\""));
            let headers = [
                (CONTENT_TYPE, HeaderValue::from_static(media)),
                (CONTENT_DISPOSITION, name.unwrap_or(HeaderValue::from_static("attachment"))),
            ];
            (headers, write(&services.config.ldap_base, &students)).into_response()
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(e) => explained::incident(&e, "the accounts could not be exported"),
    }
}

/// Headed in French whoever asks: a program reads it.
fn csv_of(students: &[Student]) -> String {
    let row = |it: &Student| {
        [&it.identifiant, &it.family_name, &it.usual_name, &it.given_name, &it.email, &it.student_number, &it.year]
            .map(|it| sheet::tame(it))
    };
    let heading = EXPORT_HEADING.map(|it| it.to(Language::French).into_owned());
    let written = sheet::written(heading, students.iter().map(row)).unwrap_or_default();
    String::from_utf8_lossy(&written).into_owned()
}

/// Entries of persons with the attributes of students (SUPANN), to be added.
fn ldif_of(base: &str, students: &[Student]) -> String {
    let mut out = String::from("version: 1\n");
    for it in students {
        let year = campaign::begins(&it.year);
        let common = format!("{} {}", it.known_as(), it.given_name);
        let lines = [
            ("dn", format!("uid={},{base}", it.identifiant)),
            ("changetype", "add".to_owned()),
            ("objectClass", "top".to_owned()),
            ("objectClass", "person".to_owned()),
            ("objectClass", "organizationalPerson".to_owned()),
            ("objectClass", "inetOrgPerson".to_owned()),
            ("objectClass", "supannPerson".to_owned()),
            ("uid", it.identifiant.clone()),
            ("cn", common.clone()),
            ("sn", it.known_as().to_owned()),
            ("givenName", it.given_name.clone()),
            ("displayName", format!("{} {}", it.given_name, it.known_as())),
            ("mail", it.email.clone()),
            ("supannEtuId", it.student_number.clone()),
            ("supannEtuAnneeInscription", year.to_owned()),
        ];
        out.push('\n');
        for (name, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
            out.push_str(&folded(&attribute(name, value)));
        }
    }
    out
}

/// `name: value`, or `name:: value` in base 64 where the value is not a SAFE-STRING (RFC 2849), or ends with a blank.
fn attribute(name: &str, value: &str) -> String {
    let safe = |it: u8| (1..=127).contains(&it) && it != b'\n' && it != b'\r';
    let begins_well = !value.starts_with([' ', ':', '<']) && !value.ends_with(' ');
    if begins_well && value.bytes().all(safe) {
        format!("{name}: {value}")
    } else {
        format!("{name}:: {}", data_encoding::BASE64.encode(value.as_bytes()))
    }
}

/// Lines go on behind a blank. Only ASCII comes here.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 4);
    let mut room = LINE;
    for sign in line.chars() {
        if room == 0 {
            out.push_str("\n ");
            room = LINE - 1;
        }
        out.push(sign);
        room -= 1;
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn unsafe_values_are_in_base_64() {
        assert_eq!(attribute("sn", "Martin"), "sn: Martin");
        assert_eq!(attribute("sn", "D’Œuvré"), "sn:: ROKAmcWSdXZyw6k=");
        for value in [" a", "a ", ":a", "<a", "a\nmail: x", "a\r", "\0", "é"] {
            assert!(attribute("cn", value).starts_with("cn:: "), "{value:?}");
        }
        assert_eq!(attribute("cn", "a:<b"), "cn: a:<b");
    }

    #[test]
    fn a_spreadsheet_gets_no_formula() {
        let it = Student {
            identifiant: "martin.lea1".into(),
            family_name: "=cmd|'/C calc'!A0".into(),
            usual_name: String::new(),
            given_name: "Léa;\"x\"".into(),
            email: "lea@essai.example".into(),
            student_number: "22600001".into(),
            year: "2026-2027".into(),
        };
        let text = csv_of(&[it]);
        assert!(text.contains("'=cmd|'/C calc'!A0;;\"Léa;\"\"x\"\"\""), "{text}");
    }

    proptest! {
        #[test]
        fn whatever_the_names_each_attribute_reads_back_and_no_line_is_long(value in "(\\PC|[\n\r\0 :<]){1,200}") {
            let written = folded(&attribute("cn", &value));
            prop_assert!(written.lines().all(|line| line.len() <= LINE));
            let unfolded = written.replace("\n ", "");
            let unfolded = unfolded.strip_suffix('\n').expect("an end");
            let read = match unfolded.strip_prefix("cn:: ") {
                Some(text) => String::from_utf8(data_encoding::BASE64.decode(text.as_bytes()).expect("base 64")).expect("UTF-8"),
                None => unfolded.strip_prefix("cn: ").expect("a value").to_owned(),
            };
            prop_assert_eq!(read, value);
        }
    }
}
