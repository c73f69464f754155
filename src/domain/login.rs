//! Signing in as a learner: an identifier, then a one-time code by mail (seed 000, steps 4 to 10); or a number given by
//! Parcoursup or `MonMaster` with birth date and address, then a link by mail (seed 002, APO-CONNECT).

use super::time::{Instant, Moment, Span};
use serde::{Deserialize, Serialize};

/// How long a code is good for, from when its letter was written (seed 000: « durée de validité de 10 minutes »).
pub const CODE_LIFE: Span = Span::minutes(10);
/// How often one may try to type it.
pub const CODE_TRIES: i64 = 5;
/// How long one waits before another code may be asked for.
pub const CODE_PAUSE: Span = Span::seconds(60);
/// How long a browser remembers for whom it awaits a code.
pub const CHALLENGE_LIFE: Span = Span::days(1);
/// How long the link of the Parcoursup door is good for.
pub const LOGIN_LINK_LIFE: Span = Span::hours(2);
/// Letters of this kind that one person is sent per `account::ATTEMPT_WINDOW`, whoever asks for them. What exceeds it is
/// dropped in silence: to say so would tell that there is such a person.
pub const LETTERS_PER_PERSON: i64 = 10;

/// A one-time code: six digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    pub const LENGTH: usize = 6;

    /// From 32 bits drawn; what is left over by the division (one in four thousand) does not help to guess.
    pub fn from_draw(draw: [u8; 4]) -> Self {
        Self(format!("{:06}", u32::from_be_bytes(draw) % 1_000_000))
    }

    /// As typed or pasted: whatever stands around or between six digits does not matter.
    pub fn parse(typed: &str) -> Option<Self> {
        let digits: String = typed.chars().filter(char::is_ascii_digit).take(Self::LENGTH + 1).collect();
        (digits.len() == Self::LENGTH).then_some(Self(digits))
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// It opens a session: never printed.
impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

/// Whole seconds before another code may be asked for; 0: now.
pub fn pause_left(asked_at: Instant, now: Instant) -> i64 {
    let left = (asked_at + CODE_PAUSE).0 - now.0;
    (left + 999).div_euclid(1000).max(0)
}

/// What the page of the code shows. Nothing in it depends on whether the identifier leads to anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeView {
    pub asked_at: Moment,
    /// Seconds before another code may be asked for.
    pub pause: i64,
    pub tries_left: i64,
}

/// Why nobody was signed in, or no code was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LoginRefusal {
    /// Not six digits: not counted as a try.
    Malformed,
    /// Wrong, past its time, of another browser, replaced by a newer one: told alike, as is a code that nobody was sent.
    Wrong { left: i64 },
    /// Every try was used up: a new code is needed.
    Spent,
    /// This browser awaits no code, or its code was used.
    NoChallenge,
    /// A code was asked for a moment ago.
    TooSoon { seconds: i64 },
}

/// What the Parcoursup door asks, as typed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DoorForm {
    /// Of Parcoursup or `MonMaster`.
    pub number: String,
    pub birth_date: String,
    pub email: String,
}

/// Personal data are in it: never printed.
impl std::fmt::Debug for DoorForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DoorForm(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_taken_as_pasted() {
        let code = Code::from_draw(123_456_u32.to_be_bytes());
        for typed in
            ["123456", " 123 456 ", "123-456", "123\u{a0}456", "1 2 3 4 5 6\r\n", "123\u{2011}456", "« 123456 »"]
        {
            assert_eq!(Code::parse(typed), Some(code.clone()), "« {typed} »");
        }
        for typed in ["", "12345", "1234567", "abcdef", "１２３４５６"] {
            assert_eq!(Code::parse(typed), None, "« {typed} »");
        }
        assert_eq!(Code::from_draw([0; 4]).expose(), "000000");
    }

    #[test]
    fn the_pause_is_counted_in_whole_seconds_and_ends() {
        let asked = Instant(5000);
        for (after, left) in [(0, 60), (1, 60), (1000, 59), (59_001, 1), (60_000, 0), (900_000, 0)] {
            assert_eq!(pause_left(asked, Instant(asked.0 + after)), left, "{after} ms");
        }
    }

    proptest! {
        #[test]
        fn what_is_drawn_reads_back_however_it_is_cut(draw in any::<[u8; 4]>(), at in 0_usize..=6, with in "[ \u{a0}.-]{0,3}") {
            let code = Code::from_draw(draw);
            let (left, right) = code.expose().split_at(at);
            prop_assert_eq!(Code::parse(&format!("{left}{with}{right}")), Some(code.clone()));
        }
    }
}
