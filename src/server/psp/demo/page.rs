//! The card page of the demonstration's bank: plain forms, no script. In French, as its real sister.

use serde::Deserialize;
use std::collections::HashMap;
use std::fmt::Write;

/// What a host of the bank answers while it is up.
pub const UP: &str = "<!DOCTYPE html><html lang=\"fr\"><head><title>Banque de démonstration</title></head><body>\
                      <div id=\"server_status\">OK</div></body></html>";

pub const REFUSED: &str = "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Accès refusé</title>\
                           </head><body><h1>Accès refusé</h1><p>La demande n'est pas signée par le commerçant, ou elle \
                           est incomplète.</p></body></html>";

/// Without any of these the bank shows no page.
pub const REQUIRED: [&str; 11] = [
    "PBX_SITE",
    "PBX_RANG",
    "PBX_IDENTIFIANT",
    "PBX_TOTAL",
    "PBX_DEVISE",
    "PBX_CMD",
    "PBX_PORTEUR",
    "PBX_RETOUR",
    "PBX_HASH",
    "PBX_TIME",
    "PBX_REPONDRE_A",
];

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    Pay,
    Refuse,
    Cancel,
}

impl Choice {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pay => "00000",
            Self::Refuse => "00114",
            Self::Cancel => "00001",
        }
    }

    /// The field of the order that says where the browser goes afterwards.
    pub const fn back(self) -> &'static str {
        match self {
            Self::Pay => "PBX_EFFECTUE",
            Self::Refuse => "PBX_REFUSE",
            Self::Cancel => "PBX_ANNULE",
        }
    }
}

/// How Guichet hears of it.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    AtOnce,
    Late,
    Twice,
    Reordered,
    OtherAmount,
    BadSignature,
    Cut,
    Never,
}

/// How the bank answers when Guichet asks it what became of the payment.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    #[default]
    Answers,
    Silent,
    OtherQuestion,
}

const ASKED: [(&str, &str); 3] = [
    ("answers", "elle répond"),
    ("silent", "elle ne répond pas"),
    ("other_question", "elle répond à une autre question"),
];

const MANNERS: [(&str, &str); 8] = [
    ("at_once", "tout de suite"),
    ("late", "dix secondes après le retour du navigateur"),
    ("twice", "deux fois en même temps"),
    ("reordered", "le succès d'abord, puis un refus plus ancien"),
    ("other_amount", "avec un autre montant"),
    ("bad_signature", "avec une signature fausse"),
    ("cut", "dix secondes plus tard, la connexion du navigateur étant coupée"),
    ("never", "jamais"),
];

/// The page of one order.
pub fn card(number: &str, order: &HashMap<String, String>) -> String {
    let text = |name: &str| escaped(order.get(name).map_or("", String::as_str));
    let cents: i64 = order.get("PBX_TOTAL").and_then(|it| it.parse().ok()).unwrap_or_default();
    let (manners, asked) = (radios("manner", &MANNERS), radios("asked", &ASKED));
    let mut later = String::new();
    for nth in 1..=3 {
        if let Some(amount) = order.get(&format!("PBX_2MONT{nth}")).and_then(|it| it.parse::<i64>().ok()) {
            let day = text(&format!("PBX_DATE{nth}"));
            let _ = write!(later, "<p>Puis {},{:02} € le {day}</p>", amount / 100, amount % 100);
        }
    }
    format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>Banque de démonstration</title><style>\
         body{{font-family:sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;line-height:1.5}}\
         button{{font-size:1.1rem;padding:.6rem 1rem;margin:.3rem .3rem .3rem 0}}</style></head><body><main>\
         <h1>Banque de démonstration</h1><p><strong>Aucune carte n'est demandée, aucun argent ne circule.</strong></p>\
         <p>Montant : <strong>{},{:02} €</strong></p>{later}<p>Référence : {}</p>\
         <form method=\"post\" action=\"/choix\"><input type=\"hidden\" name=\"order\" value=\"{number}\">\
         <fieldset><legend>Guichet en est averti</legend>{manners}</fieldset>\
         <fieldset><legend>Interrogée ensuite par Guichet, la banque</legend>{asked}</fieldset>\
         <button name=\"choice\" value=\"pay\">Payer</button><button name=\"choice\" value=\"refuse\">Être refusé</button>\
         <button name=\"choice\" value=\"cancel\">Annuler</button></form></main></body></html>",
        cents / 100,
        cents % 100,
        text("PBX_CMD"),
    )
}

/// A group of choices, the first one made.
fn radios(name: &str, all: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (nth, (code, label)) in all.iter().enumerate() {
        let checked = if nth == 0 { " checked" } else { "" };
        let _ = write!(
            text,
            "<p><label><input type=\"radio\" name=\"{name}\" value=\"{code}\"{checked}> {label}</label></p>"
        );
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
