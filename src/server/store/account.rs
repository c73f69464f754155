//! Accounts of candidates and of staff.

use super::{Store, Work, unknown};
use crate::domain::account::{DossierNumber, Email, Login, SignUp};
use crate::domain::language::Language;
use crate::domain::review::Role;
use crate::domain::time::Span;
use crate::domain::{AccountId, CampaignId, StaffId};

/// What a link of a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPurpose {
    Validation,
    Reset,
    /// Of an account that staff made.
    Invitation,
    /// Shows that a new address is the person's.
    Email,
}

impl LinkPurpose {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Validation => "validation",
            Self::Reset => "reset",
            Self::Invitation => "invitation",
            Self::Email => "email",
        }
    }
}

/// What is needed to judge a sign-in.
pub struct Credentials<Id> {
    pub id: Id,
    pub password_hash: String,
    /// A candidate: the link was used. Staff: always.
    pub validated: bool,
    /// Staff alone.
    pub role: Option<Role>,
}

impl Store {
    pub async fn credentials(
        &self,
        campaign: &CampaignId,
        login: &Login,
    ) -> sqlx::Result<Option<Credentials<AccountId>>> {
        let row: Option<(String, String, bool)> = match login {
            Login::Email(email) => {
                let sql = "select account_id, password_hash, validated_at is not null
                             from account where campaign_id = $1 and email = $2";
                self.db.opt(sql, (campaign.as_str(), email.as_str())).await?
            }
            Login::Number(number) => {
                let sql = "select account_id, password_hash, validated_at is not null
                             from account where campaign_id = $1 and number = $2";
                self.db.opt(sql, (campaign.as_str(), number.as_str())).await?
            }
        };
        Ok(row.map(|(id, password_hash, validated)| Credentials {
            id: AccountId(id),
            password_hash,
            validated,
            role: None,
        }))
    }

    /// The hash of someone's password.
    pub async fn password_hash(&self, id: &AccountId) -> sqlx::Result<String> {
        let (hash,): (String,) =
            self.db.one("select password_hash from account where account_id = $1", (id.as_str(),)).await?;
        Ok(hash)
    }

    /// The address that a person asked for and did not confirm yet.
    pub async fn awaited_email(&self, id: &AccountId) -> sqlx::Result<Option<String>> {
        let sql = "select new_email from email_change where account_id = $1 and confirmed_at is null";
        let row: Option<(String,)> = self.db.opt(sql, (id.as_str(),)).await?;
        Ok(row.map(|(email,)| email))
    }

    pub async fn staff_credentials(&self, email: &str) -> sqlx::Result<Option<Credentials<StaffId>>> {
        let sql = "select staff_id, password_hash, role from staff where email = $1";
        let Some((id, password_hash, role)) = self.db.opt::<(String, String, String)>(sql, (email,)).await? else {
            return Ok(None);
        };
        let role = Role::named(&role).ok_or_else(|| unknown("role", &role))?;
        Ok(Some(Credentials { id: StaffId(id), password_hash, validated: true, role: Some(role) }))
    }

    /// Who of the staff has this address, and their name.
    pub async fn staff_named(&self, email: &str) -> sqlx::Result<Option<(StaffId, String, Role)>> {
        let sql = "select staff_id, name, role from staff where email = $1";
        let row: Option<(String, String, String)> = self.db.opt(sql, (email,)).await?;
        let read = |(id, name, role): (String, String, String)| {
            Ok((StaffId(id), name, Role::named(&role).ok_or_else(|| unknown("role", &role))?))
        };
        row.map(read).transpose()
    }

    /// The secret of someone's one-time codes, base32.
    pub async fn totp_secret(&self, id: &StaffId) -> sqlx::Result<String> {
        let (secret,): (String,) =
            self.db.one("select totp_secret from staff where staff_id = $1", (id.as_str(),)).await?;
        Ok(secret)
    }

    /// Names, addresses, roles and secrets of all staff: for the demonstration's page of logins alone.
    pub async fn staff_logins(&self) -> sqlx::Result<Vec<(String, String, String, String)>> {
        self.db.all("select email, name, role, totp_secret from staff order by role, email", super::db::None).await
    }
}

impl Work {
    /// A new account; `None` when the address already has one in this campaign.
    pub async fn add_account(
        &mut self,
        campaign: &CampaignId,
        number: &DossierNumber,
        sign_up: &SignUp,
        search_key: &str,
        password_hash: &str,
        language: Language,
    ) -> sqlx::Result<Option<AccountId>> {
        let id = self.id();
        let sql = "insert into account (account_id, campaign_id, number, email, family_name, given_name,
                                        search_key, password_hash, created_at, language)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                   on conflict (campaign_id, email) do nothing
                   returning account_id";
        let params = (
            id,
            campaign.as_str(),
            number.as_str(),
            sign_up.email.as_str(),
            &sign_up.family_name,
            &sign_up.given_name,
            search_key,
            password_hash,
            self.now.0,
            language.code(),
        );
        let row: Option<(String,)> = self.tx.opt(sql, params).await?;
        Ok(row.map(|(id,)| AccountId(id)))
    }

    /// The account of an address, and whether it was validated.
    pub async fn account_of(&mut self, campaign: &CampaignId, email: &str) -> sqlx::Result<Option<(AccountId, bool)>> {
        let sql = "select account_id, validated_at is not null from account where campaign_id = $1 and email = $2";
        let row: Option<(String, bool)> = self.tx.opt(sql, (campaign.as_str(), email)).await?;
        Ok(row.map(|(id, validated)| (AccountId(id), validated)))
    }

    /// Marks the account as validated; false when it was: doing it again changes nothing.
    pub async fn validate_account(&mut self, id: &AccountId) -> sqlx::Result<bool> {
        let sql = "update account set validated_at = $1 where account_id = $2 and validated_at is null";
        Ok(self.tx.run(sql, (self.now.0, id.as_str())).await? == 1)
    }

    /// A new password, which also shows that the letter arrived: the account is validated by it.
    pub async fn change_password(&mut self, id: &AccountId, password_hash: &str) -> sqlx::Result<()> {
        let sql = "update account set password_hash = $1, validated_at = coalesce(validated_at, $2)
                    where account_id = $3";
        self.tx.run(sql, (password_hash, self.now.0, id.as_str())).await.map(drop)
    }

    /// Writes down an address that a person wants instead of theirs, in place of one they wanted before: the link that went
    /// there proves nothing about this one, and is dead.
    pub async fn ask_email_change(&mut self, id: &AccountId, email: &Email) -> sqlx::Result<()> {
        let sql = "update link set used_at = $1 where account_id = $2 and purpose = $3 and used_at is null";
        self.tx.run(sql, (self.now.0, id.as_str(), LinkPurpose::Email.code())).await?;
        let sql = "insert into email_change (account_id, new_email, old_email, asked_at)
                   select account_id, $2, email, $3 from account where account_id = $1
                   on conflict (account_id) do update set new_email = $2, old_email = excluded.old_email, asked_at = $3,
                                                          confirmed_at = null";
        self.tx.run(sql, (id.as_str(), email.as_str(), self.now.0)).await.map(drop)
    }

    /// Makes the awaited address the account's; false when there is none, or when another account took it meanwhile.
    pub async fn confirm_email(&mut self, id: &AccountId) -> sqlx::Result<bool> {
        let sql = "update account set email = (select e.new_email from email_change e where e.account_id = $1)
                    where account_id = $1
                      and exists (select 1 from email_change e where e.account_id = $1 and e.confirmed_at is null)
                      and not exists (select 1 from account o join email_change e on e.new_email = o.email
                            where e.account_id = $1 and o.campaign_id = account.campaign_id)";
        if self.tx.run(sql, (id.as_str(),)).await? == 0 {
            return Ok(false);
        }
        let sql = "update email_change set confirmed_at = $1 where account_id = $2";
        self.tx.run(sql, (self.now.0, id.as_str())).await?;
        Ok(true)
    }

    /// What an account is found by: names, number and address, folded by the caller.
    pub async fn search_words(&mut self, id: &AccountId) -> sqlx::Result<String> {
        let sql = "select family_name, given_name, number, email from account where account_id = $1";
        let (family_name, given_name, number, email): (String, String, String, String) =
            self.tx.one(sql, (id.as_str(),)).await?;
        Ok(format!("{family_name} {given_name} {number} {email}"))
    }

    pub async fn set_search_key(&mut self, id: &AccountId, folded: &str) -> sqlx::Result<()> {
        let sql = "update account set search_key = $1 where account_id = $2";
        self.tx.run(sql, (folded, id.as_str())).await.map(drop)
    }

    /// In which language a candidate is spoken and written to.
    pub async fn speak_to_candidate(&mut self, id: &AccountId, language: Language) -> sqlx::Result<()> {
        let sql = "update account set language = $1 where account_id = $2";
        self.tx.run(sql, (language.code(), id.as_str())).await.map(drop)
    }

    pub async fn speak_to_staff(&mut self, id: &StaffId, language: Language) -> sqlx::Result<()> {
        let sql = "update staff set language = $1 where staff_id = $2";
        self.tx.run(sql, (language.code(), id.as_str())).await.map(drop)
    }

    /// In which language a member of the staff is spoken to.
    pub async fn language_of_staff(&mut self, id: &StaffId) -> sqlx::Result<Language> {
        let (code,): (String,) = self.tx.one("select language from staff where staff_id = $1", (id.as_str(),)).await?;
        Language::named(&code).ok_or_else(|| unknown("language", &code))
    }

    pub async fn language_of(&mut self, id: &AccountId) -> sqlx::Result<Language> {
        let (code,): (String,) =
            self.tx.one("select language from account where account_id = $1", (id.as_str(),)).await?;
        Language::named(&code).ok_or_else(|| unknown("language", &code))
    }

    /// Uses the time step of a one-time code up; false when it, or a later one, was used before.
    pub async fn use_totp_step(&mut self, id: &StaffId, step: i64) -> sqlx::Result<bool> {
        let sql = "update staff set totp_step = $1 where staff_id = $2 and totp_step < $1";
        Ok(self.tx.run(sql, (step, id.as_str())).await? == 1)
    }

    /// Removes accounts whose link was never used within `life`, with all that hangs on them: nobody showed that the
    /// address is theirs, so nothing of it may be kept. Accounts that staff made, and those of learners, stay: staff know
    /// whose they are.
    pub async fn remove_unvalidated(&mut self, life: Span) -> sqlx::Result<()> {
        let before = (self.now - life).0;
        let sql = "select account_id from account where validated_at is null and invited_by is null
                      and created_at <= $1
                      and not exists (select 1 from learner l where l.account_id = account.account_id)";
        let rows: Vec<(String,)> = self.tx.all(sql, (before,)).await?;
        for (id,) in rows {
            for sql in [
                "delete from link where account_id = $1",
                "delete from session where account_id = $1",
                "delete from letter where account_id = $1",
                "delete from cas_account where account_id = $1",
                "delete from account where account_id = $1",
            ] {
                self.tx.run(sql, (&id,)).await?;
            }
            self.note("remove_unvalidated", id, "");
        }
        Ok(())
    }
}
