//! What the scolarité was asked and what it said, as far as the profile keeps it.

use super::invitation::bare_ine;
use super::profile::{read, written};
use super::{Store, Work};
use crate::domain::profile::{Record, Section, StartForm};
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

    /// False, and nothing else may be done in this work, when another account of the campaign confirmed the same student.
    pub async fn keep_record(
        &mut self,
        owner: &AccountId,
        campaign: &CampaignId,
        record: &Record,
    ) -> sqlx::Result<bool> {
        let sql = "insert into profile_record (account_id, record, confirmed_at, campaign_id, student)
                   values ($1, $2, $3, $4, $5)
                   on conflict (account_id)
                   do update set record = $2, confirmed_at = $3, campaign_id = $4, student = $5";
        let student = bare_ine(&record.identity.ine);
        let params = (owner.as_str(), written(record)?, self.now.0, campaign.as_str(), student);
        match self.tx.run(sql, params).await {
            Ok(_) => Ok(true),
            Err(sqlx::Error::Database(e)) if e.is_unique_violation() => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Fills a section in, whatever stood in it; forms made before that are told that it changed.
    pub async fn fill_section(
        &mut self,
        owner: &AccountId,
        section: Section,
        answers: &impl Serialize,
    ) -> sqlx::Result<()> {
        let sql = "insert into profile_section (account_id, section, answers, saved_at, version)
                   values ($1, $2, $3, $4, 1)
                   on conflict (account_id, section)
                   do update set answers = $3, saved_at = $4, version = profile_section.version + 1,
                                 to_confirm = false";
        let answers = written(answers)?;
        self.tx.run(sql, (owner.as_str(), section.code(), &answers, self.now.0)).await?;
        self.found_by_ine(owner, section, &answers).await
    }
}
