//! Accounts as staff find and make them.

use super::{Store, Work, patterns};
use crate::domain::account::DossierNumber;
use crate::domain::invitation::{AccountLine, FOUND_MAX, Invitation};
use crate::domain::language::Language;
use crate::domain::{AccountId, CampaignId, StaffId};

/// What is known of an account besides its profile.
#[derive(sqlx::FromRow)]
pub struct AccountHead {
    pub campaign_id: String,
    pub number: String,
    pub given_name: String,
    pub family_name: String,
    pub email: String,
    pub created_at: i64,
    pub validated: bool,
    pub invited_by: Option<String>,
}

/// What an account that staff make holds besides the names and the address of its owner.
pub struct InvitedAccount<'a> {
    pub campaign: &'a CampaignId,
    pub number: &'a DossierNumber,
    /// Names, number and address, folded.
    pub search_key: &'a str,
    pub password_hash: &'a str,
    pub language: Language,
}

/// An INE as it is searched: letters and digits alone, in upper case.
pub(super) fn bare_ine(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).take(20).collect::<String>().to_ascii_uppercase()
}

type LineRow = (String, String, String, String, String, bool, i64);

const HEAD: &str = "select a.campaign_id, a.number, a.given_name, a.family_name, a.email, a.created_at,
           a.validated_at is not null as validated, s.name as invited_by
      from account a left join staff s on s.staff_id = a.invited_by
     where a.account_id = $1";

impl Store {
    /// The accounts of a campaign that hold all the words (folded) in names, number or address, or whose INE they are.
    pub async fn find_accounts(&self, campaign: &CampaignId, words: &str) -> sqlx::Result<Vec<AccountLine>> {
        let sql = "select a.account_id, a.number, a.given_name, a.family_name, a.email, a.validated_at is not null,
                          (select count(*) from candidature c
                            where c.account_id = a.account_id and c.state <> 'cancelled')
                     from account a
                    where a.campaign_id = $1
                      and ((a.search_key like $2 escape '\\' and a.search_key like $3 escape '\\'
                            and a.search_key like $4 escape '\\') or (a.ine <> '' and a.ine = $5))
                    order by a.search_key, a.account_id limit $6";
        let [first, second, third] = patterns(words);
        let params = (campaign.as_str(), first, second, third, bare_ine(words), FOUND_MAX);
        let rows: Vec<LineRow> = self.db.all(sql, params).await?;
        let line = |(id, number, given_name, family_name, email, validated, candidatures): LineRow| AccountLine {
            id: AccountId(id),
            number,
            name: format!("{family_name} {given_name}"),
            email,
            validated,
            candidatures,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    pub async fn account_head(&self, id: &AccountId) -> sqlx::Result<Option<AccountHead>> {
        self.db.opt(HEAD, (id.as_str(),)).await
    }
}

impl Work {
    /// A new account in the name of a member of the staff; `None` when the address already has one in this campaign.
    pub async fn invite(
        &mut self,
        it: &Invitation,
        account: &InvitedAccount<'_>,
        by: &StaffId,
    ) -> sqlx::Result<Option<AccountId>> {
        let id = self.id();
        let sql = "insert into account (account_id, campaign_id, number, email, family_name, given_name,
                                        search_key, password_hash, created_at, language, invited_by)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                   on conflict (campaign_id, email) do nothing
                   returning account_id";
        let params = (
            id,
            account.campaign.as_str(),
            account.number.as_str(),
            it.email.as_str(),
            &it.family_name,
            &it.given_name,
            account.search_key,
            account.password_hash,
            self.now.0,
            account.language.code(),
            by.as_str(),
        );
        let row: Option<(String,)> = self.tx.opt(sql, params).await?;
        Ok(row.map(|(id,)| AccountId(id)))
    }

    pub async fn account_head(&mut self, id: &AccountId) -> sqlx::Result<Option<AccountHead>> {
        self.tx.opt(HEAD, (id.as_str(),)).await
    }

    /// The INE that an identity gives, by which staff find the account.
    pub(super) async fn keep_ine(&mut self, id: &AccountId, typed: &str) -> sqlx::Result<()> {
        self.tx.run("update account set ine = $1 where account_id = $2", (bare_ine(typed), id.as_str())).await.map(drop)
    }
}
