//! The offer, read.

use super::{Store, Work, db::None as NoParams, patterns, unknown};
use crate::domain::campaign::{ApplyFacts, Level, OfferedProgramme};
use crate::domain::language::InBoth;
use crate::domain::time::{Instant, Window};
use crate::domain::{AccountId, CampaignId, FacultyId, ProgrammeId};
use crate::server::calendar::moment;

fn window(opens_at: i64, closes_at: i64) -> Window {
    Window { opens_at: Instant(opens_at), closes_at: Instant(closes_at) }
}

/// The establishment has no campaign yet: no failure of the world, but what everybody is told in plain words.
#[derive(Debug, thiserror::Error)]
#[error("there is no campaign yet")]
struct NoCampaign;

/// In the terms of all that is asked of the store, so that whoever needs a campaign need not tell this case apart.
pub fn no_campaign() -> sqlx::Error {
    sqlx::Error::Decode(Box::new(NoCampaign))
}

pub fn is_no_campaign(cause: &sqlx::Error) -> bool {
    matches!(cause, sqlx::Error::Decode(inside) if inside.is::<NoCampaign>())
}

#[derive(sqlx::FromRow)]
struct ProgrammeRow {
    faculty_id: String,
    faculty: String,
    programme_id: String,
    code: String,
    label: String,
    level: String,
    opens_at: i64,
    closes_at: i64,
    campaign_opens_at: i64,
    campaign_closes_at: i64,
}

impl ProgrammeRow {
    fn into_offer(self, now: Instant) -> sqlx::Result<(FacultyId, String, OfferedProgramme)> {
        let level = Level::named(&self.level).ok_or_else(|| unknown("level", &self.level))?;
        let campaign = window(self.campaign_opens_at, self.campaign_closes_at);
        let window = window(self.opens_at, self.closes_at).within(campaign);
        let programme = OfferedProgramme {
            id: ProgrammeId(self.programme_id),
            code: self.code,
            label: self.label,
            level,
            opens_at: moment(window.opens_at),
            closes_at: moment(window.closes_at),
            phase: window.phase(now),
        };
        Ok((FacultyId(self.faculty_id), self.faculty, programme))
    }
}

impl Store {
    /// The campaign that is on at `now`; else the latest that was, so that its candidates still come in; else the next.
    pub async fn current_campaign(&self, now: Instant) -> sqlx::Result<Option<(CampaignId, String)>> {
        let sql = "select campaign_id, label from campaign
                    order by case when opens_at <= $1 and $1 < closes_at then 0 when opens_at <= $1 then 1 else 2 end,
                             case when opens_at <= $1 then -opens_at else opens_at end limit 1";
        let row: Option<(String, String)> = self.db.opt(sql, (now.0,)).await?;
        Ok(row.map(|(id, label)| (CampaignId(id), label)))
    }

    /// Programmes whose label, code or keywords hold every one of the words (folded), sorted for the tree.
    pub async fn offer(
        &self,
        campaign: &CampaignId,
        words: &[String],
        now: Instant,
    ) -> sqlx::Result<Vec<(FacultyId, String, OfferedProgramme)>> {
        let sql = "select f.faculty_id, f.label as faculty, p.programme_id, p.code, p.label, p.level,
                          p.opens_at, p.closes_at, c.opens_at as campaign_opens_at, c.closes_at as campaign_closes_at
                     from programme p join faculty f on f.faculty_id = p.faculty_id
                     join campaign c on c.campaign_id = p.campaign_id
                    where p.campaign_id = $1 and p.retired_at is null
                      and p.search_key like $2 escape '\\' and p.search_key like $3 escape '\\'
                      and p.search_key like $4 escape '\\'
                    order by f.position, p.label, p.code";
        let [first, second, third] = patterns(&words.join(" "));
        let rows: Vec<ProgrammeRow> = self.db.all(sql, (campaign.as_str(), first, second, third)).await?;
        rows.into_iter().map(|row| row.into_offer(now)).collect()
    }

    pub async fn programme(
        &self,
        campaign: &CampaignId,
        id: &ProgrammeId,
        now: Instant,
    ) -> sqlx::Result<Option<(String, OfferedProgramme)>> {
        let sql = "select f.faculty_id, f.label as faculty, p.programme_id, p.code, p.label, p.level,
                          p.opens_at, p.closes_at, c.opens_at as campaign_opens_at, c.closes_at as campaign_closes_at
                     from programme p join faculty f on f.faculty_id = p.faculty_id
                     join campaign c on c.campaign_id = p.campaign_id
                    where p.campaign_id = $1 and p.programme_id = $2 and p.retired_at is null";
        let row: Option<ProgrammeRow> = self.db.opt(sql, (campaign.as_str(), id.as_str())).await?;
        row.map(|row| row.into_offer(now).map(|(_, faculty, programme)| (faculty, programme))).transpose()
    }

    /// Labels of the documents that a programme asks for, in order.
    pub async fn requirement_labels(&self, id: &ProgrammeId) -> sqlx::Result<Vec<InBoth>> {
        let sql = "select label, label_en from required_document where programme_id = $1 order by position";
        let rows: Vec<(String, Option<String>)> = self.db.all(sql, (id.as_str(),)).await?;
        Ok(rows.into_iter().map(|(french, english)| InBoth::of(french, english)).collect())
    }

    pub async fn has_faculties(&self) -> sqlx::Result<bool> {
        let (there,): (bool,) = self.db.one("select exists(select 1 from faculty)", NoParams).await?;
        Ok(there)
    }
}

const APPLY_FACTS: &str = "select p.opens_at, p.closes_at, c.opens_at, c.closes_at, c.max_candidatures,
            (select count(*) from candidature d where d.account_id = a.account_id and d.state <> 'cancelled'),
            exists(select 1 from candidature d where d.account_id = a.account_id
                      and d.programme_id = p.programme_id and d.state <> 'cancelled')
       from account a
       join campaign c on c.campaign_id = a.campaign_id
       join programme p on p.campaign_id = c.campaign_id
      where a.account_id = $1 and p.programme_id = $2 and p.retired_at is null";

type ApplyRow = (i64, i64, i64, i64, i64, i64, bool);

/// A programme can be applied to inside its own window and inside its campaign's.
fn facts((opens, closes, begins, ends, max_candidatures, live_candidatures, already_applied): ApplyRow) -> ApplyFacts {
    ApplyFacts {
        activated: false,
        window: window(opens, closes).within(window(begins, ends)),
        live_candidatures,
        already_applied,
        max_candidatures,
    }
}

impl Store {
    /// What the rule on applying needs to know; whether the account is activated is the profile's to say.
    pub async fn apply_facts(&self, owner: &AccountId, programme: &ProgrammeId) -> sqlx::Result<Option<ApplyFacts>> {
        let row: Option<ApplyRow> = self.db.opt(APPLY_FACTS, (owner.as_str(), programme.as_str())).await?;
        Ok(row.map(facts))
    }
}

impl Work {
    /// As [`Store::apply_facts`], with the account's row locked, so that two applications at once are counted one after
    /// the other.
    pub async fn lock_apply_facts(
        &mut self,
        owner: &AccountId,
        programme: &ProgrammeId,
    ) -> sqlx::Result<Option<ApplyFacts>> {
        self.tx.run("update account set number = number where account_id = $1", (owner.as_str(),)).await?;
        let row: Option<ApplyRow> = self.tx.opt(APPLY_FACTS, (owner.as_str(), programme.as_str())).await?;
        Ok(row.map(facts))
    }
}
