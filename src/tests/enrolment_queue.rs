//! The queue of deposited documents: order, claims, verdicts, undoing, the letter of refusals, the enrolment that becomes
//! effective.

use super::actor::{Actor, Answer};
use super::enrolment_documents::{BAC, CVEC, JDC, PHOTO};
use super::files;
use super::journey::{ADMINISTRATOR, OFFICER, REVIEWER, STRANGE_OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::document::DocumentState;
use crate::domain::enrolment::State;
use crate::domain::enrolment::desk::{DeskRefusal, Queue};
use crate::domain::enrolment::document::{CLAIM_LIFE, QUIET};
use crate::domain::language::Language::French;
use crate::domain::review::Ground;
use crate::domain::time::Span;
use crate::places::Place;
use crate::words;
use axum::http::StatusCode;
use futures::future::join;

const EMAIL: &str = "eloise@essai.example";

pub(super) async fn open(officer: &Actor<'_>, query: &[(&str, &str)]) -> Queue {
    let pairs: Vec<_> = query.iter().map(|(name, value)| (format!("query[{name}]"), *value)).collect();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    officer.post("enrolment_queue/open", &pairs).await.read()
}

/// The label of the document that is shown.
fn shown(queue: &Queue) -> Option<&str> {
    queue.next.as_ref().map(|it| it.document.label.french.as_str())
}

pub(super) async fn judge(officer: &Actor<'_>, it: &Queue, verdict: &[(&str, &str)]) -> Answer {
    let document = &it.next.as_ref().expect("a document").document;
    let version = document.version.to_string();
    let mut pairs = vec![("document", document.document_id.as_str()), ("version", version.as_str())];
    pairs.extend_from_slice(verdict);
    officer.post("enrolment_queue/judge", &pairs).await
}

async fn undo(officer: &Actor<'_>, it: &Queue) -> Answer {
    let document = &it.next.as_ref().expect("a document").document.document_id;
    officer.post("enrolment_queue/undo", &[("document", document.as_str())]).await
}

/// As the student's page and the payment leave it, behind the application's back.
pub async fn submitted(site: &TestSite) {
    site.sql(
        "update enrolment set state = 'submitted', submitted_at = 1, cvec = 'declared', payment = 'paid',
                              version = version + 1 where state = 'authorised'",
    )
    .await;
}

on_both!(a_refused_document_is_told_once_given_again_and_the_enrolment_becomes_effective, |site| {
    let officer = site.staff(OFFICER).await;
    let student = site.admitted(EMAIL).await;
    student.give_all().await;
    submitted(site).await;
    let accept = [("accept", "yes")];
    for expected in [PHOTO, BAC] {
        let queue = open(&officer, &[]).await;
        assert_eq!(shown(&queue), Some(expected), "the oldest first");
        let refused = [("ground", Ground::Illegible.code()), ("comment", "La moitié est dans l'ombre.")];
        judge(&officer, &queue, &refused).await.done();
    }
    let queue = open(&officer, &[]).await;
    assert_eq!(judge(&officer, &queue, &[]).await.refusal::<DeskRefusal>(), DeskRefusal::GroundMissing);
    judge(&officer, &queue, &accept).await.done();
    // Something is left to be judged: the letter waits.
    site.clock.advance(QUIET);
    site.services.follow_up().await.expect("what is due");
    assert!(!site.codes_to(EMAIL).await.contains(&"documents_refused".to_owned()));
    for _ in 0..2 {
        let queue = open(&officer, &[]).await;
        judge(&officer, &queue, &accept).await.done();
    }
    assert_eq!(open(&officer, &[]).await.next, None);
    site.services.follow_up().await.expect("what is due");
    assert!(!site.codes_to(EMAIL).await.contains(&"documents_refused".to_owned()), "not before it is quiet");
    site.clock.advance(QUIET);
    for _ in 0..2 {
        site.services.follow_up().await.expect("what is due");
    }
    let letters = site.codes_to(EMAIL).await;
    assert_eq!(letters.iter().filter(|it| *it == "documents_refused").count(), 1, "never one a document");
    let letter = site.letter(EMAIL, "documents_refused").await.text;
    let photo = student.piece(PHOTO).await;
    let by = words::limit(photo.correct_by.expect("a deadline"), French);
    let advice = words::enrolment_document::advice(Ground::Illegible).to(French);
    let place = Place::EnrolmentDocuments.href();
    for part in [PHOTO, BAC, &advice, "dans l'ombre", &by, "L. 114-5", &place] {
        assert!(letter.contains(part), "« {part} » is not in the letter: {letter}");
    }
    assert!(!letter.contains(CVEC), "what was accepted is not in it");
    let page = student.get(&place).await.done().text().replace("&#x27;", "'").replace("&#39;", "'");
    assert!(page.contains(&*advice) && page.contains("À redéposer avant le"), "{page}");
    // Given again, looked at again; the others keep their verdict.
    student.give_all().await;
    assert_eq!(student.piece(CVEC).await.state, DocumentState::Accepted);
    for (nth, expected) in [State::Submitted, State::Validated].into_iter().enumerate() {
        let queue = open(&officer, &[]).await;
        judge(&officer, &queue, &accept).await.done();
        assert_eq!(student.pieces().await.state, expected, "{nth}");
    }
    let letter = site.letter(EMAIL, "enrolment_validated").await.text;
    assert!(letter.contains("22600001"), "{letter}");
    assert_eq!(site.texts("select student_number from learner").await, ["22600001"]);
    assert_eq!(site.texts("select value from identifier where kind = 'student'").await, ["22600001"]);
    let late = student.give(&photo, "a.png", &files::png()).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing changes once it is validated");
});

on_both!(two_officers_never_meet_on_one_document, |site| {
    let (officer, director) = (site.staff(OFFICER).await, site.staff(ADMINISTRATOR).await);
    let student = site.admitted(EMAIL).await;
    student.give(&student.piece(PHOTO).await, "a.png", &files::png()).await.done();
    let mine = open(&officer, &[]).await;
    let id = mine.next.as_ref().expect("a document").document.document_id.0.clone();
    assert_eq!((shown(&mine), mine.waiting), (Some(PHOTO), 1));
    // Nothing else is there: who asks for the same one is told whose it is.
    let theirs = open(&director, &[("document", &id)]).await;
    assert_eq!((shown(&theirs), theirs.taken_by.as_deref()), (None, Some("Claire Fontaine")));
    student.give(&student.piece(BAC).await, "b.pdf", &files::pdf("bac")).await.done();
    let theirs = open(&director, &[("document", &id)]).await;
    assert_eq!((shown(&theirs), theirs.taken_by.as_deref()), (Some(BAC), Some("Claire Fontaine")));
    assert_eq!(judge(&director, &mine, &[("accept", "yes")]).await.refusal::<DeskRefusal>(), DeskRefusal::Taken);
    judge(&officer, &mine, &[("accept", "yes")]).await.done();
    assert_eq!(judge(&director, &mine, &[("accept", "yes")]).await.refusal::<DeskRefusal>(), DeskRefusal::Changed);
    // Who went away does not keep it for ever.
    assert_eq!(shown(&open(&officer, &[]).await), None);
    site.clock.advance(CLAIM_LIFE);
    let taken_over = open(&officer, &[]).await;
    assert_eq!(shown(&taken_over), Some(BAC));
    judge(&officer, &taken_over, &[("accept", "yes")]).await.done();
});

on_both!(two_officers_who_ask_at_once_are_handed_two_documents, |site| {
    let (officer, director) = (site.staff(OFFICER).await, site.staff(ADMINISTRATOR).await);
    let student = site.admitted(EMAIL).await;
    student.give_all().await;
    for _ in 0..3 {
        let (mine, theirs) = join(open(&officer, &[]), open(&director, &[])).await;
        let (mine, theirs) = (mine.next.expect("a document"), theirs.next.expect("a document"));
        assert_ne!(mine.document.document_id, theirs.document.document_id);
    }
    // Both send a verdict on one document at once: one counts.
    let queue = open(&officer, &[]).await;
    site.sql("delete from enrolment_claim").await;
    let verdicts =
        join(judge(&officer, &queue, &[("accept", "yes")]), judge(&director, &queue, &[("ground", "illegible")]));
    let (mine, theirs) = verdicts.await;
    let loser = if mine.status.is_success() { theirs } else { mine };
    assert_eq!(loser.refusal::<DeskRefusal>(), DeskRefusal::Changed);
    assert_eq!(site.count("select count(*) from enrolment_verdict").await, 1);
});

on_both!(a_verdict_is_undone_within_ten_seconds_if_nothing_followed, |site| {
    let (officer, director) = (site.staff(OFFICER).await, site.staff(ADMINISTRATOR).await);
    let student = site.admitted(EMAIL).await;
    student.give(&student.piece(PHOTO).await, "a.png", &files::png()).await.done();
    let enrolment = site.texts("select enrolment_id from enrolment").await.remove(0);
    let queue = open(&officer, &[]).await;
    let id = queue.next.as_ref().expect("a document").document.document_id.0.clone();
    assert_eq!(undo(&officer, &queue).await.refusal::<DeskRefusal>(), DeskRefusal::CannotUndo, "no verdict yet");
    judge(&officer, &queue, &[("ground", "illegible")]).await.done();
    let after = open(&officer, &[("judged", &id)]).await;
    assert!(after.undoable.is_some_and(|it| !it.accepted && it.document.0 == id));
    assert_eq!(open(&director, &[("judged", &id)]).await.undoable, None, "another's verdict");
    assert_eq!(undo(&director, &queue).await.refusal::<DeskRefusal>(), DeskRefusal::CannotUndo);
    undo(&officer, &queue).await.done();
    let photo = student.piece(PHOTO).await;
    assert_eq!((photo.state, photo.ground, photo.correct_by), (DocumentState::Deposited, None, None));
    assert_eq!(undo(&officer, &queue).await.refusal::<DeskRefusal>(), DeskRefusal::CannotUndo, "undone already");
    // Too late.
    let queue = open(&officer, &[("document", &id)]).await;
    judge(&officer, &queue, &[("accept", "yes")]).await.done();
    site.clock.advance(Span::seconds(11));
    assert_eq!(open(&officer, &[("judged", &id)]).await.undoable, None);
    assert_eq!(undo(&officer, &queue).await.refusal::<DeskRefusal>(), DeskRefusal::TooLateToUndo);
    // The student was told of a refusal.
    student.give(&student.piece(BAC).await, "b.pdf", &files::pdf("bac")).await.done();
    let queue = open(&officer, &[]).await;
    judge(&officer, &queue, &[("ground", "illegible")]).await.done();
    officer.post("enrolment_desk/send_refusals", &[("id", &enrolment)]).await.done();
    assert_eq!(undo(&officer, &queue).await.refusal::<DeskRefusal>(), DeskRefusal::CannotUndo);
    let again = officer.post("enrolment_desk/send_refusals", &[("id", &enrolment)]).await;
    assert_eq!(again.refusal::<DeskRefusal>(), DeskRefusal::NothingToTell);
    assert_eq!(site.count("select count(*) from letter where code = 'documents_refused'").await, 1);
});

on_both!(the_queue_goes_on_behind_what_is_passed_over_and_begins_again, |site| {
    let officer = site.staff(OFFICER).await;
    let student = site.admitted(EMAIL).await;
    student.give_all().await;
    let (mut seen, mut after) = (Vec::new(), String::new());
    for _ in 0..6 {
        let queue = open(&officer, &[("after", &after)]).await;
        after.clone_from(&queue.next.as_ref().expect("a document").document.document_id.0);
        seen.push(shown(&queue).expect("a document").to_owned());
    }
    assert_eq!(seen[..4], [PHOTO, BAC, CVEC, JDC]);
    assert_eq!(seen[5], PHOTO, "around again: {seen:?}");
    assert_eq!(site.count("select count(*) from enrolment_claim").await, 1, "one at a time");
});

on_both!(who_is_not_in_the_scope_finds_nothing, |site| {
    let (strange, reviewer) = (site.staff(STRANGE_OFFICER).await, site.staff(REVIEWER).await);
    let officer = site.staff(OFFICER).await;
    let student = site.admitted(EMAIL).await;
    let photo = student.piece(PHOTO).await;
    student.give(&photo, "a.png", &files::png()).await.done();
    let there = open(&officer, &[]).await;
    let nothing = open(&strange, &[("document", photo.document_id.as_str())]).await;
    assert_eq!((nothing.waiting, nothing.next, nothing.taken_by), (0, None, None));
    assert_eq!(judge(&strange, &there, &[("accept", "yes")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(reviewer.post("enrolment_queue/open", &[]).await.status, StatusCode::NOT_FOUND);
    let place = Place::EnrolmentDocument(photo.document_id).href();
    let read = "select count(*) from journal where act = 'read_document'";
    let before = site.count(read).await;
    for nobody in [&strange, &reviewer] {
        assert_eq!(nobody.get(&place).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(site.count(read).await, before);
    officer.get(&place).await.done();
    assert_eq!(site.count(read).await, before + 1);
    // Who withdrew from the programme is no longer its officer's.
    site.sql("update admission set withdrawn_at = 1").await;
    assert_eq!(open(&officer, &[]).await.next, None);
});

on_both!(without_javascript_the_queue_is_plain_forms, |site| {
    let officer = site.staff(OFFICER).await;
    let student = site.admitted(EMAIL).await;
    student.give_all().await;
    let page = officer.get(&Place::EnrolmentQueue.href()).await.done().text();
    let parts = [
        "id=\"accept\"",
        "id=\"refuse\"",
        "id=\"ground-1\"",
        "id=\"next\"",
        "/inscription/document/",
        "5 pièces à vérifier",
    ];
    for part in parts {
        assert!(page.contains(part), "{part} is not on the page: {page}");
    }
    let queue = open(&officer, &[]).await;
    let document = &queue.next.as_ref().expect("a document").document;
    let version = document.version.to_string();
    let pairs = [("document", document.document_id.as_str()), ("version", version.as_str())];
    let refused = officer.submit(&Place::EnrolmentQueue, "enrolment_queue/judge", &pairs).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = officer.get(refused.location()).await.done();
    for page in [refused.text(), page.text()] {
        assert!(page.contains("Un refus doit être motivé"), "{}", refused.location());
    }
    let pairs = [pairs[0], pairs[1], ("ground", "not_signed")];
    let done = officer.submit(&Place::EnrolmentQueue, "enrolment_queue/judge", &pairs).await;
    assert_eq!(done.location(), Place::EnrolmentQueueJudged(document.document_id.clone()).href());
    let page = officer.get(done.location()).await.done().text();
    assert!(page.contains("id=\"undo\"") && page.contains(BAC), "the next one, and a way back");
    let pairs = [("document", document.document_id.as_str())];
    let undone = officer.submit(&Place::EnrolmentQueue, "enrolment_queue/undo", &pairs).await;
    assert_eq!(undone.location(), Place::EnrolmentQueueAt(document.document_id.clone()).href());
    assert!(officer.get(undone.location()).await.done().text().contains(PHOTO));
});
