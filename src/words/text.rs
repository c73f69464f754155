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
}
