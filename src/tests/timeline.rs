//! « Où j'en suis », from the first candidature to the certificate, as it is read at each turn.

use super::actor::Actor;
use super::filling::{choose_programme, view};
use super::journey::{INFORMATICS, OFFICER};
use super::site::on_both;
use crate::domain::admission::Source;
use crate::domain::candidature::Answer;
use crate::domain::enrolment::Step as EnrolmentStep;
use crate::domain::language::Language;
use crate::domain::review::AvisKind;
use crate::domain::time::Phase;
use crate::domain::timeline::{Entry, Step, Turn};
use crate::places::Place;
use axum::http::StatusCode;

const EMAIL: &str = "eloise@essai.example";

async fn entries(actor: &Actor<'_>) -> Vec<Entry> {
    actor.post("timeline/read", &[]).await.read()
}

async fn steps(actor: &Actor<'_>, turn: Turn) -> Vec<Step> {
    entries(actor).await.into_iter().filter(|it| it.turn == turn).map(|it| it.step).collect()
}

/// Whether something on the page that is not done leads there.
async fn leads_to(actor: &Actor<'_>, place: &Place) -> bool {
    let page = actor.get(&Place::Timeline.href()).await.done().text();
    let (_, page) = page.split_once("<main").expect("a page");
    let (open, _) = page.split_once("timeline done").unwrap_or((page, ""));
    open.contains(&format!("href=\"{}\"", place.href()))
}

on_both!(one_line_of_time_from_the_first_candidature_to_the_certificate, |site| {
    assert_eq!(site.visitor().post("timeline/read", &[]).await.status, StatusCode::UNAUTHORIZED);
    let candidate = site.candidate(EMAIL).await;
    assert_eq!(entries(&candidate).await, []);
    assert!(candidate.get(&Place::Timeline.href()).await.done().text().contains("Rien encore"));
    let id = candidate.applied(INFORMATICS).await;
    let all = entries(&candidate).await;
    let told: Vec<_> = all.iter().map(|it| (it.turn, it.step)).collect();
    assert_eq!(told, [(Turn::Done, Step::Apply), (Turn::Yours, Step::Transmit)]);
    assert!(all[0].at.is_some() && all[1].until.is_some());
    let page = candidate.get(&Place::Timeline.href()).await.done().text();
    assert!(page.contains("À faire par vous") && page.contains(&Place::Dossier(id.clone()).href()), "{page}");

    candidate.fill(&id).await;
    candidate.transmit(&id).await.done();
    assert_eq!(steps(&candidate, Turn::Ours).await, [Step::Examine]);
    assert_eq!(steps(&candidate, Turn::Yours).await, []);
    let officer = site.staff(OFFICER).await;
    officer.accept_all(&id).await;
    officer.step("review/complete", &id, &[]).await.done();
    officer.step("review/enter_avis", &id, &[("form[kind]", "favourable")]).await.done();
    assert_eq!(steps(&candidate, Turn::Ours).await, [Step::Examine], "an avis is nobody's before it is validated");
    officer.step("review/validate_avis", &id, &[]).await.done();
    assert_eq!(steps(&candidate, Turn::Yours).await, [Step::Answer]);
    candidate.answer(&id, "Confirmed").await.done();
    let told = [
        Step::Apply,
        Step::Transmit,
        Step::Decided(AvisKind::Favourable),
        Step::Answered(Answer::Confirmed),
        Step::Admitted(Source::Candidature),
    ];
    assert_eq!(steps(&candidate, Turn::Done).await, told);
    assert_eq!(steps(&candidate, Turn::Yours).await, [Step::Enrol(Phase::Open)]);
    // While it is being filled in, the line leads to the step that comes next, as the page of the enrolment does.
    assert!(leads_to(&candidate, &Place::Enrolment).await);
    candidate.post("enrolment/start", &[]).await.done();
    assert!(leads_to(&candidate, &Place::EnrolmentStep(EnrolmentStep::Programmes)).await);
    choose_programme(&candidate).await.done();
    let next = view(&candidate).await.next.expect("a step");
    assert!(next != EnrolmentStep::Programmes && leads_to(&candidate, &Place::EnrolmentStep(next)).await);
    assert_eq!(candidate.sign_in(EMAIL).await.done().location(), Place::Timeline.href());

    site.sql("update enrolment set state = 'submitted', submitted_at = 1795339890000, payment = 'pending'").await;
    assert_eq!(steps(&candidate, Turn::Yours).await, [Step::Cvec, Step::GiveDocuments(5)]);
    assert_eq!(steps(&candidate, Turn::Ours).await, [Step::Bank]);
    assert!(leads_to(&candidate, &Place::Payment).await);
    site.sql("update enrolment set payment = 'unpaid'").await;
    assert!(leads_to(&candidate, &Place::EnrolmentDocuments).await && leads_to(&candidate, &Place::Payment).await);
    site.sql(
        "update enrolment set state = 'validated', validated_at = 1795339900000, payment = 'paid', cvec = 'verified'",
    )
    .await;
    // What the enrolment was validated without is awaited all the same.
    assert_eq!(steps(&candidate, Turn::Yours).await, [Step::Certificate, Step::GiveDocuments(5), Step::Ent]);
    site.sql("update enrolment_document set state = 'waived'").await;
    assert_eq!(steps(&candidate, Turn::Yours).await, [Step::Certificate, Step::Ent]);
    candidate.get(&Place::CertificatePdf(Language::English).href()).await.done();
    assert_eq!(steps(&candidate, Turn::Yours).await, [Step::Ent]);
    assert!(steps(&candidate, Turn::Done).await.contains(&Step::Certificate));
    site.sql("update enrolment set state = 'cancelled', cancelled_at = 1795400000000").await;
    assert_eq!(steps(&candidate, Turn::Yours).await, []);
    let page = candidate.get(&Place::Timeline.href()).await.done().text();
    assert!(page.contains("Inscription annulée") && page.contains("rien à faire"), "{page}");
    site.services.follow_up().await.expect("nothing due");
});

on_both!(a_cancelled_candidature_is_dated_and_nobody_sees_the_line_of_another, |site| {
    let candidate = site.candidate(EMAIL).await;
    let id = candidate.applied(INFORMATICS).await;
    candidate.post("candidature/cancel", &[("id", id.as_str())]).await.done();
    let all = entries(&candidate).await;
    assert_eq!(all.iter().map(|it| it.step).collect::<Vec<_>>(), [Step::Apply, Step::CancelCandidature]);
    assert!(all[1].at.expect("a date").at > all[0].at.expect("a date").at);
    let other = site.candidate("other@essai.example").await;
    assert_eq!(entries(&other).await, []);
    let page = other.get("/candidatures").await.done().text();
    assert!(page.contains(&Place::Timeline.href()), "no way there from the menu");
});
