//! Signing in: password, then the code of the moment.

use crate::api::review::{StaffCode, StaffSignIn};
use crate::domain::account::SignInRefusal;
use crate::pages::refusal_of;
use crate::places::Place;
use crate::ui::{Field, Title};
use leptos::prelude::*;

#[component]
pub fn StaffSignInPage() -> impl IntoView {
    let action = ServerAction::<StaffSignIn>::new();
    let say = |_: SignInRefusal| "Connexion impossible. L'adresse ou le mot de passe ne correspond pas.".to_owned();
    view! {
        <Title text="Accès gestionnaires"/>
        {refusal_of(action, say)}
        <ActionForm action>
            <Field id="email" name="email" label="Adresse mail professionnelle" kind="email" autocomplete="username"/>
            <Field id="password" name="password" label="Mot de passe" kind="password" autocomplete="current-password"/>
            <button disabled=move || action.pending().get()>"Continuer"</button>
        </ActionForm>
    }
}

#[component]
pub fn StaffCodePage() -> impl IntoView {
    let action = ServerAction::<StaffCode>::new();
    let say = |_: SignInRefusal| {
        "Ce code n'est pas celui du moment, ou il a déjà servi. Attendez le suivant (30 secondes au plus).".to_owned()
    };
    view! {
        <Title text="Code à usage unique"/>
        <p>"Saisissez le code à 6 chiffres de votre application d'authentification."</p>
        {refusal_of(action, say)}
        <ActionForm action>
            <Field id="code" name="code" label="Code" inputmode="numeric" autocomplete="one-time-code"/>
            <button disabled=move || action.pending().get()>"Connexion"</button>
        </ActionForm>
        <p>
            <a href=Place::StaffSignIn.href()>"Revenir à l'étape précédente"</a>
        </p>
    }
}
