//! « Baccalauréat »: the form, whose fields follow the year; what the scolarité knows of it is shown, not asked.

use super::judged::judged as faults_of;
use super::records::{Known, Value};
use super::sections::{Saved, refused, version};
use super::served::Served;
use super::{loaded, refusal_of};
use crate::api::profile::{SaveBaccalaureat, offered_choices};
use crate::domain::form::{Fault, Faults};
use crate::domain::profile::{
    BaccalaureatField, BaccalaureatForm, FRANCE, Mention, ProfileView, Section, Series, Speciality,
};
use crate::ui::{Choice, FaultSummary, Field, Radio, language, t};
use crate::words::{self, Text, baccalaureat as words_of};
use leptos::prelude::*;

const FIELDS: [(BaccalaureatField, &str, Text); 10] = [
    (BaccalaureatField::HasIt, "has-it", words_of::SITUATION),
    (BaccalaureatField::Year, "year", words_of::YEAR),
    (BaccalaureatField::Series, "series", words_of::SERIES),
    (BaccalaureatField::Speciality1, "speciality-1", words_of::SPECIALITY_1),
    (BaccalaureatField::Speciality2, "speciality-2", words_of::SPECIALITY_2),
    (BaccalaureatField::SpecialityDropped, "speciality-dropped", words_of::SPECIALITY_DROPPED),
    (BaccalaureatField::Mention, "mention", words_of::MENTION),
    (BaccalaureatField::School, "school", words_of::SCHOOL),
    (BaccalaureatField::City, "city", words_of::CITY),
    (BaccalaureatField::Country, "country", words_of::COUNTRY),
];

#[component]
pub fn BaccalaureatSection(view: ProfileView, judged: bool) -> impl IntoView {
    match view.profile.record.as_ref().and_then(|it| it.baccalaureat.clone()) {
        Some(form) => view! { <Known lines=lines(&form)/> }.into_any(),
        None => view! { <BaccalaureatQuestions view judged/> }.into_any(),
    }
}

/// What is known, by label and value.
fn lines(it: &BaccalaureatForm) -> Vec<(Text, Value)> {
    use Value::{Country, Words};
    if it.has_it == "no" {
        return vec![(words_of::SITUATION, Words(t(words_of::HAS_IT_NOT).into_owned()))];
    }
    let speciality = |code: &str| words_of::speciality(code, language());
    let series = words_of::series(&it.series, language());
    let mention = Mention::named(&it.mention).map_or_else(String::new, |it| t(words::mention(it)).into_owned());
    vec![
        (words_of::YEAR, Words(it.year.clone())),
        (words_of::SERIES, Words(series)),
        (words_of::SPECIALITY_1, Words(speciality(&it.speciality_1))),
        (words_of::SPECIALITY_2, Words(speciality(&it.speciality_2))),
        (words_of::SPECIALITY_DROPPED, Words(speciality(&it.speciality_dropped))),
        (words_of::MENTION, Words(mention)),
        (words_of::SCHOOL, Words(it.school.clone())),
        (words_of::CITY, Words(it.city.clone())),
        (words_of::COUNTRY, Country(it.country.clone())),
    ]
}

#[component]
fn BaccalaureatQuestions(view: ProfileView, judged: bool) -> impl IntoView {
    let action = ServerAction::<SaveBaccalaureat>::new();
    let seen = version(&view, Section::Baccalaureat);
    let known = view.profile.baccalaureat.is_some();
    let mut form = view.profile.baccalaureat.clone().unwrap_or_default();
    if form.country.is_empty() {
        FRANCE.clone_into(&mut form.country);
    }
    let faults = if known { form.check(view.today).err().unwrap_or_default() } else { Faults::default() };
    let (summary, fault) = faults_of(faults, &FIELDS);
    let (typed_year, this_year) = (RwSignal::new(form.year.clone()), view.today.year);
    let answers = Answers {
        has_it: RwSignal::new(form.has_it.clone()),
        typed_year,
        // « Le nombre de champs va s'adapter en fonction de l'année saisie »; until then, this year's.
        year: Memo::new(move |_| {
            let typed = BaccalaureatForm { year: typed_year.get(), ..BaccalaureatForm::default() }.typed_year();
            typed.unwrap_or(this_year)
        }),
        series: RwSignal::new(form.series.clone()),
    };
    let choices = Resource::new(|| (), |()| offered_choices());
    let form = StoredValue::new(form);
    view! {
        {refusal_of(action, refused)}
        {judged.then(|| view! { <Saved/> })}
        <FaultSummary faults=summary/>
        {loaded(
            choices,
            move |choices| {
                let form = form.get_value();
                let fault = fault.clone();
                let Answers { has_it, typed_year, .. } = answers;
                view! {
                    <ActionForm action attr:novalidate=true>
                        <input type="hidden" name="seen" value=seen/>
                        <Served/>
                        <Radio
                            id="has-it"
                            name="form[has_it]"
                            legend=t(words_of::SITUATION)
                            options=vec![("yes", t(words_of::HAS_IT)), ("no", t(words_of::HAS_IT_NOT))]
                            value=form.has_it.clone()
                            fault=fault(BaccalaureatField::HasIt)
                            chosen=Callback::new(move |it| has_it.set(it))
                        />
                        <p hidden=move || has_it.get() != "no">{t(words_of::WITHOUT)}</p>
                        <div hidden=move || has_it.get() == "no">
                            <Field id="year" name="form[year]" label=t(words_of::YEAR) help=t(words_of::YEAR_HELP) value=form.year.clone() inputmode="numeric" fault=fault(BaccalaureatField::Year) typed=Callback::new(move |it| typed_year.set(it))/>
                            <OfTheYear answers form=form.clone() fault=Callback::new({ let fault = fault.clone(); move |it| fault(it) })/>
                            <Choice id="mention" name="form[mention]" label=t(words_of::MENTION) options=mentions() value=form.mention fault=fault(BaccalaureatField::Mention)/>
                            <Field id="school" name="form[school]" label=t(words_of::SCHOOL) value=form.school required=false fault=fault(BaccalaureatField::School)/>
                            <Field id="city" name="form[city]" label=t(words_of::CITY) value=form.city required=false fault=fault(BaccalaureatField::City)/>
                            <Choice id="country" name="form[country]" label=t(words_of::COUNTRY) options=Signal::stored(choices.countries) value=form.country fault=fault(BaccalaureatField::Country)/>
                        </div>
                        <button disabled=move || action.pending().get()>{t(words::studies::SAVE)}</button>
                    </ActionForm>
                }
                    .into_any()
            },
        )}
    }
}

/// Mentions by code and name.
pub(super) fn mentions() -> Signal<Vec<(String, String)>> {
    let language = language();
    Signal::stored(
        Mention::ALL
            .into_iter()
            .map(|it| (it.code().to_owned(), words::mention(it).to(language).into_owned()))
            .collect(),
    )
}

/// The answers on which other questions depend, as they are on the screen.
#[derive(Clone, Copy)]
struct Answers {
    has_it: RwSignal<String>,
    typed_year: RwSignal<String>,
    year: Memo<i16>,
    series: RwSignal<String>,
}

type FaultOf = Callback<BaccalaureatField, Signal<Option<Fault>>>;

/// The questions that depend on the year: the series, and for those that have them the specialities. Without JavaScript
/// they are those of the year that is stored.
#[component]
fn OfTheYear(answers: Answers, form: BaccalaureatForm, fault: FaultOf) -> impl IntoView {
    let Answers { year, series, .. } = answers;
    let series_fault = fault.run(BaccalaureatField::Series);
    // Made anew with each year, so that what was chosen stays chosen where that year offers it.
    let to = language();
    let series_of_year = move || {
        let offered = Series::of_year(year.get()).map(|it| (it.code.to_owned(), words_of::series(it.code, to)));
        let offered: Vec<_> = offered.collect();
        view! {
            <Choice
                id="series"
                name="form[series]"
                label=t(words_of::SERIES)
                options=Signal::stored(offered)
                value=series.get_untracked()
                fault=series_fault
                chosen=Callback::new(move |it| series.set(it))
            />
        }
    };
    let asked = move || {
        let chosen = series.get();
        Series::of_year(year.get()).any(|it| it.code == chosen && it.has_specialities())
    };
    let specialities = Signal::derive(move || {
        let offered = Speciality::of_year(year.get());
        offered.map(|it| (it.code.to_owned(), words_of::speciality(it.code, to))).collect::<Vec<_>>()
    });
    view! {
        {series_of_year}
        <fieldset class="field" hidden=move || !asked()>
            <legend>{t(words_of::SPECIALITIES)}</legend>
            <p class="help">{t(words_of::SPECIALITIES_HELP)}</p>
            <Choice id="speciality-1" name="form[speciality_1]" label=t(words_of::SPECIALITY_1) options=specialities value=form.speciality_1 fault=fault.run(BaccalaureatField::Speciality1)/>
            <Choice id="speciality-2" name="form[speciality_2]" label=t(words_of::SPECIALITY_2) options=specialities value=form.speciality_2 fault=fault.run(BaccalaureatField::Speciality2)/>
            <Choice id="speciality-dropped" name="form[speciality_dropped]" label=t(words_of::SPECIALITY_DROPPED) options=specialities value=form.speciality_dropped required=false fault=fault.run(BaccalaureatField::SpecialityDropped)/>
        </fieldset>
    }
}
