//! Doing without a document: with a reason that the candidate reads, without a letter, and back again.

use super::actor::{Actor, Answer};
use super::hostile::{html, page};
use super::journey::{INFORMATICS, OFFICER, REVIEWER};
use super::site::on_both;
use crate::api::{CallError, Never};
use crate::domain::CandidatureId;
use crate::domain::candidature::{State, StepRefusal};
use crate::domain::document::DocumentState;
use crate::domain::transmission::Receipt;
use crate::places::Place;

const EMAIL: &str = "eloise@essai.example";
const REASON: &str = "Lycée en grève : <relevé> reçu par courrier";

/// An act on one document of the dossier as it is now.
async fn on(officer: &Actor<'_>, act: &str, id: &CandidatureId, nth: usize, more: &[(&str, &str)]) -> Answer {
    let requirement = officer.examine(id).await.documents.swap_remove(nth).requirement_id;
    officer.step(act, id, &[&[("requirement", requirement.as_str())], more].concat()).await
}

async fn state(officer: &Actor<'_>, id: &CandidatureId, nth: usize) -> DocumentState {
    officer.examine(id).await.documents[nth].state
}

on_both!(staff_do_without_a_document_for_a_reason_that_the_candidate_reads, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let letters = site.codes_to(EMAIL).await;
    for (reason, why) in [(" ", StepRefusal::ReasonMissing), ("a\0", StepRefusal::CommentUnfit)] {
        let refused = on(&officer, "review/waive", &id, 0, &[("reason", reason)]).await;
        assert_eq!(refused.refusal::<StepRefusal>(), why);
    }
    on(&officer, "review/waive", &id, 0, &[("reason", REASON)]).await.done();
    let again = on(&officer, "review/waive", &id, 0, &[("reason", "autre")]).await;
    assert_eq!(again.refusal::<StepRefusal>(), StepRefusal::NotInState);
    assert_eq!(officer.judge(&id, 0, &[("accept", "yes")]).await.refusal::<StepRefusal>(), StepRefusal::NotInState);
    let seen = candidate.document(&id, 0).await;
    assert_eq!((seen.state, seen.waiver.as_deref()), (DocumentState::Waived, Some(REASON)));
    for (actor, place) in [(&candidate, Place::Dossier(id.clone())), (&officer, Place::Examination(id.clone()))] {
        let shown = page(actor, place).await;
        assert!(shown.contains(&html(REASON)), "the reason is not in: {shown}");
    }
    assert_eq!(site.codes_to(EMAIL).await, letters, "no letter");
    assert_eq!(site.count("select count(*) from journal where act = 'waive_document'").await, 1);
    // The others are judged as ever, and the dossier is complete.
    for nth in 1..officer.examine(&id).await.documents.len() {
        officer.judge(&id, nth, &[("accept", "yes")]).await.done();
    }
    let accepted = on(&officer, "review/waive", &id, 1, &[("reason", REASON)]).await;
    assert_eq!(accepted.refusal::<StepRefusal>(), StepRefusal::NotInState);
    officer.step("review/complete", &id, &[]).await.done();
    assert_eq!(officer.examine(&id).await.state, State::Complete);
    let late = on(&officer, "review/judge_again", &id, 0, &[]).await;
    assert_eq!(late.refusal::<StepRefusal>(), StepRefusal::NotInState);
});

on_both!(who_goes_back_on_it_judges_the_document_again, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    officer.judge(&id, 0, &[("ground", "illegible")]).await.done();
    let given = candidate.document(&id, 0).await.file;
    on(&officer, "review/waive", &id, 0, &[("reason", REASON)]).await.done();
    on(&officer, "review/judge_again", &id, 0, &[]).await.done();
    let seen = candidate.document(&id, 0).await;
    assert_eq!((seen.state, seen.waiver, seen.file), (DocumentState::Deposited, None, given));
    let twice = on(&officer, "review/judge_again", &id, 0, &[]).await;
    assert_eq!(twice.refusal::<StepRefusal>(), StepRefusal::NotInState);
    assert_eq!(site.count("select count(*) from journal where act = 'judge_again'").await, 1);
    officer.judge(&id, 0, &[("accept", "yes")]).await.done();
    // What was declared « non concerné » is that again.
    let conditional = officer.examine(&id).await.documents.iter().position(|it| it.conditional).expect("a condition");
    on(&officer, "review/waive", &id, conditional, &[("reason", REASON)]).await.done();
    on(&officer, "review/judge_again", &id, conditional, &[]).await.done();
    assert_eq!(state(&officer, &id, conditional).await, DocumentState::NotConcerned);
});

on_both!(a_dossier_sent_back_is_transmitted_without_what_staff_do_without, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    officer.accept_all(&id).await;
    officer.judge(&id, 0, &[("ground", "illegible")]).await.done();
    officer.step("review/incomplete", &id, &[("deadline", "2026-12-15")]).await.done();
    let it = candidate.document(&id, 0).await;
    candidate.act_on(&id, &it, "document/remove", &[]).await.done();
    on(&officer, "review/waive", &id, 0, &[("reason", REASON)]).await.done();
    on(&officer, "review/judge_again", &id, 0, &[]).await.done();
    assert_eq!(state(&officer, &id, 0).await, DocumentState::Missing, "sent back, it is as it was");
    on(&officer, "review/waive", &id, 0, &[("reason", REASON)]).await.done();
    candidate.transmit(&id).await.done();
    let receipts: Vec<Receipt> = candidate.post("transmission/receipts", &[("id", id.as_str())]).await.read();
    assert_eq!(receipts[0].documents[0].state, DocumentState::Waived);
    // Before staff again, it is no longer to be had: a dossier is never short of a document.
    let short = on(&officer, "review/judge_again", &id, 0, &[]).await;
    assert_eq!(short.refusal::<StepRefusal>(), StepRefusal::NotInState);
});

on_both!(only_officers_do_without_and_the_slower_of_two_is_told, |site| {
    let (officer, other) = (site.staff(OFFICER).await, site.staff(OFFICER).await);
    let (_, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let reviewer = site.staff(REVIEWER).await;
    let refused = on(&reviewer, "review/waive", &id, 0, &[("reason", REASON)]).await;
    assert_eq!(refused.error::<Never>(), CallError::NotFound);
    assert!(!page(&reviewer, Place::Examination(id.clone())).await.contains("review/waive"));
    let seen = other.examine(&id).await;
    on(&officer, "review/waive", &id, 0, &[("reason", REASON)]).await.done();
    let (version, requirement) = (seen.version.to_string(), seen.documents[1].requirement_id.clone());
    let pairs = [("id", id.as_str()), ("version", &version), ("requirement", requirement.as_str()), ("reason", REASON)];
    let late = other.post("review/waive", &pairs).await;
    assert_eq!(late.refusal::<StepRefusal>(), StepRefusal::Changed);
    assert!(page(&officer, Place::Examination(id)).await.contains("review/judge_again"));
});
