//! What staff decide on a dossier: verdicts, complete or incomplete, avis. Every form sends back the version of the
//! dossier that it was made from.

use super::waiver::Waiver;
use crate::api::CallError;
use crate::api::review::{DeclareComplete, DeclareIncomplete, EnterAvis, Judge, JudgeAgain, ValidateAvis, Waive};
use crate::domain::CandidatureId;
use crate::domain::candidature::{State, StepField, StepRefusal};
use crate::domain::document::{DocumentState, DocumentView};
use crate::domain::review::{AvisKind, AvisView, Examination};
use crate::pages::document::Preview;
use crate::pages::done;
use crate::pages::judged::Refused;
use crate::places::Place;
use crate::ui::{Badge, Choice, Field, Paragraph, Tone, language, t};
use crate::words::admin as say;
use crate::words::{self, Text};
use leptos::prelude::*;
use std::borrow::Cow;

/// The acts of the page, made once, so that what they refused stays in sight while the dossier is read again.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub judge: ServerAction<Judge>,
    pub waive: ServerAction<Waive>,
    pub judge_again: ServerAction<JudgeAgain>,
    pub incomplete: ServerAction<DeclareIncomplete>,
    pub complete: ServerAction<DeclareComplete>,
    pub enter: ServerAction<EnterAvis>,
    pub validate: ServerAction<ValidateAvis>,
    /// The avis chosen and not entered yet: it outlives a reading of the dossier.
    pub chosen: RwSignal<String>,
}

impl Acts {
    pub fn new() -> Self {
        let (enter, chosen) = (ServerAction::<EnterAvis>::new(), RwSignal::default());
        // One that was entered is chosen no more.
        Effect::new(move |_| {
            if done(enter) > 0 {
                chosen.set(String::new());
            }
        });
        Self {
            judge: ServerAction::new(),
            waive: ServerAction::new(),
            judge_again: ServerAction::new(),
            incomplete: ServerAction::new(),
            complete: ServerAction::new(),
            enter,
            validate: ServerAction::new(),
            chosen,
        }
    }

    /// Changes whenever one of them succeeded, and when somebody else was quicker: the dossier is shown as it is now. What was
    /// typed stays in either case, and is sent with what was seen last.
    pub fn version(self) -> usize {
        settled(self.judge)
            + settled(self.waive)
            + settled(self.judge_again)
            + settled(self.incomplete)
            + settled(self.complete)
            + settled(self.enter)
            + settled(self.validate)
    }
}

/// As [`done`], or refused because the dossier changed meanwhile.
fn settled<I>(action: ServerAction<I>) -> usize
where
    I: server_fn::ServerFn<Output = (), Error = CallError<StepRefusal>> + Clone + Send + Sync + 'static,
{
    match action.value().get() {
        Some(Err(CallError::Refused(StepRefusal::Changed))) => action.version().get_untracked(),
        _ => done(action),
    }
}

/// What a form was refused for; `at` tells it from the others of its call.
pub(super) fn told<I>(action: ServerAction<I>, at: impl Into<Cow<'static, str>>) -> Refused<StepField>
where
    I: server_fn::ServerFn<Output = (), Error = CallError<StepRefusal>> + Clone + Send + Sync + 'static,
{
    Refused::saying(action, at, |it| Some(words::review::refusal(it, language())))
}

/// What every form of this page sends: which dossier, and as of which version.
#[component]
pub(super) fn Seen(id: StoredValue<CandidatureId>, version: i64) -> impl IntoView {
    view! {
        <input type="hidden" name="id" value=id.get_value().0/>
        <input type="hidden" name="version" value=version/>
    }
}

/// A document, beside it what is thought of it.
#[component]
pub(super) fn DocumentVerdict(
    document: DocumentView,
    id: CandidatureId,
    version: i64,
    may_judge: bool,
    /// The state of the dossier, where staff may do without documents.
    waivable: Option<State>,
    /// The reasons offered, by code and words.
    grounds: StoredValue<Vec<(String, String)>>,
    acts: Acts,
) -> impl IntoView {
    let waiver = view! { <Waiver document=document.clone() id=id.clone() version state=waivable acts/> };
    // Held, so that each form's closure may read them.
    let id = StoredValue::new(id);
    let requirement = StoredValue::new(document.requirement_id.0.clone());
    let label = StoredValue::new(document.label.to(language()).to_owned());
    let comment = StoredValue::new(document.comment.clone());
    let tone = match document.state {
        DocumentState::Accepted => Tone::Good,
        DocumentState::Refused => Tone::Bad,
        DocumentState::Deposited => Tone::Warning,
        DocumentState::Missing | DocumentState::NotConcerned | DocumentState::Waived => Tone::Plain,
    };
    let ground = document.ground.clone().unwrap_or_default();
    let chosen = StoredValue::new(ground.clone());
    let judgeable = may_judge && !matches!(document.state, DocumentState::Missing | DocumentState::Waived);
    let told = told(acts.judge, requirement.get_value());
    let form = judgeable.then(|| {
        view! {
            <ActionForm action=acts.judge>
                <Seen id version/>
                <input type="hidden" name="requirement" value=requirement.get_value()/>
                <input type="hidden" name="accept" value="yes"/>
                <button class="go" aria-label=say::about(say::ACCEPT, &label.read_value(), language()) disabled=move || acts.judge.pending().get()>
                    {t(say::ACCEPT)}
                </button>
            </ActionForm>
            <details class="quiet" open=document.state == DocumentState::Refused>
                <summary aria-label=say::about(say::REFUSE, &label.read_value(), language())>{t(say::REFUSE)}</summary>
                <ActionForm action=acts.judge attr:novalidate=true>
                    {told.summary(&[(StepField::Ground, "ground", say::GROUND), (StepField::Comment, "comment", say::COMMENT)])}
                    <Seen id version/>
                    <input type="hidden" name="requirement" value=requirement.get_value()/>
                    <Choice id=told.id("ground") name="ground" label=t(say::GROUND) options=Signal::derive(move || grounds.get_value()) fixed=true value=chosen.get_value() fault=told.fault(StepField::Ground)/>
                    <Paragraph id=told.id("comment") name="comment" label=t(say::COMMENT) value=comment.get_value().unwrap_or_default() rows=3 required=false fault=told.fault(StepField::Comment)/>
                    <button class="danger" aria-label=say::about(say::SAVE_REFUSAL, &label.read_value(), language()) disabled=move || acts.judge.pending().get()>
                        {t(say::SAVE_REFUSAL)}
                    </button>
                </ActionForm>
            </details>
        }
    });
    let refused = (document.state == DocumentState::Refused).then(|| {
        let why = t(words::document::stored_ground(&ground));
        view! { <p class="said">{why} " " {comment.get_value()}</p> }
    });
    let shown = document.document_id.clone().zip(document.file.clone()).map(|(document_id, file)| {
        view! {
            <p class="file">
                {file.name.clone()} " "
                <a href=Place::DocumentToSave(document_id.clone()).href() rel="external" aria-label=say::about(say::DOWNLOAD, &label.read_value(), language())>
                    {t(say::DOWNLOAD)}
                </a>
            </p>
            <Preview href=Place::Document(document_id).href() media=file.media label=label.get_value()/>
        }
    });
    view! {
        <section class="verdict" aria-label=label.get_value()>
            <div class="judgement">
                <h3>{label.get_value()}</h3>
                <p>
                    <Badge tone text=t(words::document::state(document.state))/>
                </p>
                {refused}
                {form}
                {waiver}
            </div>
            <div class="shown">{shown}</div>
        </section>
    }
}

/// Complete, or incomplete with a deadline.
#[component]
pub(super) fn Decision(dossier: Examination, acts: Acts) -> impl IntoView {
    let (id, version) = (StoredValue::new(dossier.id.clone()), dossier.version);
    let told = told(acts.incomplete, "");
    dossier.may_judge.then(|| {
        view! {
            <section class="decision">
                <h2>{t(say::STATE_OF_FILE)}</h2>
                <ActionForm action=acts.complete>
                    <Seen id version/>
                    <button class="go" disabled=move || acts.complete.pending().get()>
                        {t(say::FILE_COMPLETE)}
                    </button>
                </ActionForm>
                <ActionForm action=acts.incomplete attr:novalidate=true>
                    {told.summary(&[(StepField::Deadline, "deadline", say::DEADLINE_TO_COMPLETE)])}
                    <Seen id version/>
                    <Field id="deadline" name="deadline" label=t(say::DEADLINE_TO_COMPLETE) kind="date" value=dossier.proposed_deadline.clone() fault=told.fault(StepField::Deadline)/>
                    <button class="danger" disabled=move || acts.incomplete.pending().get()>
                        {t(say::FILE_INCOMPLETE)}
                    </button>
                </ActionForm>
            </section>
        }
    })
}

/// The avis: its history, entering one, validating it.
#[component]
pub(super) fn AvisSection(dossier: Examination, acts: Acts) -> impl IntoView {
    let (id, version) = (StoredValue::new(dossier.id.clone()), dossier.version);
    let history = dossier.avis.iter().cloned().map(|avis| view! { <AvisLine avis/> }).collect_view();
    let told = told(acts.enter, "");
    let chosen = acts.chosen.get_untracked();
    let enter = dossier.may_enter_avis.then(|| {
        view! {
            <ActionForm action=acts.enter attr:novalidate=true>
                <Seen id version/>
                <AvisFields told chosen=chosen on_choice=Callback::new(move |it| acts.chosen.set(it)) rank=say::RANK_OF_RESERVE/>
                <button disabled=move || acts.enter.pending().get()>{t(say::ENTER_AVIS)}</button>
            </ActionForm>
        }
    });
    let validate = dossier.may_validate_avis.then(|| {
        view! {
            <ActionForm action=acts.validate>
                <Seen id version/>
                <p>{t(say::VALIDATION_SENDS)}</p>
                <button class="go" disabled=move || acts.validate.pending().get()>
                    {t(say::VALIDATE_AVIS)}
                </button>
            </ActionForm>
        }
    });
    let anything = !dossier.avis.is_empty() || dossier.may_enter_avis;
    anything.then(|| {
        view! {
            <section class="avis">
                <h2>{t(say::AVIS)}</h2>
                <ul>{history}</ul>
                {validate}
                {enter}
            </section>
        }
    })
}

/// What is asked of an avis, on one dossier or on many; `rank` names the question about it.
#[component]
pub(super) fn AvisFields(
    told: Refused<StepField>,
    chosen: String,
    on_choice: Callback<String>,
    rank: Text,
) -> impl IntoView {
    let kinds = AvisKind::ALL.map(|it| (it.code().to_owned(), t(words::review::avis(it)).into_owned())).to_vec();
    let fields = [
        (StepField::Avis, "kind", say::AVIS),
        (StepField::Rank, "rank", rank),
        (StepField::Ground, "ground", say::GROUND_OF_AVIS),
        (StepField::Comment, "avis-comment", say::COMMENT),
    ];
    view! {
        {told.summary(&fields)}
        <Choice id=told.id("kind") name="form[kind]" label=t(say::AVIS) options=Signal::stored(kinds) value=chosen chosen=on_choice fault=told.fault(StepField::Avis)/>
        <Field id=told.id("rank") name="form[rank]" label=t(rank) inputmode="numeric" required=false depends=true fault=told.fault(StepField::Rank)/>
        <Field id=told.id("ground") name="form[ground]" label=t(say::GROUND_OF_AVIS) required=false depends=true fault=told.fault(StepField::Ground)/>
        <Paragraph id=told.id("avis-comment") name="form[comment]" label=t(say::COMMENT) rows=3 required=false fault=told.fault(StepField::Comment)/>
    }
}

#[component]
fn AvisLine(avis: AvisView) -> impl IntoView {
    let validated = avis.validated_at.map_or_else(
        || t(say::TO_VALIDATE).into_owned(),
        |at| say::validated_on(&words::moment(at, language()), language()),
    );
    view! {
        <li>
            <strong>{t(words::review::avis(avis.kind))}</strong>
            {avis.rank.map(|it| say::rank(it, language()))}
            {say::entered(&words::moment(avis.entered_at, language()), &avis.entered_by, language())} {validated}
            {avis.answer_by.map(|it| say::answer_before(&words::limit(it, language()), language()))}
            {avis.ground.map(|it| view! { <br/>{say::ground(&it, language())} })}
            {avis.comment.map(|it| view! { <br/>{it} })}
        </li>
    }
}
