//! What staff see and decide. Every query takes a [`Scope`] and puts it into its `where`.

use super::candidature::read_answer;
use super::invitation::bare_ine;
use super::{Locked, Store, Work, patterns, unknown};
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

/// The conditions of the pile: `$1` scope, `$2` campaign, `$3` state, `$4` programme, `$5` avis, `$6` to `$8` words, `$9` INE. Of
/// the avis it is the one that waits to be validated, else the one that counts.
macro_rules! piled {
    () => {
        " from programme p
              join candidature c on c.programme_id = p.programme_id
              join account a on a.account_id = c.account_id
              left join avis v on v.candidature_id = c.candidature_id and v.superseded_at is null
                   and (v.validated_at is null or not exists (select 1 from avis w
                         where w.candidature_id = c.candidature_id and w.superseded_at is null and w.validated_at is null))
             where p.campaign_id = $2 and c.transmitted_at is not null
               and (cast($1 as text) is null or exists (select 1 from staff_scope s
                      where s.staff_id = $1 and s.faculty_id = p.faculty_id
                        and (s.programme_id is null or s.programme_id = p.programme_id)))
               and ($3 = '' or c.state = $3)
               and ($4 = '' or c.programme_id = $4)
               and ($5 = '' or ($5 = 'none' and v.avis_id is null)
                    or ($5 = 'proposed' and v.avis_id is not null and v.validated_at is null)
                    or (v.validated_at is not null and v.kind = $5))
               and ((a.search_key like $6 escape '\\' and a.search_key like $7 escape '\\'
                     and a.search_key like $8 escape '\\') or (a.ine <> '' and a.ine = $9)) "
    };
}

/// On which of them an avis may be entered without being looked at one by one: nothing was decided, or what counts leads on to
/// another avis and was asked for.
macro_rules! choosable {
    () => {
        "c.state = 'complete' and c.answer is null
         and (v.validated_at is null or (v.kind = $5 and v.kind not in ('favourable', 'unfavourable')))"
    };
}

macro_rules! pile_page {
    ($order:literal) => {
        concat!(
            "select c.candidature_id, a.number, a.given_name, a.family_name, p.label as programme, c.state,
                    c.transmitted_at, c.answer, c.answered_by_default, v.kind as avis, v.validated_at is not null as avis_validated,
                    (select count(*) from document d
                      where d.candidature_id = c.candidature_id and d.state = 'deposited') as unjudged",
            piled!(),
            $order
        )
    };
}

macro_rules! pile_choice {
    ($order:literal) => {
        concat!("select c.candidature_id", piled!(), "and ", choosable!(), $order)
    };
}

/// What a query of the pile asks for, as its conditions take it.
type Asked<'q> = (Option<&'q str>, &'q str, &'q str, &'q str, &'q str, String, String, String, String);

fn asked<'q>(scope: &'q Scope, query: &'q PileQuery, words: &str) -> Asked<'q> {
    let PileQuery { campaign, state, programme, avis, .. } = query;
    let [first, second, third] = patterns(words);
    (scope.limit(), campaign, state, programme, avis, first, second, third, bare_ine(words))
}

impl Store {
    /// One page of the pile; `words` are folded.
    /// With them how many there are on every page, and how many of those an avis may be entered on.
    pub async fn pile(&self, scope: &Scope, query: &PileQuery, words: &str) -> sqlx::Result<(Vec<PileRow>, i64, i64)> {
        let sql = match query.order {
            PileOrder::Oldest => pile_page!("order by c.transmitted_at, c.candidature_id limit $10 offset $11"),
            PileOrder::Newest => pile_page!("order by c.transmitted_at desc, c.candidature_id limit $10 offset $11"),
            PileOrder::Name => pile_page!("order by a.search_key, c.candidature_id limit $10 offset $11"),
        };
        let count = concat!("select count(*), count(case when ", choosable!(), " then 1 end)", piled!());
        let (a, b, c, d, e, f, g, h, i) = asked(scope, query, words);
        let first = i64::from(query.page) * PILE_PAGE;
        let params = (a, b, c, d, e, &f, &g, &h, &i, PILE_PAGE, first);
        let lines: Vec<Line> = self.db.all(sql, params).await?;
        let (total, choosable) = self.db.one(count, (a, b, c, d, e, f, g, h, i)).await?;
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
            PileOrder::Oldest => pile_choice!(" order by c.transmitted_at, c.candidature_id limit $10"),
            PileOrder::Newest => pile_choice!(" order by c.transmitted_at desc, c.candidature_id limit $10"),
            PileOrder::Name => pile_choice!(" order by a.search_key, c.candidature_id limit $10"),
        };
        let (a, b, c, d, e, f, g, h, i) = asked(scope, query, words);
        let params = (a, b, c, d, e, f, g, h, i, limit);
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
    /// Enters an avis in place of one that was entered before; what is validated goes on to count.
    pub async fn add_avis(&mut self, it: &Locked, avis: &Avis, by: &StaffId) -> sqlx::Result<AvisId> {
        let sql = "update avis set superseded_at = $1
                    where candidature_id = $2 and superseded_at is null and validated_at is null";
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

    /// The avis that was entered and waits to be validated.
    pub async fn entered_avis(&mut self, id: &CandidatureId) -> sqlx::Result<Option<AvisId>> {
        let sql = "select avis_id from avis
                    where candidature_id = $1 and superseded_at is null and validated_at is null";
        let row: Option<(String,)> = self.tx.opt(sql, (id.as_str(),)).await?;
        Ok(row.map(|(id,)| AvisId(id)))
    }

    /// Signs the avis that was entered, in place of the one that counted; `None` when it was signed already.
    pub async fn sign_avis(
        &mut self,
        it: &Locked,
        by: &StaffId,
        answer_by: Option<Instant>,
    ) -> sqlx::Result<Option<AvisId>> {
        let sql = "update avis set superseded_at = $1
                    where candidature_id = $2 and superseded_at is null and validated_at is not null";
        self.tx.run(sql, (self.now.0, it.id.as_str())).await?;
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
