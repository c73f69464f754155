//! What the passing of time does: reminders, withdrawal by default, promotion, each once, and the same after a worker that
//! was stopped over the moment.

use super::actor::Actor;
use super::files;
use super::journey::{ADMINISTRATOR, INFORMATICS, OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::CandidatureId;
use crate::domain::candidature::{Answer, StepRefusal};
use crate::domain::dossier::EventKind;
use crate::domain::review::AvisKind;
use crate::domain::time::{Instant, Span};
use crate::server::calendar;
use futures::future::join_all;

const EMAIL: &str = "eloise@essai.example";

/// Moves the clock to an instant, and has the worker look once.
async fn at(site: &TestSite, then: Instant) -> usize {
    site.clock.advance(Span(then.0 - site.now().0));
    site.services.follow_up().await.expect("what is due")
}

async fn count_of(site: &TestSite, email: &str, code: &str) -> usize {
    site.codes_to(email).await.iter().filter(|it| *it == code).count()
}

on_both!(a_dossier_not_transmitted_is_reminded_of_once_before_its_deadline, |site| {
    let candidate = site.candidate(EMAIL).await;
    let id = candidate.applied(INFORMATICS).await;
    let deadline = candidate.dossier(&id).await.card.transmit_by.at;
    assert_eq!(at(site, deadline - Span::days(4)).await, 0);
    assert_eq!(at(site, deadline - Span::days(3) + Span::seconds(1)).await, 1);
    assert_eq!(at(site, deadline - Span::days(2)).await, 0, "once");
    assert_eq!(count_of(site, EMAIL, "transmission_reminder").await, 1);
    let letter = site.letter(EMAIL, "transmission_reminder").await.text;
    assert!(letter.contains("n'est pas encore transmis") && letter.contains(id.as_str()), "{letter}");
    // Stopped over the deadline: nobody is reminded of what is past.
    site.sql("update candidature set reminded_of = null").await;
    assert_eq!(at(site, deadline + Span::days(1)).await, 0);
});

on_both!(who_transmitted_or_has_only_just_begun_is_not_reminded, |site| {
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let deadline = candidate.dossier(&id).await.card.transmit_by.at;
    site.clock.advance(Span(deadline.0 - Span::hours(5).0 - site.now().0));
    let late = site.candidate("late@essai.example").await;
    late.applied(INFORMATICS).await;
    assert_eq!(site.services.follow_up().await.expect("nothing due"), 0);
});

on_both!(an_answer_is_reminded_of_then_taken_for_a_withdrawal, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.favourable(EMAIL, &officer).await;
    let by = candidate.dossier(&id).await.card.answer_by.expect("a deadline").at;
    assert_eq!(at(site, by - Span::days(4)).await, 0, "not yet");
    assert_eq!(at(site, by - Span::days(2)).await, 1);
    assert_eq!(at(site, by - Span::days(1)).await, 0, "once");
    assert_eq!(count_of(site, EMAIL, "answer_reminder").await, 1);
    assert_eq!(at(site, by - Span::seconds(1)).await, 0, "the last second counts");
    // The withdrawal, and the place that it freed dealt with; then nothing more, however often one looks.
    assert_eq!(at(site, by).await, 2);
    assert_eq!(at(site, by + Span::days(1)).await, 0);
    candidate.sign_in(EMAIL).await.done();
    let dossier = candidate.dossier(&id).await;
    assert_eq!(dossier.card.answer, Some(Answer::WithdrawnByDefault));
    assert!(dossier.history.iter().any(|it| it.kind == EventKind::WithdrawnByDefault));
    let letter = site.letter(EMAIL, "answered").await;
    assert!(letter.text.contains("considéré comme désisté"), "{}", letter.text);
    assert_eq!(candidate.answer(&id, "Confirmed").await.refusal::<StepRefusal>(), StepRefusal::TooLate);
    let by_hand = candidate.answer(&id, "WithdrawnByDefault").await;
    assert!(matches!(by_hand.refusal::<StepRefusal>(), StepRefusal::TooLate | StepRefusal::NotInState));
});

on_both!(who_has_only_just_heard_of_an_avis_is_not_reminded_of_it, |site| {
    site.sql("update programme set answer_days = 2 where code = 'L1-INFO'").await;
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.favourable(EMAIL, &officer).await;
    let by = candidate.dossier(&id).await.card.answer_by.expect("a deadline").at;
    assert_eq!(site.services.follow_up().await.expect("nothing due"), 0, "the avis has only just said the same");
    assert_eq!(at(site, by - Span::hours(1)).await, 1);
});

on_both!(a_new_deadline_is_reminded_of_anew, |site| {
    let candidate = site.candidate(EMAIL).await;
    let id = candidate.applied(INFORMATICS).await;
    let deadline = candidate.dossier(&id).await.card.transmit_by.at;
    assert_eq!(at(site, deadline - Span::days(1)).await, 1);
    candidate.sign_in(EMAIL).await.done();
    candidate.fill(&id).await;
    candidate.transmit(&id).await.done();
    let officer = site.staff(OFFICER).await;
    officer.accept_all(&id).await;
    officer.judge(&id, 0, &[("ground", "illegible")]).await.done();
    officer.step("review/incomplete", &id, &[("deadline", "2027-12-31")]).await.done();
    let later = candidate.dossier(&id).await.card.transmit_by.at;
    assert!(later > deadline);
    assert_eq!(at(site, later - Span::days(1)).await, 1);
    assert_eq!(at(site, later - Span::hours(20)).await, 0, "once");
    assert_eq!(count_of(site, EMAIL, "transmission_reminder").await, 2);
});

on_both!(who_has_only_just_heard_that_the_dossier_is_incomplete_is_not_reminded_of_it, |site| {
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let officer = site.staff(OFFICER).await;
    let incomplete = async || {
        let end = calendar::date(site.now() + Span::days(2));
        officer.sign_in_again(OFFICER).await;
        officer.judge(&id, 0, &[("ground", "illegible")]).await.done();
        officer.step("review/incomplete", &id, &[("deadline", &calendar::iso(end))]).await.done();
        candidate.sign_in(EMAIL).await.done();
        candidate.dossier(&id).await.card.transmit_by.at
    };
    site.clock.advance(Span::days(2));
    officer.sign_in_again(OFFICER).await;
    officer.accept_all(&id).await;
    let by = incomplete().await;
    let told = site.now();
    assert_eq!(site.services.follow_up().await.expect("nothing due"), 0, "the letter has only just said the same");
    assert_eq!(at(site, told + Span::hours(23)).await, 0);
    assert_eq!(at(site, told + Span::days(1) + Span::seconds(1)).await, 1);
    assert_eq!(at(site, by - Span::seconds(1)).await, 0, "once");
    // Given back, and « incomplet » again: it is the last letter that counts, and its deadline.
    candidate.sign_in(EMAIL).await.done();
    let it = candidate.document(&id, 0).await;
    candidate.deposit((&id, &it.requirement_id), it.version, "a.pdf", &files::pdf("a")).await.done();
    candidate.transmit(&id).await.done();
    let by = incomplete().await;
    let told = site.now();
    assert_eq!(at(site, told + Span::hours(23)).await, 0);
    assert_eq!(at(site, told + Span::days(1) + Span::seconds(1)).await, 1);
    assert!(site.now() < by);
    assert_eq!(count_of(site, EMAIL, "transmission_reminder").await, 2);
});

on_both!(a_worker_stopped_over_the_deadline_catches_up, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.favourable(EMAIL, &officer).await;
    let by = candidate.dossier(&id).await.card.answer_by.expect("a deadline").at;
    assert_eq!(at(site, by + Span::days(40)).await, 2, "no reminder of what is past, the withdrawal, its place");
    assert_eq!(count_of(site, EMAIL, "answer_reminder").await, 0);
    assert_eq!(count_of(site, EMAIL, "answered").await, 1);
});

/// Someone on the reserve list.
async fn reserve<'s>(site: &'s TestSite, officer: &Actor<'_>, email: &str, rank: &str) -> (Actor<'s>, CandidatureId) {
    let (candidate, id) = site.complete(email, officer).await;
    let form = [("form[kind]", "reserve_list"), ("form[rank]", rank)];
    officer.step("review/enter_avis", &id, &form).await.done();
    officer.step("review/validate_avis", &id, &[]).await.done();
    (candidate, id)
}

on_both!(a_withdrawal_promotes_the_next_of_the_reserve_list_while_there_is_room, |site| {
    let officer = site.staff(OFFICER).await;
    site.sql("update programme set capacity = 1 where code = 'L1-INFO'").await;
    let (first, its) = site.favourable("first@essai.example", &officer).await;
    let (third, third_id) = reserve(site, &officer, "third@essai.example", "2").await;
    let (second, second_id) = reserve(site, &officer, "second@essai.example", "1").await;
    assert_eq!(second.dossier(&second_id).await.before_in_reserve, Some(0));
    assert_eq!(third.dossier(&third_id).await.before_in_reserve, Some(1));
    assert_eq!(site.services.follow_up().await.expect("nothing due"), 0, "nobody is promoted before a withdrawal");

    first.answer(&its, "Withdrawn").await.done();
    // Two workers at once: one promotion.
    let done = join_all([site.services.follow_up(), site.services.follow_up(), site.services.follow_up()]).await;
    let done: usize = done.into_iter().map(|it| it.expect("what is due")).sum();
    assert_eq!(done, 1);
    let promoted = second.dossier(&second_id).await;
    assert_eq!(promoted.card.avis, Some(AvisKind::Favourable));
    assert!(promoted.may_answer && promoted.before_in_reserve.is_none());
    assert!(promoted.history.iter().any(|it| it.kind == EventKind::Promoted));
    let letter = site.letter("second@essai.example", "avis").await;
    assert!(letter.text.contains("Une place s'est libérée"), "{}", letter.text);
    assert_eq!(third.dossier(&third_id).await.before_in_reserve, Some(0));

    second.answer(&second_id, "Confirmed").await.done();
    assert_eq!(site.services.follow_up().await.expect("nothing due"), 0);
    assert_eq!(third.dossier(&third_id).await.card.avis, Some(AvisKind::ReserveList), "the place is taken");
});

on_both!(who_does_not_answer_in_time_makes_room_for_the_next_of_the_reserve_list, |site| {
    let officer = site.staff(OFFICER).await;
    site.sql("update programme set capacity = 1 where code = 'L1-INFO'").await;
    let (first, its) = site.favourable("first@essai.example", &officer).await;
    let (third, third_id) = reserve(site, &officer, "third@essai.example", "2").await;
    let (second, second_id) = reserve(site, &officer, "second@essai.example", "1").await;
    let avis = async |it: &Actor<'_>, email: &str, id: &CandidatureId| {
        it.sign_in(email).await.done();
        it.dossier(id).await.card.avis
    };
    let by = first.dossier(&its).await.card.answer_by.expect("a deadline").at;
    assert_eq!(at(site, by - Span::seconds(1)).await, 1, "the reminder");
    assert_eq!(avis(&second, "second@essai.example", &second_id).await, Some(AvisKind::ReserveList));
    assert_eq!(at(site, by).await, 2, "the withdrawal by default, and its place");
    first.sign_in("first@essai.example").await.done();
    assert_eq!(first.dossier(&its).await.card.answer, Some(Answer::WithdrawnByDefault));
    assert_eq!(avis(&second, "second@essai.example", &second_id).await, Some(AvisKind::Favourable));
    assert_eq!(
        avis(&third, "third@essai.example", &third_id).await,
        Some(AvisKind::ReserveList),
        "there was one place"
    );
    let promoted = second.dossier(&second_id).await;
    assert!(promoted.history.iter().any(|it| it.kind == EventKind::Promoted));
    assert!(site.letter("second@essai.example", "avis").await.text.contains("Une place s'est libérée"));
    // The promoted have their own days to answer, and the list goes on after them; nobody is left in the end.
    let next = promoted.card.answer_by.expect("a deadline").at;
    assert!(next >= by + Span::days(10), "ten days from the promotion");
    assert_eq!(at(site, next).await, 2);
    assert_eq!(avis(&third, "third@essai.example", &third_id).await, Some(AvisKind::Favourable));
    let last = third.dossier(&third_id).await.card.answer_by.expect("a deadline").at;
    assert_eq!(at(site, last).await, 2, "the withdrawal, and a place that nobody waits for");
    assert_eq!(at(site, last + Span::days(1)).await, 0);
});

on_both!(a_worker_stopped_over_the_deadline_promotes_while_there_is_room_and_once, |site| {
    let officer = site.staff(OFFICER).await;
    // Two were taken for one place; both let it go while the server was stopped.
    site.sql("update programme set capacity = 1 where code = 'L1-INFO'").await;
    let (first, its) = site.favourable("first@essai.example", &officer).await;
    site.favourable("other@essai.example", &officer).await;
    let (second, second_id) = reserve(site, &officer, "second@essai.example", "1").await;
    let (third, third_id) = reserve(site, &officer, "third@essai.example", "2").await;
    let by = first.dossier(&its).await.card.answer_by.expect("a deadline").at;
    site.clock.advance(Span((by + Span::days(40)).0 - site.now().0));
    let done = join_all([site.services.follow_up(), site.services.follow_up(), site.services.follow_up()]).await;
    let done: usize = done.into_iter().map(|it| it.expect("what is due")).sum();
    assert_eq!(done, 4, "two withdrawals, two places dealt with, whoever of the workers did it");
    second.sign_in("second@essai.example").await.done();
    third.sign_in("third@essai.example").await.done();
    let promoted = second.dossier(&second_id).await;
    assert_eq!(promoted.card.avis, Some(AvisKind::Favourable));
    let answer_by = promoted.card.answer_by.expect("a deadline").at;
    assert!(promoted.may_answer && answer_by >= site.now() + Span::days(9), "counted from when it was told");
    assert_eq!(third.dossier(&third_id).await.card.avis, Some(AvisKind::ReserveList), "one place");
    assert_eq!(count_of(site, "second@essai.example", "avis").await, 2);
    second.answer(&second_id, "Confirmed").await.done();
    assert_eq!(at(site, answer_by + Span::days(1)).await, 0);
    third.sign_in("third@essai.example").await.done();
    assert_eq!(third.dossier(&third_id).await.card.avis, Some(AvisKind::ReserveList));
});

on_both!(a_worker_stopped_between_a_withdrawal_by_default_and_its_place_catches_up, |site| {
    let officer = site.staff(OFFICER).await;
    site.sql("update programme set capacity = 1 where code = 'L1-INFO'").await;
    let (first, its) = site.favourable("first@essai.example", &officer).await;
    let by = first.dossier(&its).await.card.answer_by.expect("a deadline").at;
    assert_eq!(at(site, by).await, 2);
    let (second, second_id) = {
        officer.sign_in_again(OFFICER).await;
        reserve(site, &officer, "second@essai.example", "1").await
    };
    assert_eq!(site.services.follow_up().await.expect("nothing due"), 0, "who comes later is for staff to take");
    // As if the worker had been stopped after the withdrawal.
    site.sql("update candidature set replaced_at = null where answer = 'withdrawn'").await;
    assert_eq!(site.services.follow_up().await.expect("what is due"), 1);
    assert_eq!(second.dossier(&second_id).await.card.avis, Some(AvisKind::Favourable));
});

on_both!(no_promotion_exceeds_the_capacity, |site| {
    let officer = site.staff(OFFICER).await;
    // Two favourable avis for one place: staff may, the rule may not.
    site.sql("update programme set capacity = 1 where code = 'L1-INFO'").await;
    let (first, its) = site.favourable("first@essai.example", &officer).await;
    site.favourable("other@essai.example", &officer).await;
    let (second, second_id) = reserve(site, &officer, "second@essai.example", "1").await;
    first.answer(&its, "Withdrawn").await.done();
    assert_eq!(site.services.follow_up().await.expect("what is due"), 1, "the withdrawal is dealt with");
    assert_eq!(second.dossier(&second_id).await.card.avis, Some(AvisKind::ReserveList));
    // Who waits may leave the list; that frees no place.
    second.answer(&second_id, "Withdrawn").await.done();
    assert_eq!(site.services.follow_up().await.expect("what is due"), 1);
    assert_eq!(second.dossier(&second_id).await.card.answer, Some(Answer::Withdrawn));
});

on_both!(who_leaves_the_reserve_list_frees_no_place, |site| {
    let officer = site.staff(OFFICER).await;
    let (first, its) = reserve(site, &officer, "first@essai.example", "1").await;
    let (second, second_id) = reserve(site, &officer, "second@essai.example", "2").await;
    // There is room, for staff to give: the rule fills what a withdrawal freed, and nothing else.
    first.answer(&its, "Withdrawn").await.done();
    assert_eq!(site.services.follow_up().await.expect("what is due"), 1, "the withdrawal is dealt with");
    let dossier = second.dossier(&second_id).await;
    assert_eq!((dossier.card.avis, dossier.before_in_reserve), (Some(AvisKind::ReserveList), Some(0)));
});

on_both!(an_avis_that_is_only_entered_takes_nobody_off_the_reserve_list, |site| {
    let officer = site.staff(OFFICER).await;
    site.sql("update programme set capacity = 1 where code = 'L1-INFO'").await;
    let (leaves, its) = site.favourable("first@essai.example", &officer).await;
    let (second, second_id) = reserve(site, &officer, "second@essai.example", "1").await;
    let (third, third_id) = reserve(site, &officer, "third@essai.example", "2").await;
    let no = [("form[kind]", "unfavourable"), ("form[ground]", "Niveau insuffisant")];
    officer.step("review/enter_avis", &second_id, &no).await.done();
    let waits = second.dossier(&second_id).await;
    assert_eq!((waits.card.avis, waits.before_in_reserve), (Some(AvisKind::ReserveList), Some(0)));
    assert!(waits.may_withdraw);
    assert_eq!(third.dossier(&third_id).await.before_in_reserve, Some(1));
    // A place is freed: it is theirs, and what was typed meanwhile is void.
    leaves.answer(&its, "Withdrawn").await.done();
    assert_eq!(site.services.follow_up().await.expect("what is due"), 1);
    assert_eq!(second.dossier(&second_id).await.card.avis, Some(AvisKind::Favourable));
    let late = officer.step("review/validate_avis", &second_id, &[]).await;
    assert_eq!(late.refusal::<StepRefusal>(), StepRefusal::AlreadyValidated);
    // Who leaves the list while an avis waits has left it.
    officer.step("review/enter_avis", &third_id, &[("form[kind]", "favourable")]).await.done();
    third.answer(&third_id, "Withdrawn").await.done();
    let gone = officer.step("review/validate_avis", &third_id, &[]).await;
    assert_eq!(gone.refusal::<StepRefusal>(), StepRefusal::NotInState);
});

on_both!(staff_may_decide_again_on_who_waits, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = reserve(site, &officer, EMAIL, "1").await;
    officer.step("review/enter_avis", &id, &[("form[kind]", "favourable")]).await.done();
    assert_eq!(
        candidate.dossier(&id).await.card.avis,
        Some(AvisKind::ReserveList),
        "nothing is heard before it is validated"
    );
    officer.step("review/validate_avis", &id, &[]).await.done();
    assert_eq!(candidate.dossier(&id).await.card.avis, Some(AvisKind::Favourable));
    assert!(site.staff(ADMINISTRATOR).await.examine(&id).await.avis.len() == 2, "a history");
});
