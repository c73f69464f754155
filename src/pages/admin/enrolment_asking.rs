//! What enrolments ask for: added, changed, put in order, removed while nobody gave anything; and how long a refusal
//! leaves.

use super::parts::{StaffNav, done};
use crate::api::CallError;
use crate::api::asking::{AddAsking, MoveAsking, RemoveAsking, SaveAsking, SaveCorrectDays, list_asking};
use crate::domain::enrolment::AskedOf;
use crate::domain::enrolment::document::{AskingField, AskingForm, AskingList, AskingRefusal, AskingView};
use crate::pages::judged::Refused;
use crate::pages::{loaded, refusal_of_act};
use crate::ui::{Choice, Field, Paragraph, Title, language, t};
use crate::words::{Text, admin, enrolment_document as say, parameters};
use leptos::prelude::*;

/// The acts of the page, made once.
#[derive(Clone, Copy)]
struct Acts {
    add: ServerAction<AddAsking>,
    save: ServerAction<SaveAsking>,
    shift: ServerAction<MoveAsking>,
    remove: ServerAction<RemoveAsking>,
    days: ServerAction<SaveCorrectDays>,
}

fn refused<I>(action: ServerAction<I>) -> impl IntoView + use<I>
where
    I: server_fn::ServerFn<Output = (), Error = CallError<AskingRefusal>> + Clone + Send + Sync + 'static,
{
    refusal_of_act(action, |it: AskingRefusal| say::refusal(&it, language()))
}

#[component]
pub fn EnrolmentAskingPage() -> impl IntoView {
    let acts = Acts {
        add: ServerAction::new(),
        save: ServerAction::new(),
        shift: ServerAction::new(),
        remove: ServerAction::new(),
        days: ServerAction::new(),
    };
    let version = move || done(acts.add) + done(acts.save) + done(acts.shift) + done(acts.remove) + done(acts.days);
    let all = Resource::new(version, |_| list_asking());
    loaded(all, move |all| {
        view! {
            <StaffNav/>
            <Title text=t(say::ASKING)/>
            {refused(acts.add)}
            {refused(acts.save)}
            {refused(acts.shift)}
            {refused(acts.remove)}
            {refused(acts.days)}
            <All all acts/>
        }
        .into_any()
    })
}

#[component]
fn All(all: AskingList, acts: Acts) -> impl IntoView {
    let campaign = StoredValue::new(all.campaign.0);
    let none = all.all.is_empty().then(|| view! { <p>{t(say::NOTHING_ASKED)}</p> });
    let last = all.all.len().saturating_sub(1);
    let lines = all.all.into_iter().enumerate();
    let lines = lines.map(|(nth, it)| view! { <Line it acts first=nth == 0 last=nth == last/> }).collect_view();
    let days = all.correct_days;
    let told = Refused::form(acts.days, "");
    view! {
        <p class="where">{all.year}</p>
        <p>{t(say::ASKING_HELP)}</p>
        <ActionForm action=acts.days>
            <input type="hidden" name="campaign" value=campaign.get_value()/>
            {told.summary(&DAYS)}
            <Field id="days" name="days" label=t(say::field(AskingField::Days)) help=say::days_help(language()) inputmode="numeric" value=days.to_string() fault=told.fault(AskingField::Days)/>
            <button class="second" disabled=move || acts.days.pending().get()>
                {t(parameters::SAVE)}
            </button>
        </ActionForm>
        {none}
        {lines}
        <details class="quiet">
            <summary>{t(parameters::ADD_REQUIREMENT)}</summary>
            <ActionForm action=acts.add attr:novalidate=true>
                <input type="hidden" name="campaign" value=campaign.get_value()/>
                <Fields form=AskingForm::default() told=Refused::form(acts.add, "new")/>
                <button disabled=move || acts.add.pending().get()>{t(parameters::ADD)}</button>
            </ActionForm>
        </details>
    }
}

/// What every form sends: which one, as of which version.
#[component]
fn Seen(id: StoredValue<String>, version: i64) -> impl IntoView {
    view! {
        <input type="hidden" name="id" value=id.get_value()/>
        <input type="hidden" name="version" value=version/>
    }
}

#[component]
fn Line(it: AskingView, acts: Acts, first: bool, last: bool) -> impl IntoView {
    let (id, version) = (StoredValue::new(it.id.0), it.version);
    let label = match language() {
        crate::domain::language::Language::French => it.form.french.clone(),
        crate::domain::language::Language::English => it.form.english.clone(),
    };
    let about = |act| admin::about(act, &label, language());
    let (up, down) = (about(parameters::MOVE_UP), about(parameters::MOVE_DOWN));
    let (save, remove) = (about(parameters::SAVE), about(parameters::REMOVE));
    let form = StoredValue::new(it.form);
    let shift = move |up: &'static str, text, label: String| {
        view! {
            <ActionForm action=acts.shift>
                <Seen id version/>
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
                <Seen id version/>
                <button class="danger" aria-label=remove disabled=move || acts.remove.pending().get()>
                    {t(parameters::REMOVE)}
                </button>
            </ActionForm>
        }
        .into_any()
    } else {
        view! { <p class="help">{parameters::GIVEN.to(it.given, language())}</p> }.into_any()
    };
    view! {
        <section class="card" aria-label=label.clone()>
            <ActionForm action=acts.save attr:novalidate=true>
                <Seen id version/>
                <Fields form=form.get_value() told=Refused::form(acts.save, id.get_value())/>
                <button aria-label=save.clone() disabled=move || acts.save.pending().get()>
                    {t(parameters::SAVE)}
                </button>
            </ActionForm>
            <div class="row">
                {(!first).then(|| shift("yes", parameters::MOVE_UP, up))}
                {(!last).then(|| shift("no", parameters::MOVE_DOWN, down))} {removal}
            </div>
        </section>
    }
}

const FIELDS: [(AskingField, &str, Text); 6] = [
    (AskingField::French, "french", say::field(AskingField::French)),
    (AskingField::English, "english", say::field(AskingField::English)),
    (AskingField::FrenchNotice, "french_notice", say::field(AskingField::FrenchNotice)),
    (AskingField::EnglishNotice, "english_notice", say::field(AskingField::EnglishNotice)),
    (AskingField::Kind, "kind", say::field(AskingField::Kind)),
    (AskingField::AskedOf, "asked_of", say::field(AskingField::AskedOf)),
];
const DAYS: [(AskingField, &str, Text); 1] = [(AskingField::Days, "days", say::field(AskingField::Days))];

/// The questions about a document.
#[component]
fn Fields(form: AskingForm, told: Refused<AskingField>) -> impl IntoView {
    let rules = AskedOf::ALL.iter().map(|it| (it.code().to_owned(), t(say::asked_of(*it)).into_owned()));
    let options: Vec<_> = rules.collect();
    let [french, english, french_notice, english_notice, kind, asked_of] = FIELDS;
    let line = |(field, name, label): (AskingField, &'static str, Text), value: String, lang: &'static str| {
        view! { <Field id=told.id(name) name=format!("form[{name}]") label=t(label) lang value fault=told.fault(field)/> }
    };
    let notice = |(field, name, label): (AskingField, &'static str, Text), value: String, lang: &'static str| {
        view! { <Paragraph id=told.id(name) name=format!("form[{name}]") label=t(label) rows=2 lang value required=false fault=told.fault(field)/> }
    };
    let (field, name, label) = asked_of;
    view! {
        {told.summary(&FIELDS)}
        {line(french, form.french, "fr")}
        {line(english, form.english, "en")}
        {notice(french_notice, form.french_notice, "fr")}
        {notice(english_notice, form.english_notice, "en")}
        {line(kind, form.kind, "")}
        <Choice id=told.id(name) name="form[asked_of]" label=t(label) options=Signal::stored(options) fixed=true value=form.asked_of fault=told.fault(field)/>
        <label class="choice">
            <input type="checkbox" name="form[blocking]" value="yes" checked=form.blocking == "yes"/>
            {t(say::BLOCKING)}
        </label>
        <label class="choice">
            <input type="checkbox" name="form[declinable]" value="yes" checked=form.declinable == "yes"/>
            {t(say::DECLINABLE)}
        </label>
    }
}
