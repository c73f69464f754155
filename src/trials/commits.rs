//! The limit of transmissions: the rows that transmissions wrote, committed again by nobody but the database.

use crate::Failure;
use guichet::domain::CandidatureId;
use guichet::server::store::Db;

/// All that one transmission wrote.
pub struct Rows {
    candidature: String,
    transmission: (String, String, i64, String, i64, String, String),
    documents: Vec<(String, String)>,
    letter: (String, String, String, String, i64),
    journal: (i64, i64, String, Option<String>, String, String, String, String, String),
}

/// Reads the rows back from the database of the server.
pub async fn read(db: &Db, dossiers: &[CandidatureId]) -> Result<Vec<Rows>, Failure> {
    let mut all = Vec::new();
    for dossier in dossiers {
        let candidature = dossier.as_str();
        let sql = "select transmission_id, candidature_id, ordinal, reference, transmitted_at, snapshot, digest
                     from transmission where candidature_id = $1";
        let transmission: (String, String, i64, String, i64, String, String) = db.one(sql, (candidature,)).await?;
        let sql = "select requirement_id, digest from transmission_document where transmission_id = $1";
        let documents = db.all(sql, (&transmission.0,)).await?;
        let sql = "select letter_id, code, content, account_id, posted_at from letter
                    where code = 'transmission_receipt' and content like '%' || $1 || '%'";
        let letter = db.one(sql, (&transmission.0,)).await?;
        let sql = "select seq, at, actor_kind, actor_id, act, subject_id, origin, detail, digest
                     from journal where act = 'transmit' and detail = $1";
        let journal = db.one(sql, (&transmission.3,)).await?;
        all.push(Rows { candidature: candidature.to_owned(), transmission, documents, letter, journal });
    }
    Ok(all)
}

/// Commits each transmission in a transaction of its own, `at_once` writers at a time.
pub async fn commit(db: &Db, rows: Vec<Rows>, at_once: usize) -> Result<(), Failure> {
    let mut shares: Vec<Vec<Rows>> = (0..at_once).map(|_| Vec::new()).collect();
    for (at, row) in rows.into_iter().enumerate() {
        shares[at % at_once].push(row);
    }
    let writers = shares.into_iter().map(|share| {
        let db = db.clone();
        tokio::spawn(async move {
            for rows in share {
                commit_one(&db, rows).await?;
            }
            Ok::<_, sqlx::Error>(())
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.map_err(std::io::Error::other)??;
    }
    Ok(())
}

async fn commit_one(db: &Db, rows: Rows) -> sqlx::Result<()> {
    let mut tx = db.begin().await?;
    let (at, seq, seal) = (rows.transmission.4, rows.journal.0, rows.journal.8.clone());
    let sql = "update candidature set state = 'transmitted', transmitted_at = $1, version = version + 1
                where candidature_id = $2";
    tx.run(sql, (at, rows.candidature)).await?;
    let id = rows.transmission.0.clone();
    let sql = "insert into transmission (transmission_id, candidature_id, ordinal, reference, transmitted_at,
                                         snapshot, digest) values ($1, $2, $3, $4, $5, $6, $7)";
    tx.run(sql, rows.transmission).await?;
    for (requirement, digest) in rows.documents {
        let sql = "insert into transmission_document (transmission_id, requirement_id, digest) values ($1, $2, $3)";
        tx.run(sql, (&id, requirement, digest)).await?;
    }
    let sql = "insert into letter (letter_id, code, content, account_id, posted_at, due_at, tries)
               values ($1, $2, $3, $4, $5, $5, 0)";
    tx.run(sql, rows.letter).await?;
    let sql = "insert into journal (seq, at, actor_kind, actor_id, act, subject_id, origin, detail, digest)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    tx.run(sql, rows.journal).await?;
    tx.run("update journal_head set seq = $1, digest = $2 where only_one = 1", (seq, seal)).await?;
    tx.commit().await
}
