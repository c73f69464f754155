//! What staff's pages say of enrolments: the table, one of them, the queue of documents.

use super::{Counted, Text, counted, say, text};
use crate::domain::enrolment::desk::{DeskRefusal, DocumentFilter, REASON_MAX, StaffAct};
use crate::domain::enrolment::{Awaited, CvecState, IneState};
use crate::domain::language::Language;

pub const ENROLMENTS: Text = text("Inscriptions", "Enrolments");
pub const QUEUE: Text = text("Pièces à vérifier", "Documents to check");
pub const YEAR: Text = text("Année", "Year");
pub const PAYMENT: Text = text("Paiement", "Payment");
pub const DOCUMENTS: Text = text("Pièces", "Documents");
pub const STUDENT: Text = text("Étudiant", "Student");
pub const NUMBER: Text = text("N° d'inscription", "Enrolment no.");
pub const SUBMITTED_ON: Text = text("Terminée le", "Submitted on");
pub const TO_CHECK: Text = text("À vérifier", "To check");
pub const OPEN: Text = text("Bloquantes", "Blocking");
pub const SEARCH_HINT: Text = text("Nom, numéro, identifiant", "Name, number, identifier");
pub const VALIDATED_ON: Text = text("Validée le", "Validated on");
pub const CVEC: Text = text("CVEC", "CVEC (student life contribution)");
pub const DUE: Text = text("Droits dus", "Fees due");
pub const AWAITED: Text = text("Ce qui est attendu", "What is awaited");
pub const NOTHING_AWAITED: Text = text("Plus rien n'est attendu.", "Nothing is awaited.");
pub const PROFILE: Text = text("Profil", "Profile");
pub const ANSWERS: Text = text("Réponses de l'inscription", "Answers of the enrolment");
pub const PROGRAMMES: Text = text("Formations", "Programmes");
pub const WITHDRAWN: Text = text("(désistement)", "(withdrawn)");
pub const BY_HAND: Text = text("Agir sur l'inscription", "Act on the enrolment");
pub const DONE_BY_HAND: Text = text("Ce qui a été fait à la main", "What was done by hand");
pub const REASON: Text = text("Motif", "Reason");
pub const NOT_ASKED: Text = text("N'est plus demandée", "No longer asked for");
pub const TOLD: Text = text("Courrier envoyé", "Letter sent");
pub const SEND_LETTER: Text = text("Envoyer le courrier", "Send the letter");
pub const NEXT: Text = text("Suivante", "Next");
pub const UNDO: Text = text("Annuler ce verdict", "Undo this verdict");
pub const NOTHING_WAITS: Text = text(
    "Aucune pièce n'attend de verdict, ou un autre gestionnaire regarde celles qui restent.",
    "No document waits for a verdict, or another officer looks at those that are left.",
);
pub const KEYS: Text = text("Raccourcis clavier", "Keyboard shortcuts");
pub const KEYS_HELP: Text = text(
    "V : valider ; R : refuser, puis le chiffre du motif ; N : suivante ; U : annuler le dernier verdict.",
    "V: accept; R: refuse, then the digit of the ground; N: next; U: undo the last verdict.",
);
pub const BORN: Text = text("né(e) le", "born on");
pub const SEE_ENROLMENT: Text = text("Voir l'inscription", "See the enrolment");
pub const CHOOSE_GROUND: Text = text("Motif du refus", "Ground of the refusal");

pub const fn cvec(it: CvecState) -> Text {
    match it {
        CvecState::Absent => text("Absente", "Absent"),
        CvecState::Declared => text("Déclarée", "Declared"),
        CvecState::Verified => text("Vérifiée", "Verified"),
        CvecState::NotConcerned => text("Non concerné", "Not concerned"),
    }
}

pub const fn ine(it: IneState) -> Text {
    match it {
        IneState::Confirmed => text("INE confirmé", "INE confirmed"),
        IneState::ToVerify => text("INE à vérifier", "INE to be verified"),
        IneState::Unknown => text("INE inconnu", "INE unknown"),
    }
}

pub const fn filter(it: DocumentFilter) -> Text {
    match it {
        DocumentFilter::ToCheck => text("À vérifier", "To check"),
        DocumentFilter::Refused => text("Refusées, attendues", "Refused, awaited"),
        DocumentFilter::Missing => text("Manquantes", "Missing"),
        DocumentFilter::Settled => text("En règle", "In order"),
    }
}

pub const fn act(it: StaffAct) -> Text {
    match it {
        StaffAct::Reopen => text("Rouvrir", "Open again"),
        StaffAct::CancelWithdrawal => text("Annuler (démission)", "Cancel (withdrawal)"),
        StaffAct::CancelEntryError => text("Annuler (erreur de saisie)", "Cancel (entry error)"),
        StaffAct::Validate => text("Valider l'inscription", "Validate the enrolment"),
        StaffAct::Waive => text("Dispenser de cette pièce", "Do without this document"),
        StaffAct::VerifyCvec => text("CVEC vérifiée", "CVEC verified"),
        StaffAct::Exempt => text("Exonérer de droits", "Exempt from fees"),
        StaffAct::EndExemption => text("Retirer l'exonération", "Take the exemption back"),
    }
}

pub fn awaited(it: Awaited, to: Language) -> String {
    let said = match it {
        Awaited::Submission => text("L'étudiant n'a pas terminé son inscription.", "The student has not submitted it."),
        Awaited::Cvec => text("La CVEC n'est pas donnée.", "The CVEC is not given."),
        Awaited::Payment => text("Le premier paiement n'est pas reçu.", "The first payment is not received."),
        Awaited::Documents { count } => {
            const NOT_ACCEPTED: Counted = counted(
                text("{} pièce indispensable n'est pas validée.", "{} blocking document is not accepted."),
                text("{} pièces indispensables ne sont pas validées.", "{} blocking documents are not accepted."),
            );
            return NOT_ACCEPTED.to(count, to);
        }
    };
    said.to(to).into_owned()
}

pub fn refusal(it: DeskRefusal, to: Language) -> String {
    let said = match it {
        DeskRefusal::Changed => text(
            "Quelqu'un est passé avant vous : un autre verdict, ou un nouveau dépôt. Rien n'a été changé ; voici ce qui est enregistré maintenant.",
            "Somebody came before you: another verdict, or another deposit. Nothing was changed; this is what is kept now.",
        ),
        DeskRefusal::Taken => text(
            "Un autre gestionnaire regarde cette pièce en ce moment. Rien n'a été changé ; passez à la suivante.",
            "Another officer looks at this document now. Nothing was changed; go on to the next one.",
        ),
        DeskRefusal::NotInState => text(
            "Cette action n'est pas possible dans l'état actuel de l'inscription.",
            "This cannot be done in the present state of the enrolment.",
        ),
        DeskRefusal::GroundMissing => {
            text("Un refus doit être motivé. Choisissez un motif.", "A refusal needs a ground. Choose one.")
        }
        DeskRefusal::CommentUnfit => text(
            "Ce texte est trop long ou contient un caractère invisible.",
            "This text is too long or holds an invisible character.",
        ),
        DeskRefusal::ReasonMissing => {
            text("Dites pourquoi : le motif est conservé avec l'acte.", "Say why: the reason is kept with the act.")
        }
        DeskRefusal::ExemptionUnfit => text(
            "Choisissez le fondement et l'étendue de l'exonération ; pour une partie, donnez un montant en euros, au-dessus de zéro.",
            "Choose the ground and the extent of the exemption; for a part, give an amount in euros, above zero.",
        ),
        DeskRefusal::Awaited(it) => {
            let it = awaited(it, to);
            let french = format!("L'inscription ne peut pas encore être validée. {it}");
            return say(&french, format!("The enrolment cannot be validated yet. {it}"), to);
        }
        DeskRefusal::TooLateToUndo => text(
            "Ce verdict date de plus de dix secondes. Changez-le sur la page de l'inscription.",
            "This verdict is more than ten seconds old. Change it on the page of the enrolment.",
        ),
        DeskRefusal::CannotUndo => text(
            "Ce verdict a déjà eu une suite (courrier, validation, nouveau dépôt) : il ne peut plus être annulé.",
            "Something followed from this verdict (letter, validation, another deposit): it can no longer be undone.",
        ),
        DeskRefusal::NothingToTell => text(
            "Aucun refus n'attend de courrier : l'étudiant sait déjà tout.",
            "No refusal waits for a letter: the student knows all of it.",
        ),
    };
    said.to(to).into_owned()
}

pub const FOUND: Counted = counted(text("{} inscription", "{} enrolment"), text("{} inscriptions", "{} enrolments"));
pub const WAITING: Counted =
    counted(text("{} pièce à vérifier", "{} document to check"), text("{} pièces à vérifier", "{} documents to check"));

/// Refusals that wait for their letter.
pub const UNTOLD: Counted = counted(
    text(
        "{} refus dont l'étudiant n'est pas encore averti. Le courrier part de lui-même quand toutes ses pièces sont vérifiées.",
        "{} refusal that the student was not told of yet. The letter leaves by itself once all documents are checked.",
    ),
    text(
        "{} refus dont l'étudiant n'est pas encore averti. Le courrier part de lui-même quand toutes ses pièces sont vérifiées.",
        "{} refusals that the student was not told of yet. The letter leaves by itself once all documents are checked.",
    ),
);

/// Who looks at what was asked for.
pub fn taken_by(name: &str, to: Language) -> String {
    let french = format!("{name} regarde déjà cette pièce. Voici la suivante.");
    say(&french, format!("{name} looks at this document already. Here is the next one."), to)
}

/// What may be undone.
pub fn judged(accepted: bool, document: &str, name: &str, to: Language) -> String {
    let (french, english) = if accepted { ("validée", "accepted") } else { ("refusée", "refused") };
    let french = format!("{document} ({name}) : {french}.");
    say(&french, format!("{document} ({name}): {english}."), to)
}

pub fn reason_help(to: Language) -> String {
    let french = format!("Conservé avec l'acte, {REASON_MAX} caractères au plus.");
    say(&french, format!("Kept with the act, {REASON_MAX} characters at most."), to)
}
