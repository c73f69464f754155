//! What a night leaves behind: parts that stay marked until there is news of them.

use super::payment::{begin, hear, ledger, payer, said, with_bank};
use super::reconciliation::night;
use super::site::on_both;
use crate::domain::time::Span;

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
