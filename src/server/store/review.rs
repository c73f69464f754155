//! What staff see and decide. Every query takes a [`Scope`] and puts it into its `where`.

use super::candidature::read_answer;
use super::{Locked, Store, Work, anywhere, unknown};
use crate::domain::candidature::{Answer, State};
use crate::domain::review::{Avis, AvisKind, AvisView, PILE_PAGE, PileOrder, PileQuery, PileRow, Role};
use crate::domain::time::Instant;
use crate::domain::{AvisId, CandidatureId, ProgrammeId, StaffId};
use crate::server::calendar::moment;

/// Which candidatures a member of the staff may find: those of their faculties and programmes, or all.
#[derive(Clone, Debug)]
pub struct Scope(Option<StaffId>);

impl Scope {
    pub fn of(id: &StaffId, role: Role) -> Self {
        Self((role != Role::Administrator).then(|| id.clone()))
    }

    /// Whose scope limits a query; `None`: nothing does.
    pub(super) fn limit(&self) -> Option<&str> {
        self.0.as_ref().map(StaffId::as_str)
    }
}

#[derive(sqlx::FromRow)]
struct Line {
    candidature_id: String,
    number: String,
    given_name: String,
    family_name: String,
    programme: String,
    state: String,
    transmitted_at: Option<i64>,
    unjudged: i64,
    avis: Option<String>,
    avis_validated: Option<bool>,
    answer: Option<String>,
    answered_by_default: bool,
}

impl Line {
    fn into_row(self) -> sqlx::Result<PileRow> {
        Ok(PileRow {
            id: CandidatureId(self.candidature_id),
            number: self.number,
            name: format!("{} {}", self.family_name, self.given_name),
            programme: self.programme,
            state: State::named(&self.state).ok_or_else(|| unknown("state", &self.state))?,
            transmitted_at: self.transmitted_at.map(|at| moment(Instant(at))),
            unjudged: self.unjudged,
            avis: self.avis.as_deref().and_then(AvisKind::named),
            avis_validated: self.avis_validated.unwrap_or_default(),
            answer: read_answer(self.answer.as_deref(), self.answered_by_default),
        })
    }
}

/// What the head of an examination shows, before its documents.
#[derive(sqlx::FromRow)]
pub struct Head {
    pub version: i64,
    pub state: String,
    pub number: String,
    pub given_name: String,
    pub family_name: String,
    pub email: String,
    pub programme: String,
    pub faculty: String,
    pub transmitted_at: Option<i64>,
    pub transmit_by: i64,
    answer: Option<String>,
    answered_by_default: bool,
}

impl Head {
    pub fn answer(&self) -> Option<Answer> {
        read_answer(self.answer.as_deref(), self.answered_by_default)
    }
}

#[derive(sqlx::FromRow)]
struct AvisRow {
    avis_id: String,
    kind: String,
    rank: Option<i64>,
    ground: Option<String>,
    comment: Option<String>,
    entered_at: i64,
    entered_by: String,
    validated_at: Option<i64>,
    answer_by: Option<i64>,
    promoted: bool,
}

/// The conditions of the pile: `$1` scope, `$2` state, `$3` programme, `$4` words, `$5` campaign.
macro_rules! pile {
    ($select:literal, $($rest:literal),+) => {
        concat!(
            $select,
            " from programme p
              join candidature c on c.programme_id = p.programme_id
              join account a on a.account_id = c.account_id
              left join avis v on v.candidature_id = c.candidature_id and v.superseded_at is null
             where p.campaign_id = $5 and c.transmitted_at is not null
               and (cast($1 as text) is null or exists (select 1 from staff_scope s
                      where s.staff_id = $1 and s.faculty_id = p.faculty_id
                        and (s.programme_id is null or s.programme_id = p.programme_id)))
               and ($2 = '' or c.state = $2)
               and ($3 = '' or c.programme_id = $3)
               and ($4 = '%%' or a.search_key like $4 escape '\\')
            ",
            $($rest),+
        )
    };
}

macro_rules! pile_page {
    ($order:literal) => {
        pile!(
            "select c.candidature_id, a.number, a.given_name, a.family_name, p.label as programme, c.state,
                    c.transmitted_at, c.answer, c.answered_by_default, v.kind as avis, v.validated_at is not null as avis_validated,
                    (select count(*) from document d
                      where d.candidature_id = c.candidature_id and d.state = 'deposited') as unjudged",
            $order
        )
    };
}

macro_rules! pile_choice {
    ($order:literal) => {
        pile!("select c.candidature_id", " and c.state = 'complete' and v.validated_at is null ", $order)
    };
}

impl Store {
    /// One page of the pile; `words` are folded.
    /// With them how many there are on every page, and how many of those an avis may be entered on.
    pub async fn pile(&self, scope: &Scope, query: &PileQuery, words: &str) -> sqlx::Result<(Vec<PileRow>, i64, i64)> {
        let sql = match query.order {
            PileOrder::Oldest => pile_page!("order by c.transmitted_at, c.candidature_id limit $6 offset $7"),
            PileOrder::Newest => pile_page!("order by c.transmitted_at desc, c.candidature_id limit $6 offset $7"),
            PileOrder::Name => pile_page!("order by a.search_key, c.candidature_id limit $6 offset $7"),
        };
        let words = anywhere(words);
        let PileQuery { campaign, state, programme, page, .. } = query;
        let first = i64::from(*page) * PILE_PAGE;
        let params = (scope.limit(), state, programme, &words, campaign, PILE_PAGE, first);
        let lines: Vec<Line> = self.db.all(sql, params).await?;
        let count =
            pile!("select count(*), count(case when c.state = 'complete' and v.validated_at is null then 1 end)", "");
        let (total, choosable) = self.db.one(count, (scope.limit(), state, programme, &words, campaign)).await?;
        Ok((lines.into_iter().map(Line::into_row).collect::<Result<_, _>>()?, total, choosable))
    }

    /// All that the pile holds on which an avis may be entered (as [`PileRow::may_enter_avis`]), in its order, up to
    /// `limit`.
    pub async fn choosable(
        &self,
        scope: &Scope,
        query: &PileQuery,
        words: &str,
        limit: i64,
    ) -> sqlx::Result<Vec<CandidatureId>> {
        let sql = match query.order {
            PileOrder::Oldest => pile_choice!("order by c.transmitted_at, c.candidature_id limit $6"),
            PileOrder::Newest => pile_choice!("order by c.transmitted_at desc, c.candidature_id limit $6"),
            PileOrder::Name => pile_choice!("order by a.search_key, c.candidature_id limit $6"),
        };
        let PileQuery { campaign, state, programme, .. } = query;
        let params = (scope.limit(), state, programme, anywhere(words), campaign, limit);
        let rows: Vec<(String,)> = self.db.all(sql, params).await?;
        Ok(rows.into_iter().map(|(id,)| CandidatureId(id)).collect())
    }

    /// The programmes of a campaign in a scope, for the pile's filter.
    pub async fn programmes_in_scope(&self, scope: &Scope, campaign: &str) -> sqlx::Result<Vec<(ProgrammeId, String)>> {
        let sql = "select p.programme_id, p.label from programme p
                    where p.campaign_id = $2 and (cast($1 as text) is null or exists (select 1 from staff_scope s
                          where s.staff_id = $1 and s.faculty_id = p.faculty_id
                            and (s.programme_id is null or s.programme_id = p.programme_id)))
                    order by p.label, p.code";
        let rows: Vec<(String, String)> = self.db.all(sql, (scope.limit(), campaign)).await?;
        Ok(rows.into_iter().map(|(id, label)| (ProgrammeId(id), label)).collect())
    }

    /// The head of one dossier; `None` outside the scope, or when it was never transmitted.
    pub async fn examination_head(&self, scope: &Scope, id: &CandidatureId) -> sqlx::Result<Option<Head>> {
        let sql = "select c.version, c.state, a.number, a.given_name, a.family_name, a.email, p.label as programme,
                          f.label as faculty, c.transmitted_at, c.transmit_by, c.answer,
                          c.answered_by_default
                     from candidature c
                     join account a on a.account_id = c.account_id
                     join programme p on p.programme_id = c.programme_id
                     join faculty f on f.faculty_id = p.faculty_id
                    where c.candidature_id = $1 and c.transmitted_at is not null
                      and (cast($2 as text) is null or exists (select 1 from staff_scope s
                            where s.staff_id = $2 and s.faculty_id = p.faculty_id
                              and (s.programme_id is null or s.programme_id = p.programme_id)))";
        self.db.opt(sql, (id.as_str(), scope.limit())).await
    }

    /// The history of avis, the one that counts first. The caller has shown that it may see the candidature.
    pub async fn avis_history(&self, id: &CandidatureId) -> sqlx::Result<Vec<AvisView>> {
        let sql = "select v.avis_id, v.kind, v.rank, v.ground, v.comment, v.entered_at, s.name as entered_by,
                          v.validated_at, v.answer_by, v.promoted
                     from avis v join staff s on s.staff_id = v.entered_by
                    where v.candidature_id = $1
                    order by case when v.superseded_at is null then 0 else 1 end, v.entered_at desc, v.avis_id desc";
        let rows: Vec<AvisRow> = self.db.all(sql, (id.as_str(),)).await?;
        let view = |row: AvisRow| {
            Ok(AvisView {
                id: AvisId(row.avis_id),
                kind: AvisKind::named(&row.kind).ok_or_else(|| unknown("avis", &row.kind))?,
                rank: row.rank,
                ground: row.ground,
                comment: row.comment,
                entered_at: moment(Instant(row.entered_at)),
                entered_by: row.entered_by,
                validated_at: row.validated_at.map(|at| moment(Instant(at))),
                answer_by: row.answer_by.map(|at| moment(Instant(at))),
                promoted: row.promoted,
            })
        };
        rows.into_iter().map(view).collect()
    }
}

impl Work {
    /// Enters an avis in place of the one that counted.
    pub async fn add_avis(&mut self, it: &Locked, avis: &Avis, by: &StaffId) -> sqlx::Result<AvisId> {
        let sql = "update avis set superseded_at = $1 where candidature_id = $2 and superseded_at is null";
        self.tx.run(sql, (self.now.0, it.id.as_str())).await?;
        let id = self.id();
        let sql = "insert into avis (avis_id, candidature_id, kind, rank, ground, comment, entered_by, entered_at)
                   values ($1, $2, $3, $4, $5, $6, $7, $8)";
        let params = (
            &id,
            it.id.as_str(),
            avis.kind.code(),
            avis.rank,
            avis.ground.as_deref(),
            avis.comment.as_deref(),
            by.as_str(),
            self.now.0,
        );
        self.tx.run(sql, params).await?;
        Ok(AvisId(id))
    }

    /// Signs the avis that counts; `None` when it was signed already.
    pub async fn sign_avis(
        &mut self,
        it: &Locked,
        by: &StaffId,
        answer_by: Option<Instant>,
    ) -> sqlx::Result<Option<AvisId>> {
        let sql = "update avis set validated_at = $1, validated_by = $2, answer_by = $3
                    where candidature_id = $4 and superseded_at is null and validated_at is null
                returning avis_id";
        let params = (self.now.0, by.as_str(), answer_by.map(|it| it.0), it.id.as_str());
        let row: Option<(String,)> = self.tx.opt(sql, params).await?;
        Ok(row.map(|(id,)| AvisId(id)))
    }

    /// How many days a favourable avis for this programme leaves to answer.
    pub async fn answer_days(&mut self, programme: &ProgrammeId) -> sqlx::Result<i64> {
        let sql = "select answer_days from programme where programme_id = $1";
        let (days,): (i64,) = self.tx.one(sql, (programme.as_str(),)).await?;
        Ok(days)
    }
}
