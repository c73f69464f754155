//! « Mon inscription »: the yearly registration of whoever was admitted.

mod documents;

pub use documents::EnrolmentDocumentsPage;

use super::loaded;
use crate::api::enrolment::enrolment;
use crate::domain::admission::Admission;
use crate::places::Place;
use crate::ui::{Badge, Title, Tone, language, t};
use crate::words::enrolment as say;
use crate::words::enrolment_document as documents_say;
use leptos::prelude::*;

#[component]
pub fn EnrolmentPage() -> impl IntoView {
    let mine = Resource::new(|| (), |()| enrolment());
    loaded(mine, |it| {
        let admission = |it: Admission| view! { <li>{it.programme}</li> };
        let period = |(from, until)| view! { <li>{say::period(from, until, language())}</li> };
        let live = it.admissions.into_iter().filter(|it| !it.withdrawn);
        view! {
            <Title text=t(say::MINE)/>
            <p>
                <Badge tone=Tone::Plain text=t(say::state(it.standing.state))/>
            </p>
            <p>{t(say::phase(it.phase))}</p>
            <p>
                <a href=Place::EnrolmentDocuments.href()>{t(documents_say::MINE)}</a>
            </p>
            <dl>
                <dt>{t(say::NUMBER)}</dt>
                <dd>
                    <code>{it.number}</code>
                </dd>
                <dt>{t(say::YEAR)}</dt>
                <dd>{it.year} " (" {t(say::kind(it.kind))} ")"</dd>
                <dt>{t(say::IDENTIFIANT)}</dt>
                <dd>
                    <code>{it.identifiant}</code>
                </dd>
            </dl>
            <h2>{t(say::ADMITTED_TO)}</h2>
            <ul>{live.map(admission).collect_view()}</ul>
            <h2>{t(say::PERIODS)}</h2>
            <ul>{it.windows.into_iter().map(period).collect_view()}</ul>
        }
        .into_any()
    })
}
