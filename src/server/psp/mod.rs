//! The bank behind payment by card: where forms are posted, how they are signed, whether a notification is the bank's
//! own. One protocol, Paybox System ([`paybox`]); in a demonstration it is spoken by a process of ours ([`demo`]),
//! which leaves its keys in a folder.

pub mod demo;
pub mod paybox;

use super::config::Config;
use paybox::asking::Door;
use paybox::{Account, Paybox};
use std::path::PathBuf;

/// Where the demonstration's bank leaves its keys, in the folder of the data.
const DEMO_FOLDER: &str = "psp";
const DEMO_PUBLIC_KEY: &str = "public.pem";
const DEMO_HMAC_KEY: &str = "hmac.key";

/// The bank of this establishment.
pub enum Psp {
    /// Nobody can pay by card here.
    None,
    Paybox(Paybox),
    /// Its keys are made at its start, which may come after ours.
    Demo {
        folder: PathBuf,
        host: String,
    },
}

/// What the bank cannot be reached with.
#[derive(Debug, thiserror::Error)]
pub enum PspError {
    #[error("site, rang, identifiant, HMAC key and public key of Paybox are given together, or none of them")]
    Partial,
    #[error("the public key of Paybox cannot be read: {0}")]
    PublicKey(String),
    #[error("the HMAC key of Paybox is not hexadecimal")]
    HmacKey,
}

impl Psp {
    pub fn open(config: &Config) -> Result<Self, PspError> {
        let bank = &config.bank;
        let parts = (&bank.paybox_site, &bank.paybox_rang, &bank.paybox_identifiant);
        match (parts, &bank.paybox_hmac_key, &bank.paybox_public_key) {
            ((Some(site), Some(rang), Some(identifiant)), Some(hmac_key), Some(public_key)) => {
                let pem = std::fs::read_to_string(public_key).map_err(|e| PspError::PublicKey(e.to_string()))?;
                let account = Account { site: site.clone(), rang: rang.clone(), identifiant: identifiant.clone() };
                let hosts = bank.paybox_hosts.clone();
                let cle = bank.paybox_cle.as_ref().map(|it| it.expose().to_owned());
                let hosts_asked = bank.paybox_question_hosts.iter().filter(|it| !it.is_empty());
                let door = Door { hosts: hosts_asked.cloned().collect(), cle };
                Ok(Self::Paybox(Paybox::new(account, hmac_key.expose(), &pem, hosts, &bank.paybox_path, door)?))
            }
            ((None, None, None), None, None) if config.demo => {
                Ok(Self::Demo { folder: config.var.join(DEMO_FOLDER), host: format!("http://{}", bank.demo_psp) })
            }
            ((None, None, None), None, None) => Ok(Self::None),
            _ => Err(PspError::Partial),
        }
    }

    /// The bank as it is reached now; none, where there is none or the demonstration's was never started.
    pub fn bank(&self) -> Option<Paybox> {
        match self {
            Self::None => None,
            Self::Paybox(it) => Some(it.clone()),
            Self::Demo { folder, host } => {
                let pem = std::fs::read_to_string(folder.join(DEMO_PUBLIC_KEY)).ok()?;
                let hmac_key = std::fs::read_to_string(folder.join(DEMO_HMAC_KEY)).ok()?;
                let (hosts, door) = (vec![host.clone()], Door { hosts: vec![host.clone()], cle: None });
                let made = Paybox::new(Account::demo(), hmac_key.trim(), &pem, hosts, paybox::PATH, door);
                made.inspect_err(|e| tracing::warn!(%e, "the keys of the demonstration's bank cannot be used")).ok()
            }
        }
    }

    /// Where forms of ours may be posted to, beside ourselves.
    pub fn hosts(&self) -> &[String] {
        match self {
            Self::None => &[],
            Self::Paybox(it) => it.hosts(),
            Self::Demo { host, .. } => std::slice::from_ref(host),
        }
    }
}
