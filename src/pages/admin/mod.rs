//! The staff's pages, under `/admin`.

mod examination;
mod pile;
mod sign_in;
mod studies;
mod verdict;

pub use examination::ExaminationPage;
pub use pile::PilePage;
pub use sign_in::{StaffCodePage, StaffSignInPage};
