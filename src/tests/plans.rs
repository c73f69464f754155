//! How SQLite would run each statement of the store, looked at the first time that any test runs it: none reads a whole table
//! that grows with the people who come, or makes an index of it for the moment. One that must says so in itself, with its reason:
//! `/* whole: … */`. PostgreSQL has the same indexes.

use sqlx::{AssertSqlSafe, SqliteConnection};
use std::collections::{BTreeMap, HashSet};
use std::sync::{LazyLock, Mutex};

/// Tables that one reads whole without harm: they grow with the establishment, or are swept.
const SHORT: &str = "campaign cas_arrival enrolment_field enrolment_requirement enrolment_setting enrolment_window faculty \
    ground import job journal_head letter_draft letter_template login_challenge login_letter login_link portal portal_draft \
    profile_start programme quota reconciliation staff staff_scope";

static SEEN: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
static FAULTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Looks at a statement that is about to be run.
pub(crate) async fn look(connection: &mut SqliteConnection, text: &'static str) {
    let first = SEEN.lock().expect("nobody panics while holding it").insert(text);
    if !first || text.contains("/* whole: ") {
        return;
    }
    for what in explain(connection, text).await {
        if let Some(table) = read_whole(connection, text, &what).await {
            let told = format!("{table}, which grows, is read whole ({what}) by: {text}");
            FAULTS.lock().expect("nobody panics while holding it").push(told);
        }
    }
}

/// What was found since somebody last asked, by any test: the first one to end tells.
pub(super) fn faults() -> Vec<String> {
    std::mem::take(&mut *FAULTS.lock().expect("nobody panics while holding it"))
}

async fn explain(connection: &mut SqliteConnection, text: &str) -> Vec<String> {
    let sql = AssertSqlSafe(format!("explain query plan {text}"));
    let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(sql).fetch_all(connection).await.unwrap_or_default();
    rows.into_iter().map(|(_, _, _, what)| what).collect()
}

fn is_among(name: &str, names: &str) -> bool {
    names.split_whitespace().any(|it| it == name)
}

/// The growing table that a line of a plan reads whole.
async fn read_whole(connection: &mut SqliteConnection, text: &str, what: &str) -> Option<String> {
    let mut parts = what.split(' ');
    let act = parts.next()?;
    let name = parts.next()?;
    if !(act == "SCAN" || what.contains("AUTOMATIC")) || what.contains("VIRTUAL TABLE") {
        return None;
    }
    let index = what.split_once("INDEX ").and_then(|(_, rest)| rest.split(' ').next());
    if let Some(index) = index {
        let sql = "select count(*) from sqlite_master where type = 'index' and name = $1 and sql like '% where %'";
        let (partial,): (i64,) = sqlx::query_as(sql).bind(index).fetch_one(connection).await.ok()?;
        // A partial index holds what waits, and is there to be read whole.
        if partial == 1 {
            return None;
        }
    }
    let tables = tables(text);
    let table = tables.get(name).copied()?;
    (!is_among(table, SHORT)).then(|| table.to_owned())
}

/// The tables of a statement by the names that they have in it. A name that is used for two stands for the one that grows.
fn tables(text: &str) -> BTreeMap<&str, &str> {
    const WORDS: &str = "as cross do from full group inner join left limit natural on order returning select set union using \
        values where";
    let named = |it: &&str| it.starts_with(|c: char| c.is_ascii_lowercase()) && !is_among(it, WORDS);
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$' | '\'')))
        .filter(|it| !it.is_empty())
        .collect();
    let mut found = BTreeMap::new();
    for (at, word) in words.iter().enumerate() {
        if !matches!(*word, "from" | "join" | "update" | "into") {
            continue;
        }
        let Some(table) = words.get(at + 1).copied().filter(named) else { continue };
        let after = words.get(at + 2).filter(|it| **it != "as").or_else(|| words.get(at + 3));
        let alias = after.copied().filter(named).unwrap_or(table);
        for name in [alias, table] {
            let before = found.entry(name).or_insert(table);
            if is_among(before, SHORT) {
                *before = table;
            }
        }
    }
    found
}

#[test]
fn the_names_of_a_statement_are_known() {
    let text = "update candidature set version = 1 where candidature_id in (select d.candidature_id from document d
                  left join programme as p on true where exists (select 1 from staff_scope s))";
    let names = tables(text);
    assert_eq!(names.get("d"), Some(&"document"));
    assert_eq!(names.get("p"), Some(&"programme"));
    assert_eq!(names.get("candidature"), Some(&"candidature"));
    assert_eq!(names.get("s"), Some(&"staff_scope"));
}

super::site::on_both!(a_statement_that_reads_everybody_is_found, |site| {
    use crate::server::store::Db;
    let Db::Sqlite { read, .. } = &site.services.store.db else { return };
    let mut connection = read.acquire().await.expect("a connection");
    let found = async |connection: &mut SqliteConnection, text: &str| {
        let mut found = Vec::new();
        for what in explain(connection, text).await {
            found.extend(read_whole(connection, text, &what).await);
        }
        found
    };
    let text = "select a.number from account a where a.family_name = $1";
    assert_eq!(found(&mut connection, text).await, ["account"]);
    let text = "select a.number from account a where a.account_id = $1";
    assert!(found(&mut connection, text).await.is_empty());
    let text = "select count(*) from letter where sent_at is null and given_up_at is null";
    assert!(found(&mut connection, text).await.is_empty(), "a partial index is there to be read");
    let text = "select c.label from campaign c";
    assert!(found(&mut connection, text).await.is_empty(), "campaigns are few");
});
