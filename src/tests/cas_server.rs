//! A small server that plays the CAS for `tests::cas`, with the answers that a real one gave, and with accidents.

use super::journey::ADMINISTRATOR;
use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const SUCCESS: &str = include_str!("../server/cas/recorded/success.xml");
/// The student of every test, as the CAS vouches for them.
pub const ELODIE: &str = "elodie@etu.example.org";
/// The only address of ours that it knows.
pub const SERVICE: &str = "http://guichet.test/cas/retour";

#[derive(serde::Deserialize)]
struct Asked {
    service: String,
    #[serde(default)]
    ticket: String,
}

/// A CAS that knows our address alone; its tickets are called `ST-who-number`, or by the accident that befalls them.
pub fn cas() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a listener");
    let address = listener.local_addr().expect("an address");
    let used = Arc::new(Mutex::new(BTreeSet::new()));
    let validate = move |Query(asked): Query<Asked>| {
        let used = used.clone();
        async move { answer(&asked, &used).await }
    };
    let login = async |Query(asked): Query<Asked>| {
        let known = asked.service == SERVICE;
        if known { "Authentification requise" } else { "Le service n'est pas autorisé" }
    };
    let router = Router::new().route("/cas/login", get(login)).route("/cas/p3/serviceValidate", get(validate));
    tokio::spawn(async move {
        let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
        axum::serve(listener, router).await
    });
    format!("http://{address}/cas")
}

async fn answer(asked: &Asked, used: &Mutex<BTreeSet<String>>) -> Response {
    let failure = |code: &str| {
        let failure = format!("<c:authenticationFailure code='{code}'>non</c:authenticationFailure>");
        format!("<c:serviceResponse xmlns:c='http://www.yale.edu/tp/cas'>{failure}</c:serviceResponse>").into_response()
    };
    let person = |user: &str, mail: &str| {
        let named = SUCCESS.replace("etudiant.1@etu.example.org", mail);
        named.replace("<cas:user>etudiant.1<", &format!("<cas:user>{user}<"))
    };
    if asked.service != SERVICE {
        return failure("INVALID_SERVICE");
    }
    if !used.lock().expect("nobody panics here").insert(asked.ticket.clone()) {
        return failure("INVALID_TICKET");
    }
    match asked.ticket.split('-').nth(1).unwrap_or_default() {
        "elodie" => person("Elodie", ELODIE).into_response(),
        // The same address, told of somebody else of the CAS.
        "double" => person("double", ADMINISTRATOR).into_response(),
        "admin" => {
            let proof =
                "<cas:isFromNewLogin>true</cas:isFromNewLogin><cas:authnContextClass>mfa</cas:authnContextClass>";
            let plain = "<cas:isFromNewLogin>true</cas:isFromNewLogin>";
            person("admin", ADMINISTRATOR).replace(plain, proof).replace(">student<", ">staff<").into_response()
        }
        "service" => failure("INVALID_SERVICE"),
        "internal" => failure("INTERNAL_ERROR"),
        "html" => "<html><body>Erreur</body></html>".into_response(),
        "bomb" => format!("<!DOCTYPE a [<!ENTITY x 'y'>]>{}", person("elodie", ELODIE)).into_response(),
        "cut" => SUCCESS[..SUCCESS.len() / 2].to_owned().into_response(),
        "huge" => format!("{}{}", person("elodie", ELODIE), " ".repeat(2_000_000)).into_response(),
        "down" => (StatusCode::BAD_GATEWAY, "away").into_response(),
        "slow" => {
            tokio::time::sleep(Duration::from_secs(3)).await;
            person("elodie", ELODIE).into_response()
        }
        _ => failure("INVALID_TICKET"),
    }
}
