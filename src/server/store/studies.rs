//! The lists of the profile, each stored whole, as typed.

use super::{Store, Work};
use crate::domain::AccountId;
use crate::domain::profile::{EntryForm, List, Listing};

impl Store {
    /// How often each list was saved, in the order of [`Listing::ALL`].
    pub async fn list_versions(&self, owner: &AccountId) -> sqlx::Result<Vec<i64>> {
        let sql = "select list, version from profile_list where account_id = $1";
        let rows: Vec<(String, i64)> = self.db.all(sql, (owner.as_str(),)).await?;
        let of = |listing: Listing| rows.iter().find(|(it, _)| it == listing.code()).map_or(0, |(_, version)| *version);
        Ok(Listing::ALL.map(of).to_vec())
    }
}

impl Work {
    /// The entries of a list, and how often it was saved.
    pub async fn list<F: EntryForm>(&mut self, owner: &AccountId) -> sqlx::Result<(List<F>, i64)> {
        let sql = "select entries, version from profile_list where account_id = $1 and list = $2";
        let row: Option<(String, i64)> = self.tx.opt(sql, (owner.as_str(), F::LISTING.code())).await?;
        let Some((entries, version)) = row else { return Ok((List::default(), 0)) };
        Ok((super::profile::read(&entries)?, version))
    }

    /// Saves a list made from version `seen`; false when another tab saved first.
    pub async fn save_list<F: EntryForm>(
        &mut self,
        owner: &AccountId,
        list: &List<F>,
        seen: i64,
    ) -> sqlx::Result<bool> {
        let sql = "insert into profile_list (account_id, list, entries, saved_at, version)
                   values ($1, $2, $3, $4, 1)
                   on conflict (account_id, list)
                   do update set entries = $3, saved_at = $4, version = profile_list.version + 1
                           where profile_list.version = $5";
        let params = (owner.as_str(), F::LISTING.code(), super::profile::written(list)?, self.now.0, seen);
        Ok(self.tx.run(sql, params).await? == 1)
    }
}
