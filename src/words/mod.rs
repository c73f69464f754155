//! Every sentence that people read, French and English side by side, so that a missing one is a compile error: constants
//! for labels and paragraphs, one exhaustive `match` per enum of the domain, no default arm. Pages, letters and PDFs share
//! them. A message says what happened, then what to do; it never blames and ends with a full stop.

pub mod account;
pub mod admin;
pub mod baccalaureat;
pub mod campaign;
pub mod candidature;
pub mod cas;
pub mod certificate;
pub mod cvec;
pub mod document;
pub mod enrolment;
pub mod enrolment_desk;
pub mod enrolment_document;
pub mod enrolment_option;
pub mod enrolment_step;
pub mod fee;
pub mod gallery;
pub mod ground;
pub mod import;
pub mod invitation;
pub mod job;
pub mod journal;
pub mod letter;
pub mod login;
pub mod office;
pub mod paper;
pub mod parameters;
pub mod payment;
pub mod portal;
pub mod profile;
pub mod recap;
pub mod reconciliation;
pub mod records;
pub mod review;
pub mod settings;
pub mod studies;
pub mod template;
mod text;
pub mod timeline;
pub mod transmission;
pub mod ui;

pub use fee::money;
pub use text::{Counted, Text, counted, text, typeset};

use crate::domain::campaign::{ApplyObstacle, Level};
use crate::domain::candidature::{Answer, State};
use crate::domain::form::Fault;
use crate::domain::ine;
use crate::domain::language::Language;
use crate::domain::profile::{Mention, Progress, Section};
use crate::domain::time::{Date, Instant, Moment, Phase};
use crate::domain::transmission::Obstacle;

const MONTHS: [Text; 12] = [
    text("janvier", "January"),
    text("février", "February"),
    text("mars", "March"),
    text("avril", "April"),
    text("mai", "May"),
    text("juin", "June"),
    text("juillet", "July"),
    text("août", "August"),
    text("septembre", "September"),
    text("octobre", "October"),
    text("novembre", "November"),
    text("décembre", "December"),
];

/// The name of a language, in itself.
pub const fn language(it: Language) -> &'static str {
    match it {
        Language::French => "Français",
        Language::English => "English",
    }
}

/// « 15 mars 2026 », "15 March 2026".
pub fn day(it: Moment, to: Language) -> String {
    let month = usize::from(it.month.unsigned_abs()).saturating_sub(1);
    let day = if it.day == 1 && to == Language::French { "1er".to_owned() } else { it.day.to_string() };
    format!("{day} {} {}", MONTHS[month.min(11)].to(to), it.year)
}

/// As [`day`], of a day that belongs to no clock.
pub fn date(it: Date, to: Language) -> String {
    let (month, day_of) = (i8::try_from(it.month).unwrap_or(1), i8::try_from(it.day).unwrap_or(1));
    day(Moment { at: Instant(0), year: it.year, month, day: day_of, hour: 0, minute: 0 }, to)
}

/// « 15 mars 2026 à 9 h 05 », unbroken between hour and minute; "15 March 2026 at 9:05".
pub fn moment(it: Moment, to: Language) -> String {
    let day = day(it, to);
    match to {
        Language::French => format!("{day} à {}\u{a0}h\u{a0}{:02}", it.hour, it.minute),
        Language::English => format!("{day} at {}:{:02}", it.hour, it.minute),
    }
}

/// The last moment that counts, of a limit whose instant itself is too late: « 15 mars 2026 à 23 h 59 (heure de Paris) ».
pub fn limit(it: Moment, to: Language) -> String {
    // Midnight belongs to the day before: a limit given as a day ends at 23:59:59.
    let midnight = it.hour == 0 && it.minute == 0;
    let last = if midnight { Moment { hour: 23, minute: 59, ..day_before(it) } } else { it };
    let moment = moment(last, to);
    match to {
        Language::French => format!("{moment} (heure de Paris)"),
        Language::English => format!("{moment} (Paris time)"),
    }
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

/// A sentence that something was put into, set in its language.
pub fn say(french: &str, english: String, to: Language) -> String {
    match to {
        Language::French => typeset(french).into_owned(),
        Language::English => english,
    }
}

/// « Nom : Durand », "Name: Durand". What is said of it stays as it is: it may be somebody's own words.
pub fn pair(of: &str, said: &str, to: Language) -> String {
    match to {
        Language::French => format!("{of}\u{a0}: {said}"),
        Language::English => format!("{of}: {said}"),
    }
}

/// What is wrong with a field, in a line of a summary.
pub fn fault_of(label: Text, it: Fault, to: Language) -> String {
    pair(&label.to(to), &fault(it, to), to)
}

pub fn fault(it: Fault, to: Language) -> String {
    let said = match it {
        Fault::Missing => text("Ce champ est obligatoire.", "This field is required."),
        Fault::Malformed => text(
            "Ce n'est pas la forme attendue. Vérifiez ce que vous avez saisi.",
            "This is not in the expected form. Check what you typed.",
        ),
        Fault::TooLong { max } => {
            let french = format!("C'est trop long : {max} caractères au plus.");
            return say(&french, format!("This is too long: {max} characters at most."), to);
        }
        Fault::Mismatch => text(
            "Les deux saisies sont différentes. Saisissez deux fois la même chose.",
            "The two entries differ. Type the same thing twice.",
        ),
        Fault::Unprintable => text(
            "Un caractère invisible ne peut pas être enregistré. Effacez le champ et saisissez-le à la main.",
            "An invisible character cannot be kept. Clear the field and type it by hand.",
        ),
        Fault::Invisible => text(
            "Rien de ce nom ne se voit à l'écran. Effacez le champ et saisissez des lettres.",
            "Nothing of this name can be seen. Clear the field and type letters.",
        ),
        Fault::WeakPassword => text(
            "Ce mot de passe ne respecte pas toutes les règles ci-dessous.",
            "This password does not follow all the rules below.",
        ),
        Fault::CommonPassword => text(
            "Ce mot de passe est trop courant. Choisissez-en un plus personnel.",
            "This password is too common. Choose a more personal one.",
        ),
        Fault::WrongPassword => text(
            "Il ne correspond pas. Rien n'a changé : vérifiez-le, puis recommencez.",
            "It does not fit. Nothing has changed: check it, then do it again.",
        ),
        Fault::WrongKey => text(
            "Ce numéro INE comporte une faute de frappe : sa clé ne correspond pas. Recopiez-le depuis un relevé de notes.",
            "There is a slip in this INE number: its key does not fit. Copy it from a transcript of marks.",
        ),
        Fault::OutOfRange => {
            text("Cette date n'est pas vraisemblable. Vérifiez-la.", "This date is out of reason. Check it.")
        }
        Fault::NotOffered => text("Choisissez une des réponses proposées.", "Choose one of the answers offered."),
        Fault::Repeated => text(
            "Cette réponse est déjà donnée plus haut. Choisissez-en une autre.",
            "This answer is given above already. Choose another one.",
        ),
        Fault::Taken => text(
            "C'est déjà utilisé ailleurs. Choisissez autre chose.",
            "This is in use elsewhere already. Choose something else.",
        ),
    };
    said.to(to).into_owned()
}

/// Which kind of INE was recognised. An INES is never called valid: its key is not public.
pub const fn ine_kind(it: ine::Kind) -> Text {
    match it {
        ine::Kind::Bea => text(
            "INE reconnu : format BEA (10 chiffres et une lettre), clé vérifiée.",
            "INE recognised: BEA form (10 digits and a letter), key checked.",
        ),
        ine::Kind::Nne => text(
            "INE reconnu : format universitaire (NNE), clé vérifiée.",
            "INE recognised: university form (NNE), key checked.",
        ),
        ine::Kind::Ines => text(
            "INE reconnu : format INES (9 chiffres et deux lettres). Il sera vérifié à l'inscription.",
            "INE recognised: INES form (9 digits and two letters). It will be verified when you enrol.",
        ),
    }
}

pub const fn section(it: Section) -> Text {
    match it {
        Section::Identity => text("Informations perso.", "Personal information"),
        Section::Address => text("Adresse", "Address"),
        Section::Baccalaureat => text("Baccalauréat", "Baccalaureat"),
    }
}

pub const fn progress(it: Progress) -> Text {
    match it {
        Progress::Empty => text("À remplir", "To fill in"),
        Progress::ToCorrect => text("À corriger", "To correct"),
        Progress::Complete => text("Complète", "Complete"),
        Progress::ToConfirm => text("À confirmer", "To confirm"),
    }
}

pub const fn mention(it: Mention) -> Text {
    match it {
        Mention::None => text("Sans mention", "None"),
        Mention::Fair => text("Assez bien", "Assez bien (fairly good)"),
        Mention::Good => text("Bien", "Bien (good)"),
        Mention::VeryGood => text("Très bien", "Très bien (very good)"),
    }
}

/// Names of French diplomas stay French: that is what they are called on every paper.
pub const fn level(it: Level) -> Text {
    match it {
        Level::But => text("BUT", "BUT (technological bachelor)"),
        Level::Licence1 => text("Licence 1re année", "Licence, 1st year (bachelor)"),
        Level::Licence2 => text("Licence 2e année", "Licence, 2nd year (bachelor)"),
        Level::Licence3 => text("Licence 3e année", "Licence, 3rd year (bachelor)"),
        Level::ProfessionalLicence => text("Licence professionnelle", "Licence professionnelle (vocational bachelor)"),
        Level::Master1 => text("Master 1re année", "Master, 1st year"),
        Level::Master2 => text("Master 2e année", "Master, 2nd year"),
        Level::Engineer => text("Diplôme d'ingénieur", "Engineering degree"),
    }
}

/// When one may apply, in a few words.
pub fn window(phase: Phase, opens_at: Moment, closes_at: Moment, to: Language) -> String {
    match phase {
        Phase::Before => {
            let day = day(opens_at, to);
            say(&format!("Ouvre le {day}"), format!("Opens on {day}"), to)
        }
        Phase::Open => {
            let limit = limit(closes_at, to);
            say(&format!("Jusqu'au {limit}"), format!("Until {limit}"), to)
        }
        Phase::After => {
            let limit = limit(closes_at, to);
            say(&format!("Fermée depuis le {limit}"), format!("Closed since {limit}"), to)
        }
    }
}

pub fn apply_obstacle(it: ApplyObstacle, to: Language) -> String {
    let said = match it {
        ApplyObstacle::NotActivated => text(
            "Votre compte n'est pas encore activé. Complétez d'abord les trois rubriques Informations perso., Adresse et Baccalauréat : la formation vous attendra ici.",
            "Your account is not activated yet. First complete the three sections Personal information, Address and Baccalaureat: the programme will wait for you here.",
        ),
        ApplyObstacle::NotOpenYet => text(
            "Les candidatures à cette formation ne sont pas encore ouvertes.",
            "Applications to this programme are not open yet.",
        ),
        ApplyObstacle::Closed => text(
            "Les candidatures à cette formation sont closes. Rien n'a été créé ; d'autres formations restent ouvertes.",
            "Applications to this programme are closed. Nothing was created; other programmes remain open.",
        ),
        ApplyObstacle::AlreadyApplied => text(
            "Vous avez déjà une candidature à cette formation.",
            "You have an application to this programme already.",
        ),
        ApplyObstacle::LimitReached { max } => {
            let french = format!(
                "Vous avez déjà {max} candidatures, le maximum de cette campagne. Annulez-en une pour en créer une autre."
            );
            let english = format!(
                "You have {max} applications already, as many as this campaign allows. Cancel one to create another."
            );
            return say(&french, english, to);
        }
    };
    said.to(to).into_owned()
}

/// The state of a candidature as the candidate reads it (seed 001: « Réceptionné »).
pub const fn state(it: State) -> Text {
    match it {
        State::Pending => text("En attente de transmission", "Waiting to be submitted"),
        State::Transmitted => text("Réceptionné", "Received"),
        State::Incomplete => text("Incomplet", "Incomplete"),
        State::Complete => text("Complet", "Complete"),
        State::Cancelled => text("Annulée", "Cancelled"),
    }
}

pub const fn answer(it: Answer) -> Text {
    match it {
        Answer::Confirmed => text("Confirmée", "Confirmed"),
        Answer::Withdrawn => text("Désistement", "Withdrawn"),
        Answer::WithdrawnByDefault => text("Désistement par défaut (sans réponse)", "Withdrawn by default (no answer)"),
    }
}

pub fn obstacle(it: &Obstacle, to: Language) -> String {
    let said = match it {
        Obstacle::AlreadyTransmitted => {
            text("Cette candidature a déjà été transmise.", "This application was submitted already.")
        }
        Obstacle::Cancelled => text("Cette candidature a été annulée.", "This application was cancelled."),
        Obstacle::DeadlinePassed => text(
            "La date limite de transmission est passée. Vos pièces sont conservées, mais le dossier ne peut plus être transmis.",
            "The deadline for submitting is past. Your documents are kept, but the file can no longer be submitted.",
        ),
        Obstacle::Unfit(it) => {
            let name = section(*it).to(to);
            let french = format!("Une rubrique de votre profil est à corriger : {name}.");
            return say(&french, format!("A section of your profile is to be corrected: {name}."), to);
        }
        Obstacle::Missing(label) => {
            let label = label.to(to);
            return say(&format!("Il manque : {label}."), format!("Missing: {label}."), to);
        }
    };
    said.to(to).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_at_midnight_is_said_as_the_day_before() {
        let at = |year, month, day, hour| Moment { at: Instant(0), year, month, day, hour, minute: 0 };
        assert_eq!(limit(at(2026, 3, 1, 0), Language::French), "28 février 2026 à 23\u{a0}h\u{a0}59 (heure de Paris)");
        assert_eq!(limit(at(2024, 3, 1, 0), Language::French), "29 février 2024 à 23\u{a0}h\u{a0}59 (heure de Paris)");
        assert_eq!(limit(at(2026, 1, 1, 0), Language::French), "31 décembre 2025 à 23\u{a0}h\u{a0}59 (heure de Paris)");
        assert_eq!(limit(at(2026, 5, 2, 12), Language::French), "2 mai 2026 à 12\u{a0}h\u{a0}00 (heure de Paris)");
        assert_eq!(limit(at(2026, 3, 1, 0), Language::English), "28 February 2026 at 23:59 (Paris time)");
    }
}
