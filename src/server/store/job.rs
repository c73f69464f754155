//! Many candidatures treated alike: what was prepared, and what became of each row.

use super::candidature::read_answer;
use super::{Scope, Store, Work, unknown};
use crate::domain::candidature::{CurrentAvis, Standing, State};
use crate::domain::job::{About, JobLine, JobRow, Outcome, Task};
use crate::domain::language::Language;
use crate::domain::review::{Avis, AvisKind, Role};
use crate::domain::time::Instant;
use crate::domain::{AvisId, CandidatureId, JobId, StaffId};
use crate::server::calendar::moment;

/// What is done to every row.
#[derive(Clone, Debug)]
pub struct Job {
    pub author: StaffId,
    pub task: Task,
    pub origin: String,
}

/// A row that waits for the worker.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    pub job: JobId,
    pub ordinal: i64,
    pub candidature: CandidatureId,
    pub rank: Option<i64>,
    /// The avis entered on the dossier when it was prepared, where that is what is validated.
    pub seen: Option<AvisId>,
}

fn kind_named(code: &str) -> sqlx::Result<AvisKind> {
    AvisKind::named(code).ok_or_else(|| unknown("avis", code))
}

#[derive(sqlx::FromRow)]
struct Line {
    job_id: String,
    author: String,
    kind: Option<String>,
    validates: bool,
    prepared_at: i64,
    confirmed: bool,
    total: i64,
    treated: i64,
}

impl Line {
    fn into_line(self) -> sqlx::Result<JobLine> {
        Ok(JobLine {
            id: JobId(self.job_id),
            author: self.author,
            kind: self.kind.as_deref().map(kind_named).transpose()?,
            validates: self.validates,
            prepared_at: moment(Instant(self.prepared_at)),
            confirmed: self.confirmed,
            rows: self.total,
            treated: self.treated,
        })
    }
}

/// `$1`: whose jobs; null for everybody's.
macro_rules! jobs {
    ($rest:literal) => {
        concat!(
            "select j.job_id, s.name as author, j.kind, j.validates, j.prepared_at, j.confirmed_at is not null as confirmed,
                    (select count(*) from job_row r where r.job_id = j.job_id) as total,
                    (select count(*) from job_row r where r.job_id = j.job_id and r.outcome is not null) as treated
               from job j join staff s on s.staff_id = j.author
              where (cast($1 as text) is null or j.author = $1) ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct RowOfJob {
    ordinal: i64,
    candidature_id: String,
    rank: Option<i64>,
    outcome: Option<String>,
    number: Option<String>,
    family_name: Option<String>,
    given_name: Option<String>,
    language: Option<String>,
    programme: Option<String>,
    state: Option<String>,
    answer: Option<String>,
    avis: Option<String>,
    /// What is entered now, and of which kind.
    entered: Option<String>,
    proposed: Option<String>,
    /// What was entered when it was prepared.
    seen: Option<String>,
    seen_kind: Option<String>,
    ground: Option<String>,
    comment: Option<String>,
}

impl RowOfJob {
    /// With what would refuse it now; a row that nobody may see any more has no obstacle to tell.
    fn into_row(self, task: &Task) -> sqlx::Result<JobRow> {
        let outcome = self.outcome.map(|it| serde_json::from_str(&it)).transpose();
        let current = self.avis.as_deref().and_then(AvisKind::named);
        let avis = current.map(|kind| CurrentAvis { kind, answer_by: None });
        let proposed = self.proposed.as_deref().and_then(AvisKind::named);
        let answer = read_answer(self.answer.as_deref(), false);
        let state = self.state.as_deref().and_then(State::named);
        let standing = state.map(|state| Standing { state, transmit_by: Instant(0), avis, proposed, answer });
        let (seen, entered) = (self.seen.map(AvisId), self.entered.map(AvisId));
        let about = (|| {
            Some(About {
                number: self.number?,
                family_name: self.family_name?,
                given_name: self.given_name?,
                programme: self.programme?,
                language: Language::named(&self.language?)?,
            })
        })();
        let kind = self.seen_kind.as_deref().and_then(AvisKind::named);
        Ok(JobRow {
            ordinal: self.ordinal,
            candidature: CandidatureId(self.candidature_id),
            about,
            rank: self.rank,
            entered: kind.map(|kind| Avis { kind, rank: self.rank, ground: self.ground, comment: self.comment }),
            outcome: outcome.map_err(|e| sqlx::Error::Decode(e.into()))?,
            obstacle: standing.and_then(|it| task.obstacle(it, seen.as_ref(), entered.as_ref())),
        })
    }
}

impl Store {
    /// The latest, of one author or of all.
    pub async fn jobs(&self, author: Option<&StaffId>) -> sqlx::Result<Vec<JobLine>> {
        let sql = jobs!("order by j.prepared_at desc, j.job_id desc limit 100");
        let rows: Vec<Line> = self.db.all(sql, (author.map(StaffId::as_str),)).await?;
        rows.into_iter().map(Line::into_line).collect()
    }

    /// One of them, if it is `author`'s; anybody's where none is named.
    pub async fn job_line(&self, author: Option<&StaffId>, id: &JobId) -> sqlx::Result<Option<JobLine>> {
        let row: Option<Line> =
            self.db.opt(jobs!("and j.job_id = $2"), (author.map(StaffId::as_str), id.as_str())).await?;
        row.map(Line::into_line).transpose()
    }

    pub async fn job(&self, id: &JobId) -> sqlx::Result<Job> {
        type JobRow = (String, Option<String>, Option<String>, Option<String>, bool, String);
        let sql = "select author, kind, ground, comment, validates, origin from job where job_id = $1";
        let (author, kind, ground, comment, validates, origin): JobRow = self.db.one(sql, (id.as_str(),)).await?;
        let task = match kind.as_deref().map(kind_named).transpose()? {
            Some(kind) => Task::Enter { avis: Avis { kind, rank: None, ground, comment }, validates },
            None => Task::Validate,
        };
        Ok(Job { author: StaffId(author), task, origin })
    }

    /// The rows in order; names and avis where they lie in the scope of the reader.
    pub async fn job_rows(&self, scope: &Scope, id: &JobId, task: &Task) -> sqlx::Result<Vec<JobRow>> {
        let sql = "select r.ordinal, r.candidature_id, coalesce(r.rank, l.rank) as rank, r.outcome, r.avis_id as seen,
                          a.number, a.family_name, a.given_name, a.language, p.label as programme, c.state, c.answer,
                          v.kind as avis, w.avis_id as entered, w.kind as proposed, l.kind as seen_kind, l.ground,
                          l.comment
                     from job_row r
                     left join candidature c on c.candidature_id = r.candidature_id
                          and (cast($2 as text) is null or exists (
                                select 1 from staff_scope s join programme q on q.faculty_id = s.faculty_id
                                 where s.staff_id = $2 and q.programme_id = c.programme_id
                                   and (s.programme_id is null or s.programme_id = q.programme_id)))
                     left join account a on a.account_id = c.account_id
                     left join programme p on p.programme_id = c.programme_id
                     left join avis v on v.candidature_id = c.candidature_id and v.superseded_at is null
                          and v.validated_at is not null
                     left join avis w on w.candidature_id = c.candidature_id and w.superseded_at is null
                          and w.validated_at is null
                     left join avis l on l.avis_id = r.avis_id and l.candidature_id = c.candidature_id
                    where r.job_id = $1 order by r.ordinal";
        let rows: Vec<RowOfJob> = self.db.all(sql, (id.as_str(), scope.limit())).await?;
        rows.into_iter().map(|row| row.into_row(task)).collect()
    }

    /// The next row of a confirmed job that was not treated.
    pub async fn next_job_row(&self) -> sqlx::Result<Option<WaitingRow>> {
        type Next = (String, i64, String, Option<i64>, Option<String>);
        let sql = "select r.job_id, r.ordinal, r.candidature_id, r.rank, r.avis_id
                     from job_row r join job j on j.job_id = r.job_id
                    where j.confirmed_at is not null and r.outcome is null
                    order by j.confirmed_at, r.job_id, r.ordinal limit 1";
        let row: Option<Next> = self.db.opt(sql, super::db::None).await?;
        Ok(row.map(|(job, ordinal, candidature, rank, seen)| WaitingRow {
            job: JobId(job),
            ordinal,
            candidature: CandidatureId(candidature),
            rank,
            seen: seen.map(AvisId),
        }))
    }

    /// What somebody's role is now.
    pub async fn role_of(&self, id: &StaffId) -> sqlx::Result<Role> {
        let (role,): (String,) = self.db.one("select role from staff where staff_id = $1", (id.as_str(),)).await?;
        Role::named(&role).ok_or_else(|| unknown("role", &role))
    }
}

impl Work {
    pub async fn add_job(&mut self, it: &Job) -> sqlx::Result<JobId> {
        let id = self.id();
        let sql = "insert into job (job_id, author, kind, ground, comment, validates, origin, prepared_at)
                   values ($1, $2, $3, $4, $5, $6, $7, $8)";
        let avis = it.task.avis();
        let kind = avis.map(|it| it.kind.code());
        let (ground, comment) = (avis.and_then(|it| it.ground.as_deref()), avis.and_then(|it| it.comment.as_deref()));
        let params = (&id, it.author.as_str(), kind, ground, comment, it.task.validates(), &it.origin, self.now.0);
        self.tx.run(sql, params).await?;
        Ok(JobId(id))
    }

    pub async fn add_job_row(&mut self, it: &WaitingRow) -> sqlx::Result<()> {
        let sql = "insert into job_row (job_id, ordinal, candidature_id, rank, avis_id) values ($1, $2, $3, $4, $5)";
        let seen = it.seen.as_ref().map(AvisId::as_str);
        self.tx.run(sql, (it.job.as_str(), it.ordinal, it.candidature.as_str(), it.rank, seen)).await.map(drop)
    }

    /// Lets the worker have it; false when it is not the author's, or was confirmed before.
    pub async fn confirm_job(&mut self, id: &JobId, author: &StaffId) -> sqlx::Result<bool> {
        let sql = "update job set confirmed_at = $1 where job_id = $2 and author = $3 and confirmed_at is null";
        Ok(self.tx.run(sql, (self.now.0, id.as_str(), author.as_str())).await? == 1)
    }

    /// Locks a row and says what becomes of it, should the work be committed; false when another worker treated it.
    pub async fn close_job_row(&mut self, it: &WaitingRow, outcome: Outcome) -> sqlx::Result<bool> {
        let outcome = serde_json::to_string(&outcome).map_err(|e| sqlx::Error::Encode(e.into()))?;
        let sql = "update job_row set outcome = $1, done_at = $2
                    where job_id = $3 and ordinal = $4 and outcome is null";
        Ok(self.tx.run(sql, (outcome, self.now.0, it.job.as_str(), it.ordinal)).await? == 1)
    }
}
