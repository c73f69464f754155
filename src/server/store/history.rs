//! The journal, read: the lines of one dossier, or of one account.

use super::{Store, unknown};
use crate::domain::journal::{JournalActor, JournalLine};
use crate::domain::language::InBoth;
use crate::domain::time::Instant;
use crate::domain::{AccountId, CandidatureId, EnrolmentId};
use crate::server::calendar::moment;

#[derive(sqlx::FromRow)]
struct Line {
    at: i64,
    actor_kind: String,
    staff: Option<String>,
    act: String,
    detail: String,
    document: Option<String>,
    document_en: Option<String>,
    origin: String,
}

impl Line {
    fn into_line(self) -> sqlx::Result<JournalLine> {
        let actor = match self.actor_kind.as_str() {
            "candidate" => JournalActor::Candidate,
            "staff" => JournalActor::Staff(self.staff.unwrap_or_default()),
            "visitor" => JournalActor::Visitor,
            "system" => JournalActor::System,
            other => return Err(unknown("actor", other)),
        };
        let until = (self.act == "declare_incomplete").then(|| self.detail.parse().ok()).flatten();
        Ok(JournalLine {
            at: moment(Instant(self.at)),
            actor,
            until: until.map(|at| moment(Instant(at))),
            act: self.act,
            detail: self.detail,
            document: self.document.map(|french| InBoth::of(french, self.document_en)),
            origin: self.origin,
        })
    }
}

/// The detail of an act on a document names the requirement, or the document that was given for it.
macro_rules! journal {
    ($condition:literal) => {
        concat!(
            "select j.at, j.actor_kind, s.name as staff, j.act, j.detail, j.origin,
                    coalesce(r.label, q.label) as document, coalesce(r.label_en, q.label_en) as document_en
               from journal j
               left join staff s on s.staff_id = j.actor_id
               left join required_document r on r.requirement_id = j.detail
               left join document d on d.document_id = j.detail
               left join required_document q on q.requirement_id = d.requirement_id
              where ",
            $condition,
            " order by j.seq desc limit 500"
        )
    };
}

impl Store {
    /// What was done in one dossier, and to the profile and the account that it rests on. How its owner came in and out
    /// is nobody's business here. The caller has shown that it may see the dossier.
    pub async fn journal_of_dossier(&self, id: &CandidatureId) -> sqlx::Result<Vec<JournalLine>> {
        let sql = journal!(
            "j.subject_id = $1
             or (j.act in ('sign_up', 'create_account', 'validate_account', 'save_section', 'save_entry',
                           'remove_entry')
                 and j.subject_id = (select account_id from candidature where candidature_id = $1))"
        );
        let rows: Vec<Line> = self.db.all(sql, (id.as_str(),)).await?;
        rows.into_iter().map(Line::into_line).collect()
    }

    /// What was done in one enrolment.
    pub async fn journal_of_enrolment(&self, id: &EnrolmentId) -> sqlx::Result<Vec<JournalLine>> {
        let sql = "select j.at, j.actor_kind, s.name as staff, j.act, j.detail, j.origin,
                          coalesce(r.label_fr, q.label_fr) as document, coalesce(r.label_en, q.label_en) as document_en
                     from journal j
                     left join staff s on s.staff_id = j.actor_id
                     left join enrolment_requirement r on r.requirement_id = j.detail
                     left join enrolment_document d on d.document_id = j.detail
                     left join enrolment_requirement q on q.requirement_id = d.requirement_id
                    where j.subject_id = $1 order by j.seq desc limit 500";
        let rows: Vec<Line> = self.db.all(sql, (id.as_str(),)).await?;
        rows.into_iter().map(Line::into_line).collect()
    }

    /// What was done to one account.
    pub async fn journal_of_account(&self, id: &AccountId) -> sqlx::Result<Vec<JournalLine>> {
        let rows: Vec<Line> = self.db.all(journal!("j.subject_id = $1"), (id.as_str(),)).await?;
        rows.into_iter().map(Line::into_line).collect()
    }
}
