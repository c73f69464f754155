//! The words of letters: the list, and one letter in every language with its draft and what the draft gives.

use super::parts::{StaffNav, done};
use crate::api::template::{DraftTemplate, DropDraft, PublishTemplate, ResetTemplate, list_templates, read_template};
use crate::domain::letter::{COMMON_VARIABLES, Template};
use crate::domain::template::{TemplateLine, TemplateRefusal, TemplateSheet, TemplateView};
use crate::pages::{loaded, param, refusal_of};
use crate::places::Place;
use crate::ui::{Badge, Notice, Title, Tone, escaped, language, t};
use crate::words;
use crate::words::template as say;
use leptos::prelude::*;

#[component]
pub fn TemplatesPage() -> impl IntoView {
    let all = Resource::new(|| (), |()| list_templates());
    loaded(all, |all| {
        let line = |it: TemplateLine| {
            let own = it.own.iter().map(|it| words::language(*it)).collect::<Vec<_>>().join(", ");
            let state = if own.is_empty() {
                view! { <Badge tone=Tone::Plain text=t(say::SHIPPED)/> }.into_any()
            } else {
                view! { <Badge tone=Tone::Good text=t(say::OWN)/> " " {own} }.into_any()
            };
            view! {
                <tr>
                    <th scope="row">
                        <a href=Place::Template(it.template).href()>{t(words::letter::shipped(it.template).0)}</a>
                    </th>
                    <td>
                        <code>{it.template.code()}</code>
                    </td>
                    <td>{state}</td>
                </tr>
            }
        };
        view! {
            <StaffNav/>
            <Title text=t(say::TEMPLATES)/>
            <p>{t(say::TEMPLATES_HELP)}</p>
            <div class="scroll" tabindex="0" role="region" aria-label=t(say::TEMPLATES)>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t(say::LETTER)}</th>
                            <th scope="col">{t(words::admin::CODE)}</th>
                            <th scope="col">{t(say::WORDING)}</th>
                        </tr>
                    </thead>
                    <tbody>{all.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    })
}

#[derive(Clone, Copy)]
struct Acts {
    draft: ServerAction<DraftTemplate>,
    publish: ServerAction<PublishTemplate>,
    drop: ServerAction<DropDraft>,
    reset: ServerAction<ResetTemplate>,
}

#[component]
pub fn TemplatePage() -> impl IntoView {
    let code = param("modele");
    let acts = Acts {
        draft: ServerAction::new(),
        publish: ServerAction::new(),
        drop: ServerAction::new(),
        reset: ServerAction::new(),
    };
    let view = Resource::new(
        move || (code.get(), done(acts.draft) + done(acts.publish) + done(acts.drop) + done(acts.reset)),
        |(code, _)| read_template(code),
    );
    let refused = |it: TemplateRefusal| t(say::refusal(it)).into_owned();
    loaded(view, move |view| {
        let TemplateView { template, sheets } = view;
        let names = COMMON_VARIABLES.iter().chain(template.variables());
        let names = names
            .map(|name| view! { <li><code>{format!("{{{{ {name} }}}}")}</code> " " {t(say::variable(name))}</li> })
            .collect_view();
        view! {
            <StaffNav/>
            <p class="where">
                <a href=Place::Templates.href()>{t(say::TEMPLATES)}</a>
            </p>
            <Title text=t(words::letter::shipped(template).0)/>
            {refusal_of(acts.draft, refused)}
            {refusal_of(acts.publish, refused)}
            {refusal_of(acts.drop, refused)}
            {refusal_of(acts.reset, refused)}
            <details class="quiet">
                <summary>{t(say::VARIABLES)}</summary>
                <ul>{names}</ul>
            </details>
            {sheets.into_iter().map(|sheet| view! { <Sheet template sheet acts/> }).collect_view()}
        }
        .into_any()
    })
}

/// The value of an enum as a form sends it: its name, as serde reads it.
fn sent(it: impl std::fmt::Debug) -> String {
    format!("{it:?}")
}

/// The words in one language.
#[component]
fn Sheet(template: Template, sheet: TemplateSheet, acts: Acts) -> impl IntoView {
    let TemplateSheet { language: speech, subject, body, version, own, preview } = sheet;
    let which = move || {
        view! {
            <input type="hidden" name="template" value=sent(template)/>
            <input type="hidden" name="language" value=sent(speech)/>
        }
    };
    let (subject_id, body_id) = (format!("subject-{}", speech.code()), format!("body-{}", speech.code()));
    let ids = StoredValue::new((subject_id, body_id));
    let typed = StoredValue::new((subject, body));
    let (tone, state) = if own { (Tone::Good, say::OWN) } else { (Tone::Plain, say::SHIPPED) };
    let drafted = preview.is_some();
    let draft = preview.map(|outcome| {
        let publish = outcome.is_ok().then(|| {
            view! {
                <ActionForm action=acts.publish>
                    {which()} <button class="go" disabled=move || acts.publish.pending().get()>
                        {t(say::PUBLISH)}
                    </button>
                </ActionForm>
            }
        });
        let shown = match outcome {
            Ok((subject, text)) => view! {
                <div class="letter card">
                    <h3>{subject}</h3>
                    <div class="letter-text" lang=speech.code()>
                        {text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()}
                    </div>
                </div>
            }
            .into_any(),
            Err(fault) => view! { <Notice tone=Tone::Bad>{say::fault(&fault, language())}</Notice> }.into_any(),
        };
        view! {
            <Notice tone=Tone::Warning>{t(say::DRAFT)}</Notice>
            <h3>{t(say::PREVIEW)}</h3>
            {shown}
            {publish}
            <ActionForm action=acts.drop>
                {which()} <button class="second" disabled=move || acts.drop.pending().get()>
                    {t(say::DROP)}
                </button>
            </ActionForm>
        }
    });
    let reset = (own && !drafted).then(|| {
        view! {
            <ActionForm action=acts.reset>
                {which()} <input type="hidden" name="version" value=version/>
                <button class="second" disabled=move || acts.reset.pending().get()>
                    {t(say::RESET)}
                </button>
            </ActionForm>
        }
    });
    view! {
        <section aria-label=words::language(speech)>
            <h2 lang=speech.code()>{words::language(speech)}</h2>
            <p>
                <Badge tone text=t(state)/>
            </p>
            <ActionForm action=acts.draft>
                {which()} <input type="hidden" name="version" value=version/>
                <div class="field">
                    <label for=ids.get_value().0>{t(say::SUBJECT)}</label>
                    <input id=ids.get_value().0 name="subject" lang=speech.code() value=typed.get_value().0/>
                </div>
                <div class="field">
                    <label for=ids.get_value().1>{t(say::BODY)}</label>
                    <p class="help">{t(say::FRAME_HELP)}</p>
                    <textarea id=ids.get_value().1 name="body" rows="12" lang=speech.code() inner_html=escaped(&typed.get_value().1)></textarea>
                </div>
                <button class="second" disabled=move || acts.draft.pending().get()>
                    {t(say::SEE)}
                </button>
            </ActionForm>
            {draft}
            {reset}
        </section>
    }
}
