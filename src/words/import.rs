//! What is said to staff of admissions that they import.

use super::{Counted, Text, counted, fault, say, text};
use crate::domain::admission::Source;
use crate::domain::import::{Column, FileRefusal, ImportHead, ImportRefusal, LineFault, Outcome, Plan, ReportLine};
use crate::domain::language::Language;

pub const ADMISSIONS: Text = text("Admissions importées", "Imported admissions");
pub const HELP: Text = text(
    "Un fichier CSV par source (Parcoursup, MonMaster, réinscriptions…). Rien n'est fait avant que vous n'ayez vu l'aperçu et confirmé. Le même fichier envoyé à nouveau ne change que ce qui a changé.",
    "One CSV file per source (Parcoursup, MonMaster, re-enrolments…). Nothing is done before you saw the preview and confirmed. The same file sent again changes only what changed in it.",
);
pub const SOURCE: Text = text("Provenance", "Source");
pub const FILE: Text = text("Fichier CSV", "CSV file");
pub const FILE_HELP: Text = text(
    "16 Mo et 60 000 lignes au plus. Colonnes séparées par des points-virgules, des virgules ou des tabulations ; accents lus quel que soit le logiciel.",
    "16 MB and 60,000 lines at most. Columns separated by semicolons, commas or tabs; accents are read whatever the program.",
);
pub const MODEL: Text = text("Télécharger un modèle de fichier", "Download a model file");
pub const SEND: Text = text("Voir l'aperçu", "See the preview");
pub const NONE: Text = text("Aucun import pour l'instant.", "No import for now.");
pub const WHEN: Text = text("Préparé le", "Prepared on");
pub const BY: Text = text("Par", "By");
pub const LINES: Text = text("Lignes", "Lines");
pub const STATE: Text = text("État", "State");
pub const LINE: Text = text("Ligne", "Line");
pub const NUMBER: Text = text("Numéro", "Number");
pub const PERSON: Text = text("Personne", "Person");
pub const PROGRAMME: Text = text("Formation", "Programme");
pub const SAID: Text = text("Ce qu'il en est", "What about it");
pub const CONFIRM: Text = text("Confirmer l'import", "Confirm the import");
pub const REPORT: Text = text("Télécharger le rapport (CSV)", "Download the report (CSV)");
pub const SHOW: Text = text("Afficher", "Show");
pub const ALL_LINES: Text = text("Toutes les lignes", "All lines");
pub const RELOAD: Text = text("Actualiser", "Refresh");
pub const PREVIOUS: Text = text("Page précédente", "Previous page");
pub const NEXT: Text = text("Page suivante", "Next page");
pub const TO_CONFIRM: Text = text("À confirmer", "To be confirmed");
pub const RUNNING: Text = text("En cours", "Under way");
pub const FINISHED: Text = text("Terminé", "Finished");
pub const NOT_TAKEN: Text = text("Ce fichier n'a pas été pris.", "This file was not taken.");
pub const KEPT: Text = text("Rien n'a changé.", "Nothing has changed.");

/// The heading of the report: line, number, family name, given name, programme, state, what about it.
pub const REPORT_HEADING: [Text; 7] =
    [LINE, NUMBER, text("Nom", "Family name"), text("Prénom", "Given name"), PROGRAMME, STATE, SAID];

pub const fn source(it: Source) -> Text {
    match it {
        Source::Candidature => text("Candidature dans Guichet", "Application in Guichet"),
        Source::Parcoursup => text("Parcoursup (liste des admis)", "Parcoursup (admitted list)"),
        Source::MonMaster => text("Mon Master (liste des admis)", "Mon Master (admitted list)"),
        Source::Other => text("Autre (Études en France, transferts…)", "Other (Études en France, transfers…)"),
        Source::Renewal => text("Réinscriptions autorisées", "Authorised re-enrolments"),
    }
}

pub const fn plan(it: Plan) -> Text {
    match it {
        Plan::New => text("Nouvelle", "New"),
        Plan::Changed => text("Modifiée", "Changed"),
        Plan::Same => text("Sans changement", "Unchanged"),
        Plan::Doubled => text("En double", "Doubled"),
        Plan::Fault => text("En erreur", "With faults"),
    }
}

pub const fn column(it: Column) -> Text {
    match it {
        Column::Number => text("Numéro", "Number"),
        Column::FamilyName => text("Nom", "Family name"),
        Column::GivenName => text("Prénom", "Given name"),
        Column::BirthDate => text("Date de naissance", "Date of birth"),
        Column::Email => text("Adresse mail", "E-mail address"),
        Column::Ine => text("INE", "INE number"),
        Column::Nationality => text("Nationalité", "Nationality"),
        Column::ProgrammeCode => text("Code formation", "Programme code"),
        Column::Programme => text("Libellé formation", "Programme label"),
        Column::Cycle => text("Cycle", "Cycle of studies"),
        Column::Regime => text("Régime", "Regime"),
    }
}

pub const fn outcome(it: Outcome) -> Text {
    match it {
        Outcome::Done => text("Fait", "Done"),
        Outcome::EmailOfAnother => text(
            "Non fait : cette adresse mail est celle d'une autre personne. Vérifiez-la dans la source.",
            "Not done: this e-mail address is somebody else's. Check it in the source.",
        ),
        Outcome::NumberOfAnother => text(
            "Non fait : ce numéro est celui d'une personne née un autre jour. Vérifiez-le dans la source.",
            "Not done: this number is that of a person born on another day. Check it in the source.",
        ),
        Outcome::Failed => text(
            "Non fait : le service n'a pas pu. Rien n'a changé ; envoyez à nouveau le fichier.",
            "Not done: the service could not. Nothing has changed; send the file again.",
        ),
    }
}

fn line_fault(it: LineFault, to: Language) -> String {
    match it {
        LineFault::Field(of, why) => super::pair(&column(of).to(to), &fault(why, to), to),
        LineFault::ProgrammeUnknown => text(
            "Formation inconnue : indiquez son libellé et son cycle, ou un code de l'offre.",
            "Unknown programme: give its label and cycle, or a code of the offer.",
        )
        .to(to)
        .into_owned(),
        LineFault::Contradicts { line } => {
            let french = format!("La ligne {line} dit autre chose du même numéro et de la même formation.");
            say(&french, format!("Line {line} says something else of the same number and programme."), to)
        }
    }
}

/// Where a line stands, in a word or two.
pub const fn line_state(it: &ReportLine) -> Text {
    match it.outcome {
        Some(Outcome::Done) => outcome(Outcome::Done),
        Some(_) => text("Refusée", "Refused"),
        None => plan(it.plan),
    }
}

/// What is to be known of a line; blank where nothing is.
pub fn line_said(it: &ReportLine, to: Language) -> String {
    match it.outcome {
        Some(Outcome::Done) | None => it.faults.iter().map(|it| line_fault(*it, to)).collect::<Vec<_>>().join(" "),
        Some(why) => outcome(why).to(to).into_owned(),
    }
}

const NEW: Counted = counted(text("{} nouvelle", "{} new"), text("{} nouvelles", "{} new"));
const CHANGED: Counted = counted(text("{} modifiée", "{} changed"), text("{} modifiées", "{} changed"));
const DONE: Counted = counted(text("{} faite", "{} done"), text("{} faites", "{} done"));
const REFUSED: Counted = counted(text("{} refusée", "{} refused"), text("{} refusées", "{} refused"));

/// « 3 nouvelles, 1 modifiée … ».
pub fn counts(it: &ImportHead, to: Language) -> String {
    let [new, changed, same, doubled, faulty] = Plan::ALL.map(|plan| it.count(plan));
    let (new, changed) = (NEW.to(new, to), CHANGED.to(changed, to));
    let french = format!("{new}, {changed}, {same} sans changement, {doubled} en double, {faulty} en erreur");
    let english = format!("{new}, {changed}, {same} unchanged, {doubled} doubled, {faulty} with faults");
    say(&french, english, to)
}

pub fn progress(it: &ImportHead, to: Language) -> String {
    let (done, refused, all) = (it.done, it.refused, it.to_do());
    let (done, refused) = (DONE.to(done, to), REFUSED.to(refused, to));
    say(&format!("{done} et {refused} sur {all}"), format!("{done} and {refused} of {all}"), to)
}

/// « Page 2 sur 5 ».
pub fn page(nth: i64, of: i64, to: Language) -> String {
    say(&format!("Page {nth} sur {of}"), format!("Page {nth} of {of}"), to)
}

pub fn refusal(it: ImportRefusal, to: Language) -> String {
    match it {
        ImportRefusal::NothingToDo => text(
            "Aucune ligne n'est nouvelle ni modifiée : il n'y a rien à faire.",
            "No line is new or changed: there is nothing to do.",
        )
        .to(to)
        .into_owned(),
    }
}

/// Why a file was not taken, and what to do.
pub fn file_refusal(it: &FileRefusal, to: Language) -> String {
    let said = match it {
        FileRefusal::NoFile => text("Choisissez un fichier, puis recommencez.", "Choose a file, then do it again."),
        FileRefusal::TooLarge => text(
            "Il dépasse 16 Mo : coupez-le en plusieurs fichiers.",
            "It is larger than 16 MB: cut it into several files.",
        ),
        FileRefusal::Empty => text(
            "Il ne contient aucune ligne : vérifiez que c'est bien un fichier CSV, avec des titres de colonnes.",
            "There is no line in it: check that it is a CSV file, with column headings.",
        ),
        FileRefusal::TooManyLines => text(
            "Il compte plus de 60 000 lignes : coupez-le en plusieurs fichiers.",
            "It has more than 60,000 lines: cut it into several files.",
        ),
        FileRefusal::SourceUnknown => text("Choisissez d'où vient le fichier.", "Choose where the file comes from."),
        FileRefusal::Columns(missing) => {
            let names = missing.iter().map(|it| column(*it).to(to).into_owned()).collect::<Vec<_>>().join(", ");
            let french = format!("Il manque des colonnes : {names}. Le modèle à télécharger les a toutes.");
            return say(&french, format!("Columns are missing: {names}. The model file has them all."), to);
        }
        FileRefusal::Interrupted => {
            text("L'envoi a été interrompu : recommencez.", "The transfer broke off: do it again.")
        }
        FileRefusal::NoCampaign => text(
            "Il n'y a encore aucune campagne à laquelle admettre quelqu'un.",
            "There is no campaign yet to which anybody could be admitted.",
        ),
    };
    said.to(to).into_owned()
}
