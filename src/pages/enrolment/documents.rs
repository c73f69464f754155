//! The documents of my enrolment: what is asked, what was given, what came of it. The same component as candidatures'.

use super::{Onward, Where};
use crate::api::enrolment_document::{DeclineForEnrolment, RemoveFromEnrolment, my_enrolment_documents};
use crate::domain::document::{DocumentRefusal, DocumentState};
use crate::domain::enrolment::document::{EnrolmentDocument, EnrolmentDocuments, is_open};
use crate::domain::enrolment::{State, Step};
use crate::domain::review::Ground;
use crate::pages::candidature::RefusedNotice;
use crate::pages::document::{Deposit, Given, about, tone};
use crate::pages::{loaded, query, refusal_of};
use crate::places::{Place, RefusedDeposit};
use crate::ui::{Badge, Notice, Title, Tone, UploadTarget, language, t};
use crate::words::{document as words_of, enrolment_document as say};
use leptos::prelude::*;

/// The acts of the page, made once, so that what they refused stays in sight while the list is read again.
#[derive(Clone, Copy)]
struct Acts {
    decline: ServerAction<DeclineForEnrolment>,
    remove: ServerAction<RemoveFromEnrolment>,
    /// Counts deposits, each of which makes the page read the list again.
    deposits: RwSignal<u32>,
    /// What was refused of a deposit made with JavaScript.
    refused: RwSignal<Option<RefusedDeposit>>,
}

#[component]
pub fn EnrolmentDocumentsPage() -> impl IntoView {
    let acts = Acts {
        decline: ServerAction::new(),
        remove: ServerAction::new(),
        deposits: RwSignal::new(0),
        refused: RwSignal::new(None),
    };
    let (refusal, piece, reference) = (query("refus"), query("piece"), query("reference"));
    // Without JavaScript a refusal comes back in the address.
    let refused = Signal::derive(move || {
        acts.refused.get().or_else(|| RefusedDeposit::read(&refusal.read(), &piece.read(), &reference.read()))
    });
    let version = move || (acts.decline.version().get(), acts.remove.version().get(), acts.deposits.get());
    let all = Resource::new(version, |_| my_enrolment_documents());
    let told =
        |it: DocumentRefusal| [t(words_of::refusal(it)), t(words_of::kept(it)), t(words_of::advice(it))].join(" ");
    loaded(all, move |all| {
        view! {
            {refusal_of(acts.decline, told)}
            {refusal_of(acts.remove, told)}
            <All all acts refused/>
        }
        .into_any()
    })
}

#[component]
fn All(all: EnrolmentDocuments, acts: Acts, refused: Signal<Option<RefusedDeposit>>) -> impl IntoView {
    let (left, state) = (all.to_give(), all.state);
    let said = match (is_open(state), left) {
        (false, _) => t(say::CLOSED).into_owned(),
        (true, 0) => t(say::ALL_GIVEN).into_owned(),
        (true, left) => say::TO_GIVE.to(left, language()),
    };
    let lines = all.documents.into_iter().map(|document| view! { <Line document state acts refused/> }).collect_view();
    view! {
        <Where step=Step::Documents/>
        <Title text=t(say::MINE)/>
        <p class="lead">{said}</p>
        <p>{t(say::LEAD)}</p>
        <p>{t(words_of::FORMATS)}</p>
        <ol class="documents">{lines}</ol>
        <Onward from=Step::Documents/>
    }
}

#[component]
fn Line(
    document: EnrolmentDocument,
    state: State,
    acts: Acts,
    refused: Signal<Option<RefusedDeposit>>,
) -> impl IntoView {
    let requirement = StoredValue::new(document.requirement_id.0.clone());
    let label = StoredValue::new(document.label.to(language()).to_owned());
    let mine = Memo::new(move |_| refused.get().filter(|it| it.requirement == *requirement.read_value()));
    let deposit = document.state.may_be_given(state).then(|| {
        let target = UploadTarget {
            href: Place::EnrolmentDeposit(document.requirement_id.clone()).href(),
            id: format!("file-{}", document.requirement_id),
            label: label.get_value(),
            version: document.version,
        };
        view! { <Deposit target requirement=requirement.get_value() refused=acts.refused deposits=acts.deposits/> }
    });
    let may_decline = document.state.may_be_declined(document.declinable, document.ground.is_some(), state);
    let decline = may_decline.then(|| {
        let box_id = move || format!("certified-{}", requirement.read_value());
        view! {
            <details class="quiet">
                <summary aria-label=about(words_of::NOT_CONCERNED, &label.read_value())>{t(words_of::NOT_CONCERNED)}</summary>
                <ActionForm action=acts.decline>
                    <input type="hidden" name="requirement" value=requirement.get_value()/>
                    <label class="choice" for=box_id>
                        <input type="checkbox" id=box_id name="certified" value="yes"/>
                        {t(words_of::CERTIFY)}
                    </label>
                    <button class="second">{t(words_of::DECLINE)}</button>
                </ActionForm>
            </details>
        }
    });
    let remove = document.state.may_be_taken_back(state).then(|| {
        let act = if document.file.is_some() { words_of::REMOVE } else { words_of::TAKE_BACK };
        view! {
            <ActionForm action=acts.remove>
                <input type="hidden" name="requirement" value=requirement.get_value()/>
                <button class="second" aria-label=about(act, &label.read_value())>
                    {t(act)}
                </button>
            </ActionForm>
        }
    });
    let given = document.file.clone().map(|file| {
        let shown = Place::EnrolmentDocument(document.document_id.clone());
        let saved = Place::EnrolmentDocumentToSave(document.document_id.clone());
        view! { <Given file label=label.get_value() shown saved/> }
    });
    let notice = Some(document.notice.to(language()).to_owned()).filter(|it| !it.is_empty());
    view! {
        <li class="document" id=format!("piece-{}", document.requirement_id)>
            <h2>{label.get_value()}</h2>
            <p>
                <Badge tone=tone(document.state) text=t(words_of::state(document.state))/>
                {document.blocking.then(|| view! { " " <span class="help">{t(say::BLOCKING)}</span> })}
            </p>
            {notice.map(|it| view! { <p class="help" lang=document.notice.other_tag(language())>{it}</p> })}
            {document.taken_from.as_ref().map(|it| view! { <p>{say::taken_from(it, language())}</p> })}
            <Why document=document.clone()/>
            {move || mine.get().map(|refused| view! { <RefusedNotice refused/> })}
            {given}
            {remove}
            {deposit}
            {decline}
        </li>
    }
}

/// Why it was refused, what to do about it, until when.
#[component]
fn Why(document: EnrolmentDocument) -> impl IntoView {
    let open = matches!(document.state, DocumentState::Refused | DocumentState::Missing);
    let ground = document.ground.as_deref().and_then(Ground::named).filter(|_| open)?;
    Some(view! {
        <Notice tone=Tone::Warning>
            <p>
                <strong>{t(words_of::GROUND)}</strong>
                " "
                {t(words_of::ground(ground))}
            </p>
            {document.comment.map(|it| view! { <p class="said">{it}</p> })}
            <p>{t(say::advice(ground))}</p>
            {document.correct_by.map(|by| view! { <p>{say::correct_by(by, language())}</p> })}
        </Notice>
    })
}
