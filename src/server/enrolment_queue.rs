//! The queue of deposited documents: one after another, the oldest first; whoever looks at one has it for a while, so that
//! two officers do not meet. A verdict is committed at once, and for ten seconds it can be taken back.

use super::guard::Staff;
use super::store::{EnrolmentRow, Work};
use super::{Services, calendar, desk, web};
use crate::api::CallError;
use crate::domain::document::DocumentState;
use crate::domain::enrolment::State;
use crate::domain::enrolment::desk::{DeskRefusal, Queue, QueueQuery, QueuedDocument, Undoable};
use crate::domain::enrolment::document::{UNDO_WINDOW, is_open};
use crate::domain::ground::catalogue;
use crate::domain::letter::Letter;
use crate::domain::time::Instant;
use crate::domain::{EnrolmentDocumentId, EnrolmentId};
use crate::places::Place;
use crate::server::store::Actor;

type Outcome<T> = Result<T, CallError<DeskRefusal>>;

const fn refused<T>(why: DeskRefusal) -> Outcome<T> {
    Err(CallError::Refused(why))
}

impl Staff {
    /// The next document, claimed; or the one that is asked for, unless another officer has it.
    pub async fn open_queue(&self, query: &QueueQuery) -> sqlx::Result<Queue> {
        let store = &self.services().store;
        let mut work = self.begin().await?;
        // First: who holds nothing cannot make two officers wait for each other.
        work.release_claims(self.id(), None).await?;
        let named = EnrolmentDocumentId(query.document.clone());
        let waits = !query.document.is_empty() && work.waits(&self.scope(), &named).await?;
        let taken_by = if waits { work.taken_by(&named, self.id()).await? } else { None };
        let claimed = if waits && taken_by.is_none() && work.claim(&named, self.id()).await? {
            Some(named)
        } else {
            self.claim_next(&mut work, &query.after).await?
        };
        work.commit().await?;
        let next = match claimed {
            Some(it) => self.queued(&it).await?,
            None => None,
        };
        Ok(Queue {
            waiting: store.waiting_documents(&self.scope()).await?,
            next,
            taken_by,
            undoable: self.undoable(&EnrolmentDocumentId(query.judged.clone())).await?,
            grounds: catalogue(store.grounds().await?).into_iter().filter(|it| !it.hidden).collect(),
        })
    }

    async fn claim_next(&self, work: &mut Work, after: &str) -> sqlx::Result<Option<EnrolmentDocumentId>> {
        let after = (!after.is_empty()).then(|| EnrolmentDocumentId(after.to_owned()));
        for free in work.free_documents(&self.scope(), self.id(), after.as_ref()).await? {
            if work.claim(&free, self.id()).await? {
                return Ok(Some(free));
            }
        }
        Ok(None)
    }

    async fn queued(&self, id: &EnrolmentDocumentId) -> sqlx::Result<Option<QueuedDocument>> {
        let store = &self.services().store;
        let Some(document) = store.enrolment_document(id).await? else { return Ok(None) };
        let it = store.depositor(id).await?;
        let identity = store.profile(&crate::domain::AccountId(it.account_id)).await?.identity.unwrap_or_default();
        Ok(Some(QueuedDocument {
            enrolment: EnrolmentId(it.enrolment_id),
            number: it.number,
            name: format!("{} {}", it.given_name, it.family_name),
            programme: it.programme.unwrap_or_default(),
            birth_date: identity.birth_date,
            document,
        }))
    }

    /// What the caller judged last, while it may be undone.
    async fn undoable(&self, id: &EnrolmentDocumentId) -> sqlx::Result<Option<Undoable>> {
        let (store, now) = (&self.services().store, self.services().clock.now());
        let Some(verdict) = store.latest_verdict(id).await? else { return Ok(None) };
        let Some(document) = store.enrolment_document(id).await? else { return Ok(None) };
        let mine = verdict.staff_id == self.id().as_str() && verdict.version == document.version;
        if !mine || Instant(verdict.given_at) + UNDO_WINDOW < now || document.told {
            return Ok(None);
        }
        let it = store.depositor(id).await?;
        Ok(Some(Undoable {
            document: id.clone(),
            accepted: document.ground.is_none(),
            label: document.label,
            name: format!("{} {}", it.given_name, it.family_name),
        }))
    }

    /// The verdict on one document, made from version `seen`. Whose it was.
    pub async fn judge_enrolment_document(
        &self,
        id: &EnrolmentDocumentId,
        seen: i64,
        accept: bool,
        (ground, comment): (&str, &str),
    ) -> Outcome<EnrolmentId> {
        let mut work = self.begin().await?;
        let found = work.lock_document_in_scope(&self.scope(), id).await?;
        let (locked, document) = found.ok_or(CallError::NotFound)?;
        if document.version != seen {
            return refused(DeskRefusal::Changed);
        }
        if work.taken_by(id, self.id()).await?.is_some() {
            return refused(DeskRefusal::Taken);
        }
        if !document.state.may_be_judged(locked.standing()?.state) {
            return refused(DeskRefusal::NotInState);
        }
        let verdict = desk::read_verdict(&mut work, &locked.account(), accept, ground, comment).await?;
        let verdict = verdict.map_err(|why| CallError::Refused(why.into()))?;
        let days = work.correct_days(&locked.campaign()).await?;
        let correct_by = calendar::end_of_day(work.now, days);
        work.judge_document(id, &verdict, correct_by, self.id()).await?;
        work.note(verdict.act(), &locked.enrolment_id, id);
        self.services().validate_if_effective(&mut work, &locked.id()).await?;
        self.services().commit(work).await?;
        Ok(locked.id())
    }

    /// Takes the caller's latest verdict back, if nothing followed from it.
    pub async fn undo_verdict(&self, id: &EnrolmentDocumentId) -> Outcome<()> {
        let mut work = self.begin().await?;
        let found = work.lock_document_in_scope(&self.scope(), id).await?;
        let (locked, document) = found.ok_or(CallError::NotFound)?;
        let mine = work.latest_verdict(id).await?.filter(|it| it.staff_id == self.id().as_str());
        let Some(verdict) = mine else { return refused(DeskRefusal::CannotUndo) };
        let state = locked.standing()?.state;
        let validated_with = state == State::Validated && document.state == DocumentState::Accepted;
        if document.version != verdict.version || document.told || !is_open(state) || validated_with {
            return refused(DeskRefusal::CannotUndo);
        }
        if Instant(verdict.given_at) + UNDO_WINDOW < work.now {
            return refused(DeskRefusal::TooLateToUndo);
        }
        work.undo_verdict(id, &verdict).await?;
        work.note("undo_verdict", &locked.enrolment_id, id);
        work.commit().await?;
        web::go_to(&Place::EnrolmentQueueAt(id.clone()));
        Ok(())
    }

    /// « Envoyer le courrier »: at once, of all that was refused so far.
    pub async fn send_refusals(&self, id: &EnrolmentId) -> Outcome<()> {
        let mut work = self.begin().await?;
        let locked = work.lock_enrolment_in_scope(&self.scope(), id).await?.ok_or(CallError::NotFound)?;
        if !tell_refusals(&mut work, &locked).await? {
            return refused(DeskRefusal::NothingToTell);
        }
        self.services().commit(work).await?;
        web::go_to(&Place::EnrolmentFile(id.clone()));
        Ok(())
    }
}

impl Services {
    /// By itself, once staff are done with the documents of an enrolment; false when somebody told first.
    pub async fn tell_due_refusals(&self, id: &EnrolmentId) -> sqlx::Result<bool> {
        let mut work = self.begin(Actor::System, "").await?;
        let Some(locked) = work.lock_enrolment(id).await? else { return Ok(false) };
        let told = tell_refusals(&mut work, &locked).await?;
        work.commit().await?;
        Ok(told)
    }
}

/// One letter of all refusals that were not told of, with one deadline (CRPA L114-5): never one a document.
async fn tell_refusals(work: &mut Work, it: &EnrolmentRow) -> sqlx::Result<bool> {
    let days = work.correct_days(&it.campaign()).await?;
    if work.mark_told(&it.id(), calendar::end_of_day(work.now, days)).await? == 0 {
        return Ok(false);
    }
    work.note("tell_refusals", &it.enrolment_id, "");
    work.post(&it.account(), &Letter::DocumentsRefused(it.id())).await?;
    Ok(true)
}
