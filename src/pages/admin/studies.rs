//! The rest of a profile as it was handed over: where it comes from, specialities, studies here and elsewhere, internships,
//! work.

use crate::domain::profile::{Listing, Profile, Speciality};
use crate::pages::studies::Entry;
use crate::ui::{language, t};
use crate::words::studies as words_of;
use crate::words::studies::Told;
use crate::words::{self, Text};
use leptos::prelude::*;

#[component]
pub(super) fn StudiesOf(profile: Profile) -> impl IntoView {
    let language = language();
    let specialities = profile.baccalaureat.as_ref().map(|it| {
        let codes = [&it.speciality_1, &it.speciality_2, &it.speciality_dropped];
        codes.into_iter().filter_map(|code| Speciality::named(code)).map(|it| it.label).collect::<Vec<_>>().join(", ")
    });
    let specialities = specialities.filter(|it| !it.is_empty());
    let years = profile.record.as_ref().map(|it| it.years.clone()).unwrap_or_default();
    let studies = profile.studies;
    let parts: [(Text, Vec<Told>); 4] = [
        (words_of::INTERNAL, years.iter().map(|it| words_of::internal(it, language)).collect()),
        (
            words_of::listing(Listing::External),
            studies.external.0.iter().map(|it| words_of::external(&it.form, language)).collect(),
        ),
        (
            words_of::listing(Listing::Internships),
            studies.internships.0.iter().map(|it| words_of::internship(&it.form, language)).collect(),
        ),
        (
            words_of::listing(Listing::Experience),
            studies.experience.0.iter().map(|it| words_of::experience(&it.form, language)).collect(),
        ),
    ];
    let parts = parts
        .into_iter()
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(heading, entries)| {
            let entries = entries.into_iter().map(|told| view! { <li class="document"><Entry told/></li> });
            view! {
                <h3>{t(heading)}</h3>
                <ul class="documents">{entries.collect_view()}</ul>
            }
        })
        .collect_view();
    view! {
        {profile.record.is_some().then(|| view! { <p>{t(words::records::CONFIRMED)}</p> })}
        {specialities
            .map(|it| view! { <dl><dt>{t(words::baccalaureat::SPECIALITIES)}</dt><dd>{it}</dd></dl> })}
        {parts}
    }
}
