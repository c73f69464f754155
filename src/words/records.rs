//! The first step of « Informations perso. », and what came from the scolarité.

use super::{Text, say, text};
use crate::domain::language::Language;
use crate::domain::profile::{Glimpse, RecordsRefusal};
use crate::domain::time::Date;

pub const NATIONALITY: Text = text("Nationalité", "Nationality");
pub const INE_HELP: Text = text(
    "11 caractères, sur un relevé de notes du bac ou un certificat de scolarité : 10 chiffres et une lettre, ou 9 chiffres et 2 lettres depuis 2018. Sans lui, si vous êtes admis, vous ne pourrez pas vous inscrire en ligne.",
    "11 characters, on a transcript of the baccalaureat or a certificat de scolarité: 10 digits and a letter, or 9 digits and 2 letters since 2018. Without it, if you are admitted, you will not be able to enrol online.",
);
pub const BIRTH_DATE: Text = text("Date de naissance", "Date of birth");
pub const BIRTH_DATE_HELP: Text = text(
    "Par exemple 31/03/2004. Avec l'INE, elle nous permet de retrouver vos données si vous avez été étudiant ici ; un INE seul ne révèle rien.",
    "For instance 31/03/2004. With the INE it lets us find your data if you were a student here; an INE alone reveals nothing.",
);
pub const NO_INE: Text = text(
    "Je n'ai jamais eu d'INE (bac avant 1995 sans études supérieures en France, ou jamais inscrit dans un établissement français). Un INE me sera attribué à l'inscription.",
    "I never had an INE (baccalaureat before 1995 without higher education in France, or never enrolled at a French establishment). One will be given to me when I enrol.",
);
pub const WHO_HAS_NONE: Text = text("Qui n'a pas d'INE ?", "Who has no INE?");
pub const BEFORE_1995: Text = text(
    "Vous êtes français, avez passé le bac avant 1995 et n'avez jamais été inscrit dans l'enseignement supérieur français : vous n'avez pas d'INE. Un INE vous sera attribué lors de votre inscription.",
    "You are French, took the baccalaureat before 1995 and never enrolled in French higher education: you have no INE. One will be given to you when you enrol.",
);
pub const FROM_ABROAD: Text = text(
    "Vous êtes de nationalité étrangère et n'avez jamais été inscrit dans un établissement français : vous n'avez pas d'INE. Un INE vous sera attribué lors de votre inscription.",
    "You are of another nationality and never enrolled at a French establishment: you have no INE. One will be given to you when you enrol.",
);
pub const NEXT: Text = text("Suivant", "Next");

pub const CONFIRM: Text = text("Confirmation de votre identité", "Confirm who you are");
pub const CONFIRM_EXPLAINED: Text = text(
    "Seules vos initiales sont montrées ici, pour que personne d'autre n'apprenne rien de vous. Si c'est bien vous, votre état civil, votre adresse, votre baccalauréat et votre cursus interne sont remplis avec les données de la scolarité ; ils remplacent l'état civil et le baccalauréat que vous auriez déjà saisis.",
    "Only your initials are shown here, so that nobody else learns anything about you. If it is you, your civil status, address, baccalaureat and studies here are filled in from the university's records; they replace a civil status and a baccalaureat that you may have typed already.",
);
pub const YES: Text = text("OUI, c'est moi", "YES, it is me");
pub const NO: Text = text("NON, ce n'est pas moi", "NO, it is not me");

pub const UNKNOWN: Text =
    text("Vous n'avez pas été étudiant ici, d'après ces données", "You were no student here, by these data");
pub const UNKNOWN_EXPLAINED: Text = text(
    "La scolarité ne connaît personne avec cet INE et cette date de naissance. C'est normal si vous n'avez jamais été étudiant dans notre établissement. Sinon, vérifiez les deux.",
    "The university's records know nobody with this INE and this date of birth. That is as it should be if you were never a student here. Otherwise, check both.",
);
pub const GO_ON: Text = text("OUI, continuer avec un formulaire vide", "YES, go on with an empty form");
pub const CHECK: Text = text("Vérifier l'INE et la date de naissance", "Check the INE and the date of birth");
pub const ALREADY_STUDENT: Text = text(
    "Vous avez déjà été étudiant ici ? Remplir avec les données de la scolarité",
    "Were you a student here before? Fill in from the university's records",
);

/// To staff, of a profile that was filled in from there.
pub const CONFIRMED: Text = text(
    "État civil, INE et baccalauréat repris de la scolarité, confirmés par le candidat.",
    "Civil status, INE and baccalaureat were taken over from the university's records and confirmed by the candidate.",
);
/// The origin of a value, beside it.
pub const ORIGIN: Text = text("donnée de la scolarité", "from the university's records");
pub const LOCKED: Text = text(
    "Ces données viennent de la scolarité et ne se modifient pas ici. Si l'une d'elles est fausse, écrivez au contact en bas de cette page, avec un justificatif : la scolarité la corrigera.",
    "These data come from the university's records and cannot be changed here. If one of them is wrong, write to the contact at the bottom of this page with a proof: the university will correct it.",
);
/// The same, to staff who fill the profile in for a candidate.
pub const LOCKED_FOR_BOTH: Text = text(
    "Ces données viennent de la scolarité et ne se modifient pas ici, ni par vous ni par le candidat. Si l'une d'elles est fausse, faites-la corriger par la scolarité, avec un justificatif.",
    "These data come from the university's records and cannot be changed here, neither by you nor by the candidate. If one of them is wrong, have it corrected there, with a proof.",
);
pub const YOURS: Text = text(
    "Ce qui suit peut avoir changé depuis : vérifiez, corrigez s'il le faut, puis enregistrez.",
    "What follows may have changed since: check it, correct it where needed, then save.",
);
pub const ADDRESS: Text = text(
    "La scolarité connaît une adresse de vous ; elle a pu être reprise ici. Si vous avez déménagé, corrigez-la.",
    "The university's records hold an address of yours, which may have been taken over here. If you have moved, correct it.",
);
pub const INTERNAL_ABOUT: Text = text(
    "Vos années d'études après le bac dans notre établissement. Cette rubrique est remplie par la scolarité et ne se modifie pas ici.",
    "Your years of study after the baccalaureat at our establishment. This section is filled in from the university's records and cannot be changed here.",
);
/// To staff, above what the candidate reads.
pub const INTERNAL_OF_CANDIDATE: Text = text(
    "Voici la rubrique telle que le candidat la lit. Elle se remplit quand le candidat confirme lui-même qui il est, ou quand il est admis avec son INE.",
    "This is the section as the candidate reads it. It is filled in once the candidate confirms who they are, or is admitted with their INE.",
);
pub const INTERNAL_UNASKED: Text = text(
    "Cette rubrique est vide : elle se remplit quand votre INE et votre date de naissance, donnés dans « Informations perso. », sont reconnus par la scolarité et que vous confirmez votre identité. Si vous n'avez pas été étudiant ici, elle reste vide.",
    "This section is empty: it is filled in once the INE and the date of birth that you give in \"Personal information\" are known to the university's records and you confirm who you are. If you were no student here, it stays empty.",
);
pub const INTERNAL_NONE: Text = text(
    "Cette rubrique est vide : la scolarité vous connaît, mais n'a aucune année d'études après le bac à votre nom.",
    "This section is empty: the university's records know you, but hold no year of study after the baccalaureat.",
);

pub const CIVILITY: Text = text("Civilité", "Title");
pub const MADAM: Text = text("Madame", "Ms");
pub const SIR: Text = text("Monsieur", "Mr");
pub const FAMILY_NAME: Text = text("Nom de naissance", "Family name at birth");
pub const USUAL_NAME: Text = text("Nom d'usage", "Usual name");
pub const GIVEN_NAME: Text = text("Prénom", "Given name");
pub const OTHER_GIVEN_NAMES: Text = text("Autres prénoms", "Other given names");
pub const BIRTH_PLACE: Text = text("Ville de naissance", "Town of birth");
pub const BIRTH_COUNTRY: Text = text("Pays de naissance", "Country of birth");
pub const PHONE: Text = text("Téléphone", "Telephone");

/// As the form takes it, in every language: « 31/03/2004 ».
pub fn day(it: Date) -> String {
    format!("{:02}/{:02}/{}", it.day, it.month, it.year)
}

/// « Êtes-vous M… D…, né(e) le 31/03/2004 ? »
pub fn are_you(it: &Glimpse, to: Language) -> String {
    let born = it.born.map(day).unwrap_or_default();
    let name = format!("{}… {}…", it.given_name, it.family_name);
    say(&format!("Êtes-vous {name}, né(e) le {born} ?"), format!("Are you {name}, born on {born}?"), to)
}

pub fn refusal(it: RecordsRefusal, to: Language) -> String {
    let said = match it {
        RecordsRefusal::TooMany => text(
            "Il y a eu trop de recherches en peu de temps. Attendez une heure, ou continuez avec un formulaire vide : rien ne vous empêche de candidater.",
            "There were too many searches in a short time. Wait an hour, or go on with an empty form: nothing keeps you from applying.",
        ),
        RecordsRefusal::Changed => text(
            "Une autre recherche a été faite entre-temps, dans un autre onglet. Rien n'a été rempli : reprenez la première étape.",
            "Another search was made meanwhile, in another tab. Nothing was filled in: take the first step again.",
        ),
        RecordsRefusal::NotTaken => text(
            "Ces données n'ont pas pu être reprises. Rien n'a été rempli. Continuez avec un formulaire vide, ou écrivez-nous à l'adresse en bas de page : nous vérifierons avec vous.",
            "These data could not be taken over. Nothing was filled in. Go on with an empty form, or write to us at the address at the foot of the page: we will check with you.",
        ),
        RecordsRefusal::Unknown => text(
            "La scolarité ne connaît personne avec cet INE et cette date de naissance. Rien n'a été rempli.",
            "The university's records know nobody with this INE and this date of birth. Nothing was filled in.",
        ),
    };
    said.to(to).into_owned()
}
