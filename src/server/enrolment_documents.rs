//! The documents of an enrolment: which are asked is computed whenever somebody looks, rows are made as they are needed,
//! and what was accepted in a candidature is taken as given.

use super::guard::Candidate;
use super::store::{Actor, EnrolmentRow, Laid, StoredFile, Work};
use super::{Services, calendar, web};
use crate::api::CallError;
use crate::domain::admission::Admission;
use crate::domain::document::{DocumentRefusal, DocumentState};
use crate::domain::enrolment::document::{EnrolmentDocument, EnrolmentDocuments, is_open};
use crate::domain::enrolment::{Kind, Situation, State};
use crate::domain::time::Date;
use crate::domain::{DocumentId, EnrolmentRequirementId};
use crate::places::Place;
use std::collections::BTreeSet;

/// What differs between what is asked and what is there.
struct Plan {
    ask: Vec<EnrolmentRequirementId>,
    ask_no_more: Vec<String>,
    take: Vec<(EnrolmentRequirementId, DocumentId)>,
}

impl Plan {
    fn of(laid: Laid, it: &Situation, today: Date) -> Self {
        let asked = laid.asked_of.into_iter().filter(|(_, rule)| rule.asks(it, today)).map(|(id, _)| id);
        let asked: BTreeSet<_> = asked.collect();
        let there = |id: &EnrolmentRequirementId| laid.there.iter().any(|it| it.asked && it.requirement_id == id.0);
        let gone = laid.there.iter().filter(|it| it.asked);
        let gone = gone.filter(|it| !asked.iter().any(|id| id.0 == it.requirement_id));
        Self {
            ask_no_more: gone.map(|it| it.requirement_id.clone()).collect(),
            take: laid.given_before.into_iter().filter(|(id, _)| asked.contains(id)).collect(),
            ask: asked.iter().filter(|id| !there(id)).cloned().collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.ask.is_empty() && self.ask_no_more.is_empty() && self.take.is_empty()
    }
}

impl Services {
    /// Brings the list of documents up to date, where it differs.
    pub async fn update_documents(&self, row: &EnrolmentRow) -> sqlx::Result<()> {
        let (store, id) = (&self.store, row.id());
        if !is_open(row.standing()?.state) {
            return Ok(());
        }
        let admissions = store.admissions_of(&row.learner(), &row.campaign()).await?;
        let it = self.situation(row, &admissions, &store.enrolment_answers(&id).await?).await?;
        if Plan::of(store.laid_documents(&id).await?, &it, calendar::date(self.clock.now())).is_empty() {
            return Ok(());
        }
        let mut work = self.begin(Actor::System, "").await?;
        let Some(locked) = work.lock_enrolment(&id).await? else { return Ok(()) };
        self.lay_out_documents(&mut work, &locked).await?;
        work.commit().await
    }

    /// The same for a locked enrolment, within a work.
    pub async fn lay_out_documents(&self, work: &mut Work, row: &EnrolmentRow) -> sqlx::Result<()> {
        let id = row.id();
        if !is_open(row.standing()?.state) {
            return Ok(());
        }
        let admissions = work.admissions_of(&row.learner(), &row.campaign()).await?;
        let it = self.situation(row, &admissions, &work.enrolment_answers(&id).await?).await?;
        let plan = Plan::of(work.laid_documents(&id).await?, &it, calendar::date(work.now));
        for requirement in &plan.ask {
            work.ask_for(&id, requirement).await?;
        }
        for requirement in &plan.ask_no_more {
            work.ask_no_more_for(&id, requirement).await?;
        }
        for (requirement, from) in &plan.take {
            if work.take_as_given(&id, requirement, from).await? {
                work.note("take_document", &id, requirement);
            }
        }
        Ok(())
    }

    /// What the rules need to know, from the profile, the admissions and the answers of the steps.
    async fn situation(
        &self,
        row: &EnrolmentRow,
        admissions: &[Admission],
        answers: &[(String, String)],
    ) -> sqlx::Result<Situation> {
        let identity = self.store.profile(&row.account()).await?.identity.unwrap_or_default();
        let live = admissions.iter().filter(|it| !it.withdrawn);
        let mut it = Situation {
            renewal: row.kind()? == Kind::Renewal,
            nationality: identity.nationality,
            birth_date: Date::parse(&identity.birth_date),
            regimes: live.map(|it| it.regime).collect(),
            ..Situation::default()
        };
        for (question, answer) in answers.iter().flat_map(|(_, content)| read_answers(content)) {
            it.heed(&question, &answer);
        }
        Ok(it)
    }
}

/// Questions and answers of a step that was typed; what is not text says nothing.
pub(super) fn read_answers(content: &str) -> Vec<(String, String)> {
    let read: serde_json::Map<String, serde_json::Value> = serde_json::from_str(content).unwrap_or_default();
    let text = |(question, answer): (String, serde_json::Value)| Some((question, answer.as_str()?.to_owned()));
    read.into_iter().filter_map(text).collect()
}

impl Candidate {
    /// The documents that the present enrolment asks for; none for whoever was never admitted.
    pub async fn enrolment_documents(&self) -> sqlx::Result<Option<EnrolmentDocuments>> {
        let store = &self.services().store;
        let Some(row) = store.enrolment_of(self.id()).await? else { return Ok(None) };
        self.services().update_documents(&row).await?;
        let mut documents = store.enrolment_documents(&row.id()).await?;
        documents.retain(|it| it.asked);
        Ok(Some(EnrolmentDocuments { state: row.standing()?.state, number: row.number, documents }))
    }

    /// Whether the present enrolment asks for a document.
    pub async fn is_asked_for(&self, requirement: &EnrolmentRequirementId) -> sqlx::Result<bool> {
        let found = self.enrolment_documents().await?;
        Ok(found.is_some_and(|it| it.documents.iter().any(|it| it.requirement_id == *requirement)))
    }

    /// Begins a change of a document of the present enrolment; `None` where it does not ask for it.
    pub async fn begin_on_enrolment(
        &self,
        requirement: &EnrolmentRequirementId,
    ) -> sqlx::Result<Option<(Work, EnrolmentRow, EnrolmentDocument)>> {
        let mut work = self.begin().await?;
        let Some(locked) = work.lock_enrolment_of(self.id()).await? else { return Ok(None) };
        let documents = work.enrolment_documents(&locked.id()).await?;
        let document = documents.into_iter().find(|it| it.asked && it.requirement_id == *requirement);
        Ok(document.map(|document| (work, locked, document)))
    }

    /// The row that makes a deposit true: after this commit it is there, before it nothing is. `None`: not asked for.
    pub async fn record_in_enrolment(
        &self,
        requirement: &EnrolmentRequirementId,
        seen: i64,
        file: &StoredFile,
    ) -> sqlx::Result<Option<Result<(), DocumentRefusal>>> {
        let Some((mut work, locked, before)) = self.begin_on_enrolment(requirement).await? else { return Ok(None) };
        if !before.state.may_be_given(locked.standing()?.state) {
            return Ok(Some(Err(DocumentRefusal::Closed)));
        }
        if before.version != seen {
            // A second click, or a retry after a cut, sends the same file again: it is there already.
            let same = before.file.as_ref().is_some_and(|it| it.name == file.name)
                && work.enrolment_digest(&before.document_id).await?.as_ref() == Some(&file.digest);
            return Ok(Some(if same { Ok(()) } else { Err(DocumentRefusal::Changed) }));
        }
        work.put_enrolment_file(&before.document_id, file).await?;
        work.note("deposit", &locked.enrolment_id, &before.document_id);
        work.commit().await?;
        Ok(Some(Ok(())))
    }

    /// Sets a document to `state`, if the rule `may` allows it where the enrolment stands now. Doing it again finds it done.
    pub async fn put_enrolment_without_file(
        &self,
        requirement: &EnrolmentRequirementId,
        state: DocumentState,
        may: impl Fn(&EnrolmentDocument, State) -> bool,
    ) -> Result<(), CallError<DocumentRefusal>> {
        let (mut work, locked, before) = self.begin_on_enrolment(requirement).await?.ok_or(CallError::NotFound)?;
        if before.state != state {
            if !may(&before, locked.standing()?.state) {
                return Err(CallError::Refused(DocumentRefusal::Closed));
            }
            work.put_enrolment_without_file(&before.document_id, state).await?;
            let act = if state == DocumentState::Missing { "remove" } else { "decline" };
            work.note(act, &locked.enrolment_id, &before.document_id);
            // « Non concerné » may be the last thing that was awaited.
            self.services().validate_if_effective(&mut work, &locked.id()).await?;
            self.services().commit(work).await?;
        }
        web::go_to(&Place::EnrolmentDocuments);
        Ok(())
    }
}
