//! What the certificate says and what is said of it: the paper, the check of it, the card, the ENT. Contents:
//! reference/peers.md §2.5; card and sticker: seed 000.

use super::{Text, day, paper, say, text};
use crate::domain::certificate::{Certified, Statement, Verdict};
use crate::domain::enrolment::Kind;
use crate::domain::language::Language;
use crate::domain::time::{Date, Instant, Moment};

pub const CERTIFICATE: Text = text("Certificat de scolarité", "Certificate of enrolment");
pub const NUMBER: Text = text("Numéro du certificat", "Certificate number");
pub const NAME: Text = text("Nom et prénoms", "Name");
pub const USUAL_NAME: Text = text("Nom d'usage", "Name in use");
pub const INE: Text = text("Numéro national (INE)", "National student number (INE)");
pub const STUDENT_NUMBER: Text = text("Numéro étudiant", "Student number");
pub const BORN: Text = text("Naissance", "Birth");
pub const YEAR: Text = text("Année universitaire", "Academic year");
pub const PROGRAMMES: Text = text("Formations", "Programmes");
pub const PROGRAMME: Text = text("Formation", "Programme");
pub const ISSUED_ON: Text = text("Établi le", "Issued on");
pub const ESTABLISHMENT: Text = text("Établissement", "University");
pub const FOR_ALL_PURPOSES: Text = text(
    "Certificat établi pour servir et valoir ce que de droit.",
    "This certificate is issued to be used for whatever lawful purpose it may serve.",
);
pub const QR: Text = text(
    "Code QR qui mène à la vérification de ce certificat",
    "QR code that leads to the verification of this certificate",
);
pub const CHECK_ME: Text = text(
    "Pour vérifier ce certificat, lisez ce code avec un téléphone ou saisissez son numéro à l'adresse :",
    "To check this certificate, read this code with a phone, or type its number at:",
);

/// « Madame Éloïse Marie D'Œuvré (nom d'usage : Martin) ».
pub fn person(it: &Certified, to: Language) -> String {
    let civility = it.civility.map_or(String::new(), |it| format!("{} ", paper::civility(it).to(to)));
    let usual = if it.usual_name.is_empty() {
        String::new()
    } else {
        format!(" ({})", super::pair(&USUAL_NAME.to(to).to_lowercase(), &it.usual_name, to))
    };
    format!("{civility}{}{usual}", it.name())
}

/// « 31 mars 2008 à Valenciennes ».
pub fn birth(it: &Certified, to: Language) -> Option<String> {
    let on = it.birth_date.map(|it| date(it, to));
    let country = if it.birth_country.is_empty() { String::new() } else { format!(" ({})", it.birth_country) };
    let place = (!it.birth_place.is_empty()).then(|| format!("{}{country}", it.birth_place));
    match (on, place) {
        (Some(on), Some(place)) => Some(match to {
            Language::French => format!("{on} à {place}"),
            Language::English => format!("{on} in {place}"),
        }),
        (on, place) => on.or(place),
    }
}

/// « La présidente certifie que » …
pub fn certifies(quality: &str, to: Language) -> String {
    match to {
        Language::French => format!("{quality} certifie que"),
        Language::English => format!("{quality} certifies that"),
    }
}

/// … « est régulièrement inscrit(e) pour l'année universitaire 2026-2027 en : ».
pub fn is_enrolled(year: &str, to: Language) -> String {
    let french = format!("est régulièrement inscrit(e) pour l'année universitaire {year} dans :");
    say(&french, format!("is regularly enrolled for the academic year {year} in:"), to)
}

/// « Fait à Valenciennes, le 22 novembre 2026 ».
pub fn done_at(city: &str, it: Date, to: Language) -> String {
    let on = date(it, to);
    match (to, city.is_empty()) {
        (Language::French, true) => format!("Fait le {on}"),
        (Language::French, false) => format!("Fait à {city}, le {on}"),
        (Language::English, true) => format!("Issued on {on}"),
        (Language::English, false) => format!("Issued in {city} on {on}"),
    }
}

pub fn date(it: Date, to: Language) -> String {
    let (month, of_month) = (i8::try_from(it.month).unwrap_or(1), i8::try_from(it.day).unwrap_or(1));
    day(Moment { at: Instant(0), year: it.year, month, day: of_month, hour: 0, minute: 0 }, to)
}

pub const VERIFY: Text = text("Vérifier un certificat de scolarité", "Check a certificate of enrolment");
pub const VERIFY_HELP: Text = text(
    "Lisez le code QR du certificat avec un téléphone, ou saisissez ici son numéro (CS-2026-…). Ce qui s'affiche doit être ce que dit le papier.",
    "Read the QR code of the certificate with a phone, or type its number here (CS-2026-…). What is shown must be what the paper says.",
);
pub const CODE: Text = text("Numéro ou code du certificat", "Number or code of the certificate");
pub const CHECK: Text = text("Vérifier", "Check");
pub const KEY: Text = text("Clé publique, pour vérifier sans connexion", "Public key, to check without a connection");

pub const fn verdict(it: Verdict) -> Text {
    match it {
        Verdict::Genuine => text("Ce certificat est authentique.", "This certificate is genuine."),
        Verdict::Superseded => text(
            "Ce certificat est authentique, mais un certificat plus récent dit autre chose.",
            "This certificate is genuine, but a more recent one says something else.",
        ),
        Verdict::Cancelled => text(
            "Ce certificat est authentique, mais l'inscription a été annulée depuis : il ne vaut plus.",
            "This certificate is genuine, but the enrolment was cancelled since: it is no longer valid.",
        ),
        Verdict::Forged => text(
            "Ce certificat n'est pas authentique : ce que dit son code n'a pas été signé par l'établissement, ou a été modifié.",
            "This certificate is not genuine: what its code says was not signed by the university, or was altered.",
        ),
        Verdict::Unknown => {
            text("Aucun certificat ne porte ce numéro ou ce code.", "No certificate bears this number or this code.")
        }
    }
}

pub const fn advice(it: Verdict) -> Text {
    match it {
        Verdict::Genuine => text(
            "Comparez ce qui suit avec le papier que vous tenez.",
            "Compare what follows with the paper that you hold.",
        ),
        Verdict::Superseded => text(
            "Demandez à l'étudiant son certificat le plus récent.",
            "Ask the student for the most recent certificate.",
        ),
        Verdict::Cancelled => text(
            "L'étudiant n'est plus inscrit pour cette année. En cas de doute, écrivez à l'établissement.",
            "The student is no longer enrolled for this year. When in doubt, write to the university.",
        ),
        Verdict::Forged => text(
            "Lisez le code QR à nouveau, sans le recopier. S'il est refusé encore, écrivez à l'établissement.",
            "Read the QR code again, without copying it by hand. If it is refused again, write to the university.",
        ),
        Verdict::Unknown => text(
            "Vérifiez la saisie : CS, l'année, puis dix lettres et chiffres.",
            "Check what you typed: CS, the year, then ten letters and digits.",
        ),
    }
}

pub fn cancelled_on(at: Moment, to: Language) -> String {
    let on = day(at, to);
    say(&format!("Inscription annulée le {on}."), format!("Enrolment cancelled on {on}."), to)
}

/// What a statement says, line by line.
pub fn facts(it: &Statement, to: Language) -> Vec<(String, String)> {
    let line = |label: Text, value: String| (label.to(to).into_owned(), value);
    let mut lines = vec![line(ESTABLISHMENT, it.establishment.clone()), line(NAME, it.name.clone())];
    lines.extend(it.birth_date.map(|birth| line(BORN, date(birth, to))));
    lines.push(line(YEAR, it.year.clone()));
    lines.extend(it.programmes.iter().map(|programme| line(PROGRAMME, programme.clone())));
    lines.push(line(NUMBER, it.number.clone()));
    lines.push(line(ISSUED_ON, date(it.issued, to)));
    lines
}

pub const STUDENT: Text = text("Certificat, carte étudiante, ENT", "Certificate, student card, digital workspace");
pub const NOT_YET: Text = text(
    "Votre inscription n'est pas encore validée. Le certificat et la carte seront ici dès que la scolarité aura vérifié vos informations et validé vos pièces.",
    "Your enrolment is not validated yet. Certificate and card will be here once the registry has checked your information and accepted your documents.",
);
pub const DOWNLOAD_FRENCH: Text = text("Certificat en français (PDF)", "Certificate in French (PDF)");
pub const DOWNLOAD_ENGLISH: Text = text("Certificat en anglais (PDF)", "Certificate in English (PDF)");
pub const CERTIFICATE_HELP: Text = text(
    "Signé, et vérifiable par tous grâce à son code QR. Vous pouvez le télécharger autant de fois qu'il le faut.",
    "Signed, and open to anyone's check by its QR code. You can download it as often as you need.",
);
pub const CARD: Text = text("Carte étudiante", "Student card");
pub const CARD_QR: Text = text("Code QR à présenter à la borne", "QR code to be shown to the kiosk");
pub const CARD_PDF: Text = text("Télécharger ce code (PDF)", "Download this code (PDF)");
pub const ENT: Text = text("Espace numérique de travail (ENT)", "Digital workspace (ENT)");
pub const ENT_HELP: Text = text(
    "Dernière étape : activez votre compte avec votre identifiant apprenant et votre numéro étudiant.",
    "Last step: activate your account with your learner identifier and your student number.",
);
pub const ENT_LINK: Text = text("Activer mon compte ENT", "Activate my ENT account");

/// How one gets a card, or the sticker of the year (seed 000).
pub fn card(kind: Kind, year: &str, to: Language) -> String {
    match kind {
        Kind::First => text(
            "Présentez ce code QR à une borne de l'établissement : elle édite votre carte étudiante.",
            "Show this QR code to a kiosk of the university: it prints your student card.",
        )
        .to(to)
        .into_owned(),
        Kind::Renewal => {
            let french = format!(
                "Votre carte reste valable : récupérez votre sticker {year} auprès de votre secrétariat de formation."
            );
            let english = format!("Your card remains valid: collect your {year} sticker from your programme's office.");
            say(&french, english, to)
        }
    }
}

pub const EXPORT: Text = text("Comptes à ouvrir (ENT)", "Accounts to be opened (ENT)");
pub const EXPORT_HELP: Text = text(
    "Les étudiants dont l'inscription est validée depuis cette date : identifiant, noms, adresse mail, numéro étudiant, année.",
    "The students whose enrolment was validated since this date: identifier, names, e-mail address, student number, year.",
);
pub const SINCE: Text = text("Validées depuis le", "Validated since");
pub const AS_CSV: Text = text("Télécharger en CSV", "Download as CSV");
pub const AS_LDIF: Text = text("Télécharger en LDIF", "Download as LDIF");
/// The heading of the table of accounts: as the columns of what one imports.
pub const EXPORT_HEADING: [Text; 7] = [
    text("Identifiant", "Identifier"),
    text("Nom", "Family name"),
    text("Nom d'usage", "Name in use"),
    text("Prénom", "Given name"),
    text("Adresse mail", "E-mail address"),
    text("Numéro étudiant", "Student number"),
    text("Année", "Year"),
];

/// What `guichet verify-certificate` prints: the same in a shell, in English as the rest of the program.
pub fn printed(it: &Statement) -> String {
    let lines = facts(it, Language::English).into_iter().map(|(label, value)| format!("{label}: {value}\n"));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::profile::Civility;

    #[test]
    fn a_person_is_named_as_they_gave_it_and_nothing_is_made_up() {
        let mut it = Certified {
            number: String::new(),
            issued: Date { year: 2026, month: 11, day: 1 },
            civility: Some(Civility::Madam),
            family_name: "D’Œuvré".into(),
            usual_name: "Martin".into(),
            given_names: "Éloïse".into(),
            ine: String::new(),
            student_number: String::new(),
            birth_date: Some(Date { year: 2008, month: 3, day: 1 }),
            birth_place: "Gand".into(),
            birth_country: "Belgique".into(),
            year: "2026-2027".into(),
            programmes: Vec::new(),
        };
        assert_eq!(person(&it, Language::French), "Madame Éloïse D’Œuvré (nom d'usage\u{a0}: Martin)");
        assert_eq!(birth(&it, Language::French).as_deref(), Some("1er mars 2008 à Gand (Belgique)"));
        assert_eq!(birth(&it, Language::English).as_deref(), Some("1 March 2008 in Gand (Belgique)"));
        (it.civility, it.birth_date, it.birth_place) = (None, None, String::new());
        it.usual_name.clear();
        assert_eq!(
            (person(&it, Language::English), birth(&it, Language::English)),
            ("Éloïse D’Œuvré".to_owned(), None)
        );
        assert_eq!(done_at("Lille", it.issued, Language::French), "Fait à Lille, le 1er novembre 2026");
        assert_eq!(done_at("", it.issued, Language::English), "Issued on 1 November 2026");
    }
}
