//! What the enrolments of a year ask for, for administrators. Every change sends back the version that its form was made
//! from.

use super::{CallError, Never};
use crate::domain::enrolment::document::{AskingForm, AskingList, AskingRefusal};
use crate::domain::{CampaignId, EnrolmentRequirementId};
use leptos::server;

#[server(prefix = "/api", endpoint = "asking/all")]
pub async fn list_asking() -> Result<AskingList, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::Configure).await?.asking_list().await?)
}

#[server(prefix = "/api", endpoint = "asking/add")]
pub async fn add_asking(campaign: CampaignId, form: AskingForm) -> Result<(), CallError<AskingRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.add_asking(&campaign, &form).await
}

#[server(prefix = "/api", endpoint = "asking/save")]
pub async fn save_asking(
    id: EnrolmentRequirementId,
    version: i64,
    form: AskingForm,
) -> Result<(), CallError<AskingRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.save_asking(&id, version, &form).await
}

/// `up` is `yes`, or it goes down.
#[server(prefix = "/api", endpoint = "asking/move")]
pub async fn move_asking(
    id: EnrolmentRequirementId,
    version: i64,
    #[server(default)] up: String,
) -> Result<(), CallError<AskingRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.move_asking(&id, version, up == "yes").await
}

#[server(prefix = "/api", endpoint = "asking/remove")]
pub async fn remove_asking(id: EnrolmentRequirementId, version: i64) -> Result<(), CallError<AskingRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.remove_asking(&id, version).await
}

/// Days that a refusal leaves to deposit the document again.
#[server(prefix = "/api", endpoint = "asking/save_days")]
pub async fn save_correct_days(campaign: CampaignId, days: String) -> Result<(), CallError<AskingRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.save_correct_days(&campaign, &days).await
}
