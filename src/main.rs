//! Starts the server, or runs one command: configuration → database → services → router → worker; stops politely.

use clap::{Parser, Subcommand};
use guichet::server::config::Config;
use guichet::server::founding::FoundingError;
use guichet::server::signing::{KeyRing, Refused};
use guichet::server::{Services, StartError, demo, psp, reference, verify, web, worker};
use leptos::config::get_configuration;
use std::net::SocketAddr;
use std::process::ExitCode;

/// The one counter where a person applies to a university and becomes its student.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the site (what happens without a command).
    Serve,
    /// Brings the tables up to date and ends.
    Migrate,
    /// Checks that what is stored agrees with itself; exit code 1 when it does not.
    Verify,
    /// Adds the faculties, the first campaign and the members of staff that a file names, and prints what new members sign
    /// in with. What is there already stays as it is: run it again for whoever comes later.
    ///
    /// A line each, in UTF-8, with semicolons; lines that begin with # are for people:
    ///
    ///   faculty;UFR Sciences
    ///
    ///   campaign;2027-2028;2027-01-15;2027-09-30
    ///
    ///   staff;claire@example.org;Claire Fontaine;officer;UFR Sciences
    ///
    ///   staff;sophie@example.org;Sophie Renard;administrator
    ///
    /// Days are days in Paris, the last one included; a fifth cell of the campaign says how many candidatures a person may
    /// have (10). Roles: officer, reviewer, administrator; officers and reviewers have one or more faculties.
    Establish { file: std::path::PathBuf },
    /// Draws another password and other one-time codes for a member of the staff who lost theirs, and prints them once; the
    /// old ones, and every session of theirs, end.
    Renew { email: String },
    /// Prints the logins of the demonstration, with the one-time codes of this moment.
    DemoLogins,
    /// Runs the demonstration's bank, a process of its own that takes no money; in demonstration mode alone.
    DemoPsp,
    /// Checks what the QR code of a certificate says, with the published key alone: no database, no network. Exit code 1
    /// when it is not genuine. Whether the enrolment was cancelled since, only /verifier knows.
    VerifyCertificate {
        /// What `/verifier/cle` answered, in a file.
        #[arg(long)]
        key: std::path::PathBuf,
        /// The code, or the address that holds it.
        code: String,
    },
    /// Writes the embedded reference data into a folder, to be changed there and used by --reference.
    Reference { folder: std::path::PathBuf },
    /// Prints the pattern of every page as JSON, for whoever means to visit them all; asks for no database.
    Places,
}

/// Anything that ends the process with a message.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error(transparent)]
    Founding(#[from] FoundingError),
    #[error("the demonstration could not be loaded: {0}")]
    Demo(#[from] demo::DemoError),
    #[error(transparent)]
    DemoPsp(#[from] psp::demo::DemoPspError),
    #[error("Leptos.toml cannot be used: {0}")]
    Options(String),
    #[error("the address cannot be listened on: {0}")]
    Listen(std::io::Error),
    #[error("{0}")]
    File(#[from] std::io::Error),
    #[error("the file holds no published keys: {0}")]
    Key(String),
    #[error("{0}")]
    Certificate(&'static str),
    #[error("{0} contradiction(s) found")]
    Contradictions(usize),
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("guichet: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Failure> {
    let config = arguments.config.clone();
    let start = Services::start(arguments.config);
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => serve(start.await?).await,
        Command::Migrate => Ok(start.await.map(drop)?),
        Command::Verify => {
            let faults = verify::verify(&start.await?).await?;
            for fault in &faults {
                println!("{fault}");
            }
            if faults.is_empty() { Ok(()) } else { Err(Failure::Contradictions(faults.len())) }
        }
        Command::Establish { file } => {
            use std::io::Write;
            let services = start.await?;
            let text = std::fs::read(&file).map_err(|cause| FoundingError::File { file, cause })?;
            let told = services.establish(&text).await?.told(&config.public_url);
            Ok(std::io::stdout().write_all(told.as_bytes())?)
        }
        Command::Renew { email } => {
            use std::io::Write;
            let told = start.await?.renew(&email).await?.told(&config.public_url);
            Ok(std::io::stdout().write_all(told.as_bytes())?)
        }
        Command::DemoLogins => {
            print!("{}", demo::logins(&start.await?).await?);
            Ok(())
        }
        // It opens no database: what was to start is dropped.
        Command::DemoPsp => Ok(psp::demo::serve(&config, stop()).await?),
        Command::VerifyCertificate { key, code } => {
            print!("{}", check_certificate(&key, &code)?);
            Ok(())
        }
        Command::Reference { folder } => Ok(reference::write(&folder).map_err(StartError::from)?),
        Command::Places => {
            println!("{}", serde_json::json!(web::pages().collect::<Vec<_>>()));
            Ok(())
        }
    }
}

/// What a certificate states, if one of the published keys signed it.
fn check_certificate(key: &std::path::Path, code: &str) -> Result<String, Failure> {
    let ring = KeyRing::read(&std::fs::read(key)?).map_err(|e| Failure::Key(e.to_string()))?;
    let statement = ring.check_typed(code).map_err(|refused| match refused {
        Refused::NoCode => Failure::Certificate("this is no code of a certificate"),
        Refused::Forged => Failure::Certificate("not genuine: none of these keys signed it"),
    })?;
    Ok(format!("Genuine.\n{}", guichet::words::certificate::printed(&statement)))
}

async fn serve(services: Services) -> Result<(), Failure> {
    use axum::serve::ListenerExt;
    if services.config.demo {
        demo::load(&services).await?;
    }
    let options = get_configuration(Some("Leptos.toml")).map_err(|e| Failure::Options(e.to_string()))?.leptos_options;
    let address = options.site_addr;
    let worker = tokio::spawn(worker::run(services.clone()));
    // Nobody waits for it: a CAS that is away stops no candidate who has a password.
    tokio::spawn(check_cas(services.clone()));
    let router = web::router(services.clone(), options).into_make_service_with_connect_info::<SocketAddr>();
    // Without it a streamed page waits 40 ms for an acknowledgement: reference/toolchain.md §5.
    let listener = tokio::net::TcpListener::bind(address).await.map_err(Failure::Listen)?.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    tracing::info!("listening on http://{address}");
    axum::serve(listener, router).with_graceful_shutdown(stop()).await?;
    worker.abort();
    services.store.db.close().await;
    Ok(())
}

/// Says in the log, and to administrators, whether people can come by the CAS.
async fn check_cas(services: Services) {
    if let Some(cas) = &services.cas {
        cas.check(services.clock.now()).await;
    }
}

/// Ends when someone asks politely: Ctrl-C, or SIGTERM from a service manager.
async fn stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
    tracing::info!("stopping");
}
