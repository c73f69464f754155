//! The staff's pages, under `/admin`.

mod accounts;
mod batches;
mod campaigns;
mod choosing;
mod examination;
mod grounds;
mod journal;
mod lazy;
mod parts;
mod pile;
mod programmes;
mod requirements;
mod sign_in;
mod studies;
mod templates;
mod verdict;

pub use lazy::{StaffPage, is_here};

use accounts::{AccountPage, AccountSectionPage, AccountsPage, NewAccountPage};
use batches::{BatchPage, BatchesPage};
use campaigns::CampaignsPage;
use examination::ExaminationPage;
use grounds::GroundsPage;
use journal::JournalPage;
use pile::PilePage;
use programmes::{ProgrammePage, ProgrammesPage};
use sign_in::{StaffCodePage, StaffSignInPage};
use templates::{TemplatePage, TemplatesPage};
