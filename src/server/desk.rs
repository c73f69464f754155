//! The staff's desk: one dossier locked or laid open, once for the calls that share it.

use super::guard::{Caller, Staff};
use super::store::{Locked, Work};
use super::{calendar, secrets, web};
use crate::api::CallError;
use crate::domain::candidature::{State, StepRefusal};
use crate::domain::document::DocumentView;
use crate::domain::ground::{catalogue, spelt_out};
use crate::domain::letter::Letter;
use crate::domain::review::{Act, Avis, Examination, Ground, Pile, PileQuery, Verdict, verdict};
use crate::domain::time::Instant;
use crate::domain::{AccountId, CandidatureId, RequirementId, StaffId};
use crate::places::Place;
use crate::server::reference::{self, fold};

/// Days proposed with « incomplet ».
const PROPOSED_DAYS: i64 = 15;

impl Staff {
    /// What is asked for of the pile, with its campaign named: the one that is on, where it names none.
    pub async fn within_campaign(&self, query: PileQuery) -> sqlx::Result<PileQuery> {
        if !query.campaign.is_empty() {
            return Ok(query);
        }
        Ok(PileQuery { campaign: self.services().campaign().await?.to_string(), ..query })
    }

    /// One page of the dossiers in scope that were transmitted.
    pub async fn pile(&self, query: PileQuery) -> sqlx::Result<Pile> {
        let query = self.within_campaign(query).await?;
        let (store, scope) = (&self.services().store, self.scope());
        let (rows, total, choosable) = store.pile(&scope, &query, &fold(&query.words)).await?;
        let programmes = store.programmes_in_scope(&scope, &query.campaign).await?;
        let campaigns = store.campaigns().await?.into_iter().map(|it| (it.id.to_string(), it.label)).collect();
        let may_validate_avis = self.role().may(Act::ValidateAvis);
        Ok(Pile { rows, total, choosable, campaign: query.campaign, campaigns, programmes, may_validate_avis })
    }

    /// Locks a dossier in scope, if it is still the one that the form was made from.
    pub async fn lock(&self, id: &CandidatureId, seen: i64) -> Result<(Work, Locked), CallError<StepRefusal>> {
        let mut work = self.begin().await?;
        let locked = work.lock_in_scope(&self.scope(), id).await?.ok_or(CallError::NotFound)?;
        if locked.version != seen {
            return Err(CallError::Refused(StepRefusal::Changed));
        }
        Ok((work, locked))
    }

    /// Commits, and shows the dossier as it has become.
    pub async fn finish(&self, work: Work, id: &CandidatureId) -> Result<(), CallError<StepRefusal>> {
        self.services().commit(work).await?;
        web::go_to(&Place::Examination(id.clone()));
        Ok(())
    }

    /// The same for one document of it.
    pub async fn lock_document(
        &self,
        id: &CandidatureId,
        requirement: &RequirementId,
        seen: i64,
    ) -> Result<(Work, Locked, DocumentView), CallError<StepRefusal>> {
        let (mut work, locked) = self.lock(id, seen).await?;
        let documents = work.documents(&locked).await?;
        let document = documents.into_iter().find(|it| it.requirement_id == *requirement);
        Ok((work, locked, document.ok_or(CallError::NotFound)?))
    }

    /// Lays a dossier open; that somebody read it goes into the journal.
    pub async fn examine(&self, id: &CandidatureId) -> sqlx::Result<Option<Examination>> {
        let store = &self.services().store;
        let Some(head) = store.examination_head(&self.scope(), id).await? else { return Ok(None) };
        let mut work = self.begin().await?;
        work.note("read_dossier", id, "");
        let now = work.now;
        work.commit().await?;
        let state = State::named(&head.state).ok_or(sqlx::Error::RowNotFound)?;
        let avis = store.avis_history(id).await?;
        let current = avis.first().map(|it| it.validated_at.is_some());
        let decided = avis.first().is_some_and(|it| it.validated_at.is_some() && it.kind.is_final());
        let answer = head.answer();
        let profile = store.transmitted_profile(id).await?.unwrap_or_default();
        let may = |act| self.role().may(act);
        Ok(Some(Examination {
            id: id.clone(),
            version: head.version,
            state,
            answer,
            number: head.number,
            name: format!("{} {}", head.given_name, head.family_name),
            email: head.email,
            programme: head.programme,
            faculty: head.faculty,
            transmitted_at: head.transmitted_at.map(|at| calendar::moment(Instant(at))),
            transmit_by: calendar::moment(Instant(head.transmit_by)),
            names: reference::names(&profile, self.language()),
            profile,
            documents: store.documents(id).await?,
            grounds: catalogue(store.grounds().await?).into_iter().filter(|it| !it.hidden).collect(),
            may_judge: may(Act::Judge) && state == State::Transmitted,
            may_waive: may(Act::Judge) && matches!(state, State::Transmitted | State::Incomplete),
            may_enter_avis: may(Act::EnterAvis) && state == State::Complete && !decided && answer.is_none(),
            may_validate_avis: may(Act::ValidateAvis) && state == State::Complete && current == Some(false),
            avis,
            proposed_deadline: calendar::iso(calendar::date(calendar::end_of_day(now, PROPOSED_DAYS - 1))),
        }))
    }
}

/// Reads what the form of a verdict sends. An own reason of the establishment is spelt out, in the language of whoever
/// reads it.
pub async fn read_verdict(
    work: &mut Work,
    reader: &AccountId,
    accept: bool,
    ground: &str,
    comment: &str,
) -> sqlx::Result<Result<Verdict, StepRefusal>> {
    let own = work.grounds().await?.into_iter().find(|line| line.code == ground).and_then(|line| line.own);
    Ok(match own {
        Some(own) => {
            let language = work.language_of(reader).await?;
            verdict(accept, Ground::Other.code(), &spelt_out(own.to(language), comment))
        }
        None => verdict(accept, ground, comment),
    })
}

/// Enters an avis on a locked dossier, in place of one not validated yet: the same for one dossier and for many.
pub async fn enter_avis(
    work: &mut Work,
    it: &mut Locked,
    avis: &Avis,
    by: &StaffId,
) -> Result<(), CallError<StepRefusal>> {
    it.standing = it.standing.enter_avis(avis.kind).map_err(CallError::Refused)?;
    work.add_avis(it, avis, by).await?;
    work.note("enter_avis", &it.id, avis.kind.code());
    Ok(())
}

/// Validates the avis entered on a locked dossier, with its deadline and its letter.
pub async fn validate_avis(work: &mut Work, it: &Locked, by: &StaffId) -> Result<(), CallError<StepRefusal>> {
    let days = work.answer_days(&it.programme_id).await?;
    let after = it.standing.validate_avis(calendar::end_of_day(work.now, days)).map_err(CallError::Refused)?;
    let answer_by = after.avis.and_then(|avis| avis.answer_by);
    let signed = work.sign_avis(it, by, answer_by).await?;
    let avis = signed.ok_or(CallError::Refused(StepRefusal::AlreadyValidated))?;
    work.note("validate_avis", &it.id, &avis);
    Ok(work.post(&it.account_id, &Letter::Avis(avis)).await?)
}

impl Caller {
    /// Whether the one-time code is the one of now, and was not used before.
    pub async fn use_code(&self, work: &mut Work, id: &StaffId, code: &str) -> sqlx::Result<bool> {
        let secret = self.services.store.totp_secret(id).await?;
        match secrets::totp_step(&secret, code, work.now) {
            Some(step) => work.use_totp_step(id, step).await,
            None => Ok(false),
        }
    }
}
