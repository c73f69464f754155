//! One question of the enrolment, as it is answered.

use crate::domain::enrolment::{Answering, Answers, Question, cvec_step};
use crate::domain::form::Fault;
use crate::ui::{Choice, Field, Radio, fault_id, language, t};
use crate::words::{self, enrolment_option::option, enrolment_step as say};
use leptos::prelude::*;

/// As many answers as are shown all at once.
const IN_SIGHT: usize = 3;

/// `said`: the answers as they are on the screen, on which other questions depend. `year`: in which the campaign begins.
/// `most`: how many instalments the sum may be paid in; a question with one answer is not put.
#[component]
pub(super) fn QuestionField(
    question: Question,
    required: bool,
    said: RwSignal<Answers>,
    fault: Signal<Option<Fault>>,
    year: i16,
    most: usize,
) -> impl IntoView {
    let value = said.read_untracked().of(question).to_owned();
    let chosen = Callback::new(move |it: String| said.update(|said| said.put(question, it)));
    let (id, name, label, help) =
        (question.code(), question.name(), t(say::question(question)), t(say::help(question)));
    let line = |kind: &'static str, inputmode: &'static str| {
        let (value, label, help) = (value.clone(), label.clone(), help.clone());
        view! { <Field id name label kind value help inputmode required fault typed=chosen/> }.into_any()
    };
    let field = match question.answering() {
        Answering::Line => line("text", ""),
        Answering::Email => line("email", ""),
        Answering::Phone => line("tel", ""),
        Answering::Year | Answering::Count => line("text", "numeric"),
        Answering::Cvec => {
            let doubt = move || cvec_step::is_of_another_year(said.read().of(question), year);
            view! {
                {line("text", "")}
                <p class="live" role="status">
                    {move || doubt().then(|| view! { <span class="bad">{t(say::CVEC_OTHER_YEAR)}</span> })}
                </p>
            }
            .into_any()
        }
        Answering::Tick => view! { <Tick id name label value fault/> }.into_any(),
        Answering::OneOf(_) if question == Question::Instalments && most <= 1 => {
            view! { <input type="hidden" name=name value="1"/> }.into_any()
        }
        Answering::OneOf(all) if all.len() <= IN_SIGHT => {
            let all = if question == Question::Instalments { all.get(..most).unwrap_or(all) } else { all };
            let named = |code: &&'static str| Some((*code, t(option(question, code)?)));
            let options = all.iter().filter_map(named).collect();
            view! { <Radio id name legend=label options value fault chosen/> }.into_any()
        }
        Answering::OneOf(all) => {
            let named = |code: &&str| Some(((*code).to_owned(), t(option(question, code)?).into_owned()));
            let options = Signal::stored(all.iter().filter_map(named).collect::<Vec<_>>());
            view! { <Choice id name label options value help required fault chosen/> }.into_any()
        }
    };
    // Without JavaScript it is there once the answer that it follows is saved.
    let hidden = move || {
        question.follows().is_some_and(|(before, answer, is)| {
            let said = said.read();
            let said = said.of(before);
            said.is_empty() || (said == answer) != is
        })
    };
    view! { <div hidden=hidden>{field}</div> }
}

/// A box to tick, by which one agrees.
#[component]
fn Tick(
    id: &'static str,
    name: &'static str,
    label: std::borrow::Cow<'static, str>,
    value: String,
    fault: Signal<Option<Fault>>,
) -> impl IntoView {
    view! {
        <div class="field" class:wrong=move || fault.get().is_some()>
            <label class="choice">
                <input
                    type="checkbox"
                    id=id
                    name=name
                    value="yes"
                    checked=value == "yes"
                    aria-required="true"
                    aria-invalid=move || fault.get().map(|_| "true")
                    aria-describedby=move || fault.get().map(|_| fault_id(id))
                />
                {label}
            </label>
            {move || {
                fault.get().map(|it| {
                    view! {
                        <p class="fault" id=fault_id(id)>
                            <span aria-hidden="true">"! "</span>
                            {words::fault(it, language())}
                        </p>
                    }
                })
            }}
        </div>
    }
}
