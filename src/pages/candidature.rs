//! « Mes candidatures », and one dossier: its documents, its transmission, its answer.

use super::document::DocumentLine;
use super::history::History;
use super::transmission::TransmitBox;
use super::{loaded, param, query, refusal_of};
use crate::api::candidature::{Cancel, GiveAnswer, dossier, mine};
use crate::api::document::{Decline, Remove, TakeAgain};
use crate::api::transmission::Transmit;
use crate::domain::CandidatureId;
use crate::domain::candidature::{Answer, State};
use crate::domain::document::DocumentRefusal;
use crate::domain::dossier::{CandidatureCard, DossierView};
use crate::domain::review::AvisKind;
use crate::places::{Place, RefusedDeposit};
use crate::ui::{Badge, Explained, Notice, Title, Tone, language, t};
use crate::words::document::{FORMATS, GROUND, SUPPORTING};
use crate::words::transmission::RECEIPT;
use crate::words::{self, candidature as say};
use leptos::prelude::*;

const fn tone(state: State) -> Tone {
    match state {
        State::Pending | State::Incomplete => Tone::Warning,
        State::Transmitted | State::Complete => Tone::Good,
        State::Cancelled => Tone::Plain,
    }
}

#[component]
pub fn CandidaturesPage() -> impl IntoView {
    let cards = Resource::new(|| (), |()| mine());
    loaded(cards, |cards| {
        let line = |card: CandidatureCard| {
            let next = say::next_step(&card, language());
            view! {
                <li class="card">
                    <h2>
                        <a href=Place::Dossier(card.id).href()>{card.programme}</a>
                    </h2>
                    <p>{card.faculty}</p>
                    <p>
                        <Badge tone=tone(card.state) text=t(words::state(card.state))/>
                    </p>
                    <p>{next}</p>
                </li>
            }
        };
        let list = if cards.is_empty() {
            view! { <p>{t(say::NONE_YET)}</p> }.into_any()
        } else {
            view! { <ul class="cards">{cards.into_iter().map(line).collect_view()}</ul> }.into_any()
        };
        view! {
            <Title text=t(say::MINE)/>
            {list}
            <p>
                <a class="button" href=Place::Offer.href()>
                    {t(say::ANOTHER)}
                </a>
            </p>
        }
        .into_any()
    })
}

/// The acts of a dossier's page, made once, so that what they refused stays in sight while the dossier is read again.
#[derive(Clone, Copy)]
pub struct Acts {
    pub transmit: ServerAction<Transmit>,
    pub decline: ServerAction<Decline>,
    pub remove: ServerAction<Remove>,
    pub take_again: ServerAction<TakeAgain>,
    pub answer: ServerAction<GiveAnswer>,
    pub cancel: ServerAction<Cancel>,
    /// Counts deposits, each of which makes the page read the dossier again.
    pub deposits: RwSignal<u32>,
    /// What was refused of a deposit made with JavaScript.
    pub refused: RwSignal<Option<RefusedDeposit>>,
}

impl Acts {
    fn new() -> Self {
        Self {
            transmit: ServerAction::new(),
            decline: ServerAction::new(),
            remove: ServerAction::new(),
            take_again: ServerAction::new(),
            answer: ServerAction::new(),
            cancel: ServerAction::new(),
            deposits: RwSignal::new(0),
            refused: RwSignal::new(None),
        }
    }

    /// Changes whenever the dossier may have changed.
    fn version(self) -> (usize, usize, usize, usize, usize, u32) {
        (
            self.transmit.version().get(),
            self.decline.version().get(),
            self.remove.version().get(),
            self.take_again.version().get(),
            self.answer.version().get(),
            self.deposits.get(),
        )
    }
}

#[component]
pub fn DossierPage() -> impl IntoView {
    let id = param("candidature");
    let acts = Acts::new();
    let (refusal, piece, reference) = (query("refus"), query("piece"), query("reference"));
    // Without JavaScript a refusal comes back in the address.
    let refused = Signal::derive(move || {
        acts.refused.get().or_else(|| RefusedDeposit::read(&refusal.read(), &piece.read(), &reference.read()))
    });
    let view = Resource::new(move || (id.get(), acts.version()), |(id, _)| dossier(CandidatureId(id)));
    let told = |it: DocumentRefusal| {
        [t(words::document::refusal(it)), t(words::document::kept(it)), t(words::document::advice(it))].join(" ")
    };
    let refusals = move || {
        view! {
            {refusal_of(acts.decline, told)}
            {refusal_of(acts.remove, told)}
            {refusal_of(acts.take_again, told)}
            {refusal_of(acts.answer, |it| words::review::refusal(it, language()))}
            {refusal_of(acts.cancel, |it| words::review::refusal(it, language()))}
        }
    };
    loaded(view, move |view| view! { {refusals()} <Dossier view acts refused/> }.into_any())
}

#[component]
fn Dossier(view: DossierView, acts: Acts, refused: Signal<Option<RefusedDeposit>>) -> impl IntoView {
    let card = view.card.clone();
    let id = StoredValue::new(card.id.clone());
    let candidature = card.id.clone();
    let lines = view
        .documents
        .iter()
        .cloned()
        .map(|document| {
            let candidature = candidature.clone();
            view! { <DocumentLine document candidature state=card.state acts refused/> }
        })
        .collect_view();
    let cancel = view.may_cancel.then(|| {
        view! {
            <details class="quiet">
                <summary>{t(say::CANCEL_THIS)}</summary>
                <p>{t(say::CANCEL_MEANS)}</p>
                <ActionForm action=acts.cancel>
                    <input type="hidden" name="id" value=id.get_value().0/>
                    <button class="danger">{t(say::CANCEL)}</button>
                </ActionForm>
            </details>
        }
    });
    view! {
        <p class="where">
            <a href=Place::Candidatures.href()>{t(say::MINE)}</a> " · " {card.faculty.clone()}
        </p>
        <Title text=card.programme.clone()/>
        <p>
            <Badge tone=tone(card.state) text=t(words::state(card.state))/>
        </p>
        <p class="lead">{say::next_step(&card, language())}</p>
        {card.transmitted.then(|| view! { <p><a href=Place::Receipt(id.get_value()).href()>{t(RECEIPT)}</a></p> })}
        <AvisBox view=view.clone() acts/>
        <section aria-labelledby="documents">
            <h2 id="documents">{t(SUPPORTING)}</h2>
            <p>{t(FORMATS)}</p>
            <ol class="documents">{lines}</ol>
        </section>
        <TransmitBox view=view.clone() acts/>
        {cancel}
        <History events=view.history/>
    }
}

/// The decision, and the two buttons of a favourable one (seed 001, « Confirmer ou se désister »).
#[component]
fn AvisBox(view: DossierView, acts: Acts) -> impl IntoView {
    let avis = view.avis?;
    let id = StoredValue::new(view.card.id.clone());
    let confirm = view.may_answer.then(|| {
        view! {
            <Notice tone=Tone::Warning>
                <p>
                    <strong>{t(say::MUST_ANSWER)}</strong>
                </p>
                <p>{t(say::ELSE_NO_ENROLMENT)}</p>
                <p>{t(say::NOT_YET_ENROLLED)}</p>
            </Notice>
            <ActionForm action=acts.answer>
                <input type="hidden" name="id" value=id.get_value().0/>
                <input type="hidden" name="answer" value="Confirmed"/>
                <button class="go" disabled=move || acts.answer.pending().get()>
                    {t(say::CONFIRM)}
                </button>
            </ActionForm>
        }
    });
    let withdraw = view.may_withdraw.then(|| {
        view! {
            <details class="quiet">
                <summary>{t(say::WITHDRAW)}</summary>
                <p>{t(say::WITHDRAW_MEANS)}</p>
                <ActionForm action=acts.answer>
                    <input type="hidden" name="id" value=id.get_value().0/>
                    <input type="hidden" name="answer" value="Withdrawn"/>
                    <button class="danger" disabled=move || acts.answer.pending().get()>
                        {t(say::WITHDRAW_NOW)}
                    </button>
                </ActionForm>
            </details>
        }
    });
    let enrol = (view.card.answer == Some(Answer::Confirmed)).then(|| {
        view! {
            <p>{t(say::NOT_YET_ENROLLED)}</p>
            <p>
                <a class="button" href=Place::Enrolment.href()>
                    {t(words::enrolment::MINE)}
                </a>
            </p>
        }
    });
    let tone = match (avis.kind, view.card.answer) {
        (AvisKind::Favourable, Some(Answer::Withdrawn)) => Tone::Plain,
        (AvisKind::Favourable, _) => Tone::Good,
        _ => Tone::Plain,
    };
    Some(view! {
        <section aria-labelledby="avis" class="avis">
            <h2 id="avis">{t(say::DECISION)}</h2>
            <p>
                <Badge tone text=t(words::review::avis(avis.kind))/>
                {view.card.answer.map(|it| view! { " " <Badge tone=Tone::Plain text=t(words::answer(it))/> })}
            </p>
            {avis.rank.map(|rank| view! { <p>{t(say::RANK)} " " {rank}</p> })}
            {view.before_in_reserve.map(|it| view! { <p>{say::before_in_reserve(it, language())}</p> })}
            {avis.ground.map(|it| view! { <p class="said">{t(GROUND)} " " {it}</p> })}
            {avis.comment.map(|it| view! { <p class="said">{it}</p> })}
            {confirm}
            {enrol}
            {withdraw}
        </section>
    })
}

/// A deposit that was refused, in four parts.
#[component]
pub(super) fn RefusedNotice(refused: RefusedDeposit) -> impl IntoView {
    let RefusedDeposit { refusal, reference, .. } = refused;
    view! {
        <Explained
            happened=t(words::document::refusal(refusal))
            kept=t(words::document::kept(refusal))
            advice=t(words::document::advice(refusal))
            reference
        />
    }
}
