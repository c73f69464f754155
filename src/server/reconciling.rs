//! Payments whose fate is unknown, told: the nightly questions to the bank, staff's own question, and what staff record
//! after they looked at the bank themselves. Whatever is found goes the way of a notification ([`Services::act_upon`]).

use super::guard::Staff;
use super::psp::paybox::Paybox;
use super::psp::paybox::asking::{self, Question};
use super::store::{Actor, AskedBy, NightLimits, StoredAttempt, Work};
use super::{Services, calendar};
use crate::api::CallError;
use crate::domain::payment::{ATTEMPT_LIFE, AttemptState, Verdict};
use crate::domain::reconciliation::{
    ASKED_FOR, AskRefusal, Doubt, NIGHT_HOUR, Nights, PART_PATIENCE, QuestionOutcome, RecordRefusal, Seen, Signs,
    overdue, success,
};
use crate::domain::time::{Date, Instant, Span};
use crate::domain::{AttemptId, EnrolmentId};

/// How long a question may be under way; after that whoever put it has stopped.
const UNDER_WAY: Span = Span::minutes(5);

/// A question that was claimed.
struct Claimed {
    id: String,
    question: Question,
}

fn signs(it: &StoredAttempt) -> Signs {
    let unconfirmed = it.machine.is_unconfirmed(it.code.as_deref());
    Signs { unconfirmed, broken: it.broken, departed: it.action.is_some() || it.machine.state == AttemptState::Paid }
}

/// Parts whose day is before this are to be looked up.
fn limit(now: Instant) -> Date {
    calendar::date(now - PART_PATIENCE)
}

/// What staff may do about an attempt.
pub fn doubt(it: &StoredAttempt, now: Instant) -> Doubt {
    let (signs, limit) = (signs(it), limit(now));
    Doubt {
        attempt: it.id.clone(),
        askable: it.machine.may_be_asked(signs),
        recordable: it.machine.to_record(signs, limit).ok(),
        overdue: it.machine.overdue_part(it.broken, limit).is_some(),
    }
}

impl Services {
    /// What the nights do here.
    pub fn nights(&self) -> Nights {
        match self.psp.bank() {
            None => Nights::None,
            Some(bank) if bank.can_be_asked() => Nights::Ask,
            Some(_) => Nights::Mark,
        }
    }

    /// Asks the bank about attempts that the night which is due has not asked about yet, `most` at once; how many were
    /// asked about. A bank that does not answer is left alone until the next call.
    pub async fn reconcile(&self, most: i64) -> sqlx::Result<usize> {
        let Some(bank) = self.psp.bank() else { return Ok(0) };
        let now = self.clock.now();
        let night = calendar::iso(calendar::latest(NIGHT_HOUR, now));
        let (since, stale, given_up) = (now - ASKED_FOR, now - ATTEMPT_LIFE, now - UNDER_WAY);
        let limits = NightLimits { night: &night, since, stale, given_up };
        let mut work = self.begin(Actor::System, "").await?;
        work.close_given_up(&limits).await?;
        work.commit().await?;
        match self.store.is_night_over(&night).await? {
            Some(true) => return Ok(0),
            Some(false) => {}
            None => self.begin_night(&night, limit(now)).await?,
        }
        let attempts = if bank.can_be_asked() { self.store.attempts_to_ask(&limits, most).await? } else { Vec::new() };
        let mut asked = 0;
        for id in &attempts {
            let mut work = self.begin(Actor::System, "").await?;
            let Some(claimed) = claim(&mut work, id, AskedBy::Night(&limits)).await? else { continue };
            work.commit().await?;
            asked += 1;
            if self.put_question(&bank, &claimed).await? == QuestionOutcome::Unanswered {
                return Ok(asked);
            }
        }
        if attempts.is_empty() {
            let mut work = self.begin(Actor::System, "").await?;
            work.end_night(&limits).await?;
            work.commit().await?;
        }
        Ok(asked)
    }

    /// Puts a question that was claimed, and acts upon the answer. No transaction waits for the bank.
    async fn put_question(&self, bank: &Paybox, it: &Claimed) -> sqlx::Result<QuestionOutcome> {
        let answer = bank.ask(&it.question, self.clock.now()).await;
        let mut work = self.begin(Actor::System, "").await?;
        let verdict = match answer.told.heard(&it.question.reference) {
            Some(heard) => Some(self.act_upon(&mut work, &heard).await?.1),
            None => None,
        };
        let outcome = answer.told.outcome();
        work.close_question(&it.id, (outcome, verdict), &answer.detail).await?;
        self.commit(work).await?;
        tracing::info!(reference = it.question.reference, outcome = outcome.code(), "the bank was asked");
        Ok(outcome)
    }

    /// Marks attempts with a part whose day is before `limit` and of which nothing was heard, for staff to look them up;
    /// then the night is begun.
    async fn begin_night(&self, night: &str, limit: Date) -> sqlx::Result<()> {
        let late = self.store.attempts_in_parts().await?.into_iter();
        for (id, ..) in late.filter(|(_, parts, paid)| overdue(parts, *paid, limit).is_some()) {
            let mut work = self.begin(Actor::System, "").await?;
            let Some((it, attempt)) = work.lock_attempt(&id).await? else { continue };
            // The bank may have spoken meanwhile.
            let late = attempt.machine.overdue_part(attempt.broken, limit).is_some();
            if late && work.mark_overdue(&id).await? {
                work.note("miss_payment", &it.enrolment, &attempt.machine.reference);
                work.commit().await?;
            }
        }
        let mut work = self.begin(Actor::System, "").await?;
        work.open_night(night).await?;
        work.commit().await
    }
}

/// Claims a question about what was asked for at once: later parts bear the same reference, and are looked up by staff.
/// `None`: there is nothing to ask, or another instance asks it.
async fn claim(work: &mut Work, id: &AttemptId, by: AskedBy<'_>) -> sqlx::Result<Option<Claimed>> {
    let Some((_, attempt)) = work.lock_attempt(id).await? else { return Ok(None) };
    let first = attempt.machine.parts.first().filter(|_| attempt.machine.may_be_asked(signs(&attempt)));
    let Some(amount) = first.map(|it| it.amount) else { return Ok(None) };
    let day = calendar::iso(calendar::date(work.now));
    let number = work.take_bank_numbers(&day, asking::NUMBERS).await?;
    let id = work.claim_question(id, by, number).await?;
    let question = Question { number, reference: attempt.machine.reference, amount };
    Ok(id.map(|id| Claimed { id, question }))
}

impl Staff {
    /// Asks the bank about one attempt now.
    pub async fn ask_bank(&self, id: &AttemptId) -> Result<EnrolmentId, CallError<AskRefusal>> {
        let refused = |why| Err(CallError::Refused(why));
        let services = self.services();
        let mut work = self.begin().await?;
        let (it, attempt) = work.lock_attempt(id).await?.ok_or(CallError::NotFound)?;
        let bank = services.psp.bank().filter(Paybox::can_be_asked);
        let Some(bank) = bank else { return refused(AskRefusal::NotOffered) };
        let claimed = claim(&mut work, id, AskedBy::Staff(self.id())).await?;
        let Some(claimed) = claimed else { return refused(AskRefusal::NothingToAsk) };
        work.note("ask_bank", &it.enrolment, &attempt.machine.reference);
        work.commit().await?;
        match services.put_question(&bank, &claimed).await? {
            QuestionOutcome::Unanswered => refused(AskRefusal::Unanswered),
            _ => Ok(it.enrolment),
        }
    }

    /// Records a payment that staff saw at the bank: as much as was asked for, once, under the bank's number.
    pub async fn record_payment(
        &self,
        id: &AttemptId,
        transaction: &str,
        reason: &str,
    ) -> Result<EnrolmentId, CallError<RecordRefusal>> {
        let seen = Seen::read(transaction, reason).map_err(CallError::Refused)?;
        let mut work = self.begin().await?;
        let (it, attempt) = work.lock_attempt(id).await?.ok_or(CallError::NotFound)?;
        let amount = attempt.machine.to_record(signs(&attempt), limit(work.now)).map_err(CallError::Refused)?;
        if work.is_known_payment(&seen.transaction).await? {
            return Err(CallError::Refused(RecordRefusal::TransactionKnown));
        }
        work.note("record_payment", &it.enrolment, &seen.transaction);
        let heard = success(&attempt.machine.reference, amount, &seen.transaction);
        let (_, verdict) = self.services().act_upon(&mut work, &heard).await?;
        if !matches!(verdict, Verdict::Paid(_)) {
            return Err(CallError::Refused(RecordRefusal::TransactionKnown));
        }
        work.keep_sighting(id, self.id(), (verdict, &seen.reason)).await?;
        self.services().commit(work).await?;
        Ok(it.enrolment)
    }
}
