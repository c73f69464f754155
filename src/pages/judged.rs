//! What is wrong with a form that is stored: the summary above it, and each field's own fault. Static: what is stored does
//! not change under the page.

use crate::domain::form::{Fault, Faults};
use crate::ui::language;
use crate::words::{self, Text};
use leptos::prelude::*;

/// Lines of a summary: the identifier of the field and the sentence.
pub(super) type Summary = Signal<Vec<(&'static str, String)>>;

/// The summary of a judged form, and a look-up of one field's fault.
pub(super) fn judged<F: Copy + PartialEq + Send + Sync + 'static>(
    faults: Faults<F>,
    fields: &[(F, &'static str, Text)],
) -> (Summary, impl Fn(F) -> Signal<Option<Fault>> + Clone + Send + Sync + use<F>) {
    let line = |(field, id, label): &(F, &'static str, Text)| {
        faults.of(*field).map(|it| (*id, words::fault_of(*label, it, language())))
    };
    let lines: Vec<_> = fields.iter().filter_map(line).collect();
    (Signal::stored(lines), move |field| Signal::stored(faults.of(field)))
}
