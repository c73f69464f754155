//! Admissions from files: what was prepared, line by line, and what became of each.

use super::db::Sql;
use super::profile::{read, written};
use super::{Store, Work, unknown};
use crate::domain::admission::{Cycle, Source};
use crate::domain::campaign::Level;
use crate::domain::import::{Found, ImportHead, ImportLine, Outcome, Plan, REPORT_PAGE, ReportLine};
use crate::domain::profile::{IdentityForm, Section};
use crate::domain::time::Instant;
use crate::domain::{AccountId, CampaignId, ImportId, StaffId};
use crate::server::calendar::moment;
use serde::{Serialize, Serializer};
use std::collections::HashMap;

/// An import about to be written down.
pub struct NewImport<'a> {
    pub campaign: &'a CampaignId,
    pub source: Source,
    pub file_name: &'a str,
    pub author: &'a StaffId,
    pub origin: &'a str,
}

/// A line about to be written down.
#[derive(Serialize)]
pub struct PlannedLine {
    pub line: i64,
    /// JSON of what it says.
    pub content: String,
    #[serde(serialize_with = "code")]
    pub plan: Plan,
    /// JSON of what is wrong with it.
    pub faults: String,
    pub digest: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn code<S: Serializer>(plan: &Plan, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(plan.code())
}

/// A line that waits for the worker.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct WaitingLine {
    pub import_id: String,
    pub line: i64,
    content: String,
    pub plan: String,
    pub digest: String,
    pub campaign_id: String,
    /// « 2026-2027 ».
    pub year: String,
    source: String,
    pub author: String,
    pub origin: String,
}

impl WaitingLine {
    pub fn content(&self) -> sqlx::Result<ImportLine> {
        read(&self.content)
    }

    pub fn source(&self) -> sqlx::Result<Source> {
        Source::named(&self.source).ok_or_else(|| unknown("source", &self.source))
    }
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    import_id: String,
    source: String,
    file_name: String,
    author: String,
    prepared_at: i64,
    confirmed_at: Option<i64>,
}

/// Heads of imports whose lines are all written down, and the rest of the question.
macro_rules! heads {
    ($rest:literal) => {
        concat!(
            "select i.import_id, i.source, i.file_name, s.name as author, i.prepared_at, i.confirmed_at
               from import i join staff s on s.staff_id = i.author where i.ready ",
            $rest
        )
    };
}

impl Store {
    /// The latest imports.
    pub async fn imports(&self) -> sqlx::Result<Vec<ImportHead>> {
        let rows: Vec<HeadRow> =
            self.db.all(heads!("order by i.prepared_at desc, i.import_id desc limit 50"), super::db::None).await?;
        let mut heads = Vec::new();
        for row in rows {
            heads.push(self.counted(row).await?);
        }
        Ok(heads)
    }

    pub async fn import(&self, id: &ImportId) -> sqlx::Result<Option<ImportHead>> {
        let row: Option<HeadRow> = self.db.opt(heads!("and i.import_id = $1"), (id.as_str(),)).await?;
        match row {
            Some(row) => self.counted(row).await.map(Some),
            None => Ok(None),
        }
    }

    async fn counted(&self, it: HeadRow) -> sqlx::Result<ImportHead> {
        let sql = "select plan, outcome, count(*) from import_line where import_id = $1 group by plan, outcome";
        let rows: Vec<(String, Option<String>, i64)> = self.db.all(sql, (&it.import_id,)).await?;
        let mut plans = vec![0; Plan::ALL.len()];
        let (mut done, mut refused) = (0, 0);
        for (plan, outcome, count) in rows {
            let plan = Plan::named(&plan).ok_or_else(|| unknown("plan", &plan))?;
            if let Some(at) = Plan::ALL.iter().position(|it| *it == plan) {
                plans[at] += count;
            }
            match outcome.as_deref().map(read::<Outcome>).transpose()? {
                Some(Outcome::Done) => done += count,
                Some(_) => refused += count,
                None => {}
            }
        }
        Ok(ImportHead {
            id: ImportId(it.import_id),
            source: Source::named(&it.source).ok_or_else(|| unknown("source", &it.source))?,
            file_name: it.file_name,
            author: it.author,
            prepared_at: moment(Instant(it.prepared_at)),
            confirmed_at: it.confirmed_at.map(|at| moment(Instant(at))),
            plans,
            done,
            refused,
        })
    }

    /// A page of the report, of one plan or of all, in the order of the file; and how many lines there are.
    pub async fn import_lines(
        &self,
        id: &ImportId,
        plan: Option<Plan>,
        after: i64,
        limit: i64,
    ) -> sqlx::Result<Vec<ReportLine>> {
        type Row = (i64, String, String, String, Option<String>);
        let sql = "select line, content, plan, faults, outcome from import_line
                    where import_id = $1 and (cast($2 as text) is null or plan = $2)
                    order by line limit $3 offset $4";
        let rows: Vec<Row> = self.db.all(sql, (id.as_str(), plan.map(Plan::code), limit, after)).await?;
        let line_of = |(line, content, plan, faults, outcome): Row| {
            Ok(ReportLine {
                line,
                content: read(&content)?,
                plan: Plan::named(&plan).ok_or_else(|| unknown("plan", &plan))?,
                faults: read(&faults)?,
                outcome: outcome.as_deref().map(read).transpose()?,
            })
        };
        rows.into_iter().map(line_of).collect()
    }

    /// The lines of a page of the report.
    pub async fn import_page(&self, id: &ImportId, plan: Option<Plan>, page: i64) -> sqlx::Result<Vec<ReportLine>> {
        self.import_lines(id, plan, page.saturating_mul(REPORT_PAGE), REPORT_PAGE).await
    }

    /// What was imported from a source: number and programme, and the digest of the line that said so.
    pub async fn imported(
        &self,
        campaign: &CampaignId,
        source: Source,
    ) -> sqlx::Result<HashMap<(String, String), String>> {
        let sql = "select external_number, programme_code, digest from admission
                    where campaign_id = $1 and source = $2 and withdrawn_at is null";
        let rows: Vec<(String, String, String)> = self.db.all(sql, (campaign.as_str(), source.code())).await?;
        Ok(rows.into_iter().map(|(number, programme, digest)| ((number, programme), digest)).collect())
    }

    /// Label and cycle of every programme of a campaign, by its code.
    pub async fn programmes_by_code(&self, campaign: &CampaignId) -> sqlx::Result<HashMap<String, (String, Cycle)>> {
        let sql = "select code, label, level from programme where campaign_id = $1";
        let rows: Vec<(String, String, String)> = self.db.all(sql, (campaign.as_str(),)).await?;
        let read = |(code, label, level): (String, String, String)| {
            let cycle = Level::named(&level).map(Cycle::of).ok_or_else(|| unknown("level", &level))?;
            Ok((code, (label, cycle)))
        };
        rows.into_iter().map(read).collect()
    }

    /// The next line of a confirmed import that was not done.
    pub async fn next_import_line(&self) -> sqlx::Result<Option<WaitingLine>> {
        let sql = "select r.import_id, r.line, r.content, r.plan, r.digest, i.campaign_id, c.label as year, i.source,
                          i.author, i.origin
                     from import_line r
                     join import i on i.import_id = r.import_id
                     join campaign c on c.campaign_id = i.campaign_id
                    where i.confirmed_at is not null and r.outcome is null and r.plan in ('new', 'changed')
                    order by i.confirmed_at, r.import_id, r.line limit 1";
        self.db.opt(sql, super::db::None).await
    }
}

impl Work {
    pub async fn add_import(&mut self, it: &NewImport<'_>) -> sqlx::Result<ImportId> {
        let id = self.id();
        let sql = "insert into import (import_id, campaign_id, source, file_name, author, origin, prepared_at, ready)
                   values ($1, $2, $3, $4, $5, $6, $7, false)";
        let (campaign, source, author) = (it.campaign.as_str(), it.source.code(), it.author.as_str());
        self.tx.run(sql, (&id, campaign, source, it.file_name, author, it.origin, self.now.0)).await?;
        Ok(ImportId(id))
    }

    pub async fn add_import_lines(&mut self, id: &ImportId, lines: &[PlannedLine]) -> sqlx::Result<()> {
        let sql = Sql {
            sqlite: "insert into import_line (import_id, line, content, plan, faults, digest)
                     select $1, value ->> 'line', value ->> 'content', value ->> 'plan', value ->> 'faults',
                            value ->> 'digest' from json_each($2)",
            postgres: "insert into import_line (import_id, line, content, plan, faults, digest)
                       select $1, cast(value ->> 'line' as bigint), value ->> 'content', value ->> 'plan',
                              value ->> 'faults', value ->> 'digest' from json_array_elements(cast($2 as json))",
        };
        let lines = written(&lines)?;
        self.tx.run(sql, (id.as_str(), lines)).await.map(drop)
    }

    /// All its lines are written down.
    pub async fn import_is_ready(&mut self, id: &ImportId) -> sqlx::Result<()> {
        self.tx.run("update import set ready = true where import_id = $1", (id.as_str(),)).await.map(drop)
    }

    /// Lets the worker have it; false when it was confirmed before.
    pub async fn confirm_import(&mut self, id: &ImportId) -> sqlx::Result<bool> {
        let sql = "update import set confirmed_at = $1 where import_id = $2 and ready and confirmed_at is null";
        Ok(self.tx.run(sql, (self.now.0, id.as_str())).await? == 1)
    }

    /// Locks a line and says what becomes of it, should the work be committed; false when another worker did it.
    pub async fn close_import_line(&mut self, it: &WaitingLine, outcome: Outcome) -> sqlx::Result<bool> {
        let outcome = written(&outcome)?;
        let sql = "update import_line set outcome = $1, done_at = $2
                    where import_id = $3 and line = $4 and outcome is null";
        Ok(self.tx.run(sql, (outcome, self.now.0, &it.import_id, it.line)).await? == 1)
    }

    /// Who has this address in a campaign.
    pub async fn found_by_email(&mut self, campaign: &CampaignId, email: &str) -> sqlx::Result<Option<Found>> {
        match self.account_of(campaign, email).await? {
            Some((account, _)) => self.found(&account).await.map(Some),
            None => Ok(None),
        }
    }

    /// What decides whether somebody is the person of a line; the names are those of the account, not folded.
    pub async fn found(&mut self, account: &AccountId) -> sqlx::Result<Found> {
        let identity = self.profile(account).await?.identity.unwrap_or_default();
        let head = self.account_head(account).await?.ok_or(sqlx::Error::RowNotFound)?;
        let names = format!("{} {}", head.family_name, head.given_name);
        Ok(Found { account: account.clone(), birth_date: identity.birth_date, names })
    }

    /// Writes an identity that its person has not confirmed yet; one that they have is theirs.
    pub async fn prefill_identity(&mut self, owner: &AccountId, identity: &IdentityForm) -> sqlx::Result<()> {
        let answers = written(&identity)?;
        let sql = "insert into profile_section (account_id, section, answers, saved_at, version, to_confirm)
                   values ($1, $2, $3, $4, 1, true)
                   on conflict (account_id, section)
                   do update set answers = $3, saved_at = $4, version = profile_section.version + 1
                           where profile_section.to_confirm";
        let params = (owner.as_str(), Section::Identity.code(), &answers, self.now.0);
        if self.tx.run(sql, params).await? == 1 {
            self.found_by_ine(owner, Section::Identity, &answers).await?;
        }
        Ok(())
    }

    /// Corrects the address of an account that nobody entered yet; false when another account has it.
    pub async fn correct_email(&mut self, owner: &AccountId, email: &str) -> sqlx::Result<bool> {
        let sql = "update account set email = $1 where account_id = $2 and validated_at is null and email <> $1
                      and not exists (select 1 from account b join account a on a.campaign_id = b.campaign_id
                                       where a.account_id = $2 and b.email = $1)";
        Ok(self.tx.run(sql, (email, owner.as_str())).await? == 1)
    }
}
