//! The keys of the demonstration's bank: made at its start, left in a folder for Guichet.

use super::super::{DEMO_FOLDER, DEMO_HMAC_KEY, DEMO_PUBLIC_KEY};
use crate::server::Chance;
use data_encoding::{BASE64, HEXUPPER};
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::{EncodePublicKey, LineEnding};
use rsa::rand_core::OsRng;
use rsa::signature::{SignatureEncoding, Signer};
use sha1::Sha1;
use std::path::Path;

/// As long as the bank's own key.
const BITS: usize = 1024;

/// What signs notifications, and what forms are checked with.
pub struct Keys {
    signing: SigningKey<Sha1>,
    public_pem: String,
    pub hmac_key: Vec<u8>,
}

/// The keys could not be made, or not be left where Guichet looks.
#[derive(Debug, thiserror::Error)]
#[error("the keys of the demonstration's bank: {0}")]
pub struct KeyError(String);

impl KeyError {
    fn of(cause: impl std::fmt::Display) -> Self {
        Self(cause.to_string())
    }
}

impl Keys {
    pub fn make(chance: &dyn Chance) -> Result<Self, KeyError> {
        let private = RsaPrivateKey::new(&mut OsRng, BITS).map_err(KeyError::of)?;
        let public_pem = private.to_public_key().to_public_key_pem(LineEnding::LF).map_err(KeyError::of)?;
        let mut hmac_key = vec![0; 64];
        chance.fill(&mut hmac_key);
        Ok(Self { signing: SigningKey::new(private), public_pem, hmac_key })
    }

    pub fn public_pem(&self) -> &str {
        &self.public_pem
    }

    pub fn hmac_hex(&self) -> String {
        HEXUPPER.encode(&self.hmac_key)
    }

    /// Base64 of the signature of a query.
    pub fn sign(&self, query: &str) -> String {
        BASE64.encode(&self.signing.sign(query.as_bytes()).to_vec())
    }

    /// Leaves what Guichet needs in the folder of the data, each file whole or not at all.
    pub fn leave_in(&self, var: &Path) -> Result<(), KeyError> {
        let folder = var.join(DEMO_FOLDER);
        std::fs::create_dir_all(&folder).map_err(KeyError::of)?;
        for (name, text) in [(DEMO_HMAC_KEY, self.hmac_hex()), (DEMO_PUBLIC_KEY, self.public_pem.clone())] {
            let mut file = tempfile::NamedTempFile::new_in(&folder).map_err(KeyError::of)?;
            std::io::Write::write_all(&mut file, text.as_bytes()).map_err(KeyError::of)?;
            file.persist(folder.join(name)).map_err(KeyError::of)?;
        }
        Ok(())
    }
}
