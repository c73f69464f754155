//! The parameters of the establishment, for administrators: programmes, the documents that they ask for, campaigns.
//! Every change sends back the version that its form was made from.

use super::{CallError, Never};
use crate::domain::parameters::{
    CampaignForm, CampaignView, ParameterRefusal, ProgrammeForm, ProgrammeList, ProgrammeView, RequirementForm,
};
use crate::domain::{CampaignId, FacultyId, ProgrammeId, RequirementId};
use leptos::server;

/// The programmes of a campaign that hold the words; of the current one where none is named.
#[server(prefix = "/api", endpoint = "parameters/programmes")]
pub async fn list_programmes(
    #[server(default)] campaign: String,
    #[server(default)] words: String,
) -> Result<ProgrammeList, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::Configure).await?.programme_list(&campaign, &words).await?)
}

/// One programme with all that may be changed about it.
#[server(prefix = "/api", endpoint = "parameters/programme")]
pub async fn read_programme(id: ProgrammeId) -> Result<ProgrammeView, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.programme_view(&id).await?.ok_or(CallError::NotFound)
}

#[server(prefix = "/api", endpoint = "parameters/save_programme")]
pub async fn save_programme(
    id: ProgrammeId,
    version: i64,
    form: ProgrammeForm,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.save_programme(&id, version, &form).await
}

#[server(prefix = "/api", endpoint = "parameters/add_programme")]
pub async fn add_programme(
    campaign: CampaignId,
    faculty: FacultyId,
    form: ProgrammeForm,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.add_programme(&campaign, &faculty, &form).await
}

/// Takes a programme out of the offer (`retire` is `yes`), or puts it back; candidatures go on either way.
#[server(prefix = "/api", endpoint = "parameters/retire_programme")]
pub async fn retire_programme(
    id: ProgrammeId,
    version: i64,
    #[server(default)] retire: String,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    let (mut work, _) = staff.lock_programme(&id, version).await?;
    let retire = retire == "yes";
    work.retire_programme(&id, retire).await?;
    work.note(if retire { "retire_programme" } else { "restore_programme" }, &id, "");
    staff.show_programme(work, &id).await
}

/// One more document; dossiers that were handed over already are exempt from it.
#[server(prefix = "/api", endpoint = "parameters/add_requirement")]
pub async fn add_requirement(
    id: ProgrammeId,
    version: i64,
    form: RequirementForm,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    let it = form.check().map_err(|faults| CallError::Refused(ParameterRefusal::Unfit(faults)))?;
    let (mut work, _) = staff.lock_programme(&id, version).await?;
    let requirement = work.add_requirement(&id, &it).await?;
    work.note("add_requirement", &id, requirement);
    staff.show_programme(work, &id).await
}

#[server(prefix = "/api", endpoint = "parameters/save_requirement")]
pub async fn save_requirement(
    id: ProgrammeId,
    version: i64,
    requirement: RequirementId,
    form: RequirementForm,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    let it = form.check().map_err(|faults| CallError::Refused(ParameterRefusal::Unfit(faults)))?;
    let (mut work, _) = staff.lock_programme(&id, version).await?;
    if !work.save_requirement(&id, &requirement, &it).await? {
        return Err(CallError::NotFound);
    }
    work.note("save_requirement", &id, requirement);
    staff.show_programme(work, &id).await
}

/// One place up (`up` is `yes`) or down in the table of documents.
#[server(prefix = "/api", endpoint = "parameters/move_requirement")]
pub async fn move_requirement(
    id: ProgrammeId,
    version: i64,
    requirement: RequirementId,
    #[server(default)] up: String,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    let (mut work, _) = staff.lock_programme(&id, version).await?;
    staff.move_requirement(&mut work, &id, &requirement, up == "yes").await?;
    work.note("move_requirement", &id, requirement);
    staff.show_programme(work, &id).await
}

/// Only while nobody gave anything for it.
#[server(prefix = "/api", endpoint = "parameters/remove_requirement")]
pub async fn remove_requirement(
    id: ProgrammeId,
    version: i64,
    requirement: RequirementId,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    let (mut work, _) = staff.lock_programme(&id, version).await?;
    match work.given(&id, &requirement).await? {
        None => return Err(CallError::NotFound),
        Some(0) => work.remove_requirement(&requirement).await?,
        Some(count) => return Err(CallError::Refused(ParameterRefusal::AlreadyGiven { count })),
    }
    work.note("remove_requirement", &id, requirement);
    staff.show_programme(work, &id).await
}

/// Takes away the PDF that comes with a document; `server/models.rs` receives one.
#[server(prefix = "/api", endpoint = "parameters/remove_model")]
pub async fn remove_model(
    id: ProgrammeId,
    version: i64,
    requirement: RequirementId,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    let (mut work, _) = staff.lock_programme(&id, version).await?;
    if !work.put_model(&id, &requirement, None).await? {
        return Err(CallError::NotFound);
    }
    work.note("remove_model", &id, requirement);
    staff.show_programme(work, &id).await
}

/// Every campaign, the latest first.
#[server(prefix = "/api", endpoint = "parameters/campaigns")]
pub async fn read_campaigns() -> Result<Vec<CampaignView>, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::Configure).await?.campaign_views().await?)
}

#[server(prefix = "/api", endpoint = "parameters/save_campaign")]
pub async fn save_campaign(
    id: CampaignId,
    version: i64,
    form: CampaignForm,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.save_campaign(&id, version, &form).await
}

/// From this moment on.
#[server(prefix = "/api", endpoint = "parameters/open_campaign")]
pub async fn open_campaign(id: CampaignId, version: i64) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::parameters::opened;
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.move_campaign(&id, version, "open_campaign", opened).await
}

/// From this moment on nobody can apply; what was begun goes on until its own deadlines.
#[server(prefix = "/api", endpoint = "parameters/close_campaign")]
pub async fn close_campaign(id: CampaignId, version: i64) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::parameters::closed;
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.move_campaign(&id, version, "close_campaign", closed).await
}

/// A new campaign with the programmes of this one, their windows moved along.
#[server(prefix = "/api", endpoint = "parameters/prepare_campaign")]
pub async fn prepare_campaign(id: CampaignId, form: CampaignForm) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.prepare_campaign(&id, &form).await
}
