//! One question to the CAS server: HTTP/1.1 over TCP or TLS, with a limit in time and one in size. No redirect is followed:
//! whoever speaks for the CAS is the address that was configured.

use super::Failure;
use crate::domain::cas::Cause;
use axum::http::header::{ACCEPT, CONNECTION, HOST, USER_AGENT};
use axum::http::{Request, StatusCode, Uri};
use http_body_util::{BodyExt, Empty, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// The longest answer that is read, in bytes: a login page; what tickets bring is a hundredth of it.
const ANSWER_MAX: usize = 256 * 1024;

/// The way to a server.
pub struct Line {
    /// As the request names it, with its port where it has one of its own.
    authority: String,
    host: String,
    port: u16,
    tls: Option<TlsConnector>,
    patience: Duration,
}

impl Line {
    /// `None` for what is neither `http://…` nor `https://…`.
    pub fn to(url: &Uri, patience: Duration) -> Option<Self> {
        let tls = match url.scheme_str()? {
            "http" => None,
            "https" => Some(connector()?),
            _ => return None,
        };
        let port = url.port_u16().unwrap_or(if tls.is_some() { 443 } else { 80 });
        let host = url.host()?.trim_matches(['[', ']']).to_owned();
        Some(Self { authority: url.authority()?.as_str().to_owned(), host, port, tls, patience })
    }

    pub async fn get(&self, path: &str) -> Result<(StatusCode, String), Failure> {
        let slow = |_| Failure::new(Cause::Slow, format!("no answer within {:?}", self.patience));
        tokio::time::timeout(self.patience, self.ask(path)).await.map_err(slow)?
    }

    async fn ask(&self, path: &str) -> Result<(StatusCode, String), Failure> {
        let stream = TcpStream::connect((self.host.as_str(), self.port)).await.map_err(away)?;
        let Some(tls) = &self.tls else { return self.talk(stream, path).await };
        let name = ServerName::try_from(self.host.clone()).map_err(away)?;
        self.talk(tls.connect(name, stream).await.map_err(away)?, path).await
    }

    async fn talk<S>(&self, stream: S, path: &str) -> Result<(StatusCode, String), Failure>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(away)?;
        // Ends by itself once the sender is dropped.
        tokio::spawn(connection);
        let request = Request::get(path)
            .header(HOST, &self.authority)
            .header(USER_AGENT, "guichet")
            .header(ACCEPT, "text/xml, text/html;q=0.5")
            .header(CONNECTION, "close")
            .body(Empty::<Bytes>::new());
        let answer = sender.send_request(request.map_err(away)?).await.map_err(away)?;
        let status = answer.status();
        let body = Limited::new(answer.into_body(), ANSWER_MAX).collect().await.map_err(|cause| {
            let cause_is = if cause.is::<LengthLimitError>() { Cause::Malformed } else { Cause::Away };
            Failure::new(cause_is, cause)
        })?;
        let text = String::from_utf8(body.to_bytes().into()).map_err(|cause| Failure::new(Cause::Malformed, cause))?;
        Ok((status, text))
    }
}

fn away(cause: impl std::fmt::Display) -> Failure {
    Failure::new(Cause::Away, cause)
}

/// TLS as browsers trust it: the certificates of Mozilla, which lie in the program.
fn connector() -> Option<TlsConnector> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
    let config =
        builder.with_safe_default_protocol_versions().ok()?.with_root_certificates(roots).with_no_client_auth();
    Some(TlsConnector::from(Arc::new(config)))
}
