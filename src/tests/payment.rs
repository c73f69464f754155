//! Payment by card: whatever the bank says, whenever and however often, money and state agree, once.

use super::actor::{Actor, Answer};
use super::journey::ADMINISTRATOR;
use super::site::{TestSite, on_both};
use crate::domain::ledger::{PaymentFile, PaymentPile, PaymentView};
use crate::domain::payment::{PaymentRefusal, PaymentStatus, RefundWhy, Verdict};
use crate::domain::time::Span;
use crate::places::Place;
use crate::server::brand::Brand;
use crate::server::config::Config;
use crate::server::psp::demo::{self, Keys};
use crate::server::psp::{Psp, paybox};
use crate::server::signing::Signer;
use crate::server::store::{Db, Store};
use crate::server::{Inner, Services, SystemChance, inspect, mail, pdf, records, secrets, vault};
use axum::http::StatusCode;
use futures::future::join_all;
use std::sync::{Arc, LazyLock};

pub const EMAIL: &str = "eloise@essai.example";
/// Of the enrolment that [`payer`] makes.
pub const NUMBER: &str = "IA-2026-000042";

pub static KEYS: LazyLock<Arc<Keys>> = LazyLock::new(|| Arc::new(Keys::make(&SystemChance).expect("keys")));

/// An account at a bank whose page is up, on a port of its own.
pub fn with_bank(config: &mut Config) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a listener");
    let host = format!("http://{}", listener.local_addr().expect("an address"));
    let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
    let bank = demo::router(KEYS.clone(), Box::new(SystemChance));
    tokio::spawn(async move { axum::serve(listener, bank).await });
    // The first host is down: nothing listens there.
    with_hosts(config, vec!["http://127.0.0.1:9".to_owned(), host]);
}

pub fn with_hosts(config: &mut Config, hosts: Vec<String>) {
    let pem = config.var.join("bank.pem");
    std::fs::write(&pem, KEYS.public_pem()).expect("a file");
    config.bank.paybox_site = Some("1999888".into());
    config.bank.paybox_rang = Some("32".into());
    config.bank.paybox_identifiant = Some("107904482".into());
    config.bank.paybox_hmac_key = Some(KEYS.hmac_hex().into());
    config.bank.paybox_public_key = Some(pem);
    config.bank.paybox_question_hosts.clone_from(&hosts);
    config.bank.paybox_hosts = hosts;
}

/// An enrolment of 178,00 EUR that was submitted, of one account.
macro_rules! enrol {
    ($site:ident, $email:literal) => {
        $site
            .sql(concat!(
                "insert into learner (learner_id, identifiant, account_id, created_at)
                 select 'l1', 'eloise.essai', account_id, 0 from account where email = '",
                $email,
                "'"
            ))
            .await;
        $site
            .sql(
                "insert into enrolment (enrolment_id, learner_id, campaign_id, number, kind, state, payment, cvec, ine,
                                        due, instalments, created_at, submitted_at, version)
                 select 'e1', 'l1', min(campaign_id), 'IA-2026-000042', 'first', 'submitted', 'unpaid', 'declared',
                        'confirmed', 17800, 1, 0, 0, 1 from campaign",
            )
            .await;
    };
}

/// Somebody signed in, with an enrolment to pay for.
pub async fn payer(site: &TestSite) -> Actor<'_> {
    let actor = site.newcomer(EMAIL).await;
    enrol!(site, "eloise@essai.example");
    actor
}

/// For the table of access: the owner of everything there has paid once, and money to get back.
pub async fn paid(site: &TestSite) {
    enrol!(site, "owner@essai.example");
    site.sql(
        "insert into attempt (attempt_id, enrolment_id, reference, asked_key, parts, state, psp_transaction, created_at)
         values ('a1', 'e1', 'IA-2026-000042-1', 'k1',
                 '[{\"amount\":100,\"on\":{\"year\":2026,\"month\":11,\"day\":22}}]', 'paid', 't1', 0)",
    )
    .await;
    site.sql(
        "insert into ledger (line_id, enrolment_id, attempt_id, part, amount, psp_transaction, entered_at)
         values ('g1', 'e1', 'a1', 0, 100, 't1', 0)",
    )
    .await;
    site.sql(
        "insert into refund (refund_id, enrolment_id, attempt_id, amount, why, state, proposed_at)
         values ('r1', 'e1', 'a1', 100, 'overpaid', 'proposed', 0)",
    )
    .await;
}

pub async fn begin(actor: &Actor<'_>, key: &str, count: &str) -> Answer {
    actor.post("payment/begin", &[("key", key), ("count", count)]).await
}

pub async fn read(actor: &Actor<'_>) -> PaymentView {
    actor.post("payment/read", &[]).await.read()
}

/// The query of a notification, as the bank signs it.
pub fn said(nth: u8, amount: i64, code: &str, transaction: &str) -> String {
    let query = format!("montant={amount}&reference={NUMBER}-{nth}&auto=XXXXXX&erreur={code}&idtrans={transaction}");
    demo::signed(&KEYS, &query)
}

/// The bank calls; the status that it hears.
pub async fn hear(site: &TestSite, query: &str) -> StatusCode {
    let answer = site.visitor().get(&format!("/psp/paybox/notification?{query}")).await;
    assert!(answer.body.is_empty(), "{}", answer.text());
    answer.status
}

/// Lines of the ledger, and what they sum up to.
pub async fn ledger(site: &TestSite) -> (i64, i64) {
    let sum = site.count("select cast(coalesce(sum(amount), 0) as bigint) from ledger").await;
    (site.count("select count(*) from ledger").await, sum)
}

pub async fn states(site: &TestSite) -> Vec<String> {
    site.texts("select state from attempt order by created_at, attempt_id").await
}

pub async fn status(site: &TestSite) -> String {
    site.texts("select payment from enrolment").await.remove(0)
}

pub async fn payment_letters(site: &TestSite) -> Vec<String> {
    site.codes_to(EMAIL).await.into_iter().filter(|it| it.starts_with("payment")).collect()
}

pub async fn file(staff: &Actor<'_>) -> PaymentFile {
    staff.post("payment/file", &[("id", "e1")]).await.read()
}

on_both!(one_is_told_what_is_due_goes_to_the_bank_and_has_a_receipt, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    let before = read(&actor).await;
    assert_eq!((before.due, before.open, before.status), (Some(17_800), 17_800, PaymentStatus::Unpaid));
    assert!(before.offered && before.form.is_none() && before.plans.len() == 1);
    let answer = begin(&actor, &before.key, "1").await.done();
    assert_eq!(answer.location(), Place::Payment.href());

    let page = actor.get(&Place::Payment.href()).await.done();
    let form = read(&actor).await.form.expect("a form");
    assert!(form.action.starts_with("http://127.0.0.1:") && !form.action.contains(":9/"), "{}", form.action);
    let host = form.action.strip_suffix(paybox::PATH).expect("the page of the bank");
    assert!(page.header("content-security-policy").contains(host), "the form may be posted there");
    let text = page.text();
    assert!(text.contains(&format!("action=\"{}\"", form.action)) && text.contains("PBX_HMAC"), "{text}");
    assert_eq!((states(site).await, status(site).await), (vec!["redirected".to_owned()], "pending".to_owned()));

    // Back from the bank before the bank was heard: nothing is paid, whatever the browser says.
    let back = format!("{}?erreur=00000&montant=17800&reference={NUMBER}-1", Place::PaymentReturn.href());
    assert!(actor.get(&back).await.done().text().contains("Nous interrogeons la banque"));
    assert_eq!((ledger(site).await, status(site).await), ((0, 0), "pending".to_owned()));

    assert_eq!(hear(site, &said(1, 17_800, "00000", "612345")).await, StatusCode::OK);
    assert_eq!((ledger(site).await, status(site).await), ((1, 17_800), "paid".to_owned()));
    assert!(actor.get(&back).await.done().text().contains("Votre paiement est reçu"));
    let after = read(&actor).await;
    assert_eq!((after.open, after.status, after.lines.len()), (0, PaymentStatus::Paid, 1));
    let letter = site.letter(EMAIL, "payment_received").await;
    let receipt = Place::PaymentReceipt(after.attempts[0].id.clone()).href();
    assert!(letter.text.contains("178,00\u{a0}€") && letter.text.contains(&receipt), "{}", letter.text);
    let paper = actor.get(&receipt).await.done();
    assert!(paper.body.starts_with(b"%PDF-"));
    let text = lopdf::Document::load_mem(&paper.body).expect("a PDF").extract_text(&[1]).expect("a text");
    assert!(text.contains("612345") && text.contains(NUMBER), "{text}");
    let other = site.newcomer("other@essai.example").await;
    assert_eq!(other.get(&receipt).await.status, StatusCode::NOT_FOUND);
});

on_both!(however_often_one_clicks_one_attempt_is_begun, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    let answers = join_all((0..4).map(|_| begin(&actor, "k1", "1"))).await;
    assert!(answers.iter().all(|it| it.status == StatusCode::OK), "{answers:?}");
    // Another tab, another key: the bank's page is still open.
    begin(&actor, "k2", "1").await.done();
    assert_eq!(states(site).await, ["redirected"]);
    hear(site, &said(1, 17_800, "00000", "1")).await;
    // The first form, sent again long after, begins nothing; a new one has nothing to pay.
    begin(&actor, "k1", "1").await.done();
    assert_eq!(begin(&actor, "k3", "1").await.refusal::<PaymentRefusal>(), PaymentRefusal::NothingDue);
    assert_eq!(states(site).await, ["paid"]);
});

on_both!(an_attempt_that_asks_for_what_is_due_no_more_is_replaced, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    assert_eq!(begin(&actor, "k0", "2").await.refusal::<PaymentRefusal>(), PaymentRefusal::TooManyParts);
    begin(&actor, "k1", "1").await.done();
    site.sql("update enrolment set due = 11800").await;
    begin(&actor, "k2", "1").await.done();
    assert_eq!(states(site).await, ["expired", "redirected"]);
    // The old form was posted all the same: it is paid, and what is too much is given back.
    hear(site, &said(1, 17_800, "00000", "1")).await;
    assert_eq!((ledger(site).await, status(site).await), ((1, 17_800), "paid".to_owned()));
    let refunds = file(&site.staff(ADMINISTRATOR).await).await.refunds;
    assert_eq!(refunds.iter().map(|it| (it.why, it.amount)).collect::<Vec<_>>(), [(RefundWhy::Overpaid, 6_000)]);
});

on_both!(
    without_a_bank_nothing_is_begun_and_one_is_told,
    |config| with_hosts(config, vec!["http://127.0.0.1:9".into()]),
    |site| {
        let actor = payer(site).await;
        assert_eq!(begin(&actor, "k1", "1").await.refusal::<PaymentRefusal>(), PaymentRefusal::BankAway);
        assert!(read(&actor).await.form.is_none());
        site.sql("update enrolment set state = 'cancelled', cancelled_at = 1").await;
        assert_eq!(begin(&actor, "k2", "1").await.refusal::<PaymentRefusal>(), PaymentRefusal::Cancelled);
        let stranger = site.newcomer("other@essai.example").await;
        assert_eq!(begin(&stranger, "k1", "1").await.status, StatusCode::NOT_FOUND);
        assert_eq!(stranger.get(&Place::Payment.href()).await.status, StatusCode::NOT_FOUND);
    }
);

on_both!(a_notification_that_comes_twice_pays_once, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    let said = said(1, 17_800, "00000", "7");
    let answers = join_all((0..5).map(|_| hear(site, &said))).await;
    assert!(answers.iter().all(|it| *it == StatusCode::OK));
    assert_eq!((ledger(site).await, states(site).await), ((1, 17_800), vec!["paid".to_owned()]));
    assert_eq!(payment_letters(site).await, ["payment_received"]);
    assert_eq!(site.count("select count(*) from notification").await, 5, "each is kept");
    assert_eq!(site.count("select count(*) from refund").await, 0);
});

on_both!(a_late_success_pays_an_attempt_that_expired, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    site.clock.advance(Span::minutes(29));
    site.services.follow_up().await.expect("a follow-up");
    assert_eq!(states(site).await, ["redirected"]);
    site.clock.advance(Span::minutes(2));
    site.services.follow_up().await.expect("a follow-up");
    assert_eq!((states(site).await, status(site).await), (vec!["expired".to_owned()], "unpaid".to_owned()));
    // A second one is begun, and both are paid in the end: what is too much is proposed to be given back, once.
    begin(&actor, "k2", "1").await.done();
    hear(site, &said(2, 17_800, "00000", "2")).await;
    hear(site, &said(1, 17_800, "00000", "1")).await;
    hear(site, &said(1, 17_800, "00000", "1")).await;
    assert_eq!((ledger(site).await, states(site).await), ((2, 35_600), vec!["paid".to_owned(), "paid".to_owned()]));
    assert_eq!(site.texts("select why || ' ' || amount from refund").await, ["overpaid 17800"]);
});

on_both!(a_success_after_a_refusal_or_a_cancellation_counts, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    hear(site, &said(1, 17_800, "00114", "1")).await;
    hear(site, &said(1, 17_800, "00114", "1")).await;
    assert_eq!((states(site).await, status(site).await), (vec!["refused".to_owned()], "unpaid".to_owned()));
    assert_eq!(payment_letters(site).await, ["payment_refused"], "once");
    begin(&actor, "k2", "1").await.done();
    hear(site, &said(2, 17_800, "00001", "")).await;
    assert_eq!(states(site).await, ["refused", "cancelled"]);
    hear(site, &said(2, 17_800, "00000", "2")).await;
    // Older news comes last: it changes nothing.
    hear(site, &said(2, 17_800, "00114", "3")).await;
    hear(site, &said(2, 17_800, "00001", "")).await;
    assert_eq!((states(site).await, ledger(site).await), (vec!["refused".to_owned(), "paid".to_owned()], (1, 17_800)));
    assert_eq!(payment_letters(site).await, ["payment_refused", "payment_received"]);
});

on_both!(money_for_an_enrolment_that_was_cancelled_is_given_back, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    site.sql("update enrolment set state = 'cancelled', cancelled_at = 1").await;
    hear(site, &said(1, 17_800, "00000", "1")).await;
    assert_eq!((states(site).await, ledger(site).await), (vec!["paid".to_owned()], (1, 17_800)));
    assert_eq!(site.texts("select why || ' ' || amount from refund").await, ["cancelled 17800"]);
});

on_both!(another_amount_pays_nothing, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    for _ in 0..2 {
        assert_eq!(hear(site, &said(1, 100, "00000", "1")).await, StatusCode::OK);
    }
    assert_eq!((states(site).await, ledger(site).await), (vec!["mismatched".to_owned()], (0, 0)));
    assert_eq!(status(site).await, "unpaid");
    assert_eq!(site.texts("select why || ' ' || amount from refund").await, ["mismatched 100"], "proposed once");
    assert!(actor.get(&Place::PaymentReturn.href()).await.done().text().contains("un autre montant"));
    // A number of the bank's that stands for one attempt pays no other one.
    begin(&actor, "k2", "1").await.done();
    hear(site, &said(2, 17_800, "00000", "2")).await;
    site.sql("update enrolment set due = 35600").await;
    begin(&actor, "k3", "1").await.done();
    hear(site, &said(3, 17_800, "00000", "2")).await;
    assert_eq!((states(site).await[2].as_str(), ledger(site).await), ("redirected", (1, 17_800)));
    assert!(payment_letters(site).await.iter().eq(["payment_received"]));
});

on_both!(what_the_bank_did_not_sign_is_noted_and_changes_nothing, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    let good = said(1, 17_800, "00000", "1");
    for touched in [good.replace("17800", "17801"), good.replace("00000", "00001"), "montant=17800".to_owned()] {
        assert_eq!(hear(site, &touched).await, StatusCode::UNAUTHORIZED);
    }
    let unreadable = demo::signed(&KEYS, "montant=&reference=x&erreur=00000&idtrans=1");
    assert_eq!(hear(site, &unreadable).await, StatusCode::BAD_REQUEST);
    let unknown = said(9, 17_800, "00000", "1");
    assert_eq!(hear(site, &unknown).await, StatusCode::OK, "it is kept, and the bank need not say it again");
    let verdicts = site.texts("select verdict from notification order by received_at, notification_id").await;
    let bad = "bad_signature";
    assert_eq!(verdicts, [bad, bad, bad, "unreadable", "unknown_reference"]);
    assert_eq!((states(site).await, ledger(site).await), (vec!["redirected".to_owned()], (0, 0)));
    assert_eq!(hear(site, &good).await, StatusCode::OK);
    assert_eq!(ledger(site).await, (1, 17_800));
    // Whoever goes on is turned away unheard.
    for _ in 0..70 {
        hear(site, "montant=1&signature=x").await;
    }
    assert!(site.count("select count(*) from notification").await < 70);
});

on_both!(already_paid_is_looked_up_and_is_no_refusal, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    hear(site, &said(1, 17_800, "00015", "")).await;
    assert_eq!((states(site).await, status(site).await), (vec!["redirected".to_owned()], "pending".to_owned()));
    let director = site.staff(ADMINISTRATOR).await;
    let listed: PaymentPile = director.post("payment/find", &[("query[state]", "to_look_up")]).await.read();
    assert_eq!((listed.total, listed.rows[0].to_look_up), (1, true));
    // The success comes after all; said once more, « already paid » finds it.
    hear(site, &said(1, 17_800, "00000", "1")).await;
    hear(site, &said(1, 17_800, "00015", "")).await;
    assert_eq!((states(site).await, ledger(site).await), (vec!["paid".to_owned()], (1, 17_800)));
    let heard: Vec<_> = file(&director).await.notifications.into_iter().map(|it| it.verdict).collect();
    assert_eq!(heard, [Verdict::Repeated, Verdict::Paid(0), Verdict::Unconfirmed]);
    assert_eq!(payment_letters(site).await, ["payment_received"]);
});

/// A second instance of the server on the same database.
pub async fn second(site: &TestSite) -> Services {
    let config = site.services.config.clone();
    let db = Db::connect(&config.database_url()).await.expect("a database");
    Services::new(Inner {
        store: Store { db },
        clock: site.clock.clone(),
        chance: Arc::new(SystemChance),
        vault: vault::Vault::open(&config.var).expect("a vault"),
        mailer: mail::Mailer::open(&config).expect("a mailer"),
        hasher: secrets::Hasher::default(),
        inspector: inspect::Inspector::default(),
        printer: pdf::Printer::default(),
        records: records::Records::open(&config, crate::server::calendar::date(site.now())).expect("records"),
        cas: None,
        signer: Signer::open(&config, &SystemChance, crate::server::calendar::date(site.now())).expect("a signer"),
        psp: Psp::open(&config).expect("a bank"),
        brand: Brand::default(),
        bell: tokio::sync::Notify::new(),
        config,
    })
}

on_both!(two_instances_that_hear_the_same_at_once_count_it_once, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    let other = second(site).await;
    let (success, refusal) = (said(1, 17_800, "00000", "1"), said(1, 17_800, "00114", "0"));
    let all = (0..12).map(|nth| {
        let services = if nth % 2 == 0 { &site.services } else { &other };
        let said = if nth % 3 == 0 { &refusal } else { &success };
        services.hear_bank(said, "")
    });
    let verdicts: Vec<_> = join_all(all).await.into_iter().map(|it| it.expect("a verdict")).collect();
    assert_eq!(verdicts.iter().filter(|it| matches!(it, Verdict::Paid(0))).count(), 1, "{verdicts:?}");
    assert_eq!((ledger(site).await, states(site).await), ((1, 17_800), vec!["paid".to_owned()]));
    assert_eq!(status(site).await, "paid");
    let letters = payment_letters(site).await;
    assert_eq!(letters.iter().filter(|it| *it == "payment_received").count(), 1);
    other.store.db.close().await;
});
