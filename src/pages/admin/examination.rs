//! One dossier: who, each document beside its verdict, complete or incomplete, avis.

use super::verdict::{Acts, AvisSection, Decision, DocumentVerdict};
use crate::api::review::examine;
use crate::domain::CandidatureId;
use crate::domain::profile::{Names, Profile, Section};
use crate::domain::review::Examination;
use crate::pages::{loaded, param, refusal_of, refusal_of_act};
use crate::places::Place;
use crate::ui::{Badge, Title, Tone, language, t};
use crate::words;
use crate::words::admin as say;
use leptos::prelude::*;

#[component]
pub fn ExaminationPage() -> impl IntoView {
    let id = param("candidature");
    let acts = Acts::new();
    let dossier = Resource::new(move || (id.get(), acts.version()), |(id, _)| examine(CandidatureId(id)));
    let refusals = move || {
        view! {
            {refusal_of_act(acts.judge, |it| words::review::refusal(it, language()))}
            {refusal_of_act(acts.waive, |it| words::review::refusal(it, language()))}
            {refusal_of(acts.judge_again, |it| words::review::refusal(it, language()))}
            {refusal_of_act(acts.incomplete, |it| words::review::refusal(it, language()))}
            {refusal_of(acts.complete, |it| words::review::refusal(it, language()))}
            {refusal_of_act(acts.enter, |it| words::review::refusal(it, language()))}
            {refusal_of(acts.validate, |it| words::review::refusal(it, language()))}
        }
    };
    loaded(dossier, move |dossier| view! { <Dossier dossier refusals=refusals().into_any() acts/> }.into_any())
}

#[component]
fn Dossier(dossier: Examination, refusals: AnyView, acts: Acts) -> impl IntoView {
    let grounds = dossier.grounds.iter().map(|it| (it.code.clone(), words::ground::label(it, language())));
    let grounds = StoredValue::new(grounds.collect::<Vec<_>>());
    let documents = dossier
        .documents
        .iter()
        .cloned()
        .map(|document| {
            let (id, version) = (dossier.id.clone(), dossier.version);
            let waivable = dossier.may_waive.then_some(dossier.state);
            view! { <DocumentVerdict document id version may_judge=dossier.may_judge waivable grounds acts/> }
        })
        .collect_view();
    let transmitted = dossier.transmitted_at.map(|it| words::moment(it, language())).unwrap_or_default();
    view! {
        <p class="where">
            <a href=Place::Pile.href()>{t(say::FILES)}</a> " · " {dossier.faculty.clone()} " · " {dossier.programme.clone()}
        </p>
        <Title text=dossier.name.clone()/>
        <p>
            <Badge tone=Tone::Plain text=t(words::state(dossier.state))/>
            " " {t(words::admin::NUMBER)} " " {dossier.number.clone()} " · " {dossier.email.clone()} {say::submitted_on(&transmitted, language())}
            {dossier.answer.map(|it| view! { " · " <Badge tone=Tone::Good text=t(words::answer(it))/> })}
        </p>
        <p>
            <a href=Place::DossierJournal(dossier.id.clone()).href()>{t(words::journal::JOURNAL)}</a>
        </p>
        {refusals}
        <p>
            <a href=Place::DossierPdf(dossier.id.clone()).href() rel="external" download>
                {t(words::paper::DOWNLOAD_DOSSIER)}
            </a>
        </p>
        <details class="profile">
            <summary>{t(say::SUBMITTED_PROFILE)}</summary>
            <ProfileOf profile=dossier.profile.clone() names=dossier.names.clone()/>
            <super::studies::StudiesOf profile=dossier.profile.clone()/>
        </details>
        <h2>{t(say::DOCUMENTS)}</h2>
        {documents}
        <Decision dossier=dossier.clone() acts/>
        <AvisSection dossier acts/>
    }
}

/// What the candidate said of themselves, as it was handed over.
#[component]
pub(super) fn ProfileOf(profile: Profile, names: Names) -> impl IntoView {
    let sections = Section::ALL.into_iter().flat_map(|it| words::recap::section(&profile, &names, it, language()));
    let lines = sections.map(|(label, text)| view! { <dt>{label}</dt><dd>{text}</dd> }).collect_view();
    view! { <dl>{lines}</dl> }
}
