//! The first step of « Informations perso. »: the scolarité asked, and its answer confirmed.

use super::CallError;
use crate::domain::profile::{RecordsRefusal, StartForm};
use leptos::server;

/// « Suivant »: asks by INE and birth date together. Says nothing of the answer: the page that follows does.
#[server(prefix = "/api", endpoint = "records/ask")]
pub async fn ask(form: StartForm) -> Result<(), CallError<RecordsRefusal>> {
    use crate::server::{guard::Candidate, reference};

    Candidate::of_this_call().await?.ask_records(reference::known_nationality(form)).await
}

/// « OUI »: takes over what the scolarité knows of whom it found; `seen` is the version of the first step.
#[server(prefix = "/api", endpoint = "records/confirm")]
pub async fn confirm(seen: i64) -> Result<(), CallError<RecordsRefusal>> {
    use crate::server::guard::Candidate;

    Candidate::of_this_call().await?.confirm_record(seen).await
}
