//! The queue of deposited documents: who looks at which, the verdict, its undoing, the letter that tells of refusals.

use super::enrolment_desk::in_scope;
use super::enrolment_document::{BY_ID, Row};
use super::{EnrolmentRow, Scope, Store, Work, unknown};
use crate::domain::document::DocumentState;
use crate::domain::enrolment::document::{CLAIM_LIFE, EnrolmentDocument, PATIENCE, QUIET};
use crate::domain::review::Verdict;
use crate::domain::time::Instant;
use crate::domain::{CampaignId, EnrolmentDocumentId, EnrolmentId, StaffId};

/// Document `d` of enrolment `e` waits for a verdict, in the scope `$1`.
macro_rules! waiting {
    () => {
        concat!("d.state = 'deposited' and d.asked and e.state <> 'cancelled' and ", in_scope!())
    };
}

/// A verdict of the history, as it can be undone.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct GivenVerdict {
    pub verdict_id: String,
    pub staff_id: String,
    pub given_at: i64,
    /// Of the document, as the verdict left it.
    pub version: i64,
    state_before: String,
    ground_before: Option<String>,
    comment_before: Option<String>,
    correct_by_before: Option<i64>,
    told_at_before: Option<i64>,
}

const LATEST: &str = "select verdict_id, staff_id, given_at, version, state_before, ground_before, comment_before,
                             correct_by_before, told_at_before
                        from enrolment_verdict where document_id = $1 and undone_at is null
                       order by given_at desc, verdict_id desc limit 1";

/// Who is shown beside a document of the queue.
#[derive(sqlx::FromRow)]
pub struct Depositor {
    pub enrolment_id: String,
    pub number: String,
    pub given_name: String,
    pub family_name: String,
    pub programme: Option<String>,
    pub account_id: String,
}

impl Store {
    /// How many documents wait in the scope.
    pub async fn waiting_documents(&self, scope: &Scope) -> sqlx::Result<i64> {
        let sql = concat!(
            "select count(*) from enrolment_document d join enrolment e on e.enrolment_id = d.enrolment_id where ",
            waiting!()
        );
        let (count,): (i64,) = self.db.one(sql, (scope.limit(),)).await?;
        Ok(count)
    }

    /// A document, wherever it lies. The caller has shown that it may see it.
    pub async fn enrolment_document(&self, id: &EnrolmentDocumentId) -> sqlx::Result<Option<EnrolmentDocument>> {
        let row: Option<Row> = self.db.opt(BY_ID, (id.as_str(),)).await?;
        row.map(Row::into_view).transpose()
    }

    pub async fn depositor(&self, id: &EnrolmentDocumentId) -> sqlx::Result<Depositor> {
        let sql = "select e.enrolment_id, e.number, a.given_name, a.family_name, a.account_id,
                          (select m.programme_label from admission m
                            where m.learner_id = e.learner_id and m.campaign_id = e.campaign_id
                              and m.withdrawn_at is null
                            order by m.created_at, m.admission_id limit 1) as programme
                     from enrolment_document d
                     join enrolment e on e.enrolment_id = d.enrolment_id
                     join learner l on l.learner_id = e.learner_id
                     join account a on a.account_id = l.account_id
                    where d.document_id = $1";
        self.db.one(sql, (id.as_str(),)).await
    }

    pub async fn latest_verdict(&self, id: &EnrolmentDocumentId) -> sqlx::Result<Option<GivenVerdict>> {
        self.db.opt(LATEST, (id.as_str(),)).await
    }

    /// Enrolments with refusals whose letter is due: nothing is left to be judged and it was quiet since, or it is long ago.
    pub async fn refusals_to_tell(&self, now: Instant, limit: i64) -> sqlx::Result<Vec<EnrolmentId>> {
        let sql = "select e.enrolment_id from enrolment e
                    where e.state <> 'cancelled'
                      and e.enrolment_id in (select d.enrolment_id from enrolment_document d
                                              where d.asked and d.state = 'refused' and d.told_at is null)
                      and ((select min(d.judged_at) from enrolment_document d where d.enrolment_id = e.enrolment_id
                               and d.asked and d.state = 'refused' and d.told_at is null) <= $2
                        or ((select max(d.judged_at) from enrolment_document d
                              where d.enrolment_id = e.enrolment_id) <= $1
                            and not exists (select 1 from enrolment_document d
                                 where d.enrolment_id = e.enrolment_id and d.asked and d.state = 'deposited')))
                    order by e.enrolment_id limit $3";
        let rows: Vec<(String,)> = self.db.all(sql, ((now - QUIET).0, (now - PATIENCE).0, limit)).await?;
        Ok(rows.into_iter().map(|(id,)| EnrolmentId(id)).collect())
    }

    /// Refusals that the student was not told of yet.
    pub async fn untold_refusals(&self, id: &EnrolmentId) -> sqlx::Result<i64> {
        let sql = "select count(*) from enrolment_document
                    where enrolment_id = $1 and asked and state = 'refused' and told_at is null";
        let (count,): (i64,) = self.db.one(sql, (id.as_str(),)).await?;
        Ok(count)
    }
}

impl Work {
    /// The documents that wait in the scope and that nobody else looks at, the oldest first, from behind `after` on.
    pub async fn free_documents(
        &mut self,
        scope: &Scope,
        staff: &StaffId,
        after: Option<&EnrolmentDocumentId>,
    ) -> sqlx::Result<Vec<EnrolmentDocumentId>> {
        const ENOUGH: i64 = 20;
        let sql = concat!(
            "select d.document_id from enrolment_document d join enrolment e on e.enrolment_id = d.enrolment_id
              where ",
            waiting!(),
            " and not exists (select 1 from enrolment_claim k where k.document_id = d.document_id
                                 and k.staff_id <> $2 and k.expires_at > $3)
              order by case when d.deposited_at > $4 or (d.deposited_at = $4 and d.document_id > $5) then 0 else 1 end,
                       d.deposited_at, d.document_id limit $6"
        );
        let begin: Option<(Option<i64>,)> = match after {
            Some(it) => {
                let sql = "select deposited_at from enrolment_document where document_id = $1";
                self.tx.opt(sql, (it.as_str(),)).await?
            }
            None => None,
        };
        let at = begin.and_then(|(at,)| at).unwrap_or(-1);
        let after = after.map_or("", EnrolmentDocumentId::as_str);
        let params = (scope.limit(), staff.as_str(), self.now.0, at, after, ENOUGH);
        let rows: Vec<(String,)> = self.tx.all(sql, params).await?;
        Ok(rows.into_iter().map(|(id,)| EnrolmentDocumentId(id)).collect())
    }

    /// Whether a document waits for a verdict, in the scope.
    pub async fn waits(&mut self, scope: &Scope, id: &EnrolmentDocumentId) -> sqlx::Result<bool> {
        let sql = concat!(
            "select exists(select 1 from enrolment_document d join enrolment e on e.enrolment_id = d.enrolment_id
                            where d.document_id = $2 and ",
            waiting!(),
            ")"
        );
        let (waits,): (bool,) = self.tx.one(sql, (scope.limit(), id.as_str())).await?;
        Ok(waits)
    }

    /// Takes a document to look at; false when another officer has it. One statement: of two at once, one gets it.
    pub async fn claim(&mut self, id: &EnrolmentDocumentId, staff: &StaffId) -> sqlx::Result<bool> {
        let sql = "insert into enrolment_claim (document_id, staff_id, expires_at) values ($1, $2, $3)
                   on conflict (document_id) do update set staff_id = $2, expires_at = $3
                    where enrolment_claim.staff_id = $2 or enrolment_claim.expires_at <= $4";
        let params = (id.as_str(), staff.as_str(), (self.now + CLAIM_LIFE).0, self.now.0);
        Ok(self.tx.run(sql, params).await? == 1)
    }

    /// Lets go of whatever somebody looked at, but for one.
    pub async fn release_claims(&mut self, staff: &StaffId, but: Option<&EnrolmentDocumentId>) -> sqlx::Result<()> {
        let sql = "delete from enrolment_claim where staff_id = $1 and document_id <> $2";
        let but = but.map_or("", EnrolmentDocumentId::as_str);
        self.tx.run(sql, (staff.as_str(), but)).await.map(drop)
    }

    /// The name of whoever else looks at a document now.
    pub async fn taken_by(&mut self, id: &EnrolmentDocumentId, staff: &StaffId) -> sqlx::Result<Option<String>> {
        let sql = "select s.name from enrolment_claim k join staff s on s.staff_id = k.staff_id
                    where k.document_id = $1 and k.staff_id <> $2 and k.expires_at > $3";
        let row: Option<(String,)> = self.tx.opt(sql, (id.as_str(), staff.as_str(), self.now.0)).await?;
        Ok(row.map(|(name,)| name))
    }

    /// Locks the enrolment, in the scope, that a document belongs to; with the document as it is then.
    pub async fn lock_document_in_scope(
        &mut self,
        scope: &Scope,
        id: &EnrolmentDocumentId,
    ) -> sqlx::Result<Option<(EnrolmentRow, EnrolmentDocument)>> {
        let sql = "select enrolment_id from enrolment_document where document_id = $1";
        let found: Option<(String,)> = self.tx.opt(sql, (id.as_str(),)).await?;
        let Some((enrolment,)) = found else { return Ok(None) };
        let Some(locked) = self.lock_enrolment_in_scope(scope, &EnrolmentId(enrolment)).await? else {
            return Ok(None);
        };
        let row: Option<Row> = self.tx.opt(BY_ID, (id.as_str(),)).await?;
        Ok(row.map(Row::into_view).transpose()?.map(|document| (locked, document)))
    }

    /// Records a verdict with what stood before it, and touches no other document.
    pub async fn judge_document(
        &mut self,
        id: &EnrolmentDocumentId,
        verdict: &Verdict,
        correct_by: Instant,
        by: &StaffId,
    ) -> sqlx::Result<()> {
        let verdict_id = self.id();
        let sql = "insert into enrolment_verdict (verdict_id, document_id, staff_id, given_at, version, state_before,
                                                  ground_before, comment_before, correct_by_before, told_at_before)
                   select $1, document_id, $2, $3, version + 1, state, ground, comment, correct_by, told_at
                     from enrolment_document where document_id = $4";
        self.tx.run(sql, (verdict_id, by.as_str(), self.now.0, id.as_str())).await?;
        let (state, ground, comment, correct_by) = match verdict {
            Verdict::Accept => (DocumentState::Accepted, None, None, None),
            Verdict::Refuse { ground, comment } => {
                (DocumentState::Refused, Some(ground.code()), comment.as_deref(), Some(correct_by.0))
            }
        };
        let sql = "update enrolment_document
                      set state = $1, ground = $2, comment = $3, correct_by = $4, told_at = null, judged_at = $5,
                          judged_by = $6, version = version + 1
                    where document_id = $7";
        let params = (state.code(), ground, comment, correct_by, self.now.0, by.as_str(), id.as_str());
        self.tx.run(sql, params).await.map(drop)
    }

    pub async fn latest_verdict(&mut self, id: &EnrolmentDocumentId) -> sqlx::Result<Option<GivenVerdict>> {
        self.tx.opt(LATEST, (id.as_str(),)).await
    }

    /// Puts back what stood before a verdict.
    pub async fn undo_verdict(&mut self, id: &EnrolmentDocumentId, it: &GivenVerdict) -> sqlx::Result<()> {
        let before = DocumentState::named(&it.state_before);
        let state = before.ok_or_else(|| unknown("document state", &it.state_before))?;
        let sql = "update enrolment_verdict set undone_at = $1 where verdict_id = $2";
        self.tx.run(sql, (self.now.0, &it.verdict_id)).await?;
        let earlier: Option<GivenVerdict> = self.tx.opt(LATEST, (id.as_str(),)).await?;
        // What was judged before is theirs again who judged it; a deposit is nobody's.
        let judged = matches!(state, DocumentState::Accepted | DocumentState::Refused);
        let earlier = earlier.filter(|_| judged).map(|it| (it.given_at, it.staff_id));
        let (judged_at, judged_by) = earlier.unzip();
        let sql = "update enrolment_document
                      set state = $1, ground = $2, comment = $3, correct_by = $4, told_at = $5, judged_at = $6,
                          judged_by = $7, version = version + 1
                    where document_id = $8";
        let (ground, comment) = (&it.ground_before, &it.comment_before);
        let (correct_by, told_at) = (it.correct_by_before, it.told_at_before);
        let params = (state.code(), ground, comment, correct_by, told_at, judged_at, judged_by, id.as_str());
        self.tx.run(sql, params).await.map(drop)
    }

    /// Does without a document.
    pub async fn waive_document(&mut self, id: &EnrolmentDocumentId, by: &StaffId) -> sqlx::Result<()> {
        let sql = "update enrolment_document
                      set state = 'waived', correct_by = null, told_at = null, judged_at = $1, judged_by = $2,
                          version = version + 1
                    where document_id = $3";
        self.tx.run(sql, (self.now.0, by.as_str(), id.as_str())).await.map(drop)
    }

    /// Days that a refusal leaves to give the document again.
    pub async fn correct_days(&mut self, campaign: &CampaignId) -> sqlx::Result<i64> {
        let sql = "select correct_days from campaign where campaign_id = $1";
        let (days,): (i64,) = self.tx.one(sql, (campaign.as_str(),)).await?;
        Ok(days)
    }

    /// Marks the refusals of a locked enrolment as told, with one deadline for all that was not told; how many.
    pub async fn mark_told(&mut self, id: &EnrolmentId, correct_by: Instant) -> sqlx::Result<u64> {
        let sql = "update enrolment_document set told_at = $1, correct_by = $2
                    where enrolment_id = $3 and asked and state = 'refused' and told_at is null";
        self.tx.run(sql, (self.now.0, correct_by.0, id.as_str())).await
    }
}
