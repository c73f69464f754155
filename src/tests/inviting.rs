//! Staff who help: candidates found, accounts made for them, profiles filled in, all of it in the journal.

use super::actor::{Actor, Answer};
use super::journey::{ADMINISTRATOR, INFORMATICS, OFFICER, PASSWORD, REVIEWER, STRANGE_OFFICER};
use super::site::{TestSite, on_both};
use crate::api::{CallError, Never};
use crate::domain::AccountId;
use crate::domain::account::ResetRefusal;
use crate::domain::form::{Fault, Faults};
use crate::domain::invitation::{AccountLine, AccountRefusal, AccountView, InvitationField};
use crate::domain::journal::{JournalActor, JournalLine};
use crate::domain::language::Language;
use crate::domain::profile::{ProfileView, Progress, SaveRefusal, Section};
use crate::domain::time::Span;
use crate::places::Place;
use crate::words;
use axum::http::StatusCode;
use futures::future::join;
use std::fs;
use std::path::{Path, PathBuf};

const EMAIL: &str = "eloise@essai.example";

async fn find(officer: &Actor<'_>, words: &str) -> Vec<String> {
    let found: Vec<AccountLine> = officer.post("accounts/find", &[("words", words)]).await.read();
    found.into_iter().map(|it| it.email).collect()
}

async fn create(officer: &Actor<'_>, email: &str) -> Answer {
    let form = [("form[family_name]", "Nguyễn"), ("form[given_name]", "Zoé"), ("form[email]", email)];
    officer.post("accounts/create", &form).await
}

/// The identifier of a new account, from where the browser is sent on to.
async fn created(officer: &Actor<'_>, email: &str) -> String {
    let answer = create(officer, email).await.done();
    answer.location().strip_prefix("/admin/comptes/").expect("the account").to_owned()
}

/// The identifier of an account.
pub(super) async fn account(site: &TestSite, email: &str) -> String {
    let rows = site.texts("select email || ' ' || account_id from account").await;
    rows.iter().find_map(|it| it.strip_prefix(email)?.strip_prefix(' ')).expect("an account").to_owned()
}

async fn save_identity(actor: &Actor<'_>, account: &str, seen: &str) -> Answer {
    let pairs = [
        ("account", account),
        ("form[civility]", "madam"),
        ("form[family_name]", "Nguyễn"),
        ("form[given_name]", "Zoé"),
        ("form[nationality]", "FR"),
        ("form[birth_date]", "2008-03-31"),
        ("form[birth_place]", "Valenciennes"),
        ("form[birth_country]", "FR"),
        ("form[ine]", "1234567890v"),
        ("seen", seen),
    ];
    actor.post("profile/save_identity", &pairs).await
}

on_both!(candidates_are_found_by_name_number_address_and_ine_without_a_transmitted_dossier, |site| {
    site.candidate(EMAIL).await;
    site.sign_up("autre@essai.example").await.done();
    let officer = site.staff(OFFICER).await;
    assert!(find(&officer, " ").await.is_empty(), "nobody is shown unasked");
    for words in ["ELOISE eloise@", "éloïse eloise@", "1234567890 v", "1234567890V", "essai.example eloise@"] {
        assert_eq!(find(&officer, words).await, [EMAIL], "{words}");
    }
    assert_eq!(find(&officer, "essai.example").await.len(), 2);
    assert!(find(&officer, "1234567890A").await.is_empty() && find(&officer, "%").await.is_empty());
    let number = site.texts("select number from account where email = 'eloise@essai.example'").await.remove(0);
    assert_eq!(find(&officer, &number.to_lowercase()).await, [EMAIL]);
    let reviewer = site.staff(REVIEWER).await;
    assert_eq!(reviewer.post("accounts/find", &[("words", "a")]).await.error::<Never>(), CallError::NotFound);
    assert_eq!(reviewer.get(&Place::Accounts.href()).await.status, StatusCode::NOT_FOUND);
    let page = officer.get(&format!("{}?recherche=eloise", Place::Accounts.href())).await.done().text();
    assert!(page.contains(EMAIL) && page.contains("Compte validé"), "{page}");
});

on_both!(an_account_made_by_staff_is_its_owners_by_the_link_of_the_invitation, |site| {
    let officer = site.staff(OFFICER).await;
    let empty = officer.post("accounts/create", &[("form[email]", "zoe@essai.example")]).await;
    let missing = [InvitationField::FamilyName, InvitationField::GivenName].map(|it| (it, Fault::Missing));
    assert_eq!(empty.refusal::<AccountRefusal>(), AccountRefusal::Unfit(Faults(missing.to_vec())));
    let id = created(&officer, "zoe@essai.example").await;
    let again = create(&officer, "Zoe@essai.example").await;
    assert_eq!(again.refusal::<AccountRefusal>(), AccountRefusal::EmailTaken);
    assert_eq!(site.codes_to("zoe@essai.example").await, ["invitation"]);
    officer.post("accounts/send_link_again", &[("id", &id)]).await.done();
    // It stays, whatever became of the first link: staff know whose it is.
    site.clock.advance(Span::days(6));
    let token = site.token("zoe@essai.example", "invitation").await;
    let zoe = site.visitor();
    let password = [("token", token.as_str()), ("password", PASSWORD), ("password_again", PASSWORD)];
    zoe.post("account/reset_password", &password).await.done();
    let twice = zoe.post("account/reset_password", &password).await;
    assert_eq!(twice.refusal::<ResetRefusal>(), ResetRefusal::Dead);
    zoe.sign_in("zoe@essai.example").await.done();
    let officer = site.staff(OFFICER).await;
    let late = officer.post("accounts/send_link_again", &[("id", &id)]).await;
    assert_eq!(late.refusal::<AccountRefusal>(), AccountRefusal::AlreadyValidated);
    let view: AccountView = officer.post("accounts/read", &[("id", &id)]).await.read();
    assert_eq!((view.validated, view.invited_by.as_deref()), (true, Some("Claire Fontaine")));
    assert!(view.journal.iter().any(|it| it.act == "create_account"));
});

on_both!(an_invited_account_is_not_swept_and_a_forgotten_one_is, |site| {
    let officer = site.staff(OFFICER).await;
    created(&officer, "zoe@essai.example").await;
    site.sign_up("oubli@essai.example").await.done();
    site.deliver().await;
    site.clock.advance(Span::days(6));
    let mut work = site.services.begin(crate::server::store::Actor::System, "").await.expect("a transaction");
    work.remove_unvalidated(crate::domain::account::UNVALIDATED_LIFE).await.expect("a sweep");
    work.commit().await.expect("a commit");
    assert_eq!(site.texts("select email from account").await, ["zoe@essai.example"]);
});

on_both!(staff_fill_a_profile_in_under_their_own_name, |site| {
    let officer = site.staff(OFFICER).await;
    let id = created(&officer, "zoe@essai.example").await;
    let answer = save_identity(&officer, &id, "0").await.done();
    assert_eq!(answer.location(), format!("/admin/comptes/{id}/adresse"), "on to the next section");
    assert_eq!(save_identity(&officer, &id, "0").await.refusal::<SaveRefusal>(), SaveRefusal::Changed);
    let empty = officer.post("profile/save_address", &[("account", &id), ("form[country]", "FR"), ("seen", "0")]).await;
    assert_eq!(empty.done().location(), format!("/admin/comptes/{id}/adresse?a-corriger=1"));
    let profile: ProfileView = officer.post("profile/of", &[("account", &id)]).await.read();
    assert_eq!(profile.progress, [Progress::Complete, Progress::ToCorrect, Progress::Empty]);
    let view: AccountView = officer.post("accounts/read", &[("id", &id)]).await.read();
    let saved = view.journal.iter().find(|it| it.act == "save_section").expect("a line");
    assert_eq!(saved.actor, JournalActor::Staff("Claire Fontaine".into()));
    assert_eq!(words::journal::line(saved, Language::English), "saved a section of the profile: Address");
    // The page shows the candidate's own form, which says for whom it is.
    let place = Place::Section(Section::Identity).of_account(AccountId(id.clone()));
    let page = officer.get(&place.href()).await.done().text();
    assert!(page.contains(&format!("name=\"account\" value=\"{id}\"")) && page.contains("Valenciennes"), "{page}");
    assert_eq!(find(&officer, "1234567890V").await, ["zoe@essai.example"]);
});

on_both!(who_is_helped_hears_of_it_once_a_day, |site| {
    let (officer, owner) = (site.staff(OFFICER).await, site.candidate(EMAIL).await);
    let id = account(site, EMAIL).await;
    let told = async || site.codes_to(EMAIL).await.iter().filter(|it| *it == "profile_changed").count();
    let change = async |officer: &Actor<'_>, section: usize| {
        let profile: ProfileView = officer.post("profile/of", &[("account", &id)]).await.read();
        let seen = profile.versions[section].to_string();
        if section == 0 {
            return save_identity(officer, &id, &seen).await;
        }
        let pairs = [("account", id.as_str()), ("form[has_it]", "no"), ("seen", seen.as_str())];
        officer.post("profile/save_baccalaureat", &pairs).await
    };
    owner.save_identity(1, "Lille").await.done();
    assert_eq!(told().await, 0, "what one says oneself is no news");
    join(change(&officer, 0), change(&officer, 2)).await.0.done();
    change(&officer, 2).await.done();
    assert_eq!(told().await, 1);
    let refused = save_identity(&officer, &id, "0").await;
    assert_eq!(refused.refusal::<SaveRefusal>(), SaveRefusal::Changed);
    let letter = site.letter(EMAIL, "profile_changed").await;
    assert!(
        letter.text.contains("http://guichet.test/profil\n") && !letter.text.contains("Valenciennes"),
        "{}",
        letter.text
    );
    site.clock.advance(Span::hours(23));
    let officer = site.staff(OFFICER).await;
    change(&officer, 0).await.done();
    assert_eq!(told().await, 1);
    site.clock.advance(Span::hours(2));
    let officer = site.staff(OFFICER).await;
    change(&officer, 0).await.done();
    assert_eq!(told().await, 2);
    // Another person is another matter; and the words may be read again.
    let other = created(&officer, "zoe@essai.example").await;
    save_identity(&officer, &other, "0").await.done();
    assert_eq!(site.codes_to("zoe@essai.example").await, ["invitation", "profile_changed"]);
    owner.sign_in(EMAIL).await.done();
    assert!(owner.get(&Place::Messages.href()).await.done().text().contains("Votre profil a été complété"));
});

on_both!(nobody_else_writes_into_another_profile, |site| {
    let candidate = site.candidate(EMAIL).await;
    site.sign_up("oubli@essai.example").await.done();
    let (mine, forgotten) = (account(site, EMAIL).await, account(site, "oubli@essai.example").await);
    let other = site.candidate("autre@essai.example").await;
    let before = site.texts("select answers from profile_section order by answers").await;
    // Neither a candidate who names an account, were it their own, nor a reviewer.
    for actor in [&candidate, &other, &site.visitor()] {
        assert_eq!(save_identity(actor, &mine, "1").await.error::<SaveRefusal>(), CallError::SignedOut);
    }
    let (reviewer, officer) = (site.staff(REVIEWER).await, site.staff(OFFICER).await);
    assert_eq!(save_identity(&reviewer, &mine, "1").await.error::<SaveRefusal>(), CallError::NotFound);
    assert_eq!(save_identity(&officer, &forgotten, "0").await.error::<SaveRefusal>(), CallError::NotFound);
    assert_eq!(save_identity(&officer, "nobody", "0").await.error::<SaveRefusal>(), CallError::NotFound);
    assert_eq!(site.texts("select answers from profile_section order by answers").await, before);
});

on_both!(the_journal_of_a_dossier_says_who_what_when_and_from_where, |site| {
    let officer = site.staff(OFFICER).await;
    let (_, id) = site.complete(EMAIL, &officer).await;
    officer.step("review/enter_avis", &id, &[("form[kind]", "waiting_list")]).await.done();
    let lines: Vec<JournalLine> = officer.post("review/journal", &[("id", id.as_str())]).await.read();
    let told: Vec<_> = lines.iter().map(|it| words::journal::line(it, Language::English)).collect();
    for part in [
        "read the journal",
        "entered a decision: Waiting list",
        "declared the file complete",
        "accepted a document: Proof of identity",
        "deposited a document: Proof of identity",
        "created the application",
        "saved a section of the profile: Baccalaureat",
        "created the account",
    ] {
        assert!(told.iter().any(|it| it == part), "« {part} » is not in {told:?}");
    }
    assert!(!told.iter().any(|it| it.contains("signed in")), "coming and going is nobody's business here");
    assert!(lines.windows(2).all(|two| two[0].at.at >= two[1].at.at));
    let page = officer.get(&Place::DossierJournal(id.clone()).href()).await.done().text();
    assert!(page.contains("Claire Fontaine") && page.contains("Le candidat"), "{page}");
    let strange = site.staff(STRANGE_OFFICER).await;
    assert_eq!(strange.post("review/journal", &[("id", id.as_str())]).await.error::<Never>(), CallError::NotFound);
    let director = site.staff(ADMINISTRATOR).await;
    director.post("review/journal", &[("id", id.as_str())]).await.done();
    // Never handed over: not found.
    let pending = site.candidate("autre@essai.example").await.applied(INFORMATICS).await;
    assert_eq!(director.post("review/journal", &[("id", pending.as_str())]).await.status, StatusCode::NOT_FOUND);
});

/// Every Rust file of the product under a folder.
fn sources(place: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(place).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, into);
        } else {
            into.push(path);
        }
    }
}

#[test]
fn every_act_that_is_noted_has_its_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for place in ["server", "api", "domain"] {
        sources(&root.join(place), &mut files);
    }
    let mut acts = std::collections::BTreeSet::new();
    for path in files.iter().filter(|it| it.extension().is_some_and(|it| it == "rs")) {
        let text = fs::read_to_string(path).expect("a text");
        let product = text.split("#[cfg(test)]").next().unwrap_or_default();
        // Where an act is named: noted, handed on to be noted, or told by the domain.
        for mark in [
            ".note(",
            ".move_campaign(",
            ".post_neutrally(",
            "&'static str {\n        match self {\n            Self::Accept",
        ] {
            for call in product.split(mark).skip(1) {
                let call = call.split("\n}").next().and_then(|it| it.split(';').next()).unwrap_or_default();
                let call = if mark.starts_with('&') { call.split("\n    }").next().unwrap_or_default() } else { call };
                let literals = call.split('"').skip(1).step_by(2);
                acts.extend(literals.filter(|it| !it.is_empty()).map(str::to_owned));
            }
        }
    }
    assert!(acts.len() > 35, "{acts:?}");
    for known in ["accept_document", "refuse_document", "code-again", "remove", "decline", "open_campaign"] {
        assert!(acts.contains(known), "{known} was not seen: the test looks in the wrong places");
    }
    for act in acts {
        assert!(words::journal::act(&act).is_some(), "« {act} » is noted and has no words");
    }
}
