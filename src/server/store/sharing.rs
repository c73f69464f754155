//! Documents that serve several candidatures of one person: kept as a row of each, so that each has its own verdict and a
//! transmission stays what it was.

use super::document::{FileRow, stored};
use super::{Locked, Store, StoredFile, Work};
use crate::domain::{AccountId, CandidatureId, DocumentId, RequirementId};

impl Store {
    /// Whether a required document is shared.
    pub async fn is_shared(&self, id: &RequirementId) -> sqlx::Result<bool> {
        let sql = "select shared from required_document where requirement_id = $1 and kind is not null";
        let row: Option<(bool,)> = self.db.opt(sql, (id.as_str(),)).await?;
        Ok(row.is_some_and(|(shared,)| shared))
    }
}

impl Work {
    /// Puts the person's own acts on shared documents in line: taken before any of their candidatures is locked, so that
    /// two tabs cannot wait for each other.
    pub async fn lock_person(&mut self, owner: &AccountId) -> sqlx::Result<()> {
        self.tx.run("update account set number = number where account_id = $1", (owner.as_str(),)).await.map(drop)
    }

    /// The other pending candidatures of the person that ask for the same thing, shared: each with its own requirement,
    /// where nothing is given yet, or the file that `before` names.
    pub async fn sharing_with(
        &mut self,
        it: &Locked,
        requirement: &RequirementId,
        before: Option<&str>,
    ) -> sqlx::Result<Vec<(CandidatureId, RequirementId)>> {
        let sql = "select c.candidature_id, r.requirement_id
                     from candidature c
                     join required_document r on r.programme_id = c.programme_id and r.shared
                     join required_document mine on mine.kind = r.kind and mine.requirement_id = $3
                     left join document d on d.candidature_id = c.candidature_id
                          and d.requirement_id = r.requirement_id
                    where c.account_id = $1 and c.candidature_id <> $2 and c.state = 'pending' and c.transmit_by > $4
                      and (d.state is null or d.state = 'missing' or (d.state = 'deposited' and d.digest = $5))
                    order by c.candidature_id";
        let params = (it.account_id.as_str(), it.id.as_str(), requirement.as_str(), self.now.0, before);
        let rows: Vec<(String, String)> = self.tx.all(sql, params).await?;
        Ok(rows.into_iter().map(|(id, requirement)| (CandidatureId(id), RequirementId(requirement))).collect())
    }

    /// What the person gave last for each shared document that the programme of this candidature asks for.
    pub async fn shared_before(&mut self, it: &Locked) -> sqlx::Result<Vec<(RequirementId, StoredFile)>> {
        type Row = (String, Option<String>, Option<String>, Option<i64>, Option<String>);
        let sql = "select r.requirement_id, d.file_name, d.media, d.size, d.digest
                     from required_document r
                     join document d on d.document_id = (select e.document_id from document e
                            join candidature f on f.candidature_id = e.candidature_id
                            join required_document s on s.requirement_id = e.requirement_id
                           where f.account_id = $1 and f.candidature_id <> $2 and s.kind = r.kind and s.shared
                             and f.state <> 'cancelled' and e.state in ('deposited', 'accepted')
                           order by e.deposited_at desc, e.document_id desc limit 1)
                    where r.programme_id = $3 and r.shared
                    order by r.position";
        let params = (it.account_id.as_str(), it.id.as_str(), it.programme_id.as_str());
        let rows: Vec<Row> = self.tx.all(sql, params).await?;
        let file = |(requirement, name, media, size, digest): Row| {
            stored((name, media, size, digest)).map(|file| (RequirementId(requirement), file))
        };
        Ok(rows.into_iter().filter_map(file).collect())
    }

    /// A file of the person's that was accepted for the same thing as `requirement` asks for.
    pub async fn accepted_before(
        &mut self,
        owner: &AccountId,
        requirement: &RequirementId,
        document: &DocumentId,
    ) -> sqlx::Result<Option<StoredFile>> {
        let sql = "select d.file_name, d.media, d.size, d.digest
                     from document d
                     join candidature c on c.candidature_id = d.candidature_id
                     join required_document r on r.requirement_id = d.requirement_id
                     join required_document mine on mine.kind = r.kind and mine.requirement_id = $2
                    where d.document_id = $3 and c.account_id = $1 and d.state = 'accepted'";
        let row: Option<FileRow> = self.tx.opt(sql, (owner.as_str(), requirement.as_str(), document.as_str())).await?;
        Ok(row.and_then(stored))
    }
}
