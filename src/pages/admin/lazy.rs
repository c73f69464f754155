//! Staff's pages travel apart: a candidate's first visit does not pay for them. All of them are one split of the
//! program (`cargo leptos … --split`), fetched before the first of them is shown and kept from then on.

use super::{
    AccountPage, AccountSectionPage, AccountsPage, BatchPage, BatchesPage, CampaignsPage, ExaminationPage, GroundsPage,
    JournalPage, NewAccountPage, PilePage, ProgrammePage, ProgrammesPage, StaffCodePage, StaffSignInPage, TemplatePage,
    TemplatesPage,
};
use crate::pages::letters::LettersPage;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::ChooseView;
use leptos_router::hooks::use_url;

/// A page that is named in the table of pages without being there.
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
    Programmes,
    Programme,
    Campaigns,
    Grounds,
    Templates,
    Template,
    Letters,
}

/// What is reached from here alone is left out of the program that everyone downloads.
#[wasm_split(staff, wasm_split_path = leptos::wasm_split, preload(fetch_staff), fallible)]
fn show(page: StaffPage) -> Result<AnyView, SplitLoaderError> {
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
        StaffPage::Programmes => ProgrammesPage().into_any(),
        StaffPage::Programme => ProgrammePage().into_any(),
        StaffPage::Campaigns => CampaignsPage().into_any(),
        StaffPage::Grounds => GroundsPage().into_any(),
        StaffPage::Templates => TemplatesPage().into_any(),
        StaffPage::Template => TemplatePage().into_any(),
        StaffPage::Letters => LettersPage().into_any(),
    })
}

impl ChooseView for StaffPage {
    async fn choose(self) -> AnyView {
        // The server names the split in the head of the page, so that it comes along with the program.
        leptos::prefetch_lazy_fn_on_server("staff");
        match show(self).await {
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
    !is_staffs(path) || fetch_staff().await.is_ok()
}

/// Whether an address is one of the pages above: `app.rs` puts them all, and nothing else, under `/admin`.
fn is_staffs(path: &str) -> bool {
    path.strip_prefix("/admin").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staffs_pages_lie_under_one_address() {
        assert!(["/admin", "/admin/", "/admin/connexion"].into_iter().all(is_staffs));
        assert!(!["/", "/administration", "/offre/admin", ""].into_iter().any(is_staffs));
    }
}
