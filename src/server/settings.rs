//! « Mon compte »: each change asks for the present password again, and ends what it should end.

use super::guard::{Caller, Candidate};
use super::reference::fold;
use super::store::LinkPurpose;
use super::{calendar, secrets};
use crate::api::CallError;
use crate::domain::account::{ATTEMPTS_PER_ACCOUNT, Email, Password};
use crate::domain::letter::Letter;
use crate::domain::settings::{Browser, ChangeRefusal, SessionView, SettingsView};
use crate::domain::time::Instant;

impl Candidate {
    pub async fn settings(&self) -> sqlx::Result<SettingsView> {
        let services = self.services();
        let current = self.caller().token_hash();
        let sessions = services.store.sessions_of(self.id(), services.clock.now()).await?;
        let view = |(token_hash, agent, origin, at): (String, String, String, i64)| SessionView {
            id: secrets::digest(token_hash.as_bytes()),
            browser: Browser::of_agent(&agent),
            origin,
            opened_at: calendar::moment(Instant(at)),
            current: token_hash == current,
        };
        Ok(SettingsView {
            email: services.store.recipient(self.id()).await?.email,
            awaited_email: services.store.awaited_email(self.id()).await?,
            sessions: sessions.into_iter().map(view).collect(),
        })
    }

    /// Whether this is the present password. Counted like a sign-in: a borrowed telephone must not try for ever.
    async fn check_present(&self, password: &str) -> Result<(), CallError<ChangeRefusal>> {
        if !self.caller().may_try("present-password", self.id().as_str(), ATTEMPTS_PER_ACCOUNT).await? {
            return Err(CallError::TooMany);
        }
        let stored = self.services().store.password_hash(self.id()).await?;
        let fits = self.services().hasher.verify(password, Some(&stored)).await?;
        if fits { Ok(()) } else { Err(CallError::Refused(ChangeRefusal::WrongPassword)) }
    }

    /// A new password; ends every other session.
    pub async fn change_password(&self, present: &str, new: &Password) -> Result<(), CallError<ChangeRefusal>> {
        self.check_present(present).await?;
        let hash = self.services().hasher.hash(new.expose(), &*self.services().chance).await?;
        let mut work = self.begin().await?;
        work.change_password(self.id(), &hash).await?;
        work.close_other_sessions_of(self.id(), &self.caller().token_hash()).await?;
        work.note("change_password", self.id(), "");
        Ok(work.commit().await?)
    }

    /// Posts a link to the new address. Where it has an account already, that account is told instead; the answer is the
    /// same.
    pub async fn ask_email_change(&self, present: &str, new: &Email) -> Result<(), CallError<ChangeRefusal>> {
        self.check_present(present).await?;
        let mut work = self.begin().await?;
        match work.account_of(self.campaign(), new.as_str()).await? {
            Some((other, _)) if other != *self.id() => work.post(&other, &Letter::AccountExists(other.clone())).await?,
            Some(_) => {}
            None => {
                work.ask_email_change(self.id(), new).await?;
                work.post(self.id(), &Letter::EmailChange(self.id().clone())).await?;
            }
        }
        work.note("ask_email_change", self.id(), "");
        Ok(self.services().commit(work).await?)
    }

    /// Ends one of the person's sessions; one that ended already is no fault.
    pub async fn end_session(&self, id: &str) -> sqlx::Result<()> {
        let sessions = self.services().store.sessions_of(self.id(), self.services().clock.now()).await?;
        let named = sessions.into_iter().find(|(token_hash, ..)| secrets::digest(token_hash.as_bytes()) == id);
        let Some((token_hash, ..)) = named else { return Ok(()) };
        let mut work = self.begin().await?;
        if work.close_session_of(self.id(), &token_hash).await? {
            work.note("end_session", self.id(), "");
        }
        work.commit().await
    }
}

impl Caller {
    /// Uses the link at a new address: it becomes the account's, and the old one is warned. False when the link is dead.
    pub async fn confirm_email(&self, token: &str) -> sqlx::Result<bool> {
        let mut work = self.begin().await?;
        let used = work.use_link(&secrets::hash_token(token), LinkPurpose::Email).await?;
        let Some(account) = used else { return Ok(false) };
        if !work.confirm_email(&account).await? {
            return Ok(false);
        }
        let key = fold(&work.search_words(&account).await?);
        work.set_search_key(&account, &key).await?;
        work.note("confirm_email", &account, "");
        work.post(&account, &Letter::EmailChanged(account.clone())).await?;
        self.services.commit(work).await?;
        Ok(true)
    }
}
