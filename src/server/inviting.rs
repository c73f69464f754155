//! How staff find candidates, make accounts for them and read what was done.

use super::guard::Staff;
use super::reference::fold;
use super::store::InvitedAccount;
use super::{calendar, secrets, web};
use crate::api::CallError;
use crate::domain::invitation::{
    AccountCandidature, AccountLine, AccountRefusal, AccountView, InvitationForm, may_be_filled_in,
};
use crate::domain::journal::JournalLine;
use crate::domain::language::Language;
use crate::domain::letter::Letter;
use crate::domain::profile::Section;
use crate::domain::time::Instant;
use crate::domain::{AccountId, CandidatureId};
use crate::places::Place;

impl Staff {
    /// The accounts of the current campaign that fit the words; none without words.
    pub async fn find_accounts(&self, words: &str) -> sqlx::Result<Vec<AccountLine>> {
        let (services, words) = (self.services(), fold(words));
        if words.is_empty() {
            return Ok(Vec::new());
        }
        services.store.find_accounts(&services.campaign().await?, &words).await
    }

    /// One candidate; that somebody looked goes into the journal.
    pub async fn account_view(&self, id: &AccountId) -> sqlx::Result<Option<AccountView>> {
        let store = &self.services().store;
        let Some(head) = store.account_head(id).await? else { return Ok(None) };
        let mut work = self.begin().await?;
        work.note("read_account", id, "");
        let now = work.now;
        work.commit().await?;
        let profile = store.profile(id).await?;
        let today = calendar::date(now);
        let mut candidatures = Vec::new();
        for card in store.candidatures_of(id).await? {
            let may_be_examined = store.examination_head(&self.scope(), &card.id).await?.is_some();
            candidatures.push(AccountCandidature {
                id: card.id,
                programme: card.programme,
                state: card.state,
                may_be_examined,
            });
        }
        Ok(Some(AccountView {
            id: id.clone(),
            number: head.number,
            name: format!("{} {}", head.given_name, head.family_name),
            email: head.email,
            created_at: calendar::moment(Instant(head.created_at)),
            may_fill_in: may_be_filled_in(head.validated, head.invited_by.is_some()),
            validated: head.validated,
            invited_by: head.invited_by,
            progress: Section::ALL.map(|section| profile.progress(section, today)).to_vec(),
            others: profile.others(today),
            candidatures,
            journal: store.journal_of_account(id).await?,
        }))
    }

    /// Makes an account under a password that nobody knows, and invites its owner to choose one.
    pub async fn create_account(&self, form: &InvitationForm) -> Result<(), CallError<AccountRefusal>> {
        let it = form.check().map_err(|faults| CallError::Refused(AccountRefusal::Unfit(faults)))?;
        let services = self.services();
        let campaign = services.campaign().await?;
        let nobodys = secrets::draw_token(&*services.chance);
        let hash = services.hasher.hash(&nobodys, &*services.chance).await?;
        let number = secrets::draw_number(services);
        let key = fold(&format!("{} {} {} {}", it.family_name, it.given_name, number.as_str(), it.email.as_str()));
        let mut work = self.begin().await?;
        let account = InvitedAccount {
            campaign: &campaign,
            number: &number,
            search_key: &key,
            password_hash: &hash,
            language: Language::named(&form.language).unwrap_or_default(),
        };
        let made = work.invite(&it, &account, self.id()).await?;
        let id = made.ok_or(CallError::Refused(AccountRefusal::EmailTaken))?;
        work.post(&id, &Letter::Invitation(id.clone())).await?;
        work.note("create_account", &id, "");
        services.commit(work).await?;
        web::go_to(&Place::Account(id));
        Ok(())
    }

    /// The link again, for an owner who did not come in yet.
    pub async fn send_link_again(&self, id: &AccountId) -> Result<(), CallError<AccountRefusal>> {
        let mut work = self.begin().await?;
        let head = work.account_head(id).await?.ok_or(CallError::NotFound)?;
        if head.validated {
            return Err(CallError::Refused(AccountRefusal::AlreadyValidated));
        }
        let invited = head.invited_by.is_some();
        let letter = if invited { Letter::Invitation(id.clone()) } else { Letter::Validation(id.clone()) };
        work.post(id, &letter).await?;
        work.note("send_link_again", id, "");
        self.services().commit(work).await?;
        web::go_to(&Place::AccountLinkSent(id.clone()));
        Ok(())
    }

    /// Who did what in one dossier of the scope, the latest first; reading it is an act too.
    pub async fn dossier_journal(&self, id: &CandidatureId) -> sqlx::Result<Option<Vec<JournalLine>>> {
        let store = &self.services().store;
        if store.examination_head(&self.scope(), id).await?.is_none() {
            return Ok(None);
        }
        let mut work = self.begin().await?;
        work.note("read_journal", id, "");
        work.commit().await?;
        store.journal_of_dossier(id).await.map(Some)
    }
}
