//! The staff's pages, under `/admin`.

mod access;
mod accounts;
mod admissions;
mod batches;
mod campaigns;
mod choosing;
mod enrolment_settings;
mod examination;
mod grounds;
mod journal;
mod model;
mod parts;
mod payments;
mod pile;
mod portal;
mod programmes;
mod requirements;
mod sign_in;
mod studies;
mod templates;
mod verdict;
mod waiver;

pub use accounts::{AccountPage, AccountSectionPage, AccountsPage, NewAccountPage};
pub use admissions::{ImportPage, ImportsPage};
pub use batches::{BatchPage, BatchesPage};
pub use campaigns::CampaignsPage;
pub use enrolment_settings::EnrolmentSettingsPage;
pub use examination::ExaminationPage;
pub use grounds::GroundsPage;
pub use journal::JournalPage;
pub use payments::{PaymentFilePage, PaymentsPage};
pub use pile::PilePage;
pub use portal::PortalSettingsPage;
pub use programmes::{ProgrammePage, ProgrammesPage};
pub use sign_in::{StaffCodePage, StaffSignInPage};
pub use templates::{TemplatePage, TemplatesPage};
