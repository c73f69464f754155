//! Who came by the CAS: people on their way to an account, accounts and staff bound, sessions by their ticket.

use super::{Store, Work};
use crate::domain::time::{Instant, Span};
use crate::domain::{AccountId, CampaignId, StaffId};

/// Somebody whom the CAS knows, on their way to an account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Arrival {
    pub cas_user: String,
    pub family_name: String,
    pub given_name: String,
    pub email: String,
    pub student_number: String,
    pub student: bool,
    /// The hash of the ticket that brought them.
    pub ticket_hash: String,
}

impl Store {
    /// The account of this campaign that belongs to somebody of the CAS. One whose address was never confirmed does not
    /// count: who mistyped theirs begins again.
    pub async fn account_of_cas(&self, campaign: &CampaignId, cas_user: &str) -> sqlx::Result<Option<AccountId>> {
        let sql = "select c.account_id from cas_account c join account a on a.account_id = c.account_id
                    where c.campaign_id = $1 and c.cas_user = $2 and a.validated_at is not null";
        let row: Option<(String,)> = self.db.opt(sql, (campaign.as_str(), cas_user)).await?;
        Ok(row.map(|(id,)| AccountId(id)))
    }

    /// Whoever waits behind this token.
    pub async fn arrival(&self, token_hash: &str, now: Instant) -> sqlx::Result<Option<Arrival>> {
        let sql = "select cas_user, family_name, given_name, email, student_number, student, ticket_hash
                     from cas_arrival where token_hash = $1 and expires_at > $2";
        self.db.opt(sql, (token_hash, now.0)).await
    }
}

impl Work {
    pub async fn add_arrival(&mut self, token_hash: &str, it: &Arrival, life: Span) -> sqlx::Result<()> {
        let sql = "insert into cas_arrival (token_hash, cas_user, family_name, given_name, email, student_number,
                                            student, ticket_hash, expires_at)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let params = (
            token_hash,
            &it.cas_user,
            &it.family_name,
            &it.given_name,
            &it.email,
            &it.student_number,
            it.student,
            &it.ticket_hash,
            (self.now + life).0,
        );
        self.tx.run(sql, params).await.map(drop)
    }

    /// Uses an arrival up; false when a click before did, or when its time is past.
    pub async fn use_arrival(&mut self, token_hash: &str) -> sqlx::Result<bool> {
        let sql = "delete from cas_arrival where token_hash = $1 and expires_at > $2";
        Ok(self.tx.run(sql, (token_hash, self.now.0)).await? == 1)
    }

    /// Binds an account to somebody of the CAS, and to nobody else: whoever may do so has shown that both are theirs, and
    /// names of the CAS change. The student number that the CAS tells shows nothing of the kind: it is not kept.
    pub async fn bind_account(&mut self, id: &AccountId, to: &Arrival) -> sqlx::Result<()> {
        self.tx.run("delete from cas_account where account_id = $1", (id.as_str(),)).await?;
        let sql = "insert into cas_account (campaign_id, cas_user, account_id, bound_at)
                   select campaign_id, $2, account_id, $3 from account where account_id = $1
                   on conflict (campaign_id, cas_user) do update
                      set account_id = excluded.account_id, bound_at = excluded.bound_at";
        self.tx.run(sql, (id.as_str(), &to.cas_user, self.now.0)).await.map(drop)
    }

    /// The member of the staff whom somebody of the CAS is bound to; else the one with this address, bound now.
    pub async fn staff_of_cas(&mut self, cas_user: &str, email: &str) -> sqlx::Result<Option<StaffId>> {
        let sql = "insert into cas_staff (cas_user, staff_id, bound_at)
                   select $1, s.staff_id, $3 from staff s
                    where s.email = $2 and not exists (select 1 from cas_staff o where o.staff_id = s.staff_id)
                   on conflict (cas_user) do nothing";
        self.tx.run(sql, (cas_user, email, self.now.0)).await?;
        let sql = "select staff_id from cas_staff where cas_user = $1";
        let row: Option<(String,)> = self.tx.opt(sql, (cas_user,)).await?;
        Ok(row.map(|(id,)| StaffId(id)))
    }

    /// Remembers which ticket opened a session.
    pub async fn tie_ticket(&mut self, token_hash: &str, ticket_hash: &str) -> sqlx::Result<()> {
        let sql = "update session set cas_ticket = $1 where token_hash = $2";
        self.tx.run(sql, (ticket_hash, token_hash)).await.map(drop)
    }

    /// The hash of the ticket that opened a session, if one did.
    pub async fn ticket_of(&mut self, token_hash: &str) -> sqlx::Result<Option<String>> {
        let row: Option<(Option<String>,)> =
            self.tx.opt("select cas_ticket from session where token_hash = $1", (token_hash,)).await?;
        Ok(row.and_then(|(ticket,)| ticket))
    }

    /// Ends what a ticket opened; whose sessions they were.
    pub async fn close_sessions_of_ticket(&mut self, ticket_hash: &str) -> sqlx::Result<Vec<String>> {
        self.tx.run("delete from cas_arrival where ticket_hash = $1", (ticket_hash,)).await?;
        let sql = "delete from session where cas_ticket = $1 returning coalesce(account_id, staff_id)";
        let rows: Vec<(String,)> = self.tx.all(sql, (ticket_hash,)).await?;
        Ok(rows.into_iter().map(|(whose,)| whose).collect())
    }

    /// Takes away arrivals past their time.
    pub async fn sweep_arrivals(&mut self) -> sqlx::Result<()> {
        self.tx.run("delete from cas_arrival where expires_at <= $1", (self.now.0,)).await.map(drop)
    }
}
