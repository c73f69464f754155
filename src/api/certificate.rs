//! The certificate: checked by anyone, and what its owner has of it. The paper itself comes by a route of its own.

use super::{CallError, Never};
use crate::domain::certificate::{StudentView, Verification};
use leptos::server;

/// Whether a certificate is genuine: by its code, as the QR code holds it, or by its number.
#[server(prefix = "/api", endpoint = "certificate/verify")]
pub async fn verify_certificate(#[server(default)] code: String) -> Result<Verification, CallError<Never>> {
    use crate::server::guard::Caller;

    Caller::of_this_call().verify_certificate(&code).await
}

/// « Certificat, carte, ENT ». Whoever was never admitted has none.
#[server(prefix = "/api", endpoint = "certificate/mine")]
pub async fn student() -> Result<StudentView, CallError<Never>> {
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    candidate.student().await?.ok_or(CallError::NotFound)
}
