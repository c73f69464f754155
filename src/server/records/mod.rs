//! The connector to the scolarité: who is known by an INE and a birth date. The embedded one reads two CSV files of past
//! students; a connector to Apogée or Pégase is one more variant of [`Records`].

mod csv;
mod prefill;

use super::config::Config;
use crate::domain::profile::{Question, Record};
use crate::domain::time::Date;
use std::path::PathBuf;

pub enum Records {
    /// No scolarité is connected: nobody is known.
    Absent,
    Csv(csv::Students),
}

/// Why the past students cannot be read. What is in a line is never told.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    #[error("{0}: no header with the columns ine and birth_date")]
    Header(&'static str),
}

impl Records {
    /// The files that the configuration names, the invented students in demonstration mode, or nobody. Lines that cannot
    /// be used are left out and reported by number.
    pub fn open(config: &Config, today: Date) -> Result<Self, RecordsError> {
        let read = |path: &PathBuf| std::fs::read_to_string(path).map_err(|e| RecordsError::File(path.clone(), e));
        let Some(students) = &config.records_csv else {
            return Ok(if config.demo { Self::demonstration(today) } else { Self::Absent });
        };
        let years = config.records_years_csv.as_ref().map(read).transpose()?.unwrap_or_default();
        let (students, faults) = csv::Students::read(&read(students)?, &years, today)?;
        for fault in faults {
            tracing::warn!(file = fault.file, line = fault.line, "a line of past students is malformed and left out");
        }
        tracing::info!(count = students.count(), "past students are known");
        Ok(Self::Csv(students))
    }

    /// About thirty students who never were.
    pub fn demonstration(today: Date) -> Self {
        csv::Students::read(include_str!("students.csv"), include_str!("years.csv"), today)
            .map_or(Self::Absent, |(students, _)| Self::Csv(students))
    }

    /// Whom both together name. One look-up under one key: that the INE is unknown and that the birth date is not its own
    /// take the same time and give the same answer.
    pub async fn find(&self, question: &Question) -> Option<Record> {
        match self {
            Self::Absent => None,
            Self::Csv(students) => students.find(question),
        }
    }
}
