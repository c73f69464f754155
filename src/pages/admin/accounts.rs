//! Candidates as staff find them: the search, a new account, one account with what may be done about it.

use super::journal::JournalTable;
use super::parts::{StaffNav, done};
use crate::api::accounts::{CreateAccount, SendLinkAgain, find_accounts, read_account};
use crate::api::profile::profile_of;
use crate::domain::AccountId;
use crate::domain::invitation::{AccountCandidature, AccountLine, AccountRefusal, AccountView, InvitationField};
use crate::domain::language::Language;
use crate::domain::profile::{ProfileView, Section};
use crate::pages::baccalaureat::BaccalaureatSection;
use crate::pages::entries::list_of;
use crate::pages::judged::Refused;
use crate::pages::profile::tone;
use crate::pages::records::{AddressOrigin, ServedIdentity};
use crate::pages::sections::AddressSection;
use crate::pages::served::{ForCandidate, ServedAccount, WayBack};
use crate::pages::studies::{OtherSections, internal, leading};
use crate::pages::{NotFoundPage, is_refused, loaded, param, query, refusal_of, refusal_of_act};
use crate::places::Place;
use crate::ui::{Badge, Field, Notice, Title, Tone, language, t};
use crate::words::invitation as say;
use crate::words::{self, Text};
use leptos::prelude::*;
use leptos_router::components::Form;

#[component]
pub fn AccountsPage() -> impl IntoView {
    let words = query("recherche");
    let found = Resource::new(move || words.get(), find_accounts);
    loaded(found, move |found| {
        let searched = !words.get_untracked().trim().is_empty();
        let count = searched.then(|| {
            let text =
                if found.is_empty() { t(say::NOBODY).into_owned() } else { say::FOUND.to(found.len(), language()) };
            view! { <p role="status">{text}</p> }
        });
        let table = (!found.is_empty()).then(|| view! { <Found found/> });
        view! {
            <StaffNav/>
            <Title text=t(words::admin::ACCOUNTS)/>
            <Form method="GET" action=Place::Accounts.href() attr:class="filter" attr:role="search">
                <div class="field">
                    <label for="words">{t(words::admin::SEARCH)}</label>
                    <input
                        type="search"
                        id="words"
                        name="recherche"
                        value=words.get_untracked()
                        placeholder=t(say::SEARCH_HINT)
                        aria-describedby="words-help"
                    />
                </div>
                <button class="second">{t(words::admin::SHOW)}</button>
            </Form>
            <p class="help" id="words-help">
                {t(say::SEARCH_HELP)}
            </p>
            {count}
            {table}
            <p>
                <a class="button second" href=Place::NewAccount.href()>
                    {t(say::CREATE)}
                </a>
            </p>
        }
        .into_any()
    })
}

#[component]
fn Found(found: Vec<AccountLine>) -> impl IntoView {
    let line = |it: AccountLine| {
        view! {
            <tr>
                <th scope="row">
                    <a href=Place::Account(it.id).href()>{it.name}</a>
                </th>
                <td>{it.number}</td>
                <td>{it.email}</td>
                <td>
                    <Validated validated=it.validated/>
                </td>
                <td>{it.candidatures}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t(words::admin::ACCOUNTS)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(words::admin::CANDIDATE)}</th>
                        <th scope="col">{t(words::admin::FILE_NUMBER)}</th>
                        <th scope="col">{t(say::field(InvitationField::Email))}</th>
                        <th scope="col">{t(words::admin::STATE)}</th>
                        <th scope="col">{t(say::CANDIDATURES)}</th>
                    </tr>
                </thead>
                <tbody>{found.into_iter().map(line).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Validated(validated: bool) -> impl IntoView {
    let (tone, text) = if validated { (Tone::Good, say::VALIDATED) } else { (Tone::Warning, say::WAITING) };
    view! { <Badge tone text=t(text)/> }
}

fn refused(it: AccountRefusal) -> String {
    say::refusal(&it, language())
}

const INVITED: [(InvitationField, &str, Text); 3] = [
    (InvitationField::FamilyName, "family-name", say::field(InvitationField::FamilyName)),
    (InvitationField::GivenName, "given-name", say::field(InvitationField::GivenName)),
    (InvitationField::Email, "email", say::field(InvitationField::Email)),
];

#[component]
pub fn NewAccountPage() -> impl IntoView {
    let action = ServerAction::<CreateAccount>::new();
    let told = Refused::form(action, "");
    let label = |it| t(say::field(it));
    let languages = Language::ALL.map(|it| view! { <option value=it.code()>{words::language(it)}</option> });
    view! {
        <StaffNav/>
        <p class="where">
            <a href=Place::Accounts.href()>{t(words::admin::ACCOUNTS)}</a>
        </p>
        <Title text=t(say::CREATE)/>
        <p>{t(say::CREATE_HELP)}</p>
        {refusal_of_act(action, refused)}
        <ActionForm action attr:novalidate=true>
            {told.summary(&INVITED)}
            <Field id="family-name" name="form[family_name]" label=label(InvitationField::FamilyName) autocomplete="off" fault=told.fault(InvitationField::FamilyName)/>
            <Field id="given-name" name="form[given_name]" label=label(InvitationField::GivenName) autocomplete="off" fault=told.fault(InvitationField::GivenName)/>
            <Field id="email" name="form[email]" label=label(InvitationField::Email) kind="email" autocomplete="off" fault=told.fault(InvitationField::Email)/>
            <div class="field">
                <label for="language">{t(say::LANGUAGE)}</label>
                <select id="language" name="form[language]">
                    {languages.collect_view()}
                </select>
            </div>
            <button disabled=move || action.pending().get()>{t(say::INVITE)}</button>
        </ActionForm>
    }
}

#[component]
pub fn AccountPage() -> impl IntoView {
    let (id, sent) = (param("compte"), query("fait"));
    let again = ServerAction::<SendLinkAgain>::new();
    let account = Resource::new(move || (id.get(), done(again)), |(id, _)| read_account(AccountId(id)));
    loaded(account, move |account| {
        let told = view! {
            {refusal_of(again, refused)}
            <Show when=move || !sent.read().is_empty() && !is_refused(again).get()>
                <Notice tone=Tone::Good>{t(say::SENT)}</Notice>
            </Show>
        }
        .into_any();
        view! { <Account account again told/> }.into_any()
    })
}

#[component]
fn Account(account: AccountView, again: ServerAction<SendLinkAgain>, told: AnyView) -> impl IntoView {
    let AccountView { id, number, name, email, created_at, validated, invited_by, may_fill_in, .. } = account;
    let day = words::day(created_at, language());
    let created = match invited_by {
        Some(by) => say::created_by(&day, &by, language()),
        None => say::created(&day, language()),
    };
    let held = StoredValue::new(id);
    let resend = (!validated).then(|| {
        view! {
            <ActionForm action=again>
                <input type="hidden" name="id" value=held.get_value().0/>
                <button class="second" disabled=move || again.pending().get()>
                    {t(say::SEND_AGAIN)}
                </button>
            </ActionForm>
        }
    });
    let place = move |own: Place| may_fill_in.then(|| own.of_account(held.get_value()));
    let section = move |(section, progress): (Section, _)| {
        let label = leading(words::section(section), place(Place::Section(section)));
        view! {
            <li>
                {label} " " <Badge tone=tone(progress) text=t(words::progress(progress))/>
            </li>
        }
    };
    let sections = Section::ALL.into_iter().zip(account.progress).map(section).collect_view();
    let help = if may_fill_in { say::FILL_IN_HELP } else { say::NOT_YET };
    let candidature = |it: AccountCandidature| {
        let programme = if it.may_be_examined {
            view! { <a href=Place::Examination(it.id).href()>{it.programme}</a> }.into_any()
        } else {
            it.programme.into_any()
        };
        view! {
            <li>
                {programme} " " <Badge tone=Tone::Plain text=t(words::state(it.state))/>
            </li>
        }
    };
    let none = account.candidatures.is_empty().then(|| view! { <p>{t(say::NO_CANDIDATURE)}</p> });
    view! {
        <StaffNav/>
        <p class="where">
            <a href=Place::Accounts.href()>{t(words::admin::ACCOUNTS)}</a>
        </p>
        <Title text=name/>
        <p>
            <Validated validated/>
            " "
            {t(words::admin::NUMBER)}
            " "
            {number}
            " · "
            {email}
            " · "
            {created}
        </p>
        {told}
        {resend}
        <h2>{t(say::PROFILE)}</h2>
        <p class="help">{t(help)}</p>
        <ul class="sections">{sections}</ul>
        <OtherSections heading=say::OTHERS others=account.others place/>
        <h2>{t(say::CANDIDATURES)}</h2>
        {none}
        <ul>{account.candidatures.into_iter().map(candidature).collect_view()}</ul>
        <h2>{t(words::journal::JOURNAL)}</h2>
        <JournalTable lines=account.journal/>
    }
}

/// A section or a list of the profile, filled in for a candidate by the same form as the candidate's own.
#[component]
pub fn AccountSectionPage() -> impl IntoView {
    let (id, named, wrong) = (param("compte"), param("section"), query("a-corriger"));
    // Of the lists: which entry, and the version just saved.
    let (number, saved) = (query("ligne"), query("version"));
    provide_context(ServedAccount(Signal::derive(move || AccountId(id.get()))));
    let asked = move || (id.get(), named.get(), wrong.get(), number.get(), saved.get());
    let view = Resource::new(asked, |(id, ..)| profile_of(AccountId(id)));
    loaded(view, move |view| {
        let judged = !wrong.get_untracked().is_empty();
        match Place::of_profile(&named.get_untracked()) {
            Some(Place::Section(section)) => view! { <ServedSection section view judged/> }.into_any(),
            Some(Place::List(listing)) => list_of(listing, view),
            Some(Place::InternalStudies) => internal(view),
            _ => view! { <NotFoundPage/> }.into_any(),
        }
    })
}

#[component]
fn ServedSection(section: Section, view: ProfileView, judged: bool) -> impl IntoView {
    let form = match section {
        Section::Identity => view! { <ServedIdentity view judged/> }.into_any(),
        Section::Address => view! { <AddressOrigin view=view.clone()/> <AddressSection view judged/> }.into_any(),
        Section::Baccalaureat => view! { <BaccalaureatSection view judged/> }.into_any(),
    };
    view! {
        <WayBack/>
        <Title text=t(words::section(section))/>
        <ForCandidate/>
        {form}
    }
}
