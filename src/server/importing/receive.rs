//! Files of admissions in, reports out: plain routes, the same with and without JavaScript.

use super::PrepareError;
use crate::domain::ImportId;
use crate::domain::admission::Source;
use crate::domain::import::{Column, FILE_MAX, FileRefusal, ReportLine};
use crate::domain::review::Act;
use crate::places::Place;
use crate::server::explained;
use crate::server::guard::{Caller, Staff};
use crate::server::{Services, incident, language, sheet, store};
use crate::words;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

/// What went wrong with a file.
enum Failure {
    Refused(FileRefusal),
    SignedOut,
    NotFound,
    Incident(String),
}

impl From<sqlx::Error> for Failure {
    fn from(cause: sqlx::Error) -> Self {
        Self::Incident(incident(&cause, "an import could not be prepared"))
    }
}

impl From<PrepareError> for Failure {
    fn from(cause: PrepareError) -> Self {
        match cause {
            PrepareError::Refused(refusal) => Self::Refused(refusal),
            PrepareError::Store(cause) if store::is_no_campaign(&cause) => Self::Refused(FileRefusal::NoCampaign),
            PrepareError::Store(cause) => cause.into(),
        }
    }
}

/// `POST /admin/admissions`: a multipart form with `source` and, after it, `file`.
pub async fn receive(State(services): State<Services>, request: Request) -> Response {
    let page = request.headers().get(ACCEPT).is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    match take(services, request).await {
        Ok(id) => Redirect::to(&Place::Import(id).href()).into_response(),
        Err(Failure::SignedOut) if page => Redirect::to(&Place::StaffSignIn.href()).into_response(),
        Err(Failure::Refused(refusal)) => Redirect::to(&Place::ImportRefused(refusal).href()).into_response(),
        Err(failure) => told(&failure),
    }
}

/// Whoever may import, or why not.
async fn staff(services: &Services, parts: &axum::http::request::Parts) -> Result<Staff, Failure> {
    let staff = Staff::of(Caller::of_request(services.clone(), parts)).await?.ok_or(Failure::SignedOut)?;
    if staff.role().may(Act::ManageAccounts) { Ok(staff) } else { Err(Failure::NotFound) }
}

async fn take(services: Services, request: Request) -> Result<ImportId, Failure> {
    let (parts, body) = request.into_parts();
    let staff = staff(&services, &parts).await?;
    let request = Request::from_parts(parts, body);
    let interrupted = |_| Failure::Refused(FileRefusal::Interrupted);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Failure::Refused(FileRefusal::NoFile))?;
    let (mut source, mut file) = (None, None);
    while let Some(field) = form.next_field().await.map_err(interrupted)? {
        match field.name() {
            Some("source") => source = Source::named(&field.text().await.map_err(interrupted)?),
            Some("file") => {
                let name: String = field.file_name().unwrap_or_default().chars().take(200).collect();
                file = Some((name, whole(field).await?));
            }
            _ => {}
        }
    }
    let source = source.filter(|it| *it != Source::Candidature).ok_or(Failure::Refused(FileRefusal::SourceUnknown))?;
    let (name, bytes) = file.filter(|(_, it)| !it.is_empty()).ok_or(Failure::Refused(FileRefusal::NoFile))?;
    Ok(staff.prepare_import(source, &name, bytes).await?)
}

/// The bytes of a file, up to the limit; what is past it is read and not kept, so that the browser hears the answer.
async fn whole(mut field: axum::extract::multipart::Field<'_>) -> Result<Vec<u8>, Failure> {
    let (mut bytes, mut size) = (Vec::new(), 0);
    while let Some(chunk) = field.chunk().await.map_err(|_| Failure::Refused(FileRefusal::TooLarge))? {
        size += chunk.len();
        if size <= FILE_MAX {
            bytes.extend_from_slice(&chunk);
        }
    }
    if size > FILE_MAX { Err(Failure::Refused(FileRefusal::TooLarge)) } else { Ok(bytes) }
}

/// `GET /admin/modele-admissions.csv`: the heading and one line, for whoever makes such a file.
pub async fn model(State(services): State<Services>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    if let Err(failure) = staff(&services, &parts).await {
        return told(&failure);
    }
    let heading = Column::ALL.map(|it| it.names()[0]).join(";");
    let line = "0012345;Martin;Léa;31/03/2008;lea.martin@example.org;;FR;L1-INFO;;licence;initial";
    csv_file("modele", format!("\u{feff}{heading}\r\n{line}\r\n"))
}

/// `GET /admin/admissions/{import}/rapport.csv`: every line with what became of it.
pub async fn report(State(services): State<Services>, Path(import): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let id = ImportId(import);
    let lines = async {
        staff(&services, &parts).await?;
        services.store.import(&id).await?.ok_or(Failure::NotFound)?;
        let all = i64::try_from(crate::domain::import::LINES_MAX).unwrap_or(i64::MAX);
        Ok::<_, Failure>(services.store.import_lines(&id, None, 0, all).await?)
    };
    match lines.await {
        Ok(lines) => csv_file("rapport", written(&lines, language::of_request(&parts.headers))),
        Err(failure) => told(&failure),
    }
}

fn told(failure: &Failure) -> Response {
    match failure {
        Failure::SignedOut => StatusCode::UNAUTHORIZED.into_response(),
        Failure::Refused(_) | Failure::NotFound => StatusCode::NOT_FOUND.into_response(),
        Failure::Incident(reference) => explained::failed(reference),
    }
}

fn written(lines: &[ReportLine], to: crate::domain::language::Language) -> String {
    let row = |it: &ReportLine| {
        let (line, state) = (it.line.to_string(), words::import::line_state(it).to(to).into_owned());
        let said = words::import::line_said(it, to);
        let who = &it.content;
        [&line, &who.number, &who.family_name, &who.given_name, &who.programme_code, &state, &said]
            .map(|it| sheet::tame(it))
    };
    let heading = words::import::REPORT_HEADING.map(|it| it.to(to).into_owned());
    let written = sheet::written(heading, lines.iter().map(row)).unwrap_or_default();
    String::from_utf8_lossy(&written).into_owned()
}

fn csv_file(name: &str, text: String) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}.csv\""));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    (headers, text).into_response()
}
