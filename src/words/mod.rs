//! Every sentence that depends on a rule: one exhaustive `match` per enum of the domain, no default arm, so that a
//! missing sentence is a compile error. Titles and labels stand in the views where they are seen. Pages and letters
//! share this. A message says what happened, then what to do; it never blames and ends with a full stop.

pub mod document;
pub mod letter;
pub mod paper;
pub mod review;
mod text;

pub use text::{Text, text, typeset};

use crate::domain::account::{LinkRefusal, PasswordRule, SignInRefusal};
use crate::domain::campaign::{ApplyObstacle, Level};
use crate::domain::candidature::{Answer, State};
use crate::domain::form::Fault;
use crate::domain::ine;
use crate::domain::profile::{Mention, Progress, Section};
use crate::domain::time::{Moment, Phase};
use crate::domain::transmission::Obstacle;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// « 15 mars 2026 ».
pub fn day(it: Moment) -> String {
    let month = usize::from(it.month.unsigned_abs()).saturating_sub(1);
    let day = if it.day == 1 { "1er".to_owned() } else { it.day.to_string() };
    format!("{day} {} {}", MONTHS[month.min(11)], it.year)
}

/// « 15 mars 2026 à 9 h 05 », unbroken between hour and minute.
pub fn moment(it: Moment) -> String {
    format!("{} à {}\u{a0}h\u{a0}{:02}", day(it), it.hour, it.minute)
}

/// The last moment that counts, of a limit whose instant itself is too late: « 15 mars 2026 à 23 h 59 (heure de Paris) ».
pub fn limit(it: Moment) -> String {
    if it.hour == 0 && it.minute == 0 {
        // Midnight belongs to the day before: a limit given as a day ends at 23:59:59.
        let before = day_before(it);
        return format!("{} à 23\u{a0}h\u{a0}59 (heure de Paris)", day(before));
    }
    format!("{} (heure de Paris)", moment(it))
}

fn day_before(it: Moment) -> Moment {
    if it.day > 1 {
        return Moment { day: it.day - 1, ..it };
    }
    let (year, month) = if it.month == 1 { (it.year - 1, 12) } else { (it.year, it.month - 1) };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let day = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    Moment { year, month, day, ..it }
}

pub fn fault(it: Fault) -> String {
    match it {
        Fault::Missing => "Ce champ est obligatoire.".into(),
        Fault::Malformed => "Ce n'est pas la forme attendue. Vérifiez ce que vous avez saisi.".into(),
        Fault::TooLong { max } => format!("C'est trop long : {max} caractères au plus."),
        Fault::Mismatch => "Les deux saisies sont différentes. Saisissez deux fois la même chose.".into(),
        Fault::Unprintable => {
            "Un caractère invisible ne peut pas être enregistré. Effacez le champ et saisissez-le à la main.".into()
        }
        Fault::WeakPassword => "Ce mot de passe ne respecte pas toutes les règles ci-dessous.".into(),
        Fault::CommonPassword => "Ce mot de passe est trop courant. Choisissez-en un plus personnel.".into(),
        Fault::WrongKey => {
            "Ce numéro INE comporte une faute de frappe : sa clé ne correspond pas. Recopiez-le depuis un relevé de \
             notes."
                .into()
        }
        Fault::OutOfRange => "Cette date n'est pas vraisemblable. Vérifiez-la.".into(),
        Fault::NotOffered => "Choisissez une des réponses proposées.".into(),
    }
}

pub fn password_rule(it: PasswordRule) -> &'static str {
    match it {
        PasswordRule::Length => "au moins 10 caractères",
        PasswordRule::Digit => "un chiffre",
        PasswordRule::Lower => "une minuscule",
        PasswordRule::Upper => "une majuscule",
        PasswordRule::Special => "un caractère spécial parmi @ # $ % ^ & + =",
        PasswordRule::NoBlank => "sans espace",
    }
}

pub fn sign_in_refusal(it: SignInRefusal) -> &'static str {
    match it {
        SignInRefusal::Wrong => {
            "Connexion impossible. L'identifiant ou le mot de passe ne correspond pas. Vérifiez-les, ou demandez un \
             nouveau mot de passe."
        }
        SignInRefusal::NotValidated => {
            "Connexion impossible. Vous avez créé un compte, mais vous ne l'avez pas validé. Utilisez le lien de \
             validation du mail envoyé lors de la création du compte : il n'est valable qu'un jour."
        }
    }
}

pub fn link_refusal(it: LinkRefusal) -> &'static str {
    match it {
        LinkRefusal::Dead => {
            "Ce lien a déjà servi ou n'est plus valable. Si votre compte est déjà validé, connectez-vous ; sinon, \
             demandez un nouveau lien."
        }
    }
}

/// Which kind of INE was recognised. An INES is never called valid: its key is not public.
pub fn ine_kind(it: ine::Kind) -> &'static str {
    match it {
        ine::Kind::Bea => "INE reconnu : format BEA (10 chiffres et une lettre), clé vérifiée.",
        ine::Kind::Nne => "INE reconnu : format universitaire (NNE), clé vérifiée.",
        ine::Kind::Ines => "INE reconnu : format INES (9 chiffres et deux lettres). Il sera vérifié à l'inscription.",
    }
}

pub fn section(it: Section) -> &'static str {
    match it {
        Section::Identity => "Informations perso.",
        Section::Address => "Adresse",
        Section::Baccalaureat => "Baccalauréat",
    }
}

pub fn progress(it: Progress) -> &'static str {
    match it {
        Progress::Empty => "À remplir",
        Progress::ToCorrect => "À corriger",
        Progress::Complete => "Complète",
    }
}

pub fn mention(it: Mention) -> &'static str {
    match it {
        Mention::None => "Sans mention",
        Mention::Fair => "Assez bien",
        Mention::Good => "Bien",
        Mention::VeryGood => "Très bien",
    }
}

pub fn level(it: Level) -> &'static str {
    match it {
        Level::But => "BUT",
        Level::Licence1 => "Licence 1re année",
        Level::Licence2 => "Licence 2e année",
        Level::Licence3 => "Licence 3e année",
        Level::ProfessionalLicence => "Licence professionnelle",
        Level::Master1 => "Master 1re année",
        Level::Master2 => "Master 2e année",
        Level::Engineer => "Diplôme d'ingénieur",
    }
}

/// When one may apply, in a few words.
pub fn window(phase: Phase, opens_at: Moment, closes_at: Moment) -> String {
    match phase {
        Phase::Before => format!("Ouvre le {}", day(opens_at)),
        Phase::Open => format!("Jusqu'au {}", limit(closes_at)),
        Phase::After => format!("Fermée depuis le {}", limit(closes_at)),
    }
}

pub fn apply_obstacle(it: ApplyObstacle) -> String {
    match it {
        ApplyObstacle::NotActivated => {
            "Votre compte n'est pas encore activé. Complétez d'abord les trois rubriques Informations perso., Adresse \
             et Baccalauréat : la formation vous attendra ici."
                .into()
        }
        ApplyObstacle::NotOpenYet => "Les candidatures à cette formation ne sont pas encore ouvertes.".into(),
        ApplyObstacle::Closed => {
            "Les candidatures à cette formation sont closes. Rien n'a été créé ; d'autres formations restent ouvertes."
                .into()
        }
        ApplyObstacle::AlreadyApplied => "Vous avez déjà une candidature à cette formation.".into(),
        ApplyObstacle::LimitReached { max } => format!(
            "Vous avez déjà {max} candidatures, le maximum de cette campagne. Annulez-en une pour en créer une autre."
        ),
    }
}

/// The state of a candidature as the candidate reads it (seed 001: « Réceptionné »).
pub fn state(it: State) -> &'static str {
    match it {
        State::Pending => "En attente de transmission",
        State::Transmitted => "Réceptionné",
        State::Incomplete => "Incomplet",
        State::Complete => "Complet",
        State::Cancelled => "Annulée",
    }
}

pub fn answer(it: Answer) -> &'static str {
    match it {
        Answer::Confirmed => "Confirmée",
        Answer::Withdrawn => "Désistement",
    }
}

pub fn obstacle(it: &Obstacle) -> String {
    match it {
        Obstacle::AlreadyTransmitted => "Cette candidature a déjà été transmise.".into(),
        Obstacle::Cancelled => "Cette candidature a été annulée.".into(),
        Obstacle::DeadlinePassed => {
            "La date limite de transmission est passée. Vos pièces sont conservées, mais le dossier ne peut plus être \
             transmis."
                .into()
        }
        Obstacle::Missing(label) => format!("Il manque : {label}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Instant;

    #[test]
    fn a_limit_at_midnight_is_said_as_the_day_before() {
        let at = |year, month, day, hour| Moment { at: Instant(0), year, month, day, hour, minute: 0 };
        assert_eq!(limit(at(2026, 3, 1, 0)), "28 février 2026 à 23\u{a0}h\u{a0}59 (heure de Paris)");
        assert_eq!(limit(at(2024, 3, 1, 0)), "29 février 2024 à 23\u{a0}h\u{a0}59 (heure de Paris)");
        assert_eq!(limit(at(2026, 1, 1, 0)), "31 décembre 2025 à 23\u{a0}h\u{a0}59 (heure de Paris)");
        assert_eq!(limit(at(2026, 5, 2, 12)), "2 mai 2026 à 12\u{a0}h\u{a0}00 (heure de Paris)");
    }
}
