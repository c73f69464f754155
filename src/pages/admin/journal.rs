//! The journal of one dossier, in plain words.

use super::parts::StaffNav;
use crate::api::review::journal;
use crate::domain::CandidatureId;
use crate::domain::journal::JournalLine;
use crate::pages::{loaded, param};
use crate::places::Place;
use crate::ui::{Title, language, t};
use crate::words;
use crate::words::journal as say;
use leptos::prelude::*;

#[component]
pub fn JournalPage() -> impl IntoView {
    let id = param("candidature");
    let lines = Resource::new(move || id.get(), |id| journal(CandidatureId(id)));
    loaded(lines, move |lines| {
        let dossier = Place::Examination(CandidatureId(id.get_untracked()));
        view! {
            <StaffNav/>
            <p class="where">
                <a href=Place::Pile.href()>{t(words::admin::FILES)}</a>
                " · "
                <a href=dossier.href()>{t(words::admin::THE_FILE)}</a>
            </p>
            <Title text=t(say::JOURNAL)/>
            <p>{t(say::HELP)}</p>
            <JournalTable lines/>
        }
        .into_any()
    })
}

#[component]
pub(super) fn JournalTable(lines: Vec<JournalLine>) -> impl IntoView {
    if lines.is_empty() {
        return view! { <p>{t(say::NOTHING)}</p> }.into_any();
    }
    let line = |it: JournalLine| {
        view! {
            <tr>
                <td>{words::moment(it.at, language())}</td>
                <td>{say::actor(&it.actor, language())}</td>
                <td>{say::line(&it, language())}</td>
                <td>
                    <code>{it.origin}</code>
                </td>
            </tr>
        }
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t(say::JOURNAL)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(say::WHEN)}</th>
                        <th scope="col">{t(say::WHO)}</th>
                        <th scope="col">{t(say::WHAT)}</th>
                        <th scope="col">{t(say::FROM)}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
