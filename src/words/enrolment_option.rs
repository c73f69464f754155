//! The answers that the questions of the enrolment offer, by their codes (`domain::enrolment::Question::answering`).

use super::{Text, text};
use crate::domain::enrolment::Question;

const YES: Text = text("Oui", "Yes");
const NO: Text = text("Non", "No");

/// `None` for a code that the question does not offer.
pub fn option(question: Question, code: &str) -> Option<Text> {
    Some(match (question, code) {
        (
            Question::SameAddress
            | Question::Transfer
            | Question::ImageRights
            | Question::Charter
            | Question::PrivacyNotice,
            "yes",
        ) => YES,
        (Question::SameAddress | Question::Transfer | Question::ImageRights, "no") => NO,
        (Question::FamilySituation, _) => family(code)?,
        (Question::PcsSelf | Question::PcsParent1 | Question::PcsParent2, _) => pcs(code)?,
        (Question::WorkingShare, _) => working_share(code)?,
        (Question::PreviousYear, _) => previous_year(code)?,
        (Question::LastDiploma, _) => diploma(code)?,
        (Question::Scholarship, _) => scholarship(code)?,
        (Question::Exemption, _) => exemption(code)?,
        (Question::GapYear, _) => gap_year(code)?,
        (Question::SpecialRegime, _) => special_regime(code)?,
        (Question::Instalments, _) => instalments(code)?,
        _ => return None,
    })
}

fn family(code: &str) -> Option<Text> {
    Some(match code {
        "single" => text("Seul(e)", "Single"),
        "couple" => text("En couple", "In a couple"),
        _ => return None,
    })
}

/// Groups of the INSEE (PCS 2020).
fn pcs(code: &str) -> Option<Text> {
    Some(match code {
        "10" => text("Agriculteurs exploitants", "Farmers"),
        "20" => text("Artisans, commerçants, chefs d'entreprise", "Craft and trade people, heads of businesses"),
        "30" => text("Cadres, professions intellectuelles supérieures", "Executives, higher intellectual occupations"),
        "40" => text("Professions intermédiaires", "Intermediate occupations"),
        "50" => text("Employés", "Clerical and service employees"),
        "60" => text("Ouvriers", "Workers"),
        "70" => text("Retraités", "Retired"),
        "80" => text("Sans activité professionnelle, étudiants", "Not working, students"),
        "99" => text("Non renseignée (inconnu ou sans objet)", "Not given (unknown or none)"),
        _ => return None,
    })
}

fn working_share(code: &str) -> Option<Text> {
    Some(match code {
        "none" => text("Aucune", "None"),
        "under_half" => text("Moins d'un mi-temps", "Less than half time"),
        "half" => text("Mi-temps ou plus", "Half time or more"),
        "full" => text("Temps plein", "Full time"),
        _ => return None,
    })
}

fn previous_year(code: &str) -> Option<Text> {
    Some(match code {
        "school" => text("Au lycée", "In secondary school"),
        "university" => text("À l'université", "At a university"),
        "bts" => text("En BTS", "In a BTS"),
        "cpge" => text("En classe préparatoire (CPGE)", "In a preparatory class (CPGE)"),
        "other_higher" => text("Dans une autre formation supérieure", "In other higher education"),
        "abroad" => text("En études à l'étranger", "Studying abroad"),
        "work" => text("En emploi", "In work"),
        "unemployed" => text("En recherche d'emploi", "Looking for work"),
        "none" => text("Autre situation", "Another situation"),
        _ => return None,
    })
}

fn diploma(code: &str) -> Option<Text> {
    Some(match code {
        "none" => text("Aucun diplôme", "No diploma"),
        "baccalaureat" => text("Baccalauréat ou équivalent", "Baccalaureat or equivalent"),
        "bts" => text("BTS, DUT ou équivalent", "BTS, DUT or equivalent"),
        "but" => text("BUT (bachelor universitaire)", "BUT (technological bachelor)"),
        "licence" => text("Licence ou licence professionnelle", "Licence (bachelor)"),
        "master" => text("Master ou équivalent", "Master or equivalent"),
        "engineer" => text("Diplôme d'ingénieur", "Engineering degree"),
        "doctorate" => text("Doctorat", "Doctorate"),
        "foreign" => text("Diplôme étranger", "Diploma from abroad"),
        _ => return None,
    })
}

fn scholarship(code: &str) -> Option<Text> {
    Some(match code {
        "no" => text("Je ne suis pas boursier", "I hold no scholarship"),
        "0bis" => text("Échelon 0 bis", "Level 0 bis"),
        "1" => text("Échelon 1", "Level 1"),
        "2" => text("Échelon 2", "Level 2"),
        "3" => text("Échelon 3", "Level 3"),
        "4" => text("Échelon 4", "Level 4"),
        "5" => text("Échelon 5", "Level 5"),
        "6" => text("Échelon 6", "Level 6"),
        "7" => text("Échelon 7", "Level 7"),
        "annual" => text("Allocation annuelle spécifique", "Specific annual allowance"),
        _ => return None,
    })
}

/// Code de l'éducation R719-49 and R719-50.
fn exemption(code: &str) -> Option<Text> {
    Some(match code {
        "none" => text("Aucune exonération", "No exemption"),
        "ward" => text("Pupille de la Nation ou de la République", "Ward of the Nation or of the Republic"),
        "refugee" => text("Réfugié ou protection subsidiaire", "Refugee or subsidiary protection"),
        "foreign_government" => text("Boursier d'un gouvernement étranger", "Scholar of a foreign government"),
        "job_seeker" => text("Demandeur d'emploi", "Job seeker"),
        "other" => text("Autre demande au président", "Another request to the president"),
        _ => return None,
    })
}

fn gap_year(code: &str) -> Option<Text> {
    Some(match code {
        "none" => text("Sans césure", "No gap period"),
        "semester" => text("Un semestre", "One semester"),
        "year" => text("L'année entière", "The whole year"),
        _ => return None,
    })
}

fn special_regime(code: &str) -> Option<Text> {
    Some(match code {
        "none" => text("Aucun régime spécial", "No special regime"),
        "athlete" => text("Sportif de haut niveau", "High-level athlete"),
        "artist" => text("Artiste de haut niveau", "High-level artist"),
        "worker" => text("Étudiant salarié", "Working student"),
        "carer" => text("Chargé de famille ou aidant", "With a family or as a carer"),
        "disability" => text("En situation de handicap", "With a disability"),
        "entrepreneur" => text("Étudiant entrepreneur", "Student entrepreneur"),
        _ => return None,
    })
}

fn instalments(code: &str) -> Option<Text> {
    Some(match code {
        "1" => text("En une fois", "At once"),
        "2" => text("En deux fois", "In two instalments"),
        "3" => text("En trois fois", "In three instalments"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::enrolment::Answering;

    #[test]
    fn every_answer_that_is_offered_has_a_name_and_no_other_has() {
        for question in Question::ALL {
            match question.answering() {
                Answering::OneOf(all) => {
                    assert!(all.iter().all(|it| option(*question, it).is_some()), "{question:?}");
                    assert_eq!(option(*question, "nonsense"), None);
                }
                Answering::Tick => assert_eq!(option(*question, "yes"), Some(YES)),
                _ => assert_eq!(option(*question, "1"), None),
            }
        }
    }
}
