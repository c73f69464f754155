//! The enrolments of a year in scope, filtered, sorted and cut into pages at the server. Its state is its address.

use super::directory::DirectoryExport;
use super::parts::{StaffNav, options};
use crate::api::enrolment_desk::list_enrolments;
use crate::domain::enrolment::desk::{DocumentFilter, EnrolmentLine, EnrolmentQuery, EnrolmentTable};
use crate::domain::enrolment::{PaymentStatus, State};
use crate::domain::review::{PILE_PAGE, PileOrder};
use crate::pages::{loaded, query};
use crate::places::Place;
use crate::ui::{Badge, Title, Tone, language, t};
use crate::words;
use crate::words::{admin, enrolment_desk as say};
use leptos::prelude::*;
use leptos_router::components::Form;

#[component]
pub fn EnrolmentTablePage() -> impl IntoView {
    let (campaign, state, payment, documents) = (query("annee"), query("etat"), query("paiement"), query("pieces"));
    let (programme, words, order, page) = (query("formation"), query("recherche"), query("tri"), query("page"));
    let asked = Memo::new(move |_| EnrolmentQuery {
        campaign: campaign.get(),
        state: state.get(),
        payment: payment.get(),
        documents: documents.get(),
        programme: programme.get(),
        words: words.get(),
        order: PileOrder::named(&order.read()),
        page: page.read().parse().unwrap_or(0),
    });
    let table = Resource::new(move || asked.get(), list_enrolments);
    loaded(table, move |table| view! { <Table table query=asked.get_untracked()/> }.into_any())
}

/// The address of a page of the same table.
fn to_page(query: &EnrolmentQuery, page: u32) -> String {
    let escaped = |text: &str| text.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B");
    let parts = [
        ("annee", query.campaign.as_str()),
        ("etat", &query.state),
        ("paiement", &query.payment),
        ("pieces", &query.documents),
        ("formation", &query.programme),
        ("recherche", &query.words),
        ("tri", query.order.code()),
    ];
    let parts = parts.map(|(name, value)| format!("{name}={}", escaped(value))).join("&");
    format!("{}?{parts}&page={page}", Place::EnrolmentTable.href())
}

#[component]
fn Select(
    id: &'static str,
    name: &'static str,
    #[prop(into)] label: String,
    all: Vec<(String, String)>,
    chosen: String,
    /// « Tous » comes first.
    #[prop(default = true)]
    any: bool,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id name=name>
                {any.then(|| view! { <option value="">{t(admin::ALL_STATES)}</option> })}
                {options(all, &chosen)}
            </select>
        </div>
    }
}

#[component]
fn Table(table: EnrolmentTable, query: EnrolmentQuery) -> impl IntoView {
    let named = |code: &'static str, text: words::Text| (code.to_owned(), t(text).into_owned());
    let states = State::ALL.iter().map(|it| named(it.code(), words::enrolment::state(*it))).collect();
    let payments = PaymentStatus::ALL.iter().map(|it| named(it.code(), words::payment::status(*it))).collect();
    let documents = DocumentFilter::ALL.iter().map(|it| named(it.code(), say::filter(*it))).collect();
    let orders = PileOrder::ALL.map(|it| named(it.code(), words::review::order(it))).to_vec();
    let years = table.campaigns.into_iter().map(|(id, label)| (id.0, label)).collect();
    let (shown, total) = (i64::try_from(table.rows.len()).unwrap_or(0), table.total);
    let first = i64::from(query.page) * PILE_PAGE;
    let before =
        (query.page > 0).then(|| view! { <a href=to_page(&query, query.page - 1)>{t(admin::PREVIOUS_PAGE)}</a> });
    let after = (first + PILE_PAGE < total)
        .then(|| view! { <a href=to_page(&query, query.page + 1)>{t(admin::NEXT_PAGE)}</a> });
    view! {
        <StaffNav/>
        <Title text=t(say::ENROLMENTS)/>
        <Form method="GET" action=Place::EnrolmentTable.href() attr:class="filter" attr:role="search">
            <div class="field">
                <label for="words">{t(admin::SEARCH)}</label>
                <input type="search" id="words" name="recherche" value=query.words.clone() placeholder=t(say::SEARCH_HINT)/>
            </div>
            <Select id="year" name="annee" label=t(say::YEAR) all=years chosen=table.campaign.0 any=false/>
            <Select id="state" name="etat" label=t(admin::STATE) all=states chosen=query.state.clone()/>
            <Select id="payment" name="paiement" label=t(say::PAYMENT) all=payments chosen=query.payment.clone()/>
            <Select id="documents" name="pieces" label=t(say::DOCUMENTS) all=documents chosen=query.documents.clone()/>
            <Select id="programme" name="formation" label=t(admin::PROGRAMME) all=table.programmes chosen=query.programme.clone()/>
            <Select id="order" name="tri" label=t(admin::ORDER) all=orders chosen=query.order.code().to_owned() any=false/>
            <button class="second">{t(admin::SHOW)}</button>
        </Form>
        <p role="status">{say::FOUND.to(total, language())}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=t(say::ENROLMENTS)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(say::STUDENT)}</th>
                        <th scope="col">{t(say::NUMBER)}</th>
                        <th scope="col">{t(admin::PROGRAMME)}</th>
                        <th scope="col">{t(say::SUBMITTED_ON)}</th>
                        <th scope="col">{t(admin::STATE)}</th>
                        <th scope="col">{t(say::PAYMENT)}</th>
                        <th scope="col">{t(say::TO_CHECK)}</th>
                        <th scope="col">{t(say::OPEN)}</th>
                    </tr>
                </thead>
                <tbody>{table.rows.into_iter().map(|row| view! { <Line row/> }).collect_view()}</tbody>
            </table>
        </div>
        <p class="pages">
            {before} " "
            {(shown < total && shown > 0).then(|| admin::lines_shown(first + 1, first + shown, language()))} " " {after}
        </p>
        <DirectoryExport/>
    }
}

#[component]
fn Line(row: EnrolmentLine) -> impl IntoView {
    let tone = match row.state {
        State::Validated => Tone::Good,
        State::Submitted => Tone::Warning,
        State::Authorised | State::Started | State::Cancelled => Tone::Plain,
    };
    view! {
        <tr>
            <th scope="row">
                <a href=Place::EnrolmentFile(row.id).href()>{row.name}</a>
            </th>
            <td>{row.number}</td>
            <td>{row.programme}</td>
            <td>{row.submitted_at.map(|it| words::moment(it, language()))}</td>
            <td>
                <Badge tone text=t(words::enrolment::state(row.state))/>
            </td>
            <td>{t(words::payment::status(row.payment))}</td>
            <td>{row.to_check}</td>
            <td>{row.open}</td>
        </tr>
    }
}
