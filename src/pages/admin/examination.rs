//! One dossier: who, each document beside its verdict, complete or incomplete, avis.

use super::verdict::{Acts, AvisSection, Decision, DocumentVerdict};
use crate::api::review::examine;
use crate::domain::CandidatureId;
use crate::domain::profile::{AddressForm, BaccalaureatForm, IdentityForm, Mention, Profile};
use crate::domain::review::Examination;
use crate::pages::{loaded, param, refusal_of};
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
            {refusal_of(acts.judge, |it| words::review::refusal(it, language()))}
            {refusal_of(acts.waive, |it| words::review::refusal(it, language()))}
            {refusal_of(acts.judge_again, |it| words::review::refusal(it, language()))}
            {refusal_of(acts.incomplete, |it| words::review::refusal(it, language()))}
            {refusal_of(acts.complete, |it| words::review::refusal(it, language()))}
            {refusal_of(acts.enter, |it| words::review::refusal(it, language()))}
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
            <ProfileOf profile=dossier.profile.clone()/>
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
pub(super) fn ProfileOf(profile: Profile) -> impl IntoView {
    let identity = profile.identity.map(|it: IdentityForm| {
        vec![
            (say::FAMILY_NAME, [it.family_name, it.usual_name].join(" ")),
            (say::GIVEN_NAMES, [it.given_name, it.other_given_names].join(" ")),
            (say::BORN_ON, it.birth_date),
            (say::BORN_AT, [it.birth_place, it.birth_country].join(" ")),
            (say::NATIONALITY, it.nationality),
            (say::INE, if it.ine.is_empty() { t(say::NO_INE).into_owned() } else { it.ine }),
            (say::PHONE, it.phone),
        ]
    });
    let address = profile.address.map(|it: AddressForm| {
        let city = [it.postal_code, it.commune, it.foreign_postal_code, it.foreign_city, it.country].join(" ");
        vec![(say::ADDRESS, [it.street, it.complement].join(" ")), (say::CITY, city)]
    });
    let baccalaureat = profile.baccalaureat.map(|it: BaccalaureatForm| {
        if it.has_it == "no" {
            return vec![(say::BACCALAUREAT, t(say::NO_BACCALAUREAT).into_owned())];
        }
        let mention = Mention::ALL.into_iter().find(|mention| mention.code() == it.mention);
        let series = words::baccalaureat::series(&it.series, language());
        let mention = mention.map_or_else(String::new, |it| t(words::mention(it)).into_owned());
        vec![(say::BACCALAUREAT, format!("{series}, {}, {mention}", it.year)), (say::SCHOOL, it.school)]
    });
    let lines = identity.into_iter().chain(address).chain(baccalaureat).flatten();
    let lines = lines.filter(|(_, text)| !text.trim().is_empty());
    let lines = lines.map(|(label, text)| view! { <dt>{t(label)}</dt><dd>{text}</dd> }).collect_view();
    view! { <dl>{lines}</dl> }
}
