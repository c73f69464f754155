//! What happens without anyone asking: what is due is done, letters leave the outbox, what is past its time is swept.

pub use super::batch::treat_rows;
pub use super::importing::do_lines;
use super::store::{Actor, Due};
use super::{Services, mail};
use crate::domain::account::UNVALIDATED_LIFE;
use crate::domain::profile::LOOKUP_WINDOW;
use crate::domain::time::Span;
use std::time::Duration;

/// Letters taken at once.
const BATCH: i64 = 20;
/// Rows of jobs treated before letters are looked at again.
const ROWS: usize = 20;
/// Questions to the bank put one after the other, and what is between two such rows.
const QUESTIONS: i64 = 20;
const NIGHT_ROUND: Duration = Duration::from_secs(30);
/// Between two looks at the outbox when nobody rings.
const ROUND: Duration = Duration::from_secs(5);
const ROUND_SPAN: Span = Span::seconds(5);
/// How long bytes that no row names are left alone: a deposit may be about to name them.
const ORPHAN_AGE: Span = Span::hours(24);

/// Runs until the process ends.
pub async fn run(services: Services) {
    // No letter waits for the bank.
    tokio::join!(rounds(services.clone()), nights(services));
}

/// Asks the bank, every night, what became of payments of which nothing was heard.
async fn nights(services: Services) {
    loop {
        if let Err(e) = services.reconcile(QUESTIONS).await {
            super::incident(&e, "the bank could not be asked about payments");
        }
        tokio::time::sleep(NIGHT_ROUND).await;
    }
}

async fn rounds(services: Services) {
    let (mut swept_on, mut followed_up) = (None, None);
    loop {
        // Not at every ring: under load the bell never rests.
        let now = services.clock.now();
        if followed_up.is_none_or(|at| now - ROUND_SPAN >= at) {
            followed_up = Some(now);
            if let Err(e) = services.follow_up().await {
                super::incident(&e, "what is due could not be done");
            }
        }
        if let Err(e) = send_due_letters(&services).await {
            super::incident(&e, "the outbox could not be read");
        }
        let today = super::calendar::date(services.clock.now());
        if swept_on != Some(today) {
            swept_on = Some(today);
            sweep(&services).await;
        }
        // Rows that were asked for are treated a few at a time, so that letters leave between them.
        match treat_waiting(&services, ROWS).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(e) => {
                super::incident(&e, "rows that wait could not be treated");
            }
        }
        let _ = tokio::time::timeout(ROUND, services.bell.notified()).await;
    }
}

/// Rows of jobs and lines of imports, up to `limit` of each; whether more may wait.
async fn treat_waiting(services: &Services, limit: usize) -> sqlx::Result<bool> {
    let rows = treat_rows(services, limit).await?;
    let lines = do_lines(services, limit).await?;
    Ok(rows == limit || lines == limit)
}

/// Sends every letter whose time has come; how many were tried.
pub async fn send_due_letters(services: &Services) -> sqlx::Result<usize> {
    services.post_asked_logins().await?;
    let mut tried = 0;
    loop {
        let mut work = services.begin(Actor::System, "").await?;
        let batch = work.claim_letters(BATCH).await?;
        work.commit().await?;
        if batch.is_empty() {
            return Ok(tried);
        }
        for due in batch {
            tried += 1;
            send(services, &due).await?;
        }
    }
}

async fn send(services: &Services, due: &Due) -> sqlx::Result<()> {
    let written = mail::compose(services, due).await;
    let outcome = match &written {
        Ok(letter) => services.mailer.send(&due.id, letter).await.map_err(|e| e.to_string()),
        Err(e) => Err(e.to_string()),
    };
    let mut work = services.begin(Actor::System, "").await?;
    match outcome {
        Ok(()) => {
            tracing::info!(letter = %due.id, code = due.letter.code(), "a letter left");
            let kept = written.as_ref().ok().filter(|_| due.letter.may_be_kept());
            work.letter_sent(&due.id, kept.map(|it| (it.subject.as_str(), it.text.as_str()))).await?;
        }
        Err(why) => {
            tracing::warn!(letter = %due.id, code = due.letter.code(), failures = due.failures, why, "a letter waits");
            work.letter_failed(due, &why).await?;
        }
    }
    work.commit().await
}

/// Once a day: sessions, links and counts past their time, bytes in the vault that no row names, files that were cut
/// half-way.
pub async fn sweep(services: &Services) {
    if let Err(e) = sweep_rows(services).await {
        super::incident(&e, "old rows could not be swept");
    }
    let limit = (services.clock.now() - ORPHAN_AGE).0;
    sweep_unfinished(services, limit).await;
    match services.vault.all().await {
        Err(e) => {
            super::incident(&e, "the vault could not be listed");
        }
        Ok(all) => {
            for (digest, at) in all.into_iter().filter(|(_, at)| at.as_millisecond() < limit) {
                sweep_one(services, &digest, at).await;
            }
        }
    }
}

async fn sweep_unfinished(services: &Services, limit: i64) {
    let before = jiff::Timestamp::from_millisecond(limit).unwrap_or_default();
    match services.vault.drop_unfinished(before).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(count, "files that were cut half-way are dropped"),
        Err(e) => {
            super::incident(&e, "files that were cut half-way could not be swept");
        }
    }
}

async fn sweep_rows(services: &Services) -> sqlx::Result<()> {
    let mut work = services.begin(Actor::System, "").await?;
    // The longest span over which anything is counted.
    work.sweep(LOOKUP_WINDOW).await?;
    work.sweep_arrivals().await?;
    work.sweep_logins().await?;
    work.remove_unvalidated(UNVALIDATED_LIFE).await?;
    work.commit().await
}

async fn sweep_one(services: &Services, digest: &str, at: jiff::Timestamp) {
    let _nobody_keeps = services.vault.hold_for_sweeping().await;
    match services.store.is_held(digest).await {
        Ok(true) => {}
        Ok(false) => {
            tracing::info!(digest, %at, "bytes that no row names are dropped");
            if let Err(e) = services.vault.drop_unnamed(digest).await {
                super::incident(&e, "the vault does not let go");
            }
        }
        Err(e) => {
            super::incident(&e, "holders of bytes could not be looked up");
        }
    }
}
