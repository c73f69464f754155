//! The number of a CVEC attestation as the step asks for it. Its key is not public, so it is never called valid.

use super::CvecState;
use crate::domain::cvec::Cvec;
use crate::domain::form::Fault;

/// As it is compared: as it is written, whatever its spelling.
pub fn parse(text: &str) -> Result<String, Fault> {
    Cvec::parse(text).map(|it| it.as_str().to_owned())
}

/// Whether a number that has the form seems to be of another year than the one that begins in `year`: told, not refused.
pub fn is_of_another_year(text: &str, year: i16) -> bool {
    Cvec::parse(text).is_ok_and(|it| it.warning(year).is_some())
}

/// What stands in the enrolment once a number was typed, or none.
pub fn after(before: CvecState, owes: bool, typed: &str, was: &str) -> CvecState {
    match (owes, parse(typed)) {
        (false, _) => CvecState::NotConcerned,
        (true, Err(_)) => CvecState::Absent,
        // What was verified stays so for as long as it is the same number.
        (true, Ok(number)) if before == CvecState::Verified && parse(was).as_ref() == Ok(&number) => {
            CvecState::Verified
        }
        (true, Ok(_)) => CvecState::Declared,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_written() {
        for typed in ["TOU6-ABC123-4D", " tou6 abc123 4d ", "TOU6ABC1234D"] {
            assert_eq!(parse(typed).as_deref(), Ok("TOU6ABC1234D"), "{typed}");
        }
        for wrong in ["TOU6-ABC123-4", "TO66-ABC123-4D", "TOUX-ABC123-4D", "TOU6-ABC123-4D5", "TOU6-ÀBC123-4D"] {
            assert_eq!(parse(wrong), Err(Fault::Malformed), "{wrong}");
        }
        assert_eq!(parse(" - "), Err(Fault::Missing));
    }

    #[test]
    fn another_year_is_told_and_a_verified_number_stays_verified() {
        use CvecState::{Absent, Declared, NotConcerned, Verified};
        assert!(is_of_another_year("TOU5-ABC123-4D", 2026) && !is_of_another_year("TOU6-ABC123-4D", 2026));
        assert!(!is_of_another_year("nonsense", 2026));
        assert_eq!(after(Absent, true, "TOU6-ABC123-4D", ""), Declared);
        assert_eq!(after(Verified, true, "tou6abc1234d", "TOU6-ABC123-4D"), Verified);
        assert_eq!(after(Verified, true, "TOU6-ABC123-4E", "TOU6-ABC123-4D"), Declared);
        assert_eq!(after(Declared, true, "", "TOU6-ABC123-4D"), Absent);
        assert_eq!(after(Declared, false, "TOU6-ABC123-4D", ""), NotConcerned);
    }
}
