//! « Mon compte »: what a person changes about the way in, their sessions, their letters.

use super::LetterId;
use super::account::Email;
use super::form::{Fault, Faults};
use super::letter::LetterState;
use super::password::NewPasswordField;
use super::time::Moment;
use serde::{Deserialize, Serialize};

/// A session of the person who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Names it without letting anyone use it.
    pub id: String,
    pub browser: Browser,
    /// Network address.
    pub origin: String,
    pub opened_at: Moment,
    /// The one that asks.
    pub current: bool,
}

/// What can be told of a browser from what it calls itself; empty where nothing can.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Browser {
    pub name: String,
    pub system: String,
}

impl Browser {
    /// From a `User-Agent`. Each browser names the ones before it, so the order matters.
    pub fn of_agent(agent: &str) -> Self {
        const NAMES: [(&str, &str); 6] = [
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox/", "Firefox"),
            ("FxiOS/", "Firefox"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ];
        const SYSTEMS: [(&str, &str); 6] = [
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Mac OS", "macOS"),
            ("Linux", "Linux"),
        ];
        let known = |list: &[(&str, &str)]| {
            let found = list.iter().find(|(sign, _)| agent.contains(sign));
            found.map_or_else(String::new, |(_, name)| (*name).to_owned())
        };
        Self { name: known(&NAMES), system: known(&SYSTEMS) }
    }
}

/// A letter as whom it went to sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyLetter {
    pub id: LetterId,
    pub code: String,
    pub state: LetterState,
    pub posted_at: Moment,
    pub sent_at: Option<Moment>,
    /// Subject and text, unless it held a link that only its reader may have.
    pub kept: Option<(String, String)>,
}

/// « Mon compte » as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    pub email: String,
    /// An address that was asked for and not confirmed yet.
    pub awaited_email: Option<String>,
    pub sessions: Vec<SessionView>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NewEmailField {
    Email,
    EmailAgain,
}

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeRefusal {
    /// The present password, asked again, does not fit.
    WrongPassword,
    UnfitPassword(Faults<NewPasswordField>),
    UnfitEmail(Faults<NewEmailField>),
}

/// Judges a new address and its second entry.
pub fn new_email(email: &str, again: &str) -> Result<Email, Faults<NewEmailField>> {
    let mut faults = Faults::default();
    let parsed = faults.take(NewEmailField::Email, Email::parse(email));
    if parsed.is_some() && Email::parse(again).ok() != parsed {
        let fault = if again.trim().is_empty() { Fault::Missing } else { Fault::Mismatch };
        faults.add(NewEmailField::EmailAgain, fault);
    }
    faults.or(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_by_their_own_name() {
        let chrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0";
        let of = |name: &str, system: &str| Browser { name: name.into(), system: system.into() };
        assert_eq!(Browser::of_agent(chrome), of("Chrome", "Android"));
        assert_eq!(Browser::of_agent(edge), of("Edge", "Windows"));
        assert_eq!(Browser::of_agent("curl/8"), Browser::default());
    }

    #[test]
    fn a_new_address_is_typed_twice() {
        assert!(new_email("A@b.fr", "a@b.fr ").is_ok());
        assert_eq!(
            new_email("a@b.fr", "a@c.fr").expect_err("two").of(NewEmailField::EmailAgain),
            Some(Fault::Mismatch)
        );
        assert_eq!(new_email("a@b.fr", "").expect_err("one").of(NewEmailField::EmailAgain), Some(Fault::Missing));
        assert_eq!(new_email("a", "a").expect_err("none").of(NewEmailField::Email), Some(Fault::Malformed));
    }
}
