//! What became of a payment, asked server to server: Paybox Direct, also sold as « gestion automatisée des encaissements »
//! (integration manual « Paybox Direct, Paybox Direct Plus » 6.3, §8.1 variables of a request; www1.paybox.com,
//! « Les opérations de caisse Direct Plus »). Two questions: 00011, whether there is a transaction of this reference and
//! amount, then 00017, where that transaction stands: one that was refused is there too. Both only look.
//!
//! The answer comes in the same HTTPS session and is not signed; its SITE, RANG and NUMQUESTION repeat the question's and
//! are to be checked (ibid.). Whatever is not wholly as expected is no answer, and never a payment.

use super::{Account, Paybox, sign};
use crate::domain::reconciliation::{TRANSACTION_MAX, Told, transaction_number};
use crate::domain::time::Instant;
use jiff::{Timestamp, tz::TimeZone};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

/// Where questions are posted, on each host.
pub const PATH: &str = "/PPPS.php";
/// « Direct Plus »: the version that knows these questions.
const VERSION: &str = "00104";
/// Whether a transaction of a reference and an amount exists.
pub const EXISTENCE: &str = "00011";
/// Where a transaction stands.
pub const CONSULTATION: &str = "00017";
/// The bank did what was asked.
const DONE: &str = "00000";
/// It has no such transaction.
pub const NOT_FOUND: &str = "00018";
/// NUMQUESTION that one look at a payment takes.
pub const NUMBERS: i64 = 2;
/// How long a host may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer that is read, in bytes.
const ANSWER_MAX: usize = 8192;
/// The longest note of what the bank said, in characters.
const DETAIL_MAX: usize = 200;

static CLIENT: LazyLock<Option<reqwest::Client>> = LazyLock::new(|| {
    let builder = reqwest::Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none());
    builder.build().ok()
});

/// Where the bank is asked.
#[derive(Clone, Debug, Default)]
pub struct Door {
    /// In the order in which they are tried.
    pub hosts: Vec<String>,
    /// The password of older contracts; without one, questions are signed as forms are.
    pub cle: Option<String>,
}

/// Which payment is asked for.
#[derive(Clone, Debug)]
pub struct Question {
    /// The first of its [`NUMBERS`]: no other question of the day has it.
    pub number: i64,
    pub reference: String,
    pub amount: i64,
}

/// What the bank answered, and in which words.
#[derive(Clone, Debug)]
pub struct Answer {
    pub told: Told,
    /// Code and words of the bank; of none, what was wrong.
    pub detail: String,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
enum Silence {
    #[error("")]
    NoHost,
    #[error("SITE, RANG, NUMQUESTION ≠")]
    Echo,
    #[error("CODEREPONSE, NUMTRANS ?")]
    Unreadable,
    #[error("{0}")]
    Code(String),
}

type Fields = BTreeMap<String, String>;

impl Paybox {
    /// Whether the contract lets us ask: no host is configured where it does not.
    pub fn can_be_asked(&self) -> bool {
        !self.0.door.hosts.is_empty()
    }

    /// Looks a payment up at the bank.
    pub async fn ask(&self, it: &Question, now: Instant) -> Answer {
        self.look_up(it, now).await.unwrap_or_else(|silence| {
            tracing::warn!(reference = it.reference, %silence, "the bank could not be asked");
            Answer { told: Told::Unanswered, detail: shortened(&silence.to_string()) }
        })
    }

    async fn look_up(&self, it: &Question, now: Instant) -> Result<Answer, Silence> {
        let payment = [("MONTANT", format!("{:010}", it.amount)), ("REFERENCE", it.reference.clone())];
        let there = self.put((EXISTENCE, it.number), &payment, now).await?;
        match of(&there, "CODEREPONSE") {
            DONE => {}
            NOT_FOUND => return Ok(Answer { told: Told::Absent, detail: words(&there, "COMMENTAIRE") }),
            _ => return Err(Silence::Code(words(&there, "COMMENTAIRE"))),
        }
        let found = ["NUMTRANS", "NUMAPPEL"].map(|name| (name, of(&there, name).to_owned()));
        let state = self.put((CONSULTATION, it.number + 1), &found, now).await?;
        if of(&state, "CODEREPONSE") != DONE {
            return Err(Silence::Code(words(&state, "COMMENTAIRE")));
        }
        let (transaction, amount) = judged(&there, it.amount).ok_or(Silence::Unreadable)?;
        let told = if has_money(of(&state, "STATUS")) { Told::Paid { transaction, amount } } else { Told::Unpaid };
        Ok(Answer { told, detail: words(&state, "STATUS") })
    }

    /// Puts one question to the first host that answers it, and reads what it says.
    async fn put(
        &self,
        (kind, number): (&str, i64),
        about: &[(&str, String); 2],
        now: Instant,
    ) -> Result<Fields, Silence> {
        let (fields, body) = (self.question((kind, number), about, now), String::new());
        let body = fields.iter().fold(body, |body, (name, value)| {
            let between = if body.is_empty() { "" } else { "&" };
            body + between + name + "=" + &escaped(value)
        });
        for host in &self.0.door.hosts {
            match post(host, &body).await {
                Ok(text) => {
                    let answer = read(&text).ok_or(Silence::Unreadable)?;
                    return if repeats(&answer, &fields) { Ok(answer) } else { Err(Silence::Echo) };
                }
                Err(e) => tracing::warn!(host, %e, "a host of the bank cannot be asked"),
            }
        }
        Err(Silence::NoHost)
    }

    /// The fields of a question, signed with the key of our forms over `NAME=value&…` in the order sent; or, where the
    /// contract has a password (CLE), with that in its place.
    fn question(&self, (kind, number): (&str, i64), about: &[(&str, String); 2], now: Instant) -> super::Fields {
        let Account { site, rang, .. } = &self.0.account;
        let asked_at = Timestamp::from_millisecond(now.0).unwrap_or_default();
        let asked_at = asked_at.to_zoned(TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC));
        let mut fields = vec![
            ("VERSION", VERSION.to_owned()),
            ("TYPE", kind.to_owned()),
            ("SITE", site.clone()),
            ("RANG", rang.clone()),
            ("NUMQUESTION", format!("{number:010}")),
            ("DATEQ", asked_at.strftime("%d%m%Y%H%M%S").to_string()),
            ("DEVISE", "978".to_owned()),
        ];
        fields.extend(about.iter().cloned());
        match &self.0.door.cle {
            Some(cle) => fields.push(("CLE", cle.clone())),
            None => fields.push(("HASH", "SHA512".to_owned())),
        }
        let mut fields: super::Fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        if self.0.door.cle.is_none() {
            fields.push(("HMAC".to_owned(), sign(&self.0.hmac_key, &fields)));
        }
        fields
    }
}

/// The answer of a host, whose letters are those of ISO 8859-1.
async fn post(host: &str, body: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let client = CLIENT.as_ref().ok_or("no client")?;
    let request = client.post(format!("{host}{PATH}")).header("content-type", "application/x-www-form-urlencoded");
    let mut answer = request.body(body.to_owned()).send().await?.error_for_status()?;
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > ANSWER_MAX {
            return Err("an endless answer".into());
        }
    }
    Ok(bytes.into_iter().map(char::from).collect())
}

/// `NAME=value&…`; nothing, when a name is there twice. Values that matter are digits: they are left as they came.
fn read(text: &str) -> Option<Fields> {
    let pairs: Vec<_> = text.trim().split('&').filter_map(|it| it.split_once('=')).collect();
    let fields: Fields = pairs.iter().map(|(name, value)| ((*name).to_owned(), value.trim().to_owned())).collect();
    (!pairs.is_empty() && fields.len() == pairs.len()).then_some(fields)
}

fn of<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map_or("", String::as_str)
}

/// Whether an answer is to this question; zeros before a number tell nothing.
fn repeats(answer: &Fields, asked: &[(String, String)]) -> bool {
    ["SITE", "RANG", "NUMQUESTION"].into_iter().all(|name| {
        let own = asked.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value);
        let said = of(answer, name);
        !said.is_empty() && transaction_number(said) == transaction_number(own)
    })
}

/// Number and amount of what was found. The bank was asked for this amount; should it name another one, that counts.
fn judged(there: &Fields, asked: i64) -> Option<(String, i64)> {
    let number = transaction_number(of(there, "NUMTRANS"));
    let fit = (1..=TRANSACTION_MAX).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit());
    let amount = there.get("MONTANT").map_or(Some(asked), |it| it.parse().ok())?;
    fit.then(|| (number.to_owned(), amount))
}

/// « Capturé », or « Autorisé »: our forms ask for the money at once, so that what is authorised will be captured. Not
/// « Refusé », « Annulé », « Remboursé » …
fn has_money(status: &str) -> bool {
    ["Captur", "Autoris"].into_iter().any(|it| status.starts_with(it))
}

/// The bank's code, and its words for it.
fn words(fields: &Fields, name: &str) -> String {
    shortened(format!("{} {}", of(fields, "CODEREPONSE"), of(fields, name)).trim())
}

fn shortened(text: &str) -> String {
    text.chars().filter(|it| !it.is_control()).take(DETAIL_MAX).collect()
}

fn escaped(value: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-_.".contains(&it);
    value.bytes().map(|it| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::psp::paybox::tests::bank;

    fn about() -> [(&'static str, String); 2] {
        [("MONTANT", "0000017800".to_owned()), ("REFERENCE", "IA-2026-000042-1".to_owned())]
    }

    #[test]
    fn a_question_is_signed_over_its_fields_in_their_order() {
        // 2025-07-08T10:00:00Z, noon in Paris.
        let fields = bank().question((EXISTENCE, 7), &about(), Instant(1_751_968_800_000));
        let text = fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        let expected = "VERSION=00104&TYPE=00011&SITE=1999888&RANG=32&NUMQUESTION=0000000007&DATEQ=08072025120000\
                        &DEVISE=978&MONTANT=0000017800&REFERENCE=IA-2026-000042-1&HASH=SHA512&HMAC=";
        // openssl dgst -sha512 -mac HMAC -macopt hexkey:… over all before `&HMAC=`.
        assert_eq!(text, format!("{expected}{HMAC}"));
    }

    /// Made by OpenSSL.
    const HMAC: &str = "7727611DC02A384E7AFCF44875FDBA9C715BB25E11556B354CCE73776FDE59DE239C3CA6AA1918FB748C83AF11E5010E63FD22EFCF32E6C7F39BE788F95CA879";

    #[test]
    fn with_a_password_no_signature_is_sent() {
        let mut bank = bank();
        let inner = std::sync::Arc::get_mut(&mut bank.0).expect("the only one");
        inner.door.cle = Some("1999888I".to_owned());
        let fields = bank.question((CONSULTATION, 8), &about(), Instant(0));
        assert_eq!(fields.last(), Some(&("CLE".to_owned(), "1999888I".to_owned())));
        assert!(fields.iter().all(|(name, _)| name != "HMAC" && name != "HASH"));
    }

    #[test]
    fn an_answer_is_read_when_it_is_to_our_question() {
        let asked = bank().question((EXISTENCE, 7), &about(), Instant(0));
        let fit = "NUMTRANS=0000612345&NUMAPPEL=0000112233&NUMQUESTION=0000000007&SITE=1999888&RANG=032\
                   &AUTORISATION=&CODEREPONSE=00000&COMMENTAIRE=Demande trait\u{e9}e avec succ\u{e8}s\r\n";
        let answer = read(fit).expect("fields");
        assert!(repeats(&answer, &asked));
        assert_eq!(judged(&answer, 17_800), Some(("612345".to_owned(), 17_800)));
        assert_eq!(words(&answer, "COMMENTAIRE"), "00000 Demande traitée avec succès");
        let another = read(&format!("{fit}&MONTANT=0000000100")).expect("fields");
        assert_eq!(judged(&another, 17_800), Some(("612345".to_owned(), 100)));
        for (from, to) in [
            ("=0000000007", "=0000000008"),
            ("SITE=1999888&", "SITE=1999889&"),
            ("SITE=1999888&", ""),
            ("RANG=032", "RANG=33"),
            ("RANG=032", "RANG="),
        ] {
            let strange = read(&fit.replace(from, to)).expect("fields");
            assert!(!repeats(&strange, &asked), "{to}");
        }
        for (from, to) in
            [("0000612345", ""), ("0000612345", "0000000000"), ("0000612345", "6123x"), ("&SITE", "&MONTANT=x&SITE")]
        {
            let strange = read(&fit.replace(from, to)).expect("fields");
            assert_eq!(judged(&strange, 17_800), None, "{to}");
        }
        assert!(read(&format!("{fit}&SITE=1999888")).is_none(), "said twice");
        assert!(read("").is_none() && read("<html>").is_none());
    }

    #[test]
    fn only_what_the_bank_captures_is_money() {
        assert!(has_money("Captur\u{e9}") && has_money("Autoris%E9"));
        for none in
            ["Refus\u{e9}", "Annul\u{e9}", "Rembours\u{e9}", "Cr\u{e9}dit", "Rejet support", "", "non Captur\u{e9}"]
        {
            assert!(!has_money(none), "{none}");
        }
    }
}
