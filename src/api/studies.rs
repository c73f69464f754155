//! The lists of the profile: an entry added (without a number), changed (with its number) or removed. `seen` is the version
//! of the list that the form was made from. Of the caller; or, with `account`, of a candidate whom the caller, of the
//! staff, may serve.

use super::CallError;
use crate::domain::profile::{EntryRefusal, ExperienceForm, ExternalForm, InternshipForm, Listing};
use leptos::server;

#[server(prefix = "/api", endpoint = "studies/save_external")]
pub async fn save_external(
    form: ExternalForm,
    #[server(default)] number: Option<u32>,
    seen: i64,
    #[server(default)] account: String,
) -> Result<(), CallError<EntryRefusal>> {
    use crate::domain::profile::Change;
    use crate::server::{guard::Candidate, reference};

    let form = reference::known_country(form);
    Candidate::or_served(&account).await?.change_list(Change::put(number, form), seen).await
}

#[server(prefix = "/api", endpoint = "studies/save_internship")]
pub async fn save_internship(
    form: InternshipForm,
    #[server(default)] number: Option<u32>,
    seen: i64,
    #[server(default)] account: String,
) -> Result<(), CallError<EntryRefusal>> {
    use crate::domain::profile::Change;
    use crate::server::guard::Candidate;

    Candidate::or_served(&account).await?.change_list(Change::put(number, form), seen).await
}

#[server(prefix = "/api", endpoint = "studies/save_experience")]
pub async fn save_experience(
    form: ExperienceForm,
    #[server(default)] number: Option<u32>,
    seen: i64,
    #[server(default)] account: String,
) -> Result<(), CallError<EntryRefusal>> {
    use crate::domain::profile::Change;
    use crate::server::guard::Candidate;

    Candidate::or_served(&account).await?.change_list(Change::put(number, form), seen).await
}

#[server(prefix = "/api", endpoint = "studies/remove")]
pub async fn remove_entry(
    listing: Listing,
    number: u32,
    seen: i64,
    #[server(default)] account: String,
) -> Result<(), CallError<EntryRefusal>> {
    use crate::domain::profile::Change;
    use crate::server::guard::Candidate;

    let candidate = Candidate::or_served(&account).await?;
    match listing {
        Listing::External => candidate.change_list::<ExternalForm>(Change::Remove(number), seen).await,
        Listing::Internships => candidate.change_list::<InternshipForm>(Change::Remove(number), seen).await,
        Listing::Experience => candidate.change_list::<ExperienceForm>(Change::Remove(number), seen).await,
    }
}
