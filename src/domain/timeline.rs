//! « Où j'en suis »: one line of time of a person, from the first candidature to the certificate. What was done, what they
//! must do, what we check: from facts, never written down twice (reference/peers.md (b)2, « what's next »).

use super::CandidatureId;
use super::admission::Source;
use super::candidature::{Answer, State as CandidatureState};
use super::enrolment::{CvecState, PaymentStatus, State, Step as EnrolmentStep, phase};
use super::review::AvisKind;
use super::time::{Instant, Moment, Phase, Window};
use serde::{Deserialize, Serialize};

/// A candidature, as far as time goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidatureFacts {
    pub id: CandidatureId,
    pub programme: String,
    pub state: CandidatureState,
    pub created_at: Moment,
    /// Every time that it was handed over, the first one first.
    pub transmitted_at: Vec<Moment>,
    pub transmit_by: Moment,
    pub cancelled_at: Option<Moment>,
    /// The avis, once validated.
    pub avis: Option<(AvisKind, Moment)>,
    pub answer_by: Option<Moment>,
    pub answer: Option<(Answer, Option<Moment>)>,
}

/// Documents of an enrolment by what is to be done about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Documents {
    pub missing: u32,
    pub refused: u32,
    /// Given, and not judged yet.
    pub deposited: u32,
    /// When what was refused is to be there again.
    pub correct_by: Option<Moment>,
}

/// An enrolment, as far as time goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentFacts {
    /// « 2026-2027 ».
    pub year: String,
    pub state: State,
    pub payment: PaymentStatus,
    pub cvec: CvecState,
    pub submitted_at: Option<Moment>,
    pub validated_at: Option<Moment>,
    pub cancelled_at: Option<Moment>,
    /// When its population may enrol.
    pub windows: Vec<Window>,
    /// The end of the period that is open.
    pub closes_at: Option<Moment>,
    /// The beginning of the next one.
    pub opens_at: Option<Moment>,
    pub documents: Documents,
    /// The step to go on with, while it is being filled in.
    pub next: Option<EnrolmentStep>,
    /// The latest edition of the certificate.
    pub certified_at: Option<Moment>,
}

/// The right to enrol, with its programme.
pub type AdmissionFacts = (String, Source, Moment);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub candidatures: Vec<CandidatureFacts>,
    pub admissions: Vec<AdmissionFacts>,
    pub enrolments: Vec<EnrolmentFacts>,
    /// Where the establishment's accounts are opened (ENT).
    pub has_ent: bool,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Turn {
    /// To be done by the person.
    Yours,
    /// Being checked by us.
    Ours,
    Done,
}

/// What happened, or is to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Apply,
    /// The deadline passed, and nothing was handed over.
    Missed,
    Transmit,
    Correct,
    Examine,
    Decided(AvisKind),
    Answer,
    Answered(Answer),
    CancelCandidature,
    Admitted(Source),
    /// Before, in, or after its periods.
    Enrol(Phase),
    Submit,
    Cvec,
    Pay,
    Instalments,
    Bank,
    GiveDocuments(u32),
    CorrectDocuments(u32),
    CheckDocuments(u32),
    CheckEnrolment,
    Validated,
    CancelledEnrolment,
    Certificate,
    Ent,
}

/// Where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    Nowhere,
    Dossier(CandidatureId),
    Receipt(CandidatureId),
    Enrolment,
    EnrolmentStep(EnrolmentStep),
    EnrolmentDocuments,
    Payment,
    /// Certificate, card and ENT.
    Student,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub turn: Turn,
    pub step: Step,
    /// The programme, or the year: what it is about.
    pub about: String,
    /// When it was done.
    pub at: Option<Moment>,
    /// Until when it is to be done; of what is not open yet, from when on.
    pub until: Option<Moment>,
    pub target: Target,
}

/// The whole line: what is done in the order in which it happened, then what is checked, then what is to be done, the most
/// pressing first.
pub fn timeline(facts: &Facts, now: Instant) -> Vec<Entry> {
    let mut all = Vec::new();
    for it in &facts.candidatures {
        of_candidature(it, now, &mut all);
    }
    for (programme, source, at) in &facts.admissions {
        all.push(done(Step::Admitted(*source), programme, *at, Target::Enrolment));
    }
    for it in &facts.enrolments {
        of_enrolment(it, facts.has_ent, now, &mut all);
    }
    let rank = |it: &Entry| match it.turn {
        Turn::Done => (0, it.at.map_or(i64::MAX, |at| at.at.0)),
        Turn::Ours => (1, 0),
        Turn::Yours => (2, it.until.map_or(i64::MAX, |at| at.at.0)),
    };
    all.sort_by_key(rank);
    all
}

fn done(step: Step, about: &str, at: Moment, target: Target) -> Entry {
    Entry { turn: Turn::Done, step, about: about.to_owned(), at: Some(at), until: None, target }
}

fn yours(step: Step, about: &str, until: Option<Moment>, target: Target) -> Entry {
    Entry { turn: Turn::Yours, step, about: about.to_owned(), at: None, until, target }
}

fn ours(step: Step, about: &str, target: Target) -> Entry {
    Entry { turn: Turn::Ours, step, about: about.to_owned(), at: None, until: None, target }
}

fn of_candidature(it: &CandidatureFacts, now: Instant, all: &mut Vec<Entry>) {
    let (about, dossier) = (it.programme.as_str(), || Target::Dossier(it.id.clone()));
    all.push(done(Step::Apply, about, it.created_at, dossier()));
    all.extend(it.transmitted_at.iter().map(|at| done(Step::Transmit, about, *at, Target::Receipt(it.id.clone()))));
    if let Some((kind, at)) = it.avis {
        all.push(done(Step::Decided(kind), about, at, dossier()));
    }
    if let Some((answer, at)) = it.answer {
        let at = at.or(it.answer_by).unwrap_or(it.created_at);
        all.push(done(Step::Answered(answer), about, at, dossier()));
        return;
    }
    match it.state {
        CandidatureState::Cancelled => {
            let at = it.cancelled_at.unwrap_or(it.created_at);
            all.push(done(Step::CancelCandidature, about, at, Target::Nowhere));
        }
        CandidatureState::Pending | CandidatureState::Incomplete if now >= it.transmit_by.at => {
            all.push(done(Step::Missed, about, it.transmit_by, dossier()));
        }
        CandidatureState::Pending => all.push(yours(Step::Transmit, about, Some(it.transmit_by), dossier())),
        CandidatureState::Incomplete => all.push(yours(Step::Correct, about, Some(it.transmit_by), dossier())),
        CandidatureState::Transmitted | CandidatureState::Complete => match it.avis {
            None => all.push(ours(Step::Examine, about, dossier())),
            // Without an answer in time, the worker withdraws: it is about to.
            Some((AvisKind::Favourable, _)) if it.answer_by.is_none_or(|by| now < by.at) => {
                all.push(yours(Step::Answer, about, it.answer_by, dossier()));
            }
            Some(_) => {}
        },
    }
}

fn of_enrolment(it: &EnrolmentFacts, has_ent: bool, now: Instant, all: &mut Vec<Entry>) {
    let about = it.year.as_str();
    if let Some(at) = it.submitted_at {
        all.push(done(Step::Submit, about, at, Target::Enrolment));
    }
    if let Some(at) = it.validated_at {
        all.push(done(Step::Validated, about, at, Target::Student));
    }
    match it.state {
        State::Cancelled => {
            let at = it.cancelled_at.or(it.validated_at).or(it.submitted_at);
            all.extend(at.map(|at| done(Step::CancelledEnrolment, about, at, Target::Nowhere)));
        }
        State::Authorised | State::Started => {
            let phase = phase(&it.windows, now);
            let until = if phase == Phase::Before { it.opens_at } else { it.closes_at };
            let open = it.next.filter(|_| phase == Phase::Open);
            all.push(yours(Step::Enrol(phase), about, until, open.map_or(Target::Enrolment, Target::EnrolmentStep)));
        }
        State::Submitted => of_submitted(it, all),
        State::Validated => {
            match it.certified_at {
                Some(at) => all.push(done(Step::Certificate, about, at, Target::Student)),
                None => all.push(yours(Step::Certificate, about, None, Target::Student)),
            }
            if it.payment == PaymentStatus::Partial {
                all.push(yours(Step::Instalments, about, None, Target::Payment));
            }
            // What did not count for being validated is owed all the same.
            of_what_is_left(it, all);
            if has_ent {
                all.push(yours(Step::Ent, about, None, Target::Student));
            }
        }
    }
}

/// Handed over: what is still missing, and what we look at.
fn of_submitted(it: &EnrolmentFacts, all: &mut Vec<Entry>) {
    let about = it.year.as_str();
    let before = all.len();
    if it.cvec == CvecState::Absent {
        all.push(yours(Step::Cvec, about, None, Target::EnrolmentStep(EnrolmentStep::Cvec)));
    }
    of_what_is_left(it, all);
    if all.len() == before {
        all.push(ours(Step::CheckEnrolment, about, Target::Enrolment));
    }
}

/// Money and documents.
fn of_what_is_left(it: &EnrolmentFacts, all: &mut Vec<Entry>) {
    let (about, documents) = (it.year.as_str(), || Target::EnrolmentDocuments);
    match it.payment {
        PaymentStatus::Unpaid => all.push(yours(Step::Pay, about, None, Target::Payment)),
        PaymentStatus::Pending => all.push(ours(Step::Bank, about, Target::Payment)),
        PaymentStatus::NotRequired | PaymentStatus::Partial | PaymentStatus::Paid => {}
    }
    let Documents { missing, refused, deposited, correct_by } = it.documents;
    if missing > 0 {
        all.push(yours(Step::GiveDocuments(missing), about, None, documents()));
    }
    if refused > 0 {
        all.push(yours(Step::CorrectDocuments(refused), about, correct_by, documents()));
    }
    if deposited > 0 {
        all.push(ours(Step::CheckDocuments(deposited), about, documents()));
    }
}

#[cfg(test)]
mod tests;
