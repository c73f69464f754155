//! In which language the page speaks: chosen by the person, told by the server, the same for as long as the page lives.

use crate::domain::language::Language;
use crate::words::Text;
use leptos::prelude::*;
use std::borrow::Cow;
use std::sync::OnceLock;

/// In the browser: what the server wrote into the document. The server, which speaks to many, leaves it empty.
static OF_THIS_PAGE: OnceLock<Language> = OnceLock::new();

/// Reads the language of the document that the server sent; called once, before the page is taken over.
pub fn take_language_of_document() {
    let code = document().document_element().and_then(|it| it.get_attribute("lang")).unwrap_or_default();
    // Asked once; a second answer would be the same.
    let _ = OF_THIS_PAGE.set(Language::named(&code).unwrap_or_default());
}

/// The language of this page.
pub fn language() -> Language {
    OF_THIS_PAGE.get().copied().or_else(use_context::<Language>).unwrap_or_default()
}

/// A sentence in the language of this page.
pub fn t(text: Text) -> Cow<'static, str> {
    text.to(language())
}
