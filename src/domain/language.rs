//! The two languages of the product. French is the first: what is decided is decided in it.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    #[default]
    French,
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The BCP 47 tag, which is also the name it is stored under.
    pub const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The one that a browser prefers, by its `Accept-Language` (RFC 9110 §12.5.4): the known language with the greatest
    /// weight, the first of equals. A browser that prefers neither reads English; one that says nothing, French.
    pub fn preferred(accept: &str) -> Self {
        let wish = |part: &str| {
            let mut fields = part.split(';');
            let tag = fields.next()?.trim().get(..2)?.to_ascii_lowercase();
            let weight = fields.find_map(|it| it.trim().strip_prefix("q="));
            let weight: f32 = weight.map_or(Some(1.0), |it| it.trim().parse().ok())?;
            (weight > 0.0).then_some((Self::named(&tag)?, weight))
        };
        if accept.trim().is_empty() {
            return Self::French;
        }
        let best = accept.split(',').filter_map(wish).reduce(|a, b| if b.1 > a.1 { b } else { a });
        best.map_or(Self::English, |(language, _)| language)
    }

    /// Of words in both languages, those to be read in this one: the French ones where nobody wrote any in English.
    pub fn of_both<'a>(self, french: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::English if !english.is_empty() => english,
            Self::French | Self::English => french,
        }
    }
}

/// Words of the establishment's own, in both languages; without any in English, the French ones are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InBoth {
    pub french: String,
    pub english: String,
}

impl InBoth {
    /// French words, and the English ones where somebody wrote them.
    pub fn of(french: String, english: Option<String>) -> Self {
        Self { french, english: english.unwrap_or_default() }
    }

    /// The words to be read in this language.
    pub fn to(&self, language: Language) -> &str {
        language.of_both(&self.french, &self.english)
    }

    /// The tag to put on the words that [`Self::to`] gives, where they are not in the language of the page around them.
    pub fn other_tag(&self, page: Language) -> Option<&'static str> {
        (page == Language::English && self.english.is_empty()).then_some(Language::French.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_s_wish_is_read() {
        for (accept, expected) in [
            ("", Language::French),
            ("fr-FR,fr;q=0.9,en;q=0.8", Language::French),
            ("en-GB,en;q=0.9,fr;q=0.8", Language::English),
            ("de;q=0.9, fr;q=0.4, en;q=0.5", Language::English),
            ("ar", Language::English),
            ("en;q=0, fr", Language::French),
            ("é;q=x,,;", Language::English),
        ] {
            assert_eq!(Language::preferred(accept), expected, "{accept}");
        }
    }

    #[test]
    fn without_words_in_english_the_french_ones_are_read_and_say_so() {
        let both = InBoth::of("Photo".into(), Some("Photograph".into()));
        let french = InBoth::of("Photo".into(), None);
        for (it, page, read, tag) in [
            (&both, Language::French, "Photo", None),
            (&both, Language::English, "Photograph", None),
            (&french, Language::French, "Photo", None),
            (&french, Language::English, "Photo", Some("fr")),
        ] {
            assert_eq!((it.to(page), it.other_tag(page)), (read, tag));
        }
    }
}
