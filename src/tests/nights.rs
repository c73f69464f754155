//! What a night leaves behind: parts that stay marked until there is news of them, questions whose asker died, and what
//! the page says where the bank is not asked.

use super::journey::ADMINISTRATOR;
use super::payment::{begin, hear, ledger, payer, said, with_bank};
use super::reconciliation::{give_up, night, outcomes};
use super::site::on_both;
use crate::domain::time::Span;
use crate::places::Place;

on_both!(a_part_stays_marked_until_there_is_news_of_it, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    site.sql("update enrolment set due = 62800").await;
    begin(&actor, "k1", "3").await.done();
    hear(site, &said(1, 20_934, "00000", "1")).await;
    let mark = async || {
        site.clock.advance(Span::days(34));
        night(site).await;
        marked(site).await
    };
    assert_eq!(mark().await, 1);
    // What was heard before, or is older or of no part, is no news of the second one.
    for (code, number) in [("00000", "1"), ("00001", ""), ("00015", ""), ("99999", "")] {
        hear(site, &said(1, 20_934, code, number)).await;
        assert_eq!(marked(site).await, 1, "{code}");
    }
    hear(site, &said(1, 20_933, "00000", "2")).await;
    assert_eq!((marked(site).await, ledger(site).await), (0, (2, 41_867)));
    assert_eq!(mark().await, 1);
    hear(site, &said(1, 20_933, "00151", "3")).await;
    assert_eq!(marked(site).await, 0, "a refusal is news");
});

async fn marked(site: &super::site::TestSite) -> i64 {
    site.count("select count(*) from attempt where overdue_at is not null").await
}

on_both!(questions_whose_asker_died_are_closed, |config| with_bank(config), |site| {
    let actor = payer(site).await;
    begin(&actor, "k1", "1").await.done();
    give_up(site).await;
    // As killed processes leave it: claimed by the night and by staff, no answer noted; then the bank was heard.
    site.sql("insert into reconciliation (night, begun_at) values ('2026-11-22', 0)").await;
    let (by_night, by_staff) = (
        "insert into bank_question (question_id, attempt_id, night, number, asked_at)
         select 'q1', attempt_id, '2026-11-22', 1, created_at + 1860000 from attempt",
        "insert into bank_question (question_id, attempt_id, number, asked_at)
         select 'q2', attempt_id, 3, created_at + 1860000 from attempt",
    );
    site.sql(by_night).await;
    site.sql(by_staff).await;
    hear(site, &said(1, 17_800, "00000", "1")).await;
    let open = "select count(*) from reconciliation where ended_at is null";
    assert_eq!((night(site).await, outcomes(site).await), (0, vec!["none".to_owned(); 2]), "it may be under way");
    assert_eq!(site.count(open).await, 1);
    site.clock.advance(Span::minutes(6));
    assert_eq!((night(site).await, outcomes(site).await), (0, vec!["unanswered".to_owned(); 2]));
    assert_eq!(site.count(open).await, 0);
    // Staff's are closed also once the night is over.
    site.sql("update bank_question set outcome = null where question_id = 'q2'").await;
    assert_eq!((night(site).await, outcomes(site).await), (0, vec!["unanswered".to_owned(); 2]));
});

on_both!(without_a_bank_the_page_says_that_no_night_begins, |site| {
    let page = site.staff(ADMINISTRATOR).await.get(&Place::Payments.href()).await.done().text();
    assert!(page.contains("Aucune banque n") && !page.contains("à 3\u{a0}h"), "{page}");
});

on_both!(
    where_the_bank_cannot_be_asked_the_page_says_so,
    |config| {
        with_bank(config);
        config.bank.paybox_question_hosts = Vec::new();
    },
    |site| {
        let director = site.staff(ADMINISTRATOR).await;
        let told = async || {
            let page = director.get(&Place::Payments.href()).await.done().text();
            assert!(page.contains("la banque elle-même ne peut pas être interrogée"), "{page}");
        };
        told().await;
        night(site).await;
        told().await;
    }
);
