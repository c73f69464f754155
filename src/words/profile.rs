//! What is said of the profile: its list of sections, and the labels of their forms.

use super::{Text, say, text};
use crate::domain::language::Language;
use crate::domain::profile::SaveRefusal;

pub const MINE: Text = text("Mon profil", "My profile");
pub const ACTIVATED: Text =
    text("Votre compte est activé : vous pouvez candidater.", "Your account is activated: you can apply.");
pub const SEE_THE_OFFER: Text = text("Voir l'offre de formation", "See the programmes offered");
pub const THREE_SECTIONS: Text = text(
    "Ces trois rubriques sont obligatoires pour créer des candidatures.",
    "These three sections are required before you can create applications.",
);

/// Which of how many sections a page shows.
pub fn place(nth: usize, of: usize, to: Language) -> String {
    say(&format!("rubrique {nth} sur {of}"), format!("section {nth} of {of}"), to)
}

pub const SAVED: Text = text(
    "Ce que vous avez saisi est enregistré. La rubrique sera complète quand les points ci-dessous seront corrigés.",
    "What you typed is saved. The section will be complete once the points below are corrected.",
);

pub const fn save_refusal(it: SaveRefusal) -> Text {
    match it {
        SaveRefusal::Changed => text(
            "Cette rubrique a été enregistrée entre-temps, dans un autre onglet ou sur un autre appareil. Ce que vous avez saisi est encore à l'écran : rechargez la page pour voir ce qui est enregistré, puis corrigez-le.",
            "This section was saved meanwhile, in another tab or on another device. What you typed is still on the screen: reload the page to see what is saved, then correct it.",
        ),
    }
}

pub const NATIONALITY: Text = text("Nationalité", "Nationality");
pub const INE: Text = text("INE", "INE (national student number)");
pub const INE_HELP: Text = text(
    "11 caractères, sur un relevé de notes du bac ou un certificat de scolarité. Sans lui, si vous êtes admis, vous ne pourrez pas vous inscrire en ligne.",
    "11 characters, on a transcript of marks of the baccalaureat or on a French certificate of enrolment. Without it, if you are admitted, you will not be able to enrol online.",
);
pub const NO_INE: Text = text(
    "Je n'ai jamais eu d'INE (bac avant 1995 sans études supérieures en France, ou jamais inscrit dans un établissement français). Un INE me sera attribué à l'inscription.",
    "I never had an INE (baccalaureat before 1995 without higher education in France, or never enrolled in a French school or university). I will be given one when I enrol.",
);
pub const CIVILITY: Text = text("Civilité", "Title");
pub const MADAM: Text = text("Madame", "Ms (Madame)");
pub const SIR: Text = text("Monsieur", "Mr (Monsieur)");
pub const FAMILY_NAME: Text = text("Nom de naissance", "Family name at birth");
pub const USUAL_NAME: Text = text("Nom d'usage", "Name in use");
pub const GIVEN_NAME: Text = text("Prénom", "Given name");
pub const OTHER_GIVEN_NAMES: Text = text("Autres prénoms", "Other given names");
pub const BIRTH_DATE: Text = text("Date de naissance", "Date of birth");
pub const BIRTH_DATE_HELP: Text =
    text("Par exemple 31/03/2008.", "Day, month and year: for example 31/03/2008 for 31 March 2008.");
pub const BIRTH_PLACE: Text = text("Ville de naissance", "Town or city of birth");
pub const BIRTH_COUNTRY: Text = text("Pays de naissance", "Country of birth");
pub const PHONE: Text = text("Téléphone", "Telephone");

pub const COUNTRY: Text = text("Pays", "Country");
pub const STREET: Text = text("Adresse", "Address");
pub const STREET_HELP: Text = text("Numéro et rue.", "Number and street.");
pub const COMPLEMENT: Text = text("Complément d'adresse", "Second line of the address");
pub const POSTAL_CODE: Text = text("Code postal", "Postal code");
pub const POSTAL_CODE_HELP: Text = text(
    "En France : 5 chiffres. La liste des communes suit.",
    "In France: 5 digits. The list of communes (towns) follows.",
);
pub const COMMUNE: Text = text("Commune", "Commune (town)");
pub const FOREIGN_POSTAL_CODE: Text = text("Code postal (étranger)", "Postal code (abroad)");
pub const FOREIGN_CITY: Text = text("Ville (étranger)", "Town or city (abroad)");
pub const FOREIGN_CITY_HELP: Text =
    text("Seulement si vous habitez hors de France.", "Only if you live outside France.");

/// Offered to whoever had an account in an earlier campaign.
pub fn earlier(campaign: &str, to: Language) -> String {
    let french = format!(
        "Vous aviez un compte pour la campagne {campaign}. Reprenez votre profil en une fois, puis relisez et enregistrez chaque rubrique."
    );
    let english = format!(
        "You had an account for the campaign {campaign}. Take your profile up again in one step, then read each section again and save it."
    );
    say(&french, english, to)
}

pub const TAKE_UP: Text = text("Reprendre mon profil", "Take my profile up again");
