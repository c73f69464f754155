//! Choosing lines of the pile, and the avis that is to be entered on all of them, or that was entered on each and is to
//! be validated. A plain form: without JavaScript it works alike.

use super::verdict::AvisFields;
use crate::api::job::PrepareJob;
use crate::domain::CandidatureId;
use crate::domain::job::{ROWS_MAX, VALIDATE};
use crate::domain::review::PileQuery;
use crate::pages::judged::Refused;
use crate::pages::refusal_of_act;
use crate::ui::{language, t};
use crate::words;
use crate::words::job as say;
use leptos::prelude::*;

/// The box that chooses a line.
#[component]
pub(super) fn Choice(id: CandidatureId, name: String) -> impl IntoView {
    view! { <input type="checkbox" name="chosen[]" value=id.0 aria-label=say::select(&name, language())/> }
}

/// Chooses all that the filter found; the filter goes along.
#[component]
fn All(query: PileQuery, choosable: i64) -> impl IntoView {
    if choosable == 0 {
        return ().into_any();
    }
    if usize::try_from(choosable).is_ok_and(|it| it > ROWS_MAX) {
        return view! { <p class="help">{say::too_many_found(choosable, ROWS_MAX, language())}</p> }.into_any();
    }
    view! {
        <input type="hidden" name="query[campaign]" value=query.campaign/>
        <input type="hidden" name="query[state]" value=query.state/>
        <input type="hidden" name="query[programme]" value=query.programme/>
        <input type="hidden" name="query[avis]" value=query.avis/>
        <input type="hidden" name="query[words]" value=query.words/>
        <input type="hidden" name="query[order]" value=format!("{:?}", query.order)/>
        <label class="choice">
            <input type="checkbox" name="all" value="yes"/>
            {say::CHOOSE_ALL.to(choosable, language())}
        </label>
    }
    .into_any()
}

/// The table with its boxes, and under it what is done to those that are ticked.
#[component]
pub(super) fn Choosing(
    table: AnyView,
    prepare: ServerAction<PrepareJob>,
    may_validate: bool,
    query: PileQuery,
    /// How many the query finds on every page.
    choosable: i64,
) -> impl IntoView {
    let all = view! { <All query choosable/> }.into_any();
    let told = Refused::saying(prepare, "bulk", |it| Some(say::refusal(it, language())));
    let validate = may_validate.then(|| {
        view! {
            <label class="choice">
                <input type="checkbox" name="validate" value="yes"/>
                {t(say::VALIDATE_TOO)}
            </label>
        }
    });
    // The second button: a form that is sent by the enter key is sent by the first.
    let entered = may_validate.then(|| {
        view! {
            <p class="help">{t(say::VALIDATE_ENTERED_HELP)}</p>
            <button class="second" name="task" value=VALIDATE disabled=move || prepare.pending().get()>
                {t(say::VALIDATE_ENTERED)}
            </button>
        }
    });
    view! {
        <ActionForm action=prepare attr:novalidate=true>
            {table}
            <fieldset class="bulk">
                <legend>{t(words::admin::BATCHES)}</legend>
                <p class="help">{t(say::HELP)}</p>
                {all}
                {refusal_of_act(prepare, |it| say::refusal(it, language()))}
                <AvisFields told chosen=String::new() on_choice=Callback::new(|_| ()) rank=say::FIRST_RANK/>
                {validate}
                <button class="second" disabled=move || prepare.pending().get()>
                    {t(say::LOOK)}
                </button>
                {entered}
            </fieldset>
        </ActionForm>
    }
}
