//! In which language a request is answered: the one chosen in this browser, else the one that it prefers.

use super::guard::{Caller, cookie, give};
use super::store::Holder;
use crate::domain::language::Language;
use crate::domain::time::Span;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use leptos::prelude::{provide_context, use_context};

/// Holds nothing but a language, and no person can be told by it.
const COOKIE_NAME: &str = "__Host-guichet-language";
/// How long a choice is remembered.
const MEMORY: Span = Span::days(365);

/// What was chosen in this browser.
pub fn chosen(headers: &HeaderMap) -> Option<Language> {
    cookie(headers, COOKIE_NAME).as_deref().and_then(Language::named)
}

pub fn of_request(headers: &HeaderMap) -> Language {
    let preferred = || {
        let accept = headers.get(ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
        accept.map_or(Language::French, Language::preferred)
    };
    chosen(headers).unwrap_or_else(preferred)
}

/// Lets pages know.
pub fn provide_language() {
    if let Some(parts) = use_context::<Parts>() {
        provide_context(of_request(&parts.headers));
    }
}

/// Remembers a choice in this browser.
pub fn remember(language: Language) {
    give(COOKIE_NAME, language.code(), MEMORY);
}

impl Caller {
    /// The language that this caller reads.
    pub fn language(&self) -> Language {
        use_context::<Language>().unwrap_or_default()
    }

    /// Remembers a choice in this browser, and in the account of whoever is signed in.
    pub async fn choose_language(&self, language: Language) -> sqlx::Result<()> {
        remember(language);
        let Some(holder) = self.holder().await? else { return Ok(()) };
        let mut work = self.begin().await?;
        match &holder {
            Holder::Candidate { id, .. } => work.speak_to_candidate(id, language).await?,
            Holder::Staff { id, .. } => work.speak_to_staff(id, language).await?,
        }
        work.commit().await
    }
}
