//! « Mon compte » and « Mes messages ».

use super::account::PasswordRules;
use super::judged::lines;
use super::{Failed, done, loaded, query, refusal_of};
use crate::api::CallError;
use crate::api::settings::{ChangeEmail, ChangePassword, ConfirmEmail, EndSession, SendAgain, my_letters, settings};
use crate::domain::account::NewPasswordField;
use crate::domain::form::Fault;
use crate::domain::letter::LetterState;
use crate::domain::settings::{ChangeRefusal, MyLetter, NewEmailField, SessionView, SettingsView};
use crate::places::Place;
use crate::ui::{Badge, FaultSummary, Field, Notice, Title, Tone, language, t};
use crate::words::{self, Text, settings as say};
use leptos::prelude::*;

#[component]
pub fn SettingsPage() -> impl IntoView {
    let saved = query("fait");
    let email = ServerAction::<ChangeEmail>::new();
    let password = ServerAction::<ChangePassword>::new();
    let end = ServerAction::<EndSession>::new();
    // A refused change leaves the page, and what was typed in it, as it is.
    let view = Resource::new(move || done(email) + done(password) + done(end), |_| settings());
    loaded(view, move |view: SettingsView| {
        let sessions = view.sessions.clone().into_iter().map(|it| view! { <Session it end/> }).collect_view();
        view! {
            <Title text=t(say::TITLE)/>
            {(!saved.read().is_empty()).then(|| view! { <Notice tone=Tone::Good><p>{t(say::SAVED)}</p></Notice> })}
            <section aria-labelledby="address">
                <h2 id="address">{t(say::ADDRESS)}</h2>
                <p>{say::present_address(&view.email, language())}</p>
                {view
                    .awaited_email
                    .map(|it| view! { <Notice tone=Tone::Warning><p>{say::awaited_address(&it, language())}</p></Notice> })}
                <EmailForm action=email/>
            </section>
            <section aria-labelledby="password-section">
                <h2 id="password-section">{t(say::PASSWORD)}</h2>
                <PasswordForm action=password/>
            </section>
            <section aria-labelledby="sessions">
                <h2 id="sessions">{t(say::SESSIONS)}</h2>
                <p>{t(say::SESSIONS_HELP)}</p>
                <ul class="cards">{sessions}</ul>
            </section>
        }
        .into_any()
    })
}

const EMAIL_FIELDS: [(NewEmailField, &str, Text); 2] = [
    (NewEmailField::Email, "email", say::NEW_ADDRESS),
    (NewEmailField::EmailAgain, "email-again", say::NEW_ADDRESS_AGAIN),
];
const PASSWORD_FIELDS: [(NewPasswordField, &str, Text); 2] = [
    (NewPasswordField::Password, "password", say::NEW_PASSWORD),
    (NewPasswordField::PasswordAgain, "password-again", say::NEW_PASSWORD_AGAIN),
];

/// What became of a change, above its form: each fault with its field, `present` being that of the present password.
fn told<I>(action: ServerAction<I>, present: &'static str) -> impl IntoView
where
    I: server_fn::ServerFn<Output = (), Error = CallError<ChangeRefusal>> + Clone + Send + Sync + 'static,
{
    let summary = Signal::derive(move || match action.value().get() {
        Some(Err(CallError::Refused(ChangeRefusal::WrongPassword))) => {
            vec![(present.into(), words::fault_of(say::PRESENT_PASSWORD, Fault::WrongPassword, language()))]
        }
        Some(Err(CallError::Refused(ChangeRefusal::UnfitEmail(faults)))) => lines(&faults, &EMAIL_FIELDS),
        Some(Err(CallError::Refused(ChangeRefusal::UnfitPassword(faults)))) => lines(&faults, &PASSWORD_FIELDS),
        _ => Vec::new(),
    });
    let failed = move || match action.value().get() {
        Some(Err(CallError::Refused(_)) | Ok(())) | None => None,
        Some(Err(error)) => Some(view! { <Failed error=error.unit()/> }),
    };
    view! {
        <FaultSummary faults=summary/>
        {failed}
    }
}

#[component]
fn EmailForm(action: ServerAction<ChangeEmail>) -> impl IntoView {
    let fault = move |field| {
        Signal::derive(move || match action.value().get() {
            Some(Err(CallError::Refused(ChangeRefusal::UnfitEmail(faults)))) => faults.of(field),
            _ => None::<Fault>,
        })
    };
    view! {
        <p class="help">{t(say::ADDRESS_HELP)}</p>
        {told(action, "present-for-email")}
        <ActionForm action attr:novalidate=true>
            <Field id="email" name="email" label=t(say::NEW_ADDRESS) kind="email" autocomplete="email" fault=fault(NewEmailField::Email)/>
            <Field id="email-again" name="email_again" label=t(say::NEW_ADDRESS_AGAIN) kind="email" autocomplete="email" fault=fault(NewEmailField::EmailAgain)/>
            <Field id="present-for-email" name="present" label=t(say::PRESENT_PASSWORD) kind="password" autocomplete="current-password" fault=wrong(action)/>
            <button disabled=move || action.pending().get()>{t(say::CHANGE_ADDRESS)}</button>
        </ActionForm>
    }
}

/// What is wrong with the present password.
fn wrong<I>(action: ServerAction<I>) -> Signal<Option<Fault>>
where
    I: server_fn::ServerFn<Output = (), Error = CallError<ChangeRefusal>> + Clone + Send + Sync + 'static,
{
    Signal::derive(move || match action.value().get() {
        Some(Err(CallError::Refused(ChangeRefusal::WrongPassword))) => Some(Fault::WrongPassword),
        _ => None,
    })
}

#[component]
fn PasswordForm(action: ServerAction<ChangePassword>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let fault = move |field| {
        Signal::derive(move || match action.value().get() {
            Some(Err(CallError::Refused(ChangeRefusal::UnfitPassword(faults)))) => faults.of(field),
            _ => None::<Fault>,
        })
    };
    view! {
        <p class="help">{t(say::CHANGE_PASSWORD_HELP)}</p>
        {told(action, "present")}
        <ActionForm action attr:novalidate=true>
            <Field id="present" name="present" label=t(say::PRESENT_PASSWORD) kind="password" autocomplete="current-password" fault=wrong(action)/>
            <PasswordRules typed=typed.into()/>
            <Field
                id="password"
                name="password"
                label=t(say::NEW_PASSWORD)
                kind="password"
                autocomplete="new-password"
                fault=fault(NewPasswordField::Password)
                typed=Callback::new(move |it| typed.set(it))
            />
            <Field id="password-again" name="password_again" label=t(say::NEW_PASSWORD_AGAIN) kind="password" autocomplete="new-password" fault=fault(NewPasswordField::PasswordAgain)/>
            <button disabled=move || action.pending().get()>{t(say::CHANGE_PASSWORD)}</button>
        </ActionForm>
    }
}

#[component]
fn Session(it: SessionView, end: ServerAction<EndSession>) -> impl IntoView {
    let named = say::session(&it.browser, &it.origin, it.opened_at, language());
    let action = if it.current {
        view! { <Badge tone=Tone::Good text=t(say::THIS_SESSION)/> }.into_any()
    } else {
        let label = words::pair(&t(say::END_SESSION), &named, language());
        view! {
            <ActionForm action=end>
                <input type="hidden" name="id" value=it.id.clone()/>
                <button class="second" aria-label=label>
                    {t(say::END_SESSION)}
                </button>
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <li class="card">
            <p>{named}</p>
            {action}
        </li>
    }
}

/// A button rather than the bare link, as with the validation of an account.
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    let action = ServerAction::<ConfirmEmail>::new();
    let token = query("jeton");
    view! {
        <Title text=t(say::CONFIRM_ADDRESS)/>
        {refusal_of(action, |it| t(words::account::link_refusal(it)).into_owned())}
        <p>{t(words::account::LAST_STEP)}</p>
        <ActionForm action>
            <input type="hidden" name="token" value=token/>
            <button disabled=move || action.pending().get()>{t(say::CONFIRM_ADDRESS)}</button>
        </ActionForm>
    }
}

#[component]
pub fn EmailConfirmedPage() -> impl IntoView {
    view! {
        <Title text=t(say::ADDRESS_CONFIRMED)/>
        <p class="lead">{t(say::ADDRESS_CONFIRMED_HELP)}</p>
        <p>
            <a class="button" href=Place::Settings.href()>
                {t(say::GO_TO_ACCOUNT)}
            </a>
        </p>
    }
}

#[component]
pub fn MessagesPage() -> impl IntoView {
    let again = ServerAction::<SendAgain>::new();
    let all = Resource::new(move || again.version().get(), |_| my_letters());
    loaded(all, move |all: Vec<MyLetter>| {
        let list = if all.is_empty() {
            view! { <p>{t(say::NO_MESSAGE)}</p> }.into_any()
        } else {
            let letters = all.into_iter().map(|it| view! { <Message it again/> }).collect_view();
            view! { <ul class="cards">{letters}</ul> }.into_any()
        };
        view! {
            <Title text=t(say::MESSAGES)/>
            <p>{t(say::MESSAGES_HELP)}</p>
            {refusal_of(again, |never| match never {})}
            {list}
        }
        .into_any()
    })
}

#[component]
fn Message(it: MyLetter, again: ServerAction<SendAgain>) -> impl IntoView {
    let tone = match it.state {
        LetterState::Waiting => Tone::Warning,
        LetterState::Sent => Tone::Good,
        LetterState::GivenUp => Tone::Bad,
    };
    let title =
        it.kept.as_ref().map_or_else(|| t(say::title_of(&it.code)).into_owned(), |(subject, _)| subject.clone());
    let at = words::moment(it.sent_at.unwrap_or(it.posted_at), language());
    let id = StoredValue::new(it.id.0);
    let label = StoredValue::new(words::pair(&t(say::SEND_AGAIN), &title, language()));
    let body = match it.kept {
        None => view! { <p class="help">{t(say::ONLY_BY_MAIL)}</p> }.into_any(),
        Some((_, text)) => view! {
            <details>
                <summary aria-label=words::pair(&t(say::READ), &title, language())>{t(say::READ)}</summary>
                <p class="letter-text">{text}</p>
            </details>
            <ActionForm action=again>
                <input type="hidden" name="id" value=id.get_value()/>
                <button class="second" aria-label=label.get_value() disabled=move || again.pending().get()>
                    {t(say::SEND_AGAIN)}
                </button>
            </ActionForm>
        }
        .into_any(),
    };
    view! {
        <li class="card">
            <h2>{title}</h2>
            <p>
                <Badge tone text=t(words::review::letter_state(it.state))/>
                " "
                {at}
            </p>
            {body}
        </li>
    }
}
