//! One question of a form: label above, help under the label, fault beside the field, tied together for screen readers.

use super::{language, t};
use crate::domain::form::Fault;
use crate::words;
use leptos::prelude::*;
use std::borrow::Cow;

/// The identifier of the sentence that says what is wrong with a field.
pub fn fault_id(id: &str) -> String {
    format!("{id}-fault")
}

fn described_by(id: &str, has_help: bool, has_fault: bool) -> Option<String> {
    let help = has_help.then(|| format!("{id}-help"));
    let fault = has_fault.then(|| fault_id(id));
    let ids: Vec<String> = help.into_iter().chain(fault).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

#[component]
fn FaultLine(id: Cow<'static, str>, fault: Signal<Option<Fault>>) -> impl IntoView {
    move || {
        fault.get().map(|it| {
            view! {
                <p class="fault" id=fault_id(&id)>
                    <span aria-hidden="true">"! "</span>
                    {words::fault(it, language())}
                </p>
            }
        })
    }
}

/// What stands around every question: label above, help under it, what is wrong beside the field.
#[component]
fn Question(
    id: Cow<'static, str>,
    label: Cow<'static, str>,
    help: Cow<'static, str>,
    optional: bool,
    fault: Signal<Option<Fault>>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field" class:wrong=move || fault.get().is_some()>
            <label for=id.clone()>
                {label}
                {optional.then(|| view! { <span class="optional">" " {t(words::ui::OPTIONAL)}</span> })}
            </label>
            {(!help.is_empty()).then(|| view! { <p class="help" id=format!("{id}-help")>{help}</p> })}
            {children()}
            <FaultLine id=id.clone() fault/>
        </div>
    }
}

/// A line of text. `name` is what the form sends, `id` what links point to.
#[component]
pub fn Field(
    #[prop(into)] id: Cow<'static, str>,
    #[prop(into)] name: Cow<'static, str>,
    #[prop(into)] label: Cow<'static, str>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: Cow<'static, str>,
    #[prop(optional)] autocomplete: &'static str,
    #[prop(optional)] inputmode: &'static str,
    #[prop(default = true)] required: bool,
    /// Asked for in some cases, which its label names: neither required nor said to be optional.
    #[prop(optional)]
    depends: bool,
    /// The language of what is typed, where it is not the page's.
    #[prop(optional)]
    lang: &'static str,
    #[prop(optional, into)] fault: Signal<Option<Fault>>,
    /// Hears every keystroke.
    #[prop(optional, into)]
    typed: Option<Callback<String>>,
) -> impl IntoView {
    let has_help = !help.is_empty();
    let id = StoredValue::new(id);
    let described = move || described_by(&id.read_value(), has_help, fault.get().is_some());
    view! {
        <Question id=id.get_value() label help optional=!required && !depends fault>
            <input
                type=kind
                id=id.get_value()
                name=name
                value=value
                autocomplete=autocomplete
                inputmode=(!inputmode.is_empty()).then_some(inputmode)
                lang=(!lang.is_empty()).then_some(lang)
                aria-required=required.then_some("true")
                aria-invalid=move || fault.get().map(|_| "true")
                aria-describedby=described
                on:input=move |event| {
                    if let Some(typed) = typed {
                        typed.run(event_target_value(&event));
                    }
                }
            />
        </Question>
    }
}

/// Leptos writes what stands inside a `textarea` as it is: a person's words must not end it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Free words of several lines.
#[component]
pub fn Paragraph(
    #[prop(into)] id: Cow<'static, str>,
    #[prop(into)] name: Cow<'static, str>,
    #[prop(into)] label: Cow<'static, str>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: Cow<'static, str>,
    #[prop(default = true)] required: bool,
    #[prop(default = 5)] rows: u8,
    /// The language of what is typed, where it is not the page's.
    #[prop(optional)]
    lang: &'static str,
    #[prop(optional, into)] fault: Signal<Option<Fault>>,
) -> impl IntoView {
    let has_help = !help.is_empty();
    let id = StoredValue::new(id);
    let described = move || described_by(&id.read_value(), has_help, fault.get().is_some());
    view! {
        <Question id=id.get_value() label help optional=!required fault>
            <textarea
                id=id.get_value()
                name=name
                rows=rows
                lang=(!lang.is_empty()).then_some(lang)
                aria-required=required.then_some("true")
                aria-invalid=move || fault.get().map(|_| "true")
                aria-describedby=described
                inner_html=escaped(&value)
            ></textarea>
        </Question>
    }
}

/// Lines of a list to choose from, by code and name.
pub fn options(all: Vec<(String, String)>, chosen: &str) -> impl IntoView + use<> {
    all.into_iter()
        .map(|(code, text)| {
            let selected = code == chosen;
            view! {
                <option value=code selected=selected>
                    {text}
                </option>
            }
        })
        .collect_view()
}

/// One of a list, by code and name; starts with an empty line when nothing is chosen.
#[component]
pub fn Choice(
    #[prop(into)] id: Cow<'static, str>,
    #[prop(into)] name: Cow<'static, str>,
    #[prop(into)] label: Cow<'static, str>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    /// The options never change: what was chosen stays when the page is read again.
    #[prop(optional)]
    fixed: bool,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] help: Cow<'static, str>,
    #[prop(optional)] autocomplete: &'static str,
    #[prop(default = true)] required: bool,
    #[prop(optional, into)] fault: Signal<Option<Fault>>,
    #[prop(optional, into)] chosen: Option<Callback<String>>,
) -> impl IntoView {
    let has_help = !help.is_empty();
    let lines = move |all| self::options(all, &value);
    let id = StoredValue::new(id);
    let described = move || described_by(&id.read_value(), has_help, fault.get().is_some());
    view! {
        <Question id=id.get_value() label help optional=!required fault>
            <select
                id=id.get_value()
                name=name
                autocomplete=autocomplete
                aria-required=required.then_some("true")
                aria-invalid=move || fault.get().map(|_| "true")
                aria-describedby=described
                on:change=move |event| {
                    if let Some(chosen) = chosen {
                        chosen.run(event_target_value(&event));
                    }
                }
            >
                <option value="">{t(words::ui::CHOOSE)}</option>
                {if fixed { lines(options.get_untracked()).into_any() } else { (move || lines(options.get())).into_any() }}
            </select>
        </Question>
    }
}

/// One of a few, all in sight.
#[component]
pub fn Radio(
    id: &'static str,
    name: &'static str,
    #[prop(into)] legend: Cow<'static, str>,
    options: Vec<(&'static str, Cow<'static, str>)>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] fault: Signal<Option<Fault>>,
    #[prop(optional, into)] chosen: Option<Callback<String>>,
) -> impl IntoView {
    let choices = options
        .into_iter()
        .map(|(code, text)| {
            let checked = code == value;
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name=name
                        value=code
                        checked=checked
                        on:change=move |_| {
                            if let Some(chosen) = chosen {
                                chosen.run(code.to_owned());
                            }
                        }
                    />
                    {text}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset
            class="field"
            id=id
            tabindex="-1"
            class:wrong=move || fault.get().is_some()
            aria-describedby=move || described_by(id, false, fault.get().is_some())
        >
            <legend>{legend}</legend>
            {choices}
            <FaultLine id=id.into() fault/>
        </fieldset>
    }
}
