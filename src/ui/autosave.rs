//! A form that saves itself while it is typed: what is in it goes out once it has been quiet for a moment, one request after
//! another; a live region says when it was saved, or that it was not and is tried again. Without JavaScript it is the form.

use leptos::ev::{Event, SubmitEvent};
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement};

/// How long nothing must be typed before it is saved.
const QUIET: Duration = Duration::from_millis(800);
/// How long a save that failed waits before it is tried again.
const RETRY: Duration = Duration::from_secs(5);

/// What became of a save, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    Saved(String),
    /// It is tried again.
    Failed(String),
    /// It would be refused again: nothing more is sent by itself.
    Refused(String),
}

/// Sends the values, in the order of the names.
pub type Save = Callback<Vec<String>, Pin<Box<dyn Future<Output = Saving>>>>;

/// Where a form stands with its saving.
#[derive(Clone, Copy)]
struct Saver {
    place: NodeRef<html::Div>,
    names: StoredValue<Vec<String>>,
    save: Save,
    told: RwSignal<Option<Saving>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    running: StoredValue<bool>,
    changed: StoredValue<bool>,
    /// The button was pressed while a save was on its way.
    pressed: StoredValue<bool>,
}

impl Saver {
    fn form(self) -> Option<HtmlFormElement> {
        let form = self.place.get_untracked()?.query_selector("form").ok()??;
        form.dyn_into().ok()
    }

    fn values(self) -> Option<Vec<String>> {
        let data = FormData::new_with_form(&self.form()?).ok()?;
        let value = |name: &String| data.get(name).as_string().unwrap_or_default();
        Some(self.names.try_get_value()?.iter().map(value).collect())
    }

    fn forget_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    fn later(self, after: Duration) {
        self.forget_timer();
        // A browser without timers saves by the button.
        let timer = set_timeout_with_handle(move || self.send(), after).ok();
        let _ = self.timer.try_update_value(|it| *it = timer);
    }

    fn send(self) {
        if self.running.try_get_value() != Some(false) {
            return;
        }
        let Some(values) = self.values() else { return };
        self.running.set_value(true);
        self.changed.set_value(false);
        spawn_local(async move {
            let outcome = self.save.run(values).await;
            self.ended(outcome);
        });
    }

    fn ended(self, outcome: Saving) {
        // The page may be gone.
        if self.running.try_update_value(|it| *it = false).is_none() {
            return;
        }
        let pressed = self.pressed.try_update_value(std::mem::take).unwrap_or_default();
        let changed = self.changed.try_get_value().unwrap_or_default();
        match outcome {
            Saving::Saved(_) if pressed => {
                if let Some(form) = self.form() {
                    let _ = form.request_submit();
                }
            }
            Saving::Saved(_) if changed => self.later(QUIET),
            Saving::Failed(_) => self.later(RETRY),
            Saving::Saved(_) | Saving::Refused(_) => {}
        }
        self.told.set(Some(outcome));
    }

    fn typed(self) {
        self.changed.set_value(true);
        let refused = matches!(&*self.told.read_untracked(), Some(Saving::Refused(_)));
        if !refused {
            self.later(QUIET);
        }
    }

    /// The button waits for a save that is on its way, so that it sends the version that this save makes.
    fn submitted(self, event: &SubmitEvent) {
        self.forget_timer();
        if self.running.get_value() {
            event.prevent_default();
            event.stop_propagation();
            self.pressed.set_value(true);
        }
    }
}

/// `names`: what is sent of the form inside.
#[component]
pub fn Autosave(names: Vec<String>, save: Save, children: Children) -> impl IntoView {
    let place = NodeRef::new();
    let saver = Saver {
        place,
        names: StoredValue::new(names),
        save,
        told: RwSignal::new(None),
        timer: StoredValue::new(None),
        running: StoredValue::new(false),
        changed: StoredValue::new(false),
        pressed: StoredValue::new(false),
    };
    let line = move || {
        saver.told.get().map(|it| match it {
            Saving::Saved(text) => view! { <span class="good">{text}</span> },
            Saving::Failed(text) | Saving::Refused(text) => view! { <span class="bad">{text}</span> },
        })
    };
    view! {
        <div
            node_ref=place
            on:input=move |_: Event| saver.typed()
            on:submit:capture=move |event: SubmitEvent| saver.submitted(&event)
        >
            {children()}
            <p class="live" role="status">
                {line}
            </p>
        </div>
    }
}
