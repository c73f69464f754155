//! « Accès étudiant » (seed 001): the block, the way back from the CAS, « Création de compte », and the help.

use super::account::{SignUpFields, sign_up_failure, sign_up_faults};
use super::home::SiteResource;
use super::{Failed, loaded, query, refusal_of};
use crate::api::CallError;
use crate::api::account::AskReset;
use crate::api::cas::{BindByPassword, SignUpByCas, arrive, read_newcomer};
use crate::domain::account::SignUpForm;
use crate::domain::cas::{AccessRefusal, Door, Newcomer};
use crate::domain::office::Site;
use crate::places::Place;
use crate::ui::{Explained, Field, Notice, Title, Tone, language, t};
use crate::words::cas as say;
use crate::words::{account, admin, fault};
use leptos::form::FromFormData;
use leptos::prelude::*;

/// The first of the guide's two blocks. The second one follows it on the page.
#[component]
pub(super) fn StudentAccess() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let block = |site: Site| {
        let inside = if site.student_access {
            view! {
                <p>{t(say::BLOCK_HELP)}</p>
                <p class="actions">
                    <a class="button" rel="external" href=Place::CasSignIn(Door::Candidate).href()>
                        {t(say::ENTER)}
                        <span class="visually-hidden">" " {t(say::ENTER_WITH_ENT)}</span>
                    </a>
                    <a href=Place::CasHelp.href()>{t(say::HELP_LINK)}</a>
                </p>
            }
            .into_any()
        } else {
            view! { <p>{t(account::STUDENT_ACCESS_CLOSED)}</p> }.into_any()
        };
        view! {
            <h2>{account::student_access(&site.establishment, language())}</h2>
            {inside}
        }
    };
    view! {
        <section class="access">
            <Transition>{move || site.get().and_then(Result::ok).map(block)}</Transition>
        </section>
    }
}

/// The same for staff; nothing where there is no CAS.
#[component]
pub(super) fn StaffAccess() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let way = || {
        view! {
            <p class="actions">
                <a class="button second" rel="external" href=Place::CasSignIn(Door::Staff).href()>
                    {t(say::STAFF_ENTER)}
                </a>
                <a href=Place::CasHelp.href()>{t(say::HELP_LINK)}</a>
            </p>
        }
    };
    view! {
        <Transition>
            {move || site.get().and_then(Result::ok).filter(|site| site.student_access).map(|_| way())}
        </Transition>
    }
}

/// Back from the CAS. Who is let in never sees this page.
#[component]
pub fn CasReturnPage() -> impl IntoView {
    let ticket = query("ticket");
    let arrived = Resource::new(move || ticket.get(), arrive);
    view! {
        <Transition fallback=|| view! { <p role="status">{t(say::LETTING_IN)}</p> }>
            {move || Suspend::new(async move {
                match arrived.await {
                    Ok(()) => view! { <Title text=t(say::LETTING_IN)/> }.into_any(),
                    Err(CallError::Refused(refusal)) => view! { <NotLetIn refusal/> }.into_any(),
                    Err(error) => view! { <Failed error=error.unit() page=true/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The four parts, and the ways on.
#[component]
fn NotLetIn(refusal: AccessRefusal) -> impl IntoView {
    let AccessRefusal { cause, reference, door } = refusal;
    let (title, other) = match door {
        Door::Candidate => (say::NOT_LET_IN, Place::SignIn),
        Door::Staff => (say::STAFF_NOT_LET_IN, Place::StaffSignIn),
    };
    view! {
        <Title text=t(title)/>
        <Explained happened=t(say::happened(cause)) kept=t(say::KEPT) advice=t(say::advice(cause)) reference=reference/>
        <p class="actions">
            <a class="button" rel="external" href=Place::CasSignIn(door).href()>
                {t(say::START_AGAIN)}
            </a>
            <a class="button second" href=other.href()>
                {t(say::OTHER_WAY)}
            </a>
            <a href=Place::CasHelp.href()>{t(say::HELP_LINK)}</a>
        </p>
    }
}

/// « Création de compte », filled in; or the account that has the address already, to be bound.
#[component]
pub fn CasAccountPage() -> impl IntoView {
    let exists = query("existe");
    let person = Resource::new(move || exists.get(), |_| read_newcomer());
    loaded(
        person,
        move |it: Newcomer| {
            if it.has_account { view! { <Bind it/> }.into_any() } else { view! { <Create it/> }.into_any() }
        },
    )
}

#[component]
fn Create(it: Newcomer) -> impl IntoView {
    let action = ServerAction::<SignUpByCas>::new();
    // The browser's check is a kindness, in the capture phase; the server's is the law.
    let check_first = move |event: leptos::ev::SubmitEvent| {
        let Ok(SignUpByCas { form }) = SignUpByCas::from_event(&event) else { return };
        if let Err(faults) = form.check() {
            event.prevent_default();
            action.value().set(Some(Err(CallError::Refused(faults))));
        }
    };
    let told = say::told("", &it.student_number, language());
    let known = SignUpForm {
        family_name: it.family_name,
        given_name: it.given_name,
        email: it.email.clone(),
        email_again: it.email,
        ..SignUpForm::default()
    };
    view! {
        <Title text=t(say::CREATE)/>
        <p class="lead">{t(say::FILLED_IN)}</p>
        {(!it.student)
            .then(|| {
                view! {
                    <Notice tone=Tone::Warning>
                        <p>{t(say::NOT_STUDENT)} " " <a href=Place::StaffSignIn.href()>{t(admin::STAFF_SIGN_IN)}</a></p>
                    </Notice>
                }
            })}
        {told.into_iter().map(|it| view! { <p>{it}</p> }).collect_view()}
        {sign_up_failure(action)}
        <ActionForm action on:submit:capture=check_first attr:novalidate=true>
            <SignUpFields faults=sign_up_faults(action) pending=action.pending() known address_help=t(say::ADDRESS_HELP)/>
        </ActionForm>
    }
}

#[component]
fn Bind(it: Newcomer) -> impl IntoView {
    let bind = ServerAction::<BindByPassword>::new();
    let reset = ServerAction::<AskReset>::new();
    let told = say::told(&it.email, &it.student_number, language());
    view! {
        <Title text=t(say::EXISTS)/>
        {told.into_iter().map(|it| view! { <p>{it}</p> }).collect_view()}
        <p>{t(say::EXISTS_HELP)}</p>
        {refusal_of(bind, |it| t(account::sign_in_refusal(it)).into_owned())}
        <ActionForm action=bind>
            <Field id="password" name="password" label=t(say::ITS_PASSWORD) kind="password" autocomplete="current-password"/>
            <button disabled=move || bind.pending().get()>{t(say::BIND)}</button>
        </ActionForm>
        <h2>{t(say::FORGOTTEN)}</h2>
        <p>{t(say::FORGOTTEN_HELP)}</p>
        {refusal_of(reset, |it| fault(it, language()))}
        <ActionForm action=reset>
            <input type="hidden" name="email" value=it.email/>
            <button class="second" disabled=move || reset.pending().get()>{t(say::SEND_LETTER)}</button>
        </ActionForm>
    }
}

/// What the CAS's own message means, and what to do.
#[component]
pub fn CasHelpPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    loaded(site, |site| {
        let here = if site.student_access {
            view! {
                <p>{t(say::FROM_HERE)}</p>
                <p class="actions">
                    <a class="button" rel="external" href=Place::CasSignIn(Door::Candidate).href()>
                        {t(say::START_AGAIN)}
                    </a>
                </p>
            }
            .into_any()
        } else {
            view! { <p>{t(say::OPEN_HERE)}</p> }.into_any()
        };
        view! {
            <Title text=t(say::HELP)/>
            <section aria-labelledby="message">
                <h2 id="message">{t(say::MESSAGE)}</h2>
                <p>{t(say::MESSAGE_CAUSE)}</p>
                <p>{t(say::MESSAGE_KEPT)}</p>
                <h3>{t(say::WHAT_TO_DO)}</h3>
                <ol>
                    <li>{here}</li>
                    <li>
                        <p>{t(say::STILL_THERE)} " " <a href=format!("mailto:{}", site.contact)>{site.contact.clone()}</a></p>
                    </li>
                    <li>
                        <p>{t(say::MEANWHILE)}</p>
                        <p>
                            <a href=Place::SignIn.href()>{t(account::SIGN_IN)}</a> " · "
                            <a href=Place::SignUp.href()>{t(account::SIGN_UP)}</a>
                        </p>
                    </li>
                </ol>
            </section>
            <section aria-labelledby="ent">
                <h2 id="ent">{t(say::ENT_PASSWORD)}</h2>
                <p>{t(say::ENT_PASSWORD_HELP)}</p>
                <p>
                    <a href=Place::LostPassword.href()>{t(account::LOST_PASSWORD)}</a>
                </p>
            </section>
        }
        .into_any()
    })
}
