//! The staff's side: who finds what, verdicts, incomplete and complete, avis, and the candidate's answer to it.

use super::actor::{Actor, Answer};
use super::files;
use super::journey::{
    ADMINISTRATOR, INFORMATICS, LETTERS, OFFICER, PASSWORD, REVIEWER, STAFF_PASSWORD, STRANGE_OFFICER,
};
use super::site::{TestSite, on_both};
use crate::api::{CallError, Never};
use crate::domain::account::{ATTEMPTS_PER_ACCOUNT, SignInRefusal, SignUp};
use crate::domain::candidature::{self, State, StepRefusal};
use crate::domain::document::{DocumentRefusal, DocumentState};
use crate::domain::language::{InBoth, Language};
use crate::domain::letter::Letter;
use crate::domain::review::{AvisKind, PILE_PAGE, Pile};
use crate::domain::time::Span;
use crate::domain::transmission::{Obstacle, Receipt};
use crate::domain::{CandidatureId, account};
use crate::places::Place;
use crate::server::reference::fold;
use crate::server::secrets;
use crate::server::store::Actor as By;
use crate::words;
use axum::http::StatusCode;
use futures::future::{join, join_all};

const EMAIL: &str = "eloise@essai.example";

async fn pile(staff: &Actor<'_>, query: &[(&str, &str)]) -> Pile {
    staff.post("review/pile", query).await.read()
}

/// A step on the version that somebody saw.
async fn step_on(staff: &Actor<'_>, endpoint: &str, id: &CandidatureId, version: i64, more: &[(&str, &str)]) -> Answer {
    let version = version.to_string();
    let mut pairs = vec![("id", id.as_str()), ("version", version.as_str())];
    pairs.extend_from_slice(more);
    staff.post(endpoint, &pairs).await
}

#[track_caller]
fn absent(answer: &Answer) {
    assert_eq!((answer.status, answer.error::<Never>()), (StatusCode::NOT_FOUND, CallError::NotFound));
}

on_both!(a_dossier_is_found_in_its_faculty_alone, |site| {
    let (_, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let (officer, strange) = (site.staff(OFFICER).await, site.staff(STRANGE_OFFICER).await);
    assert_eq!(pile(&officer, &[]).await.rows.iter().map(|it| &it.id).collect::<Vec<_>>(), [&id]);
    let theirs = pile(&strange, &[]).await;
    assert_eq!((theirs.rows.len(), theirs.total), (0, 0));
    assert!(theirs.programmes.iter().all(|(_, label)| label != "Licence 1 Informatique"));
    let version = officer.examine(&id).await.version;
    absent(&strange.post("review/examine", &[("id", id.as_str())]).await);
    absent(&step_on(&strange, "review/complete", &id, version, &[]).await);
    absent(&step_on(&strange, "review/enter_avis", &id, version, &[("form[kind]", "favourable")]).await);
    assert_eq!(strange.get(&Place::Examination(id.clone()).href()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(pile(&site.staff(ADMINISTRATOR).await, &[]).await.total, 1, "an administrator finds all");
    // A scope may be one programme of a faculty.
    site.sql(
        "update staff_scope set programme_id = (select programme_id from programme where code = 'L1-MATH')
               where staff_id in (select staff_id from staff where email = 'gestion.sciences@demo.example')",
    )
    .await;
    assert_eq!(pile(&officer, &[]).await.total, 0);
    absent(&officer.post("review/examine", &[("id", id.as_str())]).await);
});

on_both!(a_dossier_is_found_once_it_was_handed_over, |site| {
    let candidate = site.candidate(EMAIL).await;
    let id = candidate.applied(INFORMATICS).await;
    let officer = site.staff(OFFICER).await;
    assert_eq!(pile(&officer, &[]).await.total, 0);
    absent(&officer.post("review/examine", &[("id", id.as_str())]).await);
});

on_both!(a_reviewer_enters_an_avis_and_neither_judges_nor_validates, |site| {
    let (officer, reviewer) = (site.staff(OFFICER).await, site.staff(REVIEWER).await);
    let (_, id) = site.transmitted(EMAIL, INFORMATICS).await;
    assert!(!reviewer.examine(&id).await.may_judge);
    absent(&reviewer.judge(&id, 0, &[("accept", "yes")]).await);
    absent(&reviewer.step("review/complete", &id, &[]).await);
    absent(&reviewer.step("review/incomplete", &id, &[("deadline", "2027-01-01")]).await);
    officer.accept_all(&id).await;
    officer.step("review/complete", &id, &[]).await.done();
    reviewer.step("review/enter_avis", &id, &[("form[kind]", "favourable")]).await.done();
    absent(&reviewer.step("review/validate_avis", &id, &[]).await);
    let seen = officer.examine(&id).await;
    assert!(seen.may_validate_avis && seen.avis[0].entered_by == "Paul Lefèvre" && seen.avis[0].validated_at.is_none());
});

on_both!(a_one_time_code_works_once_and_only_after_the_password, |site| {
    let visitor = site.visitor();
    assert_eq!(visitor.post("review/code", &[("code", "123456")]).await.error::<SignInRefusal>(), CallError::SignedOut);
    let sign_in = async |password| visitor.post("review/sign_in", &[("email", OFFICER), ("password", password)]).await;
    let wrong = sign_in(PASSWORD).await;
    let nobody = visitor.post("review/sign_in", &[("email", "no@demo.example"), ("password", PASSWORD)]).await;
    assert_eq!((wrong.refusal::<SignInRefusal>(), &wrong.body), (SignInRefusal::Wrong, &nobody.body));
    sign_in(STAFF_PASSWORD).await.done();
    let half = visitor.token();
    assert_eq!(visitor.post("review/pile", &[]).await.error::<Never>(), CallError::SignedOut, "one step is none");
    assert_eq!(visitor.post("account/who", &[]).await.read::<account::Who>(), account::Who::Nobody);
    let code = site.fresh_code(OFFICER).await;
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    visitor.post("review/code", &[("code", &spaced)]).await.done();
    assert_ne!(visitor.token(), half, "a new session");
    assert_eq!(pile(&visitor, &[]).await.total, 0);

    let elsewhere = site.visitor();
    elsewhere.post("review/sign_in", &[("email", OFFICER), ("password", STAFF_PASSWORD)]).await.done();
    let again = elsewhere.post("review/code", &[("code", &code)]).await;
    assert_eq!(again.refusal::<SignInRefusal>(), SignInRefusal::Wrong, "used up");
    for _ in 0..ATTEMPTS_PER_ACCOUNT {
        elsewhere.post("review/code", &[("code", "000000")]).await;
    }
    let code = site.fresh_code(OFFICER).await;
    assert_eq!(elsewhere.post("review/code", &[("code", &code)]).await.status, StatusCode::TOO_MANY_REQUESTS);
});

on_both!(an_incomplete_dossier_says_all_at_once_and_reopens_only_what_was_refused, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let deadline = officer.examine(&id).await.proposed_deadline;
    let incomplete = async |deadline: &str| officer.step("review/incomplete", &id, &[("deadline", deadline)]).await;
    assert_eq!(incomplete(&deadline).await.refusal::<StepRefusal>(), StepRefusal::Unjudged { count: 3 });
    let complete = officer.step("review/complete", &id, &[]).await;
    assert_eq!(complete.refusal::<StepRefusal>(), StepRefusal::NotAllAccepted { count: 3 });
    assert_eq!(officer.judge(&id, 0, &[]).await.refusal::<StepRefusal>(), StepRefusal::GroundMissing);
    officer.accept_all(&id).await;
    assert_eq!(incomplete(&deadline).await.refusal::<StepRefusal>(), StepRefusal::NothingToCorrect);
    officer.judge(&id, 1, &[("ground", "illegible"), ("comment", "La page 2 est floue.")]).await.done();
    for past in ["2026-11-21", "hier"] {
        assert_eq!(incomplete(past).await.refusal::<StepRefusal>(), StepRefusal::DeadlineInPast);
    }
    incomplete(&deadline).await.done();
    assert_eq!(incomplete("2027-01-01").await.refusal::<StepRefusal>(), StepRefusal::NotInState);

    let letter = site.letter(EMAIL, "incomplete").await.text;
    for part in [
        "- Lettre de motivation\u{a0}: Document illisible\n  La page 2 est floue.",
        "7 décembre 2026 à 23\u{a0}h\u{a0}59",
    ] {
        assert!(letter.contains(part), "« {part} » is not in: {letter}");
    }
    assert!(!letter.contains("Curriculum vitae"), "{letter}");
    let dossier = candidate.dossier(&id).await;
    assert_eq!(dossier.card.state, State::Incomplete);
    for (nth, it) in dossier.documents.iter().enumerate() {
        let answer = candidate.deposit((&id, &it.requirement_id), it.version, "neuf.pdf", &files::pdf("neuf")).await;
        if nth == 1 {
            assert_eq!((it.state, it.ground.as_deref()), (DocumentState::Refused, Some("illegible")));
            answer.done();
        } else {
            assert_eq!(answer.refused_deposit(), DocumentRefusal::Closed);
        }
    }
    candidate.transmit(&id).await.done();
    let receipts: Vec<Receipt> = candidate.post("transmission/receipts", &[("id", id.as_str())]).await.read();
    assert_eq!(receipts.len(), 2);
    assert_ne!(receipts[0].digest, receipts[1].digest);

    officer.judge(&id, 1, &[("accept", "yes")]).await.done();
    officer.step("review/complete", &id, &[]).await.done();
    assert_eq!(candidate.dossier(&id).await.card.state, State::Complete);
    let codes = site.codes_to(EMAIL).await;
    let after = ["transmission_receipt", "incomplete", "transmission_receipt", "complete"];
    assert_eq!(codes[codes.len() - 4..], after);
});

on_both!(the_deadline_given_with_incomplete_counts, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    officer.accept_all(&id).await;
    officer.judge(&id, 0, &[("ground", "out_of_date")]).await.done();
    officer.step("review/incomplete", &id, &[("deadline", "2026-11-25")]).await.done();
    assert_eq!(
        candidate.transmit(&id).await.refusal::<Vec<Obstacle>>(),
        [Obstacle::Missing(InBoth::of("Pièce d'identité".into(), Some("Proof of identity".into())))]
    );
    site.clock.advance(Span::days(4));
    candidate.sign_in(EMAIL).await.done();
    let it = candidate.document(&id, 0).await;
    let late = candidate.deposit((&id, &it.requirement_id), it.version, "a.pdf", &files::pdf("a")).await;
    assert_eq!(late.refused_deposit(), DocumentRefusal::DeadlinePassed);
});

on_both!(of_two_officers_on_one_dossier_the_second_hears_that_it_changed, |site| {
    let (officer, director) = (site.staff(OFFICER).await, site.staff(ADMINISTRATOR).await);
    let (_, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let seen = officer.examine(&id).await;
    assert_eq!(director.examine(&id).await.version, seen.version, "reading changes nothing");
    let requirement = |nth: usize| ("requirement", seen.documents[nth].requirement_id.as_str());
    let accept = [requirement(0), ("accept", "yes")];
    let refuse = [requirement(0), ("ground", "illegible")];
    let (first, second) = join(
        step_on(&officer, "review/judge", &id, seen.version, &accept),
        step_on(&director, "review/judge", &id, seen.version, &refuse),
    )
    .await;
    let (verdict, late) = if first.status == StatusCode::OK {
        (DocumentState::Accepted, second)
    } else {
        (DocumentState::Refused, first)
    };
    assert_eq!(late.refusal::<StepRefusal>(), StepRefusal::Changed);
    assert_eq!(officer.examine(&id).await.documents[0].state, verdict);
});

on_both!(an_avis_is_validated_once_and_heard_of_only_then, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.complete(EMAIL, &officer).await;
    assert_eq!(officer.step("review/validate_avis", &id, &[]).await.refusal::<StepRefusal>(), StepRefusal::NoAvis);
    let groundless = officer.step("review/enter_avis", &id, &[("form[kind]", "unfavourable")]).await;
    assert_eq!(groundless.refusal::<StepRefusal>(), StepRefusal::GroundMissing);
    let unfavourable = [("form[kind]", "unfavourable"), ("form[ground]", "Niveau insuffisant en algèbre")];
    officer.step("review/enter_avis", &id, &[("form[kind]", "waiting_list")]).await.done();
    officer.step("review/enter_avis", &id, &unfavourable).await.done();
    let hidden = candidate.dossier(&id).await;
    assert_eq!((hidden.avis, hidden.card.avis), (None, None));
    assert_eq!(site.codes_to(EMAIL).await.last().map(String::as_str), Some("complete"));

    let version = officer.examine(&id).await.version;
    let validate = || step_on(&officer, "review/validate_avis", &id, version, &[]);
    let answers = join_all([validate(), validate(), validate()]).await;
    assert_eq!(answers.iter().filter(|it| it.status == StatusCode::OK).count(), 1);
    let others = answers.iter().filter(|it| it.status != StatusCode::OK);
    assert!(others.map(Answer::refusal::<StepRefusal>).all(|it| it == StepRefusal::Changed));
    let again = officer.step("review/validate_avis", &id, &[]).await;
    assert_eq!(again.refusal::<StepRefusal>(), StepRefusal::AlreadyValidated);
    let other = officer.step("review/enter_avis", &id, &[("form[kind]", "favourable")]).await;
    assert_eq!(other.refusal::<StepRefusal>(), StepRefusal::AlreadyValidated);

    let codes = site.codes_to(EMAIL).await;
    assert_eq!(codes.iter().filter(|it| *it == "avis").count(), 1);
    assert!(site.letter(EMAIL, "avis").await.text.contains("Motif\u{a0}: Niveau insuffisant en algèbre"));
    let told = candidate.dossier(&id).await;
    assert_eq!(told.card.avis, Some(AvisKind::Unfavourable));
    assert_eq!(told.avis.map(|it| it.entered_by).as_deref(), Some(""), "the panel decides, not one of them");
    assert_eq!(candidate.answer(&id, "Confirmed").await.refusal::<StepRefusal>(), StepRefusal::NotInState);
    assert_eq!(officer.examine(&id).await.avis.len(), 2, "a history, never overwritten");
});

on_both!(a_candidate_confirms_once_and_may_still_withdraw, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.favourable(EMAIL, &officer).await;
    assert!(site.letter(EMAIL, "avis").await.text.contains("confirmer ou vous désister avant le 2 décembre 2026"));
    let answers = join_all((0..4).map(|_| candidate.answer(&id, "Confirmed"))).await;
    assert!(answers.iter().all(|it| it.status == StatusCode::OK && it.location() == Place::Dossier(id.clone()).href()));
    assert_eq!(candidate.dossier(&id).await.card.answer, Some(candidature::Answer::Confirmed));
    assert_eq!(site.codes_to(EMAIL).await.iter().filter(|it| *it == "answered").count(), 1);
    site.clock.advance(Span::days(30));
    candidate.sign_in(EMAIL).await.done();
    candidate.answer(&id, "Withdrawn").await.done();
    let back = candidate.answer(&id, "Confirmed").await;
    assert_eq!(back.refusal::<StepRefusal>(), StepRefusal::AlreadyAnswered);
    assert_eq!(candidate.dossier(&id).await.card.answer, Some(candidature::Answer::Withdrawn));
    assert_eq!(site.codes_to(EMAIL).await.iter().filter(|it| *it == "answered").count(), 2);
});

on_both!(an_answer_after_its_deadline_is_too_late_and_says_so_without_javascript_too, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.favourable(EMAIL, &officer).await;
    let by = candidate.dossier(&id).await.card.answer_by.expect("a deadline").at;
    site.clock.advance(Span(by.0 - site.now().0));
    candidate.sign_in(EMAIL).await.done();
    assert_eq!(candidate.answer(&id, "Confirmed").await.refusal::<StepRefusal>(), StepRefusal::TooLate);
    let pairs = [("id", id.as_str()), ("answer", "Confirmed")];
    let answer = candidate.submit(&Place::Dossier(id.clone()), "candidature/answer", &pairs).await;
    let place = answer.location().strip_prefix("http://guichet.test").unwrap_or(answer.location());
    let page = candidate.get(place).await.done().text().replace("&#x27;", "'").replace("&#39;", "'");
    assert!(
        page.contains(&words::review::refusal(StepRefusal::TooLate, Language::French)),
        "{place}: nothing is explained"
    );
    assert_eq!(candidate.dossier(&id).await.card.answer, None);
});

on_both!(reading_a_dossier_goes_into_the_journal, |site| {
    let (_, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let officer = site.staff(OFFICER).await;
    let read = || site.texts("select actor_id || ' ' || subject_id from journal where act = 'read_dossier'");
    assert!(read().await.is_empty());
    officer.examine(&id).await;
    let staff = site.texts("select staff_id from staff where email = 'gestion.sciences@demo.example'").await;
    assert_eq!(read().await, [format!("{} {id}", staff[0])]);
});

/// Transmitted dossiers of people with these names, made without walking their way.
pub(super) async fn hand_over(site: &TestSite, programme: &str, names: impl Iterator<Item = String>) {
    let campaign = site.services.campaign().await.expect("a campaign");
    let programme = site.programme(programme).await;
    let mut work = site.services.begin(By::System, "").await.expect("a transaction");
    for (nth, name) in names.enumerate() {
        let number = secrets::draw_number(&site.services);
        let sign_up = SignUp {
            family_name: name.clone(),
            given_name: "Zoé".into(),
            email: account::Email::parse(&format!("c{nth}.{programme}@pile.example")).expect("an address"),
            password: account::Password::parse(PASSWORD).expect("a password"),
        };
        let key = fold(&format!("{name} zoe {} {}", number.as_str(), sign_up.email.as_str()));
        let owner = work
            .add_account(&campaign, &number, &sign_up, &key, "none", Language::French)
            .await
            .expect("a row")
            .expect("new");
        work.post(&owner, &Letter::Validation(owner.clone())).await.expect("a letter");
        let made = work.add_candidature(&owner, &programme, site.now() + Span::days(1)).await.expect("a row");
        let locked = work.lock_candidature(&owner, &made.expect("new")).await.expect("a row").expect("theirs");
        for it in work.documents(&locked).await.expect("documents") {
            work.put_without_file(&locked, &it.requirement_id, DocumentState::NotConcerned).await.expect("a row");
        }
        let after = candidature::Standing { state: State::Transmitted, ..locked.standing };
        work.record_standing(&locked, &after).await.expect("a row");
        let profile = work.profile(&locked.account_id).await.expect("a profile");
        let snapshot = work.snapshot(&locked, profile).await.expect("a snapshot");
        let reference = format!("T-{name}");
        let it = work.add_transmission(&locked, &reference, &snapshot, "{}", "").await.expect("a transmission");
        work.note("transmit", &locked.id, reference);
        work.post(&owner, &Letter::TransmissionReceipt(it)).await.expect("a letter");
    }
    work.commit().await.expect("a commit");
}

on_both!(the_pile_is_filtered_sorted_and_paged_at_the_server, |site| {
    hand_over(site, INFORMATICS, (0..54).map(|nth| format!("Dupont-{nth:02}"))).await;
    hand_over(site, "L1-MATH", ["Œuvré", "Élan_1", "100%"].into_iter().map(str::to_owned)).await;
    hand_over(site, LETTERS, std::iter::once("Ailleurs".to_owned())).await;
    let officer = site.staff(OFFICER).await;
    let names = async |filter: &str, value: &str| {
        let found = pile(&officer, &[(filter, value)]).await;
        (found.rows.into_iter().map(|it| it.name).collect::<Vec<_>>(), found.total)
    };
    let page = usize::try_from(PILE_PAGE).expect("a number");
    let (first, total) = names("query[page]", "0").await;
    assert_eq!((first.len(), total), (page, 57));
    let (second, total) = names("query[page]", "1").await;
    assert_eq!((second.len(), total), (7, 57));
    assert!(second.iter().all(|it| !first.contains(it)));
    let (by_name, _) = names("query[order]", "Name").await;
    assert_eq!(by_name[..2], ["100% Zoé", "Dupont-00 Zoé"]);
    for (words, expected) in
        [("oeuvre", "Œuvré Zoé"), (" ELAN_1 ", "Élan_1 Zoé"), ("100%", "100% Zoé"), ("dupont-07", "Dupont-07 Zoé")]
    {
        assert_eq!(names("query[words]", words).await, (vec![expected.to_owned()], 1), "« {words} »");
    }
    for nothing in ["elan%1", "ailleurs", "\\", "' or 1=1 --"] {
        assert_eq!(names("query[words]", nothing).await.1, 0, "« {nothing} »");
    }
    let mathematics = site.programme("L1-MATH").await;
    assert_eq!(names("query[programme]", mathematics.as_str()).await.1, 3);
    assert_eq!(names("query[programme]", site.programme(LETTERS).await.as_str()).await.1, 0);
    assert_eq!(names("query[state]", "transmitted").await.1, 57);
    assert_eq!(names("query[state]", "complete").await.1, 0);
});
