//! Choosing lines of the pile, and the avis that is to be entered on all of them. A plain form: without JavaScript it
//! works alike.

use crate::api::job::PrepareJob;
use crate::domain::CandidatureId;
use crate::domain::review::AvisKind;
use crate::pages::refusal_of;
use crate::ui::{language, t};
use crate::words;
use crate::words::job as say;
use leptos::prelude::*;

/// The box that chooses a line.
#[component]
pub(super) fn Choice(id: CandidatureId, name: String) -> impl IntoView {
    view! { <input type="checkbox" name="chosen[]" value=id.0 aria-label=say::select(&name, language())/> }
}

/// The table with its boxes, and under it what is done to those that are ticked.
#[component]
pub(super) fn Choosing(table: AnyView, prepare: ServerAction<PrepareJob>, may_validate: bool) -> impl IntoView {
    let kinds =
        AvisKind::ALL.map(|it| view! { <option value=it.code()>{t(words::review::avis(it))}</option> }).collect_view();
    let validate = may_validate.then(|| {
        view! {
            <label class="choice">
                <input type="checkbox" name="validate" value="yes"/>
                {t(say::VALIDATE_TOO)}
            </label>
        }
    });
    view! {
        <ActionForm action=prepare>
            {table}
            <fieldset class="bulk">
                <legend>{t(words::admin::BATCHES)}</legend>
                <p class="help">{t(say::HELP)}</p>
                {refusal_of(prepare, |it| say::refusal(it, language()))}
                <div class="field">
                    <label for="bulk-kind">{t(words::admin::AVIS)}</label>
                    <select id="bulk-kind" name="form[kind]">
                        <option value="">{t(words::ui::CHOOSE)}</option>
                        {kinds}
                    </select>
                </div>
                <div class="field">
                    <label for="bulk-rank">{t(say::FIRST_RANK)}</label>
                    <input id="bulk-rank" name="form[rank]" inputmode="numeric"/>
                </div>
                <div class="field">
                    <label for="bulk-ground">{t(words::admin::GROUND_OF_AVIS)}</label>
                    <input id="bulk-ground" name="form[ground]"/>
                </div>
                <div class="field">
                    <label for="bulk-comment">{t(words::admin::COMMENT)}</label>
                    <textarea id="bulk-comment" name="form[comment]" rows="3"></textarea>
                </div>
                {validate}
                <button class="second" disabled=move || prepare.pending().get()>
                    {t(say::LOOK)}
                </button>
            </fieldset>
        </ActionForm>
    }
}
