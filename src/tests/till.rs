//! Payment by card, further on: instalments on their days, what staff find and settle, the bank of the demonstration.

use super::journey::{ADMINISTRATOR, OFFICER};
use super::payment::{
    EMAIL, KEYS, begin, file, hear, ledger, payer, payment_letters, read, said, states, status, with_bank,
};
use super::site::on_both;
use crate::domain::EnrolmentId;
use crate::domain::ledger::{PaymentPile, RefundRefusal, RefundState};
use crate::domain::payment::{AttemptState, PaymentStatus, RefundWhy};
use crate::domain::time::Span;
use crate::places::Place;
use crate::server::psp::paybox;
use axum::http::StatusCode;
use std::collections::HashMap;

on_both!(three_instalments_are_debited_on_their_days, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    site.sql("update enrolment set due = 62800").await;
    let plans = read(&actor).await.plans;
    assert_eq!(plans.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 3]);
    let page = actor.get(&Place::Payment.href()).await.done().text();
    assert!(page.contains("209,33\u{a0}€ le 22 décembre 2026, 209,33\u{a0}€ le 22 janvier 2027"), "{page}");
    begin(&actor, "k1", "3").await.done();
    let fields: HashMap<_, _> = read(&actor).await.form.expect("a form").fields.into_iter().collect();
    assert_eq!((fields["PBX_TOTAL"].as_str(), fields["PBX_2MONT2"].as_str()), ("20934", "20933"));
    assert_eq!(fields["PBX_DATE2"], "22/01/2027");
    hear(site, &said(1, 20_934, "00000", "1")).await;
    let view = read(&actor).await;
    assert_eq!((view.received, view.awaited, view.open), (20_934, 41_866, 0));
    assert_eq!((status(site).await, view.status), ("partial".to_owned(), PaymentStatus::Partial));
    // The card was debited twice on the first day: the second time is none of the instalments.
    hear(site, &said(1, 20_933, "00000", "9")).await;
    assert_eq!(site.texts("select why || ' ' || amount from refund").await, ["twice 20933"]);
    site.clock.advance(Span::days(30));
    hear(site, &said(1, 20_933, "00000", "2")).await;
    assert_eq!(ledger(site).await, (2, 41_867));
    site.clock.advance(Span::days(31));
    hear(site, &said(1, 20_933, "00151", "3")).await;
    actor.sign_in(EMAIL).await.done();
    assert_eq!(read(&actor).await.open, 20_933, "what was refused is to be paid otherwise");
    begin(&actor, "k2", "1").await.done();
    hear(site, &said(2, 20_933, "00000", "4")).await;
    assert_eq!((ledger(site).await, status(site).await), ((3, 62_800), "paid".to_owned()));
    let received = "payment_received";
    assert_eq!(payment_letters(site).await, [received, received, "payment_refused", received]);
});

on_both!(staff_find_payments_settle_refunds_once_and_export_the_ledger, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    site.sql("update account set family_name = '=cmd()' where email = 'eloise@essai.example'").await;
    begin(&actor, "k1", "1").await.done();
    hear(site, &said(1, 17_800, "00000", "612345")).await;
    hear(site, &said(1, 17_800, "00000", "612346")).await;
    site.sql("update enrolment set state = 'cancelled', cancelled_at = 1").await;
    hear(site, &said(1, 17_800, "00000", "612345")).await;
    let director = site.staff(ADMINISTRATOR).await;
    for (field, text, count) in [
        ("query[words]", "612345", 1),
        ("query[words]", "ia-2026-000042-1", 1),
        ("query[words]", "nobody", 0),
        ("query[state]", "to_give_back", 1),
        ("query[state]", "refused", 0),
    ] {
        let found: PaymentPile = director.post("payment/find", &[(field, text)]).await.read();
        assert_eq!(found.total, count, "{text}");
    }
    let page = director.get(&Place::Payments.href()).await.done().text();
    assert!(page.contains("À rembourser"), "{page}");
    let before = file(&director).await;
    let proposed: Vec<_> = before.refunds.iter().map(|it| (it.why, it.state)).collect();
    assert_eq!(proposed, [(RefundWhy::Twice, RefundState::Proposed), (RefundWhy::Cancelled, RefundState::Proposed)]);
    let settle = async |nth: usize, note| {
        let id = before.refunds[nth].id.as_str();
        director.post("payment/settle_refund", &[("id", id), ("done", "yes"), ("note", note)]).await
    };
    assert_eq!(settle(1, " ").await.refusal::<RefundRefusal>(), RefundRefusal::NoteMissing);
    settle(1, "Remboursé le 23").await.done();
    assert_eq!(settle(1, "encore").await.refusal::<RefundRefusal>(), RefundRefusal::Settled);
    settle(0, "Remboursé aussi").await.done();
    assert_eq!(ledger(site).await, (2, 0), "the second payment was never in the ledger");
    let after = file(&director).await;
    assert!(after.refunds.iter().all(|it| it.state == RefundState::Done) && after.received == 0);
    assert_eq!(after.attempts[0].state, AttemptState::Paid);
    director.get(&Place::PaymentFile(EnrolmentId("e1".into())).href()).await.done();

    let export = director.get(&Place::PaymentsExport.href()).await.done();
    assert!(export.header("content-type").starts_with("text/csv"));
    let text = export.text();
    assert!(text.starts_with('\u{feff}') && text.lines().count() == 3, "{text}");
    assert!(text.contains(";'=cmd() Éloïse;IA-2026-000042-1;612345;178,00;"), "{text}");
    assert!(text.contains(";-178,00;Inscription annulée"), "{text}");
    let officer = site.staff(OFFICER).await;
    assert_eq!(officer.get(&Place::PaymentsExport.href()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.get(&Place::Payments.href()).await.status, StatusCode::NOT_FOUND);
});

on_both!(refunds_follow_what_is_too_much_and_what_staff_dropped, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    hear(site, &said(1, 17_800, "00000", "612345")).await;
    // Paid twice: that is money of its own, which no sum withdraws.
    hear(site, &said(1, 17_800, "00000", "612346")).await;
    let director = site.staff(ADMINISTRATOR).await;
    let refunds = async || {
        let sql = "select amount || ' ' || state from refund where why = 'overpaid' order by amount, state, refund_id";
        site.texts(sql).await
    };
    // What is due is changed, and the bank repeats itself: what follows from the ledger is brought up to date.
    let follow = async || hear(site, &said(1, 17_800, "00000", "612345")).await;
    site.sql("update enrolment set due = 9800").await;
    follow().await;
    assert_eq!(refunds().await, ["8000 proposed"]);
    site.sql("update enrolment set due = 12800").await;
    follow().await;
    assert_eq!(refunds().await, ["5000 proposed", "8000 withdrawn"], "less is too much");
    let id = site.texts("select refund_id from refund where amount = 5000").await.remove(0);
    let fields = [("id", id.as_str()), ("done", "no"), ("note", "Elle la laisse pour l'an prochain")];
    director.post("payment/settle_refund", &fields).await.done();
    follow().await;
    assert_eq!(refunds().await, ["5000 dropped", "8000 withdrawn"], "it stays dropped");
    site.sql("update enrolment set due = 9800").await;
    follow().await;
    assert_eq!(refunds().await, ["3000 proposed", "5000 dropped", "8000 withdrawn"], "more than was dropped");
    site.sql("update enrolment set due = 12800").await;
    follow().await;
    assert_eq!(refunds().await, ["3000 withdrawn", "5000 dropped", "8000 withdrawn"]);
    // Nothing is too much for a while: what was dropped is forgotten.
    site.sql("update enrolment set due = 17800").await;
    follow().await;
    site.sql("update enrolment set due = 12800").await;
    follow().await;
    follow().await;
    assert_eq!(refunds().await, ["3000 withdrawn", "5000 dropped", "5000 proposed", "8000 withdrawn"]);
    assert_eq!(site.texts("select why || ' ' || state from refund where why <> 'overpaid'").await, ["twice proposed"]);
    assert_eq!(site.count("select count(*) from journal where act = 'withdraw_refund'").await, 2);
    let page = director.get(&Place::PaymentFile(EnrolmentId("e1".into())).href()).await.done().text();
    assert!(page.contains("Retiré") && page.contains("Écarté"), "{page}");
});

on_both!(the_bank_of_the_demonstration_takes_our_form_and_calls_back, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    let mut form = read(&actor).await.form.expect("a form");
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let post = async |address: &str, fields: &[(String, String)]| {
        let escape = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
        let body = fields.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&");
        let request = client.post(address).header("content-type", "application/x-www-form-urlencoded").body(body);
        request.send().await.expect("an answer")
    };
    // Touched on its way, the form is refused.
    let mut touched = form.fields.clone();
    touched[3].1 = "1".into();
    assert_eq!(post(&form.action, &touched).await.status(), 403);

    // Our site at an address that the bank reaches, signed anew.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}/psp/paybox/notification", listener.local_addr().expect("an address"));
    let router = site.router.clone();
    let served = tokio::spawn(async move { axum::serve(listener, router).await });
    form.fields.pop();
    form.fields.iter_mut().find(|(name, _)| name == "PBX_REPONDRE_A").expect("a field").1 = address;
    form.fields.push(("PBX_HMAC".into(), paybox::sign(&KEYS.hmac_key, &form.fields)));
    let page = post(&form.action, &form.fields).await.text().await.expect("a page");
    assert!(page.contains("178,00 €") && page.contains("Payer"), "{page}");
    let (_, rest) = page.split_once("name=\"order\" value=\"").expect("an order");
    let order = rest.split('"').next().expect("a number");
    let host = form.action.strip_suffix(paybox::PATH).expect("a host");
    let choose = async |choice: &str, manner: &str| {
        let fields = [("order", order), ("choice", choice), ("manner", manner)];
        post(&format!("{host}/choix"), &fields.map(|(name, value)| (name.to_owned(), value.to_owned()))).await
    };
    choose("pay", "bad_signature").await;
    choose("pay", "other_amount").await;
    assert_eq!((states(site).await, ledger(site).await), (vec!["mismatched".to_owned()], (0, 0)));
    let back = choose("pay", "twice").await;
    assert_eq!(back.status(), 303);
    let place = back.headers()["location"].to_str().expect("a text").to_owned();
    assert!(place.ends_with(&Place::PaymentReturn.href()), "{place}");
    assert_eq!((states(site).await, ledger(site).await), (vec!["paid".to_owned()], (1, 17_800)));
    let body = format!("order={order}&choice=refuse&manner=cut");
    let request = client.post(format!("{host}/choix")).header("content-type", "application/x-www-form-urlencoded");
    let whole = match request.body(body).send().await {
        Ok(answer) => answer.bytes().await.is_ok(),
        Err(_) => false,
    };
    assert!(!whole, "the connection is cut");
    served.abort();
});
