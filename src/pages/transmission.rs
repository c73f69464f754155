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
use crate::words;
use leptos::prelude::*;

/// The button that turns green with the last document, and what still stands in its way until then.
#[component]
pub(super) fn TransmitBox(view: DossierView, acts: Acts) -> impl IntoView {
    let card = view.card;
    if !card.state.is_open() {
        return None;
    }
    let ready = view.obstacles.is_empty();
    let say = |obstacles: Vec<Obstacle>| {
        obstacles.iter().map(|it| words::obstacle(it, language())).collect::<Vec<_>>().join(" ")
    };
    let told = if ready {
        view! {
            <Notice tone=Tone::Good>
                <p>
                    <strong>"Toutes les pièces demandées sont déposées."</strong>
                    " N'oubliez pas de transmettre votre dossier de candidature. Un dossier non transmis n'est pas considéré comme une candidature complète : il ne sera pas examiné !"
                </p>
            </Notice>
            <p>"Une fois le dossier transmis, plus aucune modification ne peut être effectuée !"</p>
        }
        .into_any()
    } else {
        let list = view.obstacles.iter().map(|it| view! { <li>{words::obstacle(it, language())}</li> }).collect_view();
        view! {
            <p>"Votre dossier ne peut pas encore être transmis :"</p>
            <ul>{list}</ul>
        }
        .into_any()
    };
    let again = if card.state == State::Incomplete { " à nouveau" } else { "" };
    Some(view! {
        <section aria-labelledby="transmission" class="transmission">
            <h2 id="transmission">"Transmission du dossier"</h2>
            {refusal_of(acts.transmit, say)}
            {told}
            <ActionForm action=acts.transmit>
                <input type="hidden" name="id" value=card.id.0/>
                <button class="go" disabled=move || !ready || acts.transmit.pending().get()>
                    "Transmettre"
                    {again}
                    " ma candidature"
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
            <Title text="Candidature transmise"/>
            <Notice tone=Tone::Good>
                <p>"Votre dossier est « Réceptionné ». Un mail vous le confirme. Vous serez informé de la suite par mail."</p>
            </Notice>
            {receipts.into_iter().map(|receipt| view! { <Proof receipt/> }).collect_view()}
            <p>
                <a href=paper rel="external" download>
                    {t(words::paper::DOWNLOAD_RECEIPT)}
                </a>
            </p>
            <p>
                <a href=dossier>"Revenir au dossier"</a>
            </p>
        }
        .into_any()
    })
}

#[component]
fn Proof(receipt: Receipt) -> impl IntoView {
    let line = |it: crate::domain::transmission::SnapshotDocument| {
        view! {
            <li>
                {it.label} " : "
                {it.file_name.unwrap_or_else(|| t(words::document::state(it.state)).into_owned())}
                {it.digest.map(|it| view! { <br/><code class="digest">"SHA-256 " {it}</code> })}
            </li>
        }
    };
    view! {
        <section class="receipt">
            <h2>"Accusé de réception "<code>{receipt.reference}</code></h2>
            <dl>
                <dt>"Formation"</dt>
                <dd>{receipt.programme} ", " {receipt.faculty}</dd>
                <dt>"Transmis le"</dt>
                <dd>{words::moment(receipt.transmitted_at, language())} " (heure de Paris)"</dd>
                <dt>"Empreinte du dossier"</dt>
                <dd>
                    <code class="digest">{receipt.digest}</code>
                </dd>
            </dl>
            <h3>"Pièces transmises"</h3>
            <ul>{receipt.documents.into_iter().map(line).collect_view()}</ul>
        </section>
    }
}
