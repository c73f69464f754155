//! The store, on both engines: constraints, races, what a search pattern means, what a dropped work leaves.

use super::site::{TestSite, on_both};
use crate::domain::account::{DossierNumber, Email, Password, SignUp};
use crate::domain::language::Language;
use crate::domain::letter::Letter;
use crate::domain::profile::{IdentityForm, Section};
use crate::domain::time::Span;
use crate::domain::{AccountId, CandidatureId, LetterId, ProgrammeId};
use crate::server::secrets;
use crate::server::store::{Actor as By, Db, LinkPurpose, Store, Work};
use futures::future::join_all;
use std::collections::BTreeSet;

async fn work(site: &TestSite) -> Work {
    site.services.begin(By::System, "").await.expect("a transaction")
}

fn person(email: &str) -> SignUp {
    SignUp {
        family_name: "D’Œuvré \u{1D49C} \\ ' \" % _".into(),
        given_name: "Éloïse".into(),
        email: Email::parse(email).expect("an address"),
        password: Password::parse("Chataigne#2048").expect("a password"),
    }
}

/// Adds an account with its letter, if the address and the number are free.
async fn add_account(site: &TestSite, email: &str, number: &DossierNumber) -> sqlx::Result<Option<AccountId>> {
    let campaign = site.services.campaign().await?;
    let mut work = work(site).await;
    let made = work.add_account(&campaign, number, &person(email), "", "none", Language::French).await?;
    if let Some(account) = &made {
        work.post(account, &Letter::AccountExists(account.clone())).await?;
    }
    work.commit().await?;
    Ok(made)
}

async fn account(site: &TestSite) -> AccountId {
    let number = secrets::draw_number(&site.services);
    add_account(site, "eloise@essai.example", &number).await.expect("a row").expect("a new account")
}

async fn add_candidature(site: &TestSite, owner: &AccountId, programme: &ProgrammeId) -> Option<CandidatureId> {
    let mut work = work(site).await;
    let made = work.add_candidature(owner, programme, site.now()).await.expect("a statement");
    work.commit().await.expect("a commit");
    made
}

on_both!(an_address_and_a_number_belong_to_one_account, |site| {
    let (first, second) = (secrets::draw_number(&site.services), secrets::draw_number(&site.services));
    let racers = (0..4).map(|_| secrets::draw_number(&site.services)).collect::<Vec<_>>();
    let made = join_all(racers.iter().map(|it| add_account(site, "a@essai.example", it))).await;
    assert_eq!(made.into_iter().filter(|it| matches!(it, Ok(Some(_)))).count(), 1);
    assert!(add_account(site, "b@essai.example", &first).await.is_ok_and(|it| it.is_some()));
    assert!(add_account(site, "c@essai.example", &first).await.is_err(), "a number drawn twice");
    assert!(add_account(site, "c@essai.example", &second).await.is_ok_and(|it| it.is_some()));
    assert_eq!(site.count("select count(*) from account").await, 3);
});

on_both!(what_is_written_is_read_back_to_the_letter, |site| {
    let id = account(site).await;
    let recipient = site.services.store.recipient(&id).await.expect("a row");
    assert_eq!(recipient.family_name, person("a@b.fr").family_name);
});

on_both!(one_candidature_per_programme_and_person_whoever_races, |site| {
    let (owner, programme) = (account(site).await, site.programme("L1-INFO").await);
    let made = join_all((0..8).map(|_| add_candidature(site, &owner, &programme))).await;
    let made: Vec<_> = made.into_iter().flatten().collect();
    assert_eq!(made.len(), 1);
    site.sql("update candidature set state = 'cancelled'").await;
    assert!(add_candidature(site, &owner, &programme).await.is_some(), "a cancelled one does not count");
    assert_eq!(add_candidature(site, &owner, &programme).await, None);
});

on_both!(the_tables_refuse_what_no_rule_allows, |site| {
    use sqlx::Error;
    let (owner, programme) = (account(site).await, site.programme("L1-INFO").await);
    add_candidature(site, &owner, &programme).await.expect("a candidature");
    let refused = async |statement: &'static str| match site.try_sql(statement).await {
        Err(Error::Database(why)) => why.message().to_owned(),
        other => panic!("{statement}: {other:?}"),
    };
    refused("update candidature set state = 'invented'").await;
    refused("update candidature set state = 'transmitted'").await;
    refused("update candidature set answer = 'confirmed'").await;
    refused("update candidature set account_id = 'nobody'").await;
    refused("delete from account").await;
    refused("update account set email = null").await;
    refused("insert into session (token_hash, second_step_done, created_at, expires_at) values ('x', true, 0, 0)")
        .await;
    refused("insert into journal_head (only_one, seq, digest) values (2, 0, '')").await;
    refused(
        "insert into document (document_id, candidature_id, requirement_id, state, size, version)
             select 'x', candidature_id, requirement_id, 'missing', 4194305, 1 from candidature, required_document",
    )
    .await;
});

on_both!(of_eight_who_save_a_section_at_once_one_wins, |site| {
    let owner = account(site).await;
    let save = async |nth: usize, seen: i64| {
        let answers = IdentityForm { birth_place: nth.to_string(), ..IdentityForm::default() };
        let mut work = work(site).await;
        let saved = work.save_section(&owner, Section::Identity, &answers, seen).await.expect("a statement");
        work.commit().await.expect("a commit");
        saved
    };
    for seen in [0, 1] {
        let won = join_all((0..8).map(|nth| save(nth, seen))).await;
        assert_eq!(won.iter().filter(|it| **it).count(), 1, "from version {seen}");
        let winner = won.iter().position(|it| *it).expect("a winner").to_string();
        let stored = site.services.store.profile(&owner).await.expect("a profile").identity;
        assert_eq!(stored.map(|it| it.birth_place), Some(winner));
    }
    let version = site.services.store.section_version(&owner, Section::Identity).await;
    assert_eq!(version.expect("a version"), 2);
});

on_both!(eight_workers_take_every_letter_once, |site| {
    let owner = account(site).await;
    let mut posting = work(site).await;
    for _ in 0..60 {
        posting.post(&owner, &Letter::AccountExists(owner.clone())).await.expect("a row");
    }
    posting.commit().await.expect("a commit");
    let worker = || async {
        let mut taken: Vec<LetterId> = Vec::new();
        loop {
            let mut work = work(site).await;
            let batch = work.claim_letters(3).await.expect("a claim");
            work.commit().await.expect("a commit");
            if batch.is_empty() || taken.len() > 100 {
                return taken;
            }
            taken.extend(batch.into_iter().map(|it| it.id));
        }
    };
    let taken: Vec<_> = join_all((0..8).map(|_| worker())).await.into_iter().flatten().collect();
    assert_eq!((taken.len(), taken.iter().collect::<BTreeSet<_>>().len()), (61, 61));
    let mut sending = work(site).await;
    for id in &taken {
        sending.letter_sent(id, None).await.expect("a row");
    }
    sending.commit().await.expect("a commit");
});

on_both!(attempts_a_link_and_a_code_are_used_up_by_one_of_many, |site| {
    let owner = account(site).await;
    let counted = join_all((0..20).map(async |_| {
        let mut work = work(site).await;
        let count = work.count_attempt("act:whom", Span::minutes(15)).await.expect("a count");
        work.commit().await.expect("a commit");
        count
    }));
    let mut counted = counted.await;
    counted.sort_unstable();
    assert_eq!(counted, (1..=20).collect::<Vec<_>>());

    let mut adding = work(site).await;
    adding.add_link("hash", &owner, LinkPurpose::Reset, Span::hours(2)).await.expect("a row");
    adding.commit().await.expect("a commit");
    let used = join_all((0..8).map(async |_| {
        let mut work = work(site).await;
        let used = work.use_link("hash", LinkPurpose::Reset).await.expect("a statement");
        work.commit().await.expect("a commit");
        used
    }));
    assert_eq!(used.await.into_iter().flatten().collect::<Vec<_>>(), [owner]);

    let staff = site.texts("select staff_id from staff limit 1").await.remove(0);
    let staff = crate::domain::StaffId(staff);
    let used = join_all((0..8).map(async |_| {
        let mut work = work(site).await;
        let used = work.use_totp_step(&staff, 7).await.expect("a statement");
        work.commit().await.expect("a commit");
        used
    }));
    assert_eq!(used.await.into_iter().filter(|it| *it).count(), 1);
});

on_both!(a_work_that_is_dropped_leaves_nothing_behind, |site| {
    let owner = account(site).await;
    let programme = site.programme("L1-INFO").await;
    let letters = site.count("select count(*) from letter").await;
    {
        let mut work = work(site).await;
        let id = work.add_candidature(&owner, &programme, site.now()).await.expect("a row").expect("new");
        work.note("apply", &id, "");
        work.post(&owner, &Letter::CandidatureCreated(id)).await.expect("a letter");
    }
    assert_eq!(site.count("select count(*) from candidature").await, 0);
    assert_eq!(site.count("select count(*) from letter").await, letters);
    assert_eq!(site.count("select count(*) from journal where act = 'apply'").await, 0);
    assert!(add_candidature(site, &owner, &programme).await.is_some(), "nor a lock");
});

on_both!(the_journal_is_one_chain_however_many_write_at_once, |site| {
    let before = site.count("select count(*) from journal").await;
    join_all((0..20).map(async |nth: i64| {
        let mut work = work(site).await;
        for line in 0..3 {
            work.note("try", nth, line);
        }
        work.commit().await.expect("a commit");
    }))
    .await;
    assert_eq!(site.services.store.verify_journal().await.expect("a look"), Ok(before + 60));
    // The lines of one work stand together.
    let subjects = site.texts("select subject_id from journal where act = 'try' order by seq").await;
    assert!(subjects.chunks(3).all(|it| it.iter().all(|line| *line == it[0])), "{subjects:?}");
});

on_both!(signs_that_patterns_know_are_looked_for_as_themselves, |site| {
    let campaign = site.services.campaign().await.expect("a campaign");
    site.sql("update programme set search_key = 'cent % pur_ \\ vrai' where code = 'L1-INFO'").await;
    let found = async |words: &[&str]| {
        let words: Vec<_> = words.iter().map(|it| (*it).to_owned()).collect();
        let rows = site.services.store.offer(&campaign, &words, site.now()).await.expect("an offer");
        rows.into_iter().map(|(_, _, it)| it.code).collect::<Vec<_>>()
    };
    for words in [&["%"][..], &["_"], &["\\"], &["cent", "vrai"], &["cent", "%", "pur_", "\\"]] {
        assert_eq!(found(words).await, ["L1-INFO"], "{words:?}");
    }
    for words in [&["c%t"][..], &["p_r"], &["\\\\"], &["cent", "faux"]] {
        assert!(found(words).await.is_empty(), "{words:?}");
    }
});

on_both!(what_is_past_its_time_is_swept, |site| {
    let owner = account(site).await;
    let mut filling = work(site).await;
    filling.open_candidate_session("token", &owner, Span::hours(12), ("", "")).await.expect("a row");
    filling.add_link("hash", &owner, LinkPurpose::Validation, Span::days(1)).await.expect("a row");
    filling.count_attempt("act:whom", Span::minutes(15)).await.expect("a row");
    filling.commit().await.expect("a commit");
    let left = async || {
        let mut sweeping = work(site).await;
        sweeping.sweep(Span::minutes(15)).await.expect("a sweep");
        sweeping.commit().await.expect("a commit");
        let [session, link, quota] =
            ["select count(*) from session", "select count(*) from link", "select count(*) from quota"];
        (site.count(session).await, site.count(link).await, site.count(quota).await)
    };
    assert_eq!(left().await, (1, 1, 1));
    site.clock.advance(Span::minutes(30));
    assert_eq!(left().await, (1, 1, 0));
    site.clock.advance(Span::hours(12));
    assert_eq!(left().await, (0, 1, 0));
    site.clock.advance(Span::days(31));
    assert_eq!(left().await, (0, 0, 0));
});

on_both!(instances_that_start_together_on_an_empty_database_make_its_tables_once, |site| {
    let db = match &site.services.store.db {
        Db::Sqlite { .. } => {
            let file = site.folder().join("empty.db");
            Db::connect(&format!("sqlite://{}", file.display())).await.expect("a database")
        }
        Db::Postgres(_) => {
            site.sql("drop schema public cascade").await;
            site.sql("create schema public").await;
            site.services.store.db.clone()
        }
    };
    for outcome in join_all([db.migrate(), db.migrate(), db.migrate()]).await {
        outcome.expect("tables that are up to date");
    }
    let store = Store { db };
    assert!(!store.has_faculties().await.expect("a table"));
    assert_eq!(store.verify_journal().await.expect("a table"), Ok(0));
});
