//! The catalogue of reasons for refusing a document, for administrators.

use super::{CallError, Never};
use crate::domain::ground::{GroundForm, GroundLine, GroundRefusal};
use leptos::server;

/// The product's and the establishment's own, hidden ones too.
#[server(prefix = "/api", endpoint = "ground/all")]
pub async fn list_grounds() -> Result<Vec<GroundLine>, CallError<Never>> {
    use crate::domain::ground::catalogue;
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(catalogue(Staff::of_this_call(Act::Configure).await?.services().store.grounds().await?))
}

/// An own reason: a new one where `code` is empty.
#[server(prefix = "/api", endpoint = "ground/save")]
pub async fn save_ground(
    #[server(default)] code: String,
    version: i64,
    form: GroundForm,
) -> Result<(), CallError<GroundRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    let form = form.check().map_err(|why| CallError::Refused(GroundRefusal::Unfit(why)))?;
    let fits = |it: &GroundLine| it.own.is_some();
    staff.change_ground(code, version, fits, |line| GroundLine { own: Some(form), ..line }).await
}

/// No longer offers a reason (`hide` is `yes`), or offers it again; what was refused for it stays so.
#[server(prefix = "/api", endpoint = "ground/hide")]
pub async fn hide_ground(
    code: String,
    version: i64,
    #[server(default)] hide: String,
) -> Result<(), CallError<GroundRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    if code.is_empty() {
        return Err(CallError::NotFound);
    }
    staff
        .change_ground(code, version, GroundLine::may_be_hidden, |line| GroundLine { hidden: hide == "yes", ..line })
        .await
}
