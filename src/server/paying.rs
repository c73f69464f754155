//! Payment by card, told: an attempt is begun, the bank is heard, what was given up expires, staff settle refunds. The
//! browser's return marks nothing: only what the bank signed does, or said when it was asked (`reconciling`).

use super::guard::{Candidate, Staff};
use super::psp::paybox::{Order, Paybox, Payer};
use super::store::{Actor, Payable, StoredAttempt, Work};
use super::{Services, calendar, reconciling, reference};
use crate::api::{CallError, Never};
use crate::domain::instalment::{self, Part};
use crate::domain::ledger::{
    AttemptView, BankForm, NOTE_MAX, PaymentFile, PaymentPile, PaymentQuery, PaymentView, RefundRefusal, RefundState,
};
use crate::domain::letter::Letter;
use crate::domain::payment::{
    ATTEMPT_LIFE, Attempt, AttemptState, BANK_PAGE_LIFE, Heard, Outcome, PaymentRefusal, PaymentStatus, RefundWhy,
    Verdict, refunds_to_follow,
};
use crate::domain::profile::FRANCE;
use crate::domain::time::{Date, Instant};
use crate::domain::{AttemptId, EnrolmentId, RefundId};

/// Attempts that are ended at once, so that no other writer waits long.
const BATCH: i64 = 50;

/// What there is to pay.
struct Balance {
    due: i64,
    received: i64,
    /// Will be debited without anyone's doing.
    awaited: i64,
}

impl Balance {
    fn of(it: &Payable, received: i64, attempts: &[StoredAttempt], today: Date) -> Self {
        let debited = attempts.iter().filter(|it| it.machine.state == AttemptState::Paid && !it.broken);
        let awaited = debited.map(|it| instalment::awaited(&it.machine.parts, it.machine.transactions.len(), today));
        Self { due: it.due.unwrap_or_default(), received, awaited: awaited.sum() }
    }

    fn open(&self) -> i64 {
        (self.due - self.received - self.awaited).max(0)
    }
}

fn live(attempts: &[StoredAttempt]) -> Option<&StoredAttempt> {
    attempts.iter().find(|it| it.machine.state.is_live())
}

/// Whether somebody may be at the bank now.
fn at_bank(attempts: &[StoredAttempt]) -> bool {
    attempts.iter().any(|it| it.machine.state == AttemptState::Redirected)
}

/// Whether the bank still has its page open for an attempt.
fn is_fresh(it: &StoredAttempt, now: Instant) -> bool {
    it.machine.state.is_live() && it.created_at + BANK_PAGE_LIFE > now
}

/// Whether an attempt asks for what is open now: what is due may have changed since it was begun.
fn asks_for(it: &StoredAttempt, open: i64) -> bool {
    it.machine.parts.iter().map(|it| it.amount).sum::<i64>() == open
}

fn amounts(parts: &[Part]) -> Vec<i64> {
    parts.iter().map(|it| it.amount).collect()
}

impl Candidate {
    /// « Mon paiement »; none without an enrolment.
    pub async fn payment(&self) -> Result<PaymentView, CallError<Never>> {
        let (services, store) = (self.services(), &self.services().store);
        let it = store.payable(self.id()).await?.ok_or(CallError::NotFound)?;
        let (attempts, received) = (store.attempts(&it.enrolment).await?, store.received(&it.enrolment).await?);
        let now = services.clock.now();
        let today = calendar::date(now);
        let balance = Balance::of(&it, received, &attempts, today);
        let open = if it.cancelled { 0 } else { balance.open() };
        let bank = services.psp.bank();
        let current = live(&attempts).filter(|it| is_fresh(it, now) && asks_for(it, open));
        let form = match (&bank, current) {
            (Some(bank), Some(attempt)) => self.bank_form(bank, attempt, now).await?,
            _ => None,
        };
        let plans = (1..=instalment::most_parts(open)).filter_map(|count| instalment::plan(open, count, today));
        Ok(PaymentView {
            due: it.due,
            received,
            awaited: balance.awaited,
            open,
            status: PaymentStatus::of(balance.due, received, at_bank(&attempts)),
            cancelled: it.cancelled,
            plans: plans.collect(),
            chosen: it.instalments,
            lines: store.ledger(&it.enrolment).await?,
            attempts: attempts.iter().rev().map(view).collect(),
            form,
            offered: bank.is_some(),
            key: services.draw_id(),
            number: it.number,
        })
    }

    /// The signed form of an attempt whose host is known.
    async fn bank_form(&self, bank: &Paybox, attempt: &StoredAttempt, now: Instant) -> sqlx::Result<Option<BankForm>> {
        let Some(action) = &attempt.action else { return Ok(None) };
        let services = self.services();
        let to = services.store.recipient(self.id()).await?;
        let address = services.store.profile(self.id()).await?.address.unwrap_or_default();
        let at_home = address.country == FRANCE;
        let commune = || reference::communes(&address.postal_code).iter().find(|it| it.code == address.commune);
        let payer = Payer {
            email: to.email,
            given_name: to.given_name,
            family_name: to.family_name,
            street: address.street.clone(),
            postal_code: if at_home { address.postal_code.clone() } else { address.foreign_postal_code.clone() },
            city: match commune().filter(|_| at_home) {
                Some(commune) => commune.name.clone(),
                None => address.foreign_city.clone(),
            },
            country: address.country.clone(),
        };
        let order = Order {
            reference: &attempt.machine.reference,
            parts: &attempt.machine.parts,
            payer: &payer,
            site: &services.config.public_url,
            language: match to.language {
                crate::domain::language::Language::French => "FRA",
                crate::domain::language::Language::English => "GBR",
            },
        };
        Ok(Some(bank.form(action, &order, now)))
    }

    /// Prepares the way to the bank. A second click, or a second tab, finds the attempt of the first one.
    pub async fn begin_payment(&self, key: &str, count: u8) -> Result<(), CallError<PaymentRefusal>> {
        let refused = |why| Err(CallError::Refused(why));
        let mut work = self.begin().await?;
        let it = work.lock_payable(self.id()).await?.ok_or(CallError::NotFound)?;
        let Some(bank) = self.services().psp.bank() else { return refused(PaymentRefusal::NotOffered) };
        let attempts = work.attempts(&it).await?;
        if attempts.iter().any(|attempt| attempt.key == key && !attempt.machine.state.is_live()) {
            return Ok(());
        }
        let id = match self.attempt_to_use(&mut work, &it, &attempts, (key, count)).await? {
            Ok(id) => id,
            Err(why) => return refused(why),
        };
        work.commit().await?;
        // No transaction waits for the bank.
        let Some(action) = bank.action().await else { return refused(PaymentRefusal::BankAway) };
        let mut work = self.begin().await?;
        let it = work.lock_payable_enrolment(&it.enrolment).await?.ok_or(CallError::NotFound)?;
        work.redirect_attempt(&id, &action).await?;
        settle(&mut work, &it).await?;
        Ok(work.commit().await?)
    }

    /// The live attempt, while the bank's page may be open and the sum is the same; else a new one in its place.
    async fn attempt_to_use(
        &self,
        work: &mut Work,
        it: &Payable,
        attempts: &[StoredAttempt],
        (key, count): (&str, u8),
    ) -> sqlx::Result<Result<AttemptId, PaymentRefusal>> {
        if it.cancelled {
            return Ok(Err(PaymentRefusal::Cancelled));
        }
        let today = calendar::date(work.now);
        let open = Balance::of(it, work.received(it).await?, attempts, today).open();
        if open == 0 {
            return Ok(Err(PaymentRefusal::NothingDue));
        }
        let Some(parts) = instalment::plan(open, count, today) else { return Ok(Err(PaymentRefusal::TooManyParts)) };
        if let Some(attempt) = live(attempts) {
            if is_fresh(attempt, work.now) && amounts(&attempt.machine.parts) == amounts(&parts) {
                return Ok(Ok(attempt.id.clone()));
            }
            expire(work, attempt).await?;
        }
        let reference = format!("{}-{}", it.number, attempts.len() + 1);
        let id = work.add_attempt(it, &reference, key, &parts).await?;
        work.set_instalments(it, count).await?;
        work.note("begin_payment", &it.enrolment, &reference);
        Ok(Ok(id))
    }
}

fn view(it: &StoredAttempt) -> AttemptView {
    AttemptView {
        id: it.id.clone(),
        reference: it.machine.reference.clone(),
        state: it.machine.state,
        parts: it.machine.parts.clone(),
        created_at: calendar::moment(it.created_at),
        settled_at: it.settled_at.map(calendar::moment),
        unconfirmed: it.machine.is_unconfirmed(it.code.as_deref()),
    }
}

async fn expire(work: &mut Work, it: &StoredAttempt) -> sqlx::Result<()> {
    let after = Attempt { state: AttemptState::Expired, ..it.machine.clone() };
    work.record_attempt(&it.id, &after, None).await
}

/// Brings what follows from the ledger up to date: whether the enrolment is paid for, and what is too much. For whoever
/// changed the ledger, or what is due.
pub async fn settle(work: &mut Work, it: &Payable) -> sqlx::Result<()> {
    let (received, refunds) = (work.received(it).await?, work.refunds_of_ledger(it).await?);
    let due = it.due.unwrap_or_default();
    let follow = refunds_to_follow(due, it.cancelled, received, refunds);
    if follow.withdraw {
        for amount in work.withdraw_refunds(it).await? {
            work.note("withdraw_refund", &it.enrolment, amount);
        }
    }
    if follow.forget {
        work.forget_dropped_refunds(it).await?;
    }
    if let Some(refund) = follow.propose {
        work.propose_refund(it, None, None, refund).await?;
    }
    let at_bank = at_bank(&work.attempts(it).await?);
    work.set_payment_status(it, PaymentStatus::of(due, received, at_bank)).await
}

impl Services {
    /// What the bank sent, as it was received: kept in any case, and acted upon when the bank signed it. Committed before
    /// it is answered; heard again, it changes nothing.
    pub async fn hear_bank(&self, raw: &str, origin: &str) -> sqlx::Result<Verdict> {
        let read = self.psp.bank().map_or(Err(Verdict::BadSignature), |bank| bank.read(raw));
        let mut work = self.begin(Actor::System, origin).await?;
        let (attempt, verdict) = match read {
            Err(verdict) => (None, verdict),
            Ok(heard) => self.act_upon(&mut work, &heard).await?,
        };
        work.keep_notification(attempt.as_ref(), raw, verdict).await?;
        self.commit(work).await?;
        tracing::info!(verdict = verdict.code(), "the bank was heard");
        Ok(verdict)
    }

    /// What follows from what the bank said, however we came to hear it.
    pub(super) async fn act_upon(&self, work: &mut Work, heard: &Heard) -> sqlx::Result<(Option<AttemptId>, Verdict)> {
        let Some(it) = work.lock_payable_of(&heard.reference).await? else {
            tracing::error!(reference = heard.reference, "the bank speaks of a payment that is none of ours");
            return Ok((None, Verdict::UnknownReference));
        };
        let attempts = work.attempts(&it).await?;
        let attempt = attempts.into_iter().find(|it| it.machine.reference == heard.reference);
        let attempt = attempt.ok_or(sqlx::Error::RowNotFound)?;
        let (after, verdict) = attempt.machine.clone().hear(heard, calendar::date(work.now));
        // A number of the bank's is of one payment: one that stands for another attempt pays nothing here.
        let (after, verdict) = match verdict {
            Verdict::Paid(_) if work.is_entered(&heard.transaction).await? => (attempt.machine, Verdict::Mismatched),
            _ => (after, verdict),
        };
        work.record_attempt(&attempt.id, &after, Some((heard.code.as_str(), verdict))).await?;
        self.follow(work, &it, (&attempt.id, heard), verdict).await?;
        settle(work, &it).await?;
        self.validate_if_effective(work, &it.enrolment).await?;
        Ok((Some(attempt.id), verdict))
    }

    /// The ledger, refunds, letters and the journal.
    async fn follow(
        &self,
        work: &mut Work,
        it: &Payable,
        (attempt, heard): (&AttemptId, &Heard),
        verdict: Verdict,
    ) -> sqlx::Result<()> {
        let money = Outcome::of(&heard.code) == Outcome::Paid;
        match verdict {
            Verdict::Paid(part) => {
                let line = work.enter_part(it, attempt, part, (heard.amount, &heard.transaction)).await?;
                work.note("receive_payment", &it.enrolment, &heard.reference);
                work.post(&it.owner, &Letter::PaymentReceived(line)).await?;
            }
            Verdict::Refused | Verdict::PartRefused => {
                work.note("refuse_payment", &it.enrolment, &heard.reference);
                work.post(&it.owner, &Letter::PaymentRefused(attempt.clone())).await?;
            }
            Verdict::Twice | Verdict::Mismatched if money && heard.amount > 0 => {
                let why = if verdict == Verdict::Twice { RefundWhy::Twice } else { RefundWhy::Mismatched };
                let transaction = Some(heard.transaction.as_str()).filter(|it| !it.is_empty());
                // Said of money that is in the ledger already, it is no second payment.
                if !work.is_entered(&heard.transaction).await? {
                    work.propose_refund(it, Some(attempt), transaction, (why, heard.amount)).await?;
                }
                work.note("question_payment", &it.enrolment, &heard.reference);
            }
            _ => {}
        }
        Ok(())
    }

    /// Ends attempts of which nothing was heard in time; how many. A late success still pays them.
    pub async fn expire_attempts(&self) -> sqlx::Result<usize> {
        let stale = self.store.stale_attempts(self.clock.now() - ATTEMPT_LIFE, BATCH).await?;
        for reference in &stale {
            let mut work = self.begin(Actor::System, "").await?;
            let Some(it) = work.lock_payable_of(reference).await? else { continue };
            let attempts = work.attempts(&it).await?;
            let attempt = attempts.iter().find(|it| it.machine.reference == *reference);
            // The bank may have spoken meanwhile.
            if let Some(attempt) = attempt.filter(|it| it.machine.state.is_live()) {
                expire(&mut work, attempt).await?;
                settle(&mut work, &it).await?;
                work.commit().await?;
            }
        }
        Ok(stale.len())
    }
}

impl Staff {
    pub async fn payments(&self, query: &PaymentQuery) -> sqlx::Result<PaymentPile> {
        let (rows, total) = self.services().store.payments(query, &reference::fold(&query.words)).await?;
        let (night, nights) = (self.services().store.latest_night().await?, self.services().nights());
        Ok(PaymentPile { rows, total, night, nights })
    }

    /// All that there is about paying for one enrolment. Looking at it is an act on a person's data.
    pub async fn payment_file(&self, id: &EnrolmentId) -> Result<PaymentFile, CallError<Never>> {
        let mut work = self.begin().await?;
        let it = work.lock_payable_enrolment(id).await?.ok_or(CallError::NotFound)?;
        work.note("read_payments", id, "");
        work.commit().await?;
        let store = &self.services().store;
        let (name, email, _) = store.payer(id).await?.ok_or(CallError::NotFound)?;
        let (attempts, received) = (store.attempts(id).await?, store.received(id).await?);
        Ok(PaymentFile {
            name,
            email,
            due: it.due,
            received,
            status: PaymentStatus::of(it.due.unwrap_or_default(), received, at_bank(&attempts)),
            cancelled: it.cancelled,
            doubts: attempts.iter().map(|it| reconciling::doubt(it, self.services().clock.now())).collect(),
            questions: store.bank_questions(id).await?,
            attempts: attempts.iter().rev().map(view).collect(),
            notifications: store.notifications(id).await?,
            lines: store.ledger(id).await?,
            refunds: store.refunds(id).await?,
            number: it.number,
        })
    }

    /// Says that a refund was made at the bank, or that there will be none, and why.
    pub async fn settle_refund(
        &self,
        id: &RefundId,
        done: bool,
        note: &str,
    ) -> Result<EnrolmentId, CallError<RefundRefusal>> {
        let note = note.trim();
        if note.is_empty() || note.contains('\0') {
            return Err(CallError::Refused(RefundRefusal::NoteMissing));
        }
        if note.chars().count() > NOTE_MAX {
            return Err(CallError::Refused(RefundRefusal::NoteTooLong { max: NOTE_MAX }));
        }
        let mut work = self.begin().await?;
        let enrolment = work.enrolment_of_refund(id).await?.ok_or(CallError::NotFound)?;
        // The enrolment first, everywhere: what follows from the ledger is written there.
        let it = work.lock_payable_enrolment(&enrolment).await?.ok_or(CallError::NotFound)?;
        let state = if done { RefundState::Done } else { RefundState::Dropped };
        let settled = work.settle_refund(id, self.id(), (state, note)).await?;
        let (_, amount, why) = settled.ok_or(CallError::Refused(RefundRefusal::Settled))?;
        if done && why.was_entered() {
            work.enter_refund(&enrolment, id, amount).await?;
        }
        work.note(if done { "make_refund" } else { "drop_refund" }, &enrolment, amount);
        // What was dropped is not proposed again; what was given back may leave something due.
        if done {
            settle(&mut work, &it).await?;
        }
        work.commit().await?;
        Ok(enrolment)
    }
}
