//! What a candidate says about a document without sending one. Bytes travel through `server/uploads.rs`.

use super::CallError;
use crate::domain::document::DocumentRefusal;
use crate::domain::{CandidatureId, DocumentId, RequirementId};
use leptos::server;

/// « Non concerné »: certified on honour, for a conditional document. `certified` is `yes` when the box is ticked.
#[server(prefix = "/api", endpoint = "document/decline")]
pub async fn decline(
    candidature: CandidatureId,
    requirement: RequirementId,
    #[server(default)] certified: String,
) -> Result<(), CallError<DocumentRefusal>> {
    use crate::domain::document::DocumentState;
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    if certified != "yes" {
        return Err(CallError::Refused(DocumentRefusal::NotCertified));
    }
    let may = |it: &crate::domain::document::DocumentView, state| it.state.may_decline(it.conditional, state);
    candidate.put_without_file(&candidature, &requirement, DocumentState::NotConcerned, may).await
}

/// Takes a file that was accepted in another candidature of the person's.
#[server(prefix = "/api", endpoint = "document/take_again")]
pub async fn take_again(
    candidature: CandidatureId,
    requirement: RequirementId,
    from: DocumentId,
) -> Result<(), CallError<DocumentRefusal>> {
    use crate::server::guard::Candidate;

    Candidate::of_this_call().await?.take_again(&candidature, &requirement, &from).await
}

/// Takes back what was given: a file, or a declaration.
#[server(prefix = "/api", endpoint = "document/remove")]
pub async fn remove(candidature: CandidatureId, requirement: RequirementId) -> Result<(), CallError<DocumentRefusal>> {
    use crate::domain::document::DocumentState;
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    let may = |it: &crate::domain::document::DocumentView, state| it.state.may_remove(state);
    candidate.put_without_file(&candidature, &requirement, DocumentState::Missing, may).await
}
