//! Whoever stands before the site: a browser with its cookie, with or without JavaScript, and what it was answered.

use super::site::TestSite;
use crate::api::CallError;
use crate::domain::document::DocumentRefusal;
use crate::domain::{CandidatureId, RequirementId};
use crate::places::Place;
use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_LOCATION, CONTENT_TYPE, COOKIE, LOCATION, REFERER, SET_COOKIE,
};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Mutex;
use tower::ServiceExt;

const COOKIE_NAME: &str = "__Host-guichet=";
const LANGUAGE_COOKIE: &str = "__Host-guichet-language=";
/// Between the parts of a deposit.
pub const BOUNDARY: &str = "----guichet";
const FORM: &str = "application/x-www-form-urlencoded";
/// What a browser accepts when a form is sent without JavaScript.
const HTML: &str = "text/html,application/xhtml+xml;q=0.9";

pub struct Actor<'s> {
    pub site: &'s TestSite,
    token: Mutex<Option<String>>,
    /// What was chosen in this browser.
    language: Mutex<Option<String>>,
    /// What this browser says that it prefers; nothing, as most tests are in French.
    prefers: Option<&'static str>,
    /// Every other cookie.
    jar: Mutex<BTreeMap<String, String>>,
}

/// Pairs of a form.
pub type Pairs<'a> = &'a [(&'a str, &'a str)];

impl<'s> Actor<'s> {
    pub fn new(site: &'s TestSite) -> Self {
        Self { site, token: Mutex::new(None), language: Mutex::new(None), prefers: None, jar: Mutex::default() }
    }

    /// Somebody whose browser holds this session.
    pub fn with_token(site: &'s TestSite, token: &str) -> Self {
        Self { token: Mutex::new(Some(token.to_owned())), ..Self::new(site) }
    }

    /// The same, in a browser that sends this `Accept-Language`.
    pub const fn preferring(mut self, languages: &'static str) -> Self {
        self.prefers = Some(languages);
        self
    }

    /// What the cookie holds.
    pub fn token(&self) -> Option<String> {
        self.token.lock().expect("nobody panics here").clone()
    }

    /// Calls a server function as the page does with JavaScript.
    pub async fn post(&self, endpoint: &str, pairs: Pairs<'_>) -> Answer {
        let request = Request::post(format!("/api/{endpoint}")).header(ACCEPT, "application/json");
        self.send(request.header(CONTENT_TYPE, FORM), encode(pairs).into()).await
    }

    /// Sends a form as a browser does without JavaScript, from the page where it stands.
    pub async fn submit(&self, from: &Place, endpoint: &str, pairs: Pairs<'_>) -> Answer {
        let request = Request::post(format!("/api/{endpoint}")).header(ACCEPT, HTML);
        let request = request.header(REFERER, format!("http://guichet.test{}", from.href()));
        self.send(request.header(CONTENT_TYPE, FORM), encode(pairs).into()).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.look(Method::GET, path).await
    }

    pub async fn look(&self, method: Method, path: &str) -> Answer {
        self.send(Request::builder().method(method).uri(path).header(ACCEPT, HTML), Body::empty()).await
    }

    /// Deposits a file; `seen` is the version of the document that the form was made from.
    pub async fn deposit(&self, to: (&CandidatureId, &RequirementId), seen: i64, name: &str, file: &[u8]) -> Answer {
        self.deposit_body(to, "application/json", multipart(seen, name, file).into()).await
    }

    /// Deposits whatever the body holds, should it ever end.
    pub async fn deposit_body(&self, to: (&CandidatureId, &RequirementId), accept: &str, body: Body) -> Answer {
        self.send_file(&Place::Deposit(to.0.clone(), to.1.clone()), accept, body).await
    }

    /// Sends a file to where files are taken.
    pub async fn send_file(&self, to: &Place, accept: &str, body: Body) -> Answer {
        let request = Request::post(to.href());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(request.header(ACCEPT, accept).header(CONTENT_TYPE, kind), body).await
    }

    pub async fn send(&self, mut request: axum::http::request::Builder, body: Body) -> Answer {
        let language = self.language.lock().expect("nobody panics here").clone();
        let language = language.map_or(String::new(), |it| format!("; {LANGUAGE_COOKIE}{it}"));
        let token = self.token().map_or(String::new(), |it| format!("; {COOKIE_NAME}{it}"));
        let others = self.jar.lock().expect("nobody panics here").clone();
        let others: String = others.into_iter().map(|(name, value)| format!("; {name}={value}")).collect();
        request = request.header(COOKIE, format!("other=1{token}{language}{others}"));
        if let Some(languages) = self.prefers {
            request = request.header(ACCEPT_LANGUAGE, languages);
        }
        let request = request.header("host", "guichet.test").body(body).expect("a request");
        let response = self.site.router.clone().oneshot(request).await.expect("routers do not fail");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a whole body").to_bytes();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("a text").split(';').next().unwrap_or_default();
            if let Some(language) = cookie.strip_prefix(LANGUAGE_COOKIE) {
                *self.language.lock().expect("nobody panics here") = Some(language.to_owned());
                continue;
            }
            if let Some(token) = cookie.strip_prefix(COOKIE_NAME) {
                *self.token.lock().expect("nobody panics here") = (!token.is_empty()).then(|| token.to_owned());
                continue;
            }
            let (name, value) = cookie.split_once('=').expect("a cookie");
            assert!(name.starts_with("__Host-guichet-"), "{name} is no cookie of ours");
            let mut jar = self.jar.lock().expect("nobody panics here");
            if value.is_empty() {
                jar.remove(name)
            } else {
                jar.insert(name.to_owned(), value.to_owned())
            };
        }
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// The body of a deposit, as a browser writes it.
pub fn multipart(seen: i64, name: &str, file: &[u8]) -> Vec<u8> {
    let name = name.replace('"', "%22");
    let mut body = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"seen\"\r\n\r\n{seen}\r\n--{BOUNDARY}\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn encode(pairs: Pairs<'_>) -> String {
    let escaped = |text: &str| {
        let byte = |b: u8| {
            let plain = b.is_ascii_alphanumeric() || b"-._[]".contains(&b);
            if plain { char::from(b).to_string() } else { format!("%{b:02X}") }
        };
        text.bytes().map(byte).collect::<String>()
    };
    let pairs = pairs.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// What the page hears of a deposit.
#[derive(Deserialize)]
struct Deposited {
    refusal: Option<DocumentRefusal>,
    reference: Option<String>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The text of a page without the data that the browser takes over, which hold both languages.
    pub fn shown(&self) -> String {
        let page = self.text().replace("<!>", "");
        page.split("<script").filter_map(|it| it.split_once("</script>")).map(|(_, shown)| shown).collect()
    }

    /// Where the browser is sent on to; or, of a refused form that came back at once, the address of its page.
    pub fn location(&self) -> &str {
        match self.header(LOCATION.as_str()) {
            "" => self.header(CONTENT_LOCATION.as_str()),
            place => place,
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().expect("a text"))
    }

    /// It was done.
    #[track_caller]
    pub fn done(self) -> Self {
        assert!(self.status.is_success(), "{} {}", self.status, self.text());
        self
    }

    /// It was done, and this is what it brought.
    #[track_caller]
    pub fn read<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text());
        serde_json::from_slice(&self.body).expect("the answer of the call")
    }

    /// It was not done.
    #[track_caller]
    pub fn error<R: DeserializeOwned + Debug>(&self) -> CallError<R> {
        assert!(!self.status.is_success(), "done: {}", self.text());
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("{} {}", self.status, self.text()))
    }

    /// It was refused, and this is why.
    #[track_caller]
    pub fn refusal<R: DeserializeOwned + Debug>(&self) -> R {
        match self.error() {
            CallError::Refused(refusal) if self.status == StatusCode::UNPROCESSABLE_ENTITY => refusal,
            other => panic!("{} {other:?}", self.status),
        }
    }

    /// The deposit was refused, with something to quote.
    #[track_caller]
    pub fn refused_deposit(&self) -> DocumentRefusal {
        assert_eq!(self.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", self.text());
        let answer: Deposited = serde_json::from_slice(&self.body).expect("the answer of a deposit");
        assert!(answer.reference.is_some_and(|it| it.len() > 5), "nothing to quote: {}", self.text());
        answer.refusal.expect("a refusal")
    }
}
