//! What comes of being back from the CAS: signed in where an account is bound, else on the way to one.

use super::answer::Person;
use super::ways::BEGUN;
use super::{Cas, Failure};
use crate::api::CallError;
use crate::domain::account::{
    ATTEMPT_WINDOW, ATTEMPTS_PER_ACCOUNT, ATTEMPTS_PER_ADDRESS, LETTERS_PER_ACCOUNT, Login, SECOND_STEP_LIFE,
    SESSION_LIFE, SignInRefusal, SignUp,
};
use crate::domain::cas::{ARRIVAL_LIFE, AccessRefusal, Cause, Door, Newcomer, is_ticket};
use crate::domain::letter::Letter;
use crate::domain::time::Span;
use crate::domain::{AccountId, CampaignId};
use crate::places::Place;
use crate::server::guard::{self, Caller};
use crate::server::store::{Arrival, Work};
use crate::server::{reference, secrets};

/// Holds the token of an arrival.
const ARRIVED: &str = "__Host-guichet-acces";

/// What stopped an arrival: a refusal to be told, or the world.
enum Stop {
    Refused(Failure),
    World(sqlx::Error),
}

impl From<sqlx::Error> for Stop {
    fn from(cause: sqlx::Error) -> Self {
        Self::World(cause)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

fn stop(cause: Cause) -> Stop {
    Stop::Refused(Failure::new(cause, ""))
}

impl Caller {
    /// Back from the CAS with a ticket: where to go on to.
    pub async fn arrive(&self, ticket: &str) -> Result<Place, CallError<AccessRefusal>> {
        let Some(cas) = &self.services.cas else { return Err(CallError::NotFound) };
        let begun = self.own_cookie(BEGUN).and_then(|it| Door::named(it.split('.').next().unwrap_or_default()));
        let door = begun.unwrap_or(Door::Candidate);
        if !self.may_try_within(ATTEMPT_WINDOW, "cas", &[(self.origin.as_str(), ATTEMPTS_PER_ADDRESS)]).await? {
            return Err(CallError::TooMany);
        }
        let outcome = match (begun, ticket) {
            (None, _) => Err(stop(Cause::NotBegunHere)),
            (_, "") => Err(stop(Cause::NoTicket)),
            (_, it) if !is_ticket(it) => Err(stop(Cause::TicketInvalid)),
            _ => self.let_in(cas, door, ticket).await,
        };
        // Once back is enough: a ticket that comes later was not asked for.
        guard::give(BEGUN, "", Span(0));
        match outcome {
            Ok(place) => Ok(place),
            Err(Stop::World(cause)) => Err(cause.into()),
            Err(Stop::Refused(Failure { cause, detail })) => {
                let reference = secrets::draw_reference(&*self.services.chance, 'C');
                tracing::warn!(reference, ?cause, detail, door = door.slug(), "nobody was let in by the CAS");
                Err(CallError::Refused(AccessRefusal { cause, reference, door }))
            }
        }
    }

    async fn let_in(&self, cas: &Cas, door: Door, ticket: &str) -> Result<Place, Stop> {
        let person = cas.validate(ticket).await?;
        let ticket = secrets::hash_token(ticket);
        match door {
            Door::Candidate => Ok(self.let_candidate_in(cas, &person, ticket).await?),
            Door::Staff => self.let_staff_in(cas, &person, &ticket).await,
        }
    }

    async fn let_candidate_in(&self, cas: &Cas, person: &Person, ticket_hash: String) -> sqlx::Result<Place> {
        let campaign = self.services.campaign().await?;
        let bound = self.services.store.account_of_cas(&campaign, &person.user).await?;
        let mut work = self.begin().await?;
        if let Some(account) = bound {
            self.open_by_ticket(&mut work, &account, &ticket_hash).await?;
            work.note("cas_sign_in", &account, "");
            work.commit().await?;
            return self.first_place(&account).await;
        }
        let (family_name, given_name, email, student_number, student) = cas.told(person);
        let cas_user = person.user.clone();
        let arrival = Arrival { cas_user, family_name, given_name, email, student_number, student, ticket_hash };
        let token = secrets::draw_token(&*self.services.chance);
        work.add_arrival(&secrets::hash_token(&token), &arrival, ARRIVAL_LIFE).await?;
        work.commit().await?;
        guard::give(ARRIVED, &token, ARRIVAL_LIFE);
        Ok(Place::CasAccount)
    }

    /// Staff are known by their address once, then by their name at the CAS. Our second step is asked unless the CAS says
    /// that it asked one.
    async fn let_staff_in(&self, cas: &Cas, person: &Person, ticket_hash: &str) -> Result<Place, Stop> {
        let (_, _, email, ..) = cas.told(person);
        let whole = cas.asked_a_second_proof(person);
        let mut work = self.begin().await?;
        let staff = work.staff_of_cas(&person.user, &email).await?.ok_or_else(|| stop(Cause::NotStaff))?;
        let life = if whole { SESSION_LIFE } else { SECOND_STEP_LIFE };
        let session = self.open_staff_session(&mut work, &staff, whole, life).await?;
        work.tie_ticket(&session, ticket_hash).await?;
        if whole {
            work.note("staff_sign_in", &staff, "");
        }
        work.commit().await?;
        Ok(if whole { Place::Pile } else { Place::StaffCode })
    }

    async fn open_by_ticket(&self, work: &mut Work, account: &AccountId, ticket_hash: &str) -> sqlx::Result<()> {
        let session = self.open_candidate_session(work, account).await?;
        work.tie_ticket(&session, ticket_hash).await
    }

    /// Whoever waits in this browser, with the hash that names them.
    async fn arrival(&self) -> sqlx::Result<Option<(String, Arrival)>> {
        let Some(token) = self.own_cookie(ARRIVED) else { return Ok(None) };
        let hash = secrets::hash_token(&token);
        let found = self.services.store.arrival(&hash, self.services.clock.now()).await?;
        Ok(found.map(|it| (hash, it)))
    }

    /// The same; without them one begins again.
    async fn arrived<R>(&self) -> Result<(String, Arrival), CallError<R>> {
        self.arrival().await?.ok_or(CallError::SignedOut)
    }

    pub async fn newcomer<R>(&self) -> Result<Newcomer, CallError<R>> {
        let (_, it) = self.arrived().await?;
        let has_account = match Login::parse(&it.email) {
            Ok(login) if it.email.contains('@') => {
                let campaign = self.services.campaign().await?;
                self.services.store.credentials(&campaign, &login).await?.is_some()
            }
            _ => false,
        };
        let Arrival { family_name, given_name, email, student_number, student, .. } = it;
        Ok(Newcomer { family_name, given_name, email, student_number, student, has_account })
    }

    /// Makes the account and binds it. The address that the CAS vouches for is validated at once; any other one takes the
    /// link, and the answer is the same whether it has an account or not.
    pub async fn record_cas_sign_up<R>(&self, sign_up: &SignUp) -> Result<Place, CallError<R>> {
        let services = &self.services;
        let (token_hash, arrival) = self.arrived().await?;
        if !self.may_try("sign-up", sign_up.email.as_str(), LETTERS_PER_ACCOUNT).await? {
            return Err(CallError::TooMany);
        }
        let campaign = services.campaign().await?;
        let hash = services.hasher.hash(sign_up.password.expose(), &*services.chance).await?;
        let number = secrets::draw_number(services);
        let SignUp { family_name, given_name, email, .. } = sign_up;
        let key = reference::fold(&format!("{family_name} {given_name} {} {}", number.as_str(), email.as_str()));
        let mut work = self.begin().await?;
        if !work.use_arrival(&token_hash).await? {
            return Err(CallError::SignedOut);
        }
        let vouched = email.as_str() == arrival.email;
        let place = match work.add_account(&campaign, &number, sign_up, &key, &hash, self.language()).await? {
            Some(account) => {
                work.note(if vouched { "cas_sign_up" } else { "sign_up" }, &account, "");
                self.welcome(&mut work, &account, &arrival, vouched).await?
            }
            // It is theirs: the page tells so, and asks for its password. Dropped, the work leaves the arrival as it was.
            None if vouched => return Ok(Place::CasAccountExists),
            None => {
                self.tell_of_account(&mut work, &campaign, email.as_str()).await?;
                Place::SignedUp
            }
        };
        services.commit(work).await?;
        guard::give(ARRIVED, "", Span(0));
        Ok(place)
    }

    async fn welcome(&self, work: &mut Work, account: &AccountId, by: &Arrival, vouched: bool) -> sqlx::Result<Place> {
        work.bind_account(account, by).await?;
        if !vouched {
            work.post(account, &Letter::Validation(account.clone())).await?;
            return Ok(Place::SignedUp);
        }
        work.validate_account(account).await?;
        self.open_by_ticket(work, account, &by.ticket_hash).await?;
        Ok(Place::Profile)
    }

    async fn tell_of_account(&self, work: &mut Work, campaign: &CampaignId, email: &str) -> sqlx::Result<()> {
        let known = work.account_of(campaign, email).await?;
        let (account, _) = known.ok_or(sqlx::Error::RowNotFound)?;
        work.post(&account, &Letter::AccountExists(account.clone())).await?;
        work.note("sign_up_again", account, "");
        Ok(())
    }

    /// Binds the account that has the address which the CAS vouches for, once its password shows that it is theirs too.
    pub async fn bind_by_password(&self, password: &str) -> Result<Place, CallError<SignInRefusal>> {
        let (token_hash, arrival) = self.arrived().await?;
        let counted = self.counted_as(&arrival.email).await?;
        if !self.may_try("sign-in", &counted, ATTEMPTS_PER_ACCOUNT).await? {
            return Err(CallError::TooMany);
        }
        // Never validated, but its password and its address are both proved now: what the link would have shown.
        match self.check_password(&arrival.email, password).await {
            Ok(_) | Err(CallError::Refused(SignInRefusal::NotValidated)) => {}
            Err(other) => return Err(other),
        }
        let campaign = self.services.campaign().await?;
        let mut work = self.begin().await?;
        let known = work.account_of(&campaign, &arrival.email).await?;
        let (account, _) = known.ok_or(CallError::Refused(SignInRefusal::Wrong))?;
        if !work.use_arrival(&token_hash).await? {
            return Err(CallError::SignedOut);
        }
        work.bind_account(&account, &arrival).await?;
        work.validate_account(&account).await?;
        work.note("cas_bind", &account, "");
        self.open_by_ticket(&mut work, &account, &arrival.ticket_hash).await?;
        work.commit().await?;
        guard::give(ARRIVED, "", Span(0));
        Ok(self.first_place(&account).await?)
    }

    /// By letter: who is back from the CAS in this browser and used the link of a letter to the same address has shown
    /// both. Whoever chose the password before is shut out by the new one.
    pub async fn bind_by_letter(&self, work: &mut Work, account: &AccountId) -> sqlx::Result<()> {
        let Some((token_hash, arrival)) = self.arrival().await? else { return Ok(()) };
        let campaign = self.services.campaign().await?;
        let theirs = work.account_of(&campaign, &arrival.email).await?.is_some_and(|(it, _)| it == *account);
        if theirs && work.use_arrival(&token_hash).await? {
            work.bind_account(account, &arrival).await?;
            work.note("cas_bind", account, "");
        }
        Ok(())
    }
}
