//! House rules that the compiler does not know: who may name what (ARCHITECTURE.md), sizes, files that must agree.

use std::fs;
use std::path::{Path, PathBuf};

pub(super) fn root() -> PathBuf {
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
    for place in ["words", "places.rs", "places"] {
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

/// Leptos writes the children of a text area as they are: a word in it could end the field and begin a script.
#[test]
fn what_fills_a_text_area_is_escaped() {
    for (path, text) in ["pages", "ui"].into_iter().flat_map(sources) {
        for (at, _) in text.match_indices("<textarea") {
            let (_, inside) = text[at..].split_once('>').expect("a whole tag");
            let empty =
                inside.starts_with("</textarea>") || text[at..].split('>').next().is_some_and(|it| it.ends_with('/'));
            assert!(empty, "{}: a text area has children", path.display());
        }
    }
}

#[test]
fn every_page_is_rendered_whole_at_the_server() {
    let app = fs::read_to_string(root().join("src/app.rs")).expect("a text");
    let routes: Vec<_> = app.lines().filter(|line| line.contains("<Route path=")).collect();
    assert!(routes.len() > 15, "the table of pages is elsewhere");
    assert!(routes.iter().all(|line| line.contains("ssr=whole")), "a page streams out of order");
}

/// A page is taken over once the split of its address is there: one from another split would stop the program.
#[test]
fn pages_travel_with_the_split_of_their_address() {
    use crate::pages::lazy::Split;
    let app = fs::read_to_string(root().join("src/app.rs")).expect("a text");
    let mut apart = 0;
    for line in app.lines().filter(|line| line.contains("<Route path=")) {
        let path = line.split('"').nth(1).expect("a pattern");
        let split = match line {
            _ if line.contains("view=StaffPage::") => Some(Split::Staff),
            _ if line.contains("view=OwnPage::") => Some(Split::Own),
            _ => None,
        };
        assert_eq!(split, Split::of(path), "{path}");
        apart += usize::from(split.is_some());
    }
    assert!(apart > 30, "the table of pages is elsewhere");
}

/// Without it the program asks for a loader that nobody wrote, and no page comes alive.
#[test]
fn every_build_of_the_site_splits_it() {
    let folder = fs::read_dir(root().join("script")).expect("scripts").map(|it| it.expect("an entry").path());
    let mut built = 0;
    for path in folder.chain([root().join("README.md")]).filter(|it| it.is_file()) {
        let text = fs::read_to_string(&path).expect("a text");
        for line in text.lines().filter(|it| it.contains("cargo leptos build") || it.contains("cargo leptos watch")) {
            assert!(line.contains(" --split"), "{}: {line}", path.display());
            built += 1;
        }
    }
    assert!(built >= 5, "the builds are elsewhere");
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

/// Every literal text of a source: its line, the code between it and the literal before, itself, the code after it.
fn literals(text: &str) -> Vec<(usize, String, String, String)> {
    let mut code: Vec<&str> = Vec::new();
    for line in text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")) {
        let line = if line.trim_start().starts_with("//") { "" } else { line };
        code.push(line.split_once(" // ").map_or(line, |(code, _)| code));
    }
    let code = code.join("\n").replace("'\"'", "' '");
    // Odd pieces are literals, once a quote behind a stroke is no end of one.
    let hidden = code.replace("\\\\", "\u{1}").replace("\\\"", "\u{2}");
    let pieces: Vec<_> = hidden.split('"').collect();
    let shown = |piece: &str| piece.replace('\u{1}', "\\\\").replace('\u{2}', "\\\"");
    let mut line = 1;
    let mut found = Vec::new();
    for (nth, piece) in pieces.iter().enumerate() {
        if nth % 2 == 1 {
            let after = pieces.get(nth + 1).map_or("", |it| it.trim_start());
            found.push((line, pieces[nth - 1].trim_end().to_owned(), shown(piece), after.to_owned()));
        }
        line += piece.matches('\n').count();
    }
    found
}

/// Attributes that are read out or shown.
const SPOKEN: [&str; 12] = [
    "text",
    "label",
    "legend",
    "help",
    "alt",
    "title",
    "placeholder",
    "aria-label",
    "accepted",
    "happened",
    "kept",
    "advice",
];
/// What looks like a word and is none: names of HTTP and of the domain, marks.
const NO_WORDS: [&str; 15] = [
    "<meta http-equiv=refresh content=5>",
    "&amp;",
    "&lt;",
    "&gt;",
    "%2B",
    "GET",
    "POST",
    "Accept",
    "Confirmed",
    "Withdrawn",
    "External",
    "Internships",
    "Experience",
    "SHA-256 ",
    "width=device-width, initial-scale=1",
];
/// Whether people would read this literal of a page or a component.
fn is_sentence(before: &str, said: &str, after: &str) -> bool {
    let machine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_/:.#?=&[]{}%,*+".contains(c);
    let pieces = said.split('{').map(|it| it.split_once('}').map_or(it, |(_, rest)| rest));
    let bare = pieces.collect::<String>().replace("\\u", "");
    if !bare.chars().any(char::is_alphabetic) {
        // French typography is the catalogue's too.
        return [" :", " ;", " ?", " !", "«", "»"].iter().any(|it| bare.contains(it));
    }
    let before = before.strip_suffix("format!(").unwrap_or(before);
    let attribute = before.strip_suffix('=').and_then(|it| it.rsplit([' ', '\n', '<']).next()).unwrap_or_default();
    let opened = before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->");
    let child = opened || before.is_empty() || before.ends_with('}') || after.starts_with('<');
    match attribute {
        _ if NO_WORDS.contains(&said) => false,
        it if SPOKEN.contains(&it) => true,
        "class" | "attr:class" => false,
        "" if before.ends_with(".expect(") || before.ends_with("reason =") => false,
        "" if child => true,
        _ => !said.chars().all(machine),
    }
}

#[test]
fn what_is_a_sentence() {
    for (before, said, after) in [
        ("<button>", "Oui", "</button>"),
        ("<p>", "oui", "</p>"),
        ("{name}", ", puis déposez", "</p>"),
        ("view! {", "oui", "<br/>"),
        (" ", " essais", "}"),
        ("<nav aria-label=", "menu", ">"),
        ("<img alt=format!(", "Aperçu : {label}", ", label)"),
        ("let kept =", "Rien n'a changé.", ";"),
        ("State::Pending =>", "En attente", ","),
        ("format!(", "{} : {}", ", a, b)"),
    ] {
        assert!(is_sentence(before.trim_end(), said, after), "{before}\"{said}\"{after}");
    }
    for (before, said, after) in [
        ("<p class=", "button second", ">"),
        ("<p class=format!(", "badge {}", ", tone)"),
        ("<input name=", "form[family_name]", "/>"),
        ("<a href=format!(", "mailto:{}", ", it)"),
        ("{a}", " · ", "{b}"),
        ("Tone::Good =>", "good", ","),
        ("format!(", "{of}\\u{a0}({} %)", ", a)"),
        ("it.expect(", "Nobody panics", ")"),
    ] {
        assert!(!is_sentence(before, said, after), "{before}\"{said}\"{after}");
    }
}

#[test]
fn no_sentence_stands_outside_the_catalogue() {
    let mut read = 0;
    for (path, text) in ["pages", "ui", "app.rs"].into_iter().flat_map(sources) {
        for (line, before, said, after) in literals(&text) {
            let ok = !is_sentence(&before, &said, &after);
            assert!(ok, "{}:{line} says \"{said}\": sentences stand in src/words", path.display());
            read += 1;
        }
    }
    assert!(read > 300, "{read} literals: the pages are elsewhere");
}

/// Every `text("…", "…")` of the catalogue: where it stands, French, English, as written.
pub(super) fn catalogue() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (path, text) in sources("words") {
        let all = literals(&text);
        for pair in all.windows(2).filter(|pair| pair[0].1.ends_with("text(") && pair[1].1 == ",") {
            let place = format!("{}:{}", path.display(), pair[0].0);
            found.push((place, pair[0].2.clone(), pair[1].2.clone()));
        }
        let begun = all.iter().filter(|it| it.1.ends_with("text(")).count();
        let whole = found.iter().filter(|it| it.0.starts_with(&path.display().to_string())).count();
        assert_eq!(begun, whole, "{}: a sentence in one language", path.display());
    }
    assert!(found.len() > 300, "{} sentences: the catalogue is elsewhere", found.len());
    found
}

#[test]
fn both_languages_say_something_of_their_own() {
    // The same word in both, and what is said of no ground at all.
    let alike = ["Situation", "Page", "Journal", "Code", "Places", ""];
    for (place, french, english) in catalogue() {
        let fits = if french == english {
            alike.contains(&french.as_str())
        } else {
            !french.is_empty() && !english.is_empty()
        };
        assert!(fits, "{place}: \"{french}\", \"{english}\"");
    }
}
