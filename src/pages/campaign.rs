//! The offer as a tree that unfolds, its filter, and the step that confirms an application.

use super::{NoCampaignYet, loaded, param, query, refusal_of};
use crate::api::campaign::{Apply, offer, programme};
use crate::domain::ProgrammeId;
use crate::domain::campaign::{ApplyObstacle, FacultyBranch, LevelBranch, OfferedProgramme};
use crate::domain::language::InBoth;
use crate::domain::time::Phase;
use crate::places::Place;
use crate::ui::{Badge, Notice, Title, Tone, language, t};
use crate::words::{self, campaign as say};
use leptos::prelude::*;
use leptos_router::components::Form;

#[component]
pub fn OfferPage() -> impl IntoView {
    let words = query("filtre");
    let tree = Resource::new(move || words.get(), offer);
    view! {
        <Title text=t(say::OFFER)/>
        <Form method="GET" action=Place::Offer.href() attr:class="filter" attr:role="search">
            <div class="field">
                <label for="filter">{t(say::FILTER)}</label>
                <p class="help" id="filter-help">
                    {t(say::FILTER_HELP)}
                </p>
                <input type="search" id="filter" name="filtre" value=words aria-describedby="filter-help"/>
            </div>
            <button class="second">{t(say::TO_FILTER)}</button>
        </Form>
        {loaded(
            tree,
            move |tree| {
                let Some(tree) = tree else { return view! { <NoCampaignYet/> }.into_any() };
                let unfolded = !words.read_untracked().is_empty();
                let found: usize = tree.iter().flat_map(|it| &it.levels).map(|it| it.programmes.len()).sum();
                view! {
                    <p role="status">{say::found(found, language())}</p>
                    <div class="tree">
                        {tree.into_iter().map(|it| view! { <Faculty branch=it unfolded/> }).collect_view()}
                    </div>
                }
                    .into_any()
            },
        )}
    }
}

#[component]
fn Faculty(branch: FacultyBranch, unfolded: bool) -> impl IntoView {
    view! {
        <details open=unfolded>
            <summary>{branch.label}</summary>
            {branch.levels.into_iter().map(|it| view! { <LevelOf branch=it unfolded/> }).collect_view()}
        </details>
    }
}

#[component]
fn LevelOf(branch: LevelBranch, unfolded: bool) -> impl IntoView {
    view! {
        <details open=unfolded>
            <summary>{t(words::level(branch.level))}</summary>
            <ul>{branch.programmes.into_iter().map(|it| view! { <Line programme=it/> }).collect_view()}</ul>
        </details>
    }
}

#[component]
fn Line(programme: OfferedProgramme) -> impl IntoView {
    let OfferedProgramme { id, label, opens_at, closes_at, phase, .. } = programme;
    view! {
        <li>
            <a href=Place::Apply(id).href()>{label}</a>
            " "
            <Badge tone=if phase == Phase::Open { Tone::Good } else { Tone::Plain } text=words::window(phase, opens_at, closes_at, language())/>
        </li>
    }
}

/// « Un message vous demande de confirmer » (seed 001).
#[component]
pub fn ApplyPage() -> impl IntoView {
    let id = param("programme");
    let view = Resource::new(move || id.get(), |id| programme(ProgrammeId(id)));
    let action = ServerAction::<Apply>::new();
    loaded(view, move |view| {
        let programme = view.programme;
        let line = |it: &InBoth| view! { <li lang=it.other_tag(language())>{it.to(language()).to_owned()}</li> };
        let asked = view.requirements.iter().map(line).collect_view();
        let next = match view.obstacle {
            None => view! {
                <p class="lead">{t(say::DO_YOU_APPLY)}</p>
                <ActionForm action>
                    <input type="hidden" name="programme" value=programme.id.0.clone()/>
                    <p class="actions">
                        <button disabled=move || action.pending().get()>{t(say::YES)}</button>
                        <a class="button second" href=Place::Offer.href()>
                            {t(say::NO)}
                        </a>
                    </p>
                </ActionForm>
            }
            .into_any(),
            Some(obstacle) => {
                let place = match obstacle {
                    ApplyObstacle::NotActivated => Place::Profile,
                    ApplyObstacle::AlreadyApplied | ApplyObstacle::LimitReached { .. } => Place::Candidatures,
                    ApplyObstacle::NotOpenYet | ApplyObstacle::Closed => Place::Offer,
                };
                view! {
                    <Notice tone=Tone::Warning>
                        <p>{words::apply_obstacle(obstacle, language())}</p>
                    </Notice>
                    <p>
                        <a class="button" href=place.href()>
                            {t(say::way_on(obstacle))}
                        </a>
                    </p>
                }
                .into_any()
            }
        };
        view! {
            <p class="where">
                <a href=Place::Offer.href()>{t(say::OFFER)}</a> " · " {view.faculty} " · " {t(words::level(programme.level))}
            </p>
            <Title text=programme.label/>
            <p>{words::window(programme.phase, programme.opens_at, programme.closes_at, language())}</p>
            {refusal_of(action, |it| words::apply_obstacle(it, language()))}
            {next}
            <h2>{t(say::REQUIRED_DOCUMENTS)}</h2>
            <ul>{asked}</ul>
        }
        .into_any()
    })
}
