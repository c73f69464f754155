//! What the passing of time does to candidatures: reminders before deadlines, withdrawal by default at them, and the next
//! of the reserve list in the place that a withdrawal freed. Everything is found by what the rows say, so that a worker
//! that was stopped over the moment catches up.

use super::store::{Actor, Work};
use super::{Services, calendar};
use crate::domain::candidature::ANSWER_REMINDER;
use crate::domain::letter::Letter;
use crate::domain::ranking;
use crate::domain::transmission::TRANSMISSION_REMINDER;
use crate::domain::{CandidatureId, ProgrammeId};

/// Rows taken at once, so that no other writer waits long.
const BATCH: i64 = 50;

impl Services {
    /// Does what is due now; how many things were done.
    pub async fn follow_up(&self) -> sqlx::Result<usize> {
        let mut done = self.remind().await?;
        for id in self.store.unanswered(self.clock.now(), BATCH).await? {
            done += usize::from(self.withdraw_by_default(&id).await?);
        }
        for id in self.store.refusals_to_tell(self.clock.now(), BATCH).await? {
            done += usize::from(self.tell_due_refusals(&id).await?);
        }
        for (withdrawn, programme) in self.store.freed_places(BATCH).await? {
            done += usize::from(self.fill_place(&withdrawn, &programme).await?);
        }
        done += self.expire_attempts().await?;
        Ok(done + self.tell_of_cards().await?)
    }

    async fn remind(&self) -> sqlx::Result<usize> {
        let mut work = self.begin(Actor::System, "").await?;
        let to_transmit = work.mark_transmission_reminders(TRANSMISSION_REMINDER, BATCH).await?;
        for (id, owner) in &to_transmit {
            work.post(owner, &Letter::TransmissionReminder(id.clone())).await?;
        }
        let to_answer = work.mark_answer_reminders(ANSWER_REMINDER, BATCH).await?;
        for (id, owner) in &to_answer {
            work.post(owner, &Letter::AnswerReminder(id.clone())).await?;
        }
        work.commit().await?;
        Ok(to_transmit.len() + to_answer.len())
    }

    /// False when somebody answered meanwhile.
    async fn withdraw_by_default(&self, id: &CandidatureId) -> sqlx::Result<bool> {
        let mut work = self.begin(Actor::System, "").await?;
        let Some(locked) = work.lock_for_rule(id).await? else { return Ok(false) };
        let Ok(after) = locked.standing.withdraw_by_default(work.now) else { return Ok(false) };
        work.record_standing(&locked, &after).await?;
        work.note("withdraw_by_default", id, "");
        work.post(&locked.account_id, &Letter::Answered(id.clone())).await?;
        work.commit().await?;
        Ok(true)
    }

    /// Deals with one withdrawal: promotes the next of the reserve list, if there is room and somebody waits. False when
    /// another worker dealt with it.
    async fn fill_place(&self, withdrawn: &CandidatureId, programme: &ProgrammeId) -> sqlx::Result<bool> {
        let mut work = self.begin(Actor::System, "").await?;
        // The programme first, everywhere: who holds it may wait for a candidature, never the other way round.
        let places = work.lock_places(programme).await?;
        if !work.mark_replaced(withdrawn).await? {
            return Ok(false);
        }
        let freed = work.lock_for_rule(withdrawn).await?;
        let freed = freed.is_some_and(|it| it.standing.freed_a_place());
        let next = ranking::next(places, &work.reserve_list(programme).await?);
        if let Some(next) = next.filter(|_| freed) {
            promote(&mut work, &next, programme).await?;
        }
        work.commit().await?;
        Ok(true)
    }
}

async fn promote(work: &mut Work, id: &CandidatureId, programme: &ProgrammeId) -> sqlx::Result<()> {
    let days = work.answer_days(programme).await?;
    let Some(locked) = work.lock_for_rule(id).await? else { return Ok(()) };
    // They withdrew while we waited for their row: the place stays free for staff to give.
    let Ok(after) = locked.standing.promote(calendar::end_of_day(work.now, days)) else { return Ok(()) };
    let Some(avis) = after.avis else { return Ok(()) };
    let avis = work.add_promotion(&locked, &avis).await?;
    work.note("promote", id, &avis);
    work.post(&locked.account_id, &Letter::Avis(avis)).await
}
