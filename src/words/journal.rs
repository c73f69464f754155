//! The journal in plain words: every act that the product notes has its sentence, which a test looks for.

use super::{Text, limit, say, text};
use crate::domain::candidature::Answer;
use crate::domain::journal::{JournalActor, JournalLine};
use crate::domain::language::Language;
use crate::domain::profile::{Listing, Section};
use crate::domain::review::AvisKind;

pub const JOURNAL: Text = text("Journal", "Journal");
pub const WHEN: Text = text("Quand", "When");
pub const WHO: Text = text("Qui", "Who");
pub const WHAT: Text = text("Quoi", "What");
pub const FROM: Text = text("D'où", "From");
pub const NOTHING: Text = text("Rien n'est encore inscrit au journal.", "Nothing is in the journal yet.");
pub const HELP: Text = text(
    "Chaque acte est inscrit ici au moment où il a lieu, et ne peut plus être modifié.",
    "Every act is written here when it happens, and cannot be changed afterwards.",
);

/// What was done; `None` for an act of a version that this one does not know.
pub fn act(code: &str) -> Option<Text> {
    Some(match code {
        "sign_up" => text("a créé le compte", "created the account"),
        "sign_up_again" => text("a tenté de créer un deuxième compte", "tried to create a second account"),
        "code-again" => text("a demandé un nouveau lien de validation", "asked for another validation link"),
        "reset" => text("a demandé un nouveau mot de passe", "asked for a new password"),
        "validate_account" => text("a validé le compte", "validated the account"),
        "reset_password" => text("a choisi un nouveau mot de passe", "chose a new password"),
        "sign_in" => text("s'est connecté", "signed in"),
        "cas_sign_up" => text("a créé le compte par l'accès étudiant", "created the account through student access"),
        "cas_sign_in" => text("s'est connecté par l'accès étudiant", "signed in through student access"),
        "cas_bind" => text("a relié son compte à l'accès étudiant", "bound the account to student access"),
        "cas_sign_out" => text(
            "a été déconnecté avec le compte de l'établissement",
            "was signed out with the establishment's account",
        ),
        "staff_sign_in" => text("s'est connecté (gestionnaire)", "signed in (staff)"),
        "remove_unvalidated" => {
            text("a supprimé un compte jamais validé", "removed an account that was never validated")
        }
        "create_account" => text("a créé le compte pour le candidat", "created the account for the candidate"),
        "send_link_again" => text("a renvoyé le lien de validation", "sent the validation link again"),
        "read_account" => text("a consulté le compte", "looked at the account"),
        "save_section" => text("a enregistré une rubrique du profil", "saved a section of the profile"),
        "save_entry" => text("a enregistré une ligne du profil", "saved an entry of the profile"),
        "remove_entry" => text("a supprimé une ligne du profil", "removed an entry of the profile"),
        "change_password" => text("a changé de mot de passe", "changed the password"),
        "ask_email_change" => text("a demandé à changer d'adresse mail", "asked to change the e-mail address"),
        "confirm_email" => text("a confirmé sa nouvelle adresse mail", "confirmed the new e-mail address"),
        "end_session" => text("a terminé une session", "ended a session"),
        "send_again" => text("s'est fait renvoyer un message", "had a message sent again"),
        "records_ask" => text("a demandé ses données à la scolarité", "asked the scolarité for their data"),
        "records_prefill" => text("a repris ses données de la scolarité", "took their data over from the scolarité"),
        "promote" => {
            text("a proposé la place libérée (liste complémentaire)", "offered the freed place (reserve list)")
        }
        "withdraw_by_default" => {
            text("a constaté l'absence de réponse à la date limite", "found no answer at the deadline")
        }
        "read_dossier_pdf" => text("a téléchargé le dossier en PDF", "downloaded the file as PDF"),
        "take_profile_up" => {
            text("a repris son profil d'une campagne précédente", "took up the profile of an earlier campaign")
        }
        "admit" => text("est admis et peut s'inscrire", "was admitted and may enrol"),
        "prepare_import" => text("a préparé un import d'admissions", "prepared an import of admissions"),
        "confirm_import" => text("a confirmé un import d'admissions", "confirmed an import of admissions"),
        "import_admission" => {
            text("est admis par un import et peut s'inscrire", "was admitted by an import and may enrol")
        }
        "move_learner" => text("a repris son identifiant apprenant", "took their learner identifier over"),
        "lapse_enrolment" => text(
            "n'a plus d'inscription : le désistement l'a annulée",
            "has no enrolment any more: withdrawal ended it",
        ),
        "ask_code" => text("a demandé un code d'authentification", "asked for a one-time code"),
        "ask_identifiant" => text("a demandé son identifiant apprenant", "asked for the learner identifier"),
        "ask_login_link" => text("a demandé un lien de connexion", "asked for a sign-in link"),
        "sign_in_by_code" => text("s'est connecté avec un code d'authentification", "signed in with a one-time code"),
        "sign_in_by_link" => text("s'est connecté avec un lien reçu par mail", "signed in with a link sent by e-mail"),
        "publish_portal" => text("a publié la page d'accueil des inscriptions", "published the registration home page"),
        "start_enrolment" => text("a commencé son inscription", "began to enrol"),
        "save_step" => text("a enregistré une étape de l'inscription", "saved a step of the enrolment"),
        "confirm_step" => text("a confirmé une étape de l'inscription", "confirmed a step of the enrolment"),
        "submit_enrolment" => text("a terminé l'inscription", "submitted the enrolment"),
        "reopen_enrolment" => {
            text("a rouvert l'inscription pour la corriger", "opened the enrolment again to correct it")
        }
        "save_enrolment_settings" => {
            text("a modifié les questions de l'inscription", "changed the questions of enrolment")
        }
        "save_effective_rule" => {
            text("a modifié ce qui rend une inscription effective", "changed what makes an enrolment effective")
        }
        "add_enrolment_window" => text("a ajouté une période d'inscription", "added an enrolment period"),
        "save_enrolment_window" => text("a modifié une période d'inscription", "changed an enrolment period"),
        "remove_enrolment_window" => text("a supprimé une période d'inscription", "removed an enrolment period"),
        "take_document" => text(
            "a repris une pièce validée dans une candidature",
            "took over a document that was accepted in an application",
        ),
        "read_enrolment" => text("a ouvert l'inscription", "opened the enrolment"),
        "validate_enrolment" => {
            text("a validé l'inscription : plus rien n'est attendu", "validated the enrolment: nothing is awaited")
        }
        "check_enrolment" => {
            text("a demandé la validation de l'inscription", "asked for the enrolment to be validated")
        }
        "cancel_enrolment" => text("a annulé l'inscription", "cancelled the enrolment"),
        "verify_cvec" => text("a vérifié la CVEC", "verified the CVEC"),
        "exempt" => text("a enregistré une exonération de droits", "entered an exemption from fees"),
        "end_exemption" => text("a retiré une exonération de droits", "took an exemption from fees back"),
        "undo_verdict" => text("est revenu sur son verdict", "took their verdict back"),
        "tell_refusals" => text("a envoyé le courrier des pièces refusées", "sent the letter of the refused documents"),
        "add_asking" => text("a ajouté une pièce demandée à l'inscription", "added a document that enrolments ask for"),
        "save_asking" => {
            text("a modifié une pièce demandée à l'inscription", "changed a document that enrolments ask for")
        }
        "move_asking" => {
            text("a changé l'ordre des pièces de l'inscription", "changed the order of the documents of enrolments")
        }
        "remove_asking" => {
            text("a supprimé une pièce demandée à l'inscription", "removed a document that enrolments asked for")
        }
        "save_correct_days" => {
            text("a modifié le délai pour redéposer une pièce", "changed the time to deposit a document again")
        }
        "apply" => text("a créé la candidature", "created the application"),
        "cancel" => text("a annulé la candidature", "cancelled the application"),
        "deposit" => text("a déposé une pièce", "deposited a document"),
        "remove" => text("a retiré une pièce", "took a document back"),
        "decline" => {
            text("a certifié ne pas être concerné par une pièce", "certified that a document does not concern them")
        }
        "transmit" => text("a transmis le dossier", "submitted the file"),
        "read_dossier" => text("a ouvert le dossier", "opened the file"),
        "read_document" => text("a ouvert une pièce", "opened a document"),
        "read_journal" => text("a lu le journal", "read the journal"),
        "accept_document" => text("a validé une pièce", "accepted a document"),
        "refuse_document" => text("a refusé une pièce", "refused a document"),
        "waive_document" => text("a dispensé d'une pièce", "did without a document"),
        "judge_again" => text("a remis une pièce à juger", "went back on doing without a document"),
        "declare_incomplete" => text("a déclaré le dossier incomplet", "declared the file incomplete"),
        "declare_complete" => text("a déclaré le dossier complet", "declared the file complete"),
        "enter_avis" => text("a saisi un avis", "entered a decision"),
        "validate_avis" => text("a validé l'avis", "validated the decision"),
        "answer" => text("a répondu à l'avis", "answered the decision"),
        "save_programme" => text("a modifié la formation", "changed the programme"),
        "add_faculty" => text("a ajouté la composante", "added the faculty"),
        "add_campaign" => text("a ajouté la première campagne", "added the first campaign"),
        "add_staff" => text("a ajouté un membre du personnel", "added a member of the staff"),
        "renew_staff" => text(
            "a donné une nouvelle connexion à un membre du personnel",
            "gave a member of the staff another sign-in",
        ),
        "add_programme" => text("a ajouté la formation", "added the programme"),
        "retire_programme" => text("a retiré la formation de l'offre", "took the programme out of the offer"),
        "restore_programme" => text("a remis la formation dans l'offre", "put the programme back into the offer"),
        "add_requirement" => text("a ajouté une pièce demandée", "added a document to be asked for"),
        "save_requirement" => text("a modifié une pièce demandée", "changed a document that is asked for"),
        "put_model" => text("a déposé le modèle d'une pièce", "deposited the model of a document"),
        "remove_model" => text("a supprimé le modèle d'une pièce", "removed the model of a document"),
        "move_requirement" => text("a changé l'ordre des pièces", "changed the order of the documents"),
        "remove_requirement" => text("a supprimé une pièce demandée", "removed a document that was asked for"),
        "save_campaign" => text("a modifié la campagne", "changed the campaign"),
        "open_campaign" => text("a ouvert la campagne", "opened the campaign"),
        "close_campaign" => text("a fermé la campagne", "closed the campaign"),
        "prepare_campaign" => text("a préparé la campagne", "prepared the campaign"),
        "save_ground" => text("a modifié un motif de refus", "changed a ground for refusal"),
        "save_template" => text("a modifié les mots d'un courrier", "changed the words of a letter"),
        "reset_template" => {
            text("a repris les mots livrés d'un courrier", "went back to the shipped words of a letter")
        }
        "prepare_job" => text("a préparé un lot d'avis", "prepared decisions in bulk"),
        "begin_payment" => text("a commencé un paiement", "began a payment"),
        "receive_payment" => text("a reçu un paiement", "received a payment"),
        "refuse_payment" => text("a reçu le refus d'un paiement", "heard that a payment was refused"),
        "question_payment" => {
            text("a reçu un paiement que rien ne demandait", "received a payment that nothing asked for")
        }
        "ask_bank" => text("a interrogé la banque sur un paiement", "asked the bank about a payment"),
        "record_payment" => {
            text("a enregistré un paiement constaté à la banque", "recorded a payment seen at the bank")
        }
        "miss_payment" => text("n'a pas eu de nouvelles d'une échéance", "missed news of an instalment"),
        "read_payments" => text("a consulté les paiements", "looked at the payments"),
        "export_payments" => text("a exporté les paiements", "exported the payments"),
        "make_refund" => text("a remboursé un paiement", "gave a payment back"),
        "drop_refund" => text("a écarté un remboursement", "decided against giving back"),
        "withdraw_refund" => text(
            "a retiré un remboursement proposé, devenu sans objet",
            "withdrew a refund that has no reason any more",
        ),
        "confirm_job" => text("a lancé un lot d'avis", "started decisions in bulk"),
        "issue_certificate" => text("a établi un certificat de scolarité", "issued a certificate of enrolment"),
        "verify_certificate" => text("a vérifié un certificat de scolarité", "checked a certificate of enrolment"),
        "export_accounts" => text("a exporté les comptes à ouvrir", "exported the accounts to be opened"),
        _ => return None,
    })
}

pub fn actor(it: &JournalActor, to: Language) -> String {
    let said = match it {
        JournalActor::Staff(name) => return name.clone(),
        JournalActor::Candidate => text("Le candidat", "The candidate"),
        JournalActor::Visitor => text("Une personne non connectée", "Somebody not signed in"),
        JournalActor::System => text("Le service", "The service"),
    };
    said.to(to).into_owned()
}

/// The act, and what is known of it: which section, document, decision, deadline or reference.
pub fn line(it: &JournalLine, to: Language) -> String {
    let done = act(&it.act).map_or_else(|| it.act.clone(), |said| said.to(to).into_owned());
    match about(it, to) {
        Some(about) => say(&format!("{done} : {about}"), format!("{done}: {about}"), to),
        None => done,
    }
}

fn about(it: &JournalLine, to: Language) -> Option<String> {
    if let Some(document) = &it.document {
        return Some(document.to(to).to_owned());
    }
    let said = match it.act.as_str() {
        "save_section" => super::section(Section::ALL.into_iter().find(|section| section.code() == it.detail)?),
        "save_entry" | "remove_entry" => {
            super::studies::listing(Listing::ALL.into_iter().find(|listing| listing.code() == it.detail)?)
        }
        "enter_avis" => super::review::avis(AvisKind::named(&it.detail)?),
        "answer" => super::answer(Answer::named(&it.detail)?),
        "transmit" => return Some(it.detail.clone()),
        "declare_incomplete" => return Some(limit(it.until?, to)),
        _ => return None,
    };
    Some(said.to(to).into_owned())
}
