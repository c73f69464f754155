//! For whom the profile is filled in: by default for oneself; by staff, for a candidate whom the page names.

use crate::domain::AccountId;
use crate::domain::enrolment::Step;
use crate::places::Place;
use crate::ui::{Notice, Tone, t};
use crate::words;
use leptos::prelude::*;

/// Provided by pages on which staff act for a candidate: whose account the address names now.
#[derive(Clone, Copy)]
pub struct ServedAccount(pub Signal<AccountId>);

/// Provided by the step of an enrolment in which a section of the profile is changed: one comes back to it.
#[derive(Clone, Copy)]
pub struct BackTo(pub Step);

/// Whether staff fill in what is shown, for a candidate.
pub fn is_served() -> bool {
    use_context::<ServedAccount>().is_some()
}

/// Where a page of the profile is, to whoever fills it in.
pub fn place_of(own: Place) -> Place {
    match use_context::<ServedAccount>() {
        Some(ServedAccount(id)) => own.of_account(id.get_untracked()),
        None => own,
    }
}

/// The way back to the profile.
#[component]
pub fn WayBack() -> impl IntoView {
    let label = if is_served() { words::invitation::PROFILE } else { words::studies::PROFILE };
    view! {
        <p class="where">
            <a href=place_of(Place::Profile).href()>{t(label)}</a>
        </p>
    }
}

/// Says to staff that what follows is a candidate's, and whose name goes with it.
#[component]
pub fn ForCandidate() -> impl IntoView {
    is_served().then(|| view! { <Notice tone=Tone::Plain>{t(words::invitation::FOR_CANDIDATE)}</Notice> })
}

/// Says with a form for whom it is filled in, and where one goes once it is saved.
#[component]
pub fn Served() -> impl IntoView {
    let account = use_context::<ServedAccount>();
    let back = use_context::<BackTo>();
    view! {
        {account.map(|it| view! { <input type="hidden" name="account" value=it.0.get_untracked().0/> })}
        {back.map(|it| view! { <input type="hidden" name="back" value=it.0.code()/> })}
    }
}
