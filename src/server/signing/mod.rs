//! What this establishment signs with. One Ed25519 pair signs what QR codes say; its public half, and those before it, are
//! published, so that anyone can check without us, and an old certificate after a new key. `seal` signs PDFs.

mod seal;

pub use seal::{SealError, Sealer};

use super::Chance;
use super::config::Config;
use crate::domain::certificate::{Asked, Statement, asked};
use crate::domain::time::Date;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use data_encoding::{BASE32_NOPAD, BASE64, HEXLOWER};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The folder of keys, under `var`.
const FOLDER: &str = "keys";
const PRIVATE: &str = "certificates.pem";
const PUBLISHED: &str = "published.json";
const PEM: &str = "PRIVATE KEY";

/// A key cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{what}: {why}")]
pub struct KeyError {
    what: String,
    why: String,
}

impl KeyError {
    fn of(what: impl ToString, why: impl std::fmt::Debug) -> Self {
        Self { what: what.to_string(), why: format!("{why:?}") }
    }
}

/// Signs, and knows every key that ever did.
pub struct Signer {
    pair: Ed25519KeyPair,
    /// The name of the pair.
    id: String,
    pub ring: KeyRing,
    /// Signs PDFs; none where no certificate was configured.
    pub sealer: Option<Sealer>,
}

impl Signer {
    /// The pair of the configuration, else the one of the folder, made at the first start.
    pub fn open(config: &Config, chance: &dyn Chance, today: Date) -> Result<Self, KeyError> {
        let folder = config.var.join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(|e| KeyError::of(folder.display(), e))?;
        let pair = match &config.signing_key {
            Some(path) => read_pair(path)?,
            None => own_pair(&folder.join(PRIVATE), chance)?,
        };
        let key = PublicKey::new(pair.public_key().as_ref());
        let ring = KeyRing::kept(&folder.join(PUBLISHED), &key, &config.establishment)?;
        Ok(Self { pair, id: key.id, ring, sealer: Sealer::open(config, &folder, today)? })
    }

    /// The name of the key that signs.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The signature of a text, in base 32.
    pub fn sign(&self, text: &str) -> String {
        BASE32_NOPAD.encode(self.pair.sign(text.as_bytes()).as_ref())
    }
}

/// What a QR code holds: capitals and digits alone, which it packs best, and which survive being typed.
pub fn code(payload: &str, signature: &str) -> String {
    format!("{}.{signature}", BASE32_NOPAD.encode(payload.as_bytes()))
}

fn read_pair(path: &Path) -> Result<Ed25519KeyPair, KeyError> {
    let fault = |why: &dyn std::fmt::Debug| KeyError::of(path.display(), why);
    let text = std::fs::read(path).map_err(|e| fault(&e))?;
    let (_, bytes) = der::pem::decode_vec(&text).map_err(|e| fault(&e))?;
    Ed25519KeyPair::from_pkcs8(&bytes).map_err(|e| fault(&e))
}

fn own_pair(path: &Path, chance: &dyn Chance) -> Result<Ed25519KeyPair, KeyError> {
    let fault = |why: &dyn std::fmt::Debug| KeyError::of(path.display(), why);
    if !path.exists() {
        let mut seed = [0; 32];
        chance.fill(&mut seed);
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|e| fault(&e))?;
        let bytes = pair.to_pkcs8v1().map_err(|e| fault(&e))?;
        let text = der::pem::encode_string(PEM, der::pem::LineEnding::LF, bytes.as_ref()).map_err(|e| fault(&e))?;
        keep_private(path, text.as_bytes())?;
    }
    read_pair(path)
}

/// Writes a file that its owner alone may read, whole or not at all. Where another process was quicker, its file stays.
fn keep_private(path: &Path, bytes: &[u8]) -> Result<(), KeyError> {
    let fault = |why: &dyn std::fmt::Debug| KeyError::of(path.display(), why);
    let draft = path.with_extension(format!("{}.draft", std::process::id()));
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&draft)
        .map_err(|e| fault(&e))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|e| fault(&e))?;
    let linked = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft).map_err(|e| fault(&e))?;
    match linked {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => Err(fault(&e)),
        _ => Ok(()),
    }
}

/// The public half of a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKey {
    /// The first bytes of the key's SHA-256, hexadecimal.
    pub id: String,
    pub algorithm: String,
    /// Its 32 bytes, in base 64.
    pub public_key: String,
}

impl PublicKey {
    fn new(bytes: &[u8]) -> Self {
        let id = HEXLOWER.encode(&Sha256::digest(bytes)[..4]);
        Self { id, algorithm: "Ed25519".to_owned(), public_key: BASE64.encode(bytes) }
    }
}

/// Why a code says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is no code of a certificate.
    NoCode,
    /// Nobody of the ring signed it.
    Forged,
}

/// Every key that ever signed: what is published at `/verifier/cle`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRing {
    pub establishment: String,
    pub keys: Vec<PublicKey>,
}

impl KeyRing {
    /// Those that were kept, with the present one among them.
    fn kept(path: &Path, key: &PublicKey, establishment: &str) -> Result<Self, KeyError> {
        let fault = |why: &dyn std::fmt::Debug| KeyError::of(path.display(), why);
        let mut keys = match std::fs::read(path) {
            Ok(bytes) => serde_json::from_slice::<Self>(&bytes).map_err(|e| fault(&e))?.keys,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(fault(&e)),
        };
        let known = keys.contains(key);
        if !known {
            keys.push(key.clone());
        }
        let ring = Self { establishment: establishment.to_owned(), keys };
        if !known {
            let text = serde_json::to_vec_pretty(&ring).map_err(|e| fault(&e))?;
            let draft = path.with_extension(format!("{}.draft", std::process::id()));
            std::fs::write(&draft, text).and_then(|()| std::fs::rename(&draft, path)).map_err(|e| fault(&e))?;
        }
        Ok(ring)
    }

    /// Reads what `/verifier/cle` answered.
    pub fn read(json: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(json)
    }

    /// What a code states, once one of these keys is known to have signed it. Asks nothing of anybody.
    pub fn check(&self, payload: &str, signature: &str) -> Result<Statement, Refused> {
        let text = BASE32_NOPAD.decode(payload.as_bytes()).ok().and_then(|it| String::from_utf8(it).ok());
        let text = text.ok_or(Refused::Forged)?;
        let (id, statement) = Statement::read(&text).ok_or(Refused::Forged)?;
        let signature = BASE32_NOPAD.decode(signature.as_bytes()).map_err(|_| Refused::Forged)?;
        let signed = |key: &PublicKey| {
            let bytes = BASE64.decode(key.public_key.as_bytes()).unwrap_or_default();
            UnparsedPublicKey::new(&ED25519, bytes).verify(text.as_bytes(), &signature).is_ok()
        };
        if self.keys.iter().filter(|it| it.id == id).any(signed) { Ok(statement) } else { Err(Refused::Forged) }
    }

    /// As [`Self::check`], of a code as somebody typed it.
    pub fn check_typed(&self, typed: &str) -> Result<Statement, Refused> {
        match asked(typed) {
            Some(Asked::Code { payload, signature }) => self.check(&payload, &signature),
            Some(Asked::Number(_)) | None => Err(Refused::NoCode),
        }
    }
}
