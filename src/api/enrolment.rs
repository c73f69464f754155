//! The yearly registration, as its owner asks for it.

use super::{CallError, Never};
use crate::domain::EnrolmentWindowId;
use crate::domain::enrolment::{
    Answers, EnrolmentSettings, EnrolmentView, FillingRefusal, FillingView, SavedStep, WindowForm,
};
use crate::domain::parameters::ParameterRefusal;
use leptos::server;

/// « Consulter mon inscription ». Whoever was never admitted has none.
#[server(prefix = "/api", endpoint = "enrolment/read")]
pub async fn enrolment() -> Result<EnrolmentView, CallError<Never>> {
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    candidate.enrolment().await?.ok_or(CallError::NotFound)
}

/// « Mon inscription » with its steps, what is to be done next, and the récapitulatif.
#[server(prefix = "/api", endpoint = "enrolment/steps")]
pub async fn filling() -> Result<FillingView, CallError<Never>> {
    use crate::server::guard::Candidate;

    Candidate::of_this_call().await?.filling_view().await?.ok_or(CallError::NotFound)
}

/// « Commencer mon inscription »: inside a period of the population.
#[server(prefix = "/api", endpoint = "enrolment/start")]
pub async fn start_enrolment() -> Result<(), CallError<FillingRefusal>> {
    use crate::server::guard::Candidate;

    Candidate::of_this_call().await?.start_enrolment().await
}

/// Keeps a step as typed, while it is being typed.
#[server(prefix = "/api", endpoint = "enrolment/autosave")]
pub async fn autosave_step(
    step: String,
    #[server(default)] form: Answers,
    seen: i64,
) -> Result<SavedStep, CallError<FillingRefusal>> {
    use crate::domain::enrolment::Step;
    use crate::server::{filling::Typed, guard::Candidate};

    let step = Step::named(&step).ok_or(CallError::NotFound)?;
    Candidate::of_this_call().await?.autosave_step(Typed { step, form, seen }).await
}

/// « Enregistrer et continuer ».
#[server(prefix = "/api", endpoint = "enrolment/confirm")]
pub async fn confirm_step(
    step: String,
    #[server(default)] form: Answers,
    seen: i64,
) -> Result<(), CallError<FillingRefusal>> {
    use crate::domain::enrolment::Step;
    use crate::server::{filling::Typed, guard::Candidate};

    let step = Step::named(&step).ok_or(CallError::NotFound)?;
    Candidate::of_this_call().await?.confirm_step(Typed { step, form, seen }).await
}

/// « Terminer mon inscription ».
#[server(prefix = "/api", endpoint = "enrolment/submit")]
pub async fn submit_enrolment() -> Result<(), CallError<FillingRefusal>> {
    use crate::server::guard::Candidate;

    Candidate::of_this_call().await?.submit_enrolment().await
}

/// « Corriger »: takes back what was handed over, until it is validated.
#[server(prefix = "/api", endpoint = "enrolment/reopen")]
pub async fn reopen_enrolment() -> Result<(), CallError<FillingRefusal>> {
    use crate::server::guard::Candidate;

    Candidate::of_this_call().await?.reopen_enrolment().await
}

/// The questions of enrolment and its periods, for administrators.
#[server(prefix = "/api", endpoint = "enrolment_settings/read")]
pub async fn read_enrolment_settings() -> Result<EnrolmentSettings, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::Configure).await?.enrolment_settings().await?)
}

#[server(prefix = "/api", endpoint = "enrolment_settings/save")]
pub async fn save_enrolment_settings(
    version: i64,
    #[server(default)] form: Answers,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.save_enrolment_asking(&form, version).await
}

/// What an enrolment needs to become effective: what `form` does not tick is not needed.
#[server(prefix = "/api", endpoint = "enrolment_settings/save_rule")]
pub async fn save_effective_rule(
    version: i64,
    #[server(default)] form: Answers,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.save_effective_rule(&form, version).await
}

/// A new period where `id` is blank.
#[server(prefix = "/api", endpoint = "enrolment_settings/save_window")]
pub async fn save_enrolment_window(
    #[server(default)] id: EnrolmentWindowId,
    #[server(default)] version: i64,
    form: WindowForm,
) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.save_enrolment_window(&id, version, &form).await
}

#[server(prefix = "/api", endpoint = "enrolment_settings/remove_window")]
pub async fn remove_enrolment_window(id: EnrolmentWindowId, version: i64) -> Result<(), CallError<ParameterRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Configure).await?.remove_enrolment_window(&id, version).await
}
