//! What the establishment shows of itself, and the demonstration's mailbox.

use super::{CallError, Never};
use crate::domain::letter::LetterView;
use crate::domain::office::Site;
use leptos::server;

/// The name of the establishment, its contact, the campaign that is on.
#[server(prefix = "/api", endpoint = "office/site")]
pub async fn about_site() -> Result<Site, CallError<Never>> {
    use leptos::prelude::expect_context;

    let services: crate::server::Services = expect_context();
    let campaign = services.store.current_campaign(services.clock.now()).await?;
    Ok(Site {
        establishment: services.config.establishment.clone(),
        contact: services.config.contact.clone(),
        campaign: campaign.map(|(_, label)| label),
        demonstration: services.config.demo,
        face: services.brand.face(),
        student_access: services.cas.is_some(),
    })
}

/// Every letter with its words, and the staff's logins: in demonstration mode alone.
#[server(prefix = "/api", endpoint = "office/demo_mailbox")]
pub async fn demo_mailbox() -> Result<(Vec<LetterView>, String), CallError<Never>> {
    use crate::server::{Services, demo};
    use leptos::prelude::expect_context;

    let services: Services = expect_context();
    if !services.config.demo {
        return Err(CallError::NotFound);
    }
    Ok((services.letters().await?, demo::logins(&services).await?))
}

/// The latest letters with their state, for administrators.
#[server(prefix = "/api", endpoint = "office/letters")]
pub async fn letters() -> Result<Vec<LetterView>, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::ReadLetters).await?;
    Ok(staff.services().letters().await?)
}
