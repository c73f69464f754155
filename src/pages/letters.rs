//! Letters with their state: all of them for administrators, and in a demonstration for everyone.

use super::loaded;
use crate::api::office::{demo_mailbox, letters};
use crate::domain::letter::{LetterState, LetterView};
use crate::ui::{Badge, Notice, Title, Tone, language, t};
use crate::words::{self, letter as say};
use leptos::prelude::*;

#[component]
pub fn LettersPage() -> impl IntoView {
    let all = Resource::new(|| (), |()| letters());
    loaded(all, |all| {
        view! {
            <Title text=t(say::ALL)/>
            <Letters all/>
        }
        .into_any()
    })
}

#[component]
pub fn DemoMailboxPage() -> impl IntoView {
    let mailbox = Resource::new(|| (), |()| demo_mailbox());
    loaded(mailbox, |(all, logins)| {
        view! {
            <Title text=t(say::MAILBOX)/>
            <Notice tone=Tone::Warning>
                <p>{t(say::MAILBOX_HELP)}</p>
            </Notice>
            <details>
                <summary>{t(say::STAFF_LOGINS)}</summary>
                <pre tabindex="0">{logins}</pre>
            </details>
            <Letters all/>
        }
        .into_any()
    })
}

#[component]
fn Letters(all: Vec<LetterView>) -> impl IntoView {
    if all.is_empty() {
        return view! { <p>{t(say::NONE_YET)}</p> }.into_any();
    }
    let tone = |state| match state {
        LetterState::Waiting => Tone::Warning,
        LetterState::Sent => Tone::Good,
        LetterState::GivenUp => Tone::Bad,
    };
    let letter = move |it: LetterView| {
        let title = it.written.as_ref().map_or_else(|| it.code.clone(), |it| it.subject.clone());
        view! {
            <li class="card letter" data-code=it.code>
                <h2>{title}</h2>
                <p>
                    <Badge tone=tone(it.state) text=t(words::review::letter_state(it.state))/>
                    " "
                    {words::moment(it.posted_at, language())}
                    {(it.tries > 1).then(|| say::tries(it.tries, language()))}
                </p>
                {it.last_error.map(|it| view! { <p class="help">{it}</p> })}
                {it
                    .written
                    .map(|it| {
                        view! {
                            <p class="to">{t(say::TO)} " " {it.to}</p>
                            <div class="letter-text">{linked(&it.text)}</div>
                        }
                    })}
            </li>
        }
    };
    view! { <ul class="cards">{all.into_iter().map(letter).collect_view()}</ul> }.into_any()
}

/// The text of a letter, its links made links. The text is escaped like any other.
fn linked(text: &str) -> impl IntoView + use<> {
    text.lines()
        .map(|line| {
            let words = line
                .split(' ')
                .map(|word| {
                    if word.starts_with("http://") || word.starts_with("https://") {
                        let href = word.to_owned();
                        let shown = href.clone();
                        view! { <a href=href rel="external">{shown}</a>" " }.into_any()
                    } else {
                        format!("{word} ").into_any()
                    }
                })
                .collect_view();
            view! { <p>{words}</p> }
        })
        .collect_view()
}
