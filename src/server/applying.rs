//! Applying: the facts gathered, the rule asked, the candidature made.

use super::calendar;
use super::guard::Candidate;
use crate::api::CallError;
use crate::domain::campaign::{ApplyFacts, ApplyObstacle, ApplyView};
use crate::domain::letter::Letter;
use crate::domain::{CandidatureId, ProgrammeId};

impl Candidate {
    pub async fn apply_view(&self, programme: &ProgrammeId) -> sqlx::Result<Option<ApplyView>> {
        let store = &self.services().store;
        let now = self.services().clock.now();
        let Some((faculty, offered)) = store.programme(self.campaign(), programme, now).await? else {
            return Ok(None);
        };
        let requirements = store.requirement_labels(programme).await?;
        let activated = store.profile(self.id()).await?.is_activated(calendar::date(now));
        let facts = store.apply_facts(self.id(), programme).await?;
        let obstacle = facts.and_then(|facts| ApplyFacts { activated, ..facts }.judge(now).err());
        Ok(Some(ApplyView { programme: offered, faculty, requirements, obstacle }))
    }

    /// The candidature made, or the one there was already.
    pub async fn apply(&self, programme: &ProgrammeId) -> Result<CandidatureId, CallError<ApplyObstacle>> {
        let mut work = self.begin().await?;
        let activated = work.profile(self.id()).await?.is_activated(calendar::date(work.now));
        let facts = work.lock_apply_facts(self.id(), programme).await?.ok_or(CallError::NotFound)?;
        match (ApplyFacts { activated, ..facts }).judge(work.now) {
            Ok(()) => {}
            Err(ApplyObstacle::AlreadyApplied) => {
                return work.live_candidature(self.id(), programme).await?.ok_or(CallError::NotFound);
            }
            Err(obstacle) => return Err(CallError::Refused(obstacle)),
        }
        let made = work.add_candidature(self.id(), programme, facts.window.closes_at).await?;
        let id = made.ok_or(CallError::Refused(ApplyObstacle::AlreadyApplied))?;
        work.note("apply", &id, programme);
        self.inherit(&mut work, &id).await?;
        work.post(self.id(), &Letter::CandidatureCreated(id.clone())).await?;
        self.services().commit(work).await?;
        Ok(id)
    }
}
