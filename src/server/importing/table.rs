//! A file of lines as people's programs write it: any of the usual encodings and separators, a heading that names the
//! columns in any order.

use crate::domain::import::{Column, FileRefusal, ImportLine, LINES_MAX};
use crate::server::reference::fold;
use encoding_rs::{UTF_8, WINDOWS_1252};

/// Lines with their numbers in the file; blank ones are left out.
pub type Lines = Vec<(i64, ImportLine)>;

/// UTF-8 with or without its mark, UTF-16 with its mark (« texte Unicode » of spreadsheets), else what Windows calls
/// Latin-1, in which no byte is wrong.
fn decoded(bytes: &[u8]) -> String {
    let (text, _, malformed) = UTF_8.decode(bytes);
    if malformed { WINDOWS_1252.decode(bytes).0.into_owned() } else { text.into_owned() }
}

/// The separator that the heading uses most.
fn separator(heading: &str) -> u8 {
    let count = |byte: u8| heading.bytes().filter(|it| *it == byte).count();
    [b';', b',', b'\t'].into_iter().rev().max_by_key(|byte| count(*byte)).unwrap_or(b';')
}

pub fn read(bytes: &[u8]) -> Result<Lines, FileRefusal> {
    // One end of line, so that every line has the number that editors show.
    let text = decoded(bytes).replace("\r\n", "\n").replace('\r', "\n");
    let Some(heading) = text.lines().find(|it| !it.trim().is_empty()) else { return Err(FileRefusal::Empty) };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(heading))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|_| FileRefusal::Empty)?;
    let columns: Vec<Option<Column>> = headers.iter().map(|it| Column::named(&fold(it))).collect();
    let missing: Vec<_> = Column::NEEDED.into_iter().filter(|it| !columns.contains(&Some(*it))).collect();
    if !missing.is_empty() {
        return Err(FileRefusal::Columns(missing));
    }
    let mut lines = Lines::new();
    let mut number = 1;
    for record in reader.records() {
        // What is no text any more was decoded above; all that is left is a quote that never closes, which the reader
        // takes as far as it goes.
        let Ok(record) = record else { continue };
        number = record.position().map_or(number + 1, |it| i64::try_from(it.line()).unwrap_or(number + 1));
        let mut line = ImportLine::default();
        for (column, field) in columns.iter().zip(record.iter()) {
            if let Some(column) = column {
                line.set(*column, field);
            }
        }
        if line.is_blank() {
            continue;
        }
        if lines.len() == LINES_MAX {
            return Err(FileRefusal::TooManyLines);
        }
        lines.push((number, line));
    }
    if lines.is_empty() { Err(FileRefusal::Empty) } else { Ok(lines) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "Numéro;Nom;Prénom;Date de naissance;Adresse mail;Code formation";
    const LINE: &str = "12345;D’Œuvré;Éloïse;31/03/2008;eloise@essai.example;L1-INFO";

    fn one(bytes: &[u8]) -> ImportLine {
        let lines = read(bytes).expect("a table");
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(lines[0].0, 2);
        lines[0].1.clone()
    }

    #[test]
    fn encodings_and_separators_do_not_matter() {
        let text = format!("{HEAD}\r\n{LINE}\r\n");
        let plain = one(text.as_bytes());
        assert_eq!((plain.family_name.as_str(), plain.given_name.as_str()), ("D’Œuvré", "Éloïse"));
        assert_eq!(one(format!("\u{feff}{text}").as_bytes()), plain);
        assert_eq!(one(&WINDOWS_1252.encode(&text).0), plain);
        assert_eq!(one(text.replace(';', ",").as_bytes()), plain);
        assert_eq!(one(text.replace(';', "\t").as_bytes()), plain);
        let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(one(&utf16), plain);
        assert_eq!(one(format!("{HEAD}\n\n;;;;;\n{LINE}").replace("\n\n;;;;;", "").as_bytes()), plain);
    }

    #[test]
    fn what_is_missing_from_the_heading_is_named() {
        assert_eq!(read(b""), Err(FileRefusal::Empty));
        assert_eq!(read(b"\xef\xbb\xbf \n"), Err(FileRefusal::Empty));
        assert_eq!(read(HEAD.as_bytes()), Err(FileRefusal::Empty));
        let missing = read("Nom;Prénom\nA;B".as_bytes()).expect_err("columns are missing");
        assert_eq!(
            missing,
            FileRefusal::Columns(vec![Column::Number, Column::BirthDate, Column::Email, Column::ProgrammeCode])
        );
    }

    #[test]
    fn quotes_commas_inside_and_short_lines_are_read() {
        let text = format!("{HEAD};Libellé\n12345;\"D;Œuvré\"\"s\";Éloïse\n");
        let lines = read(text.as_bytes()).expect("a table");
        assert_eq!(lines[0].1.family_name, "D;Œuvré\"s");
        assert_eq!(lines[0].1.email, "");
    }
}
