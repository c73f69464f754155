//! The rest of a profile as it was handed over: where it comes from, studies here and elsewhere, internships,
//! work.

use crate::domain::profile::Profile;
use crate::pages::studies::Entry;
use crate::ui::{language, t};
use crate::words;
use leptos::prelude::*;

#[component]
pub(super) fn StudiesOf(profile: Profile) -> impl IntoView {
    let parts = words::studies::parts(&profile, language())
        .into_iter()
        .map(|(heading, entries)| {
            let entries = entries.into_iter().map(|told| view! { <li class="document"><Entry told/></li> });
            view! {
                <h3>{t(heading)}</h3>
                <ul class="documents">{entries.collect_view()}</ul>
            }
        })
        .collect_view();
    view! {
        {profile.record.is_some().then(|| view! { <p>{t(words::records::CONFIRMED)}</p> })}
        {parts}
    }
}
