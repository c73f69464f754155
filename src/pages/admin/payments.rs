//! Payments, as staff look them up: every attempt, what the bank said, what is to be given back.

use super::parts::{StaffNav, options};
use super::payment_doubts::{Night, Questions, Ways};
use crate::api::payment::{AskBank, RecordPayment, SettleRefund, find_payments, open_payment_file};
use crate::domain::EnrolmentId;
use crate::domain::ledger::{
    LedgerLine, NotificationView, PAYMENTS_PAGE, PaymentFile, PaymentPile, PaymentQuery, PaymentRow, RefundState,
    RefundView, TO_GIVE_BACK, TO_LOOK_UP,
};
use crate::domain::payment::AttemptState;
use crate::pages::payment::tone;
use crate::pages::{loaded, param, query, refusal_of};
use crate::places::Place;
use crate::ui::{Badge, Notice, Title, Tone, language, t};
use crate::words::payment as say;
use crate::words::{self, admin, reconciliation};
use leptos::prelude::*;
use leptos_router::components::Form;

#[component]
pub fn PaymentsPage() -> impl IntoView {
    let (state, words, page) = (query("etat"), query("recherche"), query("page"));
    let asked = Memo::new(move |_| PaymentQuery {
        state: state.get(),
        words: words.get(),
        page: page.read().parse().unwrap_or(0),
    });
    let pile = Resource::new(move || asked.get(), find_payments);
    loaded(pile, move |pile| view! { <Table pile query=asked.get_untracked()/> }.into_any())
}

#[component]
fn Table(pile: PaymentPile, query: PaymentQuery) -> impl IntoView {
    let states = AttemptState::ALL.map(|it| (it.code().to_owned(), t(say::state(it)).into_owned()));
    let special = [(TO_GIVE_BACK, say::TO_GIVE_BACK), (TO_LOOK_UP, say::TO_LOOK_UP)];
    let special = special.map(|(code, text)| (code.to_owned(), t(text).into_owned()));
    let states = special.into_iter().chain(states).collect();
    let first = i64::from(query.page) * PAYMENTS_PAGE;
    let (shown, total) = (i64::try_from(pile.rows.len()).unwrap_or(0), pile.total);
    let to_page = |page: u32| {
        let PaymentQuery { state, words, .. } = &query;
        let words = words.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B");
        format!("{}?etat={state}&recherche={words}&page={page}", Place::Payments.href())
    };
    let before = (query.page > 0).then(|| view! { <a href=to_page(query.page - 1)>{t(admin::PREVIOUS_PAGE)}</a> });
    let after =
        (first + PAYMENTS_PAGE < total).then(|| view! { <a href=to_page(query.page + 1)>{t(admin::NEXT_PAGE)}</a> });
    let lines = (shown < total && shown > 0).then(|| admin::lines_shown(first + 1, first + shown, language()));
    view! {
        <StaffNav/>
        <Title text=t(say::PAYMENTS)/>
        <Night it=pile.night nights=pile.nights/>
        <Form method="GET" action=Place::Payments.href() attr:class="filter" attr:role="search">
            <div class="field">
                <label for="words">{t(admin::SEARCH)}</label>
                <input
                    type="search"
                    id="words"
                    name="recherche"
                    value=query.words.clone()
                    placeholder=t(say::FOUND_HINT)
                />
            </div>
            <div class="field">
                <label for="state">{t(admin::STATE)}</label>
                <select id="state" name="etat">
                    <option value="">{t(admin::ALL_STATES)}</option>
                    {options(states, &query.state)}
                </select>
            </div>
            <button class="second">{t(admin::SHOW)}</button>
        </Form>
        <p>
            <a href=Place::PaymentsExport.href() rel="external" download>
                {t(say::EXPORT)}
            </a>
        </p>
        <div class="scroll" tabindex="0" role="region" aria-label=t(say::PAYMENTS)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(say::STUDENT)}</th>
                        <th scope="col">{t(say::ENROLMENT)}</th>
                        <th scope="col">{t(say::REFERENCE)}</th>
                        <th scope="col">{t(say::AMOUNT)}</th>
                        <th scope="col">{t(say::WHEN)}</th>
                        <th scope="col">{t(say::STATE)}</th>
                    </tr>
                </thead>
                <tbody>{pile.rows.into_iter().map(|row| view! { <Line row/> }).collect_view()}</tbody>
            </table>
        </div>
        <p class="pages">{before} " " {lines} " " {after}</p>
    }
}

#[component]
fn Line(row: PaymentRow) -> impl IntoView {
    let marks = [(row.to_give_back, say::TO_GIVE_BACK), (row.to_look_up, say::TO_LOOK_UP)];
    let marks = marks.into_iter().filter(|(is, _)| *is);
    view! {
        <tr>
            <th scope="row">
                <a href=Place::PaymentFile(row.enrolment).href()>{row.name}</a>
            </th>
            <td>{row.number}</td>
            <td>{row.reference}</td>
            <td>{words::money(row.amount, language())}</td>
            <td>{words::moment(row.created_at, language())}</td>
            <td>
                <Badge tone=tone(row.state) text=t(say::state(row.state))/>
                {marks.map(|(_, text)| view! { " " <Badge tone=Tone::Warning text=t(text)/> }).collect_view()}
            </td>
        </tr>
    }
}

#[component]
pub fn PaymentFilePage() -> impl IntoView {
    let id = param("inscription");
    let acts = Acts { settle: ServerAction::new(), ask: ServerAction::new(), record: ServerAction::new() };
    // An answer that the bank did not give is noted, too: what was asked is read again whatever came of it.
    let asked = acts.ask.version();
    let done = move || super::parts::done(acts.settle) + super::parts::done(acts.record) + asked.get();
    let file = Resource::new(move || (id.get(), done()), |(id, _)| open_payment_file(EnrolmentId(id)));
    loaded(file, move |file| {
        let refusals = view! {
            {refusal_of(acts.settle, |it| say::refund_refusal(it, language()))}
            {refusal_of(acts.ask, |it| reconciliation::ask_refusal(it, language()))}
            {refusal_of(acts.record, |it| reconciliation::record_refusal(it, language()))}
        };
        view! { <File file acts refusals=refusals.into_any()/> }.into_any()
    })
}

/// What staff may do here.
#[derive(Clone, Copy)]
struct Acts {
    settle: ServerAction<SettleRefund>,
    ask: ServerAction<AskBank>,
    record: ServerAction<RecordPayment>,
}

#[component]
fn File(file: PaymentFile, acts: Acts, refusals: AnyView) -> impl IntoView {
    let Acts { settle, ask, record } = acts;
    let doubts = file.doubts;
    let attempts = file.attempts.into_iter().map(|it| {
        let doubt = doubts.iter().find(|doubt| doubt.attempt == it.id).cloned();
        let ways = doubt.map(|it| view! { <Ways it ask record/> });
        let plan = say::plan(&it.parts, language());
        let help = it.unconfirmed.then(|| view! { <Notice tone=Tone::Warning><p>{t(say::LOOK_UP_HELP)}</p></Notice> });
        view! {
            <li>
                <Badge tone=tone(it.state) text=t(say::state(it.state))/>
                " "
                <code>{it.reference}</code>
                " · "
                {words::moment(it.created_at, language())}
                " · "
                {plan}
                {help}
                {ways}
            </li>
        }
    });
    let cancelled =
        file.cancelled.then(|| view! { <Notice tone=Tone::Warning><p>{t(say::ENROLMENT_CANCELLED)}</p></Notice> });
    let refunds = file.refunds.into_iter().map(|it| view! { <Refund it settle/> }).collect_view();
    view! {
        <StaffNav/>
        <p class="where">
            <a href=Place::Payments.href()>{t(say::PAYMENTS)}</a>
        </p>
        <Title text=file.name/>
        <p>
            <Badge tone=Tone::Plain text=t(say::status(file.status))/>
            " "
            {file.number}
            " · "
            {file.email}
        </p>
        {cancelled}
        {refusals}
        <dl>
            <dt>{t(say::DUE)}</dt>
            <dd>{words::money(file.due.unwrap_or_default(), language())}</dd>
            <dt>{t(say::RECEIVED)}</dt>
            <dd>{words::money(file.received, language())}</dd>
        </dl>
        {refunds}
        <h2>{t(say::ATTEMPTS)}</h2>
        <ul>{attempts.collect_view()}</ul>
        <h2>{t(reconciliation::QUESTIONS)}</h2>
        <Questions all=file.questions/>
        <h2>{t(say::LEDGER)}</h2>
        <Ledger lines=file.lines/>
        <h2>{t(say::NOTIFICATIONS)}</h2>
        <Notifications all=file.notifications/>
    }
}

#[component]
fn Ledger(lines: Vec<LedgerLine>) -> impl IntoView {
    let line = |it: LedgerLine| {
        view! {
            <li>
                <strong>{words::money(it.amount, language())}</strong>
                " · "
                {words::moment(it.entered_at, language())}
                " · "
                <code>{it.reference}</code>
                " · "
                {it.transaction}
            </li>
        }
    };
    if lines.is_empty() {
        view! { <p>{t(say::NONE_YET)}</p> }.into_any()
    } else {
        view! { <ul>{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
    }
}

#[component]
fn Notifications(all: Vec<NotificationView>) -> impl IntoView {
    let line = |it: NotificationView| {
        view! {
            <tr>
                <td>{words::moment(it.received_at, language())}</td>
                <td>{it.reference}</td>
                <td>{t(say::verdict(it.verdict))}</td>
                <td>
                    <code class="digest">{it.raw}</code>
                </td>
            </tr>
        }
    };
    if all.is_empty() {
        return view! { <p>{t(say::NONE_YET)}</p> }.into_any();
    }
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t(say::NOTIFICATIONS)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(say::WHEN)}</th>
                        <th scope="col">{t(say::REFERENCE)}</th>
                        <th scope="col">{t(say::STATE)}</th>
                        <th scope="col">{t(say::RAW)}</th>
                    </tr>
                </thead>
                <tbody>{all.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// One refund; while it is proposed, with the two ways to settle it.
#[component]
fn Refund(it: RefundView, settle: ServerAction<SettleRefund>) -> impl IntoView {
    let title = words::pair(&t(say::refund_why(it.why)), &words::money(it.amount, language()), language());
    let (open, note) = (it.state == RefundState::Proposed, format!("note-{}", it.id));
    let id = it.id.0.clone();
    let form = open.then(|| {
        view! {
            <ActionForm action=settle>
                <input type="hidden" name="id" value=id/>
                <div class="field">
                    <label for=note.clone()>{t(say::NOTE)}</label>
                    <input id=note name="note" required maxlength="500"/>
                </div>
                <div class="row">
                    <button name="done" value="yes" disabled=move || settle.pending().get()>
                        {t(say::REFUND_DONE)}
                    </button>
                    <button class="second" name="done" value="no" disabled=move || settle.pending().get()>
                        {t(say::REFUND_DROPPED)}
                    </button>
                </div>
            </ActionForm>
        }
    });
    let heading = title.clone();
    view! {
        <section class="card" aria-label=title>
            <h2>{t(say::REFUNDS)}</h2>
            <p>
                <strong>{heading}</strong>
                " "
                <Badge tone=if open { Tone::Warning } else { Tone::Plain } text=t(say::refund_state(it.state))/>
            </p>
            {it.transaction.map(|it| view! { <p>{words::pair(&t(say::TRANSACTION), &it, language())}</p> })}
            {(!it.note.is_empty()).then(|| view! { <p>{it.note}</p> })}
            {form}
        </section>
    }
}
