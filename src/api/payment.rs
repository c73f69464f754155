//! Paying for an enrolment by card: the student's side, and staff's.

use super::{CallError, Never};
use crate::domain::ledger::{PaymentFile, PaymentPile, PaymentQuery, PaymentView, RefundRefusal};
use crate::domain::payment::PaymentRefusal;
use crate::domain::reconciliation::{AskRefusal, RecordRefusal};
use crate::domain::{AttemptId, EnrolmentId, RefundId};
use leptos::server;

/// What is due, what came of it, and the form that leads to the bank while an attempt is live.
#[server(prefix = "/api", endpoint = "payment/read")]
pub async fn read_payment() -> Result<PaymentView, CallError<Never>> {
    use crate::server::guard::Candidate;

    Candidate::of_this_call().await?.payment().await
}

/// Prepares the way to the bank, in `count` parts. `key` is of the form: a second click finds the first one's attempt.
#[server(prefix = "/api", endpoint = "payment/begin")]
pub async fn begin_payment(key: String, count: u8) -> Result<(), CallError<PaymentRefusal>> {
    use crate::places::Place;
    use crate::server::{guard::Candidate, web};

    Candidate::of_this_call().await?.begin_payment(&key, count).await?;
    web::go_to(&Place::Payment);
    Ok(())
}

/// Staff's list of attempts.
#[server(prefix = "/api", endpoint = "payment/find")]
pub async fn find_payments(#[server(default)] query: PaymentQuery) -> Result<PaymentPile, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::HandleMoney).await?.payments(&query).await?)
}

/// All payments of one enrolment.
#[server(prefix = "/api", endpoint = "payment/file")]
pub async fn open_payment_file(id: EnrolmentId) -> Result<PaymentFile, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::HandleMoney).await?.payment_file(&id).await
}

/// A refund was made at the bank (`done` is `yes`), or there will be none; `note` says how, or why.
#[server(prefix = "/api", endpoint = "payment/settle_refund")]
pub async fn settle_refund(
    id: RefundId,
    #[server(default)] done: String,
    #[server(default)] note: String,
) -> Result<(), CallError<RefundRefusal>> {
    use crate::domain::review::Act;
    use crate::places::Place;
    use crate::server::{guard::Staff, web};

    let staff = Staff::of_this_call(Act::HandleMoney).await?;
    let enrolment = staff.settle_refund(&id, done == "yes", &note).await?;
    web::go_to(&Place::PaymentFile(enrolment));
    Ok(())
}

/// Asks the bank what became of an attempt.
#[server(prefix = "/api", endpoint = "payment/ask_bank")]
pub async fn ask_bank(id: AttemptId) -> Result<(), CallError<AskRefusal>> {
    use crate::domain::review::Act;
    use crate::places::Place;
    use crate::server::{guard::Staff, web};

    let enrolment = Staff::of_this_call(Act::HandleMoney).await?.ask_bank(&id).await?;
    web::go_to(&Place::PaymentFile(enrolment));
    Ok(())
}

/// Records a payment that staff saw at the bank, under the bank's number of it; `reason` says what they saw.
#[server(prefix = "/api", endpoint = "payment/record")]
pub async fn record_payment(
    id: AttemptId,
    #[server(default)] transaction: String,
    #[server(default)] reason: String,
) -> Result<(), CallError<RecordRefusal>> {
    use crate::domain::review::Act;
    use crate::places::Place;
    use crate::server::{guard::Staff, web};

    let staff = Staff::of_this_call(Act::HandleMoney).await?;
    let enrolment = staff.record_payment(&id, &transaction, &reason).await?;
    web::go_to(&Place::PaymentFile(enrolment));
    Ok(())
}
