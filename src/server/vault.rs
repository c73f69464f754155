//! Where documents lie: each under the digest of its bytes, so that the same file is kept once and nothing is ever
//! overwritten. Put first, then named by a row; what no row names is swept.

use futures::TryStreamExt;
use futures::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::io::AsyncReadExt;
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock};

/// The folder, within the store, of all documents.
const PREFIX: &str = "sha256";
/// How much of a file is held in memory while it is copied.
const CHUNK: usize = 256 * 1024;

#[derive(Clone)]
pub struct Vault {
    objects: Arc<dyn ObjectStore>,
    /// Where the store writes its files.
    documents: PathBuf,
    /// Where uploads wait to be checked.
    incoming: PathBuf,
    /// Held for reading from before bytes are kept until a row names them, for writing while bytes are dropped:
    /// otherwise the sweeper could drop what a deposit just found to be there already. One process sweeps.
    sweeping: Arc<RwLock<()>>,
}

impl Vault {
    pub fn open(var: &Path) -> Result<Self, object_store::Error> {
        let (documents, incoming) = (var.join("documents"), var.join("incoming"));
        for folder in [&documents, &incoming] {
            std::fs::create_dir_all(folder).map_err(generic)?;
        }
        // fsync is off by default: what was answered « déposé » must survive a power cut.
        let objects = LocalFileSystem::new_with_prefix(&documents)?.with_fsync(true);
        Ok(Self { objects: Arc::new(objects), documents: documents.join(PREFIX), incoming, sweeping: Arc::default() })
    }

    pub fn incoming(&self) -> &Path {
        &self.incoming
    }

    /// While this is held, nothing is dropped.
    pub async fn hold(&self) -> OwnedRwLockReadGuard<()> {
        self.sweeping.clone().read_owned().await
    }

    /// While this is held, nothing is kept.
    pub async fn hold_for_sweeping(&self) -> OwnedRwLockWriteGuard<()> {
        self.sweeping.clone().write_owned().await
    }

    /// Keeps a file under its digest. Doing it again is no harm: the name says what the bytes are.
    pub async fn keep(&self, file: &Path, digest: &str) -> Result<(), object_store::Error> {
        let place = place(digest);
        match self.objects.head(&place).await {
            Ok(_) => return Ok(()),
            Err(object_store::Error::NotFound { .. }) => {}
            Err(other) => return Err(other),
        }
        let mut source = tokio::fs::File::open(file).await.map_err(generic)?;
        let mut upload = WriteMultipart::new(self.objects.put_multipart(&place).await?);
        let mut chunk = vec![0; CHUNK];
        loop {
            match source.read(&mut chunk).await {
                Ok(0) => break,
                Ok(n) => upload.write(&chunk[..n]),
                Err(e) => {
                    upload.abort().await?;
                    return Err(generic(e));
                }
            }
        }
        upload.finish().await.map(drop)
    }

    /// The bytes, as they come.
    pub async fn read(
        &self,
        digest: &str,
    ) -> Result<BoxStream<'static, Result<bytes::Bytes, object_store::Error>>, object_store::Error> {
        Ok(self.objects.get(&place(digest)).await?.into_stream())
    }

    /// The bytes, at once.
    pub async fn read_whole(&self, digest: &str) -> Result<bytes::Bytes, object_store::Error> {
        self.objects.get(&place(digest)).await?.bytes().await
    }

    pub async fn has(&self, digest: &str) -> bool {
        self.objects.head(&place(digest)).await.is_ok()
    }

    /// Every digest that is kept, with its age known to the store.
    pub async fn all(&self) -> Result<Vec<(String, jiff::Timestamp)>, object_store::Error> {
        let prefix = ObjectPath::from(PREFIX);
        let listed = self.objects.list(Some(&prefix)).map_ok(|meta| {
            let name = meta.location.filename().unwrap_or_default().to_owned();
            let at = jiff::Timestamp::from_millisecond(meta.last_modified.timestamp_millis()).unwrap_or_default();
            (name, at)
        });
        listed.try_collect().await
    }

    /// Takes away what was cut half-way before `before`, as by a kill: files on their way in, and bytes on their way to
    /// their name. Nobody goes on with either; how many.
    pub async fn drop_unfinished(&self, before: jiff::Timestamp) -> std::io::Result<usize> {
        let incoming = drop_old(&self.incoming, is_incoming, before).await?;
        Ok(incoming + drop_old(&self.documents, is_staged, before).await?)
    }

    pub async fn drop_unnamed(&self, digest: &str) -> Result<(), object_store::Error> {
        self.objects.delete(&place(digest)).await
    }
}

/// How files on their way in are called (`tempfile`).
fn is_incoming(name: &str) -> bool {
    name.starts_with(".tmp")
}

/// `<digest>#N`: how the store calls bytes until they are whole and get their name. Its list does not tell of them.
fn is_staged(name: &str) -> bool {
    let number = name.split_once('#').map(|(_, number)| number);
    number.is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()))
}

/// Takes away the files of a folder that are so called and were last written before; how many.
async fn drop_old(folder: &Path, called: fn(&str) -> bool, before: jiff::Timestamp) -> std::io::Result<usize> {
    let mut entries = match tokio::fs::read_dir(folder).await {
        // Made with the first file that it holds.
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(0),
        other => other?,
    };
    let mut dropped = 0;
    while let Some(entry) = entries.next_entry().await? {
        if !entry.file_name().to_str().is_some_and(called) {
            continue;
        }
        let written = match entry.metadata().await {
            // Meanwhile it came to its end.
            Err(e) if e.kind() == ErrorKind::NotFound => continue,
            other => other?.modified()?,
        };
        if jiff::Timestamp::try_from(written).is_ok_and(|at| at < before) {
            tokio::fs::remove_file(entry.path()).await?;
            dropped += 1;
        }
    }
    Ok(dropped)
}

fn place(digest: &str) -> ObjectPath {
    ObjectPath::from_iter([PREFIX, digest])
}

fn generic(source: std::io::Error) -> object_store::Error {
    object_store::Error::Generic { store: "vault", source: Box::new(source) }
}
