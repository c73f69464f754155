//! What is said to staff, and of avis.

use super::{Counted, Text, counted, text};
use crate::domain::candidature::StepRefusal;
use crate::domain::language::Language;
use crate::domain::letter::LetterState;
use crate::domain::review::{AvisKind, PileOrder};

pub const fn avis(it: AvisKind) -> Text {
    match it {
        AvisKind::Favourable => text("Avis favorable", "Favourable decision"),
        AvisKind::Unfavourable => text("Avis défavorable", "Unfavourable decision"),
        AvisKind::ReserveList => text("Liste complémentaire", "Reserve list"),
        AvisKind::WaitingList => text("Liste d'attente", "Waiting list"),
        AvisKind::Preselection => text("Présélection", "Preselection"),
    }
}

pub const fn order(it: PileOrder) -> Text {
    match it {
        PileOrder::Oldest => text("Les plus anciens d'abord", "Oldest first"),
        PileOrder::Newest => text("Les plus récents d'abord", "Newest first"),
        PileOrder::Name => text("Par nom", "By name"),
    }
}

/// Why a step was refused, to staff and to candidates alike: nothing was changed by any of these.
pub fn refusal(it: StepRefusal, to: Language) -> String {
    let said = match it {
        StepRefusal::NotInState => text(
            "Cette action n'est pas possible dans l'état actuel du dossier.",
            "This cannot be done in the present state of the file.",
        ),
        StepRefusal::NothingToCorrect => text(
            "Un dossier ne peut être déclaré incomplet que si au moins une pièce est refusée ou manquante.",
            "A file can be declared incomplete only if at least one document is refused or missing.",
        ),
        StepRefusal::Unjudged { count } => {
            const UNJUDGED: Counted = counted(
                text("{} pièce n'a pas encore été examinée.", "{} document was not examined yet."),
                text("{} pièces n'ont pas encore été examinées.", "{} documents were not examined yet."),
            );
            let all = text(
                "Examinez-les toutes : le candidat apprend ainsi tout en une fois.",
                "Examine them all, so that the candidate hears everything at once.",
            );
            return format!("{} {}", UNJUDGED.to(count, to), all.to(to));
        }
        StepRefusal::NotAllAccepted { count } => {
            const NOT_ACCEPTED: Counted = counted(
                text(
                    "{} pièce n'est pas encore validée : le dossier ne peut pas être déclaré complet.",
                    "{} document is not accepted yet: the file cannot be declared complete.",
                ),
                text(
                    "{} pièces ne sont pas encore validées : le dossier ne peut pas être déclaré complet.",
                    "{} documents are not accepted yet: the file cannot be declared complete.",
                ),
            );
            return NOT_ACCEPTED.to(count, to);
        }
        StepRefusal::DeadlineInPast => {
            text("La date limite doit être un jour à venir.", "The deadline must be a day to come.")
        }
        StepRefusal::GroundMissing => text(
            "Un refus doit être motivé. Choisissez ou saisissez un motif.",
            "A refusal needs a ground. Choose or type one.",
        ),
        StepRefusal::ReasonMissing => text(
            "Dites pourquoi vous en dispensez le candidat : il lira ce motif.",
            "Say why the candidate need not give it: they will read this reason.",
        ),
        StepRefusal::RankMissing => {
            text("La liste complémentaire demande un rang, à partir de 1.", "The reserve list asks for a rank, from 1.")
        }
        StepRefusal::CommentUnfit => text(
            "Le commentaire est trop long (2 000 caractères au plus) ou contient un caractère invisible.",
            "The comment is too long (2,000 characters at most) or holds an invisible character.",
        ),
        StepRefusal::GroundUnfit => text(
            "Le motif est trop long (2 000 caractères au plus) ou contient un caractère invisible.",
            "The ground is too long (2,000 characters at most) or holds an invisible character.",
        ),
        StepRefusal::AlreadyValidated => text(
            "Cet avis est déjà validé. Rien n'a été refait.",
            "This decision is validated already. Nothing was redone.",
        ),
        StepRefusal::NoAvis => text("Choisissez d'abord un avis.", "Choose a decision first."),
        StepRefusal::AlreadyAnswered => {
            text("La réponse à cet avis est déjà enregistrée.", "The answer to this decision is recorded already.")
        }
        StepRefusal::TooLate => text("La date limite de réponse est passée.", "The deadline for answering is past."),
        StepRefusal::Changed => text(
            "Quelqu'un a modifié ce dossier depuis que vous l'avez ouvert. Le voici tel qu'il est maintenant ; ce que vous avez saisi est encore là : relisez, puis recommencez.",
            "Somebody changed this file since you opened it. Here it is as it is now; what you typed is still here: read again, then do it again.",
        ),
    };
    said.to(to).into_owned()
}

pub const fn letter_state(it: LetterState) -> Text {
    match it {
        LetterState::Waiting => text("En attente d'envoi", "Waiting to be sent"),
        LetterState::Sent => text("Envoyé", "Sent"),
        LetterState::GivenUp => text("Abandonné", "Given up"),
    }
}
