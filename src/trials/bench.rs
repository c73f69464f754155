//! `trials bench`: the released server, on SQLite, against limits measured in the same run. Each figure is the median
//! of rounds in which everything takes its turn, so that a slow minute of the machine falls on all alike.

use crate::client::{Answer, Client};
use crate::load::{self, Act, Load};
use crate::report::{Report, median};
use crate::server::{Plan, Server, peak_memory};
use crate::stage::{self, Stage, Wanted};
use crate::{Failure, bare, commits, visit};
use clap::Args;
use guichet::places::Place;
use guichet::server::store::{Db, Store};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Files under way at the same time.
const DEPOSITS_AT_ONCE: usize = 4;
/// Transmissions under way at the same time.
const TRANSMISSIONS_AT_ONCE: usize = 8;

#[derive(Args)]
pub struct Settings {
    /// The server to measure.
    #[arg(long)]
    server: PathBuf,
    /// Folder of the built site.
    #[arg(long, default_value = "target/site")]
    site: PathBuf,
    /// Where data of the run lies, on the disk that is to be measured.
    #[arg(long, default_value = "var")]
    var: PathBuf,
    /// Where the figures go.
    #[arg(long, default_value = "var/bench.json")]
    report: PathBuf,
    /// One short round: to see that it works, not how fast it is.
    #[arg(long)]
    quick: bool,
}

struct Scale {
    rounds: usize,
    /// Of asking for one page, in each round.
    seconds: u32,
    deposits: usize,
    transmissions: usize,
}

pub async fn run(settings: Settings) -> Result<(), Failure> {
    let scale = if settings.quick {
        Scale { rounds: 1, seconds: 1, deposits: 4, transmissions: 20 }
    } else {
        Scale { rounds: 3, seconds: 4, deposits: 24, transmissions: 300 }
    };
    std::fs::create_dir_all(&settings.var)?;
    let folder = tempfile::Builder::new().prefix("bench-").tempdir_in(&settings.var)?;
    let outcome = measure(settings, &scale, folder.path().to_owned()).await;
    if outcome.is_err() {
        eprintln!("what is left: {}", folder.keep().display());
    }
    outcome
}

async fn measure(settings: Settings, scale: &Scale, var: PathBuf) -> Result<(), Failure> {
    say("preparing 1,000 programmes and their candidates");
    let wanted = Wanted { ready: scale.rounds * scale.transmissions, deposits: scale.rounds * scale.deposits };
    let mut stage = stage::prepare(&var, &wanted).await?;
    let scratch = var.join("scratch.db");
    std::fs::copy(var.join("guichet.db"), &scratch)?;
    let bare = bare::serve(var.join("bare")).await?;
    let plan = Plan { program: settings.server, site: settings.site, var, database: None, demo: false };
    let server = plan.start().await?;
    let at_rest = peak_memory(server.id())?;

    let mut report = Report::default();
    let pages = Pages::find(&server, &stage, bare).await?;
    let weights = visit::weigh(server.address, &plan.var).await?;
    let mut trial = Trial {
        server: &server,
        bare,
        store: open(&plan.var.join("guichet.db")).await?,
        scratch: open(&scratch).await?,
    };
    let mut rounds = Vec::new();
    for nth in 1..=scale.rounds {
        say(&format!("round {nth} of {}", scale.rounds));
        rounds.push(trial.round(scale, &pages, &mut stage).await?);
    }
    add_pages(&mut report, &rounds);
    let middle = |of: fn(&Round) -> f64| median(rounds.iter().map(of).collect());
    let limit = Some(middle(|it| it.bare_deposits));
    report.add("deposits of 4 Mo, to received + hashed + fsynced", middle(|it| it.deposits), "/s", limit);
    let limit = Some(middle(|it| it.bare_commits));
    report.add("transmissions, to bare commits of the same rows", middle(|it| it.transmissions), "/s", limit);
    let mebibytes = |bytes: u64| f64::from(u32::try_from(bytes / 1024).unwrap_or(u32::MAX)) / 1024.0;
    let peak = mebibytes(peak_memory(server.id())?);
    report.add("memory at its peak, to just started", peak, "MiB", Some(mebibytes(at_rest)));
    for (kind, weight) in &weights {
        let raw = f64::from(weight.raw);
        report.add(format!("first visit, {kind}, raw"), raw, "B", None);
        report.add(format!("first visit, {kind}, brotli, to raw"), f64::from(weight.brotli), "B", Some(raw));
    }
    print!("{report}");
    report.write(&settings.report)?;
    say(&format!("medians of {} rounds; also in {}", scale.rounds, settings.report.display()));
    Ok(())
}

fn say(what: &str) {
    eprintln!("==> {what}");
}

async fn open(file: &Path) -> Result<Store, Failure> {
    Ok(Store { db: Db::connect(&format!("sqlite://{}", file.display())).await? })
}

/// What is asked for, by name: pages of ours, and the two limits.
struct Pages(BTreeMap<&'static str, (String, Option<String>)>);

const OURS: [&str; 3] = ["home", "offer of 1,000 programmes", "dossier page"];
const ROUTE: &str = "bare route";
const PAGE: &str = "bare SSR page";

impl Pages {
    /// Looks at each page once: a page of refusal would be quick, too.
    async fn find(server: &Server, stage: &Stage, bare: SocketAddr) -> Result<Self, Failure> {
        let session = stage.shown.session.clone();
        let dossier = Place::Dossier(stage.shown.id.clone()).href();
        let last = stage::programme_label(stage::PROGRAMMES - 1);
        let asked = [
            (OURS[0], server.address, Place::Home.href(), None, "Université"),
            (OURS[1], server.address, Place::Offer.href(), None, last.as_str()),
            (OURS[2], server.address, dossier, Some(session), "Lettre de motivation"),
            (ROUTE, bare, bare::ROUTE.to_owned(), None, "ok"),
            (PAGE, bare, bare::PAGE.to_owned(), None, "Une page."),
        ];
        let mut pages = BTreeMap::new();
        for (name, address, path, session, holds) in asked {
            let mut client = Client::new(address, "127.0.0.1");
            client.session.clone_from(&session);
            let answer = client.get(&path).await?;
            if answer.status != 200 || !String::from_utf8_lossy(&answer.body).contains(holds) {
                return Err(Failure::Answer(format!("{name} is not what it should be: {}", answer.told())));
            }
            pages.insert(name, (format!("http://{address}{path}"), session));
        }
        Ok(Self(pages))
    }
}

struct Round {
    pages: BTreeMap<&'static str, Load>,
    deposits: f64,
    bare_deposits: f64,
    transmissions: f64,
    bare_commits: f64,
}

struct Trial<'a> {
    server: &'a Server,
    bare: SocketAddr,
    store: Store,
    scratch: Store,
}

impl Trial<'_> {
    async fn round(&mut self, scale: &Scale, pages: &Pages, stage: &mut Stage) -> Result<Round, Failure> {
        let mut loads = BTreeMap::new();
        for (name, (url, session)) in &pages.0 {
            loads.insert(*name, load::pages(url.clone(), session.clone(), scale.seconds).await?);
        }
        let files = stage.next_deposits(scale.deposits);
        let bodies: Vec<_> = files.iter().map(|it| Bytes(it.bytes.clone())).collect();
        let deposits = load::acts(self.server.address, files, DEPOSITS_AT_ONCE).await?;
        let bare_deposits = load::acts(self.bare, bodies, DEPOSITS_AT_ONCE).await?;

        let dossiers = stage.next_ready(scale.transmissions);
        let ids: Vec<_> = dossiers.iter().map(|it| it.id.clone()).collect();
        let transmissions = load::acts(self.server.address, dossiers, TRANSMISSIONS_AT_ONCE).await?;
        // The letters that they cause are not left to the next round.
        while self.store.letters_waiting().await? > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let rows = commits::read(&self.store.db, &ids).await?;
        let work = commits::commit(&self.scratch.db, rows, TRANSMISSIONS_AT_ONCE);
        let bare_commits = load::rate(ids.len(), work).await?;
        Ok(Round { pages: loads, deposits, bare_deposits, transmissions, bare_commits })
    }
}

/// The bytes of a deposit, sent to the bare route.
struct Bytes(Vec<u8>);

impl Act for Bytes {
    fn session(&self) -> Option<&str> {
        None
    }

    async fn perform(&self, client: &mut Client) -> std::io::Result<Answer> {
        client.send("POST", bare::KEEP, Some("application/octet-stream"), &[&self.0]).await
    }
}

fn add_pages(report: &mut Report, rounds: &[Round]) {
    let middle = |name: &str, of: fn(&Load) -> f64| median(rounds.iter().map(|it| of(&it.pages[name])).collect());
    for name in OURS {
        for limit in [ROUTE, PAGE] {
            let rate = |name| middle(name, |it| it.per_second);
            report.add(format!("{name}, to a {limit}"), rate(name), "/s", Some(rate(limit)));
        }
        for limit in [ROUTE, PAGE] {
            let p99 = |name| middle(name, |it| it.p99);
            report.add(format!("{name}, p99, to a {limit}"), p99(name), "ms", Some(p99(limit)));
        }
    }
}
