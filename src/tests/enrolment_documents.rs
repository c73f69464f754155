//! The documents of an enrolment, as the student gives them: what is asked, what is taken as given, what is refused.

use super::actor::{Actor, Answer, multipart};
use super::files;
use super::site::{TestSite, on_both};
use crate::domain::EnrolmentDocumentId;
use crate::domain::document::FileFault as F;
use crate::domain::document::{DocumentRefusal, DocumentState};
use crate::domain::enrolment::document::{EnrolmentDocument, EnrolmentDocuments};
use crate::domain::language::Language::French;
use crate::places::Place;
use crate::words;
use axum::http::StatusCode;
use futures::future::join;

const EMAIL: &str = "eloise@essai.example";
pub const IDENTITY: &str = "Pièce d'identité";
pub const PHOTO: &str = "Photo d'identité";
pub const BAC: &str = "Relevé de notes du baccalauréat";
pub const CVEC: &str = "Attestation CVEC";
pub const JDC: &str = "Certificat de journée défense et citoyenneté";
pub const INSURANCE: &str = "Attestation d'assurance responsabilité civile";
const PERMIT: &str = "Titre de séjour ou visa étudiant";

impl Actor<'_> {
    /// What the present enrolment asks for.
    pub async fn pieces(&self) -> EnrolmentDocuments {
        self.post("enrolment_document/all", &[]).await.read()
    }

    pub async fn piece(&self, label: &str) -> EnrolmentDocument {
        let all = self.pieces().await.documents;
        let names: Vec<_> = all.iter().map(|it| it.label.french.clone()).collect();
        all.into_iter().find(|it| it.label.french == label).unwrap_or_else(|| panic!("no {label} in {names:?}"))
    }

    /// Deposits a file, from the form as it was shown.
    pub async fn give(&self, it: &EnrolmentDocument, name: &str, file: &[u8]) -> Answer {
        let place = Place::EnrolmentDeposit(it.requirement_id.clone());
        self.send_file(&place, "application/json", multipart(it.version, name, file).into()).await
    }

    /// Deposits something for each document that is left to give.
    pub async fn give_all(&self) {
        for (nth, it) in self.pieces().await.documents.into_iter().enumerate() {
            if !it.state.is_handed_over() {
                let (name, file) = files::any(nth);
                self.give(&it, name, &file).await.done();
            }
        }
    }

    async fn act_on_piece(&self, it: &EnrolmentDocument, act: &str) -> Answer {
        let pairs = [("requirement", it.requirement_id.as_str()), ("certified", "yes")];
        self.post(&format!("enrolment_document/{act}"), &pairs).await
    }
}

fn labels(all: &EnrolmentDocuments) -> Vec<&str> {
    all.documents.iter().map(|it| it.label.french.as_str()).collect()
}

/// Changes one answer of the only identity behind the application's back.
async fn nationality_of_senegal(site: &TestSite) {
    let changed = site
        .sql(
            "update profile_section set answers = replace(answers, '\"nationality\":\"FR\"', '\"nationality\":\"SN\"')
              where section = 'identity'",
        )
        .await;
    assert_eq!(changed, 1);
}

on_both!(what_was_accepted_with_the_candidature_is_never_asked_again, |site| {
    let student = site.admitted(EMAIL).await;
    let all = student.pieces().await;
    assert_eq!(labels(&all), [IDENTITY, PHOTO, BAC, CVEC, JDC, INSURANCE]);
    let asked_twice = "select count(*) from enrolment_document d
                         join enrolment_requirement r on r.requirement_id = d.requirement_id
                        where d.state = 'missing' and exists (select 1 from document x
                              join required_document s on s.requirement_id = x.requirement_id
                             where s.kind = r.kind and x.state = 'accepted' and x.digest is not null)";
    assert_eq!(site.count(asked_twice).await, 0);
    let identity = &all.documents[0];
    assert_eq!(identity.state, DocumentState::Accepted);
    assert_eq!(identity.taken_from.as_deref(), Some("Licence 1 Informatique"));
    assert_eq!(all.to_give(), 5);
    // The same bytes, now held by the enrolment too.
    let place = Place::EnrolmentDocument(identity.document_id.clone()).href();
    student.get(&place).await.done();
    site.sql("update document set state = 'missing', digest = null").await;
    site.sql("delete from transmission_document").await;
    let digest = site.texts("select digest from enrolment_document where digest is not null").await.remove(0);
    assert!(site.services.store.is_held(&digest).await.expect("a look"));
    assert!(site.services.store.held_digests().await.expect("a look").contains(&digest));
    let page = student.get(&Place::EnrolmentDocuments.href()).await.done().text();
    assert!(page.contains("Licence 1 Informatique") && page.contains("Il vous reste 5"), "{page}");
    // Looking again changes nothing.
    assert_eq!(student.pieces().await, all);
    assert_eq!(site.count("select count(*) from journal where act = 'take_document'").await, 1);
});

on_both!(the_list_follows_the_profile_and_what_was_given_is_kept, |site| {
    let student = site.admitted(EMAIL).await;
    let jdc = student.piece(JDC).await;
    student.give(&jdc, "jdc.pdf", &files::pdf("jdc")).await.done();
    nationality_of_senegal(site).await;
    let all = student.pieces().await;
    assert_eq!(labels(&all), [IDENTITY, PHOTO, BAC, CVEC, INSURANCE, PERMIT]);
    assert_eq!(site.count("select count(*) from enrolment_document where not asked and state = 'deposited'").await, 1);
    let late = student.give(&jdc, "jdc.pdf", &files::pdf("jdc")).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND, "no longer asked for");
    // The answers of the steps count, as soon as there are any.
    site.sql(
        "insert into enrolment_step (enrolment_id, step, content, saved_at, version)
         select enrolment_id, 'scholarship', '{\"scholarship\":\"yes\",\"gap_year\":\"no\"}', 1, 1 from enrolment",
    )
    .await;
    assert!(labels(&student.pieces().await).contains(&"Notification de bourse"));
});

on_both!(a_document_is_given_replaced_taken_back_or_declined, |site| {
    let student = site.admitted(EMAIL).await;
    let photo = student.piece(PHOTO).await;
    assert_eq!((photo.state, photo.version), (DocumentState::Missing, 0));
    student.give(&photo, "photo.png", &files::png()).await.done();
    // A second click is no conflict, another file from an old form is.
    student.give(&photo, "photo.png", &files::png()).await.done();
    let stale = student.give(&photo, "autre.jpg", &files::jpeg()).await;
    assert_eq!(stale.refused_deposit(), DocumentRefusal::Changed);
    let photo = student.piece(PHOTO).await;
    assert_eq!((photo.state, photo.version), (DocumentState::Deposited, 1));
    student.give(&photo, "autre.jpg", &files::jpeg()).await.done();
    let shown = student.get(&Place::EnrolmentDocument(photo.document_id.clone()).href()).await.done();
    assert!(shown.body == files::jpeg() && shown.header("content-security-policy").starts_with("default-src 'none'"));
    student.act_on_piece(&photo, "remove").await.done();
    student.act_on_piece(&photo, "remove").await.done();
    assert_eq!(student.piece(PHOTO).await.state, DocumentState::Missing);
    assert_eq!(student.act_on_piece(&photo, "decline").await.refusal::<DocumentRefusal>(), DocumentRefusal::Closed);
    let jdc = student.piece(JDC).await;
    let unsigned = student.post("enrolment_document/decline", &[("requirement", jdc.requirement_id.as_str())]).await;
    assert_eq!(unsigned.refusal::<DocumentRefusal>(), DocumentRefusal::NotCertified);
    student.act_on_piece(&jdc, "decline").await.done();
    assert_eq!(student.piece(JDC).await.state, DocumentState::NotConcerned);
    // What is taken as given is nobody's to take back.
    let identity = student.piece(IDENTITY).await;
    assert_eq!(student.act_on_piece(&identity, "remove").await.refusal::<DocumentRefusal>(), DocumentRefusal::Closed);
});

on_both!(of_two_deposits_at_once_one_is_kept_and_the_other_hears_it, |site| {
    let student = site.admitted(EMAIL).await;
    let photo = student.piece(PHOTO).await;
    let files = [files::pdf("recto"), files::pdf("verso")];
    let (first, second) =
        join(student.give(&photo, "a.pdf", &files[0]), student.give(&photo, "a.pdf", &files[1])).await;
    let loser = if first.status == StatusCode::OK { second } else { first };
    assert_eq!(loser.refused_deposit(), DocumentRefusal::Changed);
    assert_eq!(student.piece(PHOTO).await.version, 1);
});

on_both!(a_hostile_file_is_refused_as_for_a_candidature, |site| {
    let student = site.admitted(EMAIL).await;
    let cases = [
        (F::Empty, "vide.pdf", Vec::new()),
        (F::TooLarge, "grand.pdf", files::pdf_of(5 << 20)),
        (F::WrongType, "setup.pdf", files::program()),
        (F::Heic, "photo.jpg", files::heic()),
        (F::Truncated, "coupé.png", files::cut(files::png())),
        (F::Polyglot, "double.jpg", files::both(files::jpeg(), &files::pdf("caché"))),
        (F::Bomb, "bombe.png", files::png_bomb()),
        (F::Encrypted, "secret.pdf", files::pdf_with_password()),
        (F::Active, "programme.pdf", files::pdf_with_javascript()),
        (F::Unreadable, "cassé.png", files::spoilt(files::png())),
    ];
    let photo = student.piece(PHOTO).await;
    for (fault, name, file) in cases {
        assert_eq!(student.give(&photo, name, &file).await.refused_deposit(), DocumentRefusal::File(fault), "{name}");
    }
    assert_eq!(student.piece(PHOTO).await, photo, "nothing was changed");
    // Without JavaScript each is explained on the page, with something to quote.
    let place = Place::EnrolmentDeposit(photo.requirement_id.clone());
    let form = multipart(0, "secret.pdf", &files::pdf_with_password());
    let answer = student.send_file(&place, "text/html", form.into()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let (place, _) = answer.location().split_once('#').expect("the document in the page");
    let page = student.get(place).await.done().text().replace("&#x27;", "'").replace("&#39;", "'");
    assert!(page.contains(&*words::document::file_fault(F::Encrypted).to(French)), "{place}");
    assert!(page.contains("R-"), "nothing to quote");
});

on_both!(nobody_reads_or_gives_what_is_anothers, |site| {
    let student = site.admitted(EMAIL).await;
    let photo = student.piece(PHOTO).await;
    student.give(&photo, "photo.png", &files::png()).await.done();
    let place = Place::EnrolmentDocument(photo.document_id.clone()).href();
    let (other, visitor) = (site.admitted("autre@essai.example").await, site.visitor());
    let never_admitted = site.candidate("tiers@essai.example").await;
    for nobody in [&other, &never_admitted, &visitor] {
        assert_eq!(nobody.get(&place).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(never_admitted.give(&photo, "a.png", &files::png()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.give(&photo, "a.png", &files::png()).await.status, StatusCode::UNAUTHORIZED);
    // The requirement is the year's: the other gives for their own enrolment.
    other.give(&other.piece(PHOTO).await, "b.png", &files::png()).await.done();
    let theirs: Vec<EnrolmentDocumentId> =
        other.pieces().await.documents.into_iter().map(|it| it.document_id).collect();
    assert!(!theirs.contains(&photo.document_id));
});
