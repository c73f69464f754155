//! « Où j'en suis ».

use super::loaded;
use crate::api::timeline::my_timeline;
use crate::domain::timeline::{Entry, Target, Turn};
use crate::places::Place;
use crate::ui::{Title, language, t};
use crate::words;
use crate::words::timeline as say;
use leptos::prelude::*;

#[component]
pub fn TimelinePage() -> impl IntoView {
    let mine = Resource::new(|| (), |()| my_timeline());
    loaded(mine, |all| {
        if all.is_empty() {
            return view! {
                <Title text=t(say::TITLE)/>
                <p>{t(say::NOTHING_YET)}</p>
                <p>
                    <a class="button" href=Place::Offer.href()>
                        {t(words::campaign::OFFER)}
                    </a>
                </p>
            }
            .into_any();
        }
        let of = |turn: Turn| all.iter().filter(|it| it.turn == turn).cloned().collect::<Vec<_>>();
        let (yours, ours) = (of(Turn::Yours), of(Turn::Ours));
        // The latest first: what happened long ago is looked for less often.
        let done: Vec<_> = of(Turn::Done).into_iter().rev().collect();
        let idle = yours.is_empty().then(|| view! { <p role="status">{t(say::NOTHING_TO_DO)}</p> });
        view! {
            <Title text=t(say::TITLE)/>
            <p>{t(say::HELP)}</p>
            {idle}
            <Part turn=Turn::Yours entries=yours/>
            <Part turn=Turn::Ours entries=ours/>
            <Part turn=Turn::Done entries=done/>
        }
        .into_any()
    })
}

/// What is done, checked, or to be done; nothing when there is nothing.
#[component]
fn Part(turn: Turn, entries: Vec<Entry>) -> impl IntoView {
    let id = match turn {
        Turn::Yours => "yours",
        Turn::Ours => "ours",
        Turn::Done => "done",
    };
    let entry = |it: Entry| {
        let (said, date) = (say::entry(&it, language()), say::date(&it, language()));
        let said = match place(it.target) {
            Some(place) => view! { <a href=place.href()>{said}</a> }.into_any(),
            None => said.into_any(),
        };
        view! {
            <li>
                {said}
                {date.map(|date| view! { <span class="help">{date}</span> })}
            </li>
        }
    };
    (!entries.is_empty()).then(|| {
        view! {
            <section aria-labelledby=id class=format!("timeline {id}")>
                <h2 id=id>{t(say::turn(turn))}</h2>
                <ol>{entries.into_iter().map(entry).collect_view()}</ol>
            </section>
        }
    })
}

fn place(target: Target) -> Option<Place> {
    Some(match target {
        Target::Nowhere => return None,
        Target::Dossier(id) => Place::Dossier(id),
        Target::Receipt(id) => Place::Receipt(id),
        Target::Enrolment => Place::Enrolment,
        Target::EnrolmentStep(step) => Place::EnrolmentStep(step),
        Target::EnrolmentDocuments => Place::EnrolmentDocuments,
        Target::Payment => Place::Payment,
        Target::Student => Place::Student,
    })
}
