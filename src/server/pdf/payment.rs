//! The receipt of a payment: what was received, when, and what is still debited.

use super::{Line, PrintError, Sheet, compile, export, line};
use crate::domain::instalment::Part;
use crate::domain::language::Language;
use crate::domain::ledger::PaymentReceipt;
use crate::domain::time::{Instant, Moment};
use crate::words::{self, paper, payment as say};
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
    parts_title: Cow<'static, str>,
    columns: [Cow<'static, str>; 3],
    parts: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    when: String,
    transaction: String,
    amount: String,
}

pub fn print(establishment: &str, it: &PaymentReceipt, language: Language) -> Result<Vec<u8>, PrintError> {
    let title = say::PAPER.to(language).into_owned();
    let paid = it.paid.iter().map(|paid| received(paid, language));
    let receipt = Receipt {
        sheet: Sheet {
            language: language.code(),
            establishment,
            running: format!("{title} {} – {}", it.reference, it.name),
            title,
            page: paper::PAGE.to(language).into_owned(),
            pages_of_others: 0,
        },
        opening: say::PAPER_OPENING.to(language),
        facts: facts(it, language),
        parts_title: say::PARTS.to(language),
        columns: [say::WHEN, say::TRANSACTION, say::AMOUNT].map(|it| it.to(language)),
        parts: paid.chain(it.awaited.iter().map(|part| to_come(part, language))).collect(),
    };
    let document = compile("payment.typ", &receipt, Dict::new())?;
    let ident = format!("payment {} {}", it.reference, language.code());
    // Dated by the last money that came: the same payments give the same bytes.
    let at = it.paid.last().map_or(Instant(0), |(_, at, _)| at.at);
    export(&document, ident, at, &[PdfStandard::A_2a, PdfStandard::Ua_1])
}

fn received((amount, at, transaction): &(i64, Moment, String), language: Language) -> Row {
    Row {
        when: paper::moment(*at, language),
        transaction: transaction.clone(),
        amount: words::money(*amount, language),
    }
}

fn to_come(it: &Part, language: Language) -> Row {
    Row {
        when: say::date(it.on, language),
        transaction: say::TO_COME.to(language).into_owned(),
        amount: words::money(it.amount, language),
    }
}

fn facts(it: &PaymentReceipt, language: Language) -> Vec<Line> {
    [
        (say::REFERENCE, it.reference.clone()),
        (say::PAYER, it.name.clone()),
        (say::ENROLMENT, it.number.clone()),
        (say::DUE, words::money(it.due, language)),
        (say::RECEIVED_IN_ALL, words::money(it.received, language)),
    ]
    .into_iter()
    .map(|(label, value)| line(label, value, language))
    .collect()
}
