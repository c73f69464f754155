//! « Accès étudiant »: back from the establishment's CAS, to an account. `/cas/retour` is a page, so `arrive` runs while
//! it is made; no browser calls it by itself.

use super::{CallError, Never};
use crate::domain::account::{SignInRefusal, SignUpField, SignUpForm};
use crate::domain::cas::{AccessRefusal, AccessReport, Newcomer};
use crate::domain::form::Faults;
use leptos::server;

/// Back with a ticket: signed in, or sent on to make an account.
#[server(prefix = "/api", endpoint = "cas/arrive")]
pub async fn arrive(ticket: String) -> Result<(), CallError<AccessRefusal>> {
    use crate::server::{guard::Caller, web};

    let place = Caller::of_this_call().arrive(&ticket).await?;
    web::go_to(&place);
    Ok(())
}

/// What the CAS said of the person who waits for an account in this browser.
#[server(prefix = "/api", endpoint = "cas/newcomer")]
pub async fn read_newcomer() -> Result<Newcomer, CallError<Never>> {
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    let found = Caller::of_this_call().newcomer().await;
    if matches!(found, Err(CallError::SignedOut)) {
        web::go_to(&Place::SignIn);
    }
    found
}

/// « Création de compte »: with the address that the CAS vouches for, or with another.
#[server(prefix = "/api", endpoint = "cas/sign_up")]
pub async fn sign_up_by_cas(form: SignUpForm) -> Result<(), CallError<Faults<SignUpField>>> {
    use crate::server::{guard::Caller, web};

    let caller = Caller::of_this_call();
    caller.newcomer().await?;
    let sign_up = form.check().map_err(CallError::Refused)?;
    let place = caller.record_cas_sign_up(&sign_up).await?;
    web::go_to(&place);
    Ok(())
}

/// The account that has the address already, by its password.
#[server(prefix = "/api", endpoint = "cas/bind")]
pub async fn bind_by_password(password: String) -> Result<(), CallError<SignInRefusal>> {
    use crate::server::{guard::Caller, web};

    let place = Caller::of_this_call().bind_by_password(&password).await?;
    web::go_to(&place);
    Ok(())
}

/// What the self-check found, where there is a CAS.
#[server(prefix = "/api", endpoint = "cas/report")]
pub async fn read_access_report() -> Result<Option<AccessReport>, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    Ok(staff.services().cas.as_ref().map(super::super::server::cas::Cas::report))
}

/// The self-check, again.
#[server(prefix = "/api", endpoint = "cas/check")]
pub async fn check_access() -> Result<(), CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Configure).await?;
    if let Some(cas) = &staff.services().cas {
        cas.check(staff.services().clock.now()).await;
    }
    Ok(())
}
