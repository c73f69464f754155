//! Paybox System, also sold as `Up2Pay` e-Transactions (peers.md §3.1): a form signed with HMAC-SHA512 leads to the bank,
//! notifications come back signed with RSA over the untouched bytes of their query. What it knows of a payment it can be
//! asked ([`asking`]).

pub mod asking;

use super::PspError;
use crate::domain::instalment::Part;
use crate::domain::ledger::BankForm;
use crate::domain::payment::{Heard, Verdict};
use crate::domain::reconciliation::transaction_number;
use crate::domain::time::Instant;
use aws_lc_rs::signature::{RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY, UnparsedPublicKey};
use axum::extract::Query;
use axum::http::Uri;
use data_encoding::{BASE64, HEXUPPER, HEXUPPER_PERMISSIVE};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha512;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

/// The page that takes cards, on each host.
pub const PATH: &str = "/cgi/MYchoix_pagepaiement.cgi";
/// What is asked for in notifications, the signature last.
pub const RETOUR: &str = "montant:M;reference:R;auto:A;erreur:E;idtrans:S;signature:K";
/// The longest query of a notification that is read.
pub const QUERY_MAX: usize = 4096;
/// How long a host may take to say that it is up.
const PROBE: Duration = Duration::from_secs(3);

static CLIENT: LazyLock<Option<reqwest::Client>> =
    LazyLock::new(|| reqwest::Client::builder().timeout(PROBE).build().ok());

/// What the contract with the bank names us.
#[derive(Clone, Debug)]
pub struct Account {
    pub site: String,
    pub rang: String,
    pub identifiant: String,
}

impl Account {
    /// Of the public test account.
    pub fn demo() -> Self {
        Self { site: "1999888".into(), rang: "32".into(), identifiant: "107904482".into() }
    }
}

/// What is to be paid, and by whom.
pub struct Order<'a> {
    pub reference: &'a str,
    pub parts: &'a [Part],
    pub payer: &'a Payer,
    /// Our own address.
    pub site: &'a str,
    /// `FRA` or `GBR`: the language of the bank's page.
    pub language: &'static str,
}

/// Who pays: what the strong authentication of cards asks for.
#[derive(Clone, Debug, Default)]
pub struct Payer {
    pub email: String,
    pub given_name: String,
    pub family_name: String,
    pub street: String,
    pub postal_code: String,
    pub city: String,
    /// ISO 3166, two letters.
    pub country: String,
}

#[derive(Clone)]
pub struct Paybox(Arc<Inner>);

struct Inner {
    account: Account,
    hmac_key: Vec<u8>,
    /// DER of the bank's public key.
    public_key: Vec<u8>,
    hosts: Vec<String>,
    path: String,
    /// Where it is asked about payments.
    door: asking::Door,
}

type Fields = Vec<(String, String)>;

impl Paybox {
    pub fn new(
        account: Account,
        hmac_key: &str,
        public_key: &str,
        hosts: Vec<String>,
        path: &str,
        door: asking::Door,
    ) -> Result<Self, PspError> {
        let hmac_key = HEXUPPER_PERMISSIVE.decode(hmac_key.trim().as_bytes()).map_err(|_| PspError::HmacKey)?;
        let public_key = der(public_key)?;
        Ok(Self(Arc::new(Inner { account, hmac_key, public_key, hosts, path: path.to_owned(), door })))
    }

    pub fn hosts(&self) -> &[String] {
        &self.0.hosts
    }

    /// Where forms are posted now: the first host that says that it is up.
    pub async fn action(&self) -> Option<String> {
        for host in &self.0.hosts {
            match is_up(host).await {
                Ok(true) => return Some(format!("{host}{}", self.0.path)),
                Ok(false) => tracing::warn!(host, "a host of the bank says that it is down"),
                Err(e) => tracing::warn!(host, %e, "a host of the bank does not answer"),
            }
        }
        None
    }

    /// The form that leads to the bank, signed at `now`.
    pub fn form(&self, action: &str, it: &Order<'_>, now: Instant) -> BankForm {
        let mut fields = self.required(it, now);
        let page = format!("{}{}", it.site, crate::places::Place::PaymentReturn.href());
        let more = [
            ("PBX_EFFECTUE", page.clone()),
            ("PBX_REFUSE", page.clone()),
            ("PBX_ANNULE", page.clone()),
            ("PBX_ATTENTE", page),
            ("PBX_REPONDRE_A", format!("{}/psp/paybox/notification", it.site)),
            ("PBX_LANGUE", it.language.to_owned()),
            ("PBX_SHOPPINGCART", SHOPPING_CART.to_owned()),
            ("PBX_BILLING", it.payer.billing()),
        ];
        fields.extend(more.map(|(name, value)| (name.to_owned(), value)));
        for (nth, part) in (1..).zip(it.parts.iter().skip(1)) {
            let day = format!("{:02}/{:02}/{:04}", part.on.day, part.on.month, part.on.year);
            fields.push((format!("PBX_2MONT{nth}"), part.amount.to_string()));
            fields.push((format!("PBX_DATE{nth}"), day));
        }
        let signature = sign(&self.0.hmac_key, &fields);
        fields.push(("PBX_HMAC".to_owned(), signature));
        BankForm { action: action.to_owned(), fields }
    }

    /// What every form holds, in the order of the bank's documentation.
    fn required(&self, it: &Order<'_>, now: Instant) -> Fields {
        let Account { site, rang, identifiant } = &self.0.account;
        let time = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default();
        let fields = [
            ("PBX_SITE", site.clone()),
            ("PBX_RANG", rang.clone()),
            ("PBX_IDENTIFIANT", identifiant.clone()),
            ("PBX_TOTAL", it.parts.first().map_or(0, |part| part.amount).to_string()),
            ("PBX_DEVISE", "978".to_owned()),
            ("PBX_CMD", it.reference.to_owned()),
            ("PBX_PORTEUR", it.payer.email.clone()),
            ("PBX_RETOUR", RETOUR.to_owned()),
            ("PBX_HASH", "SHA512".to_owned()),
            ("PBX_TIME", time.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()),
        ];
        fields.map(|(name, value)| (name.to_owned(), value)).to_vec()
    }

    /// Reads a notification. Its signature is judged on the bytes as they came: decoded and encoded again they differ.
    pub fn read(&self, raw: &str) -> Result<Heard, Verdict> {
        let (signed, signature) = raw.rsplit_once("&signature=").ok_or(Verdict::BadSignature)?;
        let signature = decode(&format!("signature={signature}")).ok_or(Verdict::BadSignature)?;
        let signature = signature.get("signature").ok_or(Verdict::BadSignature)?;
        let signature = BASE64.decode(signature.as_bytes()).map_err(|_| Verdict::BadSignature)?;
        let key = UnparsedPublicKey::new(&RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY, &self.0.public_key);
        key.verify(signed.as_bytes(), &signature).map_err(|_| Verdict::BadSignature)?;
        heard(signed).ok_or(Verdict::Unreadable)
    }
}

/// The facts of a notification; none, when one is missing or could not be ours.
fn heard(signed: &str) -> Option<Heard> {
    let fields = decode(signed)?;
    let text = |name: &str| fields.get(name).map_or("", String::as_str);
    let plain = |it: &str| it.len() <= 64 && it.bytes().all(|b| b.is_ascii_graphic());
    let (reference, transaction, code) = (text("reference"), text("idtrans"), text("erreur"));
    let fit = !reference.is_empty() && [reference, transaction, code].into_iter().all(plain);
    fit.then_some(())?;
    Some(Heard {
        reference: reference.to_owned(),
        amount: text("montant").parse().ok()?,
        code: code.to_owned(),
        transaction: transaction_number(transaction).to_owned(),
    })
}

/// The fields of a query; of one that is there twice, none.
fn decode(query: &str) -> Option<BTreeMap<String, String>> {
    let uri: Uri = format!("/?{query}").parse().ok()?;
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(&uri).ok()?;
    let count = pairs.len();
    let fields: BTreeMap<_, _> = pairs.into_iter().collect();
    (fields.len() == count).then_some(fields)
}

/// `NAME=value&…` in the order sent, values as they are; upper-case hexadecimal.
pub fn sign(key: &[u8], fields: &[(String, String)]) -> String {
    let text = fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha512>::new_from_slice(key) else { return String::new() };
    mac.update(text.as_bytes());
    HEXUPPER.encode(&mac.finalize().into_bytes())
}

/// The bytes of a key in PEM.
fn der(pem: &str) -> Result<Vec<u8>, PspError> {
    let inside = pem.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with("-----"));
    let inside: String = inside.collect();
    BASE64.decode(inside.as_bytes()).map_err(|e| PspError::PublicKey(e.to_string()))
}

async fn is_up(host: &str) -> Result<bool, reqwest::Error> {
    let Some(client) = &*CLIENT else { return Ok(false) };
    let page = client.get(format!("{host}/load.html")).send().await?.error_for_status()?.text().await?;
    Ok(page.contains("server_status") && page.contains(">OK<"))
}

const SHOPPING_CART: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?><shoppingcart><total><totalQuantity>1</totalQuantity></total></shoppingcart>";

impl Payer {
    /// Names and address, in the letters and lengths that the bank takes.
    fn billing(&self) -> String {
        let field = |name: &str, value: &str, most: usize| {
            let plain = deunicode::deunicode(value);
            let kept = |c: char| c.is_ascii_alphanumeric() || " -'.,".contains(c);
            let text: String = plain.chars().filter(|c| kept(*c)).take(most).collect();
            format!("<{name}>{}</{name}>", text.replace('\'', "&apos;"))
        };
        let parts = [
            field("FirstName", &self.given_name, 22),
            field("LastName", &self.family_name, 22),
            field("Address1", &self.street, 50),
            field("ZipCode", &self.postal_code, 16),
            field("City", &self.city, 50),
        ];
        // The bank asks for the number of ISO 3166-1; a country without one is left out.
        let number = crate::server::reference::country_number(&self.country);
        let country = number.map_or_else(String::new, |it| field("CountryCode", it, 3));
        let parts = parts.concat();
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?><Billing><Address>{parts}{country}</Address></Billing>")
    }
}

#[cfg(test)]
mod tests;
