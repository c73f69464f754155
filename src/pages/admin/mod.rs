//! The staff's pages, under `/admin`.

mod campaigns;
mod examination;
mod parts;
mod pile;
mod programmes;
mod requirements;
mod sign_in;
mod templates;
mod verdict;

pub use campaigns::CampaignsPage;
pub use examination::ExaminationPage;
pub use pile::PilePage;
pub use programmes::{ProgrammePage, ProgrammesPage};
pub use sign_in::{StaffCodePage, StaffSignInPage};
pub use templates::{TemplatePage, TemplatesPage};
