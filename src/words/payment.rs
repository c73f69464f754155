//! What is said of paying for an enrolment: to students, on the receipt, to staff.

use super::{Text, day, money, say, text};
use crate::domain::instalment::Part;
use crate::domain::language::Language;
use crate::domain::ledger::{RefundRefusal, RefundState};
use crate::domain::payment::{AttemptState, PaymentRefusal, PaymentStatus, RefundWhy, Verdict};
use crate::domain::time::{Date, Instant, Moment};

pub const PAYMENT: Text = text("Payer mon inscription", "Pay for my enrolment");
pub const ENROLMENT: Text = text("Inscription", "Enrolment");
pub const DUE: Text = text("Montant dû", "Amount due");
pub const RECEIVED: Text = text("Déjà reçu", "Received already");
pub const AWAITED: Text = text("Sera débité aux dates prévues", "Will be debited on the days agreed");
pub const OPEN: Text = text("Reste à payer", "Left to pay");
pub const NOT_SAID: Text = text(
    "Le montant est calculé, et expliqué ligne par ligne, à l'étape « Droits d'inscription ».",
    "The amount is computed, and explained line by line, at the step “Fees”.",
);
pub const NOTHING_OPEN: Text =
    text("Vous n'avez rien à payer pour le moment.", "There is nothing for you to pay for now.");
pub const ENROLMENT_CANCELLED: Text = text(
    "Cette inscription est annulée : rien n'est à payer. Ce qui a été reçu vous est remboursé par l'établissement.",
    "This enrolment is cancelled: there is nothing to pay. The university gives back to you what was received.",
);
pub const NOT_OFFERED: Text = text(
    "Le paiement par carte n'est pas ouvert ici. Écrivez à l'établissement pour savoir comment payer.",
    "Paying by card is not open here. Write to the university to learn how to pay.",
);
pub const HOW: Text = text("Comment voulez-vous payer ?", "How do you want to pay?");
pub const HOW_HELP: Text = text(
    "En plusieurs fois, la première échéance est payée aujourd'hui ; les suivantes sont débitées sur la même carte aux dates indiquées, sans frais. Votre carte doit encore être valable à la dernière date.",
    "In several instalments, the first one is paid today; the others are debited from the same card on the days shown, at no cost. Your card must still be valid on the last day.",
);
pub const BEGIN: Text = text("Payer par carte", "Pay by card");
pub const OTHERWISE: Text = text("Payer autrement", "Pay another way");
pub const READY: Text = text("Votre paiement est prêt", "Your payment is ready");
pub const READY_HELP: Text = text(
    "La suite se passe sur le site sécurisé de la banque : votre carte ne nous est jamais communiquée. Vous reviendrez ici ensuite.",
    "What comes next happens on the bank's secure site: we never see your card. You will come back here afterwards.",
);
pub const GO: Text = text("Aller à la page de paiement", "Go to the payment page");
pub const ATTEMPTS: Text = text("Vos tentatives de paiement", "Your attempts to pay");
pub const LINES: Text = text("Ce que nous avons reçu", "What we received");
pub const REFERENCE: Text = text("Référence", "Reference");
pub const AMOUNT: Text = text("Montant", "Amount");
pub const WHEN: Text = text("Quand", "When");
pub const STATE: Text = text("État", "State");
pub const RECEIPT: Text = text("Reçu (PDF)", "Receipt (PDF)");
pub const BACK: Text = text("Revenir à mon paiement", "Back to my payment");

pub const RETURN: Text = text("Retour de la banque", "Back from the bank");
pub const ASKING: Text = text(
    "Nous interrogeons la banque. Cette page se met à jour d'elle-même ; vous pouvez aussi la fermer : un mail vous dira ce qu'il en est.",
    "We are asking the bank. This page updates by itself; you may also close it: an e-mail will tell you what came of it.",
);
pub const PAID: Text =
    text("Votre paiement est reçu. Un mail vous le confirme.", "Your payment is received. An e-mail confirms it.");
pub const REFUSED: Text = text(
    "Votre banque n'a pas accepté ce paiement. Rien n'a été débité et votre inscription est conservée. Vérifiez le plafond de votre carte auprès de votre banque, ou prenez-en une autre, puis recommencez.",
    "Your bank did not accept this payment. Nothing was debited and your enrolment is kept. Ask your bank about the limit of your card, or take another one, then try again.",
);
pub const CANCELLED: Text = text(
    "Le paiement est annulé. Rien n'a été débité et votre inscription est conservée : vous pouvez recommencer.",
    "The payment is cancelled. Nothing was debited and your enrolment is kept: you may try again.",
);
pub const EXPIRED: Text = text(
    "La banque n'a rien répondu dans le temps prévu. Si votre compte a été débité, attendez notre mail avant de recommencer.",
    "The bank did not answer in time. If your account was debited, wait for our e-mail before you try again.",
);
pub const MISMATCHED: Text = text(
    "La banque annonce un autre montant que celui demandé. Rien n'est compté pour l'instant : l'établissement vérifie et vous rembourse s'il y a lieu.",
    "The bank tells of another amount than was asked for. Nothing is counted for now: the university looks into it and gives back what it must.",
);
pub const NO_ATTEMPT: Text = text("Aucun paiement n'a été commencé.", "No payment was begun.");
/// For those without JavaScript: the page asks again by itself.
pub const ASK_AGAIN: &str = "<meta http-equiv=\"refresh\" content=\"3\">";

// The receipt on paper.
pub const PAPER: Text = text("Reçu de paiement", "Receipt of payment");
pub const PAPER_OPENING: Text = text(
    "L'établissement atteste avoir reçu le paiement décrit ci-dessous.",
    "The university certifies that it received the payment described below.",
);
pub const PAYER: Text = text("Étudiant", "Student");
pub const TRANSACTION: Text = text("Transaction de la banque", "Transaction of the bank");
pub const PARTS: Text = text("Versements", "Payments");
pub const TO_COME: Text = text("À venir", "To come");
pub const RECEIVED_IN_ALL: Text = text("Reçu en tout pour cette inscription", "Received in all for this enrolment");

// Staff.
pub const PAYMENTS: Text = text("Paiements", "Payments");
pub const FOUND_HINT: Text = text("Nom, référence, transaction…", "Name, reference, transaction…");
pub const STUDENT: Text = text("Étudiant", "Student");
pub const TO_GIVE_BACK: Text = text("À rembourser", "To give back");
pub const TO_LOOK_UP: Text = text("À vérifier auprès de la banque", "To look up at the bank");
pub const LOOK_UP_HELP: Text = text(
    "La banque dit ce paiement « déjà effectué » et n'en a jamais annoncé le succès : cherchez sa référence dans l'espace de la banque.",
    "The bank calls this payment “already made” and never told of its success: look its reference up in the bank's back office.",
);
pub const EXPORT: Text = text("Exporter pour l'agence comptable (CSV)", "Export for the accountant (CSV)");
pub const NOTIFICATIONS: Text = text("Ce que la banque a dit", "What the bank said");
pub const NONE_YET: Text = text("Rien pour l'instant.", "Nothing for now.");
pub const LEDGER: Text = text("Livre des paiements", "Ledger of payments");
pub const REFUNDS: Text = text("Remboursements", "Refunds");
pub const NOTE: Text = text("Ce qui a été fait, ou pourquoi rien n'est dû", "What was done, or why nothing is owed");
pub const REFUND_DONE: Text = text("Remboursé à la banque", "Given back at the bank");
pub const REFUND_DROPPED: Text = text("Ne pas rembourser", "Do not give back");
pub const RAW: Text = text("Requête reçue", "Request received");

/// The heads of the accountant's export.
pub const EXPORT_HEADS: [Text; 7] = [
    text("Date", "Day"),
    text("Inscription", "Enrolment"),
    text("Étudiant", "Student"),
    text("Référence", "Reference"),
    text("Transaction", "Transaction of the bank"),
    text("Montant", "Amount"),
    text("Motif du remboursement", "Why it was given back"),
];

/// « 22 janvier 2027 ».
pub fn date(it: Date, to: Language) -> String {
    let month = i8::try_from(it.month).unwrap_or(1);
    let at =
        Moment { at: Instant(0), year: it.year, month, day: i8::try_from(it.day).unwrap_or(1), hour: 0, minute: 0 };
    day(at, to)
}

/// « En 3 fois : 84,68 € aujourd'hui, 84,66 € le 22 décembre 2026, … ».
pub fn plan(parts: &[Part], to: Language) -> String {
    let first = parts.first().map_or_else(String::new, |it| money(it.amount, to));
    let later = parts.iter().skip(1).map(|it| {
        let (amount, day) = (money(it.amount, to), date(it.on, to));
        say(&format!(", {amount} le {day}"), format!(", {amount} on {day}"), to)
    });
    let later: String = later.collect();
    match parts.len() {
        0 | 1 => say(&format!("En une fois : {first}"), format!("At once: {first}"), to),
        count => {
            let french = format!("En {count} fois : {first} aujourd'hui{later}");
            say(&french, format!("In {count} instalments: {first} today{later}"), to)
        }
    }
}

pub const fn state(it: AttemptState) -> Text {
    match it {
        AttemptState::Created => text("Préparé", "Prepared"),
        AttemptState::Redirected => text("En attente de la banque", "Waiting for the bank"),
        AttemptState::Paid => text("Payé", "Paid"),
        AttemptState::Refused => text("Refusé par la banque", "Refused by the bank"),
        AttemptState::Cancelled => text("Annulé", "Cancelled"),
        AttemptState::Expired => text("Sans réponse", "No answer"),
        AttemptState::Mismatched => text("Montant différent", "Another amount"),
    }
}

/// How much of what is due was paid: the same words for students, on paper and for staff.
pub const fn status(it: PaymentStatus) -> Text {
    match it {
        PaymentStatus::NotRequired => text("Rien à payer", "Nothing to pay"),
        PaymentStatus::Unpaid => text("À payer", "To be paid"),
        PaymentStatus::Pending => text("Paiement en cours", "Payment under way"),
        PaymentStatus::Partial => text("Payé en partie", "Partly paid"),
        PaymentStatus::Paid => text("Payé", "Paid"),
    }
}

pub const fn verdict(it: Verdict) -> Text {
    match it {
        Verdict::BadSignature => text("Signature fausse : ignoré", "Bad signature: ignored"),
        Verdict::Unreadable => text("Illisible", "Unreadable"),
        Verdict::UnknownReference => text("Référence inconnue", "Unknown reference"),
        Verdict::Paid(_) => text("Payé", "Paid"),
        Verdict::Refused => text("Refusé", "Refused"),
        Verdict::Cancelled => text("Annulé", "Cancelled"),
        Verdict::PartRefused => text("Échéance refusée", "Instalment refused"),
        Verdict::Repeated => text("Déjà entendu", "Heard before"),
        Verdict::Outdated => text("Dépassé : sans effet", "Outdated: without effect"),
        Verdict::Waiting => text("En attente de la banque", "Waiting for the bank"),
        Verdict::Unconfirmed => text("Dit déjà payé, succès jamais entendu", "Said to be paid, no success heard"),
        Verdict::Mismatched => text("Montant ou numéro différent", "Another amount or number"),
        Verdict::Twice => text("Payé une deuxième fois", "Paid a second time"),
    }
}

pub const fn refund_why(it: RefundWhy) -> Text {
    match it {
        RefundWhy::Overpaid => text("Reçu plus que le montant dû", "More was received than is due"),
        RefundWhy::Cancelled => text("Inscription annulée", "Enrolment cancelled"),
        RefundWhy::Twice => text("Payé deux fois", "Paid twice"),
        RefundWhy::Mismatched => text("Montant ou numéro différent", "Another amount or number"),
    }
}

pub const fn refund_state(it: RefundState) -> Text {
    match it {
        RefundState::Proposed => text("Proposé", "Proposed"),
        RefundState::Done => text("Fait", "Done"),
        RefundState::Dropped => text("Écarté", "Decided against"),
        RefundState::Withdrawn => text("Retiré", "Withdrawn"),
    }
}

pub fn refusal(it: PaymentRefusal, to: Language) -> String {
    let said = match it {
        PaymentRefusal::NothingDue => NOTHING_OPEN,
        PaymentRefusal::Cancelled => ENROLMENT_CANCELLED,
        PaymentRefusal::TooManyParts => text(
            "Ce montant ne peut pas être payé en autant de fois : aucune échéance ne peut être inférieure à 100 €.",
            "This amount cannot be paid in so many instalments: none may be below €100.",
        ),
        PaymentRefusal::BankAway => text(
            "La page de la banque ne répond pas. Rien n'a été débité et votre inscription est conservée : réessayez dans quelques minutes.",
            "The bank's page does not answer. Nothing was debited and your enrolment is kept: try again in a few minutes.",
        ),
        PaymentRefusal::NotOffered => NOT_OFFERED,
    };
    said.to(to).into_owned()
}

pub fn refund_refusal(it: RefundRefusal, to: Language) -> String {
    let said = match it {
        RefundRefusal::Settled => text(
            "Ce remboursement n'est plus proposé : un collègue l'a traité, ou ce qui est reçu en trop a changé. Rien n'a été enregistré.",
            "This refund is proposed no more: a colleague has settled it, or what was received too much has changed. Nothing was recorded.",
        ),
        RefundRefusal::NoteMissing => {
            text("Dites en quelques mots ce qui est fait.", "Say in a few words what is done.")
        }
        RefundRefusal::NoteTooLong { max } => {
            let french = format!("C'est trop long : {max} caractères au plus.");
            return say(&french, format!("This is too long: {max} characters at most."), to);
        }
    };
    said.to(to).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::instalment;

    #[test]
    fn amounts_and_plans_are_set_in_their_language() {
        let today = Date { year: 2026, month: 11, day: 22 };
        let parts = instalment::plan(62_800, 2, today).expect("a plan");
        let said = "En 2 fois\u{a0}: 314,00\u{a0}€ aujourd'hui, 314,00\u{a0}€ le 22 décembre 2026";
        assert_eq!(plan(&parts, Language::French), said);
        assert_eq!(plan(&parts[..1], Language::English), "At once: €314.00");
    }
}
