//! A small HTTP/1.1 client over one kept connection. It never sends anything twice: whether an act was answered is
//! what the trials are about.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Write;
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// The session cookie. It is `Secure`, and browsers treat this machine as if it were; so does this client.
const COOKIE: &str = "__Host-guichet";
const BOUNDARY: &str = "guichet-trials-5c1f2e7a9b";

pub struct Client {
    address: SocketAddr,
    /// What a proxy would say of where we come from: attempts are counted per address.
    origin: String,
    pub session: Option<String>,
    stream: Option<BufReader<TcpStream>>,
}

pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The value of a header; its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    pub fn json<T: DeserializeOwned>(&self) -> std::result::Result<T, String> {
        serde_json::from_slice(&self.body).map_err(|e| format!("{e} in {}", self.told()))
    }

    /// For people.
    pub fn told(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        format!("{} {}", self.status, text.chars().take(200).collect::<String>())
    }
}

impl Client {
    pub fn new(address: SocketAddr, origin: &str) -> Self {
        Self { address, origin: origin.to_owned(), session: None, stream: None }
    }

    pub fn with_session(address: SocketAddr, session: &str) -> Self {
        Self { session: Some(session.to_owned()), ..Self::new(address, "127.0.0.1") }
    }

    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, None, &[]).await
    }

    /// A call of the API, as a form.
    pub async fn call(&mut self, endpoint: &str, fields: &Fields) -> Result<Answer> {
        let path = format!("/api/{endpoint}");
        self.send("POST", &path, Some("application/x-www-form-urlencoded"), &[fields.0.as_bytes()]).await
    }

    /// A document, as the page sends it; nothing was given before.
    pub async fn deposit(&mut self, path: &str, name: &str, bytes: &[u8]) -> Result<Answer> {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"seen\"\r\n\r\n0\r\n--{BOUNDARY}\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/pdf\r\n\r\n"
        );
        let tail = format!("\r\n--{BOUNDARY}--\r\n");
        let media = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send("POST", path, Some(&media), &[head.as_bytes(), bytes, tail.as_bytes()]).await
    }

    /// Sends a request and reads the whole answer; an answer of which a byte is missing is none.
    pub async fn send(&mut self, method: &str, path: &str, media: Option<&str>, body: &[&[u8]]) -> Result<Answer> {
        let mut stream = if let Some(stream) = self.stream.take() {
            stream
        } else {
            let stream = TcpStream::connect(self.address).await?;
            stream.set_nodelay(true)?;
            BufReader::new(stream)
        };
        let length: usize = body.iter().map(|part| part.len()).sum();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nAccept: application/json\r\n", self.address);
        let _ = write!(head, "X-Forwarded-For: {}\r\n", self.origin);
        if let Some(session) = &self.session {
            let _ = write!(head, "Cookie: {COOKIE}={session}\r\n");
        }
        if let Some(media) = media {
            let _ = write!(head, "Content-Type: {media}\r\nContent-Length: {length}\r\n");
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).await?;
        for part in body {
            stream.write_all(part).await?;
        }
        let answer = read_answer(&mut stream).await?;
        self.take_session(&answer);
        if answer.header("connection") != Some("close") {
            self.stream = Some(stream);
        }
        Ok(answer)
    }

    fn take_session(&mut self, answer: &Answer) {
        let cookie = answer.header("set-cookie").and_then(|it| it.strip_prefix(COOKIE)?.strip_prefix('='));
        if let Some(value) = cookie.and_then(|it| it.split(';').next()) {
            self.session = (!value.is_empty()).then(|| value.to_owned());
        }
    }
}

async fn read_answer(stream: &mut BufReader<TcpStream>) -> Result<Answer> {
    let first = line(stream).await?;
    let status = first.split(' ').nth(1).and_then(|it| it.parse().ok()).ok_or_else(|| nonsense(&first))?;
    let mut answer = Answer { status, headers: Vec::new(), body: Vec::new() };
    loop {
        let text = line(stream).await?;
        if text.is_empty() {
            break;
        }
        let (name, value) = text.split_once(':').ok_or_else(|| nonsense(&text))?;
        answer.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    if answer.header("transfer-encoding") == Some("chunked") {
        loop {
            let text = line(stream).await?;
            let size = usize::from_str_radix(&text, 16).map_err(|_| nonsense(&text))?;
            read_more(stream, &mut answer.body, size).await?;
            line(stream).await?;
            if size == 0 {
                return Ok(answer);
            }
        }
    }
    let length = answer.header("content-length").and_then(|it| it.parse().ok()).unwrap_or(0);
    read_more(stream, &mut answer.body, length).await?;
    Ok(answer)
}

async fn line(stream: &mut BufReader<TcpStream>) -> Result<String> {
    let mut text = String::new();
    stream.read_line(&mut text).await?;
    match text.strip_suffix("\r\n") {
        Some(line) => Ok(line.to_owned()),
        None => Err(ErrorKind::UnexpectedEof.into()),
    }
}

async fn read_more(stream: &mut BufReader<TcpStream>, body: &mut Vec<u8>, size: usize) -> Result<()> {
    let start = body.len();
    body.resize(start + size, 0);
    stream.read_exact(&mut body[start..]).await.map(drop)
}

fn nonsense(text: &str) -> Error {
    Error::new(ErrorKind::InvalidData, format!("no HTTP: {text}"))
}

/// The fields of a call, url-encoded.
#[derive(Default)]
pub struct Fields(String);

impl Fields {
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(name);
        self.0.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                self.0.push(char::from(byte));
            } else {
                let _ = write!(self.0, "%{byte:02X}");
            }
        }
        self
    }

    /// All answers of a form, as `form[name]`.
    pub fn with_form(mut self, form: &impl Serialize) -> Self {
        let Ok(serde_json::Value::Object(answers)) = serde_json::to_value(form) else { return self };
        for (name, value) in answers {
            self = self.with(&format!("form[{name}]"), value.as_str().unwrap_or_default());
        }
        self
    }
}
