//! Handing a dossier over, and its proof.

use super::{CallError, Never};
use crate::domain::CandidatureId;
use crate::domain::transmission::{Obstacle, Receipt};
use leptos::server;

/// Hands the dossier over, for good. A second click finds it done and goes to the receipt.
#[server(prefix = "/api", endpoint = "transmission/transmit")]
pub async fn transmit(id: CandidatureId) -> Result<(), CallError<Vec<Obstacle>>> {
    use crate::domain::letter::Letter;
    use crate::places::Place;
    use crate::server::{calendar, guard::Candidate, web};

    let candidate = Candidate::of_this_call().await?;
    let mut work = candidate.begin().await?;
    let locked = work.lock_candidature(candidate.id(), &id).await?.ok_or(CallError::NotFound)?;
    let documents = work.document_states(&locked).await?;
    let profile = work.profile(candidate.id()).await?;
    match locked.standing.transmit(&documents, &profile.unfit(calendar::date(work.now)), work.now) {
        Err(obstacles) if obstacles == [Obstacle::AlreadyTransmitted] => {}
        Err(obstacles) => return Err(CallError::Refused(obstacles)),
        Ok(after) => {
            work.record_standing(&locked, &after).await?;
            let transmission = candidate.freeze(&mut work, &locked, profile).await?;
            work.post(candidate.id(), &Letter::TransmissionReceipt(transmission)).await?;
            candidate.services().commit(work).await?;
        }
    }
    web::go_to(&Place::Receipt(id));
    Ok(())
}

/// The proofs of all transmissions of a candidature, the latest first.
#[server(prefix = "/api", endpoint = "transmission/receipts")]
pub async fn receipts(id: CandidatureId) -> Result<Vec<Receipt>, CallError<Never>> {
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    let receipts = candidate.services().store.receipts(candidate.id(), &id).await?;
    if receipts.is_empty() { Err(CallError::NotFound) } else { Ok(receipts) }
}
