//! What is said of payments whose fate is unknown: what the night found, what the bank answered, what staff record.

use super::{Text, moment, say, text};
use crate::domain::language::Language;
use crate::domain::reconciliation::{AskRefusal, NightView, Nights, QuestionOutcome, RecordRefusal};

pub const NIGHT: Text = text("Rapprochement avec la banque", "Reconciliation with the bank");
pub const NO_NIGHT: Text = text(
    "Aucun rapprochement avec la banque n'a encore eu lieu.",
    "No reconciliation with the bank has taken place yet.",
);

/// What begins every night.
pub const fn nights(it: Nights) -> Text {
    match it {
        Nights::None => {
            text("Aucune banque n'est configurée ici : il n'en commence aucun.", "No bank is set up here: none begins.")
        }
        Nights::Mark => text(
            "Chaque nuit à 3 h, les échéances sans nouvelles sont signalées ; la banque elle-même ne peut pas être interrogée : aucune adresse n'est configurée pour cela.",
            "Every night at 3 a.m. instalments without news are marked; the bank itself cannot be asked: no address for it is set up.",
        ),
        Nights::Ask => text(
            "Il commence chaque nuit à 3 h : la banque est interrogée.",
            "It begins every night at 3 a.m.: the bank is asked.",
        ),
    }
}
pub const ASK: Text = text("Interroger la banque", "Ask the bank");
pub const RECORD: Text =
    text("Enregistrer un paiement constaté à la banque", "Record a payment that you saw at the bank");
pub const RECORD_HELP: Text = text(
    "Seulement si l'espace de la banque montre ce paiement comme encaissé, avec cette référence et ce montant. L'étudiant en est averti comme de tout paiement.",
    "Only if the bank's back office shows this payment as captured, with this reference and this amount. The student is told of it as of any payment.",
);
pub const TRANSACTION: Text =
    text("Numéro de la transaction à la banque (chiffres)", "Number of the transaction at the bank (digits)");
pub const REASON: Text = text("Ce que vous avez constaté, et où", "What you saw, and where");
pub const QUESTIONS: Text = text("Ce qui a été demandé à la banque", "What the bank was asked");
pub const BY: Text = text("Par", "By");
pub const BY_NIGHT: Text = text("Chaque nuit", "Every night");
pub const ANSWER: Text = text("Réponse", "Answer");
pub const DETAIL: Text = text("Détail", "Detail");
pub const PENDING: Text = text("Réponse attendue", "Answer awaited");
pub const OVERDUE_HELP: Text = text(
    "Une échéance est passée depuis plus de trois jours et la banque n'en a rien dit : cherchez sa référence dans l'espace de la banque.",
    "The day of an instalment was more than three days ago and the bank has said nothing of it: look its reference up in the bank's back office.",
);

/// When it was begun, and what came of it.
pub fn night(it: &NightView, to: Language) -> String {
    let (begun, asked, found, silent) = (moment(it.begun_at, to), it.asked, it.found, it.unanswered);
    let french = format!("Commencé le {begun}. Demandes à la banque : {asked} ; paiements retrouvés : {found} ; ");
    let english = format!("Begun on {begun}. Questions to the bank: {asked}; payments found: {found}; ");
    say(&format!("{french}sans réponse : {silent}."), format!("{english}without an answer: {silent}."), to)
}

/// That the latest night goes on.
pub const NIGHT_GOES_ON: Text = text("Il n'est pas terminé.", "It is not over.");

/// Parts that were marked.
pub fn overdue(count: i64, to: Language) -> String {
    say(
        &format!("Échéances sans nouvelles depuis plus de trois jours : {count}."),
        format!("Instalments without news for more than three days: {count}."),
        to,
    )
}

pub const fn outcome(it: QuestionOutcome) -> Text {
    match it {
        QuestionOutcome::Found => text("Payé à la banque", "Paid at the bank"),
        QuestionOutcome::Absent => text("Inconnu de la banque", "Not known to the bank"),
        QuestionOutcome::Unpaid => text("Connu de la banque, non payé", "Known to the bank, not paid"),
        QuestionOutcome::Unanswered => text("La banque n'a pas pu être interrogée", "The bank could not be asked"),
        QuestionOutcome::Recorded => text("Constaté à la banque", "Seen at the bank"),
    }
}

pub fn ask_refusal(it: AskRefusal, to: Language) -> String {
    let said = match it {
        AskRefusal::NothingToAsk => text(
            "Il n'y a rien à demander sur cette tentative : elle est payée, n'est jamais partie vers la banque, ou la banque en a déjà tout dit.",
            "There is nothing to ask about this attempt: it is paid, never left for the bank, or the bank has told all about it.",
        ),
        AskRefusal::NotOffered => text(
            "Aucune banque ne peut être interrogée ici : demandez aux informaticiens de l'établissement si son contrat le permet.",
            "No bank can be asked here: ask the university's engineers whether its contract allows it.",
        ),
        AskRefusal::Unanswered => text(
            "La banque n'a pas pu être interrogée : elle ne répond pas, ou sa réponse n'est pas sûre. Rien n'a changé : réessayez plus tard, ou regardez dans l'espace de la banque.",
            "The bank could not be asked: it does not answer, or its answer cannot be relied on. Nothing has changed: try again later, or look into the bank's back office.",
        ),
    };
    said.to(to).into_owned()
}

pub fn record_refusal(it: RecordRefusal, to: Language) -> String {
    let said = match it {
        RecordRefusal::Paid => text(
            "Ce paiement est déjà enregistré. Rien n'a changé.",
            "This payment is recorded already. Nothing has changed.",
        ),
        RecordRefusal::Live => text(
            "Ce paiement est peut-être encore en cours à la banque : attendez une demi-heure, ou interrogez-la.",
            "This payment may still be under way at the bank: wait half an hour, or ask it.",
        ),
        RecordRefusal::NeverLeft => text(
            "Cette tentative n'est jamais partie vers la banque : elle ne peut pas y avoir été payée.",
            "This attempt never left for the bank: it cannot have been paid there.",
        ),
        RecordRefusal::Heard => text(
            "La banque a dit ce qu'il est advenu de ce paiement. Interrogez-la si vous pensez qu'elle s'est trompée.",
            "The bank has said what became of this payment. Ask it if you think that it was wrong.",
        ),
        RecordRefusal::TransactionMissing => {
            text("Donnez le numéro de la transaction à la banque.", "Give the number of the transaction at the bank.")
        }
        RecordRefusal::TransactionUnfit => text(
            "Ce n'est pas le numéro d'une transaction : il n'a que des chiffres, 20 au plus.",
            "This is not the number of a transaction: it has digits alone, 20 at most.",
        ),
        RecordRefusal::TransactionKnown => text(
            "Ce numéro est celui d'un autre paiement, déjà connu. Vérifiez-le dans l'espace de la banque.",
            "This number is that of another payment, known already. Check it in the bank's back office.",
        ),
        RecordRefusal::ReasonMissing => {
            text("Dites en quelques mots ce que vous avez constaté.", "Say in a few words what you saw.")
        }
        RecordRefusal::ReasonTooLong { max } => {
            let french = format!("C'est trop long : {max} caractères au plus.");
            return say(&french, format!("This is too long: {max} characters at most."), to);
        }
    };
    said.to(to).into_owned()
}
