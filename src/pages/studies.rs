//! The rest of the profile, for whoever is concerned: « Cursus interne », which the scolarité fills in, and the lists that
//! the person, or staff for them, fill in.

use super::served::{ForCandidate, Served, WayBack, is_served, place_of};
use super::{loaded, query, refusal_of};
use crate::api::profile::profile;
use crate::api::studies::RemoveEntry;
use crate::domain::language::Language;
use crate::domain::profile::{ENTRIES_MAX, EntryForm, List, Listing, Others, ProfileView, Studies};
use crate::domain::time::Date;
use crate::places::Place;
use crate::ui::{Badge, Notice, Title, Tone, language, t};
use crate::words::studies as words_of;
use crate::words::studies::Told;
use crate::words::{self, Text};
use leptos::prelude::*;

/// The name of a section, leading there where it may be opened.
pub(super) fn leading(label: Text, place: Option<Place>) -> AnyView {
    match place {
        Some(it) => view! { <a href=it.href()>{t(label)}</a> }.into_any(),
        None => t(label).into_any(),
    }
}

/// The sections that do not count for activation, in the guide's order, with what is in them; `place` says where one
/// opens, if it may be opened.
#[component]
pub(super) fn OtherSections<P>(heading: Text, others: Others, place: P) -> impl IntoView
where
    P: Fn(Place) -> Option<Place> + 'static,
{
    let internal = match others.years {
        0 => t(words_of::INTERNAL_EMPTY).into_owned(),
        n => words_of::count(n, language()),
    };
    let line = |(listing, (count, fit)): (Listing, (usize, bool))| {
        let (tone, text) = match (count, fit) {
            (_, false) => (Tone::Warning, t(words_of::TO_CORRECT).into_owned()),
            (0, true) => (Tone::Plain, words_of::count(0, language())),
            (n, true) => (Tone::Good, words_of::count(n, language())),
        };
        let label = leading(words_of::listing(listing), place(Place::List(listing)));
        view! {
            <li>
                {label} " " <Badge tone text/>
            </li>
        }
    };
    let lists = Listing::ALL.into_iter().zip(others.lists).map(line).collect_view();
    let first = leading(words_of::INTERNAL, place(Place::InternalStudies));
    view! {
        <h2>{t(heading)}</h2>
        <ul class="sections">
            <li>
                {first} " " <Badge tone=Tone::Plain text=internal/>
            </li>
            {lists}
        </ul>
    }
}

/// A page on the profile of whoever is signed in, read again at each address of it.
pub(super) fn own(show: fn(ProfileView) -> AnyView) -> impl IntoView {
    let (number, wrong, saved) = (query("ligne"), query("a-corriger"), query("version"));
    let view = Resource::new(move || (number.get(), wrong.get(), saved.get()), |_| profile());
    loaded(view, show)
}

#[component]
pub fn InternalStudiesPage() -> impl IntoView {
    own(internal)
}

/// « Cursus interne » of a profile: read only.
pub(super) fn internal(view: ProfileView) -> AnyView {
    let record = view.profile.record;
    let empty = match &record {
        None => Some(words::records::INTERNAL_UNASKED),
        Some(it) if it.years.is_empty() => Some(words::records::INTERNAL_NONE),
        Some(_) => None,
    };
    let years = record.map(|it| it.years).unwrap_or_default();
    let years =
        years.iter().map(|it| view! { <li class="document"><Entry told=words_of::internal(it, language())/></li> });
    let told =
        is_served().then(|| view! { <Notice tone=Tone::Plain>{t(words::records::INTERNAL_OF_CANDIDATE)}</Notice> });
    view! {
        <WayBack/>
        <Title text=t(words_of::INTERNAL)/>
        {told}
        <p>{t(words::records::INTERNAL_ABOUT)}</p>
        {empty.map(|it| view! { <p>{t(it)}</p> })}
        <ul class="documents">{years.collect_view()}</ul>
    }
    .into_any()
}

/// What is shown of one entry.
#[component]
pub(super) fn Entry(told: Told) -> impl IntoView {
    let details = told.details.into_iter().map(|it| view! { <p class="words">{it}</p> }).collect_view();
    view! {
        <p>
            <strong>{told.heading}</strong>
        </p>
        {details}
    }
}

/// What the page of a list hands to the form of an entry.
#[derive(Clone)]
pub(super) struct Given<F> {
    /// The entry to be changed; none to add one.
    pub number: Option<u32>,
    pub form: F,
    /// The version of the list.
    pub seen: i64,
    /// It was saved a moment ago, and something in it is wrong.
    pub judged: bool,
    pub today: Date,
}

/// A list of a profile: its entries, each to be changed or removed, and the form of one.
pub(super) fn listed<F: EntryForm>(
    view: ProfileView,
    list: fn(Studies) -> List<F>,
    tell: fn(&F, Language) -> Told,
    form: fn(Given<F>) -> AnyView,
) -> AnyView {
    let asked = |name| query(name).get_untracked();
    let remove = ServerAction::<RemoveEntry>::new();
    let (today, seen) = (view.today, view.list_version(F::LISTING));
    let list = list(view.profile.studies);
    let number = asked("ligne").parse().ok().filter(|it| list.get(*it).is_some());
    let given = Given {
        number,
        form: number.and_then(|it| list.get(it)).cloned().unwrap_or_default(),
        seen,
        judged: !asked("a-corriger").is_empty(),
        today,
    };
    let full = number.is_none() && list.0.len() >= ENTRIES_MAX;
    let entries = list
        .0
        .iter()
        .map(|it| {
            let told = tell(&it.form, language());
            view! { <ListedEntry number=it.number told fit=it.form.is_fit(today) listing=F::LISTING seen remove/> }
        })
        .collect_view();
    let heading = if number.is_some() { words_of::CHANGE_ONE } else { words_of::ADD_ONE };
    view! {
        <WayBack/>
        <Title text=t(words_of::listing(F::LISTING))/>
        <ForCandidate/>
        <p>{t(words_of::about(F::LISTING))}</p>
        {refusal_of(remove, |it| words_of::refusal(it, language()))}
        {(!asked("version").is_empty())
            .then(|| view! { <Notice tone=Tone::Good><p>{t(words_of::KEPT)}</p></Notice> })}
        {list.0.is_empty().then(|| view! { <p>{t(words_of::NONE)}</p> })}
        <ul class="documents">{entries}</ul>
        {(!full)
            .then(|| {
                view! {
                    <h2>{t(heading)}</h2>
                    {form(given)}
                }
            })}
        {number
            .map(|_| {
                view! {
                    <p>
                        <a href=place_of(Place::List(F::LISTING)).href()>{t(words_of::LEAVE)}</a>
                    </p>
                }
            })}
    }
    .into_any()
}

#[component]
fn ListedEntry(
    number: u32,
    told: Told,
    fit: bool,
    listing: Listing,
    seen: i64,
    remove: ServerAction<RemoveEntry>,
) -> impl IntoView {
    // What a screen reader hears of a link must tell it from the one of the next entry.
    let name = |act: words::Text| words::pair(&t(act), &told.heading, language());
    let (change, drop) = (name(words_of::CHANGE), name(words_of::REMOVE));
    let list = match listing {
        Listing::External => "External",
        Listing::Internships => "Internships",
        Listing::Experience => "Experience",
    };
    view! {
        <li class="document">
            <Entry told/>
            {(!fit).then(|| view! { <p><Badge tone=Tone::Warning text=t(words_of::TO_CORRECT)/></p> })}
            <ActionForm action=remove>
                <input type="hidden" name="listing" value=list/>
                <input type="hidden" name="number" value=number/>
                <input type="hidden" name="seen" value=seen/>
                <Served/>
                <p class="actions">
                    <a class="button second" href=place_of(Place::Entry(listing, number)).href() aria-label=change>
                        {t(words_of::CHANGE)}
                    </a>
                    <button class="danger" aria-label=drop>
                        {t(words_of::REMOVE)}
                    </button>
                </p>
            </ActionForm>
        </li>
    }
}
