//! Letters leave here: by SMTP through lettre, or into the journal, a folder of plain files that the demonstration and
//! the administrators read. A letter's identifier makes its Message-ID, so a second sending is recognised as the same.

mod compose;
pub mod template;

pub use compose::compose;

use super::StartError;
use super::config::Config;
use crate::domain::LetterId;
use crate::domain::letter::Written;
use lettre::message::{Mailbox, MessageBuilder, header::ContentType};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::path::PathBuf;

pub struct Mailer {
    from: Mailbox,
    /// Right-hand side of Message-IDs.
    host: String,
    transport: Transport,
}

enum Transport {
    Journal(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// A letter did not leave; it will be tried again.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotSent(String);

impl Mailer {
    pub fn open(config: &Config) -> Result<Self, StartError> {
        let wrong = |e: &dyn std::fmt::Display| StartError::Mail(e.to_string());
        let address = config.mail_from.parse().map_err(|e| wrong(&e))?;
        let from = Mailbox::new(Some(config.establishment.clone()), address);
        let transport = match &config.smtp {
            None => {
                let folder = config.var.join("letters");
                std::fs::create_dir_all(&folder)?;
                Transport::Journal(folder)
            }
            Some(url) => {
                let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose()).map_err(|e| wrong(&e))?;
                Transport::Smtp(builder.build())
            }
        };
        let host = from.email.domain().to_owned();
        Ok(Self { from, host, transport })
    }

    pub async fn send(&self, id: &LetterId, letter: &Written) -> Result<(), NotSent> {
        match &self.transport {
            Transport::Journal(folder) => {
                let text = format!("To: {}\nSubject: {}\n\n{}", letter.to, letter.subject, letter.text);
                let path = folder.join(format!("{id}.txt"));
                tokio::fs::write(path, text).await.map_err(|e| NotSent(e.to_string()))
            }
            Transport::Smtp(smtp) => {
                let message = self.message(id, letter).map_err(NotSent)?;
                smtp.send(message).await.map(drop).map_err(|e| NotSent(e.to_string()))
            }
        }
    }

    fn message(&self, id: &LetterId, letter: &Written) -> Result<Message, String> {
        let to: Mailbox = letter.to.parse().map_err(|e| format!("{e}"))?;
        let builder: MessageBuilder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&letter.subject)
            .message_id(Some(format!("<{id}@{}>", self.host)))
            .header(ContentType::TEXT_PLAIN);
        builder.body(letter.text.clone()).map_err(|e| e.to_string())
    }

    /// What the journal transport wrote; `None` with SMTP, which keeps no copy.
    pub async fn written(&self, id: &LetterId) -> Option<Written> {
        let Transport::Journal(folder) = &self.transport else { return None };
        let text = tokio::fs::read_to_string(folder.join(format!("{id}.txt"))).await.ok()?;
        let (head, body) = text.split_once("\n\n")?;
        let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
        Some(Written { to: field("To: ")?, subject: field("Subject: ")?, text: body.to_owned() })
    }
}
