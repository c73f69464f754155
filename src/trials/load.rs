//! Loads: pages through `wrk`, acts through clients of our own. All are closed loops: each client sends its next
//! request when it has the answer to the last.
#![expect(clippy::disallowed_methods, reason = "measures how long things take, on no clock that decides anything")]

use crate::Failure;
use crate::client::{Answer, Client};
use std::net::SocketAddr;
use std::process::Command;
use std::time::Instant;

/// Connections of `wrk`: enough to keep two cores busy, few enough that waiting in line does not hide the work.
const CONNECTIONS: u32 = 8;

/// What `wrk` says of one address.
#[derive(Clone, Copy)]
pub struct Load {
    pub per_second: f64,
    /// The time within which 99 of 100 answers came, in milliseconds.
    pub p99: f64,
}

/// Asks for one page over and over.
pub async fn pages(url: String, session: Option<String>, seconds: u32) -> Result<Load, Failure> {
    let mut command = Command::new("wrk");
    command.args(["--latency", "--timeout", "30s", "-t", "1", "-c", &CONNECTIONS.to_string()]);
    command.args(["-d", &format!("{seconds}s")]);
    if let Some(session) = session {
        command.args(["-H", &format!("Cookie: __Host-guichet={session}")]);
    }
    command.arg(&url);
    // On a thread of its own: the bare routes live in this process.
    let output = tokio::task::spawn_blocking(move || command.output()).await.map_err(std::io::Error::other)?;
    let output = output.map_err(|e| Failure::Answer(format!("wrk cannot be run: {e}")))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let value = |label: &str| said.lines().find_map(|line| line.trim().strip_prefix(label)).map(str::trim);
    let clean = value("Non-2xx or 3xx responses:").is_none() && value("Socket errors:").is_none();
    let per_second = value("Requests/sec:").and_then(|it| it.parse().ok());
    let p99 = value("99%").and_then(milliseconds);
    match (per_second, p99) {
        (Some(per_second), Some(p99)) if clean && per_second > 0.0 => Ok(Load { per_second, p99 }),
        _ => Err(Failure::Answer(format!("{url}: wrk says\n{said}{}", String::from_utf8_lossy(&output.stderr)))),
    }
}

/// « 812.00us », « 3.14ms », « 1.20s ».
fn milliseconds(text: &str) -> Option<f64> {
    let units = [("us", 0.001), ("ms", 1.0), ("s", 1000.0)];
    let (number, factor) = units.into_iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, factor)))?;
    number.parse::<f64>().ok().map(|it| it * factor)
}

/// Something to be done by a client.
pub trait Act: Send + 'static {
    fn session(&self) -> Option<&str>;
    fn perform(&self, client: &mut Client) -> impl Future<Output = std::io::Result<Answer>> + Send;
}

/// Does all acts, `at_once` at a time; how many a second.
pub async fn acts<A: Act>(address: SocketAddr, acts: Vec<A>, at_once: usize) -> Result<f64, Failure> {
    let count = u32::try_from(acts.len()).unwrap_or(u32::MAX);
    let mut shares: Vec<Vec<A>> = (0..at_once).map(|_| Vec::new()).collect();
    for (at, act) in acts.into_iter().enumerate() {
        shares[at % at_once].push(act);
    }
    let begun = Instant::now();
    let clients = shares.into_iter().map(|share| {
        tokio::spawn(async move {
            let mut client = Client::new(address, "127.0.0.1");
            for act in share {
                client.session = act.session().map(str::to_owned);
                let answer = act.perform(&mut client).await?;
                if !answer.is_success() {
                    return Err(Failure::Answer(format!("an act was answered {}", answer.told())));
                }
            }
            Ok(())
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await.map_err(std::io::Error::other)??;
    }
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

/// How many times a second `done` pieces of work were done by a future.
pub async fn rate(count: usize, work: impl Future<Output = Result<(), Failure>>) -> Result<f64, Failure> {
    let begun = Instant::now();
    work.await?;
    Ok(f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / begun.elapsed().as_secs_f64())
}
