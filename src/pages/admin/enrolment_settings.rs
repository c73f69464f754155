//! What enrolment asks for, and when each population may enrol.

use super::parts::{StaffNav, done, refused};
use crate::api::enrolment::{
    RemoveEnrolmentWindow, SaveEffectiveRule, SaveEnrolmentSettings, SaveEnrolmentWindow, read_enrolment_settings,
};
use crate::domain::enrolment::{
    Asked, Asking, Condition, EffectiveRule, EnrolmentSettings, Kind, Question, WindowForm, WindowView,
};
use crate::pages::loaded;
use crate::ui::{Title, language, t};
use crate::words::{enrolment as enrolment_words, enrolment_step as say, parameters, portal};
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
                <ActionForm action=acts.window>
                    <Fields at="new".to_owned() form=WindowForm { kind: Kind::First.code().to_owned(), ..WindowForm::default() }/>
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
            <ActionForm action=acts.window>
                {seen()} <Fields at=id.get_value() form=form.get_value()/>
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

/// The questions about a period; `at` tells the forms of one page apart.
#[component]
fn Fields(at: String, form: WindowForm) -> impl IntoView {
    let id = |name: &str| format!("{at}-{name}");
    let line = |name: &'static str, kind: &'static str, label: crate::words::Text, value: String| {
        view! {
            <div class="field">
                <label for=id(name)>{t(label)}</label>
                <input type=kind id=id(name) name=format!("form[{name}]") value=value/>
            </div>
        }
    };
    let population = |it: &Kind| {
        view! {
            <option value=it.code() selected=it.code() == form.kind>
                {t(enrolment_words::kind(*it))}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for=id("kind")>{t(say::POPULATION)}</label>
            <select id=id("kind") name="form[kind]">
                {Kind::ALL.iter().map(population).collect_view()}
            </select>
        </div>
        {line("opens_on", "date", say::OPENS_ON, form.opens_on.clone())}
        {line("opens_hour", "time", say::OPENS_HOUR, form.opens_hour.clone())}
        {line("closes_on", "date", say::CLOSES_ON, form.closes_on.clone())}
    }
}
