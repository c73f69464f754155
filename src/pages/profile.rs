//! « Mon profil »: the three sections that activate the account, where each stands, and what comes next.

use super::baccalaureat::BaccalaureatSection;
use super::records::{AddressOrigin, IdentityPage};
use super::sections::AddressSection;
use super::studies::OtherSections;
use super::{NotFoundPage, loaded, param, query};
use crate::api::profile::{TakeUp, profile};
use crate::domain::profile::{Progress, Section};
use crate::places::{Place, slug};
use crate::ui::{Badge, Notice, Title, Tone, language, t};
use crate::words::{self, profile as say};
use leptos::prelude::*;

pub(super) const fn tone(progress: Progress) -> Tone {
    match progress {
        Progress::Empty => Tone::Plain,
        Progress::ToCorrect | Progress::ToConfirm => Tone::Warning,
        Progress::Complete => Tone::Good,
    }
}

#[component]
pub fn ProfilePage() -> impl IntoView {
    let take_up = ServerAction::<TakeUp>::new();
    let view = Resource::new(move || take_up.version().get(), |_| profile());
    loaded(view, move |view| {
        let earlier = view.earlier.clone().map(|campaign| {
            view! {
                <Notice tone=Tone::Warning>
                    <p>{say::earlier(&campaign, language())}</p>
                    <ActionForm action=take_up>
                        <button disabled=move || take_up.pending().get()>{t(say::TAKE_UP)}</button>
                    </ActionForm>
                </Notice>
            }
        });
        let line = |(section, progress): (Section, Progress)| {
            view! {
                <li>
                    <a href=Place::Section(section).href()>{t(words::section(section))}</a>
                    " "
                    <Badge tone=tone(progress) text=t(words::progress(progress))/>
                </li>
            }
        };
        let others = view.profile.others(view.today);
        let others = view! { <OtherSections heading=words::studies::OTHERS others place=Some/> };
        let sections = Section::ALL.into_iter().zip(view.progress).map(line).collect_view();
        let next = if view.activated {
            view! {
                <Notice tone=Tone::Good>
                    <p>{t(say::ACTIVATED)}</p>
                </Notice>
                <p>
                    <a class="button" href=Place::Offer.href()>
                        {t(say::SEE_THE_OFFER)}
                    </a>
                </p>
            }
            .into_any()
        } else {
            view! { <p>{t(say::THREE_SECTIONS)}</p> }.into_any()
        };
        view! {
            <Title text=t(say::MINE)/>
            {earlier}
            {next}
            <ul class="sections">{sections}</ul>
            {others}
        }
        .into_any()
    })
}

#[component]
pub fn SectionPage() -> impl IntoView {
    let named = param("section");
    let section = move || Section::ALL.into_iter().find(|it| slug(*it) == named.read().as_str());
    let saved = query("a-corriger");
    // Of the steps of « Informations perso. »; with its version, so that each step is read anew.
    let (step, version) = (query("etape"), query("version"));
    let view = Resource::new(move || (named.get(), saved.get(), step.get(), version.get()), |_| profile());
    loaded(view, move |view| {
        let Some(section) = section() else { return view! { <NotFoundPage/> }.into_any() };
        // The page says where it stands in the three, and comes back with what is wrong once it was saved.
        let judged = !saved.read().is_empty();
        let place = Section::ALL.iter().position(|it| *it == section).unwrap_or(0) + 1;
        let form = match section {
            Section::Identity => view! { <IdentityPage view judged step=step.get_untracked()/> }.into_any(),
            Section::Address => view! { <AddressOrigin view=view.clone()/> <AddressSection view judged/> }.into_any(),
            Section::Baccalaureat => view! { <BaccalaureatSection view judged/> }.into_any(),
        };
        view! {
            <p class="where">
                <a href=Place::Profile.href()>{t(say::MINE)}</a> " · " {say::place(place, Section::ALL.len(), language())}
            </p>
            <Title text=t(words::section(section))/>
            {form}
        }
        .into_any()
    })
}
