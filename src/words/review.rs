//! What is said to staff, and of avis.

use crate::domain::candidature::StepRefusal;
use crate::domain::letter::LetterState;
use crate::domain::review::{AvisKind, PileOrder};

pub fn avis(it: AvisKind) -> &'static str {
    match it {
        AvisKind::Favourable => "Avis favorable",
        AvisKind::Unfavourable => "Avis défavorable",
        AvisKind::ReserveList => "Liste complémentaire",
        AvisKind::WaitingList => "Liste d'attente",
        AvisKind::Preselection => "Présélection",
    }
}

pub fn order(it: PileOrder) -> &'static str {
    match it {
        PileOrder::Oldest => "Les plus anciens d'abord",
        PileOrder::Newest => "Les plus récents d'abord",
        PileOrder::Name => "Par nom",
    }
}

/// Why a step was refused, to staff and to candidates alike: nothing was changed by any of these.
pub fn refusal(it: StepRefusal) -> String {
    match it {
        StepRefusal::NotInState => "Cette action n'est pas possible dans l'état actuel du dossier.".into(),
        StepRefusal::NothingToCorrect => {
            "Un dossier ne peut être déclaré incomplet que si au moins une pièce est refusée ou manquante.".into()
        }
        StepRefusal::Unjudged { count } => format!(
            "{count} pièce(s) n'ont pas encore été examinées. Examinez-les toutes : le candidat apprend ainsi tout \
             en une fois."
        ),
        StepRefusal::NotAllAccepted { count } => {
            format!("{count} pièce(s) ne sont pas encore validées : le dossier ne peut pas être déclaré complet.")
        }
        StepRefusal::DeadlineInPast => "La date limite doit être un jour à venir.".into(),
        StepRefusal::GroundMissing => "Un refus doit être motivé. Choisissez ou saisissez un motif.".into(),
        StepRefusal::RankMissing => "La liste complémentaire demande un rang, à partir de 1.".into(),
        StepRefusal::CommentUnfit => {
            "Le commentaire est trop long (2 000 caractères au plus) ou contient un caractère invisible.".into()
        }
        StepRefusal::AlreadyValidated => "Cet avis est déjà validé. Rien n'a été refait.".into(),
        StepRefusal::NoAvis => "Choisissez d'abord un avis.".into(),
        StepRefusal::AlreadyAnswered => "La réponse à cet avis est déjà enregistrée.".into(),
        StepRefusal::TooLate => "La date limite de réponse est passée.".into(),
        StepRefusal::Changed => {
            "Quelqu'un a modifié ce dossier depuis que vous l'avez ouvert. Ce que vous avez saisi est encore là : \
             rechargez la page pour voir le dossier tel qu'il est, puis recommencez."
                .into()
        }
    }
}

pub fn letter_state(it: LetterState) -> &'static str {
    match it {
        LetterState::Waiting => "En attente d'envoi",
        LetterState::Sent => "Envoyé",
        LetterState::GivenUp => "Abandonné",
    }
}
