//! Sessions, links and counted attempts.

use super::{LinkPurpose, Store, Work, unknown};
use crate::domain::account::DossierNumber;
use crate::domain::review::Role;
use crate::domain::time::{Instant, Span};
use crate::domain::{AccountId, CampaignId, StaffId};

/// Who a session belongs to.
#[derive(Clone, Debug)]
pub enum Holder {
    Candidate { id: AccountId, campaign: CampaignId, name: String, number: DossierNumber, admitted: bool },
    Staff { id: StaffId, role: Role, name: String, second_step_done: bool },
}

impl Store {
    /// The holder of a session that is still good.
    pub async fn holder(&self, token_hash: &str, now: Instant) -> sqlx::Result<Option<Holder>> {
        #[derive(sqlx::FromRow)]
        struct It {
            account_id: Option<String>,
            campaign_id: Option<String>,
            number: Option<String>,
            given_name: Option<String>,
            family_name: Option<String>,
            staff_id: Option<String>,
            role: Option<String>,
            staff_name: Option<String>,
            second_step_done: bool,
            learner_id: Option<String>,
        }
        let sql = "select s.account_id, a.campaign_id, a.number, a.given_name, a.family_name,
                          s.staff_id, t.role, t.name as staff_name, s.second_step_done, l.learner_id
                     from session s
                     left join account a on a.account_id = s.account_id
                     left join learner l on l.account_id = s.account_id
                     left join staff t on t.staff_id = s.staff_id
                    where s.token_hash = $1 and s.expires_at > $2";
        let Some(it) = self.db.opt::<It>(sql, (token_hash, now.0)).await? else { return Ok(None) };
        if let (Some(id), Some(campaign), Some(number)) = (it.account_id, it.campaign_id, it.number) {
            let name = format!("{} {}", it.given_name.unwrap_or_default(), it.family_name.unwrap_or_default());
            let number = DossierNumber::parse(&number).map_err(|_| unknown("dossier number", &number))?;
            let (id, campaign, admitted) = (AccountId(id), CampaignId(campaign), it.learner_id.is_some());
            return Ok(Some(Holder::Candidate { id, campaign, name, number, admitted }));
        }
        let (Some(id), Some(role)) = (it.staff_id, it.role) else { return Ok(None) };
        let role = Role::named(&role).ok_or_else(|| unknown("role", &role))?;
        let (name, second_step_done) = (it.staff_name.unwrap_or_default(), it.second_step_done);
        Ok(Some(Holder::Staff { id: StaffId(id), role, name, second_step_done }))
    }
}

/// A session of a person: the hash of its token, what its browser calls itself, its address, when it was opened.
pub type SessionRow = (String, String, String, i64);

impl Store {
    /// The sessions of a person that are still good, the latest first.
    pub async fn sessions_of(&self, owner: &AccountId, now: Instant) -> sqlx::Result<Vec<SessionRow>> {
        let sql = "select token_hash, agent, origin, created_at from session
                    where account_id = $1 and expires_at > $2 order by created_at desc, token_hash";
        self.db.all(sql, (owner.as_str(), now.0)).await
    }
}

impl Work {
    /// `from`: what the browser calls itself, and its network address.
    pub async fn open_candidate_session(
        &mut self,
        token: &str,
        id: &AccountId,
        life: Span,
        (agent, origin): (&str, &str),
    ) -> sqlx::Result<()> {
        let sql =
            "insert into session (token_hash, account_id, second_step_done, created_at, expires_at, agent, origin)
                   values ($1, $2, true, $3, $4, $5, $6)";
        self.tx.run(sql, (token, id.as_str(), self.now.0, (self.now + life).0, agent, origin)).await?;
        Ok(())
    }

    pub async fn open_staff_session(
        &mut self,
        token: &str,
        id: &StaffId,
        second_step_done: bool,
        life: Span,
    ) -> sqlx::Result<()> {
        let sql = "insert into session (token_hash, staff_id, second_step_done, created_at, expires_at)
                   values ($1, $2, $3, $4, $5)";
        self.tx.run(sql, (token, id.as_str(), second_step_done, self.now.0, (self.now + life).0)).await?;
        Ok(())
    }

    pub async fn close_session(&mut self, token_hash: &str) -> sqlx::Result<()> {
        self.tx.run("delete from session where token_hash = $1", (token_hash,)).await.map(drop)
    }

    /// Ends one session, if it is `owner`'s.
    pub async fn close_session_of(&mut self, owner: &AccountId, token_hash: &str) -> sqlx::Result<bool> {
        let sql = "delete from session where token_hash = $1 and account_id = $2";
        Ok(self.tx.run(sql, (token_hash, owner.as_str())).await? == 1)
    }

    /// All sessions of an account but one: a new password ends them.
    pub async fn close_other_sessions_of(&mut self, owner: &AccountId, token_hash: &str) -> sqlx::Result<()> {
        let sql = "delete from session where account_id = $1 and token_hash <> $2";
        self.tx.run(sql, (owner.as_str(), token_hash)).await.map(drop)
    }

    /// All sessions of an account: a new password ends them.
    pub async fn close_sessions_of(&mut self, id: &AccountId) -> sqlx::Result<()> {
        self.tx.run("delete from session where account_id = $1", (id.as_str(),)).await.map(drop)
    }

    /// Takes away what is past its time: sessions, links, counted attempts.
    pub async fn sweep(&mut self, quota_window: Span) -> sqlx::Result<()> {
        self.tx.run("delete /* whole: swept once a day */ from session where expires_at <= $1", (self.now.0,)).await?;
        self.tx
            .run(
                "delete /* whole: swept once a day */ from link where expires_at <= $1",
                ((self.now - Span::days(30)).0,),
            )
            .await?;
        self.tx.run("delete from quota where window_at <= $1", ((self.now - quota_window).0,)).await?;
        Ok(())
    }

    /// Counts an attempt under `key`, exactly, whoever else counts at the same time; how many it makes in this span.
    pub async fn count_attempt(&mut self, key: &str, window: Span) -> sqlx::Result<i64> {
        let window_at = self.now.0 - self.now.0.rem_euclid(window.0);
        let sql = "insert into quota (key, window_at, count) values ($1, $2, 1)
                   on conflict (key, window_at) do update set count = quota.count + 1
                   returning count";
        let (count,): (i64,) = self.tx.one(sql, (key, window_at)).await?;
        Ok(count)
    }

    pub async fn add_link(
        &mut self,
        token_hash: &str,
        id: &AccountId,
        purpose: LinkPurpose,
        life: Span,
    ) -> sqlx::Result<()> {
        let sql = "insert into link (token_hash, account_id, purpose, expires_at) values ($1, $2, $3, $4)";
        self.tx.run(sql, (token_hash, id.as_str(), purpose.code(), (self.now + life).0)).await.map(drop)
    }

    /// Uses a link up; whose it was, if it was still good.
    pub async fn use_link(&mut self, token_hash: &str, purpose: LinkPurpose) -> sqlx::Result<Option<AccountId>> {
        let sql = "update link set used_at = $1
                    where token_hash = $2 and purpose = $3 and used_at is null and expires_at > $1
                returning account_id";
        let row: Option<(String,)> = self.tx.opt(sql, (self.now.0, token_hash, purpose.code())).await?;
        Ok(row.map(|(id,)| AccountId(id)))
    }
}
