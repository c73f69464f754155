//! The journal: append only, each row sealed by the digest of the one before.

use super::db::None as NoParams;
use super::{Store, Work};
use sha2::{Digest, Sha256};

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    Candidate(String),
    Staff(String),
    Visitor,
    System,
}

impl Actor {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Candidate(_) => "candidate",
            Self::Staff(_) => "staff",
            Self::Visitor => "visitor",
            Self::System => "system",
        }
    }

    fn id(&self) -> Option<&str> {
        match self {
            Self::Candidate(id) | Self::Staff(id) => Some(id),
            Self::Visitor | Self::System => None,
        }
    }
}

pub(super) struct Entry {
    act: &'static str,
    subject_id: String,
    detail: String,
}

/// The first row whose seal does not fit.
#[derive(Debug, PartialEq, Eq)]
pub struct JournalFault {
    pub seq: i64,
}

#[derive(sqlx::FromRow)]
struct Sealed {
    seq: i64,
    at: i64,
    actor_kind: String,
    actor_id: Option<String>,
    act: String,
    subject_id: String,
    origin: String,
    detail: String,
    digest: String,
}

impl Sealed {
    /// Over every field and the digest before, each with its length, so that no two rows read alike.
    fn seal(&self, before: &str) -> String {
        let (seq, at) = (self.seq.to_string(), self.at.to_string());
        let actor_id = self.actor_id.as_deref().unwrap_or_default();
        let fields =
            [before, &seq, &at, &self.actor_kind, actor_id, &self.act, &self.subject_id, &self.origin, &self.detail];
        let mut hash = Sha256::new();
        for field in fields {
            hash.update(field.len().to_be_bytes());
            hash.update(field);
        }
        data_encoding::HEXLOWER.encode(&hash.finalize())
    }
}

impl Work {
    /// Notes an act; it is sealed when the work is committed. `detail` holds codes, never answers.
    pub fn note(&mut self, act: &'static str, subject_id: impl ToString, detail: impl ToString) {
        self.entries.push(Entry { act, subject_id: subject_id.to_string(), detail: detail.to_string() });
    }

    /// Last thing before the commit: the head's row lock puts all writers of the journal in line.
    pub(super) async fn seal_journal(&mut self) -> sqlx::Result<()> {
        let entries = std::mem::take(&mut self.entries);
        if entries.is_empty() {
            return Ok(());
        }
        let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
        let sql = "update journal_head set seq = seq + $1 where only_one = 1 returning seq, digest";
        let (last, mut before): (i64, String) = self.tx.one(sql, (count,)).await?;
        for (seq, entry) in (last - count + 1..).zip(entries) {
            let mut row = Sealed {
                seq,
                at: self.now.0,
                actor_kind: self.actor.kind().to_owned(),
                actor_id: self.actor.id().map(str::to_owned),
                act: entry.act.to_owned(),
                subject_id: entry.subject_id,
                origin: self.origin.clone(),
                detail: entry.detail,
                digest: String::new(),
            };
            row.digest = row.seal(&before);
            before.clone_from(&row.digest);
            let sql = "insert into journal (seq, at, actor_kind, actor_id, act, subject_id, origin, detail, digest)
                       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
            let params = (
                row.seq,
                row.at,
                row.actor_kind,
                row.actor_id,
                row.act,
                row.subject_id,
                row.origin,
                row.detail,
                row.digest,
            );
            self.tx.run(sql, params).await?;
        }
        self.tx.run("update journal_head set digest = $1 where only_one = 1", (before,)).await?;
        Ok(())
    }
}

impl Store {
    /// Walks the whole chain; says how long it is, or where it breaks.
    pub async fn verify_journal(&self) -> sqlx::Result<Result<i64, JournalFault>> {
        const PAGE: i64 = 1000;
        let (mut seq, mut before) = (0_i64, String::new());
        loop {
            let sql = "select seq, at, actor_kind, actor_id, act, subject_id, origin, detail, digest
                         from journal where seq > $1 order by seq limit $2";
            let rows: Vec<Sealed> = self.db.all(sql, (seq, PAGE)).await?;
            let Some(last) = rows.last().map(|row| row.seq) else { break };
            for row in rows {
                seq += 1;
                if row.seq != seq || row.seal(&before) != row.digest {
                    return Ok(Err(JournalFault { seq }));
                }
                before = row.digest;
            }
            seq = last;
        }
        let head: (i64, String) = self.db.one("select seq, digest from journal_head", NoParams).await?;
        Ok(if head == (seq, before) { Ok(seq) } else { Err(JournalFault { seq: head.0 }) })
    }
}

impl Store {
    /// Rows that contradict each other, in words. Each question is about something one commit makes true at once.
    pub async fn contradictions(&self) -> sqlx::Result<Vec<String>> {
        const QUESTIONS: [(&str, &str); 7] = [
            (
                "a transmitted candidature without its transmission",
                "select /* whole: verify */ c.candidature_id from candidature c where c.transmitted_at is not null
                    and not exists (select 1 from transmission t where t.candidature_id = c.candidature_id)",
            ),
            (
                "a transmission without its letter",
                // As serde writes `Letter`: found by the index on both.
                "select /* whole: verify */ t.transmission_id from transmission t where not exists (select 1 from letter l
                    where l.code = 'transmission_receipt'
                      and l.content = '{\"TransmissionReceipt\":\"' || t.transmission_id || '\"}')",
            ),
            (
                "a transmission without its line in the journal",
                "select /* whole: verify */ t.transmission_id from transmission t where not exists (select 1 from journal j
                    where j.subject_id = t.candidature_id and j.act = 'transmit' and j.detail = t.reference)",
            ),
            (
                "a transmitted candidature with a document missing",
                "select /* whole: verify */ c.candidature_id from candidature c join required_document r on r.programme_id = c.programme_id
                   left join document d on d.candidature_id = c.candidature_id and d.requirement_id = r.requirement_id
                  where c.state = 'transmitted' and (d.state is null or d.state = 'missing')",
            ),
            (
                "an attempt that is paid and not in the ledger, or in the ledger and not paid",
                "select /* whole: verify */ t.attempt_id from attempt t where (t.state = 'paid') <> exists
                    (select 1 from ledger g where g.attempt_id = t.attempt_id and g.part = 0)",
            ),
            (
                "a payment that bears another number than its line in the ledger",
                "select /* whole: verify */ t.attempt_id from attempt t join ledger g on g.attempt_id = t.attempt_id and g.part = 0
                  where t.psp_transaction is null or t.psp_transaction <> g.psp_transaction",
            ),
            (
                "an account without its letter",
                // But one whose address the CAS vouched for: there was nothing to ask by mail.
                "select /* whole: verify */ a.account_id from account a
                  where not exists (select 1 from letter l where l.account_id = a.account_id)
                    and not exists (select 1 from journal j where j.subject_id = a.account_id and j.act = 'cas_sign_up')",
            ),
        ];
        let mut found = Vec::new();
        for (what, sql) in QUESTIONS {
            let rows: Vec<(String,)> = self.db.all(sql, NoParams).await?;
            found.extend(rows.into_iter().map(|(id,)| format!("{what}: {id}")));
        }
        Ok(found)
    }
}
