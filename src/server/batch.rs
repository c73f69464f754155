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
use crate::domain::job::{
    About, JobLine, JobRefusal, JobRow, JobView, Outcome, ROWS_MAX, SampleLetter, Task, chosen, rank, unchanged,
};
use crate::domain::letter::Template;
use crate::domain::review::{Avis, PileQuery, Role};
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
    pub async fn prepare_job(&self, rows: Vec<CandidatureId>, task: Task) -> Result<(), CallError<JobRefusal>> {
        if !task.is_open_to(self.role()) {
            return Err(CallError::NotFound);
        }
        let job = Job { author: self.id().clone(), task, origin: self.origin().to_owned() };
        let mut work = self.begin().await?;
        let id = work.add_job(&job).await?;
        for (nth, candidature) in rows.into_iter().enumerate() {
            let ordinal = i64::try_from(nth + 1).unwrap_or_default();
            let (rank, seen) = match &job.task {
                Task::Enter { avis, .. } => (rank(avis, nth), None),
                Task::Validate => (None, work.entered_avis(&candidature).await?),
            };
            work.add_job_row(&WaitingRow { job: id.clone(), ordinal, candidature, rank, seen }).await?;
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
        let rows = store.job_rows(&self.scope(), id, &job.task).await?;
        let is_heard_of = line.validates && !line.confirmed;
        let letters = if is_heard_of { self.samples(&job.task, &rows).await? } else { Vec::new() };
        let may_confirm = !line.confirmed && job.author == *self.id();
        let (ground, comment) = job.task.avis().map(|it| (it.ground.clone(), it.comment.clone())).unwrap_or_default();
        Ok(Some(JobView { line, ground, comment, rows, may_confirm, letters }))
    }

    /// For each kind of avis the letter to the first who will hear of it.
    async fn samples(&self, task: &Task, rows: &[JobRow]) -> sqlx::Result<Vec<SampleLetter>> {
        let mut letters: Vec<SampleLetter> = Vec::new();
        for row in rows.iter().filter(|it| it.obstacle.is_none()) {
            let (Some(avis), Some(about)) = (task.avis_of(row), &row.about) else { continue };
            if letters.iter().all(|it| it.kind != avis.kind) {
                letters.push(self.sample(avis, about).await?);
            }
        }
        Ok(letters)
    }

    /// A letter as the candidate will read it, in their language; links and dates stand for themselves.
    async fn sample(&self, avis: Avis, about: &About) -> sqlx::Result<SampleLetter> {
        let Avis { kind, rank, ground, comment } = avis;
        let (services, template, language) = (self.services(), Template::of_avis(kind), about.language);
        let mut values = filling::example(template);
        values.insert("number", about.number.clone());
        values.insert("name", format!("{} {}", about.given_name, about.family_name));
        values.insert("programme", about.programme.clone());
        values.insert("establishment", services.config.establishment.clone());
        values.insert("contact", services.config.contact.clone());
        values.insert("rank", rank.map_or_else(String::new, |it| it.to_string()));
        values.insert("ground", ground.unwrap_or_default());
        values.insert("comment", comment.unwrap_or_default());
        let (subject, body) = services.words_of(template, language).await?;
        let (subject, text) = filling::write((&subject, &body), &values, language)?;
        Ok(SampleLetter { kind, language, subject, text })
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
    if !job.task.is_open_to(role) {
        return Err(CallError::SignedOut);
    }
    let mut work = services.begin(Actor::Staff(job.author.to_string()), &job.origin).await?;
    if !work.close_job_row(row, Outcome::Done).await? {
        return Ok(());
    }
    let scope = Scope::of(&job.author, role);
    let mut locked = work.lock_in_scope(&scope, &row.candidature).await?.ok_or(CallError::NotFound)?;
    match &job.task {
        Task::Enter { avis, .. } => {
            let avis = Avis { rank: row.rank, ..avis.clone() };
            desk::enter_avis(&mut work, &mut locked, &avis, &job.author).await?;
        }
        Task::Validate => {
            let entered = work.entered_avis(&row.candidature).await?;
            unchanged(row.seen.as_ref(), entered.as_ref()).map_err(CallError::Refused)?;
        }
    }
    if job.task.validates() {
        desk::validate_avis(&mut work, &locked, &job.author).await?;
    }
    Ok(services.commit(work).await?)
}
