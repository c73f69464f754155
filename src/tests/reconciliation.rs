//! Payments whose fate is unknown: the night asks the bank, staff ask it or record what they saw there; whatever is found
//! is paid once. The bank is the demonstration's, on a port of its own.

use super::actor::Actor;
use super::journey::{ADMINISTRATOR, OFFICER};
use super::payment::{
    NUMBER, begin, file, hear, ledger, payer, payment_letters, read, said, second, states, status, with_bank,
    with_hosts,
};
use super::site::{TestSite, on_both};
use crate::domain::EnrolmentId;
use crate::domain::language::Language;
use crate::domain::ledger::PaymentPile;
use crate::domain::payment::Verdict;
use crate::domain::reconciliation::{AskRefusal, NightView, QuestionOutcome, RecordRefusal, Told};
use crate::domain::time::Span;
use crate::places::Place;
use crate::server::psp::paybox;
use crate::server::psp::paybox::asking::Question;
use axum::http::StatusCode;
use futures::future::join_all;

/// Goes to the bank's page with the form of the attempt that is live, and chooses; what Guichet hears of it is lost.
async fn at_bank(actor: &Actor<'_>, choice: &str, manner: &str, asked: &str) {
    let form = read(actor).await.form.expect("a form");
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let post = async |address: String, fields: &[(&str, &str)]| {
        let escape = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
        let body = fields.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&");
        let request = client.post(address).header("content-type", "application/x-www-form-urlencoded").body(body);
        request.send().await.expect("an answer").text().await.expect("a text")
    };
    let fields: Vec<_> = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = post(form.action.clone(), &fields).await;
    let (_, rest) = page.split_once("name=\"order\" value=\"").expect("an order");
    let order = rest.split('"').next().expect("a number");
    let host = form.action.strip_suffix(paybox::PATH).expect("a host");
    let fields = [("order", order), ("choice", choice), ("manner", manner), ("asked", asked)];
    post(format!("{host}/choix"), &fields).await;
}

/// Half an hour goes by, and what is due is done.
pub async fn give_up(site: &TestSite) {
    site.clock.advance(Span::minutes(31));
    site.services.follow_up().await.expect("a follow-up");
}

/// One round of the night; how many were asked about.
pub async fn night(site: &TestSite) -> usize {
    site.services.reconcile(20).await.expect("a night")
}

async fn latest(staff: &Actor<'_>) -> NightView {
    let pile: PaymentPile = staff.post("payment/find", &[("query[page]", "0")]).await.read();
    pile.night.expect("a night")
}

/// The bank's number of what is paid.
async fn number(site: &TestSite) -> String {
    site.texts("select psp_transaction from ledger").await.remove(0)
}

/// The identifier of an attempt of the only enrolment.
async fn attempt(site: &TestSite, nth: usize) -> String {
    site.texts("select attempt_id from attempt order by created_at, attempt_id").await.remove(nth)
}

pub async fn outcomes(site: &TestSite) -> Vec<String> {
    site.texts("select coalesce(outcome, 'none') from bank_question order by asked_at, question_id").await
}

on_both!(a_notification_that_was_lost_is_found_at_night_and_pays_once, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    at_bank(&actor, "pay", "never", "answers").await;
    // While it is live, it is left alone.
    assert_eq!((night(site).await, states(site).await), (0, vec!["redirected".to_owned()]));
    give_up(site).await;
    assert_eq!((states(site).await, ledger(site).await), (vec!["expired".to_owned()], (0, 0)));
    assert_eq!(night(site).await, 0, "this night is over");
    site.clock.advance(Span::days(1));
    assert_eq!(night(site).await, 1);
    assert_eq!((ledger(site).await, status(site).await), ((1, 17_800), "paid".to_owned()));
    assert_eq!(states(site).await, ["paid"]);
    assert_eq!(payment_letters(site).await, ["payment_received"]);
    // The notification comes after all, with the number as the bank writes it in its answers and without its zeros.
    let number = number(site).await;
    assert_eq!(hear(site, &said(1, 17_800, "00000", &number)).await, StatusCode::OK);
    assert_eq!(hear(site, &said(1, 17_800, "00000", &format!("{number:0>12}"))).await, StatusCode::OK);
    let director = site.staff(ADMINISTRATOR).await;
    let seen = file(&director).await;
    assert!(seen.notifications.iter().all(|it| it.verdict == Verdict::Repeated) && seen.refunds.is_empty());
    let asked = &seen.questions[0];
    assert_eq!((asked.outcome, asked.verdict), (Some(QuestionOutcome::Found), Some(Verdict::Paid(0))));
    assert!(asked.by.is_none() && asked.detail == "00000 Capturé", "{asked:?}");
    assert_eq!((ledger(site).await, payment_letters(site).await.len()), ((1, 17_800), 1));
    // Nothing is asked again, this night or later.
    assert_eq!(night(site).await, 0);
    let told = latest(&director).await;
    assert_eq!((told.asked, told.found, told.unanswered, told.ended_at.is_some()), (1, 1, 0, true));
    site.clock.advance(Span::days(1));
    assert_eq!((night(site).await, outcomes(site).await), (0, vec!["found".to_owned()]));
});

on_both!(the_night_and_the_notification_at_once_pay_once, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    at_bank(&actor, "pay", "never", "answers").await;
    give_up(site).await;
    let bank = site.services.psp.bank().expect("a bank");
    let question = Question { number: 900, reference: format!("{NUMBER}-1"), amount: 17_800 };
    let Told::Paid { transaction, .. } = bank.ask(&question, site.now()).await.told else { panic!("it is paid") };
    let said = said(1, 17_800, "00000", &transaction);
    let services = site.services.clone();
    let asking = tokio::spawn(async move { services.reconcile(20).await });
    while site.count("select count(*) from bank_question").await == 0 {
        tokio::task::yield_now().await;
    }
    // The question is at the bank, or its answer on its way.
    let (asked, first, second) = futures::join!(asking, hear(site, &said), hear(site, &said));
    assert_eq!((asked.expect("a task").expect("a night"), first, second), (1, StatusCode::OK, StatusCode::OK));
    let verdicts = "select verdict from notification union all select verdict from bank_question order by 1";
    assert_eq!(site.texts(verdicts).await, ["paid", "repeated", "repeated"]);
    assert_eq!((ledger(site).await, states(site).await), ((1, 17_800), vec!["paid".to_owned()]));
    assert_eq!(site.count("select count(*) from refund").await, 0);
    assert_eq!(payment_letters(site).await, ["payment_received"]);
});

on_both!(however_many_instances_ask_and_hear_it_is_paid_once, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    at_bank(&actor, "pay", "never", "answers").await;
    give_up(site).await;
    let other = second(site).await;
    let all = (0..6).map(|nth| if nth % 2 == 0 { &site.services } else { &other }).map(|it| it.reconcile(20));
    let asked: usize = join_all(all).await.into_iter().map(|it| it.expect("a night")).sum();
    assert_eq!((asked, outcomes(site).await), (1, vec!["found".to_owned()]), "one of them asked");
    assert_eq!((ledger(site).await, states(site).await), ((1, 17_800), vec!["paid".to_owned()]));
    assert_eq!(payment_letters(site).await, ["payment_received"]);
    assert_eq!(site.count("select count(*) from refund").await, 0);
    other.store.db.close().await;
});

on_both!(a_question_whose_asker_stopped_is_put_again, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    at_bank(&actor, "pay", "never", "answers").await;
    give_up(site).await;
    // As a killed process leaves it: claimed, and no answer noted.
    site.sql("insert into reconciliation (night, begun_at) values ('2026-11-22', 0)").await;
    site.sql(
        "insert into bank_question (question_id, attempt_id, night, number, asked_at)
         select 'q1', attempt_id, '2026-11-22', 1, created_at + 1860000 from attempt",
    )
    .await;
    assert_eq!((night(site).await, outcomes(site).await), (0, vec!["none".to_owned()]), "it may be under way");
    assert_eq!(site.count("select count(*) from reconciliation where ended_at is null").await, 1);
    site.clock.advance(Span::minutes(6));
    assert_eq!((night(site).await, outcomes(site).await), (1, vec!["found".to_owned()]));
    assert_eq!(ledger(site).await, (1, 17_800));
    assert_eq!(night(site).await, 0);
    assert_eq!(site.count("select count(*) from reconciliation where ended_at is null").await, 0);
});

on_both!(
    a_bank_that_is_silent_or_beside_the_point_changes_nothing_and_it_is_said,
    |config| with_bank(config),
    |site| {
        let actor = payer(site).await;
        let director = site.staff(ADMINISTRATOR).await;
        for (nth, asked) in [(1, "silent"), (2, "other_question")] {
            begin(&actor, &format!("k{nth}"), "1").await.done();
            at_bank(&actor, "pay", "never", asked).await;
            let id = attempt(site, nth - 1).await;
            let answer = director.post("payment/ask_bank", &[("id", &id)]).await;
            assert_eq!(answer.refusal::<AskRefusal>(), AskRefusal::Unanswered, "{asked}");
            hear(site, &said(u8::try_from(nth).expect("few"), 17_800, "00001", "")).await;
        }
        // The bank is left alone after it was silent once: the next round asks about the next one.
        assert_eq!([night(site).await, night(site).await, night(site).await], [1, 1, 0]);
        assert_eq!((states(site).await, ledger(site).await), (vec!["cancelled".to_owned(); 2], (0, 0)));
        assert_eq!(outcomes(site).await, ["unanswered"; 4]);
        let told = latest(&director).await;
        assert_eq!((told.asked, told.found, told.unanswered), (2, 0, 2));
        let page = director.get(&Place::Payments.href()).await.done().text();
        assert!(page.contains("sans réponse\u{a0}: 2"), "{page}");
        let page = director.get(&Place::PaymentFile(EnrolmentId("e1".into())).href()).await.done().text();
        assert!(page.contains("pas pu être interrogée") && page.contains("Interroger la banque"), "{page}");
        // The next night asks again.
        site.clock.advance(Span::days(1));
        assert_eq!(night(site).await, 1);
    }
);

on_both!(without_a_host_that_listens_the_bank_was_not_asked, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    let mut config = site.services.config.clone();
    with_hosts(&mut config, vec!["http://127.0.0.1:9".to_owned()]);
    let bank = crate::server::psp::Psp::open(&config).expect("a bank").bank().expect("a bank");
    let question = Question { number: 1, reference: "R".into(), amount: 1 };
    let answer = bank.ask(&question, site.now()).await;
    assert_eq!(answer.told.outcome(), QuestionOutcome::Unanswered);
});

on_both!(
    where_the_contract_has_no_questions_none_is_put,
    |config| {
        with_bank(config);
        config.bank.paybox_question_hosts = vec![String::new()];
    },
    |site| {
        let actor = payer(site).await;
        begin(&actor, "k1", "1").await.done();
        give_up(site).await;
        assert_eq!((night(site).await, outcomes(site).await.len()), (0, 0));
        let director = site.staff(ADMINISTRATOR).await;
        assert!(latest(&director).await.ended_at.is_some());
        let id = attempt(site, 0).await;
        let answer = director.post("payment/ask_bank", &[("id", &id)]).await;
        assert_eq!(answer.refusal::<AskRefusal>(), AskRefusal::NotOffered);
        // What staff see at the bank themselves, they record all the same.
        let fields = [("id", id.as_str()), ("transaction", "612345"), ("reason", "Vu")];
        director.post("payment/record", &fields).await.done();
        assert_eq!(ledger(site).await, (1, 17_800));
    }
);

on_both!(what_the_bank_does_not_know_or_refused_stays_as_it_is, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    at_bank(&actor, "refuse", "never", "answers").await;
    give_up(site).await;
    begin(&actor, "k2", "1").await.done();
    at_bank(&actor, "cancel", "never", "answers").await;
    give_up(site).await;
    assert_eq!(night(site).await, 2);
    assert_eq!(outcomes(site).await, ["unpaid", "absent"]);
    assert_eq!((states(site).await, ledger(site).await), (vec!["expired".to_owned(); 2], (0, 0)));
    // After ten days nobody asks any more.
    site.clock.advance(Span::days(11));
    assert_eq!(night(site).await, 0);
    // Each question had numbers of its own.
    let numbers = site.texts("select cast(number as text) from bank_question order by number").await;
    assert_eq!(numbers, ["1", "3"]);
});

on_both!(another_amount_at_the_bank_pays_nothing_and_is_to_be_given_back, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    // The notification of another amount cannot reach the site of the test: it is lost.
    at_bank(&actor, "pay", "other_amount", "answers").await;
    give_up(site).await;
    assert_eq!(night(site).await, 1);
    assert_eq!((states(site).await, ledger(site).await), (vec!["mismatched".to_owned()], (0, 0)));
    assert_eq!(site.texts("select why || ' ' || amount from refund").await, ["mismatched 100"]);
    assert_eq!(site.texts("select verdict from bank_question").await, ["mismatched"]);
    let director = site.staff(ADMINISTRATOR).await;
    let id = attempt(site, 0).await;
    let answer = director.post("payment/ask_bank", &[("id", &id)]).await;
    assert_eq!(answer.refusal::<AskRefusal>(), AskRefusal::NothingToAsk, "it has told all it knows");
    let fields = [("id", id.as_str()), ("transaction", "612345"), ("reason", "Vu")];
    let answer = director.post("payment/record", &fields).await;
    assert_eq!(answer.refusal::<RecordRefusal>(), RecordRefusal::Heard);
    // What is to be given back pays no other attempt either.
    begin(&actor, "k2", "1").await.done();
    give_up(site).await;
    let (id, number) = (attempt(site, 1).await, site.texts("select psp_transaction from refund").await.remove(0));
    let director = site.staff(ADMINISTRATOR).await;
    let fields = [("id", id.as_str()), ("transaction", number.as_str()), ("reason", "Vu")];
    let answer = director.post("payment/record", &fields).await;
    assert_eq!(answer.refusal::<RecordRefusal>(), RecordRefusal::TransactionKnown);
});

on_both!(already_paid_is_asked_about_and_found, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    at_bank(&actor, "pay", "never", "answers").await;
    hear(site, &said(1, 17_800, "00015", "")).await;
    let director = site.staff(ADMINISTRATOR).await;
    let page = director.get(&Place::PaymentFile(EnrolmentId("e1".into())).href()).await.done().text();
    assert!(page.contains("payment/ask_bank") && page.contains("payment/record"), "{page}");
    // Not for whoever may not settle refunds.
    let id = attempt(site, 0).await;
    let officer = site.staff(OFFICER).await;
    assert_eq!(officer.post("payment/ask_bank", &[("id", &id)]).await.status, StatusCode::NOT_FOUND);
    let answer = director.post("payment/ask_bank", &[("id", &id)]).await.done();
    assert_eq!(answer.location(), Place::PaymentFile(EnrolmentId("e1".into())).href());
    assert_eq!((states(site).await, ledger(site).await), (vec!["paid".to_owned()], (1, 17_800)));
    let seen = file(&director).await;
    assert!(seen.questions[0].by.is_some() && seen.questions[0].outcome == Some(QuestionOutcome::Found));
    let answer = director.post("payment/ask_bank", &[("id", &id)]).await;
    assert_eq!(answer.refusal::<AskRefusal>(), AskRefusal::NothingToAsk);
    let answer = director.post("payment/ask_bank", &[("id", "none")]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(site.count("select count(*) from journal where act = 'ask_bank'").await, 1);
});

on_both!(staff_record_what_they_saw_at_the_bank_once, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    let director = site.staff(ADMINISTRATOR).await;
    begin(&actor, "k1", "1").await.done();
    let first = attempt(site, 0).await;
    let record = async |id: &str, number: &str, reason: &str| {
        director.post("payment/record", &[("id", id), ("transaction", number), ("reason", reason)]).await
    };
    let refused =
        async |id: &str, number: &str, reason: &str| record(id, number, reason).await.refusal::<RecordRefusal>();
    assert_eq!(refused(&first, "612345", "Vu").await, RecordRefusal::Live);
    hear(site, &said(1, 17_800, "00114", "9")).await;
    assert_eq!(refused(&first, "612345", "Vu").await, RecordRefusal::Heard);
    hear(site, &said(1, 17_800, "00015", "")).await;
    assert_eq!(refused(&first, "", "Vu").await, RecordRefusal::TransactionMissing);
    assert_eq!(refused(&first, "x", "Vu").await, RecordRefusal::TransactionUnfit);
    assert_eq!(refused(&first, "612345", " ").await, RecordRefusal::ReasonMissing);
    assert_eq!((ledger(site).await, outcomes(site).await.len()), ((0, 0), 0));
    // Two colleagues at once, or one who clicks twice.
    let answers = join_all((0..4).map(|_| record(&first, "0000612345", "Relevé du 23"))).await;
    assert_eq!(answers.iter().filter(|it| it.status == StatusCode::OK).count(), 1, "{answers:?}");
    assert_eq!((ledger(site).await, number(site).await), ((1, 17_800), "612345".to_owned()));
    assert_eq!(refused(&first, "612346", "Vu").await, RecordRefusal::Paid);
    assert_eq!(payment_letters(site).await, ["payment_refused", "payment_received"]);
    let journal = "select cast(count(*) as text) from journal where act = 'record_payment'";
    assert_eq!(site.texts(journal).await, ["1"]);
    let seen = file(&director).await;
    let kept = &seen.questions[0];
    assert_eq!((kept.outcome, kept.detail.as_str()), (Some(QuestionOutcome::Recorded), "Relevé du 23"));
    assert!(kept.by.is_some());
    // The bank's own news of it comes last; another payment cannot go by its number.
    hear(site, &said(1, 17_800, "00000", "612345")).await;
    assert_eq!((ledger(site).await, site.count("select count(*) from refund").await), ((1, 17_800), 0));
    site.sql("update enrolment set due = 35600").await;
    begin(&actor, "k2", "1").await.done();
    give_up(site).await;
    let other = attempt(site, 1).await;
    let director = site.staff(ADMINISTRATOR).await;
    let fields = [("id", other.as_str()), ("transaction", "612345"), ("reason", "Vu")];
    let answer = director.post("payment/record", &fields).await;
    assert_eq!(answer.refusal::<RecordRefusal>(), RecordRefusal::TransactionKnown);
    assert_eq!(ledger(site).await, (1, 17_800));
    let fields = [("id", other.as_str()), ("transaction", "612399"), ("reason", "Vu")];
    director.post("payment/record", &fields).await.done();
    assert_eq!((ledger(site).await, status(site).await), ((2, 35_600), "paid".to_owned()));
});

on_both!(a_part_without_news_is_marked_and_staff_may_record_it, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    site.sql("update enrolment set due = 62800").await;
    begin(&actor, "k1", "3").await.done();
    hear(site, &said(1, 20_934, "00000", "1")).await;
    // The second part is of 22 December; on the 25th it may still come.
    site.clock.advance(Span::days(33));
    night(site).await;
    let director = site.staff(ADMINISTRATOR).await;
    let overdue = async |staff: &Actor<'_>| {
        let pile: PaymentPile = staff.post("payment/find", &[("query[state]", "to_look_up")]).await.read();
        (pile.total, pile.night.expect("a night").overdue)
    };
    assert_eq!(overdue(&director).await, (0, 0));
    site.clock.advance(Span::days(1));
    night(site).await;
    let director = site.staff(ADMINISTRATOR).await;
    assert_eq!(overdue(&director).await, (1, 1));
    assert_eq!(site.count("select count(*) from journal where act = 'miss_payment'").await, 1);
    let page = director.get(&Place::Payments.href()).await.done().text();
    assert!(page.contains("À vérifier auprès de la banque"), "{page}");
    // Nobody asks the bank: it knows all parts by one reference. What staff see there, they record.
    assert_eq!(outcomes(site).await.len(), 0);
    let id = attempt(site, 0).await;
    let fields = [("id", id.as_str()), ("transaction", "2"), ("reason", "Relevé de décembre")];
    director.post("payment/record", &fields).await.done();
    assert_eq!((ledger(site).await, overdue(&director).await), ((2, 41_867), (0, 0)));
    let answer = director.post("payment/record", &fields).await;
    assert_eq!(answer.refusal::<RecordRefusal>(), RecordRefusal::Paid);
});

on_both!(pages_offer_what_may_be_done_in_both_languages, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    let director = site.staff(ADMINISTRATOR).await;
    let page = director.get(&Place::Payments.href()).await.done().text();
    assert!(page.contains("Aucun rapprochement avec la banque"), "{page}");
    begin(&actor, "k1", "1").await.done();
    night(site).await;
    let page = director.get(&Place::Payments.href()).await.done().text();
    assert!(page.contains("Demandes à la banque\u{a0}: 0"), "{page}");
    hear(site, &said(1, 17_800, "00015", "")).await;
    let file = Place::PaymentFile(EnrolmentId("e1".into())).href();
    director.choose(Language::English).await.done();
    for (place, sentence) in [(Place::Payments.href(), "Questions to the bank: 0"), (file, "Ask the bank")] {
        let page = director.get(&place).await.done().text();
        assert!(page.contains(sentence), "{page}");
    }
});
