//! The establishment's own words for letters, and drafts of them.

use super::{Store, Work, db::None as NoParams};
use crate::domain::StaffId;
use crate::domain::language::Language;
use crate::domain::letter::Template;

/// What somebody is writing, and from which version of the words in force.
#[derive(sqlx::FromRow)]
pub struct Draft {
    pub subject: String,
    pub body: String,
    pub made_from: i64,
}

const DRAFT: &str =
    "select subject, body, made_from from letter_draft where code = $1 and language = $2 and author = $3";

impl Store {
    /// Which letters have words of the establishment's, in which language.
    pub async fn own_templates(&self) -> sqlx::Result<Vec<(Template, Language)>> {
        let sql = "select code, language from letter_template order by code, language";
        let rows: Vec<(String, String)> = self.db.all(sql, NoParams).await?;
        // Words of a letter that this version no longer sends are nobody's to edit.
        let known = |(code, language): (String, String)| Some((Template::named(&code)?, Language::named(&language)?));
        Ok(rows.into_iter().filter_map(known).collect())
    }

    pub async fn draft(&self, it: Template, language: Language, author: &StaffId) -> sqlx::Result<Option<Draft>> {
        self.db.opt(DRAFT, (it.code(), language.code(), author.as_str())).await
    }
}

impl Work {
    pub async fn draft(&mut self, it: Template, language: Language, author: &StaffId) -> sqlx::Result<Option<Draft>> {
        self.tx.opt(DRAFT, (it.code(), language.code(), author.as_str())).await
    }

    pub async fn save_draft(
        &mut self,
        it: Template,
        language: Language,
        author: &StaffId,
        draft: &Draft,
    ) -> sqlx::Result<()> {
        let sql = "insert into letter_draft (code, language, author, subject, body, made_from, saved_at)
                   values ($1, $2, $3, $4, $5, $6, $7)
                   on conflict (code, language, author)
                   do update set subject = $4, body = $5, made_from = $6, saved_at = $7";
        let Draft { subject, body, made_from } = draft;
        let params = (it.code(), language.code(), author.as_str(), subject, body, *made_from, self.now.0);
        self.tx.run(sql, params).await.map(drop)
    }

    pub async fn drop_draft(&mut self, it: Template, language: Language, author: &StaffId) -> sqlx::Result<()> {
        let sql = "delete from letter_draft where code = $1 and language = $2 and author = $3";
        self.tx.run(sql, (it.code(), language.code(), author.as_str())).await.map(drop)
    }

    /// Puts words in force; false when those that they were made from are no longer. The first version is the moment:
    /// after a return to the shipped words, no version comes a second time.
    pub async fn save_template(
        &mut self,
        it: Template,
        language: Language,
        author: &StaffId,
        draft: &Draft,
    ) -> sqlx::Result<bool> {
        let (code, speech) = (it.code(), language.code());
        let changed = if draft.made_from == 0 {
            let sql = "insert into letter_template (code, language, subject, body, saved_at, saved_by, version)
                       values ($1, $2, $3, $4, $5, $6, $5) on conflict (code, language) do nothing";
            self.tx.run(sql, (code, speech, &draft.subject, &draft.body, self.now.0, author.as_str())).await?
        } else {
            let sql = "update letter_template set subject = $3, body = $4, saved_at = $5, saved_by = $6,
                                                  version = version + 1
                        where code = $1 and language = $2 and version = $7";
            let params = (code, speech, &draft.subject, &draft.body, self.now.0, author.as_str(), draft.made_from);
            self.tx.run(sql, params).await?
        };
        Ok(changed == 1)
    }

    /// Back to the shipped words; false when somebody changed the own ones meanwhile.
    pub async fn reset_template(&mut self, it: Template, language: Language, seen: i64) -> sqlx::Result<bool> {
        let sql = "delete from letter_template where code = $1 and language = $2 and version = $3";
        Ok(self.tx.run(sql, (it.code(), language.code(), seen)).await? == 1)
    }
}
