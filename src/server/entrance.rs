//! The longer steps of the way in, told once for the calls that share them.

use super::guard::Caller;
use super::reference::fold;
use super::secrets::{self, HashError};
use super::{Services, incident, store, web};
use crate::api::CallError;
use crate::domain::account::{Email, LETTERS_PER_ACCOUNT, Login, SignInRefusal, SignUp};
use crate::domain::form::Fault;
use crate::domain::letter::Letter;
use crate::domain::{AccountId, CampaignId, StaffId};
use crate::places::Place;

impl<R> From<HashError> for CallError<R> {
    fn from(cause: HashError) -> Self {
        Self::Failed(incident(&cause, "a password could not be hashed"))
    }
}

impl Services {
    /// The campaign that accounts belong to now; without one, everybody who needs it is told so ([`CallError::NoCampaign`]).
    pub async fn campaign(&self) -> sqlx::Result<CampaignId> {
        let campaign = self.store.current_campaign(self.clock.now()).await?;
        campaign.map(|(id, _)| id).ok_or_else(store::no_campaign)
    }
}

impl Caller {
    /// Makes the account with its letter, or posts the letter that says that there is one; as much work either way.
    pub async fn record_sign_up<R>(&self, sign_up: &SignUp) -> Result<(), CallError<R>> {
        let services = &self.services;
        let campaign = services.campaign().await?;
        let hash = services.hasher.hash(sign_up.password.expose(), &*services.chance).await?;
        let number = secrets::draw_number(services);
        let SignUp { family_name, given_name, email, .. } = sign_up;
        let key = fold(&format!("{family_name} {given_name} {} {}", number.as_str(), email.as_str()));
        let mut work = self.begin().await?;
        if let Some(account) = work.add_account(&campaign, &number, sign_up, &key, &hash, self.language()).await? {
            work.post(&account, &Letter::Validation(account.clone())).await?;
            work.note("sign_up", account, "");
        } else {
            let known = work.account_of(&campaign, email.as_str()).await?;
            let (account, _) = known.ok_or(sqlx::Error::RowNotFound)?;
            work.post(&account, &Letter::AccountExists(account.clone())).await?;
            work.note("sign_up_again", account, "");
        }
        Ok(services.commit(work).await?)
    }

    /// Posts a letter to the account of an address, if it has one, and says the same if not, at `told`.
    pub async fn post_neutrally(
        &self,
        act: &'static str,
        email: &str,
        told: &Place,
        letter: impl FnOnce(AccountId, bool) -> Letter,
    ) -> Result<(), CallError<Fault>> {
        let email = Email::parse(email).map_err(CallError::Refused)?;
        if !self.may_try(act, email.as_str(), LETTERS_PER_ACCOUNT).await? {
            return Err(CallError::TooMany);
        }
        let campaign = self.services.campaign().await?;
        let mut work = self.begin().await?;
        if let Some((account, validated)) = work.account_of(&campaign, email.as_str()).await? {
            work.post(&account, &letter(account.clone(), validated)).await?;
            work.note(act, account, "");
        }
        self.services.commit(work).await?;
        web::go_to(told);
        Ok(())
    }

    /// Whom attempts with this login are counted for: the account, however its login was spelt.
    pub async fn counted_as(&self, login: &str) -> sqlx::Result<String> {
        let Ok(login) = Login::parse(login) else { return Ok(login.trim().to_lowercase()) };
        let campaign = self.services.campaign().await?;
        let known = self.services.store.credentials(&campaign, &login).await?;
        Ok(match (known, login) {
            (Some(it), _) => it.id.0,
            (None, Login::Email(it)) => it.as_str().to_owned(),
            (None, Login::Number(it)) => it.as_str().to_owned(),
        })
    }

    /// The account whose login and password these are.
    pub async fn check_password(&self, login: &str, password: &str) -> Result<AccountId, CallError<SignInRefusal>> {
        let services = &self.services;
        let campaign = services.campaign().await?;
        let known = match Login::parse(login) {
            Ok(login) => services.store.credentials(&campaign, &login).await?,
            Err(_) => None,
        };
        let stored = known.as_ref().map(|it| it.password_hash.as_str());
        let fits = services.hasher.verify(password, stored).await?;
        match known {
            Some(it) if fits && it.validated => Ok(it.id),
            Some(_) if fits => Err(CallError::Refused(SignInRefusal::NotValidated)),
            _ => Err(CallError::Refused(SignInRefusal::Wrong)),
        }
    }

    /// The member of the staff whose address and password these are.
    pub async fn check_staff_password(&self, email: &str, password: &str) -> Result<StaffId, CallError<SignInRefusal>> {
        let services = &self.services;
        let known = services.store.staff_credentials(&email.trim().to_lowercase()).await?;
        let stored = known.as_ref().map(|it| it.password_hash.as_str());
        let fits = services.hasher.verify(password, stored).await?;
        known.filter(|_| fits).map(|it| it.id).ok_or(CallError::Refused(SignInRefusal::Wrong))
    }
}
