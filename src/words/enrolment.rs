//! What is said of the yearly registration. « Inscription administrative », « récapitulatif »: seeds 000 and 002.

use super::{Text, text};
use crate::domain::enrolment::{Kind, State};
use crate::domain::time::Phase;

pub const MINE: Text = text("Mon inscription", "My enrolment");
pub const NUMBER: Text = text("Numéro d'inscription", "Enrolment number");
pub const IDENTIFIANT: Text = text("Identifiant apprenant", "Learner identifier");
pub const STUDENT_NUMBER: Text = text("Numéro étudiant", "Student number");
pub const YEAR: Text = text("Année universitaire", "Academic year");
pub const ADMITTED_TO: Text = text("Vous êtes admis(e) dans", "You are admitted to");
pub const WHERE: Text = text("Où en est votre inscription", "Where your enrolment stands");
pub const PERIODS: Text = text("Périodes d'inscription", "Enrolment periods");

/// « Terminée » and the like: what staff know from Pégase (reference/peers.md §2.1).
pub const fn state(it: State) -> Text {
    match it {
        State::Authorised => text("Autorisée : à commencer", "Authorised: to be started"),
        State::Started => text("Commencée", "Started"),
        State::Submitted => text("Terminée : en cours de vérification", "Submitted: being checked"),
        State::Validated => text("Validée", "Validated"),
        State::Cancelled => text("Annulée", "Cancelled"),
    }
}

pub const fn kind(it: Kind) -> Text {
    match it {
        Kind::First => text("Première inscription", "First enrolment"),
        Kind::Renewal => text("Réinscription", "Re-enrolment"),
    }
}

pub const fn phase(it: Phase) -> Text {
    match it {
        Phase::Before => text("L'inscription n'est pas encore ouverte.", "Enrolment is not open yet."),
        Phase::Open => text("L'inscription est ouverte.", "Enrolment is open."),
        Phase::After => text("L'inscription est fermée.", "Enrolment is closed."),
    }
}
