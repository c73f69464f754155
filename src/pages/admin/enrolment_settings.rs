//! What enrolment asks for, and when each population may enrol.

use super::parts::{StaffNav, done, refused};
use crate::api::enrolment::{
    RemoveEnrolmentWindow, SaveEffectiveRule, SaveEnrolmentSettings, SaveEnrolmentWindow, read_enrolment_settings,
};
use crate::domain::enrolment::{
    Asked, Asking, Condition, EffectiveRule, EnrolmentSettings, Kind, Question, WindowForm, WindowView,
};
use crate::domain::parameters::ParameterField;
use crate::pages::judged::Refused;
use crate::pages::loaded;
use crate::ui::{Choice, Field, Title, language, t};
use crate::words::{Text, enrolment as enrolment_words, enrolment_step as say, parameters, portal};
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Acts {
    save: ServerAction<SaveEnrolmentSettings>,
    window: ServerAction<SaveEnrolmentWindow>,
    remove: ServerAction<RemoveEnrolmentWindow>,
    rule: ServerAction<SaveEffectiveRule>,
}

#[component]
pub fn EnrolmentSettingsPage() -> impl IntoView {
    let acts = Acts {
        save: ServerAction::new(),
        window: ServerAction::new(),
        remove: ServerAction::new(),
        rule: ServerAction::new(),
    };
    let version = move || done(acts.save) + done(acts.window) + done(acts.remove) + done(acts.rule);
    let settings = Resource::new(version, |_| read_enrolment_settings());
    loaded(settings, move |it| {
        let windows = it.windows.clone().into_iter().map(|window| view! { <Period window acts/> }).collect_view();
        let title = format!("{} · {}", t(say::PERIODS), it.year);
        view! {
            <StaffNav/>
            <Title text=t(say::SETTINGS)/>
            {refused(acts.save)}
            {refused(acts.window)}
            {refused(acts.remove)}
            {refused(acts.rule)}
            <h2>{title}</h2>
            {windows}
            <details class="quiet">
                <summary>{t(say::NEW_PERIOD)}</summary>
                <ActionForm action=acts.window attr:novalidate=true>
                    <Fields form=WindowForm { kind: Kind::First.code().to_owned(), ..WindowForm::default() } told=Refused::form(acts.window, "")/>
                    <button disabled=move || acts.window.pending().get()>{t(say::NEW_PERIOD)}</button>
                </ActionForm>
            </details>
            <h2>{t(say::RULE)}</h2>
            <Rule rule=it.rule version=it.version acts/>
            <h2>{t(say::QUESTIONS)}</h2>
            <Questions settings=it acts/>
        }
        .into_any()
    })
}

#[component]
fn Questions(settings: EnrolmentSettings, acts: Acts) -> impl IntoView {
    let asking = settings.asking;
    let line = move |question: Question| {
        let present = asking.of(question);
        let option = move |it: &Asked| {
            view! {
                <option value=it.code() selected=*it == present>
                    {t(say::asked(*it))}
                </option>
            }
        };
        view! {
            <div class="field">
                <label for=question.code()>{t(say::question(question))}</label>
                <select id=question.code() name=question.name()>
                    {Asked::ALL.iter().map(option).collect_view()}
                </select>
            </div>
        }
    };
    view! {
        <p class="help">{t(say::QUESTIONS_HELP)}</p>
        <ActionForm action=acts.save>
            <input type="hidden" name="version" value=settings.version/>
            <label class="choice">
                <input type="checkbox" name="form[europeans_only]" value="yes" checked=settings.europeans_only/>
                {t(say::EUROPEANS_ONLY)}
            </label>
            {Asking::switchable().map(line).collect_view()}
            <button disabled=move || acts.save.pending().get()>{t(parameters::SAVE)}</button>
        </ActionForm>
    }
}

/// What an enrolment needs to become effective.
#[component]
fn Rule(rule: EffectiveRule, version: i64, acts: Acts) -> impl IntoView {
    let line = move |it: &Condition| {
        view! {
            <label class="choice">
                <input type="checkbox" name=format!("form[{}]", it.code()) value="yes" checked=rule.needs(*it)/>
                {t(say::condition(*it))}
            </label>
        }
    };
    view! {
        <p class="help">{t(say::RULE_HELP)}</p>
        <ActionForm action=acts.rule>
            <input type="hidden" name="version" value=version/>
            {Condition::ALL.iter().map(line).collect_view()}
            <button disabled=move || acts.rule.pending().get()>{t(say::SAVE_RULE)}</button>
        </ActionForm>
    }
}

#[component]
fn Period(window: WindowView, acts: Acts) -> impl IntoView {
    let WindowView { id, kind, version, form, opens_at, closes_at } = window;
    let title = format!("{} · {}", t(enrolment_words::kind(kind)), portal::period(opens_at, closes_at, language()));
    let (id, form) = (StoredValue::new(id.0), StoredValue::new(form));
    let seen = move || {
        view! {
            <input type="hidden" name="id" value=id.get_value()/>
            <input type="hidden" name="version" value=version/>
        }
    };
    view! {
        <details class="quiet">
            <summary>{title}</summary>
            <ActionForm action=acts.window attr:novalidate=true>
                {seen()} <Fields form=form.get_value() told=Refused::form(acts.window, id.get_value())/>
                <button disabled=move || acts.window.pending().get()>{t(parameters::SAVE)}</button>
            </ActionForm>
            <ActionForm action=acts.remove>
                {seen()} <button class="danger" disabled=move || acts.remove.pending().get()>
                    {t(say::REMOVE_PERIOD)}
                </button>
            </ActionForm>
        </details>
    }
}

/// An hour that is wrong is told with the day it belongs to.
const FIELDS: [(ParameterField, &str, Text); 3] = [
    (ParameterField::Kind, "kind", say::POPULATION),
    (ParameterField::OpensOn, "opens_on", say::OPENS_ON),
    (ParameterField::ClosesOn, "closes_on", say::CLOSES_ON),
];

/// The questions about a period.
#[component]
fn Fields(form: WindowForm, told: Refused<ParameterField>) -> impl IntoView {
    let kinds: Vec<_> =
        Kind::ALL.iter().map(|it| (it.code().to_owned(), t(enrolment_words::kind(*it)).into_owned())).collect();
    view! {
        {told.summary(&FIELDS)}
        <Choice id=told.id("kind") name="form[kind]" label=t(say::POPULATION) options=Signal::stored(kinds) fixed=true value=form.kind fault=told.fault(ParameterField::Kind)/>
        <Field id=told.id("opens_on") name="form[opens_on]" label=t(say::OPENS_ON) kind="date" value=form.opens_on fault=told.fault(ParameterField::OpensOn)/>
        <Field id=told.id("opens_hour") name="form[opens_hour]" label=t(say::OPENS_HOUR) kind="time" value=form.opens_hour required=false/>
        <Field id=told.id("closes_on") name="form[closes_on]" label=t(say::CLOSES_ON) kind="date" value=form.closes_on fault=told.fault(ParameterField::ClosesOn)/>
    }
}
