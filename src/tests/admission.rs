//! From a confirmed candidature to the right to enrol, and back.

use super::actor::Actor;
use super::journey::OFFICER;
use super::site::on_both;
use crate::domain::CandidatureId;
use crate::domain::enrolment::{CvecState, EnrolmentView, Kind, PaymentStatus, State};
use crate::domain::learner::readings;
use crate::domain::time::Phase;
use crate::places::Place;
use crate::server::reference::fold;
use axum::http::StatusCode;

const EMAIL: &str = "eloise@essai.example";
const NAMESAKE: &str = "homonyme@essai.example";

async fn enrolment(actor: &Actor<'_>) -> EnrolmentView {
    actor.post("enrolment/read", &[]).await.read()
}

on_both!(who_confirms_is_admitted_and_may_enrol_with_an_identifiant, |site| {
    let candidate = site.admitted(EMAIL).await;
    let mine = enrolment(&candidate).await;
    assert_eq!(mine.identifiant, "doeuvre.eloise1");
    assert_eq!((mine.kind, mine.standing.state, mine.phase), (Kind::First, State::Authorised, Phase::Open));
    assert_eq!((mine.standing.cvec, mine.standing.payment), (CvecState::Absent, PaymentStatus::Unpaid));
    assert_eq!(mine.admissions.len(), 1);
    assert_eq!(mine.windows.len(), 2, "seed 002 has two periods");
    let letter = site.letter(EMAIL, "admitted").await;
    assert!(
        letter.text.contains(&mine.identifiant) && letter.text.contains(&Place::Enrolment.href()),
        "{}",
        letter.text
    );
    let page = candidate.get(&Place::Enrolment.href()).await.done().text();
    assert!(page.contains(&mine.number) && page.contains(&mine.identifiant) && page.contains("Mon inscription"));
    // The dossier itself leads on, beside the menu.
    let dossier = site.texts("select candidature_id from candidature").await.remove(0);
    let page = candidate.get(&Place::Dossier(CandidatureId(dossier)).href()).await.done().text();
    assert_eq!(page.matches(&format!("href=\"{}\"", Place::Enrolment.href())).count(), 2, "{page}");
});

on_both!(who_was_never_admitted_has_no_enrolment, |site| {
    let candidate = site.candidate(EMAIL).await;
    assert_eq!(candidate.post("enrolment/read", &[]).await.status, StatusCode::NOT_FOUND);
    assert!(!candidate.get("/candidatures").await.done().text().contains(&Place::Enrolment.href()));
});

on_both!(namesakes_have_each_their_identifiant_and_confirming_twice_changes_nothing, |site| {
    let first = site.admitted(EMAIL).await;
    let second = site.admitted(NAMESAKE).await;
    assert_eq!(enrolment(&first).await.identifiant, "doeuvre.eloise1");
    assert_eq!(enrolment(&second).await.identifiant, "doeuvre.eloise2");
    let before = enrolment(&first).await;
    let id =
        first.post("candidature/mine", &[]).await.read::<Vec<crate::domain::dossier::CandidatureCard>>().remove(0).id;
    first.answer(&id, "Confirmed").await.done();
    assert_eq!(enrolment(&first).await, before);
    assert_eq!(site.codes_to(EMAIL).await.iter().filter(|it| *it == "admitted").count(), 1);
});

on_both!(any_number_in_any_spelling_leads_to_the_person, |site| {
    let candidate = site.admitted(EMAIL).await;
    let number = site.texts("select number from account").await.remove(0);
    let mine = enrolment(&candidate).await;
    for typed in ["DOEUVRE.ELOISE1", " doeuvre . eloise 1 ", "d'Œuvré.Éloïse1", "1234-567890v", &number.to_lowercase()]
    {
        let found = site.services.store.learner_named(&readings(&fold(typed))).await.expect("a look");
        assert_eq!(found.map(|it| it.identifiant), Some(mine.identifiant.clone()), "« {typed} »");
    }
    for typed in ["", "doeuvre.eloise2", "12345", "' or 1=1 --"] {
        assert!(
            site.services.store.learner_named(&readings(&fold(typed))).await.expect("a look").is_none(),
            "« {typed} »"
        );
    }
});

on_both!(who_withdraws_after_all_loses_the_right_to_enrol, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.favourable(EMAIL, &officer).await;
    candidate.answer(&id, "Confirmed").await.done();
    candidate.answer(&id, "Withdrawn").await.done();
    let mine = enrolment(&candidate).await;
    assert_eq!(mine.standing.state, State::Cancelled);
    assert!(mine.admissions.iter().all(|it| it.withdrawn));
});
