//! The first page, and what surrounds all of them: name, menu, foot.

use super::portal::WayToPortal;
use super::{NoCampaignYet, loaded};
use crate::api::account::{ChooseLanguage, SignOut, who_am_i};
use crate::api::office::about_site;
use crate::api::{CallError, Never};
use crate::domain::account::Who;
use crate::domain::language::Language;
use crate::domain::office::{Site, initial};
use crate::places::Place;
use crate::ui::{Notice, Title, Tone, language, t};
use crate::words::{self, Text, account, campaign, letter, office as say, settings};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What every page may say of the establishment: asked once, by [`crate::app::App`].
pub type SiteResource = Resource<Result<Site, CallError<Never>>>;

/// Asks for it, for all pages.
pub fn provide_site() {
    let site: SiteResource = Resource::new(|| (), |()| about_site());
    provide_context(site);
}

/// The name of the establishment with its mark, which leads home.
#[component]
pub fn SiteName() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    // The name stands beside it: the mark says nothing more.
    let mark = |site: &Site| {
        if site.face.logo {
            view! { <img class="logo" src=Place::Logo.href() alt=""/> }.into_any()
        } else {
            view! {
                <span class="mark" aria-hidden="true">
                    {initial(&site.establishment)}
                </span>
            }
            .into_any()
        }
    };
    view! {
        <a class="name" href=Place::Home.href()>
            <Transition>
                {move || {
                    site.get().and_then(Result::ok).map(|it| view! { {mark(&it)} <span>{it.establishment}</span> })
                }}
            </Transition>
        </a>
    }
}

/// What one may go to, by who one is. Asked again after each move: signing in and out are moves.
#[component]
pub fn Menu() -> impl IntoView {
    let location = use_location();
    let who = Resource::new(move || location.pathname.get(), |_| who_am_i());
    let sign_out = ServerAction::<SignOut>::new();
    let link = move |place: Place, text: Text| {
        let href = place.href();
        let current = {
            let href = href.clone();
            move || current(&location.pathname.read(), &href)
        };
        view! { <a href=href aria-current=current>{t(text)}</a> }
    };
    let leave = move |name: String| {
        view! {
            <ActionForm action=sign_out>
                <span class="who">{name}</span>
                <button class="plain">{t(account::SIGN_OUT)}</button>
            </ActionForm>
        }
    };
    let entries = move |who: Who| match who {
        Who::Nobody => view! {
            {link(Place::Offer, campaign::OFFER)}
            {link(Place::SignUp, account::SIGN_UP)}
            {link(Place::SignIn, account::SIGN_IN)}
        }
        .into_any(),
        Who::Candidate { name, number, admitted } => view! {
            {link(Place::Offer, campaign::OFFER)}
            {link(Place::Profile, say::MY_PROFILE)}
            {link(Place::Candidatures, say::CANDIDATURES)}
            {link(Place::Timeline, words::timeline::TITLE)}
            {admitted.then(|| link(Place::Enrolment, words::enrolment::MINE))}
            {link(Place::Messages, settings::MESSAGES)}
            {link(Place::Settings, settings::TITLE)}
            {leave(format!("{name} ({})", number.as_str()))}
        }
        .into_any(),
        Who::Staff { name, reads_letters } => view! {
            {link(Place::Pile, say::PILE)}
            {reads_letters.then(|| link(Place::Letters, letter::ALL))}
            {leave(name)}
        }
        .into_any(),
    };
    view! {
        <nav aria-label=t(say::MENU)>
            <Transition>
                {move || Suspend::new(async move { entries(who.await.unwrap_or(Who::Nobody)) })}
            </Transition>
        </nav>
    }
}

/// Whether an entry of the menu leads to the page that is shown, or to one above it.
fn current(path: &str, href: &str) -> Option<&'static str> {
    match path.strip_prefix(href)? {
        "" => Some("page"),
        rest => rest.starts_with('/').then_some("true"),
    }
}

/// The way to the other language: a plain form, so that the whole page comes back in it.
#[component]
pub fn Languages() -> impl IntoView {
    let other = |it: &Language| *it != language();
    let button = |it: Language| {
        view! {
            <button class="plain" name="language" value=it.code() lang=it.code()>
                {words::language(it)}
            </button>
        }
    };
    view! {
        <form class="languages" method="post" action=server_fn_address() aria-label=t(say::LANGUAGE)>
            {Language::ALL.into_iter().filter(other).map(button).collect_view()}
        </form>
    }
}

fn server_fn_address() -> &'static str {
    <ChooseLanguage as server_fn::ServerFn>::PATH
}

/// Whom to write to, and that nothing is real in a demonstration.
#[component]
pub fn Foot() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    view! {
        <Transition>
            {move || {
                site.get()
                    .and_then(Result::ok)
                    .map(|site| {
                        view! {
                            <p>
                                {t(say::QUESTION)} " " <a href=format!("mailto:{}", site.contact)>{site.contact.clone()}</a>
                            </p>
                            {site
                                .demonstration
                                .then(|| {
                                    view! {
                                        <p>
                                            {t(say::DEMONSTRATION)} " "
                                            <a href=Place::DemoMailbox.href()>{t(letter::MAILBOX)}</a> ", "
                                            <a href=Place::StaffSignIn.href()>{t(say::STAFF_ACCESS)}</a>
                                        </p>
                                    }
                                })}
                        }
                    })
            }}
        </Transition>
    }
}

#[component]
pub fn HomePage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    loaded(site, |site| {
        let welcome = say::welcome(&site.establishment, language());
        let Some(campaign) = site.campaign else {
            return view! {
                <Title text=welcome/>
                <NoCampaignYet/>
                <WayToPortal/>
            }
            .into_any();
        };
        view! {
            <Title text=welcome/>
            <p class="lead">{say::campaign(&campaign, language())}</p>
            <p class="actions">
                <a class="button" href=Place::SignUp.href()>
                    {t(account::SIGN_UP)}
                </a>
                <a class="button second" href=Place::SignIn.href()>
                    {t(account::SIGN_IN)}
                </a>
            </p>
            <WayToPortal/>
            <ol class="steps">
                <li>
                    <h2>{t(account::SIGN_UP)}</h2>
                    <p>{t(say::CREATE_HELP)}</p>
                </li>
                <li>
                    <h2>{t(say::ACTIVATE)}</h2>
                    <p>{t(say::ACTIVATE_HELP)}</p>
                </li>
                <li>
                    <h2>{t(say::APPLY)}</h2>
                    <p>
                        {t(say::CHOOSE_FROM)} " " <a href=Place::Offer.href()>{t(say::THE_OFFER)}</a>
                        {t(say::THEN_DEPOSIT)}
                    </p>
                </li>
                <li>
                    <h2>{t(say::SUBMIT)}</h2>
                    <p>{t(say::SUBMIT_HELP)}</p>
                </li>
            </ol>
            <Notice tone=Tone::Plain>
                <p>{t(say::ONE_CAMPAIGN)}</p>
            </Notice>
        }
        .into_any()
    })
}
