//! Admissions from files: the form that takes one, the list, and one import before and after it is confirmed.

use super::parts::{StaffNav, done};
use crate::api::import::{ConfirmImport, list_imports, read_import};
use crate::domain::ImportId;
use crate::domain::admission::Source;
use crate::domain::import::{FileRefusal, ImportHead, ImportView, Outcome, Plan, REPORT_PAGE, ReportLine};
use crate::pages::{loaded, param, query, refusal_of};
use crate::places::Place;
use crate::ui::{Badge, Explained, Title, Tone, language, t};
use crate::words;
use crate::words::Text;
use crate::words::import as say;
use leptos::prelude::*;

const fn standing(it: &ImportHead, finished: bool) -> (Tone, Text) {
    match (it.confirmed_at.is_some(), finished) {
        (false, _) => (Tone::Warning, say::TO_CONFIRM),
        (true, false) => (Tone::Warning, say::RUNNING),
        (true, true) => (Tone::Good, say::FINISHED),
    }
}

#[component]
pub fn ImportsPage() -> impl IntoView {
    let all = Resource::new(|| (), |()| list_imports());
    let (refused, columns) = (query("refus"), query("colonnes"));
    loaded(all, move |all| {
        let refusal = FileRefusal::named(&refused.get(), &columns.get()).map(|it| {
            view! {
                <Explained
                    happened=t(say::NOT_TAKEN)
                    kept=t(say::KEPT)
                    advice=say::file_refusal(&it, language())
                />
            }
        });
        let list = if all.is_empty() {
            view! { <p>{t(say::NONE)}</p> }.into_any()
        } else {
            view! { <Imports all/> }.into_any()
        };
        view! {
            <StaffNav/>
            <Title text=t(say::ADMISSIONS)/>
            <p>{t(say::HELP)}</p>
            {refusal}
            <ImportForm/>
            {list}
        }
        .into_any()
    })
}

#[component]
fn ImportForm() -> impl IntoView {
    let sources = [Source::Parcoursup, Source::MonMaster, Source::Renewal, Source::Other];
    let source = |it: Source| view! { <option value=it.code()>{t(say::source(it))}</option> };
    view! {
        <form class="card" method="post" enctype="multipart/form-data" action=Place::Imports.href()>
            <p class="field">
                <label for="source">{t(say::SOURCE)}</label>
                <select id="source" name="source">
                    {sources.map(source).collect_view()}
                </select>
            </p>
            <p class="field">
                <label for="file">{t(say::FILE)}</label>
                <span class="help" id="file-help">
                    {t(say::FILE_HELP)}
                </span>
                <input id="file" type="file" name="file" accept=".csv,.txt,text/csv" required aria-describedby="file-help"/>
            </p>
            <p>
                <a href=Place::ImportModel.href() rel="external" download>
                    {t(say::MODEL)}
                </a>
            </p>
            <button class="go">{t(say::SEND)}</button>
        </form>
    }
}

#[component]
fn Imports(all: Vec<ImportHead>) -> impl IntoView {
    let line = |it: ImportHead| {
        let (tone, state) = standing(&it, it.is_finished());
        let counts = say::counts(&it, language());
        view! {
            <tr>
                <th scope="row">
                    <a href=Place::Import(it.id).href()>{t(say::source(it.source))} " · " {it.file_name}</a>
                </th>
                <td>{words::moment(it.prepared_at, language())}</td>
                <td>{it.author}</td>
                <td>{counts}</td>
                <td>
                    <Badge tone text=t(state)/>
                </td>
            </tr>
        }
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t(say::ADMISSIONS)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(say::SOURCE)}</th>
                        <th scope="col">{t(say::WHEN)}</th>
                        <th scope="col">{t(say::BY)}</th>
                        <th scope="col">{t(say::LINES)}</th>
                        <th scope="col">{t(say::STATE)}</th>
                    </tr>
                </thead>
                <tbody>{all.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
pub fn ImportPage() -> impl IntoView {
    let (id, plan, page) = (param("import"), query("lignes"), query("page"));
    let confirm = ServerAction::<ConfirmImport>::new();
    let import = Resource::new(
        move || (id.get(), plan.get(), page.get().parse().unwrap_or_default(), done(confirm)),
        |(id, plan, page, _)| read_import(ImportId(id), plan, page),
    );
    loaded(import, move |it| {
        let refusals = refusal_of(confirm, |it| say::refusal(it, language())).into_any();
        let plan = plan.get_untracked();
        view! { <Import it plan confirm refusals/> }.into_any()
    })
}

#[component]
fn Import(it: ImportView, plan: String, confirm: ServerAction<ConfirmImport>, refusals: AnyView) -> impl IntoView {
    let head = it.head;
    let finished = head.is_finished();
    let (tone, state) = standing(&head, finished);
    let (confirmed, to_do) = (head.confirmed_at.is_some(), head.to_do());
    let id = StoredValue::new(head.id.clone());
    let button = (!confirmed && to_do > 0).then(|| {
        view! {
            <ActionForm action=confirm>
                <input type="hidden" name="id" value=id.get_value().0/>
                <button class="go" disabled=move || confirm.pending().get()>
                    {t(say::CONFIRM)}
                </button>
            </ActionForm>
        }
    });
    let reload = (confirmed && !finished).then(|| {
        view! {
            <p>
                <a class="button second" rel="external" href=Place::Import(id.get_value()).href()>
                    {t(say::RELOAD)}
                </a>
            </p>
        }
    });
    let progress = say::progress(&head, language());
    view! {
        <StaffNav/>
        <p class="where">
            <a href=Place::Imports.href()>{t(say::ADMISSIONS)}</a>
        </p>
        <Title text=t(say::source(head.source))/>
        <p>
            <Badge tone text=t(state)/>
            " "
            {head.file_name.clone()}
            " · "
            {head.author.clone()}
            " · "
            {words::moment(head.prepared_at, language())}
        </p>
        {refusals}
        <p>{say::counts(&head, language())}</p>
        {confirmed.then(|| view! { <p role="status">{progress}</p> })}
        {button}
        {reload}
        <p>
            <a href=Place::ImportReport(id.get_value()).href() rel="external" download>
                {t(say::REPORT)}
            </a>
        </p>
        <Filter id=id.get_value() plan=plan.clone()/>
        <Lines lines=it.lines/>
        <Pages id=id.get_value() plan page=it.page total=it.total/>
    }
}

#[component]
fn Filter(id: ImportId, plan: String) -> impl IntoView {
    let option = |it: Plan| {
        let selected = it.code() == plan;
        view! {
            <option value=it.code() selected=selected>
                {t(say::plan(it))}
            </option>
        }
    };
    view! {
        <form method="get" class="filter" action=Place::Import(id).href()>
            <p class="field">
                <label for="lignes">{t(say::LINES)}</label>
                <select id="lignes" name="lignes">
                    <option value="">{t(say::ALL_LINES)}</option>
                    {Plan::ALL.map(option).collect_view()}
                </select>
            </p>
            <button>{t(say::SHOW)}</button>
        </form>
    }
}

#[component]
fn Lines(lines: Vec<ReportLine>) -> impl IntoView {
    let row = |it: ReportLine| {
        let said = say::line_said(&it, language());
        let tone = match (it.plan, it.outcome) {
            (_, Some(Outcome::Done)) => Tone::Good,
            (Plan::Fault, _) | (_, Some(_)) => Tone::Bad,
            _ => Tone::Plain,
        };
        let state = t(say::line_state(&it));
        view! {
            <tr>
                <th scope="row">{it.line}</th>
                <td>{it.content.number}</td>
                <td>{it.content.family_name} " " {it.content.given_name}</td>
                <td>{it.content.programme_code}</td>
                <td>
                    <Badge tone text=state/>
                </td>
                <td>{said}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t(say::LINES)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(say::LINE)}</th>
                        <th scope="col">{t(say::NUMBER)}</th>
                        <th scope="col">{t(say::PERSON)}</th>
                        <th scope="col">{t(say::PROGRAMME)}</th>
                        <th scope="col">{t(say::STATE)}</th>
                        <th scope="col">{t(say::SAID)}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Pages(id: ImportId, plan: String, page: i64, total: i64) -> impl IntoView {
    let last = (total - 1).max(0) / REPORT_PAGE;
    let to = move |page: i64| Place::ImportLines(id.clone(), plan.clone(), page).href();
    let (before, after) = (to.clone(), to);
    (last > 0).then(|| {
        view! {
            <nav class="pages" aria-label=t(say::LINES)>
                {(page > 0).then(|| view! { <a href=before(page - 1)>{t(say::PREVIOUS)}</a> })}
                <span>{say::page(page + 1, last + 1, language())}</span>
                {(page < last).then(|| view! { <a href=after(page + 1)>{t(say::NEXT)}</a> })}
            </nav>
        }
    })
}
