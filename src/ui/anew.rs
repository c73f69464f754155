//! Views that are made anew when the address changes. Leptos puts a view of the same type into the elements of the one before,
//! and what a person typed or ticked stays in those: the answers of one step would stand in the next.

use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::location::Location;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Of one page: the address that is shown, and which of two places holds it.
#[derive(Clone, Copy)]
pub struct Anew {
    path: Memo<String>,
    query: Memo<String>,
    shown: StoredValue<(String, bool)>,
}

impl Anew {
    pub fn here() -> Self {
        let Location { pathname: path, search: query, .. } = use_location();
        Self { path, query, shown: StoredValue::new((String::new(), false)) }
    }

    /// A view in the elements of the one before it, or, at another address, in elements of its own.
    pub fn of(self, view: AnyView) -> Either<AnyView, AnyView> {
        let address = self.path.get_untracked() + &self.query.get_untracked();
        let (before, first) = self.shown.get_value();
        let first = if before == address { first } else { !first };
        if before != address && is_browser() {
            keep_focus();
        }
        self.shown.set_value((address, first));
        if first { Either::Left(view) } else { Either::Right(view) }
    }
}

/// The focus goes on to the element of the same name, so that who filters a list by keyboard stays in the filter; unless
/// something new, as a list of faults, took it.
fn keep_focus() {
    let Some(id) = document().active_element().map(|it| it.id()).filter(|it| !it.is_empty()) else { return };
    request_animation_frame(move || {
        let lost = document().active_element().is_none_or(|it| it.matches("body").unwrap_or(false));
        let same = document().get_element_by_id(&id).and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if let Some(same) = same.filter(|_| lost) {
            // An element that takes no focus now is no reason to stop.
            let _ = same.focus();
        }
    });
}
