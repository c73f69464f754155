//! The registration home page: read by anyone, written by administrators as a draft, then published.

use super::{CallError, Never};
use crate::domain::portal::{Arrangement, BlockForm, PortalRefusal, PortalSheet, PortalView};
use leptos::server;

/// The page in force, and when one may enrol.
#[server(prefix = "/api", endpoint = "portal/read")]
pub async fn portal() -> Result<PortalView, CallError<Never>> {
    let services: crate::server::Services = leptos::prelude::expect_context();
    Ok(services.portal_view().await?)
}

/// The caller's draft, else the page in force.
#[server(prefix = "/api", endpoint = "portal/edit")]
pub async fn edit_portal() -> Result<PortalSheet, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::Configure).await?.portal_sheet().await?)
}

/// Keeps a block of the draft as typed; an empty code is a new one.
#[server(prefix = "/api", endpoint = "portal/save_block")]
pub async fn save_block(
    draft: i64,
    #[server(default)] code: String,
    form: BlockForm,
) -> Result<(), CallError<PortalRefusal>> {
    use crate::domain::portal::put;
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    staff.change_portal(draft, |blocks, id| put(blocks, &code, || id, &form)).await
}

/// Moves, hides, shows or removes a block of the draft.
#[server(prefix = "/api", endpoint = "portal/arrange")]
pub async fn arrange_block(draft: i64, code: String, how: Arrangement) -> Result<(), CallError<PortalRefusal>> {
    use crate::domain::portal::arrange;
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    staff.change_portal(draft, |blocks, _| arrange(blocks, &code, how)).await
}

/// Puts the caller's draft in force.
#[server(prefix = "/api", endpoint = "portal/publish")]
pub async fn publish_portal(draft: i64) -> Result<(), CallError<PortalRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.publish_portal(draft).await
}

/// Forgets the caller's draft.
#[server(prefix = "/api", endpoint = "portal/drop_draft")]
pub async fn drop_portal_draft() -> Result<(), CallError<PortalRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.drop_portal_draft().await
}
