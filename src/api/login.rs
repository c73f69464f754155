//! Signing in as a learner: identifiant and one-time code, forgotten identifiant, Parcoursup and `MonMaster`. Answers are
//! neutral: the same text, status and work whether what was typed leads to anybody or not.

use super::{CallError, Never};
use crate::domain::account::LinkRefusal;
use crate::domain::login::{ChallengeView, DoorForm, LoginRefusal};
use leptos::server;

/// Sends whoever was admitted and is signed in already to their enrolment.
#[server(prefix = "/api", endpoint = "login/open")]
pub async fn open_door() -> Result<(), CallError<Never>> {
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    if Caller::of_this_call().is_learner().await? {
        web::go_to(&Place::Enrolment);
    }
    Ok(())
}

/// Has a code sent to whoever an identifier leads to.
#[server(prefix = "/api", endpoint = "login/ask")]
pub async fn ask_code(identifiant: String) -> Result<(), CallError<Never>> {
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    Caller::of_this_call().ask_code(&identifiant).await?;
    web::go_to(&Place::LearnerCode);
    Ok(())
}

/// The code that this browser awaits; one that awaits none is sent to where codes are asked for.
#[server(prefix = "/api", endpoint = "login/challenge")]
pub async fn awaited_code() -> Result<Option<ChallengeView>, CallError<Never>> {
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    let caller = Caller::of_this_call();
    let (view, learner) = (caller.challenge_view().await?, caller.is_learner().await?);
    if learner {
        web::go_to(&Place::Enrolment);
    } else if view.is_none() {
        web::go_to(&Place::LearnerSignIn);
    }
    Ok(view)
}

/// Opens a session with the code of the letter.
#[server(prefix = "/api", endpoint = "login/try")]
pub async fn try_code(code: String) -> Result<(), CallError<LoginRefusal>> {
    use crate::server::{guard::Caller, web};

    let place = Caller::of_this_call().try_code(&code).await?;
    web::go_to(&place);
    Ok(())
}

/// Another code, which ends the one before.
#[server(prefix = "/api", endpoint = "login/again")]
pub async fn ask_code_again() -> Result<(), CallError<LoginRefusal>> {
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    Caller::of_this_call().ask_code_again().await?;
    web::go_to(&Place::LearnerCode);
    Ok(())
}

/// « Identifiant oublié ou première connexion ».
#[server(prefix = "/api", endpoint = "login/identifiant")]
pub async fn ask_identifiant(email: String) -> Result<(), CallError<Never>> {
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    Caller::of_this_call().ask_identifiant(&email).await?;
    web::go_to(&Place::IdentifiantSent);
    Ok(())
}

/// The door of those whom Parcoursup or MonMaster sends.
#[server(prefix = "/api", endpoint = "login/link")]
pub async fn ask_login_link(form: DoorForm) -> Result<(), CallError<Never>> {
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    Caller::of_this_call().ask_link(&form).await?;
    web::go_to(&Place::LoginLinkSent);
    Ok(())
}

/// Opens a session with the link of the letter.
#[server(prefix = "/api", endpoint = "login/use_link")]
pub async fn use_login_link(token: String) -> Result<(), CallError<LinkRefusal>> {
    use crate::server::{guard::Caller, web};

    let place = Caller::of_this_call().use_login_link(&token).await?;
    web::go_to(&place);
    Ok(())
}
