//! What the gallery of components says, in the demonstration alone.

use super::{Text, text};

pub const TITLE: Text = text("Composants", "Components");
pub const LEAD: Text = text(
    "Chaque composant, dans chacun de ses états. Les tests parcourent cette page.",
    "Every component, in each of its states. The tests walk this page.",
);
pub const BADGES: Text = text("Étiquettes", "Badges");
pub const NOTICES: Text = text("Messages", "Notices");
pub const FIELDS: Text = text("Champs", "Fields");
pub const BUTTONS: Text = text("Boutons", "Buttons");
pub const TABLE: Text = text("Tableau", "Table");
pub const UPLOAD: Text = text("Dépôt de fichier", "File deposit");
pub const STEPS: Text = text("Étapes", "Steps");
pub const PLAIN: Text = text("Neutre", "Plain");
pub const GOOD: Text = text("Réussite", "Good");
pub const WARNING: Text = text("Attention", "Warning");
pub const BAD: Text = text("Problème", "Bad");
pub const SENTENCE: Text = text("Une phrase, pour voir.", "A sentence, to look at.");
pub const HAPPENED: Text = text("Ce qui s'est passé.", "What happened.");
pub const KEPT: Text = text("Ce qui est conservé.", "What was kept.");
pub const ADVICE: Text = text("Ce qu'il faut faire.", "What to do.");
pub const LABEL: Text = text("Intitulé", "Label");
pub const WRONG_LABEL: Text = text("Champ à corriger", "Field to correct");
pub const OPTIONAL_LABEL: Text = text("Champ facultatif", "Optional field");
pub const CHOICE_LABEL: Text = text("Liste", "List");
pub const WRONG_CHOICE_LABEL: Text = text("Liste à corriger", "List to correct");
pub const WRONG_RADIO_LABEL: Text = text("Choix à corriger", "Choice to correct");
pub const SAVED_LABEL: Text = text("Champ qui s'enregistre", "Field that saves itself");
pub const PARAGRAPH_LABEL: Text = text("Texte long", "Long text");
pub const WRONG_PARAGRAPH_LABEL: Text = text("Texte long à corriger", "Long text to correct");
pub const RADIO_LABEL: Text = text("Choix", "Choice");
pub const HELP: Text = text("Une aide, sous l'intitulé.", "Help, under the label.");
pub const MAIN: Text = text("Principal", "Main");
pub const SECOND: Text = text("Secondaire", "Secondary");
pub const GO: Text = text("Valider", "Go");
pub const DANGER: Text = text("Refuser", "Danger");
pub const DISABLED: Text = text("Indisponible", "Disabled");
pub const FOLDED: Text = text("À dérouler", "To unfold");
/// Of the form that every error carries.
pub const EXAMPLE_REFERENCE: &str = "R-23456789AB";
/// Of the person whose fees are shown: a nationality, and the codes of two programmes.
pub const EXAMPLE_NATIONALITY: &str = "SN";
pub const EXAMPLE_PROGRAMMES: [&str; 2] = ["L1-MATH", "M1-INFO"];
