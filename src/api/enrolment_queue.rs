//! The queue of deposited documents, worked off by keyboard or by plain forms.

use super::{CallError, Never};
use crate::domain::EnrolmentDocumentId;
use crate::domain::enrolment::desk::{DeskRefusal, Queue, QueueQuery};
use leptos::server;

/// The next document, claimed for the caller for a while.
#[server(prefix = "/api", endpoint = "enrolment_queue/open")]
pub async fn open_queue(#[server(default)] query: QueueQuery) -> Result<Queue, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::Judge).await?.open_queue(&query).await?)
}

/// The verdict: `accept` is `yes`, or a ground of the catalogue is given. `back`: `file`, to the enrolment; else the queue
/// goes on.
#[server(prefix = "/api", endpoint = "enrolment_queue/judge")]
pub async fn judge_enrolment_document(
    document: EnrolmentDocumentId,
    version: i64,
    #[server(default)] accept: String,
    #[server(default)] ground: String,
    #[server(default)] comment: String,
    #[server(default)] back: String,
) -> Result<(), CallError<DeskRefusal>> {
    use crate::domain::review::Act;
    use crate::places::Place;
    use crate::server::{guard::Staff, web};

    let staff = Staff::of_this_call(Act::Judge).await?;
    let why = (ground.as_str(), comment.as_str());
    let enrolment = staff.judge_enrolment_document(&document, version, accept == "yes", why).await?;
    let file = back == "file";
    web::go_to(&if file { Place::EnrolmentFile(enrolment) } else { Place::EnrolmentQueueJudged(document) });
    Ok(())
}

/// Takes the caller's verdict of the last ten seconds back.
#[server(prefix = "/api", endpoint = "enrolment_queue/undo")]
pub async fn undo_verdict(document: EnrolmentDocumentId) -> Result<(), CallError<DeskRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Judge).await?.undo_verdict(&document).await
}
