//! Changes to a document that bring no file: declared « non concerné », or taken back.

use super::guard::Candidate;
use super::web;
use crate::api::CallError;
use crate::domain::candidature::State;
use crate::domain::document::{DocumentRefusal, DocumentState, DocumentView};
use crate::domain::{CandidatureId, RequirementId};
use crate::places::Place;

impl Candidate {
    /// Sets a document to `state`, if the rule `may` allows it in the state that the candidature has now. Doing it
    /// again finds it done.
    pub async fn put_without_file(
        &self,
        candidature: &CandidatureId,
        requirement: &RequirementId,
        state: DocumentState,
        may: impl Fn(&DocumentView, State) -> bool,
    ) -> Result<(), CallError<DocumentRefusal>> {
        let (mut work, locked, shared) = self.begin_on(candidature, requirement).await?.ok_or(CallError::NotFound)?;
        let documents = work.documents(&locked).await?;
        let document = documents.into_iter().find(|it| it.requirement_id == *requirement).ok_or(CallError::NotFound)?;
        if document.state == state {
            web::go_to(&Place::Dossier(candidature.clone()));
            return Ok(());
        }
        if !may(&document, locked.standing.state) {
            return Err(CallError::Refused(DocumentRefusal::Closed));
        }
        if locked.standing.transmit_by <= work.now {
            return Err(CallError::Refused(DocumentRefusal::DeadlinePassed));
        }
        let carried_over = shared && state == DocumentState::Missing;
        let replaced = if carried_over { work.digest(&locked, requirement).await? } else { None };
        work.put_without_file(&locked, requirement, state).await?;
        if carried_over {
            self.share(&mut work, &locked, requirement, replaced.as_deref(), None).await?;
        }
        work.note(if state == DocumentState::Missing { "remove" } else { "decline" }, candidature, requirement);
        work.commit().await?;
        // Last: with a place to go to, a browser without JavaScript would not hear of a refusal.
        web::go_to(&Place::Dossier(candidature.clone()));
        Ok(())
    }
}
