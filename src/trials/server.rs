//! The real server, as a process that can be killed.

use crate::Failure;
use crate::client::Client;
use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How to start it.
pub struct Plan {
    pub program: PathBuf,
    /// Folder of the built site.
    pub site: PathBuf,
    pub var: PathBuf,
    /// `None`: the SQLite file in the folder.
    pub database: Option<String>,
    pub demo: bool,
}

/// A server that answers. Dropped, it is killed.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Plan {
    /// What it logs goes on in `server.log`, beside its data.
    fn command(&self, address: Option<SocketAddr>) -> Result<Command, std::io::Error> {
        let log = File::options().create(true).append(true).open(self.var.join("server.log"))?;
        let mut command = Command::new(&self.program);
        // Nothing of the shell we run in decides where data goes.
        for (name, _) in std::env::vars_os() {
            if name.as_encoded_bytes().starts_with(b"GUICHET_") || name.as_encoded_bytes().starts_with(b"LEPTOS_") {
                command.env_remove(name);
            }
        }
        command.env("GUICHET_VAR", &self.var).env("LEPTOS_SITE_ROOT", &self.site);
        command.env("GUICHET_DEMO", self.demo.to_string());
        command.env("GUICHET_CLIENT_ADDRESS_HEADER", "x-forwarded-for");
        if let Some(url) = &self.database {
            command.env("GUICHET_DATABASE_URL", url);
        }
        if let Some(address) = address {
            command.env("LEPTOS_SITE_ADDR", address.to_string());
        }
        command.stdin(Stdio::null()).stderr(log);
        Ok(command)
    }

    pub async fn start(&self) -> Result<Server, Failure> {
        let address = free_address()?;
        let child = self.command(Some(address))?.stdout(Stdio::null()).spawn();
        let child = child.map_err(|e| Failure::Start(format!("{}: {e}", self.program.display())))?;
        let mut server = Server { child, address };
        let patience = async {
            loop {
                if let Ok(answer) = Client::new(address, "127.0.0.1").get("/health").await
                    && answer.is_success()
                {
                    return Ok(());
                }
                if let Some(status) = server.child.try_wait()? {
                    return Err(Failure::Start(format!("{status}; see {}/server.log", self.var.display())));
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        match tokio::time::timeout(Duration::from_mins(1), patience).await {
            Ok(outcome) => outcome.map(|()| server),
            Err(_) => Err(Failure::Start("no answer within a minute".into())),
        }
    }

    /// Runs `guichet verify`: what it complains of, empty when all is well.
    pub fn verify(&self) -> Result<Vec<String>, Failure> {
        let output = self.command(None)?.arg("verify").output()?;
        let mut faults: Vec<_> = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
        if faults.is_empty() && !output.status.success() {
            faults.push(format!("verify ended with {}; see {}/server.log", output.status, self.var.display()));
        }
        Ok(faults)
    }
}

impl Server {
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// As `kill -9`, or a power cut that spares the disk.
    pub fn kill(mut self) -> Result<(), std::io::Error> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address on this machine that nobody listens on.
fn free_address() -> Result<SocketAddr, std::io::Error> {
    TcpListener::bind("127.0.0.1:0")?.local_addr()
}

/// The most memory that a process ever held, in bytes, as the kernel counts it.
pub fn peak_memory(process: u32) -> Result<u64, Failure> {
    let status = std::fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|it| it.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kilobytes.map(|it| it * 1024).ok_or_else(|| Failure::Answer("no VmHWM in /proc".into()))
}
