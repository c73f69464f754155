//! Admissions that staff import from a file: what would become of each line, and what became of it.

mod line;

pub use line::{Admitted, Column, Found, ImportLine, Judge, LineFault, identifier_of};

use super::ImportId;
use super::admission::Source;
use super::time::Moment;
use serde::{Deserialize, Serialize};

/// The largest file, in bytes: 50,000 lines and more.
pub const FILE_MAX: usize = 16 * 1024 * 1024;
/// Lines taken at most.
pub const LINES_MAX: usize = 60_000;
/// Lines that a page of the report shows.
pub const REPORT_PAGE: i64 = 100;

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileRefusal {
    NoFile,
    TooLarge,
    Empty,
    TooManyLines,
    /// Neither Parcoursup, `MonMaster`, renewal nor another.
    SourceUnknown,
    /// Columns that are not there.
    Columns(Vec<Column>),
    /// The transfer broke off.
    Interrupted,
    /// The establishment has no campaign yet to admit anybody to.
    NoCampaign,
}

impl FileRefusal {
    /// The name it goes by in an address.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoFile => "aucun-fichier",
            Self::TooLarge => "trop-lourd",
            Self::Empty => "vide",
            Self::TooManyLines => "trop-de-lignes",
            Self::SourceUnknown => "source",
            Self::Columns(_) => "colonnes",
            Self::Interrupted => "interrompu",
            Self::NoCampaign => "sans-campagne",
        }
    }

    /// Reads [`Self::code`] back, with the columns that were missing; nonsense is nothing.
    pub fn named(code: &str, columns: &str) -> Option<Self> {
        let columns = columns.split(',').filter_map(|name| Column::named(&name.replace('-', " "))).collect();
        [
            Self::NoFile,
            Self::TooLarge,
            Self::Empty,
            Self::TooManyLines,
            Self::SourceUnknown,
            Self::Columns(columns),
            Self::Interrupted,
            Self::NoCampaign,
        ]
        .into_iter()
        .find(|it| it.code() == code)
    }
}

/// What would become of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Plan {
    New,
    Changed,
    /// It was done before, and says the same.
    Same,
    /// The same line stands above it.
    Doubled,
    Fault,
}

impl Plan {
    pub const ALL: [Self; 5] = [Self::New, Self::Changed, Self::Same, Self::Doubled, Self::Fault];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Doubled => "doubled",
            Self::Fault => "fault",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What became of a line that was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    Done,
    /// The address is that of an account with another name or birth date.
    EmailOfAnother,
    /// The number leads to somebody with another birth date, or the account has one of its own.
    NumberOfAnother,
    Failed,
}

/// One import as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportHead {
    pub id: ImportId,
    pub source: Source,
    pub file_name: String,
    pub author: String,
    pub prepared_at: Moment,
    pub confirmed_at: Option<Moment>,
    /// How many lines there are of each plan, in the order of [`Plan::ALL`].
    pub plans: Vec<i64>,
    pub done: i64,
    pub refused: i64,
}

impl ImportHead {
    pub fn count(&self, plan: Plan) -> i64 {
        let at = Plan::ALL.iter().position(|it| *it == plan).unwrap_or(0);
        self.plans.get(at).copied().unwrap_or(0)
    }

    /// Lines that are done once it is confirmed.
    pub fn to_do(&self) -> i64 {
        self.count(Plan::New) + self.count(Plan::Changed)
    }

    pub fn is_finished(&self) -> bool {
        self.confirmed_at.is_some() && self.done + self.refused == self.to_do()
    }
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    pub line: i64,
    pub content: ImportLine,
    pub plan: Plan,
    pub faults: Vec<LineFault>,
    pub outcome: Option<Outcome>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportView {
    pub head: ImportHead,
    pub lines: Vec<ReportLine>,
    /// From 0.
    pub page: i64,
    /// Lines under the filter.
    pub total: i64,
}

/// Why an import was not confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportRefusal {
    /// No line is new or changed.
    NothingToDo,
}
