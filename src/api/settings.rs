//! « Mon compte » and « Mes messages »: password, address, sessions, letters.

use super::{CallError, Never};
use crate::domain::LetterId;
use crate::domain::account::LinkRefusal;
use crate::domain::settings::{ChangeRefusal, MyLetter, SettingsView};
use leptos::server;

#[server(prefix = "/api", endpoint = "settings/read")]
pub async fn settings() -> Result<SettingsView, CallError<Never>> {
    use crate::server::guard::Candidate;

    Ok(Candidate::of_this_call().await?.settings().await?)
}

/// A new password, the present one asked again; ends every other session.
#[server(prefix = "/api", endpoint = "settings/change_password")]
pub async fn change_password(
    present: String,
    password: String,
    password_again: String,
) -> Result<(), CallError<ChangeRefusal>> {
    use crate::domain::account::new_password;
    use crate::places::Place;
    use crate::server::{guard::Candidate, web};

    let candidate = Candidate::of_this_call().await?;
    let new = new_password(&password, &password_again);
    let new = new.map_err(|faults| CallError::Refused(ChangeRefusal::UnfitPassword(faults)))?;
    candidate.change_password(&present, &new).await?;
    web::go_to(&Place::SettingsSaved);
    Ok(())
}

/// Another address: it counts once its link was used, and the old one is then warned.
#[server(prefix = "/api", endpoint = "settings/change_email")]
pub async fn change_email(present: String, email: String, email_again: String) -> Result<(), CallError<ChangeRefusal>> {
    use crate::domain::settings::new_email;
    use crate::places::Place;
    use crate::server::{guard::Candidate, web};

    let candidate = Candidate::of_this_call().await?;
    let new = new_email(&email, &email_again);
    let new = new.map_err(|faults| CallError::Refused(ChangeRefusal::UnfitEmail(faults)))?;
    candidate.ask_email_change(&present, &new).await?;
    web::go_to(&Place::SettingsSaved);
    Ok(())
}

/// Uses the link that went to a new address; whoever holds it need not be signed in.
#[server(prefix = "/api", endpoint = "settings/confirm_email")]
pub async fn confirm_email(token: String) -> Result<(), CallError<LinkRefusal>> {
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    if !Caller::of_this_call().confirm_email(&token).await? {
        return Err(CallError::Refused(LinkRefusal::Dead));
    }
    web::go_to(&Place::EmailConfirmed);
    Ok(())
}

/// Ends one of the caller's sessions.
#[server(prefix = "/api", endpoint = "settings/end_session")]
pub async fn end_session(id: String) -> Result<(), CallError<Never>> {
    use crate::places::Place;
    use crate::server::{guard::Candidate, web};

    Candidate::of_this_call().await?.end_session(&id).await?;
    web::go_to(&Place::Settings);
    Ok(())
}

/// The letters that went to the caller, with where each is on its way.
#[server(prefix = "/api", endpoint = "settings/letters")]
pub async fn my_letters() -> Result<Vec<MyLetter>, CallError<Never>> {
    use crate::server::guard::Candidate;

    let candidate = Candidate::of_this_call().await?;
    Ok(candidate.services().store.letters_of(candidate.id()).await?)
}

/// Sends a letter once more, in the words that it had.
#[server(prefix = "/api", endpoint = "settings/send_again")]
pub async fn send_again(id: LetterId) -> Result<(), CallError<Never>> {
    use crate::domain::account::LETTERS_PER_ACCOUNT;
    use crate::places::Place;
    use crate::server::{guard::Candidate, web};

    let candidate = Candidate::of_this_call().await?;
    if !candidate.caller().may_try("send-again", candidate.id().as_str(), LETTERS_PER_ACCOUNT).await? {
        return Err(CallError::TooMany);
    }
    let mut work = candidate.begin().await?;
    if !work.post_again(candidate.id(), &id).await? {
        return Err(CallError::NotFound);
    }
    work.note("send_again", candidate.id(), &id);
    candidate.services().commit(work).await?;
    web::go_to(&Place::Messages);
    Ok(())
}
