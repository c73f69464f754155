//! The lists of a candidate's profile, filled in by staff; and what the scolarité answers for, explained to them.

use super::actor::{Actor, Answer};
use super::inviting::account;
use super::journey::{OFFICER, REVIEWER, STRANGE_OFFICER};
use super::site::on_both;
use crate::api::CallError;
use crate::domain::AccountId;
use crate::domain::invitation::AccountView;
use crate::domain::journal::JournalActor;
use crate::domain::language::Language;
use crate::domain::profile::{EntryRefusal, Listing, Others, ProfileView, Section};
use crate::places::Place;
use crate::words;
use axum::http::StatusCode;

const EMAIL: &str = "eloise@essai.example";

/// A page of the profile as staff open it for a candidate.
async fn page_of(actor: &Actor<'_>, account: &str, own: Place) -> String {
    actor.get(&own.of_account(AccountId(account.to_owned())).href()).await.done().text()
}

/// An internship of a candidate's, as staff send it without JavaScript; with a number, in the place of the entry of that
/// number.
async fn save_internship(actor: &Actor<'_>, account: &str, number: &str, seen: &str, organisation: &str) -> Answer {
    let mut pairs = vec![
        ("account", account),
        ("form[year]", "2025"),
        ("form[organisation]", organisation),
        ("form[duration]", "2 mois"),
        ("form[subject]", "Archives"),
        ("seen", seen),
    ];
    if !number.is_empty() {
        pairs.push(("number", number));
    }
    let from = Place::List(Listing::Internships).of_account(AccountId(account.to_owned()));
    actor.submit(&from, "studies/save_internship", &pairs).await
}

on_both!(staff_fill_a_list_in_for_a_candidate_who_hears_of_it_once, |site| {
    let (officer, owner) = (site.staff(OFFICER).await, site.newcomer(EMAIL).await);
    let (id, list) = (account(site, EMAIL).await, Place::List(Listing::Internships));
    let place = |own: Place| own.of_account(AccountId(id.clone())).href();
    let empty = page_of(&officer, &id, list.clone()).await;
    assert!(empty.contains("Aucune ligne") && empty.contains("Vous remplissez cette rubrique pour le candidat"));
    let added = save_internship(&officer, &id, "", "0", "Archives du Nord").await;
    assert_eq!(added.location(), place(Place::ListSaved(Listing::Internships, 1)));
    let shown = officer.get(added.location()).await.done().text();
    assert!(shown.contains("2025 · Archives du Nord") && shown.contains("C'est enregistré."), "{shown}");
    // Every form says for whom it is, that of a removal too; every link stays with the account.
    assert_eq!(shown.matches(&format!("name=\"account\" value=\"{id}\"")).count(), 2, "{shown}");
    for own in [Place::Entry(Listing::Internships, 1), Place::Profile] {
        assert!(shown.contains(&format!("href=\"{}\"", place(own.clone()))), "{own:?}: {shown}");
    }
    assert!(!shown.contains("href=\"/profil/stages"), "{shown}");

    let form = page_of(&officer, &id, Place::Entry(Listing::Internships, 1)).await;
    assert!(form.contains("Modifier la ligne") && form.contains("name=\"number\" value=\"1\""), "{form}");
    let wrong = save_internship(&officer, &id, "1", "1", "").await;
    assert_eq!(wrong.location(), place(Place::EntryToCorrect(Listing::Internships, 1, 2)));
    let shown = officer.get(wrong.location()).await.done().text();
    assert!(shown.contains("id=\"organisation-fault\""), "{shown}");
    let late = [("account", id.as_str()), ("listing", "Internships"), ("number", "1"), ("seen", "1")];
    let late = officer.post("studies/remove", &late).await;
    assert_eq!(late.refusal::<EntryRefusal>(), EntryRefusal::Changed);
    let view: AccountView = officer.post("accounts/read", &[("id", &id)]).await.read();
    assert_eq!(view.others, Others { years: 0, lists: vec![(0, true), (1, false), (0, true)] });
    let whole = officer.get(&Place::Account(AccountId(id.clone())).href()).await.done().text();
    for own in [Place::InternalStudies, Place::List(Listing::External), list.clone(), Place::List(Listing::Experience)]
    {
        assert!(whole.contains(&format!("href=\"{}\"", place(own.clone()))), "{own:?}: {whole}");
    }
    let mended = save_internship(&officer, &id, "1", "2", "Mairie de Valenciennes").await;
    assert_eq!(mended.location(), place(Place::ListSaved(Listing::Internships, 3)));
    let profile: ProfileView = owner.post("profile/read", &[]).await.read();
    let kept: Vec<_> = profile.profile.studies.internships.0.iter().map(|it| it.form.organisation.as_str()).collect();
    assert_eq!(kept, ["Mairie de Valenciennes"], "it is the candidate's");
    let remove = [("account", id.as_str()), ("listing", "Internships"), ("number", "1"), ("seen", "3")];
    let gone = officer.submit(&list.clone().of_account(AccountId(id.clone())), "studies/remove", &remove).await;
    assert_eq!(gone.location(), place(Place::ListSaved(Listing::Internships, 4)));
    let profile: ProfileView = owner.post("profile/read", &[]).await.read();
    assert!(profile.profile.studies.internships.0.is_empty());

    let view: AccountView = officer.post("accounts/read", &[("id", &id)]).await.read();
    let lines: Vec<_> = view.journal.iter().filter(|it| it.act.ends_with("_entry")).collect();
    let claire = JournalActor::Staff("Claire Fontaine".into());
    assert!(lines.len() == 4 && lines.iter().all(|it| it.actor == claire), "{lines:?}");
    let told: Vec<_> = lines.iter().map(|it| words::journal::line(it, Language::English)).collect();
    assert_eq!(told[0], "removed an entry of the profile: Internships");
    assert_eq!(told[3], "saved an entry of the profile: Internships");
    assert_eq!(site.codes_to(EMAIL).await.iter().filter(|it| *it == "profile_changed").count(), 1);
});

on_both!(what_the_scolarite_answers_for_is_explained_to_staff_too, |site| {
    let owner = site.newcomer(EMAIL).await;
    let start = [("form[nationality]", "FR"), ("form[ine]", "2504000011T"), ("form[birth_date]", "31/03/2004")];
    owner.post("records/ask", &start).await.done();
    owner.post("records/confirm", &[("seen", "1")]).await.done();
    let (officer, id) = (site.staff(OFFICER).await, account(site, EMAIL).await);
    for (section, typed) in [(Section::Identity, "family_name"), (Section::Baccalaureat, "year")] {
        let shown = page_of(&officer, &id, Place::Section(section)).await;
        assert!(shown.contains("ni par vous ni par le candidat"), "{shown}");
        assert!(!shown.contains(&format!("name=\"form[{typed}]\"")), "{shown}");
    }
    let address = page_of(&officer, &id, Place::Section(Section::Address)).await;
    assert!(address.contains("La scolarité connaît une adresse"), "{address}");
    let years = page_of(&officer, &id, Place::InternalStudies).await;
    assert!(years.contains("Licence 2 Informatique") && years.contains("telle que le candidat la lit"), "{years}");
    let view: AccountView = officer.post("accounts/read", &[("id", &id)]).await.read();
    assert_eq!(view.others.years, 2);
    let strange = Place::Section(Section::Address).of_account(AccountId(id)).href().replace("adresse", "nulle-part");
    assert_eq!(officer.get(&strange).await.status, StatusCode::NOT_FOUND);
});

on_both!(nobody_else_writes_into_another_list, |site| {
    let candidate = site.newcomer(EMAIL).await;
    site.sign_up("oubli@essai.example").await.done();
    let (mine, forgotten) = (account(site, EMAIL).await, account(site, "oubli@essai.example").await);
    let job = |seen: &'static str| {
        [
            ("form[year]", "2024"),
            ("form[employer]", "La Poste"),
            ("form[title]", "Facteur"),
            ("form[duration]", "2 mois"),
            ("seen", seen),
        ]
    };
    candidate.post("studies/save_experience", &job("0")).await.done();
    let save = async |actor: &Actor<'_>, account: &str| {
        let answer = actor.post("studies/save_experience", &[&[("account", account)][..], &job("1")].concat()).await;
        answer.error::<EntryRefusal>()
    };
    let remove = async |actor: &Actor<'_>, account: &str| {
        let pairs = [("account", account), ("listing", "Experience"), ("number", "1"), ("seen", "1")];
        actor.post("studies/remove", &pairs).await.error::<EntryRefusal>()
    };
    // Neither a candidate who names an account, were it their own, nor a reviewer.
    let other = site.newcomer("autre@essai.example").await;
    for actor in [&candidate, &other, &site.visitor()] {
        assert_eq!(save(actor, &mine).await, CallError::SignedOut);
        assert_eq!(remove(actor, &mine).await, CallError::SignedOut);
    }
    let (reviewer, officer) = (site.staff(REVIEWER).await, site.staff(OFFICER).await);
    let page = Place::List(Listing::Experience).of_account(AccountId(mine.clone())).href();
    assert_eq!(reviewer.get(&page).await.status, StatusCode::NOT_FOUND);
    for (actor, account) in [(&reviewer, mine.as_str()), (&officer, forgotten.as_str()), (&officer, "nobody")] {
        assert_eq!(save(actor, account).await, CallError::NotFound);
        assert_eq!(remove(actor, account).await, CallError::NotFound);
    }
    let lists = site.texts("select account_id || list || version from profile_list").await;
    assert_eq!(lists, [format!("{mine}experience1")]);
    assert!(!site.codes_to(EMAIL).await.contains(&"profile_changed".to_owned()), "what one says oneself is no news");
    // Accounts belong to no faculty: an officer of another one helps as well.
    let elsewhere = site.staff(STRANGE_OFFICER).await;
    let pairs = [("account", mine.as_str()), ("listing", "Experience"), ("number", "1"), ("seen", "1")];
    elsewhere.post("studies/remove", &pairs).await.done();
    assert!(site.codes_to(EMAIL).await.contains(&"profile_changed".to_owned()));
});
