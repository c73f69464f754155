//! Pages that travel apart, so that the first visit on a bad network does not pay for them: what one sees once signed
//! in, and what staff see. Each kind is one split of the program (`cargo leptos … --split`), fetched before the first
//! page of it is shown and kept from then on.

#![allow(
    clippy::unnecessary_wraps,
    reason = "a split may not come: what shows a page answers in the type of its loader"
)]

use super::admin::{
    AccountPage, AccountSectionPage, AccountsPage, BatchPage, BatchesPage, CampaignsPage, EnrolmentAskingPage,
    EnrolmentFilePage, EnrolmentQueuePage, EnrolmentSettingsPage, EnrolmentTablePage, ExaminationPage, GroundsPage,
    ImportPage, ImportsPage, JournalPage, NewAccountPage, PaymentFilePage, PaymentsPage, PilePage, PortalSettingsPage,
    ProgrammePage, ProgrammesPage, StaffCodePage, StaffSignInPage, TemplatePage, TemplatesPage,
};
use super::campaign::ApplyPage;
use super::candidature::{CandidaturesPage, DossierPage};
use super::cas::{CasAccountPage, CasHelpPage, CasReturnPage};
use super::certificate::{StudentPage, VerifyPage};
use super::enrolment::{EnrolmentDocumentsPage, EnrolmentPage, StepPage};
use super::entries::{ExperiencePage, ExternalPage, InternshipsPage};
use super::gallery::GalleryPage;
use super::letters::{DemoMailboxPage, LettersPage};
use super::login::{ExternalDoorPage, LearnerCodePage, LearnerLinkPage, LearnerSignInPage, LostIdentifiantPage};
use super::payment::{PaymentPage, PaymentReturnPage};
use super::portal::PortalPage;
use super::profile::{ProfilePage, SectionPage};
use super::settings::{MessagesPage, SettingsPage};
use super::studies::InternalStudiesPage;
use super::timeline::TimelinePage;
use super::transmission::ReceiptPage;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::ChooseView;
use leptos_router::hooks::use_url;

/// What a person has here, and the demonstration's own pages; named in the table of pages without being there.
#[derive(Clone, Copy)]
pub enum OwnPage {
    Profile,
    InternalStudies,
    External,
    Internships,
    Experience,
    Section,
    Apply,
    Candidatures,
    Dossier,
    Receipt,
    Settings,
    Messages,
    Enrolment,
    CasReturn,
    CasAccount,
    CasHelp,
    Payment,
    PaymentReturn,
    Portal,
    LearnerSignIn,
    LearnerCode,
    LostIdentifiant,
    ExternalDoor,
    LearnerLink,
    Step,
    EnrolmentDocuments,
    Student,
    Timeline,
    Verify,
    Gallery,
    DemoMailbox,
}

/// What staff see, likewise.
#[derive(Clone, Copy)]
pub enum StaffPage {
    SignIn,
    Code,
    Pile,
    Examination,
    Journal,
    Accounts,
    NewAccount,
    Account,
    AccountSection,
    Batches,
    Batch,
    Imports,
    Import,
    Programmes,
    Programme,
    Campaigns,
    Grounds,
    Templates,
    Template,
    Payments,
    PaymentFile,
    PortalSettings,
    EnrolmentSettings,
    EnrolmentTable,
    EnrolmentQueue,
    EnrolmentAsking,
    EnrolmentFile,
    Letters,
}

/// What is reached from here alone is left out of the program that everyone downloads.
#[wasm_split(own, wasm_split_path = leptos::wasm_split, preload(fetch_own), fallible)]
fn show_own(page: OwnPage) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        OwnPage::Profile => ProfilePage().into_any(),
        OwnPage::InternalStudies => InternalStudiesPage().into_any(),
        OwnPage::External => ExternalPage().into_any(),
        OwnPage::Internships => InternshipsPage().into_any(),
        OwnPage::Experience => ExperiencePage().into_any(),
        OwnPage::Section => SectionPage().into_any(),
        OwnPage::Apply => ApplyPage().into_any(),
        OwnPage::Candidatures => CandidaturesPage().into_any(),
        OwnPage::Dossier => DossierPage().into_any(),
        OwnPage::Receipt => ReceiptPage().into_any(),
        OwnPage::Settings => SettingsPage().into_any(),
        OwnPage::Messages => MessagesPage().into_any(),
        OwnPage::Enrolment => EnrolmentPage().into_any(),
        OwnPage::CasReturn => CasReturnPage().into_any(),
        OwnPage::CasAccount => CasAccountPage().into_any(),
        OwnPage::CasHelp => CasHelpPage().into_any(),
        OwnPage::Payment => PaymentPage().into_any(),
        OwnPage::PaymentReturn => PaymentReturnPage().into_any(),
        OwnPage::Portal => PortalPage().into_any(),
        OwnPage::LearnerSignIn => LearnerSignInPage().into_any(),
        OwnPage::LearnerCode => LearnerCodePage().into_any(),
        OwnPage::LostIdentifiant => LostIdentifiantPage().into_any(),
        OwnPage::ExternalDoor => ExternalDoorPage().into_any(),
        OwnPage::LearnerLink => LearnerLinkPage().into_any(),
        OwnPage::Step => StepPage().into_any(),
        OwnPage::EnrolmentDocuments => EnrolmentDocumentsPage().into_any(),
        OwnPage::Student => StudentPage().into_any(),
        OwnPage::Timeline => TimelinePage().into_any(),
        OwnPage::Verify => VerifyPage().into_any(),
        OwnPage::Gallery => GalleryPage().into_any(),
        OwnPage::DemoMailbox => DemoMailboxPage().into_any(),
    })
}

#[wasm_split(staff, wasm_split_path = leptos::wasm_split, preload(fetch_staff), fallible)]
fn show_staff(page: StaffPage) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        StaffPage::SignIn => StaffSignInPage().into_any(),
        StaffPage::Code => StaffCodePage().into_any(),
        StaffPage::Pile => PilePage().into_any(),
        StaffPage::Examination => ExaminationPage().into_any(),
        StaffPage::Journal => JournalPage().into_any(),
        StaffPage::Accounts => AccountsPage().into_any(),
        StaffPage::NewAccount => NewAccountPage().into_any(),
        StaffPage::Account => AccountPage().into_any(),
        StaffPage::AccountSection => AccountSectionPage().into_any(),
        StaffPage::Batches => BatchesPage().into_any(),
        StaffPage::Batch => BatchPage().into_any(),
        StaffPage::Imports => ImportsPage().into_any(),
        StaffPage::Import => ImportPage().into_any(),
        StaffPage::Programmes => ProgrammesPage().into_any(),
        StaffPage::Programme => ProgrammePage().into_any(),
        StaffPage::Campaigns => CampaignsPage().into_any(),
        StaffPage::Grounds => GroundsPage().into_any(),
        StaffPage::Templates => TemplatesPage().into_any(),
        StaffPage::Template => TemplatePage().into_any(),
        StaffPage::Payments => PaymentsPage().into_any(),
        StaffPage::PaymentFile => PaymentFilePage().into_any(),
        StaffPage::PortalSettings => PortalSettingsPage().into_any(),
        StaffPage::EnrolmentSettings => EnrolmentSettingsPage().into_any(),
        StaffPage::EnrolmentTable => EnrolmentTablePage().into_any(),
        StaffPage::EnrolmentQueue => EnrolmentQueuePage().into_any(),
        StaffPage::EnrolmentAsking => EnrolmentAskingPage().into_any(),
        StaffPage::EnrolmentFile => EnrolmentFilePage().into_any(),
        StaffPage::Letters => LettersPage().into_any(),
    })
}

// The server names the split in the head of the page, so that it comes along with the program.

impl ChooseView for OwnPage {
    async fn choose(self) -> AnyView {
        leptos::prefetch_lazy_fn_on_server("own");
        match show_own(self).await {
            Ok(view) => view,
            Err(_) => ask_the_server().await,
        }
    }

    async fn preload(&self) {
        if fetch_own().await.is_err() {
            ask_the_server().await;
        }
    }
}

impl ChooseView for StaffPage {
    async fn choose(self) -> AnyView {
        leptos::prefetch_lazy_fn_on_server("staff");
        match show_staff(self).await {
            Ok(view) => view,
            Err(_) => ask_the_server().await,
        }
    }

    async fn preload(&self) {
        if fetch_staff().await.is_err() {
            ask_the_server().await;
        }
    }
}

/// A split that does not come (a cut, a release in between) costs nothing but a load: the server makes the page, and
/// it works without the split as it does without JavaScript.
async fn ask_the_server() -> AnyView {
    let url = use_url().get_untracked();
    let _ = window().location().assign(&format!("{}{}", url.path(), url.search()));
    std::future::pending().await
}

/// Brings what a page is made of before it is taken over. `false`: it did not come, leave the page as the server made it.
pub async fn is_here(path: &str) -> bool {
    match Split::of(path) {
        None => true,
        Some(Split::Own) => fetch_own().await.is_ok(),
        Some(Split::Staff) => fetch_staff().await.is_ok(),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    Own,
    Staff,
}

impl Split {
    /// The split that holds the page of an address; `tests/tidy.rs` compares it with the table of pages.
    pub fn of(path: &str) -> Option<Self> {
        let path = path.trim_matches('/');
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        match first {
            "admin" => Some(Self::Staff),
            "compte" if rest.is_empty() => Some(Self::Own),
            "compte" if rest.starts_with("acces-etudiant") => Some(Self::Own),
            "offre" if !rest.is_empty() => Some(Self::Own),
            "profil" | "candidatures" | "messages" | "inscription" | "ou-j-en-suis" | "verifier" | "cas" | "demo" => {
                Some(Self::Own)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_the_split_of_its_page() {
        for path in ["/admin", "/admin/", "/admin/connexion"] {
            assert_eq!(Split::of(path), Some(Split::Staff), "{path}");
        }
        for path in ["/profil", "/profil/adresse", "/compte", "/compte/", "/offre/42", "/messages"] {
            assert_eq!(Split::of(path), Some(Split::Own), "{path}");
        }
        for path in ["/", "/administration", "/offre", "/offre/", "/compte/creer", "/connexion", "/nulle-part", ""] {
            assert_eq!(Split::of(path), None, "{path}");
        }
    }
}
