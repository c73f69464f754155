//! What a candidate gives: its states, and which files are taken. The same checks run in the browser, as a
//! kindness, and at the server, as the law.

use super::candidature::State;
use super::time::Moment;
use super::{DocumentId, RequirementId, language::InBoth};
use serde::{Deserialize, Serialize};

/// The largest document, in bytes: « 4 Mo », taken as 4 × 1024 × 1024 so that what any system calls so passes.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;
/// How many first bytes tell what a file is.
pub const HEAD_BYTES: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DocumentState {
    Missing,
    Deposited,
    Accepted,
    Refused,
    /// A conditional document that the candidate certified on honour not to be concerned by.
    NotConcerned,
    /// Staff do without it, with a reason.
    Waived,
}

impl DocumentState {
    pub const ALL: [Self; 6] =
        [Self::Missing, Self::Deposited, Self::Accepted, Self::Refused, Self::NotConcerned, Self::Waived];

    /// The name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Deposited => "deposited",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::NotConcerned => "not_concerned",
            Self::Waived => "waived",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// Whether nothing is left for the candidate to do about it before transmitting.
    pub const fn is_handed_over(self) -> bool {
        !matches!(self, Self::Missing | Self::Refused)
    }

    /// Whether nothing is left for staff to do about it before finding the dossier complete.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Accepted | Self::NotConcerned | Self::Waived)
    }

    /// Whether the candidate may deposit or replace it while the candidature is in `state`. An incomplete dossier
    /// re-opens what is refused or missing, and what was given again since.
    pub const fn may_deposit(self, state: State) -> bool {
        match state {
            State::Pending => !matches!(self, Self::Accepted | Self::Waived),
            State::Incomplete => matches!(self, Self::Missing | Self::Refused | Self::Deposited),
            State::Transmitted | State::Complete | State::Cancelled => false,
        }
    }

    /// Whether there is something of the candidate's that they may take back.
    pub const fn may_remove(self, state: State) -> bool {
        self.may_deposit(state) && matches!(self, Self::Deposited | Self::Refused | Self::NotConcerned)
    }

    /// Whether the candidate may declare not to be concerned. A declaration that was refused cannot be made again.
    pub const fn may_decline(self, conditional: bool, state: State) -> bool {
        conditional && matches!(state, State::Pending) && matches!(self, Self::Missing)
    }

    /// Whether staff may judge it: only what was handed over, never what is missing.
    pub const fn may_judge(self, state: State) -> bool {
        matches!(state, State::Transmitted) && !matches!(self, Self::Missing | Self::Waived)
    }

    /// Whether staff may do without it: what they did not accept, while the dossier is before them or sent back.
    pub const fn may_waive(self, state: State) -> bool {
        matches!(state, State::Transmitted | State::Incomplete) && !matches!(self, Self::Accepted | Self::Waived)
    }

    /// What becomes of it when staff go back on doing without it, `self` being what it was before: to be judged again
    /// before them, as it was where the dossier is sent back. A dossier before staff is never short of a document, so
    /// that there is no way back to what was never given.
    pub const fn judged_again(self, has_file: bool, state: State) -> Option<Self> {
        match (state, self) {
            (State::Transmitted, Self::Deposited | Self::Refused) if has_file => Some(Self::Deposited),
            (State::Transmitted, Self::NotConcerned | Self::Refused) => Some(Self::NotConcerned),
            (State::Incomplete, Self::Missing | Self::Deposited | Self::Refused | Self::NotConcerned) => Some(self),
            _ => None,
        }
    }
}

/// A kind of file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Media {
    Pdf,
    Jpeg,
    Png,
}

impl Media {
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// Its name in HTTP, which is also the one it is stored under.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    pub fn named(mime: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.mime() == mime)
    }

    /// By content, not by name: what the first bytes say.
    pub fn of_head(head: &[u8]) -> Option<Self> {
        match head {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            _ => None,
        }
    }
}

/// Why a file is not taken. Each has its advice in `words`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFault {
    NoFile,
    Empty,
    TooLarge,
    /// Neither PDF, JPG nor PNG by its content.
    WrongType,
    /// Where only a PDF is taken.
    NotPdf,
    /// A HEIC photo, as iPhones make them: common enough for an advice of its own.
    Heic,
    /// The end of the file is missing.
    Truncated,
    /// A PDF that asks for a password to be read.
    Encrypted,
    /// Two kinds of file in one: nobody makes that by accident.
    Polyglot,
    /// Too many pixels, or data that unfolds without end.
    Bomb,
    /// A PDF that runs a program or carries other files.
    Active,
    /// It starts like what it says it is, and cannot be read.
    Unreadable,
}

impl FileFault {
    pub const ALL: [Self; 12] = [
        Self::NoFile,
        Self::Empty,
        Self::TooLarge,
        Self::WrongType,
        Self::NotPdf,
        Self::Heic,
        Self::Truncated,
        Self::Encrypted,
        Self::Polyglot,
        Self::Bomb,
        Self::Active,
        Self::Unreadable,
    ];

    /// The name it goes by in addresses, logs and tests.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoFile => "no-file",
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::WrongType => "wrong-type",
            Self::NotPdf => "not-pdf",
            Self::Heic => "heic",
            Self::Truncated => "truncated",
            Self::Encrypted => "encrypted",
            Self::Polyglot => "polyglot",
            Self::Bomb => "bomb",
            Self::Active => "active",
            Self::Unreadable => "unreadable",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// What can be said of a file from its size and its first bytes alone.
pub fn first_look(size: u64, head: &[u8]) -> Result<Media, FileFault> {
    if size == 0 {
        return Err(FileFault::Empty);
    }
    if size > MAX_BYTES {
        return Err(FileFault::TooLarge);
    }
    match head {
        [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm', b'e' | b'i', ..] => Err(FileFault::Heic),
        _ => Media::of_head(head).ok_or(FileFault::WrongType),
    }
}

/// The same for the model that comes with a required document, which is a PDF (seed 001, « PDF à télécharger »).
pub fn first_look_at_model(size: u64, head: &[u8]) -> Result<Media, FileFault> {
    match first_look(size, head) {
        Ok(Media::Jpeg | Media::Png) | Err(FileFault::WrongType | FileFault::Heic) => Err(FileFault::NotPdf),
        other => other,
    }
}

/// What a file is called once it is ours: the last part of what the browser said, without what a path or a header
/// could trip over, with the extension of what it really is.
pub fn file_name(said: &str, media: Media) -> String {
    let last = said.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control() && !"\"<>|:*?".contains(*c)).collect();
    let stem = clean.rsplit_once('.').map_or(clean.as_str(), |(stem, _)| stem).trim_matches(['.', ' ']);
    let stem: String = stem.chars().take(100).collect();
    let stem = if stem.is_empty() { "document" } else { &stem };
    format!("{stem}.{}", media.extension())
}

/// What can go wrong with an act on a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentRefusal {
    File(FileFault),
    /// The dossier is no longer open for this: transmitted, cancelled, or not re-opened for this document.
    Closed,
    DeadlinePassed,
    /// Another deposit or judgement came first, in another tab perhaps.
    Changed,
    /// The transfer broke off.
    Interrupted,
    /// The storage is full or away; nothing was lost that was there before.
    StorageFailed,
    /// The certification on honour was not ticked.
    NotCertified,
}

/// A required document and what was given for it, as candidate and staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentView {
    pub requirement_id: RequirementId,
    pub document_id: Option<DocumentId>,
    pub label: InBoth,
    pub notice: InBoth,
    pub conditional: bool,
    pub state: DocumentState,
    /// Counts the changes; a form sends back the one it was made from. 0: nothing was ever given.
    pub version: i64,
    pub file: Option<FileView>,
    /// Why it was refused, from the catalogue.
    pub ground: Option<String>,
    pub comment: Option<String>,
    /// One file serves all open candidatures of the person (« pièce commune »).
    pub shared: bool,
    /// The name of a PDF to download: a form to fill in and deposit, or a notice (seed 001, « PDF à télécharger »).
    pub model: Option<String>,
    /// Why staff do without it, in their words.
    pub waiver: Option<String>,
    /// What it was before they did.
    pub waived_from: Option<DocumentState>,
    /// What was accepted for the same thing in another candidature of the person, and may be taken again.
    pub offered: Option<OfferedFile>,
}

impl DocumentView {
    /// What it becomes when staff go back on doing without it; `None` where they cannot.
    pub fn judged_again(&self, state: State) -> Option<DocumentState> {
        let before = self.waived_from.filter(|_| self.state == DocumentState::Waived)?;
        before.judged_again(self.file.is_some(), state)
    }
}

/// A file that was given for another candidature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedFile {
    pub document_id: DocumentId,
    pub name: String,
    /// The programme that it was accepted for.
    pub programme: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    pub name: String,
    pub media: Media,
    /// In bytes.
    pub size: i64,
    pub deposited_at: Moment,
}

#[cfg(test)]
mod tests;
