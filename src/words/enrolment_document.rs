//! What is said of the documents of an enrolment: to the student, to administrators, in the letter of refusals.

use super::{Counted, Text, counted, document, fault, limit, say, text};
use crate::domain::document::DocumentState;
use crate::domain::enrolment::AskedOf;
use crate::domain::enrolment::document::{AskingField, AskingRefusal, CORRECT_DAYS, EnrolmentDocument};
use crate::domain::language::Language;
use crate::domain::review::Ground;
use crate::domain::time::Moment;

pub const MINE: Text = text("Pièces de mon inscription", "Documents of my enrolment");
pub const LEAD: Text = text(
    "Déposez vos pièces dès maintenant, dans l'ordre que vous voulez : il n'y a rien à attendre. Ce qui a été validé avec votre candidature ne vous est pas redemandé.",
    "Deposit your documents now, in any order: there is nothing to wait for. What was accepted with your application is not asked again.",
);
pub const BLOCKING: Text = text("Indispensable au certificat de scolarité", "Needed for the certificate of enrolment");
pub const ALL_GIVEN: Text = text(
    "Vous avez tout donné. Le service de scolarité vérifie vos pièces.",
    "You gave everything. The registry checks your documents.",
);
pub const CLOSED: Text = text(
    "Votre inscription n'attend plus de pièce : rien ne peut y être changé.",
    "Your enrolment awaits no document any more: nothing in it can be changed.",
);

pub const TO_GIVE: Counted = counted(
    text("Il vous reste {} pièce à donner.", "{} document left to give."),
    text("Il vous reste {} pièces à donner.", "{} documents left to give."),
);

/// From where a document is known.
pub fn taken_from(programme: &str, to: Language) -> String {
    let french = format!("Validée avec votre candidature « {programme} » : elle ne vous est pas redemandée.");
    say(&french, format!("Accepted with your application to “{programme}”: it is not asked again."), to)
}

pub fn correct_by(by: Moment, to: Language) -> String {
    let by = limit(by, to);
    say(&format!("À redéposer avant le {by}."), format!("To be deposited again before {by}."), to)
}

/// What to do about a refusal.
pub const fn advice(it: Ground) -> Text {
    match it {
        Ground::Illegible => text(
            "Posez le document à plat, en pleine lumière, sans flash, et photographiez-le de façon que tout soit net jusqu'aux bords.",
            "Lay the document flat, in full light, without flash, and take a photo that is sharp up to its edges.",
        ),
        Ground::NotTheRightDocument => text(
            "Relisez l'intitulé de la pièce et ce qui est attendu, puis déposez ce document-là.",
            "Read the name of the document and what is expected again, then deposit that one.",
        ),
        Ground::PagesMissing => text(
            "Réunissez toutes les pages, recto et verso, dans un seul fichier, puis vérifiez-en le nombre.",
            "Put all pages, both sides, into one file, then count them.",
        ),
        Ground::OutOfDate => text(
            "Déposez un document en cours de validité, ou la preuve que vous en avez demandé le renouvellement.",
            "Deposit one that is valid now, or the proof that you asked for its renewal.",
        ),
        Ground::NotInTheRightName => text(
            "Déposez le document établi à votre nom ; si vous avez changé de nom, joignez ce qui le montre.",
            "Deposit the document in your own name; if your name changed, add what shows it.",
        ),
        Ground::NotTranslated => text(
            "Joignez l'original et sa traduction par un traducteur assermenté, dans un seul fichier.",
            "Put the original and its translation by a sworn translator into one file.",
        ),
        Ground::NotSigned => text(
            "Signez et datez le document, puis numérisez-le à nouveau.",
            "Sign and date the document, then scan it again.",
        ),
        Ground::Concerned => text(
            "Votre dossier montre que cette pièce vous concerne : déposez-la.",
            "Your file shows that this document concerns you: deposit it.",
        ),
        Ground::Other => text(
            "Suivez ce qui est écrit ci-dessus, puis déposez la pièce à nouveau.",
            "Do what is written above, then deposit the document again.",
        ),
    }
}

/// In place of the list, where the letter comes after the deposits.
pub const GIVEN_SINCE: Text = text(
    "Vous les avez toutes redéposées depuis : il n'y a rien d'autre à faire.",
    "You deposited all of them again since: there is nothing else to do.",
);

/// A refused document in a letter: what, why, what to do.
pub fn refused_line(it: &EnrolmentDocument, to: Language) -> String {
    let ground = it.ground.as_deref().and_then(Ground::named).unwrap_or(Ground::Other);
    let (label, why, advice) = (it.label.to(to), document::ground(ground).to(to), advice(ground).to(to));
    let comment = it.comment.as_deref().map_or(String::new(), |comment| format!("\n  {comment}"));
    let line = say(&format!("{label} : {why}"), format!("{label}: {why}"), to);
    format!("- {line}{comment}\n  {advice}")
}

pub const ASKING: Text = text("Pièces demandées à l'inscription", "Documents that enrolments ask for");
pub const ASKING_HELP: Text = text(
    "La liste de chaque étudiant est calculée quand il la lit : ce que vous changez ici vaut aussitôt pour les inscriptions qui ne sont pas validées. Ce qui a été donné est conservé.",
    "Each student's list is computed when it is read: what you change here counts at once for enrolments that are not validated. What was given is kept.",
);
pub const DECLINABLE: Text =
    text("L'étudiant peut certifier ne pas être concerné", "Students may certify that it does not concern them");
pub const NOTHING_ASKED: Text = text("Aucune pièce n'est demandée cette année.", "No document is asked for this year.");

pub const fn field(it: AskingField) -> Text {
    match it {
        AskingField::Kind => text(
            "Genre (le même mot que pour la candidature : ce qui y est validé n'est pas redemandé)",
            "Kind (the same word as for applications: what was accepted there is not asked again)",
        ),
        AskingField::French => text("Intitulé en français", "Label in French"),
        AskingField::English => text("Intitulé en anglais", "Label in English"),
        AskingField::FrenchNotice => text("Ce qui est attendu, en français", "What is expected, in French"),
        AskingField::EnglishNotice => text("Ce qui est attendu, en anglais", "What is expected, in English"),
        AskingField::AskedOf => text("Demandée à", "Asked of"),
        AskingField::Days => text("Jours pour redéposer une pièce refusée", "Days to deposit a refused document again"),
    }
}

pub const fn asked_of(it: AskedOf) -> Text {
    match it {
        AskedOf::Everybody => text("Tout le monde", "Everybody"),
        AskedOf::FirstEnrolment => text("Première inscription", "First enrolment"),
        AskedOf::Renewal => text("Réinscription", "Re-enrolment"),
        AskedOf::Minors => text("Mineurs", "Under 18"),
        AskedOf::FrenchUnder25 => text("Français de moins de 25 ans", "French nationals under 25"),
        AskedOf::NonEuropean => text("Étudiants extracommunautaires", "Nationals from outside Europe"),
        AskedOf::Scholars => text("Boursiers", "Scholarship holders"),
        AskedOf::Exempt => text("Étudiants qui demandent une exonération", "Those who ask for an exemption"),
        AskedOf::Apprentices => text("Apprentis", "Apprentices"),
        AskedOf::CvecPayers => text("Étudiants concernés par la CVEC", "Those whom the CVEC concerns"),
        AskedOf::Transfers => text("Étudiants en transfert", "Those who come from another university"),
        AskedOf::GapYear => text("Étudiants en césure", "Those in a gap year"),
    }
}

pub fn refusal(it: &AskingRefusal, to: Language) -> String {
    let said = match it {
        AskingRefusal::Changed => text(
            "Quelqu'un a enregistré entre-temps. Ce que vous avez saisi est encore à l'écran : rechargez la page, puis recommencez.",
            "Somebody saved meanwhile. What you typed is still on the screen: reload the page, then do it again.",
        ),
        AskingRefusal::Unfit(faults) => {
            let line = |(it, why): &(AskingField, _)| {
                let (label, why) = (field(*it).to(to), fault(*why, to));
                say(&format!("{label} : {why}"), format!("{label}: {why}"), to)
            };
            return faults.0.iter().map(line).collect::<Vec<_>>().join(" ");
        }
        AskingRefusal::KindTaken => {
            text("Une autre pièce de l'année est de ce genre.", "Another document of the year is of this kind.")
        }
        AskingRefusal::AlreadyGiven { count } => {
            return super::parameters::GIVEN.to(*count, to);
        }
    };
    said.to(to).into_owned()
}

/// How many days a refusal may leave.
pub fn days_help(to: Language) -> String {
    let (least, most) = (CORRECT_DAYS.start(), CORRECT_DAYS.end());
    say(&format!("De {least} à {most} jours."), format!("From {least} to {most} days."), to)
}

/// The state of a document, to whom it is for to judge.
pub const fn state(it: DocumentState) -> Text {
    match it {
        DocumentState::Deposited => text("À vérifier", "To be checked"),
        other => document::state(other),
    }
}
