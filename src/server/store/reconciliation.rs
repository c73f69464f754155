//! Questions to the bank about payments: what a night asks, what staff ask or saw, and what came of it. A question is
//! claimed before it is put, so that two instances ask about an attempt once a night.

use super::payment::{Payable, StoredAttempt, read_parts};
use super::{Store, Work, unknown};
use crate::domain::instalment::Part;
use crate::domain::payment::Verdict;
use crate::domain::reconciliation::{NightView, QuestionOutcome, QuestionView};
use crate::domain::time::Instant;
use crate::domain::{AttemptId, EnrolmentId, StaffId};
use crate::server::calendar::moment;

/// Which attempts a night asks about.
pub struct NightLimits<'a> {
    pub night: &'a str,
    /// Begun since then.
    pub since: Instant,
    /// Those that are still live were begun before this.
    pub stale: Instant,
    /// A question put before this, of which nothing came, is put again: whoever put it has stopped.
    pub given_up: Instant,
}

/// Who asks.
#[derive(Clone, Copy)]
pub enum AskedBy<'a> {
    Night(&'a NightLimits<'a>),
    Staff(&'a StaffId),
}

#[derive(sqlx::FromRow)]
struct QuestionRow {
    reference: String,
    asked_at: i64,
    staff: Option<String>,
    outcome: Option<String>,
    verdict: Option<String>,
    detail: String,
}

impl QuestionRow {
    fn into_view(self) -> sqlx::Result<QuestionView> {
        let outcome = self.outcome.map(|it| QuestionOutcome::named(&it).ok_or_else(|| unknown("outcome", &it)));
        let verdict = self.verdict.map(|it| Verdict::named(&it).ok_or_else(|| unknown("verdict", &it)));
        Ok(QuestionView {
            reference: self.reference,
            asked_at: moment(Instant(self.asked_at)),
            by: self.staff,
            outcome: outcome.transpose()?,
            verdict: verdict.transpose()?,
            detail: self.detail,
        })
    }
}

impl Store {
    /// Whether a night has asked about all there was; `None` when it was not begun.
    pub async fn is_night_over(&self, night: &str) -> sqlx::Result<Option<bool>> {
        let sql = "select ended_at from reconciliation where night = $1";
        let row: Option<(Option<i64>,)> = self.db.opt(sql, (night,)).await?;
        Ok(row.map(|(ended,)| ended.is_some()))
    }

    /// Attempts that a night has still to ask about: redirected, and never paid. What the bank took of another amount it
    /// has told already.
    pub async fn attempts_to_ask(&self, it: &NightLimits<'_>, limit: i64) -> sqlx::Result<Vec<AttemptId>> {
        let sql = "select t.attempt_id from attempt t
                    where t.redirected_at is not null and t.created_at > $2
                      and (t.state in ('refused', 'cancelled', 'expired')
                             or (t.state = 'redirected' and (t.created_at <= $3 or coalesce(t.code, '') = '00015')))
                      and not exists (select 1 from bank_question q where q.night = $1 and q.attempt_id = t.attempt_id
                                         and (q.outcome is not null or q.asked_at > $4))
                    order by t.created_at, t.attempt_id limit $5";
        let params = (it.night, it.since.0, it.stale.0, it.given_up.0, limit);
        let rows: Vec<(String,)> = self.db.all(sql, params).await?;
        Ok(rows.into_iter().map(|(id,)| AttemptId(id)).collect())
    }

    /// Paid attempts of more than one part, of which no news is missed yet: their parts, and how many were paid.
    pub async fn attempts_in_parts(&self) -> sqlx::Result<Vec<(AttemptId, Vec<Part>, usize)>> {
        // Each part names its amount.
        let sql = "select t.attempt_id, t.parts, (select count(*) from ledger g where g.attempt_id = t.attempt_id)
                     from attempt t where t.state = 'paid' and t.broken_at is null and t.overdue_at is null
                      and t.parts like '%\"amount\"%\"amount\"%' order by t.created_at, t.attempt_id";
        let rows: Vec<(String, String, i64)> = self.db.all(sql, super::db::None).await?;
        let read = |(id, parts, paid): (String, String, i64)| {
            Ok((AttemptId(id), read_parts(&parts)?, usize::try_from(paid).unwrap_or(usize::MAX)))
        };
        rows.into_iter().map(read).collect()
    }

    /// The latest night.
    pub async fn latest_night(&self) -> sqlx::Result<Option<NightView>> {
        type Row = (i64, Option<i64>, i64, i64, i64, i64);
        let sql = "select r.begun_at, r.ended_at,
                          (select count(*) from bank_question q where q.night = r.night and q.outcome is not null),
                          (select count(*) from bank_question q where q.night = r.night and q.outcome = 'found'),
                          (select count(*) from bank_question q where q.night = r.night and q.outcome = 'unanswered'),
                          (select count(*) from attempt t where t.overdue_at is not null)
                     from reconciliation r order by r.night desc limit 1";
        let row: Option<Row> = self.db.opt(sql, super::db::None).await?;
        Ok(row.map(|(begun, ended, asked, found, unanswered, overdue)| NightView {
            begun_at: moment(Instant(begun)),
            ended_at: ended.map(|at| moment(Instant(at))),
            asked,
            found,
            unanswered,
            overdue,
        }))
    }

    /// What was asked about the attempts of one enrolment, the latest first.
    pub async fn bank_questions(&self, id: &EnrolmentId) -> sqlx::Result<Vec<QuestionView>> {
        let sql = "select t.reference, q.asked_at, s.name as staff, q.outcome, q.verdict, q.detail
                     from bank_question q join attempt t on t.attempt_id = q.attempt_id
                     left join staff s on s.staff_id = q.staff_id
                    where t.enrolment_id = $1 order by q.asked_at desc, q.question_id desc limit 200";
        let rows: Vec<QuestionRow> = self.db.all(sql, (id.as_str(),)).await?;
        rows.into_iter().map(QuestionRow::into_view).collect()
    }
}

impl Work {
    /// Begins a night that was not.
    pub async fn open_night(&mut self, night: &str) -> sqlx::Result<()> {
        let sql = "insert into reconciliation (night, begun_at) values ($1, $2) on conflict (night) do nothing";
        self.tx.run(sql, (night, self.now.0)).await.map(drop)
    }

    /// Closes questions of which nothing came in time, as unanswered: whoever put them has stopped. Those of the night
    /// itself are left alone: it puts them again.
    pub async fn close_given_up(&mut self, it: &NightLimits<'_>) -> sqlx::Result<()> {
        let sql = "update bank_question set outcome = 'unanswered'
                    where outcome is null and asked_at <= $1 and (night is null or night <> $2)";
        self.tx.run(sql, (it.given_up.0, it.night)).await.map(drop)
    }

    /// Ends a night that has nothing to ask, unless somebody waits for an answer. Questions of which nothing came in time
    /// are about attempts that are not to be asked about any more.
    pub async fn end_night(&mut self, it: &NightLimits<'_>) -> sqlx::Result<()> {
        let sql = "update bank_question set outcome = 'unanswered'
                    where outcome is null and asked_at <= $1 and night = $2";
        self.tx.run(sql, (it.given_up.0, it.night)).await?;
        let sql = "update reconciliation set ended_at = $1
                    where night = $2 and ended_at is null
                      and not exists (select 1 from bank_question q where q.night = $2 and q.outcome is null)";
        self.tx.run(sql, (self.now.0, it.night)).await.map(drop)
    }

    /// Locks the enrolment of an attempt; both as they are now.
    pub async fn lock_attempt(&mut self, id: &AttemptId) -> sqlx::Result<Option<(Payable, StoredAttempt)>> {
        let sql = "select reference from attempt where attempt_id = $1";
        let row: Option<(String,)> = self.tx.opt(sql, (id.as_str(),)).await?;
        let Some((reference,)) = row else { return Ok(None) };
        let Some(it) = self.lock_payable_of(&reference).await? else { return Ok(None) };
        let attempt = self.attempts(&it).await?.into_iter().find(|it| it.id == *id);
        Ok(attempt.map(|attempt| (it, attempt)))
    }

    /// Takes `count` numbers of a day for questions to the bank; the first of them.
    pub async fn take_bank_numbers(&mut self, day: &str, count: i64) -> sqlx::Result<i64> {
        let sql = "insert into bank_number (day, last) values ($1, $2)
                   on conflict (day) do update set last = bank_number.last + $2 returning last";
        let (last,): (i64,) = self.tx.one(sql, (day, count)).await?;
        Ok(last - count + 1)
    }

    /// Claims a question about an attempt; `None` when the night has asked it, or another instance does.
    pub async fn claim_question(
        &mut self,
        attempt: &AttemptId,
        by: AskedBy<'_>,
        number: i64,
    ) -> sqlx::Result<Option<String>> {
        let (night, staff, given_up) = match by {
            AskedBy::Night(it) => (Some(it.night), None, it.given_up),
            AskedBy::Staff(id) => (None, Some(id.as_str()), Instant(0)),
        };
        let sql = "insert into bank_question (question_id, attempt_id, night, staff_id, number, asked_at)
                   values ($1, $2, $3, $4, $5, $6)
                   on conflict (night, attempt_id) do update set number = $5, asked_at = $6
                    where bank_question.outcome is null and bank_question.asked_at <= $7
                   returning question_id";
        let params = (self.id(), attempt.as_str(), night, staff, number, self.now.0, given_up.0);
        let row: Option<(String,)> = self.tx.opt(sql, params).await?;
        Ok(row.map(|(id,)| id))
    }

    /// Notes what came of a question, unless that was noted before.
    pub async fn close_question(
        &mut self,
        id: &str,
        (outcome, verdict): (QuestionOutcome, Option<Verdict>),
        detail: &str,
    ) -> sqlx::Result<()> {
        let sql = "update bank_question set outcome = $1, verdict = $2, detail = $3
                    where question_id = $4 and outcome is null";
        let params = (outcome.code(), verdict.map(Verdict::code), detail, id);
        self.tx.run(sql, params).await.map(drop)
    }

    /// Notes what staff saw at the bank themselves.
    pub async fn keep_sighting(
        &mut self,
        attempt: &AttemptId,
        staff: &StaffId,
        (verdict, reason): (Verdict, &str),
    ) -> sqlx::Result<()> {
        let sql = "insert into bank_question (question_id, attempt_id, staff_id, asked_at, outcome, verdict, detail)
                   values ($1, $2, $3, $4, $5, $6, $7)";
        let outcome = QuestionOutcome::Recorded.code();
        let params = (self.id(), attempt.as_str(), staff.as_str(), self.now.0, outcome, verdict.code(), reason);
        self.tx.run(sql, params).await.map(drop)
    }

    /// Marks an attempt as one with a part of which news is missed.
    pub async fn mark_overdue(&mut self, id: &AttemptId) -> sqlx::Result<bool> {
        let sql = "update attempt set overdue_at = $1 where attempt_id = $2 and overdue_at is null";
        Ok(self.tx.run(sql, (self.now.0, id.as_str())).await? == 1)
    }

    /// Whether a number of the bank's stands for money already: in the ledger, or to be given back.
    pub async fn is_known_payment(&mut self, transaction: &str) -> sqlx::Result<bool> {
        let sql = "select (select count(*) from ledger where psp_transaction = $1)
                        + (select count(*) from refund where psp_transaction = $1)";
        let (count,): (i64,) = self.tx.one(sql, (transaction,)).await?;
        Ok(count > 0)
    }
}
