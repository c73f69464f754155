//! The catalogue of reasons for refusing a document.

use super::parts::{StaffNav, done};
use crate::api::ground::{HideGround, SaveGround, list_grounds};
use crate::domain::ground::{GroundForm, GroundLine};
use crate::pages::{loaded, refusal_of};
use crate::ui::{Badge, Title, Tone, language, t};
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
            {refusal_of(save, |it| say::refusal(it, language()))}
            {refusal_of(hide, |it| say::refusal(it, language()))}
            {all.into_iter().map(|line| view! { <Line line save hide/> }).collect_view()}
            <details class="quiet">
                <summary>{t(say::ADD)}</summary>
                <ActionForm action=save>
                    <Fields code="" version=0 form=GroundForm::default()/>
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
            <ActionForm action=save>
                <Fields code=code.get_value() version form=form.get_value()/>
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

/// The words of an own reason.
#[component]
fn Fields(#[prop(into)] code: String, version: i64, form: GroundForm) -> impl IntoView {
    let (french, english) = (format!("french-{code}"), format!("english-{code}"));
    view! {
        <input type="hidden" name="code" value=code/>
        <input type="hidden" name="version" value=version/>
        <div class="field">
            <label for=french.clone()>{t(say::IN_FRENCH)}</label>
            <input id=french name="form[french]" lang="fr" value=form.french/>
        </div>
        <div class="field">
            <label for=english.clone()>{t(say::IN_ENGLISH)}</label>
            <input id=english name="form[english]" lang="en" value=form.english/>
        </div>
    }
}
