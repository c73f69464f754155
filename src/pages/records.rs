//! « Informations perso. », from its first step on: nationality, INE and birth date; what the scolarité answered; then the
//! form, or what the scolarité knows with the little that stays to be said.

use super::judged::judged as faults_of;
use super::sections::{IdentitySection, Saved, refused, version};
use super::served::{Served, is_served};
use super::{loaded, refusal_of};
use crate::api::profile::{SaveIdentity, offered_choices};
use crate::api::records::{Ask, Confirm};
use crate::domain::form::Faults;
use crate::domain::profile::{
    Choices, Glimpse, IdentityField, IdentityForm, ProfileView, Record, Section, StartField, StartForm,
};
use crate::domain::time::Date;
use crate::places::{IdentityStep, Place};
use crate::ui::{Badge, Choice, FaultSummary, Field, Notice, Tone, language, t};
use crate::words::{self, Text, records as words_of};
use leptos::prelude::*;

/// The step at which a person stands; `step` is what the address asks for.
#[component]
pub fn IdentityPage(view: ProfileView, judged: bool, step: String) -> impl IntoView {
    if let Some(record) = view.profile.record.clone() {
        return view! { <RecordedIdentity view record judged/> }.into_any();
    }
    let known = view.profile.identity.is_some();
    let question = view.started.as_ref().map(|it| it.form.check(view.today));
    let asked = matches!(question, Some(Ok(Some(_))));
    let unanswered = matches!(question, None | Some(Err(_)));
    let found = view.started.as_ref().and_then(|it| it.found.clone());
    let seen = view.started.as_ref().map_or(0, |it| it.version);
    match IdentityStep::read(&step) {
        Some(IdentityStep::Start) => view! { <StartStep view/> }.into_any(),
        Some(IdentityStep::Answer) if asked => view! { <AnswerStep found seen/> }.into_any(),
        None | Some(IdentityStep::Answer) if !known && unanswered => view! { <StartStep view/> }.into_any(),
        None if !known && asked => view! { <AnswerStep found seen/> }.into_any(),
        _ => view! {
            <p>
                <a href=Place::Identity(IdentityStep::Start, seen).href()>{t(words_of::ALREADY_STUDENT)}</a>
            </p>
            <IdentitySection view judged/>
        }
        .into_any(),
    }
}

/// The identity as staff fill it in for a candidate, in whose place they ask the scolarité nothing.
#[component]
pub fn ServedIdentity(view: ProfileView, judged: bool) -> impl IntoView {
    match view.profile.record.clone() {
        Some(record) => view! { <RecordedIdentity view record judged/> }.into_any(),
        None => view! { <IdentitySection view judged/> }.into_any(),
    }
}

const START: [(StartField, &str, Text); 3] = [
    (StartField::Nationality, "nationality", words_of::NATIONALITY),
    (StartField::Ine, "ine", words::profile::INE),
    (StartField::BirthDate, "birth-date", words_of::BIRTH_DATE),
];

#[component]
fn StartStep(view: ProfileView) -> impl IntoView {
    let action = ServerAction::<Ask>::new();
    let form = match (&view.started, &view.profile.identity) {
        (Some(it), _) => it.form.clone(),
        (None, Some(it)) => StartForm {
            nationality: it.nationality.clone(),
            ine: it.ine.clone(),
            birth_date: it.birth_date.clone(),
            no_ine: it.no_ine.clone(),
        },
        (None, None) => StartForm::default(),
    };
    let faults = match &view.started {
        Some(it) => it.form.check(view.today).err().unwrap_or_default(),
        None => Faults::default(),
    };
    let (summary, fault) = faults_of(faults, &START);
    let choices = Resource::new(|| (), |()| offered_choices());
    let form = StoredValue::new(form);
    view! {
        {refusal_of(action, |it| words_of::refusal(it, language()))}
        <FaultSummary faults=summary/>
        {loaded(
            choices,
            move |choices| {
                let form = form.get_value();
                let fault = fault.clone();
                view! {
                    <ActionForm action attr:novalidate=true>
                        <Choice id="nationality" name="form[nationality]" label=t(words_of::NATIONALITY) options=Signal::stored(choices.nationalities) value=form.nationality fault=fault(StartField::Nationality)/>
                        <Field id="ine" name="form[ine]" label=t(words::profile::INE) help=t(words_of::INE_HELP) value=form.ine autocomplete="off" fault=fault(StartField::Ine)/>
                        <Field id="birth-date" name="form[birth_date]" label=t(words_of::BIRTH_DATE) help=t(words_of::BIRTH_DATE_HELP) value=form.birth_date inputmode="numeric" autocomplete="bday" fault=fault(StartField::BirthDate)/>
                        <label class="choice">
                            <input type="checkbox" name="form[no_ine]" value="yes" checked=form.no_ine == "yes"/>
                            {t(words_of::NO_INE)}
                        </label>
                        <button disabled=move || action.pending().get()>{t(words_of::NEXT)}</button>
                    </ActionForm>
                }
                    .into_any()
            },
        )}
        <details>
            <summary>{t(words_of::WHO_HAS_NONE)}</summary>
            <p>{t(words_of::BEFORE_1995)}</p>
            <p>{t(words_of::FROM_ABROAD)}</p>
        </details>
    }
}

/// What the scolarité answered: somebody to confirm, or nobody.
#[component]
fn AnswerStep(found: Option<Glimpse>, seen: i64) -> impl IntoView {
    let action = ServerAction::<Confirm>::new();
    let empty_form = Place::Identity(IdentityStep::Form, seen).href();
    let start = Place::Identity(IdentityStep::Start, seen).href();
    let Some(glimpse) = found else {
        return view! {
            <h2>{t(words_of::UNKNOWN)}</h2>
            <p>{t(words_of::UNKNOWN_EXPLAINED)}</p>
            <p class="actions">
                <a class="button" href=empty_form>
                    {t(words_of::GO_ON)}
                </a>
                <a class="button second" href=start>
                    {t(words_of::CHECK)}
                </a>
            </p>
        }
        .into_any();
    };
    view! {
        {refusal_of(action, |it| words_of::refusal(it, language()))}
        <h2>{t(words_of::CONFIRM)}</h2>
        <p>
            <strong>{words_of::are_you(&glimpse, language())}</strong>
        </p>
        <p>{t(words_of::CONFIRM_EXPLAINED)}</p>
        <ActionForm action>
            <input type="hidden" name="seen" value=seen/>
            <p class="actions">
                <button disabled=move || action.pending().get()>{t(words_of::YES)}</button>
                <a class="button second" href=empty_form>
                    {t(words_of::NO)}
                </a>
            </p>
        </ActionForm>
    }
    .into_any()
}

/// A value that the scolarité gave, as it is to be shown.
#[derive(Clone)]
pub(super) enum Value {
    Words(String),
    /// A day, as typed or as stored.
    Day(String),
    /// The code of a country.
    Country(String),
    /// The code of the country whose nationality it is.
    Nationality(String),
}

impl Value {
    fn shown(self, choices: &Choices) -> String {
        let named = |list: &[(String, String)], code: String| {
            list.iter().find(|(it, _)| *it == code).map_or(code, |(_, name)| name.clone())
        };
        match self {
            Self::Words(text) => text,
            Self::Day(text) => Date::parse(&text).map_or(text, words_of::day),
            Self::Country(code) => named(&choices.countries, code),
            Self::Nationality(code) => named(&choices.nationalities, code),
        }
    }
}

/// What the scolarité answers for: shown with its origin, not asked.
#[component]
pub(super) fn Known(lines: Vec<(Text, Value)>) -> impl IntoView {
    let choices = Resource::new(|| (), |()| offered_choices());
    let locked = if is_served() { words_of::LOCKED_FOR_BOTH } else { words_of::LOCKED };
    view! {
        <Notice tone=Tone::Plain>
            <p>{t(locked)}</p>
        </Notice>
        {loaded(
            choices,
            move |choices| {
                let shown = lines.iter().map(|(label, value)| (*label, value.clone().shown(&choices)));
                let lines = shown
                    .filter(|(_, value)| !value.trim().is_empty())
                    .map(|(label, value)| {
                        view! {
                            <dt>{t(label)}</dt>
                            <dd>
                                {value} " " <Badge tone=Tone::Plain text=t(words_of::ORIGIN)/>
                            </dd>
                        }
                    });
                view! { <dl>{lines.collect_view()}</dl> }.into_any()
            },
        )}
    }
}

fn lines(it: &IdentityForm) -> Vec<(Text, Value)> {
    use Value::{Country, Day, Nationality, Words};
    let civility = t(if it.civility == "madam" { words_of::MADAM } else { words_of::SIR }).into_owned();
    vec![
        (words_of::CIVILITY, Words(civility)),
        (words_of::FAMILY_NAME, Words(it.family_name.clone())),
        (words_of::GIVEN_NAME, Words(it.given_name.clone())),
        (words_of::OTHER_GIVEN_NAMES, Words(it.other_given_names.clone())),
        (words_of::BIRTH_DATE, Day(it.birth_date.clone())),
        (words_of::BIRTH_PLACE, Words(it.birth_place.clone())),
        (words_of::BIRTH_COUNTRY, Country(it.birth_country.clone())),
        (words_of::NATIONALITY, Nationality(it.nationality.clone())),
        (words::profile::INE, Words(it.ine.clone())),
    ]
}

const OWN: [(IdentityField, &str, Text); 2] =
    [(IdentityField::UsualName, "usual-name", words_of::USUAL_NAME), (IdentityField::Phone, "phone", words_of::PHONE)];

/// The identity of somebody whom the scolarité knows: only what stays theirs to say is asked.
#[component]
fn RecordedIdentity(view: ProfileView, record: Record, judged: bool) -> impl IntoView {
    let action = ServerAction::<SaveIdentity>::new();
    let seen = version(&view, Section::Identity);
    let form = view.profile.identity.clone().unwrap_or_default();
    let (summary, fault) = faults_of(form.check(view.today).err().unwrap_or_default(), &OWN);
    view! {
        {refusal_of(action, refused)}
        {judged.then(|| view! { <Saved/> })}
        <FaultSummary faults=summary/>
        <Known lines=lines(&record.identity)/>
        <p>{t(words_of::YOURS)}</p>
        <ActionForm action attr:novalidate=true>
            <input type="hidden" name="seen" value=seen/>
            <Served/>
            <Field id="usual-name" name="form[usual_name]" label=t(words_of::USUAL_NAME) value=form.usual_name required=false fault=fault(IdentityField::UsualName)/>
            <Field id="phone" name="form[phone]" label=t(words_of::PHONE) kind="tel" value=form.phone required=false autocomplete="tel" fault=fault(IdentityField::Phone)/>
            <button disabled=move || action.pending().get()>{t(words::studies::SAVE)}</button>
        </ActionForm>
    }
}

/// Above the address of somebody whose address the scolarité knows.
#[component]
pub(super) fn AddressOrigin(view: ProfileView) -> impl IntoView {
    let known = view.profile.record.is_some_and(|it| it.address.is_some());
    known.then(|| view! { <p class="help">{t(words_of::ADDRESS)}</p> })
}
