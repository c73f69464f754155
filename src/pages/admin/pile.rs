//! The pile: dossiers in scope, filtered, sorted and cut into pages at the server. Its state is its address.

use super::choosing::{Choice, Choosing};
use super::parts::{StaffNav, options};
use crate::api::job::PrepareJob;
use crate::api::review::open_pile;
use crate::domain::candidature::State;
use crate::domain::review::{AvisKind, NO_AVIS, PILE_PAGE, PROPOSED_AVIS, Pile, PileOrder, PileQuery, PileRow};
use crate::pages::{loaded, query};
use crate::places::Place;
use crate::ui::{Badge, Title, Tone, language, t};
use crate::words;
use crate::words::admin as say;
use crate::words::parameters::CAMPAIGN;
use leptos::prelude::*;
use leptos_router::components::Form;

/// The states that staff filter by: a dossier reaches the pile by its first transmission.
const STATES: [State; 3] = [State::Transmitted, State::Incomplete, State::Complete];

#[component]
pub fn PilePage() -> impl IntoView {
    let (campaign, state, programme, words) =
        (query("campagne"), query("etat"), query("formation"), query("recherche"));
    let (avis, order, page) = (query("avis"), query("tri"), query("page"));
    let asked = Memo::new(move |_| PileQuery {
        campaign: campaign.get(),
        state: state.get(),
        programme: programme.get(),
        avis: avis.get(),
        words: words.get(),
        order: PileOrder::named(&order.read()),
        page: page.read().parse().unwrap_or(0),
    });
    let pile = Resource::new(move || asked.get(), open_pile);
    let prepare = ServerAction::<PrepareJob>::new();
    loaded(pile, move |pile| view! { <Table pile query=asked.get_untracked() prepare/> }.into_any())
}

/// What the pile is filtered by, of avis.
fn avis_filters() -> Vec<(String, String)> {
    let entered = [(NO_AVIS, say::NO_AVIS), (PROPOSED_AVIS, say::PROPOSED_AVIS)];
    let kinds = AvisKind::ALL.map(|it| (it.code(), words::review::avis(it)));
    entered.into_iter().chain(kinds).map(|(code, text)| (code.to_owned(), t(text).into_owned())).collect()
}

#[component]
fn Table(pile: Pile, query: PileQuery, prepare: ServerAction<PrepareJob>) -> impl IntoView {
    // Resolved by the server: what is chosen here stays of this campaign, whichever is on when it is sent.
    let query = PileQuery { campaign: pile.campaign, ..query };
    let campaigns = (pile.campaigns.len() > 1).then(|| {
        view! {
            <div class="field">
                <label for="campaign">{t(CAMPAIGN)}</label>
                <select id="campaign" name="campagne">
                    {options(pile.campaigns, &query.campaign)}
                </select>
            </div>
        }
    });
    let states = STATES.map(|it| (it.code().to_owned(), t(words::state(it)).into_owned())).to_vec();
    let programmes = pile.programmes.into_iter().map(|(id, label)| (id.0, label)).collect();
    let orders = PileOrder::ALL.map(|it| (it.code().to_owned(), t(words::review::order(it)).into_owned())).to_vec();
    let (shown, total) = (i64::try_from(pile.rows.len()).unwrap_or(0), pile.total);
    let first = i64::from(query.page) * PILE_PAGE;
    let to_page = |page: u32| {
        let PileQuery { campaign, state, programme, avis, words, order, .. } = &query;
        let words = words.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B");
        let order = order.code();
        format!(
            "{}?campagne={campaign}&etat={state}&formation={programme}&avis={avis}&recherche={words}&tri={order}&page={page}",
            Place::Pile.href()
        )
    };
    let before = (query.page > 0).then(|| view! { <a href=to_page(query.page - 1)>{t(say::PREVIOUS_PAGE)}</a> });
    let after = (first + PILE_PAGE < total).then(|| view! { <a href=to_page(query.page + 1)>{t(say::NEXT_PAGE)}</a> });
    // Where an avis may be entered on a line, on whichever page, lines can be chosen, to enter it on many.
    let (choosable, may_validate) = (pile.choosable, pile.may_validate_avis);
    let may_choose = choosable > 0 || pile.rows.iter().any(PileRow::may_enter_avis);
    let table = view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t(say::FILES)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(say::CANDIDATE)}</th>
                        <th scope="col">{t(say::FILE_NUMBER)}</th>
                        <th scope="col">{t(say::PROGRAMME)}</th>
                        <th scope="col">{t(say::TRANSMITTED_ON)}</th>
                        <th scope="col">{t(say::STATE)}</th>
                        <th scope="col">{t(say::TO_EXAMINE)}</th>
                        <th scope="col">{t(say::AVIS)}</th>
                    </tr>
                </thead>
                <tbody>{pile.rows.into_iter().map(|row| view! { <Line row/> }).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any();
    let table = if may_choose {
        view! { <Choosing table prepare may_validate query=query.clone() choosable/> }.into_any()
    } else {
        table
    };
    view! {
        <StaffNav/>
        <Title text=t(say::FILES)/>
        <Form method="GET" action=Place::Pile.href() attr:class="filter" attr:role="search">
            <div class="field">
                <label for="words">{t(say::SEARCH)}</label>
                <input type="search" id="words" name="recherche" value=query.words.clone() placeholder=t(say::SEARCH_HINT)/>
            </div>
            {campaigns}
            <div class="field">
                <label for="state">{t(say::STATE)}</label>
                <select id="state" name="etat">
                    <option value="">{t(say::ALL_STATES)}</option>
                    {options(states, &query.state)}
                </select>
            </div>
            <div class="field">
                <label for="programme">{t(say::PROGRAMME)}</label>
                <select id="programme" name="formation">
                    <option value="">{t(say::ALL_PROGRAMMES)}</option>
                    {options(programmes, &query.programme)}
                </select>
            </div>
            <div class="field">
                <label for="avis">{t(say::AVIS)}</label>
                <select id="avis" name="avis">
                    <option value="">{t(say::ALL_AVIS)}</option>
                    {options(avis_filters(), &query.avis)}
                </select>
            </div>
            <div class="field">
                <label for="order">{t(say::ORDER)}</label>
                <select id="order" name="tri">
                    {options(orders, query.order.code())}
                </select>
            </div>
            <button class="second">{t(say::SHOW)}</button>
        </Form>
        <p role="status">{say::FOUND.to(total, language())}</p>
        {table}
        <p class="pages">
            {before} " " {(shown < total && shown > 0).then(|| say::lines_shown(first + 1, first + shown, language()))} " " {after}
        </p>
    }
}

#[component]
fn Line(row: PileRow) -> impl IntoView {
    let choice = row.may_enter_avis().then(|| view! { <Choice id=row.id.clone() name=row.name.clone()/> " " });
    let avis = row.avis.map(|it| {
        let waits = if row.avis_validated { "".into() } else { t(say::TO_VALIDATE_IN_BRACKETS) };
        let answer = row.answer.map_or(String::new(), |it| format!(" · {}", t(words::answer(it))));
        format!("{}{waits}{answer}", t(words::review::avis(it)))
    });
    let tone = if row.state == State::Transmitted { Tone::Warning } else { Tone::Plain };
    view! {
        <tr>
            <th scope="row">
                {choice}
                <a href=Place::Examination(row.id).href()>{row.name}</a>
            </th>
            <td>{row.number}</td>
            <td>{row.programme}</td>
            <td>{row.transmitted_at.map(|it| words::moment(it, language()))}</td>
            <td>
                <Badge tone text=t(words::state(row.state))/>
            </td>
            <td>{row.unjudged}</td>
            <td>{avis}</td>
        </tr>
    }
}
