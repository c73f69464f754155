//! The INE, the national number of a pupil or student: which kind it is, and whether its key fits.
//! Forms and vectors: reference/peers.md §5. Seed 001 names BEA and INES; NNE is the universities' older one.

use super::form::Fault;
use serde::{Deserialize, Serialize};

/// Which register gave the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// 10 digits and a letter, from a school; the letter is a key modulo 23.
    Bea,
    /// 10 base-36 characters and a digit, from a university; a weak key.
    Nne,
    /// 9 digits and 2 letters, since 2018. Its key is not public: to be verified, never "valid".
    Ines,
}

/// A national student number. Invariant: 11 upper-case characters of a known kind, key checked where it is public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ine {
    text: String,
    kind: Kind,
}

const BEA_KEYS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

impl Ine {
    /// Takes it as people type or paste it: blanks, dashes and case do not matter.
    pub fn parse(typed: &str) -> Result<Self, Fault> {
        let text: String =
            typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '\u{2011}')).collect();
        let text = text.to_uppercase();
        if text.is_empty() {
            return Err(Fault::Missing);
        }
        let bytes = text.as_bytes();
        if bytes.len() != 11 || !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return Err(Fault::Malformed);
        }
        let (body, last) = bytes.split_at(10);
        let kind = match (body[9], last[0]) {
            (b'A'..=b'Z', b'A'..=b'Z') if body[..9].iter().all(u8::is_ascii_digit) => Kind::Ines,
            (_, key @ b'A'..=b'Z') if body.iter().all(u8::is_ascii_digit) => {
                key_fits(bea_key(body) == key && !all_same(body))?;
                Kind::Bea
            }
            (_, key @ b'0'..=b'9') => {
                key_fits(nne_key(body) == key && !all_same(body))?;
                Kind::Nne
            }
            _ => return Err(Fault::Malformed),
        };
        Ok(Self { text, kind })
    }

    pub fn kind(&self) -> Kind {
        self.kind
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }
}

fn key_fits(fits: bool) -> Result<(), Fault> {
    if fits { Ok(()) } else { Err(Fault::WrongKey) }
}

fn all_same(body: &[u8]) -> bool {
    body.iter().all(|b| *b == body[0])
}

fn bea_key(digits: &[u8]) -> u8 {
    let number = digits.iter().fold(0_u64, |n, digit| n * 10 + u64::from(digit - b'0'));
    BEA_KEYS[usize::try_from(number % 23).unwrap_or(0)]
}

fn nne_key(body: &[u8]) -> u8 {
    let value = |b: u8| u32::from(if b.is_ascii_digit() { b - b'0' } else { b - b'A' + 10 });
    let first_nine: u32 = body[..9].iter().map(|b| value(*b)).sum();
    b'0' + u8::try_from((6 * first_nine + value(body[9])) % 10).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_vectors_are_recognised() {
        for it in ["1234567890V", "0123456789M", "2504012345Z", "0299123456S", "0601234567J"] {
            assert_eq!(Ine::parse(it).map(|ine| ine.kind()), Ok(Kind::Bea), "{it}");
        }
        for it in ["0ABC1234DE0", "1M2N3P4Q5R3", "0EPUN600019", "0D0KN100013"] {
            assert_eq!(Ine::parse(it).map(|ine| ine.kind()), Ok(Kind::Nne), "{it}");
        }
        assert_eq!(Ine::parse("123456789AB").map(|ine| ine.kind()), Ok(Kind::Ines));
    }

    #[test]
    fn it_is_taken_as_typed() {
        assert_eq!(Ine::parse(" 12345 67890-v ").map(|ine| ine.as_str().to_owned()), Ok("1234567890V".into()));
        assert_eq!(Ine::parse("   "), Err(Fault::Missing));
        assert_eq!(Ine::parse("123"), Err(Fault::Malformed));
        assert_eq!(Ine::parse("1234567890é"), Err(Fault::Malformed));
        assert_eq!(Ine::parse("1234567890A"), Err(Fault::WrongKey));
        assert_eq!(Ine::parse("11111111111"), Err(Fault::WrongKey));
    }

    proptest! {
        #[test]
        fn a_school_number_catches_every_wrong_digit(number in 0_u64..10_000_000_000, at in 0_usize..10, by in 1_u8..10) {
            let body = format!("{number:010}");
            let key = bea_key(body.as_bytes()) as char;
            let mut wrong = body.into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            let wrong = format!("{}{key}", String::from_utf8_lossy(&wrong));
            prop_assert_eq!(Ine::parse(&wrong), Err(Fault::WrongKey));
        }

        #[test]
        fn reading_never_panics(text in ".{0,15}") {
            let _ = Ine::parse(&text);
        }
    }
}
