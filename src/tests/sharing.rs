//! « Pièces communes », documents offered again, models to download: and that a transmission stays what it was.

use super::actor::{Actor, Answer, multipart};
use super::files;
use super::journey::{ADMINISTRATOR, INFORMATICS, OFFICER};
use super::site::{TestSite, on_both};
use crate::api::{CallError, Never};
use crate::domain::document::{DocumentRefusal, DocumentState, DocumentView, FileFault, MAX_BYTES};
use crate::domain::language::Language;
use crate::domain::parameters::ProgrammeView;
use crate::domain::transmission::Receipt;
use crate::domain::{CandidatureId, ProgrammeId};
use crate::places::Place;
use crate::words;
use axum::http::StatusCode;
use futures::future::join_all;

const EMAIL: &str = "eloise@essai.example";
const MATHEMATICS: &str = "L1-MATH";
const MASTER: &str = "M1-MATH";
/// Places in the demonstration's lists: the identity and the curriculum are shared, the letter is not.
const IDENTITY: usize = 0;
const LETTER: usize = 1;

async fn give(actor: &Actor<'_>, id: &CandidatureId, nth: usize, text: &str) -> Answer {
    let it = actor.document(id, nth).await;
    actor.deposit((id, &it.requirement_id), it.version, &format!("{text}.pdf"), &files::pdf(text)).await
}

async fn named(actor: &Actor<'_>, id: &CandidatureId, nth: usize) -> Option<String> {
    actor.document(id, nth).await.file.map(|it| it.name)
}

async fn two(site: &TestSite) -> (Actor<'_>, CandidatureId, CandidatureId) {
    let actor = site.candidate(EMAIL).await;
    let first = actor.applied(INFORMATICS).await;
    let second = actor.applied(MATHEMATICS).await;
    (actor, first, second)
}

on_both!(a_shared_document_serves_every_open_candidature_and_others_do_not, |site| {
    let (actor, first, second) = two(site).await;
    give(&actor, &first, IDENTITY, "carte").await.done();
    give(&actor, &first, LETTER, "lettre").await.done();
    assert_eq!(named(&actor, &second, IDENTITY).await.as_deref(), Some("carte.pdf"));
    assert_eq!(named(&actor, &second, LETTER).await, None);
    // A candidature made later has it from the start.
    let third = actor.applied("L1-PC").await;
    assert_eq!(named(&actor, &third, IDENTITY).await.as_deref(), Some("carte.pdf"));
    assert!(actor.document(&third, IDENTITY).await.shared);
    // Replaced, then taken back, everywhere.
    give(&actor, &third, IDENTITY, "passeport").await.done();
    assert_eq!(named(&actor, &first, IDENTITY).await.as_deref(), Some("passeport.pdf"));
    let it = actor.document(&second, IDENTITY).await;
    actor.act_on(&second, &it, "document/remove", &[]).await.done();
    for id in [&first, &second, &third] {
        assert_eq!(actor.document(id, IDENTITY).await.state, DocumentState::Missing);
    }
});

on_both!(a_deposit_reaches_neither_what_is_past_nor_what_was_given_apart, |site| {
    let (actor, first, second) = two(site).await;
    let third = actor.applied("L1-PC").await;
    // Given before the document became a shared one: an own file stays.
    site.sql("update required_document set shared = false").await;
    give(&actor, &second, IDENTITY, "apart").await.done();
    site.sql("update required_document set shared = true where kind = 'identity'").await;
    site.sql("update candidature set transmit_by = 1 where programme_id in (select programme_id from programme where code = 'L1-PC')").await;
    give(&actor, &first, IDENTITY, "carte").await.done();
    assert_eq!(named(&actor, &second, IDENTITY).await.as_deref(), Some("apart.pdf"));
    assert_eq!(named(&actor, &third, IDENTITY).await, None, "its deadline is past");
});

on_both!(a_shared_document_changed_later_never_alters_what_was_transmitted, |site| {
    let (actor, first, second) = two(site).await;
    actor.fill(&first).await;
    let before = named(&actor, &first, IDENTITY).await;
    actor.transmit(&first).await.done();
    give(&actor, &second, IDENTITY, "nouvelle").await.done();
    assert_eq!(named(&actor, &first, IDENTITY).await, before);
    let receipts: Vec<Receipt> = actor.post("transmission/receipts", &[("id", first.as_str())]).await.read();
    assert_eq!(receipts[0].documents[IDENTITY].file_name, before);
    let it = actor.document(&second, IDENTITY).await;
    actor.act_on(&second, &it, "document/remove", &[]).await.done();
    let kept = actor.document(&first, IDENTITY).await.document_id.expect("a document");
    actor.get(&Place::Document(kept).href()).await.done();
    // A verdict on one never changes another.
    let officer = site.staff(OFFICER).await;
    give(&actor, &second, IDENTITY, "encore").await.done();
    officer.judge(&first, IDENTITY, &[("ground", "illegible")]).await.done();
    assert_eq!(actor.document(&second, IDENTITY).await.state, DocumentState::Deposited);
});

on_both!(two_tabs_that_give_shared_documents_at_once_do_not_wait_for_each_other, |site| {
    let (actor, first, second) = two(site).await;
    let to = [(&first, "un"), (&second, "deux"), (&first, "trois"), (&second, "quatre")];
    let answers = join_all(to.map(|(id, text)| give(&actor, id, IDENTITY, text))).await;
    for answer in answers.iter().filter(|it| it.status != StatusCode::OK) {
        assert_eq!(answer.refused_deposit(), DocumentRefusal::Changed);
    }
    assert_eq!(named(&actor, &first, IDENTITY).await, named(&actor, &second, IDENTITY).await);
});

/// The letter of the second candidature, once that of the first was accepted.
async fn offered(site: &TestSite) -> (Actor<'_>, CandidatureId, DocumentView) {
    let (actor, first, second) = two(site).await;
    actor.fill(&first).await;
    actor.transmit(&first).await.done();
    assert!(actor.document(&second, LETTER).await.offered.is_none(), "nobody accepted it yet");
    site.staff(OFFICER).await.accept_all(&first).await;
    let it = actor.document(&second, LETTER).await;
    (actor, second, it)
}

on_both!(what_was_accepted_once_is_offered_again, |site| {
    let (actor, second, it) = offered(site).await;
    let from = it.offered.clone().expect("an offer");
    let pairs = [("from", from.document_id.as_str())];
    actor.act_on(&second, &it, "document/take_again", &pairs).await.done();
    actor.act_on(&second, &it, "document/take_again", &pairs).await.done();
    let taken = actor.document(&second, LETTER).await;
    assert_eq!(taken.state, DocumentState::Deposited, "staff judge it anew");
    assert_eq!(taken.file.map(|it| it.name), Some(from.name));
    assert!(taken.offered.is_none());
});

on_both!(a_shared_document_taken_again_serves_every_open_candidature, |site| {
    let (actor, first, second) = two(site).await;
    actor.fill(&first).await;
    actor.transmit(&first).await.done();
    site.staff(OFFICER).await.accept_all(&first).await;
    // Given back in one of them, it is missing in all that are open.
    let it = actor.document(&second, IDENTITY).await;
    actor.act_on(&second, &it, "document/remove", &[]).await.done();
    let third = actor.applied("L1-PC").await;
    let it = actor.document(&third, IDENTITY).await;
    actor.act_on(&third, &it, "document/remove", &[]).await.done();
    let it = actor.document(&second, IDENTITY).await;
    let from = it.offered.clone().expect("an offer");
    actor.act_on(&second, &it, "document/take_again", &[("from", from.document_id.as_str())]).await.done();
    assert_eq!(named(&actor, &second, IDENTITY).await.as_deref(), Some(from.name.as_str()));
    assert_eq!(named(&actor, &third, IDENTITY).await.as_deref(), Some(from.name.as_str()), "as a deposit does");
    assert_eq!(actor.document(&first, IDENTITY).await.state, DocumentState::Accepted, "what was judged stays");
    // One that is not shared is taken for itself alone.
    let letter = actor.document(&second, LETTER).await;
    let from = letter.offered.clone().expect("an offer");
    actor.act_on(&second, &letter, "document/take_again", &[("from", from.document_id.as_str())]).await.done();
    assert_eq!(named(&actor, &third, LETTER).await, None);
});

on_both!(nobody_takes_the_document_of_another_nor_one_of_another_kind, |site| {
    let (actor, second, it) = offered(site).await;
    let from = it.offered.clone().expect("an offer").document_id;
    let stranger = site.candidate("autre@essai.example").await;
    let theirs = stranger.applied(INFORMATICS).await;
    let their_letter = stranger.document(&theirs, LETTER).await;
    let pairs = [("from", from.as_str())];
    let stolen = stranger.act_on(&theirs, &their_letter, "document/take_again", &pairs).await;
    assert_eq!(stolen.error::<Never>(), CallError::NotFound);
    let identity = actor.document(&second, IDENTITY).await;
    let other_kind = actor.act_on(&second, &identity, "document/take_again", &pairs).await;
    assert_eq!(other_kind.error::<Never>(), CallError::NotFound);
});

on_both!(a_model_is_downloaded_by_anyone_and_outlives_the_sweeper, |site| {
    let actor = site.candidate(EMAIL).await;
    let id = actor.applied(MASTER).await;
    let documents = actor.dossier(&id).await.documents;
    assert_eq!(documents.iter().filter(|it| it.conditional).count(), 2, "several conditional documents");
    let with_model = documents.iter().find(|it| it.model.is_some()).expect("a model");
    let got = site.visitor().get(&Place::Model(with_model.requirement_id.clone()).href()).await.done();
    assert!(got.body.starts_with(b"%PDF-"));
    assert!(got.header("content-disposition").starts_with("attachment; "));
    let without = &documents[LETTER].requirement_id;
    assert_eq!(site.visitor().get(&Place::Model(without.clone()).href()).await.status, StatusCode::NOT_FOUND);
    let held = site.services.store.held_digests().await.expect("digests");
    let model = site.texts("select distinct model_digest from required_document where model_digest is not null").await;
    assert!(model.iter().all(|it| held.contains(it)));
    assert!(site.services.store.is_held(&model[0]).await.expect("an answer"));
});

async fn settings(director: &Actor<'_>, id: &ProgrammeId) -> ProgrammeView {
    director.post("parameters/programme", &[("id", id.as_str())]).await.read()
}

on_both!(administrators_put_replace_and_remove_a_model, |site| {
    let (director, id) = (site.staff(ADMINISTRATOR).await, site.programme(INFORMATICS).await);
    let candidate = site.candidate(EMAIL).await;
    let dossier = candidate.applied(INFORMATICS).await;
    let before = settings(&director, &id).await;
    let requirement = before.requirements[LETTER].id.clone();
    let (place, shown) =
        (Place::ModelDeposit(id.clone(), requirement.clone()), Place::Model(requirement.clone()).href());
    let send = async |seen, accept, file: &[u8]| {
        director.send_file(&place, accept, multipart(seen, "fiche.pdf", file).into()).await
    };
    for (fault, file) in [
        (FileFault::NotPdf, files::png()),
        (FileFault::Active, files::pdf_with_javascript()),
        (FileFault::Encrypted, files::pdf_with_password()),
        (FileFault::Empty, Vec::new()),
        (FileFault::TooLarge, files::pdf_of(usize::try_from(MAX_BYTES).expect("a size") + 1)),
    ] {
        let answer = send(before.version, "application/json", &file).await;
        assert_eq!(answer.refused_deposit(), DocumentRefusal::File(fault));
    }
    assert_eq!(settings(&director, &id).await, before, "what is refused changes nothing");
    // Without JavaScript a refusal comes back to the page, which says it.
    let back = send(before.version, "text/html", &files::png()).await;
    let (page, _) = back.location().split_once('#').expect("the document in the page");
    let page = director.get(page).await.done().text().replace("&#x27;", "'");
    for said in [words::document::file_fault(FileFault::NotPdf), words::document::file_advice(FileFault::NotPdf)] {
        assert!(page.contains(&*said.to(Language::French)), "{said:?} is not in: {page}");
    }
    let (first, second) = (files::pdf("un"), files::pdf("deux"));
    let there = send(before.version, "text/html", &first).await;
    assert_eq!(there.location(), format!("/admin/formations/{id}#piece-{requirement}"));
    assert!(site.visitor().get(&shown).await.done().body == first);
    assert_eq!(candidate.document(&dossier, LETTER).await.model.as_deref(), Some("fiche.pdf"));
    // The same once more is no conflict; another one, from a page of before, is.
    send(before.version, "application/json", &first).await.done();
    assert_eq!(send(before.version, "application/json", &second).await.refused_deposit(), DocumentRefusal::Changed);
    let now = settings(&director, &id).await;
    assert_eq!(now.requirements[LETTER].model.as_deref(), Some("fiche.pdf"));
    send(now.version, "application/json", &second).await.done();
    assert!(site.visitor().get(&shown).await.done().body == second);
    let version = settings(&director, &id).await.version.to_string();
    let pairs = [("id", id.as_str()), ("version", version.as_str()), ("requirement", requirement.as_str())];
    director.post("parameters/remove_model", &pairs).await.done();
    assert_eq!(site.visitor().get(&shown).await.status, StatusCode::NOT_FOUND);
    assert_eq!(candidate.document(&dossier, LETTER).await.model, None);
    let noted = site.texts("select act from journal where act in ('put_model', 'remove_model') order by seq").await;
    assert_eq!(noted, ["put_model", "put_model", "remove_model"]);
});

on_both!(a_model_is_no_other_programmes, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let (id, other) = (site.programme(INFORMATICS).await, site.programme(MATHEMATICS).await);
    let (before, theirs) = (settings(&director, &id).await, settings(&director, &other).await);
    let requirement = theirs.requirements[LETTER].id.clone();
    let body = multipart(before.version, "fiche.pdf", &files::pdf("un"));
    let place = Place::ModelDeposit(id.clone(), requirement.clone());
    let answer = director.send_file(&place, "application/json", body.into()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let version = before.version.to_string();
    let pairs = [("id", id.as_str()), ("version", version.as_str()), ("requirement", requirement.as_str())];
    let removed = director.post("parameters/remove_model", &pairs).await;
    assert_eq!(removed.error::<Never>(), CallError::NotFound);
});
