//! A site for one test: services with a fresh database, a clock to be moved, foreseeable chance, letters in a folder.
//! Closing it sends what waits in the outbox and has `verify` look at what is left.

use super::actor::Actor;
use crate::domain::letter::Written;
use crate::domain::time::{Date, Instant, Span};
use crate::server::brand::Brand;
use crate::server::cas::Cas;
use crate::server::config::{BankConfig, CasConfig, Config};
use crate::server::psp::{Psp, paybox};
use crate::server::records::Records;
use crate::server::store::{Db, Store};
use crate::server::{
    Chance, Clock, Inner, Services, demo, inspect, mail, pdf, secrets, signing, vault::Vault, verify, web, worker,
};
use axum::Router;
use leptos::config::LeptosOptions;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// Sunday 22 November 2026, 10:30 in Paris: when every test begins.
const BEGINNING: i64 = 1_795_339_800_000;
const TODAY: Date = Date { year: 2026, month: 11, day: 22 };
/// The only environment variable of the tests; `script/test` sets it.
const POSTGRES: &str = "GUICHET_TEST_POSTGRES";

/// Runs one test on SQLite and on PostgreSQL; with a second closure, on a site configured by it; after `empty`, on one that
/// nobody established yet.
macro_rules! on_both {
    ($name:ident, |$site:ident| $body:block) => {
        crate::tests::site::on_both!(@open_with $name, |_config| (), |$site| $body);
    };
    ($name:ident, |$config:ident| $change:expr, |$site:ident| $body:block) => {
        crate::tests::site::on_both!(@open_with $name, |$config| $change, |$site| $body);
    };
    (empty $name:ident, |$site:ident| $body:block) => {
        crate::tests::site::on_both!(@open_empty $name, |_config| (), |$site| $body);
    };
    (@$open:ident $name:ident, |$config:ident| $change:expr, |$site:ident| $body:block) => {
        mod $name {
            #[allow(clippy::wildcard_imports, unused_imports, reason = "the test sees what its file sees")]
            use super::*;
            use crate::tests::site::{Engine, TestSite as Site};

            async fn tell($site: &Site) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let site = Site::$open(Engine::Sqlite, |$config| $change).await;
                tell(&site).await;
                site.close().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let site = Site::$open(Engine::Postgres, |$config| $change).await;
                tell(&site).await;
                site.close().await;
            }
        }
    };
}
pub(super) use on_both;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A clock that moves when it is told to, and by a millisecond whenever it is asked, so that acts have an order.
pub struct TestClock(AtomicI64);

impl TestClock {
    pub fn advance(&self, span: Span) {
        self.0.fetch_add(span.0, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

/// The same bytes in every run.
struct TestChance(Mutex<StdRng>);

impl Chance for TestChance {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().expect("nobody panics while drawing").fill_bytes(bytes);
    }
}

pub struct TestSite {
    pub services: Services,
    pub clock: Arc<TestClock>,
    pub router: Router,
    folder: TempDir,
    /// The database that was made on the PostgreSQL server.
    database: Option<String>,
    closed: bool,
}

impl TestSite {
    /// Opens a site with the demonstration's establishment; `change` has the last word on its configuration.
    pub async fn open_with(engine: Engine, change: impl FnOnce(&mut Config)) -> Self {
        let site = Self::open_empty(engine, change).await;
        demo::load(&site.services).await.expect("the demonstration");
        site
    }

    /// Opens a site as it is before anybody established anything.
    pub async fn open_empty(engine: Engine, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (database, name) = match engine {
            Engine::Sqlite => (None, None),
            Engine::Postgres => {
                let (url, name) = make_database().await;
                (Some(url.into()), Some(name))
            }
        };
        let mut config = Config {
            var: folder.path().to_owned(),
            database,
            public_url: "http://guichet.test".to_owned(),
            establishment: "Université d'essai".to_owned(),
            logo: None,
            colour: None,
            colour_dark: None,
            contact: "candidature@guichet.test".to_owned(),
            smtp: None,
            mail_from: "ne-pas-repondre@guichet.test".to_owned(),
            demo: false,
            client_address_header: None,
            reference: None,
            records_csv: None,
            records_years_csv: None,
            cas: CasConfig {
                url: None,
                patience: 1,
                mail: "mail".to_owned(),
                family_name: "sn".to_owned(),
                given_name: "givenName".to_owned(),
                student_number: "supannEtuId".to_owned(),
                affiliation: "eduPersonAffiliation".to_owned(),
                second_proof: None,
            },
            bank: no_bank(),
            signing_key: None,
            pdf_certificate: None,
            pdf_key: None,
            signatory_quality: "La présidente".to_owned(),
            signatory_name: "Camille Essai".to_owned(),
            city: "Valenciennes".to_owned(),
            ent_url: Some("https://ent.essai.example/activation".to_owned()),
            ldap_base: "ou=people,dc=essai,dc=example".to_owned(),
        };
        change(&mut config);
        let db = Db::connect(&config.database_url()).await.expect("a database");
        db.migrate().await.expect("tables");
        let clock = Arc::new(TestClock(AtomicI64::new(BEGINNING)));
        let chance = TestChance(Mutex::new(StdRng::seed_from_u64(2026)));
        let services = Services::new(Inner {
            store: Store { db },
            clock: clock.clone(),
            signer: signing::Signer::open(&config, &chance, TODAY).expect("a signer"),
            chance: Arc::new(chance),
            vault: Vault::open(folder.path()).expect("a vault"),
            mailer: mail::Mailer::open(&config).expect("a mailer"),
            hasher: secrets::Hasher::default(),
            inspector: inspect::Inspector::default(),
            printer: pdf::Printer::default(),
            records: Records::demonstration(TODAY),
            cas: Cas::open(&config).expect("the address of a CAS"),
            psp: Psp::open(&config).expect("a bank, or none"),
            brand: Brand::open(&config).expect("a look, or none"),
            bell: tokio::sync::Notify::new(),
            config,
        });
        let router = web::router(services.clone(), LeptosOptions::builder().output_name("guichet").build());
        Self { services, clock, router, folder, database: name, closed: false }
    }

    /// The folder of the site's data.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Someone without a session.
    pub fn visitor(&self) -> Actor<'_> {
        Actor::new(self)
    }

    /// Sends the letters that are due; how many.
    pub async fn deliver(&self) -> usize {
        worker::send_due_letters(&self.services).await.expect("an outbox")
    }

    /// The letters that one address got, with their codes, oldest first.
    pub async fn letters_to(&self, email: &str) -> Vec<(String, Written)> {
        self.deliver().await;
        let all = self.services.letters().await.expect("letters");
        let written = all.into_iter().rev().filter_map(|it| Some((it.code, it.written?)));
        written.filter(|(_, letter)| letter.to == email).collect()
    }

    /// The codes of the letters that one address got, oldest first.
    pub async fn codes_to(&self, email: &str) -> Vec<String> {
        self.letters_to(email).await.into_iter().map(|(code, _)| code).collect()
    }

    /// The latest letter of a kind to an address.
    pub async fn letter(&self, email: &str, code: &str) -> Written {
        let found = self.letters_to(email).await.into_iter().rfind(|(it, _)| it == code);
        found.unwrap_or_else(|| panic!("no letter « {code} » to {email}")).1
    }

    /// The token of the link in the latest letter of a kind.
    pub async fn token(&self, email: &str, code: &str) -> String {
        let letter = self.letter(email, code).await;
        let (_, rest) = letter.text.split_once("jeton=").expect("a link");
        rest.split_whitespace().next().expect("a token").to_owned()
    }

    /// Runs a statement behind the application's back; how many rows it changed.
    pub async fn sql(&self, text: &'static str) -> u64 {
        self.try_sql(text).await.expect(text)
    }

    pub async fn try_sql(&self, text: &'static str) -> sqlx::Result<u64> {
        match &self.services.store.db {
            Db::Sqlite { write, .. } => sqlx::query(text).execute(write).await.map(|it| it.rows_affected()),
            Db::Postgres(pool) => sqlx::query(text).execute(pool).await.map(|it| it.rows_affected()),
        }
    }

    /// What a query of one number answers.
    pub async fn count(&self, text: &'static str) -> i64 {
        let row: Result<(i64,), _> = match &self.services.store.db {
            Db::Sqlite { read, .. } => sqlx::query_as(text).fetch_one(read).await,
            Db::Postgres(pool) => sqlx::query_as(text).fetch_one(pool).await,
        };
        row.expect(text).0
    }

    /// What a query of one column of text answers.
    pub async fn texts(&self, text: &'static str) -> Vec<String> {
        let rows: Result<Vec<(String,)>, _> = match &self.services.store.db {
            Db::Sqlite { read, .. } => sqlx::query_as(text).fetch_all(read).await,
            Db::Postgres(pool) => sqlx::query_as(text).fetch_all(pool).await,
        };
        rows.expect(text).into_iter().map(|(it,)| it).collect()
    }

    /// Ends the test: no letter may be left waiting, and what is stored must agree with itself.
    pub async fn close(mut self) {
        self.deliver().await;
        assert_eq!(self.services.store.letters_waiting().await.expect("letters"), 0, "letters wait in the outbox");
        let contradictions = verify::verify(&self.services).await.expect("a look at the rows");
        assert!(contradictions.is_empty(), "{contradictions:?}");
        let scans = super::plans::faults();
        assert!(scans.is_empty(), "{scans:#?}");
        self.services.store.db.close().await;
        if let Some(name) = &self.database {
            order(&server(), &format!("drop database {name}")).await;
        }
        self.closed = true;
    }
}

impl Drop for TestSite {
    fn drop(&mut self) {
        assert!(self.closed || std::thread::panicking(), "a TestSite must be closed: its outbox was not looked at");
    }
}

/// Nobody pays by card, unless a test says so.
fn no_bank() -> BankConfig {
    BankConfig {
        paybox_site: None,
        paybox_rang: None,
        paybox_identifiant: None,
        paybox_hmac_key: None,
        paybox_public_key: None,
        paybox_hosts: Vec::new(),
        paybox_path: paybox::PATH.to_owned(),
        paybox_question_hosts: Vec::new(),
        paybox_cle: None,
        demo_psp: String::new(),
    }
}

fn server() -> String {
    #[expect(clippy::disallowed_methods, reason = "the one place of the tests that reads the environment")]
    let url = std::env::var(POSTGRES);
    url.unwrap_or_else(|_| panic!("{POSTGRES} is not set: run script/test, which starts a PostgreSQL of its own"))
}

/// Makes an empty database on the server; its address and its name.
async fn make_database() -> (String, String) {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let name = format!("guichet_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::SeqCst));
    let server = server();
    order(&server, &format!("drop database if exists {name}")).await;
    order(&server, &format!("create database {name}")).await;
    let (address, options) = server.split_once('?').unwrap_or((&server, ""));
    let (host, _) = address.rsplit_once('/').expect("an address with the name of a database");
    (format!("{host}/{name}?{options}"), name)
}

async fn order(server: &str, statement: &str) {
    let mut connection = PgConnection::connect(server).await.expect("the PostgreSQL server");
    sqlx::query(AssertSqlSafe(statement)).execute(&mut connection).await.expect("a statement on the server");
    connection.close().await.expect("a farewell");
}
