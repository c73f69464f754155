//! Sections of the profile, stored as typed.

use super::{Store, Work};
use crate::domain::AccountId;
use crate::domain::profile::{IdentityForm, Profile, Section};
use serde::Serialize;

fn assemble(rows: Vec<(String, String)>) -> sqlx::Result<Profile> {
    let mut profile = Profile::default();
    for (section, answers) in rows {
        let unread = |e: serde_json::Error| sqlx::Error::Decode(e.into());
        match section.as_str() {
            "identity" => profile.identity = Some(serde_json::from_str(&answers).map_err(unread)?),
            "address" => profile.address = Some(serde_json::from_str(&answers).map_err(unread)?),
            "baccalaureat" => profile.baccalaureat = Some(serde_json::from_str(&answers).map_err(unread)?),
            other => return Err(super::unknown("section", other)),
        }
    }
    Ok(profile)
}

const OF_ACCOUNT: &str = "select section, answers from profile_section where account_id = $1";

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
        let answers = serde_json::to_string(answers).map_err(|e| sqlx::Error::Encode(e.into()))?;
        let sql = "insert into profile_section (account_id, section, answers, saved_at, version)
                   values ($1, $2, $3, $4, 1)
                   on conflict (account_id, section)
                   do update set answers = $3, saved_at = $4, version = profile_section.version + 1
                           where profile_section.version = $5";
        let params = (owner.as_str(), section.code(), &answers, self.now.0, seen);
        let changed = self.tx.run(sql, params).await?;
        if changed == 1 && section == Section::Identity {
            let identity: IdentityForm = serde_json::from_str(&answers).map_err(|e| sqlx::Error::Decode(e.into()))?;
            self.keep_ine(owner, &identity.ine).await?;
        }
        Ok(changed == 1)
    }
}
