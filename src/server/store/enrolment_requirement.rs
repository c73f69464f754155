//! What the enrolments of a year ask for, as administrators change it. Each change begins by one update of the row, or of
//! the campaign, that counts its version and takes its lock.

use super::{Store, Work, unknown};
use crate::domain::enrolment::AskedOf;
use crate::domain::enrolment::document::{Asking, AskingForm, AskingView};
use crate::domain::{CampaignId, EnrolmentRequirementId};

#[derive(sqlx::FromRow)]
struct Row {
    requirement_id: String,
    version: i64,
    kind: String,
    label_fr: String,
    label_en: String,
    notice_fr: String,
    notice_en: String,
    asked_of: String,
    blocking: bool,
    declinable: bool,
    given: i64,
}

impl Row {
    fn into_view(self) -> sqlx::Result<AskingView> {
        let ticked = |it: bool| if it { "yes".to_owned() } else { String::new() };
        AskedOf::named(&self.asked_of).ok_or_else(|| unknown("rule of a document", &self.asked_of))?;
        let form = AskingForm {
            kind: self.kind,
            french: self.label_fr,
            english: self.label_en,
            french_notice: self.notice_fr,
            english_notice: self.notice_en,
            asked_of: self.asked_of,
            blocking: ticked(self.blocking),
            declinable: ticked(self.declinable),
        };
        Ok(AskingView {
            id: EnrolmentRequirementId(self.requirement_id),
            version: self.version,
            form,
            given: self.given,
        })
    }
}

/// What students gave: nothing of theirs may be taken away.
macro_rules! given {
    () => {
        "(select count(*) from enrolment_document d where d.requirement_id = r.requirement_id
             and (d.digest is not null or d.ground is not null or d.state <> 'missing'
                  or exists (select 1 from enrolment_verdict v where v.document_id = d.document_id)))"
    };
}

const ALL: &str = concat!(
    "select r.requirement_id, r.version, r.kind, r.label_fr, r.label_en, r.notice_fr, r.notice_en, r.asked_of, r.blocking,
            r.declinable, ",
    given!(),
    " as given from enrolment_requirement r where r.campaign_id = $1 order by r.position, r.requirement_id"
);

impl Store {
    /// All that the enrolments of a year ask for, in order.
    pub async fn asking(&self, campaign: &CampaignId) -> sqlx::Result<Vec<AskingView>> {
        let rows: Vec<Row> = self.db.all(ALL, (campaign.as_str(),)).await?;
        rows.into_iter().map(Row::into_view).collect()
    }

    /// Days that a refusal leaves.
    pub async fn correct_days(&self, campaign: &CampaignId) -> sqlx::Result<i64> {
        let sql = "select correct_days from campaign where campaign_id = $1";
        let (days,): (i64,) = self.db.one(sql, (campaign.as_str(),)).await?;
        Ok(days)
    }
}

impl Work {
    /// Locks a campaign without counting its version: for what has versions of its own.
    pub async fn hold_campaign(&mut self, id: &CampaignId) -> sqlx::Result<bool> {
        let sql = "update campaign set label = label where campaign_id = $1";
        Ok(self.tx.run(sql, (id.as_str(),)).await? == 1)
    }

    pub async fn campaign_of_asking(&mut self, id: &EnrolmentRequirementId) -> sqlx::Result<Option<CampaignId>> {
        let sql = "select campaign_id from enrolment_requirement where requirement_id = $1";
        let row: Option<(String,)> = self.tx.opt(sql, (id.as_str(),)).await?;
        Ok(row.map(|(id,)| CampaignId(id)))
    }

    /// Locks one document and counts its version: its campaign, and the version before.
    pub async fn lock_asking(&mut self, id: &EnrolmentRequirementId) -> sqlx::Result<Option<(CampaignId, i64)>> {
        let sql = "update enrolment_requirement set version = version + 1 where requirement_id = $1
                returning campaign_id, version";
        let row: Option<(String, i64)> = self.tx.opt(sql, (id.as_str(),)).await?;
        Ok(row.map(|(campaign, version)| (CampaignId(campaign), version - 1)))
    }

    /// Whether another one of the year is of this kind.
    pub async fn kind_taken(
        &mut self,
        campaign: &CampaignId,
        kind: &str,
        but: Option<&EnrolmentRequirementId>,
    ) -> sqlx::Result<bool> {
        let sql = "select exists(select 1 from enrolment_requirement where campaign_id = $1 and kind = $2
                      and (cast($3 as text) is null or requirement_id <> $3))";
        let but = but.map(EnrolmentRequirementId::as_str);
        let (taken,): (bool,) = self.tx.one(sql, (campaign.as_str(), kind, but)).await?;
        Ok(taken)
    }

    /// One more document, last in order. The campaign is locked.
    pub async fn add_asking(&mut self, campaign: &CampaignId, it: &Asking) -> sqlx::Result<EnrolmentRequirementId> {
        let id = self.id();
        let sql = "insert into enrolment_requirement (requirement_id, campaign_id, position, kind, label_fr, label_en,
                                                      notice_fr, notice_en, asked_of, blocking, declinable)
                   values ($1, $2, (select coalesce(max(position), 0) + 1 from enrolment_requirement
                                     where campaign_id = $2), $3, $4, $5, $6, $7, $8, $9, $10)";
        let (label, notice) = (&it.label, &it.notice);
        let params = (
            &id,
            campaign.as_str(),
            &it.kind,
            &label.french,
            &label.english,
            &notice.french,
            &notice.english,
            it.asked_of.code(),
            it.blocking,
            it.declinable,
        );
        self.tx.run(sql, params).await?;
        Ok(EnrolmentRequirementId(id))
    }

    pub async fn save_asking(&mut self, id: &EnrolmentRequirementId, it: &Asking) -> sqlx::Result<()> {
        let sql = "update enrolment_requirement set kind = $1, label_fr = $2, label_en = $3, notice_fr = $4,
                          notice_en = $5, asked_of = $6, blocking = $7, declinable = $8 where requirement_id = $9";
        let (label, notice) = (&it.label, &it.notice);
        let params = (
            &it.kind,
            &label.french,
            &label.english,
            &notice.french,
            &notice.english,
            it.asked_of.code(),
            it.blocking,
            it.declinable,
            id.as_str(),
        );
        self.tx.run(sql, params).await.map(drop)
    }

    /// The documents of a year in order. The campaign is locked.
    pub async fn asking_order(&mut self, campaign: &CampaignId) -> sqlx::Result<Vec<(EnrolmentRequirementId, i64)>> {
        let sql = "select requirement_id, position from enrolment_requirement where campaign_id = $1
                    order by position, requirement_id";
        let rows: Vec<(String, i64)> = self.tx.all(sql, (campaign.as_str(),)).await?;
        Ok(rows.into_iter().map(|(id, position)| (EnrolmentRequirementId(id), position)).collect())
    }

    pub async fn place_asking(&mut self, id: &EnrolmentRequirementId, position: i64) -> sqlx::Result<()> {
        let sql = "update enrolment_requirement set position = $1 where requirement_id = $2";
        self.tx.run(sql, (position, id.as_str())).await.map(drop)
    }

    /// How many gave something for it.
    pub async fn asking_given(&mut self, id: &EnrolmentRequirementId) -> sqlx::Result<i64> {
        let sql = concat!("select ", given!(), " from enrolment_requirement r where r.requirement_id = $1");
        let (count,): (i64,) = self.tx.one(sql, (id.as_str(),)).await?;
        Ok(count)
    }

    /// Takes a document away for which nobody gave anything.
    pub async fn remove_asking(&mut self, id: &EnrolmentRequirementId) -> sqlx::Result<()> {
        let sql = "delete from enrolment_claim where document_id in
                        (select document_id from enrolment_document where requirement_id = $1)";
        self.tx.run(sql, (id.as_str(),)).await?;
        self.tx.run("delete from enrolment_document where requirement_id = $1", (id.as_str(),)).await?;
        self.tx.run("delete from enrolment_requirement where requirement_id = $1", (id.as_str(),)).await.map(drop)
    }

    pub async fn save_correct_days(&mut self, campaign: &CampaignId, days: i64) -> sqlx::Result<()> {
        let sql = "update campaign set correct_days = $1 where campaign_id = $2";
        self.tx.run(sql, (days, campaign.as_str())).await.map(drop)
    }

    /// The next year asks for the same.
    pub async fn copy_asking(&mut self, from: &CampaignId, to: &CampaignId) -> sqlx::Result<()> {
        for (old, _) in self.asking_order(from).await? {
            let id = self.id();
            let sql =
                "insert into enrolment_requirement (requirement_id, campaign_id, position, kind, label_fr, label_en,
                                                          notice_fr, notice_en, asked_of, blocking, declinable)
                       select $1, $2, position, kind, label_fr, label_en, notice_fr, notice_en, asked_of, blocking,
                              declinable from enrolment_requirement where requirement_id = $3";
            self.tx.run(sql, (id, to.as_str(), old.as_str())).await?;
        }
        let sql = "update campaign set correct_days = (select f.correct_days from campaign f where f.campaign_id = $1)
                    where campaign_id = $2";
        self.tx.run(sql, (from.as_str(), to.as_str())).await.map(drop)
    }
}
