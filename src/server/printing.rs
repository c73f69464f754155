//! Papers out: the receipt for the candidate, the dossier for staff, each made from what the latest transmission froze.
//! Absent and forbidden look alike.

use super::certifying::CertifyError;
use super::guard::{Caller, Candidate, Staff};
use super::{Services, explained, incident, language, pdf, secrets, uploads};
use crate::domain::language::Language;
use crate::domain::review::Act;
use crate::domain::transmission::Transmission;
use crate::domain::{AttemptId, CandidatureId, EnrolmentId};
use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Deserialize;

/// Why no paper comes out.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Store(#[from] sqlx::Error),
    #[error("{0}")]
    Print(#[from] pdf::PrintError),
    #[error("{0}")]
    Certify(#[from] CertifyError),
}

/// `GET /candidatures/{candidature}/accuse.pdf`, for the candidate whose it is.
pub async fn receipt(State(services): State<Services>, Path(candidature): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    answer("accuse", print_receipt(&services, &CandidatureId(candidature), &parts).await)
}

/// `GET /admin/dossiers/{candidature}/dossier.pdf`, for staff in whose scope it lies. Reading it whole is an act on a
/// person's data, and goes into the journal first.
pub async fn dossier(State(services): State<Services>, Path(candidature): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    answer("dossier", print_dossier(&services, &CandidatureId(candidature), &parts).await)
}

/// `GET /inscription/dossier/recu/{attempt}.pdf`, for whoever paid.
pub async fn payment_receipt(State(services): State<Services>, Path(file): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let Some(attempt) = file.strip_suffix(".pdf") else { return StatusCode::NOT_FOUND.into_response() };
    answer("recu", print_payment(&services, &AttemptId(attempt.to_owned()), &parts).await)
}

/// `GET /inscription/dossier/recapitulatif.pdf`, for the student whose enrolment it is; as often as they like.
pub async fn recap(State(services): State<Services>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    answer("recapitulatif", print_recap(&services, &parts).await)
}
#[derive(Deserialize)]
pub struct Which {
    /// The language of the paper; blank: the reader's.
    #[serde(default)]
    langue: String,
    /// An enrolment of another year; blank: the present one.
    #[serde(default)]
    inscription: String,
}

/// `GET /inscription/certificat.pdf?langue=en`, for whoever's enrolment is validated.
pub async fn certificate(State(services): State<Services>, which: Query<Which>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let language = Language::named(&which.langue).unwrap_or_else(|| language::of_request(&parts.headers));
    let enrolment = Some(&which.inscription).filter(|it| !it.is_empty()).map(|it| EnrolmentId(it.clone()));
    let printed = async {
        let Some(candidate) = Candidate::of(Caller::of_request(services, &parts)).await? else { return Ok(None) };
        Ok(candidate.certificate(enrolment.as_ref(), language).await?)
    };
    answer("certificat", printed.await)
}

/// `GET /inscription/carte.pdf`, for whoever enrolled for the first time and is validated.
pub async fn card(State(services): State<Services>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let printed = async {
        let language = language::of_request(&parts.headers);
        let Some(candidate) = Candidate::of(Caller::of_request(services, &parts)).await? else { return Ok(None) };
        Ok(candidate.card(language).await?)
    };
    answer("carte", printed.await)
}

/// `GET /verifier/cle`: the public keys, with which a certificate is checked without us.
pub async fn keys(State(services): State<Services>) -> Response {
    ([(CACHE_CONTROL, "public, max-age=3600")], Json(&services.signer.ring)).into_response()
}

/// A reference and the paper that carries it.
type Paper = (String, Vec<u8>);

async fn print_receipt(services: &Services, id: &CandidatureId, parts: &Parts) -> Result<Option<Paper>, Failure> {
    let Some(candidate) = Candidate::of(Caller::of_request(services.clone(), parts)).await? else { return Ok(None) };
    let Some(it) = services.store.transmission_of(candidate.id(), id).await? else { return Ok(None) };
    let reference = it.reference.clone();
    let paper =
        services.printer.receipt(&services.config.establishment, it, language::of_request(&parts.headers)).await?;
    Ok(Some((reference, paper)))
}

async fn print_payment(services: &Services, id: &AttemptId, parts: &Parts) -> Result<Option<Paper>, Failure> {
    let Some(candidate) = Candidate::of(Caller::of_request(services.clone(), parts)).await? else { return Ok(None) };
    let Some(it) = services.store.payment_receipt(candidate.id(), id).await? else { return Ok(None) };
    let reference = it.reference.clone();
    let language = language::of_request(&parts.headers);
    let paper = services.printer.payment(&services.config.establishment, it, language).await?;
    Ok(Some((reference, paper)))
}
async fn print_recap(services: &Services, parts: &Parts) -> Result<Option<Paper>, Failure> {
    let Some(candidate) = Candidate::of(Caller::of_request(services.clone(), parts)).await? else { return Ok(None) };
    let language = language::of_request(&parts.headers);
    let Some(it) = candidate.recap(language).await? else { return Ok(None) };
    let reference = it.enrolment.number.clone();
    Ok(Some((reference, services.printer.recap(&services.config.establishment, it, language).await?)))
}

async fn print_dossier(services: &Services, id: &CandidatureId, parts: &Parts) -> Result<Option<Paper>, Failure> {
    let Some(staff) = Staff::of(Caller::of_request(services.clone(), parts)).await? else { return Ok(None) };
    if !staff.role().may(Act::Read) {
        return Ok(None);
    }
    let Some(it) = services.store.transmission_in_scope(&staff.scope(), id).await? else { return Ok(None) };
    let reference = it.reference.clone();
    let mut work = staff.begin().await?;
    work.note("read_dossier_pdf", id, &reference);
    work.commit().await?;
    let files = files_of(services, &it).await;
    let paper = services
        .printer
        .dossier(&services.config.establishment, it, files, language::of_request(&parts.headers))
        .await?;
    Ok(Some((reference, paper)))
}

/// The bytes that were handed over, in the order of the snapshot's documents. What the vault does not have, or has
/// otherwise, is an incident, and leaves the other documents readable.
async fn files_of(services: &Services, it: &Transmission) -> Vec<Option<Bytes>> {
    let mut files = Vec::with_capacity(it.snapshot.documents.len());
    for document in &it.snapshot.documents {
        let Some(digest) = &document.digest else {
            files.push(None);
            continue;
        };
        files.push(match services.vault.read_whole(digest).await {
            Ok(bytes) if secrets::digest(&bytes) == *digest => Some(bytes),
            Ok(_) => {
                incident(digest, "a document in the vault is not the one that was handed over");
                None
            }
            Err(e) => {
                incident(&e, "a document is not in the vault");
                None
            }
        });
    }
    files
}

fn answer(name: &str, printed: Result<Option<Paper>, Failure>) -> Response {
    match printed {
        Ok(Some((reference, paper))) => (headers(name, &reference), paper).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(e) => explained::incident(&e, "a paper could not be made"),
    }
}

fn headers(name: &str, reference: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(uploads::FILE_POLICY));
    headers.insert(VARY, HeaderValue::from_static("accept-language, cookie"));
    // References are letters, digits and dashes: nothing in them can trip a header.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}-{reference}.pdf\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    headers
}
