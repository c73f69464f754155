//! The establishment.

use serde::{Deserialize, Serialize};

/// What every page may say of the establishment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub establishment: String,
    pub contact: String,
    /// The label of the campaign that is on, if there is one.
    pub campaign: Option<String>,
    /// Nothing here is real: letters can be read by anyone.
    pub demonstration: bool,
    /// Students sign in at the establishment's CAS.
    pub student_access: bool,
}
