//! What happened: badges, notices, the four parts of an error, the summary of faults that takes focus.

use super::t;
use crate::words::ui as say;
use leptos::html;
use leptos::prelude::*;
use std::borrow::Cow;
use std::sync::Arc;

/// The colour of a message; never the only sign of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Warning,
    Bad,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Bad => "bad",
        }
    }

    /// A sign beside the colour.
    const fn sign(self) -> &'static str {
        match self {
            Self::Plain => "•",
            Self::Good => "✓",
            Self::Warning => "!",
            Self::Bad => "✕",
        }
    }
}

/// A state, in a word or two.
#[component]
pub fn Badge(tone: Tone, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <span class=format!("badge {}", tone.class())>
            <span aria-hidden="true">{tone.sign()}</span>
            " "
            {text}
        </span>
    }
}

/// A message of the page.
#[component]
pub fn Notice(tone: Tone, children: Children) -> impl IntoView {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! {
        <div class=format!("notice {}", tone.class()) role=role>
            {children()}
        </div>
    }
}

/// An error in its four parts: what happened, what was kept, what to do, what to quote.
#[component]
pub fn Explained(
    #[prop(into)] happened: String,
    #[prop(optional, into)] kept: String,
    #[prop(into)] advice: String,
    #[prop(optional, into)] reference: String,
) -> impl IntoView {
    view! {
        <div class="notice bad" role="alert">
            <p>
                <strong>{happened}</strong>
            </p>
            {(!kept.is_empty()).then(|| view! { <p>{kept}</p> })}
            <p>{advice}</p>
            {(!reference.is_empty()).then(|| view! { <p class="reference">{t(say::REFERENCE)} " " <code>{reference}</code></p> })}
        </div>
    }
}

/// Lines of a summary of faults: the identifier of a field, and what is wrong with it.
pub type FaultLines = Signal<Vec<(Cow<'static, str>, String)>>;

/// All faults of a form, each a link to its field; takes the focus when it appears.
#[component]
pub fn FaultSummary(faults: FaultLines) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if !faults.get().is_empty()
            && let Some(element) = place.get()
        {
            let _ = element.focus();
        }
    });
    view! {
        <Show when=move || !faults.get().is_empty()>
            <div class="notice bad" role="alert" tabindex="-1" autofocus=true node_ref=place>
                <p>
                    <strong>{t(say::TO_CORRECT)}</strong>
                </p>
                <ul>
                    {move || {
                        faults
                            .get()
                            .into_iter()
                            .map(|(id, text)| {
                                view! {
                                    <li>
                                        <a href=format!("#{id}") rel="external">
                                            {text}
                                        </a>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
            </div>
        </Show>
    }
}

/// How a page that was rendered at the server says its HTTP status. The server provides it; a browser has none.
#[derive(Clone)]
pub struct PageStatus(pub Arc<dyn Fn(u16) + Send + Sync>);

impl PageStatus {
    pub fn set(status: u16) {
        if let Some(it) = use_context::<Self>() {
            (it.0)(status);
        }
    }
}
