//! The router: pages, calls, uploads, files, headers, limits, health. The only place that names `app`.

use super::release::{self, Release};
use super::{
    Services, brand, cas, directory, explained, importing, language, models, printing, refilling, secrets, till,
    uploads,
};
use crate::api::{CallError, Never};
use crate::app::{App, shell};
use crate::places::Place;
use crate::ui::PageStatus;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRef, Request, State};
use axum::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use futures::StreamExt;
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, ResponseOptions, generate_route_list};
use std::sync::{Arc, LazyLock};
use tower::ServiceExt;
use tower_http::csrf::CsrfLayer;

/// The largest body of a server function, in bytes: forms, never files.
pub const CALL_LIMIT: usize = 256 * 1024;
/// The largest word of a CAS that somebody signed out, in bytes: real ones have a thousand.
const FAREWELL_LIMIT: usize = 16 * 1024;

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
    let given = services.clone();
    let context = move || {
        provide_context(given.clone());
        language::provide_language();
        forbid_strange_scripts();
        provide_page_status();
        refilling::provide_sent();
    };
    let release = Release::beside_us(&options);
    let root = release.root();
    let face = services.brand.face();
    let page = move |options| shell(options, root.clone(), face);
    let shell_of = {
        let page = page.clone();
        move || page(options.clone())
    };
    let deposit = post(uploads::deposit).layer(DefaultBodyLimit::max(uploads::READ_AT_MOST));
    let model = post(models::deposit).layer(DefaultBodyLimit::max(uploads::READ_AT_MOST));
    let for_enrolment = post(uploads::deposit_for_enrolment).layer(DefaultBodyLimit::max(uploads::READ_AT_MOST));
    let files = Router::new()
        .route("/candidatures/{candidature}/pieces/{requirement}", deposit)
        .route("/admin/formations/{programme}/pieces/{requirement}/modele", model)
        .route("/pieces/{document}", get(uploads::serve))
        .route("/inscription/pieces/{requirement}", for_enrolment)
        .route("/inscription/document/{document}", get(uploads::serve_of_enrolment))
        .route("/modeles/{requirement}", get(uploads::serve_model))
        .route("/candidatures/{candidature}/accuse.pdf", get(printing::receipt))
        .route("/admin/dossiers/{candidature}/dossier.pdf", get(printing::dossier))
        .route("/admin/admissions", post(importing::receive).layer(DefaultBodyLimit::max(uploads::READ_AT_MOST)))
        .route("/admin/modele-admissions.csv", get(importing::model))
        .route("/admin/admissions/{import}/rapport.csv", get(importing::report))
        .route("/inscription/dossier/recu/{file}", get(printing::payment_receipt))
        .route("/admin/paiements.csv", get(till::export))
        .route("/psp/paybox/notification", get(till::notification))
        .route("/inscription/dossier/recapitulatif.pdf", get(printing::recap))
        .route("/inscription/certificat.pdf", get(printing::certificate))
        .route("/inscription/carte.pdf", get(printing::card))
        .route("/verifier/cle", get(printing::keys))
        .route("/admin/inscriptions/comptes.csv", get(directory::as_csv))
        .route("/admin/inscriptions/comptes.ldif", get(directory::as_ldif))
        .route("/logo", get(brand::logo))
        .route("/theme.css", get(brand::theme))
        .route("/health", get(health))
        .route("/cas/connexion/{door}", get(cas::ways::begin))
        .route("/cas/retour", post(cas::ways::log_out).layer(DefaultBodyLimit::max(FAREWELL_LIMIT)))
        .route_layer(from_fn(only_names));
    let serves = services.clone();
    let pages = Router::new()
        .leptos_routes_with_context(&state, PAGES.clone(), context.clone(), shell_of)
        .fallback(leptos_axum::file_and_error_handler_with_context::<AppState, _>(context, page))
        .with_state(state.clone());
    let (told, explaining) = (pages.clone(), pages.clone());
    pages
        .layer(from_fn(move |request: Request, next: Next| limit_calls(services.clone(), told.clone(), request, next)))
        .merge(files.with_state(state).route_layer(from_fn(move |request: Request, next: Next| {
            explained::explain(serves.clone(), explaining.clone(), request, next)
        })))
        .layer(from_fn(finish))
        .layer(from_fn_with_state(release, release::find))
        // Server functions check no origin of their own: whatever changes something must come from our own pages.
        .layer(CsrfLayer::new())
}

/// Sends the browser on to a place, from within a server function; works with and without JavaScript.
pub fn go_to(place: &Place) {
    go_out(&place.href());
}

/// The same, to an address that is not ours.
pub fn go_out(url: &str) {
    #[expect(clippy::disallowed_methods, reason = "the one place that redirects")]
    leptos_axum::redirect(url);
}

/// Server functions read their whole body and know no limit of their own: what is larger is read on to its end, so that
/// the browser hears the answer, and explained in JSON, or without JavaScript by the page of `told`.
async fn limit_calls(services: Services, told: Router, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let (mut kept, mut size, mut body) = (Vec::new(), 0, body.into_data_stream());
    while let Some(chunk) = body.next().await {
        // Half a form is none.
        let Ok(chunk) = chunk else { return StatusCode::BAD_REQUEST.into_response() };
        size += chunk.len();
        if size <= CALL_LIMIT {
            kept.extend_from_slice(&chunk);
        } else if size > uploads::READ_AT_MOST {
            break;
        }
    }
    if size <= CALL_LIMIT {
        let sent = Bytes::from(kept);
        let looks = parts.method == Method::GET && parts.uri.path().starts_with("/api/");
        let asked = (wants_page(&parts.headers) && (looks || refilling::is_plain_form(&parts))).then(|| parts.clone());
        let answer = next.run(Request::from_parts(parts, Body::from(sent.clone()))).await;
        return match asked {
            // Somebody opens the address at which a form came back: calls are not to be looked at.
            Some(asked) if looks => page_for(told, asked, NOWHERE).await,
            Some(asked) => refilling::come_back(told, asked, sent, answer).await,
            None => answer,
        };
    }
    let reference = secrets::draw_reference(&*services.chance, 'R');
    tracing::info!(reference, size, path = parts.uri.path(), "a call was too large");
    if !wants_page(&parts.headers) {
        let refused = CallError::<Never>::TooLarge(reference);
        return (StatusCode::PAYLOAD_TOO_LARGE, Json(refused)).into_response();
    }
    page_for(told, parts, &Place::TooLarge(reference).href()).await
}

/// An address at which no page is, which says so.
pub const NOWHERE: &str = "/introuvable";

/// A page of ours, made at once for whoever asked for something else.
pub async fn page_for(pages: Router, mut asked: Parts, place: &str) -> Response {
    asked.method = Method::GET;
    asked.uri = place.parse().unwrap_or_default();
    asked.headers.remove(CONTENT_LENGTH);
    asked.headers.remove(CONTENT_TYPE);
    pages.oneshot(Request::from_parts(asked, Body::empty())).await.into_response()
}

/// Whether a person looks at the answer: a form sent without JavaScript, a link.
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|it| it.to_str().ok()).is_some_and(|it| it.contains("text/html"))
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
    // The form of a payment is posted to the bank; that of signing out may lead on to the CAS.
    let services = use_context::<Services>();
    let banks = services.iter().flat_map(|it| it.psp.hosts()).map(|it| format!(" {it}"));
    let cas = services.iter().filter_map(|it| it.cas.as_ref()).map(|it| format!(" {}", it.origin()));
    let others = banks.chain(cas).collect::<String>();
    let policy = format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' blob: data:; frame-src 'self' blob:; connect-src 'self' ws:; object-src 'none'; \
         base-uri 'none'; frame-ancestors 'none'; form-action 'self'{others}"
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
        ("NoCampaign", StatusCode::CONFLICT),
        ("TooMany", StatusCode::TOO_MANY_REQUESTS),
        ("Malformed", StatusCode::BAD_REQUEST),
    ];
    if let Some((_, status)) = statuses.into_iter().find(|(name, _)| text.starts_with(name)) {
        parts.status = status;
        parts.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
    }
    Response::from_parts(parts, Body::from(bytes))
}
