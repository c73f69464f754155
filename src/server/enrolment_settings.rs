//! How administrators put the questions of enrolment, and open its periods. The slower of two is told.

use super::calendar;
use super::guard::Staff;
use crate::api::CallError;
use crate::domain::EnrolmentWindowId;
use crate::domain::enrolment::{
    Answers, Asking, Condition, EffectiveRule, EnrolmentSettings, Period, WindowForm, WindowView,
};
use crate::domain::form::{Fault, Faults};
use crate::domain::parameters::{ParameterField, ParameterRefusal};
use crate::domain::time::Window;
use crate::places::Place;
use crate::server::store::StoredWindow;
use crate::server::web;

type Outcome = Result<(), CallError<ParameterRefusal>>;

/// The answer of the form to « Europeans only », beside those of the questions.
const EUROPEANS_ONLY: &str = "europeans_only";

impl Staff {
    pub async fn enrolment_settings(&self) -> sqlx::Result<EnrolmentSettings> {
        let store = &self.services().store;
        let (asked, campaign) = (store.enrolment_asking().await?, self.services().campaign().await?);
        let year = store.campaigns().await?.into_iter().find(|it| it.id == campaign).map(|it| it.label);
        Ok(EnrolmentSettings {
            version: asked.version,
            europeans_only: asked.europeans_only,
            asking: asked.asking,
            rule: store.effective_rule().await?,
            year: year.unwrap_or_default(),
            windows: store.stored_windows(&campaign).await?.into_iter().map(view).collect(),
        })
    }

    pub async fn save_enrolment_asking(&self, form: &Answers, version: i64) -> Outcome {
        let mut work = self.begin().await?;
        let europeans_only = form.named(EUROPEANS_ONLY) == "yes";
        if !work.save_enrolment_asking(&Asking::read(form), europeans_only, version).await? {
            return Err(CallError::Refused(ParameterRefusal::Changed));
        }
        work.note("save_enrolment_settings", self.id(), "");
        work.commit().await?;
        web::go_to(&Place::EnrolmentSettings);
        Ok(())
    }

    /// What an enrolment needs to become effective, from now on: nothing is validated or taken back by the change itself.
    pub async fn save_effective_rule(&self, form: &Answers, version: i64) -> Outcome {
        let rule = EffectiveRule::read(form);
        let mut work = self.begin().await?;
        if !work.save_effective_rule(rule, version).await? {
            return Err(CallError::Refused(ParameterRefusal::Changed));
        }
        let needed: Vec<_> = Condition::ALL.iter().filter(|it| rule.needs(**it)).map(|it| it.code()).collect();
        let needed = needed.join(" ");
        work.note("save_effective_rule", self.id(), needed);
        work.commit().await?;
        web::go_to(&Place::EnrolmentSettings);
        Ok(())
    }

    /// A new period of the current campaign where `id` is blank; else that one, as it was when the form was made.
    pub async fn save_enrolment_window(&self, id: &EnrolmentWindowId, version: i64, form: &WindowForm) -> Outcome {
        let period = form.check().map_err(CallError::Refused)?;
        let window = window_of(period).ok_or_else(no_such_hour)?;
        let campaign = self.services().campaign().await?;
        let mut work = self.begin().await?;
        let act = if id.as_str().is_empty() {
            work.add_enrolment_window(&campaign, period.kind, window).await?;
            "add_enrolment_window"
        } else if work.save_enrolment_window(id, period.kind, window, version).await? {
            "save_enrolment_window"
        } else {
            return Err(CallError::Refused(ParameterRefusal::Changed));
        };
        work.note(act, &campaign, period.kind.code());
        work.commit().await?;
        web::go_to(&Place::EnrolmentSettings);
        Ok(())
    }

    pub async fn remove_enrolment_window(&self, id: &EnrolmentWindowId, version: i64) -> Outcome {
        let campaign = self.services().campaign().await?;
        let mut work = self.begin().await?;
        if !work.remove_enrolment_window(id, version).await? {
            return Err(CallError::Refused(ParameterRefusal::Changed));
        }
        work.note("remove_enrolment_window", &campaign, "");
        work.commit().await?;
        web::go_to(&Place::EnrolmentSettings);
        Ok(())
    }
}

fn window_of(it: Period) -> Option<Window> {
    Some(Window { opens_at: calendar::at(it.first, it.hour, it.minute)?, closes_at: calendar::after(it.last)? })
}

/// A day or an hour that the calendar of Paris does not have.
fn no_such_hour() -> CallError<ParameterRefusal> {
    CallError::Refused(ParameterRefusal::Unfit(Faults(vec![(ParameterField::OpensOn, Fault::Malformed)])))
}

fn view(it: StoredWindow) -> WindowView {
    let (opens_on, closes_on) = calendar::days_of(it.window);
    let opens_at = calendar::moment(it.window.opens_at);
    WindowView {
        form: WindowForm {
            kind: it.kind.code().to_owned(),
            opens_on,
            opens_hour: format!("{:02}:{:02}", opens_at.hour, opens_at.minute),
            closes_on,
        },
        id: it.id,
        kind: it.kind,
        version: it.version,
        opens_at,
        closes_at: calendar::moment(it.window.closes_at),
    }
}
