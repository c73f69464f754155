//! The forms of an entry of « Cursus externe », « Stages » and « Expériences pro. », each on the page of its list.

use super::baccalaureat::mentions;
use super::judged::judged;
use super::served::Served;
use super::studies::{Given, listed, own};
use super::{loaded, refusal_of};
use crate::api::profile::offered_choices;
use crate::api::studies::{SaveExperience, SaveExternal, SaveInternship};
use crate::domain::form::Faults;
use crate::domain::profile::{
    Diploma, ExperienceField, ExperienceForm, ExternalField, ExternalForm, FRANCE, InternshipField, InternshipForm,
    Listing, Obtained, ProfileView,
};
use crate::ui::{Choice, FaultSummary, Field, Notice, Paragraph, Radio, Tone, language, t};
use crate::words::Text;
use crate::words::studies as words_of;
use leptos::prelude::*;

#[component]
pub fn ExternalPage() -> impl IntoView {
    own(|view| list_of(Listing::External, view))
}

#[component]
pub fn InternshipsPage() -> impl IntoView {
    own(|view| list_of(Listing::Internships, view))
}

#[component]
pub fn ExperiencePage() -> impl IntoView {
    own(|view| list_of(Listing::Experience, view))
}

/// A list of a profile, one's own or a candidate's whom staff serve.
pub(super) fn list_of(listing: Listing, view: ProfileView) -> AnyView {
    match listing {
        Listing::External => {
            listed(view, |it| it.external, words_of::external, |given| view! { <ExternalEntry given/> }.into_any())
        }
        Listing::Internships => listed(
            view,
            |it| it.internships,
            words_of::internship,
            |given| view! { <InternshipEntry given/> }.into_any(),
        ),
        Listing::Experience => listed(
            view,
            |it| it.experience,
            words_of::experience,
            |given| view! { <ExperienceEntry given/> }.into_any(),
        ),
    }
}

/// Which entry of which version a form is about, and whose.
#[component]
fn About(number: Option<u32>, seen: i64) -> impl IntoView {
    view! {
        <input type="hidden" name="seen" value=seen/>
        <Served/>
        {number.map(|it| view! { <input type="hidden" name="number" value=it/> })}
    }
}

#[component]
fn Kept(judged: bool) -> impl IntoView {
    judged.then(|| view! { <Notice tone=Tone::Warning><p>{t(words_of::SAVED_TO_CORRECT)}</p></Notice> })
}

#[component]
fn Done(number: Option<u32>, #[prop(into)] pending: Signal<bool>) -> impl IntoView {
    let text = if number.is_some() { words_of::SAVE } else { words_of::ADD };
    view! { <button disabled=move || pending.get()>{t(text)}</button> }
}

const EXTERNAL: [(ExternalField, &str, Text); 8] = [
    (ExternalField::Year, "year", words_of::END_YEAR),
    (ExternalField::Diploma, "diploma", words_of::DIPLOMA),
    (ExternalField::Label, "label", words_of::DIPLOMA_LABEL),
    (ExternalField::Establishment, "establishment", words_of::ESTABLISHMENT),
    (ExternalField::City, "city", words_of::CITY),
    (ExternalField::Country, "country", words_of::COUNTRY),
    (ExternalField::Obtained, "obtained", words_of::OBTAINED),
    (ExternalField::Mention, "mention", words_of::MENTION),
];

#[component]
fn ExternalEntry(given: Given<ExternalForm>) -> impl IntoView {
    let action = ServerAction::<SaveExternal>::new();
    let Given { number, mut form, seen, judged: wrong, today } = given;
    let faults = number.and_then(|_| form.check(today).err()).unwrap_or_default();
    if form.country.is_empty() && number.is_none() {
        FRANCE.clone_into(&mut form.country);
    }
    let (summary, fault) = judged(faults, &EXTERNAL);
    let named = |code: &str, text: Text| (code.to_owned(), t(text).into_owned());
    let diplomas: Vec<_> = Diploma::ALL.into_iter().map(|it| named(it.code(), words_of::diploma(it))).collect();
    let choices = Resource::new(|| (), |()| offered_choices());
    let (form, diplomas, pending) = (StoredValue::new(form), StoredValue::new(diplomas), action.pending());
    view! {
        {refusal_of(action, |it| words_of::refusal(it, language()))}
        <Kept judged=wrong/>
        <FaultSummary faults=summary/>
        {loaded(
            choices,
            move |choices| {
                let form = form.get_value();
                let fault = fault.clone();
                let obtained = Obtained::ALL.map(|it| (it.code(), t(words_of::obtained(it)))).to_vec();
                view! {
                    <ActionForm action attr:novalidate=true>
                        <About number seen/>
                        <Field id="year" name="form[year]" label=t(words_of::END_YEAR) help=t(words_of::END_YEAR_HELP) value=form.year inputmode="numeric" fault=fault(ExternalField::Year)/>
                        <Choice id="diploma" name="form[diploma]" label=t(words_of::DIPLOMA) options=Signal::stored(diplomas.get_value()) value=form.diploma fault=fault(ExternalField::Diploma)/>
                        <Field id="label" name="form[label]" label=t(words_of::DIPLOMA_LABEL) value=form.label fault=fault(ExternalField::Label)/>
                        <Field id="establishment" name="form[establishment]" label=t(words_of::ESTABLISHMENT) value=form.establishment fault=fault(ExternalField::Establishment)/>
                        <Field id="city" name="form[city]" label=t(words_of::CITY) value=form.city required=false fault=fault(ExternalField::City)/>
                        <Choice id="country" name="form[country]" label=t(words_of::COUNTRY) options=Signal::stored(choices.countries) value=form.country fault=fault(ExternalField::Country)/>
                        <Radio id="obtained" name="form[obtained]" legend=t(words_of::OBTAINED) options=obtained value=form.obtained fault=fault(ExternalField::Obtained)/>
                        <Choice id="mention" name="form[mention]" label=t(words_of::MENTION) options=mentions() value=form.mention required=false fault=fault(ExternalField::Mention)/>
                        <Done number pending/>
                    </ActionForm>
                }
                    .into_any()
            },
        )}
    }
}

const INTERNSHIP: [(InternshipField, &str, Text); 5] = [
    (InternshipField::Year, "year", words_of::YEAR),
    (InternshipField::Organisation, "organisation", words_of::ORGANISATION),
    (InternshipField::Duration, "duration", words_of::DURATION),
    (InternshipField::HoursAWeek, "hours-a-week", words_of::HOURS),
    (InternshipField::Subject, "subject", words_of::SUBJECT),
];

#[component]
fn InternshipEntry(given: Given<InternshipForm>) -> impl IntoView {
    let action = ServerAction::<SaveInternship>::new();
    let Given { number, form, seen, judged: wrong, today } = given;
    let faults = number.map_or_else(Faults::default, |_| form.check(today).err().unwrap_or_default());
    let (summary, fault) = judged(faults, &INTERNSHIP);
    let pending = action.pending();
    view! {
        {refusal_of(action, |it| words_of::refusal(it, language()))}
        <Kept judged=wrong/>
        <FaultSummary faults=summary/>
        <ActionForm action attr:novalidate=true>
            <About number seen/>
            <Field id="year" name="form[year]" label=t(words_of::YEAR) value=form.year inputmode="numeric" fault=fault(InternshipField::Year)/>
            <Field id="organisation" name="form[organisation]" label=t(words_of::ORGANISATION) value=form.organisation fault=fault(InternshipField::Organisation)/>
            <Field id="duration" name="form[duration]" label=t(words_of::DURATION) help=t(words_of::DURATION_HELP) value=form.duration fault=fault(InternshipField::Duration)/>
            <Field id="hours-a-week" name="form[hours_a_week]" label=t(words_of::HOURS) value=form.hours_a_week inputmode="numeric" required=false fault=fault(InternshipField::HoursAWeek)/>
            <Paragraph id="subject" name="form[subject]" label=t(words_of::SUBJECT) help=t(words_of::AT_MOST_500) value=form.subject fault=fault(InternshipField::Subject)/>
            <Done number pending/>
        </ActionForm>
    }
}

const EXPERIENCE: [(ExperienceField, &str, Text); 5] = [
    (ExperienceField::Year, "year", words_of::YEAR),
    (ExperienceField::Employer, "employer", words_of::EMPLOYER),
    (ExperienceField::Title, "title", words_of::TITLE),
    (ExperienceField::Duration, "duration", words_of::DURATION),
    (ExperienceField::Description, "description", words_of::DESCRIPTION),
];

#[component]
fn ExperienceEntry(given: Given<ExperienceForm>) -> impl IntoView {
    let action = ServerAction::<SaveExperience>::new();
    let Given { number, form, seen, judged: wrong, today } = given;
    let faults = number.map_or_else(Faults::default, |_| form.check(today).err().unwrap_or_default());
    let (summary, fault) = judged(faults, &EXPERIENCE);
    let pending = action.pending();
    view! {
        {refusal_of(action, |it| words_of::refusal(it, language()))}
        <Kept judged=wrong/>
        <FaultSummary faults=summary/>
        <ActionForm action attr:novalidate=true>
            <About number seen/>
            <Field id="year" name="form[year]" label=t(words_of::YEAR) value=form.year inputmode="numeric" fault=fault(ExperienceField::Year)/>
            <Field id="employer" name="form[employer]" label=t(words_of::EMPLOYER) value=form.employer fault=fault(ExperienceField::Employer)/>
            <Field id="title" name="form[title]" label=t(words_of::TITLE) value=form.title fault=fault(ExperienceField::Title)/>
            <Field id="duration" name="form[duration]" label=t(words_of::DURATION) help=t(words_of::DURATION_HELP) value=form.duration fault=fault(ExperienceField::Duration)/>
            <Paragraph id="description" name="form[description]" label=t(words_of::DESCRIPTION) help=t(words_of::AT_MOST_500) value=form.description required=false fault=fault(ExperienceField::Description)/>
            <Done number pending/>
        </ActionForm>
    }
}
