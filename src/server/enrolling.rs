//! The enrolment of whoever is signed in, put together once for the calls that share it.

use super::calendar;
use super::guard::Candidate;
use super::store::EnrolmentRow;
use crate::domain::enrolment::{EnrolmentView, phase};
use crate::domain::time::Instant;

impl Candidate {
    /// The present enrolment; none for whoever was never admitted.
    pub async fn enrolment(&self) -> sqlx::Result<Option<EnrolmentView>> {
        let store = &self.services().store;
        let Some(row) = store.enrolment_of(self.id()).await? else { return Ok(None) };
        // What is awaited counts the documents that are asked for now.
        self.services().update_documents(&row).await?;
        match store.enrolment_of(self.id()).await? {
            Some(row) => self.view_of(&row).await.map(Some),
            None => Ok(None),
        }
    }

    async fn view_of(&self, row: &EnrolmentRow) -> sqlx::Result<EnrolmentView> {
        let (store, now) = (&self.services().store, self.services().clock.now());
        let learner = store.learner(&row.learner()).await?.ok_or(sqlx::Error::RowNotFound)?;
        let windows = store.enrolment_windows(&row.campaign(), row.kind()?).await?;
        let standing = row.standing()?;
        let moment = |at: Option<i64>| at.map(|at| calendar::moment(Instant(at)));
        Ok(EnrolmentView {
            id: row.id(),
            number: row.number.clone(),
            year: row.year.clone(),
            kind: row.kind()?,
            standing,
            version: row.version,
            identifiant: learner.identifiant,
            student_number: learner.student_number,
            admissions: store.admissions_of(&row.learner(), &row.campaign()).await?,
            phase: phase(&windows, now),
            windows: windows.iter().map(|it| (calendar::moment(it.opens_at), calendar::moment(it.closes_at))).collect(),
            awaited: standing.awaited(store.effective_rule().await?),
            submitted_at: moment(row.submitted_at),
            validated_at: moment(row.validated_at),
        })
    }
}
