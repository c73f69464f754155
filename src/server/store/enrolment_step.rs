//! The steps of an enrolment as typed, what was handed over, and the parameters of the establishment for it.

use super::profile::{read, written};
use super::{Store, Work, db::None as NoParams, unknown};
use crate::domain::document::DocumentState;
use crate::domain::enrolment::{Answers, Asked, AskedOf, Asking, EffectiveRule, Kind, Piece, Snapshot, Step, StepRow};
use crate::domain::time::{Instant, Window};
use crate::domain::{CampaignId, EnrolmentId, EnrolmentWindowId};

type Row = (String, String, bool, i64);

const OF_ENROLMENT: &str = "select step, content, confirmed_at is not null as confirmed, version
                              from enrolment_step where enrolment_id = $1";

fn row((step, content, confirmed, version): Row) -> sqlx::Result<StepRow> {
    let step = Step::named(&step).ok_or_else(|| unknown("step of an enrolment", &step))?;
    Ok(StepRow { step, answers: read(&content)?, confirmed, version })
}

type WindowRow = (String, String, i64, i64, i64);

/// A period as it is stored, with the version that counts its changes.
#[derive(Clone, Debug)]
pub struct StoredWindow {
    pub id: EnrolmentWindowId,
    pub kind: Kind,
    pub window: Window,
    pub version: i64,
}

fn stored_window((id, kind, opens, closes, version): WindowRow) -> sqlx::Result<StoredWindow> {
    Ok(StoredWindow {
        id: EnrolmentWindowId(id),
        kind: Kind::named(&kind).ok_or_else(|| unknown("kind of enrolment", &kind))?,
        window: Window { opens_at: Instant(opens), closes_at: Instant(closes) },
        version,
    })
}

const RULE: &str = "select needs_cvec, needs_first_instalment, needs_blocking_documents from enrolment_setting
                     where only_one = 1";

const fn rule((cvec, first_instalment, blocking_documents): (bool, bool, bool)) -> EffectiveRule {
    EffectiveRule { cvec, first_instalment, blocking_documents }
}

/// How the establishment asks, whether Europeans alone enrol online, and the version of both.
pub struct StoredAsking {
    pub asking: Asking,
    pub europeans_only: bool,
    pub version: i64,
}

const SNAPSHOT: &str = "select snapshot from enrolment where enrolment_id = $1";

fn snapshot(row: Option<(Option<String>,)>) -> sqlx::Result<Option<Snapshot>> {
    row.and_then(|(it,)| it).map(|it| read(&it)).transpose()
}

const SETTING: &str = "select europeans_only, version from enrolment_setting where only_one = 1";
const FIELDS: &str = "select field, asked from enrolment_field";

fn asking((europeans_only, version): (bool, i64), rows: Vec<(String, String)>) -> sqlx::Result<StoredAsking> {
    let asked = |(field, asked): (String, String)| {
        Ok((field, Asked::named(&asked).ok_or_else(|| unknown("way of asking", &asked))?))
    };
    Ok(StoredAsking {
        asking: Asking(rows.into_iter().map(asked).collect::<sqlx::Result<_>>()?),
        europeans_only,
        version,
    })
}

impl Store {
    pub async fn enrolment_steps(&self, id: &EnrolmentId) -> sqlx::Result<Vec<StepRow>> {
        let rows: Vec<Row> = self.db.all(OF_ENROLMENT, (id.as_str(),)).await?;
        rows.into_iter().map(row).collect()
    }

    pub async fn enrolment_asking(&self) -> sqlx::Result<StoredAsking> {
        asking(self.db.one(SETTING, NoParams).await?, self.db.all(FIELDS, NoParams).await?)
    }

    /// What an enrolment needs to become effective.
    pub async fn effective_rule(&self) -> sqlx::Result<EffectiveRule> {
        self.db.one(RULE, NoParams).await.map(rule)
    }

    /// What the campaign asks for, of whom, and how far each is in this enrolment.
    pub async fn pieces_asked(&self, campaign: &CampaignId, id: &EnrolmentId) -> sqlx::Result<Vec<(AskedOf, Piece)>> {
        let sql = "select r.asked_of, r.label_fr, r.label_en, r.blocking, coalesce(d.state, 'missing') as state
                     from enrolment_requirement r
                     left join enrolment_document d on d.requirement_id = r.requirement_id and d.enrolment_id = $2
                    where r.campaign_id = $1 order by r.position, r.requirement_id";
        let rows: Vec<(String, String, String, bool, String)> =
            self.db.all(sql, (campaign.as_str(), id.as_str())).await?;
        let piece = |(asked_of, label_fr, label_en, blocking, state): (String, String, String, bool, String)| {
            let asked_of = AskedOf::named(&asked_of).ok_or_else(|| unknown("rule of a requirement", &asked_of))?;
            let state = DocumentState::named(&state).ok_or_else(|| unknown("state of a document", &state))?;
            Ok((asked_of, Piece { label_fr, label_en, blocking, state }))
        };
        rows.into_iter().map(piece).collect()
    }

    /// What was handed over; none before.
    pub async fn enrolment_snapshot(&self, id: &EnrolmentId) -> sqlx::Result<Option<Snapshot>> {
        self.db.opt(SNAPSHOT, (id.as_str(),)).await.and_then(snapshot)
    }

    /// Number, programmes and moment of what was handed over: what its letter tells.
    pub async fn submission_facts(&self, id: &EnrolmentId) -> sqlx::Result<(String, String, Instant)> {
        let sql = "select number, submitted_at, snapshot from enrolment
                    where enrolment_id = $1 and submitted_at is not null and snapshot is not null";
        let (number, at, snapshot): (String, i64, String) = self.db.one(sql, (id.as_str(),)).await?;
        let programmes = read::<Snapshot>(&snapshot)?.programmes.into_iter().map(|it| it.programme);
        Ok((number, programmes.collect::<Vec<_>>().join(", "), Instant(at)))
    }

    /// The periods of a campaign, those of first enrolments first.
    pub async fn stored_windows(&self, campaign: &CampaignId) -> sqlx::Result<Vec<StoredWindow>> {
        let sql = "select window_id, kind, opens_at, closes_at, version from enrolment_window
                    where campaign_id = $1 order by kind, opens_at, window_id";
        let rows: Vec<WindowRow> = self.db.all(sql, (campaign.as_str(),)).await?;
        rows.into_iter().map(stored_window).collect()
    }
}

impl Work {
    pub async fn enrolment_steps(&mut self, id: &EnrolmentId) -> sqlx::Result<Vec<StepRow>> {
        let rows: Vec<Row> = self.tx.all(OF_ENROLMENT, (id.as_str(),)).await?;
        rows.into_iter().map(row).collect()
    }

    /// What was handed over; none before.
    pub async fn enrolment_snapshot(&mut self, id: &EnrolmentId) -> sqlx::Result<Option<Snapshot>> {
        self.tx.opt(SNAPSHOT, (id.as_str(),)).await.and_then(snapshot)
    }

    /// Saves a step of a locked enrolment, made from version `seen`; false when another tab saved first.
    pub async fn save_step(
        &mut self,
        id: &EnrolmentId,
        step: Step,
        (answers, confirmed): (&Answers, bool),
        seen: i64,
    ) -> sqlx::Result<bool> {
        let content = written(answers)?;
        let confirmed_at = confirmed.then_some(self.now.0);
        let sql = "insert into enrolment_step (enrolment_id, step, content, confirmed_at, saved_at, version)
                   values ($1, $2, $3, $4, $5, 1)
                   on conflict (enrolment_id, step)
                   do update set content = $3, confirmed_at = $4, saved_at = $5, version = enrolment_step.version + 1
                           where enrolment_step.version = $6";
        let params = (id.as_str(), step.code(), content, confirmed_at, self.now.0, seen);
        Ok(self.tx.run(sql, params).await? == 1)
    }

    /// Freezes what is handed over. `due` in cents.
    pub async fn keep_submission(
        &mut self,
        id: &EnrolmentId,
        snapshot: &Snapshot,
        (due, instalments): (Option<i64>, i64),
        ine: &str,
    ) -> sqlx::Result<()> {
        let snapshot = written(snapshot)?;
        let sql = "update enrolment set snapshot = $1, due = coalesce($2, due), instalments = $3, ine = $4
                    where enrolment_id = $5";
        self.tx.run(sql, (snapshot, due, instalments, ine, id.as_str())).await.map(drop)
    }

    /// What is due, in cents.
    pub async fn say_due(&mut self, id: &EnrolmentId, due: i64) -> sqlx::Result<()> {
        let sql = "update enrolment set due = $1 where enrolment_id = $2";
        self.tx.run(sql, (due, id.as_str())).await.map(drop)
    }

    /// Puts the questions anew, made from version `seen`; false when somebody else saved first.
    pub async fn save_enrolment_asking(
        &mut self,
        asking: &Asking,
        europeans_only: bool,
        seen: i64,
    ) -> sqlx::Result<bool> {
        let sql = "update enrolment_setting set europeans_only = $1, version = version + 1
                    where only_one = 1 and version = $2";
        if self.tx.run(sql, (europeans_only, seen)).await? == 0 {
            return Ok(false);
        }
        for (field, asked) in &asking.0 {
            let sql = "insert into enrolment_field (field, asked) values ($1, $2)
                       on conflict (field) do update set asked = excluded.asked";
            self.tx.run(sql, (field, asked.code())).await?;
        }
        Ok(true)
    }

    /// What an enrolment needs to become effective.
    pub async fn enrolment_asking(&mut self) -> sqlx::Result<StoredAsking> {
        asking(self.tx.one(SETTING, NoParams).await?, self.tx.all(FIELDS, NoParams).await?)
    }

    pub async fn effective_rule(&mut self) -> sqlx::Result<EffectiveRule> {
        self.tx.one(RULE, NoParams).await.map(rule)
    }

    /// Says anew what it needs, made from version `seen`; false when somebody else saved first.
    pub async fn save_effective_rule(&mut self, it: EffectiveRule, seen: i64) -> sqlx::Result<bool> {
        let sql = "update enrolment_setting set needs_cvec = $1, needs_first_instalment = $2,
                          needs_blocking_documents = $3, version = version + 1
                    where only_one = 1 and version = $4";
        let params = (it.cvec, it.first_instalment, it.blocking_documents, seen);
        Ok(self.tx.run(sql, params).await? == 1)
    }

    /// Moves a period as it was when the form was made; false when somebody else saved first, or it is gone.
    pub async fn save_enrolment_window(
        &mut self,
        id: &EnrolmentWindowId,
        kind: Kind,
        window: Window,
        seen: i64,
    ) -> sqlx::Result<bool> {
        let sql = "update enrolment_window set kind = $1, opens_at = $2, closes_at = $3, version = version + 1
                    where window_id = $4 and version = $5";
        let params = (kind.code(), window.opens_at.0, window.closes_at.0, id.as_str(), seen);
        Ok(self.tx.run(sql, params).await? == 1)
    }

    pub async fn remove_enrolment_window(&mut self, id: &EnrolmentWindowId, seen: i64) -> sqlx::Result<bool> {
        let sql = "delete from enrolment_window where window_id = $1 and version = $2";
        Ok(self.tx.run(sql, (id.as_str(), seen)).await? == 1)
    }
}
