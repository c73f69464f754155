//! Documents: what is asked and what was given. The bytes lie in the vault; here are their names and states.

use super::{Locked, Scope, Store, Work, unknown};
use crate::domain::document::{DocumentState, DocumentView, FileView, Media, OfferedFile};
use crate::domain::language::InBoth;
use crate::domain::review::Verdict;
use crate::domain::time::Instant;
use crate::domain::{AccountId, CandidatureId, DocumentId, RequirementId, StaffId};
use crate::server::calendar::moment;

/// A file that was received, checked and put into the vault: where its bytes are and what they are called.
pub struct StoredFile {
    pub name: String,
    pub media: Media,
    /// In bytes.
    pub size: i64,
    pub digest: String,
}

#[derive(sqlx::FromRow)]
struct DocumentRow {
    requirement_id: String,
    label: String,
    label_en: Option<String>,
    notice: Option<String>,
    notice_en: Option<String>,
    conditional: bool,
    document_id: Option<String>,
    state: Option<String>,
    file_name: Option<String>,
    media: Option<String>,
    size: Option<i64>,
    deposited_at: Option<i64>,
    ground: Option<String>,
    comment: Option<String>,
    version: Option<i64>,
    shared: bool,
    model_name: Option<String>,
    offered_id: Option<String>,
    offered_name: Option<String>,
    offered_programme: Option<String>,
    waived_because: Option<String>,
    waived_from: Option<String>,
}

impl DocumentRow {
    fn into_view(self) -> sqlx::Result<DocumentView> {
        let state = match &self.state {
            None => DocumentState::Missing,
            Some(code) => DocumentState::named(code).ok_or_else(|| unknown("document state", code))?,
        };
        let media = self.media.as_deref().and_then(Media::named);
        let file = (|| {
            let (name, media, size) = (self.file_name?, media?, self.size?);
            Some(FileView { name, media, size, deposited_at: moment(Instant(self.deposited_at?)) })
        })();
        let offered = self.offered_id.zip(self.offered_name).zip(self.offered_programme);
        let offered =
            offered.map(|((id, name), programme)| OfferedFile { document_id: DocumentId(id), name, programme });
        Ok(DocumentView {
            requirement_id: RequirementId(self.requirement_id),
            document_id: self.document_id.map(DocumentId),
            label: InBoth::of(self.label, self.label_en),
            notice: InBoth::of(self.notice.unwrap_or_default(), self.notice_en),
            conditional: self.conditional,
            state,
            version: self.version.unwrap_or(0),
            file,
            ground: self.ground,
            comment: self.comment,
            shared: self.shared,
            model: self.model_name,
            waiver: self.waived_because,
            waived_from: self.waived_from.as_deref().and_then(DocumentState::named),
            offered,
        })
    }
}

const OF_CANDIDATURE: &str =
    "select r.requirement_id, r.label, r.label_en, r.notice, r.notice_en, r.conditional, d.document_id, d.state,
            d.file_name, d.media, d.size, d.deposited_at, d.ground, d.comment, d.version, r.shared, r.model_name,
            o.document_id as offered_id, o.file_name as offered_name, q.label as offered_programme,
            d.waived_because, d.waived_from
       from candidature c
       join required_document r on r.programme_id = c.programme_id
       left join document d on d.candidature_id = c.candidature_id and d.requirement_id = r.requirement_id
       left join document o on o.document_id = case when d.state is null or d.state in ('missing', 'refused') then
            (select e.document_id from candidature f
               join document e on e.candidature_id = f.candidature_id
               join required_document s on s.requirement_id = e.requirement_id
              where f.account_id = c.account_id and f.candidature_id <> c.candidature_id and s.kind = r.kind
                and e.state = 'accepted' and e.digest is not null and (d.digest is null or e.digest <> d.digest)
              order by e.judged_at desc, e.document_id desc limit 1) end
       left join required_document t on t.requirement_id = o.requirement_id
       left join programme q on q.programme_id = t.programme_id
      where c.candidature_id = $1
      order by r.position";

type FileInScopeRow = (Option<String>, Option<String>, Option<i64>, Option<String>, String);
pub(super) type FileRow = (Option<String>, Option<String>, Option<i64>, Option<String>);

pub(super) fn stored((name, media, size, digest): FileRow) -> Option<StoredFile> {
    let media = Media::named(media.as_deref()?)?;
    Some(StoredFile { name: name?, media, size: size?, digest: digest? })
}

impl Store {
    /// The documents of a candidature. The caller has shown that it may see the candidature.
    pub async fn documents(&self, id: &CandidatureId) -> sqlx::Result<Vec<DocumentView>> {
        let rows: Vec<DocumentRow> = self.db.all(OF_CANDIDATURE, (id.as_str(),)).await?;
        rows.into_iter().map(DocumentRow::into_view).collect()
    }

    /// The file of a document, if it is `owner`'s.
    pub async fn file_of(&self, owner: &AccountId, id: &DocumentId) -> sqlx::Result<Option<StoredFile>> {
        let sql = "select d.file_name, d.media, d.size, d.digest
                     from document d join candidature c on c.candidature_id = d.candidature_id
                    where d.document_id = $1 and c.account_id = $2 and d.digest is not null";
        let row: Option<FileRow> = self.db.opt(sql, (id.as_str(), owner.as_str())).await?;
        Ok(row.and_then(stored))
    }

    /// The file of a document, if its candidature was transmitted and lies in the scope.
    pub async fn file_in_scope(
        &self,
        scope: &Scope,
        id: &DocumentId,
    ) -> sqlx::Result<Option<(CandidatureId, StoredFile)>> {
        let sql = "select d.file_name, d.media, d.size, d.digest, c.candidature_id
                     from document d join candidature c on c.candidature_id = d.candidature_id
                    where d.document_id = $1 and d.digest is not null and c.transmitted_at is not null
                      and (cast($2 as text) is null or exists (
                            select 1 from staff_scope s join programme p on p.faculty_id = s.faculty_id
                             where s.staff_id = $2 and p.programme_id = c.programme_id
                               and (s.programme_id is null or s.programme_id = p.programme_id)))";
        let row: Option<FileInScopeRow> = self.db.opt(sql, (id.as_str(), scope.limit())).await?;
        Ok(row.and_then(|(name, media, size, digest, candidature)| {
            stored((name, media, size, digest)).map(|file| (CandidatureId(candidature), file))
        }))
    }

    /// The PDF that comes with a required document.
    pub async fn model(&self, id: &RequirementId) -> sqlx::Result<Option<(String, String)>> {
        let sql = "select model_name, model_digest from required_document
                    where requirement_id = $1 and model_name is not null and model_digest is not null";
        self.db.opt(sql, (id.as_str(),)).await
    }

    /// Whether any document (of a candidature or of an enrolment), transmission or model still holds these bytes.
    pub async fn is_held(&self, digest: &str) -> sqlx::Result<bool> {
        let sql = "select exists(select 1 from document where digest = $1)
                       or exists(select 1 from transmission_document where digest = $1)
                       or exists(select 1 from enrolment_document where digest = $1)
                       or exists(select 1 from required_document where model_digest = $1)";
        let (held,): (bool,) = self.db.one(sql, (digest,)).await?;
        Ok(held)
    }

    /// Every digest that a row names: what the vault must have.
    pub async fn held_digests(&self) -> sqlx::Result<Vec<String>> {
        let sql = "select /* whole: verify */ digest from document where digest is not null
                    union select digest from transmission_document
                    union select digest from enrolment_document where digest is not null
                    union select model_digest from required_document where model_digest is not null";
        let rows: Vec<(String,)> = self.db.all(sql, super::db::None).await?;
        Ok(rows.into_iter().map(|(digest,)| digest).collect())
    }
}

impl Work {
    pub async fn documents(&mut self, it: &Locked) -> sqlx::Result<Vec<DocumentView>> {
        let rows: Vec<DocumentRow> = self.tx.all(OF_CANDIDATURE, (it.id.as_str(),)).await?;
        rows.into_iter().map(DocumentRow::into_view).collect()
    }

    /// The digest of the file that is there now, if one is.
    pub async fn digest(&mut self, it: &Locked, requirement: &RequirementId) -> sqlx::Result<Option<String>> {
        let sql = "select digest from document where candidature_id = $1 and requirement_id = $2";
        let row: Option<(Option<String>,)> = self.tx.opt(sql, (it.id.as_str(), requirement.as_str())).await?;
        Ok(row.and_then(|(digest,)| digest))
    }

    /// Puts a file in the place of what was given before. The candidature is locked, so nobody else does so now.
    pub async fn put_file(
        &mut self,
        it: &Locked,
        requirement: &RequirementId,
        file: &StoredFile,
    ) -> sqlx::Result<DocumentId> {
        let id = self.id();
        let sql = "insert into document (document_id, candidature_id, requirement_id, state, file_name, media, size,
                                         digest, deposited_at, version)
                   values ($1, $2, $3, 'deposited', $4, $5, $6, $7, $8, 1)
                   on conflict (candidature_id, requirement_id)
                   do update set state = 'deposited', file_name = $4, media = $5, size = $6, digest = $7,
                                 deposited_at = $8, judged_at = null, judged_by = null,
                                 version = document.version + 1
                   returning document_id";
        let params = (
            id,
            it.id.as_str(),
            requirement.as_str(),
            &file.name,
            file.media.mime(),
            file.size,
            &file.digest,
            self.now.0,
        );
        let (id,): (String,) = self.tx.one(sql, params).await?;
        Ok(DocumentId(id))
    }

    /// Sets a document to `missing` (taken back) or `not_concerned` (declared), without a file. The ground of an
    /// earlier refusal stays: it says what to do better.
    pub async fn put_without_file(
        &mut self,
        it: &Locked,
        requirement: &RequirementId,
        state: DocumentState,
    ) -> sqlx::Result<()> {
        let id = self.id();
        let sql = "insert into document (document_id, candidature_id, requirement_id, state, version)
                   values ($1, $2, $3, $4, 1)
                   on conflict (candidature_id, requirement_id)
                   do update set state = $4, file_name = null, media = null, size = null, digest = null,
                                 deposited_at = null, judged_at = null, judged_by = null,
                                 version = document.version + 1";
        self.tx.run(sql, (id, it.id.as_str(), requirement.as_str(), state.code())).await.map(drop)
    }

    /// Records a verdict, and touches no other document.
    pub async fn judge(
        &mut self,
        it: &Locked,
        requirement: &RequirementId,
        verdict: &Verdict,
        by: &StaffId,
    ) -> sqlx::Result<()> {
        let (state, ground, comment) = match verdict {
            Verdict::Accept => (DocumentState::Accepted, None, None),
            Verdict::Refuse { ground, comment } => (DocumentState::Refused, Some(ground.code()), comment.as_deref()),
        };
        let sql = "update document set state = $1, ground = $2, comment = $3, judged_at = $4, judged_by = $5,
                                       version = version + 1
                    where candidature_id = $6 and requirement_id = $7";
        let params = (state.code(), ground, comment, self.now.0, by.as_str(), it.id.as_str(), requirement.as_str());
        self.tx.run(sql, params).await.map(drop)
    }

    /// Does without a document, and keeps what it was.
    pub async fn do_without(
        &mut self,
        it: &Locked,
        requirement: &RequirementId,
        reason: &str,
        by: &StaffId,
    ) -> sqlx::Result<()> {
        let id = self.id();
        let sql = "insert into document (document_id, candidature_id, requirement_id, state, waived_from,
                                         waived_because, judged_at, judged_by, version)
                   values ($1, $2, $3, 'waived', 'missing', $4, $5, $6, 1)
                   on conflict (candidature_id, requirement_id)
                   do update set state = 'waived', waived_from = document.state, waived_because = $4, judged_at = $5,
                                 judged_by = $6, version = document.version + 1";
        let params = (id, it.id.as_str(), requirement.as_str(), reason, self.now.0, by.as_str());
        self.tx.run(sql, params).await.map(drop)
    }

    /// Goes back on it: the document is in `state` again, not judged.
    pub async fn ask_again(
        &mut self,
        it: &Locked,
        requirement: &RequirementId,
        state: DocumentState,
    ) -> sqlx::Result<()> {
        let sql = "update document set state = $1, waived_from = null, waived_because = null, judged_at = null,
                                       judged_by = null, version = version + 1
                    where candidature_id = $2 and requirement_id = $3";
        self.tx.run(sql, (state.code(), it.id.as_str(), requirement.as_str())).await.map(drop)
    }
}
