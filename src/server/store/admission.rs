//! The right to enrol.

use super::{Store, Work, unknown};
use crate::domain::admission::{Admission, Cycle, Regime, Source};
use crate::domain::campaign::Level;
use crate::domain::{AdmissionId, CampaignId, CandidatureId, LearnerId};

/// An admission to be recorded.
pub struct NewAdmission<'a> {
    pub learner: &'a LearnerId,
    pub campaign: &'a CampaignId,
    pub source: Source,
    pub candidature: Option<&'a CandidatureId>,
    /// As the source writes it.
    pub external_number: &'a str,
    pub programme_code: &'a str,
    pub programme: &'a str,
    pub cycle: Cycle,
    pub regime: Regime,
    /// Of the line that it was imported from.
    pub digest: &'a str,
}

/// What an admission takes over from a candidature.
#[derive(sqlx::FromRow)]
pub struct AdmittedFacts {
    pub campaign_id: String,
    /// « 2026-2027 ».
    pub year: String,
    pub code: String,
    pub label: String,
    level: String,
    pub number: String,
    pub email: String,
}

impl AdmittedFacts {
    pub fn cycle(&self) -> sqlx::Result<Cycle> {
        Level::named(&self.level).map(Cycle::of).ok_or_else(|| unknown("level", &self.level))
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    admission_id: String,
    source: String,
    programme_code: String,
    programme_label: String,
    cycle: String,
    regime: String,
    withdrawn: bool,
}

impl Row {
    fn into_view(self) -> sqlx::Result<Admission> {
        Ok(Admission {
            id: AdmissionId(self.admission_id),
            source: Source::named(&self.source).ok_or_else(|| unknown("source", &self.source))?,
            programme_code: self.programme_code,
            programme: self.programme_label,
            cycle: Cycle::named(&self.cycle).ok_or_else(|| unknown("cycle", &self.cycle))?,
            regime: Regime::named(&self.regime).ok_or_else(|| unknown("regime", &self.regime))?,
            withdrawn: self.withdrawn,
        })
    }
}

const OF_LEARNER: &str = "select admission_id, source, programme_code, programme_label, cycle, regime,
                                 withdrawn_at is not null as withdrawn
                            from admission where learner_id = $1 and campaign_id = $2 order by created_at, admission_id";

impl Store {
    /// What a learner may enrol in, in one year; the withdrawn ones too.
    pub async fn admissions_of(&self, learner: &LearnerId, campaign: &CampaignId) -> sqlx::Result<Vec<Admission>> {
        let rows: Vec<Row> = self.db.all(OF_LEARNER, (learner.as_str(), campaign.as_str())).await?;
        rows.into_iter().map(Row::into_view).collect()
    }

    /// Programme and identifiant of whom an admission concerns: what its letter tells.
    pub async fn admission_facts(&self, id: &AdmissionId) -> sqlx::Result<(String, String)> {
        let sql =
            "select a.programme_label, l.identifiant from admission a join learner l on l.learner_id = a.learner_id
                    where a.admission_id = $1";
        self.db.one(sql, (id.as_str(),)).await
    }
}

impl Work {
    pub async fn admissions_of(&mut self, learner: &LearnerId, campaign: &CampaignId) -> sqlx::Result<Vec<Admission>> {
        let rows: Vec<Row> = self.tx.all(OF_LEARNER, (learner.as_str(), campaign.as_str())).await?;
        rows.into_iter().map(Row::into_view).collect()
    }

    pub async fn admitted_facts(&mut self, id: &CandidatureId) -> sqlx::Result<AdmittedFacts> {
        let sql = "select p.campaign_id, c.label as year, p.code, p.label, p.level, a.number, a.email
                     from candidature w
                     join programme p on p.programme_id = w.programme_id
                     join campaign c on c.campaign_id = p.campaign_id
                     join account a on a.account_id = w.account_id
                    where w.candidature_id = $1";
        self.tx.one(sql, (id.as_str(),)).await
    }

    /// Records it, or gives it back to whom it was taken from.
    pub async fn admit(&mut self, it: &NewAdmission<'_>) -> sqlx::Result<AdmissionId> {
        let id = self.id();
        let sql = "insert into admission (admission_id, learner_id, campaign_id, source, candidature_id, external_number,
                                          programme_code, programme_label, cycle, regime, digest, created_at)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                   on conflict (learner_id, campaign_id, programme_code) do update
                      set source = excluded.source, candidature_id = excluded.candidature_id,
                          external_number = excluded.external_number, programme_label = excluded.programme_label,
                          cycle = excluded.cycle, regime = excluded.regime, digest = excluded.digest, withdrawn_at = null
                   returning admission_id";
        let params = (
            id,
            it.learner.as_str(),
            it.campaign.as_str(),
            it.source.code(),
            it.candidature.map(CandidatureId::as_str),
            it.external_number,
            it.programme_code,
            it.programme,
            it.cycle.code(),
            it.regime.code(),
            it.digest,
            self.now.0,
        );
        let (id,): (String,) = self.tx.one(sql, params).await?;
        Ok(AdmissionId(id))
    }

    /// Ends the right to enrol that a candidature gave; whose it was and for which year.
    pub async fn withdraw_admission_of(&mut self, id: &CandidatureId) -> sqlx::Result<Option<(LearnerId, CampaignId)>> {
        let sql = "update admission set withdrawn_at = $1 where candidature_id = $2 and withdrawn_at is null
                   returning learner_id, campaign_id";
        let row: Option<(String, String)> = self.tx.opt(sql, (self.now.0, id.as_str())).await?;
        Ok(row.map(|(learner, campaign)| (LearnerId(learner), CampaignId(campaign))))
    }
}
