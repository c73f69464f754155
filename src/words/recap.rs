//! « Récapitulatif »: what an enrolment says, in lines; the page, the steps and the paper show the same.

use super::{Text, enrolment, enrolment_option, enrolment_step, mention, paper, payment, say, text};
use crate::domain::admission::{Cycle, Regime};
use crate::domain::cvec::Cvec;
use crate::domain::enrolment::{CvecState, Piece, Question, Recap, Snapshot, Step};
use crate::domain::language::Language;
use crate::domain::profile::{Civility, FRANCE, Mention, Names, Profile, Section};

/// A label and its value.
pub type Line = (String, String);

pub const TITLE: Text = text("Récapitulatif d'inscription", "Summary of enrolment");
pub const DRAFT: Text = text(
    "Cette inscription n'est pas terminée : ce récapitulatif n'a qu'une valeur indicative.",
    "This enrolment is not submitted: this summary is for information only.",
);
pub const OPENING: Text = text(
    "Ce récapitulatif ne vaut pas certificat de scolarité : l'inscription est effective une fois les droits réglés et les pièces validées.",
    "This summary is no certificate of enrolment: the enrolment is effective once the fees are paid and the documents accepted.",
);
pub const PIECES: Text = text("Pièces à fournir", "Documents to be given");
pub const NO_PIECES: Text = text("Aucune pièce n'est demandée.", "No document is asked for.");
pub const MONEY: Text = text("Droits et paiement", "Fees and payment");
pub const DUE: Text = text("Montant dû", "Amount due");
pub const NOT_SET: Text = text("Fixé quand l'inscription est terminée", "Set once the enrolment is submitted");
pub const PAYMENT: Text = text("Paiement", "Payment");
pub const CVEC: Text = text("Attestation CVEC", "CVEC certificate");
pub const STATE: Text = text("État de l'inscription", "State of the enrolment");
pub const ISSUED: Text = text("Édité le", "Issued on");
pub const SUBMITTED: Text = text("Terminée le", "Submitted on");
pub const EMAIL: Text = text("Adresse mail", "E-mail address");
const BLOCKING: Text = text("obligatoire", "required");

pub const fn cvec(it: CvecState) -> Text {
    match it {
        CvecState::Absent => text("Numéro non donné", "Number not given"),
        CvecState::Declared => text("Numéro déclaré", "Number declared"),
        CvecState::Verified => text("Numéro vérifié", "Number verified"),
        CvecState::NotConcerned => text("Non concerné(e)", "Not concerned"),
    }
}

pub const fn cycle(it: Cycle) -> Text {
    match it {
        Cycle::Licence => text("niveau licence", "bachelor level"),
        Cycle::Master => text("niveau master", "master level"),
        Cycle::Doctorate => text("niveau doctorat", "doctorate level"),
        Cycle::Engineer => text("niveau ingénieur", "engineering level"),
    }
}

pub const fn regime(it: Regime) -> Text {
    match it {
        Regime::Initial => text("formation initiale", "initial education"),
        Regime::Apprenticeship => text("apprentissage", "apprenticeship"),
        Regime::Continuing => text("formation continue", "continuing education"),
        Regime::Exchange => text("programme d'échange", "exchange programme"),
    }
}

/// What everybody looks for first.
pub fn facts(it: &Recap, to: Language) -> Vec<Line> {
    let enrolment = &it.enrolment;
    let identity = it.snapshot.profile.identity.clone().unwrap_or_default();
    let mut facts = vec![
        (enrolment::NUMBER, enrolment.number.clone()),
        (enrolment::YEAR, format!("{} ({})", enrolment.year, enrolment::kind(enrolment.kind).to(to))),
        (STATE, enrolment::state(enrolment.standing.state).to(to).into_owned()),
        (paper::FAMILY_NAME, identity.family_name),
        (paper::GIVEN_NAMES, identity.given_name),
        (enrolment::IDENTIFIANT, enrolment.identifiant.clone()),
        (EMAIL, it.email.clone()),
    ];
    let at = |it| super::moment(it, to);
    facts.extend(enrolment.student_number.clone().map(|it| (enrolment::STUDENT_NUMBER, it)));
    facts.extend(enrolment.submitted_at.map(|it| (SUBMITTED, at(it))));
    facts.push((ISSUED, at(it.issued_at)));
    named(facts, to)
}

/// Every step with what was said in it; those without a word are left out.
pub fn parts(it: &Recap, to: Language) -> Vec<(String, Vec<Line>)> {
    let part = |step: &Step| {
        let lines = match step {
            Step::Programmes => programmes(&it.snapshot, to),
            Step::Cvec => named(vec![(CVEC, cvec(it.enrolment.standing.cvec).to(to).into_owned())], to),
            step => step.section().map(|of| section(&it.snapshot.profile, &it.names, of, to)).unwrap_or_default(),
        };
        let answers = Question::of(*step).filter_map(|question| answer(&it.snapshot, question, to));
        let lines: Vec<_> = lines.into_iter().chain(answers).collect();
        (!lines.is_empty()).then(|| (enrolment_step::step(*step).to(to).into_owned(), lines))
    };
    let steps = Step::ALL.iter().filter(|it| !matches!(it, Step::Fees));
    steps.filter_map(part).chain([(MONEY.to(to).into_owned(), money(it, to))]).collect()
}

fn programmes(it: &Snapshot, to: Language) -> Vec<Line> {
    let line = |it: &crate::domain::admission::Admission| {
        let details = [cycle(it.cycle), regime(it.regime)].map(|it| it.to(to)).join(", ");
        (it.programme_code.clone(), format!("{} ({details})", it.programme))
    };
    it.programmes.iter().map(line).collect()
}

fn money(it: &Recap, to: Language) -> Vec<Line> {
    let due = it.due.map_or_else(|| NOT_SET.to(to).into_owned(), |it| super::money(it, to));
    let chosen = answer(&it.snapshot, Question::Instalments, to).map(|(_, said)| said).unwrap_or_default();
    let paid = payment::status(it.enrolment.standing.payment).to(to).into_owned();
    let label = enrolment_step::question(Question::Instalments);
    named(vec![(DUE, due), (label, chosen), (PAYMENT, paid)], to)
}

/// One answer, in words; none where there is none.
fn answer(it: &Snapshot, question: Question, to: Language) -> Option<Line> {
    let typed = it.answers.of(question).trim();
    // As it stands on the attestation, however it was typed.
    let number = (question == Question::Cvec).then(|| Cvec::parse(typed).ok()).flatten().map(|it| it.to_string());
    let chosen = || enrolment_option::option(question, typed).map(|it| it.to(to));
    let said = number.map(Into::into).or_else(chosen).unwrap_or_else(|| typed.into());
    (!typed.is_empty()).then(|| (enrolment_step::question(question).to(to).into_owned(), said.into_owned()))
}

/// « Carte d'identité (obligatoire) : déposée ».
pub fn piece(it: &Piece, to: Language) -> Line {
    let label = if to == Language::French { &it.label_fr } else { &it.label_en };
    let label = if it.blocking { format!("{label} ({})", BLOCKING.to(to)) } else { label.clone() };
    (label, super::document::state(it.state).to(to).into_owned())
}

/// A section of the profile, as it was given.
pub fn section(it: &Profile, names: &Names, of: Section, to: Language) -> Vec<Line> {
    let lines = match of {
        Section::Identity => identity(it, names, to),
        Section::Address => address(it, names),
        Section::Baccalaureat => baccalaureat(it, names, to),
    };
    named(lines, to)
}

fn named(lines: Vec<(Text, String)>, to: Language) -> Vec<Line> {
    let filled = lines.into_iter().filter(|(_, value)| !value.trim().is_empty());
    filled.map(|(label, value)| (label.to(to).into_owned(), value.trim().to_owned())).collect()
}

fn identity(it: &Profile, names: &Names, to: Language) -> Vec<(Text, String)> {
    let Some(it) = &it.identity else { return Vec::new() };
    let civility = match it.civility.as_str() {
        "madam" => paper::civility(Civility::Madam).to(to).into_owned(),
        "sir" => paper::civility(Civility::Sir).to(to).into_owned(),
        _ => String::new(),
    };
    let ine = if it.ine.trim().is_empty() { paper::NO_INE.to(to).into_owned() } else { it.ine.clone() };
    vec![
        (paper::CIVILITY, civility),
        (paper::FAMILY_NAME, it.family_name.clone()),
        (paper::USUAL_NAME, it.usual_name.clone()),
        (paper::GIVEN_NAMES, format!("{} {}", it.given_name, it.other_given_names)),
        (paper::BORN_ON, paper::typed_date(&it.birth_date, to)),
        (paper::BORN_AT, listed(&[&it.birth_place, &names.birth_country])),
        (paper::NATIONALITY, names.nationality.clone()),
        (paper::INE, ine),
        (paper::PHONE, it.phone.clone()),
    ]
}

fn address(it: &Profile, names: &Names) -> Vec<(Text, String)> {
    let Some(it) = &it.address else { return Vec::new() };
    let code = if it.country == FRANCE { &it.postal_code } else { &it.foreign_postal_code };
    vec![
        (paper::STREET, listed(&[&it.street, &it.complement])),
        (paper::CITY, format!("{code} {}", names.city)),
        (paper::COUNTRY, names.country.clone()),
    ]
}

fn baccalaureat(it: &Profile, names: &Names, to: Language) -> Vec<(Text, String)> {
    let Some(it) = &it.baccalaureat else { return Vec::new() };
    if it.has_it == "no" {
        return vec![(paper::BACCALAUREAT, paper::NO_BACCALAUREAT.to(to).into_owned())];
    }
    let honours = Mention::named(&it.mention).map(|it| mention(it).to(to).into_owned());
    let specialities = [&it.speciality_1, &it.speciality_2, &it.speciality_dropped];
    let specialities = specialities.into_iter().filter(|it| !it.is_empty());
    let specialities: Vec<_> = specialities.map(|it| super::baccalaureat::speciality(it, to)).collect();
    vec![
        (paper::BACCALAUREAT, super::baccalaureat::series(&it.series, to)),
        (super::baccalaureat::SPECIALITIES, specialities.join(", ")),
        (paper::YEAR, it.year.clone()),
        (paper::MENTION, honours.unwrap_or_default()),
        (paper::SCHOOL, listed(&[&it.school, &it.city, &names.school_country])),
    ]
}

/// The parts that are not blank, with commas.
fn listed(parts: &[&String]) -> String {
    let told: Vec<_> = parts.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
    told.join(", ")
}

/// At the foot of every page of the paper.
pub fn running(number: &str, name: &str, to: Language) -> String {
    say(&format!("Récapitulatif {number} – {name}"), format!("Summary {number} – {name}"), to)
}
