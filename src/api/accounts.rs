//! Candidates as staff find them, and accounts that staff make: for those who cannot do it alone.

use super::{CallError, Never};
use crate::domain::AccountId;
use crate::domain::invitation::{AccountLine, AccountRefusal, AccountView, InvitationForm};
use leptos::server;

/// By name, number, address or INE, with or without a transmitted dossier; accents and case do not matter.
#[server(prefix = "/api", endpoint = "accounts/find")]
pub async fn find_accounts(#[server(default)] words: String) -> Result<Vec<AccountLine>, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::ManageAccounts).await?.find_accounts(&words).await?)
}

/// One candidate. Reading goes into the journal.
#[server(prefix = "/api", endpoint = "accounts/read")]
pub async fn read_account(id: AccountId) -> Result<AccountView, CallError<Never>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::ManageAccounts).await?.account_view(&id).await?.ok_or(CallError::NotFound)
}

/// Makes an account and invites its owner to choose a password.
#[server(prefix = "/api", endpoint = "accounts/create")]
pub async fn create_account(form: InvitationForm) -> Result<(), CallError<AccountRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::ManageAccounts).await?.create_account(&form).await
}

/// The link of validation, or of the invitation, once more.
#[server(prefix = "/api", endpoint = "accounts/send_link_again")]
pub async fn send_link_again(id: AccountId) -> Result<(), CallError<AccountRefusal>> {
    use crate::domain::review::Act;
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::ManageAccounts).await?.send_link_again(&id).await
}
