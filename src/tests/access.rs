//! The access table (`src/api/access.md`), line by line: each call by each kind of person. What is refused answers as if
//! it did not exist, or with the way to sign in, and leaves the journal as it was.

use super::actor::{Actor, Answer, multipart};
use super::files;
use super::journey::{ADMINISTRATOR, INFORMATICS, OFFICER, PASSWORD, REVIEWER, STRANGE_OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::document::DocumentView;
use crate::domain::{CandidatureId, ProgrammeId};
use axum::http::{Method, Request, StatusCode};
use std::collections::BTreeSet;

const TABLE: &str = include_str!("../api/access.md");
/// Who stands in the columns, in their order.
const PEOPLE: [&str; 7] =
    ["visitor", "candidate", "another candidate", "officer", "officer elsewhere", "reviewer", "administrator"];

struct Line {
    method: &'static str,
    path: &'static str,
    may: Vec<bool>,
}

fn table() -> Vec<Line> {
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>();
    let mut lines = TABLE.lines().filter(|line| line.starts_with('|'));
    assert_eq!(cells(lines.next().expect("a head"))[1..], PEOPLE);
    let line = |text| {
        let cells = cells(text);
        let (method, path) = cells[0].trim_matches('`').split_once(' ').expect("a method and a path");
        let yes = |cell: &&str| match *cell {
            "yes" => true,
            "no" => false,
            other => panic!("`{other}` is neither yes nor no"),
        };
        Line { method, path, may: cells[1..].iter().map(yes).collect() }
    };
    let lines: Vec<_> = lines.skip(1).map(line).collect();
    assert!(lines.len() > 30 && lines.iter().all(|it| it.may.len() == PEOPLE.len()));
    lines
}

/// What the calls are about: a transmitted dossier, one of its documents, a programme to apply to.
struct Subject {
    dossier: CandidatureId,
    document: DocumentView,
    programme: ProgrammeId,
}

impl Subject {
    /// Arguments that are well formed, so that only who asks decides.
    fn arguments(&self, endpoint: &str) -> Vec<(&'static str, String)> {
        let own = |it: &str| it.to_owned();
        let (id, requirement) = (own(self.dossier.as_str()), own(self.document.requirement_id.as_str()));
        let version = own("1");
        match endpoint {
            "account/sign_up" => {
                let email = own("encore@essai.example");
                vec![
                    ("form[family_name]", own("Encore")),
                    ("form[given_name]", own("Une")),
                    ("form[email]", email.clone()),
                    ("form[email_again]", email),
                    ("form[password]", own(PASSWORD)),
                    ("form[password_again]", own(PASSWORD)),
                ]
            }
            "account/validate" => vec![("token", own("none"))],
            "account/send_code_again" | "account/ask_reset" => vec![("email", own("nobody@essai.example"))],
            "account/reset_password" => {
                vec![("token", own("none")), ("password", own(PASSWORD)), ("password_again", own(PASSWORD))]
            }
            "account/sign_in" => vec![("login", own("nobody@essai.example")), ("password", own("wrong"))],
            "profile/save_identity" | "profile/save_address" | "profile/save_baccalaureat" => {
                vec![("form[country]", own("FR")), ("form[has_it]", own("no")), ("seen", own("0"))]
            }
            "profile/communes" => vec![("postal_code", own("59300"))],
            "campaign/programme" => vec![("id", own(self.programme.as_str()))],
            "campaign/apply" => vec![("programme", own(self.programme.as_str()))],
            "candidature/answer" => vec![("id", id), ("answer", own("Confirmed"))],
            "document/decline" | "document/remove" => {
                vec![("candidature", id), ("requirement", requirement), ("certified", own("yes"))]
            }
            "review/sign_in" => vec![("email", own("nobody@essai.example")), ("password", own("wrong"))],
            "review/code" => vec![("code", own("000000"))],
            "review/judge" => {
                vec![("id", id), ("requirement", requirement), ("version", version), ("accept", own("yes"))]
            }
            "review/incomplete" => vec![("id", id), ("version", version), ("deadline", own("2027-01-31"))],
            "review/complete" | "review/validate_avis" => vec![("id", id), ("version", version)],
            "review/enter_avis" => vec![("id", id), ("version", version), ("form[kind]", own("favourable"))],
            "candidature/dossier"
            | "candidature/cancel"
            | "transmission/transmit"
            | "transmission/receipts"
            | "review/examine" => vec![("id", id)],
            _ => Vec::new(),
        }
    }

    async fn call(&self, actor: &Actor<'_>, line: &Line) -> Answer {
        match (line.method, line.path.strip_prefix("/api/")) {
            ("POST", Some(endpoint)) => {
                let arguments = self.arguments(endpoint);
                let pairs: Vec<_> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
                actor.post(endpoint, &pairs).await
            }
            ("POST", None) => {
                let body = multipart(self.document.version, "x.pdf", &files::pdf("x"));
                let to = (&self.dossier, &self.document.requirement_id);
                actor.deposit_body(to, "application/json", body.into()).await
            }
            ("GET", None) => {
                let document = self.document.document_id.as_ref().expect("a document was deposited").as_str();
                actor.get(&line.path.replace("{document}", document)).await
            }
            other => panic!("the table has a line that nobody can call: {other:?}"),
        }
    }
}

async fn everyone<'s>(site: &'s TestSite) -> (Subject, Vec<Actor<'s>>) {
    let (candidate, dossier) = site.transmitted("eloise@essai.example", INFORMATICS).await;
    let document = candidate.document(&dossier, 0).await;
    let programme = site.programme("L1-MATH").await;
    let people = vec![
        site.visitor(),
        candidate,
        site.candidate("other@essai.example").await,
        site.staff(OFFICER).await,
        site.staff(STRANGE_OFFICER).await,
        site.staff(REVIEWER).await,
        site.staff(ADMINISTRATOR).await,
    ];
    (Subject { dossier, document, programme }, people)
}

const REFUSED: [StatusCode; 3] = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
const JOURNAL: &str = "select count(*) from journal";

on_both!(who_may_not_is_refused_and_changes_nothing_and_who_may_is_heard, |site| {
    let (subject, people) = everyone(site).await;
    let mut lines = table();
    // Signing out ends the sessions that the other lines need.
    lines.sort_by_key(|it| it.path.ends_with("sign_out"));
    let written = site.count(JOURNAL).await;
    let mut refused = 0;
    for line in &lines {
        for ((who, actor), _) in PEOPLE.iter().zip(&people).zip(&line.may).filter(|(_, may)| !**may) {
            let answer = subject.call(actor, line).await;
            assert!(REFUSED.contains(&answer.status), "{} as {who}: {} {}", line.path, answer.status, answer.text());
            refused += 1;
        }
    }
    assert!(refused > 100);
    assert_eq!(site.count(JOURNAL).await, written, "a refused call wrote into the journal");
    for line in &lines {
        for ((who, actor), _) in PEOPLE.iter().zip(&people).zip(&line.may).filter(|(_, may)| **may) {
            let answer = subject.call(actor, line).await;
            assert!(!REFUSED.contains(&answer.status), "{} as {who}: {} {}", line.path, answer.status, answer.text());
            assert!(!answer.status.is_server_error(), "{} as {who}: {}", line.path, answer.text());
        }
    }
});

#[test]
fn every_server_function_stands_in_the_table() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/api");
    let mut declared = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|it| it == "rs") {
            let text = std::fs::read_to_string(&path).expect("a text");
            let names = text.split("endpoint = \"").skip(1).filter_map(|it| it.split('"').next());
            declared.extend(names.map(|name| format!("/api/{name}")));
        }
    }
    let tabled: BTreeSet<_> =
        table().iter().map(|it| it.path.to_owned()).filter(|it| it.starts_with("/api/")).collect();
    assert!(declared.len() > 30);
    assert_eq!(declared, tabled);
}

on_both!(no_other_site_can_post_to_us, |site| {
    let (subject, people) = everyone(site).await;
    let written = site.count(JOURNAL).await;
    for line in table().iter().filter(|it| it.method == "POST") {
        let path = line.path.replace("{candidature}", subject.dossier.as_str());
        let path = path.replace("{requirement}", subject.document.requirement_id.as_str());
        for actor in &people {
            let request = Request::builder().method(Method::POST).uri(&path).header("sec-fetch-site", "cross-site");
            let answer = actor.send(request.header("accept", "text/html"), axum::body::Body::empty()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    assert_eq!(site.count(JOURNAL).await, written);
});
