//! What surrounds every page: the way past it, the name of the establishment, the menu, the foot.

use super::{escaped, t};
use crate::words::ui as say;
use leptos::prelude::*;
use leptos_meta::Title as DocumentTitle;

/// The heading of a page, which is the title of its tab too.
#[component]
pub fn Title(#[prop(into)] text: String) -> impl IntoView {
    // leptos_meta writes a title into the page as it is, and sets it as text in the browser: a person's words must not end it.
    let of_tab = if is_server() { escaped(&text) } else { text.clone() };
    view! {
        <DocumentTitle text=of_tab/>
        <h1>{text}</h1>
    }
}

/// Header with the menu, the page, the foot.
#[component]
pub fn Frame(
    #[prop(into)] name: ViewFn,
    #[prop(into)] menu: ViewFn,
    #[prop(into)] languages: ViewFn,
    #[prop(into)] foot: ViewFn,
    children: Children,
) -> impl IntoView {
    // For tests: the page answers to clicks from here on.
    Effect::new(|_| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "true");
        }
    });
    view! {
        <a class="skip" href="#main" rel="external">
            {t(say::SKIP)}
        </a>
        <header class="site">
            <div class="width">{name.run()} {languages.run()} {menu.run()}</div>
        </header>
        <main id="main" class="width" tabindex="-1">
            {children()}
        </main>
        <footer class="site">
            <div class="width">{foot.run()}</div>
        </footer>
    }
}
