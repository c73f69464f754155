//! Certificates as they were issued, who was told of their card, and the accounts that a directory is to open.

use super::{Store, Work};
use crate::domain::certificate::{Certified, Issued, Verdict};
use crate::domain::enrolment::{Kind, State};
use crate::domain::time::Instant;
use crate::domain::{AccountId, CertificateId, EnrolmentId};

#[derive(sqlx::FromRow)]
struct Row {
    certificate_id: String,
    edition: i64,
    content: String,
    payload: String,
    signature: String,
    key_id: String,
}

impl Row {
    fn into_issued(self) -> sqlx::Result<Issued> {
        Ok(Issued {
            id: CertificateId(self.certificate_id),
            edition: self.edition,
            content: serde_json::from_str(&self.content).map_err(|e| sqlx::Error::Decode(e.into()))?,
            payload: self.payload,
            signature: self.signature,
            key_id: self.key_id,
        })
    }
}

const LATEST: &str = "select certificate_id, edition, content, payload, signature, key_id from certificate
                       where enrolment_id = $1 order by edition desc limit 1";

/// What the register says of a certificate.
pub struct Registered {
    pub id: CertificateId,
    pub verdict: Verdict,
    pub payload: String,
    pub cancelled_at: Option<Instant>,
}

/// A student whose account is to be opened.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DirectoryRow {
    pub identifiant: String,
    pub account_id: String,
    pub family_name: String,
    pub given_name: String,
    pub email: String,
    pub student_number: Option<String>,
    /// « 2026-2027 ».
    pub year: String,
    /// The section of the profile, as JSON, where it was filled in.
    pub identity: Option<String>,
}

impl Store {
    pub async fn latest_certificate(&self, id: &EnrolmentId) -> sqlx::Result<Option<Issued>> {
        let row: Option<Row> = self.db.opt(LATEST, (id.as_str(),)).await?;
        row.map(Row::into_issued).transpose()
    }

    /// A certificate by its number, with what became of its enrolment.
    pub async fn registered(&self, number: &str) -> sqlx::Result<Option<Registered>> {
        let sql = "select c.certificate_id, c.payload, e.state, e.cancelled_at,
                          not exists (select 1 from certificate o
                                       where o.enrolment_id = c.enrolment_id and o.edition > c.edition) as latest
                     from certificate c join enrolment e on e.enrolment_id = c.enrolment_id
                    where c.number = $1";
        let row: Option<(String, String, String, Option<i64>, bool)> = self.db.opt(sql, (number,)).await?;
        let Some((id, payload, state, cancelled_at, latest)) = row else { return Ok(None) };
        let state = State::named(&state).ok_or_else(|| super::unknown("state of an enrolment", &state))?;
        let (id, cancelled_at) = (CertificateId(id), cancelled_at.map(Instant));
        Ok(Some(Registered { id, verdict: Verdict::of(state, latest), payload, cancelled_at }))
    }

    /// Students whose enrolment is validated, since a moment; the first validated first.
    pub async fn to_open(&self, since: Instant) -> sqlx::Result<Vec<DirectoryRow>> {
        let sql = "select l.identifiant, l.account_id, a.family_name, a.given_name, a.email, l.student_number,
                          c.label as year, s.answers as identity
                     from enrolment e
                     join learner l on l.learner_id = e.learner_id
                     join account a on a.account_id = l.account_id
                     join campaign c on c.campaign_id = e.campaign_id
                     left join profile_section s on s.account_id = a.account_id and s.section = 'identity'
                    where e.state = 'validated' and e.validated_at >= $1
                    order by e.validated_at, e.enrolment_id";
        self.db.all(sql, (since.0,)).await
    }

    /// The year of an enrolment and the student number of its learner: what the letter of a card tells.
    pub async fn card_facts(&self, id: &EnrolmentId) -> sqlx::Result<(String, Option<String>)> {
        let sql = "select c.label, l.student_number from enrolment e
                     join learner l on l.learner_id = e.learner_id
                     join campaign c on c.campaign_id = e.campaign_id
                    where e.enrolment_id = $1";
        self.db.one(sql, (id.as_str(),)).await
    }
}

impl Work {
    pub async fn latest_certificate(&mut self, id: &EnrolmentId) -> sqlx::Result<Option<Issued>> {
        let row: Option<Row> = self.tx.opt(LATEST, (id.as_str(),)).await?;
        row.map(Row::into_issued).transpose()
    }

    /// Writes an edition into the register. Its enrolment must be locked.
    pub async fn add_certificate(
        &mut self,
        enrolment: &EnrolmentId,
        edition: i64,
        content: Certified,
        (payload, signature, key_id): (String, String, &str),
    ) -> sqlx::Result<Issued> {
        let id = self.id();
        let json = serde_json::to_string(&content).map_err(|e| sqlx::Error::Encode(e.into()))?;
        let sql = "insert into certificate (certificate_id, enrolment_id, edition, number, content, payload, signature,
                                            key_id, issued_at)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let (enrolment, number) = (enrolment.as_str(), &content.number);
        self.tx.run(sql, (&id, enrolment, edition, number, json, &payload, &signature, key_id, self.now.0)).await?;
        Ok(Issued { id: CertificateId(id), edition, content, payload, signature, key_id: key_id.to_owned() })
    }

    /// Validated enrolments whose owner was not told yet how to get a card: from now on they were.
    pub async fn mark_cards(&mut self, limit: i64) -> sqlx::Result<Vec<(EnrolmentId, AccountId, Kind)>> {
        let sql = "update enrolment set card_told_at = $1
                    where enrolment_id in (select e.enrolment_id from enrolment e
                            where e.state = 'validated' and e.card_told_at is null order by e.validated_at limit $2)
                      and card_told_at is null
                returning enrolment_id, kind, (select l.account_id from learner l
                                                where l.learner_id = enrolment.learner_id) as account_id";
        let rows: Vec<(String, String, String)> = self.tx.all(sql, (self.now.0, limit)).await?;
        let mark = |(id, kind, account): (String, String, String)| {
            let kind = Kind::named(&kind).ok_or_else(|| super::unknown("kind of enrolment", &kind))?;
            Ok((EnrolmentId(id), AccountId(account), kind))
        };
        rows.into_iter().map(mark).collect()
    }
}
