//! What is due without anyone asking. Each statement marks what it takes, so that two workers, or one that was stopped
//! over the moment, do each thing once.

use super::{Locked, Store, Work};
use crate::domain::candidature::CurrentAvis;
use crate::domain::dossier::{Event, EventKind};
use crate::domain::ranking::Places;
use crate::domain::review::AvisKind;
use crate::domain::time::{Instant, Span};
use crate::domain::{AccountId, AvisId, CandidatureId, ProgrammeId};
use crate::server::calendar::moment;

/// A row that was marked, and whose it is.
type Marked = (String, String);

fn marked(rows: Vec<Marked>) -> Vec<(CandidatureId, AccountId)> {
    rows.into_iter().map(|(id, account)| (CandidatureId(id), AccountId(account))).collect()
}

impl Store {
    /// Favourable avis that nobody answered in time.
    pub async fn unanswered(&self, now: Instant, limit: i64) -> sqlx::Result<Vec<CandidatureId>> {
        let sql = "select c.candidature_id from avis v join candidature c on c.candidature_id = v.candidature_id
                    where v.superseded_at is null and v.validated_at is not null and v.kind = 'favourable'
                      and v.answer_by <= $1 and c.answer is null
                    order by v.answer_by, c.candidature_id limit $2";
        let rows: Vec<(String,)> = self.db.all(sql, (now.0, limit)).await?;
        Ok(rows.into_iter().map(|(id,)| CandidatureId(id)).collect())
    }

    /// Withdrawals that freed a place nobody dealt with yet, with their programmes, in the order they happened.
    pub async fn freed_places(&self, limit: i64) -> sqlx::Result<Vec<(CandidatureId, ProgrammeId)>> {
        let sql = "select c.candidature_id, c.programme_id from candidature c
                    where c.answer = 'withdrawn' and c.replaced_at is null
                    order by c.answered_at, c.candidature_id limit $1";
        let rows: Vec<(String, String)> = self.db.all(sql, (limit,)).await?;
        Ok(rows.into_iter().map(|(id, programme)| (CandidatureId(id), ProgrammeId(programme))).collect())
    }

    /// How many wait on the reserve list of its programme before this candidature; `None` when it does not wait there.
    pub async fn before_in_reserve(&self, id: &CandidatureId) -> sqlx::Result<Option<i64>> {
        let sql = "select (select count(*) from candidature d join avis w on w.candidature_id = d.candidature_id
                            where d.programme_id = c.programme_id and d.answer is null and d.state = 'complete'
                              and w.superseded_at is null and w.validated_at is not null and w.kind = 'reserve_list'
                              and (w.rank < v.rank or (w.rank = v.rank and d.transmitted_at < c.transmitted_at)))
                     from candidature c join avis v on v.candidature_id = c.candidature_id
                    where c.candidature_id = $1 and c.answer is null and v.superseded_at is null
                      and v.validated_at is not null and v.kind = 'reserve_list'";
        let row: Option<(i64,)> = self.db.opt(sql, (id.as_str(),)).await?;
        Ok(row.map(|(count,)| count))
    }

    /// What happened to a candidature, the latest first. The caller has shown that it may see it.
    pub async fn events(&self, id: &CandidatureId) -> sqlx::Result<Vec<Event>> {
        const LATEST: i64 = 100;
        let sql = "select act, at from journal where subject_id = $1 order by seq desc limit $2";
        let rows: Vec<(String, i64)> = self.db.all(sql, (id.as_str(), LATEST)).await?;
        let event = |(act, at): (String, i64)| Some(Event { kind: EventKind::of_act(&act)?, at: moment(Instant(at)) });
        Ok(rows.into_iter().filter_map(event).collect())
    }
}

impl Work {
    /// Marks candidatures whose deadline of transmission comes near, each once for a deadline. Those that were created or
    /// declared « incomplet » within a day are left alone: the letter has only just said the same.
    pub async fn mark_transmission_reminders(
        &mut self,
        lead: Span,
        limit: i64,
    ) -> sqlx::Result<Vec<(CandidatureId, AccountId)>> {
        let sql = "update candidature set reminded_of = transmit_by
                    where candidature_id in (select c.candidature_id from candidature c
                            where c.state in ('pending', 'incomplete') and c.transmit_by > $1 and c.transmit_by <= $2
                              and c.created_at <= $3 and (c.reminded_of is null or c.reminded_of <> c.transmit_by)
                              and not exists (select 1 from journal j where j.subject_id = c.candidature_id
                                                 and j.act = 'declare_incomplete' and j.at > $3) limit $4)
                      and (reminded_of is null or reminded_of <> transmit_by)
                returning candidature_id, account_id";
        let params = (self.now.0, (self.now + lead).0, (self.now - Span::days(1)).0, limit);
        Ok(marked(self.tx.all(sql, params).await?))
    }

    /// Marks favourable avis whose deadline of answer comes near, each once.
    pub async fn mark_answer_reminders(
        &mut self,
        lead: Span,
        limit: i64,
    ) -> sqlx::Result<Vec<(CandidatureId, AccountId)>> {
        let sql = "update avis set reminded_at = $1
                    where avis_id in (select v.avis_id from avis v join candidature c on c.candidature_id = v.candidature_id
                            where v.superseded_at is null and v.validated_at is not null and v.kind = 'favourable'
                              and v.answer_by > $1 and v.answer_by <= $2 and v.reminded_at is null
                              and c.answer is null and v.validated_at <= $3 limit $4)
                      and reminded_at is null
                returning candidature_id, (select c.account_id from candidature c
                                            where c.candidature_id = avis.candidature_id)";
        let params = (self.now.0, (self.now + lead).0, (self.now - Span::days(1)).0, limit);
        Ok(marked(self.tx.all(sql, params).await?))
    }

    /// Marks a withdrawal as dealt with; false when another worker did.
    pub async fn mark_replaced(&mut self, id: &CandidatureId) -> sqlx::Result<bool> {
        let sql = "update candidature set replaced_at = $1 where candidature_id = $2 and replaced_at is null";
        Ok(self.tx.run(sql, (self.now.0, id.as_str())).await? == 1)
    }

    /// How the places of a programme stand, with its row locked, so that promotions are counted one after the other.
    pub async fn lock_places(&mut self, programme: &ProgrammeId) -> sqlx::Result<Places> {
        let sql = "update programme set capacity = capacity where programme_id = $1 returning capacity";
        let (capacity,): (i64,) = self.tx.one(sql, (programme.as_str(),)).await?;
        let sql =
            "select count(case when c.answer = 'confirmed' then 1 end), count(case when c.answer is null then 1 end)
                     from candidature c join avis v on v.candidature_id = c.candidature_id
                    where c.programme_id = $1 and v.superseded_at is null and v.validated_at is not null
                      and v.kind = 'favourable'";
        let (confirmed, awaiting): (i64, i64) = self.tx.one(sql, (programme.as_str(),)).await?;
        Ok(Places { capacity, confirmed, awaiting })
    }

    /// Rank, moment of transmission and name of everyone who waits on the reserve list.
    pub async fn reserve_list(&mut self, programme: &ProgrammeId) -> sqlx::Result<Vec<(i64, i64, CandidatureId)>> {
        let sql = "select v.rank, c.transmitted_at, c.candidature_id
                     from candidature c join avis v on v.candidature_id = c.candidature_id
                    where c.programme_id = $1 and c.answer is null and c.state = 'complete'
                      and v.superseded_at is null and v.validated_at is not null and v.kind = 'reserve_list'";
        let rows: Vec<(i64, i64, String)> = self.tx.all(sql, (programme.as_str(),)).await?;
        Ok(rows.into_iter().map(|(rank, at, id)| (rank, at, CandidatureId(id))).collect())
    }

    /// Writes a promotion into the history of avis: signed by whoever signed the place on the list.
    pub async fn add_promotion(&mut self, it: &Locked, avis: &CurrentAvis) -> sqlx::Result<AvisId> {
        let sql = "update avis set superseded_at = $1
                    where candidature_id = $2 and superseded_at is null and validated_at is null";
        self.tx.run(sql, (self.now.0, it.id.as_str())).await?;
        let sql = "update avis set superseded_at = $1 where candidature_id = $2 and superseded_at is null
                returning entered_by, validated_by";
        let (entered_by, validated_by): (String, String) = self.tx.one(sql, (self.now.0, it.id.as_str())).await?;
        let id = self.id();
        let sql = "insert into avis (avis_id, candidature_id, kind, entered_by, entered_at, validated_by, validated_at,
                                     answer_by, promoted)
                   values ($1, $2, $3, $4, $5, $6, $5, $7, true)";
        let kind = AvisKind::Favourable.code();
        let answer_by = avis.answer_by.map(|it| it.0);
        self.tx.run(sql, (&id, it.id.as_str(), kind, entered_by, self.now.0, validated_by, answer_by)).await?;
        Ok(AvisId(id))
    }
}
