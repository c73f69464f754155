//! A file on its way in: counted, looked at and hashed as it streams into a place of its own, inspected, put into the vault.

use super::store::StoredFile;
use super::{Services, incident};
use crate::domain::document::{DocumentRefusal, FileFault, HEAD_BYTES, MAX_BYTES, Media, file_name};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;
use tokio::sync::OwnedRwLockReadGuard;

/// What went wrong with a deposit.
pub(super) enum Failure {
    Refused(DocumentRefusal),
    SignedOut,
    NotFound,
    Incident(String),
}

impl From<DocumentRefusal> for Failure {
    fn from(refusal: DocumentRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for Failure {
    fn from(cause: sqlx::Error) -> Self {
        Self::Incident(incident(&cause, "a deposit could not be recorded"))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
fn interrupted(error: MultipartError) -> Failure {
    let too_much = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
    Failure::Refused(if too_much { DocumentRefusal::File(FileFault::TooLarge) } else { DocumentRefusal::Interrupted })
}

/// A file as it came, in a place of its own that goes away with this value.
pub(super) struct Received {
    file: tempfile::NamedTempFile,
    said_name: String,
    size: u64,
    head: Vec<u8>,
    digest: String,
}

/// A file that was found good, still in that place.
pub(super) struct Judged {
    pub stored: StoredFile,
    file: tempfile::NamedTempFile,
}

impl Judged {
    /// Puts it into the vault, where nothing is swept while what is given back is held.
    pub async fn keep(&self, services: &Services) -> Result<OwnedRwLockReadGuard<()>, Failure> {
        let until_named = services.vault.hold().await;
        let kept = services.vault.keep(self.file.path(), &self.stored.digest).await;
        kept.map_err(|e| Failure::Incident(incident(&e, "the vault does not keep a document")))?;
        Ok(until_named)
    }
}

impl Received {
    /// Reads a form with the version that it was made from in `seen`, and a file in `file`.
    pub async fn of(services: &Services, request: Request) -> Result<(i64, Self), Failure> {
        let mut form = Multipart::from_request(request, &()).await.map_err(|_| DocumentRefusal::Interrupted)?;
        let (mut seen, mut received) = (0, None);
        while let Some(field) = form.next_field().await.map_err(interrupted)? {
            match field.name() {
                Some("seen") => seen = field.text().await.map_err(interrupted)?.parse().unwrap_or(0),
                Some("file") => received = Some(Self::read(services, field).await?),
                _ => {}
            }
        }
        Ok((seen, received.ok_or(DocumentRefusal::File(FileFault::NoFile))?))
    }

    async fn read(services: &Services, mut field: Field<'_>) -> Result<Self, Failure> {
        let storage = |e: std::io::Error| Failure::Incident(incident(&e, "a deposit cannot be written"));
        let said_name = field.file_name().unwrap_or_default().to_owned();
        let file = tempfile::NamedTempFile::new_in(services.vault.incoming()).map_err(storage)?;
        let mut sink = tokio::fs::File::from_std(file.reopen().map_err(storage)?);
        let (mut size, mut head, mut hash) = (0_u64, Vec::with_capacity(HEAD_BYTES), Sha256::new());
        while let Some(chunk) = field.chunk().await.map_err(interrupted)? {
            size += chunk.len() as u64;
            if size > MAX_BYTES {
                // Read on, keep nothing: see READ_AT_MOST.
                continue;
            }
            head.extend(chunk.iter().take(HEAD_BYTES - head.len()));
            hash.update(&chunk);
            sink.write_all(&chunk).await.map_err(storage)?;
        }
        sink.flush().await.map_err(storage)?;
        let digest = data_encoding::HEXLOWER.encode(&hash.finalize());
        Ok(Self { file, said_name, size, head, digest })
    }

    /// Whether it is taken: by `look` at its beginning, then by reading it whole.
    pub async fn judge(
        &self,
        services: &Services,
        look: fn(u64, &[u8]) -> Result<Media, FileFault>,
    ) -> Result<Media, Failure> {
        let refused = |fault| Failure::Refused(DocumentRefusal::File(fault));
        if self.size == 0 && self.said_name.is_empty() {
            return Err(refused(FileFault::NoFile));
        }
        let media = look(self.size, &self.head).map_err(refused)?;
        let inspected = services.inspector.inspect(self.file.path(), media).await;
        match inspected {
            Ok(verdict) => verdict.map(|()| media).map_err(refused),
            Err(e) => Err(Failure::Incident(incident(&e, "a deposit cannot be read back"))),
        }
    }

    pub fn into_new(self, media: Media) -> Judged {
        let size = i64::try_from(self.size).unwrap_or(i64::MAX);
        let stored = StoredFile { name: file_name(&self.said_name, media), media, size, digest: self.digest };
        Judged { stored, file: self.file }
    }
}
