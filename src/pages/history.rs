//! What happened to a candidature so far, in plain words: also who opened it.

use crate::domain::dossier::Event;
use crate::ui::{language, t};
use crate::words;
use crate::words::candidature as say;
use leptos::prelude::*;

#[component]
pub(super) fn History(events: Vec<Event>) -> impl IntoView {
    let line = |it: Event| {
        view! {
            <li>
                <span class="when">{words::moment(it.at, language())}</span>
                " "
                {t(say::event(it.kind))}
            </li>
        }
    };
    view! {
        <details class="quiet history">
            <summary>{t(say::HISTORY)}</summary>
            <ol reversed>{events.into_iter().map(line).collect_view()}</ol>
        </details>
    }
}
