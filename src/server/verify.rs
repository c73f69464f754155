//! `guichet verify`: whether what is stored agrees with itself. Run after a crash, a restore, or every night.

use super::Services;

/// Everything that does not agree, in words for the engineer; empty when all is well.
pub async fn verify(services: &Services) -> sqlx::Result<Vec<String>> {
    let mut faults = services.store.contradictions().await?;
    match services.store.verify_journal().await? {
        Ok(rows) => tracing::info!(rows, "the journal's chain is whole"),
        Err(fault) => faults.push(format!("the journal breaks at row {}", fault.seq)),
    }
    for digest in services.store.held_digests().await? {
        if !services.vault.has(&digest).await {
            faults.push(format!("document {digest} is named by a row and not in the vault"));
        }
    }
    Ok(faults)
}
