//! Guichet: the one counter where a person applies to a French university and becomes its student.
//!
//! Four rings, the same nouns in each (account, profile, campaign, candidature, document, transmission, review):
//! [`domain`] decides, [`api`] tells the story, [`pages`] shows, `server` touches the world. `words` says every
//! sentence that depends on a rule, [`places`] knows every address, `ui` has components that know no rule.
//! What each may name stands in ARCHITECTURE.md and is checked by `tests/tidy.rs`.

// Views are deep types; the default limit is for shallower ones.
#![recursion_limit = "512"]

pub mod api;
pub mod app;
pub mod domain;
pub mod pages;
pub mod places;
pub mod ui;
pub mod words;

#[cfg(feature = "ssr")]
pub mod server;

#[cfg(all(test, feature = "ssr"))]
mod tests;

/// Takes the page that the server rendered over, in the browser.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    ui::take_language_of_document();
    pages::take_series_of_document();
    let path = leptos::prelude::window().location().pathname().unwrap_or_default();
    // A form that was sent before this program came, and refused: its page stands at the address of the call, as the server
    // made it, and works as it is.
    if path.starts_with("/api/") {
        return;
    }
    if pages::lazy::is_here(&path).await {
        leptos::mount::hydrate_body(app::App);
    }
}
