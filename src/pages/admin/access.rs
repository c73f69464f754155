//! Whether « Accès étudiant » works, for administrators: what the self-check found.

use super::parts::done;
use crate::api::cas::{CheckAccess, read_access_report};
use crate::domain::cas::{AccessReport, Finding};
use crate::pages::refusal_of;
use crate::ui::{Notice, Tone, language, t};
use crate::words::cas as say;
use leptos::prelude::*;

/// Nothing where there is no CAS.
#[component]
pub(super) fn AccessState() -> impl IntoView {
    let check = ServerAction::<CheckAccess>::new();
    let report = Resource::new(move || done(check), |_| read_access_report());
    let told = move |it: AccessReport| {
        let tone = match it.last {
            Some((_, Finding::Good)) => Tone::Good,
            Some(_) => Tone::Bad,
            None => Tone::Plain,
        };
        let lines = say::report(&it, language()).into_iter().map(|it| view! { <p>{it}</p> }).collect_view();
        view! {
            <section aria-labelledby="access-state">
                <h2 id="access-state">{t(say::REPORT)}</h2>
                {refusal_of(check, |never| match never {})}
                <Notice tone>{lines}</Notice>
                <ActionForm action=check>
                    <button class="second" disabled=move || check.pending().get()>{t(say::CHECK_AGAIN)}</button>
                </ActionForm>
            </section>
        }
    };
    view! { <Transition>{move || Suspend::new(async move { report.await.ok().flatten().map(told) })}</Transition> }
}
