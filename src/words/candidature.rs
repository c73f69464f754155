//! What is said of candidatures: the list, a dossier's page, the answer to an avis.

use super::{Counted, Text, answer, counted, limit, review, say, text};
use crate::domain::candidature::State;
use crate::domain::dossier::{CandidatureCard, EventKind};
use crate::domain::language::Language;
use crate::domain::review::AvisKind;

pub const MINE: Text = text("Mes candidatures", "My applications");
pub const NONE_YET: Text = text("Vous n'avez pas encore de candidature.", "You have no application yet.");
pub const ANOTHER: Text = text("Nouvelle candidature", "New application");

/// What the candidate must do next, in a sentence.
pub fn next_step(card: &CandidatureCard, to: Language) -> String {
    match (card.state, card.avis, card.answer) {
        (State::Cancelled, _, _) => text("Annulée à votre demande.", "Cancelled at your request.").to(to).into_owned(),
        (State::Pending | State::Incomplete, _, _) => to_submit(card, to),
        (_, Some(AvisKind::Favourable), None) => to_answer(card, to),
        (_, Some(avis), None) => format!("{}.", review::avis(avis).to(to)),
        (_, _, Some(it)) => format!("{}.", answer(it).to(to)),
        (State::Transmitted, None, None) => text(
            "Votre dossier est en cours d'examen : rien à faire.",
            "Your file is being examined: there is nothing to do.",
        )
        .to(to)
        .into_owned(),
        (State::Complete, None, None) => text(
            "Votre dossier est complet : rien à faire avant la décision.",
            "Your file is complete: there is nothing to do before the decision.",
        )
        .to(to)
        .into_owned(),
    }
}

const LEFT: Counted = counted(
    text("{} pièce à déposer", "{} document to deposit"),
    text("{} pièces à déposer", "{} documents to deposit"),
);

fn to_submit(card: &CandidatureCard, to: Language) -> String {
    let left = card.documents_asked.saturating_sub(card.documents_handed);
    let by = limit(card.transmit_by, to);
    if left == 0 {
        return say(&format!("À transmettre avant le {by}."), format!("To be submitted before {by}."), to);
    }
    let left = LEFT.to(left, to);
    say(&format!("{left}, puis à transmettre avant le {by}."), format!("{left}, then to submit before {by}."), to)
}

fn to_answer(card: &CandidatureCard, to: Language) -> String {
    let by = |before: &str| card.answer_by.map_or(String::new(), |by| format!(" {before} {}", limit(by, to)));
    let french = format!("Avis favorable : confirmez ou désistez-vous{}.", by("avant le"));
    say(&french, format!("Favourable decision: confirm or withdraw{}.", by("before")), to)
}

pub const CANCEL_THIS: Text = text("Annuler cette candidature", "Cancel this application");
pub const CANCEL_MEANS: Text = text(
    "La candidature sera annulée et n'occupera plus de place parmi vos candidatures.",
    "The application will be cancelled and will no longer take a place among your applications.",
);
pub const CANCEL: Text = text("Annuler ma candidature", "Cancel my application");

pub const DECISION: Text = text("Décision", "Decision");
pub const RANK: Text = text("Rang :", "Rank:");
pub const MUST_ANSWER: Text = text(
    "Vous devez impérativement confirmer ou vous désister de votre candidature.",
    "You must confirm your application or withdraw it.",
);
pub const ELSE_NO_ENROLMENT: Text = text(
    "Si vous ne confirmez pas, vous ne pourrez pas vous inscrire à cette formation !",
    "If you do not confirm, you will not be able to enrol in this programme!",
);
pub const NOT_YET_ENROLLED: Text = text(
    "La confirmation de votre candidature ne vaut pas inscription : vous devrez procéder ultérieurement à votre inscription administrative.",
    "Confirming your application is not enrolling: you will have to go through administrative enrolment later.",
);
pub const CONFIRM: Text = text("Confirmer ma candidature", "Confirm my application");
pub const WITHDRAW: Text = text("Me désister", "Withdraw");
pub const WITHDRAW_MEANS: Text = text(
    "Votre place sera proposée à quelqu'un d'autre. Un désistement est définitif.",
    "Your place will be offered to somebody else. Withdrawing is final.",
);
pub const WITHDRAW_NOW: Text = text("Me désister de ma candidature", "Withdraw my application");

/// Where one stands on the reserve list today.
pub fn before_in_reserve(before: i64, to: Language) -> String {
    match before {
        0 => text("Vous êtes le prochain sur la liste.", "You are next on the list.").to(to).into_owned(),
        1 => text("Une personne est avant vous aujourd'hui.", "One person is before you today.").to(to).into_owned(),
        n => {
            say(&format!("{n} personnes sont avant vous aujourd'hui."), format!("{n} people are before you today."), to)
        }
    }
}

pub const HISTORY: Text = text("Historique du dossier", "History of the file");

/// What happened, as its candidate is told.
pub const fn event(it: EventKind) -> Text {
    match it {
        EventKind::Created => text("Candidature créée", "Application created"),
        EventKind::Deposited => text("Pièce déposée", "Document deposited"),
        EventKind::TakenBack => text("Pièce retirée", "Document taken back"),
        EventKind::Declined => text("Pièce déclarée « non concerné »", "Document declared “not concerned”"),
        EventKind::Transmitted => text("Dossier transmis", "File submitted"),
        EventKind::Read => text("Dossier ouvert par l'université", "File opened by the university"),
        EventKind::DocumentRead => text("Pièce ouverte par l'université", "Document opened by the university"),
        EventKind::DossierPrinted => text("Dossier lu en PDF par l'université", "File read as PDF by the university"),
        EventKind::FoundIncomplete => text("Dossier déclaré incomplet", "File declared incomplete"),
        EventKind::FoundComplete => text("Dossier déclaré complet", "File declared complete"),
        EventKind::Decided => text("Décision rendue", "Decision made"),
        EventKind::Promoted => {
            text("Une place s'est libérée : avis favorable", "A place became free: favourable decision")
        }
        EventKind::Answered => text("Réponse enregistrée", "Answer recorded"),
        EventKind::WithdrawnByDefault => text(
            "Désistement par défaut, sans réponse à la date limite",
            "Withdrawn by default, without an answer in time",
        ),
        EventKind::Cancelled => text("Candidature annulée", "Application cancelled"),
    }
}
