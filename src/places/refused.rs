//! A deposit that was refused, in the address of the page that says so.

use crate::domain::document::{DocumentRefusal, FileFault};

/// What a page must know of a deposit that was refused, when it hears of it through its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedDeposit {
    pub refusal: DocumentRefusal,
    /// Of a programme, or of an enrolment.
    pub requirement: String,
    pub reference: String,
}

impl RefusedDeposit {
    pub(super) fn query(&self) -> String {
        let Self { refusal, requirement, reference } = self;
        format!("refus={}&piece={requirement}&reference={reference}", code(*refusal))
    }

    /// Reads the parameters of [`super::Place::DossierAfterRefusal`] back; nonsense is nothing.
    pub fn read(refusal: &str, requirement: &str, reference: &str) -> Option<Self> {
        let refusal = DOCUMENT_REFUSALS
            .into_iter()
            .find(|it| code(*it) == refusal)
            .or_else(|| FileFault::named(refusal).map(DocumentRefusal::File))?;
        let reference = reference.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        Some(Self { refusal, requirement: requirement.to_owned(), reference })
    }
}

const DOCUMENT_REFUSALS: [DocumentRefusal; 6] = [
    DocumentRefusal::Closed,
    DocumentRefusal::DeadlinePassed,
    DocumentRefusal::Changed,
    DocumentRefusal::Interrupted,
    DocumentRefusal::StorageFailed,
    DocumentRefusal::NotCertified,
];

const fn code(refusal: DocumentRefusal) -> &'static str {
    match refusal {
        DocumentRefusal::File(fault) => fault.code(),
        DocumentRefusal::Closed => "closed",
        DocumentRefusal::DeadlinePassed => "deadline-passed",
        DocumentRefusal::Changed => "changed",
        DocumentRefusal::Interrupted => "interrupted",
        DocumentRefusal::StorageFailed => "storage-failed",
        DocumentRefusal::NotCertified => "not-certified",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_deposit_survives_its_address() {
        for refusal in DOCUMENT_REFUSALS.into_iter().chain(FileFault::ALL.map(DocumentRefusal::File)) {
            let it = RefusedDeposit { refusal, requirement: "r".into(), reference: "R-2345".into() };
            assert_eq!(RefusedDeposit::read(code(refusal), "r", "R-2345"), Some(it));
        }
        assert_eq!(RefusedDeposit::read("nonsense", "r", "R"), None);
    }
}
