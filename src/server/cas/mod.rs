//! « Accès étudiant »: our side of CAS 3.0 (reference/peers.md §4.1). One address of ours, from the configuration alone, is
//! the service that the CAS knows; where one wanted to go stays in a cookie. `http` asks, `answer` reads, `arriving` tells
//! what comes of it, `ways` are the routes beside the page.

mod answer;
mod arriving;
mod http;
pub mod ways;

use super::config::{CasConfig, Config};
use super::{StartError, calendar};
use crate::domain::cas::{AccessReport, Cause, Finding, is_student};
use crate::domain::form::line;
use crate::domain::time::Instant;
use crate::places::Place;
use answer::{Answer, Person};
use axum::http::Uri;
use std::sync::Mutex;
use std::time::Duration;

/// A ticket that nobody has: the CAS is to say so.
const NO_TICKET: &str = "ST-0-guichet-self-check";
/// How the login pages of Apereo CAS and django-cas-server, in French and English, refuse an address; lower case.
const REFUSALS: [&str; 5] = [
    "autorisée à utiliser cas",
    "authorized to use cas",
    "application not authorized",
    "est pas autorisé",
    "is not allowed",
];

/// Why the CAS was of no help: what we tell people, and what the log holds.
#[derive(Debug)]
pub struct Failure {
    pub cause: Cause,
    pub detail: String,
}

impl Failure {
    fn new(cause: Cause, detail: impl std::fmt::Display) -> Self {
        Self { cause, detail: detail.to_string() }
    }
}

/// The way to the establishment's CAS server.
pub struct Cas {
    line: http::Line,
    /// Without a final slash.
    server: String,
    /// The path of it.
    path: String,
    /// Our address, as the CAS knows it.
    service: String,
    /// Our home page, where the CAS sends whoever signed out.
    home: String,
    names: CasConfig,
    last: Mutex<Option<(Instant, Finding)>>,
}

impl Cas {
    /// `None` where no CAS is configured.
    pub fn open(config: &Config) -> Result<Option<Self>, StartError> {
        let Some(server) = config.cas.url.as_deref() else { return Ok(None) };
        let refused = || StartError::Cas(server.to_owned());
        let server = server.trim_end_matches('/');
        let url: Uri = server.parse().map_err(|_| refused())?;
        let patience = Duration::from_secs(config.cas.patience.max(1));
        let line = http::Line::to(&url, patience).ok_or_else(refused)?;
        let service = format!("{}{}", config.public_url.trim_end_matches('/'), Place::CasReturn.href());
        let path = url.path().trim_end_matches('/').to_owned();
        let home = format!("{}{}", config.public_url.trim_end_matches('/'), Place::Home.href());
        let (server, names) = (server.into(), config.cas.clone());
        Ok(Some(Self { line, server, path, service, home, names, last: Mutex::default() }))
    }

    /// Where one gives name and password.
    pub fn login_url(&self) -> String {
        format!("{}/login?{}", self.server, self.query(None))
    }

    /// Where its own session ends, and which sends the browser back to us (CAS 3.0 §2.3): on a shared computer, the next
    /// person would else be let in by one click.
    pub fn logout_url(&self) -> String {
        let back = form_urlencoded::Serializer::new(String::new()).append_pair("service", &self.home).finish();
        format!("{}/logout?{back}", self.server)
    }

    /// Scheme and host, which a form of ours may lead to.
    pub fn origin(&self) -> &str {
        self.server.strip_suffix(&self.path).unwrap_or(&self.server)
    }

    fn query(&self, ticket: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("service", &self.service);
        if let Some(ticket) = ticket {
            query.append_pair("ticket", ticket);
        }
        query.finish()
    }

    /// Whom a ticket stands for; asking uses it up.
    async fn validate(&self, ticket: &str) -> Result<Person, Failure> {
        match self.ask(ticket).await? {
            Answer::Known(person) => Ok(person),
            Answer::Refused(code) => Err(Failure::new(Cause::of_code(&code), code)),
        }
    }

    async fn ask(&self, ticket: &str) -> Result<Answer, Failure> {
        let (status, text) =
            self.line.get(&format!("{}/p3/serviceValidate?{}", self.path, self.query(Some(ticket)))).await?;
        if status.is_server_error() {
            return Err(Failure::new(Cause::Away, status));
        }
        answer::read(&text).ok_or_else(|| Failure::new(Cause::Malformed, format!("{status}, not an answer of CAS 3.0")))
    }

    /// Looks whether people can come this way; kept for administrators, and logged.
    pub async fn check(&self, now: Instant) {
        let (found, detail) = self.look().await;
        if found == Finding::Good {
            tracing::info!(service = self.service, server = self.server, "the CAS takes our address");
        } else {
            tracing::error!(service = self.service, server = self.server, ?found, detail, "the CAS is of no use");
        }
        if let Ok(mut last) = self.last.lock() {
            *last = Some((now, found));
        }
    }

    async fn look(&self) -> (Finding, String) {
        let out = |failure: Failure, otherwise| {
            let found = match failure.cause {
                Cause::Away => Finding::Away,
                Cause::Slow => Finding::Slow,
                _ => otherwise,
            };
            (found, failure.detail)
        };
        match self.line.get(&format!("{}/login?{}", self.path, self.query(None))).await {
            Err(failure) => return out(failure, Finding::LoginRefused),
            Ok((status, page)) => {
                let page = page.to_lowercase();
                if status.is_client_error() || status.is_server_error() || REFUSALS.iter().any(|it| page.contains(it)) {
                    return (Finding::LoginRefused, status.to_string());
                }
            }
        }
        match self.ask(NO_TICKET).await {
            Ok(Answer::Refused(code)) if Cause::of_code(&code) == Cause::TicketInvalid => (Finding::Good, code),
            Ok(answer) => (Finding::ValidationRefused, format!("{answer:?}")),
            Err(failure) => out(failure, Finding::ValidationRefused),
        }
    }

    pub fn report(&self) -> AccessReport {
        let last = self.last.lock().ok().and_then(|it| *it);
        let last = last.map(|(at, found)| (calendar::moment(at), found));
        AccessReport { server: self.server.clone(), service: self.service.clone(), last }
    }

    /// Family name, given name, address, student number, and whether a student: what fills the form in. What could not be
    /// kept is left out.
    fn told(&self, person: &Person) -> (String, String, String, String, bool) {
        let names = &self.names;
        let fit = |name: &str| line(person.first(name)).unwrap_or_default();
        let student = is_student(person.all(&names.affiliation));
        let email = fit(&names.mail).to_lowercase();
        (fit(&names.family_name), fit(&names.given_name), email, fit(&names.student_number), student)
    }

    /// Whether the CAS says that it asked a second proof, so that ours is not asked again.
    fn asked_a_second_proof(&self, person: &Person) -> bool {
        let Some((name, value)) = self.names.second_proof.as_deref().and_then(|it| it.split_once('=')) else {
            return false;
        };
        person.all(name).any(|it| it == value)
    }
}
