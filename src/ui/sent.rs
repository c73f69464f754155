//! Which form of a page was sent last, of each call. Several forms of a page may share a call, and what one of them was refused
//! for belongs beside its own fields. A form is told from the others by a hidden field.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

/// The hidden field that tells a form from the others of its call.
pub const AT: &str = "_at";

/// A form that came back refused, without JavaScript: its call, and which form it was. The server provides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentForm {
    pub call: String,
    pub at: String,
}

/// The last form sent of each call.
#[derive(Clone, Copy)]
pub struct Sent(RwSignal<Vec<SentForm>>);

impl Sent {
    /// For the whole site, once: from the server what it knows, in the browser whatever is sent from now on.
    pub fn provide() {
        let sent = Self(RwSignal::new(use_context::<SentForm>().into_iter().collect()));
        provide_context(sent);
        if is_browser() {
            window_event_listener(ev::submit, move |event| {
                if let Some(form) = event.target().and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) {
                    sent.note(&form);
                }
            });
        }
    }

    fn note(self, form: &HtmlFormElement) {
        let Some(call) = form.get_attribute("action") else { return };
        let at = FormData::new_with_form(form).ok().and_then(|it| it.get(AT).as_string()).unwrap_or_default();
        self.0.update(|all| {
            all.retain(|it| it.call != call);
            all.push(SentForm { call, at });
        });
    }

    /// Whether any form of this call was sent.
    pub fn knows(call: &str) -> bool {
        use_context::<Self>().is_some_and(|it| it.0.read().iter().any(|it| it.call == call))
    }

    /// Whether the form of this call that was sent last is the one at `at`.
    pub fn was(call: &str, at: &str) -> bool {
        use_context::<Self>().is_some_and(|it| it.0.read().iter().any(|it| it.call == call && it.at == at))
    }
}
