//! The « certificat de scolarité » (contents: reference/peers.md §2.5), and the code that a kiosk reads. One sheet each.

use super::qr::qr_svg;
use super::{Line, PrintError, Sheet, compile, export, line};
use crate::domain::certificate::Certified;
use crate::domain::language::Language;
use crate::domain::time::Instant;
use crate::words::{certificate as say, paper};
use serde::Serialize;
use typst::foundations::Dict;
use typst_pdf::PdfStandard;

/// What is printed of a certificate.
pub struct CertificateSheet {
    pub establishment: String,
    /// Quality, name, and the town where they sign.
    pub signatory: [String; 3],
    /// Where it is checked, typed by hand.
    pub verifier: String,
    /// Where it is checked, with all that it says: the QR code.
    pub link: String,
    pub certified: Certified,
    pub at: Instant,
}

/// What is printed for the kiosk.
pub struct CardSheet {
    pub establishment: String,
    pub code: String,
    pub help: String,
    pub certified: Certified,
    pub at: Instant,
}

#[derive(Serialize)]
struct Certificate<'a> {
    #[serde(flatten)]
    sheet: Sheet<'a>,
    certifies: String,
    person: String,
    facts: Vec<Line>,
    enrolled: String,
    programmes: &'a [String],
    purposes: String,
    done: String,
    quality: &'a str,
    signatory: &'a str,
    qr: String,
    qr_alt: String,
    link: &'a str,
    check: String,
    verifier: &'a str,
    number: Line,
}

fn sheet(establishment: &str, title: String, running: String, language: Language) -> Sheet<'_> {
    Sheet {
        language: language.code(),
        establishment,
        title,
        running,
        page: paper::PAGE.to(language).into_owned(),
        pages_of_others: 0,
    }
}

pub fn print(it: &CertificateSheet, language: Language) -> Result<Vec<u8>, PrintError> {
    let CertificateSheet { establishment, signatory: [quality, signatory, city], verifier, link, certified, at } = it;
    let title = say::CERTIFICATE.to(language).into_owned();
    let running = format!("{title} {} – {}", certified.number, certified.name());
    let birth = say::birth(certified, language);
    let facts = [
        (say::BORN, birth.unwrap_or_default()),
        (say::INE, certified.ine.clone()),
        (say::STUDENT_NUMBER, certified.student_number.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let certificate = Certificate {
        sheet: sheet(establishment, title, running, language),
        certifies: say::certifies(quality, language),
        person: say::person(certified, language),
        facts: facts.map(|(label, value)| line(label, value, language)).collect(),
        enrolled: say::is_enrolled(&certified.year, language),
        programmes: &certified.programmes,
        purposes: say::FOR_ALL_PURPOSES.to(language).into_owned(),
        done: say::done_at(city, certified.issued, language),
        quality,
        signatory,
        qr: qr_svg(link)?,
        qr_alt: say::QR.to(language).into_owned(),
        link,
        check: say::CHECK_ME.to(language).into_owned(),
        verifier,
        number: line(say::NUMBER, certified.number.clone(), language),
    };
    let document = compile("certificate.typ", &certificate, Dict::new())?;
    let ident = format!("certificate {} {}", certified.number, language.code());
    export(&document, ident, *at, &[PdfStandard::A_2a, PdfStandard::Ua_1])
}

#[derive(Serialize)]
struct Card<'a> {
    #[serde(flatten)]
    sheet: Sheet<'a>,
    help: &'a str,
    qr: String,
    qr_alt: String,
    facts: Vec<Line>,
}

pub fn print_card(it: &CardSheet, language: Language) -> Result<Vec<u8>, PrintError> {
    let title = say::CARD.to(language).into_owned();
    let running = format!("{title} {} – {}", it.certified.year, it.certified.name());
    let facts = [
        (say::NAME, it.certified.name()),
        (say::STUDENT_NUMBER, it.certified.student_number.clone()),
        (say::YEAR, it.certified.year.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let card = Card {
        sheet: sheet(&it.establishment, title, running, language),
        help: &it.help,
        qr: qr_svg(&it.code)?,
        qr_alt: say::CARD_QR.to(language).into_owned(),
        facts: facts.map(|(label, value)| line(label, value, language)).collect(),
    };
    let document = compile("card.typ", &card, Dict::new())?;
    let ident = format!("card {} {}", it.certified.student_number, language.code());
    export(&document, ident, it.at, &[PdfStandard::A_2a, PdfStandard::Ua_1])
}
