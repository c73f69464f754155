//! The acknowledgement of receipt: what was received, when, and the digests that prove it.

use super::{Line, Piece, PrintError, Sheet, compile, export, line};
use crate::domain::language::Language;
use crate::domain::transmission::Transmission;
use crate::words::paper;
use serde::Serialize;
use std::borrow::Cow;
use typst::foundations::Dict;
use typst_pdf::PdfStandard;

#[derive(Serialize)]
struct Receipt<'a> {
    #[serde(flatten)]
    sheet: Sheet<'a>,
    opening: Cow<'static, str>,
    facts: Vec<Line>,
    documents_title: Cow<'static, str>,
    columns: [Cow<'static, str>; 2],
    documents: Vec<Piece>,
    seal_title: Cow<'static, str>,
    digest: &'a str,
    seal: Cow<'static, str>,
}

pub fn print(establishment: &str, it: &Transmission, language: Language) -> Result<Vec<u8>, PrintError> {
    let receipt = Receipt {
        sheet: Sheet::new(establishment, paper::RECEIPT, it, language),
        opening: paper::RECEIPT_OPENING.to(language),
        facts: facts(it, language),
        documents_title: paper::DOCUMENTS.to(language),
        columns: [paper::DOCUMENT, paper::STATE].map(|it| it.to(language)),
        documents: it.snapshot.documents.iter().map(|it| Piece::new(it, language)).collect(),
        seal_title: paper::SEAL.to(language),
        digest: &it.digest,
        seal: paper::SEAL_MEANING.to(language),
    };
    let document = compile("receipt.typ", &receipt, Dict::new())?;
    let ident = format!("receipt {} {}", it.reference, language.code());
    export(&document, ident, it.transmitted_at.at, &[PdfStandard::A_2a, PdfStandard::Ua_1])
}

/// What the receipt and the cover of the dossier say of a transmission.
pub fn facts(it: &Transmission, language: Language) -> Vec<Line> {
    let who = &it.snapshot;
    [
        (paper::REFERENCE, it.reference.clone()),
        (paper::TRANSMITTED_AT, paper::moment(it.transmitted_at, language)),
        (paper::NAME, format!("{} {}", who.given_name, who.family_name)),
        (paper::NUMBER, who.number.clone()),
        (paper::PROGRAMME, who.programme.clone()),
        (paper::FACULTY, it.faculty.clone()),
    ]
    .into_iter()
    .map(|(label, value)| line(label, value, language))
    .collect()
}
