//! « Pièces communes »: one deposit serves all candidatures of the person that are still open; and what was accepted once
//! is offered again.

use super::guard::Candidate;
use super::store::{Locked, StoredFile, Work};
use super::web;
use crate::api::CallError;
use crate::domain::document::{DocumentRefusal, DocumentState};
use crate::domain::{CandidatureId, DocumentId, RequirementId};
use crate::places::Place;

impl Candidate {
    /// Begins a change of a document; whether it is a shared one. For a shared one the person is locked before any of their
    /// candidatures, so that two tabs cannot wait for each other. `None`: they have no such candidature.
    pub async fn begin_on(
        &self,
        candidature: &CandidatureId,
        requirement: &RequirementId,
    ) -> sqlx::Result<Option<(Work, Locked, bool)>> {
        let shared = self.services().store.is_shared(requirement).await?;
        let mut work = self.begin().await?;
        if shared {
            work.lock_person(self.id()).await?;
        }
        let locked = work.lock_candidature(self.id(), candidature).await?;
        Ok(locked.map(|locked| (work, locked, shared)))
    }

    /// Carries a deposit (or, without a file, its being taken back) over to the other open candidatures that ask for the
    /// same thing: those that have nothing yet, or still the file that was `replaced`.
    pub async fn share(
        &self,
        work: &mut Work,
        it: &Locked,
        requirement: &RequirementId,
        replaced: Option<&str>,
        file: Option<&StoredFile>,
    ) -> sqlx::Result<()> {
        for (candidature, requirement) in work.sharing_with(it, requirement, replaced).await? {
            let Some(other) = work.lock_candidature(self.id(), &candidature).await? else { continue };
            if let Some(file) = file {
                let document = work.put_file(&other, &requirement, file).await?;
                work.note("deposit", &candidature, document);
            } else if work.digest(&other, &requirement).await?.is_some() {
                work.put_without_file(&other, &requirement, DocumentState::Missing).await?;
                work.note("remove", &candidature, requirement);
            }
        }
        Ok(())
    }

    /// Gives a new candidature the shared documents that the person gave before.
    pub async fn inherit(&self, work: &mut Work, id: &CandidatureId) -> sqlx::Result<()> {
        let Some(locked) = work.lock_candidature(self.id(), id).await? else { return Ok(()) };
        for (requirement, file) in work.shared_before(&locked).await? {
            let document = work.put_file(&locked, &requirement, &file).await?;
            work.note("deposit", id, document);
        }
        Ok(())
    }

    /// Puts a file that was accepted in another candidature into this one, as a deposit does; staff judge it anew.
    pub async fn take_again(
        &self,
        candidature: &CandidatureId,
        requirement: &RequirementId,
        from: &DocumentId,
    ) -> Result<(), CallError<DocumentRefusal>> {
        let (mut work, locked, shared) = self.begin_on(candidature, requirement).await?.ok_or(CallError::NotFound)?;
        let file = work.accepted_before(self.id(), requirement, from).await?.ok_or(CallError::NotFound)?;
        let documents = work.documents(&locked).await?;
        let document = documents.into_iter().find(|it| it.requirement_id == *requirement).ok_or(CallError::NotFound)?;
        let before = work.digest(&locked, requirement).await?;
        let there = before.as_ref() == Some(&file.digest);
        // A second click finds it done.
        if !(there && document.state == DocumentState::Deposited) {
            if !document.state.may_deposit(locked.standing.state) {
                return Err(CallError::Refused(DocumentRefusal::Closed));
            }
            if locked.standing.transmit_by <= work.now {
                return Err(CallError::Refused(DocumentRefusal::DeadlinePassed));
            }
            let document = work.put_file(&locked, requirement, &file).await?;
            work.note("deposit", candidature, document);
            if shared {
                self.share(&mut work, &locked, requirement, before.as_deref(), Some(&file)).await?;
            }
            work.commit().await?;
        }
        web::go_to(&Place::Dossier(candidature.clone()));
        Ok(())
    }
}
