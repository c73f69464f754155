//! Admissions from files: the list, a report, and « do it ». The file itself comes by a route of its own.

use super::{CallError, Never};
use crate::domain::ImportId;
use crate::domain::import::{ImportHead, ImportRefusal, ImportView};
use leptos::server;

#[server(prefix = "/api", endpoint = "import/all")]
pub async fn list_imports() -> Result<Vec<ImportHead>, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::ManageAccounts).await?.services().store.imports().await?)
}

/// One import and a page of its lines; `plan` filters them (its code), or is blank.
#[server(prefix = "/api", endpoint = "import/read")]
pub async fn read_import(
    id: ImportId,
    #[server(default)] plan: String,
    #[server(default)] page: i64,
) -> Result<ImportView, CallError<Never>> {
    use crate::domain::import::Plan;
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::ManageAccounts).await?;
    let store = &staff.services().store;
    let head = store.import(&id).await?.ok_or(CallError::NotFound)?;
    let (plan, page) = (Plan::named(&plan), page.max(0));
    let lines = store.import_page(&id, plan, page).await?;
    let total = plan.map_or_else(|| head.plans.iter().sum(), |it| head.count(it));
    Ok(ImportView { head, lines, page, total })
}

/// Hands the new and changed lines to the worker; a second click finds it confirmed.
#[server(prefix = "/api", endpoint = "import/confirm")]
pub async fn confirm_import(id: ImportId) -> Result<(), CallError<ImportRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::ManageAccounts).await?.confirm_import(&id).await
}
