//! The establishment's own words for letters: drafted, previewed, checked, put in force, taken back.

use super::actor::{Actor, Answer};
use super::journey::{ADMINISTRATOR, OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::language::Language;
use crate::domain::template::{TemplateFault, TemplateRefusal, TemplateSheet, TemplateView};
use crate::places::Place;
use axum::http::StatusCode;

const EMAIL: &str = "eloise@essai.example";

/// The French words of the letter that asks to validate an account.
async fn sheet(director: &Actor<'_>) -> TemplateSheet {
    let view: TemplateView = director.post("template/read", &[("template", "validation")]).await.read();
    view.sheets.into_iter().next().expect("French")
}

async fn draft(director: &Actor<'_>, version: i64, subject: &str, body: &str) -> Answer {
    let version = version.to_string();
    let pairs = [("version", version.as_str()), ("subject", subject), ("body", body)];
    act(director, "template/draft", &pairs).await
}

async fn act(director: &Actor<'_>, endpoint: &str, more: &[(&str, &str)]) -> Answer {
    let mut pairs = vec![("template", "Validation"), ("language", "French")];
    pairs.extend_from_slice(more);
    director.post(endpoint, &pairs).await
}

/// A second administrator: nobody sees the drafts of another.
async fn second(site: &TestSite) -> Actor<'_> {
    site.sql("update staff set role = 'administrator' where email = 'gestion.sciences@demo.example'").await;
    site.staff(OFFICER).await
}

on_both!(words_are_tried_before_they_are_in_force_and_taken_back, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let shipped = sheet(&director).await;
    assert_eq!((shipped.version, shipped.own, &shipped.preview), (0, false, &None));
    draft(&director, 0, "Bienvenue", "Votre lien : {{ link }}, rang {{ rank }}").await.done();
    let seen = sheet(&director).await;
    assert_eq!(seen.preview, Some(Err(TemplateFault::Unknown(vec!["rank".into()]))));
    assert_eq!(seen.body, "Votre lien : {{ link }}, rang {{ rank }}", "as typed");
    let unfit = act(&director, "template/publish", &[]).await;
    assert_eq!(unfit.refusal::<TemplateRefusal>(), TemplateRefusal::Unfit);
    let page = director.get(&Place::Template(crate::domain::letter::Template::Validation).href()).await.done().text();
    assert!(page.contains("{{ rank }}") && page.contains("Ce courrier ne connaît pas"), "{page}");
    draft(&director, 0, "Bienvenue", "Votre lien :\r\n{{ link").await.done();
    assert_eq!(sheet(&director).await.preview, Some(Err(TemplateFault::Broken)));

    draft(&director, 0, "Bienvenue", "Votre lien : {{ link }}").await.done();
    let (subject, text) = sheet(&director).await.preview.expect("a draft").expect("words");
    assert_eq!(subject, "Bienvenue - [establishment]");
    assert!(text.contains("Votre lien : [link]") && text.contains("[number]"));
    site.sign_up("avant@essai.example").await.done();
    let before = site.letter("avant@essai.example", "validation").await;
    assert!(before.subject.starts_with("Validez votre compte"), "a draft leaves with no letter");

    act(&director, "template/publish", &[]).await.done();
    let again = act(&director, "template/publish", &[]).await;
    assert_eq!(again.refusal::<TemplateRefusal>(), TemplateRefusal::NoDraft);
    site.sign_up(EMAIL).await.done();
    let letter = site.letter(EMAIL, "validation").await;
    assert_eq!(letter.subject, "Bienvenue - Université d'essai");
    assert!(letter.text.contains("Votre lien : http://guichet.test/compte/valider?jeton="), "{}", letter.text);

    let own = sheet(&director).await;
    assert!(own.own && own.preview.is_none());
    let version = own.version.to_string();
    act(&director, "template/reset", &[("version", &version)]).await.done();
    assert_eq!(sheet(&director).await, shipped);
});

on_both!(of_two_who_write_the_second_is_told_and_keeps_the_draft, |site| {
    let (director, other) = (site.staff(ADMINISTRATOR).await, second(site).await);
    draft(&director, 0, "De la première", "{{ link }}").await.done();
    draft(&other, 0, "Du second", "{{ link }}").await.done();
    act(&director, "template/publish", &[]).await.done();
    let late = act(&other, "template/publish", &[]).await;
    assert_eq!(late.refusal::<TemplateRefusal>(), TemplateRefusal::Changed);
    assert_eq!(sheet(&other).await.subject, "Du second");
    act(&other, "template/drop_draft", &[]).await.done();
    let now = sheet(&other).await;
    assert_eq!(now.subject, "De la première");
    // A return to the shipped words and a new start make no old version good again.
    draft(&other, now.version, "Du second", "{{ link }}").await.done();
    let version = now.version.to_string();
    act(&director, "template/reset", &[("version", &version)]).await.done();
    draft(&director, 0, "De nouveau", "{{ link }}").await.done();
    act(&director, "template/publish", &[]).await.done();
    let late = act(&other, "template/publish", &[]).await;
    assert_eq!(late.refusal::<TemplateRefusal>(), TemplateRefusal::Changed);
    let invisible = draft(&director, 0, "a", "b\u{0}").await;
    assert_eq!(invisible.refusal::<TemplateRefusal>(), TemplateRefusal::Unprintable);
});

on_both!(words_without_what_their_letter_is_sent_for_are_refused_in_both_languages, |site| {
    let director = site.staff(ADMINISTRATOR).await;
    let lacks = TemplateFault::Lacks("link".into());
    // In a comment, in a condition that is not met or once it stands for something else, it is not said.
    let texts = [
        "Bienvenue.",
        "Bienvenue. {# {{ link }} #}",
        "Bienvenue. {% if not name %}{{ link }}{% endif %}",
        "Bienvenue. {% set link = name %}{{ link }}",
    ];
    for text in texts {
        draft(&director, 0, "Votre lien : {{ link }}", text).await.done();
        let seen = sheet(&director).await;
        assert_eq!((seen.preview, seen.body.as_str()), (Some(Err(lacks.clone())), text));
        let unfit = act(&director, "template/publish", &[]).await;
        assert_eq!(unfit.refusal::<TemplateRefusal>(), TemplateRefusal::Unfit, "{text}");
    }
    let place = Place::Template(crate::domain::letter::Template::Validation);
    let page = director.get(&place.href()).await.done().text();
    assert!(page.contains("Le texte doit contenir {{ link }} (lien à usage unique)"), "{page}");
    director.choose(Language::English).await.done();
    let page = director.get(&place.href()).await.done().text();
    assert!(page.contains("The text must hold {{ link }} (link that works once)"), "{page}");
    site.sign_up(EMAIL).await.done();
    assert!(site.letter(EMAIL, "validation").await.text.contains("jeton="), "what is shipped stays in force");
    draft(&director, 0, "Bienvenue", "{% if name %}{{ link }}{% endif %}").await.done();
    act(&director, "template/publish", &[]).await.done();
});

on_both!(the_words_of_letters_are_administrators_alone, |site| {
    let (director, officer) = (site.staff(ADMINISTRATOR).await, site.staff(OFFICER).await);
    assert!(director.get(&Place::Templates.href()).await.done().text().contains("Validez votre compte"));
    assert_eq!(officer.get(&Place::Templates.href()).await.status, StatusCode::NOT_FOUND);
    let nonsense = director.post("template/read", &[("template", "nonsense")]).await;
    assert_eq!(nonsense.status, StatusCode::NOT_FOUND);
});
