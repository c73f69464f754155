//! What is said of « Où j'en suis ».

use super::{Text, day, limit, pair, say, text};
use crate::domain::admission::Source;
use crate::domain::language::Language;
use crate::domain::time::Phase;
use crate::domain::timeline::{Entry, Step, Turn};

pub const TITLE: Text = text("Où j'en suis", "Where I stand");
pub const HELP: Text = text(
    "De votre première candidature à votre certificat de scolarité : ce qui est fait, ce que vous devez faire, ce que nous vérifions.",
    "From your first application to your certificate of enrolment: what is done, what you have to do, what we are checking.",
);
pub const NOTHING_TO_DO: Text =
    text("Vous n'avez rien à faire pour l'instant.", "There is nothing for you to do at the moment.");
pub const NOTHING_YET: Text = text(
    "Rien encore : commencez par choisir une formation dans l'offre.",
    "Nothing yet: begin by choosing a programme from the offer.",
);

/// The heading over what is done, checked, or to be done.
pub const fn turn(it: Turn) -> Text {
    match it {
        Turn::Yours => text("À faire par vous", "To be done by you"),
        Turn::Ours => text("En cours de vérification par nos services", "Being checked by us"),
        Turn::Done => text("Fait", "Done"),
    }
}

/// « Inscription 2026-2027 : … » in words, without its date.
pub fn entry(it: &Entry, to: Language) -> String {
    pair(&step(it, to), &it.about, to)
}

/// The date of it, or until when it is to be done.
pub fn date(it: &Entry, to: Language) -> Option<String> {
    if let Some(at) = it.at {
        // Of a limit that passed: the last day that counted.
        return Some(if it.step == Step::Missed { limit(at, to) } else { day(at, to) });
    }
    let until = it.until?;
    Some(match it.step {
        Step::Enrol(Phase::Before) => {
            let day = day(until, to);
            say(&format!("À partir du {day}"), format!("From {day} on"), to)
        }
        Step::Enrol(Phase::After) => {
            let limit = limit(until, to);
            say(&format!("Fermée depuis le {limit}"), format!("Closed since {limit}"), to)
        }
        _ => {
            let limit = limit(until, to);
            say(&format!("Avant le {limit}"), format!("Before {limit}"), to)
        }
    })
}

fn step(it: &Entry, to: Language) -> String {
    let done = it.turn == Turn::Done;
    let said = match it.step {
        Step::Apply => text("Candidature créée", "Application created"),
        Step::Missed => text("Date limite passée sans transmission", "Deadline passed, nothing submitted"),
        Step::Transmit if done => text("Dossier transmis", "File submitted"),
        Step::Transmit => text("Compléter et transmettre le dossier", "Complete and submit the file"),
        Step::Correct => {
            text("Corriger le dossier et le transmettre à nouveau", "Correct the file and submit it again")
        }
        Step::Examine => text("Dossier en cours d'examen", "File being examined"),
        Step::Decided(kind) => {
            let avis = super::review::avis(kind).to(to);
            return say(
                &format!("Réponse de l'établissement ({avis})"),
                format!("Decision of the university ({avis})"),
                to,
            );
        }
        Step::Answer => text("Confirmer ou se désister", "Confirm or withdraw"),
        Step::Answered(answer) => {
            let answer = super::answer(answer).to(to);
            return say(&format!("Votre réponse ({answer})"), format!("Your answer ({answer})"), to);
        }
        Step::CancelCandidature => text("Candidature annulée", "Application cancelled"),
        Step::Admitted(source) => return admitted(source, to),
        Step::Enrol(Phase::Before) => text("Inscription, bientôt ouverte", "Enrolment, open soon"),
        Step::Enrol(Phase::Open) => text("Faire l'inscription administrative", "Go through administrative enrolment"),
        Step::Enrol(Phase::After) => {
            text("Inscription non terminée : écrivez à la scolarité", "Enrolment not finished: write to the registry")
        }
        Step::Submit => text("Inscription terminée et remise", "Enrolment finished and handed over"),
        Step::Cvec => text("Donner le numéro CVEC", "Give the CVEC number"),
        Step::Pay => text("Payer les droits d'inscription", "Pay the enrolment fees"),
        Step::Instalments => text("Échéances de paiement à venir", "Instalments to come"),
        Step::Bank => text("Paiement : nous interrogeons la banque", "Payment: we are asking the bank"),
        Step::GiveDocuments(count) => return counted(count, ["Pièces à déposer", "Documents to deposit"], to),
        Step::CorrectDocuments(count) => return counted(count, ["Pièces à corriger", "Documents to correct"], to),
        Step::CheckDocuments(count) => {
            return counted(count, ["Pièces en cours de vérification", "Documents being checked"], to);
        }
        Step::CheckEnrolment => text("Inscription en cours de vérification", "Enrolment being checked"),
        Step::Validated => text("Inscription validée", "Enrolment validated"),
        Step::CancelledEnrolment => text("Inscription annulée", "Enrolment cancelled"),
        Step::Certificate if done => text("Certificat de scolarité établi", "Certificate of enrolment issued"),
        Step::Certificate => text("Télécharger le certificat de scolarité", "Download the certificate of enrolment"),
        Step::Ent => text("Activer l'espace numérique de travail (ENT)", "Activate the digital workspace (ENT)"),
    };
    said.to(to).into_owned()
}

fn counted(count: u32, [french, english]: [&str; 2], to: Language) -> String {
    say(&format!("{french} ({count})"), format!("{english} ({count})"), to)
}

fn admitted(source: Source, to: Language) -> String {
    let said = match source {
        Source::Candidature => text("Admission, par votre candidature", "Admission, by your application"),
        Source::Parcoursup => text("Admission, par Parcoursup", "Admission, by Parcoursup"),
        Source::MonMaster => text("Admission, par Mon Master", "Admission, by Mon Master"),
        Source::Other => text("Admission", "Right to enrol"),
        Source::Renewal => text("Réinscription autorisée", "Re-enrolment authorised"),
    };
    said.to(to).into_owned()
}
