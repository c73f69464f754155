//! Payments as people read them: lines of the ledger, what letters and receipts say, staff's list, refunds to settle.

use super::payment::read_parts;
use super::{Store, Work, anywhere, unknown};
use crate::domain::ledger::{
    AccountLine, LedgerLine, NotificationView, PAYMENTS_PAGE, PaymentQuery, PaymentReceipt, PaymentRow, RefundState,
    RefundView, TO_GIVE_BACK, TO_LOOK_UP,
};
use crate::domain::payment::{AttemptState, RefundWhy, Verdict};
use crate::domain::time::Instant;
use crate::domain::{AccountId, AttemptId, EnrolmentId, LineId, RefundId, StaffId};
use crate::server::calendar::moment;

/// What a letter about a payment tells.
pub struct PaidFacts {
    /// Of the enrolment.
    pub number: String,
    pub reference: String,
    pub amount: i64,
    pub at: Instant,
    pub attempt: AttemptId,
}

type PaidRow = (String, String, i64, i64, String);

fn paid((number, reference, amount, at, attempt): PaidRow) -> PaidFacts {
    PaidFacts { number, reference, amount, at: Instant(at), attempt: AttemptId(attempt) }
}

#[derive(sqlx::FromRow)]
struct PileRow {
    enrolment_id: String,
    number: String,
    name: String,
    reference: String,
    parts: String,
    state: String,
    created_at: i64,
    to_give_back: bool,
    to_look_up: bool,
}

impl PileRow {
    fn into_row(self) -> sqlx::Result<PaymentRow> {
        Ok(PaymentRow {
            enrolment: EnrolmentId(self.enrolment_id),
            number: self.number,
            name: self.name,
            reference: self.reference,
            amount: read_parts(&self.parts)?.iter().map(|it| it.amount).sum(),
            state: AttemptState::named(&self.state).ok_or_else(|| unknown("state of an attempt", &self.state))?,
            created_at: moment(Instant(self.created_at)),
            to_give_back: self.to_give_back,
            to_look_up: self.to_look_up,
        })
    }
}

/// `$1` state, `$2` words.
macro_rules! pile {
    ($select:literal, $rest:literal) => {
        concat!(
            $select,
            " from (select t.attempt_id, t.enrolment_id, e.number, a.family_name || ' ' || a.given_name as name,
                           a.search_key, t.reference, t.parts, t.state, t.created_at, t.psp_transaction,
                           exists (select 1 from refund r where r.enrolment_id = t.enrolment_id
                                      and r.state = 'proposed') as to_give_back,
                           ((t.state <> 'paid' and coalesce(t.code, '') = '00015')
                              or t.overdue_at is not null) as to_look_up
                      from attempt t
                      join enrolment e on e.enrolment_id = t.enrolment_id
                      join learner l on l.learner_id = e.learner_id
                      join account a on a.account_id = l.account_id) p
              where ($1 = '' or p.state = $1 or ($1 = 'to_give_back' and p.to_give_back)
                       or ($1 = 'to_look_up' and p.to_look_up))
                and ($2 = '%%' or p.search_key like $2 escape '\\' or lower(p.reference) like $2 escape '\\'
                       or lower(coalesce(p.psp_transaction, '')) like $2 escape '\\') ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct RefundRow {
    refund_id: String,
    amount: i64,
    why: String,
    state: String,
    psp_transaction: Option<String>,
    note: String,
    proposed_at: i64,
    settled_at: Option<i64>,
}

impl RefundRow {
    fn into_view(self) -> sqlx::Result<RefundView> {
        Ok(RefundView {
            id: RefundId(self.refund_id),
            amount: self.amount,
            why: RefundWhy::named(&self.why).ok_or_else(|| unknown("reason of a refund", &self.why))?,
            state: RefundState::named(&self.state).ok_or_else(|| unknown("state of a refund", &self.state))?,
            transaction: self.psp_transaction,
            note: self.note,
            proposed_at: moment(Instant(self.proposed_at)),
            settled_at: self.settled_at.map(|at| moment(Instant(at))),
        })
    }
}

impl Store {
    /// The lines of one enrolment, in order.
    pub async fn ledger(&self, id: &EnrolmentId) -> sqlx::Result<Vec<LedgerLine>> {
        type Row = (Option<String>, Option<String>, i64, Option<String>, i64);
        let sql = "select g.attempt_id, t.reference, g.amount, coalesce(g.psp_transaction, r.psp_transaction),
                          g.entered_at
                     from ledger g left join refund r on r.refund_id = g.refund_id
                     left join attempt t on t.attempt_id = coalesce(g.attempt_id, r.attempt_id)
                    where g.enrolment_id = $1 order by g.entered_at, g.line_id";
        let rows: Vec<Row> = self.db.all(sql, (id.as_str(),)).await?;
        let line = |(attempt, reference, amount, transaction, at): Row| LedgerLine {
            attempt: attempt.map(AttemptId),
            reference: reference.unwrap_or_default(),
            amount,
            transaction: transaction.unwrap_or_default(),
            entered_at: moment(Instant(at)),
        };
        Ok(rows.into_iter().map(line).collect())
    }

    pub async fn paid_facts(&self, id: &LineId) -> sqlx::Result<PaidFacts> {
        let sql = "select e.number, t.reference, g.amount, g.entered_at, t.attempt_id
                     from ledger g join attempt t on t.attempt_id = g.attempt_id
                     join enrolment e on e.enrolment_id = g.enrolment_id where g.line_id = $1";
        Ok(paid(self.db.one(sql, (id.as_str(),)).await?))
    }

    pub async fn attempt_facts(&self, id: &AttemptId) -> sqlx::Result<PaidFacts> {
        let sql = "select e.number, t.reference, t.parts, coalesce(t.settled_at, t.created_at), t.attempt_id
                     from attempt t join enrolment e on e.enrolment_id = t.enrolment_id where t.attempt_id = $1";
        let (number, reference, parts, at, attempt): (String, String, String, i64, String) =
            self.db.one(sql, (id.as_str(),)).await?;
        let amount = read_parts(&parts)?.first().map_or(0, |it| it.amount);
        Ok(paid((number, reference, amount, at, attempt)))
    }

    /// What an attempt of `owner`'s paid, if it paid anything.
    pub async fn payment_receipt(&self, owner: &AccountId, id: &AttemptId) -> sqlx::Result<Option<PaymentReceipt>> {
        type Row = (String, String, String, String, Option<i64>, String);
        let sql = "select e.number, a.given_name || ' ' || a.family_name, t.reference, t.parts, e.due, e.enrolment_id
                     from attempt t join enrolment e on e.enrolment_id = t.enrolment_id
                     join learner l on l.learner_id = e.learner_id join account a on a.account_id = l.account_id
                    where t.attempt_id = $1 and l.account_id = $2 and t.state = 'paid'";
        let row: Option<Row> = self.db.opt(sql, (id.as_str(), owner.as_str())).await?;
        let Some((number, name, reference, parts, due, enrolment)) = row else { return Ok(None) };
        let sql = "select amount, entered_at, psp_transaction from ledger where attempt_id = $1 order by part";
        let lines: Vec<(i64, i64, String)> = self.db.all(sql, (id.as_str(),)).await?;
        let awaited = read_parts(&parts)?.split_off(lines.len());
        let lines = lines.into_iter().map(|(amount, at, of)| (amount, moment(Instant(at)), of));
        let (paid, due) = (lines.collect(), due.unwrap_or_default());
        let received = self.received(&EnrolmentId(enrolment)).await?;
        Ok(Some(PaymentReceipt { number, name, reference, due, paid, awaited, received }))
    }

    /// One page of staff's list, `words` folded, and how many there are.
    pub async fn payments(&self, query: &PaymentQuery, words: &str) -> sqlx::Result<(Vec<PaymentRow>, i64)> {
        let known = AttemptState::named(&query.state).is_some();
        let state =
            if known || [TO_GIVE_BACK, TO_LOOK_UP].contains(&query.state.as_str()) { &*query.state } else { "" };
        let words = anywhere(words);
        let (total,): (i64,) =
            self.db.one(pile!("select /* whole: a search among all payments */ count(*)", ""), (state, &words)).await?;
        let sql = pile!(
            "select /* whole: a search among all payments */ p.enrolment_id, p.number, p.name, p.reference, p.parts, p.state,
                    p.created_at, p.to_give_back,
                    p.to_look_up",
            "order by p.created_at desc, p.attempt_id desc limit $3 offset $4"
        );
        let offset = i64::from(query.page) * PAYMENTS_PAGE;
        let rows: Vec<PileRow> = self.db.all(sql, (state, &words, PAYMENTS_PAGE, offset)).await?;
        Ok((rows.into_iter().map(PileRow::into_row).collect::<sqlx::Result<_>>()?, total))
    }

    /// Number, name and address, and whose it is, of an enrolment that staff look at.
    pub async fn payer(&self, id: &EnrolmentId) -> sqlx::Result<Option<(String, String, AccountId)>> {
        let sql = "select a.family_name || ' ' || a.given_name, a.email, a.account_id
                     from enrolment e join learner l on l.learner_id = e.learner_id
                     join account a on a.account_id = l.account_id where e.enrolment_id = $1";
        let row: Option<(String, String, String)> = self.db.opt(sql, (id.as_str(),)).await?;
        Ok(row.map(|(name, email, account)| (name, email, AccountId(account))))
    }

    /// What the bank said of the attempts of one enrolment, the latest first.
    pub async fn notifications(&self, id: &EnrolmentId) -> sqlx::Result<Vec<NotificationView>> {
        let sql = "select t.reference, n.raw, n.verdict, n.received_at
                     from notification n join attempt t on t.attempt_id = n.attempt_id
                    where t.enrolment_id = $1 order by n.received_at desc, n.notification_id desc limit 200";
        let rows: Vec<(String, String, String, i64)> = self.db.all(sql, (id.as_str(),)).await?;
        let view = |(reference, raw, verdict, at): (String, String, String, i64)| {
            let verdict = Verdict::named(&verdict).ok_or_else(|| unknown("verdict", &verdict))?;
            Ok(NotificationView { reference, raw, verdict, received_at: moment(Instant(at)) })
        };
        rows.into_iter().map(view).collect()
    }

    pub async fn refunds(&self, id: &EnrolmentId) -> sqlx::Result<Vec<RefundView>> {
        let sql = "select refund_id, amount, why, state, psp_transaction, note, proposed_at, settled_at
                     from refund where enrolment_id = $1 order by proposed_at, refund_id";
        let rows: Vec<RefundRow> = self.db.all(sql, (id.as_str(),)).await?;
        rows.into_iter().map(RefundRow::into_view).collect()
    }

    /// The whole ledger for the accountant, in order.
    pub async fn account_lines(&self) -> sqlx::Result<Vec<AccountLine>> {
        type Row = (i64, String, String, Option<String>, Option<String>, i64, Option<String>);
        let sql =
            "select /* whole: an export */ g.entered_at, e.number, a.family_name || ' ' || a.given_name, t.reference,
                          coalesce(g.psp_transaction, r.psp_transaction), g.amount, r.why
                     from ledger g join enrolment e on e.enrolment_id = g.enrolment_id
                     join learner l on l.learner_id = e.learner_id join account a on a.account_id = l.account_id
                     left join refund r on r.refund_id = g.refund_id
                     left join attempt t on t.attempt_id = coalesce(g.attempt_id, r.attempt_id)
                    order by g.entered_at, g.line_id";
        let rows: Vec<Row> = self.db.all(sql, super::db::None).await?;
        let line = |(at, number, name, reference, transaction, amount, why): Row| AccountLine {
            entered_at: moment(Instant(at)),
            number,
            name,
            reference: reference.unwrap_or_default(),
            transaction: transaction.unwrap_or_default(),
            amount,
            refund: why.as_deref().and_then(RefundWhy::named),
        };
        Ok(rows.into_iter().map(line).collect())
    }
}

impl Work {
    /// Settles a refund that is proposed; `None` when it is not, or not any more. Enrolment, amount and reason.
    pub async fn settle_refund(
        &mut self,
        id: &RefundId,
        by: &StaffId,
        (state, note): (RefundState, &str),
    ) -> sqlx::Result<Option<(EnrolmentId, i64, RefundWhy)>> {
        let sql = "update refund set state = $1, note = $2, settled_at = $3, settled_by = $4
                    where refund_id = $5 and state = 'proposed' returning enrolment_id, amount, why";
        let params = (state.code(), note, self.now.0, by.as_str(), id.as_str());
        let row: Option<(String, i64, String)> = self.tx.opt(sql, params).await?;
        let Some((enrolment, amount, why)) = row else { return Ok(None) };
        let why = RefundWhy::named(&why).ok_or_else(|| unknown("reason of a refund", &why))?;
        Ok(Some((EnrolmentId(enrolment), amount, why)))
    }

    /// The enrolment of a refund, whatever became of it.
    pub async fn enrolment_of_refund(&mut self, id: &RefundId) -> sqlx::Result<Option<EnrolmentId>> {
        let row: Option<(String,)> =
            self.tx.opt("select enrolment_id from refund where refund_id = $1", (id.as_str(),)).await?;
        Ok(row.map(|(id,)| EnrolmentId(id)))
    }

    /// Money of the ledger that was given back.
    pub async fn enter_refund(&mut self, enrolment: &EnrolmentId, id: &RefundId, amount: i64) -> sqlx::Result<()> {
        let line = self.id();
        let sql = "insert into ledger (line_id, enrolment_id, refund_id, amount, entered_at)
                   values ($1, $2, $3, $4, $5)";
        self.tx.run(sql, (line, enrolment.as_str(), id.as_str(), -amount, self.now.0)).await.map(drop)
    }
}
