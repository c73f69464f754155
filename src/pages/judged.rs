//! What is wrong with a form, said in the summary above it and beside each field: with one that is stored, which does not change
//! under the page, and with one that was refused.

use crate::api::CallError;
use crate::domain::form::{ByField, Fault, Faults};
use crate::ui::{AT, FaultLines, FaultSummary, Sent, language};
use crate::words::{self, Text};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use server_fn::ServerFn;
use std::borrow::Cow;

/// The lines of a summary: of each field its identifier and its label.
pub(super) fn lines<F: Copy + PartialEq, I: Clone + Into<Cow<'static, str>>>(
    faults: &Faults<F>,
    fields: &[(F, I, Text)],
) -> Vec<(Cow<'static, str>, String)> {
    let line = |(field, id, label): &(F, I, Text)| {
        faults.of(*field).map(|it| (id.clone().into(), words::fault_of(*label, it, language())))
    };
    fields.iter().filter_map(line).collect()
}

/// The summary of a judged form, and a look-up of one field's fault.
pub(super) fn judged<F: Copy + PartialEq + Send + Sync + 'static>(
    faults: Faults<F>,
    fields: &[(F, &'static str, Text)],
) -> (FaultLines, impl Fn(F) -> Signal<Option<Fault>> + Clone + Send + Sync + use<F>) {
    (Signal::stored(lines(&faults, fields)), move |field| Signal::stored(faults.of(field)))
}

/// One form of a page, and what it was refused for; `at` tells it from the other forms of its call.
pub(super) struct Refused<F: Send + Sync + 'static> {
    at: StoredValue<Cow<'static, str>>,
    /// What is wrong with each field, and what the refusal says where it has words of its own.
    why: Signal<(Faults<F>, Option<String>)>,
}

impl<F: Send + Sync + 'static> Clone for Refused<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Send + Sync + 'static> Copy for Refused<F> {}

impl<F: Copy + PartialEq + Send + Sync + 'static> Refused<F> {
    /// A form whose faults are told field by field.
    pub fn form<I, R>(action: ServerAction<I>, at: impl Into<Cow<'static, str>>) -> Self
    where
        I: ServerFn<Output = (), Error = CallError<R>> + Clone + Send + Sync + 'static,
        R: ByField<Field = F> + std::fmt::Debug + Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        Self::saying(action, at, |_| None)
    }

    /// A form whose refusals have words of their own.
    pub fn saying<I, R>(
        action: ServerAction<I>,
        at: impl Into<Cow<'static, str>>,
        say: impl Fn(R) -> Option<String> + Send + Sync + 'static,
    ) -> Self
    where
        I: ServerFn<Output = (), Error = CallError<R>> + Clone + Send + Sync + 'static,
        R: ByField<Field = F> + std::fmt::Debug + Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        let at = StoredValue::new(at.into());
        let why = Signal::derive(move || match action.value().get() {
            // While another form of the call is on its way, what is known is of the one before.
            Some(Err(CallError::Refused(it))) if !action.pending().get() && Sent::was(I::PATH, &at.read_value()) => {
                (it.faults(), say(it))
            }
            _ => (Faults::default(), None),
        });
        Self { at, why }
    }

    /// The identifier of a field, which no other form of the page has.
    pub fn id(self, name: &str) -> Cow<'static, str> {
        let at = self.at.read_value();
        if at.is_empty() { name.to_owned().into() } else { format!("{name}-{at}").into() }
    }

    pub fn fault(self, field: F) -> Signal<Option<Fault>> {
        Signal::derive(move || self.why.read().0.of(field))
    }

    /// What stands first in the form: all that is wrong with its fields, each with its name and label, and the mark that tells
    /// the form from others.
    pub fn summary(self, fields: &[(F, &str, Text)]) -> impl IntoView + use<F> {
        let fields: Vec<_> = fields.iter().map(|(field, name, label)| (*field, self.id(name), *label)).collect();
        let faults = Signal::derive(move || {
            let (faults, said) = self.why.get();
            let lines = lines(&faults, &fields);
            match said {
                Some(said) => lines.into_iter().map(|(id, _)| (id, said.clone())).collect(),
                None => lines,
            }
        });
        view! {
            <FaultSummary faults/>
            <input type="hidden" name=AT value=self.at.get_value()/>
        }
    }
}
