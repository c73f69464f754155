//! « Accès étudiant » (seed 001): signing in by the establishment's own account, at its CAS server. What comes of it, for
//! candidates and for staff (CAS 3.0; reference/peers.md §4.1).

use super::time::{Moment, Span};
use serde::{Deserialize, Serialize};

/// How long one has to give name and password at the CAS.
pub const AWAY_LIFE: Span = Span::minutes(30);
/// How long one has, back from it, to make an account or to bind the one there is.
pub const ARRIVAL_LIFE: Span = Span::hours(1);
/// How long a ticket may be (CAS 3.0, §3.7: at least 256 characters are to be supported).
pub const TICKET_MAX: usize = 256;

/// Where one came from and wants to go on to. It never stands in the address that the CAS knows us by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Door {
    Candidate,
    Staff,
}

impl Door {
    pub const ALL: [Self; 2] = [Self::Candidate, Self::Staff];

    /// As the address and the cookie name it.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Candidate => "candidat",
            Self::Staff => "gestion",
        }
    }

    pub fn named(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.slug() == slug)
    }
}

/// Why nobody was signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// This browser did not begin here, or too long ago, or is back a second time.
    NotBegunHere,
    /// Back without a ticket: the person turned round at the CAS.
    NoTicket,
    /// Unknown to the CAS: used, out of time or made up (`INVALID_TICKET`).
    TicketInvalid,
    /// The CAS does not know the address that we send (`INVALID_SERVICE`, `UNAUTHORIZED_SERVICE`): what its own page calls
    /// « Application non autorisée à utiliser CAS ».
    ServiceInvalid,
    /// Another refusal of the CAS.
    Declined,
    /// The CAS does not answer.
    Away,
    /// The CAS did not answer in time.
    Slow,
    /// What the CAS answered is not what CAS 3.0 says.
    Malformed,
    /// The person is known, but not as a member of the staff here.
    NotStaff,
}

impl Cause {
    pub const ALL: [Self; 9] = [
        Self::NotBegunHere,
        Self::NoTicket,
        Self::TicketInvalid,
        Self::ServiceInvalid,
        Self::Declined,
        Self::Away,
        Self::Slow,
        Self::Malformed,
        Self::NotStaff,
    ];

    /// What a refusal of the CAS means, by its code (CAS 3.0, §2.5.3).
    pub fn of_code(code: &str) -> Self {
        match code {
            "INVALID_TICKET" | "INVALID_TICKET_SPEC" => Self::TicketInvalid,
            "INVALID_SERVICE" | "UNAUTHORIZED_SERVICE" => Self::ServiceInvalid,
            _ => Self::Declined,
        }
    }
}

/// A refusal, with what to quote and with the door to try again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRefusal {
    pub cause: Cause,
    pub reference: String,
    pub door: Door,
}

/// What the CAS said of somebody who has no account bound yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newcomer {
    pub family_name: String,
    pub given_name: String,
    /// Blank where the CAS told none.
    pub email: String,
    /// Blank where the CAS told none.
    pub student_number: String,
    /// False when the CAS says what they are, and student is not among it.
    pub student: bool,
    /// An account with this address is there: it is bound by its password, or by a letter.
    pub has_account: bool,
}

/// Whether a ticket may be sent on: printable, without blanks, not too long.
pub fn is_ticket(text: &str) -> bool {
    !text.is_empty() && text.len() <= TICKET_MAX && text.bytes().all(|it| it.is_ascii_graphic())
}

/// Whether somebody is a student, from `eduPersonAffiliation`; who is nothing in particular may be one.
pub fn is_student<'a>(affiliations: impl IntoIterator<Item = &'a str>) -> bool {
    let mut any = false;
    let student = affiliations.into_iter().any(|it| {
        any = true;
        it.eq_ignore_ascii_case("student")
    });
    student || !any
}

/// What the self-check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// The login page takes our address, and tickets can be checked.
    Good,
    /// The login page answers with a refusal of our address.
    LoginRefused,
    /// The login page is good, but tickets cannot be checked.
    ValidationRefused,
    Away,
    Slow,
}

/// « Accès étudiant » as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessReport {
    /// The address of the CAS.
    pub server: String,
    /// Our address, as it must stand in the registry of the CAS.
    pub service: String,
    /// When it was last looked at, and what was found.
    pub last: Option<(Moment, Finding)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_printable_and_short() {
        assert!(is_ticket("ST-1856339-aA5Yuvrxzpv8Tau1cYQ7"));
        assert!(is_ticket(&"x".repeat(256)) && !is_ticket(&"x".repeat(257)));
        for odd in ["", "ST 1", "ST-\u{e9}", "ST-\0", "ST-\r\nHost: elsewhere"] {
            assert!(!is_ticket(odd), "{odd:?}");
        }
    }

    #[test]
    fn codes_of_the_protocol_have_their_cause() {
        assert_eq!(Cause::of_code("INVALID_TICKET"), Cause::TicketInvalid);
        assert_eq!(Cause::of_code("INVALID_SERVICE"), Cause::ServiceInvalid);
        for other in ["INTERNAL_ERROR", "INVALID_REQUEST", "UNAUTHORIZED_SERVICE_PROXY", ""] {
            assert_eq!(Cause::of_code(other), Cause::Declined, "{other}");
        }
    }

    #[test]
    fn who_is_said_to_be_something_else_is_no_student() {
        assert!(is_student(["member", "Student"]) && is_student([]));
        assert!(!is_student(["employee", "staff"]));
    }

    #[test]
    fn doors_survive_their_address() {
        assert!(Door::ALL.into_iter().all(|it| Door::named(it.slug()) == Some(it)));
        assert_eq!(Door::named("ailleurs"), None);
    }
}
