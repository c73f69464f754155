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
            "to_confirm" => profile.to_confirm.extend(Section::named(&text)),
            other => return Err(super::unknown("part of a profile", other)),
        }
    }
    Ok(profile)
}

const OF_ACCOUNT: &str = "select section, answers from profile_section where account_id = $1
                          union all select list, entries from profile_list where account_id = $1
                          union all select 'record', record from profile_record where account_id = $1
                          union all select 'to_confirm', section from profile_section
                                     where account_id = $1 and to_confirm";

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

/// The latest account of an earlier campaign with the address of account `$1`, both shown to be the person's, and the
/// label of its campaign. None where something is filled in already.
const EARLIER: &str = "select b.account_id, c.label
         from account a
         join account b on b.email = a.email and b.account_id <> a.account_id and b.validated_at is not null
         join campaign c on c.campaign_id = b.campaign_id
         join campaign mine on mine.campaign_id = a.campaign_id and c.opens_at < mine.opens_at
        where a.account_id = $1 and a.validated_at is not null
          and exists (select 1 from profile_section s where s.account_id = b.account_id)
          and not exists (select 1 from profile_section s where s.account_id = a.account_id)
        order by c.opens_at desc limit 1";

impl Store {
    /// The campaign whose profile this person may take up again.
    pub async fn earlier_campaign(&self, owner: &AccountId) -> sqlx::Result<Option<String>> {
        let row: Option<(String, String)> = self.db.opt(EARLIER, (owner.as_str(),)).await?;
        Ok(row.map(|(_, label)| label))
    }
}

impl Work {
    /// Copies the profile of the latest earlier campaign; false when there is none to copy. Sections wait to be confirmed.
    pub async fn take_profile_up(&mut self, owner: &AccountId) -> sqlx::Result<bool> {
        self.lock_person(owner).await?;
        let row: Option<(String, String)> = self.tx.opt(EARLIER, (owner.as_str(),)).await?;
        let Some((earlier, _)) = row else { return Ok(false) };
        for sql in [
            "insert into profile_section (account_id, section, answers, saved_at, version, to_confirm)
             select $1, section, answers, $3, 1, true from profile_section where account_id = $2",
            "insert into profile_list (account_id, list, entries, saved_at, version)
             select $1, list, entries, $3, 1 from profile_list where account_id = $2 on conflict do nothing",
            // Not where another account of this campaign confirmed the same student.
            "insert into profile_record (account_id, record, confirmed_at, campaign_id, student)
             select $1, r.record, $3, a.campaign_id, r.student
               from profile_record r cross join account a where r.account_id = $2 and a.account_id = $1
                 on conflict do nothing",
        ] {
            self.tx.run(sql, (owner.as_str(), &earlier, self.now.0)).await?;
        }
        let sql =
            "update account set ine = (select b.ine from account b where b.account_id = $2) where account_id = $1";
        self.tx.run(sql, (owner.as_str(), &earlier)).await?;
        Ok(true)
    }

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
                   do update set answers = $3, saved_at = $4, version = profile_section.version + 1, to_confirm = false
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
