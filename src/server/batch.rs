//! Avis on many candidatures: prepared and confirmed by staff, treated by the worker. Each row is one transaction, which
//! also says that the row was treated: killed at any moment, the worker goes on where it was, and does nothing twice.

use super::desk;
use super::guard::Staff;
use super::mail::template as filling;
use super::reference::fold;
use super::store::{Actor, Job, Scope, WaitingRow};
use super::{Services, web};
use crate::api::CallError;
use crate::domain::candidature::StepRefusal;
use crate::domain::job::{JobLine, JobRefusal, JobRow, JobView, Outcome, ROWS_MAX, chosen, rank};
use crate::domain::letter::Template;
use crate::domain::review::{Act, Avis, AvisForm, PileQuery, Role};
use crate::domain::{CandidatureId, JobId, StaffId};
use crate::places::Place;

impl Staff {
    /// Whose jobs this one may look at: administrators at all of them.
    fn jobs_of(&self) -> Option<&StaffId> {
        (self.role() != Role::Administrator).then(|| self.id())
    }

    /// The candidatures that were chosen one by one, if all of them lie in the scope.
    pub async fn seen(&self, all: Vec<CandidatureId>) -> Result<Vec<CandidatureId>, CallError<JobRefusal>> {
        let rows = chosen(all).map_err(CallError::Refused)?;
        for id in &rows {
            let head = self.services().store.examination_head(&self.scope(), id).await?;
            head.ok_or(CallError::NotFound)?;
        }
        Ok(rows)
    }

    /// All that the pile finds on which an avis may be entered, on whichever page, in its order.
    pub async fn found(&self, query: PileQuery) -> Result<Vec<CandidatureId>, CallError<JobRefusal>> {
        let one_more = i64::try_from(ROWS_MAX).unwrap_or(i64::MAX).saturating_add(1);
        let (query, store) = (self.within_campaign(query).await?, &self.services().store);
        let rows = store.choosable(&self.scope(), &query, &fold(&query.words), one_more).await?;
        chosen(rows).map_err(CallError::Refused)
    }

    /// Keeps what is to be done, to be looked at before it is confirmed.
    pub async fn prepare_job(
        &self,
        rows: Vec<CandidatureId>,
        validates: bool,
        form: &AvisForm,
    ) -> Result<(), CallError<JobRefusal>> {
        if validates && !self.role().may(Act::ValidateAvis) {
            return Err(CallError::NotFound);
        }
        let avis = form.check().map_err(|why| CallError::Refused(JobRefusal::Avis(why)))?;
        let job = Job { author: self.id().clone(), avis, validates, origin: self.origin().to_owned() };
        let mut work = self.begin().await?;
        let id = work.add_job(&job).await?;
        for (nth, candidature) in rows.into_iter().enumerate() {
            let ordinal = i64::try_from(nth + 1).unwrap_or_default();
            let rank = rank(&job.avis, nth);
            work.add_job_row(&WaitingRow { job: id.clone(), ordinal, candidature, rank }).await?;
        }
        work.note("prepare_job", &id, "");
        work.commit().await?;
        web::go_to(&Place::Batch(id));
        Ok(())
    }

    /// Hands it to the worker. Confirming it again changes nothing.
    pub async fn confirm_job(&self, id: &JobId) -> Result<(), CallError<JobRefusal>> {
        let store = &self.services().store;
        let line = store.job_line(Some(self.id()), id).await?.ok_or(CallError::NotFound)?;
        let mut work = self.begin().await?;
        if !line.confirmed && work.confirm_job(id, self.id()).await? {
            work.note("confirm_job", id, "");
        }
        self.services().commit(work).await?;
        web::go_to(&Place::Batch(id.clone()));
        Ok(())
    }

    pub async fn job_lines(&self) -> sqlx::Result<Vec<JobLine>> {
        self.services().store.jobs(self.jobs_of()).await
    }

    pub async fn job_view(&self, id: &JobId) -> sqlx::Result<Option<JobView>> {
        let store = &self.services().store;
        let Some(line) = store.job_line(self.jobs_of(), id).await? else { return Ok(None) };
        let job = store.job(id).await?;
        let rows = store.job_rows(&self.scope(), id, line.kind).await?;
        let letter = if line.validates { self.sample(&job.avis, &rows).await? } else { None };
        let may_confirm = !line.confirmed && job.author == *self.id();
        Ok(Some(JobView { line, ground: job.avis.ground, comment: job.avis.comment, rows, may_confirm, letter }))
    }

    /// The letter as the first of them will read it; links and dates stand for themselves.
    async fn sample(&self, avis: &Avis, rows: &[JobRow]) -> sqlx::Result<Option<(String, String)>> {
        let Some(first) = rows.iter().find(|it| it.obstacle.is_none()) else { return Ok(None) };
        let Some((number, name, programme)) = first.about.clone() else { return Ok(None) };
        let (services, template, language) = (self.services(), Template::of_avis(avis.kind), self.language());
        let mut values = filling::example(template);
        values.insert("number", number);
        values.insert("name", name);
        values.insert("programme", programme);
        values.insert("establishment", services.config.establishment.clone());
        values.insert("contact", services.config.contact.clone());
        values.insert("rank", first.rank.map_or_else(String::new, |it| it.to_string()));
        values.insert("ground", avis.ground.clone().unwrap_or_default());
        values.insert("comment", avis.comment.clone().unwrap_or_default());
        let (subject, body) = services.words_of(template, language).await?;
        Ok(Some(filling::write((&subject, &body), &values, language)?))
    }
}

/// Treats up to `limit` rows that wait; how many it found.
pub async fn treat_rows(services: &Services, limit: usize) -> sqlx::Result<usize> {
    for found in 0..limit {
        let Some(row) = services.store.next_job_row().await? else { return Ok(found) };
        treat(services, &row).await?;
    }
    Ok(limit)
}

/// One row: done, or refused with the reason. A refusal leaves nothing behind but itself.
async fn treat(services: &Services, row: &WaitingRow) -> sqlx::Result<()> {
    let job = services.store.job(&row.job).await?;
    let outcome = match carry_out(services, row, &job).await {
        Ok(()) => return Ok(()),
        Err(CallError::Refused(why)) => Outcome::Refused(why),
        Err(CallError::NotFound) => Outcome::NotFound,
        Err(CallError::SignedOut) => Outcome::NotAllowed,
        Err(_) => Outcome::Failed,
    };
    let mut work = services.begin(Actor::Staff(job.author.to_string()), &job.origin).await?;
    work.close_job_row(row, outcome).await?;
    work.commit().await
}

/// The act itself, in the name of the author as their role and scope are now.
async fn carry_out(services: &Services, row: &WaitingRow, job: &Job) -> Result<(), CallError<StepRefusal>> {
    let role = services.store.role_of(&job.author).await?;
    if !role.may(Act::EnterAvis) || (job.validates && !role.may(Act::ValidateAvis)) {
        return Err(CallError::SignedOut);
    }
    let mut work = services.begin(Actor::Staff(job.author.to_string()), &job.origin).await?;
    if !work.close_job_row(row, Outcome::Done).await? {
        return Ok(());
    }
    let scope = Scope::of(&job.author, role);
    let mut locked = work.lock_in_scope(&scope, &row.candidature).await?.ok_or(CallError::NotFound)?;
    let avis = Avis { rank: row.rank, ..job.avis.clone() };
    desk::enter_avis(&mut work, &mut locked, &avis, &job.author).await?;
    if job.validates {
        desk::validate_avis(&mut work, &locked, &job.author).await?;
    }
    Ok(services.commit(work).await?)
}
