//! `trials kill`: the server is killed at random moments while people walk the whole way; then `guichet verify` must
//! find nothing, and the server, started again, must have all that it answered « fait ».

use crate::Failure;
use crate::check::Findings;
use crate::client::{Client, Fields};
use crate::journey::{Person, Stop, Told, World};
use crate::server::Plan;
use clap::Args;
use guichet::domain::ProgrammeId;
use guichet::domain::campaign::FacultyBranch;
use guichet::domain::time::Phase;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The latest moment after the start of a run at which the server is killed, in milliseconds.
const LATEST: u64 = 1500;
/// People who walk at the same time.
const WALKERS: usize = 3;

#[derive(Args)]
pub struct Settings {
    /// The server to start and kill.
    #[arg(long)]
    server: PathBuf,
    /// `sqlite`, or the URL of a PostgreSQL server where a database of our own may be made.
    #[arg(long, default_value = "sqlite")]
    database: String,
    /// How often it is killed.
    #[arg(long, default_value_t = 50)]
    moments: u32,
    /// Decides the moments.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub async fn run(settings: Settings) -> Result<(), Failure> {
    let folder = tempfile::Builder::new().prefix("guichet-kill-").tempdir()?;
    let database = match settings.database.as_str() {
        "sqlite" => None,
        url => Some(OwnDatabase::create(url).await?),
    };
    let plan = Plan {
        program: settings.server.clone(),
        site: PathBuf::from("target/site"),
        var: folder.path().to_owned(),
        database: database.as_ref().map(|it| it.url.clone()),
        demo: true,
    };
    let outcome = match kill_often(&settings, &plan).await {
        Ok(0) => Ok(()),
        Ok(failed) => Err(Failure::Failed(failed)),
        Err(failure) => Err(failure),
    };
    if outcome.is_err() {
        eprintln!("what is left: {}", folder.keep().display());
    } else if let Some(database) = database {
        database.remove().await?;
    }
    outcome
}

async fn kill_often(settings: &Settings, plan: &Plan) -> Result<u32, Failure> {
    let engine = if plan.database.is_some() { "PostgreSQL" } else { "SQLite" };
    let mut chance = StdRng::seed_from_u64(settings.seed);
    let mut server = plan.start().await?;
    let world = Arc::new(World::new(plan.var.join("letters"), open_programmes(server.address).await?));
    let (mut on_the_way, mut at_rest) = (Vec::new(), Vec::new());
    let (mut passed, mut failed, mut cut_after, mut cut_before) = (0, 0, 0, 0);
    for moment in 1..=settings.moments {
        let wait = chance.random_range(0..LATEST);
        let run = Run::begin(&world, server.address, std::mem::take(&mut on_the_way));
        tokio::time::sleep(Duration::from_millis(wait)).await;
        let ended_early = run.anyone_stopped();
        server.kill()?;
        let (people, refusals) = run.gather().await;
        let mut findings = Findings { faults: plan.verify()?, ..Findings::default() };
        findings.faults.extend(refusals);
        if ended_early && findings.faults.is_empty() {
            findings.faults.push("a connection broke before the server was killed".into());
        }
        server = plan.start().await?;
        for mut person in people {
            findings.check(server.address, &mut person).await;
            // Who waits for a letter that the dead server had taken waits for minutes: that is another's patience.
            let goes_on = person.validated == Told::Done && !person.has_finished();
            if goes_on { &mut on_the_way } else { &mut at_rest }.push(person);
        }
        (cut_after, cut_before) = (cut_after + findings.cut_after, cut_before + findings.cut_before);
        if findings.faults.is_empty() {
            passed += 1;
        } else {
            failed += 1;
        }
        for fault in &findings.faults {
            println!("{engine}, moment {moment} ({wait} ms): {fault}");
        }
    }
    // What was there after one crash must be there after those that followed.
    let mut findings = Findings::default();
    for person in on_the_way.iter_mut().chain(&mut at_rest) {
        findings.check(server.address, person).await;
    }
    failed += u32::from(!findings.faults.is_empty());
    for fault in &findings.faults {
        println!("{engine}, at the end: {fault}");
    }
    let finished = at_rest.iter().filter(|person| person.has_finished()).count();
    println!(
        "{engine}: {} people, {finished} of them to the end; {} acts answered; {} cut off, of which {cut_after} were done",
        on_the_way.len() + at_rest.len(),
        world.answered(),
        cut_after + cut_before,
    );
    println!("kill -9, {engine}: {passed} passed, {failed} failed");
    Ok(failed)
}

/// People walking, each task one at a time, until the server is gone.
struct Run {
    walkers: Vec<tokio::task::JoinHandle<(Vec<Person>, Option<String>)>>,
    waiting: Arc<Mutex<Vec<Person>>>,
}

impl Run {
    fn begin(world: &Arc<World>, address: SocketAddr, waiting: Vec<Person>) -> Self {
        let waiting = Arc::new(Mutex::new(waiting));
        let walkers = (0..WALKERS).map(|_| {
            let (world, waiting) = (world.clone(), waiting.clone());
            tokio::spawn(async move {
                let mut people = Vec::new();
                loop {
                    let earlier = waiting.lock().ok().and_then(|mut it| it.pop());
                    let mut person = earlier.unwrap_or_else(|| world.newcomer());
                    let outcome = world.walk(address, &mut person).await;
                    let who = person.email();
                    people.push(person);
                    match outcome {
                        Ok(()) => {}
                        Err(Stop::Gone) => return (people, None),
                        Err(Stop::Refused(said)) => return (people, Some(format!("{who} was answered {said}"))),
                    }
                }
            })
        });
        Self { walkers: walkers.collect(), waiting }
    }

    fn anyone_stopped(&self) -> bool {
        self.walkers.iter().any(tokio::task::JoinHandle::is_finished)
    }

    /// Everyone, and what was answered as it should not.
    async fn gather(self) -> (Vec<Person>, Vec<String>) {
        let (mut everyone, mut refusals) = (Vec::new(), Vec::new());
        for walker in self.walkers {
            match walker.await {
                Ok((people, refusal)) => {
                    everyone.extend(people);
                    refusals.extend(refusal);
                }
                Err(e) => refusals.push(e.to_string()),
            }
        }
        if let Ok(mut waiting) = self.waiting.lock() {
            everyone.append(&mut waiting);
        }
        (everyone, refusals)
    }
}

async fn open_programmes(address: SocketAddr) -> Result<Vec<ProgrammeId>, Failure> {
    let answer = Client::new(address, "127.0.0.1").call("campaign/offer", &Fields::default()).await?;
    let offer: Vec<FacultyBranch> = answer.json().map_err(Failure::Answer)?;
    let programmes = offer.into_iter().flat_map(|it| it.levels).flat_map(|it| it.programmes);
    Ok(programmes.filter(|it| it.phase == Phase::Open).map(|it| it.id).collect())
}

/// A fresh database beside the one that a URL names.
struct OwnDatabase {
    neighbour: String,
    name: String,
    url: String,
}

impl OwnDatabase {
    async fn create(neighbour: &str) -> Result<Self, Failure> {
        let name = format!("guichet_kill_{}", std::process::id());
        let (address, options) = neighbour.split_once('?').unwrap_or((neighbour, ""));
        let server = address.rsplit_once('/').map_or(address, |(server, _)| server);
        let url = format!("{server}/{name}?{options}");
        let mut connection = PgConnection::connect(neighbour).await?;
        sqlx::query(AssertSqlSafe(format!("create database {name}"))).execute(&mut connection).await?;
        Ok(Self { neighbour: neighbour.to_owned(), name, url })
    }

    async fn remove(self) -> Result<(), Failure> {
        let mut connection = PgConnection::connect(&self.neighbour).await?;
        let sql = format!("drop database {} with (force)", self.name);
        sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await?;
        Ok(())
    }
}
