//! One step of the enrolment: what is known is shown with its origin and confirmed, what is not is asked. It saves itself.

use super::Where;
use super::questions::QuestionField;
use super::recap::RecapPage;
use crate::api::CallError;
use crate::api::enrolment::{ConfirmStep, SubmitEnrolment, autosave_step, filling};
use crate::domain::admission::{Admission, Source};
use crate::domain::enrolment::{Answers, FillingView, Question, State, Step, StepView, choice_key};
use crate::domain::form::Faults;
use crate::domain::instalment::most_parts;
use crate::domain::profile::{Progress, Section};
use crate::pages::baccalaureat::BaccalaureatSection;
use crate::pages::fee::FeeTable;
use crate::pages::judged::judged as faults_of;
use crate::pages::records::IdentityPage;
use crate::pages::sections::AddressSection;
use crate::pages::served::BackTo;
use crate::pages::{NotFoundPage, loaded, param, query, refusal_of};
use crate::places::{IdentityStep, Place, step_slug};
use crate::ui::{Autosave, Badge, FaultSummary, Notice, Save, Saving, Title, Tone, language, t};
use crate::words::{enrolment as enrolment_words, enrolment_step as say, recap as recap_words};
use leptos::prelude::*;

/// Where attestations are had (seed 002).
const CVEC_SITE: &str = "https://cvec.etudiant.gouv.fr";

#[component]
pub fn StepPage() -> impl IntoView {
    let named = param("etape");
    let (saved, change, kept) = (query("a-corriger"), query("modifier"), query("enregistre"));
    // Handing over leads to the address where one is: the page is read again all the same.
    let submit = ServerAction::<SubmitEnrolment>::new();
    let asked = move || (named.get(), saved.get(), change.get(), kept.get(), submit.version().get());
    let view = Resource::new(asked, |_| filling());
    loaded(view, move |view| {
        // Documents and payment have pages of their own at these addresses.
        let mut here = Step::ALL.iter().copied().filter(|it| it.is_form() || *it == Step::Summary);
        let found = here.find(|it| step_slug(*it) == named.read().as_str());
        let Some(step) = found else { return view! { <NotFoundPage/> }.into_any() };
        let (judged, change) = (!saved.read().is_empty(), !change.read().is_empty());
        let begun = view.recap.enrolment.standing.state == State::Started;
        let content = match step {
            Step::Summary => view! { <RecapPage view submit/> }.into_any(),
            _ if !begun => view! { <ReadOnly view step/> }.into_any(),
            _ => match step.section().filter(|it| change || is_open(&view, *it)) {
                Some(section) => view! { <ChangeSection view step section judged/> }.into_any(),
                None => view! { <StepForm view step judged/> }.into_any(),
            },
        };
        view! {
            <Where step/>
            <Title text=t(say::step(step))/>
            {content}
        }
        .into_any()
    })
}

/// Whether a section of the profile has to be completed before anything of it can be confirmed.
fn is_open(view: &FillingView, section: Section) -> bool {
    let at = Section::ALL.iter().position(|it| *it == section).unwrap_or(0);
    matches!(view.profile.progress.get(at), None | Some(Progress::Empty | Progress::ToCorrect))
}

/// The form of the profile, from which one comes back to this step.
#[component]
fn ChangeSection(view: FillingView, step: Step, section: Section, judged: bool) -> impl IntoView {
    provide_context(BackTo(step));
    let open = is_open(&view, section);
    let profile = view.profile;
    let form = match section {
        Section::Identity => {
            view! { <IdentityPage view=profile judged step=IdentityStep::Form.slug().to_owned()/> }.into_any()
        }
        Section::Address => view! { <AddressSection view=profile judged/> }.into_any(),
        Section::Baccalaureat => view! { <BaccalaureatSection view=profile judged/> }.into_any(),
    };
    let back = (!open).then(|| {
        view! {
            <p>
                <a href=Place::EnrolmentStep(step).href()>{t(say::BACK)}</a>
            </p>
        }
    });
    view! {
        {open.then(|| view! { <Notice tone=Tone::Warning><p>{t(say::INCOMPLETE)}</p></Notice> })}
        {form}
        {back}
    }
}

fn lines(all: Vec<recap_words::Line>) -> impl IntoView {
    let line = |(label, value)| {
        view! {
            <dt>{label}</dt>
            <dd>{value}</dd>
        }
    };
    view! { <dl>{all.into_iter().map(line).collect_view()}</dl> }
}

/// Before it is begun, or once it is handed over.
#[component]
fn ReadOnly(view: FillingView, step: Step) -> impl IntoView {
    let before = view.recap.enrolment.standing.state == State::Authorised;
    let title = t(say::step(step)).into_owned();
    let part = recap_words::parts(&view.recap, language()).into_iter().find(|(it, _)| *it == title);
    // What is due may change after it was handed over: an exemption.
    let fees = view.quote.filter(|_| step == Step::Fees).map(|quote| view! { <FeeTable quote/> });
    view! {
        <p>{t(if before { say::NOT_STARTED } else { say::CLOSED_FORM })}</p>
        {part.map(|(_, it)| lines(it))}
        {fees}
        <p>
            <a href=Place::Enrolment.href()>{t(enrolment_words::MINE)}</a>
        </p>
    }
}

/// What is known of a section, with where it was given.
#[component]
fn Known(view: FillingView, step: Step, section: Section) -> impl IntoView {
    let source = view.recap.enrolment.admissions.iter().find(|it| !it.withdrawn).map(|it| it.source);
    let recorded = view.recap.snapshot.profile.record.is_some();
    let origin = say::origin(if recorded { Source::Renewal } else { source.unwrap_or(Source::Other) });
    let known = recap_words::section(&view.recap.snapshot.profile, &view.recap.names, section, language());
    view! {
        <p>{t(say::KNOWN)}</p>
        <p>
            <Badge tone=Tone::Plain text=t(origin)/>
        </p>
        {lines(known)}
        <p>
            <a href=Place::EnrolmentSection(step).href()>{t(say::CHANGE)}</a>
        </p>
    }
}

/// The admissions to choose from.
#[component]
fn Programmes(view: FillingView, answers: Answers) -> impl IntoView {
    let main = view.recap.snapshot.programmes.first().map(|it| it.id.clone());
    let several = view.recap.snapshot.programmes.len() > 1;
    let excluded = view.excluded;
    let line = move |it: Admission| {
        let elsewhere = excluded.iter().find(|(id, _)| *id == it.id).map(|(_, why)| say::exclusion(*why));
        if it.withdrawn {
            return view! { <p>{it.programme} " " <Badge tone=Tone::Bad text=t(say::WITHDRAWN)/></p> }.into_any();
        }
        if let Some(elsewhere) = elsewhere {
            return view! { <p>{it.programme} <br/> {t(elsewhere)}</p> }.into_any();
        }
        let counts_first = several && main.as_ref() == Some(&it.id);
        view! {
            <label class="choice">
                <input
                    type="checkbox"
                    name=form_name(&choice_key(&it.id))
                    value="yes"
                    checked=answers.named(&choice_key(&it.id)) == "yes"
                />
                {it.programme}
                " "
                {counts_first.then(|| view! { <Badge tone=Tone::Good text=t(say::COUNTS_FIRST)/> })}
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="field" id="programmes" tabindex="-1">
            <legend>{t(say::CHOOSE)}</legend>
            <p class="help">{t(say::COUNTS_FIRST_HELP)}</p>
            {view.recap.enrolment.admissions.into_iter().map(line).collect_view()}
        </fieldset>
    }
}

fn form_name(key: &str) -> String {
    format!("form[{key}]")
}

/// What stands above the questions of a step.
fn above(view: &FillingView, step: Step) -> AnyView {
    let view = view.clone();
    match (step, step.section()) {
        (_, Some(section)) => view! { <Known view step section/> }.into_any(),
        (Step::Cvec, _) if !view.known.owes_cvec => view! { <p>{t(say::CVEC_NOT_CONCERNED)}</p> }.into_any(),
        (Step::Cvec, _) => view! {
            <p>{t(say::CVEC_WHY)}</p>
            <p>
                <a href=CVEC_SITE rel="external">
                    {t(say::CVEC_SITE)}
                </a>
            </p>
        }
        .into_any(),
        (Step::Fees, _) => {
            let of = [Step::Programmes, Step::Rights].map(|it| t(say::step(it)).into_owned());
            let parts = recap_words::parts(&view.recap, language()).into_iter().filter(|(title, _)| of.contains(title));
            let all = parts.flat_map(|(_, it)| it).collect::<Vec<_>>();
            let table = view.quote.map(|quote| view! { <FeeTable quote/> });
            view! {
                <h2>{t(say::FEES_OF)}</h2>
                {lines(all)}
                {table}
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}

#[component]
fn StepForm(view: FillingView, step: Step, judged: bool) -> impl IntoView {
    let Some(it) = view.step(step).cloned() else { return view! { <NotFoundPage/> }.into_any() };
    let action = ServerAction::<ConfirmStep>::new();
    let seen = RwSignal::new(it.version);
    let StepView { answers, questions, faults, .. } = it;
    let table: Vec<_> = questions.iter().map(|(it, _)| (*it, it.code(), say::question(*it))).collect();
    let faults = if judged { faults } else { Faults::default() };
    let (summary, fault) = faults_of(faults, &table);
    let programmes = step == Step::Programmes;
    let none_chosen = programmes && judged && view.recap.snapshot.programmes.is_empty();
    let keys: Vec<String> = if programmes {
        view.recap.enrolment.admissions.iter().map(|it| choice_key(&it.id)).collect()
    } else {
        questions.iter().map(|(it, _)| it.code().to_owned()).collect()
    };
    let names = keys.iter().map(|it| form_name(it)).collect();
    let above = above(&view, step);
    let most = view.quote.as_ref().map_or(1, |it| usize::from(most_parts(it.total)));
    let said = RwSignal::new(answers.clone());
    let field = move |(question, required): (Question, bool)| {
        view! { <QuestionField question required said fault=fault(question) year=view.known.year most/> }
    };
    let fields = questions.iter().copied().map(field).collect_view();
    let more = step.section().is_some() && !questions.is_empty();
    let chooser = programmes.then(|| view! { <Programmes view=view.clone() answers/> });
    view! {
        {refusal_of(action, |it| say::refusal(&it, language()))}
        {(judged && !summary.read_untracked().is_empty())
            .then(|| view! { <Notice tone=Tone::Warning><p>{t(say::TO_CORRECT)}</p></Notice> })}
        {none_chosen.then(|| view! { <Notice tone=Tone::Bad><p>{t(say::CHOOSE_ONE)}</p></Notice> })}
        <FaultSummary faults=summary/>
        {above}
        {more.then(|| view! { <h2>{t(say::MORE)}</h2> })}
        <Autosave names save=saving(step, keys, seen)>
            <ActionForm action attr:novalidate=true>
                <input type="hidden" name="step" value=step.code()/>
                <input type="hidden" name="seen" value=move || seen.get()/>
                {chooser}
                {fields}
                <button disabled=move || action.pending().get()>{t(say::CONFIRM)}</button>
            </ActionForm>
        </Autosave>
    }
    .into_any()
}

/// How the step is saved while it is typed.
fn saving(step: Step, keys: Vec<String>, seen: RwSignal<i64>) -> Save {
    Callback::new(move |values: Vec<String>| {
        let form = Answers(keys.iter().cloned().zip(values).collect());
        let saved = autosave_step(step.code().to_owned(), form, seen.get_untracked());
        Box::pin(async move {
            match saved.await {
                Ok(it) => {
                    seen.set(it.version);
                    Saving::Saved(say::saved_at(it.at, language()))
                }
                Err(CallError::Refused(why)) => Saving::Refused(say::refusal(&why, language())),
                Err(_) => Saving::Failed(t(say::NOT_SAVED).into_owned()),
            }
        }) as _
    })
}
