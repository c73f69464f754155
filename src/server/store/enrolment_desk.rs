//! Enrolments as staff find them: the table, one of them, the queue of documents. Every query takes a [`Scope`] and puts it
//! into its `where`: who is admitted to a programme of one's faculty; all for administrators.

use super::{EnrolmentRow, Scope, Store, Work, anywhere, unknown};
use crate::domain::enrolment::desk::{ActLine, EnrolmentLine, EnrolmentQuery, StaffAct};
use crate::domain::enrolment::{PaymentStatus, State};
use crate::domain::language::InBoth;
use crate::domain::review::{PILE_PAGE, PileOrder};
use crate::domain::time::Instant;
use crate::domain::{CampaignId, EnrolmentId, EnrolmentRequirementId, LearnerId, StaffId};
use crate::server::calendar::moment;

/// Whether enrolment `e` lies in the scope `$1`. Who is admitted to no programme of the campaign is administrators' alone.
macro_rules! in_scope {
    () => {
        "(cast($1 as text) is null or exists (
             select 1 from admission n
               join programme g on g.campaign_id = n.campaign_id and g.code = n.programme_code
               join staff_scope s on s.faculty_id = g.faculty_id
                                 and (s.programme_id is null or s.programme_id = g.programme_id)
              where s.staff_id = $1 and n.learner_id = e.learner_id and n.campaign_id = e.campaign_id
                and (n.withdrawn_at is null or e.state = 'cancelled')))"
    };
}
pub(super) use in_scope;

#[derive(sqlx::FromRow)]
struct Line {
    enrolment_id: String,
    number: String,
    given_name: String,
    family_name: String,
    programme: Option<String>,
    state: String,
    payment: String,
    submitted_at: Option<i64>,
    to_check: i64,
    open: i64,
}

impl Line {
    fn into_line(self) -> sqlx::Result<EnrolmentLine> {
        Ok(EnrolmentLine {
            id: EnrolmentId(self.enrolment_id),
            number: self.number,
            name: format!("{} {}", self.family_name, self.given_name),
            programme: self.programme.unwrap_or_default(),
            state: State::named(&self.state).ok_or_else(|| unknown("state of an enrolment", &self.state))?,
            payment: PaymentStatus::named(&self.payment).ok_or_else(|| unknown("state of a payment", &self.payment))?,
            submitted_at: self.submitted_at.map(|at| moment(Instant(at))),
            to_check: self.to_check,
            open: self.open,
        })
    }
}

/// The conditions of the table: `$1` scope, `$2` campaign, `$3` state, `$4` payment, `$5` documents, `$6` programme,
/// `$7` words.
macro_rules! table {
    ($select:literal, $rest:literal) => {
        concat!(
            $select,
            " from enrolment e
              join learner l on l.learner_id = e.learner_id
              join account a on a.account_id = l.account_id
             where e.campaign_id = $2 and ($3 = '' or e.state = $3) and ($4 = '' or e.payment = $4)
               and ($5 = ''
                 or ($5 = 'to_check' and exists (select 1 from enrolment_document d
                       where d.enrolment_id = e.enrolment_id and d.asked and d.state = 'deposited'))
                 or ($5 = 'refused' and exists (select 1 from enrolment_document d
                       where d.enrolment_id = e.enrolment_id and d.asked and d.state = 'refused'))
                 or ($5 = 'missing' and exists (select 1 from enrolment_document d
                       join enrolment_requirement r on r.requirement_id = d.requirement_id
                       where d.enrolment_id = e.enrolment_id and d.asked and r.blocking and d.state = 'missing'))
                 or ($5 = 'settled' and not exists (select 1 from enrolment_document d
                       join enrolment_requirement r on r.requirement_id = d.requirement_id
                       where d.enrolment_id = e.enrolment_id and d.asked and r.blocking
                         and d.state in ('missing', 'deposited', 'refused'))))
               and ($6 = '' or exists (select 1 from admission m
                      where m.learner_id = e.learner_id and m.campaign_id = e.campaign_id and m.programme_code = $6))
               and ($7 = '%%' or a.search_key like $7 escape '\\' or lower(e.number) like $7 escape '\\'
                    or l.identifiant like $7 escape '\\' or l.student_number like $7 escape '\\')
               and ",
            in_scope!(),
            $rest
        )
    };
}

macro_rules! table_page {
    ($order:literal) => {
        table!(
            "select e.enrolment_id, e.number, a.given_name, a.family_name, e.state, e.payment, e.submitted_at,
                    (select m.programme_label from admission m
                      where m.learner_id = e.learner_id and m.campaign_id = e.campaign_id
                      order by case when m.withdrawn_at is null then 0 else 1 end, m.created_at, m.admission_id
                      limit 1) as programme,
                    (select count(*) from enrolment_document d
                      where d.enrolment_id = e.enrolment_id and d.asked and d.state = 'deposited') as to_check,
                    (select count(*) from enrolment_document d
                       join enrolment_requirement r on r.requirement_id = d.requirement_id
                      where d.enrolment_id = e.enrolment_id and d.asked and r.blocking
                        and d.state in ('missing', 'deposited', 'refused')) as open",
            $order
        )
    };
}

impl Store {
    /// One page of the table of a year; `words` are folded.
    pub async fn enrolment_table(
        &self,
        scope: &Scope,
        campaign: &CampaignId,
        query: &EnrolmentQuery,
        words: &str,
    ) -> sqlx::Result<(Vec<EnrolmentLine>, i64)> {
        let sql = match query.order {
            PileOrder::Oldest => {
                table_page!(" order by coalesce(e.submitted_at, e.created_at), e.enrolment_id limit $8 offset $9")
            }
            PileOrder::Newest => {
                table_page!(" order by coalesce(e.submitted_at, e.created_at) desc, e.enrolment_id limit $8 offset $9")
            }
            PileOrder::Name => table_page!(" order by a.search_key, e.enrolment_id limit $8 offset $9"),
        };
        let words = anywhere(words);
        let EnrolmentQuery { state, payment, documents, programme, page, .. } = query;
        let of = (scope.limit(), campaign.as_str(), state, payment, documents, programme, &words);
        let (a, b, c, d, e, f, g) = of;
        let lines: Vec<Line> = self.db.all(sql, (a, b, c, d, e, f, g, PILE_PAGE, i64::from(*page) * PILE_PAGE)).await?;
        let (total,): (i64,) = self.db.one(table!("select count(*)", ""), of).await?;
        Ok((lines.into_iter().map(Line::into_line).collect::<Result<_, _>>()?, total))
    }

    /// The programmes that anybody in the scope is admitted to: code and label.
    pub async fn admitted_programmes(
        &self,
        scope: &Scope,
        campaign: &CampaignId,
    ) -> sqlx::Result<Vec<(String, String)>> {
        let sql = concat!(
            "select m.programme_code, max(m.programme_label) from enrolment e
               join admission m on m.learner_id = e.learner_id and m.campaign_id = e.campaign_id
              where e.campaign_id = $2 and ",
            in_scope!(),
            " group by m.programme_code order by 2, 1"
        );
        self.db.all(sql, (scope.limit(), campaign.as_str())).await
    }

    /// One enrolment; `None` outside the scope.
    pub async fn enrolment_in_scope(&self, scope: &Scope, id: &EnrolmentId) -> sqlx::Result<Option<EnrolmentRow>> {
        let sql = concat!("select e.enrolment_id from enrolment e where e.enrolment_id = $2 and ", in_scope!());
        let found: Option<(String,)> = self.db.opt(sql, (scope.limit(), id.as_str())).await?;
        match found {
            Some((id,)) => self.enrolment(&EnrolmentId(id)).await,
            None => Ok(None),
        }
    }

    /// What staff did by hand to an enrolment, the latest first.
    pub async fn enrolment_acts(&self, id: &EnrolmentId) -> sqlx::Result<Vec<ActLine>> {
        type Row = (String, Option<String>, Option<String>, String, String, i64);
        let sql = "select a.act, r.label_fr, r.label_en, a.reason, s.name, a.done_at
                     from enrolment_act a
                     join staff s on s.staff_id = a.staff_id
                     left join enrolment_requirement r on r.requirement_id = a.requirement_id
                    where a.enrolment_id = $1 order by a.done_at desc, a.act_id desc";
        let rows: Vec<Row> = self.db.all(sql, (id.as_str(),)).await?;
        let line = |(act, french, english, reason, by, at): Row| {
            Ok(ActLine {
                act: StaffAct::named(&act).ok_or_else(|| unknown("act", &act))?,
                document: french.zip(english).map(|(french, english)| InBoth { french, english }),
                reason,
                by,
                at: moment(Instant(at)),
            })
        };
        rows.into_iter().map(line).collect()
    }

    /// The reason of the latest of these acts: what a letter tells.
    pub async fn reason_of(&self, id: &EnrolmentId, acts: [StaffAct; 2]) -> sqlx::Result<String> {
        let sql = "select reason from enrolment_act where enrolment_id = $1 and act in ($2, $3)
                    order by done_at desc, act_id desc limit 1";
        let row: Option<(String,)> = self.db.opt(sql, (id.as_str(), acts[0].code(), acts[1].code())).await?;
        Ok(row.map(|(reason,)| reason).unwrap_or_default())
    }
}

impl Work {
    /// Locks an enrolment in the scope.
    pub async fn lock_enrolment_in_scope(
        &mut self,
        scope: &Scope,
        id: &EnrolmentId,
    ) -> sqlx::Result<Option<EnrolmentRow>> {
        let sql = concat!("select e.enrolment_id from enrolment e where e.enrolment_id = $2 and ", in_scope!());
        let found: Option<(String,)> = self.tx.opt(sql, (scope.limit(), id.as_str())).await?;
        match found {
            Some((id,)) => self.lock_enrolment(&EnrolmentId(id)).await,
            None => Ok(None),
        }
    }

    /// Writes down what staff did by hand, and why.
    pub async fn add_enrolment_act(
        &mut self,
        id: &EnrolmentId,
        act: StaffAct,
        requirement: Option<&EnrolmentRequirementId>,
        reason: &str,
        by: &StaffId,
    ) -> sqlx::Result<()> {
        let act_id = self.id();
        let sql = "insert into enrolment_act (act_id, enrolment_id, act, requirement_id, reason, staff_id, done_at)
                   values ($1, $2, $3, $4, $5, $6, $7)";
        let requirement = requirement.map(EnrolmentRequirementId::as_str);
        let params = (act_id, id.as_str(), act.code(), requirement, reason, by.as_str(), self.now.0);
        self.tx.run(sql, params).await.map(drop)
    }

    /// The next number of a student of this year. One statement: two validations at once draw two numbers.
    pub async fn next_student_number(&mut self, year: i64) -> sqlx::Result<i64> {
        let sql = "insert into student_number (year, last_given) values ($1, 1)
                   on conflict (year) do update set last_given = student_number.last_given + 1
                   returning last_given";
        let (last,): (i64,) = self.tx.one(sql, (year,)).await?;
        Ok(last)
    }

    /// Gives a learner their number, once.
    pub async fn give_student_number(&mut self, id: &LearnerId, number: &str) -> sqlx::Result<()> {
        let sql = "update learner set student_number = $1 where learner_id = $2 and student_number is null";
        self.tx.run(sql, (number, id.as_str())).await.map(drop)
    }
}
