//! Components that know no rule: they are handed values and sentences, and show them.

mod feedback;
mod field;
mod frame;
mod upload;

pub use feedback::{Badge, Explained, FaultSummary, Notice, PageStatus, Tone};
pub use field::{Choice, Field, Radio, fault_id};
pub use frame::{Frame, Title};
pub use upload::{Upload, UploadOutcome, UploadTarget};
