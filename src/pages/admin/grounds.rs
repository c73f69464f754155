//! The catalogue of reasons for refusing a document.

use super::parts::{StaffNav, done};
use crate::api::ground::{HideGround, SaveGround, list_grounds};
use crate::domain::ground::{GroundForm, GroundLine};
use crate::domain::language::Language;
use crate::pages::judged::Refused;
use crate::pages::{loaded, refusal_of_act};
use crate::ui::{Badge, Field, Title, Tone, language, t};
use crate::words;
use crate::words::ground as say;
use leptos::prelude::*;

#[component]
pub fn GroundsPage() -> impl IntoView {
    let (save, hide) = (ServerAction::<SaveGround>::new(), ServerAction::<HideGround>::new());
    let all = Resource::new(move || done(save) + done(hide), |_| list_grounds());
    loaded(all, move |all| {
        view! {
            <StaffNav/>
            <Title text=t(say::GROUNDS)/>
            <p>{t(say::HELP)}</p>
            {refusal_of_act(save, |it| say::refusal(&it, language()))}
            {refusal_of_act(hide, |it| say::refusal(&it, language()))}
            {all.into_iter().map(|line| view! { <Line line save hide/> }).collect_view()}
            <details class="quiet">
                <summary>{t(say::ADD)}</summary>
                <ActionForm action=save attr:novalidate=true>
                    <Fields code="" version=0 form=GroundForm::default() told=Refused::form(save, "new")/>
                    <button disabled=move || save.pending().get()>{t(words::parameters::ADD)}</button>
                </ActionForm>
            </details>
        }
        .into_any()
    })
}

#[component]
fn Line(line: GroundLine, save: ServerAction<SaveGround>, hide: ServerAction<HideGround>) -> impl IntoView {
    let label = say::label(&line, language());
    let (tone, state) = if line.hidden { (Tone::Plain, say::HIDDEN) } else { (Tone::Good, say::OFFERED) };
    let (to_hide, button) = if line.hidden { ("no", say::OFFER) } else { ("yes", say::HIDE) };
    let spoken = words::admin::about(button, &label, language());
    let (may_be_hidden, version) = (line.may_be_hidden(), line.version);
    let code = StoredValue::new(line.code);
    let own = line.own.map(|form| {
        let form = StoredValue::new(form);
        view! {
            <ActionForm action=save attr:novalidate=true>
                <Fields code=code.get_value() version form=form.get_value() told=Refused::form(save, code.get_value())/>
                <button disabled=move || save.pending().get()>{t(words::parameters::SAVE)}</button>
            </ActionForm>
        }
    });
    let hiding = may_be_hidden.then(|| {
        view! {
            <ActionForm action=hide>
                <input type="hidden" name="code" value=code.get_value()/>
                <input type="hidden" name="version" value=version/>
                <input type="hidden" name="hide" value=to_hide/>
                <button class="second" aria-label=spoken.clone() disabled=move || hide.pending().get()>
                    {t(button)}
                </button>
            </ActionForm>
        }
    });
    view! {
        <section class="card" aria-label=label.clone()>
            <p>
                <strong>{label.clone()}</strong>
                " "
                <Badge tone text=t(state)/>
            </p>
            {own}
            <div class="row">{hiding}</div>
        </section>
    }
}

const FIELDS: [(Language, &str, words::Text); 2] = [
    (Language::French, "french", say::field(Language::French)),
    (Language::English, "english", say::field(Language::English)),
];

/// The words of an own reason.
#[component]
fn Fields(#[prop(into)] code: String, version: i64, form: GroundForm, told: Refused<Language>) -> impl IntoView {
    let label = |it| t(say::field(it));
    view! {
        {told.summary(&FIELDS)}
        <input type="hidden" name="code" value=code/>
        <input type="hidden" name="version" value=version/>
        <Field id=told.id("french") name="form[french]" label=label(Language::French) lang="fr" value=form.french fault=told.fault(Language::French)/>
        <Field id=told.id("english") name="form[english]" label=label(Language::English) lang="en" value=form.english fault=told.fault(Language::English)/>
    }
}
