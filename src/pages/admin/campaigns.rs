//! Campaigns: the current one, those to come and those that are over; opened, closed, prepared.

use super::access::AccessState;
use super::parts::{StaffNav, done, refused};
use crate::api::parameters::{CloseCampaign, OpenCampaign, PrepareCampaign, SaveCampaign, read_campaigns};
use crate::domain::parameters::{CampaignForm, CampaignView, ParameterField};
use crate::domain::time::Phase;
use crate::pages::judged::Refused;
use crate::pages::loaded;
use crate::ui::{Badge, Field, Title, Tone, language, t};
use crate::words::parameters as say;
use crate::words::{self, Text};
use leptos::prelude::*;

#[derive(Clone, Copy)]
struct Acts {
    save: ServerAction<SaveCampaign>,
    open: ServerAction<OpenCampaign>,
    close: ServerAction<CloseCampaign>,
    prepare: ServerAction<PrepareCampaign>,
}

#[component]
pub fn CampaignsPage() -> impl IntoView {
    let acts = Acts {
        save: ServerAction::new(),
        open: ServerAction::new(),
        close: ServerAction::new(),
        prepare: ServerAction::new(),
    };
    let campaigns = Resource::new(
        move || done(acts.save) + done(acts.open) + done(acts.close) + done(acts.prepare),
        |_| read_campaigns(),
    );
    loaded(campaigns, move |campaigns| {
        view! {
            <StaffNav/>
            <Title text=t(say::CAMPAIGNS)/>
            {refused(acts.save)}
            {refused(acts.open)}
            {refused(acts.close)}
            {refused(acts.prepare)}
            {campaigns.is_empty().then(|| view! { <p>{t(say::NO_CAMPAIGN)}</p> })}
            {campaigns.into_iter().map(|campaign| view! { <Campaign campaign acts/> }).collect_view()}
            <AccessState/>
        }
        .into_any()
    })
}

#[component]
fn Campaign(campaign: CampaignView, acts: Acts) -> impl IntoView {
    let CampaignView { id, version, form, phase, current, programmes, accounts, next, .. } = campaign;
    let tone = match phase {
        Phase::Before => Tone::Warning,
        Phase::Open => Tone::Good,
        Phase::After => Tone::Plain,
    };
    let label = form.label.clone();
    let window = words::window(phase, campaign.opens_at, campaign.closes_at, language());
    let (id, form) = (StoredValue::new(id.0), StoredValue::new(form));
    let seen = move || {
        view! {
            <input type="hidden" name="id" value=id.get_value()/>
            <input type="hidden" name="version" value=version/>
        }
    };
    let step = match phase {
        Phase::Before => view! {
            <ActionForm action=acts.open>
                {seen()} <button class="go" disabled=move || acts.open.pending().get()>
                    {t(say::OPEN_NOW)}
                </button>
            </ActionForm>
        }
        .into_any(),
        Phase::Open => view! {
            <ActionForm action=acts.close>
                {seen()} <p class="help">{t(say::CLOSE_HELP)}</p>
                <button class="danger" disabled=move || acts.close.pending().get()>
                    {t(say::CLOSE_NOW)}
                </button>
            </ActionForm>
        }
        .into_any(),
        Phase::After => ().into_any(),
    };
    let prepare = next.map(|next| {
        let next = StoredValue::new(next);
        view! {
            <details class="quiet">
                <summary>{t(say::PREPARE)}</summary>
                <ActionForm action=acts.prepare attr:novalidate=true>
                    <p class="help">{t(say::PREPARE_HELP)}</p>
                    <input type="hidden" name="id" value=id.get_value()/>
                    <Fields form=next.get_value() told=Refused::form(acts.prepare, format!("next-{}", id.read_value()))/>
                    <button disabled=move || acts.prepare.pending().get()>{t(say::PREPARE)}</button>
                </ActionForm>
            </details>
        }
    });
    view! {
        <section class="card">
            <h2>{label}</h2>
            <p>
                <Badge tone text=t(say::phase(phase))/>
                " "
                {window}
                " · "
                {say::contents(programmes, accounts, language())}
            </p>
            {current.then(|| view! { <p>{t(say::CURRENT)}</p> })}
            {step}
            <details class="quiet">
                <summary>{t(say::SETTINGS)}</summary>
                <ActionForm action=acts.save attr:novalidate=true>
                    {seen()} <Fields form=form.get_value() told=Refused::form(acts.save, id.get_value())/>
                    <button disabled=move || acts.save.pending().get()>{t(say::SAVE)}</button>
                </ActionForm>
            </details>
            {prepare}
        </section>
    }
}

const FIELDS: [(ParameterField, &str, Text); 4] = [
    (ParameterField::Label, "label", say::field(ParameterField::Label)),
    (ParameterField::OpensOn, "opens_on", say::field(ParameterField::OpensOn)),
    (ParameterField::ClosesOn, "closes_on", say::field(ParameterField::ClosesOn)),
    (ParameterField::MaxCandidatures, "max_candidatures", say::field(ParameterField::MaxCandidatures)),
];

/// The questions about a campaign.
#[component]
fn Fields(form: CampaignForm, told: Refused<ParameterField>) -> impl IntoView {
    let CampaignForm { label, opens_on, closes_on, max_candidatures } = form;
    let line = |((field, name, label), kind, value): ((ParameterField, &'static str, Text), &'static str, String)| {
        view! { <Field id=told.id(name) name=format!("form[{name}]") label=t(label) kind value fault=told.fault(field)/> }
    };
    let [first, opens, closes, most] = FIELDS;
    let fields = [
        (first, "text", label),
        (opens, "date", opens_on),
        (closes, "date", closes_on),
        (most, "text", max_candidatures),
    ];
    view! {
        {told.summary(&FIELDS)}
        {fields.map(line).collect_view()}
    }
}
