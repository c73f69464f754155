//! The yearly registration, as its owner asks for it.

use super::{CallError, Never};
use crate::domain::enrolment::EnrolmentView;
use leptos::server;

/// « Consulter mon inscription ». Whoever was never admitted has none.
#[server(prefix = "/api", endpoint = "enrolment/read")]
pub async fn enrolment() -> Result<EnrolmentView, CallError<Never>> {
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    candidate.enrolment().await?.ok_or(CallError::NotFound)
}
