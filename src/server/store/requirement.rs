//! The documents that a programme asks for: listed, added, changed, put in order, removed. Every change begins by
//! [`Work::lock_programme`].

use super::{Store, Work};
use crate::domain::parameters::{RequirementForm, RequirementSettings, RequirementView};
use crate::domain::{CandidatureId, ProgrammeId, RequirementId};

/// What candidates gave for a document: nothing of theirs may be taken away. Refusals count, their ground is told.
macro_rules! given {
    () => {
        "(select count(*) from document d where d.requirement_id = r.requirement_id
             and (d.digest is not null or d.ground is not null or d.state not in ('missing', 'waived')))
         + (select count(*) from transmission_document t where t.requirement_id = r.requirement_id)"
    };
}

impl Store {
    /// What a programme asks for, in order, each with how many gave something for it.
    pub async fn requirements(&self, id: &ProgrammeId) -> sqlx::Result<Vec<RequirementView>> {
        type Maybe = Option<String>;
        type Row = (String, String, Maybe, Maybe, Maybe, bool, Maybe, bool, Maybe, i64);
        let sql = concat!(
            "select r.requirement_id, r.label, r.label_en, r.notice, r.notice_en, r.conditional, r.kind, r.shared,
                    r.model_name, ",
            given!(),
            " from required_document r where r.programme_id = $1 order by r.position"
        );
        let rows: Vec<Row> = self.db.all(sql, (id.as_str(),)).await?;
        let view = |(id, label, label_en, notice, notice_en, conditional, kind, shared, model, given): Row| {
            let ticked = |it: bool| if it { "yes".to_owned() } else { String::new() };
            let form = RequirementForm {
                label,
                label_en: label_en.unwrap_or_default(),
                notice: notice.unwrap_or_default(),
                notice_en: notice_en.unwrap_or_default(),
                conditional: ticked(conditional),
                kind: kind.unwrap_or_default(),
                shared: ticked(shared),
            };
            RequirementView { id: RequirementId(id), form, model, given }
        };
        Ok(rows.into_iter().map(view).collect())
    }
}

impl Work {
    /// One more document, last in order. Dossiers that were handed over already are exempt from it: what they were
    /// asked for is what they gave. All candidatures are locked, so that none is handed over meanwhile.
    pub async fn add_requirement(
        &mut self,
        programme: &ProgrammeId,
        it: &RequirementSettings,
    ) -> sqlx::Result<RequirementId> {
        let id = self.id();
        let sql = "insert into required_document (requirement_id, programme_id, position, label, label_en, notice,
                                                  notice_en, conditional, kind, shared)
                   select $1, $2, coalesce(max(position), 0) + 1, $3, $4, $5, $6, $7, $8, $9
                     from required_document where programme_id = $2";
        let (label_en, kind) = (it.label_en.as_deref(), it.kind.as_deref());
        let (notice, notice_en) = (it.notice.as_deref(), it.notice_en.as_deref());
        let of = programme.as_str();
        let params = (&id, of, &it.label, label_en, notice, notice_en, it.conditional, kind, it.shared);
        self.tx.run(sql, params).await?;
        let sql = "update candidature set version = version + 1 where programme_id = $1 and state <> 'cancelled'
                returning candidature_id, transmitted_at is not null";
        let all: Vec<(String, bool)> = self.tx.all(sql, (programme.as_str(),)).await?;
        for (candidature, _) in all.into_iter().filter(|(_, transmitted)| *transmitted) {
            self.waive(&CandidatureId(candidature), &id).await?;
        }
        Ok(RequirementId(id))
    }

    async fn waive(&mut self, candidature: &CandidatureId, requirement: &str) -> sqlx::Result<()> {
        let id = self.id();
        let sql = "insert into document (document_id, candidature_id, requirement_id, state, version)
                   values ($1, $2, $3, 'waived', 1)";
        self.tx.run(sql, (id, candidature.as_str(), requirement)).await.map(drop)
    }

    /// False when the programme has no such document.
    pub async fn save_requirement(
        &mut self,
        programme: &ProgrammeId,
        id: &RequirementId,
        it: &RequirementSettings,
    ) -> sqlx::Result<bool> {
        let sql = "update required_document set label = $1, label_en = $2, notice = $3, notice_en = $4,
                          conditional = $5, kind = $6, shared = $7 where requirement_id = $8 and programme_id = $9";
        let (label_en, kind) = (it.label_en.as_deref(), it.kind.as_deref());
        let (notice, notice_en) = (it.notice.as_deref(), it.notice_en.as_deref());
        let (id, of) = (id.as_str(), programme.as_str());
        let params = (&it.label, label_en, notice, notice_en, it.conditional, kind, it.shared, id, of);
        Ok(self.tx.run(sql, params).await? == 1)
    }

    /// The documents of a programme in order.
    pub async fn requirement_order(&mut self, programme: &ProgrammeId) -> sqlx::Result<Vec<(RequirementId, i64)>> {
        let sql = "select requirement_id, position from required_document where programme_id = $1 order by position";
        let rows: Vec<(String, i64)> = self.tx.all(sql, (programme.as_str(),)).await?;
        Ok(rows.into_iter().map(|(id, position)| (RequirementId(id), position)).collect())
    }

    /// Two documents change places. No position is 0, so one of them waits there.
    pub async fn swap_requirements(
        &mut self,
        (one, here): &(RequirementId, i64),
        (other, there): &(RequirementId, i64),
    ) -> sqlx::Result<()> {
        let sql = "update required_document set position = $1 where requirement_id = $2";
        self.tx.run(sql, (0_i64, one.as_str())).await?;
        self.tx.run(sql, (*here, other.as_str())).await?;
        self.tx.run(sql, (*there, one.as_str())).await.map(drop)
    }

    /// How many gave something for a document of the programme; `None` when it has no such document.
    pub async fn given(&mut self, programme: &ProgrammeId, id: &RequirementId) -> sqlx::Result<Option<i64>> {
        let sql = concat!(
            "select ",
            given!(),
            " from required_document r where r.requirement_id = $1 and r.programme_id = $2"
        );
        let row: Option<(i64,)> = self.tx.opt(sql, (id.as_str(), programme.as_str())).await?;
        Ok(row.map(|(count,)| count))
    }

    /// Takes a document away for which nobody gave anything.
    pub async fn remove_requirement(&mut self, id: &RequirementId) -> sqlx::Result<()> {
        self.tx.run("delete from document where requirement_id = $1", (id.as_str(),)).await?;
        self.tx.run("delete from required_document where requirement_id = $1", (id.as_str(),)).await.map(drop)
    }

    /// The PDF that comes with a document, by name and digest: put in the place of the one before, or with `None` taken
    /// away. False when the programme has no such document.
    pub async fn put_model(
        &mut self,
        programme: &ProgrammeId,
        id: &RequirementId,
        model: Option<(&str, &str)>,
    ) -> sqlx::Result<bool> {
        let sql = "update required_document set model_name = $1, model_digest = $2
                    where requirement_id = $3 and programme_id = $4";
        let (name, digest) = model.unzip();
        Ok(self.tx.run(sql, (name, digest, id.as_str(), programme.as_str())).await? == 1)
    }
}
