//! Doing without a document, with a reason, and going back on it.

use super::verdict::{Acts, Seen, told};
use crate::domain::CandidatureId;
use crate::domain::candidature::{State, StepField};
use crate::domain::document::DocumentView;
use crate::ui::{Paragraph, language, t};
use crate::words::admin as say;
use leptos::prelude::*;

#[component]
pub(super) fn Waiver(
    document: DocumentView,
    id: CandidatureId,
    version: i64,
    /// The state of the dossier, where the caller may do without documents.
    state: Option<State>,
    acts: Acts,
) -> impl IntoView {
    let (id, requirement) = (StoredValue::new(id), StoredValue::new(document.requirement_id.0.clone()));
    let label = StoredValue::new(document.label.to(language()).to_owned());
    let about = move |act| say::about(act, &label.read_value(), language());
    let told = told(acts.waive, requirement.get_value());
    // What cannot be kept is said as of any comment.
    let (missing, unfit) = (told.fault(StepField::Reason), told.fault(StepField::Comment));
    let reason_fault = Signal::derive(move || missing.get().or(unfit.get()));
    let waive = state.filter(|it| document.state.may_waive(*it)).map(|_| {
        view! {
            <details class="quiet">
                <summary aria-label=about(say::WAIVE)>{t(say::WAIVE)}</summary>
                <ActionForm action=acts.waive attr:novalidate=true>
                    {told.summary(&[(StepField::Reason, "reason", say::REASON), (StepField::Comment, "reason", say::REASON)])}
                    <Seen id version/>
                    <input type="hidden" name="requirement" value=requirement.get_value()/>
                    <Paragraph id=told.id("reason") name="reason" label=t(say::REASON) help=t(say::WAIVE_HELP) rows=2 fault=reason_fault/>
                    <button class="second" aria-label=about(say::SAVE_WAIVER) disabled=move || acts.waive.pending().get()>
                        {t(say::SAVE_WAIVER)}
                    </button>
                </ActionForm>
            </details>
        }
    });
    let again = state.and_then(|it| document.judged_again(it)).map(|_| {
        view! {
            <ActionForm action=acts.judge_again>
                <Seen id version/>
                <input type="hidden" name="requirement" value=requirement.get_value()/>
                <button class="second" aria-label=about(say::JUDGE_AGAIN) disabled=move || acts.judge_again.pending().get()>
                    {t(say::JUDGE_AGAIN)}
                </button>
            </ActionForm>
        }
    });
    view! {
        {document.waiver.map(|it| view! { <p class="said">{it}</p> })}
        {waive}
        {again}
    }
}
