//! The offer: read by anyone, applied to by candidates.

use super::{CallError, Never};
use crate::domain::ProgrammeId;
use crate::domain::campaign::{ApplyObstacle, ApplyView, FacultyBranch};
use leptos::server;

/// Faculty → level → programme, of those that hold all the words in label, code or keywords; accents and case do not
/// matter. All of them without words; nothing at all before the first campaign.
#[server(prefix = "/api", endpoint = "campaign/offer")]
pub async fn offer(#[server(default)] words: String) -> Result<Option<Vec<FacultyBranch>>, CallError<Never>> {
    use crate::domain::campaign::tree;
    use crate::server::{Services, reference::fold};
    use leptos::prelude::expect_context;

    let services: Services = expect_context();
    let now = services.clock.now();
    let Some((campaign, _)) = services.store.current_campaign(now).await? else { return Ok(None) };
    let words: Vec<String> = fold(&words).split(' ').map(str::to_owned).collect();
    Ok(Some(tree(services.store.offer(&campaign, &words, now).await?)))
}

/// One programme with what it asks for and what stands in the way, before one confirms.
#[server(prefix = "/api", endpoint = "campaign/programme")]
pub async fn programme(id: ProgrammeId) -> Result<ApplyView, CallError<Never>> {
    use crate::server::guard::Candidate;

    Candidate::of_this_call().await?.apply_view(&id).await?.ok_or(CallError::NotFound)
}

/// Creates the candidature. A second click finds it made and goes there.
#[server(prefix = "/api", endpoint = "campaign/apply")]
pub async fn apply(programme: ProgrammeId) -> Result<(), CallError<ApplyObstacle>> {
    use crate::places::Place;
    use crate::server::{guard::Candidate, web};

    let candidate = Candidate::of_this_call().await?;
    let dossier = candidate.apply(&programme).await?;
    web::go_to(&Place::Dossier(dossier));
    Ok(())
}
