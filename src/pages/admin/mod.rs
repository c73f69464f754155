//! The staff's pages, under `/admin`.

mod accounts;
mod admissions;
mod batches;
mod campaigns;
mod choosing;
mod directory;
mod examination;
mod grounds;
mod journal;
mod parts;
mod pile;
mod programmes;
mod requirements;
mod sign_in;
mod studies;
mod templates;
mod verdict;

pub use accounts::{AccountPage, AccountSectionPage, AccountsPage, NewAccountPage};
pub use admissions::{ImportPage, ImportsPage};
pub use batches::{BatchPage, BatchesPage};
pub use campaigns::CampaignsPage;
pub use examination::ExaminationPage;
pub use grounds::GroundsPage;
pub use journal::JournalPage;
pub use pile::PilePage;
pub use programmes::{ProgrammePage, ProgrammesPage};
pub use sign_in::{StaffCodePage, StaffSignInPage};
pub use templates::{TemplatePage, TemplatesPage};
