//! The staff's pages, under `/admin`.

mod accounts;
mod batches;
mod campaigns;
mod choosing;
mod enrolment_asking;
mod enrolment_file;
mod enrolment_queue;
mod enrolment_table;
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
pub use batches::{BatchPage, BatchesPage};
pub use campaigns::CampaignsPage;
pub use enrolment_asking::EnrolmentAskingPage;
pub use enrolment_file::EnrolmentFilePage;
pub use enrolment_queue::EnrolmentQueuePage;
pub use enrolment_table::EnrolmentTablePage;
pub use examination::ExaminationPage;
pub use grounds::GroundsPage;
pub use journal::JournalPage;
pub use pile::PilePage;
pub use programmes::{ProgrammePage, ProgrammesPage};
pub use sign_in::{StaffCodePage, StaffSignInPage};
pub use templates::{TemplatePage, TemplatesPage};
