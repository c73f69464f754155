//! Components that know no rule: they are handed values and sentences, and show them.

mod anew;
mod autosave;
mod feedback;
mod field;
mod frame;
mod keys;
mod language;
mod sent;
mod upload;

pub use anew::Anew;
pub use autosave::{Autosave, Save, Saving};
pub use feedback::{Badge, Explained, FaultLines, FaultSummary, Notice, PageStatus, Tone};
pub use field::{Choice, Field, Paragraph, Radio, escaped, fault_id, options};
pub use frame::{Frame, Title};
pub use keys::Keys;
pub use language::{language, t, take_language_of_document};
pub use sent::{AT, Sent, SentForm};
pub use upload::{Upload, UploadOutcome, UploadTarget};
