//! What a document may go through, by whom, and in which state of its dossier.

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
