//! The registration home page, edited: the blocks of a draft, what they give, publishing.

use super::parts::{StaffNav, done, options};
use crate::api::portal::{ArrangeBlock, DropPortalDraft, PublishPortal, SaveBlock, edit_portal};
use crate::domain::language::Language;
use crate::domain::portal::{Arrangement, Block, BlockFault, BlockKind, PortalRefusal, PortalSheet, Sheet};
use crate::pages::portal::Blocks;
use crate::pages::{loaded, refusal_of};
use crate::places::Place;
use crate::ui::{Badge, Notice, Title, Tone, escaped, language, t};
use crate::words;
use crate::words::portal as say;
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Acts {
    save: ServerAction<SaveBlock>,
    arrange: ServerAction<ArrangeBlock>,
    publish: ServerAction<PublishPortal>,
    drop: ServerAction<DropPortalDraft>,
}

#[component]
pub fn PortalSettingsPage() -> impl IntoView {
    let acts = Acts {
        save: ServerAction::new(),
        arrange: ServerAction::new(),
        publish: ServerAction::new(),
        drop: ServerAction::new(),
    };
    let changes = move || done(acts.save) + done(acts.arrange) + done(acts.publish) + done(acts.drop);
    let sheet = Resource::new(changes, |_| edit_portal());
    let refused = |it: PortalRefusal| t(say::refusal(it)).into_owned();
    loaded(sheet, move |sheet| {
        let PortalSheet { blocks, draft, .. } = sheet;
        let shown: Vec<_> = blocks.iter().map(|(it, _)| it.clone()).filter(|it| !it.hidden).collect();
        let last = blocks.len().saturating_sub(1);
        let block = |(nth, (block, fault)): (usize, (Block, Option<BlockFault>))| {
            let edges = (nth == 0, nth == last);
            view! { <EditedBlock block fault draft edges acts/> }
        };
        let new = Block {
            code: String::new(),
            kind: BlockKind::Main,
            french: Sheet::default(),
            english: Sheet::default(),
            hidden: false,
        };
        view! {
            <StaffNav/>
            <Title text=t(say::SETTINGS)/>
            <p>{t(say::SETTINGS_HELP)}</p>
            <p>
                <a href=Place::Portal.href()>{t(say::SEE_PAGE)}</a>
            </p>
            {refusal_of(acts.save, refused)}
            {refusal_of(acts.arrange, refused)}
            {refusal_of(acts.publish, refused)}
            {refusal_of(acts.drop, refused)}
            {(draft > 0).then(|| view! { <Publishing draft acts/> })}
            {blocks.into_iter().enumerate().map(block).collect_view()}
            <details class="quiet">
                <summary>{t(say::ADD)}</summary>
                <Fields block=new draft acts/>
            </details>
            <section aria-label=t(say::PREVIEW)>
                <h2>{t(say::PREVIEW)}</h2>
                <Blocks blocks=shown/>
            </section>
        }
        .into_any()
    })
}

/// That there is a draft, and what becomes of it.
#[component]
fn Publishing(draft: i64, acts: Acts) -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning>
            <p>{t(say::DRAFT)}</p>
        </Notice>
        <div class="row">
            <ActionForm action=acts.publish>
                <input type="hidden" name="draft" value=draft/>
                <button class="go" disabled=move || acts.publish.pending().get()>
                    {t(say::PUBLISH)}
                </button>
            </ActionForm>
            <ActionForm action=acts.drop>
                <button class="second" disabled=move || acts.drop.pending().get()>
                    {t(say::DROP)}
                </button>
            </ActionForm>
        </div>
    }
}

/// One block; `edges`: whether it is the first, and the last.
#[component]
fn EditedBlock(block: Block, fault: Option<BlockFault>, draft: i64, edges: (bool, bool), acts: Acts) -> impl IntoView {
    let title = block.sheet(language()).title.clone();
    let name = if title.is_empty() { t(say::UNTITLED).into_owned() } else { title };
    let (code, hidden) = (block.code.clone(), block.hidden);
    let button = |how: Arrangement| {
        let (code, spoken) = (code.clone(), words::admin::about(say::arrangement(how), &name, language()));
        view! {
            <ActionForm action=acts.arrange>
                <input type="hidden" name="draft" value=draft/>
                <input type="hidden" name="code" value=code/>
                <input type="hidden" name="how" value=format!("{how:?}")/>
                <button class="second" aria-label=spoken disabled=move || acts.arrange.pending().get()>
                    {t(say::arrangement(how))}
                </button>
            </ActionForm>
        }
    };
    let ways = [
        (!edges.0, Arrangement::Up),
        (!edges.1, Arrangement::Down),
        (!hidden, Arrangement::Hide),
        (hidden, Arrangement::Show),
        (true, Arrangement::Remove),
    ];
    let ways = ways.into_iter().filter(|(may, _)| *may).map(|(_, how)| button(how)).collect_view();
    let wrong = fault.map(|it| view! { <Notice tone=Tone::Bad>{say::fault(&it, language())}</Notice> });
    let edit = words::admin::about(say::EDIT, &name, language());
    view! {
        <section class="card" role="group" aria-label=name.clone()>
            <p>
                <strong>{name.clone()}</strong>
                " "
                <Badge tone=Tone::Plain text=t(say::kind(block.kind))/>
                {hidden.then(|| view! { " " <Badge tone=Tone::Warning text=t(say::HIDDEN)/> })}
            </p>
            {wrong}
            <div class="row">{ways}</div>
            <details class="quiet">
                <summary>{edit}</summary>
                <Fields block draft acts/>
            </details>
        </section>
    }
}

/// What is typed of a block.
#[component]
fn Fields(block: Block, draft: i64, acts: Acts) -> impl IntoView {
    let Block { code, kind, french, english, .. } = block;
    let kinds = BlockKind::ALL.map(|it| (it.code().to_owned(), t(say::kind(it)).into_owned())).to_vec();
    let id = StoredValue::new(format!("kind-{code}"));
    view! {
        <ActionForm action=acts.save>
            <input type="hidden" name="draft" value=draft/>
            <input type="hidden" name="code" value=code.clone()/>
            <div class="field">
                <label for=id.get_value()>{t(say::KIND)}</label>
                <select id=id.get_value() name="form[kind]">{options(kinds.clone(), kind.code())}</select>
            </div>
            {sheet(Language::French, &code, french.clone())}
            {sheet(Language::English, &code, english.clone())}
            <button disabled=move || acts.save.pending().get()>{t(say::KEEP)}</button>
        </ActionForm>
    }
}

/// The words of a block in one language.
fn sheet(speech: Language, code: &str, it: Sheet) -> impl IntoView + use<> {
    let field = match speech {
        Language::French => "french",
        Language::English => "english",
    };
    let (title, text) = (format!("{field}-title-{code}"), format!("{field}-text-{code}"));
    view! {
        <fieldset>
            <legend lang=speech.code()>{words::language(speech)}</legend>
            <div class="field">
                <label for=title.clone()>{t(say::TITLE_OF_BLOCK)}</label>
                <input id=title name=format!("form[{field}][title]") lang=speech.code() value=it.title/>
            </div>
            <div class="field">
                <label for=text.clone()>{t(say::TEXT_OF_BLOCK)}</label>
                <textarea id=text name=format!("form[{field}][text]") rows="8" lang=speech.code() inner_html=escaped(&it.text)></textarea>
            </div>
        </fieldset>
    }
}
