//! Documents in and out. In: counted, looked at and hashed as they stream into a file of their own, inspected, put into
//! the vault, and only then named by a row. Out: to the candidate, or to staff in scope, as exactly what they are.

use super::guard::{Caller, Candidate, Staff};
use super::received::{Failure, Received};
use super::store::StoredFile;
use super::{Services, explained, secrets};
use crate::domain::document::{DocumentRefusal, Media, first_look};
use crate::domain::review::Act;
use crate::domain::{CandidatureId, DocumentId, EnrolmentDocumentId, EnrolmentRequirementId, RequirementId};
use crate::places::{Place, RefusedDeposit};
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

/// A file over the cap is still read to its end, up to here, so that the browser hears the answer instead of a
/// broken connection; beyond, the connection is cut.
pub const READ_AT_MOST: usize = 64 * 1024 * 1024;

/// What a file may do in a browser, whatever is inside: nothing but be seen.
pub const FILE_POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// What the page hears of a deposit made with JavaScript.
#[derive(Serialize)]
struct Answer {
    refusal: Option<DocumentRefusal>,
    /// What staff can search, when it was refused.
    reference: Option<String>,
}

/// What a file is given for.
enum Slot {
    Candidature(CandidatureId, RequirementId),
    /// Of the present enrolment.
    Enrolment(EnrolmentRequirementId),
}

impl Slot {
    /// Asked before a byte is read, so that strangers cannot make us keep anything.
    async fn is_of(&self, candidate: &Candidate) -> sqlx::Result<bool> {
        match self {
            Self::Candidature(id, _) => {
                let found = candidate.services().store.candidature_of(candidate.id(), id).await?;
                Ok(found.is_some())
            }
            Self::Enrolment(requirement) => candidate.is_asked_for(requirement).await,
        }
    }

    async fn record(&self, candidate: &Candidate, seen: i64, file: &StoredFile) -> Result<(), Failure> {
        match self {
            Self::Candidature(id, requirement) => record(candidate, id, requirement, seen, file).await,
            Self::Enrolment(requirement) => {
                let recorded = candidate.record_in_enrolment(requirement, seen, file).await?;
                recorded.ok_or(Failure::NotFound)?.map_err(Failure::Refused)
            }
        }
    }

    /// The page with the document in it.
    fn page(&self) -> String {
        match self {
            Self::Candidature(id, requirement) => format!("{}#piece-{requirement}", Place::Dossier(id.clone()).href()),
            Self::Enrolment(requirement) => format!("{}#piece-{requirement}", Place::EnrolmentDocuments.href()),
        }
    }

    /// The page that explains a refusal, for who has no JavaScript.
    fn after_refusal(self, refusal: DocumentRefusal, reference: String) -> Place {
        match self {
            Self::Candidature(id, requirement) => {
                Place::DossierAfterRefusal(id, RefusedDeposit { refusal, requirement: requirement.0, reference })
            }
            Self::Enrolment(requirement) => {
                Place::EnrolmentDocumentsAfterRefusal(RefusedDeposit { refusal, requirement: requirement.0, reference })
            }
        }
    }
}

/// `POST /candidatures/{id}/pieces/{requirement}`: a multipart form with the file in `file`, and in `seen` the version
/// of the document that the form was made from.
pub async fn deposit(
    State(services): State<Services>,
    Path((candidature, requirement)): Path<(String, String)>,
    request: Request,
) -> Response {
    take(services, Slot::Candidature(CandidatureId(candidature), RequirementId(requirement)), request).await
}

/// `POST /inscription/pieces/{requirement}`: the same, for the present enrolment.
pub async fn deposit_for_enrolment(
    State(services): State<Services>,
    Path(requirement): Path<String>,
    request: Request,
) -> Response {
    take(services, Slot::Enrolment(EnrolmentRequirementId(requirement)), request).await
}

async fn take(services: Services, slot: Slot, request: Request) -> Response {
    let manner = Manner::of(&request);
    let outcome = receive(services.clone(), &slot, request).await;
    let page = slot.page();
    manner.reply(&services, outcome, &Place::SignIn, &page, |refusal, reference| slot.after_refusal(refusal, reference))
}

/// How the browser hears what became of a file that it sent.
#[derive(Clone, Copy)]
pub(super) enum Manner {
    /// With JavaScript: in JSON.
    Json,
    /// Without: it is sent on to a page.
    Page,
}

impl Manner {
    pub fn of(request: &Request) -> Self {
        let json = request.headers().get(ACCEPT).is_some_and(|it| it.as_bytes().starts_with(b"application/json"));
        if json { Self::Json } else { Self::Page }
    }

    /// `page` shows what was done, `told` why it was not.
    pub fn reply(
        self,
        services: &Services,
        outcome: Result<(), Failure>,
        sign_in: &Place,
        page: &str,
        told: impl FnOnce(DocumentRefusal, String) -> Place,
    ) -> Response {
        let (refusal, reference) = match (outcome, self) {
            (Ok(()), Self::Json) => return Json(Answer { refusal: None, reference: None }).into_response(),
            (Ok(()), Self::Page) => return Redirect::to(page).into_response(),
            (Err(Failure::SignedOut), Self::Json) => return StatusCode::UNAUTHORIZED.into_response(),
            (Err(Failure::SignedOut), Self::Page) => return Redirect::to(&sign_in.href()).into_response(),
            (Err(Failure::NotFound), _) => return StatusCode::NOT_FOUND.into_response(),
            (Err(Failure::Incident(reference)), _) => (DocumentRefusal::StorageFailed, reference),
            (Err(Failure::Refused(refusal)), _) => {
                let reference = secrets::draw_reference(&*services.chance, 'R');
                tracing::info!(reference, ?refusal, page, "a file was refused");
                (refusal, reference)
            }
        };
        match self {
            Self::Json => {
                let answer = Answer { refusal: Some(refusal), reference: Some(reference) };
                (StatusCode::UNPROCESSABLE_ENTITY, Json(answer)).into_response()
            }
            Self::Page => Redirect::to(&told(refusal, reference).href()).into_response(),
        }
    }
}

async fn receive(services: Services, slot: &Slot, request: Request) -> Result<(), Failure> {
    let (parts, body) = request.into_parts();
    let candidate = Candidate::of(Caller::of_request(services.clone(), &parts)).await?.ok_or(Failure::SignedOut)?;
    if !slot.is_of(&candidate).await? {
        return Err(Failure::NotFound);
    }
    let request = Request::from_parts(parts, body);
    let (seen, received) = Received::of(&services, request).await?;
    let media = received.judge(&services, first_look).await?;
    let file = received.into_new(media);
    let _until_named = file.keep(&services).await?;
    slot.record(&candidate, seen, &file.stored).await
}

/// The row that makes a deposit true: after this commit it is there, before it nothing is.
async fn record(
    candidate: &Candidate,
    candidature: &CandidatureId,
    requirement: &RequirementId,
    seen: i64,
    file: &StoredFile,
) -> Result<(), Failure> {
    let (mut work, locked, shared) = candidate.begin_on(candidature, requirement).await?.ok_or(Failure::NotFound)?;
    let documents = work.documents(&locked).await?;
    let before = documents.into_iter().find(|it| it.requirement_id == *requirement).ok_or(Failure::NotFound)?;
    if !before.state.may_deposit(locked.standing.state) {
        return Err(DocumentRefusal::Closed.into());
    }
    if locked.standing.transmit_by <= work.now {
        return Err(DocumentRefusal::DeadlinePassed.into());
    }
    if before.version != seen {
        // A second click, or a retry after a cut, sends the same file again: it is there already.
        let same = before.file.as_ref().is_some_and(|it| it.name == file.name)
            && work.digest(&locked, requirement).await?.as_ref() == Some(&file.digest);
        return if same { Ok(()) } else { Err(DocumentRefusal::Changed.into()) };
    }
    let replaced = if shared { work.digest(&locked, requirement).await? } else { None };
    let document = work.put_file(&locked, requirement, file).await?;
    work.note("deposit", &locked.id, document);
    if shared {
        candidate.share(&mut work, &locked, requirement, replaced.as_deref(), Some(file)).await?;
    }
    Ok(work.commit().await?)
}

#[derive(Deserialize)]
pub struct Saving {
    /// Present: as an attachment, to be saved.
    telecharger: Option<String>,
}

/// `GET /pieces/{document}`: the bytes, for the candidate whose it is and for staff in whose scope it lies. Staff
/// reading a document is an act on a person's data, and goes into the journal.
pub async fn serve(
    State(services): State<Services>,
    Path(document): Path<String>,
    Query(saving): Query<Saving>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let found = Asked::OfCandidature(DocumentId(document)).find(&services, &parts).await;
    send(&services, found, &saving).await
}

/// `GET /inscription/document/{document}`: the same, of an enrolment; of staff, for who may judge it.
pub async fn serve_of_enrolment(
    State(services): State<Services>,
    Path(document): Path<String>,
    Query(saving): Query<Saving>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let found = Asked::OfEnrolment(EnrolmentDocumentId(document)).find(&services, &parts).await;
    send(&services, found, &saving).await
}

async fn send(services: &Services, found: sqlx::Result<Option<StoredFile>>, saving: &Saving) -> Response {
    match found {
        Ok(Some(file)) => match services.vault.read(&file.digest).await {
            Ok(bytes) => (headers(&file, saving.telecharger.is_some()), Body::from_stream(bytes)).into_response(),
            Err(e) => explained::incident(&e, "a document is not in the vault"),
        },
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(e) => explained::incident(&e, "a document could not be looked up"),
    }
}

/// `GET /modeles/{requirement}`: the PDF that comes with a required document; public, as the offer is.
pub async fn serve_model(State(services): State<Services>, Path(requirement): Path<String>) -> Response {
    let found = match services.store.model(&RequirementId(requirement)).await {
        Ok(Some(found)) => found,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(e) => return explained::incident(&e, "a model could not be looked up"),
    };
    let (name, digest) = found;
    match services.vault.read(&digest).await {
        Ok(bytes) => {
            let mut headers = safe_headers(&name, Media::Pdf, true);
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            (headers, Body::from_stream(bytes)).into_response()
        }
        Err(e) => explained::incident(&e, "a model is not in the vault"),
    }
}

/// A document that is asked for, by whoever may see it.
enum Asked {
    OfCandidature(DocumentId),
    OfEnrolment(EnrolmentDocumentId),
}

impl Asked {
    /// What staff must be allowed to, in whose scope it lies.
    const fn act(&self) -> Act {
        match self {
            Self::OfCandidature(_) => Act::Read,
            Self::OfEnrolment(_) => Act::Judge,
        }
    }

    async fn of_owner(&self, candidate: &Candidate) -> sqlx::Result<Option<StoredFile>> {
        let store = &candidate.services().store;
        match self {
            Self::OfCandidature(id) => store.file_of(candidate.id(), id).await,
            Self::OfEnrolment(id) => store.enrolment_file_of(candidate.id(), id).await,
        }
    }

    /// With what it is a document of.
    async fn in_scope(&self, staff: &Staff) -> sqlx::Result<Option<(String, StoredFile)>> {
        let (store, scope) = (&staff.services().store, staff.scope());
        Ok(match self {
            Self::OfCandidature(id) => store.file_in_scope(&scope, id).await?.map(|(of, file)| (of.0, file)),
            Self::OfEnrolment(id) => store.enrolment_file_in_scope(&scope, id).await?.map(|(of, file)| (of.0, file)),
        })
    }

    fn id(&self) -> &str {
        match self {
            Self::OfCandidature(id) => id.as_str(),
            Self::OfEnrolment(id) => id.as_str(),
        }
    }

    async fn find(&self, services: &Services, parts: &axum::http::request::Parts) -> sqlx::Result<Option<StoredFile>> {
        if let Some(candidate) = Candidate::of(Caller::of_request(services.clone(), parts)).await? {
            return self.of_owner(&candidate).await;
        }
        let Some(staff) = Staff::of(Caller::of_request(services.clone(), parts)).await? else { return Ok(None) };
        if !staff.role().may(self.act()) {
            return Ok(None);
        }
        let Some((of, file)) = self.in_scope(&staff).await? else { return Ok(None) };
        let mut work = staff.begin().await?;
        work.note("read_document", of, self.id());
        work.commit().await?;
        Ok(Some(file))
    }
}

/// Exactly this type, no guessing, no script, framed by nobody else: what is inside may be hostile all the same.
fn headers(file: &StoredFile, attachment: bool) -> HeaderMap {
    let mut headers = safe_headers(&file.name, file.media, attachment);
    headers.insert(CONTENT_LENGTH, HeaderValue::from(file.size));
    headers
}

fn safe_headers(name: &str, media: Media, attachment: bool) -> HeaderMap {
    let manner = if attachment { "attachment" } else { "inline" };
    let name: String = name.bytes().map(encode).collect();
    let disposition = format!("{manner}; filename=\"document.{}\"; filename*=UTF-8''{name}", media.extension());
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media.mime()));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(FILE_POLICY));
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    headers
}

/// RFC 8187: every byte that is not plainly safe, in hexadecimal.
fn encode(byte: u8) -> String {
    let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}
