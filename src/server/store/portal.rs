//! The registration home page in force, and drafts of it.

use super::{Store, Work, db::None as NoParams};
use crate::domain::StaffId;
use crate::domain::portal::Block;

/// What an administrator is writing.
pub struct PortalDraft {
    pub blocks: Vec<Block>,
    /// Version of the page that it would replace.
    pub made_from: i64,
    pub version: i64,
}

const IN_FORCE: &str = "select content, version from portal where only_one = 1";
const DRAFT: &str = "select content, made_from, version from portal_draft where author = $1";

fn read(content: &str) -> sqlx::Result<Vec<Block>> {
    serde_json::from_str(content).map_err(|e| sqlx::Error::Decode(e.into()))
}

fn written(blocks: &[Block]) -> sqlx::Result<String> {
    serde_json::to_string(blocks).map_err(|e| sqlx::Error::Encode(e.into()))
}

fn page(row: Option<(String, i64)>) -> sqlx::Result<(Vec<Block>, i64)> {
    row.map_or_else(|| Ok((Vec::new(), 0)), |(content, version)| Ok((read(&content)?, version)))
}

fn draft(row: Option<(String, i64, i64)>) -> sqlx::Result<Option<PortalDraft>> {
    let Some((content, made_from, version)) = row else { return Ok(None) };
    Ok(Some(PortalDraft { blocks: read(&content)?, made_from, version }))
}

impl Store {
    /// The page in force with its version; nothing, and 0, before the first was published.
    pub async fn portal(&self) -> sqlx::Result<(Vec<Block>, i64)> {
        page(self.db.opt(IN_FORCE, NoParams).await?)
    }

    pub async fn portal_draft(&self, author: &StaffId) -> sqlx::Result<Option<PortalDraft>> {
        draft(self.db.opt(DRAFT, (author.as_str(),)).await?)
    }
}

impl Work {
    pub async fn portal(&mut self) -> sqlx::Result<(Vec<Block>, i64)> {
        page(self.tx.opt(IN_FORCE, NoParams).await?)
    }

    pub async fn portal_draft(&mut self, author: &StaffId) -> sqlx::Result<Option<PortalDraft>> {
        draft(self.tx.opt(DRAFT, (author.as_str(),)).await?)
    }

    /// Keeps a draft; false when another tab changed it first. A draft begins with the moment as its version: after it
    /// was dropped, no version comes a second time.
    pub async fn save_portal_draft(&mut self, author: &StaffId, it: &PortalDraft) -> sqlx::Result<bool> {
        let content = written(&it.blocks)?;
        let changed = if it.version == 0 {
            let sql = "insert into portal_draft (author, content, made_from, saved_at, version)
                       values ($1, $2, $3, $4, $4) on conflict (author) do nothing";
            self.tx.run(sql, (author.as_str(), content, it.made_from, self.now.0)).await?
        } else {
            let sql = "update portal_draft set content = $1, saved_at = $2, version = version + 1
                        where author = $3 and version = $4";
            self.tx.run(sql, (content, self.now.0, author.as_str(), it.version)).await?
        };
        Ok(changed == 1)
    }

    pub async fn drop_portal_draft(&mut self, author: &StaffId) -> sqlx::Result<()> {
        self.tx.run("delete from portal_draft where author = $1", (author.as_str(),)).await.map(drop)
    }

    /// Puts a page in force; false when the one that it was made from is no longer.
    pub async fn publish_portal(&mut self, blocks: &[Block], made_from: i64) -> sqlx::Result<bool> {
        let sql = "insert into portal (only_one, content, saved_at, version) values (1, $1, $2, 1)
                   on conflict (only_one) do update set content = $1, saved_at = $2, version = portal.version + 1
                           where portal.version = $3";
        Ok(self.tx.run(sql, (written(blocks)?, self.now.0, made_from)).await? == 1)
    }
}
