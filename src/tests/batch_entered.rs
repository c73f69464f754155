//! Avis that reviewers entered one by one, validated on many dossiers at once: each as it was entered and looked at.

use super::actor::Actor;
use super::batch::{confirm, outcomes, prepare, prepared, treat, view};
use super::journey::{ADMINISTRATOR, LETTERS, OFFICER, REVIEWER, STRANGE_OFFICER};
use super::site::{TestSite, on_both};
use crate::api::CallError;
use crate::domain::candidature::StepRefusal;
use crate::domain::job::{JobRefusal, JobView, Outcome};
use crate::domain::language::Language;
use crate::domain::review::AvisKind;
use crate::domain::{CandidatureId, JobId};
use crate::places::Place;
use crate::server::store::Db;
use crate::server::worker;
use futures::future::join;

/// What the second button of the form sends.
const VALIDATE: [(&str, &str); 1] = [("task", "validate")];
const WAITING: [(&str, &str); 1] = [("form[kind]", "waiting_list")];
const FAVOURABLE: [(&str, &str); 1] = [("form[kind]", "favourable")];
const UNFAVOURABLE: [(&str, &str); 2] = [("form[kind]", "unfavourable"), ("form[ground]", "Niveau insuffisant")];

const fn reserve(rank: &'static str) -> [(&'static str, &'static str); 2] {
    [("form[kind]", "reserve_list"), ("form[rank]", rank)]
}

/// A reviewer's, or an officer's, on one dossier.
async fn enter(staff: &Actor<'_>, id: &CandidatureId, avis: &[(&str, &str)]) {
    staff.step("review/enter_avis", id, avis).await.done();
}

async fn letters_of_avis(site: &TestSite) -> i64 {
    site.count("select count(*) from letter where code = 'avis'").await
}

fn obstacles(view: &JobView) -> Vec<Option<StepRefusal>> {
    view.rows.iter().map(|it| it.obstacle).collect()
}

fn job_at(place: &str) -> JobId {
    JobId(place.strip_prefix("/admin/lots/").expect("the job").to_owned())
}

on_both!(of_each_the_avis_that_was_entered_is_validated_and_told_in_the_language_of_its_reader, |site| {
    let (officer, reviewer) = (site.staff(OFFICER).await, site.staff(REVIEWER).await);
    let (one, first) = site.complete("un@essai.example", &officer).await;
    let (two, second) = site.complete("deux@essai.example", &officer).await;
    let (_, third) = site.complete("trois@essai.example", &officer).await;
    two.choose(Language::English).await.done();
    enter(&reviewer, &first, &FAVOURABLE).await;
    enter(&reviewer, &second, &reserve("7")).await;
    enter(&reviewer, &third, &UNFAVOURABLE).await;
    let offered = async |staff: &Actor<'_>| {
        let page = staff.get(&Place::Pile.href()).await.done().text();
        assert_eq!(page.matches("name=\"chosen[]\"").count(), 3, "what waits to be validated can be chosen");
        page.contains("Valider les avis déjà saisis")
    };
    assert!(offered(&officer).await && !offered(&reviewer).await);

    let id = prepared(&officer, &[&first, &second, &third], &VALIDATE).await;
    let seen = view(&officer, &id).await;
    assert_eq!((seen.line.kind, seen.line.validates, seen.may_confirm), (None, true, true));
    assert_eq!((seen.ground.as_ref(), seen.comment.as_ref()), (None, None));
    assert!(seen.rows.iter().all(|it| it.obstacle.is_none()));
    let entered: Vec<_> = seen.rows.iter().map(|it| it.entered.clone().expect("an avis")).collect();
    let told: Vec<_> = entered.iter().map(|it| (it.kind, it.rank, it.ground.as_deref())).collect();
    let ground = Some("Niveau insuffisant");
    assert_eq!(
        told,
        [
            (AvisKind::Favourable, None, None),
            (AvisKind::ReserveList, Some(7), None),
            (AvisKind::Unfavourable, None, ground)
        ]
    );
    let letters: Vec<_> = seen.letters.iter().map(|it| (it.kind, it.language)).collect();
    assert_eq!(
        letters,
        [
            (AvisKind::Favourable, Language::French),
            (AvisKind::ReserveList, Language::English),
            (AvisKind::Unfavourable, Language::French)
        ]
    );
    assert!(seen.letters[1].text.contains("on the reserve list, at rank 7"), "{:?}", seen.letters[1]);
    assert!(seen.letters[2].text.contains("Motif\u{a0}: Niveau insuffisant"), "{:?}", seen.letters[2]);
    let page = officer.get(&Place::Batch(id.clone()).href()).await.done().text();
    for part in
        ["Validation des avis saisis\u{a0}: 3 dossiers", "Liste complémentaire", "Niveau insuffisant", "lang=\"en\""]
    {
        assert!(page.contains(part), "« {part} » is not in: {page}");
    }
    assert!(officer.get(&Place::Batches.href()).await.done().text().contains("Validation des avis saisis"));
    assert_eq!((treat(site).await, letters_of_avis(site).await), (0, 0), "nothing is done before it is confirmed");

    confirm(&officer, &id).await.done();
    assert_eq!(treat(site).await, 3);
    let told = view(&officer, &id).await;
    assert_eq!(outcomes(&told), [Some(Outcome::Done); 3]);
    assert!(told.letters.is_empty() && told.rows[2].entered.is_some(), "what was done stays to be read");
    assert_eq!((treat(site).await, letters_of_avis(site).await), (0, 3), "once");
    let dossier = one.dossier(&first).await;
    assert_eq!(dossier.card.avis, Some(AvisKind::Favourable));
    assert!(dossier.card.answer_by.is_some());
    assert_eq!(two.dossier(&second).await.avis.and_then(|it| it.rank), Some(7));
    assert_eq!(officer.examine(&second).await.avis.len(), 1, "validated, and not entered once more");
    for (email, part) in [
        ("un@essai.example", "confirmer ou vous désister avant le 2 décembre 2026"),
        ("deux@essai.example", "is on the reserve list, at rank 7"),
        ("trois@essai.example", "Motif\u{a0}: Niveau insuffisant"),
    ] {
        let letter = site.letter(email, "avis").await;
        assert!(letter.text.contains(part), "{email}: {}", letter.text);
    }
    let lines = officer.post("review/journal", &[("id", first.as_str())]).await.text();
    assert!(lines.contains("validate_avis") && lines.contains("Claire Fontaine"), "in the author's name: {lines}");
});

on_both!(an_avis_that_nobody_looked_at_is_not_validated, |site| {
    let (officer, reviewer) = (site.staff(OFFICER).await, site.staff(REVIEWER).await);
    let mut all = Vec::new();
    for name in ["changed", "alike", "empty", "late", "decided", "meanwhile"] {
        all.push(site.complete(&format!("{name}@essai.example"), &officer).await.1);
    }
    let [changed, alike, empty, late, decided, meanwhile] = &all[..] else { panic!("six of them") };
    for id in [changed, alike, meanwhile, decided] {
        enter(&reviewer, id, &WAITING).await;
    }
    officer.step("review/validate_avis", decided, &[]).await.done();
    let id = prepared(&officer, &[changed, alike, empty, late, decided, meanwhile], &VALIDATE).await;
    let (none, known) = (Some(StepRefusal::NoAvis), Some(StepRefusal::AlreadyValidated));
    let seen = view(&officer, &id).await;
    assert_eq!(obstacles(&seen), [None, None, none, none, known, None]);
    assert_eq!(seen.letters.len(), 1);
    let page = officer.get(&Place::Batch(id.clone()).href()).await.done().text();
    assert!(page.contains("est saisi sur ce dossier.") && page.contains("déjà validé"), "{page}");

    enter(&reviewer, changed, &FAVOURABLE).await;
    // Alike is not the same: with another comment, perhaps.
    enter(&reviewer, alike, &WAITING).await;
    enter(&reviewer, late, &FAVOURABLE).await;
    officer.step("review/validate_avis", meanwhile, &[]).await.done();
    let other = Some(StepRefusal::Changed);
    let refused = [other, other, none, other, known, known];
    let seen = view(&officer, &id).await;
    assert_eq!(obstacles(&seen), refused, "told before it is confirmed too");
    assert_eq!(seen.rows[0].entered.as_ref().map(|it| it.kind), Some(AvisKind::WaitingList), "what was looked at");
    let versions = async || {
        let mut found = Vec::new();
        for id in &all {
            found.push(officer.examine(id).await.version);
        }
        found
    };
    let before = versions().await;
    confirm(&officer, &id).await.done();
    assert_eq!(treat(site).await, 6);
    let told = view(&officer, &id).await;
    let refused = refused.map(|it| it.map(Outcome::Refused));
    assert_eq!((outcomes(&told), versions().await), (refused.to_vec(), before), "a refused row changes nothing");
    assert_eq!(letters_of_avis(site).await, 2, "of those that were validated one by one");
    assert!(officer.examine(changed).await.may_validate_avis, "it still waits");
    let page = officer.get(&Place::Batch(id).href()).await.done().text();
    assert!(page.contains("plus celui que vous avez vu"), "{page}");
});

on_both!(only_who_may_validate_does_and_within_their_scope_as_it_is_when_a_row_is_treated, |site| {
    let (officer, reviewer) = (site.staff(OFFICER).await, site.staff(REVIEWER).await);
    let (strange, director) = (site.staff(STRANGE_OFFICER).await, site.staff(ADMINISTRATOR).await);
    let (_, first) = site.complete("un@essai.example", &officer).await;
    let (_, elsewhere) = site.transmitted("deux@essai.example", LETTERS).await;
    enter(&reviewer, &first, &WAITING).await;
    for (staff, chosen) in
        [(&reviewer, &[&first][..]), (&strange, &[&first][..]), (&officer, &[&first, &elsewhere][..])]
    {
        assert_eq!(prepare(staff, chosen, &VALIDATE).await.error::<JobRefusal>(), CallError::NotFound);
    }
    let nothing = prepare(&officer, &[], &VALIDATE).await;
    assert_eq!(nothing.refusal::<JobRefusal>(), JobRefusal::NothingChosen);
    // What else is pressed enters an avis, and needs one.
    let other = prepare(&officer, &[&first], &[("task", "VALIDATE")]).await;
    assert_eq!(other.refusal::<JobRefusal>(), JobRefusal::Avis(StepRefusal::NoAvis));

    let moved = prepared(&officer, &[&first], &VALIDATE).await;
    let demoted = prepared(&officer, &[&first], &VALIDATE).await;
    assert_eq!(confirm(&director, &moved).await.error::<JobRefusal>(), CallError::NotFound, "its author alone");
    for id in [&moved, &demoted] {
        confirm(&officer, id).await.done();
    }
    site.sql(
        "delete from staff_scope where staff_id in
            (select staff_id from staff where email = 'gestion.sciences@demo.example')",
    )
    .await;
    assert_eq!(worker::treat_rows(&site.services, 1).await.expect("rows"), 1);
    let told = view(&officer, &moved).await;
    assert_eq!(outcomes(&told), [Some(Outcome::NotFound)]);
    assert!(told.rows[0].about.is_none() && told.rows[0].entered.is_none(), "nothing outside the scope");
    site.sql("update staff set role = 'reviewer' where email = 'gestion.sciences@demo.example'").await;
    treat(site).await;
    assert_eq!(outcomes(&view(&director, &demoted).await), [Some(Outcome::NotAllowed)]);
    assert!(director.examine(&first).await.may_validate_avis, "a refused row changes nothing");
    assert_eq!(letters_of_avis(site).await, 0);
});

on_both!(two_workers_validate_each_once_and_a_stopped_one_is_taken_up, |site| {
    let officer = site.staff(OFFICER).await;
    let mut all = Vec::new();
    for nth in 0..4 {
        let (_, id) = site.complete(&format!("c{nth}@essai.example"), &officer).await;
        enter(&officer, &id, &FAVOURABLE).await;
        all.push(id);
    }
    let chosen: Vec<_> = all.iter().collect();
    let (id, again) = (prepared(&officer, &chosen, &VALIDATE).await, prepared(&officer, &chosen[..2], &VALIDATE).await);
    confirm(&officer, &id).await.done();
    // Stopped after the first.
    assert_eq!(worker::treat_rows(&site.services, 1).await.expect("rows"), 1);
    assert_eq!((view(&officer, &id).await.line.treated, letters_of_avis(site).await), (1, 1));
    join(treat(site), treat(site)).await;
    assert_eq!(view(&officer, &id).await.done(), 4);
    // The same dossiers in another job: validated already.
    confirm(&officer, &again).await.done();
    treat(site).await;
    let refused = Some(Outcome::Refused(StepRefusal::AlreadyValidated));
    assert_eq!(outcomes(&view(&officer, &again).await), [refused, refused]);
    assert_eq!(letters_of_avis(site).await, 4);
    assert_eq!(site.count("select count(*) from avis where validated_at is not null").await, 4);
});

on_both!(ranks_that_were_validated_at_once_are_promoted_in_their_order_while_there_is_room, |site| {
    let officer = site.staff(OFFICER).await;
    site.sql("update programme set capacity = 1 where code = 'L1-INFO'").await;
    let (taken, first) = site.complete("un@essai.example", &officer).await;
    let (last, second) = site.complete("deux@essai.example", &officer).await;
    let (next, third) = site.complete("trois@essai.example", &officer).await;
    enter(&officer, &first, &FAVOURABLE).await;
    enter(&officer, &second, &reserve("2")).await;
    enter(&officer, &third, &reserve("1")).await;
    // What waits to be validated, whichever page it stands on; sent without JavaScript, as the second button does.
    let pairs = [("all", "yes"), ("query[avis]", "proposed"), ("form[kind]", ""), ("task", "validate")];
    let answer = officer.submit(&Place::Pile, "job/prepare", &pairs).await;
    let id = job_at(answer.location());
    assert_eq!(view(&officer, &id).await.rows.len(), 3);
    confirm(&officer, &id).await.done();
    assert_eq!(treat(site).await, 3);
    assert_eq!(site.services.follow_up().await.expect("nothing due"), 0, "nobody is promoted before a withdrawal");
    taken.answer(&first, "Withdrawn").await.done();
    assert_eq!(site.services.follow_up().await.expect("what is due"), 1);
    assert_eq!(next.dossier(&third).await.card.avis, Some(AvisKind::Favourable));
    assert_eq!(last.dossier(&second).await.card.avis, Some(AvisKind::ReserveList), "there was one place");
    // From the list to another avis, which waits beside it until it is validated in its place.
    enter(&officer, &second, &UNFAVOURABLE).await;
    let id = prepared(&officer, &[&second], &VALIDATE).await;
    assert!(view(&officer, &id).await.rows[0].obstacle.is_none());
    confirm(&officer, &id).await.done();
    treat(site).await;
    assert_eq!(last.dossier(&second).await.card.avis, Some(AvisKind::Unfavourable));
});

/// Runs a whole file of statements.
async fn run(site: &TestSite, file: &'static str) {
    let done = match &site.services.store.db {
        Db::Sqlite { write, .. } => sqlx::raw_sql(file).execute(write).await.map(drop),
        Db::Postgres(pool) => sqlx::raw_sql(file).execute(pool).await.map(drop),
    };
    done.expect("a file of statements");
}

on_both!(what_was_prepared_before_each_could_be_validated_is_kept_and_gone_on_with, |site| {
    let officer = site.staff(OFFICER).await;
    let (_, first) = site.complete("un@essai.example", &officer).await;
    let (_, second) = site.complete("deux@essai.example", &officer).await;
    // The tables as they were, with one job half done.
    run(site, "drop table job_row; drop table job; delete from _sqlx_migrations where version = 36;").await;
    run(site, include_str!("../../migrations/0014_job.sql")).await;
    site.sql(
        "insert into job select 'old', staff_id, 'reserve_list', 'Rang', 'Bravo', false, '', 5, 6
           from staff where email = 'gestion.sciences@demo.example'",
    )
    .await;
    site.sql(
        "insert into job_row (job_id, ordinal, candidature_id, rank)
         select 'old', row_number() over (order by candidature_id), candidature_id,
                6 + row_number() over (order by candidature_id) from candidature where state = 'complete'",
    )
    .await;
    site.sql("update job_row set outcome = '\"Done\"', done_at = 7 where ordinal = 1").await;
    site.services.store.db.migrate().await.expect("tables that are up to date");

    let id = JobId("old".into());
    let kept = view(&officer, &id).await;
    assert_eq!((kept.line.kind, kept.line.validates, kept.line.confirmed), (Some(AvisKind::ReserveList), false, true));
    assert_eq!((kept.ground.as_deref(), kept.comment.as_deref()), (Some("Rang"), Some("Bravo")));
    let rows: Vec<_> = kept.rows.iter().map(|it| (it.candidature.clone(), it.rank)).collect();
    assert_eq!(rows, [(first.clone(), Some(7)), (second.clone(), Some(8))]);
    assert_eq!(outcomes(&kept), [Some(Outcome::Done), None]);
    assert_eq!(treat(site).await, 1);
    let avis = officer.examine(&second).await.avis;
    assert_eq!((avis[0].kind, avis[0].rank), (AvisKind::ReserveList, Some(8)));
    assert!(officer.examine(&first).await.avis.is_empty(), "what was done is not done again");
    // What neither enters nor validates is nothing.
    assert!(site.try_sql("update job set kind = null").await.is_err());
});
