//! What a programme asks for, in the language of whoever reads it: pages, letters, papers, and what was frozen.

use super::journey::{ADMINISTRATOR, INFORMATICS, OFFICER};
use super::parameters::{act, read};
use super::pdf::Paper;
use super::site::on_both;
use crate::domain::language::Language;
use crate::domain::transmission::SnapshotDocument;
use crate::places::Place;

const EMAIL: &str = "eloise@essai.example";

#[track_caller]
fn says(text: &str, parts: &[&str], others: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "« {part} » is not in: {text}");
    }
    for other in others {
        assert!(!text.contains(other), "« {other} » is in: {text}");
    }
}

/// Whether a page says that these words are in French.
#[track_caller]
fn is_marked_french(page: &str, words: &str) -> bool {
    let (before, _) = page.split_once(&format!(">{words}<")).unwrap_or_else(|| panic!("no « {words} »: {page}"));
    before.rsplit('<').next().is_some_and(|tag| tag.contains("lang=\"fr\""))
}

on_both!(who_reads_english_reads_what_is_asked_in_english_and_in_french_where_nobody_wrote_any, |site| {
    let (director, officer) = (site.staff(ADMINISTRATOR).await, site.staff(OFFICER).await);
    let programme = site.programme(INFORMATICS).await;
    let save = async |nth: usize, more: &[(&str, &str)]| {
        let requirement = read(&director, &programme).await.requirements.swap_remove(nth).id;
        let pairs = [&[("requirement", requirement.as_str())][..], more].concat();
        act(&director, "parameters/save_requirement", &programme, &pairs).await.done();
    };
    let identity = [
        ("form[label]", "Titre d'identité"),
        ("form[label_en]", "Passport or card"),
        ("form[notice]", "Recto et verso."),
        ("form[notice_en]", "Both sides."),
    ];
    save(0, &identity).await;
    save(1, &[("form[label]", "Lettre de candidature"), ("form[notice]", "Une page.")]).await;

    let candidate = site.candidate(EMAIL).await;
    candidate.choose(Language::English).await.done();
    let page = candidate.get(&Place::Apply(programme.clone()).href()).await.done().shown();
    says(&page, &[">Passport or card<"], &["Titre d'identité"]);
    assert!(is_marked_french(&page, "Lettre de candidature") && !is_marked_french(&page, "Passport or card"));
    let id = candidate.applied(INFORMATICS).await;
    let dossier = Place::Dossier(id.clone()).href();
    let page = candidate.get(&dossier).await.done().shown();
    let english =
        [">Passport or card<", ">Both sides.<", "Missing: Passport or card.", "Missing: Lettre de candidature."];
    says(&page, &english, &["Titre d'identité", "Recto et verso."]);
    assert!(is_marked_french(&page, "Lettre de candidature") && is_marked_french(&page, "Une page."));
    assert!(!is_marked_french(&page, "Passport or card") && !is_marked_french(&page, "Both sides."));
    candidate.choose(Language::French).await.done();
    let page = candidate.get(&dossier).await.done().shown();
    says(&page, &[">Titre d'identité<", ">Recto et verso.<"], &["Passport or card", "Both sides."]);
    assert!(!is_marked_french(&page, "Une page."), "the whole page is");
    candidate.choose(Language::English).await.done();
    candidate.fill(&id).await;
    candidate.transmit(&id).await.done();

    // Called otherwise since: what was handed over keeps the names that it had.
    save(0, &[("form[label]", "Titre de séjour"), ("form[label_en]", "Residence permit")]).await;
    let page = candidate.get(&Place::Receipt(id.clone()).href()).await.done().shown();
    says(&page, &["Passport or card", "Lettre de candidature"], &["Titre d'identité", "Residence permit"]);
    for (language, own, other) in [
        (Language::French, "Titre d'identité", "Passport or card"),
        (Language::English, "Passport or card", "Titre d'identité"),
    ] {
        candidate.choose(language).await.done();
        let paper = Paper::read(&candidate.get(&Place::ReceiptPdf(id.clone()).href()).await.done().body);
        says(&paper.text(), &[own, "Lettre de candidature"], &[other, "Residence permit", "Titre de séjour"]);
    }

    for nth in [0, 1] {
        officer.judge(&id, nth, &[("ground", "illegible")]).await.done();
    }
    for nth in 2..officer.examine(&id).await.documents.len() {
        officer.judge(&id, nth, &[("accept", "yes")]).await.done();
    }
    let deadline = officer.examine(&id).await.proposed_deadline;
    officer.step("review/incomplete", &id, &[("deadline", &deadline)]).await.done();
    let letter = site.letter(EMAIL, "incomplete").await.text;
    says(&letter, &["- Residence permit: ", "- Lettre de candidature: "], &["Titre", "Passport or card"]);
});

#[test]
fn what_was_frozen_before_there_was_english_is_read_and_is_the_same_text() {
    let frozen = concat!(
        r#"{"requirement_id":"r","label":"Photo","state":"Deposited","#,
        r#""file_name":"p.png","size":3,"digest":"d"}"#
    );
    let it: SnapshotDocument = serde_json::from_str(frozen).expect("a document of a snapshot");
    assert_eq!(it.label_in(Language::English), "Photo");
    assert_eq!(serde_json::to_string(&it).expect("its text"), frozen);
}
