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
mod tests {
    use super::*;
    use crate::domain::candidature::Standing;
    use crate::domain::time::Instant;
    use proptest::prelude::*;

    #[test]
    fn four_mo_pass_and_one_byte_more_does_not() {
        let head = b"%PDF-1.7\n";
        assert_eq!(first_look(MAX_BYTES, head), Ok(Media::Pdf));
        assert_eq!(first_look(MAX_BYTES + 1, head), Err(FileFault::TooLarge));
        assert_eq!(first_look(0, b""), Err(FileFault::Empty));
    }

    #[test]
    fn content_decides_not_the_name() {
        assert_eq!(first_look(9, b"MZ\x90\0\x03"), Err(FileFault::WrongType));
        assert_eq!(first_look(9, b"<html><bo"), Err(FileFault::WrongType));
        assert_eq!(first_look(9, b"\0\0\0\x18ftypheic"), Err(FileFault::Heic));
        assert_eq!(first_look(9, b"\0\0\0\x18ftypmif1"), Err(FileFault::Heic));
        assert_eq!(first_look(9, &[0xFF, 0xD8, 0xFF, 0xE0]), Ok(Media::Jpeg));
    }

    #[test]
    fn a_model_is_a_pdf_and_nothing_else() {
        assert_eq!(first_look_at_model(9, b"%PDF-1.7\n"), Ok(Media::Pdf));
        for head in [&[0xFF, 0xD8, 0xFF, 0xE0][..], b"\x89PNG\r\n\x1A\n", b"\0\0\0\x18ftypheic", b"PK\x03\x04"] {
            assert_eq!(first_look_at_model(9, head), Err(FileFault::NotPdf));
        }
        assert_eq!(first_look_at_model(0, b""), Err(FileFault::Empty));
        assert_eq!(first_look_at_model(MAX_BYTES + 1, b"%PDF-1.7\n"), Err(FileFault::TooLarge));
    }

    #[test]
    fn names_lose_their_paths_and_get_the_true_extension() {
        assert_eq!(file_name("../../etc/passwd", Media::Pdf), "passwd.pdf");
        assert_eq!(file_name("C:\\Users\\moi\\Relevé de notes.PDF", Media::Pdf), "Relevé de notes.pdf");
        assert_eq!(file_name("photo.exe", Media::Jpeg), "photo.jpg");
        assert_eq!(file_name("..", Media::Png), "document.png");
        assert_eq!(file_name("a\r\nSet-Cookie: x\".pdf", Media::Pdf), "aSet-Cookie x.pdf");
    }

    #[test]
    fn an_incomplete_dossier_reopens_only_what_is_refused_or_missing() {
        use DocumentState as D;
        let open: Vec<_> = D::ALL.into_iter().filter(|it| it.may_deposit(State::Incomplete)).collect();
        assert_eq!(open, [D::Missing, D::Deposited, D::Refused]);
        for state in [State::Transmitted, State::Complete, State::Cancelled] {
            assert!(D::ALL.into_iter().all(|it| !it.may_deposit(state) && !it.may_remove(state)));
            assert!(D::ALL.into_iter().all(|it| !it.may_decline(true, state)));
        }
        assert!(!D::Missing.may_decline(false, State::Pending));
    }

    /// One document of a dossier, and what is done to them.
    #[derive(Clone, Copy)]
    struct Walk {
        standing: Standing,
        document: DocumentState,
        waived_from: Option<DocumentState>,
        has_file: bool,
    }

    impl Walk {
        fn given(self, document: DocumentState, has_file: bool) -> Self {
            Self { document, has_file, ..self }
        }

        /// The acts of the candidate are those below 4.
        fn after(self, act: u8) -> Option<Self> {
            use DocumentState as D;
            let (it, state, now) = (self.document, self.standing.state, Instant(0));
            let moved = |standing| Self { standing, ..self };
            match act {
                0 => it.may_deposit(state).then(|| self.given(D::Deposited, true)),
                1 => it.may_remove(state).then(|| self.given(D::Missing, false)),
                2 => it.may_decline(true, state).then(|| self.given(D::NotConcerned, false)),
                3 => self.standing.transmit(&[(InBoth::default(), it)], &[], now).ok().map(moved),
                4 => it.may_judge(state).then_some(Self { document: D::Accepted, ..self }),
                5 => it.may_judge(state).then_some(Self { document: D::Refused, ..self }),
                6 => it.may_waive(state).then_some(Self { document: D::Waived, waived_from: Some(it), ..self }),
                7 => {
                    let before = self.waived_from.filter(|_| it == D::Waived)?;
                    let document = before.judged_again(self.has_file, state)?;
                    Some(Self { document, waived_from: None, ..self })
                }
                8 => self.standing.declare_incomplete(&[it], Instant(9), now).ok().map(moved),
                _ => self.standing.declare_complete(&[it]).ok().map(moved),
            }
        }
    }

    proptest! {
        /// Whatever anyone does in whatever order (DESIGN.md §3.2): what is deposited is there, a dossier before staff is
        /// short of nothing, a complete one is settled, and what staff accepted or do without is no candidate's to change.
        #[test]
        fn no_sequence_of_acts_brings_a_document_into_a_forbidden_state(acts in prop::collection::vec(0_u8..10, 0..60)) {
            use DocumentState as D;
            let standing = Standing { state: State::Pending, transmit_by: Instant(5), avis: None, proposed: None, answer: None };
            let mut it = Walk { standing, document: D::Missing, waived_from: None, has_file: false };
            for act in acts {
                let before = it;
                it = it.after(act).unwrap_or(it);
                let state = it.standing.state;
                prop_assert!(it.document != D::Deposited || it.has_file);
                prop_assert!(!matches!(state, State::Transmitted | State::Complete) || it.document != D::Missing);
                prop_assert!(state != State::Complete || it.document.is_settled());
                let settled = matches!(before.document, D::Accepted | D::Waived);
                prop_assert!(act > 3 || !settled || (it.document == before.document && it.has_file == before.has_file));
                prop_assert!(act == 7 || before.document != D::Waived || it.document == D::Waived);
                prop_assert!(it.waived_from.is_some() || it.document != D::Waived);
            }
        }

        #[test]
        fn a_name_never_holds_a_path_a_quote_or_a_line_break(said in ".{0,200}") {
            let name = file_name(&said, Media::Png);
            prop_assert!(!name.contains(['/', '\\', '"', '\r', '\n']));
            prop_assert!(!name.starts_with('.'));
            prop_assert_eq!(name.rsplit_once('.').map(|(_, extension)| extension), Some("png"));
        }
    }
}
