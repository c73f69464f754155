//! The yearly registration, step by step: nothing asked twice, nothing lost, handed over once and inside its period.

use super::actor::{Actor, Answer};
use super::hostile::{assert_tame, kinds};
use super::site::{TestSite, on_both};
use crate::api::CallError;
use crate::domain::enrolment::{
    CvecState, FillingRefusal, FillingView, Question, SavedStep, State, Step, StepState, choice_key,
};
use crate::domain::profile::{AddressForm, BaccalaureatForm, IdentityForm, Section};
use crate::domain::time::{Phase, Span};
use crate::places::Place;
use axum::http::StatusCode;
use futures::future::join_all;
use lopdf::Document;
use std::collections::BTreeSet;

const EMAIL: &str = "eloise@essai.example";
const CVEC: &str = "tou6 abc123 4d";

pub(super) async fn view(actor: &Actor<'_>) -> FillingView {
    actor.post("enrolment/steps", &[]).await.read()
}

async fn state(actor: &Actor<'_>) -> State {
    view(actor).await.recap.enrolment.standing.state
}

async fn send(actor: &Actor<'_>, call: &str, step: Step, form: &[(&str, &str)], seen: i64) -> Answer {
    let seen = seen.to_string();
    let names: Vec<_> = form.iter().map(|(name, value)| (format!("form[{name}]"), *value)).collect();
    let mut pairs = vec![("step", step.code()), ("seen", seen.as_str())];
    pairs.extend(names.iter().map(|(name, value)| (name.as_str(), *value)));
    actor.post(call, &pairs).await
}

pub(super) async fn confirm(actor: &Actor<'_>, step: Step, form: &[(&str, &str)]) -> Answer {
    let version = view(actor).await.step(step).expect("a step").version;
    send(actor, "enrolment/confirm", step, form, version).await
}

/// What an ordinary student answers; the programme is chosen apart.
pub(super) const ANSWERS: [(Step, &[(&str, &str)]); 8] = [
    (Step::Cvec, &[("cvec_number", CVEC)]),
    (Step::Identity, &[]),
    (
        Step::Baccalaureat,
        &[("first_higher_year", "2026"), ("first_university_year", "2026"), ("first_here_year", "2026")],
    ),
    (
        Step::Address,
        &[("same_address", "yes"), ("emergency_name", "Camille D’Œuvré"), ("emergency_phone", "06 12 34 56 78")],
    ),
    (
        Step::Situation,
        &[
            ("family_situation", "single"),
            ("pcs_self", "80"),
            ("pcs_parent_1", "30"),
            ("working_share", "none"),
            ("previous_year", "school"),
            ("last_diploma", "baccalaureat"),
        ],
    ),
    (Step::Rights, &[("scholarship", "no"), ("exemption", "none"), ("gap_year", "none"), ("transfer", "no")]),
    (Step::Agreements, &[("charter", "yes"), ("privacy_notice", "yes")]),
    (Step::Fees, &[("instalments", "3")]),
];

pub(super) async fn choose_programme(actor: &Actor<'_>) -> Answer {
    let key = choice_key(&view(actor).await.recap.enrolment.admissions[0].id);
    confirm(actor, Step::Programmes, &[(key.as_str(), "yes")]).await
}

/// Begun, with every step confirmed.
pub(super) async fn filled<'s>(site: &'s TestSite, email: &str) -> Actor<'s> {
    let actor = site.admitted(email).await;
    actor.post("enrolment/start", &[]).await.done();
    choose_programme(&actor).await.done();
    for (step, form) in ANSWERS {
        confirm(&actor, step, form).await.done();
    }
    actor
}

pub(super) async fn submit(actor: &Actor<'_>) -> Answer {
    actor.post("enrolment/submit", &[]).await
}

on_both!(from_the_first_step_to_the_recapitulatif, |site| {
    let actor = site.admitted(EMAIL).await;
    let before = view(&actor).await;
    assert!(before.steps.iter().map(|it| it.step).eq(Step::ALL.iter().copied()));
    assert_eq!(before.next, Some(Step::Programmes));
    let early = confirm(&actor, Step::Identity, &[]).await;
    assert_eq!(early.refusal::<FillingRefusal>(), FillingRefusal::NotInState);
    let begun = actor.post("enrolment/start", &[]).await.done();
    assert_eq!(begun.location(), Place::EnrolmentStep(Step::Programmes).href());
    actor.post("enrolment/start", &[]).await.done();

    let mut next = vec![choose_programme(&actor).await.done().location().to_owned()];
    for (step, form) in ANSWERS {
        assert_eq!(view(&actor).await.next, Some(step), "one goes on with the first step that is not complete");
        next.push(confirm(&actor, step, form).await.done().location().to_owned());
    }
    // In the order of the steps, those of other pages in their turn.
    let expected = Step::ALL[1..].iter().filter(|it| !matches!(it, Step::Fees | Step::Summary));
    let expected: Vec<_> = expected.map(|it| Place::EnrolmentStep(*it).href()).collect();
    assert_eq!(next, expected);
    let all = view(&actor).await;
    assert_eq!((all.obstacles.as_slice(), all.next), (&[][..], Some(Step::Payment)));
    assert_eq!(all.recap.enrolment.standing.cvec, CvecState::Declared);

    // However often one clicks.
    let answers = join_all((0..4).map(|_| submit(&actor))).await;
    assert!(answers.iter().all(|it| it.status == StatusCode::OK), "{answers:?}");
    assert!(answers.iter().all(|it| it.location() == Place::EnrolmentStep(Step::Summary).href()));
    let handed = view(&actor).await;
    assert_eq!(handed.recap.enrolment.standing.state, State::Submitted);
    assert_eq!(handed.recap.snapshot.answers.of(Question::Instalments), "3");
    assert_eq!(site.count("select instalments from enrolment").await, 3);
    assert_eq!(site.count("select count(*) from journal where act = 'submit_enrolment'").await, 1);
    let codes = site.codes_to(EMAIL).await;
    assert_eq!(codes.iter().filter(|it| *it == "enrolment_submitted").count(), 1);
    let letter = site.letter(EMAIL, "enrolment_submitted").await;
    assert!(letter.text.contains(&handed.recap.enrolment.number) && letter.text.contains("Informatique"));

    let page = actor.get(&Place::EnrolmentStep(Step::Summary).href()).await.done().text();
    for told in [handed.recap.enrolment.number.as_str(), "Camille D’Œuvré", "Valenciennes", "En trois fois", "Corriger"]
    {
        assert!(page.contains(told), "the page does not say {told}");
    }
    let closed = confirm(&actor, Step::Cvec, &[("cvec_number", "")]).await;
    assert_eq!(closed.refusal::<FillingRefusal>(), FillingRefusal::NotInState);
});

/// Names of what a page asks for.
fn fields(page: &str) -> BTreeSet<String> {
    let names = page.split("name=\"form[").skip(1).filter_map(|it| it.split(']').next());
    names.map(str::to_owned).collect()
}

fn keys(form: impl serde::Serialize) -> BTreeSet<String> {
    let value = serde_json::to_value(form).expect("json");
    value.as_object().expect("a form").keys().cloned().collect()
}

on_both!(nothing_that_the_profile_has_is_asked_again, |site| {
    let actor = site.admitted(EMAIL).await;
    actor.post("enrolment/start", &[]).await.done();
    let known: BTreeSet<_> =
        [keys(IdentityForm::default()), keys(AddressForm::default()), keys(BaccalaureatForm::default())]
            .into_iter()
            .flatten()
            .collect();
    let mut asked = BTreeSet::new();
    for step in Step::ALL {
        let page = actor.get(&Place::EnrolmentStep(*step).href()).await.done().text();
        asked.extend(fields(&page));
        if step.section().is_some() {
            assert!(page.contains("donné dans votre candidature"), "{step:?} does not say where it comes from");
        }
    }
    let twice = asked.intersection(&known).count();
    assert_eq!(twice, 0, "asked twice: {:?}", asked.intersection(&known));
    assert!(asked.len() > 20 && asked.contains("contact_phone"), "{asked:?}");
    // Each section of the profile is confirmed by the one button.
    for step in [Step::Identity, Step::Baccalaureat, Step::Address] {
        assert_ne!(view(&actor).await.step(step).map(|it| it.state), Some(StepState::Complete));
    }
    confirm(&actor, Step::Identity, &[]).await.done();
    assert_eq!(view(&actor).await.step(Step::Identity).map(|it| it.state), Some(StepState::Complete));
    // Given in the profile, the telephone is not asked either.
    let pairs = [
        ("form[civility]", "madam"),
        ("form[family_name]", "D’Œuvré"),
        ("form[given_name]", "Éloïse"),
        ("form[nationality]", "FR"),
        ("form[birth_date]", "2008-03-31"),
        ("form[birth_place]", "Valenciennes"),
        ("form[birth_country]", "FR"),
        ("form[ine]", "1234567890V"),
        ("form[phone]", "06 00 00 00 00"),
        ("seen", "1"),
        ("back", "identity"),
    ];
    let saved = actor.post("profile/save_identity", &pairs).await.done();
    assert_eq!(saved.location(), Place::EnrolmentStepSaved(Step::Identity, 2).href(), "one comes back to the step");
    let page = actor.get(&Place::EnrolmentStep(Step::Address).href()).await.done().text();
    assert!(!fields(&page).contains("contact_phone"));
});

on_both!(a_section_of_the_profile_is_corrected_from_its_step, |site| {
    let actor = site.admitted(EMAIL).await;
    actor.post("enrolment/start", &[]).await.done();
    let page = actor.get(&Place::EnrolmentSection(Step::Address).href()).await.done().text();
    assert!(page.contains("name=\"back\" value=\"address\"") && fields(&page).contains("street"));
    let wrong = [("form[country]", "FR"), ("form[street]", ""), ("seen", "1"), ("back", "address")];
    let answer = actor.submit(&Place::EnrolmentSection(Step::Address), "profile/save_address", &wrong).await;
    assert_eq!(answer.location(), Place::EnrolmentStepToCorrect(Step::Address, 2).href());
    let page = actor.get(answer.location()).await.done().text();
    assert!(page.contains("Il manque quelque chose") && fields(&page).contains("street"));
    let answer = confirm(&actor, Step::Address, ANSWERS[3].1).await.done();
    assert!(answer.location().contains("adresses?a-corriger="), "{}", answer.location());
    assert_eq!(view(&actor).await.step(Step::Address).map(|it| it.state), Some(StepState::ToCorrect));
    // Nonsense to come back to is nowhere.
    let mut elsewhere = wrong;
    (elsewhere[2].1, elsewhere[3].1) = ("2", "//elsewhere.example");
    let answer = actor.post("profile/save_address", &elsewhere).await.done();
    assert_eq!(answer.location(), Place::SectionToCorrect(Section::Address, 3).href());
});

on_both!(one_begins_and_hands_over_inside_a_period_and_loses_nothing_outside, |site| {
    let actor = filled(site, EMAIL).await;
    let late = site.admitted("tard@essai.example").await;
    // Between the two periods (seed 002).
    site.clock.advance(Span::days(65));
    actor.sign_in(EMAIL).await.done();
    late.sign_in("tard@essai.example").await.done();
    let between = FillingRefusal::OutsideWindow(Phase::Before);
    assert_eq!(late.post("enrolment/start", &[]).await.refusal::<FillingRefusal>(), between);
    assert_eq!(submit(&actor).await.refusal::<FillingRefusal>(), between);
    let page = late.get(&Place::Enrolment.href()).await.done().text();
    assert!(page.contains("L'inscription ouvre le") || page.contains("L&#x27;inscription ouvre le"), "{page}");
    let kept = view(&actor).await;
    assert!(kept.obstacles.is_empty(), "what was typed is kept");
    // In the second one.
    site.clock.advance(Span::days(15));
    actor.sign_in(EMAIL).await.done();
    submit(&actor).await.done();
    assert_eq!(state(&actor).await, State::Submitted);
    // After both: whoever corrects may hand over again, whoever never began may not.
    site.clock.advance(Span::days(60));
    actor.sign_in(EMAIL).await.done();
    late.sign_in("tard@essai.example").await.done();
    let closed = FillingRefusal::OutsideWindow(Phase::After);
    assert_eq!(late.post("enrolment/start", &[]).await.refusal::<FillingRefusal>(), closed);
    let again = actor.post("enrolment/reopen", &[]).await.done();
    assert_eq!((again.location(), state(&actor).await), (Place::Enrolment.href().as_str(), State::Started));
    actor.post("enrolment/reopen", &[]).await.done();
    confirm(&actor, Step::Fees, &[("instalments", "1")]).await.done();
    submit(&actor).await.done();
    assert_eq!(site.count("select instalments from enrolment where submitted_at is not null").await, 1);
});

on_both!(handing_over_names_every_step_that_is_not_complete, |site| {
    let actor = site.admitted(EMAIL).await;
    assert_eq!(submit(&actor).await.refusal::<FillingRefusal>(), FillingRefusal::NotInState);
    actor.post("enrolment/start", &[]).await.done();
    let all: Vec<_> = Step::before_submission().collect();
    assert_eq!(submit(&actor).await.refusal::<FillingRefusal>(), FillingRefusal::Steps(all.clone()));
    let page = actor.get(&Place::EnrolmentStep(Step::Summary).href()).await.done().text();
    for step in all {
        assert!(page.contains(&format!("{}?a-corriger=0", Place::EnrolmentStep(step).href())), "{step:?}");
    }
    assert!(!page.contains("Terminer mon inscription"));
    assert_eq!(state(&actor).await, State::Started);
});

on_both!(it_is_taken_up_on_another_device_where_it_was_left, |site| {
    let actor = site.admitted(EMAIL).await;
    actor.post("enrolment/start", &[]).await.done();
    choose_programme(&actor).await.done();
    confirm(&actor, Step::Cvec, ANSWERS[0].1).await.done();
    // Typed, and never confirmed.
    let typed = [("emergency_name", "Camille"), ("same_address", "no"), ("study_city", "Lille")];
    let saved: SavedStep = send(&actor, "enrolment/autosave", Step::Address, &typed, 0).await.read();
    assert_eq!(saved.version, 1);
    let elsewhere = site.visitor();
    elsewhere.sign_in(EMAIL).await.done();
    let there = view(&elsewhere).await;
    assert_eq!(there.next, Some(Step::Identity));
    let address = there.step(Step::Address).expect("a step");
    assert_eq!((address.state, address.answers.of(Question::StudyCity)), (StepState::ToCorrect, "Lille"));
    let page = elsewhere.get(&Place::Enrolment.href()).await.done().text();
    assert!(page.contains(&Place::EnrolmentStep(Step::Identity).href()) && page.contains("Reprendre mon inscription"));
    let page = elsewhere.get(&Place::EnrolmentStep(Step::Address).href()).await.done().text();
    assert!(page.contains("value=\"Camille\"") && page.contains("value=\"Lille\""));
});

on_both!(of_two_tabs_the_slower_is_told_and_the_faster_loses_nothing, |site| {
    let actor = site.admitted(EMAIL).await;
    actor.post("enrolment/start", &[]).await.done();
    let save = async |name: &str, seen: i64| {
        send(&actor, "enrolment/autosave", Step::Address, &[("emergency_name", name)], seen).await
    };
    let first: SavedStep = save("Camille", 0).await.read();
    assert_eq!(save("Dominique", 0).await.refusal::<FillingRefusal>(), FillingRefusal::Changed);
    let again: SavedStep = save("Camille", 0).await.read();
    assert_eq!(again.version, first.version, "the same words again are no change");
    let second: SavedStep = save("Dominique", first.version).await.read();
    assert_eq!(second.version, 2);
    // What is saved after « Continuer » waits to be confirmed anew.
    confirm(&actor, Step::Address, ANSWERS[3].1).await.done();
    assert_eq!(view(&actor).await.step(Step::Address).map(|it| it.state), Some(StepState::Complete));
    let changed = [("same_address", "yes"), ("emergency_name", "C"), ("emergency_phone", "06 12")];
    send(&actor, "enrolment/autosave", Step::Address, &changed, 3).await.done();
    assert_eq!(view(&actor).await.step(Step::Address).map(|it| it.state), Some(StepState::ToConfirm));
    // At once, from one version: one of them.
    let both = join_all(["a", "b"].map(|it| save(it, 4))).await;
    assert_eq!(both.iter().filter(|it| it.status == StatusCode::OK).count(), 1);
});

on_both!(without_javascript_faults_come_back_with_what_was_typed, |site| {
    let actor = site.admitted(EMAIL).await;
    actor.post("enrolment/start", &[]).await.done();
    let here = Place::EnrolmentStep(Step::Cvec);
    let pairs = [("step", "cvec"), ("seen", "0"), ("form[cvec_number]", "TOU6-ABC"), ("form[strange]", "x")];
    let answer = actor.submit(&here, "enrolment/confirm", &pairs).await;
    assert_eq!(answer.location(), Place::EnrolmentStepToCorrect(Step::Cvec, 1).href());
    let page = actor.get(answer.location()).await.done().text();
    assert!(page.contains("value=\"TOU6-ABC\"") && page.contains("href=\"#cvec_number\""), "{page}");
    let kept = view(&actor).await;
    assert_eq!(kept.step(Step::Cvec).map(|it| it.answers.0.len()), Some(1), "what was never asked is not kept");
    assert_eq!(kept.recap.enrolment.standing.cvec, CvecState::Absent);
    // Of another year: told, and taken.
    confirm(&actor, Step::Cvec, &[("cvec_number", "TOU5-ABC123-4D")]).await.done();
    let page = actor.get(&here.href()).await.done().text();
    assert!(page.contains("une autre année"));
    assert_eq!(view(&actor).await.recap.enrolment.standing.cvec, CvecState::Declared);
    for step in ["summary", "documents", "payment", "nonsense"] {
        let answer = actor.post("enrolment/confirm", &[("step", step), ("seen", "0")]).await;
        assert_eq!(answer.error::<FillingRefusal>(), CallError::NotFound, "{step}");
    }
});

on_both!(odd_words_in_every_line_are_kept_to_the_letter, |site| {
    let actor = site.admitted(EMAIL).await;
    actor.post("enrolment/start", &[]).await.done();
    let mut seen = [0, 0];
    for text in kinds() {
        let text = text.as_str();
        let address = [
            ("same_address", "no"),
            ("study_street", text),
            ("study_postal_code", text),
            ("study_city", text),
            ("backup_email", text),
            ("emergency_name", text),
            ("emergency_phone", text),
        ];
        let rights =
            [("scholarship", text), ("scholarship_notice", text), ("transfer", "yes"), ("transfer_from", text)];
        for (nth, (step, form)) in [(Step::Address, &address[..]), (Step::Rights, &rights[..])].into_iter().enumerate()
        {
            let saved: SavedStep = send(&actor, "enrolment/autosave", step, form, seen[nth]).await.read();
            seen[nth] = saved.version;
            let kept = view(&actor).await;
            let kept = &kept.step(step).expect("a step").answers;
            assert!(form.iter().all(|(name, value)| kept.named(name) == *value), "{step:?} {text:?}: {kept:?}");
            let page = actor.get(&Place::EnrolmentStepToCorrect(step, saved.version).href()).await;
            assert_eq!(page.status, StatusCode::OK, "{text:?}");
            assert_tame(&page.text());
        }
    }
});

/// The words of a paper, on one line.
fn words_of(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let document = Document::load_mem(&answer.body).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).expect("a text").split_whitespace().collect::<Vec<_>>().join(" ")
}

on_both!(the_recapitulatif_is_issued_again_at_any_time, |site| {
    let actor = filled(site, EMAIL).await;
    let draft = words_of(&actor.get(&Place::EnrolmentRecapPdf.href()).await);
    assert!(draft.contains("pas terminée") && draft.contains("Camille D’Œuvré"), "{draft}");
    submit(&actor).await.done();
    let paper = actor.get(&Place::EnrolmentRecapPdf.href()).await;
    let number = view(&actor).await.recap.enrolment.number;
    assert!(paper.header("content-disposition").contains(&number));
    let text = words_of(&paper);
    for told in [number.as_str(), "Licence 1 Informatique", "Valenciennes", "identité", "Numéro déclaré"] {
        assert!(text.contains(told), "the paper does not say {told}: {text}");
    }
    assert!(!text.contains("Notification de bourse"), "asked of scholars alone");
    // What was handed over is what is printed, whatever the profile becomes.
    actor.save_identity(1, "Ailleurs").await.done();
    assert!(!words_of(&actor.get(&Place::EnrolmentRecapPdf.href()).await).contains("Ailleurs"));
    actor.post("enrolment/reopen", &[]).await.done();
    assert!(words_of(&actor.get(&Place::EnrolmentRecapPdf.href()).await).contains("Ailleurs"), "taken back");
});
