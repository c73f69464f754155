//! The three forms of the profile. Each is saved as typed; what is missing or wrong is shown after, from what is stored.

use super::served::Served;
use super::{loaded, refusal_of};
use crate::api::profile::{SaveAddress, SaveBaccalaureat, SaveIdentity, communes, offered_choices};
use crate::domain::form::{Fault, Faults};
use crate::domain::ine::Ine;
use crate::domain::profile::{
    AddressField, BaccalaureatField, BaccalaureatForm, FRANCE, IdentityField, IdentityForm, Mention, ProfileView,
    SaveRefusal, Section, Series, is_french_postal_code,
};
use crate::ui::{Choice, FaultSummary, Field, Notice, Radio, Tone, language, t};
use crate::words;
use leptos::prelude::*;

fn say(refusal: SaveRefusal) -> String {
    match refusal {
        SaveRefusal::Changed => "Cette rubrique a été enregistrée entre-temps, dans un autre onglet ou sur un autre \
                                 appareil. Ce que vous avez saisi est encore à l'écran : rechargez la page pour voir \
                                 ce qui est enregistré, puis corrigez-le."
            .to_owned(),
    }
}

fn version(view: &ProfileView, section: Section) -> i64 {
    let at = Section::ALL.iter().position(|it| *it == section).unwrap_or(0);
    view.versions.get(at).copied().unwrap_or(0)
}

/// Lines of a summary: the identifier of the field and the sentence.
type Summary = Signal<Vec<(&'static str, String)>>;

/// The summary of a judged form, and a look-up of one field's fault. Static: what is stored does not change under it.
fn judged<F: Copy + PartialEq + Send + Sync + 'static>(
    faults: Faults<F>,
    fields: &[(F, &'static str, &'static str)],
) -> (Summary, impl Fn(F) -> Signal<Option<Fault>> + Clone + use<F>) {
    let lines: Vec<_> = fields
        .iter()
        .filter_map(|(field, id, label)| {
            faults.of(*field).map(|it| (*id, format!("{label} : {}", words::fault(it, language()))))
        })
        .collect();
    (Signal::stored(lines), move |field| Signal::stored(faults.of(field)))
}

#[component]
fn Saved() -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning>
            <p>"Ce que vous avez saisi est enregistré. La rubrique sera complète quand les points ci-dessous seront corrigés."</p>
        </Notice>
    }
}

const IDENTITY: [(IdentityField, &str, &str); 11] = [
    (IdentityField::Nationality, "nationality", "Nationalité"),
    (IdentityField::Ine, "ine", "INE"),
    (IdentityField::Civility, "civility", "Civilité"),
    (IdentityField::FamilyName, "family-name", "Nom de naissance"),
    (IdentityField::UsualName, "usual-name", "Nom d'usage"),
    (IdentityField::GivenName, "given-name", "Prénom"),
    (IdentityField::OtherGivenNames, "other-given-names", "Autres prénoms"),
    (IdentityField::BirthDate, "birth-date", "Date de naissance"),
    (IdentityField::BirthPlace, "birth-place", "Ville de naissance"),
    (IdentityField::BirthCountry, "birth-country", "Pays de naissance"),
    (IdentityField::Phone, "phone", "Téléphone"),
];

#[component]
pub fn IdentitySection(view: ProfileView, judged: bool) -> impl IntoView {
    let action = ServerAction::<SaveIdentity>::new();
    let seen = version(&view, Section::Identity);
    let first = IdentityForm {
        family_name: view.family_name.clone(),
        given_name: view.given_name.clone(),
        ..IdentityForm::default()
    };
    let known = view.profile.identity.is_some();
    let form = view.profile.identity.clone().unwrap_or(first);
    let faults = if known { form.check(view.today).err().unwrap_or_default() } else { Faults::default() };
    let (summary, fault) = self::judged(faults, &IDENTITY);
    let ine = RwSignal::new(form.ine.clone());
    // As typed: which kind it is, or that its key does not fit, as soon as it is long enough to tell.
    let stored_ine = StoredValue::new(form.ine.clone());
    let recognised = move || match Ine::parse(&ine.read()) {
        // What is stored and wrong is said beside the field already.
        Err(_) if *ine.read() == *stored_ine.read_value() => None,
        Ok(it) => Some((true, t(words::ine_kind(it.kind())).into_owned())),
        Err(Fault::WrongKey) => Some((false, words::fault(Fault::WrongKey, language()))),
        Err(_) => None,
    };
    let choices = Resource::new(|| (), |()| offered_choices());
    let form = StoredValue::new(form);
    view! {
        {refusal_of(action, say)}
        {judged.then(|| view! { <Saved/> })}
        <FaultSummary faults=summary/>
        {loaded(
            choices,
            move |choices| {
                let form = form.get_value();
                let fault = fault.clone();
                view! {
                    <ActionForm action attr:novalidate=true>
                        <input type="hidden" name="seen" value=seen/>
                        <Served/>
                        <Choice id="nationality" name="form[nationality]" label="Nationalité" options=Signal::stored(choices.nationalities) value=form.nationality fault=fault(IdentityField::Nationality)/>
                        <Field
                            id="ine"
                            name="form[ine]"
                            label="INE"
                            value=form.ine
                            help="11 caractères, sur un relevé de notes du bac ou un certificat de scolarité. Sans lui, si vous êtes admis, vous ne pourrez pas vous inscrire en ligne."
                            autocomplete="off"
                            fault=fault(IdentityField::Ine)
                            typed=Callback::new(move |it| ine.set(it))
                        />
                        <p class="live" role="status">
                            {move || recognised().map(|(good, text)| view! { <span class:good=good class:bad=!good>{text}</span> })}
                        </p>
                        <label class="choice">
                            <input type="checkbox" name="form[no_ine]" value="yes" checked=form.no_ine == "yes"/>
                            "Je n'ai jamais eu d'INE (bac avant 1995 sans études supérieures en France, ou jamais inscrit dans un établissement français). Un INE me sera attribué à l'inscription."
                        </label>
                        <Radio
                            id="civility"
                            name="form[civility]"
                            legend="Civilité"
                            options=vec![("madam", "Madame".into()), ("sir", "Monsieur".into())]
                            value=form.civility
                            fault=fault(IdentityField::Civility)
                        />
                        <Field id="family-name" name="form[family_name]" label="Nom de naissance" value=form.family_name autocomplete="family-name" fault=fault(IdentityField::FamilyName)/>
                        <Field id="usual-name" name="form[usual_name]" label="Nom d'usage" value=form.usual_name required=false fault=fault(IdentityField::UsualName)/>
                        <Field id="given-name" name="form[given_name]" label="Prénom" value=form.given_name autocomplete="given-name" fault=fault(IdentityField::GivenName)/>
                        <Field id="other-given-names" name="form[other_given_names]" label="Autres prénoms" value=form.other_given_names required=false autocomplete="additional-name" fault=fault(IdentityField::OtherGivenNames)/>
                        <Field id="birth-date" name="form[birth_date]" label="Date de naissance" help="Par exemple 31/03/2008." value=form.birth_date inputmode="numeric" autocomplete="bday" fault=fault(IdentityField::BirthDate)/>
                        <Field id="birth-place" name="form[birth_place]" label="Ville de naissance" value=form.birth_place fault=fault(IdentityField::BirthPlace)/>
                        <Choice id="birth-country" name="form[birth_country]" label="Pays de naissance" options=Signal::stored(choices.countries) value=form.birth_country fault=fault(IdentityField::BirthCountry)/>
                        <Field id="phone" name="form[phone]" label="Téléphone" kind="tel" value=form.phone required=false autocomplete="tel" fault=fault(IdentityField::Phone)/>
                        <button disabled=move || action.pending().get()>"Enregistrer"</button>
                    </ActionForm>
                }
                    .into_any()
            },
        )}
    }
}

const ADDRESS: [(AddressField, &str, &str); 7] = [
    (AddressField::Country, "country", "Pays"),
    (AddressField::Street, "street", "Adresse"),
    (AddressField::Complement, "complement", "Complément d'adresse"),
    (AddressField::PostalCode, "postal-code", "Code postal"),
    (AddressField::Commune, "commune", "Commune"),
    (AddressField::ForeignPostalCode, "foreign-postal-code", "Code postal (étranger)"),
    (AddressField::ForeignCity, "foreign-city", "Ville (étranger)"),
];

#[component]
pub fn AddressSection(view: ProfileView, judged: bool) -> impl IntoView {
    let action = ServerAction::<SaveAddress>::new();
    let seen = version(&view, Section::Address);
    let known = view.profile.address.is_some();
    let mut form = view.profile.address.clone().unwrap_or_default();
    if form.country.is_empty() {
        FRANCE.clone_into(&mut form.country);
    }
    let faults = if known { form.check().err().unwrap_or_default() } else { Faults::default() };
    let (summary, fault) = self::judged(faults, &ADDRESS);
    let country = RwSignal::new(form.country.clone());
    let code = RwSignal::new(form.postal_code.clone());
    let choices = Resource::new(|| (), |()| offered_choices());
    // Asked once five digits are there. Without JavaScript: save with the postal code, then choose.
    let offered = Resource::new(
        move || code.get().trim().to_owned(),
        |code| async move { if is_french_postal_code(&code) { communes(code).await } else { Ok(Vec::new()) } },
    );
    let options = Signal::derive(move || {
        let communes = offered.get().and_then(Result::ok).unwrap_or_default();
        communes.into_iter().map(|it| (it.code, it.name)).collect::<Vec<_>>()
    });
    let abroad = move || country.get() != FRANCE;
    let form = StoredValue::new(form);
    view! {
        {refusal_of(action, say)}
        {judged.then(|| view! { <Saved/> })}
        <FaultSummary faults=summary/>
        {loaded(
            choices,
            move |choices| {
                let form = form.get_value();
                let fault = fault.clone();
                let (commune, commune_fault) = (form.commune.clone(), fault(AddressField::Commune));
                view! {
                    <ActionForm action attr:novalidate=true>
                        <input type="hidden" name="seen" value=seen/>
                        <Served/>
                        <Choice
                            id="country"
                            name="form[country]"
                            label="Pays"
                            options=Signal::stored(choices.countries)
                            value=form.country
                            autocomplete="country"
                            fault=fault(AddressField::Country)
                            chosen=Callback::new(move |it| country.set(it))
                        />
                        <Field id="street" name="form[street]" label="Adresse" help="Numéro et rue." value=form.street autocomplete="address-line1" fault=fault(AddressField::Street)/>
                        <Field id="complement" name="form[complement]" label="Complément d'adresse" value=form.complement required=false autocomplete="address-line2" fault=fault(AddressField::Complement)/>
                        <div hidden=abroad>
                            <Field
                                id="postal-code"
                                name="form[postal_code]"
                                label="Code postal"
                                help="En France : 5 chiffres. La liste des communes suit."
                                value=form.postal_code
                                inputmode="numeric"
                                autocomplete="postal-code"
                                fault=fault(AddressField::PostalCode)
                                typed=Callback::new(move |it| code.set(it))
                            />
                            <Transition>
                                {move || {
                                    let _communes_are_there = offered.get();
                                    let value = commune.clone();
                                    view! { <Choice id="commune" name="form[commune]" label="Commune" options value fault=commune_fault/> }
                                }}
                            </Transition>
                        </div>
                        <div class="abroad" class:needed=abroad>
                            <Field id="foreign-postal-code" name="form[foreign_postal_code]" label="Code postal (étranger)" value=form.foreign_postal_code required=false fault=fault(AddressField::ForeignPostalCode)/>
                            <Field id="foreign-city" name="form[foreign_city]" label="Ville (étranger)" help="Seulement si vous habitez hors de France." value=form.foreign_city required=false fault=fault(AddressField::ForeignCity)/>
                        </div>
                        <button disabled=move || action.pending().get()>"Enregistrer"</button>
                    </ActionForm>
                }
                    .into_any()
            },
        )}
    }
}

const BACCALAUREAT: [(BaccalaureatField, &str, &str); 7] = [
    (BaccalaureatField::HasIt, "has-it", "Situation"),
    (BaccalaureatField::Year, "year", "Année d'obtention"),
    (BaccalaureatField::Series, "series", "Série"),
    (BaccalaureatField::Mention, "mention", "Mention"),
    (BaccalaureatField::School, "school", "Établissement"),
    (BaccalaureatField::City, "city", "Ville"),
    (BaccalaureatField::Country, "country", "Pays d'obtention"),
];

#[component]
pub fn BaccalaureatSection(view: ProfileView, judged: bool) -> impl IntoView {
    let action = ServerAction::<SaveBaccalaureat>::new();
    let seen = version(&view, Section::Baccalaureat);
    let known = view.profile.baccalaureat.is_some();
    let mut form = view.profile.baccalaureat.clone().unwrap_or_default();
    if form.country.is_empty() {
        FRANCE.clone_into(&mut form.country);
    }
    let faults = if known { form.check(view.today).err().unwrap_or_default() } else { Faults::default() };
    let (summary, fault) = self::judged(faults, &BACCALAUREAT);
    let has_it = RwSignal::new(form.has_it.clone());
    let year = RwSignal::new(form.year.clone());
    let this_year = view.today.year;
    // « Le nombre de champs va s'adapter en fonction de l'année saisie »: the series are those of that year.
    let series = Signal::derive(move || {
        let typed = BaccalaureatForm { year: year.get(), ..BaccalaureatForm::default() }.typed_year();
        Series::of_year(typed.unwrap_or(this_year)).map(|it| (it.code.to_owned(), it.label.to_owned())).collect()
    });
    let mentions: Vec<_> =
        Mention::ALL.into_iter().map(|it| (it.code().to_owned(), t(words::mention(it)).into_owned())).collect();
    let choices = Resource::new(|| (), |()| offered_choices());
    let (form, mentions) = (StoredValue::new(form), StoredValue::new(mentions));
    view! {
        {refusal_of(action, say)}
        {judged.then(|| view! { <Saved/> })}
        <FaultSummary faults=summary/>
        {loaded(
            choices,
            move |choices| {
                let form = form.get_value();
                let fault = fault.clone();
                view! {
                    <ActionForm action attr:novalidate=true>
                        <input type="hidden" name="seen" value=seen/>
                        <Served/>
                        <Radio
                            id="has-it"
                            name="form[has_it]"
                            legend="Situation"
                            options=vec![("yes", "J'ai le bac ou une équivalence".into()), ("no", "Je n'ai pas le bac".into())]
                            value=form.has_it
                            fault=fault(BaccalaureatField::HasIt)
                            chosen=Callback::new(move |it| has_it.set(it))
                        />
                        <div hidden=move || has_it.get() == "no">
                            <Field id="year" name="form[year]" label="Année d'obtention" value=form.year inputmode="numeric" fault=fault(BaccalaureatField::Year) typed=Callback::new(move |it| year.set(it))/>
                            <Choice id="series" name="form[series]" label="Série" options=series value=form.series fault=fault(BaccalaureatField::Series)/>
                            <Choice id="mention" name="form[mention]" label="Mention" options=Signal::stored(mentions.get_value()) value=form.mention fault=fault(BaccalaureatField::Mention)/>
                            <Field id="school" name="form[school]" label="Établissement" value=form.school required=false fault=fault(BaccalaureatField::School)/>
                            <Field id="city" name="form[city]" label="Ville" value=form.city required=false fault=fault(BaccalaureatField::City)/>
                            <Choice id="country" name="form[country]" label="Pays d'obtention" options=Signal::stored(choices.countries) value=form.country fault=fault(BaccalaureatField::Country)/>
                        </div>
                        <button disabled=move || action.pending().get()>"Enregistrer"</button>
                    </ActionForm>
                }
                    .into_any()
            },
        )}
    }
}
