//! Trials of the real server, as a process of its own: `kill` ends it at random moments and looks at what is left,
//! `bench` measures it. Neither is part of the product; script/test and script/bench run them.

// As in the library: views are deep types.
#![recursion_limit = "512"]

mod bare;
mod bench;
mod check;
mod client;
mod commits;
mod journey;
mod kill;
mod load;
mod pdf;
mod report;
mod server;
mod stage;
mod visit;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    trial: Trial,
}

#[derive(Subcommand)]
enum Trial {
    /// Kills the server at random moments of a scripted run; what it had answered « fait » must be there.
    Kill(kill::Settings),
    /// Measures the server against limits measured in the same run.
    Bench(bench::Settings),
}

/// Why a trial could not be held, or what it found.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("the server did not start: {0}")]
    Start(String),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the store of documents failed: {0}")]
    Vault(#[from] object_store::Error),
    #[error("the establishment cannot be prepared: {0}")]
    Stage(#[from] guichet::server::StartError),
    #[error("{0}")]
    Answer(String),
    #[error("{0} failed")]
    Failed(u32),
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Arguments::parse().trial {
        Trial::Kill(settings) => kill::run(settings).await,
        Trial::Bench(settings) => bench::run(settings).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("trials: {failure}");
            ExitCode::FAILURE
        }
    }
}
