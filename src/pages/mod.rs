//! What one sees, a file a family of pages. Asks `api`, speaks `words`, decides nothing.

pub mod account;
pub mod admin;
mod baccalaureat;
pub mod campaign;
pub mod candidature;
pub mod cas;
pub mod certificate;
mod document;
pub mod enrolment;
pub mod entries;
pub mod fee;
pub mod gallery;
mod history;
pub mod home;
mod judged;
pub mod lazy;
pub mod letters;
pub mod login;
pub mod payment;
pub mod portal;
pub mod profile;
mod records;
mod sections;
mod served;
pub mod settings;
pub mod studies;
pub mod timeline;
pub mod transmission;

use crate::api::CallError;
use crate::domain::form::ByField;
use crate::domain::profile::series;
use crate::places::Place;
use crate::ui::{Anew, Explained, Notice, PageStatus, Sent, Title, Tone, t};
use crate::words::{self, office as say};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// In the browser: the establishment's own table of baccalaureats, where the server wrote one into the document. Called once,
/// before the page is taken over.
pub fn take_series_of_document() {
    let text = document().document_element().and_then(|it| it.get_attribute("data-series"));
    if let Some(text) = text {
        // The server read the same text when it started.
        let _ = series::replace(text.leak());
    }
}

/// What a resource of a page holds.
type Answer<T, R> = Result<T, CallError<R>>;

/// Shows what a call brought, or why it failed. At another address all of it is made anew: nothing that was typed, ticked or
/// unfolded for one thing is there when the next one is shown. At the same address it stays, whatever was refused.
fn loaded<T, R>(
    resource: Resource<Answer<T, R>>,
    show: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
    R: Clone + Send + Sync + Serialize + DeserializeOwned + 'static,
{
    let (last, anew) = (StoredValue::new(None::<T>), Anew::here());
    view! {
        <Transition fallback=|| view! { <p role="status">{t(say::LOADING)}</p> }>
            {move || {
                let show = show.clone();
                Suspend::new(async move {
                    let shown = match (resource.await, last.get_value()) {
                        (Ok(it), _) => {
                            last.set_value(Some(it.clone()));
                            show(it)
                        }
                        // The line is down: what was on the screen stays, under the message.
                        (Err(CallError::Unreachable), Some(it)) => {
                            view! { <Failed error=CallError::Unreachable/> {show(it)} }.into_any()
                        }
                        (Err(error), _) => view! { <Failed error=error.unit() page=true/> }.into_any(),
                    };
                    anew.of(shown)
                })
            }}
        </Transition>
    }
}

impl<R> CallError<R> {
    /// The error without the reasons of a refusal, for those who show only that it failed.
    fn unit(self) -> CallError<()> {
        match self {
            Self::Refused(_) => CallError::Refused(()),
            Self::SignedOut => CallError::SignedOut,
            Self::NotFound => CallError::NotFound,
            Self::NoCampaign => CallError::NoCampaign,
            Self::TooMany => CallError::TooMany,
            Self::TooLarge(reference) => CallError::TooLarge(reference),
            Self::Malformed => CallError::Malformed,
            Self::Failed(incident) => CallError::Failed(incident),
            Self::Unreachable => CallError::Unreachable,
        }
    }
}

/// Why a call failed, where its own page says nothing more precise. With `page`, it stands in the place of the page.
#[component]
fn Failed(error: CallError<()>, #[prop(optional)] page: bool) -> impl IntoView {
    let status = match &error {
        CallError::NotFound => 404,
        CallError::SignedOut => 401,
        CallError::TooLarge(_) => 413,
        CallError::Failed(_) => 500,
        _ => 200,
    };
    if page && status != 200 {
        PageStatus::set(status);
    }
    let kept = t(say::STILL_KEPT);
    let told = match error {
        CallError::NotFound => view! {
            <Explained
                happened=t(say::NOT_FOUND)
                advice=t(say::NOT_FOUND_ADVICE)
            />
        }
        .into_any(),
        CallError::SignedOut => view! {
            <Explained
                happened=t(say::SIGNED_OUT)
                kept=kept
                advice=t(say::SIGNED_OUT_ADVICE)
            />
            <p>
                <a href=Place::SignIn.href()>{t(words::account::SIGN_IN)}</a>
                " · "
                <a href=Place::LearnerSignIn.href()>{t(words::login::SIGN_IN_AS_LEARNER)}</a>
            </p>
        }
        .into_any(),
        CallError::NoCampaign => view! { <NoCampaignYet/> }.into_any(),
        CallError::TooMany => view! {
            <Explained
                happened=t(say::TOO_MANY)
                kept=t(say::ACCOUNT_NOT_BLOCKED)
                advice=t(say::TOO_MANY_ADVICE)
            />
        }
        .into_any(),
        CallError::TooLarge(reference) => view! {
            <Explained
                happened=t(say::TOO_LARGE)
                kept=kept
                advice=t(say::TOO_LARGE_ADVICE)
                reference
            />
        }
        .into_any(),
        CallError::Failed(incident) => view! {
            <Explained
                happened=t(say::FAILED)
                kept=kept
                advice=t(say::FAILED_ADVICE)
                reference=incident
            />
        }
        .into_any(),
        CallError::Refused(()) | CallError::Malformed => view! {
            <Explained
                happened=t(say::MALFORMED)
                kept=kept
                advice=t(say::MALFORMED_ADVICE)
            />
        }
        .into_any(),
        CallError::Unreachable => view! {
            <Explained
                happened=t(say::UNREACHABLE)
                kept=t(say::STILL_ON_SCREEN)
                advice=t(say::UNREACHABLE_ADVICE)
            />
        }
        .into_any(),
    };
    let heading = page.then(|| view! { <Title text=t(say::CANNOT_BE_SHOWN)/> });
    view! {
        {heading}
        {told}
    }
}

/// What everybody is told of an establishment before its first campaign.
#[component]
fn NoCampaignYet() -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning>
            <p>{t(say::NO_CAMPAIGN)} " " {t(say::NO_CAMPAIGN_ADVICE)}</p>
        </Notice>
    }
}

/// What an action refused, in a sentence; other failures in their own words.
fn refusal_of<I, R>(action: ServerAction<I>, say: impl Fn(R) -> String + Send + Sync + 'static) -> impl IntoView
where
    I: server_fn::ServerFn<Output = (), Error = CallError<R>> + Clone + Send + Sync + 'static,
    R: std::fmt::Debug + Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    told(action, move |it| Some(say(it)))
}

/// As [`refusal_of`], of forms that say themselves what is wrong with their fields ([`judged::Refused`]).
fn refusal_of_act<I, R>(action: ServerAction<I>, say: impl Fn(R) -> String + Send + Sync + 'static) -> impl IntoView
where
    I: server_fn::ServerFn<Output = (), Error = CallError<R>> + Clone + Send + Sync + 'static,
    R: ByField + std::fmt::Debug + Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    told(action, move |it| {
        let beside = !it.faults().is_empty() && Sent::knows(I::PATH);
        (!beside).then(|| say(it))
    })
}

fn told<I, R>(action: ServerAction<I>, say: impl Fn(R) -> Option<String> + Send + Sync + 'static) -> impl IntoView
where
    I: server_fn::ServerFn<Output = (), Error = CallError<R>> + Clone + Send + Sync + 'static,
    R: std::fmt::Debug + Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    move || match action.value().get() {
        Some(Err(CallError::Refused(refusal))) => {
            say(refusal).map(|text| view! { <Notice tone=Tone::Bad>{text}</Notice> }.into_any())
        }
        Some(Err(error)) => Some(view! { <Failed error=error.unit()/> }.into_any()),
        Some(Ok(())) | None => None,
    }
}

/// Whether the last answer was no: what an earlier one did is not to be said beside it.
fn is_refused<I, R>(action: ServerAction<I>) -> Signal<bool>
where
    I: server_fn::ServerFn<Output = (), Error = CallError<R>> + Clone + Send + Sync + 'static,
    R: std::fmt::Debug + Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    Signal::derive(move || matches!(action.value().get(), Some(Err(_))))
}

/// Changes whenever the act succeeded. A refused one leaves the page, and what was typed in it, as it is.
fn done<I, R>(action: ServerAction<I>) -> usize
where
    I: server_fn::ServerFn<Output = (), Error = CallError<R>> + Clone + Send + Sync + 'static,
    R: std::fmt::Debug + Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    if matches!(action.value().get(), Some(Ok(()))) { action.version().get_untracked() } else { 0 }
}

/// A part of the address, or nothing.
fn param(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get(name).unwrap_or_default())
}

/// A parameter behind the `?`, or nothing.
fn query(name: &'static str) -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.read().get(name).unwrap_or_default())
}

/// Shown without JavaScript where a form held too much; the reference is in the address.
#[component]
pub fn TooLargePage() -> impl IntoView {
    view! { <Failed error=CallError::TooLarge(quoted()) page=true/> }
}

/// The reference in the address, as far as it can be one of ours.
fn quoted() -> String {
    let reference = query("reference").get_untracked();
    reference.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '-').take(20).collect()
}

/// Shown in the place of a file that nobody who is signed in asked for.
#[component]
pub fn SignedOutPage() -> impl IntoView {
    view! { <Failed error=CallError::SignedOut page=true/> }
}

/// Shown in the place of a file that we could not give.
#[component]
pub fn IncidentPage() -> impl IntoView {
    view! { <Failed error=CallError::Failed(quoted()) page=true/> }
}

/// Shown where no page answers.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <Failed error=CallError::NotFound page=true/> }
}
