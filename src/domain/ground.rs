//! The catalogue of reasons for refusing a document: the product's, some of them hidden, and the establishment's own. An
//! own one is spelt out when it is used: the candidate reads « autre motif » with its words, whatever becomes of it later.

use super::form::{ByField, Faults, line};
use super::language::Language;
use super::review::Ground;
use serde::{Deserialize, Serialize};

/// An own reason as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GroundForm {
    pub french: String,
    pub english: String,
}

impl GroundForm {
    /// Both languages, or what is wrong with each.
    pub fn check(&self) -> Result<Self, Faults<Language>> {
        let mut faults = Faults::default();
        let french = faults.take(Language::French, line(&self.french));
        let english = faults.take(Language::English, line(&self.english));
        let form = (|| Some(Self { french: french?, english: english? }))();
        faults.or(form)
    }

    pub fn to(&self, language: Language) -> &str {
        match language {
            Language::French => &self.french,
            Language::English => &self.english,
        }
    }
}

/// One line of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroundLine {
    pub code: String,
    /// The words of an own reason; those of the product's are in `words`.
    pub own: Option<GroundForm>,
    pub hidden: bool,
    /// 0: never touched.
    pub version: i64,
}

impl GroundLine {
    /// « Autre motif » is what own reasons rest on.
    pub fn may_be_hidden(&self) -> bool {
        Ground::named(&self.code) != Some(Ground::Other)
    }
}

/// Why the catalogue was not changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroundRefusal {
    Changed,
    Unfit(Faults<Language>),
}

impl ByField for GroundRefusal {
    type Field = Language;

    fn faults(&self) -> Faults<Language> {
        if let Self::Unfit(faults) = self { faults.clone() } else { Faults::default() }
    }
}

/// The whole catalogue from what is stored: the product's in their order, then the own ones.
pub fn catalogue(stored: Vec<GroundLine>) -> Vec<GroundLine> {
    let shipped = |it: Ground| {
        let kept = stored.iter().find(|line| line.code == it.code()).cloned();
        kept.unwrap_or_else(|| GroundLine { code: it.code().to_owned(), own: None, hidden: false, version: 0 })
    };
    let shipped: Vec<_> = Ground::ALL.into_iter().map(shipped).collect();
    shipped.into_iter().chain(stored.into_iter().filter(|it| it.own.is_some())).collect()
}

/// An own reason put before what staff added: what the candidate reads under « autre motif ».
pub fn spelt_out(reason: &str, comment: &str) -> String {
    let comment = comment.trim();
    if comment.is_empty() { reason.to_owned() } else { format!("{reason}\n{comment}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::form::Fault;

    #[test]
    fn the_catalogue_has_each_of_the_products_once_and_the_own_ones_after() {
        let own = GroundLine {
            code: "o".into(),
            own: Some(GroundForm { french: "Daté d'hier".into(), english: "Dated yesterday".into() }),
            hidden: false,
            version: 1,
        };
        let hidden = GroundLine { code: "not_signed".into(), own: None, hidden: true, version: 3 };
        let all = catalogue(vec![own.clone(), hidden.clone()]);
        assert_eq!(all.len(), 10);
        assert_eq!((all.last(), all.iter().filter(|it| it.hidden).collect::<Vec<_>>()), (Some(&own), vec![&hidden]));
        assert_eq!(all.iter().filter(|it| !it.may_be_hidden()).count(), 1);
    }

    #[test]
    fn an_own_reason_has_words_in_both_languages() {
        let form = |french: &str, english: &str| GroundForm { french: french.into(), english: english.into() };
        assert_eq!(form(" Daté ", "Dated").check(), Ok(form("Daté", "Dated")));
        assert_eq!(form("Daté", " ").check(), Err((Language::English, Fault::Missing).into()));
        assert_eq!(spelt_out("Daté", " "), "Daté");
        assert_eq!(spelt_out("Daté", "page 2"), "Daté\npage 2");
    }
}
