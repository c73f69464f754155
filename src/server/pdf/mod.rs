//! Papers as PDF, laid out by typst with our own two fonts embedded. Data go in as `sys.inputs`, never as source; the
//! library reads no clock and no file, and is dated by what it prints: the same transmission gives the same bytes.
//!
//! Receipt, certificate and card are PDF/A-2a and PDF/UA-1. The dossier is tagged and promises neither: it holds pages of others.

mod certificate;
mod dossier;
mod fields;
mod merge;
mod payment;
mod qr;
mod recap;
mod receipt;

pub use certificate::{CardSheet, CertificateSheet};
pub use qr::qr_path;

use crate::domain::document::DocumentState;
use crate::domain::enrolment::Recap;
use crate::domain::language::Language;
use crate::domain::ledger::PaymentReceipt;
use crate::domain::time::Instant;
use crate::domain::transmission::{SnapshotDocument, Transmission};
use crate::words;
use crate::words::paper;
use bytes::Bytes;
use serde::Serialize;
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;
use typst::foundations::{Bytes as Held, Datetime, Dict, IntoValue, Smart, Value};
use typst::text::Font;
use typst_as_lib::TypstEngine;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Noto Sans, regular and bold: Latin, Greek and Cyrillic (licence: fonts/OFL.txt).
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&[u8]; 2] = [include_bytes!("fonts/NotoSans-Regular.ttf"), include_bytes!("fonts/NotoSans-Bold.ttf")];
    files.into_iter().filter_map(|it| Font::new(Held::new(it), 0)).collect()
});

static ENGINE: LazyLock<TypstEngine> = LazyLock::new(|| {
    let sources = [
        ("paper.typ", include_str!("paper.typ")),
        ("receipt.typ", include_str!("receipt.typ")),
        ("payment.typ", include_str!("payment.typ")),
        ("recap.typ", include_str!("recap.typ")),
        ("dossier.typ", include_str!("dossier.typ")),
        ("certificate.typ", include_str!("certificate.typ")),
        ("card.typ", include_str!("card.typ")),
    ];
    TypstEngine::builder().fonts(FONTS.iter().cloned()).with_static_source_file_resolver(sources).build()
});

/// A paper could not be made: a template and its data disagree, or a task broke.
#[derive(Debug, thiserror::Error)]
#[error("a paper could not be made: {0}")]
pub struct PrintError(String);

impl PrintError {
    fn of(cause: impl std::fmt::Debug) -> Self {
        Self(format!("{cause:?}"))
    }
}

/// Prints papers, two at a time: each takes the cores, and a dossier the memory of all its documents.
pub struct Printer {
    slots: Arc<Semaphore>,
}

impl Default for Printer {
    fn default() -> Self {
        Self { slots: Arc::new(Semaphore::new(2)) }
    }
}

impl Printer {
    /// « Accusé de réception ».
    pub async fn receipt(
        &self,
        establishment: &str,
        it: Transmission,
        language: Language,
    ) -> Result<Vec<u8>, PrintError> {
        let establishment = establishment.to_owned();
        self.run(move || receipt::print(&establishment, &it, language)).await
    }

    /// « Reçu de paiement ».
    pub async fn payment(
        &self,
        establishment: &str,
        it: PaymentReceipt,
        language: Language,
    ) -> Result<Vec<u8>, PrintError> {
        let establishment = establishment.to_owned();
        self.run(move || payment::print(&establishment, &it, language)).await
    }
    /// « Récapitulatif d'inscription ».
    pub async fn recap(&self, establishment: &str, it: Recap, language: Language) -> Result<Vec<u8>, PrintError> {
        let establishment = establishment.to_owned();
        self.run(move || recap::print(&establishment, &it, language)).await
    }

    /// The dossier with its documents. `files` stand in the order of the snapshot's documents: `None` where none was
    /// given, or where it cannot be had.
    pub async fn dossier(
        &self,
        establishment: &str,
        it: Transmission,
        files: Vec<Option<Bytes>>,
        language: Language,
    ) -> Result<Vec<u8>, PrintError> {
        let establishment = establishment.to_owned();
        self.run(move || dossier::print(&establishment, &it, files, language)).await
    }

    /// « Certificat de scolarité », not signed yet.
    pub async fn certificate(&self, it: CertificateSheet, language: Language) -> Result<Vec<u8>, PrintError> {
        self.run(move || certificate::print(&it, language)).await
    }

    /// The code that a kiosk reads.
    pub async fn card(&self, it: CardSheet, language: Language) -> Result<Vec<u8>, PrintError> {
        self.run(move || certificate::print_card(&it, language)).await
    }

    async fn run<T: Send + 'static>(
        &self,
        task: impl FnOnce() -> Result<T, PrintError> + Send + 'static,
    ) -> Result<T, PrintError> {
        let _slot = self.slots.clone().acquire_owned().await.map_err(PrintError::of)?;
        tokio::task::spawn_blocking(task).await.map_err(PrintError::of)?
    }
}

/// What `paper.typ` asks of every paper.
#[derive(Serialize)]
struct Sheet<'a> {
    language: &'static str,
    establishment: &'a str,
    title: String,
    /// At the foot of every page.
    running: String,
    page: String,
    pages_of_others: usize,
}

impl<'a> Sheet<'a> {
    fn new(establishment: &'a str, title: words::Text, it: &Transmission, language: Language) -> Self {
        let name = format!("{} {}", it.snapshot.given_name, it.snapshot.family_name);
        let title = title.to(language);
        Self {
            language: language.code(),
            establishment,
            running: format!("{title} {} – {name}", it.reference),
            title: title.into_owned(),
            page: paper::PAGE.to(language).into_owned(),
            pages_of_others: 0,
        }
    }
}

/// A label and its value.
type Line = (String, String);

fn line(label: words::Text, value: impl Into<String>, language: Language) -> Line {
    (label.to(language).into_owned(), value.into())
}

/// A document as a template shows it.
#[derive(Serialize)]
struct Piece {
    label: String,
    state: String,
    file: Option<String>,
    digest: Option<String>,
}

impl Piece {
    fn new(it: &SnapshotDocument, language: Language) -> Self {
        let state = words::document::state(it.state).to(language).into_owned();
        let with_size = |name: &String| match it.size {
            Some(size) => format!("{name} ({})", words::document::size(size, language)),
            None => name.clone(),
        };
        // What was missing or refused before has no file that was handed over.
        let given = !matches!(it.state, DocumentState::Missing);
        let file = it.file_name.as_ref().filter(|_| given).map(with_size);
        Self { label: it.label_in(language).to_owned(), state, file, digest: it.digest.clone() }
    }
}

/// Lays a paper out.
fn compile(template: &'static str, data: &impl Serialize, more: Dict) -> Result<PagedDocument, PrintError> {
    let data = serde_json::to_value(data).map_err(PrintError::of)?;
    let Value::Dict(mut inputs) = value(data) else { return Err(PrintError(format!("{template} asks for a map"))) };
    inputs.extend(more);
    ENGINE.compile_with_input(template, inputs).output.map_err(PrintError::of)
}

/// Writes it as PDF, dated `at`. A promise that cannot be kept is left out, rather than the paper.
fn export(
    document: &PagedDocument,
    ident: String,
    at: Instant,
    promises: &[PdfStandard],
) -> Result<Vec<u8>, PrintError> {
    let options = |standards| PdfOptions {
        ident: Smart::Custom(ident.clone()),
        creator: Smart::Custom(Some("Guichet".to_owned())),
        timestamp: timestamp(at),
        standards,
        ..PdfOptions::default()
    };
    let standards = PdfStandards::new(promises).map_err(PrintError::of)?;
    typst_pdf::pdf(document, &options(standards))
        .or_else(|faults| {
            tracing::warn!(?faults, "a paper is made without what it promises");
            typst_pdf::pdf(document, &options(PdfStandards::default()))
        })
        .map_err(PrintError::of)
}

fn timestamp(at: Instant) -> Option<Timestamp> {
    let it = jiff::Timestamp::from_millisecond(at.0).ok()?.to_zoned(jiff::tz::TimeZone::UTC);
    let [month, day, hour, minute, second] =
        [it.month(), it.day(), it.hour(), it.minute(), it.second()].map(i8::unsigned_abs);
    Datetime::from_ymd_hms(it.year().into(), month, day, hour, minute, second).map(Timestamp::new_utc)
}

/// Data as typst holds them.
fn value(it: serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match it {
        Json::Null => Value::None,
        Json::Bool(it) => it.into_value(),
        Json::Number(it) => it.as_i64().into_value(),
        Json::String(it) => printable(&it).into_value(),
        Json::Array(items) => Value::Array(items.into_iter().map(value).collect()),
        Json::Object(fields) => Value::Dict(fields.into_iter().map(|(key, it)| (key.into(), value(it))).collect()),
    }
}

/// What our fonts can show. PDF/A takes no sign without a glyph, so one is put in its place; what is invisible, and
/// could turn the words around it, is left out.
fn printable(text: &str) -> String {
    let shown = |it: char| match it {
        it if it.is_control() || matches!(it, '\u{2028}' | '\u{2029}') => Some(' '),
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{e0000}'..='\u{e0fff}' => None,
        // Private signs mean nothing to a reader, and « a » of PDF/A-2a forbids them.
        '\u{e000}'..='\u{f8ff}' => Some(char::REPLACEMENT_CHARACTER),
        it if FONTS.iter().all(|font| font.info().coverage.contains(it.into())) => Some(it),
        _ => Some(char::REPLACEMENT_CHARACTER),
    };
    text.chars().filter_map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_shown_has_something_in_its_place() {
        assert_eq!(printable("Éloïse D’Œuvré Αθηνά Наташа Nguyễn"), "Éloïse D’Œuvré Αθηνά Наташа Nguyễn");
        assert_eq!(printable("a\u{202e}b\u{200b}c\u{feff}\r\n\0d"), "abc   d");
        assert_eq!(printable("🎓 م"), "\u{fffd} \u{fffd}");
        assert_eq!(printable("#let $x$ *b* \\ \" <script>"), "#let $x$ *b* \\ \" <script>");
    }
}
