//! Learners and the numbers that lead to them.

use super::{Store, Work, unknown};
use crate::domain::learner::{IdentifierKind, identifiant};
use crate::domain::{AccountId, LearnerId};

/// Who a learner is.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LearnerHead {
    pub learner_id: String,
    pub identifiant: String,
    pub account_id: String,
    pub student_number: Option<String>,
}

impl LearnerHead {
    pub fn id(&self) -> LearnerId {
        LearnerId(self.learner_id.clone())
    }

    pub fn account(&self) -> AccountId {
        AccountId(self.account_id.clone())
    }
}

const BY_ACCOUNT: &str =
    "select learner_id, identifiant, account_id, student_number from learner where account_id = $1";
const BY_ID: &str = "select learner_id, identifiant, account_id, student_number from learner where learner_id = $1";
/// The learner of another account with the same address.
const BY_EMAIL: &str = "select l.learner_id, l.identifiant, l.account_id, l.student_number
         from learner l join account a on a.account_id = l.account_id
        where a.email = $1 order by a.created_at desc limit 1";

impl Store {
    pub async fn learner_of(&self, account: &AccountId) -> sqlx::Result<Option<LearnerHead>> {
        self.db.opt(BY_ACCOUNT, (account.as_str(),)).await
    }

    pub async fn learner(&self, id: &LearnerId) -> sqlx::Result<Option<LearnerHead>> {
        self.db.opt(BY_ID, (id.as_str(),)).await
    }

    /// The one person to whom what was typed leads, in any of its readings; nobody where it leads to several.
    pub async fn learner_named(&self, readings: &[(IdentifierKind, String)]) -> sqlx::Result<Option<LearnerHead>> {
        let mut found: Option<String> = None;
        for (kind, value) in readings {
            let sql = "select learner_id from identifier where kind = $1 and value = $2";
            let row: Option<(String,)> = self.db.opt(sql, (kind.code(), value)).await?;
            match (row, &found) {
                (Some((id,)), Some(other)) if id != *other => return Ok(None),
                (Some((id,)), _) => found = Some(id),
                (None, _) => {}
            }
        }
        match found {
            Some(id) => self.learner(&LearnerId(id)).await,
            None => Ok(None),
        }
    }

    /// Every number of a learner: kind and value as stored.
    pub async fn identifiers(&self, id: &LearnerId) -> sqlx::Result<Vec<(IdentifierKind, String)>> {
        let sql = "select kind, value from identifier where learner_id = $1 order by kind, value";
        let rows: Vec<(String, String)> = self.db.all(sql, (id.as_str(),)).await?;
        let read = |(kind, value): (String, String)| {
            Ok((IdentifierKind::named(&kind).ok_or_else(|| unknown("kind of identifier", &kind))?, value))
        };
        rows.into_iter().map(read).collect()
    }
}

impl Work {
    pub async fn learner_of(&mut self, account: &AccountId) -> sqlx::Result<Option<LearnerHead>> {
        self.tx.opt(BY_ACCOUNT, (account.as_str(),)).await
    }

    pub async fn learner_with_email(&mut self, email: &str) -> sqlx::Result<Option<LearnerHead>> {
        self.tx.opt(BY_EMAIL, (email,)).await
    }

    pub async fn learner_with(&mut self, kind: IdentifierKind, value: &str) -> sqlx::Result<Option<LearnerHead>> {
        let sql = "select l.learner_id, l.identifiant, l.account_id, l.student_number
                     from identifier i join learner l on l.learner_id = i.learner_id
                    where i.kind = $1 and i.value = $2";
        self.tx.opt(sql, (kind.code(), value)).await
    }

    /// A new learner, with the first identifiant of their names that is free (for ever: none is given twice). Both names
    /// folded. The account must be locked, and have no learner yet.
    pub async fn add_learner(
        &mut self,
        account: &AccountId,
        (family_name, given_name): (&str, &str),
    ) -> sqlx::Result<LearnerHead> {
        let mut nth = 1;
        loop {
            let name = identifiant(family_name, given_name, nth);
            nth += 1;
            let Some(value) = IdentifierKind::Identifiant.normalise(&name) else { continue };
            let learner = LearnerId(self.id());
            let sql = "insert into learner (learner_id, identifiant, account_id, created_at) values ($1, $2, $3, $4)
                       on conflict (identifiant) do nothing";
            if self.tx.run(sql, (learner.as_str(), &name, account.as_str(), self.now.0)).await? == 0 {
                continue;
            }
            if self.add_identifier(&learner, IdentifierKind::Identifiant, &value).await? {
                let (learner_id, account_id) = (learner.0, account.0.clone());
                return Ok(LearnerHead { learner_id, identifiant: name, account_id, student_number: None });
            }
            // « mart.inlea1 » reads as « martin.lea1 » once its dot is gone.
            self.tx.run("delete from learner where learner_id = $1", (learner.as_str(),)).await?;
        }
    }

    /// Lets a number lead to a learner; false when it leads to somebody else already. `value` normalised.
    pub async fn add_identifier(&mut self, id: &LearnerId, kind: IdentifierKind, value: &str) -> sqlx::Result<bool> {
        let sql = "insert into identifier (kind, value, learner_id) values ($1, $2, $3) on conflict do nothing";
        if self.tx.run(sql, (kind.code(), value, id.as_str())).await? == 1 {
            return Ok(true);
        }
        Ok(self.learner_with(kind, value).await?.is_some_and(|it| it.learner_id == id.0))
    }

    /// The account through which a learner acts from now on.
    pub async fn move_learner(&mut self, id: &LearnerId, account: &AccountId) -> sqlx::Result<()> {
        let sql = "update learner set account_id = $1 where learner_id = $2";
        self.tx.run(sql, (account.as_str(), id.as_str())).await.map(drop)
    }
}
