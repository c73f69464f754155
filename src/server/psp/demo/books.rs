//! What the demonstration's bank knows of payments, and says when it is asked: both questions of Paybox Direct, to
//! whoever signed them.

use super::super::paybox::{asking, sign};
use super::page::{Asked, Choice, Manner};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What is taken in place of what was asked for, on a bad day.
pub const OTHER_AMOUNT: i64 = 100;
/// The call that a transaction was made in; one suffices here.
const CALL: &str = "0000112233";

/// What became of one order.
#[derive(Clone)]
pub struct Entry {
    transaction: String,
    status: &'static str,
    /// Another amount than was asked for.
    amount: Option<i64>,
    asked: Asked,
}

impl Entry {
    pub fn of(choice: Choice, manner: Manner, asked: Asked, transaction: String) -> Self {
        let status = match choice {
            Choice::Pay => "Captur\u{e9}",
            Choice::Refuse => "Refus\u{e9}",
            Choice::Cancel => "",
        };
        let amount = matches!(manner, Manner::OtherAmount).then_some(OTHER_AMOUNT);
        Self { transaction, status, amount, asked }
    }
}

/// By the reference of the merchant.
#[derive(Default)]
pub struct Books(Mutex<HashMap<String, Entry>>);

impl Books {
    pub fn enter(&self, order: &HashMap<String, String>, it: Entry) {
        let reference = order.get("PBX_CMD").cloned().unwrap_or_default();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(reference, it);
    }

    /// What is answered to a question; nothing, where it is to be left without an answer.
    pub fn answer(&self, key: &[u8], asked: &[(String, String)]) -> Option<String> {
        let text = |name: &str| asked.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value.as_str());
        let signed = match asked.split_last() {
            Some(((name, signature), signed)) if name == "HMAC" => *signature == sign(key, signed),
            _ => false,
        };
        let entry = match text("TYPE") {
            _ if !signed => Err("00006&COMMENTAIRE=Acc\u{e8}s refus\u{e9}"),
            asking::EXISTENCE => self.find(|reference, _| reference == text("REFERENCE")),
            asking::CONSULTATION => self.find(|_, it| padded(&it.transaction) == text("NUMTRANS")),
            _ => Err("00009&COMMENTAIRE=Type d'op\u{e9}ration invalide"),
        };
        let manner = entry.as_ref().map_or(Asked::Answers, |it| it.asked);
        let number = match manner {
            Asked::Answers => text("NUMQUESTION"),
            Asked::OtherQuestion => "0000000000",
            Asked::Silent => return None,
        };
        let head = format!("SITE={}&RANG={}&NUMQUESTION={number}", text("SITE"), text("RANG"));
        Some(match entry {
            Err(code) => format!("{head}&NUMTRANS=0000000000&NUMAPPEL=0000000000&CODEREPONSE={code}"),
            Ok(it) => {
                let amount = it.amount.map_or_else(String::new, |it| format!("&MONTANT={it:010}"));
                let (transaction, status) = (padded(&it.transaction), it.status);
                format!(
                    "{head}&NUMTRANS={transaction}&NUMAPPEL={CALL}{amount}&STATUS={status}&CODEREPONSE=00000\
                     &COMMENTAIRE=Demande trait\u{e9}e avec succ\u{e8}s"
                )
            }
        })
    }

    /// The transaction, of an order for which a card was shown.
    fn find(&self, which: impl Fn(&str, &Entry) -> bool) -> Result<Entry, &'static str> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = all.iter().find(|(reference, it)| !it.status.is_empty() && which(reference, it));
        found.map(|(_, it)| it.clone()).ok_or("00018&COMMENTAIRE=Transaction non trouv\u{e9}e")
    }
}

/// As the bank writes numbers.
fn padded(number: &str) -> String {
    format!("{number:0>10}")
}
