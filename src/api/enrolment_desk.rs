//! Staff's side of enrolments: the table, one of them, what is done to it by hand.

use super::{CallError, Never};
use crate::domain::EnrolmentId;
use crate::domain::enrolment::desk::{DeskRefusal, EnrolmentFile, EnrolmentQuery, EnrolmentTable};
use crate::domain::enrolment::exemption::WaiverForm;
use leptos::server;

/// One page of the enrolments of a year in the scope.
#[server(prefix = "/api", endpoint = "enrolment_desk/table")]
pub async fn list_enrolments(#[server(default)] query: EnrolmentQuery) -> Result<EnrolmentTable, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::Judge).await?.enrolment_table(&query).await?)
}

/// Everything of one enrolment. Opening it goes into the journal.
#[server(prefix = "/api", endpoint = "enrolment_desk/read")]
pub async fn read_enrolment(id: EnrolmentId) -> Result<EnrolmentFile, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Judge).await?.enrolment_file(&id).await?.ok_or(CallError::NotFound)
}

/// Does something by hand, with a reason. `act`: a `domain::enrolment::desk::StaffAct`; `version`: of the enrolment, or of
/// the `document` that is done without.
#[server(prefix = "/api", endpoint = "enrolment_desk/act")]
pub async fn act_on_enrolment(
    id: EnrolmentId,
    version: i64,
    act: String,
    #[server(default)] document: String,
    #[server(default)] reason: String,
) -> Result<(), CallError<DeskRefusal>> {
    use crate::domain::enrolment::desk::StaffAct;
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Judge).await?;
    let act = StaffAct::named(&act).ok_or(CallError::Malformed)?;
    staff.act_on_enrolment(&id, version, act, &document, &reason).await
}

/// Enters an exemption that the president decided; `version`: of the enrolment. It ends by `enrolment_desk/act`.
#[server(prefix = "/api", endpoint = "enrolment_desk/exempt")]
pub async fn exempt(
    id: EnrolmentId,
    version: i64,
    #[server(default)] form: WaiverForm,
) -> Result<(), CallError<DeskRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Judge).await?.exempt(&id, version, &form).await
}

/// « Envoyer le courrier »: one letter of all refusals that were not told of yet.
#[server(prefix = "/api", endpoint = "enrolment_desk/send_refusals")]
pub async fn send_refusals(id: EnrolmentId) -> Result<(), CallError<DeskRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Judge).await?.send_refusals(&id).await
}
