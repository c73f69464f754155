//! « Cursus externe », « Stages », « Expériences pro. » and the baccalaureat whose fields follow the year, without JavaScript.

use super::actor::{Actor, Answer};
use super::journey::{INFORMATICS, OFFICER};
use super::site::on_both;
use crate::domain::profile::{BaccalaureatForm, EntryRefusal, Listing, ProfileView, Progress, Section};
use crate::places::Place;
use axum::http::StatusCode;
use futures::future::join_all;

const EMAIL: &str = "eloise@essai.example";

async fn profile(actor: &Actor<'_>) -> ProfileView {
    actor.post("profile/read", &[]).await.read()
}

async fn page(actor: &Actor<'_>, place: &Place) -> String {
    actor.get(&place.href()).await.done().text()
}

/// A year of studies elsewhere; with a number, in the place of the entry that has it.
async fn save_study(actor: &Actor<'_>, number: &str, seen: &str, label: &str) -> Answer {
    let mut pairs = vec![
        ("form[year]", "2025"),
        ("form[diploma]", "bts"),
        ("form[label]", label),
        ("form[establishment]", "Lycée de l'Escaut"),
        ("form[city]", "Valenciennes"),
        ("form[country]", "FR"),
        ("form[obtained]", "yes"),
        ("form[mention]", "good"),
        ("seen", seen),
    ];
    if !number.is_empty() {
        pairs.push(("number", number));
    }
    actor.submit(&Place::List(Listing::External), "studies/save_external", &pairs).await
}

/// Where a form without JavaScript ended; it must have been taken.
#[track_caller]
fn taken(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text());
    assert!(!answer.location().contains("__err"), "{}", answer.location());
    answer.location().to_owned()
}

on_both!(entries_are_added_changed_and_removed_without_javascript, |site| {
    let actor = site.newcomer(EMAIL).await;
    let list = Place::List(Listing::External);
    assert!(page(&actor, &list).await.contains("Aucune ligne"));
    let place = taken(&save_study(&actor, "", "0", "BTS Réseaux").await);
    assert_eq!(place, Place::ListSaved(Listing::External, 1).href());
    let shown = actor.get(&place).await.done().text();
    assert!(shown.contains("2025 · BTS, BTSA · BTS Réseaux") && shown.contains("C'est enregistré."), "{shown}");
    taken(&save_study(&actor, "", "1", "BTS Logiciel").await);
    let form = page(&actor, &Place::Entry(Listing::External, 1)).await;
    assert!(form.contains("Modifier la ligne") && form.contains("name=\"number\" value=\"1\""), "{form}");
    taken(&save_study(&actor, "1", "2", "BTS Réseaux et télécoms").await);
    let labels = |view: ProfileView| {
        view.profile.studies.external.0.into_iter().map(|it| (it.number, it.form.label)).collect::<Vec<_>>()
    };
    let both = [(1, "BTS Réseaux et télécoms".to_owned()), (2, "BTS Logiciel".to_owned())];
    assert_eq!(labels(profile(&actor).await), both);

    let remove = [("listing", "External"), ("number", "1"), ("seen", "3")];
    taken(&actor.submit(&list, "studies/remove", &remove).await);
    assert_eq!(labels(profile(&actor).await), [(2, "BTS Logiciel".to_owned())]);
    assert!(page(&actor, &Place::Profile).await.contains("1 ligne"));
    assert!(!profile(&actor).await.activated, "none of it counts for activation");
    let acts = site.texts("select act || ' ' || detail from journal where act like '%_entry' order by seq").await;
    assert_eq!(acts, ["save_entry external", "save_entry external", "save_entry external", "remove_entry external"]);
});

on_both!(of_two_tabs_the_second_hears_and_a_double_click_adds_one, |site| {
    let actor = site.newcomer(EMAIL).await;
    let job = |year: &'static str, seen: &'static str| {
        [
            ("form[year]", year),
            ("form[employer]", "La Poste"),
            ("form[title]", "Facteur"),
            ("form[duration]", "2 mois"),
            ("seen", seen),
        ]
    };
    let clicks =
        join_all((0..4).map(|_| async { actor.post("studies/save_experience", &job("2024", "0")).await })).await;
    let place = Place::ListSaved(Listing::Experience, 1).href();
    assert!(clicks.iter().all(|it| it.status == StatusCode::OK && it.location() == place), "{clicks:?}");
    let other = actor.post("studies/save_experience", &job("2023", "0")).await;
    assert_eq!(other.refusal::<EntryRefusal>(), EntryRefusal::Changed);
    let view = profile(&actor).await;
    assert_eq!((view.profile.studies.experience.0.len(), view.list_version(Listing::Experience)), (1, 1));
    let gone = actor.post("studies/remove", &[("listing", "Experience"), ("number", "7"), ("seen", "1")]).await;
    assert_eq!(gone.refusal::<EntryRefusal>(), EntryRefusal::Gone);
    let nonsense = actor.post("studies/remove", &[("listing", "Everything"), ("number", "1"), ("seen", "1")]).await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    // The list of somebody else with the same numbers stays as it is.
    let stranger = site.newcomer("other@essai.example").await;
    stranger.post("studies/save_experience", &job("2022", "0")).await.done();
    assert_eq!(profile(&actor).await.profile.studies.experience.0[0].form.year, "2024");
});

on_both!(an_entry_is_kept_as_typed_and_handed_over_once_it_is_fit, |site| {
    let actor = site.candidate(EMAIL).await;
    taken(&save_study(&actor, "", "0", "BTS Réseaux").await);
    let wrong = [
        ("form[year]", "bientôt"),
        ("form[organisation]", "Mairie d'Anzin"),
        ("form[subject]", "Archives\r\n<b>état civil</b>"),
        ("seen", "0"),
    ];
    let place = taken(&actor.submit(&Place::List(Listing::Internships), "studies/save_internship", &wrong).await);
    assert_eq!(place, Place::EntryToCorrect(Listing::Internships, 1, 1).href());
    let shown = actor.get(&place).await.done().text();
    assert!(
        shown.contains("bientôt") && shown.contains("id=\"year-fault\"") && shown.contains("id=\"duration-fault\"")
    );
    assert!(shown.contains("n'est pas transmise"), "it says what becomes of it");
    let area = shown.split("<textarea").nth(1).and_then(|it| it.split_once('>')).expect("a text area").1;
    assert!(area.starts_with("Archives\r\n&lt;b&gt;état civil") || area.starts_with("Archives\n&lt;b"), "{area:.60}");
    assert!(page(&actor, &Place::Profile).await.contains("À corriger"));

    let id = actor.applied(INFORMATICS).await;
    actor.fill(&id).await;
    actor.transmit(&id).await.done();
    // Changed and corrected after the transmission: what was handed over stays as it was.
    taken(&save_study(&actor, "1", "1", "BTS Autre").await);
    let officer = site.staff(OFFICER).await;
    let frozen = officer.examine(&id).await.profile.studies;
    assert_eq!(frozen.external.0.iter().map(|it| it.form.label.as_str()).collect::<Vec<_>>(), ["BTS Réseaux"]);
    assert_eq!(frozen.internships.0, []);
    let shown = page(&officer, &Place::Examination(id)).await;
    assert!(
        shown.contains("2025 · BTS, BTSA · BTS Réseaux") && !shown.contains("BTS Autre"),
        "staff read what was handed over"
    );
});

on_both!(the_fields_of_the_baccalaureat_follow_its_year_without_javascript, |site| {
    let actor = site.newcomer(EMAIL).await;
    let section = Place::Section(Section::Baccalaureat);
    let save = async |seen: &str, pairs: &[(&str, &str)]| {
        let common = [("form[has_it]", "yes"), ("form[mention]", "good"), ("form[country]", "FR"), ("seen", seen)];
        let pairs = [&common[..], pairs].concat();
        taken(&actor.submit(&section, "profile/save_baccalaureat", &pairs).await)
    };
    // Saved with the year alone: the page that comes back offers the series of that year.
    let place = save("0", &[("form[year]", "1989")]).await;
    let shown = actor.get(&place).await.done().text();
    assert!(shown.contains("C - Mathématiques et sciences physiques") && !shown.contains("Bac général"));
    let place = save("1", &[("form[year]", "2010")]).await;
    let shown = actor.get(&place).await.done().text();
    assert!(shown.contains("S - Scientifique") && !shown.contains("STMG") && !shown.contains("C - Math"));
    // The general series of today asks for specialities, beside their fields.
    let place = save("2", &[("form[year]", "2026"), ("form[series]", "NBGE"), ("form[speciality_1]", "MATH")]).await;
    assert_eq!(place, Place::SectionToCorrect(Section::Baccalaureat, 3).href());
    let shown = actor.get(&place).await.done().text();
    let group = shown.split("<fieldset").find(|it| it.contains("Enseignements de spécialité")).expect("the group");
    assert!(!group.split('>').next().expect("a tag").contains("hidden"), "{group:.200}");
    assert!(shown.contains("id=\"speciality-2-fault\"") && !shown.contains("id=\"speciality-1-fault\""));
    let whole = [("form[series]", "NBGE"), ("form[speciality_1]", "MATH"), ("form[speciality_2]", "NSI")];
    assert_eq!(save("3", &[&whole[..], &[("form[year]", "2026")]].concat()).await, Place::Profile.href());
    assert_eq!(profile(&actor).await.progress[2], Progress::Complete);
    let stored = profile(&actor).await.profile.baccalaureat.map(|it: BaccalaureatForm| it.speciality_2);
    assert_eq!(stored.as_deref(), Some("NSI"));
    // Of another year, the same answers are none.
    save("4", &[&whole[..], &[("form[year]", "2019")]].concat()).await;
    assert_eq!(profile(&actor).await.progress[2], Progress::ToCorrect);
});
