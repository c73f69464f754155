//! Depositing: what is taken, what is refused and how that is explained, what races and failures leave behind.

use super::actor::{Actor, Answer, BOUNDARY, multipart};
use super::files;
use super::journey::{INFORMATICS, OFFICER, STRANGE_OFFICER};
use super::site::{TestSite, on_both};
use crate::api::CallError;
use crate::domain::document::FileFault as F;
use crate::domain::document::{DocumentRefusal, DocumentState, DocumentView, FileView, MAX_BYTES, Media};
use crate::domain::language::Language;
use crate::domain::time::Span;
use crate::domain::{CandidatureId, RequirementId};
use crate::places::Place;
use crate::server::worker;
use crate::words;
use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use futures::future::join;
use futures::stream;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

const EMAIL: &str = "eloise@essai.example";
/// The place of the conditional document in the list of the demonstration.
const CONDITIONAL: usize = 3;

/// Someone with a pending candidature.
async fn applicant(site: &TestSite) -> (Actor<'_>, CandidatureId) {
    let actor = site.candidate(EMAIL).await;
    let id = actor.applied(INFORMATICS).await;
    (actor, id)
}

/// Deposits into the first document of the dossier, as the page shows it now.
async fn give(actor: &Actor<'_>, id: &CandidatureId, name: &str, file: &[u8]) -> Answer {
    let it = actor.document(id, 0).await;
    actor.deposit((id, &it.requirement_id), it.version, name, file).await
}

async fn first_file(actor: &Actor<'_>, id: &CandidatureId) -> Option<FileView> {
    actor.document(id, 0).await.file
}

fn files_in(site: &TestSite, folder: &str) -> usize {
    std::fs::read_dir(site.folder().join(folder)).map_or(0, Iterator::count)
}

/// Files in the vault, besides the model that comes with the demonstration.
fn deposited(site: &TestSite) -> usize {
    files_in(site, "documents/sha256") - 1
}

/// The body of a deposit in pieces, with something that happens between them.
fn in_pieces(whole: Vec<u8>, between: impl FnOnce() -> Option<io::Error> + Send + 'static) -> Body {
    let half = whole.len() / 2;
    let (first, second) = (Bytes::copy_from_slice(&whole[..half]), Bytes::copy_from_slice(&whole[half..]));
    let rest = stream::once(async move { between().map_or(Ok(second), Err) });
    Body::from_stream(futures::StreamExt::chain(stream::iter([Ok(first)]), rest))
}

on_both!(pdf_jpg_and_png_are_taken_and_come_back_as_they_were, |site| {
    let (actor, id) = applicant(site).await;
    let files = [
        ("Relevé 2026.pdf", files::pdf("Relevé"), Media::Pdf, "Relevé 2026.pdf", "Relev%C3%A9%202026.pdf"),
        ("photo", files::jpeg(), Media::Jpeg, "photo.jpg", "photo.jpg"),
        ("../../etc/pass\"wd;.png", files::png(), Media::Png, "pass%22wd;.png", "pass%2522wd%3B.png"),
        ("C:\\Users\\moi\\cv.docx", files::pdf("cv"), Media::Pdf, "cv.pdf", "cv.pdf"),
    ];
    for (said, file, media, name, escaped) in files {
        give(&actor, &id, said, &file).await.done();
        let document = actor.document(&id, 0).await;
        assert_eq!(document.state, DocumentState::Deposited);
        let kept = document.file.expect("a file");
        assert_eq!((kept.name.as_str(), kept.media), (name, media), "{said}");
        let document = document.document_id.expect("a document");
        let shown = actor.get(&Place::Document(document.clone()).href()).await.done();
        assert!(shown.body == file, "{said}: other bytes");
        assert_eq!(shown.header("content-type"), media.mime());
        assert_eq!(shown.header("x-content-type-options"), "nosniff");
        assert_eq!(shown.header("cache-control"), "private, no-store");
        assert!(shown.header("content-security-policy").starts_with("default-src 'none'"));
        let fallback = format!("filename=\"document.{}\"; filename*=UTF-8''{escaped}", media.extension());
        assert_eq!(shown.header("content-disposition"), format!("inline; {fallback}"));
        let saved = actor.get(&Place::DocumentToSave(document.clone()).href()).await.done();
        assert_eq!(saved.header("content-disposition"), format!("attachment; {fallback}"));
        let asked = actor.look(Method::HEAD, &Place::Document(document).href()).await.done();
        assert_eq!((asked.header("content-length"), asked.body.len()), (file.len().to_string().as_str(), 0));
    }
    assert_eq!(files_in(site, "incoming"), 0);
});

on_both!(a_file_that_cannot_be_taken_is_refused_for_its_own_reason, |site| {
    let (actor, id) = applicant(site).await;
    give(&actor, &id, "bon.pdf", &files::pdf("bon")).await.done();
    let before = actor.dossier(&id).await;
    let cap = usize::try_from(MAX_BYTES).expect("a size");
    let cases = [
        (F::Empty, "vide.pdf", Vec::new()),
        (F::TooLarge, "grand.pdf", files::pdf_of(cap + 1)),
        (F::TooLarge, "énorme.pdf", vec![b' '; 3 * cap]),
        (F::WrongType, "lettre.pdf", b"Madame, Monsieur".to_vec()),
        (F::WrongType, "setup.pdf", files::program()),
        (F::Heic, "photo.jpg", files::heic()),
        (F::Truncated, "coupé.pdf", files::cut(files::pdf_of(9_000))),
        (F::Truncated, "coupé.jpg", files::cut(files::jpeg())),
        (F::Truncated, "coupé.png", files::cut(files::png())),
        (F::Polyglot, "double.jpg", files::both(files::jpeg(), &files::pdf("caché"))),
        (F::Polyglot, "double.png", files::both(files::png(), &files::pdf("caché"))),
        (F::Polyglot, "archive.pdf", files::both(files::pdf("devant"), files::ZIP_END)),
        (F::Bomb, "bombe.png", files::png_bomb()),
        (F::Bomb, "bombe.pdf", files::pdf_bomb()),
        (F::Encrypted, "secret.pdf", files::pdf_with_password()),
        (F::Active, "programme.pdf", files::pdf_with_javascript()),
        (F::Unreadable, "cassé.pdf", b"%PDF-1.7\nrien\n%%EOF\n".to_vec()),
        (F::Unreadable, "cassé.png", files::spoilt(files::png())),
    ];
    for (fault, name, file) in cases {
        let answer = give(&actor, &id, name, &file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} was taken");
        assert_eq!(answer.refused_deposit(), DocumentRefusal::File(fault), "{name}");
    }
    assert_eq!(actor.dossier(&id).await, before, "what was there is there");
    assert_eq!(files_in(site, "incoming"), 0);
    assert_eq!(deposited(site), 1);
});

on_both!(a_file_of_exactly_the_cap_is_taken, |site| {
    let (actor, id) = applicant(site).await;
    let file = files::pdf_of(usize::try_from(MAX_BYTES).expect("a size"));
    give(&actor, &id, "plein.pdf", &file).await.done();
    assert_eq!(first_file(&actor, &id).await.map(|it| it.size), i64::try_from(MAX_BYTES).ok());
});

on_both!(a_form_without_a_file_is_refused, |site| {
    let (actor, id) = applicant(site).await;
    assert_eq!(give(&actor, &id, "", b"").await.refused_deposit(), DocumentRefusal::File(F::NoFile));
    let requirement = actor.document(&id, 0).await.requirement_id;
    let only_seen =
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"seen\"\r\n\r\n0\r\n--{BOUNDARY}--\r\n");
    let answer = actor.deposit_body((&id, &requirement), "application/json", only_seen.into()).await;
    assert_eq!(answer.refused_deposit(), DocumentRefusal::File(F::NoFile));
});

on_both!(of_two_deposits_at_once_one_is_kept_and_the_other_hears_it, |site| {
    let (actor, id) = applicant(site).await;
    let it = actor.document(&id, 0).await;
    let to = (&id, &it.requirement_id);
    // Alike in name and size: only the bytes differ.
    let files = [files::pdf("recto"), files::pdf("verso")];
    assert_eq!(files[0].len(), files[1].len());
    let (first, second) =
        join(actor.deposit(to, 0, "a.pdf", &files[0]), actor.deposit(to, 0, "a.pdf", &files[1])).await;
    let (winner, loser) = if first.status == StatusCode::OK { (&files[0], second) } else { (&files[1], first) };
    assert_eq!(loser.refused_deposit(), DocumentRefusal::Changed);
    let document = actor.document(&id, 0).await;
    assert_eq!(document.version, 1);
    let kept = actor.get(&Place::Document(document.document_id.expect("a document")).href()).await.done();
    assert!(kept.body == *winner, "the answer « fait » was given for other bytes");
});

on_both!(the_same_file_sent_twice_at_once_is_no_conflict, |site| {
    let (actor, id) = applicant(site).await;
    let it = actor.document(&id, 0).await;
    let (to, file) = ((&id, &it.requirement_id), files::jpeg());
    let (first, second) = join(actor.deposit(to, 0, "a.jpg", &file), actor.deposit(to, 0, "a.jpg", &file)).await;
    first.done();
    second.done();
    assert_eq!(actor.document(&id, 0).await.version, 1);
    assert_eq!(deposited(site), 1);
});

on_both!(a_deposit_that_breaks_off_changes_nothing, |site| {
    let (actor, id) = applicant(site).await;
    give(&actor, &id, "avant.pdf", &files::pdf("avant")).await.done();
    let before = actor.document(&id, 0).await;
    let to = (&id, &before.requirement_id);
    let whole = multipart(before.version, "après.pdf", &files::pdf_of(900_000));
    let broken = in_pieces(whole.clone(), || Some(io::Error::from(io::ErrorKind::ConnectionReset)));
    let answer = actor.deposit_body(to, "application/json", broken).await;
    assert_eq!(answer.refused_deposit(), DocumentRefusal::Interrupted);
    let ended = Body::from(whole[..whole.len() / 2].to_vec());
    let answer = actor.deposit_body(to, "application/json", ended).await;
    assert_eq!(answer.refused_deposit(), DocumentRefusal::Interrupted);
    assert_eq!(actor.document(&id, 0).await, before);
    assert_eq!((files_in(site, "incoming"), deposited(site)), (0, 1));
    actor.deposit_body(to, "application/json", whole.into()).await.done();
});

on_both!(a_storage_that_fails_is_explained_and_a_retry_works_once_it_is_mended, |site| {
    let (actor, id) = applicant(site).await;
    let place = site.folder().join("documents/sha256");
    let aside = site.folder().join("aside");
    std::fs::rename(&place, &aside).expect("the vault put aside");
    std::fs::write(&place, "no folder").expect("a file in the way");
    let before = actor.dossier(&id).await;
    let answer = give(&actor, &id, "cv.pdf", &files::pdf("cv")).await;
    assert_eq!(answer.refused_deposit(), DocumentRefusal::StorageFailed);
    assert_eq!(actor.dossier(&id).await, before, "nothing names what is not there");
    assert_eq!(files_in(site, "incoming"), 0);
    std::fs::remove_file(&place).expect("the way is free");
    std::fs::rename(&aside, &place).expect("the vault back");
    give(&actor, &id, "cv.pdf", &files::pdf("cv")).await.done();
});

on_both!(a_deadline_that_passes_during_a_deposit_counts, |site| {
    let (actor, id) = applicant(site).await;
    let it = actor.dossier(&id).await;
    let left = it.card.transmit_by.at.0 - site.now().0;
    site.clock.advance(Span(left - 60_000));
    actor.sign_in(EMAIL).await.done();
    let clock = site.clock.clone();
    let slow = in_pieces(multipart(0, "cv.pdf", &files::pdf("cv")), move || {
        clock.advance(Span::minutes(2));
        None
    });
    let answer = actor.deposit_body((&id, &it.documents[0].requirement_id), "application/json", slow).await;
    assert_eq!(answer.refused_deposit(), DocumentRefusal::DeadlinePassed);
    assert_eq!(first_file(&actor, &id).await, None);
});

on_both!(what_is_taken_back_is_gone_and_a_form_from_before_hears_it, |site| {
    let (actor, id) = applicant(site).await;
    give(&actor, &id, "cv.pdf", &files::pdf("cv")).await.done();
    let before = actor.document(&id, 0).await;
    let document = before.document_id.clone().expect("a document");
    actor.act_on(&id, &before, "document/remove", &[]).await.done();
    actor.act_on(&id, &before, "document/remove", &[]).await.done();
    let after = actor.document(&id, 0).await;
    assert_eq!((after.state, after.file), (DocumentState::Missing, None));
    assert_eq!(actor.get(&Place::Document(document).href()).await.status, StatusCode::NOT_FOUND);
    let stale = actor.deposit((&id, &before.requirement_id), before.version, "cv.pdf", &files::pdf("cv")).await;
    assert_eq!(stale.refused_deposit(), DocumentRefusal::Changed);
});

on_both!(only_a_conditional_document_is_declined_and_only_on_honour, |site| {
    let (actor, id) = applicant(site).await;
    let documents = actor.dossier(&id).await.documents;
    let certified = [("certified", "yes")];
    let decline = async |it: &DocumentView, said: &[_]| actor.act_on(&id, it, "document/decline", said).await;
    let unsigned = decline(&documents[CONDITIONAL], &[]).await;
    assert_eq!(unsigned.refusal::<DocumentRefusal>(), DocumentRefusal::NotCertified);
    let always = decline(&documents[0], &certified).await;
    assert_eq!(always.refusal::<DocumentRefusal>(), DocumentRefusal::Closed);
    decline(&documents[CONDITIONAL], &certified).await.done();
    assert_eq!(actor.document(&id, CONDITIONAL).await.state, DocumentState::NotConcerned);
});

on_both!(without_javascript_every_refusal_is_explained_on_the_dossiers_page, |site| {
    let (actor, id) = applicant(site).await;
    let it = actor.document(&id, 0).await;
    let form = |seen, name, file: &[u8]| Body::from(multipart(seen, name, file));
    let cases = [
        (DocumentRefusal::File(F::TooLarge), form(0, "grand.pdf", &vec![b'x'; 5 << 20])),
        (DocumentRefusal::File(F::Encrypted), form(0, "secret.pdf", &files::pdf_with_password())),
        (DocumentRefusal::Interrupted, Body::from(multipart(0, "a.pdf", &files::pdf("a"))[..300].to_vec())),
        (DocumentRefusal::Changed, form(7, "a.pdf", &files::pdf("a"))),
    ];
    for (refusal, body) in cases {
        let answer = actor.deposit_body((&id, &it.requirement_id), "text/html", body).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let (place, _) = answer.location().split_once('#').expect("the document in the page");
        let reference = place.rsplit('=').next().expect("a reference");
        let page = actor.get(place).await.done().text().replace("&#x27;", "'").replace("&#39;", "'");
        for part in
            [words::document::refusal(refusal), words::document::kept(refusal), words::document::advice(refusal)]
                .map(|it| it.to(Language::French))
        {
            assert!(page.contains(&*part), "{refusal:?}: « {part} » is not said");
        }
        assert!(reference.starts_with("R-") && page.contains(reference), "{refusal:?}: nothing to quote");
    }
    let taken = actor.deposit_body((&id, &it.requirement_id), "text/html", form(0, "a.pdf", &files::pdf("a"))).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(taken.location(), format!("/candidatures/{id}#piece-{}", it.requirement_id));
    // A call by a plain form, refused: the browser comes back to the page with the reason.
    let pairs = [("candidature", id.as_str()), ("requirement", it.requirement_id.as_str()), ("certified", "yes")];
    let answer = actor.submit(&Place::Dossier(id.clone()), "document/decline", &pairs).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = actor.get(answer.location()).await.done();
    for page in [answer.text(), page.text()] {
        let page = page.replace("&#x27;", "'").replace("&#39;", "'");
        let told = words::document::refusal(DocumentRefusal::Closed).to(Language::French);
        assert!(page.contains(&*told), "{}: nothing is explained", answer.location());
    }
});

on_both!(a_file_is_shown_to_its_candidate_and_to_staff_in_scope_once_transmitted, |site| {
    let (actor, id) = applicant(site).await;
    actor.fill(&id).await;
    let document = actor.document(&id, 0).await.document_id.expect("a document");
    let place = Place::Document(document).href();
    let (officer, strange) = (site.staff(OFFICER).await, site.staff(STRANGE_OFFICER).await);
    let other = site.candidate("other@essai.example").await;
    assert_eq!(officer.get(&place).await.status, StatusCode::NOT_FOUND, "not handed over yet");
    actor.transmit(&id).await.done();
    let read = "select count(*) from journal where act = 'read_document'";
    assert_eq!(site.count(read).await, 0);
    officer.get(&place).await.done();
    assert_eq!(site.count(read).await, 1);
    for nobody in [&strange, &other, &site.visitor()] {
        assert_eq!(nobody.get(&place).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(site.count(read).await, 1);
});

on_both!(a_deposit_into_anothers_dossier_is_not_even_read, |site| {
    let (actor, id) = applicant(site).await;
    let requirement = actor.document(&id, 0).await.requirement_id;
    let other = site.candidate("other@essai.example").await;
    let read = Arc::new(AtomicBool::new(false));
    let watched = || {
        let read = read.clone();
        Body::from_stream(stream::once(async move {
            read.store(true, Ordering::SeqCst);
            Ok::<_, io::Error>(Bytes::new())
        }))
    };
    let answer = other.deposit_body((&id, &requirement), "application/json", watched()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let answer = site.visitor().deposit_body((&id, &requirement), "application/json", watched()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(!read.load(Ordering::SeqCst), "a stranger made us read");
    actor.deposit_body((&id, &requirement), "application/json", watched()).await.refused_deposit();
    assert!(read.load(Ordering::SeqCst));
    let nowhere = actor.deposit((&id, &RequirementId("none".into())), 0, "a.pdf", &files::pdf("a")).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let gone = actor.post("document/remove", &[("candidature", id.as_str()), ("requirement", "none")]).await;
    assert_eq!(gone.error::<DocumentRefusal>(), CallError::NotFound);
});

on_both!(what_a_kill_left_half_way_is_swept_after_a_day_and_nothing_else_is, |site| {
    let (actor, id) = applicant(site).await;
    give(&actor, &id, "cv.pdf", &files::pdf("cv")).await.done();
    let folder = site.folder();
    let old = |path: &Path, hours: i64| {
        let at = u64::try_from((site.now() - Span::hours(hours)).0).expect("after 1970");
        let file = std::fs::File::options().write(true).open(path).expect("a file");
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_millis(at)).expect("a time");
    };
    let kept: Vec<_> = std::fs::read_dir(folder.join("documents/sha256")).expect("a folder").collect();
    let kept: Vec<_> = kept.into_iter().map(|it| it.expect("a file").path()).collect();
    for it in &kept {
        old(it, 100);
    }
    let digest = "0".repeat(64);
    for (place, hours) in [
        ("incoming/.tmpKilled".to_owned(), 25),
        (format!("documents/sha256/{digest}#1"), 25),
        // About to be whole.
        ("incoming/.tmpYoung".to_owned(), 23),
        (format!("documents/sha256/{digest}#2"), 23),
        // None of ours.
        ("incoming/of-somebody".to_owned(), 100),
        (format!("documents/sha256/{digest}#a"), 100),
    ] {
        std::fs::write(folder.join(&place), "half").expect("a file");
        old(&folder.join(&place), hours);
    }
    worker::sweep(&site.services).await;
    let left = |name: &str| folder.join(name).exists();
    assert!(!left("incoming/.tmpKilled") && !left(&format!("documents/sha256/{digest}#1")));
    assert!(left("incoming/.tmpYoung") && left(&format!("documents/sha256/{digest}#2")));
    assert!(left("incoming/of-somebody") && left(&format!("documents/sha256/{digest}#a")));
    assert!(kept.iter().all(|it| it.exists()), "what a row names stays, however old");
    assert_eq!(first_file(&actor, &id).await.map(|it| it.name), Some("cv.pdf".to_owned()));
});
