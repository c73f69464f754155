//! The candidate's way: through the sections, into a candidature, to a transmitted dossier that nothing changes any more.

use super::actor::Actor;
use super::files;
use super::journey::{INFORMATICS, LETTERS, OFFICER};
use super::site::on_both;
use crate::api::{CallError, Never};
use crate::domain::CandidatureId;
use crate::domain::campaign::ApplyObstacle;
use crate::domain::candidature::{State, StepRefusal};
use crate::domain::document::DocumentRefusal;
use crate::domain::dossier::CandidatureCard;
use crate::domain::profile::{ProfileView, Progress, SaveRefusal, Section};
use crate::domain::time::Span;
use crate::domain::transmission::{Obstacle, Receipt};
use crate::places::Place;
use crate::server::secrets;
use axum::http::StatusCode;
use futures::future::join_all;

const EMAIL: &str = "eloise@essai.example";

async fn profile(actor: &Actor<'_>) -> ProfileView {
    actor.post("profile/read", &[]).await.read()
}

async fn mine(actor: &Actor<'_>) -> Vec<CandidatureCard> {
    actor.post("candidature/mine", &[]).await.read()
}

async fn receipts(actor: &Actor<'_>, id: &CandidatureId) -> Vec<Receipt> {
    actor.post("transmission/receipts", &[("id", id.as_str())]).await.read()
}

async fn cancel(actor: &Actor<'_>, id: &CandidatureId) -> super::actor::Answer {
    actor.post("candidature/cancel", &[("id", id.as_str())]).await
}

on_both!(a_person_signs_up_fills_in_applies_deposits_and_transmits, |site| {
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let dossier = candidate.dossier(&id).await;
    assert!(dossier.card.state == State::Transmitted && dossier.card.transmitted);
    let receipts = receipts(&candidate, &id).await;
    assert_eq!(receipts.len(), 1);
    let letter = site.letter(EMAIL, "transmission_receipt").await;
    assert!(letter.text.contains(&receipts[0].reference), "{}", letter.text);
    let page = candidate.get(&Place::Receipt(id.clone()).href()).await.done().text();
    assert!(page.contains(&receipts[0].reference));
    let page = candidate.get(&Place::Dossier(id).href()).await.done().text();
    assert!(page.contains("Réceptionné"));
    assert_eq!(site.codes_to(EMAIL).await, ["validation", "candidature_created", "transmission_receipt"]);
});

on_both!(a_section_is_saved_as_typed_and_judged_from_what_is_stored, |site| {
    let actor = site.newcomer(EMAIL).await;
    let typed = [("form[family_name]", "D’Œuvré"), ("form[ine]", "1234567890A"), ("seen", "0")];
    let answer = actor.post("profile/save_identity", &typed).await.done();
    assert_eq!(answer.location(), Place::SectionToCorrect(Section::Identity, 1).href());
    let view = profile(&actor).await;
    assert_eq!(view.progress, [Progress::ToCorrect, Progress::Empty, Progress::Empty]);
    assert_eq!(view.profile.identity.as_ref().map(|it| it.ine.as_str()), Some("1234567890A"), "kept, though wrong");
    assert!(!view.activated);
    let page = actor.get(answer.location()).await.done().text();
    assert!(page.contains("1234567890A") && page.contains("sa clé ne correspond pas"));

    let answer = actor.save_identity(1, "Valenciennes").await.done();
    assert_eq!(answer.location(), Place::Section(Section::Address).href(), "complete: on to the next one");
    // A commune of elsewhere is none of those offered; left blank, it is asked again.
    let address = [
        ("form[country]", "FR"),
        ("form[street]", "1 rue"),
        ("form[postal_code]", "59300"),
        ("form[commune]", "75056"),
        ("seen", "0"),
    ];
    actor.post("profile/save_address", &address).await.done();
    let view = profile(&actor).await;
    assert_eq!(view.progress, [Progress::Complete, Progress::ToCorrect, Progress::Empty]);
    assert_eq!(view.profile.address.map(|it| it.commune).as_deref(), Some(""));
});

on_both!(of_two_tabs_on_one_section_the_second_hears_that_it_changed, |site| {
    let actor = site.newcomer(EMAIL).await;
    actor.save_identity(0, "Lille").await.done();
    assert_eq!(actor.save_identity(0, "Roubaix").await.refusal::<SaveRefusal>(), SaveRefusal::Changed);
    let view = profile(&actor).await;
    assert_eq!(view.profile.identity.map(|it| it.birth_place).as_deref(), Some("Lille"), "the first is not lost");
    actor.save_identity(view.versions[0], "Roubaix").await.done();
});

on_both!(one_applies_with_an_activated_account_while_the_programme_is_open, |site| {
    let newcomer = site.newcomer("new@essai.example").await;
    assert_eq!(newcomer.apply(INFORMATICS).await.refusal::<ApplyObstacle>(), ApplyObstacle::NotActivated);
    let actor = site.candidate(EMAIL).await;
    assert_eq!(actor.apply("L2-INFO").await.refusal::<ApplyObstacle>(), ApplyObstacle::NotOpenYet);
    assert_eq!(actor.apply("M1-INFO").await.refusal::<ApplyObstacle>(), ApplyObstacle::Closed);
    let unknown = actor.post("campaign/apply", &[("programme", "none")]).await;
    assert_eq!(unknown.error::<ApplyObstacle>(), CallError::NotFound);
    assert_eq!(mine(&actor).await, []);
    assert_eq!(site.codes_to(EMAIL).await, ["validation"]);
});

on_both!(one_applies_as_often_as_the_campaign_allows, |site| {
    site.sql("update campaign set max_candidatures = 2").await;
    let actor = site.candidate(EMAIL).await;
    let first = actor.applied("L1-INFO").await;
    actor.applied("L1-MATH").await;
    assert_eq!(actor.apply("L1-PC").await.refusal::<ApplyObstacle>(), ApplyObstacle::LimitReached { max: 2 });
    cancel(&actor, &first).await.done();
    // At once, with one place left: one of them gets it.
    let answers = join_all(["L1-PC", "L1-SV", "L1-LET"].map(|it| actor.apply(it))).await;
    assert_eq!(answers.iter().filter(|it| it.status == StatusCode::OK).count(), 1);
    assert_eq!(mine(&actor).await.iter().filter(|it| it.state == State::Pending).count(), 2);
});

on_both!(a_double_click_on_apply_makes_one_candidature_and_one_letter, |site| {
    let actor = site.candidate(EMAIL).await;
    let answers = join_all((0..4).map(|_| actor.apply(INFORMATICS))).await;
    let place = answers[0].location();
    assert!(place.starts_with("/candidatures/"), "{}", answers[0].text());
    assert!(answers.iter().all(|it| it.status == StatusCode::OK && it.location() == place));
    assert_eq!(mine(&actor).await.len(), 1);
    assert_eq!(site.codes_to(EMAIL).await, ["validation", "candidature_created"]);
});

on_both!(a_dossier_is_transmitted_whole_and_before_its_deadline, |site| {
    let actor = site.candidate(EMAIL).await;
    let id = actor.applied(INFORMATICS).await;
    let missing: Vec<_> =
        actor.dossier(&id).await.documents.into_iter().map(|it| Obstacle::Missing(it.label)).collect();
    assert_eq!(missing.len(), 4);
    assert_eq!(actor.transmit(&id).await.refusal::<Vec<Obstacle>>(), missing);
    actor.fill(&id).await;
    let deadline = actor.dossier(&id).await.card.transmit_by.at;
    site.clock.advance(Span(deadline.0 - site.now().0));
    actor.sign_in(EMAIL).await.done();
    assert_eq!(actor.transmit(&id).await.refusal::<Vec<Obstacle>>(), [Obstacle::DeadlinePassed]);
    let dossier = actor.dossier(&id).await;
    assert_eq!((dossier.card.state, dossier.card.documents_handed), (State::Pending, 4), "nothing is lost");
    assert_eq!(site.codes_to(EMAIL).await, ["validation", "candidature_created"]);
});

on_both!(the_last_moment_before_the_deadline_counts, |site| {
    let actor = site.candidate(EMAIL).await;
    let id = actor.applied(INFORMATICS).await;
    actor.fill(&id).await;
    let deadline = actor.dossier(&id).await.card.transmit_by.at;
    site.clock.advance(Span(deadline.0 - site.now().0 - 1_000));
    actor.sign_in(EMAIL).await.done();
    actor.transmit(&id).await.done();
});

on_both!(however_often_one_clicks_a_dossier_is_transmitted_once, |site| {
    let actor = site.candidate(EMAIL).await;
    let id = actor.applied(INFORMATICS).await;
    actor.fill(&id).await;
    let answers = join_all((0..4).map(|_| actor.transmit(&id))).await;
    assert!(answers.iter().all(|it| it.status == StatusCode::OK));
    assert!(answers.iter().all(|it| it.location() == Place::Receipt(id.clone()).href()));
    assert_eq!(receipts(&actor, &id).await.len(), 1);
    assert_eq!(site.codes_to(EMAIL).await, ["validation", "candidature_created", "transmission_receipt"]);
});

on_both!(after_its_transmission_nothing_changes_a_dossier, |site| {
    let (actor, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let officer = site.staff(OFFICER).await;
    let before = actor.dossier(&id).await;
    let file = files::pdf("une autre");
    for it in &before.documents {
        let answer = actor.deposit((&id, &it.requirement_id), it.version, "autre.pdf", &file).await;
        assert_eq!(answer.refused_deposit(), DocumentRefusal::Closed);
        // Declaring again what is declared, or removing what is not there, is no change and no refusal.
        let removed = actor.act_on(&id, it, "document/remove", &[]).await;
        assert_eq!(removed.refusal::<DocumentRefusal>(), DocumentRefusal::Closed);
        if !it.conditional {
            let declined = actor.act_on(&id, it, "document/decline", &[("certified", "yes")]).await;
            assert_eq!(declined.refusal::<DocumentRefusal>(), DocumentRefusal::Closed);
        }
    }
    assert_eq!(cancel(&actor, &id).await.refusal::<StepRefusal>(), StepRefusal::NotInState);
    assert_eq!(actor.dossier(&id).await, before);

    // The profile goes on living, for other candidatures; what was handed over stays what it was.
    actor.save_identity(1, "Ailleurs").await.done();
    let handed = officer.examine(&id).await.profile.identity.expect("an identity");
    assert_eq!(handed.birth_place, "Valenciennes");
    let snapshot = site.texts("select snapshot from transmission").await.pop().expect("a snapshot");
    assert_eq!(receipts(&actor, &id).await[0].digest, secrets::digest(snapshot.as_bytes()));
});

on_both!(a_pending_candidature_may_be_given_up_and_taken_up_anew, |site| {
    let actor = site.candidate(EMAIL).await;
    let first = actor.applied(INFORMATICS).await;
    assert_eq!(cancel(&actor, &first).await.done().location(), Place::Candidatures.href());
    assert_eq!(cancel(&actor, &first).await.refusal::<StepRefusal>(), StepRefusal::NotInState);
    assert_eq!(actor.transmit(&first).await.refusal::<Vec<Obstacle>>(), [Obstacle::Cancelled]);
    let second = actor.applied(INFORMATICS).await;
    assert_ne!(first, second);
    let states: Vec<_> = mine(&actor).await.into_iter().map(|it| it.state).collect();
    assert_eq!(states, [State::Pending, State::Cancelled]);
    let codes = site.codes_to(EMAIL).await;
    assert_eq!(codes, ["validation", "candidature_created", "candidature_cancelled", "candidature_created"]);
});

on_both!(nobody_finds_the_dossier_of_another, |site| {
    let (_, id) = site.transmitted(EMAIL, LETTERS).await;
    let other = site.candidate("other@essai.example").await;
    for endpoint in ["candidature/dossier", "transmission/receipts", "transmission/transmit", "candidature/cancel"] {
        let answer = other.post(endpoint, &[("id", id.as_str())]).await;
        assert_eq!(
            (answer.status, answer.error::<Never>()),
            (StatusCode::NOT_FOUND, CallError::NotFound),
            "{endpoint}"
        );
    }
    for place in [Place::Dossier(id.clone()), Place::Receipt(id)] {
        assert_eq!(other.get(&place.href()).await.status, StatusCode::NOT_FOUND);
    }
});

on_both!(the_offer_is_found_without_accents_or_case, |site| {
    use crate::domain::campaign::FacultyBranch;
    let found = async |words| {
        let branches: Vec<FacultyBranch> = site.visitor().post("campaign/offer", &[("words", words)]).await.read();
        let levels = branches.into_iter().flat_map(|it| it.levels);
        levels.flat_map(|it| it.programmes).map(|it| it.code).collect::<Vec<_>>()
    };
    assert_eq!(found("").await.len(), 40);
    assert_eq!(found("ELECTRONIQUE energie").await, ["L3-EEEA"]);
    assert_eq!(found("  Métiers   IUT web ").await, ["BUT-MMI"]);
    assert!(found("%").await.is_empty() && found("_").await.is_empty() && found("l1\\").await.is_empty());
});
