//! The words of letters, as administrators change them: what is typed is kept as a draft, read again and previewed, and
//! takes effect only once it can be filled in.

use super::language::Language;
use super::letter::{BODY_MAX, COMMON_VARIABLES, SUBJECT_MAX, Template};
use serde::{Deserialize, Serialize};

/// What is wrong with the words of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TemplateFault {
    SubjectMissing,
    SubjectTooLong {
        max: u16,
    },
    /// A subject is one line.
    SubjectOfLines,
    BodyMissing,
    BodyTooLong {
        max: u16,
    },
    /// Names that this letter knows nothing of.
    Unknown(Vec<String>),
    /// Braces that do not close, or instructions that never end.
    Broken,
    /// The text does not say the one thing that the letter is sent for.
    Lacks(String),
}

/// Why an act on the words of a letter was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TemplateRefusal {
    /// Somebody else saved these words since they were read.
    Changed,
    /// What was typed holds a character that cannot be kept.
    Unprintable,
    /// The draft has a fault, which the page shows beside it.
    Unfit,
    /// There is no draft: it was published or dropped already.
    NoDraft,
}

/// Checks the size of words and the names in them; whether they can be filled in, the server tries.
pub fn check(template: Template, subject: &str, body: &str) -> Result<(), TemplateFault> {
    let too_long = |text: &str, max: u16| text.chars().count() > usize::from(max);
    if subject.trim().is_empty() {
        return Err(TemplateFault::SubjectMissing);
    }
    if subject.contains(['\n', '\r']) {
        return Err(TemplateFault::SubjectOfLines);
    }
    if too_long(subject, SUBJECT_MAX) {
        return Err(TemplateFault::SubjectTooLong { max: SUBJECT_MAX });
    }
    if body.trim().is_empty() {
        return Err(TemplateFault::BodyMissing);
    }
    if too_long(body, BODY_MAX) {
        return Err(TemplateFault::BodyTooLong { max: BODY_MAX });
    }
    let mut unknown = Vec::new();
    for name in names(subject).into_iter().chain(names(body)) {
        let known = COMMON_VARIABLES.contains(&name) || template.variables().contains(&name);
        if !known && !unknown.iter().any(|it| it == name) {
            unknown.push(name.to_owned());
        }
    }
    if unknown.is_empty() { Ok(()) } else { Err(TemplateFault::Unknown(unknown)) }
}

/// Checks what the words came to with `example` in the place of each name. They are read filled in, for a name that stands
/// in a comment or in a condition may never be said.
pub fn check_filled(template: Template, text: &str, example: impl Fn(&str) -> String) -> Result<(), TemplateFault> {
    match template.essential() {
        Some(name) if !text.contains(&example(name)) => Err(TemplateFault::Lacks(name.to_owned())),
        _ => Ok(()),
    }
}

/// The names that stand in `{{ … }}`.
fn names(words: &str) -> Vec<&str> {
    let inside = words.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(inside, _)| inside.trim());
    let name = |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    inside.map(|text| &text[..name(text)]).filter(|it| !it.is_empty()).collect()
}

/// Fit to be kept by every database: no control character but line breaks and tabs.
pub fn is_printable(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// A letter in the list: in which languages the establishment chose words of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateLine {
    pub template: Template,
    pub own: Vec<Language>,
}

/// One letter with its words in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateView {
    pub template: Template,
    pub sheets: Vec<TemplateSheet>,
}

/// The words of a letter in one language: the reader's draft, else those in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateSheet {
    pub language: Language,
    pub subject: String,
    pub body: String,
    /// Of the words in force, or of those that the draft was made from; 0: as shipped.
    pub version: i64,
    /// The establishment's own words are in force.
    pub own: bool,
    /// What the draft gives; `None` without a draft.
    pub preview: Option<Result<(String, String), TemplateFault>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_unknown_name_is_told_once() {
        let check = |subject: &str, body: &str| check(Template::PasswordReset, subject, body);
        assert_eq!(check("{{ name }}", "{{link}} {{ establishment | upper }}"), Ok(()));
        let wrong = check("{{ rank }}", "{{ link }} {{rank}} {{ ranks.of }}");
        assert_eq!(wrong, Err(TemplateFault::Unknown(vec!["rank".into(), "ranks".into()])));
    }

    #[test]
    fn what_a_letter_is_sent_for_is_in_its_text() {
        let check = |template: Template, text: &str| check_filled(template, text, |name| format!("[{name}]"));
        for template in Template::ALL {
            let lacks = template.essential().map_or(Ok(()), |name| Err(TemplateFault::Lacks(name.into())));
            assert_eq!(check(template, "Bonjour"), lacks);
            let names = COMMON_VARIABLES.iter().chain(template.variables());
            let all: String = names.map(|name| format!("[{name}] ")).collect();
            assert_eq!(check(template, &all), Ok(()), "{} can say it", template.code());
            // A link that works once and a code stand in no page.
            let alone = template.variables().iter().find(|it| matches!(**it, "link" | "code"));
            assert!(alone.is_none() || template.essential() == alone.copied(), "{}", template.code());
        }
    }

    #[test]
    fn words_have_a_size() {
        let check = |subject: &str, body: &str| check(Template::Validation, subject, body);
        assert_eq!(check(" ", "a"), Err(TemplateFault::SubjectMissing));
        assert_eq!(check("a\nBcc: b", "a"), Err(TemplateFault::SubjectOfLines));
        assert_eq!(check(&"é".repeat(201), "a"), Err(TemplateFault::SubjectTooLong { max: 200 }));
        assert_eq!(check("a", " "), Err(TemplateFault::BodyMissing));
        assert_eq!(check("a", &"é".repeat(5001)), Err(TemplateFault::BodyTooLong { max: 5000 }));
        assert_eq!(check("a", &"é".repeat(5000)), Ok(()));
    }

    proptest! {
        #[test]
        fn reading_names_never_panics(text in "[{} a-zé_%|]{0,60}") {
            let _ = check(Template::Validation, "a", &text);
        }
    }
}
