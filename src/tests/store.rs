//! The store under several hands at once, on both engines: SQLite's single writer hides lost updates that PostgreSQL
//! shows.

use super::journey::{INFORMATICS, OFFICER};
use super::site::{TestSite, on_both};
use crate::domain::letter::Letter;
use crate::domain::profile::{AddressForm, Section};
use crate::domain::review::PileQuery;
use crate::domain::{AccountId, CandidatureId};
use crate::server::reference::fold;
use crate::server::store::{Actor, Scope, Work};
use futures::future::join_all;
use std::collections::HashSet;

async fn begin(site: &TestSite) -> Work {
    site.services.begin(Actor::System, "").await.expect("a transaction")
}

/// An account, made the short way.
async fn account(site: &TestSite) -> AccountId {
    site.sign_up("eloise@essai.example").await.done();
    AccountId(site.texts("select account_id from account").await.pop().expect("an account"))
}

fn address(street: &str) -> AddressForm {
    AddressForm { street: street.to_owned(), ..AddressForm::default() }
}

on_both!(of_eight_that_save_one_section_at_once_one_wins, |site| {
    let owner = account(site).await;
    let save = |n: usize| {
        let owner = owner.clone();
        async move {
            let mut work = begin(site).await;
            let form = address(&format!("rue {n}"));
            let saved = work.save_section(&owner, Section::Address, &form, 0).await.expect("a statement");
            work.commit().await.expect("a commit");
            saved
        }
    };
    let saved = join_all((0..8).map(save)).await;
    assert_eq!(saved.iter().filter(|it| **it).count(), 1);
    let version = site.services.store.section_version(&owner, Section::Address).await.expect("a version");
    assert_eq!(version, 1);
});

on_both!(what_is_not_committed_never_was, |site| {
    let owner = account(site).await;
    let mut work = begin(site).await;
    work.save_section(&owner, Section::Address, &address("rue perdue"), 0).await.expect("a statement");
    work.post(&owner, &Letter::PasswordReset(owner.clone())).await.expect("a statement");
    work.note("never", &owner, "");
    drop(work);
    assert_eq!(site.services.store.profile(&owner).await.expect("a profile").address, None);
    assert_eq!(site.count("select count(*) from letter where code = 'password_reset'").await, 0);
    assert_eq!(site.count("select count(*) from journal where act = 'never'").await, 0);
    // The writer is free again.
    begin(site).await.commit().await.expect("a commit");
});

on_both!(eight_workers_take_each_letter_once, |site| {
    let owner = account(site).await;
    let mut work = begin(site).await;
    for _ in 0..60 {
        work.post(&owner, &Letter::PasswordReset(owner.clone())).await.expect("a statement");
    }
    work.commit().await.expect("a commit");
    let worker = |_: usize| async move {
        let mut taken = Vec::new();
        loop {
            let mut work = begin(site).await;
            let batch = work.claim_letters(7).await.expect("a claim");
            work.commit().await.expect("a commit");
            if batch.is_empty() {
                return taken;
            }
            taken.extend(batch);
        }
    };
    let taken: Vec<_> = join_all((0..8).map(worker)).await.into_iter().flatten().collect();
    let distinct: HashSet<_> = taken.iter().map(|it| it.id.clone()).collect();
    assert_eq!((taken.len(), distinct.len()), (61, 61), "with the one of the sign-up");
    let mut work = begin(site).await;
    for due in &taken {
        work.letter_sent(&due.id).await.expect("a statement");
    }
    work.commit().await.expect("a commit");
});

on_both!(a_letter_whose_worker_died_comes_back, |site| {
    account(site).await;
    let mut work = begin(site).await;
    assert_eq!(work.claim_letters(10).await.expect("a claim").len(), 1);
    work.commit().await.expect("a commit");
    assert_eq!(site.deliver().await, 0, "it is leased");
    site.clock.advance(crate::domain::time::Span::minutes(3));
    assert_eq!(site.deliver().await, 1);
});

on_both!(attempts_are_counted_exactly, |site| {
    let count = |_: usize| async move {
        let mut work = begin(site).await;
        let window = crate::domain::account::ATTEMPT_WINDOW;
        let nth = work.count_attempt("test", window).await.expect("a count");
        work.commit().await.expect("a commit");
        nth
    };
    let mut counted = join_all((0..20).map(count)).await;
    counted.sort_unstable();
    assert_eq!(counted, (1..=20).collect::<Vec<i64>>());
});

on_both!(the_journal_stays_one_chain_under_many_writers, |site| {
    let write = |n: usize| async move {
        let mut work = begin(site).await;
        work.note("test", n, "one");
        work.note("test", n, "two");
        work.commit().await.expect("a commit");
    };
    join_all((0..16).map(write)).await;
    let rows = site.services.store.verify_journal().await.expect("a walk").expect("a whole chain");
    assert_eq!(rows, site.count("select count(*) from journal").await);
    assert!(rows >= 32);
});

on_both!(whoever_changes_a_row_of_the_journal_is_found_out, |site| {
    account(site).await;
    site.sql("update journal set detail = 'nothing happened' where seq = 1").await;
    let fault = site.services.store.verify_journal().await.expect("a walk").expect_err("a broken chain");
    assert_eq!(fault.seq, 1);
    site.sql("update journal set detail = '' where seq = 1").await;
    site.sql("update journal_head set seq = seq + 1").await;
    assert!(site.services.store.verify_journal().await.expect("a walk").is_err(), "a row cut off the end");
    site.sql("update journal_head set seq = seq - 1").await;
});

on_both!(words_with_wildcards_find_themselves_only, |site| {
    let (_, id) = site.transmitted("a_b%c@essai.example", INFORMATICS).await;
    site.transmitted("axbyc@essai.example", INFORMATICS).await;
    let found = |words: &'static str| async move {
        let scope = administrator(site).await;
        let query = PileQuery::default();
        site.services.store.pile(&scope, &query, &fold(words)).await.expect("a pile").0
    };
    let ids =
        |rows: Vec<crate::domain::review::PileRow>| rows.into_iter().map(|it| it.id).collect::<Vec<CandidatureId>>();
    assert_eq!(ids(found("a_b%c").await), [id]);
    assert_eq!(found("éLOISE").await.len(), 2);
    assert!(found("\\").await.is_empty());
});

async fn administrator(site: &TestSite) -> Scope {
    let known = site.services.store.staff_credentials("admin@demo.example").await.expect("a row").expect("a person");
    Scope::of(&known.id, known.role.expect("staff have a role"))
}

on_both!(a_scope_limits_every_query_of_staff, |site| {
    let (_, id) = site.transmitted("eloise@essai.example", "L1-LET").await;
    let known = site.services.store.staff_credentials(OFFICER).await.expect("a row").expect("a person");
    let elsewhere = Scope::of(&known.id, known.role.expect("staff have a role"));
    let everywhere = administrator(site).await;
    let store = &site.services.store;
    for (scope, finds) in [(&elsewhere, false), (&everywhere, true)] {
        assert_eq!(store.examination_head(scope, &id).await.expect("a row").is_some(), finds);
        assert_eq!(store.pile(scope, &PileQuery::default(), "").await.expect("a pile").1, i64::from(finds));
        let document = store.documents(&id).await.expect("documents")[0].document_id.clone().expect("a document");
        assert_eq!(store.file_in_scope(scope, &document).await.expect("a row").is_some(), finds);
        assert_eq!(begin(site).await.lock_in_scope(scope, &id).await.expect("a row").is_some(), finds);
    }
    assert_eq!(store.programmes_in_scope(&elsewhere).await.expect("programmes").len(), 14);
});
