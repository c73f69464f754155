//! What can be wrong with an answer, and the list of all that is wrong with a form.

use serde::{Deserialize, Serialize};

/// What is wrong with one answer. It has no room for what was typed, so it may travel in a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    Missing,
    Malformed,
    TooLong {
        max: u16,
    },
    /// The second entry is not the first one.
    Mismatch,
    /// Holds a character that cannot be kept (U+0000, or another control character).
    Unprintable,
    /// A name of which nothing would be seen: zero-width signs, signs of direction, variation selectors …
    Invisible,
    /// The password breaks at least one of its rules.
    WeakPassword,
    /// The password is one of those that everyone tries first.
    CommonPassword,
    /// The present password, asked again, does not fit.
    WrongPassword,
    /// The INE has a form that exists, but its key does not fit: a typing slip.
    WrongKey,
    /// The date is out of reason: not born yet, or more than a century ago.
    OutOfRange,
    /// Not one of the choices offered.
    NotOffered,
    /// The same as an answer above it, where each counts once.
    Repeated,
    /// Something else has it already, where each has its own.
    Taken,
}

/// Everything that is wrong with a form, field by field, in the order of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Faults<F>(pub Vec<(F, Fault)>);

impl<F> From<(F, Fault)> for Faults<F> {
    fn from(only: (F, Fault)) -> Self {
        Self(vec![only])
    }
}

impl<F> Default for Faults<F> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<F> Faults<F> {
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<F: Copy + PartialEq> Faults<F> {
    pub fn add(&mut self, field: F, fault: Fault) {
        self.0.push((field, fault));
    }

    /// Keeps the parsed value, or notes why there is none.
    pub fn take<T>(&mut self, field: F, parsed: Result<T, Fault>) -> Option<T> {
        parsed.map_err(|fault| self.add(field, fault)).ok()
    }

    pub fn of(&self, field: F) -> Option<Fault> {
        self.0.iter().find(|(it, _)| *it == field).map(|(_, fault)| *fault)
    }

    /// The value, if nothing was noted and every part of it is there.
    pub fn or<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self),
        }
    }
}

/// A refusal that may be about single answers of a form: none, where it is about the act as a whole.
pub trait ByField {
    type Field;

    fn faults(&self) -> Faults<Self::Field>;
}

/// Of a form with one question.
impl ByField for Fault {
    type Field = ();

    fn faults(&self) -> Faults<()> {
        ((), *self).into()
    }
}

/// The longest text that a name or a line of an address may have, in characters (DESIGN.md §4, Names).
pub const TEXT_MAX: u16 = 100;

/// A line of text: trimmed, not empty, at most [`TEXT_MAX`] characters, nothing that PostgreSQL refuses to keep.
pub fn line(text: &str) -> Result<String, Fault> {
    optional_line(text).and_then(|it| it.ok_or(Fault::Missing))
}

/// As [`line`], but may be left blank.
pub fn optional_line(text: &str) -> Result<Option<String>, Fault> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(Fault::Unprintable);
    }
    if text.chars().count() > usize::from(TEXT_MAX) {
        return Err(Fault::TooLong { max: TEXT_MAX });
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// A person's name: a [`line`] of which something is to be seen, since staff find people by it.
pub fn name(text: &str) -> Result<String, Fault> {
    optional_name(text).and_then(|it| it.ok_or(Fault::Missing))
}

/// As [`name`], but may be left blank.
pub fn optional_name(text: &str) -> Result<Option<String>, Fault> {
    match optional_line(text)? {
        Some(it) if it.chars().all(is_invisible) => Err(Fault::Invisible),
        kept => Ok(kept),
    }
}

/// Whether nothing is drawn for it where it stands alone: Unicode's blanks, `Default_Ignorable_Code_Point` (formats,
/// variation selectors, fillers), the other formats, the blank of braille, and what is no character.
fn is_invisible(sign: char) -> bool {
    let point = u32::from(sign);
    sign.is_whitespace()
        || sign.is_control()
        || point & 0xFFFE == 0xFFFE
        || matches!(point,
            0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
            | 0x202A..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xFDD0..=0xFDEF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
            | 0xFFF0..=0xFFFB | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// Free words of several lines: a comment. May be blank.
pub fn paragraph(text: &str, max: u16) -> Result<Option<String>, Fault> {
    let text = text.trim().replace("\r\n", "\n");
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Fault::Unprintable);
    }
    if text.chars().count() > usize::from(max) {
        return Err(Fault::TooLong { max });
    }
    Ok((!text.is_empty()).then_some(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_kept_as_typed_or_refused_never_cut() {
        assert_eq!(line("  Éloïse D’Œuvré 🎓 "), Ok("Éloïse D’Œuvré 🎓".into()));
        assert_eq!(line(" \u{a0} "), Err(Fault::Missing));
        assert_eq!(line("a\0b"), Err(Fault::Unprintable));
        assert_eq!(line(&"é".repeat(100)), Ok("é".repeat(100)));
        assert_eq!(line(&"é".repeat(101)), Err(Fault::TooLong { max: 100 }));
    }

    #[test]
    fn a_name_is_one_that_can_be_seen() {
        for unseen in
            ["\u{200b}", "\u{fe0f}\u{e0100}", "\u{ad}\u{feff}\u{200d}", "\u{3164}\u{2800}", "\u{202e} \u{2066}"]
        {
            assert_eq!(name(unseen), Err(Fault::Invisible), "{unseen:?}");
            assert_eq!(optional_name(unseen), Err(Fault::Invisible), "{unseen:?}");
            assert_eq!(name(&format!("{unseen}É")), Ok(format!("{unseen}É")), "joined to a letter it may have a sense");
        }
        for seen in ["O", "王", "ا", "\u{200f}د", "\u{1f468}\u{200d}\u{1f469}", "-", "Z\u{301}"] {
            assert!(name(seen).is_ok(), "{seen:?}");
        }
        assert_eq!((name(" "), optional_name(" ")), (Err(Fault::Missing), Ok(None)));
        assert_eq!(name("a\0"), Err(Fault::Unprintable));
    }

    proptest! {
        #[test]
        fn what_a_line_keeps_is_what_was_typed_without_its_margins(text in ".{0,120}") {
            if let Ok(kept) = line(&text) {
                prop_assert_eq!(kept, text.trim());
            }
        }
    }
}
