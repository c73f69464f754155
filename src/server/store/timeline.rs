//! What a line of time is made of: every date that concerns one person, from their candidatures to their certificate.

use super::{Store, unknown};
use crate::domain::admission::Source;
use crate::domain::candidature::State as CandidatureState;
use crate::domain::enrolment::{CvecState, Kind, PaymentStatus, State};
use crate::domain::review::AvisKind;
use crate::domain::time::{Instant, Moment};
use crate::domain::timeline::{AdmissionFacts, CandidatureFacts, Documents, EnrolmentFacts};
use crate::domain::{AccountId, CampaignId, CandidatureId};
use crate::server::calendar::moment;
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct CandidatureRow {
    candidature_id: String,
    programme: String,
    state: String,
    created_at: i64,
    transmit_by: i64,
    cancelled_at: Option<i64>,
    avis: Option<String>,
    decided_at: Option<i64>,
    answer_by: Option<i64>,
    answer: Option<String>,
    answered_at: Option<i64>,
    answered_by_default: bool,
}

#[derive(sqlx::FromRow)]
struct EnrolmentRow {
    campaign_id: String,
    year: String,
    kind: String,
    state: String,
    payment: String,
    cvec: String,
    submitted_at: Option<i64>,
    validated_at: Option<i64>,
    cancelled_at: Option<i64>,
    missing: i64,
    refused: i64,
    deposited: i64,
    correct_by: Option<i64>,
    certified_at: Option<i64>,
}

fn told(at: Option<i64>) -> Option<Moment> {
    at.map(|at| moment(Instant(at)))
}

impl CandidatureRow {
    fn into_facts(self, transmitted_at: Vec<Moment>) -> sqlx::Result<CandidatureFacts> {
        let state = CandidatureState::named(&self.state).ok_or_else(|| unknown("state", &self.state))?;
        let avis = match (self.avis, self.decided_at) {
            (Some(kind), Some(at)) => {
                Some((AvisKind::named(&kind).ok_or_else(|| unknown("avis", &kind))?, moment(Instant(at))))
            }
            _ => None,
        };
        let answer = super::candidature::read_answer(self.answer.as_deref(), self.answered_by_default);
        Ok(CandidatureFacts {
            id: CandidatureId(self.candidature_id),
            programme: self.programme,
            state,
            created_at: moment(Instant(self.created_at)),
            transmitted_at,
            transmit_by: moment(Instant(self.transmit_by)),
            cancelled_at: told(self.cancelled_at),
            avis,
            answer_by: told(self.answer_by),
            answer: answer.map(|it| (it, told(self.answered_at))),
        })
    }
}

impl Store {
    pub async fn candidature_facts_of(&self, owner: &AccountId) -> sqlx::Result<Vec<CandidatureFacts>> {
        let sql = "select t.candidature_id, t.transmitted_at from transmission t
                     join candidature c on c.candidature_id = t.candidature_id
                    where c.account_id = $1 order by t.transmitted_at";
        let rows: Vec<(String, i64)> = self.db.all(sql, (owner.as_str(),)).await?;
        let mut transmitted: HashMap<String, Vec<Moment>> = HashMap::new();
        for (id, at) in rows {
            transmitted.entry(id).or_default().push(moment(Instant(at)));
        }
        let sql = "select c.candidature_id, p.label as programme, c.state, c.created_at, c.transmit_by,
                          (select max(j.at) from journal j
                            where j.subject_id = c.candidature_id and j.act = 'cancel') as cancelled_at,
                          a.kind as avis, a.validated_at as decided_at, a.answer_by,
                          c.answer, c.answered_at, c.answered_by_default
                     from candidature c
                     join programme p on p.programme_id = c.programme_id
                     left join avis a on a.avis_id = (select v.avis_id from avis v
                          where v.candidature_id = c.candidature_id and v.validated_at is not null
                          order by v.validated_at desc, v.avis_id desc limit 1)
                    where c.account_id = $1 order by c.created_at, c.candidature_id";
        let rows: Vec<CandidatureRow> = self.db.all(sql, (owner.as_str(),)).await?;
        let facts = |it: CandidatureRow| {
            let transmitted_at = transmitted.remove(&it.candidature_id).unwrap_or_default();
            it.into_facts(transmitted_at)
        };
        rows.into_iter().map(facts).collect()
    }

    /// Every right to enrol that was not taken back.
    pub async fn admission_facts_of(&self, owner: &AccountId) -> sqlx::Result<Vec<AdmissionFacts>> {
        let sql = "select a.programme_label, a.source, a.created_at from admission a
                     join learner l on l.learner_id = a.learner_id
                    where l.account_id = $1 and a.withdrawn_at is null order by a.created_at, a.admission_id";
        let rows: Vec<(String, String, i64)> = self.db.all(sql, (owner.as_str(),)).await?;
        let facts = |(programme, source, at): (String, String, i64)| {
            let source = Source::named(&source).ok_or_else(|| unknown("source", &source))?;
            Ok((programme, source, moment(Instant(at))))
        };
        rows.into_iter().map(facts).collect()
    }

    /// Every enrolment of a person, of every year.
    pub async fn enrolment_facts_of(&self, owner: &AccountId, now: Instant) -> sqlx::Result<Vec<EnrolmentFacts>> {
        let sql = "select e.campaign_id, c.label as year, e.kind, e.state, e.payment, e.cvec,
                          e.submitted_at, e.validated_at, e.cancelled_at,
                          coalesce(d.missing, 0) as missing, coalesce(d.refused, 0) as refused,
                          coalesce(d.deposited, 0) as deposited, d.correct_by,
                          (select max(i.issued_at) from certificate i
                            where i.enrolment_id = e.enrolment_id) as certified_at
                     from enrolment e
                     join learner l on l.learner_id = e.learner_id
                     join campaign c on c.campaign_id = e.campaign_id
                     left join (select o.enrolment_id,
                                       sum(case when o.state = 'missing' then 1 else 0 end) as missing,
                                       sum(case when o.state = 'refused' then 1 else 0 end) as refused,
                                       sum(case when o.state = 'deposited' then 1 else 0 end) as deposited,
                                       min(case when o.state = 'refused' then o.correct_by end) as correct_by
                                  from learner m
                                  join enrolment n on n.learner_id = m.learner_id
                                  join enrolment_document o on o.enrolment_id = n.enrolment_id
                                 where m.account_id = $1 group by o.enrolment_id) d on d.enrolment_id = e.enrolment_id
                    where l.account_id = $1 order by e.created_at, e.enrolment_id";
        let rows: Vec<EnrolmentRow> = self.db.all(sql, (owner.as_str(),)).await?;
        let mut facts = Vec::with_capacity(rows.len());
        for it in rows {
            facts.push(self.with_windows(it, now).await?);
        }
        Ok(facts)
    }

    async fn with_windows(&self, it: EnrolmentRow, now: Instant) -> sqlx::Result<EnrolmentFacts> {
        let kind = Kind::named(&it.kind).ok_or_else(|| unknown("kind of enrolment", &it.kind))?;
        let windows = self.enrolment_windows(&CampaignId(it.campaign_id), kind).await?;
        let open = windows.iter().filter(|window| now < window.closes_at && now >= window.opens_at);
        let closes_at = open.map(|window| window.closes_at).max().or(windows.iter().map(|it| it.closes_at).max());
        let opens_at = windows.iter().map(|window| window.opens_at).filter(|opens| now < *opens).min();
        let count = |n: i64| u32::try_from(n).unwrap_or_default();
        Ok(EnrolmentFacts {
            year: it.year,
            state: State::named(&it.state).ok_or_else(|| unknown("state of an enrolment", &it.state))?,
            payment: PaymentStatus::named(&it.payment).ok_or_else(|| unknown("state of a payment", &it.payment))?,
            cvec: CvecState::named(&it.cvec).ok_or_else(|| unknown("state of a CVEC", &it.cvec))?,
            submitted_at: told(it.submitted_at),
            validated_at: told(it.validated_at),
            cancelled_at: told(it.cancelled_at),
            closes_at: closes_at.map(moment),
            opens_at: opens_at.map(moment),
            windows,
            documents: Documents {
                missing: count(it.missing),
                refused: count(it.refused),
                deposited: count(it.deposited),
                correct_by: told(it.correct_by),
            },
            next: None,
            certified_at: told(it.certified_at),
        })
    }
}
