//! The calendar of Paris. Pure: it is handed instants and reads no clock.

use crate::domain::parameters::Days;
use crate::domain::time::{Date, Instant, Moment, Window};
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

/// The first instant of a calendar day; `None` for a day that does not exist.
pub fn start(date: Date) -> Option<Instant> {
    let day = jiff::civil::Date::new(date.year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()?;
    Some(Instant(day.to_zoned(TimeZone::get("Europe/Paris").ok()?).ok()?.timestamp().as_millisecond()))
}

/// An hour of a calendar day; `None` for a day that does not exist. An hour that the clocks skip is the next one.
pub fn at(date: Date, hour: u8, minute: u8) -> Option<Instant> {
    let [month, day, hour, minute] = [date.month, date.day, hour, minute].map(|it| i8::try_from(it).unwrap_or(-1));
    let wall = jiff::civil::DateTime::new(date.year, month, day, hour, minute, 0, 0).ok()?;
    Some(Instant(wall.to_zoned(TimeZone::get("Europe/Paris").ok()?).ok()?.timestamp().as_millisecond()))
}

/// The latest day of which this hour has come.
pub fn latest(hour: u8, now: Instant) -> Date {
    let today = date(now);
    let before = || start(today).map_or(today, |it| date(Instant(it.0 - 1)));
    if at(today, hour, 0).is_some_and(|it| it <= now) { today } else { before() }
}

/// From the first instant of the first day to the first one after the last day.
pub fn window(days: Days) -> Option<Window> {
    Some(Window { opens_at: start(days.first)?, closes_at: after(days.last)? })
}

/// First and last day of a window, as date fields take them.
pub fn days_of(window: Window) -> (String, String) {
    (iso(date(window.opens_at)), iso(date(Instant(window.closes_at.0 - 1))))
}

/// Whole days from the day of one instant to the day of another.
pub fn days_between(from: Instant, to: Instant) -> i64 {
    let days = zoned(from).date().until(zoned(to).date());
    days.map_or(0, |it| i64::from(it.get_days()))
}

/// The same hour of the clock, `days` days later.
pub fn shifted(at: Instant, days: i64) -> Instant {
    zoned(at).checked_add(days.days()).map_or(at, |it| Instant(it.timestamp().as_millisecond()))
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
    fn a_window_of_days_reads_back_as_its_days_and_moves_with_the_calendar() {
        let days =
            Days { first: Date { year: 2026, month: 10, day: 20 }, last: Date { year: 2026, month: 10, day: 31 } };
        let window = window(days).expect("a window");
        assert_eq!(days_of(window), ("2026-10-20".to_owned(), "2026-10-31".to_owned()));
        assert_eq!(window.opens_at, at("2026-10-19T22:00:00Z"));
        let next_year = at("2027-10-20T08:00:00Z");
        let by = days_between(window.opens_at, next_year);
        assert_eq!(by, 365);
        // The change of hour lies between: the clock on the wall says the same.
        assert_eq!(shifted(at("2026-10-20T10:00:00Z"), 10), at("2026-10-30T11:00:00Z"));
    }

    #[test]
    fn a_night_begins_at_its_hour_also_when_the_clocks_change() {
        let of = |text| iso(latest(3, at(text)));
        assert_eq!([of("2026-11-22T01:59:59Z"), of("2026-11-22T02:00:00Z")], ["2026-11-21", "2026-11-22"]);
        assert_eq!([of("2026-11-22T22:59:59Z"), of("2026-11-22T23:00:00Z")], ["2026-11-22", "2026-11-22"]);
        // In March there is no 02:30, in October it is there twice.
        assert_eq!([of("2026-03-29T00:59:59Z"), of("2026-03-29T01:00:00Z")], ["2026-03-28", "2026-03-29"]);
        assert_eq!([of("2026-10-25T01:59:59Z"), of("2026-10-25T02:00:00Z")], ["2026-10-24", "2026-10-25"]);
    }

    #[test]
    fn just_before_midnight_in_paris_it_is_still_today() {
        assert_eq!(iso(date(at("2026-07-01T21:59:59Z"))), "2026-07-01");
        assert_eq!(iso(date(at("2026-07-01T22:00:00Z"))), "2026-07-02");
    }
}
