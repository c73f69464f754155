//! The profile, read whole; its sections, stored as typed.

use super::{Store, Work};
use crate::domain::AccountId;
use crate::domain::profile::{IdentityForm, Profile, Section};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub(super) fn read<T: DeserializeOwned>(text: &str) -> sqlx::Result<T> {
    serde_json::from_str(text).map_err(|e| sqlx::Error::Decode(e.into()))
}

pub(super) fn written(answers: &impl Serialize) -> sqlx::Result<String> {
    serde_json::to_string(answers).map_err(|e| sqlx::Error::Encode(e.into()))
}

fn assemble(rows: Vec<(String, String)>) -> sqlx::Result<Profile> {
    let mut profile = Profile::default();
    for (part, text) in rows {
        match part.as_str() {
            "identity" => profile.identity = Some(read(&text)?),
            "address" => profile.address = Some(read(&text)?),
            "baccalaureat" => profile.baccalaureat = Some(read(&text)?),
            "external" => profile.studies.external = read(&text)?,
            "internships" => profile.studies.internships = read(&text)?,
            "experience" => profile.studies.experience = read(&text)?,
            "record" => profile.record = Some(read(&text)?),
            other => return Err(super::unknown("part of a profile", other)),
        }
    }
    Ok(profile)
}

const OF_ACCOUNT: &str = "select section, answers from profile_section where account_id = $1
                          union all select list, entries from profile_list where account_id = $1
                          union all select 'record', record from profile_record where account_id = $1";

impl Store {
    pub async fn profile(&self, owner: &AccountId) -> sqlx::Result<Profile> {
        assemble(self.db.all(OF_ACCOUNT, (owner.as_str(),)).await?)
    }

    /// How often each section was saved, for the forms to send back.
    pub async fn section_version(&self, owner: &AccountId, section: Section) -> sqlx::Result<i64> {
        let sql = "select version from profile_section where account_id = $1 and section = $2";
        let row: Option<(i64,)> = self.db.opt(sql, (owner.as_str(), section.code())).await?;
        Ok(row.map_or(0, |(version,)| version))
    }
}

impl Work {
    pub async fn profile(&mut self, owner: &AccountId) -> sqlx::Result<Profile> {
        assemble(self.tx.all(OF_ACCOUNT, (owner.as_str(),)).await?)
    }

    /// Saves a section made from version `seen`; false when another tab saved first.
    pub async fn save_section(
        &mut self,
        owner: &AccountId,
        section: Section,
        answers: &impl Serialize,
        seen: i64,
    ) -> sqlx::Result<bool> {
        let answers = written(answers)?;
        let sql = "insert into profile_section (account_id, section, answers, saved_at, version)
                   values ($1, $2, $3, $4, 1)
                   on conflict (account_id, section)
                   do update set answers = $3, saved_at = $4, version = profile_section.version + 1
                           where profile_section.version = $5";
        let params = (owner.as_str(), section.code(), &answers, self.now.0, seen);
        let changed = self.tx.run(sql, params).await?;
        if changed == 1 {
            self.found_by_ine(owner, section, &answers).await?;
        }
        Ok(changed == 1)
    }

    /// Staff find an account by the INE of the identity that was just written.
    pub(super) async fn found_by_ine(
        &mut self,
        owner: &AccountId,
        section: Section,
        answers: &str,
    ) -> sqlx::Result<()> {
        if section != Section::Identity {
            return Ok(());
        }
        let identity: IdentityForm = serde_json::from_str(answers).map_err(|e| sqlx::Error::Decode(e.into()))?;
        self.keep_ine(owner, &identity.ine).await
    }
}
