//! The calendar of Paris. Pure: it is handed instants and reads no clock.

use crate::domain::time::{Date, Instant, Moment};
use jiff::{Timestamp, ToSpan, Zoned, tz::TimeZone};

/// The clock on which limits are written and read (DESIGN.md §4, Time). Its data is compiled in.
fn zoned(at: Instant) -> Zoned {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(zone)
}

/// An instant with its reading in Paris.
pub fn moment(at: Instant) -> Moment {
    let it = zoned(at);
    Moment { at, year: it.year(), month: it.month(), day: it.day(), hour: it.hour(), minute: it.minute() }
}

/// The day it is in Paris.
pub fn date(at: Instant) -> Date {
    let it = zoned(at);
    Date { year: it.year(), month: it.month().unsigned_abs(), day: it.day().unsigned_abs() }
}

/// The end of the day, `days` days after the one of `at`: a limit given as a day ends at 23:59:59 local time.
/// Returned as the first instant that is too late.
pub fn end_of_day(at: Instant, days: i64) -> Instant {
    let day = zoned(at).checked_add((days + 1).days()).and_then(|it| it.start_of_day());
    day.map_or(at, |it| Instant(it.timestamp().as_millisecond()))
}

/// The first instant after a calendar day; `None` for a day that does not exist.
pub fn after(date: Date) -> Option<Instant> {
    let day = jiff::civil::Date::new(date.year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()?;
    let next = day.tomorrow().ok()?.to_zoned(TimeZone::get("Europe/Paris").ok()?).ok()?;
    Some(Instant(next.timestamp().as_millisecond()))
}

/// `YYYY-MM-DD`, as a date field takes it.
pub fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant(text.parse::<Timestamp>().expect("a timestamp").as_millisecond())
    }

    #[test]
    fn a_day_ends_in_paris_whatever_the_season() {
        assert_eq!(end_of_day(at("2026-07-01T10:00:00Z"), 0), at("2026-07-01T22:00:00Z"));
        assert_eq!(end_of_day(at("2026-12-01T10:00:00Z"), 0), at("2026-12-01T23:00:00Z"));
        // Across the change of hour: seven days later the sun stands elsewhere, the limit is still midnight.
        assert_eq!(end_of_day(at("2026-10-20T10:00:00Z"), 7), at("2026-10-27T23:00:00Z"));
        assert_eq!(after(Date { year: 2026, month: 3, day: 29 }), Some(at("2026-03-29T22:00:00Z")));
    }

    #[test]
    fn just_before_midnight_in_paris_it_is_still_today() {
        assert_eq!(iso(date(at("2026-07-01T21:59:59Z"))), "2026-07-01");
        assert_eq!(iso(date(at("2026-07-01T22:00:00Z"))), "2026-07-02");
    }
}
