//! The yearly registration: who may read and lock it, where it stands, when it is open.

use super::{Store, Work, unknown};
use crate::domain::enrolment::{CancelledWhy, CvecState, Kind, PaymentStatus, Standing, State};
use crate::domain::fee::{Waiver, WaiverExtent, WaiverGround};
use crate::domain::time::{Instant, Window};
use crate::domain::{AccountId, CampaignId, EnrolmentId, LearnerId};

/// An enrolment as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct EnrolmentRow {
    pub enrolment_id: String,
    pub learner_id: String,
    pub campaign_id: String,
    /// « 2026-2027 ».
    pub year: String,
    pub number: String,
    kind: String,
    state: String,
    payment: String,
    cvec: String,
    pub ine: String,
    /// Cents.
    pub due: Option<i64>,
    pub instalments: i64,
    pub submitted_at: Option<i64>,
    pub validated_at: Option<i64>,
    pub version: i64,
    pub account_id: String,
    waiver_ground: Option<String>,
    waiver_cents: Option<i64>,
    documents_open: i64,
}

impl EnrolmentRow {
    pub fn id(&self) -> EnrolmentId {
        EnrolmentId(self.enrolment_id.clone())
    }

    pub fn learner(&self) -> LearnerId {
        LearnerId(self.learner_id.clone())
    }

    pub fn campaign(&self) -> CampaignId {
        CampaignId(self.campaign_id.clone())
    }

    pub fn account(&self) -> AccountId {
        AccountId(self.account_id.clone())
    }

    pub fn kind(&self) -> sqlx::Result<Kind> {
        Kind::named(&self.kind).ok_or_else(|| unknown("kind of enrolment", &self.kind))
    }

    /// What the president decided, as staff entered it.
    pub fn waiver(&self) -> sqlx::Result<Option<Waiver>> {
        let Some(code) = &self.waiver_ground else { return Ok(None) };
        let ground = WaiverGround::named(code).ok_or_else(|| unknown("ground of an exemption", code))?;
        let extent = self.waiver_cents.map_or(WaiverExtent::Whole, |cents| WaiverExtent::Part { cents });
        Ok(Some(Waiver { ground, extent }))
    }

    pub fn standing(&self) -> sqlx::Result<Standing> {
        Ok(Standing {
            state: State::named(&self.state).ok_or_else(|| unknown("state of an enrolment", &self.state))?,
            payment: PaymentStatus::named(&self.payment).ok_or_else(|| unknown("state of a payment", &self.payment))?,
            cvec: CvecState::named(&self.cvec).ok_or_else(|| unknown("state of a CVEC", &self.cvec))?,
            documents_open: u32::try_from(self.documents_open).unwrap_or(u32::MAX),
        })
    }
}

/// Everything of an enrolment but its condition.
macro_rules! enrolment {
    ($condition:literal) => {
        concat!(
            "select e.enrolment_id, e.learner_id, e.campaign_id, c.label as year, e.number, e.kind, e.state, e.payment,
                    e.cvec, e.ine, e.due, e.instalments, e.submitted_at, e.validated_at, e.version, l.account_id,
                    e.waiver_ground, e.waiver_cents,
                    (select count(*) from enrolment_document d
                       join enrolment_requirement r on r.requirement_id = d.requirement_id
                      where d.enrolment_id = e.enrolment_id and d.asked and r.blocking
                        and d.state not in ('accepted', 'not_concerned', 'waived')) as documents_open
               from enrolment e
               join learner l on l.learner_id = e.learner_id
               join campaign c on c.campaign_id = e.campaign_id
              where ",
            $condition
        )
    };
}

/// The latest that is not cancelled, else the latest.
const OF_ACCOUNT: &str = enrolment!(
    "l.account_id = $1 order by case when e.state = 'cancelled' then 1 else 0 end, c.opens_at desc, e.created_at desc
     limit 1"
);
const BY_ID: &str = enrolment!("e.enrolment_id = $1");
const OWN_BY_ID: &str = enrolment!("l.account_id = $1 and e.enrolment_id = $2");

impl Store {
    /// The present enrolment of whoever acts through an account.
    pub async fn enrolment_of(&self, account: &AccountId) -> sqlx::Result<Option<EnrolmentRow>> {
        self.db.opt(OF_ACCOUNT, (account.as_str(),)).await
    }

    /// One of a person's own, of any year.
    pub async fn own_enrolment(&self, account: &AccountId, id: &EnrolmentId) -> sqlx::Result<Option<EnrolmentRow>> {
        self.db.opt(OWN_BY_ID, (account.as_str(), id.as_str())).await
    }

    /// Any enrolment: for staff, and for the worker.
    pub async fn enrolment(&self, id: &EnrolmentId) -> sqlx::Result<Option<EnrolmentRow>> {
        self.db.opt(BY_ID, (id.as_str(),)).await
    }

    /// When a population may enrol, the first period first.
    pub async fn enrolment_windows(&self, campaign: &CampaignId, kind: Kind) -> sqlx::Result<Vec<Window>> {
        let sql =
            "select opens_at, closes_at from enrolment_window where campaign_id = $1 and kind = $2 order by opens_at";
        let rows: Vec<(i64, i64)> = self.db.all(sql, (campaign.as_str(), kind.code())).await?;
        let window = |(opens, closes)| Window { opens_at: Instant(opens), closes_at: Instant(closes) };
        Ok(rows.into_iter().map(window).collect())
    }
}

impl Work {
    /// A new enrolment, unless there is one of that year. `number`: what people quote.
    pub async fn authorise(
        &mut self,
        learner: &LearnerId,
        campaign: &CampaignId,
        (kind, cvec): (Kind, CvecState),
        number: &str,
    ) -> sqlx::Result<()> {
        let sql =
            "insert into enrolment (enrolment_id, learner_id, campaign_id, number, kind, state, payment, cvec, ine,
                                          created_at, version)
                   values ($1, $2, $3, $4, $5, 'authorised', 'unpaid', $6, 'to_verify', $7, 1)
                   on conflict (learner_id, campaign_id) where state <> 'cancelled' do nothing";
        let (learner, campaign, id) = (learner.as_str(), campaign.as_str(), self.id());
        self.tx.run(sql, (id, learner, campaign, number, kind.code(), cvec.code(), self.now.0)).await.map(drop)
    }

    /// Locks the present enrolment of whoever acts through an account.
    pub async fn lock_enrolment_of(&mut self, account: &AccountId) -> sqlx::Result<Option<EnrolmentRow>> {
        let row: Option<EnrolmentRow> = self.tx.opt(OF_ACCOUNT, (account.as_str(),)).await?;
        match row {
            Some(it) => self.lock_enrolment(&it.id()).await,
            None => Ok(None),
        }
    }

    /// Locks any enrolment: for staff in scope, and for the worker. One conditional statement first, which both engines
    /// wait for.
    pub async fn lock_enrolment(&mut self, id: &EnrolmentId) -> sqlx::Result<Option<EnrolmentRow>> {
        self.tx.run("update enrolment set version = version where enrolment_id = $1", (id.as_str(),)).await?;
        self.tx.opt(BY_ID, (id.as_str(),)).await
    }

    /// The live enrolment of a learner in a year, locked.
    pub async fn lock_live_enrolment(
        &mut self,
        learner: &LearnerId,
        campaign: &CampaignId,
    ) -> sqlx::Result<Option<EnrolmentRow>> {
        let sql = "select enrolment_id from enrolment
                    where learner_id = $1 and campaign_id = $2 and state <> 'cancelled'";
        let row: Option<(String,)> = self.tx.opt(sql, (learner.as_str(), campaign.as_str())).await?;
        match row {
            Some((id,)) => self.lock_enrolment(&EnrolmentId(id)).await,
            None => Ok(None),
        }
    }

    /// Writes where a locked enrolment stands now, with the moment of what changed.
    pub async fn record_enrolment(&mut self, it: &EnrolmentRow, after: Standing) -> sqlx::Result<()> {
        let (state, payment, cvec) = (after.state.code(), after.payment.code(), after.cvec.code());
        // The moment first: the table holds no state without its moment.
        let moment = match after.state {
            _ if it.state == state => None,
            State::Authorised => None,
            State::Started => {
                Some("update enrolment set started_at = coalesce(started_at, $1) where enrolment_id = $2")
            }
            State::Submitted => Some("update enrolment set submitted_at = $1 where enrolment_id = $2"),
            State::Validated => Some("update enrolment set validated_at = $1 where enrolment_id = $2"),
            State::Cancelled => Some("update enrolment set cancelled_at = $1 where enrolment_id = $2"),
        };
        if let Some(sql) = moment {
            self.tx.run(sql, (self.now.0, &it.enrolment_id)).await?;
        }
        let sql =
            "update enrolment set state = $1, payment = $2, cvec = $3, version = version + 1 where enrolment_id = $4";
        self.tx.run(sql, (state, payment, cvec, &it.enrolment_id)).await.map(drop)
    }

    /// Enters an exemption of a locked enrolment, or ends it.
    pub async fn set_waiver(&mut self, id: &EnrolmentId, it: Option<Waiver>) -> sqlx::Result<()> {
        let cents = match it.map(|it| it.extent) {
            Some(WaiverExtent::Part { cents }) => Some(cents),
            Some(WaiverExtent::Whole) | None => None,
        };
        let sql = "update enrolment set waiver_ground = $1, waiver_cents = $2, version = version + 1
                    where enrolment_id = $3";
        self.tx.run(sql, (it.map(|it| it.ground.code()), cents, id.as_str())).await.map(drop)
    }

    pub async fn note_cancelled_why(&mut self, id: &EnrolmentId, why: CancelledWhy) -> sqlx::Result<()> {
        let sql = "update enrolment set cancelled_why = $1 where enrolment_id = $2";
        self.tx.run(sql, (why.code(), id.as_str())).await.map(drop)
    }

    pub async fn add_enrolment_window(
        &mut self,
        campaign: &CampaignId,
        kind: Kind,
        window: Window,
    ) -> sqlx::Result<()> {
        let sql = "insert into enrolment_window (window_id, campaign_id, kind, opens_at, closes_at)
                   values ($1, $2, $3, $4, $5)";
        let (id, opens, closes) = (self.id(), window.opens_at.0, window.closes_at.0);
        self.tx.run(sql, (id, campaign.as_str(), kind.code(), opens, closes)).await.map(drop)
    }
}
