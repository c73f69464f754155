//! « Où j'en suis », for whoever is signed in.

use super::{CallError, Never};
use crate::domain::timeline::Entry;
use leptos::server;

#[server(prefix = "/api", endpoint = "timeline/read")]
pub async fn my_timeline() -> Result<Vec<Entry>, CallError<Never>> {
    use crate::domain::timeline::{Facts, timeline};
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    let (services, id) = (candidate.services(), candidate.id());
    let now = services.clock.now();
    let mut enrolments = services.store.enrolment_facts_of(id, now).await?;
    candidate.point_to_next_step(&mut enrolments).await?;
    let facts = Facts {
        candidatures: services.store.candidature_facts_of(id).await?,
        admissions: services.store.admission_facts_of(id).await?,
        enrolments,
        has_ent: services.config.ent_url.is_some(),
    };
    Ok(timeline(&facts, now))
}
