//! The door of enrolment, by the steps of seed 000: identifiant, one-time code; forgotten identifiant; Parcoursup and `MonMaster`
//! (seed 002, APO-CONNECT). Nothing here says whether what was typed leads to anybody.

use super::{loaded, query, refusal_of};
use crate::api::login::{
    AskCode, AskCodeAgain, AskIdentifiant, AskLoginLink, TryCode, UseLoginLink, awaited_code, open_door,
};
use crate::domain::account::LinkRefusal;
use crate::domain::login::ChallengeView;
use crate::places::Place;
use crate::ui::{Field, Notice, Title, Tone, language, t};
use crate::words::login as say;
use crate::words::profile::BIRTH_DATE_HELP;
use leptos::prelude::*;
use std::time::Duration;

#[component]
pub fn LearnerSignInPage() -> impl IntoView {
    let action = ServerAction::<AskCode>::new();
    let open = Resource::new(|| (), |()| open_door());
    loaded(open, move |()| {
        view! {
            <Title text=t(say::TITLE)/>
            <p>{t(say::TYPE_IDENTIFIANT)}</p>
            <p>{t(say::WHICH_ADDRESS)}</p>
            <p>
                <strong>{t(say::TEN_MINUTES)}</strong>
            </p>
            {refusal_of(action, |never| match never {})}
            <ActionForm action>
                <Field id="identifiant" name="identifiant" label=t(say::IDENTIFIANT) help=t(say::ANY_NUMBER) autocomplete="username"/>
                <button disabled=move || action.pending().get()>{t(say::ENTER)}</button>
            </ActionForm>
            <p class="actions">
                <a class="button second" href=Place::LostIdentifiant.href()>
                    {t(say::LOST)}
                </a>
            </p>
            <p>
                <a href=Place::ExternalDoor.href()>{t(say::FROM_PARCOURSUP)}</a>
            </p>
        }
        .into_any()
    })
}

#[component]
pub fn LearnerCodePage() -> impl IntoView {
    let (try_code, again) = (ServerAction::<TryCode>::new(), ServerAction::<AskCodeAgain>::new());
    let versions = move || try_code.version().get() + again.version().get();
    let awaited = Resource::new(versions, |_| awaited_code());
    loaded(awaited, move |awaited| {
        let Some(it) = awaited else {
            return view! {
                <Title text=t(say::TYPE_CODE)/>
                <p>{t(say::NO_CODE)}</p>
                <p>
                    <a href=Place::LearnerSignIn.href()>{t(say::OTHER_IDENTIFIANT)}</a>
                </p>
            }
            .into_any();
        };
        view! {
            <Title text=t(say::TYPE_CODE)/>
            <p>{t(say::CODE_HELP)}</p>
            <p>{t(say::LOOK_INTO_SPAM)}</p>
            {refusal_of(try_code, |it| say::refusal(it, language()))}
            {refusal_of(again, |it| say::refusal(it, language()))}
            <ActionForm action=try_code>
                <Field id="code" name="code" label=t(say::CODE) help=t(say::SIX_DIGITS) inputmode="numeric" autocomplete="one-time-code"/>
                <button disabled=move || try_code.pending().get()>{t(say::ENTER)}</button>
            </ActionForm>
            <Again again awaited=it/>
            <p>
                <a href=Place::LearnerSignIn.href()>{t(say::OTHER_IDENTIFIANT)}</a>
            </p>
        }
        .into_any()
    })
}

/// The button for another code. The server judges the pause; with JavaScript it is counted down, and the button waits for it.
#[component]
fn Again(again: ServerAction<AskCodeAgain>, awaited: ChallengeView) -> impl IntoView {
    let left = RwSignal::new(awaited.pause);
    let counting = RwSignal::new(false);
    Effect::new(move |_| {
        counting.set(true);
        let tick = move || left.update(|it| *it = (*it - 1).max(0));
        if let Ok(handle) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || handle.clear());
        }
    });
    let waits = move || left.get() > 0;
    view! {
        <section>
            <h2>{t(say::NEW_CODE)}</h2>
            <p>{say::asked_at(awaited.asked_at, language())} " " {t(say::NEW_CODE_HELP)}</p>
            <Show when=waits>
                <p class="help">{move || say::pause(left.get(), language())}</p>
            </Show>
            <ActionForm action=again>
                <button class="second" disabled=move || again.pending().get() || (counting.get() && waits())>
                    {t(say::NEW_CODE)}
                </button>
            </ActionForm>
        </section>
    }
}

#[component]
pub fn LostIdentifiantPage() -> impl IntoView {
    let action = ServerAction::<AskIdentifiant>::new();
    let sent = query("envoye");
    let form = move || {
        view! {
            <Title text=t(say::FIND)/>
            <ul>
                <li>{t(say::NEWCOMERS)}</li>
                <li>{t(say::RETURNING)}</li>
            </ul>
            {refusal_of(action, |never| match never {})}
            <ActionForm action>
                <Field id="email" name="email" label=t(say::EMAIL) help=t(say::TYPE_EMAIL) kind="email" autocomplete="email"/>
                <div class="row">
                    <a class="button second" href=Place::LearnerSignIn.href()>
                        {t(say::CANCEL)}
                    </a>
                    <button disabled=move || action.pending().get()>{t(say::SEND_IDENTIFIANT)}</button>
                </div>
            </ActionForm>
        }
    };
    view! {
        <Show when=move || !sent.read().is_empty() fallback=form>
            <Title text=t(say::RECOVER)/>
            <Notice tone=Tone::Good>
                <p>{t(say::NEUTRAL)}</p>
            </Notice>
            <p>
                <a class="button second" href=Place::LearnerSignIn.href()>
                    {t(say::CLOSE)}
                </a>
            </p>
        </Show>
    }
}

#[component]
pub fn ExternalDoorPage() -> impl IntoView {
    let action = ServerAction::<AskLoginLink>::new();
    let sent = query("envoye");
    let form = move || {
        view! {
            <p>{t(say::DOOR_HELP)}</p>
            {refusal_of(action, |never| match never {})}
            <ActionForm action>
                <Field id="number" name="form[number]" label=t(say::DOOR_NUMBER) autocomplete="off"/>
                <Field id="birth-date" name="form[birth_date]" label=t(say::BIRTH_DATE) help=t(BIRTH_DATE_HELP) inputmode="numeric" autocomplete="bday"/>
                <Field id="email" name="form[email]" label=t(say::DOOR_EMAIL) kind="email" autocomplete="email"/>
                <button disabled=move || action.pending().get()>{t(say::SEND_LINK)}</button>
            </ActionForm>
        }
    };
    view! {
        <Title text=t(say::DOOR)/>
        <Show when=move || !sent.read().is_empty() fallback=form>
            <Notice tone=Tone::Good>
                <p>{t(say::DOOR_NEUTRAL)}</p>
            </Notice>
        </Show>
        <p>
            <a href=Place::LearnerSignIn.href()>{t(say::SIGN_IN_AS_LEARNER)}</a>
        </p>
    }
}

/// A button rather than the bare link: programmes that read mail follow links, people press buttons.
#[component]
pub fn LearnerLinkPage() -> impl IntoView {
    let action = ServerAction::<UseLoginLink>::new();
    let token = query("jeton");
    view! {
        <Title text=t(say::BY_LINK)/>
        {refusal_of(action, |LinkRefusal::Dead| t(say::DEAD_LINK).into_owned())}
        <p>{t(say::ONE_PRESS)}</p>
        <ActionForm action>
            <input type="hidden" name="token" value=token/>
            <button disabled=move || action.pending().get()>{t(say::ENTER)}</button>
        </ActionForm>
        <p>
            <a href=Place::ExternalDoor.href()>{t(say::ANOTHER_LINK)}</a> " · "
            <a href=Place::LearnerSignIn.href()>{t(say::SIGN_IN_AS_LEARNER)}</a>
        </p>
    }
}
