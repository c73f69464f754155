//! `/demo/components`: every component in each of its states, for whoever changes one. In the demonstration alone.

use super::fee::{FeeTable, PlanList};
use super::home::SiteResource;
use super::{NotFoundPage, loaded};
use crate::domain::fee::{
    Cycle, Differentiated, Programme, Rules, Scholarship, Situation, Tables, Waiver, WaiverExtent, WaiverGround, plan,
    quote,
};
use crate::domain::form::Fault;
use crate::domain::time::Date;
use crate::ui::{
    Autosave, Badge, Choice, Explained, FaultSummary, Field, Notice, Paragraph, Radio, Saving, Title, Tone, Upload,
    UploadTarget, t,
};
use crate::words::fee as words_of_fees;
use crate::words::gallery as say;
use crate::words::{Text, fault};
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

const TONES: [(Tone, Text); 4] =
    [(Tone::Plain, say::PLAIN), (Tone::Good, say::GOOD), (Tone::Warning, say::WARNING), (Tone::Bad, say::BAD)];

#[component]
pub fn GalleryPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    loaded(site, |site| {
        if !site.demonstration {
            return view! { <NotFoundPage/> }.into_any();
        }
        view! {
            <Title text=t(say::TITLE)/>
            <p class="lead">{t(say::LEAD)}</p>
            <Messages/>
            <Fields/>
            <Rest/>
            <Fees/>
        }
        .into_any()
    })
}

#[component]
fn Messages() -> impl IntoView {
    let badge = |(tone, text): (Tone, Text)| view! { <Badge tone text=t(text)/>" " };
    let notice = |(tone, text): (Tone, Text)| {
        view! {
            <Notice tone>
                <p>
                    <strong>{t(text)}</strong>
                    " "
                    {t(say::SENTENCE)}
                </p>
            </Notice>
        }
    };
    view! {
        <section aria-labelledby="badges">
            <h2 id="badges">{t(say::BADGES)}</h2>
            <p>{TONES.map(badge).collect_view()}</p>
        </section>
        <section aria-labelledby="notices">
            <h2 id="notices">{t(say::NOTICES)}</h2>
            {TONES.map(notice).collect_view()}
            <Explained happened=t(say::HAPPENED) kept=t(say::KEPT) advice=t(say::ADVICE) reference=say::EXAMPLE_REFERENCE/>
        </section>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let wrong = Signal::stored(Some(Fault::Missing));
    let language = crate::ui::language();
    let faults = Signal::stored(vec![("gallery-wrong".into(), fault(Fault::Missing, language))]);
    let options = Signal::stored(vec![("a".to_owned(), "a".to_owned()), ("b".to_owned(), "b".to_owned())]);
    view! {
        <section aria-labelledby="fields">
            <h2 id="fields">{t(say::FIELDS)}</h2>
            <FaultSummary faults/>
            <Field id="gallery-plain" name="plain" label=t(say::LABEL) help=t(say::HELP)/>
            <Field id="gallery-wrong" name="wrong" label=t(say::WRONG_LABEL) fault=wrong/>
            <Field id="gallery-optional" name="optional" label=t(say::OPTIONAL_LABEL) required=false/>
            <Paragraph id="gallery-paragraph" name="paragraph" label=t(say::PARAGRAPH_LABEL) help=t(say::HELP) required=false/>
            <Paragraph id="gallery-wrong-paragraph" name="wrong-paragraph" label=t(say::WRONG_PARAGRAPH_LABEL) fault=wrong/>
            <Choice id="gallery-wrong-choice" name="wrong-choice" label=t(say::WRONG_CHOICE_LABEL) options fault=wrong/>
            <Radio
                id="gallery-wrong-radio"
                name="wrong-radio"
                legend=t(say::WRONG_RADIO_LABEL)
                options=vec![("good", t(say::GOOD)), ("bad", t(say::BAD))]
                fault=wrong
            />
            <Choice id="gallery-choice" name="choice" label=t(say::CHOICE_LABEL) options value="b"/>
            <Radio
                id="gallery-radio"
                name="radio"
                legend=t(say::RADIO_LABEL)
                options=vec![("good", t(say::GOOD)), ("bad", t(say::BAD))]
                value="good"
            />
            <Autosave names=vec!["saved".to_owned()] save=Callback::new(saved)>
                <form>
                    <Field id="gallery-saved" name="saved" label=t(say::SAVED_LABEL) help=t(say::HELP)/>
                </form>
            </Autosave>
            <h2>{t(say::UPLOAD)}</h2>
            <Upload
                target=UploadTarget { href: "#".into(), id: "gallery-file".into(), label: t(say::LABEL).into_owned(), version: 0 }
                head=0
                accepted=t(say::HELP)
                accept=String::new()
                check=Callback::new(|_| false)
                done=Callback::new(|_| ())
            />
        </section>
    }
}

/// Keeps nothing, and says so as if it had.
fn saved(_: Vec<String>) -> Pin<Box<dyn Future<Output = Saving>>> {
    let said = t(say::GOOD).into_owned();
    Box::pin(async move { Saving::Saved(said) })
}

#[component]
fn Rest() -> impl IntoView {
    view! {
        <section aria-labelledby="buttons">
            <h2 id="buttons">{t(say::BUTTONS)}</h2>
            <p class="actions">
                <button type="button">{t(say::MAIN)}</button>
                <button type="button" class="second">{t(say::SECOND)}</button>
                <button type="button" class="go">{t(say::GO)}</button>
                <button type="button" class="danger">{t(say::DANGER)}</button>
                <button type="button" disabled=true>{t(say::DISABLED)}</button>
            </p>
            <details>
                <summary>{t(say::FOLDED)}</summary>
                <p>{t(say::SENTENCE)}</p>
            </details>
        </section>
        <section>
            <h2 id="table">{t(say::TABLE)}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="table">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t(say::LABEL)}</th>
                            <th scope="col">{t(say::BADGES)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {TONES
                            .map(|(tone, text)| {
                                view! {
                                    <tr>
                                        <th scope="row">{t(text)}</th>
                                        <td>
                                            <Badge tone text=t(text)/>
                                        </td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </section>
        <section aria-labelledby="steps">
            <h2 id="steps">{t(say::STEPS)}</h2>
            <ol class="steps">
                <li>
                    <h3>{t(say::MAIN)}</h3>
                    <p>{t(say::SENTENCE)}</p>
                </li>
                <li>
                    <h3>{t(say::SECOND)}</h3>
                    <p>{t(say::SENTENCE)}</p>
                </li>
            </ol>
            <ul class="cards">
                <li class="card">
                    <h3>{t(say::LABEL)}</h3>
                    <p>{t(say::SENTENCE)}</p>
                </li>
            </ul>
        </section>
    }
}

/// A year whose amounts are not all published, and a person to whom most rules apply.
#[component]
fn Fees() -> impl IntoView {
    let [licence, master] = say::EXAMPLE_PROGRAMMES;
    let programme = |code: &str, cycle| Programme { label: code.to_owned(), cycle };
    let situation = Situation {
        programmes: vec![programme(licence, Cycle::Licence), programme(master, Cycle::Master)],
        nationality: say::EXAMPLE_NATIONALITY.to_owned(),
        newcomer: true,
        scholarship: Scholarship::ForeignAffairs,
        waiver: Some(Waiver { ground: WaiverGround::JobSeeker, extent: WaiverExtent::Part { cents: 5_000 } }),
        ..Situation::default()
    };
    let rules = Rules { differentiated: Differentiated::Newcomers };
    let of = quote(Tables::published(), rules, &situation, 2026).ok();
    let total = of.as_ref().map_or(0, |it| it.total);
    let plan = plan(total, 3, Date { year: 2026, month: 8, day: 31 }).unwrap_or_default();
    view! {
        <section aria-labelledby="fees">
            <h2 id="fees">{t(words_of_fees::HEADING)}</h2>
            {of.map(|quote| view! { <FeeTable quote/> })}
            <PlanList plan/>
        </section>
    }
}
