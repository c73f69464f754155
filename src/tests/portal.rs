//! The registration home page: what anyone reads, and how administrators change it.

use super::actor::{Actor, Answer};
use super::hostile::assert_tame;
use super::journey::{ADMINISTRATOR, OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::portal::{BlockFault, PortalRefusal, PortalSheet};
use crate::domain::time::Span;
use crate::places::Place;
use axum::http::StatusCode;

async fn page(actor: &Actor<'_>) -> String {
    actor.get(&Place::Portal.href()).await.done().shown()
}

async fn sheet(director: &Actor<'_>) -> PortalSheet {
    director.post("portal/edit", &[]).await.read()
}

/// Saves a block of the draft as it stands: its code, French and English title, one text for both.
async fn save(director: &Actor<'_>, code: &str, title: (&str, &str), text: &str) -> Answer {
    save_from(director, sheet(director).await.draft, code, title, text).await
}

async fn save_from(director: &Actor<'_>, draft: i64, code: &str, title: (&str, &str), text: &str) -> Answer {
    let draft = draft.to_string();
    let pairs = [
        ("draft", draft.as_str()),
        ("code", code),
        ("form[kind]", "main"),
        ("form[french][title]", title.0),
        ("form[english][title]", title.1),
        ("form[french][text]", text),
        ("form[english][text]", text),
    ];
    director.post("portal/save_block", &pairs).await
}

async fn act(director: &Actor<'_>, endpoint: &str, more: &[(&str, &str)]) -> Answer {
    let draft = sheet(director).await.draft.to_string();
    let mut pairs = vec![("draft", draft.as_str())];
    pairs.extend_from_slice(more);
    director.post(endpoint, &pairs).await
}

async fn second(site: &TestSite) -> Actor<'_> {
    site.sql("update staff set role = 'administrator' where email = 'gestion.sciences@demo.example'").await;
    site.staff(OFFICER).await
}

on_both!(the_page_shows_what_the_seed_shows_and_what_to_do_now, |site| {
    let shown = page(&site.visitor()).await;
    for words in [
        "Bienvenue sur le site des inscriptions / réinscriptions de\u{a0}: Université d",
        "Informations préalables à l",
        "Votre inscription ne sera effective que lorsque",
        "Toute pièce manquante entraînera un retard",
        "Accueil scolaire",
        "de 08:30 à 11:30",
        "Liens utiles",
        "Besoin d",
        "INSCRIRE",
        "Première inscription\u{a0}: c",
        "stagiaires de formation continue",
        "href=\"https://cvec.etudiant.gouv.fr\"",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(shown.contains(&format!("href=\"{}\"", Place::LearnerSignIn.href())));
    let home = site.visitor().get("/").await.done().text();
    assert!(home.contains(&format!("href=\"{}\"", Place::Portal.href())));
    let english = page(&site.visitor().preferring("en")).await;
    assert!(english.contains("Before you enrol") && !english.contains("Accueil scolaire"), "{english}");
    site.clock.advance(Span::days(365));
    assert!(page(&site.visitor()).await.contains("est fermé. Contactez"));
    site.sql("delete from portal").await;
    assert!(page(&site.visitor()).await.contains("Que faire maintenant"), "nothing was ever published");
});

on_both!(a_draft_is_nobody_else_s_until_it_is_published, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let before = page(&site.visitor()).await;
    save(&director, "welcome", ("Bonjour à tous", "Hello all"), "[Suite](/inscription/connexion)\n- un\n- deux")
        .await
        .done();
    save(&director, "", ("Nouveau bloc", "New block"), "").await.done();
    act(&director, "portal/arrange", &[("code", "video"), ("how", "Hide")]).await.done();
    act(&director, "portal/arrange", &[("code", "help"), ("how", "Remove")]).await.done();
    act(&director, "portal/arrange", &[("code", "before"), ("how", "Up")]).await.done();
    let still = page(&site.visitor()).await;
    assert!(!still.contains("Bonjour à tous") && still.contains("Voir la vidéo") && before.contains("ASSISTANCE"));
    let edited = director.get(&Place::PortalSettings.href()).await.done().text();
    assert!(edited.contains("Bonjour à tous") && edited.contains("Vous avez un brouillon"));
    act(&director, "portal/publish", &[]).await.done();
    let after = page(&site.visitor()).await;
    assert!(
        after.contains("Bonjour à tous") && after.contains("Nouveau bloc") && after.contains("<li>deux</li>"),
        "{after}"
    );
    assert!(!after.contains("Voir la vidéo") && !after.contains("ASSISTANCE"), "hidden, removed");
    assert!(after.find("Informations préalables") < after.find("Bonjour à tous"), "moved");
    assert_eq!(sheet(&director).await.draft, 0);
    assert_eq!(site.count("select count(*) from journal where act = 'publish_portal'").await, 1);
    let again = director.post("portal/publish", &[("draft", "0")]).await;
    assert_eq!(again.refusal::<PortalRefusal>(), PortalRefusal::NoDraft);
    save(&director, "welcome", ("Autre", "Other"), "").await.done();
    director.post("portal/drop_draft", &[]).await.done();
    assert!(page(&site.visitor()).await.contains("Bonjour à tous"));
});

on_both!(what_has_a_fault_is_kept_and_not_published, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let program = "<script>alert(1)</script> [x](javascript:alert(1) </textarea><script>alert(1)</script>";
    save(&director, "welcome", ("Bonjour", "Hello"), program).await.done();
    let kept = sheet(&director).await;
    let (block, fault) = kept.blocks.iter().find(|(it, _)| it.code == "welcome").expect("it is there");
    assert_eq!(block.french.text, program, "as typed");
    assert_eq!(*fault, Some(BlockFault::Link("javascript:alert(1".into())));
    assert_tame(&director.get(&Place::PortalSettings.href()).await.done().text());
    assert_eq!(act(&director, "portal/publish", &[]).await.refusal::<PortalRefusal>(), PortalRefusal::Unfit);
    save(&director, "welcome", ("Bonjour", ""), "").await.done();
    assert_eq!(act(&director, "portal/publish", &[]).await.refusal::<PortalRefusal>(), PortalRefusal::Unfit);
    let invisible = save(&director, "welcome", ("a\u{0}", "a"), "").await;
    assert_eq!(invisible.refusal::<PortalRefusal>(), PortalRefusal::Unkeepable);
    save(&director, "welcome", ("<b>Bonjour", "<b>Hello"), "<script>alert(1)</script>").await.done();
    act(&director, "portal/publish", &[]).await.done();
    let shown = page(&site.visitor()).await;
    assert_tame(&shown);
    assert!(shown.contains("&lt;b&gt;Bonjour"), "{shown}");
});

on_both!(of_two_who_edit_the_slower_is_told_and_keeps_the_draft, |site| {
    let (director, other) = (site.staff(ADMINISTRATOR).await, second(site).await);
    save(&director, "welcome", ("Du premier", "The first's"), "").await.done();
    save(&other, "welcome", ("Du second", "The second's"), "").await.done();
    act(&director, "portal/publish", &[]).await.done();
    assert_eq!(act(&other, "portal/publish", &[]).await.refusal::<PortalRefusal>(), PortalRefusal::Changed);
    assert!(sheet(&other).await.blocks.iter().any(|(it, _)| it.french.title == "Du second"));
    other.post("portal/drop_draft", &[]).await.done();
    // Two tabs of one person: the second form was made from a draft that is no longer.
    let seen = sheet(&other).await.draft;
    save_from(&other, seen, "welcome", ("Onglet un", "Tab one"), "").await.done();
    let late = save_from(&other, seen, "welcome", ("Onglet deux", "Tab two"), "").await;
    assert_eq!(late.refusal::<PortalRefusal>(), PortalRefusal::Changed);
    // Without JavaScript too.
    let draft = sheet(&other).await.draft.to_string();
    let pairs = [("draft", draft.as_str()), ("code", "welcome"), ("how", "Hide")];
    let answer = other.submit(&Place::PortalSettings, "portal/arrange", &pairs).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, Place::PortalSettings.href().as_str()));
});

on_both!(the_page_is_administrators_alone_to_edit, |site| {
    let officer = site.staff(OFFICER).await;
    assert_eq!(officer.get(&Place::PortalSettings.href()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.post("portal/edit", &[]).await.status, StatusCode::NOT_FOUND);
});
