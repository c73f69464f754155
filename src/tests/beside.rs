//! What a form was refused for is said beside its own fields and in a summary of its own, whichever of several forms of one
//! call it was; without JavaScript here, with it in end2end/tests/beside.spec.ts.

use super::actor::Answer;
use super::journey::{ADMINISTRATOR, INFORMATICS, OFFICER};
use super::site::on_both;
use crate::domain::ground::GroundLine;
use crate::domain::parameters::{CampaignView, ProgrammeView};
use crate::places::Place;
use axum::http::StatusCode;

const EMAIL: &str = "eloise@essai.example";

/// The page that came back: wrong are these fields, each told beside it and in the summary, and no others.
fn wrong(answer: &Answer, fields: &[&str]) -> String {
    let page = answer.text();
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    for id in fields {
        assert!(page.contains(&format!("id=\"{id}-fault\"")), "nothing beside {id}: {page}");
        assert!(page.contains(&format!("href=\"#{id}\"")), "{id} is not in the summary: {page}");
        assert!(page.contains(&format!("id=\"{id}\"")), "there is no {id}: {page}");
    }
    assert_eq!(page.matches("class=\"fault\"").count(), fields.len(), "{page}");
    assert_eq!(page.matches("autofocus").count(), 1, "{page}");
    page
}

on_both!(of_several_forms_of_a_call_the_one_that_was_sent_says_what_is_wrong, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let id = site.programme(INFORMATICS).await;
    let view: ProgrammeView = director.post("parameters/programme", &[("id", id.as_str())]).await.read();
    let version = view.version.to_string();
    let second = view.requirements[1].id.as_str();
    let here = Place::ProgrammeSettings(id.clone());
    let common = [("id", id.as_str()), ("version", version.as_str())];
    let one =
        [("requirement", second), ("form[label]", ""), ("form[notice]", "Recto et verso"), ("form[shared]", "yes")];
    let answer =
        director.submit(&here, "parameters/save_requirement", &[&common[..], &one, &[("_at", second)]].concat()).await;
    let page = wrong(&answer, &[&format!("label-{second}"), &format!("kind-{second}")]);
    assert!(page.contains("Recto et verso"), "what was typed is lost: {page}");
    let new = [("_at", "new"), ("form[label]", " "), ("form[notice]", "x")];
    let answer = director.submit(&here, "parameters/add_requirement", &[&common[..], &new].concat()).await;
    wrong(&answer, &["label-new"]);
    let bad = [("form[label]", "L"), ("form[code]", ""), ("form[level]", "doctorat"), ("form[capacity]", "0")];
    let answer = director.submit(&here, "parameters/save_programme", &[&common[..], &bad].concat()).await;
    wrong(&answer, &["code", "level", "capacity", "opens-on", "closes-on", "answer-days"]);
});

on_both!(campaigns_and_grounds_say_what_is_wrong_beside_their_fields, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let all: Vec<CampaignView> = director.post("parameters/campaigns", &[]).await.read();
    let (id, version) = (all[0].id.as_str(), all[0].version.to_string());
    let bad = [
        ("form[label]", "2030"),
        ("form[opens_on]", "2026-02-30"),
        ("form[closes_on]", ""),
        ("form[max_candidatures]", "5"),
    ];
    let save = [&[("id", id), ("version", version.as_str()), ("_at", id)][..], &bad].concat();
    let answer = director.submit(&Place::Campaigns, "parameters/save_campaign", &save).await;
    wrong(&answer, &[&format!("opens_on-{id}"), &format!("closes_on-{id}")]);
    let at = format!("next-{id}");
    let next = [&[("id", id), ("_at", at.as_str())][..], &bad].concat();
    let answer = director.submit(&Place::Campaigns, "parameters/prepare_campaign", &next).await;
    wrong(&answer, &[&format!("opens_on-{at}"), &format!("closes_on-{at}")]);

    let own = [("version", "0"), ("form[french]", "Daté d'hier"), ("form[english]", "Dated yesterday")];
    director.post("ground/save", &own).await.done();
    let all: Vec<GroundLine> = director.post("ground/all", &[]).await.read();
    let code = all.last().expect("the own one").code.clone();
    let half = [("code", code.as_str()), ("version", "1"), ("_at", code.as_str()), ("form[french]", "Daté")];
    let answer = director.submit(&Place::Grounds, "ground/save", &half).await;
    wrong(&answer, &[&format!("english-{code}")]);
    let empty = [("version", "0"), ("_at", "new"), ("form[french]", ""), ("form[english]", "")];
    let answer = director.submit(&Place::Grounds, "ground/save", &empty).await;
    wrong(&answer, &["french-new", "english-new"]);
});

on_both!(verdicts_and_avis_say_what_is_wrong_beside_their_fields, |site| {
    let officer = site.staff(OFFICER).await;
    let (_, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let dossier = officer.examine(&id).await;
    let (here, version) = (Place::Examination(id.clone()), dossier.version.to_string());
    let second = dossier.documents[1].requirement_id.as_str();
    let common = [("id", id.as_str()), ("version", version.as_str())];
    let refuse = [("requirement", second), ("_at", second), ("ground", ""), ("comment", "La page 2 manque.")];
    let answer = officer.submit(&here, "review/judge", &[&common[..], &refuse].concat()).await;
    let page = wrong(&answer, &[&format!("ground-{second}")]);
    assert!(page.contains("La page 2 manque."), "what was typed is lost: {page}");
    let waive = [("requirement", second), ("_at", second), ("reason", " ")];
    wrong(
        &officer.submit(&here, "review/waive", &[&common[..], &waive].concat()).await,
        &[&format!("reason-{second}")],
    );
    officer.accept_all(&id).await;
    officer.judge(&id, 0, &[("ground", "illegible")]).await.done();
    let late = officer.examine(&id).await.version.to_string();
    let late = [("id", id.as_str()), ("version", late.as_str()), ("deadline", "2020-01-01")];
    wrong(&officer.submit(&here, "review/incomplete", &late).await, &["deadline"]);
});

on_both!(avis_say_what_is_wrong_beside_their_fields_on_one_dossier_and_on_many, |site| {
    let officer = site.staff(OFFICER).await;
    let (_, id) = site.complete(EMAIL, &officer).await;
    let version = officer.examine(&id).await.version.to_string();
    let common = [("id", id.as_str()), ("version", version.as_str())];
    let endless = "é".repeat(2001);
    let forms: [(&[(&str, &str)], &str); 5] = [
        (&[], "kind"),
        (&[("form[kind]", "reserve_list"), ("form[rank]", "zéro")], "rank"),
        (&[("form[kind]", "unfavourable")], "ground"),
        (&[("form[kind]", "unfavourable"), ("form[ground]", &endless)], "ground"),
        (&[("form[kind]", "favourable"), ("form[comment]", &endless)], "avis-comment"),
    ];
    for (form, field) in forms {
        // An empty form is sent with its fields, as a browser does.
        let form = [form, &[("form[ground]", "")][..usize::from(form.is_empty())]].concat();
        let one = [&common[..], &form].concat();
        wrong(&officer.submit(&Place::Examination(id.clone()), "review/enter_avis", &one).await, &[field]);
        let many = [&[("chosen[]", id.as_str()), ("_at", "bulk")][..], &form].concat();
        wrong(&officer.submit(&Place::Pile, "job/prepare", &many).await, &[&format!("{field}-bulk")]);
    }
});

on_both!(an_address_that_cannot_be_one_is_told_and_one_that_may_be_is_answered_on_a_page, |site| {
    let visitor = site.visitor();
    for (here, call, told) in [
        (Place::LostCode, "account/send_code_again", Place::LostCodeAsked),
        (Place::LostPassword, "account/ask_reset", Place::LostPasswordAsked),
    ] {
        wrong(&visitor.submit(&here, call, &[("email", "eloise.essai")]).await, &["email"]);
        let answer = visitor.submit(&here, call, &[("email", EMAIL)]).await;
        assert_eq!(answer.location(), told.href());
        let page = visitor.get(&told.href()).await.done().text();
        assert!(page.contains("Si un compte existe"), "{page}");
        assert!(!visitor.get(&here.href()).await.done().text().contains("Si un compte existe"));
    }
    let weak = [("token", "x"), ("password", "court"), ("password_again", "autre")];
    let answer = visitor.submit(&Place::NewPassword("x".into()), "account/reset_password", &weak).await;
    wrong(&answer, &["password", "password-again"]);
});

on_both!(the_address_of_a_call_opened_in_a_browser_is_explained, |site| {
    let answer = site.visitor().get("/api/account/sign_up").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("</html>"), "{}", answer.text());
});
