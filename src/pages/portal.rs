//! The registration home page: what one does now, and the blocks that the establishment writes.

use super::home::SiteResource;
use super::loaded;
use crate::api::portal::portal;
use crate::domain::language::Language;
use crate::domain::markup::{Piece, Span, pieces};
use crate::domain::portal::{Block, BlockKind, Opening, PortalView};
use crate::places::Place;
use crate::ui::{Title, language, t};
use crate::words::{self, login, portal as say, typeset};
use leptos::prelude::*;

#[component]
pub fn PortalPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| portal());
    loaded(page, |page| {
        let PortalView { year, openings, blocks } = page;
        let (alerts, blocks): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|it| it.kind == BlockKind::Alert);
        view! {
            <Title text=say::title(year.as_deref(), language())/>
            <Blocks blocks=alerts/>
            <Now openings/>
            <Blocks blocks/>
            <Enrol/>
        }
        .into_any()
    })
}

/// Open? When? Who is not concerned, and where they go.
#[component]
fn Now(openings: Vec<Opening>) -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let unknown = openings.iter().all(|it| it.windows.is_empty());
    let period = |(from, until)| view! { <li>{say::period(from, until, language())}</li> };
    let opening = |it: Opening| {
        view! {
            <p>
                <strong>{t(say::opening(it.kind, it.phase))}</strong>
            </p>
            <ul>{it.windows.into_iter().map(period).collect_view()}</ul>
        }
    };
    let told = openings.into_iter().filter(|it| !it.windows.is_empty()).map(opening).collect_view();
    let contact = move || site.get().and_then(Result::ok).map(|it| it.contact);
    view! {
        <section>
            <h2>{t(say::NOW)}</h2>
            {unknown.then(|| view! { <p>{t(say::NO_YEAR)}</p> })}
            {told}
            <p class="actions">
                <a class="button" href=Place::LearnerSignIn.href()>
                    {t(login::SIGN_IN_AS_LEARNER)}
                </a>
                <a class="button second" href=Place::ExternalDoor.href()>
                    {t(login::DOOR)}
                </a>
            </p>
            <p>{t(say::NOT_ADMITTED)} " " <a href=Place::Offer.href()>{t(say::APPLY_FIRST)}</a></p>
            <h3>{t(say::NOT_CONCERNED)}</h3>
            <ul>
                <li>{t(say::CONTINUING)}</li>
                <li>{t(say::EXCHANGE)}</li>
                <li>{t(say::OUTSIDE)}</li>
            </ul>
            <Transition>
                {move || {
                    contact()
                        .map(|contact| {
                            view! {
                                <p>
                                    {t(say::WHERE_TO_WRITE)} " " <a href=format!("mailto:{contact}")>{contact.clone()}</a>
                                </p>
                            }
                        })
                }}
            </Transition>
        </section>
    }
}

/// « Vous inscrire », and the button that seed 000 frames in red.
#[component]
fn Enrol() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let name = move || site.get().and_then(Result::ok).map_or_else(String::new, |it| it.establishment);
    view! {
        <section>
            <h2>{t(say::ENROL_TITLE)}</h2>
            <Transition>
                <p>{move || say::i_am_admitted(&name(), language())}</p>
            </Transition>
            <p>{t(say::TO_ENROL)}</p>
            <p class="actions">
                <a class="button" href=Place::LearnerSignIn.href()>
                    {t(say::ENROL)}
                </a>
            </p>
        </section>
    }
}

/// The blocks of a page, those beside the others after them.
#[component]
pub(super) fn Blocks(blocks: Vec<Block>) -> impl IntoView {
    let (aside, main): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|it| it.kind == BlockKind::Aside);
    let beside =
        (!aside.is_empty()).then(|| view! { <div class="beside">{aside.iter().map(block).collect_view()}</div> });
    view! {
        <div class="portal">
            <div>{main.iter().map(block).collect_view()}</div>
            {beside}
        </div>
    }
}

fn block(it: &Block) -> impl IntoView + use<> {
    let sheet = it.sheet(language());
    let (shape, tone) = match it.kind {
        BlockKind::Alert => ("notice", "warning"),
        BlockKind::Warning => ("notice", "bad"),
        BlockKind::Main => ("block", ""),
        BlockKind::Aside => ("card", ""),
    };
    let title = (!sheet.title.is_empty()).then(|| view! { <h2>{set(&sheet.title)}</h2> });
    view! {
        <section class=format!("{shape} {tone}")>
            {title} {pieces(&sheet.text).into_iter().map(piece).collect_view()}
        </section>
    }
}

/// Typed by staff, set as the rest of the page is.
fn set(text: &str) -> String {
    match language() {
        Language::French => typeset(text).into_owned(),
        Language::English => text.to_owned(),
    }
}

fn piece(it: Piece) -> AnyView {
    let line = |spans: Vec<Span>| spans.into_iter().map(span).collect_view();
    match it {
        Piece::Paragraph(spans) => view! { <p>{line(spans)}</p> }.into_any(),
        Piece::List { ordered, items } => {
            let items = items.into_iter().map(|spans| view! { <li>{line(spans)}</li> }).collect_view();
            if ordered { view! { <ol>{items}</ol> }.into_any() } else { view! { <ul>{items}</ul> }.into_any() }
        }
    }
}

fn span(it: Span) -> AnyView {
    match it {
        Span::Plain(text) => set(&text).into_any(),
        Span::Link { words, href } => view! { <a href=href>{set(&words)}</a> }.into_any(),
    }
}

/// On the first page of the site: the way here.
#[component]
pub(super) fn WayToPortal() -> impl IntoView {
    view! {
        <p>{t(say::HOME_HELP)} " " <a href=Place::Portal.href()>{t(say::HOME_LINK)}</a></p>
    }
}

/// On the other page of signing in: the way of those who were admitted.
#[component]
pub(super) fn WayToLearnerSignIn() -> impl IntoView {
    view! {
        <section class="access">
            <h2>{t(words::login::ADMITTED)}</h2>
            <p>{t(words::login::ADMITTED_HELP)}</p>
            <p>
                <a href=Place::LearnerSignIn.href()>{t(words::login::SIGN_IN_AS_LEARNER)}</a>
            </p>
        </section>
    }
}
