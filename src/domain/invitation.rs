//! Accounts as staff find and make them. An account that staff make is its owner's once they choose a password by the
//! link of the invitation.

use super::account::Email;
use super::candidature::State;
use super::form::{ByField, Faults, name};
use super::journal::JournalLine;
use super::profile::{Others, Progress};
use super::time::Moment;
use super::{AccountId, CandidatureId};
use serde::{Deserialize, Serialize};

/// A new account as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvitationForm {
    pub family_name: String,
    pub given_name: String,
    pub email: String,
    /// In which language the invitation is written; French where nothing is said.
    pub language: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvitationField {
    FamilyName,
    GivenName,
    Email,
}

/// A new account fit to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub family_name: String,
    pub given_name: String,
    pub email: Email,
}

impl InvitationForm {
    pub fn check(&self) -> Result<Invitation, Faults<InvitationField>> {
        let mut faults = Faults::default();
        let family_name = faults.take(InvitationField::FamilyName, name(&self.family_name));
        let given_name = faults.take(InvitationField::GivenName, name(&self.given_name));
        let email = faults.take(InvitationField::Email, Email::parse(&self.email));
        let invitation = (|| Some(Invitation { family_name: family_name?, given_name: given_name?, email: email? }))();
        faults.or(invitation)
    }
}

/// Why an act of staff on an account was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountRefusal {
    Unfit(Faults<InvitationField>),
    /// The address has an account in this campaign.
    EmailTaken,
    /// There is nothing to send: the owner came in already.
    AlreadyValidated,
}

impl ByField for AccountRefusal {
    type Field = InvitationField;

    fn faults(&self) -> Faults<InvitationField> {
        if let Self::Unfit(faults) = self { faults.clone() } else { Faults::default() }
    }
}

/// Whether staff may fill a profile in: its owner showed that the address is theirs, or staff invited them. Whatever
/// else was signed up is removed after some days, and must hold nothing.
pub const fn may_be_filled_in(validated: bool, invited: bool) -> bool {
    validated || invited
}

/// Lines that a search shows at most.
pub const FOUND_MAX: i64 = 50;

/// A candidate in the result of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLine {
    pub id: AccountId,
    pub number: String,
    pub name: String,
    pub email: String,
    pub validated: bool,
    pub candidatures: i64,
}

/// A candidate as staff see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    pub id: AccountId,
    pub number: String,
    pub name: String,
    pub email: String,
    pub created_at: Moment,
    pub validated: bool,
    /// Who made the account, where staff did.
    pub invited_by: Option<String>,
    pub may_fill_in: bool,
    /// In the order of `Section::ALL`.
    pub progress: Vec<Progress>,
    /// What the rest of the profile holds.
    pub others: Others,
    pub candidatures: Vec<AccountCandidature>,
    pub journal: Vec<JournalLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountCandidature {
    pub id: CandidatureId,
    pub programme: String,
    pub state: State,
    /// Handed over, and in the scope of whoever reads this.
    pub may_be_examined: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::Fault;

    #[test]
    fn an_invitation_needs_names_and_an_address() {
        let form = InvitationForm {
            family_name: " D’Œuvré ".into(),
            given_name: "Éloïse".into(),
            email: "Eloise@Essai.example".into(),
            language: String::new(),
        };
        let invitation = form.check().expect("an invitation");
        assert_eq!((invitation.family_name.as_str(), invitation.email.as_str()), ("D’Œuvré", "eloise@essai.example"));
        let empty = InvitationForm::default().check();
        let missing = [InvitationField::FamilyName, InvitationField::GivenName, InvitationField::Email];
        assert_eq!(empty, Err(Faults(missing.map(|it| (it, Fault::Missing)).to_vec())));
    }

    #[test]
    fn only_an_account_that_stays_may_be_filled_in() {
        assert!(may_be_filled_in(true, false) && may_be_filled_in(false, true));
        assert!(!may_be_filled_in(false, false));
    }
}
