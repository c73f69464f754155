//! Exemptions that the president decides (code de l'éducation R719-50) and staff enter: what is due follows, what was paid
//! too much is proposed as a refund, the student is told.

use super::filling::{Stored, follow_fees};
use super::guard::Staff;
use super::store::{EnrolmentRow, Work};
use super::{Services, web};
use crate::api::CallError;
use crate::domain::EnrolmentId;
use crate::domain::enrolment::State;
use crate::domain::enrolment::desk::{DeskRefusal, StaffAct};
use crate::domain::enrolment::exemption::{PART, WHOLE, WaiverForm};
use crate::domain::fee::{Waiver, WaiverExtent};
use crate::domain::letter::Letter;
use crate::places::Place;

type Outcome<T> = Result<T, CallError<DeskRefusal>>;

impl Staff {
    /// Enters an exemption, made from version `seen`. One at a time: to change it, end it first.
    pub async fn exempt(&self, id: &EnrolmentId, seen: i64, form: &WaiverForm) -> Outcome<()> {
        let (waiver, reason) = form.check().map_err(CallError::Refused)?;
        let mut work = self.begin().await?;
        let it = work.lock_enrolment_in_scope(&self.scope(), id).await?.ok_or(CallError::NotFound)?;
        if it.version != seen {
            return Err(CallError::Refused(DeskRefusal::Changed));
        }
        if it.standing()?.state == State::Cancelled || it.waiver()?.is_some() {
            return Err(CallError::Refused(DeskRefusal::NotInState));
        }
        work.add_enrolment_act(id, StaffAct::Exempt, None, &reason, self.id()).await?;
        work.note(StaffAct::Exempt.noted(), id, noted(waiver));
        self.services().change_waiver(&mut work, &it, Some(waiver)).await?;
        self.services().commit(work).await?;
        web::go_to(&Place::EnrolmentFile(id.clone()));
        Ok(())
    }

    /// Takes the exemption of a locked enrolment back: what it took off is due again.
    pub async fn end_exemption(&self, work: &mut Work, it: &EnrolmentRow) -> Outcome<()> {
        if it.standing()?.state == State::Cancelled || it.waiver()?.is_none() {
            return Err(CallError::Refused(DeskRefusal::NotInState));
        }
        Ok(self.services().change_waiver(work, it, None).await?)
    }
}

impl Services {
    async fn change_waiver(&self, work: &mut Work, it: &EnrolmentRow, to: Option<Waiver>) -> sqlx::Result<()> {
        let (id, asking) = (it.id(), work.enrolment_asking().await?);
        work.set_waiver(&id, to).await?;
        let row = work.lock_enrolment(&id).await?.ok_or(sqlx::Error::RowNotFound)?;
        let stored = Stored::of(work, row, asking).await?;
        follow_fees(work, &stored, false).await?;
        work.post(&it.account(), &Letter::FeesChanged(id.clone())).await?;
        self.validate_if_effective(work, &id).await.map(drop)
    }
}

/// « refugee whole », « `job_seeker` part 5000 ».
fn noted(it: Waiver) -> String {
    match it.extent {
        WaiverExtent::Whole => format!("{} {WHOLE}", it.ground.code()),
        WaiverExtent::Part { cents } => format!("{} {PART} {cents}", it.ground.code()),
    }
}
