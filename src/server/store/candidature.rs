//! Candidatures: born, locked, moved on. Every act begins by [`Work::lock_candidature`] (the candidate's) or
//! [`Work::lock_in_scope`] (staff's): one conditional update that counts the version and takes the row's lock on
//! both engines, so that what the domain then decides on cannot change under it.

use super::{Scope, Store, Work, unknown};
use crate::domain::candidature::{Answer, CurrentAvis, Standing, State};
use crate::domain::document::{DocumentState, DocumentView};
use crate::domain::dossier::CandidatureCard;
use crate::domain::language::InBoth;
use crate::domain::review::AvisKind;
use crate::domain::time::Instant;
use crate::domain::{AccountId, CandidatureId, ProgrammeId};
use crate::server::calendar::moment;

/// A candidature that nobody else can change until the work ends.
#[derive(Clone, Debug)]
pub struct Locked {
    pub id: CandidatureId,
    pub account_id: AccountId,
    pub programme_id: ProgrammeId,
    pub standing: Standing,
    /// The version before this work.
    pub version: i64,
}

#[derive(sqlx::FromRow)]
struct LockedRow {
    account_id: String,
    programme_id: String,
    state: String,
    transmit_by: i64,
    answer: Option<String>,
    answered_by_default: bool,
    version: i64,
}

#[derive(sqlx::FromRow)]
struct CardRow {
    candidature_id: String,
    programme_id: String,
    programme: String,
    faculty: String,
    state: String,
    transmit_by: i64,
    transmitted: bool,
    documents_handed: i64,
    documents_asked: i64,
    avis: Option<String>,
    answer: Option<String>,
    answered_by_default: bool,
    answer_by: Option<i64>,
}

impl CardRow {
    fn into_card(self) -> sqlx::Result<CandidatureCard> {
        let state = State::named(&self.state).ok_or_else(|| unknown("state", &self.state))?;
        let count = |n: i64| u32::try_from(n).unwrap_or_default();
        Ok(CandidatureCard {
            id: CandidatureId(self.candidature_id),
            programme_id: ProgrammeId(self.programme_id),
            programme: self.programme,
            faculty: self.faculty,
            state,
            transmit_by: moment(Instant(self.transmit_by)),
            transmitted: self.transmitted,
            documents_handed: count(self.documents_handed),
            documents_asked: count(self.documents_asked),
            avis: self.avis.as_deref().and_then(AvisKind::named),
            answer: read_answer(self.answer.as_deref(), self.answered_by_default),
            answer_by: self.answer_by.map(|at| moment(Instant(at))),
        })
    }
}

/// The answer of a row.
pub(super) fn read_answer(code: Option<&str>, by_default: bool) -> Option<Answer> {
    match code.and_then(Answer::named) {
        Some(Answer::Withdrawn) if by_default => Some(Answer::WithdrawnByDefault),
        answer => answer,
    }
}

macro_rules! cards {
    ($condition:literal) => {
        concat!(
            "select c.candidature_id, c.programme_id, p.label as programme, f.label as faculty, c.state, c.transmit_by,
                    c.transmitted_at is not null as transmitted,
                    (select count(*) from document d where d.candidature_id = c.candidature_id
                        and d.state not in ('missing', 'refused')) as documents_handed,
                    (select count(*) from required_document r where r.programme_id = c.programme_id) as documents_asked,
                    a.kind as avis, c.answer, c.answered_by_default, a.answer_by
               from candidature c
               join programme p on p.programme_id = c.programme_id
               join faculty f on f.faculty_id = p.faculty_id
               left join avis a on a.avis_id = (select v.avis_id from avis v
                    where v.candidature_id = c.candidature_id and v.validated_at is not null
                    order by v.validated_at desc, v.avis_id desc limit 1)
              where ",
            $condition
        )
    };
}

impl Store {
    /// All candidatures of a person, the latest first.
    pub async fn candidatures_of(&self, owner: &AccountId) -> sqlx::Result<Vec<CandidatureCard>> {
        let sql = cards!("c.account_id = $1 order by c.created_at desc, c.candidature_id desc");
        let rows: Vec<CardRow> = self.db.all(sql, (owner.as_str(),)).await?;
        rows.into_iter().map(CardRow::into_card).collect()
    }

    /// One of them, if it is `owner`'s.
    pub async fn candidature_of(&self, owner: &AccountId, id: &CandidatureId) -> sqlx::Result<Option<CandidatureCard>> {
        let sql = cards!("c.account_id = $1 and c.candidature_id = $2");
        let row: Option<CardRow> = self.db.opt(sql, (owner.as_str(), id.as_str())).await?;
        row.map(CardRow::into_card).transpose()
    }
}

impl Work {
    /// A new candidature, pending until its programme closes; `None` when there is a live one already.
    pub async fn add_candidature(
        &mut self,
        owner: &AccountId,
        programme: &ProgrammeId,
        transmit_by: Instant,
    ) -> sqlx::Result<Option<CandidatureId>> {
        let id = self.id();
        let sql = "insert into candidature (candidature_id, account_id, programme_id, state, created_at,
                                            transmit_by, version)
                   values ($1, $2, $3, 'pending', $4, $5, 1)
                   on conflict (account_id, programme_id) where state <> 'cancelled' do nothing
                   returning candidature_id";
        let params = (id, owner.as_str(), programme.as_str(), self.now.0, transmit_by.0);
        let row: Option<(String,)> = self.tx.opt(sql, params).await?;
        Ok(row.map(|(id,)| CandidatureId(id)))
    }

    /// The live candidature of a person for a programme.
    pub async fn live_candidature(
        &mut self,
        owner: &AccountId,
        programme: &ProgrammeId,
    ) -> sqlx::Result<Option<CandidatureId>> {
        let sql = "select candidature_id from candidature
                    where account_id = $1 and programme_id = $2 and state <> 'cancelled'";
        let row: Option<(String,)> = self.tx.opt(sql, (owner.as_str(), programme.as_str())).await?;
        Ok(row.map(|(id,)| CandidatureId(id)))
    }

    /// Locks a candidature of `owner`'s; `None` when there is none of that name that is theirs.
    pub async fn lock_candidature(&mut self, owner: &AccountId, id: &CandidatureId) -> sqlx::Result<Option<Locked>> {
        let sql = "update candidature set version = version + 1
                    where candidature_id = $1 and account_id = $2
                returning account_id, programme_id, state, transmit_by, answer, answered_by_default, version";
        let row: Option<LockedRow> = self.tx.opt(sql, (id.as_str(), owner.as_str())).await?;
        self.locked(id, row).await
    }

    /// Locks a candidature that lies in the scope of a member of the staff and was transmitted at least once.
    pub async fn lock_in_scope(&mut self, scope: &Scope, id: &CandidatureId) -> sqlx::Result<Option<Locked>> {
        let sql = "update candidature set version = version + 1
                    where candidature_id = $1 and transmitted_at is not null
                      and (cast($2 as text) is null or exists (
                            select 1 from staff_scope s join programme p on p.faculty_id = s.faculty_id
                             where s.staff_id = $2 and p.programme_id = candidature.programme_id
                               and (s.programme_id is null or s.programme_id = p.programme_id)))
                returning account_id, programme_id, state, transmit_by, answer, answered_by_default, version";
        let row: Option<LockedRow> = self.tx.opt(sql, (id.as_str(), scope.limit())).await?;
        self.locked(id, row).await
    }

    /// Locks a candidature for the rule itself: no person asks.
    pub async fn lock_for_rule(&mut self, id: &CandidatureId) -> sqlx::Result<Option<Locked>> {
        let sql = "update candidature set version = version + 1 where candidature_id = $1
                returning account_id, programme_id, state, transmit_by, answer, answered_by_default, version";
        let row: Option<LockedRow> = self.tx.opt(sql, (id.as_str(),)).await?;
        self.locked(id, row).await
    }

    async fn locked(&mut self, id: &CandidatureId, row: Option<LockedRow>) -> sqlx::Result<Option<Locked>> {
        let Some(row) = row else { return Ok(None) };
        let sql = "select kind, validated_at is not null, answer_by from avis
                    where candidature_id = $1 and superseded_at is null";
        let rows: Vec<(String, bool, Option<i64>)> = self.tx.all(sql, (id.as_str(),)).await?;
        let (mut avis, mut proposed) = (None, None);
        for (kind, validated, answer_by) in rows {
            let kind = AvisKind::named(&kind).ok_or_else(|| unknown("avis", &kind))?;
            if validated {
                avis = Some(CurrentAvis { kind, answer_by: answer_by.map(Instant) });
            } else {
                proposed = Some(kind);
            }
        }
        let state = State::named(&row.state).ok_or_else(|| unknown("state", &row.state))?;
        let answer = read_answer(row.answer.as_deref(), row.answered_by_default);
        Ok(Some(Locked {
            id: id.clone(),
            account_id: AccountId(row.account_id),
            programme_id: ProgrammeId(row.programme_id),
            standing: Standing { state, transmit_by: Instant(row.transmit_by), avis, proposed, answer },
            version: row.version - 1,
        }))
    }

    /// Records where a locked candidature stands now. The avis has a history of its own and is not touched.
    pub async fn record_standing(&mut self, before: &Locked, after: &Standing) -> sqlx::Result<()> {
        let transmitted =
            (after.state == State::Transmitted && before.standing.state != State::Transmitted).then_some(self.now.0);
        let answered = (after.answer != before.standing.answer).then_some(self.now.0);
        let sql = "update candidature
                      set state = $1, transmit_by = $2, transmitted_at = coalesce($3, transmitted_at),
                          answer = $4, answered_at = coalesce($5, answered_at), answered_by_default = $6
                    where candidature_id = $7";
        let by_default = after.answer == Some(Answer::WithdrawnByDefault);
        // By default or not, a withdrawal is a withdrawal to whoever counts places.
        let answer = after.answer.map(|it| if by_default { Answer::Withdrawn } else { it }.code());
        let (state, transmit_by) = (after.state.code(), after.transmit_by.0);
        let params = (state, transmit_by, transmitted, answer, answered, by_default, before.id.as_str());
        self.tx.run(sql, params).await.map(drop)
    }

    /// The documents of a locked candidature: what `domain::candidature` decides on.
    pub async fn document_states(&mut self, it: &Locked) -> sqlx::Result<Vec<(InBoth, DocumentState)>> {
        let views: Vec<DocumentView> = self.documents(it).await?;
        Ok(views.into_iter().map(|view| (view.label, view.state)).collect())
    }
}
