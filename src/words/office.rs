//! What the establishment says of itself, and what every page shows.

use super::{Text, text};

pub const DESCRIPTION: Text =
    text("Candidater à l'université et suivre son dossier.", "Apply to the university and follow your application.");
pub const LANGUAGE: Text = text("Langue", "Language");
