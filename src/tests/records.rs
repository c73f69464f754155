//! What the scolarité knows: asked by INE and birth date together, confirmed, filled in at once, locked; and what whoever
//! guesses learns of it, which is nothing.

use super::actor::{Actor, Answer};
use super::journey::{INFORMATICS, OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::language::Language;
use crate::domain::profile::{
    LOOKUP_WINDOW, LOOKUPS_PER_ACCOUNT, LOOKUPS_PER_INE, ProfileView, Progress, RecordsRefusal, Section,
};
use crate::places::{IdentityStep, Place};
use crate::words;
use axum::http::StatusCode;
use futures::future::join;

const EMAIL: &str = "manon@essai.example";
/// Of the invented students, Manon Delcourt; and an INE that none of them has.
const INE: &str = "2504000011T";
const BORN: &str = "31/03/2004";
const STRANGE_INE: &str = "1234567890V";

const IDENTITY: Place = Place::Section(Section::Identity);

async fn profile(actor: &Actor<'_>) -> ProfileView {
    actor.post("profile/read", &[]).await.read()
}

async fn ask(actor: &Actor<'_>, ine: &str, born: &str) -> Answer {
    let pairs = [("form[nationality]", "FR"), ("form[ine]", ine), ("form[birth_date]", born)];
    actor.submit(&IDENTITY, "records/ask", &pairs).await
}

async fn confirm(actor: &Actor<'_>, seen: &str) -> Answer {
    actor.submit(&IDENTITY, "records/confirm", &[("seen", seen)]).await
}

/// Where a form without JavaScript ended; it must have been taken.
#[track_caller]
fn taken(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text());
    assert!(!answer.location().contains("__err"), "{}", answer.location());
    answer.location().to_owned()
}

/// Somebody whom the scolarité filled in.
async fn recorded<'s>(site: &'s TestSite, email: &str) -> Actor<'s> {
    let actor = site.newcomer(email).await;
    taken(&ask(&actor, INE, BORN).await);
    taken(&confirm(&actor, "1").await);
    actor
}

on_both!(who_was_a_student_here_confirms_and_is_filled_in_at_once, |site| {
    let actor = site.newcomer(EMAIL).await;
    let first = actor.get(&IDENTITY.href()).await.done().text();
    assert!(
        first.contains("Suivant") && first.contains("avez passé le bac avant 1995"),
        "the first step, with its cases"
    );
    let place = taken(&ask(&actor, " 25040-00011 t", BORN).await);
    assert_eq!(place, Place::Identity(IdentityStep::Answer, 1).href());
    let shown = actor.get(&place).await.done().text();
    assert!(shown.contains("Êtes-vous M… D…, né(e) le 31/03/2004\u{a0}?"), "{shown}");
    for secret in ["Delcourt", "Lucie", "place d'Armes", "Watteau", "06 39 98"] {
        assert!(!shown.contains(secret), "« {secret} » before the person confirmed");
    }
    assert_eq!(taken(&confirm(&actor, "1").await), IDENTITY.href());
    let view = profile(&actor).await;
    assert_eq!((view.progress.as_slice(), view.activated), (&[Progress::Complete; 3][..], true));
    let (identity, record) = (view.profile.identity.expect("filled in"), view.profile.record.expect("kept"));
    assert_eq!((identity.family_name.as_str(), identity.phone.as_str()), ("Delcourt", "06 39 98 00 00"));
    assert_eq!(view.profile.baccalaureat, record.baccalaureat);
    assert_eq!(view.profile.address.map(|it| it.commune).as_deref(), Some("59221"));
    assert_eq!(record.years.iter().map(|it| it.year).collect::<Vec<_>>(), [2023, 2022]);

    let shown = actor.get(&IDENTITY.href()).await.done().text();
    assert!(shown.contains("donnée de la scolarité") && !shown.contains("name=\"form[family_name]\""));
    let shown = actor.get(&Place::Section(Section::Baccalaureat).href()).await.done().text();
    assert!(shown.contains("donnée de la scolarité") && !shown.contains("name=\"form[year]\""));
    let shown = actor.get(&Place::InternalStudies.href()).await.done().text();
    assert!(shown.contains("2023-2024 · Licence 2 Informatique") && shown.contains("Admis"), "{shown}");
    // Twice « OUI »: once.
    taken(&confirm(&actor, "1").await);
    assert_eq!(site.count("select count(*) from journal where act = 'records_prefill'").await, 1);
});

/// What a page says, without what differs in each answer: its nonce, who reads it, and which of its data came first.
fn plain(text: &str, who: [&str; 3]) -> Vec<String> {
    let nonce = text.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("no nonce");
    let plain = who.into_iter().fold(text.replace(nonce, "N"), |plain, it| plain.replace(it, "X"));
    let mut parts: Vec<_> = plain.split("__RESOLVED_RESOURCES[").map(str::to_owned).collect();
    parts.sort();
    parts
}

on_both!(a_wrong_birth_date_reads_like_an_unknown_ine, |site| {
    let mut heard = Vec::new();
    for (local, ine) in [("anna", INE), ("anne", STRANGE_INE)] {
        let actor = site.newcomer(&format!("{local}@essai.example")).await;
        let answer = ask(&actor, ine, "30/03/2004").await;
        let call = actor.post("profile/read", &[]).await;
        let view: ProfileView = call.read();
        assert_eq!(view.started.and_then(|it| it.found), None);
        let numbers = site.texts("select number from account order by account_id").await;
        let who = [local, ine, numbers.last().expect("a number").as_str()];
        let page = actor.get(answer.location()).await.done().text();
        assert!(page.contains("ne connaît personne"), "{page}");
        let refused = confirm(&actor, "1").await;
        assert!(refused.location().contains("__err"));
        let refused = (refused.status, refused.location().to_owned());
        heard.push((
            answer.status,
            answer.location().to_owned(),
            answer.body.clone(),
            plain(&call.text(), who),
            plain(&page, who),
            refused,
        ));
    }
    assert_eq!(heard[0], heard[1]);
    assert_eq!(site.count("select count(*) from profile_record").await, 0);
    assert_eq!(site.count("select count(*) from profile_section").await, 0);
});

on_both!(questions_are_counted_by_account_and_by_ine, |site| {
    let actor = site.newcomer(EMAIL).await;
    for nth in 0..LOOKUPS_PER_ACCOUNT {
        taken(&ask(&actor, INE, &format!("{:02}/01/2004", nth + 1)).await);
    }
    let refused = async |actor: &Actor<'_>, ine: &str, born: &str| {
        let pairs = [("form[nationality]", "FR"), ("form[ine]", ine), ("form[birth_date]", born)];
        actor.post("records/ask", &pairs).await.refusal::<RecordsRefusal>()
    };
    assert_eq!(refused(&actor, INE, BORN).await, RecordsRefusal::TooMany, "even the right one");
    assert_eq!(refused(&actor, STRANGE_INE, BORN).await, RecordsRefusal::TooMany);
    assert_eq!(profile(&actor).await.started.expect("a first step").found, None, "nothing of it was kept");
    // As many were asked about this INE, whoever asks now; about another one, anybody may.
    assert_eq!(LOOKUPS_PER_INE, LOOKUPS_PER_ACCOUNT);
    let other = site.newcomer("other@essai.example").await;
    assert_eq!(refused(&other, INE, BORN).await, RecordsRefusal::TooMany);
    taken(&ask(&other, STRANGE_INE, BORN).await);
    // A candidature does not wait for it.
    assert_eq!(actor.save_identity(0, "Lille").await.done().location(), Place::Section(Section::Address).href());
    site.clock.advance(LOOKUP_WINDOW);
    taken(&ask(&actor, INE, BORN).await);
    assert!(profile(&actor).await.started.is_some_and(|it| it.found.is_some()));
});

on_both!(a_hostile_form_changes_nothing_that_the_scolarite_answers_for, |site| {
    let actor = recorded(site, EMAIL).await;
    let before = profile(&actor).await;
    let seen = before.versions[0].to_string();
    let hostile = [
        ("form[civility]", "sir"),
        ("form[family_name]", "Autre"),
        ("form[given_name]", "Autre"),
        ("form[nationality]", "BE"),
        ("form[birth_date]", "2000-01-01"),
        ("form[birth_place]", "Autre"),
        ("form[birth_country]", "BE"),
        ("form[ine]", STRANGE_INE),
        ("form[no_ine]", "yes"),
        ("form[usual_name]", "Moreau"),
        ("form[phone]", "01 02 03 04 05"),
        ("seen", &seen),
    ];
    taken(&actor.submit(&IDENTITY, "profile/save_identity", &hostile).await);
    let seen = before.versions[2].to_string();
    let hostile = [("form[has_it]", "no"), ("seen", seen.as_str())];
    actor.post("profile/save_baccalaureat", &hostile).await.done();
    let after = profile(&actor).await;
    let mut expected = before.profile.clone();
    let identity = expected.identity.as_mut().expect("an identity");
    (identity.usual_name, identity.phone) = ("Moreau".into(), "01 02 03 04 05".into());
    assert_eq!(after.profile, expected, "but for what stays the person's to say");
    // The address is the person's too: people move.
    let address = [
        ("form[country]", "FR"),
        ("form[street]", "1 rue Neuve"),
        ("form[postal_code]", "59000"),
        ("form[commune]", "59350"),
        ("seen", "1"),
    ];
    actor.post("profile/save_address", &address).await.done();
    assert_eq!(profile(&actor).await.profile.address.map(|it| it.street).as_deref(), Some("1 rue Neuve"));
});

on_both!(whoever_is_unknown_says_no_or_has_no_ine_goes_on_with_an_empty_form, |site| {
    let actor = site.newcomer(EMAIL).await;
    // A slip is shown beside its field, and nothing typed is lost.
    let place = taken(&ask(&actor, "2504000011A", "").await);
    let shown = actor.get(&place).await.done().text();
    assert!(
        shown.contains("2504000011A")
            && shown.contains("id=\"ine-fault\"")
            && shown.contains("id=\"birth-date-fault\"")
    );
    // Without an INE: directly.
    let place = taken(&ask(&actor, "", "").await);
    assert_eq!(place, Place::Identity(IdentityStep::Form, 2).href());
    assert!(actor.get(&place).await.done().text().contains("name=\"form[family_name]\""));
    // Unknown: after a word about it. The form begins with what was typed.
    let place = taken(&ask(&actor, STRANGE_INE, BORN).await);
    let form = Place::Identity(IdentityStep::Form, 3).href();
    let shown = actor.get(&place).await.done().text();
    assert!(
        shown.contains("continuer avec un formulaire vide") && shown.contains(&form.replace('&', "&amp;")),
        "{shown}"
    );
    let shown = actor.get(&form).await.done().text();
    for held in
        [format!("value=\"{STRANGE_INE}\""), format!("value=\"{BORN}\""), "name=\"form[birth_place]\"".to_owned()]
    {
        assert!(shown.contains(&held), "{held}");
    }
    // « NON »: the same form, and nothing is filled in.
    taken(&ask(&actor, INE, BORN).await);
    let shown = actor.get(&Place::Identity(IdentityStep::Answer, 4).href()).await.done().text();
    assert!(shown.contains(&Place::Identity(IdentityStep::Form, 4).href().replace('&', "&amp;")));
    assert_eq!(site.count("select count(*) from profile_section").await, 0);
    let shown = actor.get(&Place::InternalStudies.href()).await.done().text();
    assert!(shown.contains("Cette rubrique est vide"), "and says why");
});

on_both!(what_was_shown_is_what_is_confirmed, |site| {
    let actor = site.newcomer(EMAIL).await;
    taken(&ask(&actor, STRANGE_INE, BORN).await);
    taken(&ask(&actor, INE, BORN).await);
    let answer = actor.post("records/confirm", &[("seen", "1")]).await;
    assert_eq!(answer.refusal::<RecordsRefusal>(), RecordsRefusal::Changed);
    assert_eq!(site.count("select count(*) from profile_record").await, 0);
    // A form of the identity that was opened before hears that it changed.
    taken(&confirm(&actor, "2").await);
    assert_eq!(actor.save_identity(0, "Lille").await.status, StatusCode::UNPROCESSABLE_ENTITY);
});

on_both!(what_the_scolarite_said_is_handed_over_with_its_origin, |site| {
    let actor = recorded(site, EMAIL).await;
    let id = actor.applied(INFORMATICS).await;
    actor.fill(&id).await;
    actor.transmit(&id).await.done();
    let officer = site.staff(OFFICER).await;
    let profile = officer.examine(&id).await.profile;
    assert_eq!(profile.record.map(|it| it.years.len()), Some(2));
    let shown = officer.get(&Place::Examination(id).href()).await.done().text();
    assert!(shown.contains("repris de la scolarité") && shown.contains("Licence 1 Informatique"), "{shown}");
    assert!(shown.contains("Sciences de l'ingénieur"), "and the specialities");
});

on_both!(one_past_student_is_confirmed_by_one_account_of_a_campaign, |site| {
    let first = recorded(site, EMAIL).await;
    let second = site.newcomer("autre@essai.example").await;
    let place = taken(&ask(&second, INE, BORN).await);
    let shown = second.get(&place).await.done().text();
    assert!(shown.contains("Êtes-vous M… D…"), "what is shown does not say who was there before");
    for _ in 0..2 {
        let answer = second.post("records/confirm", &[("seen", "1")]).await;
        assert_eq!(answer.refusal::<RecordsRefusal>(), RecordsRefusal::NotTaken);
    }
    let answer = confirm(&second, "1").await;
    let place = answer.location().strip_prefix("http://guichet.test").unwrap_or(answer.location()).to_owned();
    let page = second.get(&place).await.done().text().replace("&#x27;", "'");
    let said = words::records::refusal(RecordsRefusal::NotTaken, Language::French);
    assert!(page.contains(&said), "« {said} » is not in: {page}");
    for secret in [EMAIL, "Delcourt", "place d'Armes"] {
        assert!(!page.contains(secret), "« {secret} » is in: {page}");
    }
    let view = profile(&second).await;
    assert_eq!((view.progress.as_slice(), view.profile.record), (&[Progress::Empty; 3][..], None));
    assert_eq!(site.count("select count(*) from journal where act = 'records_prefill'").await, 1);
    assert!(profile(&first).await.activated, "the first has what they had");
    // An empty form is open to the second as ever, and the first may say « OUI » again.
    second.save_identity(0, "Lille").await.done();
    taken(&ask(&first, INE, BORN).await);
    taken(&confirm(&first, "3").await);
});

on_both!(of_two_accounts_that_confirm_at_once_one_is_taken, |site| {
    let (one, other) = (site.newcomer(EMAIL).await, site.newcomer("autre@essai.example").await);
    for actor in [&one, &other] {
        taken(&ask(actor, INE, BORN).await);
    }
    let pairs = [("seen", "1")];
    let (a, b) = join(one.post("records/confirm", &pairs), other.post("records/confirm", &pairs)).await;
    let loser = if a.status == StatusCode::OK { b } else { a };
    assert_eq!(loser.refusal::<RecordsRefusal>(), RecordsRefusal::NotTaken);
    assert_eq!(site.count("select count(*) from profile_record").await, 1);
    assert_eq!(site.count("select count(distinct account_id) from profile_section").await, 1);
});
