//! The registration home page (seed 000): blocks of plain words in both languages, which the establishment edits. Lines that
//! begin with `- ` or `1. ` are lists, an empty line ends a paragraph, `[words](https://…)` is a link; nothing else is code.

use super::enrolment::Kind;
use super::language::Language;
use super::markup::{is_good, links};
use super::time::{Moment, Phase};
use serde::{Deserialize, Serialize};

/// The longest title, in characters.
pub const TITLE_MAX: u16 = 200;
/// The longest text of a block, in characters.
pub const TEXT_MAX: u16 = 4000;
/// As many blocks as a page may have.
pub const BLOCKS_MAX: usize = 40;

/// How a block looks, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The yellow banner.
    Alert,
    Main,
    /// Red.
    Warning,
    /// Beside the others, where there is room: hours, links, help.
    Aside,
}

impl BlockKind {
    pub const ALL: [Self; 4] = [Self::Alert, Self::Main, Self::Warning, Self::Aside];

    /// The name it is stored and sent under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Main => "main",
            Self::Warning => "warning",
            Self::Aside => "aside",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// A block in one language, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheet {
    pub title: String,
    pub text: String,
}

/// What the form of a block sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BlockForm {
    pub kind: String,
    pub french: Sheet,
    pub english: Sheet,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Names it within its page.
    pub code: String,
    pub kind: BlockKind,
    pub french: Sheet,
    pub english: Sheet,
    #[serde(default)]
    pub hidden: bool,
}

/// What is wrong with a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockFault {
    Empty,
    /// Said in one language and not in the other.
    OneLanguage,
    TitleTooLong {
        max: u16,
    },
    TextTooLong {
        max: u16,
    },
    /// A link that leads nowhere good.
    Link(String),
}

impl Block {
    pub const fn sheet(&self, language: Language) -> &Sheet {
        match language {
            Language::French => &self.french,
            Language::English => &self.english,
        }
    }

    /// Why it cannot be published; nothing where it can.
    pub fn fault(&self) -> Option<BlockFault> {
        let too_long = |text: &str, max: u16| text.chars().count() > usize::from(max);
        let (french, english) = (&self.french, &self.english);
        if french.title.is_empty() != english.title.is_empty() || french.text.is_empty() != english.text.is_empty() {
            return Some(BlockFault::OneLanguage);
        }
        for it in [french, english] {
            if it.title.is_empty() && it.text.is_empty() {
                return Some(BlockFault::Empty);
            }
            if it.title.contains('\n') || too_long(&it.title, TITLE_MAX) {
                return Some(BlockFault::TitleTooLong { max: TITLE_MAX });
            }
            if too_long(&it.text, TEXT_MAX) {
                return Some(BlockFault::TextTooLong { max: TEXT_MAX });
            }
            if let Some((_, bad)) = links(&it.text).into_iter().find(|(_, href)| !is_good(href)) {
                return Some(BlockFault::Link(bad));
            }
        }
        None
    }
}

/// When a population may enrol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    pub kind: Kind,
    pub phase: Phase,
    /// From, until.
    pub windows: Vec<(Moment, Moment)>,
}

/// The page as anyone reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalView {
    /// « 2026-2027 »; nothing where there is no campaign.
    pub year: Option<String>,
    pub openings: Vec<Opening>,
    pub blocks: Vec<Block>,
}

/// The page as an administrator edits it: their draft, else the page in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalSheet {
    /// Each with what is wrong with it.
    pub blocks: Vec<(Block, Option<BlockFault>)>,
    /// Of the draft; 0: there is none.
    pub draft: i64,
    /// Of the page in force; 0: nothing was ever published.
    pub in_force: i64,
}

/// What is done to one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arrangement {
    Up,
    Down,
    Hide,
    Show,
    Remove,
}

/// Why the page was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PortalRefusal {
    /// The draft, or the page in force, is no longer the one that this was made from.
    Changed,
    /// An invisible character, or far too long to be kept.
    Unkeepable,
    /// A block has a fault, which the page shows beside it.
    Unfit,
    NoDraft,
    /// There is room for no more.
    Full,
}

/// Puts what was typed in the place of a block, or at the end under a new name.
pub fn put(
    blocks: &mut Vec<Block>,
    code: &str,
    new: impl FnOnce() -> String,
    form: &BlockForm,
) -> Result<(), PortalRefusal> {
    let kind = BlockKind::named(&form.kind).ok_or(PortalRefusal::Unkeepable)?;
    let (french, english) = (kept(&form.french)?, kept(&form.english)?);
    if let Some(it) = blocks.iter_mut().find(|it| it.code == code) {
        (it.kind, it.french, it.english) = (kind, french, english);
        return Ok(());
    }
    if !code.is_empty() {
        return Err(PortalRefusal::Changed);
    }
    if blocks.len() >= BLOCKS_MAX {
        return Err(PortalRefusal::Full);
    }
    blocks.push(Block { code: new(), kind, french, english, hidden: false });
    Ok(())
}

/// As typed, without its margins; faults are told beside the draft. Twice the greatest length is kept, and no more.
fn kept(it: &Sheet) -> Result<Sheet, PortalRefusal> {
    let fit = |text: &str| {
        let text = text.replace("\r\n", "\n").trim().to_owned();
        let keepable = super::template::is_printable(&text) && text.chars().count() <= 2 * usize::from(TEXT_MAX);
        if keepable { Ok(text) } else { Err(PortalRefusal::Unkeepable) }
    };
    Ok(Sheet { title: fit(&it.title)?, text: fit(&it.text)? })
}

/// Moves, hides or removes a block; at the edge nothing moves.
pub fn arrange(blocks: &mut Vec<Block>, code: &str, how: Arrangement) -> Result<(), PortalRefusal> {
    let at = blocks.iter().position(|it| it.code == code).ok_or(PortalRefusal::Changed)?;
    match how {
        Arrangement::Up => blocks.swap(at, at.saturating_sub(1)),
        Arrangement::Down => {
            let last = blocks.len() - 1;
            blocks.swap(at, (at + 1).min(last));
        }
        Arrangement::Hide => blocks[at].hidden = true,
        Arrangement::Show => blocks[at].hidden = false,
        Arrangement::Remove => drop(blocks.remove(at)),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::markup::{Piece, Span, pieces};
    use proptest::prelude::*;

    fn block(text: &str) -> Block {
        let sheet = Sheet { title: "Titre".into(), text: text.into() };
        Block { code: "a".into(), kind: BlockKind::Main, french: sheet.clone(), english: sheet, hidden: false }
    }

    #[test]
    fn a_link_leads_over_tls_to_a_mailbox_or_to_us() {
        for good in ["https://a.example/b?c=d#e", "mailto:a@b.example", "/inscription/connexion"] {
            assert_eq!(block(&format!("[x]({good})")).fault(), None, "{good}");
        }
        for bad in [
            "javascript:alert(1",
            "http://a.example",
            "//a.example",
            "/\\a.example",
            "https://",
            "data:x",
            "",
            "https://é.fr",
        ] {
            let text = format!("[x]({bad})");
            assert_eq!(block(&text).fault(), Some(BlockFault::Link(bad.into())), "{bad}");
            assert_eq!(pieces(&text), [Piece::Paragraph(vec![Span::Plain(text.clone())])]);
        }
    }

    #[test]
    fn a_block_says_the_same_in_both_languages_and_not_too_much() {
        let one = Block { english: Sheet::default(), ..block("a") };
        assert_eq!(one.fault(), Some(BlockFault::OneLanguage));
        let none = Block { french: Sheet::default(), english: Sheet::default(), ..block("a") };
        assert_eq!(none.fault(), Some(BlockFault::Empty));
        assert_eq!(block(&"é".repeat(4000)).fault(), None);
        assert_eq!(block(&"é".repeat(4001)).fault(), Some(BlockFault::TextTooLong { max: TEXT_MAX }));
    }

    #[test]
    fn blocks_are_put_moved_hidden_and_removed() {
        let mut all = vec![];
        let form = |title: &str| BlockForm {
            kind: "main".into(),
            french: Sheet { title: title.into(), text: String::new() },
            english: Sheet { title: title.into(), text: String::new() },
        };
        for name in ["a", "b", "c"] {
            put(&mut all, "", || name.to_owned(), &form(name)).expect("room");
        }
        let order = |all: &[Block]| all.iter().map(|it| it.code.as_str()).collect::<String>();
        for (code, how, after) in [
            ("a", Arrangement::Up, "abc"),
            ("a", Arrangement::Down, "bac"),
            ("c", Arrangement::Down, "bac"),
            ("c", Arrangement::Up, "bca"),
            ("c", Arrangement::Hide, "bca"),
            ("b", Arrangement::Remove, "ca"),
        ] {
            arrange(&mut all, code, how).expect("it is there");
            assert_eq!(order(&all), after, "{code} {how:?}");
        }
        assert!(all[0].hidden && !all[1].hidden);
        assert_eq!(arrange(&mut all, "b", Arrangement::Up), Err(PortalRefusal::Changed));
        assert_eq!(put(&mut all, "b", String::new, &form("b")), Err(PortalRefusal::Changed));
        assert_eq!(put(&mut all, "a", String::new, &form("a\0")), Err(PortalRefusal::Unkeepable));
        all = (0..BLOCKS_MAX).map(|n| Block { code: n.to_string(), ..block("a") }).collect();
        assert_eq!(put(&mut all, "", String::new, &form("b")), Err(PortalRefusal::Full));
    }

    proptest! {
        #[test]
        fn reading_a_text_never_panics(text in "\\PC{0,200}") {
            let _ = pieces(&text);
            let _ = block(&text).fault();
        }
    }
}
