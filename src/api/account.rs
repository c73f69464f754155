//! Sign up, validate, sign in and out, recover. Answers are neutral: the same text, status and work whether the address
//! has an account or not.

use super::{CallError, Never};
use crate::domain::account::{LinkRefusal, ResetRefusal, SignInRefusal, SignUpField, SignUpForm, Who};
use crate::domain::form::{Fault, Faults};
use leptos::server;

/// Who holds the session of this browser.
#[server(prefix = "/api", endpoint = "account/who")]
pub async fn who_am_i() -> Result<Who, CallError<Never>> {
    Ok(crate::server::guard::Caller::of_this_call().who().await?)
}

/// Creates an account, or, if the address has one, posts a letter that says so; the answer is the same.
#[server(prefix = "/api", endpoint = "account/sign_up")]
pub async fn sign_up(form: SignUpForm) -> Result<(), CallError<Faults<SignUpField>>> {
    use crate::domain::account::LETTERS_PER_ACCOUNT;
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    let caller = Caller::of_this_call();
    let sign_up = form.check().map_err(CallError::Refused)?;
    if !caller.may_try("sign-up", sign_up.email.as_str(), LETTERS_PER_ACCOUNT).await? {
        return Err(CallError::TooMany);
    }
    caller.record_sign_up(&sign_up).await?;
    web::go_to(&Place::SignedUp);
    Ok(())
}

/// Uses the link of the letter. Using it again is told as a dead link, with the way to sign in.
#[server(prefix = "/api", endpoint = "account/validate")]
pub async fn validate(token: String) -> Result<(), CallError<LinkRefusal>> {
    use crate::places::Place;
    use crate::server::{guard::Caller, secrets, store::LinkPurpose, web};

    let caller = Caller::of_this_call();
    let mut work = caller.begin().await?;
    let used = work.use_link(&secrets::hash_token(&token), LinkPurpose::Validation).await?;
    let account = used.ok_or(CallError::Refused(LinkRefusal::Dead))?;
    work.validate_account(&account).await?;
    work.note("validate_account", &account, "");
    work.commit().await?;
    web::go_to(&Place::Validated);
    Ok(())
}

/// « J'ai perdu mon code d'activation »: the link again, for an account that was not validated.
#[server(prefix = "/api", endpoint = "account/send_code_again")]
pub async fn send_code_again(email: String) -> Result<(), CallError<Fault>> {
    use crate::domain::letter::Letter;
    use crate::places::Place;
    use crate::server::guard::Caller;

    let to = |account, validated: bool| {
        if validated { Letter::AccountExists(account) } else { Letter::Validation(account) }
    };
    Caller::of_this_call().post_neutrally("code-again", &email, &Place::LostCodeAsked, to).await
}

/// « J'ai oublié mon mot de passe »: a link to choose another.
#[server(prefix = "/api", endpoint = "account/ask_reset")]
pub async fn ask_reset(email: String) -> Result<(), CallError<Fault>> {
    use crate::domain::letter::Letter;
    use crate::places::Place;
    use crate::server::guard::Caller;

    let to = |account, _| Letter::PasswordReset(account);
    Caller::of_this_call().post_neutrally("reset", &email, &Place::LostPasswordAsked, to).await
}

/// A new password by the link of the letter, or the first one by that of an invitation; ends every session of the
/// account.
#[server(prefix = "/api", endpoint = "account/reset_password")]
pub async fn reset_password(
    token: String,
    password: String,
    password_again: String,
) -> Result<(), CallError<ResetRefusal>> {
    use crate::domain::account::new_password;
    use crate::places::Place;
    use crate::server::{guard::Caller, secrets, store::LinkPurpose, web};

    let caller = Caller::of_this_call();
    let refused = |faults| CallError::Refused(ResetRefusal::Unfit(faults));
    let password = new_password(&password, &password_again).map_err(refused)?;
    let hash = caller.services.hasher.hash(password.expose(), &*caller.services.chance).await?;
    let mut work = caller.begin().await?;
    let token = secrets::hash_token(&token);
    let used = match work.use_link(&token, LinkPurpose::Reset).await? {
        None => work.use_link(&token, LinkPurpose::Invitation).await?,
        used => used,
    };
    let account = used.ok_or(CallError::Refused(ResetRefusal::Dead))?;
    work.change_password(&account, &hash).await?;
    work.close_sessions_of(&account).await?;
    work.note("reset_password", &account, "");
    caller.bind_by_letter(&mut work, &account).await?;
    work.commit().await?;
    web::go_to(&Place::PasswordChanged);
    Ok(())
}

/// Opens a session by address or dossier number and password.
#[server(prefix = "/api", endpoint = "account/sign_in")]
pub async fn sign_in(login: String, password: String) -> Result<(), CallError<SignInRefusal>> {
    use crate::domain::account::ATTEMPTS_PER_ACCOUNT;
    use crate::server::{guard::Caller, web};

    let caller = Caller::of_this_call();
    if !caller.may_try("sign-in", &caller.counted_as(&login).await?, ATTEMPTS_PER_ACCOUNT).await? {
        return Err(CallError::TooMany);
    }
    let account = caller.check_password(&login, &password).await?;
    let mut work = caller.begin().await?;
    caller.open_candidate_session(&mut work, &account).await?;
    work.note("sign_in", &account, "");
    work.commit().await?;
    web::go_to(&caller.first_place(&account).await?);
    Ok(())
}

/// Remembers in which language to speak, in this browser and in the account of whoever is signed in; the browser is sent
/// back to the page where it stood.
#[server(prefix = "/api", endpoint = "account/choose_language")]
pub async fn choose_language(language: String) -> Result<(), CallError<Never>> {
    use crate::domain::language::Language;
    use crate::server::guard::Caller;

    let language = Language::named(&language).ok_or(CallError::Malformed)?;
    Ok(Caller::of_this_call().choose_language(language).await?)
}

/// Ends the session, of candidates and staff alike; that of the CAS too, where it opened ours.
#[server(prefix = "/api", endpoint = "account/sign_out")]
pub async fn sign_out() -> Result<(), CallError<Never>> {
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    match Caller::of_this_call().sign_out().await? {
        Some(cas) => web::go_out(&cas),
        None => web::go_to(&Place::Home),
    }
    Ok(())
}
