//! The whole second half of the journey in one go: from a confirmed candidature, and from an admission of Parcoursup, to a
//! certificate that anybody can verify; nothing is asked twice on the way.

use super::actor::Actor;
use super::enrolment_queue::{judge, open};
use super::filling::{ANSWERS, choose_programme, confirm, filled, submit, view};
use super::import::FILE;
use super::journey::{ADMINISTRATOR, OFFICER};
use super::login;
use super::payment::{KEYS, begin, hear, ledger, read, with_bank};
use super::site::{TestSite, on_both};
use crate::domain::ImportId;
use crate::domain::certificate::{Verdict, Verification};
use crate::domain::enrolment::{PaymentStatus, State};
use crate::domain::language::Language;
use crate::places::Place;
use crate::server::{psp::demo, worker};
use std::collections::BTreeSet;

const EMAIL: &str = "eloise@essai.example";

/// Pays what is due, as the bank tells it.
pub(super) async fn pay(site: &TestSite, student: &Actor<'_>) {
    begin(student, "k1", "1").await.done();
    let view = read(student).await;
    let (number, due) = (super::filling::view(student).await.recap.enrolment.number, view.due.expect("what is due"));
    let query = format!("montant={due}&reference={number}-1&auto=XXXXXX&erreur=00000&idtrans=7001");
    assert_eq!(hear(site, &demo::signed(&KEYS, &query)).await, axum::http::StatusCode::OK);
    assert_eq!(ledger(site).await, (1, due), "17 800 cents and no other sum");
    assert_eq!(due, 17_800);
}

/// Every document that waits is accepted, one after another.
pub(super) async fn accept_all(officer: &Actor<'_>) {
    loop {
        let queue = open(officer, &[]).await;
        if queue.next.is_none() {
            return;
        }
        judge(officer, &queue, &[("accept", "yes")]).await.done();
    }
}

/// What a letter or a paper is verified by, as anybody would.
async fn is_certified(site: &TestSite, student: &Actor<'_>) {
    let paper = student.get(&Place::CertificatePdf(Language::French).href()).await.done();
    assert!(paper.body.starts_with(b"%PDF-"));
    // By the QR code and by the number, without an account.
    let number = site.texts("select number from certificate").await.remove(0);
    for typed in [site.code().await, number] {
        let answer: Verification = site.visitor().post("certificate/verify", &[("code", &typed)]).await.read();
        assert_eq!(answer.verdict, Verdict::Genuine, "{typed}");
        assert!(answer.says.is_some());
    }
}

on_both!(
    from_a_confirmed_candidature_to_a_certificate_and_nothing_is_asked_twice,
    |config| with_bank(config),
    |site| {
        let student = filled(site, EMAIL).await;
        // Said once « Droits » is confirmed: one may pay before handing over.
        assert_eq!(read(&student).await.due, Some(17_800));
        pay(site, &student).await;
        submit(&student).await.done();
        let before = view(&student).await.recap.enrolment;
        assert_eq!((before.standing.state, before.standing.payment), (State::Submitted, PaymentStatus::Paid));
        // Asked twice: a document that was accepted with the candidature, a field that the profile has.
        let taken = student.pieces().await.documents;
        assert!(taken.iter().any(|it| it.state.is_settled()), "the proof of identity is taken as given");
        let again = site
        .texts(
            "select r.kind from enrolment_document d join enrolment_requirement r on r.requirement_id = d.requirement_id
              join required_document q on q.kind = r.kind
              join document x on x.requirement_id = q.requirement_id and x.state = 'accepted'
             where d.state = 'missing'",
        )
        .await;
        assert_eq!(again, Vec::<String>::new(), "documents asked twice");
        let known: BTreeSet<_> =
            ["family_name", "given_name", "birth_date", "nationality", "ine", "street", "postal_code"]
                .into_iter()
                .collect();
        let asked: Vec<_> = ANSWERS.iter().flat_map(|(_, form)| form.iter().map(|(name, _)| *name)).collect();
        assert_eq!(asked.iter().filter(|it| known.contains(*it)).count(), 0, "fields asked twice");
        assert_eq!(asked.len(), asked.iter().collect::<BTreeSet<_>>().len(), "fields asked twice");

        student.give_all().await;
        accept_all(&site.staff(OFFICER).await).await;
        let after = view(&student).await.recap.enrolment;
        assert_eq!(after.standing.state, State::Validated, "{:?}", after.awaited);
        assert!(after.student_number.is_some());
        is_certified(site, &student).await;
        let timeline = student.get(&Place::Timeline.href()).await.done().text();
        assert!(timeline.contains("ertificat"), "{timeline}");
    }
);

on_both!(
    who_comes_by_parcoursup_is_let_in_by_a_code_and_gets_the_same_certificate,
    |config| with_bank(config),
    |site| {
        let admin = site.staff(ADMINISTRATOR).await;
        let id = ImportId(site.import(FILE.as_bytes()).await);
        admin.post("import/confirm", &[("id", id.as_str())]).await.done();
        while worker::do_lines(&site.services, 20).await.expect("the worker") > 0 {}
        let student = site.visitor();
        // Any number, in any spelling.
        login::ask(&student, "P26 0012345").await.done();
        let letter = site.letter("lea@essai.example", "login_code").await;
        let (_, rest) = letter.text.split_once("authentification").expect("a code");
        let code: String = rest.chars().filter(char::is_ascii_digit).take(6).collect();
        login::try_code(&student, &format!(" {} {}\u{a0}", &code[..3], &code[3..])).await.done();
        // What Parcoursup does not say, the person adds, once.
        let identity = [
            ("form[civility]", "madam"),
            ("form[family_name]", "Martin"),
            ("form[given_name]", "Léa"),
            ("form[nationality]", "FR"),
            ("form[birth_date]", "2008-03-31"),
            ("form[birth_place]", "Denain"),
            ("form[birth_country]", "FR"),
            ("form[ine]", "0299123456S"),
            ("seen", "1"),
        ];
        student.post("profile/save_identity", &identity).await.done();
        let address = [
            ("form[country]", "FR"),
            ("form[street]", "1 rue des Essais"),
            ("form[postal_code]", "59300"),
            ("form[commune]", "59606"),
            ("seen", "0"),
        ];
        student.post("profile/save_address", &address).await.done();
        student.post("profile/save_baccalaureat", &[("form[has_it]", "no"), ("seen", "0")]).await.done();
        student.post("enrolment/start", &[]).await.done();
        choose_programme(&student).await.done();
        for (step, form) in ANSWERS {
            confirm(&student, step, form).await.done();
        }
        pay(site, &student).await;
        submit(&student).await.done();
        student.give_all().await;
        accept_all(&site.staff(OFFICER).await).await;
        let after = view(&student).await.recap.enrolment;
        assert_eq!(after.standing.state, State::Validated, "{:?}", after.awaited);
        is_certified(site, &student).await;
    }
);
