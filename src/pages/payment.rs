//! « Payer mon inscription »: what is due, the ways to pay it, the way to the bank, and back from it. The way back tells
//! what the bank told us, never what the browser says.

use super::enrolment::{Onward, Where};
use super::{loaded, refusal_of};
use crate::api::payment::{BeginPayment, read_payment};
use crate::domain::enrolment::Step;
use crate::domain::instalment::Part;
use crate::domain::ledger::{AttemptView, BankForm, LedgerLine, PaymentView};
use crate::domain::payment::AttemptState;
use crate::places::Place;
use crate::ui::{Badge, Notice, Title, Tone, language, t};
use crate::words::{self, Text, enrolment_step as step_words, payment as say};
use leptos::prelude::*;
use std::time::Duration;

/// Between two looks at what the bank said.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// After so many looks it is left to the letter.
const LOOKS: u32 = 150;

#[component]
pub fn PaymentPage() -> impl IntoView {
    let begin = ServerAction::<BeginPayment>::new();
    let payment = Resource::new(move || begin.version().get(), |_| read_payment());
    loaded(payment, move |it| {
        let refusals = refusal_of(begin, |it| say::refusal(it, language())).into_any();
        view! { <Payment it begin refusals/> }.into_any()
    })
}

#[component]
fn Payment(it: PaymentView, begin: ServerAction<BeginPayment>, refusals: AnyView) -> impl IntoView {
    let facts = [(say::RECEIVED, it.received), (say::AWAITED, it.awaited), (say::OPEN, it.open)];
    let facts = facts.into_iter().filter(|(_, cents)| *cents != 0).map(|(label, cents)| {
        view! {
            <dt>{t(label)}</dt>
            <dd>{words::money(cents, language())}</dd>
        }
    });
    let due = it.due.map(|due| {
        view! {
            <dt>{t(say::DUE)}</dt>
            <dd>{words::money(due, language())}</dd>
        }
    });
    let told = match &it {
        PaymentView { cancelled: true, .. } => Some((Tone::Warning, say::ENROLMENT_CANCELLED)),
        PaymentView { due: None, .. } => Some((Tone::Plain, say::NOT_SAID)),
        PaymentView { open: 0, .. } => Some((Tone::Good, say::NOTHING_OPEN)),
        PaymentView { offered: false, .. } => Some((Tone::Warning, say::NOT_OFFERED)),
        _ => None,
    };
    let told = told.map(|(tone, text): (Tone, Text)| view! { <Notice tone><p>{t(text)}</p></Notice> });
    let not_said = it.due.is_none().then(|| {
        view! {
            <p>
                <a class="button" href=Place::EnrolmentStep(Step::Fees).href()>
                    {t(step_words::step(Step::Fees))}
                </a>
            </p>
        }
    });
    let may_pay = it.open > 0 && it.offered;
    let parts = it.attempts.first().map(|it| it.parts.clone()).unwrap_or_default();
    let choice = may_pay.then(|| view! { <Plans plans=it.plans chosen=it.chosen key=it.key begin/> }.into_any());
    let way_on = match (it.form.filter(|_| may_pay), choice) {
        (Some(form), choice) => view! {
            <ToBank form parts/>
            <details class="quiet">
                <summary>{t(say::OTHERWISE)}</summary>
                {choice}
            </details>
        }
        .into_any(),
        (None, choice) => choice.into_any(),
    };
    view! {
        <Where step=Step::Payment/>
        <Title text=t(say::PAYMENT)/>
        {refusals}
        {told}
        {not_said}
        <dl>
            <dt>{t(say::ENROLMENT)}</dt>
            <dd>{it.number}</dd>
            {due}
            {facts.collect_view()}
        </dl>
        {way_on}
        {(!it.cancelled).then(|| view! { <Onward from=Step::Payment/> })}
        <Lines lines=it.lines/>
        <Attempts attempts=it.attempts/>
    }
}

/// The ways to pay, each explained before one chooses.
#[component]
fn Plans(plans: Vec<Vec<Part>>, chosen: u8, key: String, begin: ServerAction<BeginPayment>) -> impl IntoView {
    let (several, most) = (plans.len() > 1, plans.len());
    let checked = usize::from(chosen).clamp(1, most.max(1));
    let option = move |(count, parts): (usize, Vec<Part>)| {
        view! {
            <label class="choice">
                <input type="radio" name="count" value=count checked=count == checked/>
                {say::plan(&parts, language())}
            </label>
        }
    };
    view! {
        <ActionForm action=begin>
            <input type="hidden" name="key" value=key/>
            <fieldset class="field">
                <legend>{t(say::HOW)}</legend>
                {several.then(|| view! { <p class="help">{t(say::HOW_HELP)}</p> })}
                {(1..).zip(plans).map(option).collect_view()}
            </fieldset>
            <button class="go" disabled=move || begin.pending().get()>
                {t(say::BEGIN)}
            </button>
        </ActionForm>
    }
}

/// The signed form: one button for everybody, with JavaScript or without.
#[component]
fn ToBank(form: BankForm, parts: Vec<Part>) -> impl IntoView {
    let field = |(name, value): (String, String)| view! { <input type="hidden" name=name value=value/> };
    view! {
        <section class="card" aria-labelledby="to-bank">
            <h2 id="to-bank">{t(say::READY)}</h2>
            <p>
                <strong>{say::plan(&parts, language())}</strong>
            </p>
            <p>{t(say::READY_HELP)}</p>
            <form method="post" action=form.action>
                {form.fields.into_iter().map(field).collect_view()}
                <button class="go">{t(say::GO)}</button>
            </form>
        </section>
    }
}

/// The colour of a state.
pub(super) const fn tone(it: AttemptState) -> Tone {
    match it {
        AttemptState::Paid => Tone::Good,
        AttemptState::Refused | AttemptState::Mismatched => Tone::Bad,
        AttemptState::Redirected => Tone::Warning,
        AttemptState::Created | AttemptState::Cancelled | AttemptState::Expired => Tone::Plain,
    }
}

#[component]
fn Lines(lines: Vec<LedgerLine>) -> impl IntoView {
    let line = |it: LedgerLine| {
        let receipt = it.attempt.map(|id| {
            let spoken = words::admin::about(say::RECEIPT, &it.reference, language());
            view! {
                " "
                <a href=Place::PaymentReceipt(id).href() rel="external" download aria-label=spoken>
                    {t(say::RECEIPT)}
                </a>
            }
        });
        view! {
            <li>
                <strong>{words::money(it.amount, language())}</strong>
                " · "
                {words::moment(it.entered_at, language())}
                " · "
                {it.reference}
                {receipt}
            </li>
        }
    };
    (!lines.is_empty()).then(|| {
        view! {
            <section aria-labelledby="received">
                <h2 id="received">{t(say::LINES)}</h2>
                <ul>{lines.into_iter().map(line).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Attempts(attempts: Vec<AttemptView>) -> impl IntoView {
    let line = |it: AttemptView| {
        view! {
            <li>
                <Badge tone=tone(it.state) text=t(say::state(it.state))/>
                " "
                {it.parts.first().map(|it| words::money(it.amount, language()))}
                " · "
                {words::moment(it.created_at, language())}
                " · "
                {it.reference}
            </li>
        }
    };
    (!attempts.is_empty()).then(|| {
        view! {
            <details class="quiet">
                <summary>{t(say::ATTEMPTS)}</summary>
                <ul>{attempts.into_iter().map(line).collect_view()}</ul>
            </details>
        }
    })
}

/// Where the bank sends the browser back to.
#[component]
pub fn PaymentReturnPage() -> impl IntoView {
    let look = RwSignal::new(0_u32);
    let payment = Resource::new(move || look.get(), |_| read_payment());
    loaded(payment, move |it| {
        let latest = it.attempts.into_iter().next();
        let waits = latest.as_ref().is_some_and(|it| it.state.is_live());
        if waits && look.get_untracked() < LOOKS {
            // In the browser alone: a page at the server is whole at once.
            Effect::new(move |_| set_timeout(move || look.update(|count| *count += 1), LOOK_EVERY));
        }
        view! { <Outcome latest waits/> }.into_any()
    })
}

#[component]
fn Outcome(latest: Option<AttemptView>, waits: bool) -> impl IntoView {
    let (tone, text) = match latest.as_ref().map(|it| it.state) {
        None => (Tone::Plain, say::NO_ATTEMPT),
        Some(AttemptState::Created | AttemptState::Redirected) => (Tone::Warning, say::ASKING),
        Some(AttemptState::Paid) => (Tone::Good, say::PAID),
        Some(AttemptState::Refused) => (Tone::Bad, say::REFUSED),
        Some(AttemptState::Cancelled) => (Tone::Warning, say::CANCELLED),
        Some(AttemptState::Expired) => (Tone::Warning, say::EXPIRED),
        Some(AttemptState::Mismatched) => (Tone::Bad, say::MISMATCHED),
    };
    let paid = latest.as_ref().is_some_and(|it| it.state == AttemptState::Paid);
    let facts = latest.map(|it| {
        let receipt = (it.state == AttemptState::Paid).then(|| {
            view! {
                <p>
                    <a href=Place::PaymentReceipt(it.id.clone()).href() rel="external" download>
                        {t(say::RECEIPT)}
                    </a>
                </p>
            }
        });
        view! {
            <p>
                {it.parts.first().map(|it| words::money(it.amount, language()))}
                " · "
                <code>{it.reference}</code>
            </p>
            {receipt}
        }
    });
    view! {
        <Where step=Step::Payment/>
        <Title text=t(say::RETURN)/>
        {waits.then(|| view! { <noscript inner_html=say::ASK_AGAIN></noscript> })}
        <Notice tone>
            <p>{t(text)}</p>
        </Notice>
        {facts}
        <p>
            <a class="button second" href=Place::Payment.href()>
                {t(say::BACK)}
            </a>
        </p>
        {paid.then(|| view! { <Onward from=Step::Payment/> })}
    }
}
