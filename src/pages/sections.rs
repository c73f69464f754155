//! The forms of identity and address. Each is saved as typed; what is missing or wrong is shown after, from what is stored.

use super::served::Served;
use super::{loaded, refusal_of};
use crate::api::profile::{SaveAddress, SaveIdentity, communes, offered_choices};
use crate::domain::form::{Fault, Faults};
use crate::domain::ine::Ine;
use crate::domain::profile::{
    AddressField, FRANCE, IdentityField, ProfileView, SaveRefusal, Section, is_french_postal_code,
};
use crate::ui::{Choice, FaultSummary, Field, Notice, Radio, Tone, language, t};
use crate::words::office::SAVE;
use crate::words::{self, Text, profile as say};
use leptos::prelude::*;

pub(super) fn refused(refusal: SaveRefusal) -> String {
    t(say::save_refusal(refusal)).into_owned()
}

pub(super) fn version(view: &ProfileView, section: Section) -> i64 {
    let at = Section::ALL.iter().position(|it| *it == section).unwrap_or(0);
    view.versions.get(at).copied().unwrap_or(0)
}

#[component]
pub(super) fn Saved() -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning>
            <p>{t(say::SAVED)}</p>
        </Notice>
    }
}

const IDENTITY: [(IdentityField, &str, Text); 11] = [
    (IdentityField::Nationality, "nationality", say::NATIONALITY),
    (IdentityField::Ine, "ine", say::INE),
    (IdentityField::Civility, "civility", say::CIVILITY),
    (IdentityField::FamilyName, "family-name", say::FAMILY_NAME),
    (IdentityField::UsualName, "usual-name", say::USUAL_NAME),
    (IdentityField::GivenName, "given-name", say::GIVEN_NAME),
    (IdentityField::OtherGivenNames, "other-given-names", say::OTHER_GIVEN_NAMES),
    (IdentityField::BirthDate, "birth-date", say::BIRTH_DATE),
    (IdentityField::BirthPlace, "birth-place", say::BIRTH_PLACE),
    (IdentityField::BirthCountry, "birth-country", say::BIRTH_COUNTRY),
    (IdentityField::Phone, "phone", say::PHONE),
];

#[component]
pub fn IdentitySection(view: ProfileView, judged: bool) -> impl IntoView {
    let action = ServerAction::<SaveIdentity>::new();
    let seen = version(&view, Section::Identity);
    let first = view.first_identity();
    let known = view.profile.identity.is_some();
    let form = view.profile.identity.clone().unwrap_or(first);
    let faults = if known { form.check(view.today).err().unwrap_or_default() } else { Faults::default() };
    let (summary, fault) = super::judged::judged(faults, &IDENTITY);
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
        {refusal_of(action, refused)}
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
                        <Choice id="nationality" name="form[nationality]" label=t(say::NATIONALITY) options=Signal::stored(choices.nationalities) value=form.nationality fault=fault(IdentityField::Nationality)/>
                        <Field
                            id="ine"
                            name="form[ine]"
                            label=t(say::INE)
                            value=form.ine
                            help=t(say::INE_HELP)
                            autocomplete="off"
                            fault=fault(IdentityField::Ine)
                            typed=Callback::new(move |it| ine.set(it))
                        />
                        <p class="live" role="status">
                            {move || recognised().map(|(good, text)| view! { <span class:good=good class:bad=!good>{text}</span> })}
                        </p>
                        <label class="choice">
                            <input type="checkbox" name="form[no_ine]" value="yes" checked=form.no_ine == "yes"/>
                            {t(say::NO_INE)}
                        </label>
                        <Radio
                            id="civility"
                            name="form[civility]"
                            legend=t(say::CIVILITY)
                            options=vec![("madam", t(say::MADAM)), ("sir", t(say::SIR))]
                            value=form.civility
                            fault=fault(IdentityField::Civility)
                        />
                        <Field id="family-name" name="form[family_name]" label=t(say::FAMILY_NAME) value=form.family_name autocomplete="family-name" fault=fault(IdentityField::FamilyName)/>
                        <Field id="usual-name" name="form[usual_name]" label=t(say::USUAL_NAME) value=form.usual_name required=false fault=fault(IdentityField::UsualName)/>
                        <Field id="given-name" name="form[given_name]" label=t(say::GIVEN_NAME) value=form.given_name autocomplete="given-name" fault=fault(IdentityField::GivenName)/>
                        <Field id="other-given-names" name="form[other_given_names]" label=t(say::OTHER_GIVEN_NAMES) value=form.other_given_names required=false autocomplete="additional-name" fault=fault(IdentityField::OtherGivenNames)/>
                        <Field id="birth-date" name="form[birth_date]" label=t(say::BIRTH_DATE) help=t(say::BIRTH_DATE_HELP) value=form.birth_date inputmode="numeric" autocomplete="bday" fault=fault(IdentityField::BirthDate)/>
                        <Field id="birth-place" name="form[birth_place]" label=t(say::BIRTH_PLACE) value=form.birth_place fault=fault(IdentityField::BirthPlace)/>
                        <Choice id="birth-country" name="form[birth_country]" label=t(say::BIRTH_COUNTRY) options=Signal::stored(choices.countries) value=form.birth_country fault=fault(IdentityField::BirthCountry)/>
                        <Field id="phone" name="form[phone]" label=t(say::PHONE) kind="tel" value=form.phone required=false autocomplete="tel" fault=fault(IdentityField::Phone)/>
                        <button disabled=move || action.pending().get()>{t(SAVE)}</button>
                    </ActionForm>
                }
                    .into_any()
            },
        )}
    }
}

const ADDRESS: [(AddressField, &str, Text); 7] = [
    (AddressField::Country, "country", say::COUNTRY),
    (AddressField::Street, "street", say::STREET),
    (AddressField::Complement, "complement", say::COMPLEMENT),
    (AddressField::PostalCode, "postal-code", say::POSTAL_CODE),
    (AddressField::Commune, "commune", say::COMMUNE),
    (AddressField::ForeignPostalCode, "foreign-postal-code", say::FOREIGN_POSTAL_CODE),
    (AddressField::ForeignCity, "foreign-city", say::FOREIGN_CITY),
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
    let (summary, fault) = super::judged::judged(faults, &ADDRESS);
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
        {refusal_of(action, refused)}
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
                            label=t(say::COUNTRY)
                            options=Signal::stored(choices.countries)
                            value=form.country
                            autocomplete="country"
                            fault=fault(AddressField::Country)
                            chosen=Callback::new(move |it| country.set(it))
                        />
                        <Field id="street" name="form[street]" label=t(say::STREET) help=t(say::STREET_HELP) value=form.street autocomplete="address-line1" fault=fault(AddressField::Street)/>
                        <Field id="complement" name="form[complement]" label=t(say::COMPLEMENT) value=form.complement required=false autocomplete="address-line2" fault=fault(AddressField::Complement)/>
                        <div hidden=abroad>
                            <Field
                                id="postal-code"
                                name="form[postal_code]"
                                label=t(say::POSTAL_CODE)
                                help=t(say::POSTAL_CODE_HELP)
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
                                    view! { <Choice id="commune" name="form[commune]" label=t(say::COMMUNE) options value fault=commune_fault/> }
                                }}
                            </Transition>
                        </div>
                        <div class="abroad" class:needed=abroad>
                            <Field id="foreign-postal-code" name="form[foreign_postal_code]" label=t(say::FOREIGN_POSTAL_CODE) value=form.foreign_postal_code required=false fault=fault(AddressField::ForeignPostalCode)/>
                            <Field id="foreign-city" name="form[foreign_city]" label=t(say::FOREIGN_CITY) help=t(say::FOREIGN_CITY_HELP) value=form.foreign_city required=false fault=fault(AddressField::ForeignCity)/>
                        </div>
                        <button disabled=move || action.pending().get()>{t(SAVE)}</button>
                    </ActionForm>
                }
                    .into_any()
            },
        )}
    }
}
