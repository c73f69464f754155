//! The bank of the demonstration: a process of its own (`guichet demo-psp`) that speaks Paybox System with keys made at
//! its start, shows a card page, and can do all that a bank does on its bad days. It takes no money and no card.

mod books;
mod keys;
mod page;

pub use keys::{KeyError, Keys};

use super::super::config::Config;
use super::super::{Chance, SystemChance};
use super::paybox;
use super::paybox::asking;
use axum::Router;
use axum::body::Body;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use books::{Books, Entry};
use page::{Asked, Choice, Manner};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long a notification stays away that is to be late.
const DELAY: Duration = Duration::from_secs(10);

/// Why the demonstration's bank does not start.
#[derive(Debug, thiserror::Error)]
pub enum DemoPspError {
    #[error("demo-psp takes no money: it starts in demonstration mode alone (GUICHET_DEMO=true)")]
    NoDemonstration,
    #[error(transparent)]
    Keys(#[from] KeyError),
    #[error("the address of the demonstration's bank cannot be listened on: {0}")]
    Listen(#[from] std::io::Error),
}

struct Bank {
    keys: Arc<Keys>,
    chance: Box<dyn Chance>,
    /// Forms that wait for their card, by a number that is drawn.
    orders: Mutex<HashMap<String, HashMap<String, String>>>,
    /// What became of them, for whoever asks.
    books: Books,
    client: reqwest::Client,
}

/// Serves until `stop` ends. The keys lie in the folder before anyone can connect.
pub async fn serve(config: &Config, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), DemoPspError> {
    if !config.demo {
        return Err(DemoPspError::NoDemonstration);
    }
    let keys = Arc::new(Keys::make(&SystemChance)?);
    keys.leave_in(&config.var)?;
    let listener = tokio::net::TcpListener::bind(&config.bank.demo_psp).await?;
    tracing::info!("the demonstration's bank is on http://{}", config.bank.demo_psp);
    Ok(axum::serve(listener, router(keys, Box::new(SystemChance))).with_graceful_shutdown(stop).await?)
}

/// All that it answers.
pub fn router(keys: Arc<Keys>, chance: Box<dyn Chance>) -> Router {
    let bank = Bank { keys, chance, orders: Mutex::default(), books: Books::default(), client: reqwest::Client::new() };
    Router::new()
        .route("/load.html", get(async || Html(page::UP)))
        .route(paybox::PATH, post(show_card))
        .route("/choix", post(choose))
        .route(asking::PATH, post(answer))
        .with_state(Arc::new(bank))
}

/// Checks the form as the real bank does, then asks for a card.
async fn show_card(State(bank): State<Arc<Bank>>, Form(fields): Form<Vec<(String, String)>>) -> Response {
    let signed_by_us = |fields: &[(String, String)]| match fields.split_last() {
        Some(((name, signature), signed)) if name == "PBX_HMAC" => {
            // A demonstration may compare without hiding how long that takes.
            *signature == paybox::sign(&bank.keys.hmac_key, signed)
        }
        _ => false,
    };
    if !signed_by_us(&fields) {
        return (StatusCode::FORBIDDEN, Html(page::REFUSED)).into_response();
    }
    let order: HashMap<String, String> = fields.into_iter().collect();
    let missing = page::REQUIRED.iter().find(|name| order.get(**name).is_none_or(String::is_empty));
    if missing.is_some() {
        return (StatusCode::FORBIDDEN, Html(page::REFUSED)).into_response();
    }
    let number = bank.draw();
    let shown = page::card(&number, &order);
    bank.orders.lock().unwrap_or_else(PoisonError::into_inner).insert(number, order);
    Html(shown).into_response()
}

#[derive(Deserialize)]
struct Chosen {
    order: String,
    choice: Choice,
    manner: Manner,
    #[serde(default)]
    asked: Asked,
}

/// What happens to the card: notifications leave as the manner says, then the browser is sent back.
async fn choose(State(bank): State<Arc<Bank>>, Form(it): Form<Chosen>) -> Response {
    let order = bank.orders.lock().unwrap_or_else(PoisonError::into_inner).get(&it.order).cloned();
    let Some(order) = order else { return (StatusCode::NOT_FOUND, Html(page::REFUSED)).into_response() };
    let transaction = bank.draw();
    let said = bank.notification(&order, it.choice.code(), &transaction);
    bank.books.enter(&order, Entry::of(it.choice, it.manner, it.asked, transaction.clone()));
    match it.manner {
        Manner::AtOnce => bank.notify(&order, &said).await,
        Manner::Late | Manner::Cut => {
            let (bank, order) = (bank.clone(), order.clone());
            tokio::spawn(async move {
                tokio::time::sleep(DELAY).await;
                bank.notify(&order, &said).await;
            });
        }
        Manner::Twice => {
            tokio::join!(bank.notify(&order, &said), bank.notify(&order, &said));
        }
        Manner::Reordered => {
            let before = bank.notification(&order, Choice::Refuse.code(), &bank.draw());
            bank.notify(&order, &said).await;
            bank.notify(&order, &before).await;
        }
        Manner::OtherAmount => {
            let mut other = order.clone();
            other.insert("PBX_TOTAL".into(), books::OTHER_AMOUNT.to_string());
            let said = bank.notification(&other, it.choice.code(), &transaction);
            bank.notify(&order, &said).await;
        }
        Manner::BadSignature => bank.notify(&order, &said.replacen("montant=", "montant=1", 1)).await,
        Manner::Never => {}
    }
    if matches!(it.manner, Manner::Cut) {
        return cut();
    }
    let back = order.get(it.choice.back()).map_or("/load.html", String::as_str);
    Redirect::to(back).into_response()
}

/// Says what became of a payment, as the bank's `PPPS.php` does.
async fn answer(State(bank): State<Arc<Bank>>, Form(fields): Form<Vec<(String, String)>>) -> Response {
    match bank.books.answer(&bank.keys.hmac_key, &fields) {
        // The bank writes ISO 8859-1.
        Some(text) => {
            Body::from(text.chars().map(|it| u8::try_from(it).unwrap_or(b'?')).collect::<Vec<_>>()).into_response()
        }
        None => cut(),
    }
}

/// An answer that breaks off before its first byte of text.
fn cut() -> Response {
    let broken = futures::stream::once(async { Err::<bytes::Bytes, _>(std::io::Error::other("cut")) });
    (StatusCode::OK, Body::from_stream(broken)).into_response()
}

impl Bank {
    fn draw(&self) -> String {
        let mut bytes = [0; 8];
        self.chance.fill(&mut bytes);
        (u64::from_be_bytes(bytes) % 10_000_000_000).to_string()
    }

    /// The query of a notification, signed.
    fn notification(&self, order: &HashMap<String, String>, code: &str, transaction: &str) -> String {
        let text = |name: &str| order.get(name).map_or("", String::as_str);
        let query = format!(
            "montant={}&reference={}&auto=XXXXXX&erreur={code}&idtrans={transaction}",
            text("PBX_TOTAL"),
            text("PBX_CMD"),
        );
        signed(&self.keys, &query)
    }

    /// Calls Guichet, as the bank calls its merchant.
    async fn notify(&self, order: &HashMap<String, String>, said: &str) {
        let address = order.get("PBX_REPONDRE_A").map_or("", String::as_str);
        match self.client.get(format!("{address}?{said}")).send().await {
            Ok(answer) => tracing::info!(status = %answer.status(), "Guichet was notified"),
            Err(e) => tracing::warn!(%e, "Guichet could not be notified"),
        }
    }
}

/// A query with its signature behind it, as the bank writes it.
pub fn signed(keys: &Keys, query: &str) -> String {
    let signature = keys.sign(query).replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    format!("{query}&signature={signature}")
}
