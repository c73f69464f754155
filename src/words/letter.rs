//! Letters: subject and text of each. Plain text, one main action, signed by the establishment.

use super::{day, limit, moment};
use crate::domain::candidature::Answer;
use crate::domain::document::{DocumentState, DocumentView};
use crate::domain::review::{AvisKind, AvisView};
use crate::domain::time::Moment;

/// Whom and what every letter is about.
pub struct About<'a> {
    pub establishment: &'a str,
    pub contact: &'a str,
    /// Given name and family name.
    pub name: &'a str,
    /// The dossier number.
    pub number: &'a str,
}

type Letter = (String, String);

fn letter(about: &About<'_>, subject: &str, body: &str) -> Letter {
    let About { establishment, contact, name, number } = about;
    let text = format!(
        "Bonjour {name},\n\n{body}\n\nVotre numéro de dossier : {number}\n\n{establishment}\nUne question : {contact}\n\
         Ce mail est envoyé automatiquement, merci de ne pas y répondre.\n"
    );
    (format!("{subject} - {establishment}"), text)
}

pub fn validation(about: &About<'_>, link: &str, again: &str) -> Letter {
    let number = about.number;
    let body = format!(
        "Votre compte est créé. Pour le valider, utilisez ce lien :\n\n{link}\n\nCe lien n'est valable qu'un jour. \
         Passé ce délai, demandez-en un autre : {again}\n\nVos informations de connexion :\n- numéro de dossier : \
         {number}\n- ou l'adresse mail à laquelle vous recevez ce message\n- le mot de passe que vous avez choisi\n\n\
         Si vous n'avez pas créé de compte, ignorez ce message : sans validation, il sera supprimé."
    );
    letter(about, "Validez votre compte", &body)
}

pub fn account_exists(about: &About<'_>, sign_in: &str, lost_password: &str, lost_code: &str) -> Letter {
    let body = format!(
        "Un compte existe déjà avec cette adresse mail. Ne créez pas de deuxième compte.\n\n- Pour vous connecter : \
         {sign_in}\n- Si vous avez oublié votre mot de passe : {lost_password}\n- Si vous n'avez pas encore validé \
         votre compte : {lost_code}\n\nSi cette demande ne vient pas de vous, ignorez ce message : rien n'a changé."
    );
    letter(about, "Un compte existe déjà", &body)
}

pub fn password_reset(about: &About<'_>, link: &str) -> Letter {
    let body = format!(
        "Pour choisir un nouveau mot de passe, utilisez ce lien :\n\n{link}\n\nIl est valable deux heures et ne sert \
         qu'une fois. Si vous n'avez rien demandé, ignorez ce message : votre mot de passe n'a pas changé."
    );
    letter(about, "Réinitialisez votre mot de passe", &body)
}

pub fn candidature_created(about: &About<'_>, programme: &str, faculty: &str, by: Moment, dossier: &str) -> Letter {
    let body = format!(
        "Votre candidature à la formation « {programme} » ({faculty}) est créée.\n\nDéposez maintenant les pièces \
         justificatives, puis transmettez votre dossier avant le {}.\nUn dossier non transmis ne sera pas examiné.\n\n\
         Votre dossier : {dossier}",
        limit(by)
    );
    letter(about, "Votre candidature est créée", &body)
}

pub fn candidature_cancelled(about: &About<'_>, programme: &str) -> Letter {
    let body = format!("Votre candidature à la formation « {programme} » est annulée, comme vous l'avez demandé.");
    letter(about, "Votre candidature est annulée", &body)
}

pub fn transmission_receipt(about: &About<'_>, programme: &str, reference: &str, at: Moment, receipt: &str) -> Letter {
    let body = format!(
        "Votre dossier de candidature à la formation « {programme} » a été transmis le {}. Son état est maintenant \
         « Réceptionné ».\n\nRéférence : {reference}\nAccusé de réception : {receipt}\n\nPlus aucune modification ne \
         peut être effectuée. Vous serez informé par mail de la suite donnée à votre candidature.",
        moment(at)
    );
    letter(about, "Accusé de réception de votre candidature", &body)
}

pub fn incomplete(about: &About<'_>, programme: &str, documents: &[DocumentView], by: Moment, dossier: &str) -> Letter {
    let open = documents.iter().filter(|it| matches!(it.state, DocumentState::Refused | DocumentState::Missing));
    let list: Vec<String> = open
        .map(|it| {
            let ground = it.ground.as_deref().map_or("", super::document::stored_ground);
            let why = match (it.state, ground) {
                (DocumentState::Missing, "") => "pièce manquante".to_owned(),
                (_, ground) => ground.to_owned(),
            };
            let comment = it.comment.as_deref().map_or(String::new(), |comment| format!("\n  {comment}"));
            format!("- {} : {why}{comment}", it.label)
        })
        .collect();
    let body = format!(
        "Votre dossier de candidature à la formation « {programme} » est incomplet. Pièces à corriger :\n\n{}\n\n\
         Déposez-les, puis transmettez à nouveau votre dossier avant le {}.\nUn dossier non transmis ne sera pas \
         examiné. Vos autres pièces sont conservées.\n\nVotre dossier : {dossier}",
        list.join("\n"),
        limit(by)
    );
    letter(about, "Votre dossier est incomplet", &body)
}

pub fn complete(about: &About<'_>, programme: &str, dossier: &str) -> Letter {
    let body = format!(
        "Votre dossier de candidature à la formation « {programme} » est complet. Il va être examiné ; vous n'avez \
         rien à faire pour l'instant.\n\nVotre dossier : {dossier}"
    );
    letter(about, "Votre dossier est complet", &body)
}

pub fn avis(about: &About<'_>, programme: &str, avis: &AvisView, dossier: &str) -> Letter {
    let comment = avis.comment.as_deref().map_or(String::new(), |it| format!("\n\nCommentaire : {it}"));
    let (subject, said) = match avis.kind {
        AvisKind::Favourable => {
            let by = avis.answer_by.map_or(String::new(), |by| format!(" avant le {}", limit(by)));
            let said = format!(
                "a reçu un avis favorable.\n\nVous devez impérativement confirmer ou vous désister{by}. Si vous ne \
                 confirmez pas, vous ne pourrez pas vous inscrire à cette formation.\nLa confirmation ne vaut pas \
                 inscription : l'inscription administrative se fait ensuite."
            );
            ("Avis favorable : confirmez votre candidature", said)
        }
        AvisKind::Unfavourable => {
            let ground = avis.ground.as_deref().unwrap_or_default();
            let said = format!(
                "a reçu un avis défavorable.\n\nMotif : {ground}\n\nVous pouvez contester cette décision dans les deux \
                 mois auprès de l'université, puis du tribunal administratif."
            );
            ("Réponse à votre candidature", said)
        }
        AvisKind::ReserveList => {
            let rank = avis.rank.unwrap_or_default();
            let said = format!(
                "est sur la liste complémentaire, au rang {rank}. Si une place se libère, vous recevrez un mail."
            );
            ("Liste complémentaire", said)
        }
        AvisKind::WaitingList => {
            ("Liste d'attente", "est sur liste d'attente. Vous recevrez un mail dès qu'il y a du nouveau.".to_owned())
        }
        AvisKind::Preselection => (
            "Vous êtes présélectionné",
            "est présélectionnée. L'université vous écrira pour la suite (entretien ou épreuve).".to_owned(),
        ),
    };
    let at = avis.validated_at.map_or(String::new(), |at| format!(" (décision du {})", day(at)));
    let body =
        format!("Votre candidature à la formation « {programme} »{at} {said}{comment}\n\nVotre dossier : {dossier}");
    letter(about, subject, &body)
}

pub fn answered(about: &About<'_>, programme: &str, answer: Answer, dossier: &str) -> Letter {
    let (subject, said) = match answer {
        Answer::Confirmed => (
            "Votre confirmation est enregistrée",
            "Vous avez confirmé votre candidature. La confirmation ne vaut pas inscription : vous devrez procéder \
             ultérieurement à votre inscription administrative, lorsque la plateforme d'inscription sera ouverte.",
        ),
        Answer::Withdrawn => (
            "Votre désistement est enregistré",
            "Vous vous êtes désisté : votre place sera proposée à quelqu'un d'autre.",
        ),
    };
    letter(about, subject, &format!("Formation « {programme} ».\n\n{said}\n\nVotre dossier : {dossier}"))
}
