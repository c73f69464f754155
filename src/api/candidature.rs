//! « Mes candidatures », one dossier, giving up, and the answer to a favourable avis.

use super::{CallError, Never};
use crate::domain::CandidatureId;
use crate::domain::candidature::{Answer, StepRefusal};
use crate::domain::dossier::{CandidatureCard, DossierView};
use leptos::server;

#[server(prefix = "/api", endpoint = "candidature/mine")]
pub async fn mine() -> Result<Vec<CandidatureCard>, CallError<Never>> {
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    Ok(candidate.services().store.candidatures_of(candidate.id()).await?)
}

/// One dossier with its documents and what stands in the way of its transmission.
#[server(prefix = "/api", endpoint = "candidature/dossier")]
pub async fn dossier(id: CandidatureId) -> Result<DossierView, CallError<Never>> {
    use crate::domain::review::AvisKind;
    use crate::server::{calendar, guard::Candidate};

    let candidate = Candidate::of_this_call().await?;
    let (store, now) = (&candidate.services().store, candidate.services().clock.now());
    let card = store.candidature_of(candidate.id(), &id).await?.ok_or(CallError::NotFound)?;
    let documents = store.documents(&id).await?;
    let unfit = store.profile(candidate.id()).await?.unfit(calendar::date(now));
    let avis = store.avis_history(&id).await?.into_iter().find(|it| it.validated_at.is_some());
    let mut view = DossierView::new(card, documents, &unfit, avis, store.events(&id).await?, now);
    if view.card.avis == Some(AvisKind::ReserveList) {
        view.before_in_reserve = store.before_in_reserve(&id).await?;
    }
    Ok(view)
}

/// Gives a pending candidature up.
#[server(prefix = "/api", endpoint = "candidature/cancel")]
pub async fn cancel(id: CandidatureId) -> Result<(), CallError<StepRefusal>> {
    use crate::domain::letter::Letter;
    use crate::places::Place;
    use crate::server::{guard::Candidate, web};

    let candidate = Candidate::of_this_call().await?;
    let mut work = candidate.begin().await?;
    let locked = work.lock_candidature(candidate.id(), &id).await?.ok_or(CallError::NotFound)?;
    let after = locked.standing.cancel().map_err(CallError::Refused)?;
    work.record_standing(&locked, &after).await?;
    work.note("cancel", &id, "");
    work.post(candidate.id(), &Letter::CandidatureCancelled(id.clone())).await?;
    candidate.services().commit(work).await?;
    web::go_to(&Place::Candidatures);
    Ok(())
}

/// Confirms, or withdraws.
#[server(prefix = "/api", endpoint = "candidature/answer")]
pub async fn give_answer(id: CandidatureId, answer: Answer) -> Result<(), CallError<StepRefusal>> {
    use crate::domain::letter::Letter;
    use crate::places::Place;
    use crate::server::{guard::Candidate, web};

    let candidate = Candidate::of_this_call().await?;
    let mut work = candidate.begin().await?;
    let locked = work.lock_candidature(candidate.id(), &id).await?.ok_or(CallError::NotFound)?;
    match locked.standing.answer(answer, work.now) {
        // A second click: it is said already, and once.
        Err(StepRefusal::AlreadyAnswered) if locked.standing.answer == Some(answer) => {}
        Err(refusal) => return Err(CallError::Refused(refusal)),
        Ok(after) => {
            work.record_standing(&locked, &after).await?;
            work.note("answer", &id, answer.code());
            match answer {
                Answer::Confirmed => candidate.services().admit_candidature(&mut work, candidate.id(), &id).await?,
                Answer::Withdrawn | Answer::WithdrawnByDefault => work.unadmit_candidature(&id).await?,
            }
            work.post(candidate.id(), &Letter::Answered(id.clone())).await?;
            candidate.services().commit(work).await?;
        }
    }
    web::go_to(&Place::Dossier(id));
    Ok(())
}
