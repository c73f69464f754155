//! One required document: what is asked, what was given, and what one may do about it.

use super::candidature::{Acts, RefusedNotice};
use crate::domain::CandidatureId;
use crate::domain::candidature::State;
use crate::domain::document::{DocumentRefusal, DocumentState, DocumentView, FileView, HEAD_BYTES, Media, first_look};
use crate::places::{Place, RefusedDeposit};
use crate::ui::{Badge, Tone, Upload, UploadOutcome, UploadTarget, language, t};
use crate::words::{self, Text, document as say};
use leptos::prelude::*;
use serde::Deserialize;

/// What the server answers to a deposit made with JavaScript.
#[derive(Deserialize)]
struct Answer {
    refusal: Option<DocumentRefusal>,
    reference: Option<String>,
}

/// Why a file that was sent with JavaScript is not there, and what to quote.
pub(super) fn refusal_in(outcome: UploadOutcome) -> Option<(DocumentRefusal, String)> {
    let UploadOutcome::Answered { body, .. } = outcome else {
        return Some((DocumentRefusal::Interrupted, String::new()));
    };
    match serde_json::from_str::<Answer>(&body) {
        Ok(Answer { refusal, reference }) => refusal.map(|it| (it, reference.unwrap_or_default())),
        // Signed out, or a proxy's own page: the page, read again, says which.
        Err(_) => Some((DocumentRefusal::StorageFailed, String::new())),
    }
}

pub(super) const fn tone(state: DocumentState) -> Tone {
    match state {
        DocumentState::Missing => Tone::Warning,
        DocumentState::Refused => Tone::Bad,
        DocumentState::Deposited | DocumentState::NotConcerned | DocumentState::Waived => Tone::Plain,
        DocumentState::Accepted => Tone::Good,
    }
}

#[component]
pub(super) fn DocumentLine(
    document: DocumentView,
    candidature: CandidatureId,
    state: State,
    acts: Acts,
    refused: Signal<Option<RefusedDeposit>>,
) -> impl IntoView {
    let requirement = document.requirement_id.clone();
    let label = StoredValue::new(document.label.to(language()).to_owned());
    let mine = {
        let requirement = requirement.clone();
        Memo::new(move |_| refused.get().filter(|it| it.requirement == requirement.0))
    };
    let expected = document.notice.to(language()).to_owned();
    let notice = (!expected.is_empty())
        .then(|| view! { <p class="help" lang=document.notice.other_tag(language())>{expected}</p> });
    let why = document.ground.as_deref().map(|it| t(say::stored_ground(it)));
    let why = why.filter(|_| matches!(document.state, DocumentState::Refused | DocumentState::Missing));
    let comment = document.comment.clone().filter(|_| why.is_some());
    let waiver =
        document.waiver.clone().map(|it| view! { <p class="said"><strong>{t(say::GROUND)}</strong> " " {it}</p> });
    let deposit = document.state.may_deposit(state).then(|| {
        let target = UploadTarget {
            href: Place::Deposit(candidature.clone(), requirement.clone()).href(),
            id: format!("file-{requirement}"),
            label: label.get_value(),
            version: document.version,
        };
        view! { <Deposit target requirement=requirement.0.clone() refused=acts.refused deposits=acts.deposits/> }
    });
    let (of, piece) = (StoredValue::new(candidature.0.clone()), StoredValue::new(requirement.0.clone()));
    let decline = document.state.may_decline(document.conditional, state).then(|| {
        let box_id = move || format!("certified-{}", piece.read_value());
        view! {
            <details class="quiet">
                <summary>{t(say::NOT_CONCERNED)}</summary>
                <ActionForm action=acts.decline>
                    <input type="hidden" name="candidature" value=of.get_value()/>
                    <input type="hidden" name="requirement" value=piece.get_value()/>
                    <label class="choice" for=box_id>
                        <input type="checkbox" id=box_id name="certified" value="yes"/>
                        {t(say::CERTIFY)}
                    </label>
                    <button class="second">{t(say::DECLINE)}</button>
                </ActionForm>
            </details>
        }
    });
    let remove = document.state.may_remove(state).then(|| {
        let act = if document.file.is_some() { say::REMOVE } else { say::TAKE_BACK };
        view! {
            <ActionForm action=acts.remove>
                <input type="hidden" name="candidature" value=of.get_value()/>
                <input type="hidden" name="requirement" value=piece.get_value()/>
                <button class="second" aria-label=about(act, &label.read_value())>
                    {t(act)}
                </button>
            </ActionForm>
        }
    });
    let given = document.file.clone().zip(document.document_id.clone()).map(|(file, id)| {
        let (shown, saved) = (Place::Document(id.clone()), Place::DocumentToSave(id));
        view! { <Given file label=label.get_value() shown saved/> }
    });
    let model = document.model.clone().map(|name| {
        view! {
            <p class="file">
                <a href=Place::Model(requirement.clone()).href() rel="external" aria-label=about(say::MODEL, &name)>
                    {t(say::MODEL)}
                </a>
            </p>
        }
    });
    let offered = document.offered.clone().filter(|_| document.state.may_deposit(state)).map(|it| {
        let from = StoredValue::new(it.document_id.0.clone());
        view! {
            <p class="help">{say::offered(&it.name, &it.programme, language())}</p>
            <ActionForm action=acts.take_again>
                <input type="hidden" name="candidature" value=of.get_value()/>
                <input type="hidden" name="requirement" value=piece.get_value()/>
                <input type="hidden" name="from" value=from.get_value()/>
                <button class="second" aria-label=about(say::TAKE_AGAIN, &label.read_value())>
                    {t(say::TAKE_AGAIN)}
                </button>
            </ActionForm>
        }
    });
    view! {
        <li class="document" id=format!("piece-{requirement}")>
            <h3 lang=document.label.other_tag(language())>{label.get_value()}</h3>
            <p>
                <Badge tone=tone(document.state) text=t(say::state(document.state))/>
                {document.conditional.then(|| view! { " " <span class="help">{t(say::CONDITIONAL)}</span> })}
                {document.shared.then(|| view! { " " <span class="help">{t(say::SHARED)}</span> })}
            </p>
            {notice}
            {why.map(|it| view! { <p class="said"><strong>{t(say::GROUND)}</strong> " " {it}</p> })}
            {comment.map(|it| view! { <p class="said">{it}</p> })}
            {waiver}
            {move || mine.get().map(|refused| view! { <RefusedNotice refused/> })}
            {model}
            {given}
            {remove}
            {offered}
            {deposit}
            {decline}
        </li>
    }
}

/// What is done, and to which document: for those who hear one button after the other.
pub(super) fn about(act: Text, label: &str) -> String {
    words::pair(&t(act), label, language())
}

/// The file that was given: its name, a preview, a copy to save.
#[component]
pub(super) fn Given(file: FileView, label: String, shown: Place, saved: Place) -> impl IntoView {
    view! {
        <p class="file">
            <span class="name">{file.name}</span>
            " "
            <span class="help">{say::size(file.size, language())} ", " {words::moment(file.deposited_at, language())}</span>
            " "
            <a href=saved.href() rel="external" aria-label=about(say::SAVE, &label)>
                {t(say::SAVE)}
            </a>
        </p>
        <details class="preview">
            <summary aria-label=about(say::PREVIEW, &label)>{t(say::PREVIEW)}</summary>
            <Preview href=shown.href() media=file.media label/>
        </details>
    }
}

#[component]
pub(super) fn Preview(href: String, media: Media, label: String) -> impl IntoView {
    match media {
        Media::Pdf => {
            let title = about(say::PREVIEW, &label);
            view! { <iframe src=href title=title></iframe> }.attr("loading", "lazy").into_any()
        }
        Media::Jpeg | Media::Png => view! { <img src=href alt=about(say::PREVIEW, &label) loading="lazy"/> }.into_any(),
    }
}

/// A place to deposit a file: what the server refused of it, and that something may have changed, is told to the page.
#[component]
pub(super) fn Deposit(
    target: UploadTarget,
    requirement: String,
    refused: RwSignal<Option<RefusedDeposit>>,
    deposits: RwSignal<u32>,
) -> impl IntoView {
    let refuse = move |refusal, reference| {
        refused.set(Some(RefusedDeposit { refusal, requirement: requirement.clone(), reference }));
    };
    let check = {
        let refuse = refuse.clone();
        Callback::new(move |(size, head): (u64, Vec<u8>)| {
            refused.set(None);
            match first_look(size, &head) {
                Ok(_) => true,
                Err(fault) => {
                    refuse(DocumentRefusal::File(fault), String::new());
                    false
                }
            }
        })
    };
    let done = Callback::new(move |outcome: UploadOutcome| {
        if let Some((refusal, reference)) = refusal_in(outcome) {
            refuse(refusal, reference);
        }
        deposits.update(|it| *it += 1);
    });
    let kinds = Media::ALL.map(Media::mime).join(",");
    view! {
        <Upload
            target
            head=HEAD_BYTES
            accepted=t(say::ACCEPTED)
            accept=kinds
            check
            done
        />
    }
}
