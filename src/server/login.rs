//! Signing in as a learner, told once for the calls that share it. A request does the same work and writes the same rows
//! whether what was typed leads to somebody or not; to whom something is sent, the worker finds out afterwards.

use super::guard::{Caller, cookie, give};
use super::reference::fold;
use super::store::{Actor, Asked, Holder, Work};
use super::{Services, calendar, secrets};
use crate::api::CallError;
use crate::domain::account::{
    ATTEMPT_WINDOW, ATTEMPTS_PER_ACCOUNT, ATTEMPTS_PER_ADDRESS, Email, LETTERS_PER_ACCOUNT, LinkRefusal,
};
use crate::domain::learner::{IdentifierKind, readings};
use crate::domain::letter::Letter;
use crate::domain::login::{
    CHALLENGE_LIFE, CODE_TRIES, ChallengeView, Code, DoorForm, LETTERS_PER_PERSON, LoginRefusal, pause_left,
};
use crate::domain::time::{Date, Instant, Span};
use crate::domain::{AccountId, ChallengeId, LearnerId};
use crate::places::Place;
use axum::http::request::Parts;
use leptos::prelude::use_context;

/// Holds the token of the challenge of this browser; nothing of it stands in an address.
const COOKIE_NAME: &str = "__Host-guichet-code";

/// The hash of the token of this browser's challenge; of nothing where it has none.
fn challenge_token() -> String {
    let token = use_context::<Parts>().and_then(|parts| cookie(&parts.headers, COOKIE_NAME));
    secrets::hash_token(&token.unwrap_or_default())
}

type Outcome<R> = Result<(), CallError<R>>;

const fn refused<T, R>(why: R) -> Result<T, CallError<R>> {
    Err(CallError::Refused(why))
}

impl Caller {
    /// Whether the session of this browser is of somebody who was admitted.
    pub async fn is_learner(&self) -> sqlx::Result<bool> {
        Ok(matches!(self.holder().await?, Some(Holder::Candidate { admitted: true, .. })))
    }

    /// Asks for a code for whoever an identifier leads to, and gives this browser a challenge.
    pub async fn ask_code<R>(&self, typed: &str) -> Outcome<R> {
        let found = readings(&fold(&typed.chars().take(300).collect::<String>()));
        // Counted by what was typed, whether it leads to anybody or not.
        let whom = found.iter().map(|(kind, value)| format!("{} {value}", kind.code())).collect::<Vec<_>>().join(",");
        if !self.may_try("login-code", &format!("typed {whom}"), LETTERS_PER_ACCOUNT).await? {
            return Err(CallError::TooMany);
        }
        let store = &self.services.store;
        let account = match store.learner_named(&found).await? {
            Some(learner) => Some(learner.account()),
            // As many questions as where somebody is found.
            None => store.learner(&LearnerId::default()).await?.map(|it| it.account()),
        };
        let token = secrets::draw_token(&*self.services.chance);
        let mut work = self.begin().await?;
        work.add_challenge(&secrets::hash_token(&token), account.as_ref()).await?;
        self.services.commit(work).await?;
        give(COOKIE_NAME, &token, CHALLENGE_LIFE);
        Ok(())
    }

    /// Where this browser's challenge stands; nothing where it awaits no code.
    pub async fn challenge_view(&self) -> sqlx::Result<Option<ChallengeView>> {
        let now = self.services.clock.now();
        let found = self.services.store.challenge(&challenge_token(), now).await?;
        Ok(found.filter(|it| !it.used).map(|it| ChallengeView {
            asked_at: calendar::moment(Instant(it.asked_at)),
            pause: pause_left(Instant(it.asked_at), now),
            tries_left: (CODE_TRIES - it.tries).max(0),
        }))
    }

    /// Asks for another code, which ends the one before.
    pub async fn ask_code_again(&self) -> Outcome<LoginRefusal> {
        let token = challenge_token();
        let mut work = self.begin().await?;
        if work.renew_challenge(&token).await? {
            return Ok(self.services.commit(work).await?);
        }
        drop(work);
        match self.challenge_view().await? {
            Some(it) => refused(LoginRefusal::TooSoon { seconds: it.pause.max(1) }),
            None => refused(LoginRefusal::NoChallenge),
        }
    }

    /// Opens a session with the code of this browser's challenge; where to go on to.
    pub async fn try_code(&self, typed: &str) -> Result<Place, CallError<LoginRefusal>> {
        let counts = [(self.origin.as_str(), ATTEMPTS_PER_ADDRESS)];
        if !self.may_try_within(ATTEMPT_WINDOW, "login-try", &counts).await? {
            return Err(CallError::TooMany);
        }
        let Some(code) = Code::parse(typed) else { return refused(LoginRefusal::Malformed) };
        let token = challenge_token();
        let mut work = self.begin().await?;
        let now = work.now;
        let Some(tried) = work.count_try(&token).await? else {
            drop(work);
            let known = self.services.store.challenge(&token, now).await?;
            let spent = known.is_some_and(|it| !it.used);
            return refused(if spent { LoginRefusal::Spent } else { LoginRefusal::NoChallenge });
        };
        let challenge = ChallengeId(tried.challenge_id.clone());
        let expected = tried.expected(now);
        let fits = secrets::code_fits(&challenge, &code, expected.as_ref().map_or("", |it| it.1));
        let Some((account, _)) = expected.filter(|_| fits) else {
            work.commit().await?;
            let left = CODE_TRIES - tried.tries;
            return refused(if left > 0 { LoginRefusal::Wrong { left } } else { LoginRefusal::Spent });
        };
        work.use_challenge(challenge.as_str()).await?;
        work.note("sign_in_by_code", &account, "");
        let place = self.enter(work, &account).await?;
        give(COOKIE_NAME, "", Span(0));
        Ok(place)
    }

    /// Opens the session of somebody who showed that they read their mail; where to go on to.
    async fn enter(&self, mut work: Work, account: &AccountId) -> sqlx::Result<Place> {
        // Nobody asked them yet which language they read: what their browser asks for, from now on.
        if work.validate_account(account).await? {
            work.speak_to_candidate(account, self.language()).await?;
        }
        self.open_candidate_session(&mut work, account).await?;
        work.commit().await?;
        // By this door one comes to enrol.
        let enrols = self.services.store.enrolment_of(account).await?.is_some();
        if enrols { Ok(Place::Enrolment) } else { self.first_place(account).await }
    }

    /// Has the identifiant sent to an address, to every learner who has it.
    pub async fn ask_identifiant<R>(&self, typed: &str) -> Outcome<R> {
        let whom = format!("typed {}", typed.trim().to_lowercase());
        if !self.may_try("login-identifiant", &whom, LETTERS_PER_ACCOUNT).await? {
            return Err(CallError::TooMany);
        }
        let email = Email::parse(typed).map_or_else(|_| String::new(), |it| it.as_str().to_owned());
        let account = self.services.store.learner_account_with_email(&email).await?;
        self.ask_letter(account.as_ref(), &Asked::Identifiant).await
    }

    /// Has a link sent to whoever has this number, was born then and has this address.
    pub async fn ask_link<R>(&self, form: &DoorForm) -> Outcome<R> {
        let number = fold(&form.number.chars().take(300).collect::<String>());
        let kinds = [IdentifierKind::Parcoursup, IdentifierKind::MonMaster];
        let found = kinds.map(|kind| kind.normalise(&number).map(|value| (kind, value)));
        let whom = format!("{found:?}");
        if !self.may_try("login-link", &whom, ATTEMPTS_PER_ACCOUNT).await? {
            return Err(CallError::TooMany);
        }
        let mut account = None;
        for reading in found {
            let its = self.whose_door(reading, form).await?;
            account = account.or(its);
        }
        self.ask_letter(account.as_ref(), &Asked::Link).await
    }

    /// The account behind a number, if birth date and address are its owner's; as many questions where there is none.
    async fn whose_door(
        &self,
        reading: Option<(IdentifierKind, String)>,
        form: &DoorForm,
    ) -> sqlx::Result<Option<AccountId>> {
        let store = &self.services.store;
        let learner = match reading {
            Some(it) => store.learner_named(&[it]).await?,
            None => None,
        };
        let account = learner.map(|it| it.account()).unwrap_or_default();
        let (theirs, email) =
            (store.profile(&account).await?.identity.unwrap_or_default(), store.email_of(&account).await?);
        let born = Date::parse(&theirs.birth_date);
        let fits = born.is_some() && born == Date::parse(&form.birth_date);
        let typed = Email::parse(&form.email).ok();
        Ok(email.filter(|it| fits && typed.is_some_and(|typed| typed.as_str() == it)).map(|_| account))
    }

    async fn ask_letter<R>(&self, account: Option<&AccountId>, asked: &Asked) -> Outcome<R> {
        let mut work = self.begin().await?;
        work.ask_letter(account, asked).await?;
        Ok(self.services.commit(work).await?)
    }

    /// Opens a session with the link of a letter; where to go on to.
    pub async fn use_login_link(&self, token: &str) -> Result<Place, CallError<LinkRefusal>> {
        let mut work = self.begin().await?;
        let used = work.use_login_link(&secrets::hash_token(token)).await?;
        let Some(account) = used else { return Err(CallError::Refused(LinkRefusal::Dead)) };
        work.note("sign_in_by_link", &account, "");
        Ok(self.enter(work, &account).await?)
    }
}

impl Services {
    /// Posts what learners asked for at the door, each in one transaction with its line in the journal.
    pub async fn post_asked_logins(&self) -> sqlx::Result<()> {
        while let Some((id, origin)) = self.store.next_login_letter().await? {
            let mut work = self.begin(Actor::Visitor, &origin).await?;
            if let Some((account, asked)) = work.take_login_letter(&id).await? {
                let key = format!("login-letter:{}", secrets::digest(account.as_str().as_bytes()));
                if work.count_attempt(&key, ATTEMPT_WINDOW).await? <= LETTERS_PER_PERSON {
                    work.post_login(&account, asked).await?;
                }
            }
            work.commit().await?;
        }
        Ok(())
    }
}

impl Work {
    async fn post_login(&mut self, account: &AccountId, asked: Asked) -> sqlx::Result<()> {
        match asked {
            Asked::Code(challenge, nth) => {
                // The code before is dead already: its letter would only mislead.
                self.drop_unsent(&Letter::LoginCode(challenge.clone(), nth - 1)).await?;
                self.note("ask_code", account, "");
                self.post(account, &Letter::LoginCode(challenge, nth)).await
            }
            Asked::Link => {
                self.note("ask_login_link", account, "");
                self.post(account, &Letter::LoginLink(account.clone())).await
            }
            Asked::Identifiant => {
                for learner in self.learners_with_address_of(account).await? {
                    self.note("ask_identifiant", learner.account(), "");
                    self.post(&learner.account(), &Letter::Identifiant(learner.id())).await?;
                }
                Ok(())
            }
        }
    }
}
