//! The catalogue of reasons for refusing a document: hidden ones, own ones, and what the candidate reads.

use super::actor::Actor;
use super::journey::{ADMINISTRATOR, INFORMATICS, OFFICER};
use super::site::on_both;
use crate::api::CallError;
use crate::domain::form::Fault;
use crate::domain::ground::{GroundLine, GroundRefusal};
use crate::domain::language::Language;
use crate::places::Place;

const EMAIL: &str = "eloise@essai.example";

async fn all(director: &Actor<'_>) -> Vec<GroundLine> {
    director.post("ground/all", &[]).await.read()
}

on_both!(an_own_reason_is_offered_and_spelt_out_to_the_candidate_in_their_language, |site| {
    let (director, officer) = (site.staff(ADMINISTRATOR).await, site.staff(OFFICER).await);
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let french = ("form[french]", "Document daté de plus de trois mois");
    let half = director.post("ground/save", &[("version", "0"), french]).await;
    assert_eq!(half.refusal::<GroundRefusal>(), GroundRefusal::Unfit((Language::English, Fault::Missing).into()));
    let form = [("version", "0"), french, ("form[english]", "The document is more than three months old")];
    director.post("ground/save", &form).await.done();
    let own = all(&director).await.pop().expect("the own one");
    let offered = officer.examine(&id).await.grounds;
    assert_eq!(offered.last().map(|it| &it.code), Some(&own.code));
    let page = officer.get(&Place::Examination(id.clone()).href()).await.done().text();
    assert!(page.contains("Document daté de plus de trois mois"), "{page}");

    officer.accept_all(&id).await;
    let refuse = [("ground", own.code.as_str()), ("comment", "La page 2 aussi.")];
    officer.judge(&id, 0, &refuse).await.done();
    let comment = candidate.document(&id, 0).await.comment;
    assert_eq!(comment.as_deref(), Some("Document daté de plus de trois mois\nLa page 2 aussi."));
    candidate.post("account/choose_language", &[("language", "en")]).await.done();
    officer.judge(&id, 0, &refuse[..1]).await.done();
    let comment = candidate.document(&id, 0).await.comment;
    assert_eq!(comment.as_deref(), Some("The document is more than three months old"));
});

on_both!(a_hidden_reason_is_no_longer_offered_and_the_slower_of_two_is_told, |site| {
    let (director, officer) = (site.staff(ADMINISTRATOR).await, site.staff(OFFICER).await);
    let (_, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let hide = [("code", "not_signed"), ("version", "0"), ("hide", "yes")];
    director.post("ground/hide", &hide).await.done();
    let late = director.post("ground/hide", &hide).await;
    assert_eq!(late.refusal::<GroundRefusal>(), GroundRefusal::Changed);
    assert!(officer.examine(&id).await.grounds.iter().all(|it| it.code != "not_signed"));
    // A form that was open before is still understood.
    officer.judge(&id, 0, &[("ground", "not_signed")]).await.done();
    let again = [("code", "not_signed"), ("version", "1"), ("hide", "no")];
    director.post("ground/hide", &again).await.done();
    assert!(officer.examine(&id).await.grounds.iter().any(|it| it.code == "not_signed"));
    for (endpoint, code) in [("ground/hide", "other"), ("ground/hide", "nonsense"), ("ground/save", "illegible")] {
        let pairs = [("code", code), ("version", "0"), ("form[french]", "a"), ("form[english]", "b")];
        assert_eq!(director.post(endpoint, &pairs).await.error::<GroundRefusal>(), CallError::NotFound, "{endpoint}");
    }
    let page = director.get(&Place::Grounds.href()).await.done().text();
    assert!(page.contains("Document illisible"), "{page}");
});
