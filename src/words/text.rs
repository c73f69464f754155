//! A sentence in both languages, and how French is set.

use crate::domain::language::Language;
use std::borrow::Cow;

/// A sentence that needs nothing filled in. A missing language is a compile error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    french: &'static str,
    english: &'static str,
}

/// The two of them, side by side, so that whoever changes one sees the other.
pub const fn text(french: &'static str, english: &'static str) -> Text {
    Text { french, english }
}

impl Text {
    pub fn to(self, language: Language) -> Cow<'static, str> {
        match language {
            Language::French => typeset(self.french),
            Language::English => Cow::Borrowed(self.english),
        }
    }

    /// Both, as written: for tests.
    pub const fn both(self) -> [&'static str; 2] {
        [self.french, self.english]
    }
}

/// A sentence that says how many, where `{}` stands; a number of its own for one, so that nobody reads « 3 pièce(s) ».
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    one: Text,
    many: Text,
}

pub const fn counted(one: Text, many: Text) -> Counted {
    Counted { one, many }
}

impl Counted {
    /// French has the singular up to one, English for one alone.
    pub fn to(self, count: impl TryInto<i64>, language: Language) -> String {
        let count = count.try_into().unwrap_or(i64::MAX);
        let one = count == 1 || (count == 0 && language == Language::French);
        let said = if one { self.one } else { self.many };
        said.to(language).replacen("{}", &count.to_string(), 1)
    }
}

/// French puts a space before `: ; ? ! » €` and after `«`; set unbroken, no line begins with a lone sign. Sentences are
/// written with plain blanks and set here.
pub fn typeset(french: &str) -> Cow<'_, str> {
    const SIGNS: [&str; 7] = [" :", " ;", " ?", " !", " »", " €", "« "];
    if !SIGNS.iter().any(|it| french.contains(it)) {
        return Cow::Borrowed(french);
    }
    let mut set = String::with_capacity(french.len() + 8);
    let mut signs = french.chars().peekable();
    let mut before = None;
    while let Some(sign) = signs.next() {
        let follows = signs.peek().is_some_and(|next| matches!(next, ':' | ';' | '?' | '!' | '»' | '€'));
        let unbroken = sign == ' ' && (before == Some('«') || follows);
        set.push(if unbroken { '\u{a0}' } else { sign });
        before = Some(sign);
    }
    Cow::Owned(set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_signs_do_not_stand_alone() {
        assert_eq!(typeset("Dossier « complet » : oui !"), "Dossier «\u{a0}complet\u{a0}»\u{a0}: oui\u{a0}!");
        assert_eq!(typeset("100 € au moins"), "100\u{a0}€ au moins");
        assert!(matches!(typeset("9:30, a;b"), Cow::Borrowed(_)));
        assert_eq!(text("Oui !", "Yes!").to(Language::English), "Yes!");
    }

    #[test]
    fn one_is_counted_as_each_language_does() {
        let files = counted(text("{} dossier !", "{} file!"), text("{} dossiers !", "{} files!"));
        let said = |count: i64| Language::ALL.map(|it| files.to(count, it));
        assert_eq!(said(0), ["0 dossier\u{a0}!", "0 files!"]);
        assert_eq!(said(1), ["1 dossier\u{a0}!", "1 file!"]);
        assert_eq!(said(2), ["2 dossiers\u{a0}!", "2 files!"]);
        assert_eq!(files.to(u64::MAX, Language::English), format!("{} files!", i64::MAX));
    }
}
