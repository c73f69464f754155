//! Instants and spans, in milliseconds, and the moments that people read. `now` is always handed in.

use serde::{Deserialize, Serialize};

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// A length of time, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(pub i64);

impl Span {
    pub const fn seconds(n: i64) -> Self {
        Self(n * 1000)
    }
    pub const fn minutes(n: i64) -> Self {
        Self::seconds(n * 60)
    }
    pub const fn hours(n: i64) -> Self {
        Self::minutes(n * 60)
    }
    pub const fn days(n: i64) -> Self {
        Self::hours(n * 24)
    }
}

impl std::ops::Add<Span> for Instant {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0 + span.0)
    }
}

impl std::ops::Sub<Span> for Instant {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0 - span.0)
    }
}

/// A span of time in which something may be done. The last second counts, the closing instant does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub opens_at: Instant,
    pub closes_at: Instant,
}

/// Where `now` stands to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    Before,
    Open,
    After,
}

impl Window {
    /// The part of this window that lies in another one.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        Self { opens_at: self.opens_at.max(other.opens_at), closes_at: self.closes_at.min(other.closes_at) }
    }

    pub fn phase(&self, now: Instant) -> Phase {
        if now < self.opens_at {
            Phase::Before
        } else if now < self.closes_at {
            Phase::Open
        } else {
            Phase::After
        }
    }
}

/// An instant with its reading on a clock in Paris, made at the server: the browser has no time zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    pub at: Instant,
    pub year: i16,
    pub month: i8,
    pub day: i8,
    pub hour: i8,
    pub minute: i8,
}

/// A calendar date as people write it in a form; no time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    pub year: i16,
    pub month: u8,
    pub day: u8,
}

impl Date {
    /// Reads `2005-03-31` (what a date field sends) or `31/03/2005` (what a French person types).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (year, month, day) = if let Some((day, rest)) = text.split_once('/') {
            let (month, year) = rest.split_once('/')?;
            (year, month, day)
        } else {
            let (year, rest) = text.split_once('-')?;
            let (month, day) = rest.split_once('-')?;
            (year, month, day)
        };
        if year.len() != 4 || [year, month, day].iter().any(|part| !part.bytes().all(|b| b.is_ascii_digit())) {
            return None;
        }
        let date = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        (1..=12).contains(&date.month).then_some(())?;
        (1..=date.days_in_month()).contains(&date.day).then_some(date)
    }

    pub(super) fn days_in_month(self) -> u8 {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        }
    }

    /// The same day `months` later, or the last day of a month that is too short for it.
    #[must_use]
    pub fn plus_months(self, months: u8) -> Self {
        let counted = i16::from(self.month.saturating_sub(1)) + i16::from(months);
        let month = u8::try_from(counted % 12).unwrap_or(0) + 1;
        let there = Self { year: self.year + counted / 12, month, day: self.day };
        Self { day: there.day.min(there.days_in_month()), ..there }
    }

    /// Whole years between this date and `today`.
    pub fn age_on(self, today: Self) -> i16 {
        let before_birthday = (today.month, today.day) < (self.month, self.day);
        today.year - self.year - i16::from(before_birthday)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_second_counts_and_the_closing_instant_does_not() {
        let window = Window { opens_at: Instant(1000), closes_at: Instant(5000) };
        assert_eq!(window.phase(Instant(999)), Phase::Before);
        assert_eq!(window.phase(Instant(1000)), Phase::Open);
        assert_eq!(window.phase(Instant(4999)), Phase::Open);
        assert_eq!(window.phase(Instant(5000)), Phase::After);
    }

    #[test]
    fn a_window_counts_only_inside_the_one_around_it() {
        let year = Window { opens_at: Instant(10), closes_at: Instant(90) };
        let within =
            |opens: i64, closes: i64| Window { opens_at: Instant(opens), closes_at: Instant(closes) }.within(year);
        assert_eq!(within(20, 30), Window { opens_at: Instant(20), closes_at: Instant(30) });
        assert_eq!(within(0, 100), year);
        assert_eq!(within(95, 99).phase(Instant(97)), Phase::After);
    }

    #[test]
    fn dates_are_read_in_both_spellings_and_must_exist() {
        let date = Date { year: 2004, month: 2, day: 29 };
        assert_eq!(Date::parse("2004-02-29"), Some(date));
        assert_eq!(Date::parse(" 29/02/2004 "), Some(date));
        for wrong in ["2005-02-29", "2004-13-01", "2004-00-10", "04-02-29", "2004-02-+9", "", "2004/02", "1/1/1"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_birthday_counts_from_its_day_on() {
        let born = Date { year: 2008, month: 11, day: 22 };
        assert_eq!(born.age_on(Date { year: 2026, month: 11, day: 21 }), 17);
        assert_eq!(born.age_on(Date { year: 2026, month: 11, day: 22 }), 18);
    }

    #[test]
    fn a_month_later_is_a_day_that_exists() {
        let date = |year, month, day| Date { year, month, day };
        for (from, months, to) in [
            (date(2026, 7, 8), 0, date(2026, 7, 8)),
            (date(2026, 12, 31), 1, date(2027, 1, 31)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2027, 12, 31), 2, date(2028, 2, 29)),
            (date(2026, 8, 31), 25, date(2028, 9, 30)),
        ] {
            assert_eq!(from.plus_months(months), to);
        }
    }

    proptest! {
        #[test]
        fn reading_a_date_never_panics(text in ".{0,20}") {
            let _ = Date::parse(&text);
        }
    }
}
