//! Avis on many candidatures: chosen on the pile, looked at, confirmed, treated row by row, told row by row.

use super::actor::{Actor, Answer};
use super::journey::{ADMINISTRATOR, INFORMATICS, LETTERS, OFFICER, REVIEWER, STRANGE_OFFICER};
use super::review::hand_over;
use super::site::{TestSite, on_both};
use crate::api::CallError;
use crate::domain::candidature::StepRefusal;
use crate::domain::job::{JobLine, JobRefusal, JobView, Outcome, ROWS_MAX};
use crate::domain::review::AvisKind;
use crate::domain::{CandidatureId, JobId};
use crate::places::Place;
use crate::server::worker;
use axum::http::StatusCode;
use futures::future::join;

pub(super) async fn prepare(staff: &Actor<'_>, chosen: &[&CandidatureId], more: &[(&str, &str)]) -> Answer {
    let mut pairs: Vec<_> = chosen.iter().map(|it| ("chosen[]", it.as_str())).collect();
    pairs.extend_from_slice(more);
    staff.post("job/prepare", &pairs).await
}

pub(super) async fn prepared(staff: &Actor<'_>, chosen: &[&CandidatureId], more: &[(&str, &str)]) -> JobId {
    let answer = prepare(staff, chosen, more).await.done();
    JobId(answer.location().strip_prefix("/admin/lots/").expect("the job").to_owned())
}

pub(super) async fn view(staff: &Actor<'_>, id: &JobId) -> JobView {
    staff.post("job/read", &[("id", id.as_str())]).await.read()
}

pub(super) async fn confirm(staff: &Actor<'_>, id: &JobId) -> Answer {
    staff.post("job/confirm", &[("id", id.as_str())]).await
}

pub(super) async fn treat(site: &TestSite) -> usize {
    worker::treat_rows(&site.services, usize::MAX).await.expect("rows")
}

pub(super) fn outcomes(view: &JobView) -> Vec<Option<Outcome>> {
    view.rows.iter().map(|it| it.outcome).collect()
}

const FAVOURABLE: [(&str, &str); 2] = [("form[kind]", "favourable"), ("validate", "yes")];

on_both!(many_avis_are_entered_and_validated_once_confirmed_and_told_row_by_row, |site| {
    let officer = site.staff(OFFICER).await;
    let (one, first) = site.complete("un@essai.example", &officer).await;
    let (_, second) = site.complete("deux@essai.example", &officer).await;
    let (_, early) = site.transmitted("trois@essai.example", INFORMATICS).await;
    let page = officer.get(&Place::Pile.href()).await.done().text();
    assert_eq!(page.matches("name=\"chosen[]\"").count(), 2, "what would be refused is not offered");
    let id = prepared(&officer, &[&first, &second, &early, &first], &FAVOURABLE).await;
    let seen = view(&officer, &id).await;
    assert_eq!((seen.rows.len(), seen.may_confirm, seen.line.confirmed), (3, true, false));
    assert_eq!(seen.rows[2].obstacle, Some(StepRefusal::NotInState));
    let [letter] = &seen.letters[..] else { panic!("one letter: {:?}", seen.letters) };
    assert!(
        letter.subject.ends_with("Université d'essai") && letter.text.contains("Licence 1 Informatique"),
        "{letter:?}"
    );
    assert!(letter.text.contains("Éloïse un"), "named as in the letter itself: {letter:?}");
    let page = officer.get(&Place::Batch(id.clone()).href()).await.done().text();
    assert!(page.contains("Avis favorable\u{a0}: 3 dossiers") && page.contains("Confirmer"), "{page}");
    assert_eq!(treat(site).await, 0, "nothing is done before it is confirmed");

    confirm(&officer, &id).await.done();
    confirm(&officer, &id).await.done();
    assert_eq!(treat(site).await, 3);
    let told = view(&officer, &id).await;
    let refused = Outcome::Refused(StepRefusal::NotInState);
    assert_eq!(outcomes(&told), [Some(Outcome::Done), Some(Outcome::Done), Some(refused)]);
    assert_eq!((told.done(), told.may_confirm), (2, false));
    let dossier = one.dossier(&first).await;
    assert_eq!(dossier.card.avis, Some(AvisKind::Favourable));
    assert!(dossier.card.answer_by.is_some());
    for email in ["un@essai.example", "deux@essai.example"] {
        assert_eq!(site.codes_to(email).await.iter().filter(|it| *it == "avis").count(), 1, "{email}");
    }
    assert!(!site.codes_to("trois@essai.example").await.contains(&"avis".to_owned()));
    assert_eq!(treat(site).await, 0, "once");
    // In the author's name.
    let lines = officer.post("review/journal", &[("id", first.as_str())]).await.text();
    assert!(lines.contains("validate_avis") && lines.contains("Claire Fontaine"));
    assert_eq!(site.count("select count(*) from job_row where outcome like '%@%'").await, 0);
    let page = officer.get(&Place::Batch(id).href()).await.done().text();
    assert!(page.contains("2 faits, 1 refusé, 0 en attente"), "{page}");
});

on_both!(avis_that_are_only_entered_are_heard_of_by_nobody_and_ranks_follow_each_other, |site| {
    let (officer, reviewer) = (site.staff(OFFICER).await, site.staff(REVIEWER).await);
    let (one, first) = site.complete("un@essai.example", &officer).await;
    let (_, second) = site.complete("deux@essai.example", &officer).await;
    let reserve = [("form[kind]", "reserve_list"), ("form[rank]", "4")];
    let rankless = prepare(&reviewer, &[&first], &reserve[..1]).await;
    assert_eq!(rankless.refusal::<JobRefusal>(), JobRefusal::Avis(StepRefusal::RankMissing));
    let groundless = prepare(&reviewer, &[&first], &[("form[kind]", "unfavourable")]).await;
    assert_eq!(groundless.refusal::<JobRefusal>(), JobRefusal::Avis(StepRefusal::GroundMissing));
    let nothing = prepare(&reviewer, &[], &reserve).await;
    assert_eq!(nothing.refusal::<JobRefusal>(), JobRefusal::NothingChosen);
    assert_eq!(prepare(&reviewer, &[&first], &FAVOURABLE).await.error::<JobRefusal>(), CallError::NotFound);

    let id = prepared(&reviewer, &[&second, &first], &reserve).await;
    assert!(view(&reviewer, &id).await.letters.is_empty(), "nobody is written to");
    assert_eq!(confirm(&officer, &id).await.error::<JobRefusal>(), CallError::NotFound, "its author alone");
    confirm(&reviewer, &id).await.done();
    treat(site).await;
    let rank = async |id: &CandidatureId| officer.examine(id).await.avis[0].rank;
    assert_eq!((rank(&second).await, rank(&first).await), (Some(4), Some(5)));
    assert_eq!(one.dossier(&first).await.card.avis, None);
    assert!(!site.codes_to("un@essai.example").await.contains(&"avis".to_owned()));
    assert!(officer.examine(&first).await.may_validate_avis);
});

on_both!(rows_are_judged_by_what_the_author_may_when_they_are_treated, |site| {
    let (officer, reviewer) = (site.staff(OFFICER).await, site.staff(REVIEWER).await);
    let (_, first) = site.complete("un@essai.example", &officer).await;
    let (_, elsewhere) = site.transmitted("deux@essai.example", LETTERS).await;
    let strange = prepare(&officer, &[&first, &elsewhere], &FAVOURABLE).await;
    assert_eq!(strange.error::<JobRefusal>(), CallError::NotFound);
    let before = officer.examine(&first).await.version;
    let (moved, demoted) = (
        prepared(&reviewer, &[&first], &[("form[kind]", "waiting_list")]).await,
        prepared(&officer, &[&first], &FAVOURABLE).await,
    );
    confirm(&reviewer, &moved).await.done();
    confirm(&officer, &demoted).await.done();
    site.sql(
        "delete from staff_scope where staff_id in
            (select staff_id from staff where email = 'commission.sciences@demo.example')",
    )
    .await;
    site.sql("update staff set role = 'reviewer' where email = 'gestion.sciences@demo.example'").await;
    treat(site).await;
    let director = site.staff(ADMINISTRATOR).await;
    assert_eq!(outcomes(&view(&director, &moved).await), [Some(Outcome::NotFound)]);
    assert!(view(&reviewer, &moved).await.rows[0].about.is_none(), "no name outside the scope");
    assert_eq!(outcomes(&view(&director, &demoted).await), [Some(Outcome::NotAllowed)]);
    let seen = director.examine(&first).await;
    assert_eq!((seen.version, seen.avis.len()), (before, 0), "a refused row changes nothing");
});

on_both!(two_workers_treat_each_row_once_and_a_stopped_one_is_taken_up, |site| {
    let officer = site.staff(OFFICER).await;
    let mut all = Vec::new();
    for nth in 0..4 {
        all.push(site.complete(&format!("c{nth}@essai.example"), &officer).await.1);
    }
    let chosen: Vec<_> = all.iter().collect();
    let id = prepared(&officer, &chosen, &FAVOURABLE).await;
    confirm(&officer, &id).await.done();
    // Stopped after the first.
    assert_eq!(worker::treat_rows(&site.services, 1).await.expect("rows"), 1);
    assert_eq!(view(&officer, &id).await.line.treated, 1);
    join(treat(site), treat(site)).await;
    let told = view(&officer, &id).await;
    assert_eq!(told.done(), 4);
    assert_eq!(site.count("select count(*) from letter where code = 'avis'").await, 4);
    assert_eq!(site.count("select count(*) from avis").await, 4);
});

on_both!(what_was_prepared_is_its_authors_and_administrators, |site| {
    let officer = site.staff(OFFICER).await;
    let (_, first) = site.complete("un@essai.example", &officer).await;
    let id = prepared(&officer, &[&first], &FAVOURABLE).await;
    let list = async |staff: &Actor<'_>| staff.post("job/all", &[]).await.read::<Vec<JobLine>>().len();
    let (strange, director) = (site.staff(STRANGE_OFFICER).await, site.staff(ADMINISTRATOR).await);
    assert_eq!((list(&officer).await, list(&strange).await, list(&director).await), (1, 0, 1));
    assert_eq!(strange.get(&Place::Batch(id.clone()).href()).await.status, StatusCode::NOT_FOUND);
    assert!(!view(&director, &id).await.may_confirm);
    assert!(officer.get(&Place::Batches.href()).await.done().text().contains("À confirmer"));
    // Without JavaScript: the form of the pile, and a refusal that comes back on it.
    let answer = officer.submit(&Place::Pile, "job/prepare", &[("form[kind]", "favourable")]).await;
    let place = answer.location().strip_prefix("http://guichet.test").unwrap_or(answer.location()).to_owned();
    assert!(officer.get(&place).await.done().text().contains("Cochez au moins un dossier."));
    let pairs = [("chosen[]", first.as_str()), ("form[kind]", "favourable")];
    let answer = officer.submit(&Place::Pile, "job/prepare", &pairs).await;
    assert!(answer.location().starts_with("/admin/lots/"), "{}", answer.location());
});

on_both!(all_that_the_filter_found_is_chosen_at_once, |site| {
    let officer = site.staff(OFFICER).await;
    let (_, first) = site.complete("un@essai.example", &officer).await;
    let (_, second) = site.complete("deux@essai.example", &officer).await;
    let (_, early) = site.transmitted("trois@essai.example", INFORMATICS).await;
    let (_, decided) = site.favourable("quatre@essai.example", &officer).await;
    let (_, elsewhere) = site.transmitted("cinq@essai.example", LETTERS).await;
    site.sql("update candidature set state = 'complete' where programme_id in (select programme_id from programme where code = 'L1-LET')").await;
    let page = officer.get(&Place::Pile.href()).await.done().text();
    assert!(page.contains("sur toutes les pages\u{a0}: 2 dossiers complets"), "{page}");
    let rows = async |more: &[(&str, &str)]| {
        let pairs = [&[("all", "yes"), ("form[kind]", "reserve_list"), ("form[rank]", "3")][..], more].concat();
        let id = prepared(&officer, &[&early], &pairs).await;
        view(&officer, &id).await.rows.into_iter().map(|it| (it.candidature, it.rank)).collect::<Vec<_>>()
    };
    let (a, b) = ((first.clone(), Some(3)), (second.clone(), Some(4)));
    assert_eq!(rows(&[]).await, [a, b], "in the order of the pile; boxes that were ticked do not count");
    assert_eq!(rows(&[("query[order]", "Newest")]).await, [(second.clone(), Some(3)), (first.clone(), Some(4))]);
    assert_eq!(rows(&[("query[words]", "deux@")]).await, [(second.clone(), Some(3))]);
    let nothing = [("all", "yes"), ("query[state]", "transmitted"), ("form[kind]", "favourable")];
    assert_eq!(prepare(&officer, &[], &nothing).await.refusal::<JobRefusal>(), JobRefusal::NothingChosen);
    for strange in [&decided, &elsewhere] {
        assert!(!rows(&[]).await.iter().any(|(id, _)| id == strange));
    }
    // The form says the same without JavaScript.
    let pairs = [("all", "yes"), ("query[order]", "Oldest"), ("query[words]", "un@"), ("form[kind]", "favourable")];
    let answer = officer.submit(&Place::Pile, "job/prepare", &pairs).await;
    let id = JobId(answer.location().strip_prefix("/admin/lots/").expect("the job").to_owned());
    assert_eq!(view(&officer, &id).await.rows.len(), 1);
});

on_both!(as_many_as_the_filter_found_are_too_many, |site| {
    let officer = site.staff(OFFICER).await;
    let (_, first) = site.complete("un@essai.example", &officer).await;
    let all: Vec<_> = (0..ROWS_MAX).map(|nth| format!("d{nth:03}")).collect();
    hand_over(site, INFORMATICS, all.into_iter()).await;
    site.sql("update candidature set state = 'complete' where transmitted_at is not null").await;
    let pairs = [("all", "yes"), ("form[kind]", "favourable")];
    let answer = prepare(&officer, &[], &pairs).await;
    assert_eq!(answer.refusal::<JobRefusal>(), JobRefusal::TooMany { max: ROWS_MAX });
    let page = officer.get(&Place::Pile.href()).await.done().text();
    assert!(page.contains("501 dossiers complets") && !page.contains("name=\"all\""), "{page}");
    // One fewer, and they fit.
    let pairs = [("all", "yes"), ("query[words]", "d"), ("form[kind]", "favourable")];
    site.sql("update account set search_key = 'zzz' where email = 'un@essai.example'").await;
    let id = prepared(&officer, &[&first], &pairs).await;
    assert_eq!(view(&officer, &id).await.rows.len(), ROWS_MAX);
});

on_both!(a_report_reloads_itself_only_while_it_runs, |site| {
    let officer = site.staff(OFFICER).await;
    let (_, first) = site.complete("un@essai.example", &officer).await;
    let (_, second) = site.complete("deux@essai.example", &officer).await;
    let id = prepared(&officer, &[&first, &second], &FAVOURABLE).await;
    let reloads = async || {
        let page = officer.get(&Place::Batch(id.clone()).href()).await.done().text();
        page.contains("<noscript><meta http-equiv=refresh content=5></noscript>")
    };
    assert!(!reloads().await, "nothing runs before it is confirmed");
    confirm(&officer, &id).await.done();
    assert!(reloads().await);
    assert_eq!(worker::treat_rows(&site.services, 1).await.expect("rows"), 1);
    assert!(reloads().await, "one of two");
    treat(site).await;
    assert!(!reloads().await, "all is done");
});
