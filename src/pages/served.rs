//! For whom a form is filled in: by default for oneself; by staff, for a candidate whom the page names.

use crate::domain::AccountId;
use crate::domain::enrolment::Step;
use leptos::prelude::*;

/// Provided by pages on which staff act for a candidate.
#[derive(Clone)]
pub struct ServedAccount(pub AccountId);

/// Provided by the step of an enrolment in which a section of the profile is changed: one comes back to it.
#[derive(Clone, Copy)]
pub struct BackTo(pub Step);

/// Says with a form for whom it is filled in, and where one goes once it is saved.
#[component]
pub fn Served() -> impl IntoView {
    let account = use_context::<ServedAccount>();
    let back = use_context::<BackTo>();
    view! {
        {account.map(|it| view! { <input type="hidden" name="account" value=it.0.0/> })}
        {back.map(|it| view! { <input type="hidden" name="back" value=it.0.code()/> })}
    }
}
