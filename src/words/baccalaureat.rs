//! « Baccalauréat ».

use super::{Text, text};

pub const SITUATION: Text = text("Situation", "Situation");
pub const HAS_IT: Text = text("J'ai le bac ou une équivalence", "I have the baccalaureat or an equivalent");
pub const HAS_IT_NOT: Text = text("Je n'ai pas le bac", "I do not have the baccalaureat");
/// « La situation est pré-remplie » (seed 001).
pub const WITHOUT: Text = text(
    "Situation : sans baccalauréat ni équivalence. Il n'y a rien d'autre à remplir : enregistrez.",
    "Situation: neither baccalaureat nor equivalent. There is nothing more to fill in: save.",
);
pub const YEAR: Text = text("Année d'obtention", "Year obtained");
pub const YEAR_HELP: Text = text(
    "Commencez par elle : les séries et les champs proposés en dépendent.",
    "Begin with it: the series and the fields offered depend on it.",
);
pub const SERIES: Text = text("Série", "Series");
pub const SPECIALITIES: Text = text("Enseignements de spécialité", "Specialities");
pub const SPECIALITIES_HELP: Text = text(
    "Les deux que vous avez suivies en terminale. Celle que vous avez arrêtée en première est facultative.",
    "The two that you took in the last year (terminale). The one that you dropped before (première) is optional.",
);
pub const SPECIALITY_1: Text = text("Première spécialité de terminale", "First speciality of the last year");
pub const SPECIALITY_2: Text = text("Deuxième spécialité de terminale", "Second speciality of the last year");
pub const SPECIALITY_DROPPED: Text =
    text("Spécialité arrêtée en fin de première", "Speciality dropped before the last year");
pub const MENTION: Text = text("Mention", "Mention (grade)");
pub const SCHOOL: Text = text("Établissement", "School");
pub const CITY: Text = text("Ville", "Town");
pub const COUNTRY: Text = text("Pays d'obtention", "Country");
