//! The staff's side: who finds what, verdicts, incomplete and complete, avis, and the candidate's answer.

use super::actor::Actor;
use super::files;
use super::journey::{ADMINISTRATOR, INFORMATICS, LETTERS, OFFICER, REVIEWER, STAFF_PASSWORD, STRANGE_OFFICER};
use super::site::{TestSite, on_both};
use crate::api::{CallError, Never};
use crate::domain::CandidatureId;
use crate::domain::account::SignInRefusal;
use crate::domain::candidature::{Answer, State, StepRefusal};
use crate::domain::document::DocumentState;
use crate::domain::review::{AvisKind, Pile};
use crate::domain::time::Span;
use crate::places::Place;
use axum::http::StatusCode;
use futures::future::join_all;

const EMAIL: &str = "eloise@essai.example";
const ILLEGIBLE: [(&str, &str); 2] = [("ground", "illegible"), ("comment", "La page 2 est floue.")];

async fn pile(actor: &Actor<'_>, pairs: &[(&str, &str)]) -> Pile {
    actor.post("review/pile", pairs).await.read()
}

/// Takes an incomplete dossier back to staff: the first document refused, the others accepted.
async fn sent_back<'s>(site: &'s TestSite, officer: &Actor<'_>) -> (Actor<'s>, CandidatureId) {
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    officer.judge(&id, 0, &ILLEGIBLE).await.done();
    for nth in 1..4 {
        officer.judge(&id, nth, &[("accept", "yes")]).await.done();
    }
    officer.step("review/incomplete", &id, &[("deadline", "2026-12-15")]).await.done();
    (candidate, id)
}

on_both!(staff_sign_in_with_a_password_and_a_code_that_works_once, |site| {
    let actor = site.visitor();
    let wrong = actor.post("review/sign_in", &[("email", OFFICER), ("password", "wrong")]).await;
    assert_eq!(wrong.refusal::<SignInRefusal>(), SignInRefusal::Wrong);
    actor.post("review/sign_in", &[("email", OFFICER), ("password", STAFF_PASSWORD)]).await.done();
    // The password alone opens nothing.
    assert_eq!(actor.post("review/pile", &[]).await.error::<Never>(), CallError::SignedOut);
    let code = site.fresh_code(OFFICER).await;
    assert_eq!(actor.post("review/code", &[("code", "000000")]).await.refusal::<SignInRefusal>(), SignInRefusal::Wrong);
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    actor.post("review/code", &[("code", &spaced)]).await.done();
    pile(&actor, &[]).await;

    let second = site.visitor();
    second.post("review/sign_in", &[("email", OFFICER), ("password", STAFF_PASSWORD)]).await.done();
    assert_eq!(second.post("review/code", &[("code", &code)]).await.refusal::<SignInRefusal>(), SignInRefusal::Wrong);
    site.clock.advance(Span::minutes(11));
    let late = second.post("review/code", &[("code", &site.fresh_code(OFFICER).await)]).await;
    assert_eq!(late.error::<SignInRefusal>(), CallError::SignedOut, "ten minutes for the second step");
});

on_both!(staff_find_the_dossiers_of_their_scope_and_no_others, |site| {
    let (_, ours) = site.transmitted(EMAIL, INFORMATICS).await;
    let (_, theirs) = site.transmitted("paul@essai.example", LETTERS).await;
    let draft = site.candidate("draft@essai.example").await.applied(INFORMATICS).await;
    for (who, finds) in
        [(OFFICER, vec![&ours]), (STRANGE_OFFICER, vec![&theirs]), (ADMINISTRATOR, vec![&ours, &theirs])]
    {
        let staff = site.staff(who).await;
        let rows = pile(&staff, &[]).await.rows;
        assert_eq!(rows.iter().map(|it| &it.id).collect::<Vec<_>>(), finds, "{who}");
        for id in [&ours, &theirs, &draft] {
            let page = staff.get(&Place::Examination(id.clone()).href()).await;
            assert_eq!(page.status == StatusCode::OK, finds.contains(&id), "{who}: {}", page.status);
        }
    }
    assert_eq!(site.count("select count(*) from journal where act = 'read_dossier'").await, 4);
});

on_both!(the_pile_is_filtered_sorted_and_cut_into_pages_at_the_server, |site| {
    let (_, first) = site.transmitted("zoe@essai.example", INFORMATICS).await;
    site.clock.advance(Span::hours(1));
    let (_, second) = site.transmitted("amelie@essai.example", "L1-MATH").await;
    let officer = site.staff(OFFICER).await;
    let ids = |pile: Pile| pile.rows.into_iter().map(|it| it.id).collect::<Vec<_>>();
    let (a, b) = (first.clone(), second.clone());
    assert_eq!(ids(pile(&officer, &[]).await), [a.clone(), b.clone()]);
    assert_eq!(ids(pile(&officer, &[("query[order]", "Newest")]).await), [b.clone(), a.clone()]);
    assert_eq!(ids(pile(&officer, &[("query[order]", "Name")]).await), [b.clone(), a.clone()]);
    assert_eq!(ids(pile(&officer, &[("query[words]", "ZOÉ")]).await), std::slice::from_ref(&a));
    let programme = site.programme("L1-MATH").await;
    assert_eq!(ids(pile(&officer, &[("query[programme]", programme.as_str())]).await), std::slice::from_ref(&b));
    assert_eq!(pile(&officer, &[("query[state]", "complete")]).await.total, 0);
    let beyond = pile(&officer, &[("query[page]", "1")]).await;
    assert_eq!((beyond.rows.len(), beyond.total), (0, 2));
    let page = officer.get("/admin?tri=name&recherche=zoe").await.done().text();
    assert!(page.contains(&Place::Examination(a).href()) && !page.contains(&Place::Examination(b).href()));
});

on_both!(a_reviewer_gives_an_avis_and_does_nothing_else, |site| {
    let officer = site.staff(OFFICER).await;
    let (_, id) = site.complete(EMAIL, &officer).await;
    let reviewer = site.staff(REVIEWER).await;
    for endpoint in ["review/complete", "review/validate_avis"] {
        assert_eq!(reviewer.step(endpoint, &id, &[]).await.error::<StepRefusal>(), CallError::NotFound);
    }
    assert_eq!(reviewer.judge(&id, 0, &ILLEGIBLE).await.error::<StepRefusal>(), CallError::NotFound);
    reviewer.step("review/enter_avis", &id, &[("form[kind]", "favourable")]).await.done();
    let view = officer.examine(&id).await;
    assert_eq!((view.avis[0].kind, view.avis[0].entered_by.as_str()), (AvisKind::Favourable, "Paul Lefèvre"));
    assert!(view.may_validate_avis && !reviewer.examine(&id).await.may_validate_avis);
    assert!(!site.codes_to(EMAIL).await.contains(&"avis".to_owned()), "nothing is said before the validation");
});

on_both!(incomplete_names_everything_at_once_and_reopens_only_what_is_refused, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let deadline = [("deadline", "2026-12-15")];
    officer.judge(&id, 0, &ILLEGIBLE).await.done();
    let early = officer.step("review/incomplete", &id, &deadline).await;
    assert_eq!(early.refusal::<StepRefusal>(), StepRefusal::Unjudged { count: 2 });
    assert_eq!(officer.judge(&id, 1, &[]).await.refusal::<StepRefusal>(), StepRefusal::GroundMissing);
    for nth in 1..4 {
        officer.judge(&id, nth, &[("accept", "yes")]).await.done();
    }
    assert_eq!(
        officer.step("review/complete", &id, &[]).await.refusal::<StepRefusal>(),
        StepRefusal::NotAllAccepted { count: 1 }
    );
    let past = officer.step("review/incomplete", &id, &[("deadline", "2026-11-21")]).await;
    assert_eq!(past.refusal::<StepRefusal>(), StepRefusal::DeadlineInPast);
    officer.step("review/incomplete", &id, &deadline).await.done();

    let letter = site.letter(EMAIL, "incomplete").await.text;
    assert!(letter.contains("Pièce d'identité : Document illisible\n  La page 2 est floue."), "{letter}");
    assert!(letter.contains("15 décembre 2026 à 23 h 59") && !letter.contains("Curriculum vitae"), "{letter}");
    let dossier = candidate.dossier(&id).await;
    assert_eq!(dossier.card.state, State::Incomplete);
    let open: Vec<_> = dossier.documents.iter().map(|it| it.state.may_deposit(dossier.card.state)).collect();
    assert_eq!(open, [true, false, false, false]);
    let page = candidate.get(&Place::Dossier(id.clone()).href()).await.done().text();
    assert!(page.contains("La page 2 est floue.") && page.contains("Document illisible"));
});

on_both!(a_corrected_dossier_is_transmitted_again_and_found_complete, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = sent_back(site, &officer).await;
    assert_eq!(candidate.transmit(&id).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing was corrected yet");
    let refused = candidate.document(&id, 0).await;
    let accepted = candidate.document(&id, 1).await;
    let to = |it: &crate::domain::document::DocumentView| it.requirement_id.clone();
    let closed = candidate.deposit((&id, &to(&accepted)), accepted.version, "x.pdf", &files::pdf("x")).await;
    assert_eq!(closed.refused_deposit(), crate::domain::document::DocumentRefusal::Closed);
    candidate.deposit((&id, &to(&refused)), refused.version, "mieux.pdf", &files::pdf("mieux")).await.done();
    // Until it is transmitted again, what was given again may be replaced.
    let again = candidate.document(&id, 0).await;
    candidate.deposit((&id, &to(&again)), again.version, "encore.pdf", &files::pdf("encore")).await.done();
    candidate.transmit(&id).await.done();

    let view = officer.examine(&id).await;
    let states: Vec<_> = view.documents.iter().map(|it| it.state).collect();
    use DocumentState::{Accepted, Deposited};
    assert_eq!(states, [Deposited, Accepted, Accepted, Accepted], "what was accepted stays so");
    officer.judge(&id, 0, &[("accept", "yes")]).await.done();
    officer.step("review/complete", &id, &[]).await.done();
    assert_eq!(candidate.dossier(&id).await.card.state, State::Complete);
    assert_eq!(site.count("select count(*) from transmission").await, 2);
    let codes = site.codes_to(EMAIL).await;
    assert_eq!(codes[2..], ["transmission_receipt", "incomplete", "transmission_receipt", "complete"]);
});

on_both!(after_the_deadline_of_incomplete_nothing_is_taken, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = sent_back(site, &officer).await;
    site.clock.advance(Span::days(24));
    candidate.sign_in(EMAIL).await.done();
    let it = candidate.document(&id, 0).await;
    let late = candidate.deposit((&id, &it.requirement_id), it.version, "x.pdf", &files::pdf("x")).await;
    assert_eq!(late.refused_deposit(), crate::domain::document::DocumentRefusal::DeadlinePassed);
});

on_both!(the_slower_of_two_officers_is_told_and_changes_nothing, |site| {
    let (_, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let (one, other) = (site.staff(OFFICER).await, site.staff(ADMINISTRATOR).await);
    let view = other.examine(&id).await;
    one.judge(&id, 0, &[("accept", "yes")]).await.done();
    let version = view.version.to_string();
    let requirement = view.documents[0].requirement_id.as_str();
    let mut pairs = vec![("id", id.as_str()), ("version", version.as_str()), ("requirement", requirement)];
    pairs.extend_from_slice(&ILLEGIBLE);
    assert_eq!(other.post("review/judge", &pairs).await.refusal::<StepRefusal>(), StepRefusal::Changed);
    assert_eq!(one.examine(&id).await.documents[0].state, DocumentState::Accepted);
});

on_both!(an_avis_is_validated_once_with_one_letter, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.complete(EMAIL, &officer).await;
    assert_eq!(officer.step("review/validate_avis", &id, &[]).await.refusal::<StepRefusal>(), StepRefusal::NoAvis);
    let unfounded = officer.step("review/enter_avis", &id, &[("form[kind]", "unfavourable")]).await;
    assert_eq!(unfounded.refusal::<StepRefusal>(), StepRefusal::GroundMissing);
    let reserve = [("form[kind]", "reserve_list"), ("form[rank]", "3")];
    officer.step("review/enter_avis", &id, &reserve).await.done();
    officer.step("review/enter_avis", &id, &[("form[kind]", "favourable")]).await.done();
    assert_eq!(candidate.dossier(&id).await.avis, None, "the candidate sees what is validated");
    let version = officer.examine(&id).await.version.to_string();
    let pairs = [("id", id.as_str()), ("version", version.as_str())];
    let done = join_all((0..4).map(|_| officer.post("review/validate_avis", &pairs))).await;
    assert_eq!(done.iter().filter(|it| it.status == StatusCode::OK).count(), 1);
    let again = officer.step("review/validate_avis", &id, &[]).await;
    assert_eq!(again.refusal::<StepRefusal>(), StepRefusal::AlreadyValidated);
    let history = officer.examine(&id).await.avis;
    assert_eq!(history.iter().map(|it| it.kind).collect::<Vec<_>>(), [AvisKind::Favourable, AvisKind::ReserveList]);
    assert_eq!(site.codes_to(EMAIL).await.iter().filter(|it| *it == "avis").count(), 1);
    let letter = site.letter(EMAIL, "avis").await.text;
    assert!(letter.contains("confirmer ou vous désister avant le 2 décembre 2026 à 23 h 59"), "{letter}");
});

on_both!(a_favourable_avis_is_confirmed_once_and_may_still_be_withdrawn, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.favourable(EMAIL, &officer).await;
    let page = candidate.get(&Place::Dossier(id.clone()).href()).await.done().text();
    assert!(page.contains("Vous devez impérativement confirmer ou vous désister de votre candidature."));
    let answers = join_all((0..4).map(|_| candidate.answer(&id, "Confirmed"))).await;
    assert!(answers.iter().all(|it| it.status == StatusCode::OK), "{answers:?}");
    assert_eq!(candidate.dossier(&id).await.card.answer, Some(Answer::Confirmed));
    assert_eq!(site.codes_to(EMAIL).await.iter().filter(|it| *it == "answered").count(), 1);
    candidate.answer(&id, "Withdrawn").await.done();
    let regret = candidate.answer(&id, "Confirmed").await;
    assert_eq!(regret.refusal::<StepRefusal>(), StepRefusal::AlreadyAnswered);
});

on_both!(a_confirmation_after_its_deadline_is_refused_with_the_dossier_kept, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.favourable(EMAIL, &officer).await;
    let by = candidate.dossier(&id).await.card.answer_by.expect("a deadline").at;
    site.clock.advance(Span(by.0 - site.now().0));
    candidate.sign_in(EMAIL).await.done();
    assert_eq!(candidate.answer(&id, "Confirmed").await.refusal::<StepRefusal>(), StepRefusal::TooLate);
    let dossier = candidate.dossier(&id).await;
    assert!(!dossier.may_answer && dossier.card.answer.is_none() && dossier.avis.is_some());
});
