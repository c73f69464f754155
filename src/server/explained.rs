//! Papers, files and exports that cannot be had are explained to people, on a page: the session has ended, it is not there, or
//! we failed, and under which number. Whatever is no browser gets the bare status.

use super::guard::Caller;
use super::store::Holder;
use super::{Services, web};
use crate::places::Place;
use axum::Router;
use axum::extract::Request;
use axum::http::header::HeaderName;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The number of an incident, for the page that tells of it.
const INCIDENT: HeaderName = HeaderName::from_static("x-incident");

/// What failed, with its number: an answer without a page.
pub fn failed(reference: &str) -> Response {
    let mut answer = (StatusCode::INTERNAL_SERVER_ERROR, format!("Incident {reference}")).into_response();
    if let Ok(reference) = HeaderValue::from_str(reference) {
        answer.headers_mut().insert(INCIDENT, reference);
    }
    answer
}

/// Logs a failure, and answers with its number.
pub fn incident(cause: &dyn std::fmt::Display, what: &'static str) -> Response {
    failed(&super::incident(cause, what))
}

/// Puts a page of `pages` in the place of an answer that says nothing to people.
pub async fn explain(services: Services, pages: Router, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = (parts.method == Method::GET && web::wants_page(&parts.headers)).then(|| parts.clone());
    let answer = next.run(Request::from_parts(parts, body)).await;
    let Some(asked) = asked else { return answer };
    let status = answer.status();
    let page = match status {
        StatusCode::NOT_FOUND if is_signed_out(services, &asked).await => Place::SignedOut.href(),
        StatusCode::NOT_FOUND => web::NOWHERE.to_owned(),
        StatusCode::INTERNAL_SERVER_ERROR => {
            let number = answer.headers().get(INCIDENT).and_then(|it| it.to_str().ok()).unwrap_or_default();
            Place::Incident(number.to_owned()).href()
        }
        _ => return answer,
    };
    let mut page = web::page_for(pages, asked, &page).await;
    // Absent, forbidden and signed out look alike, but for the words.
    *page.status_mut() = status;
    page
}

/// Whether nobody is known to have asked: for them absent, forbidden and signed out look alike.
async fn is_signed_out(services: Services, parts: &Parts) -> bool {
    let holder = Caller::of_request(services, parts).holder().await;
    !matches!(holder, Ok(Some(Holder::Candidate { .. } | Holder::Staff { second_step_done: true, .. })))
}
