//! Tokens, codes and passwords: drawn, hashed, compared.

use super::{Chance, Services};
use crate::domain::ChallengeId;
use crate::domain::account::{DossierNumber, Password};
use crate::domain::login::Code;
use crate::domain::time::Instant;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// 256 bits that nobody can foresee, fit for a cookie or a URL.
pub fn draw_token(chance: &dyn Chance) -> String {
    let mut bytes = [0; 32];
    chance.fill(&mut bytes);
    data_encoding::BASE64URL_NOPAD.encode(&bytes)
}

/// What is kept of a token: enough to recognise it, nothing to use.
pub fn hash_token(token: &str) -> String {
    digest(token.as_bytes())
}

/// SHA-256, hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

pub fn draw_number(services: &Services) -> DossierNumber {
    let mut draws = [0; DossierNumber::LENGTH];
    services.chance.fill(&mut draws);
    DossierNumber::from_draws(draws)
}

/// A reference that people can read out: `T-` and ten characters.
pub fn draw_reference(chance: &dyn Chance, letter: char) -> String {
    let mut bytes = [0; 10];
    chance.fill(&mut bytes);
    let alphabet = DossierNumber::ALPHABET;
    let text: String = bytes.iter().map(|it| char::from(alphabet[usize::from(*it) % alphabet.len()])).collect();
    format!("{letter}-{text}")
}

/// A password that people can read out and that keeps the rules of ours: twenty signs, none mistaken for another.
pub fn draw_password(chance: &dyn Chance) -> String {
    const SIGNS: &[u8; 56] = b"23456789ABCDEFGHJKMNPQRSTWXYZabcdefghjkmnpqrstwxyz@#%&+=";
    loop {
        let mut bytes = [0; 20];
        chance.fill(&mut bytes);
        let text: String = bytes.iter().map(|it| char::from(SIGNS[usize::from(*it) % SIGNS.len()])).collect();
        if Password::parse(&text).is_ok() {
            return text;
        }
    }
}

/// A secret of one-time codes: 160 bits, base32.
pub fn draw_totp_secret(chance: &dyn Chance) -> String {
    let mut secret = [0; 20];
    chance.fill(&mut secret);
    data_encoding::BASE32_NOPAD.encode(&secret)
}

/// The address by which an authenticator takes a secret over: what [`totp`] computes with, and whose it is.
pub fn otpauth(issuer: &str, whose: &str, secret: &str) -> String {
    let escaped = |text: &str| {
        let byte = |b: u8| {
            let plain = b.is_ascii_alphanumeric() || b"-._~".contains(&b);
            if plain { char::from(b).to_string() } else { format!("%{b:02X}") }
        };
        text.bytes().map(byte).collect::<String>()
    };
    let (issuer, whose) = (escaped(issuer), escaped(whose));
    format!("otpauth://totp/{issuer}:{whose}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30")
}

/// A one-time code that nobody can foresee.
pub fn draw_code(chance: &dyn Chance) -> Code {
    let mut draw = [0; 4];
    chance.fill(&mut draw);
    Code::from_draw(draw)
}

/// HMAC-SHA-256 of a code, keyed by its challenge: the code of one fits no other.
fn code_mac(challenge: &ChallengeId, code: &Code) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(challenge.as_str().as_bytes()).ok()?;
    mac.update(code.expose().as_bytes());
    Some(mac)
}

/// What is kept of a code, hexadecimal.
pub fn hash_code(challenge: &ChallengeId, code: &Code) -> Option<String> {
    code_mac(challenge, code).map(|mac| data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes()))
}

/// Whether a code is the one that was kept; takes as long where none was.
pub fn code_fits(challenge: &ChallengeId, code: &Code, kept: &str) -> bool {
    let kept = data_encoding::HEXLOWER.decode(kept.as_bytes()).unwrap_or_default();
    code_mac(challenge, code).is_some_and(|mac| mac.verify_slice(&kept).is_ok())
}

/// The time step whose code this is, within one step of `now`, if any. Blanks in the code do not matter.
pub fn totp_step(secret: &str, code: &str, now: Instant) -> Option<i64> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let step = totp(secret)?.check(&code, seconds(now))?;
    i64::try_from(step).ok()
}

/// The code of `now`: for the demonstration and for tests.
pub fn totp_code(secret: &str, now: Instant) -> Option<String> {
    Some(totp(secret)?.generate(seconds(now)).to_string())
}

fn seconds(now: Instant) -> u64 {
    u64::try_from(now.0 / 1000).unwrap_or_default()
}

/// RFC 6238 with what every authenticator supports: SHA-1, 6 digits, 30 seconds, one step of tolerance.
fn totp(secret: &str) -> Option<totp_rs::Totp> {
    let secret = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    totp_rs::Builder::new().with_secret(secret).with_skew(1).build().ok()
}

/// Argon2id with its default cost (19 MiB, 2 passes), a bounded number at a time: each takes a core for some 25 ms.
pub struct Hasher {
    slots: Arc<Semaphore>,
}

impl Default for Hasher {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { slots: Arc::new(Semaphore::new(cores)) }
    }
}

/// The hash of a password that nobody has, so that an unknown account takes as long as a known one.
fn nobody() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| hash("nobody's password", &[7; 16]).unwrap_or_default())
}

fn hash(password: &str, salt: &[u8]) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default().hash_password_with_salt(password.as_bytes(), salt)?.to_string())
}

/// A hash that no password is known to fit, drawn rather than made: for accounts that are entered by a code or a link until
/// their owner chooses a password. Comparing with it takes as long as with any other.
pub fn nobodys_hash(chance: &dyn Chance) -> String {
    let (mut salt, mut digest) = ([0; 16], [0; 32]);
    chance.fill(&mut salt);
    chance.fill(&mut digest);
    let text = |bytes: &[u8]| data_encoding::BASE64_NOPAD.encode(bytes);
    format!("$argon2id$v=19$m=19456,t=2,p=1${}${}", text(&salt), text(&digest))
}

/// Hashing itself failed: memory, or a stored hash that is none.
#[derive(Debug, thiserror::Error)]
#[error("a password could not be hashed or compared: {0}")]
pub struct HashError(String);

impl Hasher {
    pub async fn hash(&self, password: &str, chance: &dyn Chance) -> Result<String, HashError> {
        let mut salt = [0; 16];
        chance.fill(&mut salt);
        let password = password.to_owned();
        self.run(move || hash(&password, &salt).map_err(|e| HashError(e.to_string()))).await?
    }

    /// Whether the password fits; takes as long when there is no hash to compare with.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool, HashError> {
        let (password, known) = (password.to_owned(), stored.is_some());
        let stored = stored.map(str::to_owned);
        let fits = self.run(move || {
            let stored = stored.as_deref().unwrap_or_else(|| nobody());
            let parsed = PasswordHash::new(stored).map_err(|e| HashError(e.to_string()))?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
        });
        Ok(fits.await?? && known)
    }

    async fn run<T: Send + 'static>(&self, task: impl FnOnce() -> T + Send + 'static) -> Result<T, HashError> {
        let failed = |e: &dyn std::fmt::Display| HashError(e.to_string());
        let _slot = self.slots.clone().acquire_owned().await.map_err(|e| failed(&e))?;
        tokio::task::spawn_blocking(task).await.map_err(|e| failed(&e))
    }
}
