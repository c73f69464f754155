//! Documents of enrolments: what is asked of whom, what was given, what was accepted before and is taken as given. The
//! bytes lie in the vault with those of candidatures.

use super::document::{FileRow, stored};
use super::{Scope, Store, StoredFile, Work, unknown};
use crate::domain::document::{DocumentState, FileView, Media};
use crate::domain::enrolment::AskedOf;
use crate::domain::enrolment::document::EnrolmentDocument;
use crate::domain::language::InBoth;
use crate::domain::time::Instant;
use crate::domain::{AccountId, DocumentId, EnrolmentDocumentId, EnrolmentId, EnrolmentRequirementId};
use crate::server::calendar::moment;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    requirement_id: String,
    document_id: String,
    label_fr: String,
    label_en: String,
    notice_fr: String,
    notice_en: String,
    blocking: bool,
    declinable: bool,
    asked: bool,
    state: String,
    file_name: Option<String>,
    media: Option<String>,
    size: Option<i64>,
    deposited_at: Option<i64>,
    ground: Option<String>,
    comment: Option<String>,
    correct_by: Option<i64>,
    told: bool,
    version: i64,
    taken_from: Option<String>,
}

impl Row {
    pub(super) fn into_view(self) -> sqlx::Result<EnrolmentDocument> {
        let media = self.media.as_deref().and_then(Media::named);
        let file = (|| {
            let (name, media, size) = (self.file_name?, media?, self.size?);
            Some(FileView { name, media, size, deposited_at: moment(Instant(self.deposited_at?)) })
        })();
        Ok(EnrolmentDocument {
            requirement_id: EnrolmentRequirementId(self.requirement_id),
            document_id: EnrolmentDocumentId(self.document_id),
            label: InBoth { french: self.label_fr, english: self.label_en },
            notice: InBoth { french: self.notice_fr, english: self.notice_en },
            blocking: self.blocking,
            declinable: self.declinable,
            asked: self.asked,
            state: DocumentState::named(&self.state).ok_or_else(|| unknown("document state", &self.state))?,
            version: self.version,
            file,
            ground: self.ground,
            comment: self.comment,
            correct_by: self.correct_by.map(|at| moment(Instant(at))),
            told: self.told,
            taken_from: self.taken_from,
        })
    }
}

/// Everything of documents but the condition.
macro_rules! documents {
    ($condition:literal) => {
        concat!(
            "select r.requirement_id, d.document_id, r.label_fr, r.label_en, r.notice_fr, r.notice_en, r.blocking,
                    r.declinable, d.asked, d.state, d.file_name, d.media, d.size, d.deposited_at, d.ground, d.comment,
                    d.correct_by, d.told_at is not null as told, d.version, p.label as taken_from
               from enrolment_document d
               join enrolment_requirement r on r.requirement_id = d.requirement_id
               left join document o on o.document_id = d.taken_from
               left join candidature c on c.candidature_id = o.candidature_id
               left join programme p on p.programme_id = c.programme_id
              where ",
            $condition
        )
    };
}

const OF_ENROLMENT: &str = documents!("d.enrolment_id = $1 order by r.position, r.requirement_id");
pub(super) const BY_ID: &str = documents!("d.document_id = $1");

/// What is there, against what is asked.
pub struct Laid {
    pub asked_of: Vec<(EnrolmentRequirementId, AskedOf)>,
    pub there: Vec<There>,
    /// Accepted in a confirmed candidature, for the same thing.
    pub given_before: Vec<(EnrolmentRequirementId, DocumentId)>,
}

/// A document that has its row.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct There {
    pub requirement_id: String,
    pub asked: bool,
    /// Nothing was ever given or said of it.
    pub bare: bool,
}

const ASKED_OF: &str = "select r.requirement_id, r.asked_of from enrolment_requirement r
                          join enrolment e on e.campaign_id = r.campaign_id
                         where e.enrolment_id = $1 order by r.position";
const THERE: &str = "select requirement_id, asked, (state = 'missing' and ground is null) as bare
                       from enrolment_document where enrolment_id = $1";
/// CRPA L113-12: nobody gives twice what the same administration has.
const GIVEN_BEFORE: &str = "select r.requirement_id, o.document_id
         from enrolment e
         join learner l on l.learner_id = e.learner_id
         join enrolment_requirement r on r.campaign_id = e.campaign_id
         left join enrolment_document d on d.enrolment_id = e.enrolment_id and d.requirement_id = r.requirement_id
         join document o on o.document_id =
              (select x.document_id from document x
                 join candidature f on f.candidature_id = x.candidature_id
                 join required_document s on s.requirement_id = x.requirement_id
                where f.account_id = l.account_id and f.answer = 'confirmed' and s.kind = r.kind
                  and x.state = 'accepted' and x.digest is not null
                order by x.judged_at desc, x.document_id desc limit 1)
        where e.enrolment_id = $1 and (d.state is null or (d.state = 'missing' and d.ground is null))";
const ANSWERS: &str = "select step, content from enrolment_step where enrolment_id = $1 order by step";

type Pairs = Vec<(String, String)>;

fn laid(asked_of: Pairs, there: Vec<There>, given_before: Pairs) -> sqlx::Result<Laid> {
    let rule = |(id, code): (String, String)| {
        let rule = AskedOf::named(&code).ok_or_else(|| unknown("rule of a document", &code))?;
        Ok((EnrolmentRequirementId(id), rule))
    };
    let given = |(requirement, document)| (EnrolmentRequirementId(requirement), DocumentId(document));
    let asked_of = asked_of.into_iter().map(rule).collect::<sqlx::Result<_>>()?;
    Ok(Laid { asked_of, there, given_before: given_before.into_iter().map(given).collect() })
}

impl Store {
    /// The documents of an enrolment. The caller has shown that it may see the enrolment.
    pub async fn enrolment_documents(&self, id: &EnrolmentId) -> sqlx::Result<Vec<EnrolmentDocument>> {
        let rows: Vec<Row> = self.db.all(OF_ENROLMENT, (id.as_str(),)).await?;
        rows.into_iter().map(Row::into_view).collect()
    }

    pub async fn laid_documents(&self, id: &EnrolmentId) -> sqlx::Result<Laid> {
        let of = (id.as_str(),);
        laid(self.db.all(ASKED_OF, of).await?, self.db.all(THERE, of).await?, self.db.all(GIVEN_BEFORE, of).await?)
    }

    /// The answers of each step, as typed: step and JSON.
    pub async fn enrolment_answers(&self, id: &EnrolmentId) -> sqlx::Result<Vec<(String, String)>> {
        self.db.all(ANSWERS, (id.as_str(),)).await
    }

    /// The file of a document, if it is `owner`'s.
    pub async fn enrolment_file_of(
        &self,
        owner: &AccountId,
        id: &EnrolmentDocumentId,
    ) -> sqlx::Result<Option<StoredFile>> {
        let sql = "select d.file_name, d.media, d.size, d.digest
                     from enrolment_document d
                     join enrolment e on e.enrolment_id = d.enrolment_id
                     join learner l on l.learner_id = e.learner_id
                    where d.document_id = $1 and l.account_id = $2 and d.digest is not null";
        let row: Option<FileRow> = self.db.opt(sql, (id.as_str(), owner.as_str())).await?;
        Ok(row.and_then(stored))
    }

    /// The file of a document, if its enrolment lies in the scope; with the enrolment.
    pub async fn enrolment_file_in_scope(
        &self,
        scope: &Scope,
        id: &EnrolmentDocumentId,
    ) -> sqlx::Result<Option<(EnrolmentId, StoredFile)>> {
        type InScope = (Option<String>, Option<String>, Option<i64>, Option<String>, String);
        let sql = concat!(
            "select d.file_name, d.media, d.size, d.digest, e.enrolment_id
               from enrolment_document d join enrolment e on e.enrolment_id = d.enrolment_id
              where d.document_id = $2 and d.digest is not null and ",
            super::enrolment_desk::in_scope!()
        );
        let row: Option<InScope> = self.db.opt(sql, (scope.limit(), id.as_str())).await?;
        Ok(row.and_then(|(name, media, size, digest, enrolment)| {
            stored((name, media, size, digest)).map(|file| (EnrolmentId(enrolment), file))
        }))
    }
}

impl Work {
    pub async fn enrolment_documents(&mut self, id: &EnrolmentId) -> sqlx::Result<Vec<EnrolmentDocument>> {
        let rows: Vec<Row> = self.tx.all(OF_ENROLMENT, (id.as_str(),)).await?;
        rows.into_iter().map(Row::into_view).collect()
    }

    pub async fn laid_documents(&mut self, id: &EnrolmentId) -> sqlx::Result<Laid> {
        let of = (id.as_str(),);
        laid(self.tx.all(ASKED_OF, of).await?, self.tx.all(THERE, of).await?, self.tx.all(GIVEN_BEFORE, of).await?)
    }

    pub async fn enrolment_answers(&mut self, id: &EnrolmentId) -> sqlx::Result<Vec<(String, String)>> {
        self.tx.all(ANSWERS, (id.as_str(),)).await
    }

    /// Asks for a document; nothing was given for it yet.
    pub async fn ask_for(&mut self, id: &EnrolmentId, requirement: &EnrolmentRequirementId) -> sqlx::Result<()> {
        let sql = "insert into enrolment_document (document_id, enrolment_id, requirement_id, state, version)
                   values ($1, $2, $3, 'missing', 0)
                   on conflict (enrolment_id, requirement_id) do update set asked = true";
        let document = self.id();
        self.tx.run(sql, (document, id.as_str(), requirement.as_str())).await.map(drop)
    }

    /// Asks no more for a document. What was given for it is kept.
    pub async fn ask_no_more_for(&mut self, id: &EnrolmentId, requirement: &str) -> sqlx::Result<()> {
        let sql = "update enrolment_document set asked = false where enrolment_id = $1 and requirement_id = $2";
        self.tx.run(sql, (id.as_str(), requirement)).await.map(drop)
    }

    /// Takes what was accepted in a candidature as given; false when something came between.
    pub async fn take_as_given(
        &mut self,
        id: &EnrolmentId,
        requirement: &EnrolmentRequirementId,
        from: &DocumentId,
    ) -> sqlx::Result<bool> {
        let sql = "update enrolment_document
                      set (state, file_name, media, size, digest, deposited_at, taken_from, judged_at, judged_by) =
                          (select o.state, o.file_name, o.media, o.size, o.digest, o.deposited_at, o.document_id,
                                  o.judged_at, o.judged_by from document o where o.document_id = $1),
                          version = version + 1
                    where enrolment_id = $2 and requirement_id = $3 and state = 'missing' and ground is null
                      and exists (select 1 from document o where o.document_id = $1 and o.state = 'accepted')";
        Ok(self.tx.run(sql, (from.as_str(), id.as_str(), requirement.as_str())).await? == 1)
    }

    /// The digest of the file that is there now, if one is.
    pub async fn enrolment_digest(&mut self, id: &EnrolmentDocumentId) -> sqlx::Result<Option<String>> {
        let sql = "select digest from enrolment_document where document_id = $1";
        let row: Option<(Option<String>,)> = self.tx.opt(sql, (id.as_str(),)).await?;
        Ok(row.and_then(|(digest,)| digest))
    }

    /// Puts a file in the place of what was given before. The enrolment is locked, so nobody else does so now. The ground
    /// of an earlier refusal stays: it says what to look at.
    pub async fn put_enrolment_file(&mut self, id: &EnrolmentDocumentId, file: &StoredFile) -> sqlx::Result<()> {
        let sql = "update enrolment_document
                      set state = 'deposited', file_name = $1, media = $2, size = $3, digest = $4, deposited_at = $5,
                          taken_from = null, correct_by = null, told_at = null, judged_at = null, judged_by = null,
                          version = version + 1
                    where document_id = $6";
        let params = (&file.name, file.media.mime(), file.size, &file.digest, self.now.0, id.as_str());
        self.tx.run(sql, params).await.map(drop)
    }

    /// Sets a document to `missing` (taken back) or `not_concerned` (declared), without a file.
    pub async fn put_enrolment_without_file(
        &mut self,
        id: &EnrolmentDocumentId,
        state: DocumentState,
    ) -> sqlx::Result<()> {
        let sql = "update enrolment_document
                      set state = $1, file_name = null, media = null, size = null, digest = null, deposited_at = null,
                          judged_at = null, judged_by = null, version = version + 1
                    where document_id = $2";
        self.tx.run(sql, (state.code(), id.as_str())).await.map(drop)
    }
}
