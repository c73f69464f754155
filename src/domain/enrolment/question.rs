//! What is asked at enrolment beside the profile (reference/peers.md §2.2), as a table: of which step, how it is answered,
//! of whom, and whether the establishment may do without. Answers are kept as typed, then judged from what is stored.

use super::{Step, codes, cvec_step};
use crate::domain::AdmissionId;
use crate::domain::account::Email;
use crate::domain::form::{Fault, line, optional_line};
use crate::domain::time::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

macro_rules! questions {
    ($($(#[$of:meta])* $variant:ident => $code:literal,)*) => {
        codes! {
            /// One question; the name it is stored under in the answers of its step.
            #[derive(PartialOrd, Ord)]
            Question { $($(#[$of])* $variant => $code,)* }
        }

        impl Question {
            /// What its form sends.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => concat!("form[", $code, "]"),)* }
            }
        }
    };
}

questions! {
    /// The number of the attestation (reference/peers.md §2.6).
    Cvec => "cvec_number",
    FirstHigherYear => "first_higher_year",
    FirstUniversityYear => "first_university_year",
    FirstHereYear => "first_here_year",
    /// Whether one lives at the profile's address during the year.
    SameAddress => "same_address",
    StudyStreet => "study_street",
    StudyPostalCode => "study_postal_code",
    StudyCity => "study_city",
    BackupEmail => "backup_email",
    /// Only of whoever gave none in their profile.
    ContactPhone => "contact_phone",
    EmergencyName => "emergency_name",
    EmergencyPhone => "emergency_phone",
    FamilySituation => "family_situation",
    Children => "children",
    /// Catégorie socioprofessionnelle, its own and of both parents.
    PcsSelf => "pcs_self",
    PcsParent1 => "pcs_parent_1",
    PcsParent2 => "pcs_parent_2",
    /// Quotité travaillée.
    WorkingShare => "working_share",
    PreviousYear => "previous_year",
    LastDiploma => "last_diploma",
    /// Échelon of a scholarship on social criteria.
    Scholarship => "scholarship",
    ScholarshipNotice => "scholarship_notice",
    Exemption => "exemption",
    GapYear => "gap_year",
    SpecialRegime => "special_regime",
    Transfer => "transfer",
    TransferFrom => "transfer_from",
    Charter => "charter",
    PrivacyNotice => "privacy_notice",
    ImageRights => "image_rights",
    Instalments => "instalments",
}

codes! {
    /// How the establishment puts a question that it may do without.
    Asked {
        No => "no",
        Optional => "optional",
        Required => "required",
    }
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answering {
    Line,
    Email,
    Phone,
    /// Four digits.
    Year,
    /// A small whole number.
    Count,
    Cvec,
    Tick,
    OneOf(&'static [&'static str]),
}

const YES_NO: &[&str] = &["yes", "no"];
const PCS: &[&str] = &["10", "20", "30", "40", "50", "60", "70", "80", "99"];
const SCHOLARSHIPS: &[&str] = &["no", "0bis", "1", "2", "3", "4", "5", "6", "7", "annual"];
const EXEMPTIONS: &[&str] = &["none", "ward", "refugee", "foreign_government", "job_seeker", "other"];
const REGIMES: &[&str] = &["none", "athlete", "artist", "worker", "carer", "disability", "entrepreneur"];
const PREVIOUS: &[&str] =
    &["school", "university", "bts", "cpge", "other_higher", "abroad", "work", "unemployed", "none"];
const DIPLOMAS: &[&str] =
    &["none", "baccalaureat", "bts", "but", "licence", "master", "engineer", "doctorate", "foreign"];

impl Question {
    pub const fn step(self) -> Step {
        match self {
            Self::Cvec => Step::Cvec,
            Self::FirstHigherYear | Self::FirstUniversityYear | Self::FirstHereYear => Step::Baccalaureat,
            Self::SameAddress
            | Self::StudyStreet
            | Self::StudyPostalCode
            | Self::StudyCity
            | Self::BackupEmail
            | Self::ContactPhone
            | Self::EmergencyName
            | Self::EmergencyPhone => Step::Address,
            Self::FamilySituation
            | Self::Children
            | Self::PcsSelf
            | Self::PcsParent1
            | Self::PcsParent2
            | Self::WorkingShare
            | Self::PreviousYear
            | Self::LastDiploma => Step::Situation,
            Self::Scholarship
            | Self::ScholarshipNotice
            | Self::Exemption
            | Self::GapYear
            | Self::SpecialRegime
            | Self::Transfer
            | Self::TransferFrom => Step::Rights,
            Self::Charter | Self::PrivacyNotice | Self::ImageRights => Step::Agreements,
            Self::Instalments => Step::Fees,
        }
    }

    pub fn of(step: Step) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |it| it.step() == step)
    }

    pub const fn answering(self) -> Answering {
        match self {
            Self::Cvec => Answering::Cvec,
            Self::FirstHigherYear | Self::FirstUniversityYear | Self::FirstHereYear => Answering::Year,
            Self::StudyStreet
            | Self::StudyPostalCode
            | Self::StudyCity
            | Self::EmergencyName
            | Self::ScholarshipNotice
            | Self::TransferFrom => Answering::Line,
            Self::BackupEmail => Answering::Email,
            Self::ContactPhone | Self::EmergencyPhone => Answering::Phone,
            Self::Children => Answering::Count,
            Self::Charter | Self::PrivacyNotice => Answering::Tick,
            Self::SameAddress | Self::Transfer | Self::ImageRights => Answering::OneOf(YES_NO),
            Self::FamilySituation => Answering::OneOf(&["single", "couple"]),
            Self::PcsSelf | Self::PcsParent1 | Self::PcsParent2 => Answering::OneOf(PCS),
            Self::WorkingShare => Answering::OneOf(&["none", "under_half", "half", "full"]),
            Self::PreviousYear => Answering::OneOf(PREVIOUS),
            Self::LastDiploma => Answering::OneOf(DIPLOMAS),
            Self::Scholarship => Answering::OneOf(SCHOLARSHIPS),
            Self::Exemption => Answering::OneOf(EXEMPTIONS),
            Self::GapYear => Answering::OneOf(&["none", "semester", "year"]),
            Self::SpecialRegime => Answering::OneOf(REGIMES),
            Self::Instalments => Answering::OneOf(&["1", "2", "3"]),
        }
    }

    /// How it is put where the establishment says nothing; `None`: it is always asked of whom it concerns, because fees,
    /// pieces or the law depend on it.
    pub const fn usually(self) -> Option<Asked> {
        match self {
            Self::FirstHigherYear | Self::FirstUniversityYear | Self::FirstHereYear => Some(Asked::Required),
            Self::EmergencyName | Self::EmergencyPhone | Self::FamilySituation => Some(Asked::Required),
            Self::PcsSelf | Self::PcsParent1 | Self::WorkingShare => Some(Asked::Required),
            Self::PreviousYear | Self::LastDiploma => Some(Asked::Required),
            Self::BackupEmail | Self::ContactPhone | Self::Children => Some(Asked::Optional),
            Self::PcsParent2 | Self::SpecialRegime | Self::ImageRights => Some(Asked::Optional),
            Self::Cvec
            | Self::SameAddress
            | Self::StudyStreet
            | Self::StudyPostalCode
            | Self::StudyCity
            | Self::Scholarship
            | Self::ScholarshipNotice
            | Self::Exemption
            | Self::GapYear
            | Self::Transfer
            | Self::TransferFrom
            | Self::Charter
            | Self::PrivacyNotice
            | Self::Instalments => None,
        }
    }

    /// The question on whose answer it depends whether this one is asked, and that answer; « not » an answer with `false`.
    pub const fn follows(self) -> Option<(Self, &'static str, bool)> {
        match self {
            Self::StudyStreet | Self::StudyPostalCode | Self::StudyCity => Some((Self::SameAddress, "no", true)),
            Self::ScholarshipNotice => Some((Self::Scholarship, "no", false)),
            Self::TransferFrom => Some((Self::Transfer, "yes", true)),
            _ => None,
        }
    }

    /// Whether it is put to a person, and whether it must be answered.
    pub fn asked(self, answers: &Answers, known: &Known, asking: &Asking) -> Option<bool> {
        if self == Self::Cvec && !known.owes_cvec || self == Self::ContactPhone && known.has_phone {
            return None;
        }
        if let Some((before, answer, is)) = self.follows() {
            let said = answers.of(before);
            return (!said.is_empty() && (said == answer) == is).then_some(true);
        }
        match asking.of(self) {
            Asked::No => None,
            Asked::Optional => Some(false),
            Asked::Required => Some(true),
        }
    }

    /// What is wrong with an answer that was asked for.
    pub fn check(self, answer: &str, required: bool, known: &Known) -> Result<(), Fault> {
        if answer.trim().is_empty() {
            return if required { Err(Fault::Missing) } else { Ok(()) };
        }
        match self.answering() {
            Answering::Line => line(answer).map(drop),
            Answering::Email => Email::parse(answer).map(drop),
            Answering::Phone => phone(answer),
            Answering::Cvec => cvec_step::parse(answer).map(drop),
            Answering::Year => year(answer, known.year),
            Answering::Count => match answer.trim().parse::<u8>() {
                Ok(0..=20) => Ok(()),
                _ => Err(Fault::Malformed),
            },
            Answering::Tick => {
                if answer == "yes" {
                    Ok(())
                } else {
                    Err(Fault::NotOffered)
                }
            }
            Answering::OneOf(all) => {
                if all.contains(&answer) {
                    Ok(())
                } else {
                    Err(Fault::NotOffered)
                }
            }
        }
    }
}

fn year(text: &str, latest: i16) -> Result<(), Fault> {
    let text = text.trim();
    if text.len() != 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Fault::Malformed);
    }
    match text.parse::<i16>() {
        Ok(it) if (1940..=latest).contains(&it) => Ok(()),
        _ => Err(Fault::OutOfRange),
    }
}

/// As the profile's (reference/ecandidat.md §2.7): digits, blanks and `+ ( ) - . /`, at most 20 characters.
fn phone(text: &str) -> Result<(), Fault> {
    let text = optional_line(text)?.unwrap_or_default();
    if text.chars().count() > 20 {
        return Err(Fault::TooLong { max: 20 });
    }
    let plain = text.chars().all(|c| c.is_ascii_digit() || " +()-./".contains(c));
    if plain && text.bytes().any(|b| b.is_ascii_digit()) { Ok(()) } else { Err(Fault::Malformed) }
}

/// Under which the choice of an admission is kept. A form reads no name that begins with a digit.
pub fn choice_key(id: &AdmissionId) -> String {
    format!("admission-{id}")
}

/// What is known of a person already, and so is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// In the profile.
    pub has_phone: bool,
    /// Code de l'éducation L841-5: by the regime of what was chosen.
    pub owes_cvec: bool,
    /// The year in which the campaign begins.
    pub year: i16,
    pub today: Date,
}

/// The answers of one step, as typed, by the name of the question; of the programmes, « yes » by [`choice_key`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, String>);

impl Answers {
    pub fn of(&self, question: Question) -> &str {
        self.named(question.code())
    }

    pub fn named(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// What a step asks, and nothing else.
    #[must_use]
    pub fn only(mut self, step: Step, admissions: &[String]) -> Self {
        self.0.retain(|name, _| match step {
            Step::Programmes => admissions.contains(name),
            _ => Question::named(name).is_some_and(|it| it.step() == step),
        });
        self
    }

    pub fn put(&mut self, question: Question, answer: impl Into<String>) {
        self.0.insert(question.code().to_owned(), answer.into());
    }
}

/// How the establishment puts its questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Asking(pub BTreeMap<String, Asked>);

impl Asking {
    pub fn of(&self, question: Question) -> Asked {
        match question.usually() {
            Some(usual) => self.0.get(question.code()).copied().unwrap_or(usual),
            None => Asked::Required,
        }
    }

    /// As a form of the establishment sends it: codes that are none are left out.
    pub fn read(form: &Answers) -> Self {
        let known = Self::switchable().filter_map(|it| Some((it.code().to_owned(), Asked::named(form.of(it))?)));
        Self(known.collect())
    }

    /// The questions that the establishment may switch.
    pub fn switchable() -> impl Iterator<Item = Question> {
        Question::ALL.iter().copied().filter(|it| it.usually().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KNOWN: Known =
        Known { has_phone: false, owes_cvec: true, year: 2026, today: Date { year: 2026, month: 11, day: 22 } };

    #[test]
    fn a_question_that_follows_another_is_asked_when_that_one_says_so() {
        let mut answers = Answers::default();
        let asked = |it: Question, answers: &Answers| it.asked(answers, &KNOWN, &Asking::default());
        assert_eq!(asked(Question::StudyCity, &answers), None);
        answers.put(Question::SameAddress, "no");
        answers.put(Question::Scholarship, "no");
        assert_eq!(asked(Question::StudyCity, &answers), Some(true));
        assert_eq!(asked(Question::ScholarshipNotice, &answers), None);
        answers.put(Question::Scholarship, "5");
        assert_eq!(asked(Question::ScholarshipNotice, &answers), Some(true));
    }

    #[test]
    fn what_is_known_or_switched_off_is_not_asked() {
        let asked = |it: Question, known: &Known, asking: &Asking| it.asked(&Answers::default(), known, asking);
        let known = Known { has_phone: true, owes_cvec: false, ..KNOWN };
        assert_eq!(asked(Question::ContactPhone, &known, &Asking::default()), None);
        assert_eq!(asked(Question::Cvec, &known, &Asking::default()), None);
        let off = Asking([("children".to_owned(), Asked::No), ("charter".to_owned(), Asked::No)].into());
        assert_eq!(asked(Question::Children, &KNOWN, &off), None);
        assert_eq!(asked(Question::Charter, &KNOWN, &off), Some(true), "no establishment can switch that off");
    }

    #[test]
    fn answers_are_judged_by_their_kind() {
        let check = |it: Question, answer: &str| it.check(answer, true, &KNOWN);
        assert_eq!(check(Question::FirstHereYear, " 2026 "), Ok(()));
        assert_eq!(check(Question::FirstHereYear, "2027"), Err(Fault::OutOfRange));
        assert_eq!(check(Question::FirstHereYear, "+026"), Err(Fault::Malformed));
        assert_eq!(check(Question::Children, "-1"), Err(Fault::Malformed));
        assert_eq!(check(Question::EmergencyPhone, "06.12.34"), Ok(()));
        assert_eq!(check(Question::EmergencyPhone, "maman"), Err(Fault::Malformed));
        assert_eq!(check(Question::Charter, "no"), Err(Fault::NotOffered));
        assert_eq!(check(Question::PcsSelf, "11"), Err(Fault::NotOffered));
        assert_eq!(check(Question::TransferFrom, "a\0b"), Err(Fault::Unprintable));
        assert_eq!(check(Question::BackupEmail, "moi@chez"), Err(Fault::Malformed));
        assert_eq!(check(Question::GapYear, " "), Err(Fault::Missing));
    }

    proptest! {
        #[test]
        fn no_answer_trips_a_check(nth in 0..Question::ALL.len(), text in ".{0,120}", required in any::<bool>()) {
            let _ = Question::ALL[nth].check(&text, required, &KNOWN);
        }
    }
}
