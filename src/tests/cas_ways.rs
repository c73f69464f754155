//! In and out by the CAS: where one lands, what signing out ends, and whose account the CAS opens to nobody.

use super::cas::{come, sign_up, text, who};
use super::cas_server::{ELODIE, cas};
use super::journey::{ADMINISTRATOR, PASSWORD};
use super::site::on_both;
use crate::domain::account::Who;
use crate::domain::cas::Door;
use crate::places::Place;
use axum::http::StatusCode;

on_both!(whichever_way_one_signs_in_one_lands_at_the_same_place, |config| config.cas.url = Some(cas()), |site| {
    let student = site.newcomer(ELODIE).await;
    come(&student, Door::Candidate, "ST-elodie-1").await;
    let by = async |ticket: &str| come(&site.visitor(), Door::Candidate, ticket).await.location().to_owned();
    let bound = student.post("cas/bind", &[("password", PASSWORD)]).await.done();
    let by_password = site.visitor().sign_in(ELODIE).await.done();
    for landed in [bound.location(), by_password.location(), &by("ST-elodie-2").await] {
        assert_eq!(landed, Place::Candidatures.href());
    }
    site.sql(
        "insert into learner (learner_id, identifiant, account_id, created_at)
         select 'l1', 'doeuvre.elodie1', account_id, 0 from account",
    )
    .await;
    site.sql("insert into identifier (kind, value, learner_id) values ('identifiant', 'doeuvreelodie1', 'l1')").await;
    let by_code = site.visitor();
    by_code.post("login/ask", &[("identifiant", "doeuvre.elodie1")]).await.done();
    let letter = site.letter(ELODIE, "login_code").await.text;
    let (_, rest) = letter.split_once("authentification").expect("a code");
    let code: String = rest.chars().filter(char::is_ascii_digit).take(6).collect();
    let by_code = by_code.post("login/try", &[("code", &code)]).await.done();
    let by_password = site.visitor().sign_in(ELODIE).await.done();
    for landed in [by_code.location(), by_password.location(), &by("ST-elodie-3").await] {
        assert_eq!(landed, Place::Timeline.href());
    }
});

on_both!(who_came_by_the_cas_signs_out_there_too_and_nobody_else_does, |config| config.cas.url = Some(cas()), |site| {
    let server = site.services.config.cas.url.clone().expect("a CAS");
    let leave = format!("{server}/logout?service=http%3A%2F%2Fguichet.test%2F");
    let student = site.visitor();
    come(&student, Door::Candidate, "ST-elodie-1").await;
    sign_up(&student, ELODIE).await.done();
    // A form that leads there is not held back by our own policy.
    let page = student.get(&Place::Home.href()).await.done();
    let host = server.strip_suffix("/cas").expect("a host");
    assert!(page.header("content-security-policy").contains(&format!("form-action 'self' {host}")));
    assert_eq!(student.post("account/sign_out", &[]).await.done().location(), leave);
    assert_eq!(who(&student).await, Who::Nobody);
    assert_eq!(student.post("account/sign_out", &[]).await.done().location(), Place::Home.href(), "once");

    // Without JavaScript.
    come(&student, Door::Candidate, "ST-elodie-2").await;
    let left = student.submit(&Place::Home, "account/sign_out", &[]).await;
    assert_eq!((left.status, left.location()), (StatusCode::FOUND, leave.as_str()));
    assert_eq!(site.count("select count(*) from session").await, 0);

    // By password: the same person, and the CAS has no session of ours.
    student.sign_in(ELODIE).await.done();
    assert_eq!(student.post("account/sign_out", &[]).await.done().location(), Place::Home.href());
    come(&student, Door::Candidate, "ST-elodie-3").await;
    student.sign_in(ELODIE).await.done();
    assert_eq!(student.post("account/sign_out", &[]).await.done().location(), Place::Home.href());

    // Staff: through the second step.
    let admin = site.visitor();
    come(&admin, Door::Staff, "ST-admin-1").await;
    let code = site.fresh_code(ADMINISTRATOR).await;
    admin.post("review/code", &[("code", &code)]).await.done();
    assert_eq!(admin.post("account/sign_out", &[]).await.done().location(), leave);
});

on_both!(a_student_number_told_by_the_cas_leads_into_nobody_s_account, |config| config.cas.url = Some(cas()), |site| {
    // The number that the CAS tells of Élodie is somebody else's here: numbers are drawn in two places.
    let other = site.admitted("autre@essai.example").await;
    site.sql("update learner set student_number = '22100042'").await;
    site.sql("insert into identifier (kind, value, learner_id) select 'student', '22100042', learner_id from learner")
        .await;
    let student = site.visitor();
    assert_eq!(come(&student, Door::Candidate, "ST-elodie-1").await.location(), Place::CasAccount.href());
    assert_eq!(who(&student).await, Who::Nobody);
    assert!(text(&student.get(&Place::CasAccount.href()).await.done()).contains("22100042"), "told, and no more");
    assert_eq!(sign_up(&student, ELODIE).await.done().location(), Place::Profile.href());
    let accounts = site.texts("select account_id from learner union select account_id from cas_account").await;
    assert_eq!(accounts.len(), 2, "two persons, two accounts");
    assert!(matches!(who(&other).await, Who::Candidate { .. }));
});
