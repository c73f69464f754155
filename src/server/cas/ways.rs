//! The routes beside the page: to the CAS, and the word of it that somebody signed out there.

use super::answer;
use crate::domain::cas::{AWAY_LIFE, Door};
use crate::places::Place;
use crate::server::store::Actor;
use crate::server::{Services, guard, incident, secrets};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::header::{REFERER, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Shows that this browser began here; holds the door.
pub(super) const BEGUN: &str = "__Host-guichet-cas";

/// `GET /cas/connexion/{door}`: to the login page of the CAS. Only from a page of ours: a strange one, or a link in a mail,
/// could else begin, and then send this browser back with a ticket of its own author's (login CSRF).
pub async fn begin(State(services): State<Services>, Path(door): Path<String>, headers: HeaderMap) -> Response {
    let (Some(cas), Some(door)) = (&services.cas, Door::named(&door)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if !is_ours(&headers, &services.config.public_url) {
        let page = if door == Door::Staff { Place::StaffSignIn } else { Place::SignIn };
        return Redirect::to(&page.href()).into_response();
    }
    let nonce = secrets::draw_token(&*services.chance);
    let cookie = guard::cookie_text(BEGUN, &format!("{}.{nonce}", door.slug()), AWAY_LIFE);
    (AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(&cas.login_url())).into_response()
}

/// Browsers say where a request comes from; the old ones that do not name the page at least.
fn is_ours(headers: &HeaderMap, public_url: &str) -> bool {
    let said = |name: &str| headers.get(name).and_then(|it| it.to_str().ok());
    if let Some(site) = said("sec-fetch-site") {
        return site == "same-origin";
    }
    let rest = said(REFERER.as_str()).and_then(|it| it.strip_prefix(public_url.trim_end_matches('/')));
    rest.is_some_and(|it| it.starts_with('/'))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Farewell {
    logout_request: String,
}

/// `POST /cas/retour`: single logout. The CAS tells, and asks nothing: whatever the ticket, the answer is the same.
pub async fn log_out(State(services): State<Services>, farewell: Result<Form<Farewell>, FormRejection>) -> StatusCode {
    if services.cas.is_none() {
        return StatusCode::NOT_FOUND;
    }
    let ticket = farewell.ok().and_then(|Form(it)| answer::session_index(&it.logout_request));
    let Some(ticket) = ticket else { return StatusCode::BAD_REQUEST };
    match services.end_sessions_of_ticket(&ticket).await {
        Ok(()) => StatusCode::OK,
        Err(cause) => {
            incident(&cause, "a single logout could not be done");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

impl Services {
    async fn end_sessions_of_ticket(&self, ticket: &str) -> sqlx::Result<()> {
        let mut work = self.begin(Actor::System, "").await?;
        for whose in work.close_sessions_of_ticket(&secrets::hash_token(ticket)).await? {
            work.note("cas_sign_out", whose, "");
        }
        work.commit().await
    }
}
