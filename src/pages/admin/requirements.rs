//! The documents that a programme asks for: added, changed, put in order, removed while nobody gave anything.

use super::model::Model;
use super::parts::{done, refused};
use crate::api::parameters::{AddRequirement, MoveRequirement, RemoveModel, RemoveRequirement, SaveRequirement};
use crate::domain::ProgrammeId;
use crate::domain::parameters::{ParameterField, RequirementForm, RequirementView};
use crate::pages::judged::Refused;
use crate::pages::query;
use crate::places::RefusedDeposit;
use crate::ui::{Field, Paragraph, language, t};
use crate::words::parameters as say;
use crate::words::{self, Text};
use leptos::prelude::*;

/// The acts of this part of the page, made once.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    add: ServerAction<AddRequirement>,
    save: ServerAction<SaveRequirement>,
    shift: ServerAction<MoveRequirement>,
    remove: ServerAction<RemoveRequirement>,
    pub remove_model: ServerAction<RemoveModel>,
    /// Counts the models deposited, each of which makes the page read the programme again.
    pub deposits: RwSignal<usize>,
    /// What was refused of a model deposited with JavaScript.
    pub refused: RwSignal<Option<RefusedDeposit>>,
    /// The same, or what came back in the address without.
    pub told: Signal<Option<RefusedDeposit>>,
}

impl Acts {
    pub fn new() -> Self {
        let refused = RwSignal::new(None);
        let (refusal, piece, reference) = (query("refus"), query("piece"), query("reference"));
        let told = move || RefusedDeposit::read(&refusal.read(), &piece.read(), &reference.read());
        Self {
            add: ServerAction::new(),
            save: ServerAction::new(),
            shift: ServerAction::new(),
            remove: ServerAction::new(),
            remove_model: ServerAction::new(),
            deposits: RwSignal::new(0),
            refused,
            told: Signal::derive(move || refused.get().or_else(told)),
        }
    }

    pub fn version(self) -> usize {
        let models = done(self.remove_model) + self.deposits.get();
        done(self.add) + done(self.save) + done(self.shift) + done(self.remove) + models
    }

    pub fn refusals(self) -> AnyView {
        view! {
            {refused(self.add)}
            {refused(self.save)}
            {refused(self.shift)}
            {refused(self.remove)}
            {refused(self.remove_model)}
        }
        .into_any()
    }
}

/// What every form sends: which programme as of which version, and which of its documents.
#[component]
pub(super) fn Seen(id: StoredValue<ProgrammeId>, version: i64, #[prop(optional)] requirement: String) -> impl IntoView {
    view! {
        <input type="hidden" name="id" value=id.get_value().0/>
        <input type="hidden" name="version" value=version/>
        {(!requirement.is_empty()).then(|| view! { <input type="hidden" name="requirement" value=requirement/> })}
    }
}

#[component]
pub(super) fn Requirements(
    id: ProgrammeId,
    version: i64,
    requirements: Vec<RequirementView>,
    acts: Acts,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let none = requirements.is_empty().then(|| view! { <p>{t(say::NO_REQUIREMENT)}</p> });
    let last = requirements.len().saturating_sub(1);
    let lines = requirements
        .into_iter()
        .enumerate()
        .map(|(nth, it)| view! { <Requirement id version it acts first=nth == 0 last=nth == last/> })
        .collect_view();
    view! {
        <h2>{t(say::REQUIREMENTS)}</h2>
        {none}
        {lines}
        <details class="quiet">
            <summary>{t(say::ADD_REQUIREMENT)}</summary>
            <ActionForm action=acts.add attr:novalidate=true>
                <Seen id version/>
                <p class="help">{t(say::ADD_REQUIREMENT_HELP)}</p>
                <Fields form=RequirementForm::default() told=Refused::form(acts.add, "new")/>
                <button disabled=move || acts.add.pending().get()>{t(say::ADD)}</button>
            </ActionForm>
        </details>
    }
}

#[component]
fn Requirement(
    id: StoredValue<ProgrammeId>,
    version: i64,
    it: RequirementView,
    acts: Acts,
    first: bool,
    last: bool,
) -> impl IntoView {
    let model = view! { <Model id version it=it.clone() acts/> };
    let requirement = StoredValue::new(it.id.0.clone());
    let label = it.form.label.clone();
    let about = |act| words::admin::about(act, &label, language());
    let (up, down, save, remove) = (about(say::MOVE_UP), about(say::MOVE_DOWN), about(say::SAVE), about(say::REMOVE));
    let form = StoredValue::new(it.form);
    let shift = move |up: &'static str, text, label: String| {
        view! {
            <ActionForm action=acts.shift>
                <Seen id version requirement=requirement.get_value()/>
                <input type="hidden" name="up" value=up/>
                <button class="second" aria-label=label disabled=move || acts.shift.pending().get()>
                    {t(text)}
                </button>
            </ActionForm>
        }
    };
    let removal = if it.given == 0 {
        view! {
            <ActionForm action=acts.remove>
                <Seen id version requirement=requirement.get_value()/>
                <button class="danger" aria-label=remove disabled=move || acts.remove.pending().get()>
                    {t(say::REMOVE)}
                </button>
            </ActionForm>
        }
        .into_any()
    } else {
        view! { <p class="help">{say::GIVEN.to(it.given, language())}</p> }.into_any()
    };
    view! {
        <section class="card" id=format!("piece-{}", requirement.read_value()) aria-label=label.clone()>
            <ActionForm action=acts.save attr:novalidate=true>
                <Seen id version requirement=requirement.get_value()/>
                <Fields form=form.get_value() told=Refused::form(acts.save, requirement.get_value())/>
                <button aria-label=save.clone() disabled=move || acts.save.pending().get()>
                    {t(say::SAVE)}
                </button>
            </ActionForm>
            {model}
            <div class="row">
                {(!first).then(|| shift("yes", say::MOVE_UP, up))} {(!last).then(|| shift("no", say::MOVE_DOWN, down))}
                {removal}
            </div>
        </section>
    }
}

const FIELDS: [(ParameterField, &str, Text); 5] = [
    (ParameterField::Label, "label", say::field(ParameterField::Label)),
    (ParameterField::LabelEnglish, "label_en", say::field(ParameterField::LabelEnglish)),
    (ParameterField::Notice, "notice", say::field(ParameterField::Notice)),
    (ParameterField::NoticeEnglish, "notice_en", say::field(ParameterField::NoticeEnglish)),
    (ParameterField::Kind, "kind", say::field(ParameterField::Kind)),
];

/// The questions about a document.
#[component]
fn Fields(form: RequirementForm, told: Refused<ParameterField>) -> impl IntoView {
    let label = |it| t(say::field(it));
    view! {
        {told.summary(&FIELDS)}
        <Field id=told.id("label") name="form[label]" label=label(ParameterField::Label) value=form.label fault=told.fault(ParameterField::Label)/>
        <Field id=told.id("label_en") name="form[label_en]" label=label(ParameterField::LabelEnglish) lang="en" value=form.label_en required=false fault=told.fault(ParameterField::LabelEnglish)/>
        <Paragraph id=told.id("notice") name="form[notice]" label=label(ParameterField::Notice) value=form.notice rows=2 required=false fault=told.fault(ParameterField::Notice)/>
        <Paragraph id=told.id("notice_en") name="form[notice_en]" label=label(ParameterField::NoticeEnglish) lang="en" value=form.notice_en rows=2 required=false fault=told.fault(ParameterField::NoticeEnglish)/>
        <Field id=told.id("kind") name="form[kind]" label=label(ParameterField::Kind) value=form.kind required=false fault=told.fault(ParameterField::Kind)/>
        <label class="choice">
            <input type="checkbox" name="form[shared]" value="yes" checked=form.shared == "yes"/>
            {t(say::SHARED)}
        </label>
        <label class="choice">
            <input type="checkbox" name="form[conditional]" value="yes" checked=form.conditional == "yes"/>
            {t(say::CONDITIONAL)}
        </label>
    }
}
