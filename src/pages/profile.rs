//! « Mon profil »: the three sections that activate the account, where each stands, and what comes next.

use super::sections::{AddressSection, BaccalaureatSection, IdentitySection};
use super::{NotFoundPage, loaded, param, query};
use crate::api::profile::profile;
use crate::domain::profile::{Progress, Section};
use crate::places::{Place, slug};
use crate::ui::{Badge, Notice, Title, Tone, t};
use crate::words;
use leptos::prelude::*;

pub(super) const fn tone(progress: Progress) -> Tone {
    match progress {
        Progress::Empty => Tone::Plain,
        Progress::ToCorrect => Tone::Warning,
        Progress::Complete => Tone::Good,
    }
}

#[component]
pub fn ProfilePage() -> impl IntoView {
    let view = Resource::new(|| (), |()| profile());
    loaded(view, |view| {
        let line = |(section, progress): (Section, Progress)| {
            view! {
                <li>
                    <a href=Place::Section(section).href()>{t(words::section(section))}</a>
                    " "
                    <Badge tone=tone(progress) text=t(words::progress(progress))/>
                </li>
            }
        };
        let sections = Section::ALL.into_iter().zip(view.progress).map(line).collect_view();
        let next = if view.activated {
            view! {
                <Notice tone=Tone::Good>
                    <p>"Votre compte est activé : vous pouvez candidater."</p>
                </Notice>
                <p>
                    <a class="button" href=Place::Offer.href()>
                        "Voir l'offre de formation"
                    </a>
                </p>
            }
            .into_any()
        } else {
            view! { <p>"Ces trois rubriques sont obligatoires pour créer des candidatures."</p> }.into_any()
        };
        view! {
            <Title text="Mon profil"/>
            {next}
            <ul class="sections">{sections}</ul>
        }
        .into_any()
    })
}

#[component]
pub fn SectionPage() -> impl IntoView {
    let named = param("section");
    let section = move || Section::ALL.into_iter().find(|it| slug(*it) == named.read().as_str());
    let saved = query("a-corriger");
    let view = Resource::new(move || (named.get(), saved.get()), |_| profile());
    loaded(view, move |view| {
        let Some(section) = section() else { return view! { <NotFoundPage/> }.into_any() };
        // The page says where it stands in the three, and comes back with what is wrong once it was saved.
        let judged = !saved.read().is_empty();
        let place = Section::ALL.iter().position(|it| *it == section).unwrap_or(0) + 1;
        let form = match section {
            Section::Identity => view! { <IdentitySection view judged/> }.into_any(),
            Section::Address => view! { <AddressSection view judged/> }.into_any(),
            Section::Baccalaureat => view! { <BaccalaureatSection view judged/> }.into_any(),
        };
        view! {
            <p class="where">
                <a href=Place::Profile.href()>"Mon profil"</a> " · rubrique " {place} " sur 3"
            </p>
            <Title text=t(words::section(section))/>
            {form}
        }
        .into_any()
    })
}
