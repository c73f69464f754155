//! What staff's pages share: the ways between them, what a form was refused for, when an act was done.

use crate::api::CallError;
use crate::api::review::my_acts;
use crate::domain::parameters::ParameterRefusal;
use crate::domain::review::Act;
pub(super) use crate::pages::done;
use crate::pages::refusal_of_act;
use crate::places::Place;
pub(super) use crate::ui::options;
use crate::ui::{language, t};
use crate::words;
use crate::words::admin as say;
use leptos::prelude::*;

/// The ways that a role may go, beside those of the menu.
#[component]
pub(super) fn StaffNav() -> impl IntoView {
    let acts = Resource::new(|| (), |()| my_acts());
    let ways = |acts: Vec<Act>| {
        [
            (Act::EnterAvis, Place::Batches, say::BATCHES),
            (Act::ManageAccounts, Place::Accounts, say::ACCOUNTS),
            (Act::ManageAccounts, Place::Imports, words::import::ADMISSIONS),
            (Act::Judge, Place::EnrolmentTable, words::enrolment_desk::ENROLMENTS),
            (Act::Judge, Place::EnrolmentQueue, words::enrolment_desk::QUEUE),
            (Act::Configure, Place::Programmes, words::parameters::PROGRAMMES),
            (Act::Configure, Place::Campaigns, words::parameters::CAMPAIGNS),
            (Act::Configure, Place::EnrolmentSettings, words::enrolment_step::SETTINGS),
            (Act::Configure, Place::Grounds, words::ground::GROUNDS),
            (Act::Configure, Place::EnrolmentAsking, words::enrolment_document::ASKING),
            (Act::Configure, Place::Templates, words::template::TEMPLATES),
            (Act::HandleMoney, Place::Payments, words::payment::PAYMENTS),
            (Act::Configure, Place::PortalSettings, words::portal::SETTINGS),
        ]
        .into_iter()
        .filter(|(act, ..)| acts.contains(act))
        .map(|(_, place, label)| view! { <a href=place.href()>{t(label)}</a> })
        .collect_view()
    };
    view! {
        <nav class="desk" aria-label=t(say::DESK)>
            <Transition>{move || Suspend::new(async move { ways(acts.await.unwrap_or_default()) })}</Transition>
        </nav>
    }
}

/// What a form of the parameters was refused for, as far as it is not about its fields.
pub(super) fn refused<I>(action: ServerAction<I>) -> impl IntoView + use<I>
where
    I: server_fn::ServerFn<Output = (), Error = CallError<ParameterRefusal>> + Clone + Send + Sync + 'static,
{
    refusal_of_act(action, |it: ParameterRefusal| words::parameters::refusal(&it, language()))
}
