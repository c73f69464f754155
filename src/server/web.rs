//! The router: pages, calls, uploads, files, headers, limits, health. The only place that names `app`.

use super::{Services, directory, importing, language, printing, uploads};
use crate::app::{App, shell};
use crate::places::Place;
use crate::ui::PageStatus;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRef, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, ResponseOptions, generate_route_list};
use std::sync::{Arc, LazyLock};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;

/// The largest body of a server function, in bytes: forms, never files.
const CALL_LIMIT: usize = 256 * 1024;

/// The table of pages, read from `App` once: while leptos reads it, no page of this process loads its data.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

#[derive(Clone)]
struct AppState {
    services: Services,
    options: LeptosOptions,
}

impl FromRef<AppState> for Services {
    fn from_ref(state: &AppState) -> Self {
        state.services.clone()
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}

/// The pattern of every page that the router answers, as `/offre/{programme}`.
pub fn pages() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(AxumRouteListing::path)
}

/// The whole site.
pub fn router(services: Services, options: LeptosOptions) -> Router {
    let state = AppState { services: services.clone(), options: options.clone() };
    let context = move || {
        provide_context(services.clone());
        language::provide_language();
        forbid_strange_scripts();
        provide_page_status();
    };
    let shell_of = {
        let options = options.clone();
        move || shell(options.clone())
    };
    let deposit = post(uploads::deposit).layer(DefaultBodyLimit::max(uploads::READ_AT_MOST));
    let files = Router::new()
        .route("/candidatures/{candidature}/pieces/{requirement}", deposit)
        .route("/pieces/{document}", get(uploads::serve))
        .route("/modeles/{requirement}", get(uploads::serve_model))
        .route("/candidatures/{candidature}/accuse.pdf", get(printing::receipt))
        .route("/admin/dossiers/{candidature}/dossier.pdf", get(printing::dossier))
        .route("/admin/admissions", post(importing::receive).layer(DefaultBodyLimit::max(uploads::READ_AT_MOST)))
        .route("/admin/admissions/modele.csv", get(importing::model))
        .route("/admin/admissions/{import}/rapport.csv", get(importing::report))
        .route("/inscription/certificat.pdf", get(printing::certificate))
        .route("/inscription/carte.pdf", get(printing::card))
        .route("/verifier/cle", get(printing::keys))
        .route("/admin/inscriptions/comptes.csv", get(directory::as_csv))
        .route("/admin/inscriptions/comptes.ldif", get(directory::as_ldif))
        .route("/health", get(health))
        .route_layer(from_fn(only_names));
    Router::new()
        .leptos_routes_with_context(&state, PAGES.clone(), context.clone(), shell_of)
        .fallback(leptos_axum::file_and_error_handler_with_context::<AppState, _>(context, shell))
        // Server functions read their whole body and know no limit of their own.
        .layer(RequestBodyLimitLayer::new(CALL_LIMIT))
        .merge(files)
        .layer(from_fn(finish))
        // Server functions check no origin of their own: whatever changes something must come from our own pages.
        .layer(CsrfLayer::new())
        .with_state(state)
}

/// Sends the browser on to a place, from within a server function; works with and without JavaScript.
pub fn go_to(place: &Place) {
    #[expect(clippy::disallowed_methods, reason = "the one place that redirects")]
    leptos_axum::redirect(&place.href());
}

/// Whether the database answers: for load balancers.
async fn health(State(services): State<Services>) -> StatusCode {
    match services.store.has_faculties().await {
        Ok(_) => StatusCode::OK,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// No file bears a name with U+0000 in it, and PostgreSQL refuses to look for one.
async fn only_names(request: Request, next: Next) -> Response {
    if request.uri().path().contains("%00") { StatusCode::NOT_FOUND.into_response() } else { next.run(request).await }
}

/// Only scripts that carry this response's nonce run. A header rather than a tag, so that it holds from the first byte.
fn forbid_strange_scripts() {
    // Files that are served as they are have neither.
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' blob: data:; frame-src 'self' blob:; connect-src 'self' ws:; object-src 'none'; \
         base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(CONTENT_SECURITY_POLICY, value);
    }
}

/// Lets a page that was not found, or failed, say so in its status.
fn provide_page_status() {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    let set = move |status: u16| {
        // A guard that sends the browser on to sign in came first.
        let taken = response.0.read().is_ok_and(|parts| parts.status.is_some());
        if let (false, Ok(status)) = (taken, StatusCode::from_u16(status)) {
            response.set_status(status);
        }
    };
    provide_context(PageStatus(Arc::new(set)));
}

/// What every answer carries, and what leptos leaves out: caching of hashed files, and honest statuses of refusals.
async fn finish(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    if path.starts_with("/api/") {
        response = honest_status(response).await;
    }
    let ok = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    if path.starts_with("/pkg/") && ok {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    } else {
        // Pages and calls speak of one person.
        headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-store"));
    }
    response
}

/// In leptos 0.8 every refused call answers 500. A refusal is no fault of ours: say 4xx, and keep 500 for incidents.
async fn honest_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, CALL_LIMIT).await else {
        return Response::from_parts(parts, Body::empty());
    };
    let text = std::str::from_utf8(&bytes).unwrap_or_default().trim_start_matches(['{', '"']);
    let statuses = [
        ("Refused", StatusCode::UNPROCESSABLE_ENTITY),
        ("SignedOut", StatusCode::UNAUTHORIZED),
        ("NotFound", StatusCode::NOT_FOUND),
        ("TooMany", StatusCode::TOO_MANY_REQUESTS),
        ("Malformed", StatusCode::BAD_REQUEST),
    ];
    if let Some((_, status)) = statuses.into_iter().find(|(name, _)| text.starts_with(name)) {
        parts.status = status;
        parts.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
    }
    Response::from_parts(parts, Body::from(bytes))
}
