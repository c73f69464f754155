//! Where each step stands, and what stops an enrolment from being submitted.

use super::*;
use crate::domain::AdmissionId;
use crate::domain::admission::{Cycle, Regime, Source};
use crate::domain::form::Fault;
use crate::domain::profile::{AddressForm, BaccalaureatForm, IdentityForm};
use proptest::prelude::*;

const TODAY: Date = Date { year: 2026, month: 11, day: 22 };

fn admission(id: &str, cycle: Cycle) -> Admission {
    Admission {
        id: AdmissionId(id.into()),
        source: Source::Candidature,
        programme_code: id.into(),
        programme: id.into(),
        cycle,
        regime: Regime::Initial,
        withdrawn: false,
    }
}

fn profile() -> Profile {
    let identity = IdentityForm {
        civility: "madam".into(),
        family_name: "D’Œuvré".into(),
        given_name: "Éloïse".into(),
        nationality: "FR".into(),
        birth_date: "2008-03-31".into(),
        birth_place: "Lille".into(),
        birth_country: "FR".into(),
        ine: "1234567890V".into(),
        ..IdentityForm::default()
    };
    let address = AddressForm {
        country: "FR".into(),
        street: "1 rue".into(),
        postal_code: "59300".into(),
        commune: "59606".into(),
        ..AddressForm::default()
    };
    let baccalaureat = BaccalaureatForm { has_it: "no".into(), ..BaccalaureatForm::default() };
    Profile { identity: Some(identity), address: Some(address), baccalaureat: Some(baccalaureat), ..Profile::default() }
}

fn filling<'a>(
    profile: &'a Profile,
    admissions: &'a [Admission],
    asking: &'a Asking,
    rows: &'a [StepRow],
) -> Filling<'a> {
    Filling { kind: Kind::First, year: 2026, today: TODAY, profile, admissions, asking, europeans_only: false, rows }
}

fn row(step: Step, answers: &[(&str, &str)], confirmed: bool) -> StepRow {
    let pairs = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    StepRow { step, answers: Answers(pairs.collect()), confirmed, version: 1 }
}

#[test]
fn the_dearest_of_the_chosen_counts_first() {
    let (profile, asking) = (profile(), Asking::default());
    let mut admissions = vec![admission("l", Cycle::Licence), admission("m", Cycle::Master)];
    assert!(filling(&profile, &admissions, &asking, &[]).chosen().is_empty(), "of two one chooses");
    let rows = [row(Step::Programmes, &[("admission-l", "yes"), ("admission-m", "yes")], true)];
    let codes: Vec<_> = filling(&profile, &admissions, &asking, &rows).chosen();
    assert_eq!(codes.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["m", "l"]);
    admissions[1].withdrawn = true;
    assert_eq!(filling(&profile, &admissions, &asking, &rows).chosen().len(), 1, "withdrawn since");
    admissions[0].regime = Regime::Exchange;
    let it = filling(&profile, &admissions, &asking, &rows);
    assert!(it.offered().is_empty() && it.exclusion_of(&admissions[0]) == Some(Exclusion::Exchange));
}

#[test]
fn what_the_profile_says_is_confirmed_and_not_asked() {
    let (profile, asking, admissions) = (profile(), Asking::default(), [admission("l", Cycle::Licence)]);
    let it = filling(&profile, &admissions, &asking, &[]);
    assert_eq!(it.state(Step::Identity), StepState::ToConfirm);
    assert_eq!(it.state(Step::Programmes), StepState::ToConfirm);
    assert_eq!(it.state(Step::Baccalaureat), StepState::ToConfirm, "the years are known for a first enrolment");
    assert_eq!(it.answers(Step::Baccalaureat).of(Question::FirstHereYear), "2026");
    assert_eq!(it.state(Step::Address), StepState::Empty);
    let rows = [row(Step::Identity, &[], true), row(Step::Cvec, &[("cvec_number", "12")], true)];
    let it = filling(&profile, &admissions, &asking, &rows);
    assert_eq!(it.state(Step::Identity), StepState::Complete);
    assert_eq!(it.state(Step::Cvec), StepState::ToCorrect);
    assert_eq!(it.faults(Step::Cvec).of(Question::Cvec), Some(Fault::Malformed));
}

#[test]
fn a_section_that_became_wrong_stands_in_the_way_again() {
    let (mut profile, asking, admissions) = (profile(), Asking::default(), [admission("l", Cycle::Licence)]);
    profile.identity = Some(IdentityForm::default());
    let rows = [row(Step::Identity, &[], true)];
    let it = filling(&profile, &admissions, &asking, &rows);
    assert_eq!(it.state(Step::Identity), StepState::ToCorrect);
    assert!(it.obstacles().contains(&Step::Identity));
}

#[test]
fn whom_the_cvec_does_not_concern_has_nothing_to_do_there() {
    let (profile, asking) = (profile(), Asking::default());
    let mut it = admission("l", Cycle::Licence);
    it.regime = Regime::Continuing;
    let admissions = [it];
    let it = filling(&profile, &admissions, &asking, &[]);
    assert_eq!(it.state(Step::Cvec), StepState::Complete);
}

#[test]
fn one_goes_forward_and_passes_the_steps_of_other_pages_in_their_turn() {
    let (profile, asking) = (profile(), Asking::default());
    let admissions = [admission("l", Cycle::Licence)];
    let it = filling(&profile, &admissions, &asking, &[]);
    let after = [Step::Programmes, Step::Rights, Step::Agreements, Step::Fees].map(|step| it.onwards(step));
    assert_eq!(after, [Step::Cvec, Step::Agreements, Step::Documents, Step::Payment]);
    let all_but_fees = Step::before_submission().filter(|it| *it != Step::Fees);
    let rows: Vec<_> = all_but_fees.map(|step| row(step, &[], true)).collect();
    let ready = filling(&profile, &admissions, &asking, &rows);
    let paid = Outside { documents: StepState::ToCorrect, payment: StepState::Complete };
    let states = ready.states(paid, false);
    assert!(states.contains(&(Step::Payment, StepState::Later)), "what is due is said with the fees");
}

proptest! {
    #[test]
    fn it_is_handed_over_only_with_every_step_right_and_confirmed(
        answers in proptest::collection::vec((0..Question::ALL.len(), "(yes|no|none|1|2026|[a-z]{0,3})"), 0..40),
        confirmed in any::<bool>()
    ) {
        let (profile, asking, admissions) = (profile(), Asking::default(), [admission("l", Cycle::Licence)]);
        let rows: Vec<_> = Step::ALL.iter().map(|step| {
            let of = answers.iter().map(|(nth, text)| (Question::ALL[*nth], text));
            let own = of.filter(|(it, _)| it.step() == *step).map(|(it, text)| (it.code().to_owned(), text.clone()));
            StepRow { step: *step, answers: Answers(own.collect()), confirmed, version: 1 }
        }).collect();
        let it = filling(&profile, &admissions, &asking, &rows);
        for step in Step::before_submission() {
            let complete = it.state(step) == StepState::Complete;
            prop_assert_eq!(complete, !it.obstacles().contains(&step));
            prop_assert!(!complete || it.faults(step).is_empty());
            prop_assert!(!complete || confirmed || it.questions(step).is_empty());
        }
        // Nothing that was not asked, or is blank, goes into the snapshot.
        prop_assert!(it.snapshot().answers.0.values().all(|text| !text.trim().is_empty()));
        let _ = it.situation();
    }
}
