//! The PDF that comes with a required document (seed 001, « PDF à télécharger »), deposited by administrators: received and
//! inspected as what candidates give.

use super::Services;
use super::guard::{Caller, Staff};
use super::received::{Failure, Received};
use super::store::StoredFile;
use super::uploads::Manner;
use crate::domain::document::{DocumentRefusal, first_look_at_model};
use crate::domain::review::Act;
use crate::domain::{ProgrammeId, RequirementId};
use crate::places::{Place, RefusedDeposit};
use axum::extract::{Path, Request, State};
use axum::response::Response;

/// `POST /admin/formations/{programme}/pieces/{requirement}/modele`: a multipart form with the PDF in `file`, and in
/// `seen` the version of the programme that the form was made from.
pub async fn deposit(
    State(services): State<Services>,
    Path((programme, requirement)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (programme, requirement) = (ProgrammeId(programme), RequirementId(requirement));
    let manner = Manner::of(&request);
    let outcome = receive(&services, &programme, &requirement, request).await;
    let page = format!("{}#piece-{requirement}", Place::ProgrammeSettings(programme.clone()).href());
    manner.reply(&services, outcome, &Place::StaffSignIn, &page, |refusal, reference| {
        Place::ProgrammeAfterRefusal(programme, RefusedDeposit { refusal, requirement: requirement.0, reference })
    })
}

async fn receive(
    services: &Services,
    programme: &ProgrammeId,
    requirement: &RequirementId,
    request: Request,
) -> Result<(), Failure> {
    let (parts, body) = request.into_parts();
    let staff = Staff::of(Caller::of_request(services.clone(), &parts)).await?.ok_or(Failure::SignedOut)?;
    if !staff.role().may(Act::Configure) {
        return Err(Failure::NotFound);
    }
    let asked = services.store.requirements(programme).await?;
    // Asked before a byte is read.
    if !asked.iter().any(|it| it.id == *requirement) {
        return Err(Failure::NotFound);
    }
    let (seen, received) = Received::of(services, Request::from_parts(parts, body)).await?;
    let media = received.judge(services, first_look_at_model).await?;
    let file = received.into_new(media);
    let _until_named = file.keep(services).await?;
    record(&staff, programme, requirement, seen, &file.stored).await
}

async fn record(
    staff: &Staff,
    programme: &ProgrammeId,
    requirement: &RequirementId,
    seen: i64,
    file: &StoredFile,
) -> Result<(), Failure> {
    let mut work = staff.begin().await?;
    let (_, version) = work.lock_programme(programme).await?.ok_or(Failure::NotFound)?;
    if version != seen {
        // A second click, or a retry after a cut, sends the same file again: it is there already.
        let there = staff.services().store.model(requirement).await?;
        let same = there.is_some_and(|(name, digest)| name == file.name && digest == file.digest);
        return if same { Ok(()) } else { Err(DocumentRefusal::Changed.into()) };
    }
    if !work.put_model(programme, requirement, Some((&file.name, &file.digest))).await? {
        return Err(Failure::NotFound);
    }
    work.note("put_model", programme, requirement);
    Ok(work.commit().await?)
}
