//! What an enrolment costs: a table with its total, every line unfolding into why it is there. And when it is paid.

use crate::domain::fee::{Instalment, Line, Quote};
use crate::ui::{Notice, Tone, language, t};
use crate::words::{self, fee as say, money};
use leptos::prelude::*;

/// The lines of a quote and their total. A page shows one: its region is named once.
#[component]
pub fn FeeTable(quote: Quote) -> impl IntoView {
    let stand_in = say::stand_in(&quote, language());
    let caption = words::pair(&t(say::HEADING), &say::school_year(quote.year), language());
    let lines = quote.lines.iter().map(|it| row(it, &quote)).collect_view();
    view! {
        {stand_in.map(|it| view! { <Notice tone=Tone::Warning><p>{it}</p></Notice> })}
        <div class="scroll" tabindex="0" role="region" aria-labelledby="fees-caption">
            <table class="fees">
                <caption id="fees-caption">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t(say::LINE)}</th>
                        <th scope="col" class="amount">
                            {t(say::AMOUNT)}
                        </th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{t(say::TOTAL)}</th>
                        <td class="amount">
                            <strong>{money(quote.total, language())}</strong>
                        </td>
                    </tr>
                </tfoot>
            </table>
        </div>
        {(quote.total == 0).then(|| view! { <p>{t(say::NOTHING_DUE)}</p> })}
        <p>{t(say::CVEC_APART)}</p>
        <p>{t(say::DISPUTE)}</p>
    }
}

/// A line, and under it, over the whole width of a narrow screen, why it is there.
fn row(it: &Line, quote: &Quote) -> AnyView {
    let name = say::line(it, language());
    let proof = it.rule.proof().map_or(say::NO_PROOF, say::proof);
    let of_year = say::amount_of(it, quote, language());
    // Heard by itself, a summary must tell of which line it is.
    let summary = format!("{} {name}", t(say::WHY));
    view! {
        <tr class="explained">
            <th scope="row">{name}</th>
            <td class="amount">{money(it.cents, language())}</td>
        </tr>
        <tr>
            <td colspan="2">
                <details>
                    <summary aria-label=summary>{t(say::WHY)}</summary>
                    <p>{t(say::why(it.rule))}</p>
                    <p>{t(say::BASIS)} " " <cite lang="fr">{it.basis.clone()}</cite></p>
                    <p>{t(say::PROOF)} " " {t(proof)}</p>
                    {of_year.map(|it| view! { <p>{it}</p> })}
                </details>
            </td>
        </tr>
    }
    .into_any()
}

/// When what is paid.
#[component]
pub fn PlanList(plan: Vec<Instalment>) -> impl IntoView {
    let items = plan
        .into_iter()
        .enumerate()
        .map(|(nth, it)| view! { <li>{say::instalment(nth, it, language())}</li> })
        .collect_view();
    view! {
        <h2>{t(say::PLAN_HEADING)}</h2>
        <p>{t(say::PLAN_HELP)}</p>
        <ol>{items}</ol>
    }
}
