//! « Mon inscription »: the yearly registration of whoever was admitted, step by step.

mod documents;
mod questions;
mod recap;
mod step;

pub use documents::EnrolmentDocumentsPage;
pub use step::StepPage;

use super::{loaded, refusal_of};
use crate::api::enrolment::{StartEnrolment, filling};
use crate::domain::admission::Admission;
use crate::domain::enrolment::{FillingView, State, Step, StepState, StepView};
use crate::places::Place;
use crate::ui::{Badge, Notice, Title, Tone, language, t};
use crate::words::{enrolment as say, enrolment_step as step_words, portal};
use leptos::prelude::*;

pub(super) const fn tone(it: StepState) -> Tone {
    match it {
        StepState::Empty | StepState::Later => Tone::Plain,
        StepState::ToCorrect | StepState::ToConfirm | StepState::Waiting => Tone::Warning,
        StepState::Complete => Tone::Good,
    }
}

/// At the head of a step: the way back, and how far one is.
#[component]
pub(super) fn Where(step: Step) -> impl IntoView {
    let place = Step::ALL.iter().position(|it| *it == step).unwrap_or(0) + 1;
    view! {
        <p class="where">
            <a href=Place::Enrolment.href()>{t(say::MINE)}</a>
            " · "
            {step_words::place(place, Step::ALL.len(), language())}
        </p>
    }
}

/// At the foot of a step that nobody has to finish before going on.
#[component]
pub(super) fn Onward(from: Step) -> impl IntoView {
    let next = Step::ALL.iter().copied().find(|it| *it > from)?;
    Some(view! {
        <p>
            <a class="button second" href=Place::EnrolmentStep(next).href()>
                {t(step_words::NEXT_STEP)} " · " {t(step_words::step(next))}
            </a>
        </p>
    })
}

#[component]
pub fn EnrolmentPage() -> impl IntoView {
    let mine = Resource::new(|| (), |()| filling());
    loaded(mine, |view| {
        let it = view.recap.enrolment.clone();
        let period = |(from, until)| view! { <li>{portal::period(from, until, language())}</li> };
        view! {
            <Title text=t(say::MINE)/>
            <p>
                <Badge tone=Tone::Plain text=t(say::state(it.standing.state))/>
            </p>
            <Now view=view.clone()/>
            <dl>
                <dt>{t(say::NUMBER)}</dt>
                <dd>
                    <code>{it.number}</code>
                </dd>
                <dt>{t(say::YEAR)}</dt>
                <dd>{it.year} " (" {t(say::kind(it.kind))} ")"</dd>
                <dt>{t(say::IDENTIFIANT)}</dt>
                <dd>
                    <code>{it.identifiant}</code>
                </dd>
            </dl>
            <h2>{t(say::ADMITTED_TO)}</h2>
            <Admissions view=view.clone()/>
            <h2>{t(step_words::STEPS)}</h2>
            <ol class="sections">{view.steps.into_iter().map(line).collect_view()}</ol>
            <h2>{t(say::PERIODS)}</h2>
            <ul>{it.windows.into_iter().map(period).collect_view()}</ul>
        }
        .into_any()
    })
}

fn line(it: StepView) -> impl IntoView {
    view! {
        <li>
            <a href=Place::EnrolmentStep(it.step).href()>{t(step_words::step(it.step))}</a>
            " "
            <Badge tone=tone(it.state) text=t(step_words::step_state(it.state))/>
        </li>
    }
}

/// What one is admitted to; whoever enrols elsewhere is told where.
#[component]
fn Admissions(view: FillingView) -> impl IntoView {
    let line = move |it: Admission| {
        let elsewhere = view.excluded.iter().find(|(id, _)| *id == it.id).map(|(_, why)| step_words::exclusion(*why));
        view! {
            <li>
                {it.programme}
                {it.withdrawn.then(|| view! { " " <Badge tone=Tone::Bad text=t(step_words::WITHDRAWN)/> })}
                {elsewhere.filter(|_| !it.withdrawn).map(|it| view! { <p class="help">{t(it)}</p> })}
            </li>
        }
    };
    view! { <ul>{view.recap.enrolment.admissions.into_iter().map(line).collect_view()}</ul> }
}

/// What is to be done now, and until when.
#[component]
fn Now(view: FillingView) -> impl IntoView {
    let start = ServerAction::<StartEnrolment>::new();
    let it = &view.recap.enrolment;
    let when = step_words::phase(it.phase, &it.windows, view.recap.issued_at, language());
    let live = it.admissions.iter().any(|it| !it.withdrawn && view.excluded.iter().all(|(id, _)| *id != it.id));
    let state = it.standing.state;
    let go_on = view.next.map(|step| {
        let label = if state == State::Started { step_words::GO_ON } else { step_words::TO_DO };
        view! {
            <p>
                <a class="button" href=Place::EnrolmentStep(step).href()>
                    {t(label)} " · " {t(step_words::step(step))}
                </a>
            </p>
        }
    });
    let act = match state {
        State::Authorised if live => view! {
            <p>{t(say::phase(it.phase))} " " {when}</p>
            <ActionForm action=start>
                <button disabled=move || start.pending().get()>{t(step_words::START)}</button>
            </ActionForm>
        }
        .into_any(),
        State::Started => view! { <p>{when}</p> {go_on} }.into_any(),
        State::Submitted | State::Validated => view! {
            {go_on.is_none().then(|| view! { <Notice tone=Tone::Good><p>{t(step_words::NOTHING_TO_DO)}</p></Notice> })}
            {go_on}
            <p>
                <a href=Place::EnrolmentStep(Step::Summary).href()>{t(step_words::CONSULT)}</a>
            </p>
        }
        .into_any(),
        State::Authorised | State::Cancelled => ().into_any(),
    };
    view! {
        {refusal_of(start, |it| step_words::refusal(&it, language()))}
        {act}
    }
}
