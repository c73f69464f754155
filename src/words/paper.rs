//! What stands on paper: the acknowledgement of receipt and the dossier, in both languages.

use super::{Text, text};
use crate::domain::language::Language;
use crate::domain::profile::{Civility, Section};
use crate::domain::time::{Date, Moment};

pub const RECEIPT: Text = text("Accusé de réception", "Acknowledgement of receipt");
pub const RECEIPT_OPENING: Text = text(
    "L'établissement a reçu le dossier de candidature décrit ci-dessous. Rappelez sa référence dans tout échange.",
    "The university has received the application described below. Please quote its reference whenever you write.",
);
pub const DOSSIER: Text = text("Dossier de candidature", "Application file");
pub const DOCUMENTS: Text = text("Pièces transmises", "Documents submitted");
pub const DOCUMENT: Text = text("Pièce", "Document");
pub const STATE: Text = text("État", "State");
pub const PAGE: Text = text("Page", "Page");
pub const SEAL: Text = text("Empreinte du dossier", "Digest of the application");
pub const SEAL_MEANING: Text = text(
    "Une empreinte SHA-256 désigne un fichier et un seul : qui recalcule celle d'une pièce et retrouve la même tient \
     exactement le fichier reçu. L'empreinte du dossier scelle le profil et la liste des pièces tels qu'ils ont été \
     transmis.",
    "A SHA-256 digest stands for one file only: whoever computes that of a document and finds the same one holds \
     exactly the file that was received. The digest of the application seals the profile and the list of documents as \
     they were submitted.",
);

pub const REFERENCE: Text = text("Référence", "Reference");
pub const TRANSMITTED_AT: Text = text("Transmis le", "Submitted on");
pub const PROGRAMME: Text = text("Formation", "Programme");
pub const FACULTY: Text = text("Composante", "Faculty");
pub const NAME: Text = text("Candidat", "Applicant");
pub const NUMBER: Text = text("N° de dossier", "Application number");
pub const EMAIL: Text = text("Adresse électronique", "E-mail address");

pub const CIVILITY: Text = text("Civilité", "Title");
pub const FAMILY_NAME: Text = text("Nom de naissance", "Family name at birth");
pub const USUAL_NAME: Text = text("Nom d'usage", "Name in use");
pub const GIVEN_NAMES: Text = text("Prénoms", "Given names");
pub const BORN_ON: Text = text("Né(e) le", "Date of birth");
pub const BORN_AT: Text = text("Lieu de naissance", "Place of birth");
pub const NATIONALITY: Text = text("Nationalité", "Nationality");
pub const INE: Text = text("INE", "INE (student number)");
pub const NO_INE: Text = text("Déclare ne pas en avoir", "States that they have none");
pub const PHONE: Text = text("Téléphone", "Telephone");
pub const STREET: Text = text("Adresse", "Street");
pub const CITY: Text = text("Ville", "City");
pub const COUNTRY: Text = text("Pays", "Country");
pub const BACCALAUREAT: Text = text("Baccalauréat", "Baccalaureate");
pub const NO_BACCALAUREAT: Text = text("N'a pas le baccalauréat", "Does not hold a baccalaureate");
pub const YEAR: Text = text("Année", "Year");
pub const MENTION: Text = text("Mention", "Honours");
pub const SCHOOL: Text = text("Établissement", "School");

pub const SHOWN_APART: Text = text(
    "À ouvrir séparément : ce fichier n'a pas pu être joint à ce document. Il reste tel qu'il a été reçu dans le \
     dossier en ligne.",
    "To be opened separately: this file could not be added to this document. It remains in the online file as it was \
     received.",
);

/// What the links to them say.
pub const DOWNLOAD_RECEIPT: Text = text("Télécharger l'accusé (PDF)", "Download the acknowledgement (PDF)");
pub const DOWNLOAD_DOSSIER: Text = text("Dossier complet en PDF", "Whole application as PDF");

/// « 3 pages suivent. »
pub fn pages_follow(count: usize, language: Language) -> String {
    match (language, count) {
        (Language::French, 1) => "Le document déposé est à la page suivante.".to_owned(),
        (Language::French, _) => format!("Le document déposé occupe les {count} pages suivantes."),
        (Language::English, 1) => "The document submitted is on the next page.".to_owned(),
        (Language::English, _) => format!("The document submitted takes up the next {count} pages."),
    }
}

/// « Pièce 2 sur 5 ».
pub fn place(nth: usize, count: usize, language: Language) -> String {
    match language {
        Language::French => format!("Pièce {nth} sur {count}"),
        Language::English => format!("Document {nth} of {count}"),
    }
}

/// « 15 mars 2026 à 9 h 05 (heure de Paris) ».
pub fn moment(it: Moment, language: Language) -> String {
    let moment = super::moment(it, language);
    super::say(&format!("{moment} (heure de Paris)"), format!("{moment} (Paris time)"), language)
}

/// A date as a form keeps it: said in words, or shown as typed when it is none.
pub fn typed_date(typed: &str, language: Language) -> String {
    Date::parse(typed).map_or_else(|| typed.to_owned(), |it| super::date(it, language))
}

pub const fn section(it: Section) -> Text {
    match it {
        Section::Identity => text("Identité", "Identity"),
        Section::Address => text("Adresse", "Address"),
        Section::Baccalaureat => text("Baccalauréat", "Baccalaureate"),
    }
}

pub const fn civility(it: Civility) -> Text {
    match it {
        Civility::Madam => text("Madame", "Ms"),
        Civility::Sir => text("Monsieur", "Mr"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Instant;

    #[test]
    fn dates_are_said_in_both_languages_and_nonsense_is_shown_as_typed() {
        assert_eq!(typed_date("2008-03-01", Language::French), "1er mars 2008");
        assert_eq!(typed_date("01/03/2008", Language::English), "1 March 2008");
        assert_eq!(typed_date("hier", Language::English), "hier");
        let at = Moment { at: Instant(0), year: 2026, month: 11, day: 22, hour: 9, minute: 5 };
        assert_eq!(moment(at, Language::French), "22 novembre 2026 à 9\u{a0}h\u{a0}05 (heure de Paris)");
        assert_eq!(moment(at, Language::English), "22 November 2026 at 9:05 (Paris time)");
    }
}
