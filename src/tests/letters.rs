//! The outbox and the journal: an absent mail server loses nothing, no secret waits in a row, tampering is seen.

use super::files;
use super::journey::{INFORMATICS, PASSWORD};
use super::site::on_both;
use crate::domain::letter::{LetterState, LetterView};
use crate::domain::time::Span;
use crate::server::config::Secret;
use crate::server::store::JournalFault;
use crate::server::{Services, verify};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

const EMAIL: &str = "eloise@essai.example";

/// An address of this machine where nobody listens.
fn nobody_listens() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").to_string()
}

/// A mail server that takes one connection after another and keeps what it is given.
async fn mail_server(address: &str) -> tokio::sync::mpsc::UnboundedReceiver<String> {
    let listener = TcpListener::bind(address).await.expect("the port");
    let (keep, kept) = tokio::sync::mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let keep = keep.clone();
            tokio::spawn(async move { converse(stream, &keep).await });
        }
    });
    kept
}

/// As much of SMTP as it takes.
async fn converse(stream: TcpStream, keep: &tokio::sync::mpsc::UnboundedSender<String>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 essai\r\n").await?;
    let (mut line, mut letter) = (String::new(), None::<String>);
    while stream.read_line(&mut line).await? > 0 {
        let said = std::mem::take(&mut line);
        let answer = match (&mut letter, said.trim_end()) {
            (Some(text), ".") => {
                // Quoted-printable: soft line breaks and escaped equals signs.
                let _ = keep.send(text.replace("=\r\n", "").replace("=3D", "="));
                letter = None;
                "250 kept\r\n"
            }
            (Some(text), _) => {
                text.push_str(&said);
                continue;
            }
            (None, "DATA") => {
                letter = Some(String::new());
                "354 go on\r\n"
            }
            (None, "QUIT") => "221 bye\r\n",
            (None, _) => "250 ok\r\n",
        };
        stream.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}

async fn letters(services: &Services) -> Vec<LetterView> {
    services.letters().await.expect("letters")
}

on_both!(
    without_a_mail_server_acts_succeed_and_their_letters_leave_later,
    |config| config.smtp = Some(Secret::from(format!("smtp://{}", nobody_listens()))),
    |site| {
        site.sign_up(EMAIL).await.done();
        assert_eq!(site.deliver().await, 1);
        let waiting = letters(&site.services).await;
        assert_eq!((waiting[0].state, waiting[0].tries), (LetterState::Waiting, 1));
        assert!(waiting[0].last_error.is_some() && waiting[0].written.is_none());
        // It waits twice as long after each failure.
        for wait in [15, 30, 60] {
            site.clock.advance(Span::seconds(wait - 2));
            assert_eq!(site.deliver().await, 0, "tried again before {wait} s");
            site.clock.advance(Span::seconds(2));
            assert_eq!(site.deliver().await, 1);
        }
        let address = site.services.config.smtp.as_ref().expect("an address").expose().replace("smtp://", "");
        let mut kept = mail_server(&address).await;
        site.clock.advance(Span::minutes(10));
        assert_eq!(site.deliver().await, 1);
        let sent = letters(&site.services).await;
        assert_eq!((sent[0].state, sent[0].tries, sent[0].last_error.as_ref()), (LetterState::Sent, 5, None));
        let text = kept.recv().await.expect("a letter");
        for part in [&format!("To: {EMAIL}"), &format!("Message-ID: <{}@guichet.test>", sent[0].id)] {
            assert!(text.contains(part.as_str()), "« {part} » is not in: {text}");
        }
        let (_, rest) = text.split_once("jeton=").expect("a link");
        let token = rest.split_whitespace().next().expect("a token");
        site.visitor().post("account/validate", &[("token", token)]).await.done();
        site.visitor().sign_in(EMAIL).await.done();
    }
);

on_both!(
    a_letter_that_never_leaves_is_given_up_and_shown,
    |config| config.smtp = Some(Secret::from(format!("smtp://{}", nobody_listens()))),
    |site| {
        site.sign_up(EMAIL).await.done();
        let mut tries = 0;
        while letters(&site.services).await[0].state == LetterState::Waiting {
            tries += site.deliver().await;
            site.clock.advance(Span::hours(2));
            assert!(tries < 100, "patience has no end");
        }
        let it = letters(&site.services).await.remove(0);
        assert_eq!((it.state, it.last_error.is_some()), (LetterState::GivenUp, true));
        assert_eq!(site.deliver().await, 0);
    }
);

on_both!(a_letter_lost_with_its_worker_comes_back, |site| {
    site.sign_up(EMAIL).await.done();
    let claim = async || {
        let mut work = site.services.begin(crate::server::store::Actor::System, "").await.expect("a transaction");
        let claimed = work.claim_letters(10).await.expect("a claim");
        work.commit().await.expect("a commit");
        claimed.len()
    };
    assert_eq!(claim().await, 1);
    assert_eq!((claim().await, site.deliver().await), (0, 0), "somebody is writing it");
    site.clock.advance(Span::minutes(2));
    assert_eq!(site.deliver().await, 1, "or was");
});

on_both!(no_row_holds_a_secret_or_an_address_that_need_not_be_there, |site| {
    let candidate = site.newcomer(EMAIL).await;
    site.visitor().post("account/ask_reset", &[("email", EMAIL)]).await.done();
    let wrong = [("login", EMAIL), ("password", "Un-Autre#2026")];
    site.visitor().post("account/sign_in", &wrong).await;
    let secrets = [
        PASSWORD.to_owned(),
        "Un-Autre#2026".to_owned(),
        site.token(EMAIL, "validation").await,
        site.token(EMAIL, "password_reset").await,
        candidate.token().expect("a session"),
    ];
    let mut rows = site.texts("select code || content || coalesce(last_error, '') from letter").await;
    rows.extend(site.texts("select act || subject_id || origin || detail from journal").await);
    rows.extend(site.texts("select key from quota").await);
    assert!(rows.len() > 8);
    for row in &rows {
        assert!(!row.contains(EMAIL), "an address: {row}");
    }
    rows.extend(site.texts("select token_hash from link").await);
    rows.extend(site.texts("select token_hash from session").await);
    rows.extend(site.texts("select email || password_hash from account").await);
    for row in &rows {
        assert!(secrets.iter().all(|it| !row.contains(it.as_str())), "a secret: {row}");
    }
});

on_both!(a_journal_that_was_tampered_with_is_found_out, |site| {
    site.transmitted(EMAIL, INFORMATICS).await;
    let verified = || async { site.services.store.verify_journal().await.expect("a look") };
    let rows = site.count("select count(*) from journal").await;
    assert_eq!(verified().await, Ok(rows));
    for (tamper, mend, seq) in [
        (
            "update journal set detail = 'x' || detail where seq = 3",
            "update journal set detail = substr(detail, 2) where seq = 3",
            3,
        ),
        (
            "update journal set actor_kind = 'system' where seq = 1",
            "update journal set actor_kind = 'visitor' where seq = 1",
            1,
        ),
        ("update journal set at = at + 1 where seq = 2", "update journal set at = at - 1 where seq = 2", 2),
        (
            "update journal set seq = seq + 1000 where seq = 4",
            "update journal set seq = seq - 1000 where seq = 1004",
            4,
        ),
        ("update journal_head set seq = seq - 1", "update journal_head set seq = seq + 1", rows - 1),
    ] {
        assert_eq!(site.sql(tamper).await, 1);
        assert_eq!(verified().await, Err(JournalFault { seq }), "{tamper}");
        let found = verify::verify(&site.services).await.expect("a look");
        assert_eq!(found, [format!("the journal breaks at row {seq}")]);
        assert_eq!(site.sql(mend).await, 1);
    }
    assert_eq!(verified().await, Ok(rows));
});

on_both!(a_document_that_left_the_vault_is_found_out, |site| {
    let candidate = site.candidate(EMAIL).await;
    let id = candidate.applied(INFORMATICS).await;
    let it = candidate.document(&id, 0).await;
    candidate.deposit((&id, &it.requirement_id), 0, "cv.pdf", &files::pdf("cv")).await.done();
    let digest = site.texts("select digest from document").await.remove(0);
    let (place, away) = (site.folder().join("documents/sha256").join(&digest), site.folder().join("away"));
    std::fs::rename(&place, &away).expect("the file goes");
    let found = verify::verify(&site.services).await.expect("a look");
    assert_eq!(found, [format!("document {digest} is named by a row and not in the vault")]);
    std::fs::rename(&away, &place).expect("the file comes back");
});

on_both!(a_row_that_contradicts_another_is_found_out, |site| {
    site.transmitted(EMAIL, INFORMATICS).await;
    for (tamper, mend, what) in [
        (
            "update letter set code = 'gone' where code = 'transmission_receipt'",
            "update letter set code = 'transmission_receipt' where code = 'gone'",
            "a transmission without its letter",
        ),
        (
            "update document set state = 'missing' where state = 'not_concerned'",
            "update document set state = 'not_concerned' where state = 'missing'",
            "a transmitted candidature with a document missing",
        ),
    ] {
        assert_eq!(site.sql(tamper).await, 1);
        let found = verify::verify(&site.services).await.expect("a look");
        assert!(found.len() == 1 && found[0].starts_with(what), "{found:?}");
        assert_eq!(site.sql(mend).await, 1);
    }
});
