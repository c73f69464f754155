//! Staff's side of enrolments: the table, everything of one, what is done to it by hand with a reason.

use super::enrolment_documents::read_answers;
use super::guard::Staff;
use super::reference::fold;
use super::store::{EnrolmentRow, Work};
use super::{calendar, reference, web};
use crate::api::CallError;
use crate::domain::enrolment::desk::{DeskRefusal, EnrolmentFile, EnrolmentQuery, EnrolmentTable, StaffAct, reason};
use crate::domain::enrolment::{CancelledWhy, IneState, Standing, StepRefusal};
use crate::domain::ground::catalogue;
use crate::domain::letter::Letter;
use crate::domain::time::Instant;
use crate::domain::{CampaignId, EnrolmentId};
use crate::places::Place;

type Outcome<T> = Result<T, CallError<DeskRefusal>>;

/// What a step of the domain refuses.
fn step(outcome: Result<Standing, StepRefusal>) -> Outcome<Standing> {
    outcome.map_err(|it| CallError::Refused(it.into()))
}

impl Staff {
    /// One page of the enrolments of a year in the scope.
    pub async fn enrolment_table(&self, query: &EnrolmentQuery) -> sqlx::Result<EnrolmentTable> {
        let (services, scope) = (self.services(), self.scope());
        let campaign = match query.campaign.as_str() {
            "" => services.campaign().await?,
            named => CampaignId(named.to_owned()),
        };
        let (rows, total) = services.store.enrolment_table(&scope, &campaign, query, &fold(&query.words)).await?;
        let campaigns = services.store.campaigns().await?.into_iter().map(|it| (it.id, it.label)).collect();
        let programmes = services.store.admitted_programmes(&scope, &campaign).await?;
        Ok(EnrolmentTable { rows, total, campaign, campaigns, programmes })
    }

    /// Lays one enrolment open; that somebody read it goes into the journal.
    pub async fn enrolment_file(&self, id: &EnrolmentId) -> sqlx::Result<Option<EnrolmentFile>> {
        let services = self.services();
        let store = &services.store;
        let Some(row) = store.enrolment_in_scope(&self.scope(), id).await? else { return Ok(None) };
        services.update_documents(&row).await?;
        let mut work = self.begin().await?;
        work.note("read_enrolment", id, "");
        work.commit().await?;
        let Some(row) = store.enrolment(id).await? else { return Ok(None) };
        let learner = store.learner(&row.learner()).await?.ok_or(sqlx::Error::RowNotFound)?;
        let recipient = store.recipient(&row.account()).await?;
        let standing = row.standing()?;
        let moment = |at: Option<i64>| at.map(|at| calendar::moment(Instant(at)));
        let answers = store.enrolment_answers(id).await?;
        let profile = store.profile(&row.account()).await?;
        Ok(Some(EnrolmentFile {
            id: id.clone(),
            kind: row.kind()?,
            standing,
            ine: IneState::named(&row.ine).ok_or(sqlx::Error::RowNotFound)?,
            version: row.version,
            due: row.due,
            instalments: row.instalments,
            waiver: row.waiver()?,
            name: format!("{} {}", recipient.given_name, recipient.family_name),
            email: recipient.email,
            identifiant: learner.identifiant,
            student_number: learner.student_number,
            submitted_at: moment(row.submitted_at),
            validated_at: moment(row.validated_at),
            admissions: store.admissions_of(&row.learner(), &row.campaign()).await?,
            awaited: standing.awaited(store.effective_rule().await?),
            names: reference::names(&profile, self.language()),
            profile,
            answers: answers.into_iter().map(|(step, content)| (step, read_answers(&content))).collect(),
            documents: store.enrolment_documents(id).await?,
            grounds: catalogue(store.grounds().await?).into_iter().filter(|it| !it.hidden).collect(),
            untold: store.untold_refusals(id).await?,
            acts: store.enrolment_acts(id).await?,
            journal: store.journal_of_enrolment(id).await?,
            number: row.number,
            year: row.year,
        }))
    }

    /// Does something by hand. `seen`: the version of the enrolment, or of the `document` that is done without.
    pub async fn act_on_enrolment(
        &self,
        id: &EnrolmentId,
        seen: i64,
        act: StaffAct,
        document: &str,
        why: &str,
    ) -> Outcome<()> {
        let reason = reason(why).map_err(CallError::Refused)?;
        let mut work = self.begin().await?;
        let it = work.lock_enrolment_in_scope(&self.scope(), id).await?.ok_or(CallError::NotFound)?;
        if act == StaffAct::Waive {
            self.waive(&mut work, &it, seen, document, &reason).await?;
        } else if it.version == seen {
            work.add_enrolment_act(id, act, None, &reason, self.id()).await?;
            work.note(act.noted(), id, "");
            self.change(&mut work, &it, act).await?;
        } else {
            return Err(CallError::Refused(DeskRefusal::Changed));
        }
        self.services().commit(work).await?;
        web::go_to(&Place::EnrolmentFile(id.clone()));
        Ok(())
    }

    async fn change(&self, work: &mut Work, it: &EnrolmentRow, act: StaffAct) -> Outcome<()> {
        let (standing, id) = (it.standing()?, it.id());
        match act {
            StaffAct::Reopen => {
                let after = step(standing.reopen().or_else(|_| standing.reexamine()))?;
                work.record_enrolment(it, after).await?;
                work.post(&it.account(), &Letter::EnrolmentReopened(id)).await?;
            }
            StaffAct::CancelWithdrawal | StaffAct::CancelEntryError => {
                work.record_enrolment(it, step(standing.cancel())?).await?;
                let withdrawal = act == StaffAct::CancelWithdrawal;
                let why = if withdrawal { CancelledWhy::Withdrawal } else { CancelledWhy::EntryError };
                work.note_cancelled_why(&id, why).await?;
                work.post(&it.account(), &Letter::EnrolmentCancelled(id)).await?;
            }
            StaffAct::Validate => {
                let done = self.services().try_to_validate(work, &id).await?;
                done.map_err(|why| CallError::Refused(why.into()))?;
            }
            StaffAct::VerifyCvec => {
                work.record_enrolment(it, step(standing.verify_cvec())?).await?;
                self.services().validate_if_effective(work, &id).await?;
            }
            StaffAct::EndExemption => self.end_exemption(work, it).await?,
            // Calls of their own, with more to say.
            StaffAct::Waive | StaffAct::Exempt => return Err(CallError::Malformed),
        }
        Ok(())
    }

    async fn waive(&self, work: &mut Work, it: &EnrolmentRow, seen: i64, document: &str, reason: &str) -> Outcome<()> {
        let id = it.id();
        let documents = work.enrolment_documents(&id).await?;
        let document = documents.into_iter().find(|it| it.document_id.as_str() == document);
        let document = document.ok_or(CallError::NotFound)?;
        if document.version != seen {
            return Err(CallError::Refused(DeskRefusal::Changed));
        }
        if !document.state.may_be_waived(it.standing()?.state) {
            return Err(CallError::Refused(DeskRefusal::NotInState));
        }
        let requirement = Some(&document.requirement_id);
        work.add_enrolment_act(&id, StaffAct::Waive, requirement, reason, self.id()).await?;
        work.waive_document(&document.document_id, self.id()).await?;
        work.note(StaffAct::Waive.noted(), &id, &document.document_id);
        self.services().validate_if_effective(work, &id).await?;
        Ok(())
    }
}
