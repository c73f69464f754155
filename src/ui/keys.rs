//! Keys that press what stands on the page, for who works through many. They can be switched off, and never act while
//! somebody types (WCAG 2.1.4).

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Each key with the identifier of what it presses. Nothing is pressed inside what is folded up.
#[component]
pub fn Keys(on: RwSignal<bool>, pressed: &'static [(&'static str, &'static str)]) -> impl IntoView {
    Effect::new(move |_| {
        let handle = window_event_listener(ev::keydown, move |event| {
            let with_others = event.ctrl_key() || event.alt_key() || event.meta_key() || event.repeat();
            if !on.get_untracked() || with_others || is_typing(event.target()) {
                return;
            }
            let key = event.key().to_lowercase();
            let named = pressed.iter().find(|(it, _)| *it == key);
            if let Some(element) = named.and_then(|(_, id)| reachable(id)) {
                event.prevent_default();
                element.click();
            }
        });
        on_cleanup(move || handle.remove());
    });
}

fn is_typing(target: Option<web_sys::EventTarget>) -> bool {
    let Some(element) = target.and_then(|it| it.dyn_into::<Element>().ok()) else { return false };
    let is = |kind| element.matches(kind).unwrap_or(false);
    is("textarea") || is("select") || (is("input") && !is("[type=checkbox]"))
}

fn reachable(id: &str) -> Option<HtmlElement> {
    let element = document().get_element_by_id(id)?.dyn_into::<HtmlElement>().ok()?;
    let around = element.closest("details").ok().flatten();
    let folded = around.is_some_and(|it| !it.has_attribute("open"));
    (!folded || element.matches("summary").unwrap_or(false)).then_some(element)
}
