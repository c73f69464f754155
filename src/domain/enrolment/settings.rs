//! The parameters of enrolment, as administrators change them: which questions are put, who enrols online, and when.

use super::{Asking, EffectiveRule, Kind};
use crate::domain::EnrolmentWindowId;
use crate::domain::form::{Fault, Faults};
use crate::domain::parameters::{ParameterField, ParameterRefusal};
use crate::domain::time::{Date, Moment};
use serde::{Deserialize, Serialize};

/// The parameters of enrolment, as administrators see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentSettings {
    pub version: i64,
    pub europeans_only: bool,
    pub asking: Asking,
    pub rule: EffectiveRule,
    /// « 2026-2027 »: the campaign whose windows these are.
    pub year: String,
    pub windows: Vec<WindowView>,
}

/// One period of one population.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowView {
    pub id: EnrolmentWindowId,
    pub kind: Kind,
    pub version: i64,
    pub form: WindowForm,
    pub opens_at: Moment,
    pub closes_at: Moment,
}

/// A period as typed: from an hour of a day (seed 002: « 8 juillet 12 h ») to the end of another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowForm {
    pub kind: String,
    pub opens_on: String,
    /// `12:00`; blank: from the beginning of the day.
    pub opens_hour: String,
    pub closes_on: String,
}

/// A period fit to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub kind: Kind,
    pub first: Date,
    /// Of the first day.
    pub hour: u8,
    pub minute: u8,
    /// Included.
    pub last: Date,
}

impl WindowForm {
    pub fn check(&self) -> Result<Period, ParameterRefusal> {
        let mut faults = Faults::default();
        let kind = faults.take(ParameterField::Kind, Kind::named(&self.kind).ok_or(Fault::NotOffered));
        let first = faults.take(ParameterField::OpensOn, day(&self.opens_on));
        let hour = faults.take(ParameterField::OpensOn, hour(&self.opens_hour));
        let last = faults.take(ParameterField::ClosesOn, day(&self.closes_on));
        if first.zip(last).is_some_and(|(first, last)| last < first) {
            faults.add(ParameterField::ClosesOn, Fault::OutOfRange);
        }
        let period = (|| {
            let (hour, minute) = hour?;
            Some(Period { kind: kind?, first: first?, hour, minute, last: last? })
        })();
        faults.or(period).map_err(ParameterRefusal::Unfit)
    }
}

fn day(text: &str) -> Result<Date, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::Missing);
    }
    match Date::parse(text) {
        Some(it) if (2000..=2100).contains(&it.year) => Ok(it),
        Some(_) => Err(Fault::OutOfRange),
        None => Err(Fault::Malformed),
    }
}

/// `12:00`; blank is the beginning of the day.
fn hour(text: &str) -> Result<(u8, u8), Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok((0, 0));
    }
    let read = || {
        let (hour, minute) = text.split_once(':')?;
        let number = |it: &str| (it.len() <= 2 && it.bytes().all(|b| b.is_ascii_digit())).then(|| it.parse().ok())?;
        Some((number(hour).filter(|it| *it < 24)?, number(minute).filter(|it| *it < 60)?))
    };
    read().ok_or(Fault::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(opens_on: &str, opens_hour: &str, closes_on: &str) -> WindowForm {
        let [opens_on, opens_hour, closes_on] = [opens_on, opens_hour, closes_on].map(str::to_owned);
        WindowForm { kind: "first".into(), opens_on, opens_hour, closes_on }
    }

    #[test]
    fn a_period_begins_at_an_hour_and_ends_with_a_day() {
        let period = form("2026-07-08", "12:00", "24/09/2026").check().expect("a period");
        assert_eq!((period.hour, period.minute, period.last.month), (12, 0, 9));
        assert_eq!(form("2026-07-08", "", "2026-07-08").check().map(|it| it.hour), Ok(0));
        for (opens, hour, closes) in [
            ("2026-07-08", "24:00", "2026-09-24"),
            ("2026-07-08", "12", "2026-09-24"),
            ("", "", "2026-09-24"),
            ("2026-07-08", "", "2026-07-07"),
            ("2026-02-30", "", "2026-07-07"),
            ("2026-07-08", "+1:00", "2026-07-09"),
        ] {
            assert!(form(opens, hour, closes).check().is_err(), "{opens} {hour} {closes}");
        }
        assert!(WindowForm { kind: "nobody".into(), ..form("2026-07-08", "", "2026-07-09") }.check().is_err());
    }
}
