//! What the scolarité was asked and what it said, as far as the profile keeps it.

use super::invitation::bare_ine;
use super::profile::{read, written};
use super::{Store, Work};
use crate::domain::profile::{Profile, Record, Section, StartForm};
use crate::domain::{AccountId, CampaignId};
use serde::Serialize;

impl Store {
    /// The first step of a person, as typed, and its version.
    pub async fn start(&self, owner: &AccountId) -> sqlx::Result<Option<(StartForm, i64)>> {
        let sql = "select answers, version from profile_start where account_id = $1";
        let row: Option<(String, i64)> = self.db.opt(sql, (owner.as_str(),)).await?;
        row.map(|(answers, version)| Ok((read(&answers)?, version))).transpose()
    }
}

impl Work {
    /// Keeps the first step as typed; its new version.
    pub async fn save_start(&mut self, owner: &AccountId, form: &StartForm) -> sqlx::Result<i64> {
        let sql = "insert into profile_start (account_id, answers, asked_at, version) values ($1, $2, $3, 1)
                   on conflict (account_id)
                   do update set answers = $2, asked_at = $3, version = profile_start.version + 1
                   returning version";
        let (version,): (i64,) = self.tx.one(sql, (owner.as_str(), written(form)?, self.now.0)).await?;
        Ok(version)
    }

    /// Takes the first step of version `seen` as confirmed; false when it is another one by now. Locks it.
    pub async fn confirm_start(&mut self, owner: &AccountId, seen: i64) -> sqlx::Result<bool> {
        let sql = "update profile_start set version = version + 1 where account_id = $1 and version = $2";
        Ok(self.tx.run(sql, (owner.as_str(), seen)).await? == 1)
    }

    /// False, with nothing kept, when another account of the campaign is the same student.
    async fn keep_record(&mut self, owner: &AccountId, campaign: &CampaignId, record: &Record) -> sqlx::Result<bool> {
        let student = bare_ine(&record.identity.ine);
        let sql = "select count(*) from profile_record where campaign_id = $1 and student = $2 and account_id <> $3";
        let (others,): (i64,) = self.tx.one(sql, (campaign.as_str(), &student, owner.as_str())).await?;
        if others > 0 {
            return Ok(false);
        }
        // Of two at the same moment the index lets one through: to the other it is a failure.
        let sql = "insert into profile_record (account_id, record, confirmed_at, campaign_id, student)
                   values ($1, $2, $3, $4, $5)
                   on conflict (account_id)
                   do update set record = $2, confirmed_at = $3, campaign_id = $4, student = $5";
        let params = (owner.as_str(), written(record)?, self.now.0, campaign.as_str(), &student);
        self.tx.run(sql, params).await?;
        Ok(true)
    }

    /// Fills in identity, baccalaureat, years and, unless one was given, the address from what the scolarité knows; false,
    /// with nothing filled in, as [`Work::keep_record`]. `to_confirm`: the person was not asked whether it is them.
    pub async fn fill_from_record(
        &mut self,
        owner: &AccountId,
        campaign: &CampaignId,
        record: &Record,
        (before, to_confirm): (Profile, bool),
    ) -> sqlx::Result<bool> {
        if !self.keep_record(owner, campaign, record).await? {
            return Ok(false);
        }
        let identity = record.first_identity(before.identity);
        self.fill_section(owner, Section::Identity, &identity, to_confirm).await?;
        if let Some(baccalaureat) = &record.baccalaureat {
            self.fill_section(owner, Section::Baccalaureat, baccalaureat, to_confirm).await?;
        }
        if let (None, Some(address)) = (before.address, &record.address) {
            self.fill_section(owner, Section::Address, address, to_confirm).await?;
        }
        Ok(true)
    }

    /// Fills a section in, whatever stood in it; forms made before that are told that it changed.
    async fn fill_section(
        &mut self,
        owner: &AccountId,
        section: Section,
        answers: &impl Serialize,
        to_confirm: bool,
    ) -> sqlx::Result<()> {
        let sql = "insert into profile_section (account_id, section, answers, saved_at, version, to_confirm)
                   values ($1, $2, $3, $4, 1, $5)
                   on conflict (account_id, section)
                   do update set answers = $3, saved_at = $4, version = profile_section.version + 1,
                                 to_confirm = $5";
        let answers = written(answers)?;
        self.tx.run(sql, (owner.as_str(), section.code(), &answers, self.now.0, to_confirm)).await?;
        self.found_by_ine(owner, section, &answers).await
    }
}
