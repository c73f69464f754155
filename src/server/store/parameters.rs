//! The parameters of the establishment, listed and changed. Every change begins by [`Work::lock_campaign`] or
//! [`Work::lock_programme`]: one update that counts the version and takes the row's lock on both engines.

use super::{Store, Work, anywhere, db::None as NoParams, unknown};
use crate::domain::campaign::Level;
use crate::domain::parameters::{ProgrammeLine, ProgrammeSettings};
use crate::domain::time::{Instant, Window};
use crate::domain::{CampaignId, FacultyId, ProgrammeId};
use crate::server::calendar::moment;

/// A campaign as it is stored.
#[derive(Clone, Debug)]
pub struct Campaign {
    pub id: CampaignId,
    pub label: String,
    pub window: Window,
    pub max_candidatures: i64,
    pub version: i64,
}

type CampaignRow = (String, String, i64, i64, i64, i64);

fn campaign((id, label, opens_at, closes_at, max_candidatures, version): CampaignRow) -> Campaign {
    let window = Window { opens_at: Instant(opens_at), closes_at: Instant(closes_at) };
    Campaign { id: CampaignId(id), label, window, max_candidatures, version }
}

/// A programme as it is stored.
#[derive(Clone, Debug)]
pub struct Programme {
    pub id: ProgrammeId,
    pub campaign_id: CampaignId,
    pub campaign: String,
    pub faculty: String,
    pub code: String,
    pub label: String,
    pub level: Level,
    pub keywords: String,
    pub capacity: i64,
    pub window: Window,
    pub answer_days: i64,
    pub retired: bool,
    pub version: i64,
    pub candidatures: i64,
}

#[derive(sqlx::FromRow)]
struct ProgrammeRow {
    programme_id: String,
    campaign_id: String,
    campaign: String,
    faculty: String,
    code: String,
    label: String,
    level: String,
    keywords: String,
    capacity: i64,
    opens_at: i64,
    closes_at: i64,
    answer_days: i64,
    retired: bool,
    version: i64,
    candidatures: i64,
}

impl ProgrammeRow {
    fn into_programme(self) -> sqlx::Result<Programme> {
        Ok(Programme {
            level: Level::named(&self.level).ok_or_else(|| unknown("level", &self.level))?,
            id: ProgrammeId(self.programme_id),
            campaign_id: CampaignId(self.campaign_id),
            campaign: self.campaign,
            faculty: self.faculty,
            code: self.code,
            label: self.label,
            keywords: self.keywords,
            capacity: self.capacity,
            window: Window { opens_at: Instant(self.opens_at), closes_at: Instant(self.closes_at) },
            answer_days: self.answer_days,
            retired: self.retired,
            version: self.version,
            candidatures: self.candidatures,
        })
    }
}

macro_rules! programmes {
    ($rest:literal) => {
        concat!(
            "select p.programme_id, p.campaign_id, c.label as campaign, f.label as faculty, p.code, p.label, p.level,
                    p.keywords, p.capacity, p.opens_at, p.closes_at, p.answer_days,
                    p.retired_at is not null as retired, p.version,
                    (select count(*) from candidature d
                      where d.programme_id = p.programme_id and d.state <> 'cancelled') as candidatures
               from programme p
               join faculty f on f.faculty_id = p.faculty_id
               join campaign c on c.campaign_id = p.campaign_id
              where ",
            $rest
        )
    };
}

impl Store {
    /// Every campaign, the latest first.
    pub async fn campaigns(&self) -> sqlx::Result<Vec<Campaign>> {
        let sql = "select campaign_id, label, opens_at, closes_at, max_candidatures, version
                     from campaign order by opens_at desc, campaign_id";
        let rows: Vec<CampaignRow> = self.db.all(sql, NoParams).await?;
        Ok(rows.into_iter().map(campaign).collect())
    }

    /// How many programmes and accounts a campaign has, and whether the next one was prepared from it.
    pub async fn campaign_counts(&self, id: &CampaignId) -> sqlx::Result<(i64, i64, bool)> {
        let sql = "select (select count(*) from programme where campaign_id = $1 and retired_at is null),
                          (select count(*) from account where campaign_id = $1),
                          exists(select 1 from campaign where prepared_from = $1)";
        self.db.one(sql, (id.as_str(),)).await
    }

    pub async fn faculties(&self) -> sqlx::Result<Vec<(FacultyId, String)>> {
        let sql = "select faculty_id, label from faculty order by position, label";
        let rows: Vec<(String, String)> = self.db.all(sql, NoParams).await?;
        Ok(rows.into_iter().map(|(id, label)| (FacultyId(id), label)).collect())
    }

    /// The programmes of a campaign that hold the words (folded), retired ones too.
    pub async fn programme_lines(
        &self,
        campaign: &CampaignId,
        words: &str,
        now: Instant,
    ) -> sqlx::Result<Vec<ProgrammeLine>> {
        let sql =
            programmes!("p.campaign_id = $1 and p.search_key like $2 escape '\\' order by f.position, p.label, p.code");
        let rows: Vec<ProgrammeRow> = self.db.all(sql, (campaign.as_str(), anywhere(words))).await?;
        let line = |row: ProgrammeRow| {
            row.into_programme().map(|it| ProgrammeLine {
                opens_at: moment(it.window.opens_at),
                closes_at: moment(it.window.closes_at),
                phase: it.window.phase(now),
                id: it.id,
                code: it.code,
                label: it.label,
                faculty: it.faculty,
                level: it.level,
                capacity: it.capacity,
                retired: it.retired,
            })
        };
        rows.into_iter().map(line).collect()
    }

    pub async fn programme_settings(&self, id: &ProgrammeId) -> sqlx::Result<Option<Programme>> {
        let row: Option<ProgrammeRow> = self.db.opt(programmes!("p.programme_id = $1"), (id.as_str(),)).await?;
        row.map(ProgrammeRow::into_programme).transpose()
    }
}

impl Work {
    /// Locks a campaign and counts its version; what it was before.
    pub async fn lock_campaign(&mut self, id: &CampaignId) -> sqlx::Result<Option<Campaign>> {
        let sql = "update campaign set version = version + 1 where campaign_id = $1
                returning campaign_id, label, opens_at, closes_at, max_candidatures, version";
        let row: Option<CampaignRow> = self.tx.opt(sql, (id.as_str(),)).await?;
        Ok(row.map(campaign).map(|it| Campaign { version: it.version - 1, ..it }))
    }

    /// Whether another campaign runs during this window. Their rows are locked, so that none comes to do so meanwhile.
    pub async fn overlaps(&mut self, id: Option<&CampaignId>, window: Window) -> sqlx::Result<bool> {
        self.tx.run("update campaign set label = label", NoParams).await?;
        let sql = "select exists(select 1 from campaign
                    where (cast($1 as text) is null or campaign_id <> $1) and opens_at < $3 and $2 < closes_at)";
        let params = (id.map(CampaignId::as_str), window.opens_at.0, window.closes_at.0);
        let (overlaps,): (bool,) = self.tx.one(sql, params).await?;
        Ok(overlaps)
    }

    pub async fn save_campaign(&mut self, it: &Campaign) -> sqlx::Result<()> {
        let sql = "update campaign set label = $1, opens_at = $2, closes_at = $3, max_candidatures = $4
                    where campaign_id = $5";
        let Window { opens_at: Instant(opens), closes_at: Instant(closes) } = it.window;
        self.tx.run(sql, (&it.label, opens, closes, it.max_candidatures, it.id.as_str())).await.map(drop)
    }

    /// The campaign prepared from another one, if it was.
    pub async fn prepared_from(&mut self, id: &CampaignId) -> sqlx::Result<bool> {
        let sql = "select exists(select 1 from campaign where prepared_from = $1)";
        let (there,): (bool,) = self.tx.one(sql, (id.as_str(),)).await?;
        Ok(there)
    }

    pub async fn mark_prepared(&mut self, next: &CampaignId, from: &CampaignId) -> sqlx::Result<()> {
        let sql = "update campaign set prepared_from = $1 where campaign_id = $2";
        self.tx.run(sql, (from.as_str(), next.as_str())).await.map(drop)
    }

    /// Copies the programmes that are not retired, with what they ask for and who sees no other; `shift` says where an instant falls in the
    /// new campaign. How many were copied.
    pub async fn copy_programmes(
        &mut self,
        from: &CampaignId,
        to: &CampaignId,
        shift: impl Fn(Instant) -> Instant,
    ) -> sqlx::Result<usize> {
        let sql = "select programme_id, opens_at, closes_at from programme
                    where campaign_id = $1 and retired_at is null order by programme_id";
        let programmes: Vec<(String, i64, i64)> = self.tx.all(sql, (from.as_str(),)).await?;
        let count = programmes.len();
        for (old, opens_at, closes_at) in programmes {
            let new = self.id();
            let sql = "insert into programme (programme_id, campaign_id, faculty_id, code, label, level, search_key,
                                              keywords, capacity, opens_at, closes_at, answer_days)
                       select $1, $2, faculty_id, code, label, level, search_key, keywords, capacity, $3, $4, answer_days
                         from programme where programme_id = $5";
            let (opens, closes) = (shift(Instant(opens_at)).0, shift(Instant(closes_at)).0);
            self.tx.run(sql, (&new, to.as_str(), opens, closes, &old)).await?;
            // Whose scope is one programme of the faculty keeps it in the new campaign.
            let sql = "insert into staff_scope (staff_id, faculty_id, programme_id)
                       select staff_id, faculty_id, $1 from staff_scope where programme_id = $2";
            self.tx.run(sql, (&new, &old)).await?;
            let sql = "select requirement_id from required_document where programme_id = $1 order by position";
            let requirements: Vec<(String,)> = self.tx.all(sql, (&old,)).await?;
            for (requirement,) in requirements {
                let id = self.id();
                let sql =
                    "insert into required_document (requirement_id, programme_id, position, label, label_en, notice,
                                                    notice_en, conditional, kind, shared, model_name, model_digest)
                           select $1, $2, position, label, label_en, notice, notice_en, conditional, kind, shared,
                                  model_name, model_digest
                             from required_document where requirement_id = $3";
                self.tx.run(sql, (id, &new, requirement)).await?;
            }
        }
        Ok(count)
    }

    /// Locks a programme and counts its version: its campaign, its closing and the version before.
    pub async fn lock_programme(&mut self, id: &ProgrammeId) -> sqlx::Result<Option<(CampaignId, i64)>> {
        let sql = "update programme set version = version + 1 where programme_id = $1 returning campaign_id, version";
        let row: Option<(String, i64)> = self.tx.opt(sql, (id.as_str(),)).await?;
        Ok(row.map(|(campaign, version)| (CampaignId(campaign), version - 1)))
    }

    /// Whether another programme of the campaign has this code.
    pub async fn code_taken(
        &mut self,
        campaign: &CampaignId,
        code: &str,
        but: Option<&ProgrammeId>,
    ) -> sqlx::Result<bool> {
        self.tx.run("update campaign set label = label where campaign_id = $1", (campaign.as_str(),)).await?;
        let sql = "select exists(select 1 from programme where campaign_id = $1 and code = $2
                      and (cast($3 as text) is null or programme_id <> $3))";
        let (taken,): (bool,) = self.tx.one(sql, (campaign.as_str(), code, but.map(ProgrammeId::as_str))).await?;
        Ok(taken)
    }

    /// Candidatures in the making follow a later closing; a deadline that somebody was told never comes nearer.
    pub async fn save_programme(
        &mut self,
        id: &ProgrammeId,
        it: &ProgrammeSettings,
        window: Window,
        search_key: &str,
    ) -> sqlx::Result<()> {
        let sql =
            "update programme set code = $1, label = $2, level = $3, keywords = $4, search_key = $5, capacity = $6,
                                        opens_at = $7, closes_at = $8, answer_days = $9
                    where programme_id = $10";
        let params = (
            &it.code,
            &it.label,
            it.level.code(),
            &it.keywords,
            search_key,
            it.capacity,
            window.opens_at.0,
            window.closes_at.0,
            it.answer_days,
            id.as_str(),
        );
        self.tx.run(sql, params).await?;
        let sql = "update candidature set transmit_by = $1, version = version + 1
                    where programme_id = $2 and state = 'pending' and transmit_by < $1";
        self.tx.run(sql, (window.closes_at.0, id.as_str())).await.map(drop)
    }

    /// Takes a programme out of the offer, or puts it back.
    pub async fn retire_programme(&mut self, id: &ProgrammeId, retire: bool) -> sqlx::Result<()> {
        let sql = "update programme set retired_at = $1 where programme_id = $2";
        self.tx.run(sql, (retire.then_some(self.now.0), id.as_str())).await.map(drop)
    }

    pub async fn has_faculty(&mut self, id: &FacultyId) -> sqlx::Result<bool> {
        let sql = "select exists(select 1 from faculty where faculty_id = $1)";
        let (there,): (bool,) = self.tx.one(sql, (id.as_str(),)).await?;
        Ok(there)
    }
}
