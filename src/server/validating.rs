//! An enrolment becomes effective by itself, as soon as nothing is awaited: after each verdict, payment and submission.

use super::Services;
use super::store::{EnrolmentRow, Work};
use crate::domain::EnrolmentId;
use crate::domain::campaign::year_of;
use crate::domain::enrolment::{State, StepRefusal};
use crate::domain::learner::{IdentifierKind, student_number};
use crate::domain::letter::Letter;

impl Services {
    /// Validates an enrolment that was handed over and waits for nothing; whether it did. Harmless to ask at any time.
    pub async fn validate_if_effective(&self, work: &mut Work, id: &EnrolmentId) -> sqlx::Result<bool> {
        Ok(self.try_to_validate(work, id).await?.is_ok())
    }

    /// The same, saying why not.
    pub async fn try_to_validate(&self, work: &mut Work, id: &EnrolmentId) -> sqlx::Result<Result<(), StepRefusal>> {
        let Some(before) = work.lock_enrolment(id).await? else { return Ok(Err(StepRefusal::NotInState)) };
        if before.standing()?.state != State::Submitted {
            return Ok(Err(StepRefusal::NotInState));
        }
        self.lay_out_documents(work, &before).await?;
        let it = work.lock_enrolment(id).await?.ok_or(sqlx::Error::RowNotFound)?;
        let rule = work.effective_rule().await?;
        let after = match it.standing()?.validate(rule) {
            Ok(after) => after,
            Err(refusal) => return Ok(Err(refusal)),
        };
        give_student_number(work, &it).await?;
        work.record_enrolment(&it, after).await?;
        work.note("validate_enrolment", id, "");
        work.post(&it.account(), &Letter::EnrolmentValidated(id.clone())).await?;
        Ok(Ok(()))
    }
}

/// With the first enrolment that is validated; whoever has a number keeps it for ever.
async fn give_student_number(work: &mut Work, it: &EnrolmentRow) -> sqlx::Result<()> {
    let learner = work.learner_of(&it.account()).await?.ok_or(sqlx::Error::RowNotFound)?;
    if learner.student_number.is_some() {
        return Ok(());
    }
    let year = i64::from(year_of(&it.year));
    loop {
        let number = student_number(year, work.next_student_number(year).await?);
        // One that leads to somebody already, imported from elsewhere, is left to them.
        if work.add_identifier(&learner.id(), IdentifierKind::Student, &number).await? {
            return work.give_student_number(&learner.id(), &number).await;
        }
    }
}
