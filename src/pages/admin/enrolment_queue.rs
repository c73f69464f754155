//! Deposited documents, one after another: by keyboard, or by plain forms.

use super::parts::StaffNav;
use crate::api::enrolment_queue::{JudgeEnrolmentDocument, UndoVerdict, open_queue};
use crate::domain::EnrolmentDocumentId;
use crate::domain::enrolment::desk::{Queue, QueueQuery, QueuedDocument, Undoable};
use crate::domain::ground::GroundLine;
use crate::pages::document::Preview;
use crate::pages::{loaded, query, refusal_of};
use crate::places::Place;
use crate::ui::{Badge, Keys, Notice, Title, Tone, language, t};
use crate::words::{self, admin, document as words_of, enrolment_desk as say};
use leptos::prelude::*;

/// What each key presses: V, R, N, U, and a digit for a ground once they are unfolded.
const KEYS: [(&str, &str); 13] = [
    ("v", "accept"),
    ("r", "refuse"),
    ("n", "next"),
    ("u", "undo"),
    ("1", "ground-1"),
    ("2", "ground-2"),
    ("3", "ground-3"),
    ("4", "ground-4"),
    ("5", "ground-5"),
    ("6", "ground-6"),
    ("7", "ground-7"),
    ("8", "ground-8"),
    ("9", "ground-9"),
];

/// The key that presses something.
fn key(id: &str) -> &'static str {
    KEYS.iter().find(|(_, it)| *it == id).map_or("", |(key, _)| key)
}

/// The reasons offered, by code and words.
pub(super) type Grounds = StoredValue<Vec<(String, String)>>;

pub(super) fn grounds_of(all: &[GroundLine]) -> Grounds {
    StoredValue::new(all.iter().map(|it| (it.code.clone(), words::ground::label(it, language()))).collect())
}

#[derive(Clone, Copy)]
struct Acts {
    judge: ServerAction<JudgeEnrolmentDocument>,
    undo: ServerAction<UndoVerdict>,
}

#[component]
pub fn EnrolmentQueuePage() -> impl IntoView {
    let (document, after, judged) = (query("piece"), query("apres"), query("jugee"));
    let acts = Acts { judge: ServerAction::new(), undo: ServerAction::new() };
    let keys = RwSignal::new(true);
    let asked = move || {
        // What was refused is read again too: whoever came too late is shown the next one.
        let tried = (acts.judge.version().get(), acts.undo.version().get());
        (QueueQuery { document: document.get(), after: after.get(), judged: judged.get() }, tried)
    };
    let queue = Resource::new(asked, |(query, _)| open_queue(query));
    view! {
        <Keys on=keys pressed=&KEYS/>
        {loaded(queue, move |queue| view! { <Shown queue acts keys/> }.into_any())}
    }
}

#[component]
fn Shown(queue: Queue, acts: Acts, keys: RwSignal<bool>) -> impl IntoView {
    let grounds = grounds_of(&queue.grounds);
    let next = match queue.next {
        Some(it) => view! { <Document it grounds acts/> }.into_any(),
        None => view! { <p>{t(say::NOTHING_WAITS)}</p> }.into_any(),
    };
    view! {
        <StaffNav/>
        <Title text=t(say::QUEUE)/>
        <p role="status">{say::WAITING.to(queue.waiting, language())}</p>
        <label class="choice">
            <input type="checkbox" prop:checked=keys checked on:change=move |event| keys.set(event_target_checked(&event))/>
            {t(say::KEYS)}
        </label>
        <p class="help">{t(say::KEYS_HELP)}</p>
        {refusal_of(acts.judge, |it| say::refusal(it, language()))}
        {refusal_of(acts.undo, |it| say::refusal(it, language()))}
        {queue.taken_by.map(|it| view! { <Notice tone=Tone::Warning>{say::taken_by(&it, language())}</Notice> })}
        {queue.undoable.map(|it| view! { <Undo it action=acts.undo/> })}
        {next}
    }
}

#[component]
fn Undo(it: Undoable, action: ServerAction<UndoVerdict>) -> impl IntoView {
    let document = StoredValue::new(it.document.0);
    view! {
        <ActionForm action>
            <input type="hidden" name="document" value=document.get_value()/>
            <p role="status">{say::judged(it.accepted, it.label.to(language()), &it.name, language())}</p>
            <button class="second" id="undo">
                <kbd>{key("undo")}</kbd>
                " "
                {t(say::UNDO)}
            </button>
        </ActionForm>
    }
}

#[component]
fn Document(it: QueuedDocument, grounds: Grounds, acts: Acts) -> impl IntoView {
    let document = it.document;
    let label = document.label.to(language()).to_owned();
    let (id, version) = (document.document_id.clone(), document.version);
    let name = StoredValue::new(id.0.clone());
    let judge = acts.judge;
    let notice = Some(document.notice.to(language()).to_owned()).filter(|it| !it.is_empty());
    let shown = document.file.clone().map(|file| {
        let href = Place::EnrolmentDocument(id.clone()).href();
        view! {
            <p class="file">
                {file.name} " "
                <a href=Place::EnrolmentDocumentToSave(id.clone()).href() rel="external">
                    {t(admin::DOWNLOAD)}
                </a>
            </p>
            <Preview href media=file.media label=label.clone()/>
        }
    });
    view! {
        <section class="verdict" aria-label=label.clone()>
            <div class="judgement">
                <h2>{label.clone()}</h2>
                {notice.map(|it| view! { <p class="help">{it}</p> })}
                <p>
                    <strong>{it.name}</strong>
                    " "
                    {t(say::BORN)}
                    " "
                    {it.birth_date}
                    <br/>
                    {it.programme}
                    <br/>
                    <a href=Place::EnrolmentFile(it.enrolment).href()>{t(say::SEE_ENROLMENT)} " " {it.number}</a>
                </p>
                {document.file.map(|it| view! { <p class="help">{words::moment(it.deposited_at, language())}</p> })}
                {document.ground.map(|it| view! { <p class="said">{t(words_of::GROUND)} " " {t(words_of::stored_ground(&it))}</p> })}
                <ActionForm action=judge>
                    <input type="hidden" name="document" value=name.get_value()/>
                    <input type="hidden" name="version" value=version/>
                    <input type="hidden" name="accept" value="yes"/>
                    <button class="go" id="accept" disabled=move || judge.pending().get()>
                        <kbd>{key("accept")}</kbd>
                        " "
                        {t(admin::ACCEPT)}
                    </button>
                </ActionForm>
                <Refuse id version grounds judge/>
                <p>
                    <a class="button second" id="next" href=Place::EnrolmentQueueAfter(EnrolmentDocumentId(name.get_value())).href()>
                        <kbd>{key("next")}</kbd>
                        " "
                        {t(say::NEXT)}
                    </a>
                </p>
            </div>
            <div class="shown">{shown}</div>
        </section>
    }
}

/// Refusing: each ground is a button, which its digit presses. On a page of many documents, `file`, identifiers carry the
/// document's.
#[component]
pub(super) fn Refuse(
    id: EnrolmentDocumentId,
    version: i64,
    grounds: Grounds,
    judge: ServerAction<JudgeEnrolmentDocument>,
    #[prop(default = false)] file: bool,
) -> impl IntoView {
    let suffix = StoredValue::new(if file { format!("-{id}") } else { String::new() });
    let (name, back) = (StoredValue::new(id.0), if file { "file" } else { "" });
    let comment = StoredValue::new(format!("comment{}", suffix.read_value()));
    let buttons = move || {
        let button = |(nth, (code, label)): (usize, (String, String))| {
            let nth = nth + 1;
            view! {
                <button class="second" id=format!("ground-{nth}{}", suffix.read_value()) name="ground" value=code disabled=move || judge.pending().get()>
                    <kbd>{nth}</kbd>
                    " "
                    {label}
                </button>
            }
        };
        grounds.get_value().into_iter().enumerate().map(button).collect_view()
    };
    view! {
        <details class="quiet">
            <summary id=format!("refuse{}", suffix.read_value())>
                {(!file).then(|| view! { <kbd>{key("refuse")}</kbd> " " })} {t(admin::REFUSE)}
            </summary>
            <ActionForm action=judge>
                <input type="hidden" name="document" value=name.get_value()/>
                <input type="hidden" name="version" value=version/>
                <input type="hidden" name="back" value=back/>
                <div class="field">
                    <label for=comment.get_value()>{t(admin::COMMENT_OPTIONAL)}</label>
                    <textarea id=comment.get_value() name="comment" rows="2"></textarea>
                </div>
                <fieldset class="grounds">
                    <legend>{t(say::CHOOSE_GROUND)}</legend>
                    {buttons}
                </fieldset>
            </ActionForm>
        </details>
    }
}

/// The state of a document, to who judges it.
#[component]
pub(super) fn StateOf(document: crate::domain::enrolment::document::EnrolmentDocument) -> impl IntoView {
    let tone = crate::pages::document::tone(document.state);
    let told = document.told.then(|| view! { " " <span class="help">{t(say::TOLD)}</span> });
    let unasked = (!document.asked).then(|| view! { " " <span class="help">{t(say::NOT_ASKED)}</span> });
    view! {
        <p>
            <Badge tone text=t(words::enrolment_document::state(document.state))/>
            {told}
            {unasked}
        </p>
    }
}
