//! What the CAS writes: the answer to a ticket, the request to log out. Read by local names, since servers choose their
//! prefix; of attributes only the form of CAS 3.0 counts (`<cas:mail>…`), not `<cas:attribute name= value=/>` beside it.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

/// Real answers are four elements deep.
const DEEPEST: usize = 12;
/// The longest name of a person, in characters.
const USER_MAX: usize = 256;

/// Somebody whom the CAS vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Lower case: directories tell `MDupont` and `mdupont` not apart, and hand on what was typed.
    pub user: String,
    attributes: Vec<(String, String)>,
}

impl Person {
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.attributes.iter().filter(move |(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// The first value of an attribute, or nothing.
    pub fn first(&self, name: &str) -> &str {
        self.attributes.iter().find(|(it, _)| it == name).map_or("", |(_, value)| value)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Known(Person),
    /// Its code, as `INVALID_TICKET`.
    Refused(String),
}

/// Reads the answer to a ticket; `None` for what CAS 3.0 does not say.
pub fn read(xml: &str) -> Option<Answer> {
    let leaves = leaves(xml)?;
    let at = |path: &[&str]| leaves.iter().filter(|it| it.path == path).collect::<Vec<_>>();
    let users = at(&["serviceResponse", "authenticationSuccess", "user"]);
    let failures = at(&["serviceResponse", "authenticationFailure"]);
    match (users.as_slice(), failures.as_slice()) {
        ([user], []) => {
            let user = user.text.to_lowercase();
            let odd = user.is_empty() || user.chars().count() > USER_MAX || user.chars().any(char::is_control);
            let attributes = leaves.iter().filter_map(Leaf::attribute).collect();
            (!odd).then_some(Answer::Known(Person { user, attributes }))
        }
        ([], [failure]) => Some(Answer::Refused(failure.code.clone())),
        _ => None,
    }
}

/// The ticket whose session a request to log out ends (CAS 3.0, appendix C).
pub fn session_index(xml: &str) -> Option<String> {
    let mut leaves = leaves(xml)?.into_iter();
    let found = leaves.find(|it| it.path.iter().map(String::as_str).eq(["LogoutRequest", "SessionIndex"]))?;
    (!found.text.is_empty()).then_some(found.text)
}

/// An element without others in it.
#[derive(Default)]
struct Leaf {
    /// Local names, from the root on.
    path: Vec<String>,
    /// Trimmed.
    text: String,
    /// Its attribute `code`.
    code: String,
}

impl Leaf {
    fn attribute(&self) -> Option<(String, String)> {
        let (name, inside) = self.path.split_last()?;
        let theirs = inside == ["serviceResponse", "authenticationSuccess", "attributes"];
        let plain = !self.text.chars().any(char::is_control);
        (theirs && plain).then(|| (name.clone(), self.text.clone()))
    }
}

/// What is open while a document is read.
struct Open {
    name: String,
    text: String,
    code: String,
    is_leaf: bool,
}

impl Open {
    fn new(it: &BytesStart<'_>) -> Option<Self> {
        let code = it.try_get_attribute("code").ok()?.map_or_else(String::new, |it| {
            it.value.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect()
        });
        let name = it.local_name().into_inner().to_owned();
        Some(Self { name, text: String::new(), code, is_leaf: true })
    }
}

/// Every leaf of a whole, well-formed document. A document type is none of CAS's: with it come entities of one's own.
fn leaves(xml: &str) -> Option<Vec<Leaf>> {
    let mut reader = Reader::from_str(xml);
    let (mut open, mut found, mut roots) = (Vec::<Open>::new(), Vec::new(), 0);
    loop {
        let event = reader.read_event().ok()?;
        match event {
            Event::Start(ref it) | Event::Empty(ref it) => {
                match open.last_mut() {
                    Some(parent) => parent.is_leaf = false,
                    None => roots += 1,
                }
                open.push(Open::new(it)?);
                if open.len() > DEEPEST || roots > 1 {
                    return None;
                }
                if matches!(event, Event::Empty(_)) {
                    close(&mut open, &mut found);
                }
            }
            Event::End(_) => close(&mut open, &mut found),
            Event::Text(it) => write(&mut open, &it.xml10_content())?,
            Event::CData(it) => write(&mut open, &it.xml10_content())?,
            Event::GeneralRef(it) => match it.resolve_char_ref().ok()? {
                Some(character) => write(&mut open, character.encode_utf8(&mut [0; 4]))?,
                None => write(&mut open, resolve_xml_entity(&it)?)?,
            },
            Event::DocType(_) => return None,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => return (open.is_empty() && roots == 1).then_some(found),
        }
    }
}

/// Around the root nothing but blanks may stand.
fn write(open: &mut [Open], text: &str) -> Option<()> {
    match open.last_mut() {
        Some(it) => it.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return None,
    }
    Some(())
}

fn close(open: &mut Vec<Open>, found: &mut Vec<Leaf>) {
    let path = open.iter().map(|it| it.name.clone()).collect();
    if let Some(it) = open.pop()
        && it.is_leaf
    {
        found.push(Leaf { path, text: it.text.trim().to_owned(), code: it.code });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // As django-cas-server 3.1.0 wrote them.
    const SUCCESS: &str = include_str!("recorded/success.xml");
    const INVALID_TICKET: &str = include_str!("recorded/invalid-ticket.xml");
    const INVALID_REQUEST: &str = include_str!("recorded/invalid-request.xml");
    const LOGOUT: &str = include_str!("recorded/logout.xml");

    fn user_of(xml: &str) -> Option<String> {
        match read(xml)? {
            Answer::Known(person) => Some(person.user),
            Answer::Refused(_) => None,
        }
    }

    /// A success around what stands in it.
    fn success(inside: &str) -> String {
        format!(
            "<c:serviceResponse xmlns:c='x'><c:authenticationSuccess>{inside}</c:authenticationSuccess></c:serviceResponse>"
        )
    }

    #[test]
    fn a_real_success_is_read_with_its_attributes_each_once() {
        let Some(Answer::Known(it)) = read(SUCCESS) else { panic!("{SUCCESS}") };
        assert_eq!(it.user, "etudiant.1");
        assert_eq!((it.first("sn"), it.first("givenName")), ("D’Œuvré & Fils", "Élodie"));
        assert_eq!((it.first("mail"), it.first("supannEtuId")), ("etudiant.1@etu.example.org", "22100042"));
        assert!(it.all("eduPersonAffiliation").eq(["student", "member"]));
        assert_eq!(it.first("cn"), "");
        assert_eq!(it.attributes.len(), 9, "the second form, which no standard knows, counts for nothing");
    }

    #[test]
    fn real_refusals_are_read() {
        assert_eq!(read(INVALID_TICKET), Some(Answer::Refused("INVALID_TICKET".into())));
        assert_eq!(read(INVALID_REQUEST), Some(Answer::Refused("INVALID_REQUEST".into())));
    }

    #[test]
    fn a_real_logout_names_its_ticket() {
        assert_eq!(session_index(LOGOUT).as_deref(), Some("ST-2-recorded"));
        assert_eq!(session_index(SUCCESS), None);
        assert_eq!(session_index("<a><SessionIndex>ST-1</SessionIndex></a>"), None);
    }

    #[test]
    fn local_names_count_and_prefixes_do_not() {
        let bare = "<serviceResponse xmlns='http://www.yale.edu/tp/cas'><authenticationSuccess><user>MDupont</user>\
                    </authenticationSuccess></serviceResponse>";
        assert_eq!(user_of(bare).as_deref(), Some("mdupont"));
        assert_eq!(user_of(&success("<c:user> <![CDATA[m&d]]>&#x41;&amp; </c:user>")).as_deref(), Some("m&da&"));
    }

    #[test]
    fn what_is_not_quite_an_answer_is_none() {
        let user = "<c:user>a</c:user>";
        let odd = [
            String::new(),
            "nothing like it".into(),
            "<html><body>Erreur</body></html>".into(),
            success(""),
            success("<c:user/>"),
            success("<c:user> </c:user>"),
            success("<c:user>a&#7;</c:user>"),
            success("<c:user>a<b/></c:user>"),
            success(&format!("{user}{user}")),
            success(&format!("<c:user>{}</c:user>", "x".repeat(257))),
            success(&format!("{user}{}", "<d>".repeat(500))),
            format!("{}{}", success(user), success(user)),
            format!("{} tail", success(user)),
            success(user).replace("c:authenticationSuccess>", "c:authenticationsuccess>"),
            format!(
                "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{}",
                success("<c:user>&x;</c:user>")
            ),
            success("<c:user>&x;</c:user>"),
            "<serviceResponse><authenticationFailure code='X'/><authenticationSuccess><user>a</user>\
             </authenticationSuccess></serviceResponse>"
                .into(),
        ];
        for xml in odd {
            assert_eq!(read(&xml), None, "{xml:.200}");
        }
        assert_eq!(user_of(&success(user)).as_deref(), Some("a"));
    }

    #[test]
    fn entities_that_grow_are_refused_at_once() {
        let mut bomb = "<!DOCTYPE lolz [<!ENTITY l0 \"lol\">".to_owned();
        for n in 1..12 {
            bomb += &format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10));
        }
        assert_eq!(read(&format!("{bomb}]>{}", success("<c:user>&l11;</c:user>"))), None);
    }

    #[test]
    fn a_comment_does_not_cut_a_name() {
        assert_eq!(user_of(&success("<c:user>admin<!-- -->.autre</c:user>")).as_deref(), Some("admin.autre"));
    }

    #[test]
    fn every_truncated_answer_is_none() {
        for xml in [SUCCESS, INVALID_TICKET, LOGOUT] {
            let whole = xml.trim_end();
            for (at, _) in whole.char_indices() {
                assert!(read(&whole[..at]).is_none() && session_index(&whole[..at]).is_none(), "{at}");
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_the_reader_panic(text in "[<>/&;!\\[\\]a-c:='\" ]{0,80}") {
            let _ = (read(&text), read(&success(&text)), session_index(&text));
        }
    }
}
