//! The world, server only. `Services` is its one door: database, clock, chance, vault, mail, password hashing; real
//! ones in production, others in tests. A failure is logged here under an incident number, and only the number leaves.

mod admitting;
mod applying;
mod asking;
mod batch;
pub mod brand;
pub mod calendar;
pub mod cas;
mod certifying;
pub mod config;
pub mod demo;
pub mod desk;
mod directory;
mod enrolling;
mod enrolment_desk;
mod enrolment_documents;
mod enrolment_queue;
mod enrolment_settings;
mod entrance;
mod establishing;
mod exempting;
mod explained;
pub mod filling;
mod follow_up;
pub mod founding;
mod freezing;
pub mod guard;
mod importing;
pub mod inspect;
mod inviting;
mod language;
mod login;
pub mod mail;
mod models;
mod papers;
mod paying;
pub mod pdf;
mod portal;
mod printing;
pub mod psp;
mod received;
mod reconciling;
pub mod records;
pub mod reference;
mod refilling;
mod release;
pub mod secrets;
mod sections;
mod settings;
mod sharing;
mod sheet;
pub mod signing;
pub mod store;
mod studies;
mod till;
pub mod uploads;
mod validating;
pub mod vault;
pub mod verify;
pub mod web;
mod wording;
pub mod worker;

use crate::api::CallError;
use crate::domain::letter::LetterView;
use crate::domain::time::Instant;
use config::Config;
use std::sync::Arc;
use store::{Actor, Store, Work};

/// What time it is.
pub trait Clock: Send + Sync {
    fn now(&self) -> Instant;
}

/// Bytes that nobody can foresee.
pub trait Chance: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
        let now = jiff::Timestamp::now();
        Instant(now.as_millisecond())
    }
}

pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        use rand::Rng;
        #[expect(clippy::disallowed_methods, reason = "the one place that draws")]
        rand::rng().fill_bytes(bytes);
    }
}

/// All that a request may need of the world.
#[derive(Clone)]
pub struct Services(Arc<Inner>);

pub struct Inner {
    pub config: Config,
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub chance: Arc<dyn Chance>,
    pub vault: vault::Vault,
    pub mailer: mail::Mailer,
    pub hasher: secrets::Hasher,
    pub inspector: inspect::Inspector,
    pub printer: pdf::Printer,
    pub records: records::Records,
    /// Where the establishment has one.
    pub cas: Option<cas::Cas>,
    pub psp: psp::Psp,
    /// The establishment's own look, where it has one.
    pub brand: brand::Brand,
    /// Signs certificates.
    pub signer: signing::Signer,
    /// Rung after each commit that posted a letter, so that the worker need not wait for its next round.
    pub bell: tokio::sync::Notify,
}

impl std::ops::Deref for Services {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Services {
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// Connects to what the configuration names, brings the tables up to date.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        std::fs::create_dir_all(&config.var)?;
        if let Some(folder) = &config.reference {
            reference::replace(folder)?;
        }
        let db = store::Db::connect(&config.database_url()).await?;
        db.migrate().await?;
        Ok(Self::new(Inner {
            store: Store { db },
            clock: Arc::new(SystemClock),
            chance: Arc::new(SystemChance),
            vault: vault::Vault::open(&config.var)?,
            mailer: mail::Mailer::open(&config)?,
            hasher: secrets::Hasher::default(),
            inspector: inspect::Inspector::default(),
            printer: pdf::Printer::default(),
            signer: signing::Signer::open(&config, &SystemChance, calendar::date(SystemClock.now()))?,
            records: records::Records::open(&config, calendar::date(SystemClock.now()))?,
            cas: cas::Cas::open(&config)?,
            psp: psp::Psp::open(&config)?,
            brand: brand::Brand::open(&config)?,
            bell: tokio::sync::Notify::new(),
            config,
        }))
    }

    /// A new `UUIDv7`: ordered by birth.
    pub fn draw_id(&self) -> String {
        let mut random = [0; 10];
        self.chance.fill(&mut random);
        let millis = u64::try_from(self.clock.now().0).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().to_string()
    }

    /// Begins a transaction in the name of `actor`. Its moment is read once the writer's turn has come, so that a
    /// deadline is judged by when the act is committed, not by when it was asked for.
    pub async fn begin(&self, actor: Actor, origin: &str) -> sqlx::Result<Work> {
        let tx = self.store.db.begin().await?;
        let services = self.clone();
        let draw = Arc::new(move || services.draw_id());
        Ok(Work::new(tx, self.clock.now(), actor, origin.to_owned(), draw))
    }

    /// The latest letters, in words where the transport kept them.
    pub async fn letters(&self) -> sqlx::Result<Vec<LetterView>> {
        const LATEST: i64 = 200;
        let mut letters = self.store.letters(LATEST).await?;
        for letter in &mut letters {
            letter.written = self.mailer.written(&letter.id).await;
        }
        Ok(letters)
    }

    /// Commits, and wakes the worker.
    pub async fn commit(&self, work: Work) -> sqlx::Result<()> {
        work.commit().await?;
        self.bell.notify_one();
        Ok(())
    }
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the folder of the data cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    #[error("the database cannot be used: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the tables cannot be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("the storage of documents cannot be used: {0}")]
    Vault(#[from] object_store::Error),
    #[error("the reference data cannot be used: {0}")]
    Reference(#[from] reference::ReferenceError),
    #[error("the past students cannot be read: {0}")]
    Records(#[from] records::RecordsError),
    #[error("the address of the CAS is no http(s) address: {0}")]
    Cas(String),
    #[error(transparent)]
    Brand(#[from] brand::BrandError),
    #[error("payment by card cannot be set up: {0}")]
    Psp(#[from] psp::PspError),
    #[error("a key cannot be used: {0}")]
    Key(#[from] signing::KeyError),
    #[error("the mail transport cannot be used: {0}")]
    Mail(String),
}

/// Logs a failure of the world under a number that staff can search, and returns the number.
pub fn incident(cause: &dyn std::fmt::Display, what: &'static str) -> String {
    let mut bytes = [0; 5];
    SystemChance.fill(&mut bytes);
    let number = format!("I-{}", data_encoding::BASE32.encode(&bytes));
    tracing::error!(incident = number, cause = %cause, "{what}");
    number
}

impl<R> From<sqlx::Error> for CallError<R> {
    fn from(cause: sqlx::Error) -> Self {
        // What bears a name that no database can keep is not there.
        if store::is_unkeepable(&cause) {
            return Self::NotFound;
        }
        if store::is_no_campaign(&cause) {
            return Self::NoCampaign;
        }
        Self::Failed(incident(&cause, "a query failed"))
    }
}
