//! One enrolment: who, what is awaited, payment, each document beside its verdict, what is done by hand with a reason.

use super::enrolment_queue::{Grounds, Refuse, StateOf, grounds_of};
use super::examination::ProfileOf;
use super::exemption::Exemption;
use super::journal::JournalTable;
use super::parts::{StaffNav, done};
use crate::api::enrolment_desk::{ActOnEnrolment, Exempt, SendRefusals, read_enrolment};
use crate::api::enrolment_queue::JudgeEnrolmentDocument;
use crate::domain::EnrolmentId;
use crate::domain::document::DocumentState;
use crate::domain::enrolment::State;
use crate::domain::enrolment::desk::{ActLine, EnrolmentFile, StaffAct};
use crate::domain::enrolment::document::EnrolmentDocument;
use crate::pages::document::Preview;
use crate::pages::{loaded, param, refusal_of};
use crate::places::Place;
use crate::ui::{Badge, Notice, Title, Tone, language, t};
use crate::words::{self, admin, document as words_of, enrolment, enrolment_desk as say};
use leptos::prelude::*;

/// The acts of the page, made once, so that what they refused stays in sight while the enrolment is read again.
#[derive(Clone, Copy)]
struct Acts {
    judge: ServerAction<JudgeEnrolmentDocument>,
    act: ServerAction<ActOnEnrolment>,
    send: ServerAction<SendRefusals>,
    exempt: ServerAction<Exempt>,
}

#[component]
pub fn EnrolmentFilePage() -> impl IntoView {
    let id = param("enrolment");
    let acts = Acts {
        judge: ServerAction::new(),
        act: ServerAction::new(),
        send: ServerAction::new(),
        exempt: ServerAction::new(),
    };
    let version = move || done(acts.judge) + done(acts.act) + done(acts.send) + done(acts.exempt);
    let file = Resource::new(move || (id.get(), version()), |(id, _)| read_enrolment(EnrolmentId(id)));
    let refusals = move || {
        view! {
            {refusal_of(acts.judge, |it| say::refusal(it, language()))}
            {refusal_of(acts.act, |it| say::refusal(it, language()))}
            {refusal_of(acts.send, |it| say::refusal(it, language()))}
            {refusal_of(acts.exempt, |it| say::refusal(it, language()))}
        }
    };
    loaded(file, move |file| view! { <File file refusals=refusals().into_any() acts/> }.into_any())
}

#[component]
fn File(file: EnrolmentFile, refusals: AnyView, acts: Acts) -> impl IntoView {
    let grounds = grounds_of(&file.grounds);
    let (id, state) = (StoredValue::new(file.id.clone()), file.standing.state);
    let documents = file.documents.iter().cloned();
    let documents = documents.map(|document| view! { <Document document id state grounds acts/> }).collect_view();
    let untold = (file.untold > 0).then(|| {
        view! {
            <ActionForm action=acts.send>
                <input type="hidden" name="id" value=id.get_value().0/>
                <p>{say::UNTOLD.to(file.untold, language())}</p>
                <button class="second" disabled=move || acts.send.pending().get()>
                    {t(say::SEND_LETTER)}
                </button>
            </ActionForm>
        }
    });
    view! {
        <StaffNav/>
        <p class="where">
            <a href=Place::EnrolmentTable.href()>{t(say::ENROLMENTS)}</a> " · " {file.year.clone()}
        </p>
        <Title text=file.name.clone()/>
        {refusals}
        <Head file=file.clone()/>
        <details class="profile">
            <summary>{t(say::PROFILE)}</summary>
            <ProfileOf profile=file.profile.clone() names=file.names.clone()/>
            <super::studies::StudiesOf profile=file.profile.clone()/>
        </details>
        <Answers answers=file.answers.clone()/>
        <h2>{t(say::DOCUMENTS)}</h2>
        {untold}
        {documents}
        <Exemption file=file.clone() enter=acts.exempt act=acts.act/>
        <ByHand file=file.clone() acts/>
        <ActsDone acts=file.acts/>
        <h2>{t(words::journal::JOURNAL)}</h2>
        <JournalTable lines=file.journal/>
    }
}

/// State, payment, numbers, what is awaited.
#[component]
fn Head(file: EnrolmentFile) -> impl IntoView {
    let tone = if file.standing.state == State::Validated { Tone::Good } else { Tone::Plain };
    let moment = |at| words::moment(at, language());
    let admission = |it: crate::domain::admission::Admission| {
        view! { <li>{it.programme} " " {it.withdrawn.then(|| t(say::WITHDRAWN))}</li> }
    };
    let open = !matches!(file.standing.state, State::Validated | State::Cancelled);
    let awaited = open.then(|| {
        let none = file.awaited.is_empty().then(|| view! { <p>{t(say::NOTHING_AWAITED)}</p> });
        let lines = file.awaited.iter().map(|it| view! { <li>{say::awaited(*it, language())}</li> }).collect_view();
        view! {
            <h2>{t(say::AWAITED)}</h2>
            {none}
            <ul>{lines}</ul>
        }
    });
    view! {
        <p>
            <Badge tone text=t(enrolment::state(file.standing.state))/>
            " "
            {t(enrolment::kind(file.kind))}
            " · "
            {file.email}
        </p>
        <dl>
            <dt>{t(say::NUMBER)}</dt>
            <dd>
                <code>{file.number}</code>
            </dd>
            <dt>{t(enrolment::IDENTIFIANT)}</dt>
            <dd>
                <code>{file.identifiant}</code>
            </dd>
            {file.student_number.map(|it| view! { <dt>{t(enrolment::STUDENT_NUMBER)}</dt> <dd><code>{it}</code></dd> })}
            <dt>{t(say::PAYMENT)}</dt>
            <dd>{t(words::payment::status(file.standing.payment))}</dd>
            {file.due.map(|it| view! { <dt>{t(say::DUE)}</dt> <dd>{words::money(it, language())}</dd> })}
            <dt>{t(say::CVEC)}</dt>
            <dd>{t(say::cvec(file.standing.cvec))}</dd>
            <dt>{t(admin::INE)}</dt>
            <dd>{t(say::ine(file.ine))}</dd>
            {file.submitted_at.map(|at| view! { <dt>{t(say::SUBMITTED_ON)}</dt> <dd>{moment(at)}</dd> })}
            {file.validated_at.map(|at| view! { <dt>{t(say::VALIDATED_ON)}</dt> <dd>{moment(at)}</dd> })}
        </dl>
        <h2>{t(say::PROGRAMMES)}</h2>
        <ul>{file.admissions.into_iter().map(admission).collect_view()}</ul>
        {awaited}
    }
}

/// The answers of the steps, as typed.
#[component]
fn Answers(answers: Vec<(String, Vec<(String, String)>)>) -> impl IntoView {
    let line = |(question, answer): (String, String)| view! { <dt>{question}</dt> <dd>{answer}</dd> };
    let lines = answers.into_iter().flat_map(|(_, all)| all).filter(|(_, answer)| !answer.is_empty());
    let lines: Vec<_> = lines.map(line).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <details class="profile">
                <summary>{t(say::ANSWERS)}</summary>
                <dl>{lines}</dl>
            </details>
        }
    })
}

/// A document, beside it what is thought of it.
#[component]
fn Document(
    document: EnrolmentDocument,
    id: StoredValue<EnrolmentId>,
    state: State,
    grounds: Grounds,
    acts: Acts,
) -> impl IntoView {
    let label = StoredValue::new(document.label.to(language()).to_owned());
    let (name, version) = (StoredValue::new(document.document_id.0.clone()), document.version);
    let about = move |act| admin::about(act, &label.read_value(), language());
    let accept = (document.state != DocumentState::Accepted).then(|| {
        view! {
            <ActionForm action=acts.judge>
                <input type="hidden" name="document" value=name.get_value()/>
                <input type="hidden" name="version" value=version/>
                <input type="hidden" name="accept" value="yes"/>
                <input type="hidden" name="back" value="file"/>
                <button class="go" aria-label=about(admin::ACCEPT) disabled=move || acts.judge.pending().get()>
                    {t(admin::ACCEPT)}
                </button>
            </ActionForm>
        }
    });
    let verdict = document.state.may_be_judged(state).then(|| {
        view! {
            {accept}
            <Refuse id=document.document_id.clone() version grounds judge=acts.judge file=true/>
        }
    });
    let waive = document.state.may_be_waived(state).then(|| {
        let field = StoredValue::new(format!("reason-{}", name.read_value()));
        view! {
            <details class="quiet">
                <summary aria-label=about(say::act(StaffAct::Waive))>{t(say::act(StaffAct::Waive))}</summary>
                <ActionForm action=acts.act>
                    <input type="hidden" name="id" value=id.get_value().0/>
                    <input type="hidden" name="version" value=version/>
                    <input type="hidden" name="act" value=StaffAct::Waive.code()/>
                    <input type="hidden" name="document" value=name.get_value()/>
                    <Reason id=field.get_value()/>
                    <button class="second" disabled=move || acts.act.pending().get()>
                        {t(say::act(StaffAct::Waive))}
                    </button>
                </ActionForm>
            </details>
        }
    });
    let shown = document.file.clone().map(|file| {
        let document_id = document.document_id.clone();
        view! {
            <p class="file">
                {file.name} " "
                <a href=Place::EnrolmentDocumentToSave(document_id.clone()).href() rel="external" aria-label=about(admin::DOWNLOAD)>
                    {t(admin::DOWNLOAD)}
                </a>
            </p>
            <Preview href=Place::EnrolmentDocument(document_id).href() media=file.media label=label.get_value()/>
        }
    });
    let ground = document.ground.as_deref().map(|it| t(words_of::stored_ground(it)));
    view! {
        <section class="verdict" aria-label=label.get_value()>
            <div class="judgement">
                <h3>{label.get_value()}</h3>
                <StateOf document=document.clone()/>
                {document.taken_from.as_ref().map(|it| view! { <p class="help">{words::enrolment_document::taken_from(it, language())}</p> })}
                {ground.map(|it| view! { <p class="said">{it} " " {document.comment.clone()}</p> })}
                {document.correct_by.map(|by| view! { <p>{words::enrolment_document::correct_by(by, language())}</p> })}
                {verdict}
                {waive}
            </div>
            <div class="shown">{shown}</div>
        </section>
    }
}

/// Why something is done by hand.
#[component]
pub(super) fn Reason(id: String, #[prop(default = "reason")] name: &'static str) -> impl IntoView {
    let help = format!("{id}-help");
    view! {
        <div class="field">
            <label for=id.clone()>{t(say::REASON)}</label>
            <p class="help" id=help.clone()>
                {say::reason_help(language())}
            </p>
            <textarea id=id name=name rows="2" aria-describedby=help></textarea>
        </div>
    }
}

/// What may be done to the enrolment as it stands.
#[component]
fn ByHand(file: EnrolmentFile, acts: Acts) -> impl IntoView {
    let (id, version, standing) = (StoredValue::new(file.id), file.version, file.standing);
    let offered = move || StaffAct::ALL.iter().copied().filter(move |it| it.fits(standing));
    let choices =
        move || offered().map(|it| view! { <option value=it.code()>{t(say::act(it))}</option> }).collect_view();
    (offered().count() > 0).then(|| {
        view! {
            <section class="decision">
                <h2>{t(say::BY_HAND)}</h2>
                <ActionForm action=acts.act>
                    <input type="hidden" name="id" value=id.get_value().0/>
                    <input type="hidden" name="version" value=version/>
                    <div class="field">
                        <label for="act">{t(say::BY_HAND)}</label>
                        <select id="act" name="act">
                            {choices}
                        </select>
                    </div>
                    <Reason id="reason".to_owned()/>
                    <button class="danger" disabled=move || acts.act.pending().get()>
                        {t(admin::CONTINUE)}
                    </button>
                </ActionForm>
            </section>
        }
    })
}

#[component]
fn ActsDone(acts: Vec<ActLine>) -> impl IntoView {
    let line = |it: ActLine| {
        let document = it.document.map(|it| format!(" ({})", it.to(language()))).unwrap_or_default();
        view! {
            <li>
                <strong>{t(say::act(it.act))} {document}</strong>
                " "
                {words::moment(it.at, language())}
                " · "
                {it.by}
                <br/>
                {it.reason}
            </li>
        }
    };
    (!acts.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Plain>
                <h2>{t(say::DONE_BY_HAND)}</h2>
                <ul>{acts.into_iter().map(line).collect_view()}</ul>
            </Notice>
        }
    })
}
