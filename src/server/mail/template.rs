//! The words of letters, filled in. An establishment's own words are checked before they are kept: whatever they name
//! must exist, and they must end.

use crate::domain::language::Language;
use crate::domain::letter::{COMMON_VARIABLES, Template};
use crate::words::letter::FRAME;
use minijinja::{Environment, UndefinedBehavior};
use std::collections::BTreeMap;

/// What is filled in, by name.
pub type Values = BTreeMap<&'static str, String>;

/// Steps that a text may take before it is given up: a page of text takes a hundred.
const FUEL: u64 = 20_000;

/// Words that cannot be filled in: a name that does not exist, braces that do not close, a loop without end.
#[derive(Debug, thiserror::Error)]
#[error("the words of a letter cannot be filled in: {0}")]
pub struct TemplateFault(String);

impl From<TemplateFault> for sqlx::Error {
    fn from(fault: TemplateFault) -> Self {
        Self::Decode(fault.into())
    }
}

/// Fills a text in. What is put in is text, never instructions.
pub fn fill(words: &str, values: &Values) -> Result<String, TemplateFault> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.render_str(words, values).map_err(|e| TemplateFault(e.to_string()))
}

/// Subject and text of a letter, whole.
pub fn write(
    (subject, body): (&str, &str),
    values: &Values,
    language: Language,
) -> Result<(String, String), TemplateFault> {
    let establishment = values.get("establishment").cloned().unwrap_or_default();
    let subject = format!("{} - {establishment}", fill(subject, values)?);
    let framed = values.clone().into_iter().chain([("body", fill(body, values)?)]).collect();
    Ok((subject.replace(['\r', '\n'], " "), fill(&FRAME.to(language), &framed)?))
}

/// Something for every name that a letter may use: to check words, and to preview them.
pub fn example(template: Template) -> Values {
    let names = COMMON_VARIABLES.iter().chain(template.variables());
    names.map(|name| (*name, format!("[{name}]"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::letter::shipped;

    #[test]
    fn every_letter_that_is_shipped_can_be_written_in_both_languages() {
        for template in Template::ALL {
            let (subject, body) = shipped(template);
            for language in Language::ALL {
                let words = (&*subject.to(language), &*body.to(language));
                let written = write(words, &example(template), language);
                let (subject, text) = written.unwrap_or_else(|e| panic!("{}: {e}", template.code()));
                assert!(!subject.contains("{{") && !text.contains("{{"), "{}", template.code());
                assert!(text.contains("[name]") && text.contains("[number]"), "{}", template.code());
            }
        }
    }

    #[test]
    fn words_that_name_nothing_or_never_end_are_refused() {
        let values = example(Template::PasswordReset);
        for wrong in ["{{ rank }}", "{{ link", "{% for i in range(100000) %}{{ link }}{% endfor %}"] {
            assert!(fill(wrong, &values).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_filled_in_is_text() {
        let values = Values::from([("name", "{{ link }} <b> ' \u{202e}".to_owned())]);
        assert_eq!(fill("{{ name }}", &values).expect("a text"), "{{ link }} <b> ' \u{202e}");
    }
}
