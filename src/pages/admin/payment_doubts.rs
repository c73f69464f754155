//! Payments whose fate is unknown, as staff see them: what the night found, what the bank was asked, what may be done.

use crate::api::payment::{AskBank, RecordPayment};
use crate::domain::reconciliation::{
    Doubt, NightView, Nights, QuestionOutcome, QuestionView, REASON_MAX, TRANSACTION_MAX,
};
use crate::ui::{Badge, Notice, Tone, language, t};
use crate::words::reconciliation as say;
use crate::words::{self, payment};
use leptos::prelude::*;

/// What the latest night found, at the head of the list; and what nights do, where it is not plain from that.
#[component]
pub(super) fn Night(it: Option<NightView>, nights: Nights) -> impl IntoView {
    let unlike = (it.is_some() && nights != Nights::Ask).then(|| view! { <p>{t(say::nights(nights))}</p> });
    let told = match it {
        None => view! { <p>{t(say::NO_NIGHT)} " " {t(say::nights(nights))}</p> }.into_any(),
        Some(it) => {
            let doubtful = it.unanswered > 0 || it.overdue > 0;
            let overdue = (it.overdue > 0).then(|| view! { <p>{say::overdue(it.overdue, language())}</p> });
            let goes_on = it.ended_at.is_none().then(|| view! { " " {t(say::NIGHT_GOES_ON)} });
            view! {
                <Notice tone=if doubtful { Tone::Warning } else { Tone::Plain }>
                    <p>{say::night(&it, language())} {goes_on}</p>
                    {overdue}
                </Notice>
            }
            .into_any()
        }
    };
    view! {
        <section aria-label=t(say::NIGHT)>
            <h2>{t(say::NIGHT)}</h2>
            {told}
            {unlike}
        </section>
    }
}

/// What may be done about one attempt.
#[component]
pub(super) fn Ways(it: Doubt, ask: ServerAction<AskBank>, record: ServerAction<RecordPayment>) -> impl IntoView {
    let overdue = it.overdue.then(|| view! { <Notice tone=Tone::Warning><p>{t(say::OVERDUE_HELP)}</p></Notice> });
    let id = it.attempt.0;
    let asked = id.clone();
    let asking = it.askable.then(|| {
        view! {
            <ActionForm action=ask>
                <input type="hidden" name="id" value=asked/>
                <button class="second" disabled=move || ask.pending().get()>
                    {t(say::ASK)}
                </button>
            </ActionForm>
        }
    });
    let recording = it.recordable.map(|amount| view! { <Recording id amount record/> });
    view! {
        {overdue}
        {asking}
        {recording}
    }
}

/// The form for a payment that staff saw at the bank.
#[component]
fn Recording(id: String, amount: i64, record: ServerAction<RecordPayment>) -> impl IntoView {
    let (number, reason) = (format!("transaction-{id}"), format!("reason-{id}"));
    view! {
        <details>
            <summary>{t(say::RECORD)}</summary>
            <p>{t(say::RECORD_HELP)}</p>
            <ActionForm action=record>
                <input type="hidden" name="id" value=id/>
                <p>{words::pair(&t(payment::AMOUNT), &words::money(amount, language()), language())}</p>
                <div class="field">
                    <label for=number.clone()>{t(say::TRANSACTION)}</label>
                    <input
                        id=number
                        name="transaction"
                        required
                        inputmode="numeric"
                        autocomplete="off"
                        maxlength=TRANSACTION_MAX.to_string()
                    />
                </div>
                <div class="field">
                    <label for=reason.clone()>{t(say::REASON)}</label>
                    <input id=reason name="reason" required maxlength=REASON_MAX.to_string()/>
                </div>
                <button disabled=move || record.pending().get()>{t(say::RECORD)}</button>
            </ActionForm>
        </details>
    }
}

/// What was asked about the attempts, and what came of it.
#[component]
pub(super) fn Questions(all: Vec<QuestionView>) -> impl IntoView {
    let line = |it: QuestionView| {
        let outcome = it.outcome.map_or(say::PENDING, say::outcome);
        let verdict = it.verdict.map(|it| view! { " · " {t(payment::verdict(it))} });
        view! {
            <tr>
                <td>{words::moment(it.asked_at, language())}</td>
                <td>{it.reference}</td>
                <td>{it.by.unwrap_or_else(|| t(say::BY_NIGHT).into_owned())}</td>
                <td>
                    <Badge tone=tone(it.outcome) text=t(outcome)/>
                    {verdict}
                </td>
                <td>{it.detail}</td>
            </tr>
        }
    };
    if all.is_empty() {
        return view! { <p>{t(payment::NONE_YET)}</p> }.into_any();
    }
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t(say::QUESTIONS)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(payment::WHEN)}</th>
                        <th scope="col">{t(payment::REFERENCE)}</th>
                        <th scope="col">{t(say::BY)}</th>
                        <th scope="col">{t(say::ANSWER)}</th>
                        <th scope="col">{t(say::DETAIL)}</th>
                    </tr>
                </thead>
                <tbody>{all.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

const fn tone(it: Option<QuestionOutcome>) -> Tone {
    match it {
        Some(QuestionOutcome::Found | QuestionOutcome::Recorded) => Tone::Good,
        Some(QuestionOutcome::Unanswered) => Tone::Warning,
        Some(QuestionOutcome::Absent | QuestionOutcome::Unpaid) | None => Tone::Plain,
    }
}
