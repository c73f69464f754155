//! The limits: the least that the same crates do for the same request, served by this process.

use crate::Failure;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use futures::StreamExt;
use leptos::prelude::*;
use sha2::{Digest, Sha256};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::io::AsyncWriteExt;

/// Where the routes are, on this machine.
pub const ROUTE: &str = "/bare";
pub const PAGE: &str = "/page";
pub const KEEP: &str = "/keep";

/// Serves the bare routes until this process ends; files go into `folder`.
pub async fn serve(folder: PathBuf) -> Result<SocketAddr, Failure> {
    std::fs::create_dir_all(&folder)?;
    // For what it sets up beside: leptos has to know that it runs on tokio.
    leptos_axum::generate_route_list(page);
    let router = Router::new()
        .route(ROUTE, get(|| async { "ok" }))
        .route(PAGE, get(leptos_axum::render_app_async(page)))
        .route(KEEP, post(keep))
        .with_state(Arc::new(folder));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    tokio::spawn(axum::serve(listener, router).into_future());
    Ok(address)
}

/// The least page that leptos renders at the server.
fn page() -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="fr">
            <head>
                <meta charset="utf-8"/>
                <title>"Guichet"</title>
            </head>
            <body>
                <main>
                    <h1>"Guichet"</h1>
                    <p>"Une page."</p>
                </main>
            </body>
        </html>
    }
}

/// Receives, hashes and keeps a body so that a power cut does not lose it.
async fn keep(State(folder): State<Arc<PathBuf>>, body: Body) -> Result<String, StatusCode> {
    let failed = |_| StatusCode::INTERNAL_SERVER_ERROR;
    let file = tempfile::NamedTempFile::new_in(&*folder).map_err(failed)?;
    let mut sink = tokio::fs::File::from_std(file.reopen().map_err(failed)?);
    let (mut hash, mut body) = (Sha256::new(), body.into_data_stream());
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        hash.update(&chunk);
        sink.write_all(&chunk).await.map_err(failed)?;
    }
    sink.sync_all().await.map_err(failed)?;
    Ok(data_encoding::HEXLOWER.encode(&hash.finalize()))
}
