//! « Où j'en suis »: one line of time of a person, from the first candidature to the certificate. What was done, what they
//! must do, what we check: from facts, never written down twice (reference/peers.md (b)2, « what's next »).

use super::CandidatureId;
use super::admission::Source;
use super::candidature::{Answer, State as CandidatureState};
use super::enrolment::{CvecState, PaymentStatus, State, phase};
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
            all.push(yours(Step::Enrol(phase), about, until, Target::Enrolment));
        }
        State::Submitted => of_submitted(it, all),
        State::Validated => {
            match it.certified_at {
                Some(at) => all.push(done(Step::Certificate, about, at, Target::Student)),
                None => all.push(yours(Step::Certificate, about, None, Target::Student)),
            }
            if it.payment == PaymentStatus::Partial {
                all.push(yours(Step::Instalments, about, None, Target::Enrolment));
            }
            if has_ent {
                all.push(yours(Step::Ent, about, None, Target::Student));
            }
        }
    }
}

/// Handed over: what is still missing, and what we look at.
fn of_submitted(it: &EnrolmentFacts, all: &mut Vec<Entry>) {
    let (about, here) = (it.year.as_str(), || Target::Enrolment);
    let before = all.len();
    if it.cvec == CvecState::Absent {
        all.push(yours(Step::Cvec, about, None, here()));
    }
    match it.payment {
        PaymentStatus::Unpaid => all.push(yours(Step::Pay, about, None, here())),
        PaymentStatus::Pending => all.push(ours(Step::Bank, about, here())),
        PaymentStatus::NotRequired | PaymentStatus::Partial | PaymentStatus::Paid => {}
    }
    let Documents { missing, refused, deposited, correct_by } = it.documents;
    if missing > 0 {
        all.push(yours(Step::GiveDocuments(missing), about, None, here()));
    }
    if refused > 0 {
        all.push(yours(Step::CorrectDocuments(refused), about, correct_by, here()));
    }
    if deposited > 0 {
        all.push(ours(Step::CheckDocuments(deposited), about, here()));
    }
    if all.len() == before {
        all.push(ours(Step::CheckEnrolment, about, here()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Moment {
        Moment { at: Instant(day), year: 2026, month: 1, day: 1, hour: 0, minute: 0 }
    }

    fn candidature() -> CandidatureFacts {
        CandidatureFacts {
            id: CandidatureId("c".into()),
            programme: "Licence 1".into(),
            state: CandidatureState::Pending,
            created_at: at(1),
            transmitted_at: Vec::new(),
            transmit_by: at(20),
            cancelled_at: None,
            avis: None,
            answer_by: None,
            answer: None,
        }
    }

    fn enrolment() -> EnrolmentFacts {
        EnrolmentFacts {
            year: "2026-2027".into(),
            state: State::Authorised,
            payment: PaymentStatus::Unpaid,
            cvec: CvecState::Absent,
            submitted_at: None,
            validated_at: None,
            cancelled_at: None,
            windows: vec![Window { opens_at: Instant(5), closes_at: Instant(30) }],
            closes_at: Some(at(30)),
            opens_at: Some(at(5)),
            documents: Documents::default(),
            certified_at: None,
        }
    }

    type Line = (Turn, Step, Option<i64>);

    fn lines(facts: &Facts, now: i64) -> Vec<Line> {
        let line = |it: Entry| (it.turn, it.step, it.at.or(it.until).map(|it| it.at.0));
        timeline(facts, Instant(now)).into_iter().map(line).collect()
    }

    #[test]
    fn a_candidature_says_whose_turn_it_is() {
        use CandidatureState as S;
        let created = (Turn::Done, Step::Apply, Some(1));
        let handed = (Turn::Done, Step::Transmit, Some(3));
        let decided = |kind| (Turn::Done, Step::Decided(kind), Some(6));
        let (yes, no) = (AvisKind::Favourable, AvisKind::Unfavourable);
        let base = candidature();
        let handed_over = CandidatureFacts { transmitted_at: vec![at(3)], state: S::Transmitted, ..base.clone() };
        let avis =
            |kind| CandidatureFacts { avis: Some((kind, at(6))), answer_by: Some(at(16)), ..handed_over.clone() };
        let answered =
            |answer, when: Option<i64>| CandidatureFacts { answer: Some((answer, when.map(at))), ..avis(yes) };
        let table: Vec<(CandidatureFacts, i64, Vec<Line>)> = vec![
            (base.clone(), 10, vec![created, (Turn::Yours, Step::Transmit, Some(20))]),
            (base.clone(), 20, vec![created, (Turn::Done, Step::Missed, Some(20))]),
            (
                CandidatureFacts { state: S::Cancelled, cancelled_at: Some(at(4)), ..base },
                10,
                vec![created, (Turn::Done, Step::CancelCandidature, Some(4))],
            ),
            (handed_over.clone(), 10, vec![created, handed, (Turn::Ours, Step::Examine, None)]),
            (
                CandidatureFacts { state: S::Incomplete, ..handed_over.clone() },
                10,
                vec![created, handed, (Turn::Yours, Step::Correct, Some(20))],
            ),
            (avis(yes), 10, vec![created, handed, decided(yes), (Turn::Yours, Step::Answer, Some(16))]),
            (avis(yes), 16, vec![created, handed, decided(yes)]),
            (avis(no), 10, vec![created, handed, decided(no)]),
            (
                answered(Answer::Confirmed, Some(8)),
                10,
                vec![created, handed, decided(yes), (Turn::Done, Step::Answered(Answer::Confirmed), Some(8))],
            ),
            (
                answered(Answer::WithdrawnByDefault, None),
                17,
                vec![created, handed, decided(yes), (Turn::Done, Step::Answered(Answer::WithdrawnByDefault), Some(16))],
            ),
        ];
        for (nth, (candidature, now, expected)) in table.into_iter().enumerate() {
            let facts = Facts { candidatures: vec![candidature], ..Facts::default() };
            assert_eq!(lines(&facts, now), expected, "row {nth}");
        }
    }

    #[test]
    fn an_enrolment_says_whose_turn_it_is() {
        let base = enrolment();
        let submitted = EnrolmentFacts { state: State::Submitted, submitted_at: Some(at(11)), ..base.clone() };
        let given = EnrolmentFacts { cvec: CvecState::Declared, payment: PaymentStatus::Paid, ..submitted.clone() };
        let documents = Documents { missing: 1, refused: 2, deposited: 3, correct_by: Some(at(25)) };
        let valid = EnrolmentFacts { state: State::Validated, validated_at: Some(at(15)), ..given.clone() };
        let (handed, validated) = ((Turn::Done, Step::Submit, Some(11)), (Turn::Done, Step::Validated, Some(15)));
        let table: Vec<(EnrolmentFacts, i64, Vec<Line>)> = vec![
            (base.clone(), 4, vec![(Turn::Yours, Step::Enrol(Phase::Before), Some(5))]),
            (base.clone(), 5, vec![(Turn::Yours, Step::Enrol(Phase::Open), Some(30))]),
            (
                EnrolmentFacts { state: State::Started, ..base.clone() },
                30,
                vec![(Turn::Yours, Step::Enrol(Phase::After), Some(30))],
            ),
            (submitted.clone(), 12, vec![handed, (Turn::Yours, Step::Cvec, None), (Turn::Yours, Step::Pay, None)]),
            (
                EnrolmentFacts { payment: PaymentStatus::Pending, ..given.clone() },
                12,
                vec![handed, (Turn::Ours, Step::Bank, None)],
            ),
            (
                EnrolmentFacts { documents, ..given.clone() },
                12,
                vec![
                    handed,
                    (Turn::Ours, Step::CheckDocuments(3), None),
                    (Turn::Yours, Step::CorrectDocuments(2), Some(25)),
                    (Turn::Yours, Step::GiveDocuments(1), None),
                ],
            ),
            (given, 12, vec![handed, (Turn::Ours, Step::CheckEnrolment, None)]),
            (
                valid.clone(),
                16,
                vec![handed, validated, (Turn::Yours, Step::Certificate, None), (Turn::Yours, Step::Ent, None)],
            ),
            (
                EnrolmentFacts { certified_at: Some(at(16)), payment: PaymentStatus::Partial, ..valid.clone() },
                17,
                vec![
                    handed,
                    validated,
                    (Turn::Done, Step::Certificate, Some(16)),
                    (Turn::Yours, Step::Instalments, None),
                    (Turn::Yours, Step::Ent, None),
                ],
            ),
            (
                EnrolmentFacts { state: State::Cancelled, cancelled_at: Some(at(18)), ..valid },
                19,
                vec![handed, validated, (Turn::Done, Step::CancelledEnrolment, Some(18))],
            ),
        ];
        for (nth, (enrolment, now, expected)) in table.into_iter().enumerate() {
            let facts = Facts { enrolments: vec![enrolment], has_ent: true, ..Facts::default() };
            assert_eq!(lines(&facts, now), expected, "row {nth}");
        }
    }

    #[test]
    fn all_of_it_stands_on_one_line_of_time() {
        let confirmed = CandidatureFacts {
            state: CandidatureState::Complete,
            transmitted_at: vec![at(2), at(4)],
            avis: Some((AvisKind::Favourable, at(6))),
            answer_by: Some(at(16)),
            answer: Some((Answer::Confirmed, Some(at(7)))),
            ..candidature()
        };
        let facts = Facts {
            candidatures: vec![CandidatureFacts { created_at: at(3), ..candidature() }, confirmed],
            admissions: vec![("Licence 1".into(), Source::Candidature, at(8))],
            enrolments: vec![enrolment()],
            has_ent: true,
        };
        let times: Vec<_> = lines(&facts, 9).into_iter().map(|(turn, _, when)| (turn, when.unwrap_or(0))).collect();
        let done = [1, 2, 3, 4, 6, 7, 8].map(|when| (Turn::Done, when));
        assert_eq!(times[..7], done);
        assert_eq!(times[7..], [(Turn::Yours, 20), (Turn::Yours, 30)]);
    }
}
