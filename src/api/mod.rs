//! What a browser may ask: the whole list, one file a noun, each call with its address. A body tells the story: who
//! asks → begin work → load → the domain decides → store → outbox → commit. Who may call what: `access.md` beside this
//! file, which a test calls line by line.

pub mod account;
pub mod accounts;
pub mod asking;
pub mod campaign;
pub mod candidature;
pub mod cas;
pub mod certificate;
pub mod document;
pub mod enrolment;
pub mod enrolment_desk;
pub mod enrolment_document;
pub mod enrolment_queue;
pub mod ground;
pub mod import;
pub mod job;
pub mod login;
pub mod office;
pub mod parameters;
pub mod payment;
pub mod portal;
pub mod profile;
pub mod records;
pub mod review;
pub mod settings;
pub mod studies;
pub mod template;
pub mod timeline;
pub mod transmission;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

/// Why a call failed, in terms its caller can act on. It carries codes, never causes and never what was typed: without
/// JavaScript it travels in a URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum CallError<Refusal> {
    #[error("refused")]
    Refused(Refusal),
    #[error("sign in first")]
    SignedOut,
    /// Absent and forbidden look alike.
    #[error("not found")]
    NotFound,
    /// The establishment has no campaign yet.
    #[error("no campaign yet")]
    NoCampaign,
    /// Too many attempts in a short time.
    #[error("too many attempts")]
    TooMany,
    /// More than a form may hold; what to quote.
    #[error("too large a request; reference {0}")]
    TooLarge(String),
    #[error("malformed request")]
    Malformed,
    #[error("the service failed; incident {0}")]
    Failed(String),
    #[error("the connection failed")]
    Unreachable,
}

impl<Refusal> FromServerFnError for CallError<Refusal>
where
    Refusal: std::fmt::Debug + Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Malformed
            }
            _ => Self::Unreachable,
        }
    }
}

/// For calls that refuse nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Never {}
