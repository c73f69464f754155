//! « Récapitulatif »: what the enrolment says; where it is handed over, and taken back.

use crate::api::enrolment::{ReopenEnrolment, SubmitEnrolment};
use crate::domain::enrolment::{FillingView, State, Step};
use crate::pages::refusal_of;
use crate::places::Place;
use crate::ui::{Badge, Notice, Tone, language, t};
use crate::words::{enrolment as enrolment_words, enrolment_step as say, recap as words_of};
use leptos::prelude::*;

#[component]
pub(super) fn RecapPage(view: FillingView, submit: ServerAction<SubmitEnrolment>) -> impl IntoView {
    let state = view.recap.enrolment.standing.state;
    let parts = words_of::parts(&view.recap, language());
    let part = |(title, lines): (String, Vec<words_of::Line>)| {
        view! {
            <h2>{title}</h2>
            <Lines lines/>
        }
    };
    let pieces: Vec<_> = view.recap.pieces.iter().map(|it| words_of::piece(it, language())).collect();
    let none = pieces.is_empty().then(|| view! { <p>{t(words_of::NO_PIECES)}</p> });
    view! {
        <p>
            <Badge tone=Tone::Plain text=t(enrolment_words::state(state))/>
        </p>
        <Lines lines=words_of::facts(&view.recap, language())/>
        {parts.into_iter().map(part).collect_view()}
        <h2>{t(words_of::PIECES)}</h2>
        {none}
        <Lines lines=pieces/>
        <p>
            <a href=Place::EnrolmentRecapPdf.href() rel="external" download>
                {t(say::RECAP_PDF)}
            </a>
        </p>
        <Ending view submit/>
    }
}

#[component]
fn Lines(lines: Vec<words_of::Line>) -> impl IntoView {
    let line = |(label, value)| {
        view! {
            <dt>{label}</dt>
            <dd>{value}</dd>
        }
    };
    (!lines.is_empty()).then(|| view! { <dl>{lines.into_iter().map(line).collect_view()}</dl> })
}

/// « Terminer », with every obstacle a link to its step; « Corriger » after.
#[component]
fn Ending(view: FillingView, submit: ServerAction<SubmitEnrolment>) -> impl IntoView {
    let reopen = ServerAction::<ReopenEnrolment>::new();
    let enrolment = view.recap.enrolment.clone();
    let when = say::phase(enrolment.phase, &enrolment.windows, view.recap.issued_at, language());
    let versions: Vec<_> = view.steps.iter().map(|it| (it.step, it.version)).collect();
    let obstacle = move |step: Step| {
        let version = versions.iter().find(|(it, _)| *it == step).map_or(0, |(_, version)| *version);
        view! {
            <li>
                <a href=Place::EnrolmentStepToCorrect(step, version).href()>{t(say::step(step))}</a>
            </li>
        }
    };
    let act = match enrolment.standing.state {
        State::Started if view.obstacles.is_empty() => view! {
            <p>{when} " " {t(say::SUBMIT_HELP)}</p>
            <ActionForm action=submit>
                <button class="go" disabled=move || submit.pending().get()>
                    {t(say::SUBMIT)}
                </button>
            </ActionForm>
        }
        .into_any(),
        State::Started => view! {
            <Notice tone=Tone::Warning>
                <p>{t(say::OBSTACLES)}</p>
                <ul>{view.obstacles.into_iter().map(obstacle).collect_view()}</ul>
            </Notice>
        }
        .into_any(),
        State::Submitted => view! {
            <p>{t(say::REOPEN_HELP)}</p>
            <ActionForm action=reopen>
                <button class="second" disabled=move || reopen.pending().get()>
                    {t(say::CHANGE)}
                </button>
            </ActionForm>
        }
        .into_any(),
        State::Authorised | State::Validated | State::Cancelled => ().into_any(),
    };
    view! {
        {refusal_of(submit, |it| say::refusal(&it, language()))}
        {refusal_of(reopen, |it| say::refusal(&it, language()))}
        {act}
    }
}
