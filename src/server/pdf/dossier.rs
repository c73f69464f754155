//! The dossier as one PDF: a cover with the profile as it was transmitted, the table of the documents, and each of them.

use super::merge::{self, Foreign};
use super::{Line, Piece, PrintError, Sheet, compile, export, line, receipt};
use crate::domain::document::Media;
use crate::domain::language::Language;
use crate::domain::profile::{Profile, Section};
use crate::domain::transmission::{SnapshotDocument, Transmission};
use crate::server::{inspect, reference};
use crate::words::studies::Told;
use crate::words::{self, paper};
use bytes::Bytes;
use serde::Serialize;
use std::borrow::Cow;
use typst::foundations::{Bytes as Held, Dict, IntoValue, Value};

#[derive(Serialize)]
struct Dossier<'a> {
    #[serde(flatten)]
    sheet: Sheet<'a>,
    kind: Cow<'static, str>,
    name: String,
    facts: Vec<Line>,
    sections: Vec<(String, Vec<Line>)>,
    documents_title: Cow<'static, str>,
    columns: [Cow<'static, str>; 3],
    documents: Vec<Row>,
}

/// A document in the table, and on the sheet that stands before it.
#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    piece: Piece,
    /// Whether it has a sheet of its own: whether there is a file.
    sheet: bool,
    /// How many pages of others stand before its sheet.
    before: usize,
    place: String,
    note: Option<String>,
}

/// What becomes of a file.
enum Part {
    /// Its pages follow its sheet.
    Pages(Box<Foreign>),
    /// It stands on its sheet.
    Picture(Bytes),
    /// It cannot be merged, or its bytes cannot be had.
    Apart,
    /// Nothing was given.
    None,
}

impl Part {
    fn of(document: &SnapshotDocument, file: Option<Bytes>) -> Self {
        if document.digest.is_none() {
            return Self::None;
        }
        let Some(file) = file else { return Self::Apart };
        match Media::of_head(&file) {
            // What others made may trip whoever reads it: then it is opened apart, and nothing else fails.
            Some(Media::Pdf) => match std::panic::catch_unwind(|| Foreign::read(&file)) {
                Ok(Some(pages)) => Self::Pages(Box::new(pages)),
                Ok(None) | Err(_) => Self::Apart,
            },
            Some(media @ (Media::Jpeg | Media::Png)) if inspect::inspect(&file, media).is_ok() => Self::Picture(file),
            Some(Media::Jpeg | Media::Png) | None => Self::Apart,
        }
    }

    fn pages(&self) -> usize {
        if let Self::Pages(pages) = self { pages.count() } else { 0 }
    }
}

pub fn print(
    establishment: &str,
    it: &Transmission,
    files: Vec<Option<Bytes>>,
    language: Language,
) -> Result<Vec<u8>, PrintError> {
    let files = files.into_iter().chain(std::iter::repeat(None));
    let mut parts: Vec<_> = it.snapshot.documents.iter().zip(files).map(|(it, file)| Part::of(it, file)).collect();
    let printed = lay_out(establishment, it, &parts, language).or_else(|fault| {
        // A picture that one library reads and the other does not: without pictures there is nothing left to trip over.
        tracing::warn!(%fault, "a dossier is printed without its pictures");
        for part in parts.iter_mut().filter(|it| matches!(it, Part::Picture(_))) {
            *part = Part::Apart;
        }
        lay_out(establishment, it, &parts, language)
    })?;
    merge::after_sheets(
        &printed,
        parts.into_iter().filter_map(|part| match part {
            Part::Pages(pages) => Some(Some(*pages)),
            Part::Picture(_) | Part::Apart => Some(None),
            Part::None => None,
        }),
    )
    .map_err(PrintError::of)
}

/// The pages that are ours.
fn lay_out(establishment: &str, it: &Transmission, parts: &[Part], language: Language) -> Result<Vec<u8>, PrintError> {
    let count = parts.len();
    let mut before = 0;
    let mut row = |(nth, (document, part)): (usize, (&SnapshotDocument, &Part))| {
        let note = match part {
            Part::Pages(pages) => Some(paper::pages_follow(pages.count(), language)),
            Part::Apart => Some(paper::SHOWN_APART.to(language).into_owned()),
            Part::Picture(_) | Part::None => None,
        };
        let row = Row {
            piece: Piece::new(document, language),
            sheet: !matches!(part, Part::None),
            before,
            place: paper::place(nth + 1, count, language),
            note,
        };
        before += part.pages();
        row
    };
    let documents = it.snapshot.documents.iter().zip(parts).enumerate().map(&mut row).collect();
    let mut facts = receipt::facts(it, language);
    facts.push(line(paper::EMAIL, &it.snapshot.email, language));
    let dossier = Dossier {
        sheet: Sheet { pages_of_others: before, ..Sheet::new(establishment, paper::DOSSIER, it, language) },
        kind: paper::DOSSIER.to(language),
        name: format!("{} {}", it.snapshot.given_name, it.snapshot.family_name),
        facts,
        sections: sections(&it.snapshot.profile, language),
        documents_title: paper::DOCUMENTS.to(language),
        columns: [paper::DOCUMENT, paper::STATE, paper::PAGE].map(|it| it.to(language)),
        documents,
    };
    let picture = |part: &Part| match part {
        Part::Picture(file) => Held::new(file.clone()).into_value(),
        Part::Pages(_) | Part::Apart | Part::None => Value::None,
    };
    let mut more = Dict::new();
    more.insert("pictures".into(), Value::Array(parts.iter().map(picture).collect()));
    let ident = format!("dossier {} {}", it.reference, language.code());
    export(&compile("dossier.typ", &dossier, more)?, ident, it.transmitted_at.at, &[])
}

/// What the candidate said of themselves, as it was handed over; what they left blank is left out.
fn sections(profile: &Profile, language: Language) -> Vec<(String, Vec<Line>)> {
    // Named one by one, so that a section that is added must be added here.
    let Profile { identity, address, baccalaureat, studies: _, record: _, to_confirm: _ } = profile;
    let given = [identity.is_some(), address.is_some(), baccalaureat.is_some()];
    let names = reference::names(profile, language);
    let told = Section::ALL.into_iter().zip(given).filter(|(_, given)| *given).map(|(section, _)| {
        let lines = words::recap::section(profile, &names, section, language);
        (paper::section(section).to(language).into_owned(), lines)
    });
    // Studies, internships and work, and what the scolarité said: each entry a line.
    let lists = words::studies::parts(profile, language).into_iter().map(|(heading, entries)| {
        let entry = |it: Told| (it.heading, it.details.join(" · "));
        (heading.to(language).into_owned(), entries.into_iter().map(entry).collect())
    });
    told.chain(lists).collect()
}
