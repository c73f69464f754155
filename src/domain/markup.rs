//! Plain words with a little order in them: lines that begin with `- ` or `1. ` are lists, an empty line ends a paragraph,
//! `[words](https://…)` is a link; nothing else is code.

/// Where a link may lead: over TLS, to a mailbox, or to a page of ours.
pub(super) fn is_good(href: &str) -> bool {
    let plain = href.chars().all(|c| c.is_ascii_graphic() && !"\"'<>\\^`{|}".contains(c));
    let host = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    let leads = href.strip_prefix("https://").or(href.strip_prefix("mailto:")).is_some_and(host);
    plain && (leads || (href.starts_with('/') && !href.starts_with("//")))
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    Plain(String),
    Link { words: String, href: String },
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Paragraph(Vec<Span>),
    List { ordered: bool, items: Vec<Vec<Span>> },
}

/// The first `[words](address)` of a text: what stands before it, its two parts, what stands after it.
fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')?;
    let (words, href) = (&text[start + 1..middle], &text[middle + 2..end]);
    Some((&text[..start], words, href, &text[end + 1..]))
}

/// Every link of a text, good or not.
pub(super) fn links(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, words, href, after)) = link(rest) {
        found.push((words.to_owned(), href.to_owned()));
        rest = after;
    }
    found
}

/// A line in its pieces; a link that leads nowhere good stays what was typed.
fn spans(line: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, words, href, after)) = link(rest) {
        plain.push_str(before);
        if is_good(href) && !words.trim().is_empty() {
            if !plain.is_empty() {
                found.push(Span::Plain(std::mem::take(&mut plain)));
            }
            found.push(Span::Link { words: words.to_owned(), href: href.to_owned() });
        } else {
            plain.push_str(&rest[before.len()..rest.len() - after.len()]);
        }
        rest = after;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        found.push(Span::Plain(plain));
    }
    found
}

/// What follows the sign of a list, and whether the list is numbered.
fn item(line: &str) -> Option<(bool, &str)> {
    if let Some(rest) = line.strip_prefix("- ") {
        return Some((false, rest));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix(". ")?;
    (1..=3).contains(&digits).then_some((true, rest))
}

/// A text in its pieces.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut paragraph = String::new();
    let end = |paragraph: &mut String, found: &mut Vec<Piece>| {
        if !paragraph.is_empty() {
            found.push(Piece::Paragraph(spans(&std::mem::take(paragraph))));
        }
    };
    let mut in_list = false;
    for line in text.lines().map(str::trim) {
        if let Some((numbered, rest)) = item(line) {
            end(&mut paragraph, &mut found);
            match found.last_mut() {
                Some(Piece::List { ordered, items }) if in_list && *ordered == numbered => items.push(spans(rest)),
                _ => found.push(Piece::List { ordered: numbered, items: vec![spans(rest)] }),
            }
            in_list = true;
            continue;
        }
        in_list = false;
        if line.is_empty() {
            end(&mut paragraph, &mut found);
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(line);
        }
    }
    end(&mut paragraph, &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(text: &str) -> Span {
        Span::Plain(text.to_owned())
    }

    #[test]
    fn a_text_is_read_as_paragraphs_lists_and_links() {
        let read = pieces(
            "Deux\nlignes.\n\n1. [la CVEC](https://cvec.example) d'abord\n2. puis\n- de 8 h 30\n- et de 13 h\nFin",
        );
        let link = Span::Link { words: "la CVEC".into(), href: "https://cvec.example".into() };
        assert_eq!(
            read,
            [
                Piece::Paragraph(vec![plain("Deux lignes.")]),
                Piece::List { ordered: true, items: vec![vec![link, plain(" d'abord")], vec![plain("puis")]] },
                Piece::List { ordered: false, items: vec![vec![plain("de 8 h 30")], vec![plain("et de 13 h")]] },
                Piece::Paragraph(vec![plain("Fin")]),
            ]
        );
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_is_lost_or_makes_a_bad_link(text in "[\\[\\]() a-z0-9:/.é-]{0,80}") {
            let mut said = String::new();
            for span in spans(&text) {
                match span {
                    Span::Plain(it) => said.push_str(&it),
                    Span::Link { words, href } => {
                        prop_assert!(is_good(&href));
                        said.push_str(&format!("[{words}]({href})"));
                    }
                }
            }
            prop_assert_eq!(said, text);
        }
    }
}
