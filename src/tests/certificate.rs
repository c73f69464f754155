//! The certificate: who gets it and when, what it says, who believes it; and the card, the sticker, the directory.

use super::actor::{Actor, Answer};
use super::journey::{ADMINISTRATOR, OFFICER};
use super::pdf::{HOSTILE, Paper};
use super::site::{TestSite, on_both};
use crate::api::{CallError, Never};
use crate::domain::certificate::{Certified, StudentView, VERIFICATIONS_PER_ADDRESS, Verdict, Verification};
use crate::domain::language::Language;
use crate::domain::time::{Date, Instant};
use crate::places::Place;
use crate::server::pdf::{CardSheet, CertificateSheet, Printer};
use crate::server::signing::{KeyRing, Refused, Signer, code};
use crate::words::certificate as say;
use axum::http::StatusCode;
use sha2::{Digest, Sha256};

const EMAIL: &str = "eloise@essai.example";
const NAMESAKE: &str = "homonyme@essai.example";
const STUDENT: &str = "22600042";

impl TestSite {
    /// An admitted candidate, the first one of the site, whose enrolment staff validated.
    async fn enrolled(&self, email: &str) -> Actor<'_> {
        let candidate = self.admitted(email).await;
        self.sql("update learner set student_number = '22600042' where identifiant = 'doeuvre.eloise1'").await;
        self.validate().await;
        candidate
    }

    async fn validate(&self) {
        self.sql(
            "update enrolment set state = 'validated', validated_at = 1795339900000, submitted_at = 1795339890000
              where learner_id = (select learner_id from learner where identifiant = 'doeuvre.eloise1')",
        )
        .await;
    }

    /// What the QR code of the latest edition holds.
    pub(super) async fn code(&self) -> String {
        let all = self.texts("select payload || '#' || signature from certificate order by edition desc").await;
        let (payload, signature) = all[0].split_once('#').expect("two parts");
        code(payload, signature)
    }

    async fn number(&self) -> String {
        self.texts("select number from certificate order by edition desc").await.remove(0)
    }
}

async fn certificate(actor: &Actor<'_>, language: Language) -> Answer {
    actor.get(&Place::CertificatePdf(language).href()).await
}

async fn verify(actor: &Actor<'_>, typed: &str) -> Verification {
    actor.post("certificate/verify", &[("code", typed)]).await.read()
}

on_both!(it_says_who_is_enrolled_in_what_once_validated_and_not_before, |site| {
    let candidate = site.admitted(EMAIL).await;
    assert_eq!(certificate(&candidate, Language::French).await.status, StatusCode::NOT_FOUND);
    assert_eq!(candidate.get(&Place::CardPdf.href()).await.status, StatusCode::NOT_FOUND);
    let page = candidate.get(&Place::Student.href()).await.done().text();
    assert!(page.contains(&*say::NOT_YET.to(Language::French)) && !page.contains("certificat.pdf"));
    site.sql("update learner set student_number = '22600042'").await;
    site.validate().await;

    let page = candidate.get(&Place::Student.href()).await.done().text();
    for place in [Place::CertificatePdf(Language::French), Place::CertificatePdf(Language::English), Place::CardPdf] {
        assert!(page.contains(&place.href()), "{}", place.href());
    }
    assert!(page.contains("<svg") && page.contains("https://ent.essai.example/activation") && page.contains(STUDENT));
    let answer = certificate(&candidate, Language::French).await.done();
    let number = site.number().await;
    assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"certificat-{number}.pdf\""));
    let paper = Paper::read(&answer.body);
    assert_eq!((paper.pages(), paper.language().as_str()), (1, "fr"));
    assert!(paper.is_tagged() && paper.promises() && paper.fonts() >= 2);
    let text = paper.text();
    let told =
        ["La présidente certifie que", "Madame Éloïse D’Œuvré", "1234567890V", STUDENT, "31 mars 2008 à Valenciennes"];
    let more = ["2026-2027", "Licence 1 Informatique", "Fait à Valenciennes, le 22 novembre 2026", "Camille Essai"];
    for part in told.into_iter().chain(more).chain([number.as_str(), "http://guichet.test/verifier"]) {
        assert!(text.contains(part), "no « {part} » in {text}");
    }
    assert!(certificate(&candidate, Language::French).await.body == answer.body, "the same certificate, other bytes");
    let english = Paper::read(&certificate(&candidate, Language::English).await.done().body);
    assert_eq!(english.language(), "en");
    assert!(english.promises() && english.text().contains(&number), "{}", english.text());
    assert!(english.text().contains("is regularly enrolled for the academic year 2026-2027"), "{}", english.text());
    assert_eq!(site.count("select count(*) from certificate").await, 1);
    assert_eq!(site.count("select count(*) from journal where act = 'issue_certificate'").await, 1);
    let card = Paper::read(&candidate.get(&Place::CardPdf.href()).await.done().body);
    assert!(card.promises() && card.text().contains(STUDENT), "{}", card.text());
});

on_both!(two_windows_at_once_make_one_edition, |site| {
    let candidate = site.enrolled(EMAIL).await;
    let all = futures::future::join_all((0..4).map(|_| certificate(&candidate, Language::French))).await;
    let first = all.into_iter().map(|it| it.done().body).collect::<Vec<_>>();
    assert!(first.iter().all(|it| *it == first[0]));
    assert_eq!(site.count("select count(*) from certificate").await, 1);
});

on_both!(nobody_gets_the_certificate_of_another, |site| {
    let candidate = site.enrolled(EMAIL).await;
    let other = site.admitted(NAMESAKE).await;
    let mine: StudentView = candidate.post("certificate/mine", &[]).await.read();
    let named = format!("{}&inscription={}", Place::CertificatePdf(Language::French).href(), mine.enrolment);
    candidate.get(&named).await.done();
    for (who, actor) in [("other", &other), ("visitor", &site.visitor()), ("staff", &site.staff(OFFICER).await)] {
        assert_eq!(actor.get(&named).await.status, StatusCode::NOT_FOUND, "{who}");
        assert_eq!(certificate(actor, Language::French).await.status, StatusCode::NOT_FOUND, "{who}");
        assert_eq!(actor.get(&Place::CardPdf.href()).await.status, StatusCode::NOT_FOUND, "{who}");
    }
    assert_eq!(site.count("select count(*) from certificate").await, 1);
});

on_both!(a_verifier_is_told_what_is_genuine_altered_cancelled_or_unknown, |site| {
    let candidate = site.enrolled(EMAIL).await;
    certificate(&candidate, Language::French).await.done();
    let (good, number, visitor) = (site.code().await, site.number().await, site.visitor());
    let link = format!("http://guichet.test{}", Place::Verifying(good.clone()).href());
    for typed in [good.clone(), good.to_lowercase(), link, number.clone(), number.to_lowercase().replace('-', " ")] {
        let found = verify(&visitor, &typed).await;
        let says = found.says.expect("what it certifies");
        assert_eq!((found.verdict, says.name.as_str()), (Verdict::Genuine, "Éloïse D’Œuvré"), "« {typed} »");
        assert_eq!(says.programmes, ["Licence 1 Informatique"]);
    }
    let page = visitor.get(&Place::Verifying(good.clone()).href()).await.done().text();
    assert!(page.contains("Ce certificat est authentique.") && page.contains("Éloïse D’Œuvré"), "without a script");
    let answer = visitor.post("certificate/verify", &[("code", &number)]).await.text();
    for secret in [EMAIL, "1234567890V", STUDENT, "doeuvre.eloise1", "Valenciennes"] {
        assert!(!answer.contains(secret) && !page.contains(secret), "{secret} is nobody's business");
    }

    // Every sign that is changed is noticed: of the statement, and of the signature.
    let (payload, signature) = good.split_once('.').expect("two parts");
    let other = |sign: char| if sign == 'A' { 'B' } else { 'A' };
    for at in [0, payload.len() / 2, payload.len() + 1, good.len() - 3] {
        let mut signs: Vec<_> = good.chars().collect();
        signs[at] = other(signs[at]);
        let altered: String = signs.into_iter().collect();
        assert_eq!(verify(&visitor, &altered).await, Verification::empty(Verdict::Forged), "{at}");
    }
    let text =
        String::from_utf8(data_encoding::BASE32_NOPAD.decode(payload.as_bytes()).expect("base 32")).expect("a text");
    let forged = code(&text.replace("Éloïse", "Héloïse"), signature);
    assert_eq!(verify(&visitor, &forged).await.verdict, Verdict::Forged);
    let page = visitor.get(&Place::Verifying(forged).href()).await.done().text();
    assert!(page.contains("pas authentique") && !page.contains("loïse"), "nothing is said of what is forged");
    for unknown in ["CS-2026-ABCDEFGHJK", "", "bonjour", "' or 1=1 --", "\u{0}"] {
        assert_eq!(verify(&visitor, unknown).await, Verification::empty(Verdict::Unknown), "« {unknown} »");
    }

    site.sql("update admission set programme_label = 'Licence 2 Informatique'").await;
    certificate(&candidate, Language::French).await.done();
    assert_eq!(verify(&visitor, &good).await.verdict, Verdict::Superseded);
    assert_eq!(verify(&visitor, &site.number().await).await.verdict, Verdict::Genuine);
    site.sql("update enrolment set state = 'cancelled', cancelled_at = 1795400000000").await;
    for typed in [good.clone(), site.code().await, number] {
        let found = verify(&visitor, &typed).await;
        assert!(found.verdict == Verdict::Cancelled && found.cancelled_at.is_some(), "« {typed} »");
    }
    assert!(visitor.get(&Place::Verifying(good).href()).await.text().contains("annulée depuis"));
    assert_eq!(certificate(&candidate, Language::French).await.status, StatusCode::NOT_FOUND);
});

on_both!(numbers_are_not_tried_one_after_the_other, |site| {
    let visitor = site.visitor();
    for _ in 0..VERIFICATIONS_PER_ADDRESS {
        assert_eq!(verify(&visitor, "CS-2026-ABCDEFGHJK").await.verdict, Verdict::Unknown);
    }
    let answer = visitor.post("certificate/verify", &[("code", "CS-2026-ABCDEFGHJK")]).await;
    assert_eq!(answer.error::<Never>(), CallError::TooMany);
});

on_both!(the_published_key_alone_tells_a_certificate_and_outlives_its_successor, |site| {
    let candidate = site.enrolled(EMAIL).await;
    certificate(&candidate, Language::French).await.done();
    let good = site.code().await;
    let published = site.visitor().get(&Place::VerifyKey.href()).await.done();
    let ring = KeyRing::read(&published.body).expect("keys");
    let link = format!("https://elsewhere.example/verifier?c={good}");
    assert_eq!(ring.check_typed(&link).expect("genuine").name, "Éloïse D’Œuvré");
    assert_eq!(ring.check_typed("CS-2026-ABCDEFGHJK"), Err(Refused::NoCode));
    // A card's code is signed by the same key, and is no certificate.
    let card = crate::domain::certificate::card(site.services.signer.id(), "U", &certified("Léa"));
    assert_eq!(ring.check_typed(&code(&card, &site.services.signer.sign(&card))), Err(Refused::Forged));

    let key = site.folder().join("keys/certificates.pem");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&key).expect("a key").permissions());
    assert_eq!(mode & 0o777, 0o600);
    std::fs::remove_file(key).expect("a lost key");
    let open = || Signer::open(&site.services.config, &*site.services.chance, TODAY).expect("a signer");
    let next = open();
    assert_ne!(next.id(), site.services.signer.id());
    assert_eq!((next.ring.keys.len(), open().ring.keys.len()), (2, 2));
    assert!(next.ring.check_typed(&good).is_ok());
    let strange = KeyRing { keys: next.ring.keys[1..].to_vec(), ..next.ring };
    assert_eq!(strange.check_typed(&good), Err(Refused::Forged));
});

on_both!(in_a_demonstration_the_pdf_itself_is_signed, |config| config.demo = true, |site| {
    let candidate = site.enrolled(EMAIL).await;
    let bytes = certificate(&candidate, Language::French).await.done().body.to_vec();
    let paper = Paper::read(&bytes);
    assert!(paper.promises() && paper.is_tagged() && paper.text().contains("Éloïse"), "still what the printer made");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (_, range) = text.rsplit_once("/ByteRange[").expect("a signature");
    let range: Vec<usize> =
        range.split(']').next().expect("an end").split_whitespace().map(|it| it.parse().expect("a place")).collect();
    let [0, hole, end, rest] = range[..] else { panic!("{range:?}") };
    assert_eq!(end + rest, bytes.len(), "all of it is signed");
    assert!(bytes[hole] == b'<' && bytes[end - 1] == b'>');
    let digest = Sha256::new().chain_update(&bytes[..hole]).chain_update(&bytes[end..]).finalize();
    let signature = String::from_utf8_lossy(&bytes[hole..end]).into_owned();
    assert!(signature.contains(&data_encoding::HEXLOWER.encode(&digest)), "the digest of what stands there");

    // A program that nobody here wrote, where it is installed (poppler-utils).
    let says = |name: &str, bytes: &[u8]| {
        let file = site.folder().join(name);
        std::fs::write(&file, bytes).expect("a file");
        let said = std::process::Command::new("pdfsig").arg("-nocert").arg(file).output().ok()?;
        Some(String::from_utf8_lossy(&said.stdout).into_owned())
    };
    if let Some(said) = says("signed.pdf", &bytes) {
        assert!(said.contains("Signature is Valid.") && said.contains("Total document signed"), "{said}");
        let mut altered = bytes.clone();
        altered[40] ^= 1;
        let said = says("altered.pdf", &altered).unwrap_or_default();
        assert!(!said.contains("Signature is Valid."), "{said}");
    }
    let key = site.folder().join("keys/demonstration.pem");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(key).expect("a key").permissions());
    assert_eq!(mode & 0o777, 0o600);
});

on_both!(whoever_is_validated_is_told_once_of_the_card_or_of_the_sticker, |site| {
    site.enrolled(EMAIL).await;
    assert_eq!(site.services.follow_up().await.expect("what is due"), 1);
    assert_eq!(site.services.follow_up().await.expect("nothing due"), 0);
    let letter = site.letter(EMAIL, "student_card").await.text;
    assert!(
        letter.contains("QRcode") && letter.contains(STUDENT) && letter.contains(&Place::Student.href()),
        "{letter}"
    );
    site.sql("update enrolment set kind = 'renewal'").await;
    site.sql("update enrolment set card_told_at = null").await;
    assert_eq!(site.services.follow_up().await.expect("what is due"), 1);
    let letter = site.letter(EMAIL, "sticker").await.text;
    assert!(letter.contains("sticker 2026-2027 auprès de votre secrétariat de formation"), "{letter}");
});

on_both!(the_directory_opens_accounts_of_validated_students_alone, |site| {
    let officer = site.staff(OFFICER).await;
    let candidate = site.enrolled(EMAIL).await;
    site.admitted(NAMESAKE).await;
    // Beside the enrolments that it is about, not beside the imports of admissions.
    let form = format!("action=\"{}\"", Place::DirectoryCsv.href());
    assert!(officer.get(&Place::EnrolmentTable.href()).await.done().text().contains(&form));
    let imports = site.staff(ADMINISTRATOR).await.get(&Place::Imports.href()).await.done().text();
    assert!(!imports.contains(&form));
    let csv = officer.get(&Place::DirectoryCsv.href()).await.done().text();
    let expected = format!("doeuvre.eloise1;D’Œuvré;;Éloïse;{EMAIL};{STUDENT};2026-2027");
    assert!(csv.starts_with("\u{feff}Identifiant;Nom;") && csv.contains(&expected) && !csv.contains(NAMESAKE), "{csv}");
    let ldif = officer.get(&Place::DirectoryLdif.href()).await.done().text();
    for line in [
        "version: 1",
        "dn: uid=doeuvre.eloise1,ou=people,dc=essai,dc=example",
        "sn:: ROKAmcWSdXZyw6k=",
        "supannEtuId: 22600042",
    ] {
        assert!(ldif.lines().any(|it| it == line), "no « {line} » in {ldif}");
    }
    let later = officer.get(&format!("{}?depuis=2026-11-23", Place::DirectoryCsv.href())).await.done().text();
    assert_eq!(later.lines().count(), 1, "{later}");
    let since = officer.get(&format!("{}?depuis=2026-11-22", Place::DirectoryCsv.href())).await.done().text();
    assert_eq!(since, csv);
    assert_eq!(officer.get(&format!("{}?depuis=hier", Place::DirectoryCsv.href())).await.status, StatusCode::NOT_FOUND);
    assert_eq!(candidate.get(&Place::DirectoryLdif.href()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.count("select count(*) from journal where act = 'export_accounts'").await, 4);
});

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

fn certified(word: &str) -> Certified {
    Certified {
        number: "CS-2026-ABCDEFGHJK".into(),
        issued: TODAY,
        civility: None,
        family_name: word.to_owned(),
        usual_name: word.to_owned(),
        given_names: word.to_owned(),
        ine: word.to_owned(),
        student_number: word.to_owned(),
        birth_date: None,
        birth_place: word.to_owned(),
        birth_country: word.to_owned(),
        year: "2026-2027".into(),
        programmes: vec![word.to_owned(), "Licence 1".into()],
    }
}

#[tokio::test]
async fn no_name_spoils_a_certificate() {
    let (printer, long) = (Printer::default(), "W".repeat(100));
    for word in HOSTILE.into_iter().chain([long.as_str()]) {
        let it = certified(&word.chars().take(200).collect::<String>());
        let text = it.statement(word).write("0a1b2c3d");
        let link = format!("https://inscriptions.universite-exemple.fr/verifier?c={}", code(&text, &"A".repeat(103)));
        for language in Language::ALL {
            let sheet = CertificateSheet {
                establishment: word.to_owned(),
                signatory: [word, word, word].map(str::to_owned),
                verifier: "https://inscriptions.universite-exemple.fr/verifier".to_owned(),
                link: link.clone(),
                certified: it.clone(),
                at: Instant(1_795_339_800_000),
            };
            let paper = Paper::read(&printer.certificate(sheet, language).await.expect("a certificate"));
            assert!(paper.promises() && paper.text().replace(' ', "").contains("CS-2026-ABCDEFGHJK"), "{word}");
            let sheet = CardSheet {
                establishment: word.to_owned(),
                code: link.clone(),
                help: word.to_owned(),
                certified: it.clone(),
                at: Instant(1_795_339_800_000),
            };
            assert!(Paper::read(&printer.card(sheet, language).await.expect("a card")).promises(), "{word}");
        }
    }
}
