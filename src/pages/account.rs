//! Sign up, validate, sign in, recover. The order and the words of the guide (seed 001).

use super::{Failed, query, refusal_of};
use crate::api::CallError;
use crate::api::account::{AskReset, ResetPassword, SendCodeAgain, SignIn, SignUp, Validate};
use crate::domain::account::{NewPasswordField, PasswordRule, ResetRefusal, SignInRefusal, SignUpField};
use crate::domain::form::{Fault, Faults};
use crate::places::Place;
use crate::ui::{FaultSummary, Field, Notice, Title, Tone, language, t};
use crate::words;
use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::prelude::*;

const SIGN_UP_FIELDS: [(SignUpField, &str, &str); 6] = [
    (SignUpField::FamilyName, "family-name", "Nom"),
    (SignUpField::GivenName, "given-name", "Prénom"),
    (SignUpField::Email, "email", "Adresse mail"),
    (SignUpField::EmailAgain, "email-again", "Confirmation de l'adresse mail"),
    (SignUpField::Password, "password", "Mot de passe"),
    (SignUpField::PasswordAgain, "password-again", "Confirmation du mot de passe"),
];

/// The rules of a password, each with whether it holds of what is typed.
#[component]
pub(super) fn PasswordRules(typed: Signal<String>) -> impl IntoView {
    let rule = move |it: PasswordRule| {
        let holds = move || it.holds(&typed.read());
        let said = move || match (typed.read().is_empty(), holds()) {
            (true, _) => "",
            (false, true) => "respecté : ",
            (false, false) => "non respecté : ",
        };
        view! {
            <li class:holds=holds class:fails=move || !typed.read().is_empty() && !holds()>
                <span aria-hidden="true">{move || if holds() { "✓ " } else { "! " }}</span>
                <span class="visually-hidden">{said}</span>
                {t(words::account::password_rule(it))}
            </li>
        }
    };
    view! {
        <div class="rules">
            <p>"Le mot de passe comporte :"</p>
            <ul>{PasswordRule::ALL.map(rule).collect_view()}</ul>
        </div>
    }
}

#[component]
pub fn SignUpPage() -> impl IntoView {
    let action = ServerAction::<SignUp>::new();
    let faults = Memo::new(move |_| match action.value().get() {
        Some(Err(CallError::Refused(faults))) => faults,
        _ => Faults::default(),
    });
    let fault = move |field| Signal::derive(move || faults.read().of(field));
    let summary = Signal::derive(move || {
        let faults = faults.get();
        let line =
            |(field, id, label)| faults.of(field).map(|it| (id, format!("{label} : {}", words::fault(it, language()))));
        SIGN_UP_FIELDS.into_iter().filter_map(line).collect()
    });
    let password = RwSignal::new(String::new());
    // The browser's check is a kindness, in the capture phase; the server's is the law.
    let check_first = move |event: SubmitEvent| {
        let Ok(SignUp { form }) = SignUp::from_event(&event) else { return };
        if let Err(faults) = form.check() {
            event.prevent_default();
            action.value().set(Some(Err(CallError::Refused(faults))));
        }
    };
    view! {
        <Title text="Créer un compte"/>
        <Notice tone=Tone::Warning>
            <p>
                <strong>"Utilisez une adresse mail que vous consultez régulièrement."</strong>
                " Tous les mails relatifs à votre compte et à vos candidatures y seront envoyés."
            </p>
        </Notice>
        <FaultSummary faults=summary/>
        {move || match action.value().get() {
            Some(Err(CallError::Refused(_)) | Ok(())) | None => None,
            Some(Err(error)) => Some(view! { <Failed error=error.unit()/> }),
        }}
        <ActionForm action on:submit:capture=check_first attr:novalidate=true>
            <Field id="family-name" name="form[family_name]" label="Nom" autocomplete="family-name" fault=fault(SignUpField::FamilyName)/>
            <Field id="given-name" name="form[given_name]" label="Prénom" autocomplete="given-name" fault=fault(SignUpField::GivenName)/>
            <Field id="email" name="form[email]" label="Adresse mail" kind="email" autocomplete="email" fault=fault(SignUpField::Email)/>
            <Field id="email-again" name="form[email_again]" label="Confirmation de l'adresse mail" kind="email" autocomplete="email" fault=fault(SignUpField::EmailAgain)/>
            <PasswordRules typed=password.into()/>
            <Field
                id="password"
                name="form[password]"
                label="Mot de passe"
                kind="password"
                autocomplete="new-password"
                fault=fault(SignUpField::Password)
                typed=Callback::new(move |it| password.set(it))
            />
            <Field id="password-again" name="form[password_again]" label="Confirmation du mot de passe" kind="password" autocomplete="new-password" fault=fault(SignUpField::PasswordAgain)/>
            <button disabled=move || action.pending().get()>"Enregistrer"</button>
        </ActionForm>
    }
}

/// The same for a new address and for one that has an account.
#[component]
pub fn SignedUpPage() -> impl IntoView {
    view! {
        <Title text="Un mail vous a été envoyé"/>
        <p class="lead">"Consultez votre messagerie et utilisez le lien du mail pour valider votre compte."</p>
        <p>
            <strong>"Ce lien n'est valable qu'un jour."</strong>
        </p>
        <Notice tone=Tone::Warning>
            <p>"Vous ne recevez rien ? Ne créez pas un 2e compte :"</p>
            <ol>
                <li>"vérifiez d'abord le dossier « Spam » (courrier indésirable) de votre messagerie ;"</li>
                <li>
                    <a href=Place::LostCode.href()>"demandez un nouveau lien"</a> " ;"
                </li>
                <li>"si nécessaire, écrivez à l'université (adresse en bas de page)."</li>
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
        <Title text="Valider mon compte"/>
        {refusal_of(action, |it| t(words::account::link_refusal(it)).into_owned())}
        <p>"Un dernier geste : confirmez que cette adresse mail est la vôtre."</p>
        <ActionForm action>
            <input type="hidden" name="token" value=token/>
            <button disabled=move || action.pending().get()>"Valider mon compte"</button>
        </ActionForm>
        <p>
            <a href=Place::SignIn.href()>"Connexion candidat"</a> " · "
            <a href=Place::LostCode.href()>"J'ai perdu mon code d'activation"</a>
        </p>
    }
}

#[component]
pub fn ValidatedPage() -> impl IntoView {
    view! {
        <Title text="Votre compte est validé"/>
        <p class="lead">"Vous pouvez vous connecter, puis activer votre compte en remplissant trois rubriques."</p>
        <p>
            <a class="button" href=Place::SignIn.href()>
                "Connexion candidat"
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
        <Title text="Connexion candidat"/>
        {refusal_of(action, |it| t(words::account::sign_in_refusal(it)).into_owned())}
        <Show when=not_validated>
            <p>
                <a class="button second" href=Place::LostCode.href()>
                    "Recevoir à nouveau le lien de validation"
                </a>
            </p>
        </Show>
        <ActionForm action>
            <Field id="login" name="login" label="Adresse mail ou numéro de dossier" autocomplete="username"/>
            <Field id="password" name="password" label="Mot de passe" kind="password" autocomplete="current-password"/>
            <button disabled=move || action.pending().get()>"Connexion"</button>
        </ActionForm>
        <ul class="links">
            <li>
                <a href=Place::LostPassword.href()>"J'ai oublié mon mot de passe"</a>
            </li>
            <li>
                <a href=Place::LostCode.href()>"J'ai perdu mon code d'activation"</a>
            </li>
            <li>
                <a href=Place::SignUp.href()>"Créer un compte"</a>
            </li>
        </ul>
    }
}

/// Said whether the address has an account or not.
#[component]
fn NeutralAnswer() -> impl IntoView {
    view! {
        <Notice tone=Tone::Good>
            <p>
                "Si un compte existe avec cette adresse mail, un mail vient d'y être envoyé. Vérifiez aussi le dossier « Spam »."
            </p>
        </Notice>
    }
}

#[component]
pub fn LostCodePage() -> impl IntoView {
    let action = ServerAction::<SendCodeAgain>::new();
    let done = move || matches!(action.value().get(), Some(Ok(())));
    view! {
        <Title text="J'ai perdu mon code d'activation"/>
        <p>"Un nouveau mail vous sera envoyé, avec un lien pour valider votre compte et vos informations de connexion."</p>
        {refusal_of(action, |never| match never {})}
        <Show when=done>
            <NeutralAnswer/>
        </Show>
        <ActionForm action>
            <Field id="email" name="email" label="Adresse mail utilisée dans votre compte" kind="email" autocomplete="email"/>
            <button disabled=move || action.pending().get()>"Envoyer"</button>
        </ActionForm>
    }
}

#[component]
pub fn LostPasswordPage() -> impl IntoView {
    let action = ServerAction::<AskReset>::new();
    let done = move || matches!(action.value().get(), Some(Ok(())));
    view! {
        <Title text="J'ai oublié mon mot de passe"/>
        <p>"Un mail vous sera envoyé avec un lien pour réinitialiser votre mot de passe, valable deux heures."</p>
        {refusal_of(action, |never| match never {})}
        <Show when=done>
            <NeutralAnswer/>
        </Show>
        <ActionForm action>
            <Field id="email" name="email" label="Adresse mail utilisée dans votre compte" kind="email" autocomplete="email"/>
            <button disabled=move || action.pending().get()>"Envoyer"</button>
        </ActionForm>
    }
}

#[component]
pub fn NewPasswordPage() -> impl IntoView {
    let action = ServerAction::<ResetPassword>::new();
    let token = query("jeton");
    let password = RwSignal::new(String::new());
    let fault = move |field| {
        Signal::derive(move || match action.value().get() {
            Some(Err(CallError::Refused(ResetRefusal::Unfit(faults)))) => faults.of(field),
            _ => None::<Fault>,
        })
    };
    let say = |it| match it {
        ResetRefusal::Dead => "Ce lien a déjà servi ou n'est plus valable. Votre mot de passe n'a pas changé : \
                               demandez un nouveau lien."
            .to_owned(),
        ResetRefusal::Unfit(_) => "Votre mot de passe n'a pas encore changé. Corrigez les champs signalés.".to_owned(),
    };
    view! {
        <Title text="Choisir un nouveau mot de passe"/>
        {refusal_of(action, say)}
        <ActionForm action>
            <input type="hidden" name="token" value=token/>
            <PasswordRules typed=password.into()/>
            <Field
                id="password"
                name="password"
                label="Nouveau mot de passe"
                kind="password"
                autocomplete="new-password"
                fault=fault(NewPasswordField::Password)
                typed=Callback::new(move |it| password.set(it))
            />
            <Field id="password-again" name="password_again" label="Confirmation du mot de passe" kind="password" autocomplete="new-password" fault=fault(NewPasswordField::PasswordAgain)/>
            <button disabled=move || action.pending().get()>"Enregistrer"</button>
        </ActionForm>
        <p>
            <a href=Place::LostPassword.href()>"Demander un nouveau lien"</a>
        </p>
    }
}

#[component]
pub fn PasswordChangedPage() -> impl IntoView {
    view! {
        <Title text="Votre mot de passe est changé"/>
        <p>"Les sessions ouvertes ailleurs sont terminées."</p>
        <p>
            <a class="button" href=Place::SignIn.href()>
                "Connexion candidat"
            </a>
        </p>
    }
}
