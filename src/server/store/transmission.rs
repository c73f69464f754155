//! Transmissions: frozen, with their proof.

use super::{Locked, Scope, Store, Work};
use crate::domain::document::DocumentState;
use crate::domain::profile::Profile;
use crate::domain::time::Instant;
use crate::domain::transmission::{Receipt, Snapshot, SnapshotDocument, Transmission};
use crate::domain::{AccountId, CandidatureId, RequirementId, TransmissionId};
use crate::server::calendar::{date, moment};

#[derive(sqlx::FromRow)]
struct ReceiptRow {
    reference: String,
    transmitted_at: i64,
    snapshot: String,
    digest: String,
    faculty: String,
}

impl ReceiptRow {
    fn into_transmission(self) -> sqlx::Result<Transmission> {
        Ok(Transmission {
            reference: self.reference,
            transmitted_at: moment(Instant(self.transmitted_at)),
            faculty: self.faculty,
            snapshot: read(&self.snapshot)?,
            digest: self.digest,
        })
    }
}

/// Number, address, names; code and label of the programme.
type WhoRow = (String, String, String, String, String, String);
/// Requirement, label in French and in English, state; name, size and digest of the file.
type DocumentRow = (String, String, Option<String>, String, Option<String>, Option<i64>, Option<String>);

fn read(snapshot: &str) -> sqlx::Result<Snapshot> {
    serde_json::from_str(snapshot).map_err(|e| sqlx::Error::Decode(e.into()))
}

impl Store {
    /// The proofs of all transmissions of a candidature of `owner`'s, the latest first.
    pub async fn receipts(&self, owner: &AccountId, id: &CandidatureId) -> sqlx::Result<Vec<Receipt>> {
        let sql = "select t.reference, t.transmitted_at, t.snapshot, t.digest, f.label as faculty
                     from transmission t
                     join candidature c on c.candidature_id = t.candidature_id
                     join programme p on p.programme_id = c.programme_id
                     join faculty f on f.faculty_id = p.faculty_id
                    where c.account_id = $1 and c.candidature_id = $2
                    order by t.ordinal desc";
        let rows: Vec<ReceiptRow> = self.db.all(sql, (owner.as_str(), id.as_str())).await?;
        let receipt = |row: ReceiptRow| {
            let snapshot = read(&row.snapshot)?;
            Ok(Receipt {
                candidature_id: id.clone(),
                reference: row.reference,
                transmitted_at: moment(Instant(row.transmitted_at)),
                programme: snapshot.programme,
                faculty: row.faculty,
                documents: snapshot.documents,
                digest: row.digest,
            })
        };
        rows.into_iter().map(receipt).collect()
    }

    /// The latest transmission of a candidature of `owner`'s.
    pub async fn transmission_of(&self, owner: &AccountId, id: &CandidatureId) -> sqlx::Result<Option<Transmission>> {
        let sql = "select t.reference, t.transmitted_at, t.snapshot, t.digest, f.label as faculty
                     from transmission t
                     join candidature c on c.candidature_id = t.candidature_id
                     join programme p on p.programme_id = c.programme_id
                     join faculty f on f.faculty_id = p.faculty_id
                    where c.account_id = $1 and c.candidature_id = $2
                    order by t.ordinal desc limit 1";
        let row: Option<ReceiptRow> = self.db.opt(sql, (owner.as_str(), id.as_str())).await?;
        row.map(ReceiptRow::into_transmission).transpose()
    }

    /// The latest transmission of a candidature, if it lies in the scope.
    pub async fn transmission_in_scope(&self, scope: &Scope, id: &CandidatureId) -> sqlx::Result<Option<Transmission>> {
        let sql = "select t.reference, t.transmitted_at, t.snapshot, t.digest, f.label as faculty
                     from transmission t
                     join candidature c on c.candidature_id = t.candidature_id
                     join programme p on p.programme_id = c.programme_id
                     join faculty f on f.faculty_id = p.faculty_id
                    where c.candidature_id = $1
                      and (cast($2 as text) is null or exists (select 1 from staff_scope s
                            where s.staff_id = $2 and s.faculty_id = p.faculty_id
                              and (s.programme_id is null or s.programme_id = p.programme_id)))
                    order by t.ordinal desc limit 1";
        let row: Option<ReceiptRow> = self.db.opt(sql, (id.as_str(), scope.limit())).await?;
        row.map(ReceiptRow::into_transmission).transpose()
    }

    /// The profile as the latest transmission handed it over. The caller has shown that it may see the candidature.
    pub async fn transmitted_profile(&self, id: &CandidatureId) -> sqlx::Result<Option<Profile>> {
        let sql = "select snapshot from transmission where candidature_id = $1 order by ordinal desc limit 1";
        let row: Option<(String,)> = self.db.opt(sql, (id.as_str(),)).await?;
        row.map(|(snapshot,)| read(&snapshot).map(|it| it.profile)).transpose()
    }
}

impl Work {
    /// All that a transmission of this candidature hands over, as it is now, with the profile that was judged.
    pub async fn snapshot(&mut self, it: &Locked, profile: Profile) -> sqlx::Result<Snapshot> {
        let sql = "select a.number, a.email, a.family_name, a.given_name, p.code, p.label
                     from account a cross join programme p where a.account_id = $1 and p.programme_id = $2";
        let (number, email, family_name, given_name, programme_code, programme): WhoRow =
            self.tx.one(sql, (it.account_id.as_str(), it.programme_id.as_str())).await?;
        let profile = profile.handed_over(date(self.now));
        let sql = "select r.requirement_id, r.label, r.label_en, d.state, d.file_name, d.size, d.digest
                     from required_document r
                     join document d on d.requirement_id = r.requirement_id and d.candidature_id = $1
                    where r.programme_id = $2 order by r.position";
        let rows: Vec<DocumentRow> = self.tx.all(sql, (it.id.as_str(), it.programme_id.as_str())).await?;
        let document = |(requirement, label, label_en, state, file_name, size, digest): DocumentRow| {
            let state = DocumentState::named(&state).ok_or_else(|| super::unknown("document state", &state))?;
            let requirement_id = RequirementId(requirement);
            Ok::<_, sqlx::Error>(SnapshotDocument { requirement_id, label, label_en, state, file_name, size, digest })
        };
        let documents = rows.into_iter().map(document).collect::<Result<_, _>>()?;
        Ok(Snapshot { number, email, family_name, given_name, programme_code, programme, profile, documents })
    }

    /// Freezes a snapshot; `text` is its JSON and `digest` the seal over it.
    pub async fn add_transmission(
        &mut self,
        it: &Locked,
        reference: &str,
        snapshot: &Snapshot,
        text: &str,
        digest: &str,
    ) -> sqlx::Result<TransmissionId> {
        let id = self.id();
        let sql = "insert into transmission (transmission_id, candidature_id, ordinal, reference, transmitted_at,
                                             snapshot, digest)
                   values ($1, $2, (select count(*) + 1 from transmission where candidature_id = $2), $3, $4, $5, $6)";
        self.tx.run(sql, (&id, it.id.as_str(), reference, self.now.0, text, digest)).await?;
        for document in &snapshot.documents {
            let Some(held) = &document.digest else { continue };
            let sql = "insert into transmission_document (transmission_id, requirement_id, digest) values ($1, $2, $3)";
            self.tx.run(sql, (&id, document.requirement_id.as_str(), held)).await?;
        }
        Ok(TransmissionId(id))
    }
}
