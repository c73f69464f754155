//! Sign up, validate, sign in, recover. The order and the words of the guide (seed 001).

use super::cas::StudentAccess;
use super::home::SiteResource;
use super::judged::{Refused, lines};
use super::portal::WayToLearnerSignIn;
use super::{Failed, NoCampaignYet, is_refused, loaded, query, refusal_of, refusal_of_act};
use crate::api::CallError;
use crate::api::account::{AskReset, ResetPassword, SendCodeAgain, SignIn, SignUp, Validate};
use crate::domain::account::{NewPasswordField, PasswordRule, SignInRefusal, SignUpField, SignUpForm};
use crate::domain::form::Faults;
use crate::places::Place;
use crate::ui::{FaultSummary, Field, Notice, Title, Tone, language, t};
use crate::words::account as say;
use crate::words::office::{SAVE, SEND};
use crate::words::{self, Text};
use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::prelude::*;
use std::borrow::Cow;

const SIGN_UP_FIELDS: [(SignUpField, &str, Text); 6] = [
    (SignUpField::FamilyName, "family-name", say::FAMILY_NAME),
    (SignUpField::GivenName, "given-name", say::GIVEN_NAME),
    (SignUpField::Email, "email", say::EMAIL),
    (SignUpField::EmailAgain, "email-again", say::EMAIL_AGAIN),
    (SignUpField::Password, "password", say::PASSWORD),
    (SignUpField::PasswordAgain, "password-again", say::PASSWORD_AGAIN),
];

/// The rules of a password, each with whether it holds of what is typed.
#[component]
pub(super) fn PasswordRules(typed: Signal<String>) -> impl IntoView {
    let rule = move |it: PasswordRule| {
        let holds = move || it.holds(&typed.read());
        let said = move || match (typed.read().is_empty(), holds()) {
            (true, _) => Cow::default(),
            (false, true) => t(say::RULE_HOLDS),
            (false, false) => t(say::RULE_FAILS),
        };
        view! {
            <li class:holds=holds class:fails=move || !typed.read().is_empty() && !holds()>
                <span aria-hidden="true">{move || if holds() { "✓ " } else { "! " }}</span>
                <span class="visually-hidden">{said}</span>
                {t(say::password_rule(it))}
            </li>
        }
    };
    view! {
        <div class="rules">
            <p>{t(say::PASSWORD_HAS)}</p>
            <ul>{PasswordRule::ALL.map(rule).collect_view()}</ul>
        </div>
    }
}

#[component]
pub fn SignUpPage() -> impl IntoView {
    let action = ServerAction::<SignUp>::new();
    // The browser's check is a kindness, in the capture phase; the server's is the law.
    let check_first = move |event: SubmitEvent| {
        let Ok(SignUp { form }) = SignUp::from_event(&event) else { return };
        if let Err(faults) = form.check() {
            event.prevent_default();
            action.value().set(Some(Err(CallError::Refused(faults))));
        }
    };
    let form = move || {
        view! {
            <Notice tone=Tone::Warning>
                <p>
                    <strong>{t(say::READ_ADDRESS)}</strong>
                    " "
                    {t(say::ALL_MAIL_GOES_THERE)}
                </p>
            </Notice>
            {sign_up_failure(action)}
            <StudentAccess/>
            <h2>{t(say::NOT_STUDENT)}</h2>
            <ActionForm action on:submit:capture=check_first attr:novalidate=true>
                <SignUpFields faults=sign_up_faults(action) pending=action.pending()/>
            </ActionForm>
        }
    };
    view! {
        <Title text=t(say::SIGN_UP)/>
        {loaded(
            expect_context::<SiteResource>(),
            move |site| if site.campaign.is_some() { form().into_any() } else { view! { <NoCampaignYet/> }.into_any() },
        )}
    }
}

/// What a sign-up was refused for.
pub(super) fn sign_up_faults<I>(action: ServerAction<I>) -> Memo<Faults<SignUpField>>
where
    I: server_fn::ServerFn<Output = (), Error = CallError<Faults<SignUpField>>> + Clone + Send + Sync + 'static,
{
    Memo::new(move |_| match action.value().get() {
        Some(Err(CallError::Refused(faults))) => faults,
        _ => Faults::default(),
    })
}

/// All that was wrong with a sign-up, in a summary; other failures in their own words.
pub(super) fn sign_up_failure<I>(action: ServerAction<I>) -> impl IntoView
where
    I: server_fn::ServerFn<Output = (), Error = CallError<Faults<SignUpField>>> + Clone + Send + Sync + 'static,
{
    let faults = sign_up_faults(action);
    let summary = Signal::derive(move || lines(&faults.read(), &SIGN_UP_FIELDS));
    view! {
        <FaultSummary faults=summary/>
        {move || match action.value().get() {
            Some(Err(CallError::Refused(_)) | Ok(())) | None => None,
            Some(Err(error)) => Some(view! { <Failed error=error.unit()/> }),
        }}
    }
}

/// What a new account asks, filled in with what is known of the person.
#[component]
pub(super) fn SignUpFields(
    faults: Memo<Faults<SignUpField>>,
    #[prop(into)] pending: Signal<bool>,
    #[prop(optional)] known: SignUpForm,
    #[prop(optional, into)] address_help: Cow<'static, str>,
) -> impl IntoView {
    let fault = move |field| Signal::derive(move || faults.read().of(field));
    let password = RwSignal::new(String::new());
    view! {
        <Field id="family-name" name="form[family_name]" label=t(say::FAMILY_NAME) autocomplete="family-name" value=known.family_name fault=fault(SignUpField::FamilyName)/>
        <Field id="given-name" name="form[given_name]" label=t(say::GIVEN_NAME) autocomplete="given-name" value=known.given_name fault=fault(SignUpField::GivenName)/>
        <Field id="email" name="form[email]" label=t(say::EMAIL) kind="email" autocomplete="email" value=known.email help=address_help fault=fault(SignUpField::Email)/>
        <Field id="email-again" name="form[email_again]" label=t(say::EMAIL_AGAIN) kind="email" autocomplete="email" value=known.email_again fault=fault(SignUpField::EmailAgain)/>
        <PasswordRules typed=password.into()/>
        <Field
            id="password"
            name="form[password]"
            label=t(say::PASSWORD)
            kind="password"
            autocomplete="new-password"
            fault=fault(SignUpField::Password)
            typed=Callback::new(move |it| password.set(it))
        />
        <Field id="password-again" name="form[password_again]" label=t(say::PASSWORD_AGAIN) kind="password" autocomplete="new-password" fault=fault(SignUpField::PasswordAgain)/>
        <button disabled=move || pending.get()>{t(SAVE)}</button>
    }
}

/// The same for a new address and for one that has an account.
#[component]
pub fn SignedUpPage() -> impl IntoView {
    view! {
        <Title text=t(say::SIGNED_UP)/>
        <p class="lead">{t(say::READ_YOUR_MAIL)}</p>
        <p>
            <strong>{t(say::LINK_LASTS_A_DAY)}</strong>
        </p>
        <Notice tone=Tone::Warning>
            <p>{t(say::NOTHING_ARRIVES)}</p>
            <ol>
                <li>{t(say::LOOK_INTO_SPAM)}</li>
                <li>
                    <a href=Place::LostCode.href()>{t(say::ASK_ANOTHER_LINK)}</a>
                    {t(say::AND_THEN)}
                </li>
                <li>{t(say::WRITE_TO_US)}</li>
            </ol>
        </Notice>
    }
}

/// A button rather than the bare link: programmes that read mail follow links, people press buttons.
#[component]
pub fn ValidatePage() -> impl IntoView {
    let action = ServerAction::<Validate>::new();
    let token = query("jeton");
    view! {
        <Title text=t(say::VALIDATE)/>
        {refusal_of(action, |it| t(say::link_refusal(it)).into_owned())}
        <p>{t(say::LAST_STEP)}</p>
        <ActionForm action>
            <input type="hidden" name="token" value=token/>
            <button disabled=move || action.pending().get()>{t(say::VALIDATE)}</button>
        </ActionForm>
        <p>
            <a href=Place::SignIn.href()>{t(say::SIGN_IN)}</a> " · "
            <a href=Place::LostCode.href()>{t(say::LOST_CODE)}</a>
        </p>
    }
}

#[component]
pub fn ValidatedPage() -> impl IntoView {
    view! {
        <Title text=t(say::VALIDATED)/>
        <p class="lead">{t(say::THEN_ACTIVATE)}</p>
        <p>
            <a class="button" href=Place::SignIn.href()>
                {t(say::SIGN_IN)}
            </a>
        </p>
    }
}

#[component]
pub fn SignInPage() -> impl IntoView {
    let action = ServerAction::<SignIn>::new();
    let not_validated =
        move || matches!(action.value().get(), Some(Err(CallError::Refused(SignInRefusal::NotValidated))));
    view! {
        <Title text=t(say::SIGN_IN)/>
        {refusal_of(action, |it| t(say::sign_in_refusal(it)).into_owned())}
        <Show when=not_validated>
            <p>
                <a class="button second" href=Place::LostCode.href()>
                    {t(say::SEND_LINK_AGAIN)}
                </a>
            </p>
        </Show>
        <StudentAccess/>
        <h2>{t(say::NOT_STUDENT)}</h2>
        <ActionForm action>
            <Field id="login" name="login" label=t(say::LOGIN) autocomplete="username"/>
            <Field id="password" name="password" label=t(say::PASSWORD) kind="password" autocomplete="current-password"/>
            <button disabled=move || action.pending().get()>{t(say::ENTER)}</button>
        </ActionForm>
        <WayToLearnerSignIn/>
        <ul class="links">
            <li>
                <a href=Place::LostPassword.href()>{t(say::LOST_PASSWORD)}</a>
            </li>
            <li>
                <a href=Place::LostCode.href()>{t(say::LOST_CODE)}</a>
            </li>
            <li>
                <a href=Place::SignUp.href()>{t(say::SIGN_UP)}</a>
            </li>
        </ul>
    }
}

/// Said once a letter was asked for, whether the address has an account or not.
#[component]
fn NeutralAnswer(refused: Signal<bool>) -> impl IntoView {
    let asked = query("fait");
    view! {
        <Show when=move || !asked.read().is_empty() && !refused.get()>
            <Notice tone=Tone::Good>
                <p>{t(say::NEUTRAL)}</p>
            </Notice>
        </Show>
    }
}

/// The address to which a letter goes.
#[component]
fn KnownAddress(told: Refused<()>, #[prop(into)] pending: Signal<bool>) -> impl IntoView {
    view! {
        {told.summary(&[((), "email", say::KNOWN_EMAIL)])}
        <Field id="email" name="email" label=t(say::KNOWN_EMAIL) kind="email" autocomplete="email" fault=told.fault(())/>
        <button disabled=move || pending.get()>{t(SEND)}</button>
    }
}

#[component]
pub fn LostCodePage() -> impl IntoView {
    let action = ServerAction::<SendCodeAgain>::new();
    view! {
        <Title text=t(say::LOST_CODE)/>
        <p>{t(say::LOST_CODE_HELP)}</p>
        {refusal_of_act(action, |it| words::fault_of(say::KNOWN_EMAIL, it, language()))}
        <NeutralAnswer refused=is_refused(action)/>
        <ActionForm action attr:novalidate=true>
            <KnownAddress told=Refused::form(action, "") pending=action.pending()/>
        </ActionForm>
    }
}

#[component]
pub fn LostPasswordPage() -> impl IntoView {
    let action = ServerAction::<AskReset>::new();
    view! {
        <Title text=t(say::LOST_PASSWORD)/>
        <p>{t(say::LOST_PASSWORD_HELP)}</p>
        {refusal_of_act(action, |it| words::fault_of(say::KNOWN_EMAIL, it, language()))}
        <NeutralAnswer refused=is_refused(action)/>
        <ActionForm action attr:novalidate=true>
            <KnownAddress told=Refused::form(action, "") pending=action.pending()/>
        </ActionForm>
    }
}

const NEW_PASSWORD_FIELDS: [(NewPasswordField, &str, Text); 2] = [
    (NewPasswordField::Password, "password", say::NEW_PASSWORD),
    (NewPasswordField::PasswordAgain, "password-again", say::PASSWORD_AGAIN),
];

#[component]
pub fn NewPasswordPage() -> impl IntoView {
    let action = ServerAction::<ResetPassword>::new();
    let token = query("jeton");
    let password = RwSignal::new(String::new());
    let told = Refused::form(action, "");
    view! {
        <Title text=t(say::CHOOSE_PASSWORD)/>
        {refusal_of_act(action, |it| t(say::reset_refusal(&it)).into_owned())}
        <ActionForm action attr:novalidate=true>
            {told.summary(&NEW_PASSWORD_FIELDS)}
            <input type="hidden" name="token" value=token/>
            <PasswordRules typed=password.into()/>
            <Field
                id="password"
                name="password"
                label=t(say::NEW_PASSWORD)
                kind="password"
                autocomplete="new-password"
                fault=told.fault(NewPasswordField::Password)
                typed=Callback::new(move |it| password.set(it))
            />
            <Field id="password-again" name="password_again" label=t(say::PASSWORD_AGAIN) kind="password" autocomplete="new-password" fault=told.fault(NewPasswordField::PasswordAgain)/>
            <button disabled=move || action.pending().get()>{t(SAVE)}</button>
        </ActionForm>
        <p>
            <a href=Place::LostPassword.href()>{t(say::ASK_NEW_LINK)}</a>
        </p>
    }
}

#[component]
pub fn PasswordChangedPage() -> impl IntoView {
    view! {
        <Title text=t(say::PASSWORD_CHANGED)/>
        <p>{t(say::SESSIONS_ENDED)}</p>
        <p>
            <a class="button" href=Place::SignIn.href()>
                {t(say::SIGN_IN)}
            </a>
        </p>
    }
}
