//! Routes of payments that are no pages: what the bank calls, and the ledger for the accountant.

use super::guard::{Caller, Staff};
use super::psp::paybox::QUERY_MAX;
use super::{Services, explained, incident, language, sheet};
use crate::domain::language::Language;
use crate::domain::ledger::AccountLine;
use crate::domain::payment::Verdict;
use crate::domain::review::Act;
use crate::domain::time::Span;
use crate::words::payment as say;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// Notifications that are not the bank's, kept from one address in an hour: enough to see that somebody tries.
const STRANGE_KEPT: i64 = 60;

/// `GET /psp/paybox/notification`. 200 and nothing else once it is kept; what is not the bank's is noted and turned away;
/// when we fail, the bank tries again.
pub async fn notification(State(services): State<Services>, request: Request) -> StatusCode {
    let (parts, _) = request.into_parts();
    let raw = parts.uri.query().unwrap_or_default();
    if raw.len() > QUERY_MAX || services.psp.bank().is_none() {
        return StatusCode::NOT_FOUND;
    }
    let caller = Caller::of_request(services.clone(), &parts);
    match hear(&services, &caller, raw).await {
        Ok(Verdict::BadSignature) => StatusCode::UNAUTHORIZED,
        Ok(Verdict::Unreadable) => StatusCode::BAD_REQUEST,
        Ok(_) => StatusCode::OK,
        Err(e) => {
            incident(&e, "a notification of the bank could not be kept");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

async fn hear(services: &Services, caller: &Caller, raw: &str) -> sqlx::Result<Verdict> {
    let strange = services.psp.bank().is_none_or(|bank| bank.read(raw).is_err());
    let counts = [(caller.origin.as_str(), STRANGE_KEPT)];
    if strange && !caller.may_try_within(Span::hours(1), "notification", &counts).await? {
        return Ok(Verdict::BadSignature);
    }
    services.hear_bank(raw, &caller.origin).await
}

/// `GET /admin/paiements.csv`, for administrators: every line of the ledger.
pub async fn export(State(services): State<Services>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    match write_export(Caller::of_request(services, &parts), language::of_request(&parts.headers)).await {
        Ok(Some(text)) => {
            let mut response = text.into_response();
            let headers = response.headers_mut();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
            let name = HeaderValue::from_static("attachment; filename=\"paiements.csv\"");
            headers.insert(CONTENT_DISPOSITION, name);
            response
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(e) => explained::incident(&e, "the export of payments failed"),
    }
}

async fn write_export(caller: Caller, language: Language) -> sqlx::Result<Option<Vec<u8>>> {
    let Some(staff) = Staff::of(caller).await? else { return Ok(None) };
    if !staff.role().may(Act::HandleMoney) {
        return Ok(None);
    }
    let mut work = staff.begin().await?;
    work.note("export_payments", "", "");
    work.commit().await?;
    let lines = staff.services().store.account_lines().await?;
    let written = csv_of(&lines, language).map_err(|e| sqlx::Error::Decode(e.into()))?;
    Ok(Some(written))
}

fn csv_of(lines: &[AccountLine], language: Language) -> csv::Result<Vec<u8>> {
    let row = |it: &AccountLine| {
        let at = it.entered_at;
        let (sign, cents) = (if it.amount < 0 { "-" } else { "" }, it.amount.unsigned_abs());
        let why = it.refund.map_or_else(String::new, |it| say::refund_why(it).to(language).into_owned());
        let [number, name, reference, transaction] =
            [&it.number, &it.name, &it.reference, &it.transaction].map(|it| sheet::tame(it));
        let day = format!("{:04}-{:02}-{:02}", at.year, at.month, at.day);
        let amount = format!("{sign}{},{:02}", cents / 100, cents % 100);
        [day, number, name, reference, transaction, amount, why]
    };
    sheet::written(say::EXPORT_HEADS.map(|it| it.to(language).into_owned()), lines.iter().map(row))
}
