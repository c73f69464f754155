//! « Cursus interne », « Cursus externe », « Stages », « Expériences pro. ».

use super::{Text, say, text};
use crate::domain::language::Language;
use crate::domain::profile::{
    Diploma, EntryRefusal, ExperienceForm, ExternalForm, FRANCE, InternalYear, InternshipForm, Listing, Mention,
    Obtained, Profile, Studies, YearResult,
};

pub const PROFILE: Text = text("Mon profil", "My profile");
pub const OTHERS: Text = text("Si vous êtes concerné", "If it applies to you");
pub const INTERNAL: Text = text("Cursus interne", "Studies here");
pub const INTERNAL_EMPTY: Text = text("Rempli par la scolarité", "Filled in by the university");
pub const SAVE: Text = text("Enregistrer", "Save");
pub const ADD: Text = text("Ajouter", "Add");
pub const ADD_ONE: Text = text("Ajouter une ligne", "Add an entry");
pub const CHANGE_ONE: Text = text("Modifier la ligne", "Change the entry");
pub const CHANGE: Text = text("Modifier", "Change");
pub const REMOVE: Text = text("Supprimer", "Remove");
pub const LEAVE: Text = text("Annuler la modification", "Do not change it");
pub const KEPT: Text = text("C'est enregistré.", "It is saved.");
pub const NONE: Text = text("Aucune ligne pour l'instant.", "No entry yet.");
pub const TO_CORRECT: Text = text("À corriger", "To correct");
pub const SAVED_TO_CORRECT: Text = text(
    "Ce que vous avez saisi est enregistré. Tant que les points ci-dessous ne sont pas corrigés, cette ligne n'est pas transmise avec vos candidatures.",
    "What you typed is saved. Until the points below are corrected, this entry is not handed over with your applications.",
);

pub const fn listing(it: Listing) -> Text {
    match it {
        Listing::External => text("Cursus externe", "Studies elsewhere"),
        Listing::Internships => text("Stages", "Internships"),
        Listing::Experience => text("Expériences pro.", "Work experience"),
    }
}

/// What belongs into a list (seed 001, « Activation du compte »).
pub const fn about(it: Listing) -> Text {
    match it {
        Listing::External => text(
            "Vos années d'études après le bac dans un autre établissement, en France ou à l'étranger. À remplir si vous êtes concerné.",
            "Your years of study after the baccalaureat at another establishment, in France or abroad. To fill in if it applies to you.",
        ),
        Listing::Internships => {
            text("Vos stages. À remplir si vous êtes concerné.", "Your internships. To fill in if it applies to you.")
        }
        Listing::Experience => text(
            "Vos emplois, salariés ou non. À remplir si vous êtes concerné.",
            "Your occupations, paid or not. To fill in if it applies to you.",
        ),
    }
}

/// How many entries a list has, in a word or two.
pub fn count(entries: usize, to: Language) -> String {
    match entries {
        0 => text("Facultatif", "Optional").to(to).into_owned(),
        1 => text("1 ligne", "1 entry").to(to).into_owned(),
        n => say(&format!("{n} lignes"), format!("{n} entries"), to),
    }
}

pub fn refusal(it: EntryRefusal, to: Language) -> String {
    let said = match it {
        EntryRefusal::Changed => text(
            "Cette liste a été modifiée entre-temps, dans un autre onglet ou sur un autre appareil. Rien n'a été changé : rechargez la page, puis recommencez.",
            "This list was changed meanwhile, in another tab or on another device. Nothing was changed: reload the page, then do it again.",
        ),
        EntryRefusal::Gone => text(
            "Cette ligne n'existe plus. Rechargez la page pour voir la liste.",
            "This entry is no longer there. Reload the page to see the list.",
        ),
        EntryRefusal::Full { max } => {
            let french = format!("La liste compte déjà {max} lignes, le maximum. Supprimez-en une pour en ajouter.");
            let english = format!("The list has {max} entries already, as many as it may. Remove one to add another.");
            return say(&french, english, to);
        }
    };
    said.to(to).into_owned()
}

pub const YEAR: Text = text("Année", "Year");
pub const END_YEAR: Text = text("Année de fin", "Year of the end");
pub const END_YEAR_HELP: Text =
    text("Par exemple 2025 pour l'année 2024-2025.", "For instance 2025 for the year 2024-2025.");
pub const DIPLOMA: Text = text("Diplôme ou niveau préparé", "Diploma or level studied for");
pub const DIPLOMA_LABEL: Text = text("Intitulé", "Title");
pub const ESTABLISHMENT: Text = text("Établissement", "Establishment");
pub const CITY: Text = text("Ville", "Town");
pub const COUNTRY: Text = text("Pays", "Country");
pub const OBTAINED: Text = text("Année ou diplôme obtenu", "Year passed or diploma obtained");
pub const MENTION: Text = text("Mention", "Mention (grade)");
pub const ORGANISATION: Text = text("Organisme d'accueil", "Organisation");
pub const DURATION: Text = text("Durée", "Duration");
pub const DURATION_HELP: Text = text("Par exemple 2 mois.", "For instance 2 months.");
pub const HOURS: Text = text("Heures par semaine", "Hours a week");
pub const SUBJECT: Text = text("Sujet et missions", "Subject and tasks");
pub const AT_MOST_500: Text = text("500 caractères au plus.", "500 characters at most.");
pub const EMPLOYER: Text = text("Employeur", "Employer");
pub const TITLE: Text = text("Intitulé du poste", "Job title");
pub const DESCRIPTION: Text = text("Description", "What you did");

/// Names of French diplomas stay French, as [`super::level`].
pub const fn diploma(it: Diploma) -> Text {
    match it {
        Diploma::Bts => text("BTS, BTSA", "BTS, BTSA (higher technician)"),
        Diploma::Dut => text("DUT", "DUT (technology, two years)"),
        Diploma::But => text("BUT", "BUT (technological bachelor)"),
        Diploma::Deust => text("DEUST", "DEUST (technology, two years)"),
        Diploma::Preparatory => text("Classe préparatoire (CPGE)", "CPGE (preparatory class)"),
        Diploma::Licence1 => text("Licence 1re année", "Licence, 1st year (bachelor)"),
        Diploma::Licence2 => text("Licence 2e année", "Licence, 2nd year (bachelor)"),
        Diploma::Licence3 => text("Licence 3e année", "Licence, 3rd year (bachelor)"),
        Diploma::ProfessionalLicence => {
            text("Licence professionnelle", "Licence professionnelle (vocational bachelor)")
        }
        Diploma::HealthYear => text("PASS, L.AS ou PACES", "PASS, L.AS or PACES (first year of health studies)"),
        Diploma::Health => text("Études de santé", "Health studies"),
        Diploma::Master1 => text("Master 1re année", "Master, 1st year"),
        Diploma::Master2 => text("Master 2e année", "Master, 2nd year"),
        Diploma::Engineer => text("École d'ingénieurs", "Engineering school"),
        Diploma::Business => text("École de commerce ou de management", "Business school"),
        Diploma::Art => text("École d'art, d'architecture ou de spectacle", "School of art, architecture or stage"),
        Diploma::Doctorate => text("Doctorat", "Doctorate"),
        Diploma::Foreign => text("Diplôme étranger", "Diploma of another country"),
        Diploma::Other => text("Autre", "Other"),
    }
}

pub const fn obtained(it: Obtained) -> Text {
    match it {
        Obtained::Yes => text("Obtenu", "Obtained"),
        Obtained::No => text("Non obtenu", "Not obtained"),
        Obtained::Ongoing => text("En cours", "Under way"),
    }
}

pub const fn year_result(it: YearResult) -> Text {
    match it {
        YearResult::Admitted => text("Admis", "Passed"),
        YearResult::Postponed => text("Ajourné", "Not passed"),
        YearResult::Absent => text("Défaillant", "Absent from the examinations"),
        YearResult::Ongoing => text("En cours", "Under way"),
    }
}

/// What is shown of an entry: a heading, and what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub heading: String,
    pub details: Vec<String>,
}

/// The parts that are there, with a sign between them.
fn joined(parts: &[&str], sign: &str) -> String {
    let parts: Vec<_> = parts.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
    parts.join(sign)
}

fn told(heading: &[&str], details: [String; 2]) -> Told {
    Told { heading: joined(heading, " · "), details: details.into_iter().filter(|it| !it.trim().is_empty()).collect() }
}

pub fn external(it: &ExternalForm, to: Language) -> Told {
    let name = |text: Option<Text>| text.map(|it| it.to(to).into_owned()).unwrap_or_default();
    let diploma = name(Diploma::named(&it.diploma).map(diploma));
    let obtained = name(Obtained::named(&it.obtained).map(obtained));
    let mention = name(Mention::named(&it.mention).map(super::mention));
    let country = if it.country == FRANCE { "" } else { &it.country };
    let place = joined(&[&it.establishment, &it.city, country], ", ");
    told(&[&it.year, &diploma, &it.label], [place, joined(&[&obtained, &mention], " · ")])
}

pub fn internship(it: &InternshipForm, to: Language) -> Told {
    let hours = it.hours_a_week.trim();
    let hours = match hours {
        "" => String::new(),
        hours => say(&format!("{hours} h par semaine"), format!("{hours} h a week"), to),
    };
    told(&[&it.year, &it.organisation], [joined(&[&it.duration, &hours], " · "), it.subject.clone()])
}

pub fn experience(it: &ExperienceForm, _to: Language) -> Told {
    told(&[&it.year, &it.title, &it.employer], [it.duration.trim().to_owned(), it.description.clone()])
}

pub fn internal(it: &InternalYear, to: Language) -> Told {
    let years = format!("{}-{}", it.year, it.year + 1);
    let mark = if it.mark.is_empty() { String::new() } else { format!("{}/20", it.mark) };
    let result = year_result(it.result).to(to);
    told(&[&years, &it.label], [joined(&[&result, &mark, &it.mention], " · "), String::new()])
}

/// All of them, as they were handed over: each list that holds anything, under its heading.
pub fn parts(profile: &Profile, to: Language) -> Vec<(Text, Vec<Told>)> {
    let years = profile.record.iter().flat_map(|it| &it.years).map(|it| internal(it, to)).collect();
    let Studies { external: elsewhere, internships, experience: work } = &profile.studies;
    let parts = [
        (INTERNAL, years),
        (listing(Listing::External), elsewhere.0.iter().map(|it| external(&it.form, to)).collect()),
        (listing(Listing::Internships), internships.0.iter().map(|it| internship(&it.form, to)).collect()),
        (listing(Listing::Experience), work.0.iter().map(|it| experience(&it.form, to)).collect::<Vec<_>>()),
    ];
    parts.into_iter().filter(|(_, entries)| !entries.is_empty()).collect()
}
