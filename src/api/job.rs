//! Avis on many candidatures at once: prepared, looked at, confirmed; the worker does the rest.

use super::{CallError, Never};
use crate::domain::job::{JobLine, JobRefusal, JobView};
use crate::domain::review::{AvisForm, PileQuery};
use crate::domain::{CandidatureId, JobId};
use leptos::server;

/// Keeps what is to be done; nothing is done before it is confirmed. `all` is `yes` where the lines are not those chosen
/// but all that the pile's `query` finds. What is done is the avis of the `form`, and `validate` is `yes` where candidates
/// are to hear of it; where `task` is `validate`, of each line the avis that was entered on it is validated.
#[server(prefix = "/api", endpoint = "job/prepare")]
pub async fn prepare_job(
    #[server(default)] chosen: Vec<CandidatureId>,
    #[server(default)] all: String,
    #[server(default)] query: PileQuery,
    #[server(default)] validate: String,
    #[server(default)] task: String,
    #[server(default)] form: AvisForm,
) -> Result<(), CallError<JobRefusal>> {
    use crate::domain::job::Task;
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::EnterAvis).await?;
    let rows = if all == "yes" { staff.found(query).await? } else { staff.seen(chosen).await? };
    let task = Task::read(&task, &form, validate == "yes").map_err(CallError::Refused)?;
    staff.prepare_job(rows, task).await
}

/// By its author alone; a second click finds it confirmed.
#[server(prefix = "/api", endpoint = "job/confirm")]
pub async fn confirm_job(id: JobId) -> Result<(), CallError<JobRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::EnterAvis).await?.confirm_job(&id).await
}

/// The caller's own; everybody's for administrators.
#[server(prefix = "/api", endpoint = "job/all")]
pub async fn list_jobs() -> Result<Vec<JobLine>, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::EnterAvis).await?.job_lines().await?)
}

/// What is about to be done, or what became of each row.
#[server(prefix = "/api", endpoint = "job/read")]
pub async fn read_job(id: JobId) -> Result<JobView, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::EnterAvis).await?.job_view(&id).await?.ok_or(CallError::NotFound)
}
