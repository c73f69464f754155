//! What is said of candidatures: the list, a dossier's page, the answer to an avis.

use super::{Text, answer, limit, review, say, text};
use crate::domain::candidature::{CandidatureCard, State};
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

fn to_submit(card: &CandidatureCard, to: Language) -> String {
    let left = card.documents_asked.saturating_sub(card.documents_handed);
    let by = limit(card.transmit_by, to);
    if left == 0 {
        return say(&format!("À transmettre avant le {by}."), format!("To be submitted before {by}."), to);
    }
    let french = format!("{left} pièce(s) à déposer, puis à transmettre avant le {by}.");
    say(&french, format!("{left} document(s) to deposit, then to submit before {by}."), to)
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
