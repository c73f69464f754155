//! An enrolment as its owner sees it.

use super::{Awaited, Kind, Standing};
use crate::domain::EnrolmentId;
use crate::domain::admission::Admission;
use crate::domain::time::{Moment, Phase};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentView {
    pub id: EnrolmentId,
    /// What people quote.
    pub number: String,
    /// « 2026-2027 ».
    pub year: String,
    pub kind: Kind,
    pub standing: Standing,
    pub version: i64,
    pub identifiant: String,
    pub student_number: Option<String>,
    pub admissions: Vec<Admission>,
    /// When this population may enrol, and where now lies.
    pub windows: Vec<(Moment, Moment)>,
    pub phase: Phase,
    /// What it still waits for.
    pub awaited: Vec<Awaited>,
    pub submitted_at: Option<Moment>,
    pub validated_at: Option<Moment>,
}
