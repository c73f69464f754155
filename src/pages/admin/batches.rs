//! Avis on many candidatures: the list, and one of them before and after it is confirmed.

use super::parts::{StaffNav, done};
use crate::api::job::{ConfirmJob, list_jobs, read_job};
use crate::domain::JobId;
use crate::domain::job::{About, JobLine, JobRow, JobView, Outcome, SampleLetter};
use crate::domain::review::Avis;
use crate::pages::{loaded, param, refusal_of};
use crate::places::Place;
use crate::ui::{Badge, Title, Tone, language, t};
use crate::words;
use crate::words::Text;
use crate::words::job as say;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

const fn standing(it: &JobLine) -> (Tone, Text) {
    match (it.confirmed, it.treated == it.rows) {
        (false, _) => (Tone::Warning, say::NOT_CONFIRMED),
        (true, false) => (Tone::Warning, say::RUNNING),
        (true, true) => (Tone::Good, say::FINISHED),
    }
}

#[component]
pub fn BatchesPage() -> impl IntoView {
    let all = Resource::new(|| (), |()| list_jobs());
    loaded(all, |all| {
        let line = |it: JobLine| {
            let (tone, state) = standing(&it);
            view! {
                <tr>
                    <th scope="row">
                        <a href=Place::Batch(it.id).href()>{t(say::kind(it.kind))}</a>
                    </th>
                    <td>{words::moment(it.prepared_at, language())}</td>
                    <td>{it.author}</td>
                    <td>{it.rows}</td>
                    <td>{it.treated}</td>
                    <td>
                        <Badge tone text=t(state)/>
                    </td>
                </tr>
            }
        };
        let list = if all.is_empty() {
            view! { <p>{t(say::NONE)}</p> }.into_any()
        } else {
            view! {
                <div class="scroll" tabindex="0" role="region" aria-label=t(words::admin::BATCHES)>
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">{t(words::admin::AVIS)}</th>
                                <th scope="col">{t(say::PREPARED)}</th>
                                <th scope="col">{t(say::AUTHOR)}</th>
                                <th scope="col">{t(say::ROWS)}</th>
                                <th scope="col">{t(say::TREATED)}</th>
                                <th scope="col">{t(words::admin::STATE)}</th>
                            </tr>
                        </thead>
                        <tbody>{all.into_iter().map(line).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any()
        };
        view! {
            <StaffNav/>
            <Title text=t(words::admin::BATCHES)/>
            <p>{t(say::HELP)}</p>
            {list}
        }
        .into_any()
    })
}

#[component]
pub fn BatchPage() -> impl IntoView {
    let id = param("lot");
    let confirm = ServerAction::<ConfirmJob>::new();
    let treated = RwSignal::new(0);
    let job = Resource::new(move || (id.get(), done(confirm), treated.get()), |(id, ..)| read_job(JobId(id)));
    loaded(job, move |job| {
        let line = job.line.clone();
        // In a browser alone: an effect does not run at the server.
        Effect::new(move |_| {
            if is_running(&line) {
                watch(line.clone(), treated);
            }
        });
        let refusals = refusal_of(confirm, |it| say::refusal(it, language())).into_any();
        view! { <Batch job confirm refusals/> }.into_any()
    })
}

fn is_running(it: &JobLine) -> bool {
    it.confirmed && it.treated < it.rows
}

/// How often a report that is not whole yet asks for more.
const WATCH: Duration = Duration::from_secs(2);
/// The same without JavaScript: in a tag that only such a browser reads.
const RELOAD: &str = "<meta http-equiv=refresh content=5>";

/// Asks from time to time, and has the page read again once more rows were treated, until the page is left.
fn watch(line: JobLine, treated: RwSignal<i64>) {
    let ask = move || {
        spawn_local(async move {
            let known = line.treated;
            match read_job(line.id.clone()).await {
                Ok(now) if now.line.treated > known => drop(treated.try_set(now.line.treated)),
                _ if treated.try_get_untracked().is_some() => watch(line, treated),
                _ => {}
            }
        });
    };
    set_timeout(ask, WATCH);
}

#[component]
fn Batch(job: JobView, confirm: ServerAction<ConfirmJob>, refusals: AnyView) -> impl IntoView {
    let (tone, state) = standing(&job.line);
    let done = job.done();
    let treated = usize::try_from(job.line.treated).unwrap_or_default();
    let report = say::report(done, treated - done, job.rows.len() - treated, language());
    let validating = job.line.kind.is_none();
    let effect = match (validating, job.line.validates) {
        (true, _) => say::EACH_VALIDATED,
        (false, true) => say::VALIDATED_TOO,
        (false, false) => say::ENTERED_ONLY,
    };
    let (id, confirmed) = (StoredValue::new(job.line.id.clone()), job.line.confirmed);
    // Of several, each is opened by whoever wants to read it.
    let open = job.letters.len() == 1;
    let letters = job.letters.into_iter().map(|letter| view! { <Letter letter open/> }).collect_view();
    let rows = job.rows.into_iter().map(|row| view! { <Row row confirmed validating/> }).collect_view();
    let button = job.may_confirm.then(|| {
        view! {
            <ActionForm action=confirm>
                <input type="hidden" name="id" value=id.get_value().0/>
                <button class="go" disabled=move || confirm.pending().get()>
                    {t(say::CONFIRM)}
                </button>
            </ActionForm>
        }
    });
    let reload = is_running(&job.line).then(|| {
        view! {
            // As text: a browser that runs scripts makes no element of it.
            <noscript inner_html=RELOAD></noscript>
            <p class="help">{t(say::UPDATES)}</p>
            <p>
                <a class="button second" rel="external" href=Place::Batch(id.get_value()).href()>
                    {t(say::RELOAD)}
                </a>
            </p>
        }
    });
    view! {
        <StaffNav/>
        <p class="where">
            <a href=Place::Batches.href()>{t(words::admin::BATCHES)}</a>
        </p>
        <Title text=say::heading(&t(say::kind(job.line.kind)), job.line.rows, language())/>
        <p>
            <Badge tone text=t(state)/>
            " "
            {job.line.author}
            " · "
            {words::moment(job.line.prepared_at, language())}
        </p>
        {refusals}
        <p>{t(effect)}</p>
        {job.ground.map(|it| view! { <p>{words::admin::ground(&it, language())}</p> })}
        {job.comment.map(|it| view! { <p>{it}</p> })}
        {confirmed.then(|| view! { <p role="status">{report}</p> })}
        {reload}
        {letters}
        <div class="scroll" tabindex="0" role="region" aria-label=t(say::OUTCOME)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(words::admin::CANDIDATE)}</th>
                        <th scope="col">{t(words::admin::FILE_NUMBER)}</th>
                        <th scope="col">{t(words::admin::PROGRAMME)}</th>
                        {validating.then(|| view! { <th scope="col">{t(words::admin::AVIS)}</th> })}
                        <th scope="col">{t(say::RANK)}</th>
                        <th scope="col">{t(say::OUTCOME)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {button}
    }
}

#[component]
fn Letter(letter: SampleLetter, open: bool) -> impl IntoView {
    let SampleLetter { kind, language: of_candidate, subject, text } = letter;
    view! {
        <details class="quiet" open=open>
            <summary>{say::letter(kind, language())}</summary>
            <div class="letter card" lang=of_candidate.code()>
                <h3>{subject}</h3>
                <div class="letter-text">{text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()}</div>
            </div>
        </details>
    }
}

/// The avis that is validated, but for its rank.
fn entered(avis: Avis) -> impl IntoView {
    view! {
        <strong>{t(words::review::avis(avis.kind))}</strong>
        {avis.ground.map(|it| view! { <br/>{words::admin::ground(&it, language())} })}
        {avis.comment.map(|it| view! { <br/>{it} })}
    }
}

#[component]
fn Row(row: JobRow, confirmed: bool, validating: bool) -> impl IntoView {
    let (tone, said) = match (row.outcome, row.obstacle) {
        (Some(Outcome::Done), _) => (Tone::Good, say::outcome(Outcome::Done, language())),
        (Some(outcome), _) => (Tone::Bad, say::outcome(outcome, language())),
        (None, _) if confirmed => (Tone::Plain, t(say::WAITS).into_owned()),
        (None, Some(obstacle)) => (Tone::Bad, say::obstacle(obstacle, language())),
        (None, None) => (Tone::Plain, t(say::READY).into_owned()),
    };
    let id = row.candidature.0.clone();
    let (number, name, programme) = match row.about {
        Some(About { number, family_name, given_name, programme, .. }) => {
            (number, format!("{family_name} {given_name}"), programme)
        }
        None => (String::new(), id, String::new()),
    };
    let avis = validating.then(|| view! { <td>{row.entered.map(entered)}</td> });
    view! {
        <tr>
            <th scope="row">
                <a href=Place::Examination(row.candidature).href()>{name}</a>
            </th>
            <td>{number}</td>
            <td>{programme}</td>
            {avis}
            <td>{row.rank}</td>
            <td>
                <Badge tone text=said/>
            </td>
        </tr>
    }
}
