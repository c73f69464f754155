//! The sections of the profile: read, and saved one by one. A section is saved as typed, without judgement, then read
//! back and judged from what is stored: nothing typed is lost, with or without JavaScript.

use super::{CallError, Never};
use crate::domain::AccountId;
use crate::domain::profile::{AddressForm, BaccalaureatForm, Choices, Commune, IdentityForm, ProfileView, SaveRefusal};
use leptos::server;

/// All sections, where each stands, and the version that a form must send back.
#[server(prefix = "/api", endpoint = "profile/read")]
pub async fn profile() -> Result<ProfileView, CallError<Never>> {
    use crate::server::guard::Candidate;

    Ok(Candidate::of_this_call().await?.profile_view().await?)
}

/// As [`profile`], of a candidate whom the caller, of the staff, may serve.
#[server(prefix = "/api", endpoint = "profile/of")]
pub async fn profile_of(account: AccountId) -> Result<ProfileView, CallError<Never>> {
    use crate::server::guard::Candidate;

    Ok(Candidate::served(&account).await?.profile_view().await?)
}

/// Takes the profile of an earlier campaign up again, each section to be confirmed.
#[server(prefix = "/api", endpoint = "profile/take_up")]
pub async fn take_up() -> Result<(), CallError<Never>> {
    use crate::server::guard::Candidate;

    Ok(Candidate::of_this_call().await?.take_profile_up().await?)
}

/// Of the caller; or, with `account`, of a candidate whom the caller, of the staff, may serve. So are the two others.
#[server(prefix = "/api", endpoint = "profile/save_identity")]
pub async fn save_identity(
    form: IdentityForm,
    seen: i64,
    #[server(default)] account: String,
    #[server(default)] back: String,
) -> Result<(), CallError<SaveRefusal>> {
    use crate::domain::profile::Section;
    use crate::server::{guard::Candidate, reference};

    let candidate = Candidate::or_served(&account).await?.coming_back(&back);
    let form = candidate.keep_identity(reference::known_countries(form)).await?;
    candidate.save_section(Section::Identity, &form, seen).await
}

#[server(prefix = "/api", endpoint = "profile/save_address")]
pub async fn save_address(
    form: AddressForm,
    seen: i64,
    #[server(default)] account: String,
    #[server(default)] back: String,
) -> Result<(), CallError<SaveRefusal>> {
    use crate::domain::profile::Section;
    use crate::server::{guard::Candidate, reference};

    let candidate = Candidate::or_served(&account).await?.coming_back(&back);
    candidate.save_section(Section::Address, &reference::known_commune(form), seen).await
}

#[server(prefix = "/api", endpoint = "profile/save_baccalaureat")]
pub async fn save_baccalaureat(
    form: BaccalaureatForm,
    seen: i64,
    #[server(default)] account: String,
    #[server(default)] back: String,
) -> Result<(), CallError<SaveRefusal>> {
    use crate::domain::profile::Section;
    use crate::server::guard::Candidate;

    let candidate = Candidate::or_served(&account).await?.coming_back(&back);
    let form = candidate.keep_baccalaureat(form).await?;
    candidate.save_section(Section::Baccalaureat, &form, seen).await
}

/// The communes under a French postal code: public reference data.
#[server(prefix = "/api", endpoint = "profile/communes")]
pub async fn communes(postal_code: String) -> Result<Vec<Commune>, CallError<Never>> {
    Ok(crate::server::reference::communes(postal_code.trim()).to_vec())
}

/// Countries and nationalities in the language of the caller: public reference data.
#[server(prefix = "/api", endpoint = "profile/choices")]
pub async fn offered_choices() -> Result<Choices, CallError<Never>> {
    use crate::server::{guard::Caller, reference};

    let language = Caller::of_this_call().language();
    Ok(Choices { countries: reference::countries(language), nationalities: reference::nationalities(language) })
}
