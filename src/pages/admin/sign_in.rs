//! Signing in: password, then the code of the moment.

use crate::api::review::{StaffCode, StaffSignIn};
use crate::domain::account::SignInRefusal;
use crate::pages::cas::StaffAccess;
use crate::pages::refusal_of;
use crate::places::Place;
use crate::ui::{Field, Title, t};
use crate::words::admin as say;
use leptos::prelude::*;

#[component]
pub fn StaffSignInPage() -> impl IntoView {
    let action = ServerAction::<StaffSignIn>::new();
    let refused = |_: SignInRefusal| t(say::SIGN_IN_WRONG).into_owned();
    view! {
        <Title text=t(say::STAFF_SIGN_IN)/>
        <StaffAccess/>
        {refusal_of(action, refused)}
        <ActionForm action>
            <Field id="email" name="email" label=t(say::WORK_EMAIL) kind="email" autocomplete="username"/>
            <Field id="password" name="password" label=t(say::PASSWORD) kind="password" autocomplete="current-password"/>
            <button disabled=move || action.pending().get()>{t(say::CONTINUE)}</button>
        </ActionForm>
    }
}

#[component]
pub fn StaffCodePage() -> impl IntoView {
    let action = ServerAction::<StaffCode>::new();
    let refused = |_: SignInRefusal| t(say::CODE_WRONG).into_owned();
    view! {
        <Title text=t(say::ONE_TIME_CODE)/>
        <p>{t(say::TYPE_CODE)}</p>
        {refusal_of(action, refused)}
        <ActionForm action>
            <Field id="code" name="code" label=t(say::CODE) inputmode="numeric" autocomplete="one-time-code"/>
            <button disabled=move || action.pending().get()>{t(say::SIGN_IN)}</button>
        </ActionForm>
        <p>
            <a href=Place::StaffSignIn.href()>{t(say::BACK_A_STEP)}</a>
        </p>
    }
}
