//! Whose turn it is, in every state, and where it leads.

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
        next: None,
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
    let avis = |kind| CandidatureFacts { avis: Some((kind, at(6))), answer_by: Some(at(16)), ..handed_over.clone() };
    let answered = |answer, when: Option<i64>| CandidatureFacts { answer: Some((answer, when.map(at))), ..avis(yes) };
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
fn what_is_to_be_done_leads_to_where_it_is_done() {
    let started = EnrolmentFacts { state: State::Started, next: Some(EnrolmentStep::Rights), ..enrolment() };
    let documents = Documents { missing: 1, refused: 1, deposited: 1, correct_by: None };
    let submitted = EnrolmentFacts { state: State::Submitted, submitted_at: Some(at(11)), documents, ..enrolment() };
    let asked = EnrolmentFacts { payment: PaymentStatus::Pending, ..submitted.clone() };
    let valid = EnrolmentFacts {
        state: State::Validated,
        payment: PaymentStatus::Partial,
        validated_at: Some(at(15)),
        ..submitted.clone()
    };
    let here = Target::EnrolmentDocuments;
    let cvec = Target::EnrolmentStep(EnrolmentStep::Cvec);
    let table: [(&EnrolmentFacts, i64, Vec<Target>); 5] = [
        (&started, 10, vec![Target::EnrolmentStep(EnrolmentStep::Rights)]),
        // Out of its periods, no step can be gone on with.
        (&started, 30, vec![Target::Enrolment]),
        (&submitted, 12, vec![here.clone(), cvec.clone(), Target::Payment, here.clone(), here.clone()]),
        (&asked, 12, vec![Target::Payment, here.clone(), cvec, here.clone(), here.clone()]),
        (&valid, 16, vec![here.clone(), Target::Student, Target::Payment, here.clone(), here]),
    ];
    for (nth, (it, now, expected)) in table.into_iter().enumerate() {
        let facts = Facts { enrolments: vec![it.clone()], ..Facts::default() };
        let open = timeline(&facts, Instant(now)).into_iter().filter(|it| it.turn != Turn::Done);
        assert_eq!(open.map(|it| it.target).collect::<Vec<_>>(), expected, "row {nth}");
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
