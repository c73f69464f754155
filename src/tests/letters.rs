//! Letters: an absent mail server fails no act, and nothing secret lies where letters wait.

use super::journey::{INFORMATICS, PASSWORD};
use super::site::{Engine, TestSite, on_both};
use crate::domain::letter::LetterState;
use crate::domain::time::Span;
use std::sync::Arc;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::Mutex;

const EMAIL: &str = "eloise@essai.example";

/// A site whose letters leave by SMTP to this port of this machine.
async fn site_with_smtp(engine: Engine, port: u16) -> TestSite {
    TestSite::open_with(engine, |config| {
        config.smtp = Some(format!("smtp://127.0.0.1:{port}").into());
    })
    .await
}

/// A mail server that takes every letter, for as long as the test runs; what it was sent.
async fn mail_server(listener: TcpListener) -> Arc<Mutex<Vec<String>>> {
    let letters = Arc::new(Mutex::new(Vec::new()));
    let taken = letters.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let taken = taken.clone();
            tokio::spawn(async move {
                let (read, mut write) = stream.split();
                let mut lines = BufReader::new(read).lines();
                let _ = write.write_all(b"220 essai\r\n").await;
                let mut letter: Option<String> = None;
                while let Ok(Some(line)) = lines.next_line().await {
                    let answer: &[u8] = match (&mut letter, line.as_str()) {
                        (Some(text), ".") => {
                            taken.lock().await.push(std::mem::take(text));
                            letter = None;
                            b"250 taken\r\n"
                        }
                        (Some(text), line) => {
                            text.push_str(line);
                            text.push('\n');
                            continue;
                        }
                        (None, "DATA") => {
                            letter = Some(String::new());
                            b"354 go on\r\n"
                        }
                        (None, "QUIT") => b"221 bye\r\n",
                        (None, _) => b"250 yes\r\n",
                    };
                    if write.write_all(answer).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    letters
}

async fn without_a_mail_server(engine: Engine) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let site = site_with_smtp(engine, address.port()).await;
    site.sign_up(EMAIL).await.done();
    assert_eq!(site.deliver().await, 1, "it was tried");
    let letter = site.services.letters().await.expect("letters").pop().expect("a letter");
    assert_eq!((letter.state, letter.tries), (LetterState::Waiting, 1));
    assert!(letter.last_error.is_some() && letter.written.is_none());
    assert_eq!(site.deliver().await, 0, "it waits a while first");
    site.clock.advance(Span::seconds(16));
    assert_eq!(site.deliver().await, 1);
    site.clock.advance(Span::seconds(16));
    assert_eq!(site.deliver().await, 0, "and longer each time");

    let letters = mail_server(TcpListener::bind(address).await.expect("the same port")).await;
    site.clock.advance(Span::minutes(1));
    assert_eq!(site.deliver().await, 1);
    let sent = letters.lock().await.clone();
    assert_eq!(sent.len(), 1);
    let id = &letter.id;
    assert!(sent[0].contains(&format!("Message-ID: <{id}@guichet.test>")), "{}", sent[0]);
    assert!(sent[0].contains(&format!("To: {EMAIL}")));
    let letter = site.services.letters().await.expect("letters").pop().expect("a letter");
    assert_eq!((letter.state, letter.tries, letter.last_error), (LetterState::Sent, 3, None));
    site.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_mail_server_acts_succeed_and_letters_wait_on_sqlite() {
    without_a_mail_server(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_mail_server_acts_succeed_and_letters_wait_on_postgres() {
    without_a_mail_server(Engine::Postgres).await;
}

on_both!(no_secret_lies_in_the_queue_or_in_the_journal, |site| {
    let (candidate, _) = site.transmitted(EMAIL, INFORMATICS).await;
    site.visitor().post("account/ask_reset", &[("email", EMAIL)]).await.done();
    let token = site.token(EMAIL, "password_reset").await;
    let session = candidate.token().expect("a session");
    let queue = site.texts("select code || content || coalesce(last_error, '') from letter").await;
    let journal = site.texts("select act || subject_id || origin || detail from journal").await;
    let links = site.texts("select token_hash from link").await;
    let sessions = site.texts("select token_hash from session").await;
    let hashes = site.texts("select password_hash from account").await;
    assert!(queue.len() > 3 && journal.len() > 5 && links.len() == 2 && !sessions.is_empty());
    for kept in queue.iter().chain(&journal).chain(&links).chain(&sessions).chain(&hashes) {
        for secret in [PASSWORD, &token, &session] {
            assert!(!kept.contains(secret), "{kept}");
        }
    }
    assert!(queue.iter().chain(&journal).all(|kept| !kept.contains(EMAIL)), "an address");
    assert!(hashes[0].starts_with("$argon2id$"));
});
