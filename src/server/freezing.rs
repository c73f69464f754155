//! The frozen snapshot of a transmission: taken inside the work that transmits, sealed, referenced.

use super::guard::Candidate;
use super::secrets;
use super::store::{Locked, Work};
use crate::domain::TransmissionId;
use crate::domain::profile::Profile;

impl Candidate {
    /// Freezes the dossier with the profile that was judged.
    pub async fn freeze(&self, work: &mut Work, locked: &Locked, profile: Profile) -> sqlx::Result<TransmissionId> {
        let snapshot = work.snapshot(locked, profile).await?;
        let text = serde_json::to_string(&snapshot).map_err(|e| sqlx::Error::Encode(e.into()))?;
        let digest = secrets::digest(text.as_bytes());
        let reference = secrets::draw_reference(&*self.services().chance, 'T');
        let id = work.add_transmission(locked, &reference, &snapshot, &text, &digest).await?;
        work.note("transmit", &locked.id, reference);
        Ok(id)
    }
}
