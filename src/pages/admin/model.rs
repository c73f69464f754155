//! The PDF that comes with a required document: put there, replaced, taken away.

use super::requirements::{Acts, Seen};
use crate::domain::ProgrammeId;
use crate::domain::document::{DocumentRefusal, HEAD_BYTES, Media, first_look_at_model};
use crate::domain::parameters::RequirementView;
use crate::pages::candidature::RefusedNotice;
use crate::pages::document::refusal_in;
use crate::places::{Place, RefusedDeposit};
use crate::ui::{Upload, UploadOutcome, UploadTarget, language, t};
use crate::words;
use crate::words::parameters as say;
use leptos::prelude::*;

#[component]
pub(super) fn Model(id: StoredValue<ProgrammeId>, version: i64, it: RequirementView, acts: Acts) -> impl IntoView {
    let requirement = StoredValue::new(it.id.clone());
    let target = UploadTarget {
        href: Place::ModelDeposit(id.get_value(), it.id.clone()).href(),
        id: format!("model-{}", it.id),
        label: words::pair(&it.form.label, &t(say::MODEL), language()),
        version,
    };
    let refuse = move |refusal, reference| {
        acts.refused.set(Some(RefusedDeposit { refusal, requirement: requirement.get_value().0, reference }));
    };
    let check = Callback::new(move |(size, head): (u64, Vec<u8>)| {
        acts.refused.set(None);
        let looked = first_look_at_model(size, &head);
        if let Err(fault) = looked {
            refuse(DocumentRefusal::File(fault), String::new());
        }
        looked.is_ok()
    });
    let done = Callback::new(move |outcome: UploadOutcome| {
        if let Some((refusal, reference)) = refusal_in(outcome) {
            refuse(refusal, reference);
        }
        acts.deposits.update(|it| *it += 1);
    });
    let about = words::admin::about(say::REMOVE_MODEL, &it.form.label, language());
    let given = it.model.map(|name| {
        view! {
            <p class="file">
                <a href=Place::Model(it.id.clone()).href() rel="external">
                    {name}
                </a>
            </p>
            <ActionForm action=acts.remove_model>
                <Seen id version requirement=requirement.get_value().0/>
                <button class="second" aria-label=about disabled=move || acts.remove_model.pending().get()>
                    {t(say::REMOVE_MODEL)}
                </button>
            </ActionForm>
        }
    });
    let mine = Memo::new(move |_| acts.told.get().filter(|it| it.requirement == requirement.read_value().0));
    view! {
        <h3>{t(say::MODEL)}</h3>
        {move || mine.get().map(|refused| view! { <RefusedNotice refused/> })}
        {given}
        <Upload target head=HEAD_BYTES accepted=t(say::MODEL_HELP) accept=Media::Pdf.mime().to_owned() check done/>
    }
}
