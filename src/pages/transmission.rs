//! « Transmettre ma candidature », and the receipt.

use super::candidature::Acts;
use super::{loaded, param, refusal_of};
use crate::api::transmission::receipts;
use crate::domain::CandidatureId;
use crate::domain::candidature::State;
use crate::domain::dossier::DossierView;
use crate::domain::transmission::{Obstacle, Receipt};
use crate::places::Place;
use crate::ui::{Notice, Title, Tone, language, t};
use crate::words::{self, transmission as say};
use leptos::prelude::*;

/// The button that turns green with the last document, and what still stands in its way until then.
#[component]
pub(super) fn TransmitBox(view: DossierView, acts: Acts) -> impl IntoView {
    let card = view.card;
    if !card.state.is_open() {
        return None;
    }
    let ready = view.obstacles.is_empty();
    let listed = |obstacles: Vec<Obstacle>| {
        obstacles.iter().map(|it| words::obstacle(it, language())).collect::<Vec<_>>().join(" ")
    };
    let told = if ready {
        view! {
            <Notice tone=Tone::Good>
                <p>
                    <strong>{t(say::ALL_THERE)}</strong>
                    " "
                    {t(say::DO_NOT_FORGET)}
                </p>
            </Notice>
            <p>{t(say::NO_CHANGE_AFTER)}</p>
        }
        .into_any()
    } else {
        let line = |it: &Obstacle| {
            let said = words::obstacle(it, language());
            match it {
                Obstacle::Unfit(section) => view! { <a href=Place::Section(*section).href()>{said}</a> }.into_any(),
                _ => said.into_any(),
            }
        };
        let list = view.obstacles.iter().map(|it| view! { <li>{line(it)}</li> }).collect_view();
        view! {
            <p>{t(say::NOT_YET)}</p>
            <ul>{list}</ul>
        }
        .into_any()
    };
    let transmit = if card.state == State::Incomplete { say::TRANSMIT_AGAIN } else { say::TRANSMIT };
    Some(view! {
        <section aria-labelledby="transmission" class="transmission">
            <h2 id="transmission">{t(say::TRANSMISSION)}</h2>
            {refusal_of(acts.transmit, listed)}
            {told}
            <ActionForm action=acts.transmit>
                <input type="hidden" name="id" value=card.id.0/>
                <button class="go" disabled=move || !ready || acts.transmit.pending().get()>
                    {t(transmit)}
                </button>
            </ActionForm>
        </section>
    })
}

#[component]
pub fn ReceiptPage() -> impl IntoView {
    let id = param("candidature");
    let receipts = Resource::new(move || id.get(), |id| receipts(CandidatureId(id)));
    loaded(receipts, |receipts| {
        let dossier = receipts.first().map(|it| Place::Dossier(it.candidature_id.clone()).href());
        let paper = receipts.first().map(|it| Place::ReceiptPdf(it.candidature_id.clone()).href());
        view! {
            <Title text=t(say::TRANSMITTED)/>
            <Notice tone=Tone::Good>
                <p>{t(say::RECEIVED)}</p>
            </Notice>
            {receipts.into_iter().map(|receipt| view! { <Proof receipt/> }).collect_view()}
            <p>
                <a href=paper rel="external" download>
                    {t(words::paper::DOWNLOAD_RECEIPT)}
                </a>
            </p>
            <p>
                <a href=dossier>{t(say::BACK)}</a>
            </p>
        }
        .into_any()
    })
}

#[component]
fn Proof(receipt: Receipt) -> impl IntoView {
    let line = |it: crate::domain::transmission::SnapshotDocument| {
        let label = it.label_in(language()).to_owned();
        let given = it.file_name.unwrap_or_else(|| t(words::document::state(it.state)).into_owned());
        view! {
            <li>
                {words::pair(&label, &given, language())}
                {it.digest.map(|it| view! { <br/><code class="digest">"SHA-256 " {it}</code> })}
            </li>
        }
    };
    view! {
        <section class="receipt">
            <h2>{t(say::RECEIPT)} " " <code>{receipt.reference}</code></h2>
            <dl>
                <dt>{t(say::PROGRAMME)}</dt>
                <dd>{receipt.programme} ", " {receipt.faculty}</dd>
                <dt>{t(say::TRANSMITTED_ON)}</dt>
                <dd>{say::at(receipt.transmitted_at, language())}</dd>
                <dt>{t(say::DIGEST)}</dt>
                <dd>
                    <code class="digest">{receipt.digest}</code>
                </dd>
            </dl>
            <h3>{t(say::DOCUMENTS)}</h3>
            <ul>{receipt.documents.into_iter().map(line).collect_view()}</ul>
        </section>
    }
}
