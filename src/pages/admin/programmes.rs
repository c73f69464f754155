//! The programmes of a campaign, and one of them with all that may be changed about it.

use super::parts::{StaffNav, done, options, refused};
use super::requirements::Requirements;
use crate::api::parameters::{AddProgramme, RetireProgramme, SaveProgramme, list_programmes, read_programme};
use crate::domain::ProgrammeId;
use crate::domain::campaign::Level;
use crate::domain::parameters::{ParameterField, ProgrammeForm, ProgrammeLine, ProgrammeList, ProgrammeView};
use crate::domain::time::Phase;
use crate::pages::judged::Refused;
use crate::pages::{loaded, param, query};
use crate::places::Place;
use crate::ui::{Badge, Choice, Field, Title, Tone, language, t};
use crate::words::parameters as say;
use crate::words::{self, Text};
use leptos::prelude::*;
use leptos_router::components::Form;

#[component]
pub fn ProgrammesPage() -> impl IntoView {
    let (campaign, words) = (query("campagne"), query("recherche"));
    let add = ServerAction::<AddProgramme>::new();
    let list = Resource::new(
        move || (campaign.get(), words.get(), done(add)),
        |(campaign, words, _)| list_programmes(campaign, words),
    );
    let refusals = move || refused(add).into_any();
    loaded(list, move |list| view! { <List list words=words.get_untracked() add refusals=refusals()/> }.into_any())
}

#[component]
fn List(list: ProgrammeList, words: String, add: ServerAction<AddProgramme>, refusals: AnyView) -> impl IntoView {
    let ProgrammeList { campaign, campaigns, faculties, lines } = list;
    let campaigns = campaigns.into_iter().map(|(id, label)| (id.0, label)).collect();
    let faculties: Vec<_> = faculties.into_iter().map(|(id, label)| (id.0, label)).collect();
    let (campaign, faculties) = (StoredValue::new(campaign.0), StoredValue::new(faculties));
    let found = say::FOUND.to(lines.len(), language());
    view! {
        <StaffNav/>
        <Title text=t(say::PROGRAMMES)/>
        {refusals}
        <Form method="GET" action=Place::Programmes.href() attr:class="filter" attr:role="search">
            <div class="field">
                <label for="words">{t(words::admin::SEARCH)}</label>
                <input type="search" id="words" name="recherche" value=words placeholder=t(say::SEARCH_HINT)/>
            </div>
            <div class="field">
                <label for="campaign">{t(say::CAMPAIGN)}</label>
                <select id="campaign" name="campagne">
                    {options(campaigns, &campaign.read_value())}
                </select>
            </div>
            <button class="second">{t(words::admin::SHOW)}</button>
        </Form>
        <p role="status">{found}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=t(say::PROGRAMMES)>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t(say::field(ParameterField::Label))}</th>
                        <th scope="col">{t(say::field(ParameterField::Code))}</th>
                        <th scope="col">{t(say::FACULTY)}</th>
                        <th scope="col">{t(say::field(ParameterField::Level))}</th>
                        <th scope="col">{t(say::field(ParameterField::Capacity))}</th>
                        <th scope="col">{t(say::WINDOW)}</th>
                        <th scope="col">{t(words::admin::STATE)}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(|line| view! { <Line line/> }).collect_view()}</tbody>
            </table>
        </div>
        <details class="quiet">
            <summary>{t(say::NEW_PROGRAMME)}</summary>
            <ActionForm action=add attr:novalidate=true>
                <input type="hidden" name="campaign" value=campaign.get_value()/>
                <div class="field">
                    <label for="faculty">{t(say::FACULTY)}</label>
                    <select id="faculty" name="faculty">
                        {move || options(faculties.get_value(), "")}
                    </select>
                </div>
                <Fields form=ProgrammeForm::default() told=Refused::form(add, "")/>
                <button disabled=move || add.pending().get()>{t(say::ADD)}</button>
            </ActionForm>
        </details>
    }
}

#[component]
fn Line(line: ProgrammeLine) -> impl IntoView {
    let (tone, state) = match (line.retired, line.phase) {
        (true, _) => (Tone::Plain, say::RETIRED),
        (false, Phase::Open) => (Tone::Good, say::phase(line.phase)),
        (false, Phase::Before) => (Tone::Warning, say::phase(line.phase)),
        (false, Phase::After) => (Tone::Plain, say::phase(line.phase)),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=Place::ProgrammeSettings(line.id).href()>{line.label}</a>
            </th>
            <td>{line.code}</td>
            <td>{line.faculty}</td>
            <td>{t(words::level(line.level))}</td>
            <td>{line.capacity}</td>
            <td>{words::window(line.phase, line.opens_at, line.closes_at, language())}</td>
            <td>
                <Badge tone text=t(state)/>
            </td>
        </tr>
    }
}

const FIELDS: [(ParameterField, &str, Text); 8] = [
    (ParameterField::Label, "label", say::field(ParameterField::Label)),
    (ParameterField::Code, "code", say::field(ParameterField::Code)),
    (ParameterField::Level, "level", say::field(ParameterField::Level)),
    (ParameterField::Keywords, "keywords", say::field(ParameterField::Keywords)),
    (ParameterField::Capacity, "capacity", say::field(ParameterField::Capacity)),
    (ParameterField::OpensOn, "opens-on", say::field(ParameterField::OpensOn)),
    (ParameterField::ClosesOn, "closes-on", say::field(ParameterField::ClosesOn)),
    (ParameterField::AnswerDays, "answer-days", say::field(ParameterField::AnswerDays)),
];

/// The questions about a programme.
#[component]
fn Fields(form: ProgrammeForm, told: Refused<ParameterField>) -> impl IntoView {
    let label = |it| t(say::field(it));
    let fault = move |it| told.fault(it);
    let levels: Vec<_> =
        Level::ALL.into_iter().map(|it| (it.code().to_owned(), t(words::level(it)).into_owned())).collect();
    view! {
        {told.summary(&FIELDS)}
        <Field id="label" name="form[label]" label=label(ParameterField::Label) value=form.label fault=fault(ParameterField::Label)/>
        <Field id="code" name="form[code]" label=label(ParameterField::Code) value=form.code fault=fault(ParameterField::Code)/>
        <Choice id="level" name="form[level]" label=label(ParameterField::Level) options=Signal::stored(levels) fixed=true value=form.level fault=fault(ParameterField::Level)/>
        <Field id="keywords" name="form[keywords]" label=label(ParameterField::Keywords) help=t(say::KEYWORDS_HELP) value=form.keywords required=false fault=fault(ParameterField::Keywords)/>
        <Field id="capacity" name="form[capacity]" label=label(ParameterField::Capacity) value=form.capacity inputmode="numeric" fault=fault(ParameterField::Capacity)/>
        <Field id="opens-on" name="form[opens_on]" label=label(ParameterField::OpensOn) kind="date" value=form.opens_on fault=fault(ParameterField::OpensOn)/>
        <Field id="closes-on" name="form[closes_on]" label=label(ParameterField::ClosesOn) kind="date" help=t(say::CLOSING_HELP) value=form.closes_on fault=fault(ParameterField::ClosesOn)/>
        <Field id="answer-days" name="form[answer_days]" label=label(ParameterField::AnswerDays) help=t(say::ANSWER_HELP) value=form.answer_days inputmode="numeric" fault=fault(ParameterField::AnswerDays)/>
    }
}

#[component]
pub fn ProgrammePage() -> impl IntoView {
    let id = param("programme");
    let (save, retire) = (ServerAction::<SaveProgramme>::new(), ServerAction::<RetireProgramme>::new());
    let documents = super::requirements::Acts::new();
    let programme = Resource::new(
        move || (id.get(), done(save) + done(retire) + documents.version()),
        |(id, _)| read_programme(ProgrammeId(id)),
    );
    let refusals = move || view! { {refused(save)} {refused(retire)} {documents.refusals()} }.into_any();
    loaded(programme, move |programme| {
        view! { <Programme programme save retire documents refusals=refusals()/> }.into_any()
    })
}

#[component]
fn Programme(
    programme: ProgrammeView,
    save: ServerAction<SaveProgramme>,
    retire: ServerAction<RetireProgramme>,
    documents: super::requirements::Acts,
    refusals: AnyView,
) -> impl IntoView {
    let ProgrammeView { id, version, faculty, campaign, form, retired, candidatures, requirements } = programme;
    let (tone, state) = if retired { (Tone::Plain, say::RETIRED) } else { (Tone::Good, say::OFFERED) };
    let (to_retire, button) = if retired { ("no", say::RESTORE) } else { ("yes", say::RETIRE) };
    let title = form.label.clone();
    let (form, seen) = (StoredValue::new(form), StoredValue::new(id.clone()));
    view! {
        <StaffNav/>
        <p class="where">
            <a href=Place::Programmes.href()>{t(say::PROGRAMMES)}</a> " · " {campaign} " · " {faculty}
        </p>
        <Title text=title/>
        <p>
            <Badge tone text=t(state)/>
            " "
            {say::CANDIDATURES.to(candidatures, language())}
        </p>
        {refusals}
        <h2>{t(say::SETTINGS)}</h2>
        <ActionForm action=save attr:novalidate=true>
            <input type="hidden" name="id" value=seen.get_value().0/>
            <input type="hidden" name="version" value=version/>
            <Fields form=form.get_value() told=Refused::form(save, "")/>
            <button disabled=move || save.pending().get()>{t(say::SAVE)}</button>
        </ActionForm>
        <ActionForm action=retire>
            <input type="hidden" name="id" value=seen.get_value().0/>
            <input type="hidden" name="version" value=version/>
            <input type="hidden" name="retire" value=to_retire/>
            <p class="help">{t(say::RETIRE_HELP)}</p>
            <button class="second" disabled=move || retire.pending().get()>
                {t(button)}
            </button>
        </ActionForm>
        <Requirements id version requirements acts=documents/>
    }
}
