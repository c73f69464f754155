//! The exemption that the president decided, on the page of one enrolment: what stands, or the form that enters it.

use super::enrolment_file::Reason;
use crate::api::enrolment_desk::{ActOnEnrolment, Exempt};
use crate::domain::enrolment::State;
use crate::domain::enrolment::desk::{EnrolmentFile, StaffAct};
use crate::domain::enrolment::exemption::{PART, WHOLE};
use crate::domain::fee::WaiverGround;
use crate::ui::{language, t};
use crate::words::{enrolment_desk as desk, fee as say, pair};
use leptos::prelude::*;

#[component]
pub(super) fn Exemption(
    file: EnrolmentFile,
    enter: ServerAction<Exempt>,
    act: ServerAction<ActOnEnrolment>,
) -> impl IntoView {
    let (id, version) = (StoredValue::new(file.id.0), file.version);
    let open = file.standing.state != State::Cancelled;
    let seen = move || {
        view! {
            <input type="hidden" name="id" value=id.get_value()/>
            <input type="hidden" name="version" value=version/>
        }
    };
    let inside = match file.waiver {
        Some(it) => {
            let said = pair(&t(say::waiver_ground(it.ground)), &say::waiver_extent(it.extent, language()), language());
            let end = move || {
                view! {
                    <details class="quiet">
                        <summary>{t(desk::act(StaffAct::EndExemption))}</summary>
                        <ActionForm action=act>
                            {seen()} <input type="hidden" name="act" value=StaffAct::EndExemption.code()/>
                            <p class="help">{t(say::END_EXEMPTION_HELP)}</p>
                            <Reason id="end-exemption-reason".to_owned()/>
                            <button class="danger" disabled=move || act.pending().get()>
                                {t(desk::act(StaffAct::EndExemption))}
                            </button>
                        </ActionForm>
                    </details>
                }
            };
            view! {
                <p class="said">{said}</p>
                {open.then(end)}
            }
            .into_any()
        }
        None => open
            .then(|| {
                view! {
                    <details class="quiet">
                        <summary>{t(desk::act(StaffAct::Exempt))}</summary>
                        <ActionForm action=enter>{seen()} <Fields/>
                            <button class="second" disabled=move || enter.pending().get()>
                                {t(say::EXEMPT)}
                            </button>
                        </ActionForm>
                    </details>
                }
            })
            .into_any(),
    };
    view! {
        <h2>{t(say::EXEMPTION)}</h2>
        <p class="help">{t(say::EXEMPTION_HELP)}</p>
        {inside}
    }
}

#[component]
fn Fields() -> impl IntoView {
    let ground = |it: WaiverGround| view! { <option value=it.code()>{t(say::waiver_ground(it))}</option> };
    view! {
        <div class="field">
            <label for="exemption-ground">{t(say::EXEMPTION_GROUND)}</label>
            <select id="exemption-ground" name="form[ground]">
                {WaiverGround::ALL.into_iter().map(ground).collect_view()}
            </select>
        </div>
        <div class="field">
            <label for="exemption-extent">{t(say::EXEMPTION_EXTENT)}</label>
            <select id="exemption-extent" name="form[extent]">
                <option value=WHOLE>{t(say::EXEMPT_WHOLE)}</option>
                <option value=PART>{t(say::EXEMPT_PART)}</option>
            </select>
        </div>
        <div class="field">
            <label for="exemption-amount">{t(say::EXEMPT_AMOUNT)}</label>
            <p class="help" id="exemption-amount-help">
                {t(say::EXEMPT_AMOUNT_HELP)}
            </p>
            <input
                type="text"
                id="exemption-amount"
                name="form[amount]"
                inputmode="decimal"
                autocomplete="off"
                aria-describedby="exemption-amount-help"
            />
        </div>
        <Reason id="exemption-reason".to_owned() name="form[reason]"/>
    }
}
