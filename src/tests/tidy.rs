//! House rules that the compiler does not know: who may name what (ARCHITECTURE.md), sizes, files that must agree.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder (or the file itself) of `src`, with its text.
fn sources(place: &str) -> Vec<(PathBuf, String)> {
    fn walk(path: &Path, into: &mut Vec<(PathBuf, String)>) {
        if path.is_dir() {
            for entry in fs::read_dir(path).expect("a folder") {
                walk(&entry.expect("an entry").path(), into);
            }
        } else if path.extension().is_some_and(|it| it == "rs") {
            into.push((path.to_owned(), fs::read_to_string(path).expect("a text")));
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src").join(place), &mut found);
    assert!(!found.is_empty(), "src/{place} has no source");
    found
}

/// The part of a file that is built into the product: without comments and its own tests.
fn product(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = (1..).zip(text.lines()).take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[track_caller]
fn never_names(place: &str, banned: &[&str]) {
    for (path, text) in sources(place) {
        for (at, line) in product(&text) {
            for word in banned {
                assert!(!line.contains(word), "{}:{at} names `{word}`", path.display());
            }
        }
    }
}

#[test]
fn the_domain_knows_nothing_of_the_world() {
    let world = ["leptos", "sqlx", "axum", "tokio", "cfg(", "::now()", "rand::"];
    never_names("domain", &world);
    never_names(
        "domain",
        &["crate::server", "crate::api", "crate::pages", "crate::ui", "crate::words", "crate::places"],
    );
}

#[test]
fn words_and_places_name_the_domain_alone() {
    for place in ["words", "places.rs"] {
        never_names(place, &["leptos", "sqlx", "axum", "crate::server", "crate::api", "crate::pages", "crate::ui"]);
    }
}

#[test]
fn components_ask_no_call_and_know_no_rule_but_faults_of_forms() {
    never_names("ui", &["crate::api", "crate::server", "crate::pages", "sqlx", "axum", "cfg("]);
    for (path, text) in sources("ui") {
        for (at, line) in product(&text).filter(|(_, line)| line.contains("crate::domain")) {
            let harmless = ["crate::domain::form", "crate::domain::language"].iter().any(|it| line.contains(it));
            assert!(harmless, "{}:{at} knows a rule", path.display());
        }
    }
}

#[test]
fn pages_touch_nothing() {
    never_names("pages", &["crate::server", "sqlx", "axum", "cfg(", "leptos_axum"]);
}

#[test]
fn calls_hold_no_sql_and_no_view() {
    never_names("api", &["crate::pages", "crate::ui", "sqlx", "view!", "select ", "insert into", "update "]);
}

#[test]
fn the_server_shows_nothing() {
    for (path, text) in sources("server") {
        for (at, _) in product(&text).filter(|(_, line)| line.contains("crate::pages") || line.contains("crate::app")) {
            assert!(path.ends_with("server/web.rs"), "{}:{at} names a page", path.display());
        }
    }
}

#[test]
fn all_sql_lies_in_the_store_and_the_store_draws_nothing() {
    never_names("server/store", &["leptos", "crate::words", "crate::places", "Clock", "Chance", "rand::", "::now()"]);
    for place in ["server", "main.rs"] {
        for (path, text) in sources(place) {
            if path.components().any(|it| it.as_os_str() == "store") {
                continue;
            }
            for (at, line) in product(&text) {
                let sql = ["\"select ", "\"insert into ", "\"update ", "\"delete from "];
                assert!(!sql.iter().any(|it| line.contains(it)), "{}:{at} holds SQL", path.display());
            }
        }
    }
}

#[test]
fn statements_are_literals_and_rarely_differ_by_dialect() {
    let texts = sources("server/store");
    assert!(texts.iter().all(|(_, text)| !text.contains("AssertSqlSafe")));
    let splits: usize = texts.iter().map(|(_, text)| text.matches("Sql {\n            sqlite:").count()).sum();
    assert!((1..=5).contains(&splits), "{splits} statements have a dialect of their own");
}

#[test]
fn the_bodies_of_calls_stay_short() {
    for (path, text) in sources("api") {
        let mut begun: Option<(usize, String)> = None;
        for (at, line) in (1..).zip(text.lines()) {
            if line.starts_with("pub async fn ") {
                begun = Some((at, line.to_owned()));
            } else if line == "}"
                && let Some((from, signature)) = begun.take()
            {
                // The server's names are brought in inside the body: those lines tell nothing.
                let body = text.lines().skip(from).take(at - from - 1);
                let told = body.filter(|it| !it.trim_start().starts_with("use ") && !it.trim().is_empty()).count();
                assert!(told <= 25, "{}:{from} {told} lines: {signature}", path.display());
            }
        }
        assert!(begun.is_none());
    }
}

#[test]
fn files_stay_readable() {
    for (path, text) in sources("") {
        let lines = text.lines().count();
        assert!(lines <= 450, "{} has {lines} lines: find the missing noun", path.display());
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//!"), "{} does not say what lives in it", path.display());
    }
}

#[test]
fn every_page_is_rendered_whole_at_the_server() {
    let app = fs::read_to_string(root().join("src/app.rs")).expect("a text");
    let routes: Vec<_> = app.lines().filter(|line| line.contains("<Route path=")).collect();
    assert!(routes.len() > 15, "the table of pages is elsewhere");
    assert!(routes.iter().all(|line| line.contains("ssr=whole")), "a page streams out of order");
}

#[test]
fn leptos_toml_says_what_cargo_toml_says() {
    let read = |name: &str| -> toml::Table {
        toml::from_str(&fs::read_to_string(root().join(name)).expect("a text")).expect("toml")
    };
    let settings = |table: &toml::Table| table["package"]["metadata"]["leptos"].as_table().expect("settings").clone();
    let (built, run) = (settings(&read("Cargo.toml")), settings(&read("Leptos.toml")));
    let other_name = |key: &str| if key == "hash-file" { "hash-file-name".to_owned() } else { key.to_owned() };
    assert!(run.len() >= 5);
    for (key, value) in run {
        assert_eq!(Some(&value), built.get(&other_name(&key)), "{key}");
    }
}

#[test]
fn the_program_wasm_bindgen_is_of_the_version_of_the_crate() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("a text");
    let version_of = |name: &str| {
        let at = lock.find(&format!("name = \"{name}\"\n"))?;
        lock[at..].lines().nth(1).map(str::to_owned)
    };
    assert!(version_of("wasm-bindgen").is_some());
    assert_eq!(version_of("wasm-bindgen"), version_of("wasm-bindgen-cli-support"));
}
