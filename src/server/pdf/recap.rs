//! « Récapitulatif d'inscription »: what the enrolment says, the pieces that are asked for, what is due and paid.

use super::{Line, PrintError, Sheet, compile, export};
use crate::domain::enrolment::{Recap, State};
use crate::domain::language::Language;
use crate::words::{paper, recap as words_of};
use serde::Serialize;
use std::borrow::Cow;
use typst::foundations::Dict;
use typst_pdf::PdfStandard;

#[derive(Serialize)]
struct Paper<'a> {
    #[serde(flatten)]
    sheet: Sheet<'a>,
    opening: Cow<'static, str>,
    facts: Vec<Line>,
    parts: Vec<(String, Vec<Line>)>,
    pieces_title: Cow<'static, str>,
    pieces: Vec<Line>,
    no_pieces: Cow<'static, str>,
}

pub fn print(establishment: &str, it: &Recap, language: Language) -> Result<Vec<u8>, PrintError> {
    let identity = it.snapshot.profile.identity.clone().unwrap_or_default();
    let name = format!("{} {}", identity.given_name, identity.family_name);
    let handed_over = matches!(it.enrolment.standing.state, State::Submitted | State::Validated);
    let paper = Paper {
        sheet: Sheet {
            language: language.code(),
            establishment,
            title: words_of::TITLE.to(language).into_owned(),
            running: words_of::running(&it.enrolment.number, &name, language),
            page: paper::PAGE.to(language).into_owned(),
            pages_of_others: 0,
        },
        opening: if handed_over { words_of::OPENING } else { words_of::DRAFT }.to(language),
        facts: words_of::facts(it, language),
        parts: words_of::parts(it, language),
        pieces_title: words_of::PIECES.to(language),
        pieces: it.pieces.iter().map(|it| words_of::piece(it, language)).collect(),
        no_pieces: words_of::NO_PIECES.to(language),
    };
    let document = compile("recap.typ", &paper, Dict::new())?;
    let ident = format!("recap {} {} {}", it.enrolment.number, it.enrolment.version, language.code());
    export(&document, ident, it.issued_at.at, &[PdfStandard::A_2a, PdfStandard::Ua_1])
}
