//! For whom a form is filled in: by default for oneself; by staff, for a candidate whom the page names.

use crate::domain::AccountId;
use leptos::prelude::*;

/// Provided by pages on which staff act for a candidate.
#[derive(Clone)]
pub struct ServedAccount(pub AccountId);

/// Says with a form for whom it is filled in.
#[component]
pub fn Served() -> impl IntoView {
    use_context::<ServedAccount>().map(|it| view! { <input type="hidden" name="account" value=it.0.0/> })
}
