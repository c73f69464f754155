//! The documents of the present enrolment, as its owner asks for them. Bytes travel through `server/uploads.rs`.

use super::{CallError, Never};
use crate::domain::EnrolmentRequirementId;
use crate::domain::document::DocumentRefusal;
use crate::domain::enrolment::document::EnrolmentDocuments;
use leptos::server;

/// What is asked, computed now, and what was given. Whoever was never admitted has none.
#[server(prefix = "/api", endpoint = "enrolment_document/all")]
pub async fn my_enrolment_documents() -> Result<EnrolmentDocuments, CallError<Never>> {
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    candidate.enrolment_documents().await?.ok_or(CallError::NotFound)
}

/// « Non concerné »: certified on honour, where one may. `certified` is `yes` when the box is ticked.
#[server(prefix = "/api", endpoint = "enrolment_document/decline")]
pub async fn decline_for_enrolment(
    requirement: EnrolmentRequirementId,
    #[server(default)] certified: String,
) -> Result<(), CallError<DocumentRefusal>> {
    use crate::domain::document::DocumentState;
    use crate::domain::enrolment::State;
    use crate::domain::enrolment::document::EnrolmentDocument;
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    if certified != "yes" {
        return Err(CallError::Refused(DocumentRefusal::NotCertified));
    }
    let may = |it: &EnrolmentDocument, enrolment: State| {
        it.state.may_be_declined(it.declinable, it.ground.is_some(), enrolment)
    };
    candidate.put_enrolment_without_file(&requirement, DocumentState::NotConcerned, may).await
}

/// Takes back what was given: a file, or a declaration.
#[server(prefix = "/api", endpoint = "enrolment_document/remove")]
pub async fn remove_from_enrolment(requirement: EnrolmentRequirementId) -> Result<(), CallError<DocumentRefusal>> {
    use crate::domain::document::DocumentState;
    use crate::domain::enrolment::State;
    use crate::domain::enrolment::document::EnrolmentDocument;
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    let may = |it: &EnrolmentDocument, enrolment: State| it.state.may_be_taken_back(enrolment);
    candidate.put_enrolment_without_file(&requirement, DocumentState::Missing, may).await
}
