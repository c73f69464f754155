//! Attempts to pay, what the bank said of them, and the ledger. Every change begins by locking the enrolment's row
//! ([`Work::lock_payable`], [`Work::lock_payable_of`]): two instances that hear the same notification take turns.

use super::{Store, Work, unknown};
use crate::domain::instalment::Part;
use crate::domain::payment::{Attempt, AttemptState, PaymentStatus, RefundWhy, Refunds, Verdict};
use crate::domain::time::Instant;
use crate::domain::{AccountId, AttemptId, EnrolmentId, LineId};

/// An enrolment as far as paying for it goes.
#[derive(Clone, Debug)]
pub struct Payable {
    pub enrolment: EnrolmentId,
    pub owner: AccountId,
    /// What people quote.
    pub number: String,
    pub cancelled: bool,
    /// `None`: « Droits » was not confirmed.
    pub due: Option<i64>,
    /// In how many parts it is to be paid.
    pub instalments: u8,
}

/// One redirect to the bank.
#[derive(Clone, Debug)]
pub struct StoredAttempt {
    pub id: AttemptId,
    pub machine: Attempt,
    /// Of the form that asked for it.
    pub key: String,
    /// Where its form is posted.
    pub action: Option<String>,
    /// What the bank said last.
    pub code: Option<String>,
    pub created_at: Instant,
    pub settled_at: Option<Instant>,
    /// A later part was refused.
    pub broken: bool,
}

#[derive(sqlx::FromRow)]
struct PayableRow {
    enrolment_id: String,
    account_id: String,
    number: String,
    state: String,
    due: Option<i64>,
    instalments: i64,
}

impl From<PayableRow> for Payable {
    fn from(row: PayableRow) -> Self {
        Self {
            enrolment: EnrolmentId(row.enrolment_id),
            owner: AccountId(row.account_id),
            number: row.number,
            cancelled: row.state == "cancelled",
            due: row.due,
            instalments: u8::try_from(row.instalments).unwrap_or(1),
        }
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct AttemptRow {
    attempt_id: String,
    reference: String,
    asked_key: String,
    parts: String,
    state: String,
    action: Option<String>,
    code: Option<String>,
    created_at: i64,
    settled_at: Option<i64>,
    broken_at: Option<i64>,
}

impl AttemptRow {
    /// With the parts that were paid, of all attempts of its enrolment: attempt and the bank's number, in order.
    pub(super) fn into_attempt(self, paid: &[(String, String)]) -> sqlx::Result<StoredAttempt> {
        let own = paid.iter().filter(|(attempt, _)| *attempt == self.attempt_id);
        let machine = Attempt {
            reference: self.reference,
            state: AttemptState::named(&self.state).ok_or_else(|| unknown("state of an attempt", &self.state))?,
            parts: read_parts(&self.parts)?,
            transactions: own.map(|(_, transaction)| transaction.clone()).collect(),
        };
        Ok(StoredAttempt {
            id: AttemptId(self.attempt_id),
            machine,
            key: self.asked_key,
            action: self.action,
            code: self.code,
            created_at: Instant(self.created_at),
            settled_at: self.settled_at.map(Instant),
            broken: self.broken_at.is_some(),
        })
    }
}

pub(super) fn read_parts(json: &str) -> sqlx::Result<Vec<Part>> {
    serde_json::from_str(json).map_err(|e| sqlx::Error::Decode(e.into()))
}

/// The enrolment that a person pays for: the latest one that is not cancelled, else the latest.
macro_rules! payable_of {
    ($select:literal) => {
        concat!(
            $select,
            " from enrolment e join learner l on l.learner_id = e.learner_id where l.account_id = $1
              order by case when e.state = 'cancelled' then 1 else 0 end, e.created_at desc, e.enrolment_id desc limit 1"
        )
    };
}
const ATTEMPTS: &str = "select attempt_id, reference, asked_key, parts, state, action, code, created_at, settled_at,
                               broken_at
                          from attempt where enrolment_id = $1 order by created_at, attempt_id";
const PAID_PARTS: &str = "select attempt_id, psp_transaction from ledger
                           where enrolment_id = $1 and attempt_id is not null order by attempt_id, part";
/// PostgreSQL sums up to a type of its own.
const RECEIVED: &str = "select cast(coalesce(sum(amount), 0) as bigint) from ledger where enrolment_id = $1";

impl Store {
    pub async fn payable(&self, owner: &AccountId) -> sqlx::Result<Option<Payable>> {
        let sql = payable_of!("select e.enrolment_id, l.account_id, e.number, e.state, e.due, e.instalments");
        let row: Option<PayableRow> = self.db.opt(sql, (owner.as_str(),)).await?;
        Ok(row.map(Payable::from))
    }

    /// All attempts of an enrolment, in order.
    pub async fn attempts(&self, id: &EnrolmentId) -> sqlx::Result<Vec<StoredAttempt>> {
        let rows: Vec<AttemptRow> = self.db.all(ATTEMPTS, (id.as_str(),)).await?;
        let paid: Vec<(String, String)> = self.db.all(PAID_PARTS, (id.as_str(),)).await?;
        rows.into_iter().map(|row| row.into_attempt(&paid)).collect()
    }

    /// What was received for an enrolment and not given back.
    pub async fn received(&self, id: &EnrolmentId) -> sqlx::Result<i64> {
        let (sum,): (i64,) = self.db.one(RECEIVED, (id.as_str(),)).await?;
        Ok(sum)
    }

    /// References of attempts that have been live since before `begun`.
    pub async fn stale_attempts(&self, begun: Instant, limit: i64) -> sqlx::Result<Vec<String>> {
        let sql = "select reference from attempt where state in ('created', 'redirected') and created_at <= $1
                    order by created_at, attempt_id limit $2";
        let rows: Vec<(String,)> = self.db.all(sql, (begun.0, limit)).await?;
        Ok(rows.into_iter().map(|(reference,)| reference).collect())
    }
}

impl Work {
    /// Locks the enrolment that a person pays for.
    pub async fn lock_payable(&mut self, owner: &AccountId) -> sqlx::Result<Option<Payable>> {
        let row: Option<(String,)> = self.tx.opt(payable_of!("select e.enrolment_id"), (owner.as_str(),)).await?;
        match row {
            Some((id,)) => self.lock_payable_row(&id).await,
            None => Ok(None),
        }
    }

    /// Locks the enrolment of an attempt.
    pub async fn lock_payable_of(&mut self, reference: &str) -> sqlx::Result<Option<Payable>> {
        let sql = "select enrolment_id from attempt where reference = $1";
        let row: Option<(String,)> = self.tx.opt(sql, (reference,)).await?;
        match row {
            Some((id,)) => self.lock_payable_row(&id).await,
            None => Ok(None),
        }
    }

    /// Locks an enrolment: for whoever changed what is due.
    pub async fn lock_payable_enrolment(&mut self, id: &EnrolmentId) -> sqlx::Result<Option<Payable>> {
        self.lock_payable_row(id.as_str()).await
    }

    async fn lock_payable_row(&mut self, id: &str) -> sqlx::Result<Option<Payable>> {
        let sql = "update enrolment set payment = payment where enrolment_id = $1
                returning enrolment_id, number, state, due, instalments,
                          (select l.account_id from learner l where l.learner_id = enrolment.learner_id) as account_id";
        let row: Option<PayableRow> = self.tx.opt(sql, (id,)).await?;
        Ok(row.map(Payable::from))
    }

    /// All attempts of a locked enrolment, in order.
    pub async fn attempts(&mut self, it: &Payable) -> sqlx::Result<Vec<StoredAttempt>> {
        let rows: Vec<AttemptRow> = self.tx.all(ATTEMPTS, (it.enrolment.as_str(),)).await?;
        let paid: Vec<(String, String)> = self.tx.all(PAID_PARTS, (it.enrolment.as_str(),)).await?;
        rows.into_iter().map(|row| row.into_attempt(&paid)).collect()
    }

    pub async fn received(&mut self, it: &Payable) -> sqlx::Result<i64> {
        let (sum,): (i64,) = self.tx.one(RECEIVED, (it.enrolment.as_str(),)).await?;
        Ok(sum)
    }

    pub async fn add_attempt(
        &mut self,
        it: &Payable,
        reference: &str,
        key: &str,
        parts: &[Part],
    ) -> sqlx::Result<AttemptId> {
        let id = self.id();
        let parts = serde_json::to_string(parts).map_err(|e| sqlx::Error::Encode(e.into()))?;
        let sql = "insert into attempt (attempt_id, enrolment_id, reference, asked_key, parts, state, created_at)
                   values ($1, $2, $3, $4, $5, 'created', $6)";
        self.tx.run(sql, (&id, it.enrolment.as_str(), reference, key, parts, self.now.0)).await?;
        Ok(AttemptId(id))
    }

    /// The browser is given the form that leads there; false when the attempt is live no more.
    pub async fn redirect_attempt(&mut self, id: &AttemptId, action: &str) -> sqlx::Result<bool> {
        let sql = "update attempt set state = 'redirected', action = $1, redirected_at = coalesce(redirected_at, $2)
                    where attempt_id = $3 and state in ('created', 'redirected')";
        Ok(self.tx.run(sql, (action, self.now.0, id.as_str())).await? == 1)
    }

    /// Records where an attempt stands after the bank, or time (`None`), had its say. Once a part is paid or refused, news
    /// of it is missed no more; whatever else is heard is no news of it.
    pub async fn record_attempt(
        &mut self,
        id: &AttemptId,
        after: &Attempt,
        heard: Option<(&str, Verdict)>,
    ) -> sqlx::Result<()> {
        let (code, verdict) = heard.unzip();
        let broken = verdict == Some(Verdict::PartRefused);
        let news = broken || matches!(verdict, Some(Verdict::Paid(_)));
        let sql = "update attempt
                      set settled_at = case when state = $1 then settled_at else cast($2 as bigint) end, state = $1,
                          psp_transaction = $3, code = coalesce($4, code),
                          broken_at = case when $5 then coalesce(broken_at, $2) else broken_at end,
                          overdue_at = case when $6 then null else overdue_at end
                    where attempt_id = $7";
        let transaction = after.transactions.first().map(String::as_str);
        let params = (after.state.code(), self.now.0, transaction, code, broken, news, id.as_str());
        self.tx.run(sql, params).await.map(drop)
    }

    /// Whether a number of the bank's stands in the ledger.
    pub async fn is_entered(&mut self, transaction: &str) -> sqlx::Result<bool> {
        let sql = "select count(*) from ledger where psp_transaction = $1";
        let (count,): (i64,) = self.tx.one(sql, (transaction,)).await?;
        Ok(count > 0)
    }

    /// A part that was paid.
    pub async fn enter_part(
        &mut self,
        it: &Payable,
        attempt: &AttemptId,
        part: usize,
        (amount, transaction): (i64, &str),
    ) -> sqlx::Result<LineId> {
        let id = self.id();
        let sql = "insert into ledger (line_id, enrolment_id, attempt_id, part, amount, psp_transaction, entered_at)
                   values ($1, $2, $3, $4, $5, $6, $7)";
        let part = i64::try_from(part).unwrap_or(i64::MAX);
        let params = (&id, it.enrolment.as_str(), attempt.as_str(), part, amount, transaction, self.now.0);
        self.tx.run(sql, params).await?;
        Ok(LineId(id))
    }

    /// Keeps a notification as it was received.
    pub async fn keep_notification(
        &mut self,
        attempt: Option<&AttemptId>,
        raw: &str,
        verdict: Verdict,
    ) -> sqlx::Result<()> {
        let sql = "insert into notification (notification_id, attempt_id, raw, verdict, received_at)
                   values ($1, $2, $3, $4, $5)";
        let id = self.id();
        let params = (id, attempt.map(AttemptId::as_str), raw, verdict.code(), self.now.0);
        self.tx.run(sql, params).await.map(drop)
    }

    /// Money to be given back, for staff to settle; said twice of the same payment, it is proposed once.
    pub async fn propose_refund(
        &mut self,
        it: &Payable,
        attempt: Option<&AttemptId>,
        transaction: Option<&str>,
        (why, amount): (RefundWhy, i64),
    ) -> sqlx::Result<()> {
        let id = self.id();
        let sql = "insert into refund (refund_id, enrolment_id, attempt_id, psp_transaction, amount, why, state,
                                       proposed_at)
                   values ($1, $2, $3, $4, $5, $6, 'proposed', $7)
                   on conflict (psp_transaction, why) do nothing";
        let attempt = attempt.map(AttemptId::as_str);
        let params = (id, it.enrolment.as_str(), attempt, transaction, amount, why.code(), self.now.0);
        self.tx.run(sql, params).await.map(drop)
    }

    /// Refunds of money in the ledger, as they stand.
    pub async fn refunds_of_ledger(&mut self, it: &Payable) -> sqlx::Result<Refunds> {
        let sql = "select cast(coalesce(sum(case when state = 'proposed' then amount end), 0) as bigint),
                          cast(coalesce(sum(case when state = 'dropped' then amount end), 0) as bigint)
                     from refund where enrolment_id = $1 and forgotten_at is null and why in ('overpaid', 'cancelled')";
        let (proposed, dropped): (i64, i64) = self.tx.one(sql, (it.enrolment.as_str(),)).await?;
        Ok(Refunds { proposed, dropped })
    }

    /// Withdraws what is proposed of money in the ledger; the amounts.
    pub async fn withdraw_refunds(&mut self, it: &Payable) -> sqlx::Result<Vec<i64>> {
        let sql = "update refund set state = 'withdrawn', settled_at = $1
                    where enrolment_id = $2 and state = 'proposed' and why in ('overpaid', 'cancelled')
                returning amount";
        let rows: Vec<(i64,)> = self.tx.all(sql, (self.now.0, it.enrolment.as_str())).await?;
        Ok(rows.into_iter().map(|(amount,)| amount).collect())
    }

    /// What staff decided against, of money in the ledger, stands for nothing any more.
    pub async fn forget_dropped_refunds(&mut self, it: &Payable) -> sqlx::Result<()> {
        let sql = "update refund set forgotten_at = $1
                    where enrolment_id = $2 and state = 'dropped' and forgotten_at is null
                      and why in ('overpaid', 'cancelled')";
        self.tx.run(sql, (self.now.0, it.enrolment.as_str())).await.map(drop)
    }

    pub async fn set_payment_status(&mut self, it: &Payable, status: PaymentStatus) -> sqlx::Result<()> {
        let sql = "update enrolment set payment = $1, version = version + 1
                    where enrolment_id = $2 and payment <> $1";
        self.tx.run(sql, (status.code(), it.enrolment.as_str())).await.map(drop)
    }

    /// In how many parts the person chose to pay.
    pub async fn set_instalments(&mut self, it: &Payable, count: u8) -> sqlx::Result<()> {
        let sql = "update enrolment set instalments = $1 where enrolment_id = $2";
        self.tx.run(sql, (i64::from(count), it.enrolment.as_str())).await.map(drop)
    }
}
