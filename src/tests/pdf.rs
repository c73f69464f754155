//! Papers as PDF: what stands in them, who gets them, and that nothing a person typed or gave can spoil them.

use super::actor::{Actor, Answer};
use super::files;
use super::journey::{ADMINISTRATOR, INFORMATICS, OFFICER, STRANGE_OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::document::DocumentState;
use crate::domain::language::Language;
use crate::domain::profile::{AddressForm, BaccalaureatForm, IdentityForm, Profile};
use crate::domain::time::Instant;
use crate::domain::transmission::{Receipt, Snapshot, SnapshotDocument, Transmission};
use crate::domain::{CandidatureId, RequirementId};
use crate::places::Place;
use crate::server::pdf::Printer;
use crate::server::{calendar, secrets};
use axum::http::StatusCode;
use bytes::Bytes;
use lopdf::{Document, Object};

const EMAIL: &str = "eloise@essai.example";
const OTHER: &str = "other@essai.example";

/// A PDF, read back.
pub struct Paper(pub Document);

impl Paper {
    #[track_caller]
    pub fn read(bytes: &[u8]) -> Self {
        Self(Document::load_mem(bytes).expect("a PDF"))
    }

    pub fn pages(&self) -> usize {
        self.0.get_pages().len()
    }

    /// What one page says, from 1 on, on one line: where a line breaks is the layout's.
    pub fn page(&self, nth: usize) -> String {
        let text = self.0.extract_text(&[u32::try_from(nth).expect("a page")]).expect("a text");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn text(&self) -> String {
        (1..=self.pages()).map(|nth| self.page(nth)).collect::<Vec<_>>().join(" ")
    }

    pub fn language(&self) -> String {
        let language = self.0.catalog().expect("a catalogue").get(b"Lang").and_then(Object::as_str);
        String::from_utf8_lossy(language.expect("a language")).into_owned()
    }

    pub fn is_tagged(&self) -> bool {
        self.0.catalog().is_ok_and(|it| it.has(b"StructTreeRoot") && it.has(b"MarkInfo"))
    }

    /// How many programs of fonts are embedded.
    pub fn fonts(&self) -> usize {
        let dictionaries = self.0.objects.values().filter_map(|it| it.as_dict().ok());
        dictionaries.filter(|it| it.has(b"FontFile2") || it.has(b"FontFile3")).count()
    }

    /// Whether it says of itself that it is PDF/A-2a and PDF/UA-1: the library says so once it has checked.
    pub fn promises(&self) -> bool {
        let streams = self.0.objects.values().filter_map(|it| it.as_stream().ok());
        let mut texts = streams.map(|it| it.decompressed_content().unwrap_or_else(|_| it.content.clone()));
        texts.any(|it| {
            let text = String::from_utf8_lossy(&it);
            text.contains("pdfuaid:part>1") && text.contains("pdfaid:part>2") && text.contains("pdfaid:conformance>A")
        })
    }

    /// The titles of the bookmarks that name documents.
    fn bookmarks(&self) -> usize {
        self.0.get_toc().map_or(0, |it| it.toc.len())
    }
}

async fn receipt(actor: &Actor<'_>, id: &CandidatureId) -> Answer {
    actor.get(&Place::ReceiptPdf(id.clone()).href()).await
}

async fn dossier(actor: &Actor<'_>, id: &CandidatureId) -> Answer {
    actor.get(&Place::DossierPdf(id.clone()).href()).await
}

async fn latest(actor: &Actor<'_>, id: &CandidatureId) -> Receipt {
    actor.post("transmission/receipts", &[("id", id.as_str())]).await.read::<Vec<Receipt>>().swap_remove(0)
}

/// How often a dossier was read whole.
async fn readings(site: &TestSite) -> i64 {
    site.count("select count(*) from journal where act = 'read_dossier_pdf'").await
}

on_both!(the_receipt_says_what_was_received_in_both_languages, |site| {
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let told = latest(&candidate, &id).await;
    let answer = receipt(&candidate, &id).await.done();
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("cache-control"), "private, no-store");
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
    let name = format!("attachment; filename=\"accuse-{}.pdf\"", told.reference);
    assert_eq!(answer.header("content-disposition"), name);
    let paper = Paper::read(&answer.body);
    assert_eq!((paper.pages(), paper.language().as_str()), (1, "fr"));
    assert!(paper.is_tagged() && paper.promises() && paper.fonts() >= 2);
    let text = paper.text();
    let number = site.texts("select number from account").await.swap_remove(0);
    let documents = told.documents.iter().flat_map(|it| [it.file_name.clone(), it.digest.clone()]).flatten();
    let mut expected = vec![told.reference, told.digest, told.programme, told.faculty, number];
    expected.extend(["Accusé de réception", "Université d'essai", "Éloïse", "(heure de Paris)"].map(str::to_owned));
    for part in expected.into_iter().chain(documents) {
        assert!(text.contains(&part), "no « {part} » in {text}");
    }
    assert!(receipt(&candidate, &id).await.body == answer.body, "the same receipt has other bytes");

    candidate.post("account/choose_language", &[("language", "en")]).await.done();
    let english = Paper::read(&receipt(&candidate, &id).await.done().body);
    assert_eq!(english.language(), "en");
    assert!(english.promises() && english.text().contains("Acknowledgement of receipt"), "{}", english.text());
});

on_both!(papers_are_for_those_whose_they_are_and_staff_in_scope, |site| {
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let pending = candidate.applied("L1-MATH").await;
    let (other, visitor) = (site.candidate(OTHER).await, site.visitor());
    let (officer, strange) = (site.staff(OFFICER).await, site.staff(STRANGE_OFFICER).await);
    let nowhere = CandidatureId("nowhere".into());
    for (who, actor) in [("other", &other), ("visitor", &visitor), ("officer", &officer), ("strange", &strange)] {
        assert_eq!(receipt(actor, &id).await.status, StatusCode::NOT_FOUND, "{who}");
    }
    for (who, actor) in [("other", &other), ("visitor", &visitor), ("owner", &candidate), ("strange", &strange)] {
        assert_eq!(dossier(actor, &id).await.status, StatusCode::NOT_FOUND, "{who}");
    }
    for id in [&pending, &nowhere] {
        assert_eq!(receipt(&candidate, id).await.status, StatusCode::NOT_FOUND, "never transmitted");
        assert_eq!(dossier(&officer, id).await.status, StatusCode::NOT_FOUND, "never transmitted");
    }
    assert_eq!(readings(site).await, 0);
    dossier(&officer, &id).await.done();
    dossier(&site.staff(ADMINISTRATOR).await, &id).await.done();
    assert_eq!(readings(site).await, 2, "who read it is written down");
    let page = candidate.get(&Place::Receipt(id.clone()).href()).await.done().text();
    assert!(page.contains(&Place::ReceiptPdf(id.clone()).href()), "no way to the receipt");
    let page = officer.get(&Place::Examination(id.clone()).href()).await.done().text();
    assert!(page.contains(&Place::DossierPdf(id).href()), "no way to the dossier");
});

on_both!(the_dossier_holds_what_was_handed_over_and_nothing_later, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let told = latest(&candidate, &id).await;
    let first = dossier(&officer, &id).await.done();
    let name = format!("attachment; filename=\"dossier-{}.pdf\"", told.reference);
    assert_eq!(first.header("content-disposition"), name);
    let paper = Paper::read(&first.body);
    let given = told.documents.iter().filter(|it| it.digest.is_some()).count();
    // The first document of the journey is a PDF of one page, the others are pictures.
    let cover = paper.pages() - given - 1;
    assert!((1..=2).contains(&cover) && paper.bookmarks() >= given, "{} pages", paper.pages());
    assert!(paper.is_tagged() && !paper.promises() && paper.fonts() >= 2);
    let text = paper.text();
    for part in ["Valenciennes", "1 rue des Essais", "31 mars 2008", "N'a pas le baccalauréat", &told.reference] {
        assert!(text.contains(part), "no « {part} » in {text}");
    }
    assert!(paper.page(cover + 1).contains("carte d'identité.pdf"), "{}", paper.page(cover + 1));
    assert_eq!(paper.page(cover + 2), "recto verso", "the pages of the PDF follow its sheet");
    assert!(paper.page(cover + 3).contains("photo.jpg") && paper.page(cover + 4).contains("écran.png"));

    officer.judge(&id, 0, &[("ground", "illegible")]).await.done();
    for nth in 1..told.documents.len() {
        officer.judge(&id, nth, &[("accept", "yes")]).await.done();
    }
    officer.step("review/incomplete", &id, &[("deadline", "2027-01-31")]).await.done();
    let again = candidate.document(&id, 0).await;
    let other = files::pdf("tout autre chose");
    candidate.deposit((&id, &again.requirement_id), again.version, "autre.pdf", &other).await.done();
    assert!(dossier(&officer, &id).await.done().body == first.body, "what was handed over has changed");
    candidate.transmit(&id).await.done();
    let second = Paper::read(&dossier(&officer, &id).await.done().body);
    assert_eq!(second.page(cover + 2), "tout autre chose");
});

on_both!(a_document_that_the_vault_lost_is_named_and_leaves_the_others, |site| {
    let officer = site.staff(OFFICER).await;
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let told = latest(&candidate, &id).await;
    let digest = told.documents[0].digest.as_ref().expect("a file");
    let place = site.folder().join("documents/sha256").join(digest);
    std::fs::write(place, files::pdf("forged")).expect("other bytes in its place");
    let text = Paper::read(&dossier(&officer, &id).await.done().body).text();
    assert!(text.contains("À ouvrir séparément") && !text.contains("forged") && text.contains("écran.png"), "{text}");
});

/// What somebody might type, or call a file.
pub const HOSTILE: [&str; 9] = [
    "#panic() #read(\"/etc/passwd\") $x$ *gras* _i_ `c` \\ \" ' <script>alert(1)</script> @ref = titre // /* [",
    "אבגד \u{202e}renversé\u{202c} مُحَمَّد",
    "🎓👩‍🎓 𝔘𝔫𝔦 漢字 かな 한국어 ไทย \u{e000}",
    "zéro\u{200b}\u{200d}\u{feff}\u{ad}largeur\u{0}\u{7}\r\n\t fin",
    "e\u{301}\u{301}\u{301}\u{301}\u{327} Z\u{335}\u{322}\u{327}a\u{336}l\u{334}g\u{337}o",
    "\u{fffd}\u{fffe}\u{ffff}\u{10ffff}\u{378}",
    "fi ffi ﬁ ﬃ st ĳ ǆ ß ẞ İ ı ﷺ",
    "",
    "   ",
];

/// A transmission in which everything that is typed is this; what is very long stands in the names alone.
fn transmission(word: &str, documents: Vec<SnapshotDocument>) -> Transmission {
    let it = || word.chars().take(200).collect::<String>();
    let identity = IdentityForm {
        family_name: it(),
        usual_name: it(),
        given_name: it(),
        birth_date: it(),
        birth_country: it(),
        nationality: it(),
        ..IdentityForm::default()
    };
    let address = AddressForm { country: it(), street: it(), foreign_city: it(), ..AddressForm::default() };
    let baccalaureat = BaccalaureatForm { has_it: it(), series: it(), school: it(), ..BaccalaureatForm::default() };
    Transmission {
        reference: "T-ABCDEFGHJK".into(),
        transmitted_at: calendar::moment(Instant(1_795_339_800_000)),
        faculty: it(),
        snapshot: Snapshot {
            number: it(),
            email: it(),
            family_name: word.to_owned(),
            given_name: it(),
            programme_code: it(),
            programme: it(),
            profile: Profile {
                identity: Some(identity),
                address: Some(address),
                baccalaureat: Some(baccalaureat),
                ..Profile::default()
            },
            documents,
        },
        digest: secrets::digest(word.as_bytes()),
    }
}

fn given(label: &str, name: &str, file: &[u8]) -> SnapshotDocument {
    SnapshotDocument {
        requirement_id: RequirementId("r".into()),
        label: label.into(),
        label_en: None,
        state: DocumentState::Deposited,
        file_name: Some(name.into()),
        size: i64::try_from(file.len()).ok(),
        digest: Some(secrets::digest(file)),
    }
}

#[tokio::test]
async fn nothing_that_is_typed_spoils_a_paper() {
    let printer = Printer::default();
    let endless = "x".repeat(10_000);
    let words = "mot ".repeat(2_500);
    for word in HOSTILE.into_iter().chain([endless.as_str(), &words]) {
        let file = files::png();
        let short: String = word.chars().take(200).collect();
        let it = transmission(word, vec![given(&short, &short, &file)]);
        for language in Language::ALL {
            let paper = Paper::read(&printer.receipt(&short, it.clone(), language).await.expect("a receipt"));
            assert!(paper.promises(), "{word}");
            let text = paper.text().replace(' ', "");
            assert!(text.contains("T-ABCDEFGHJK"), "{word}: {text}");
            assert!(!word.contains("script") || text.contains("<script>alert(1)</script>"), "{text}");
            let dossier = printer.dossier(&short, it.clone(), vec![Some(file.clone().into())], language).await;
            let dossier = Paper::read(&dossier.expect("a dossier"));
            assert!(dossier.text().replace(' ', "").contains("T-ABCDEFGHJK"), "{word}");
        }
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_merged_is_opened_apart_and_nothing_fails() {
    let good = files::pdf("bonne page");
    let cases = [
        ("bon", good.clone()),
        ("secret", files::pdf_with_password()),
        ("spoilt", files::cut(files::spoilt(good.clone()))),
        ("bomb", files::pdf_bomb()),
        ("picture bomb", files::png_bomb()),
        ("program", files::program()),
        ("picture", files::jpeg()),
        ("cut picture", files::cut(files::png())),
        ("again", files::pdf("dernière page".trim_end_matches("page"))),
    ];
    let documents = cases.iter().map(|(label, file)| given(label, label, file)).collect();
    let mut snapshots: Vec<SnapshotDocument> = documents;
    snapshots.push(given("lost", "lost", b"lost"));
    let mut waived = given("waived", "waived", b"");
    (waived.digest, waived.file_name, waived.state) = (None, None, DocumentState::Waived);
    snapshots.insert(0, waived);
    let mut given_files: Vec<Option<Bytes>> = cases.into_iter().map(|(_, file)| Some(file.into())).collect();
    given_files.insert(0, None);
    let it = transmission("mot", snapshots);
    let bytes = Printer::default().dossier("Université", it, given_files, Language::English).await.expect("a dossier");
    let paper = Paper::read(&bytes);
    let apart = (1..=paper.pages()).filter(|nth| paper.page(*nth).contains("To be opened separately")).count();
    assert_eq!(apart, 7, "{}", paper.text());
    let sheets = 10;
    let cover = paper.pages() - sheets - 2;
    assert_eq!(paper.page(cover + 2), "bonne page");
    assert!(paper.page(cover + 2 + 7).contains("cut picture"), "{}", paper.page(cover + 9));
    assert!(paper.page(cover + 1).contains(&format!("{} / {}", cover + 1, paper.pages())), "{}", paper.page(cover + 1));
    let last = paper.page(paper.pages());
    assert!(last.contains("lost") && last.ends_with(&format!("{0} / {0}", paper.pages())), "{last}");
}

on_both!(a_paper_that_cannot_be_had_is_explained_on_a_page, |site| {
    let (candidate, id) = site.transmitted(EMAIL, INFORMATICS).await;
    let paper = Place::ReceiptPdf(id).href();
    candidate.get(&paper).await.done();
    // The session has ended: what to do is said, and nothing of whose paper it is.
    let ended = site.visitor().get(&paper).await;
    assert_eq!(ended.status, StatusCode::NOT_FOUND);
    assert!(ended.text().contains(&*crate::words::office::SIGNED_OUT_ADVICE.to(Language::French)), "{}", ended.text());
    let strange = site.candidate("autre@essai.example").await.get(&paper).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
    assert!(
        strange.text().contains(&*crate::words::office::NOT_FOUND_ADVICE.to(Language::French)),
        "{}",
        strange.text()
    );
    // Who is no browser gets the bare status.
    let request = axum::http::Request::get(&paper).header("accept", "application/json");
    let bare = site.visitor().send(request, axum::body::Body::empty()).await;
    assert_eq!((bare.status, bare.text().as_str()), (StatusCode::NOT_FOUND, ""));
});
