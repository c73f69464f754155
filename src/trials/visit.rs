//! What the browser of a first visitor downloads: the home page and all that it names, raw and as brotli makes it.

use crate::Failure;
use crate::client::Client;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

/// Bytes of one kind.
#[derive(Default)]
pub struct Weight {
    pub raw: u32,
    pub brotli: u32,
}

/// Kind (html, css, js, wasm…, and all of them) and what it weighs.
pub async fn weigh(address: SocketAddr, folder: &Path) -> Result<BTreeMap<String, Weight>, Failure> {
    let mut client = Client::new(address, "127.0.0.1");
    let home = client.get("/").await?;
    let text = String::from_utf8_lossy(&home.body).into_owned();
    let mut weights = BTreeMap::<String, Weight>::new();
    let mut bodies = vec![("html".to_owned(), home.body)];
    for path in named(&text) {
        let answer = client.get(path).await?;
        if answer.status != 200 {
            return Err(Failure::Answer(format!("{path}: {}", answer.status)));
        }
        let kind = path.rsplit('.').next().unwrap_or_default().to_owned();
        bodies.push((kind, answer.body));
    }
    for (kind, body) in bodies {
        let weight = weights.entry(kind).or_default();
        weight.raw += u32::try_from(body.len()).unwrap_or(u32::MAX);
        weight.brotli += brotli(&body, folder)?;
    }
    let (raw, brotli) = weights.values().fold((0, 0), |sum, it| (sum.0 + it.raw, sum.1 + it.brotli));
    for kind in ["css", "js", "wasm"] {
        if !weights.contains_key(kind) {
            return Err(Failure::Answer(format!("the home page names no {kind}: is the site built?")));
        }
    }
    weights.insert("in all".to_owned(), Weight { raw, brotli });
    Ok(weights)
}

/// Every built file that a page names.
fn named(html: &str) -> BTreeSet<&str> {
    let ends = |c: char| "\"'` )>\\".contains(c);
    let starts = html.match_indices("/pkg/").map(|(at, _)| &html[at..]);
    starts.map(|rest| &rest[..rest.find(ends).unwrap_or(rest.len())]).filter(|it| it.contains('.')).collect()
}

fn brotli(bytes: &[u8], folder: &Path) -> Result<u32, Failure> {
    let file = tempfile::NamedTempFile::new_in(folder)?;
    std::fs::write(file.path(), bytes)?;
    let output = Command::new("brotli").args(["-q", "11", "-c"]).arg(file.path()).output();
    let output = output.map_err(|e| Failure::Answer(format!("brotli cannot be run: {e}")))?;
    if !output.status.success() {
        return Err(Failure::Answer(format!("brotli: {}", String::from_utf8_lossy(&output.stderr))));
    }
    Ok(u32::try_from(output.stdout.len()).unwrap_or(u32::MAX))
}
