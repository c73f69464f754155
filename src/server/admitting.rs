//! From a confirmed candidature to the right to enrol: nobody asks for it, and nothing is asked again.

use super::reference::fold;
use super::store::{LearnerHead, NewAdmission, Work};
use super::{Services, secrets};
use crate::domain::admission::{Regime, Source};
use crate::domain::campaign;
use crate::domain::enrolment::{CancelledWhy, CvecState, Kind};
use crate::domain::learner::IdentifierKind;
use crate::domain::letter::Letter;
use crate::domain::profile::IdentityForm;
use crate::domain::{AccountId, CampaignId, CandidatureId, LearnerId};

impl Services {
    /// Admits whoever confirmed, opens their enrolment of the year, and writes to them.
    pub async fn admit_candidature(
        &self,
        work: &mut Work,
        account: &AccountId,
        candidature: &CandidatureId,
    ) -> sqlx::Result<()> {
        work.lock_person(account).await?;
        let facts = work.admitted_facts(candidature).await?;
        let profile = work.profile(account).await?;
        let identity = profile.identity.clone().unwrap_or_default();
        let learner = self.learner_for(work, account, &identity, &facts.email).await?;
        let id = learner.id();
        for (kind, typed) in [(IdentifierKind::Ine, &identity.ine), (IdentifierKind::Candidature, &facts.number)] {
            if let Some(value) = kind.normalise(&fold(typed)) {
                work.add_identifier(&id, kind, &value).await?;
            }
        }
        let campaign = CampaignId(facts.campaign_id.clone());
        let admission = NewAdmission {
            learner: &id,
            campaign: &campaign,
            source: Source::Candidature,
            candidature: Some(candidature),
            external_number: &facts.number,
            programme_code: &facts.code,
            programme: &facts.label,
            cycle: facts.cycle()?,
            regime: Regime::Initial,
            digest: "",
        };
        let admission = work.admit(&admission).await?;
        let kind = enrolment_kind(profile.record.is_some());
        self.open_enrolment(work, &id, &campaign, &facts.year, kind).await?;
        work.note("admit", account, Source::Candidature.code());
        work.post(account, &Letter::Admitted(admission)).await
    }

    /// The learner of an account; made where there is none. Somebody who is known through another account goes on as the
    /// same person only when that account has the same address, or was never entered by anybody, and the same birth date.
    pub async fn learner_for(
        &self,
        work: &mut Work,
        account: &AccountId,
        identity: &IdentityForm,
        email: &str,
    ) -> sqlx::Result<LearnerHead> {
        if let Some(it) = work.learner_of(account).await? {
            return Ok(it);
        }
        let by_ine = match IdentifierKind::Ine.normalise(&fold(&identity.ine)) {
            Some(ine) => work.learner_with(IdentifierKind::Ine, &ine).await?,
            None => None,
        };
        for known in [by_ine, work.learner_with_email(email).await?].into_iter().flatten() {
            let head = work.account_head(&known.account()).await?.ok_or(sqlx::Error::RowNotFound)?;
            let theirs = work.profile(&known.account()).await?.identity.unwrap_or_default();
            let same_birth = !identity.birth_date.is_empty() && theirs.birth_date == identity.birth_date;
            if same_birth && (head.email == email || !head.validated) {
                work.move_learner(&known.id(), account).await?;
                work.note("move_learner", account, &known.identifiant);
                return Ok(LearnerHead { account_id: account.0.clone(), ..known });
            }
        }
        let names = (fold(&identity.family_name), fold(&identity.given_name));
        work.add_learner(account, (&names.0, &names.1)).await
    }

    /// Opens the enrolment of a year, unless it is open already. `year`: « 2026-2027 ».
    pub async fn open_enrolment(
        &self,
        work: &mut Work,
        learner: &LearnerId,
        campaign: &CampaignId,
        year: &str,
        kind: Kind,
    ) -> sqlx::Result<()> {
        let owes = work.admissions_of(learner, campaign).await?.iter().any(|it| it.regime.owes_cvec());
        let cvec = if owes { CvecState::Absent } else { CvecState::NotConcerned };
        let begins = campaign::begins(year);
        let number = format!("IA-{begins}-{}", secrets::draw_number(self).as_str());
        work.authorise(learner, campaign, (kind, cvec), &number).await
    }
}

/// Whom the scolarité knows enrols again; everybody else for the first time.
pub const fn enrolment_kind(known: bool) -> Kind {
    if known { Kind::Renewal } else { Kind::First }
}

impl Work {
    /// Takes back what a confirmed candidature gave, when its owner withdraws. An enrolment that rests on nothing else
    /// lapses, unless it was handed over or paid: then it is for staff to say.
    pub async fn unadmit_candidature(&mut self, candidature: &CandidatureId) -> sqlx::Result<()> {
        let Some((learner, campaign)) = self.withdraw_admission_of(candidature).await? else { return Ok(()) };
        if self.admissions_of(&learner, &campaign).await?.iter().any(|it| !it.withdrawn) {
            return Ok(());
        }
        let Some(it) = self.lock_live_enrolment(&learner, &campaign).await? else { return Ok(()) };
        if let Ok(after) = it.standing()?.lapse() {
            self.record_enrolment(&it, after).await?;
            self.note_cancelled_why(&it.id(), CancelledWhy::Withdrawal).await?;
            self.note("lapse_enrolment", it.account(), &it.number);
        }
        Ok(())
    }
}
