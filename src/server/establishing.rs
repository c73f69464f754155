//! How administrators change the parameters of the establishment: what is locked, judged and noted, once for the calls
//! that share it. Two administrators on one form: the slower is told, and nothing of the faster one is lost.

use super::guard::Staff;
use super::reference::fold;
use super::store::{Campaign, NewProgramme, Work};
use super::{calendar, web};
use crate::api::CallError;
use crate::domain::form::{Fault, Faults};
use crate::domain::ground::{GroundLine, GroundRefusal, catalogue};
use crate::domain::parameters::{
    CampaignForm, CampaignView, ParameterField, ParameterRefusal, ProgrammeForm, ProgrammeList, ProgrammeView,
    next_label,
};
use crate::domain::time::Window;
use crate::domain::{CampaignId, FacultyId, ProgrammeId, RequirementId};
use crate::places::Place;

type Outcome<T> = Result<T, CallError<ParameterRefusal>>;

const fn refused<T>(why: ParameterRefusal) -> Outcome<T> {
    Err(CallError::Refused(why))
}

/// A day that the calendar of Paris does not have.
fn no_such_day() -> CallError<ParameterRefusal> {
    CallError::Refused(ParameterRefusal::Unfit(Faults(vec![(ParameterField::OpensOn, Fault::Malformed)])))
}

impl Staff {
    /// The programmes of a campaign (the current one where none is named) that hold the words.
    pub async fn programme_list(&self, campaign: &str, words: &str) -> sqlx::Result<ProgrammeList> {
        let services = self.services();
        let campaign = if campaign.is_empty() { services.campaign().await? } else { CampaignId(campaign.to_owned()) };
        let lines = services.store.programme_lines(&campaign, &fold(words), services.clock.now()).await?;
        let campaigns = services.store.campaigns().await?.into_iter().map(|it| (it.id, it.label)).collect();
        Ok(ProgrammeList { campaign, campaigns, faculties: services.store.faculties().await?, lines })
    }

    pub async fn programme_view(&self, id: &ProgrammeId) -> sqlx::Result<Option<ProgrammeView>> {
        let store = &self.services().store;
        let Some(it) = store.programme_settings(id).await? else { return Ok(None) };
        let (opens_on, closes_on) = calendar::days_of(it.window);
        Ok(Some(ProgrammeView {
            requirements: store.requirements(id).await?,
            id: it.id,
            version: it.version,
            faculty: it.faculty,
            campaign: it.campaign,
            form: ProgrammeForm {
                code: it.code,
                label: it.label,
                level: it.level.code().to_owned(),
                keywords: it.keywords,
                capacity: it.capacity.to_string(),
                opens_on,
                closes_on,
                answer_days: it.answer_days.to_string(),
            },
            retired: it.retired,
            candidatures: it.candidatures,
        }))
    }

    /// Every campaign, with what may be done about it.
    pub async fn campaign_views(&self) -> sqlx::Result<Vec<CampaignView>> {
        let services = self.services();
        let now = services.clock.now();
        let current = services.store.current_campaign(now).await?.map(|(id, _)| id);
        let mut views = Vec::new();
        for it in services.store.campaigns().await? {
            let (programmes, accounts, prepared) = services.store.campaign_counts(&it.id).await?;
            let (opens_on, closes_on) = calendar::days_of(it.window);
            let max_candidatures = it.max_candidatures.to_string();
            let (year_later, its_end) = calendar::days_of(a_year_later(it.window));
            views.push(CampaignView {
                next: (!prepared).then(|| CampaignForm {
                    label: next_label(&it.label),
                    opens_on: year_later,
                    closes_on: its_end,
                    max_candidatures: max_candidatures.clone(),
                }),
                current: current.as_ref() == Some(&it.id),
                version: it.version,
                opens_at: calendar::moment(it.window.opens_at),
                closes_at: calendar::moment(it.window.closes_at),
                phase: it.window.phase(now),
                form: CampaignForm { label: it.label, opens_on, closes_on, max_candidatures },
                id: it.id,
                programmes,
                accounts,
            });
        }
        Ok(views)
    }

    /// Locks a programme, if it is still the one that the form was made from.
    pub async fn lock_programme(&self, id: &ProgrammeId, seen: i64) -> Outcome<(Work, CampaignId)> {
        let mut work = self.begin().await?;
        let (campaign, version) = work.lock_programme(id).await?.ok_or(CallError::NotFound)?;
        if version == seen { Ok((work, campaign)) } else { refused(ParameterRefusal::Changed) }
    }

    async fn lock_campaign(&self, id: &CampaignId, seen: i64) -> Outcome<(Work, Campaign)> {
        let mut work = self.begin().await?;
        let campaign = work.lock_campaign(id).await?.ok_or(CallError::NotFound)?;
        if campaign.version == seen { Ok((work, campaign)) } else { refused(ParameterRefusal::Changed) }
    }

    pub async fn save_programme(&self, id: &ProgrammeId, seen: i64, form: &ProgrammeForm) -> Outcome<()> {
        let it = form.check().map_err(|faults| CallError::Refused(ParameterRefusal::Unfit(faults)))?;
        let window = calendar::window(it.days).ok_or_else(no_such_day)?;
        let (mut work, campaign) = self.lock_programme(id, seen).await?;
        if work.code_taken(&campaign, &it.code, Some(id)).await? {
            return refused(ParameterRefusal::CodeTaken);
        }
        let search_key = fold(&format!("{} {} {}", it.label, it.code, it.keywords));
        work.save_programme(id, &it, window, &search_key).await?;
        work.note("save_programme", id, "");
        self.show_programme(work, id).await
    }

    pub async fn add_programme(&self, campaign: &CampaignId, faculty: &FacultyId, form: &ProgrammeForm) -> Outcome<()> {
        let it = form.check().map_err(|faults| CallError::Refused(ParameterRefusal::Unfit(faults)))?;
        let window = calendar::window(it.days).ok_or_else(no_such_day)?;
        let mut work = self.begin().await?;
        if work.lock_campaign(campaign).await?.is_none() || !work.has_faculty(faculty).await? {
            return Err(CallError::NotFound);
        }
        if work.code_taken(campaign, &it.code, None).await? {
            return refused(ParameterRefusal::CodeTaken);
        }
        let search_key = fold(&format!("{} {} {}", it.label, it.code, it.keywords));
        let new = NewProgramme {
            campaign,
            faculty,
            code: &it.code,
            label: &it.label,
            level: it.level,
            search_key: &search_key,
            keywords: &it.keywords,
            capacity: it.capacity,
            window,
            answer_days: it.answer_days,
        };
        let id = work.add_programme(&new, &[]).await?;
        work.note("add_programme", &id, "");
        self.show_programme(work, &id).await
    }

    /// A document of a programme changes places with the one before it, or after it; at the edge nothing moves.
    pub async fn move_requirement(
        &self,
        work: &mut Work,
        programme: &ProgrammeId,
        requirement: &RequirementId,
        up: bool,
    ) -> Outcome<()> {
        let order = work.requirement_order(programme).await?;
        let at = order.iter().position(|(id, _)| id == requirement).ok_or(CallError::NotFound)?;
        let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
        match other.and_then(|other| order.get(other)) {
            Some(other) => Ok(work.swap_requirements(&order[at], other).await?),
            None => Ok(()),
        }
    }

    /// Commits, and shows the programme as it has become.
    pub async fn show_programme(&self, work: Work, id: &ProgrammeId) -> Outcome<()> {
        self.services().commit(work).await?;
        web::go_to(&Place::ProgrammeSettings(id.clone()));
        Ok(())
    }

    pub async fn save_campaign(&self, id: &CampaignId, seen: i64, form: &CampaignForm) -> Outcome<()> {
        let it = form.check().map_err(|faults| CallError::Refused(ParameterRefusal::Unfit(faults)))?;
        let mut window = calendar::window(it.days).ok_or_else(no_such_day)?;
        let (mut work, campaign) = self.lock_campaign(id, seen).await?;
        // A day that was not changed keeps its hour: a campaign closed at noon is not opened again by a new label.
        let (opens_on, closes_on) = calendar::days_of(campaign.window);
        let (first, last) = calendar::days_of(window);
        if first == opens_on {
            window.opens_at = campaign.window.opens_at;
        }
        if last == closes_on {
            window.closes_at = campaign.window.closes_at;
        }
        if work.overlaps(Some(id), window).await? {
            return refused(ParameterRefusal::Overlaps);
        }
        let after = Campaign { label: it.label, window, max_candidatures: it.max_candidatures, ..campaign };
        work.save_campaign(&after).await?;
        work.note("save_campaign", id, "");
        self.show_campaigns(work).await
    }

    /// Opens or closes a campaign by `rule`, noted as `act`.
    pub async fn move_campaign(
        &self,
        id: &CampaignId,
        seen: i64,
        act: &'static str,
        rule: impl FnOnce(Window, crate::domain::time::Instant) -> Result<Window, ParameterRefusal>,
    ) -> Outcome<()> {
        let (mut work, campaign) = self.lock_campaign(id, seen).await?;
        let window = rule(campaign.window, work.now).map_err(CallError::Refused)?;
        if work.overlaps(Some(id), window).await? {
            return refused(ParameterRefusal::Overlaps);
        }
        work.save_campaign(&Campaign { window, ..campaign }).await?;
        work.note(act, id, "");
        self.show_campaigns(work).await
    }

    /// Prepares the next campaign: programmes and what they ask for, their windows moved by as many days as the
    /// campaign's own. A second click finds it prepared.
    pub async fn prepare_campaign(&self, from: &CampaignId, form: &CampaignForm) -> Outcome<()> {
        let it = form.check().map_err(|faults| CallError::Refused(ParameterRefusal::Unfit(faults)))?;
        let window = calendar::window(it.days).ok_or_else(no_such_day)?;
        let mut work = self.begin().await?;
        let old = work.lock_campaign(from).await?.ok_or(CallError::NotFound)?;
        if work.prepared_from(from).await? {
            web::go_to(&Place::Campaigns);
            return Ok(());
        }
        if work.overlaps(None, window).await? {
            return refused(ParameterRefusal::Overlaps);
        }
        let next = work.add_campaign(&it.label, window, it.max_candidatures).await?;
        work.mark_prepared(&next, from).await?;
        let days = calendar::days_between(old.window.opens_at, window.opens_at);
        let copied = work.copy_programmes(from, &next, |at| calendar::shifted(at, days)).await?;
        work.copy_asking(from, &next).await?;
        work.note("prepare_campaign", &next, copied);
        self.show_campaigns(work).await
    }

    /// Changes one line of the catalogue of reasons, if it `fits` what is done to it; an empty code is a new line.
    pub async fn change_ground(
        &self,
        code: String,
        seen: i64,
        fits: impl FnOnce(&GroundLine) -> bool,
        change: impl FnOnce(GroundLine) -> GroundLine,
    ) -> Result<(), CallError<GroundRefusal>> {
        let mut work = self.begin().await?;
        let line = if code.is_empty() {
            GroundLine { code: work.id(), own: None, hidden: false, version: 0 }
        } else {
            let found = catalogue(work.grounds().await?).into_iter().find(|it| it.code == code);
            found.filter(fits).ok_or(CallError::NotFound)?
        };
        let line = change(line);
        if !work.save_ground(&line, if code.is_empty() { 0 } else { seen }).await? {
            return Err(CallError::Refused(GroundRefusal::Changed));
        }
        work.note("save_ground", &line.code, "");
        work.commit().await?;
        web::go_to(&Place::Grounds);
        Ok(())
    }

    async fn show_campaigns(&self, work: Work) -> Outcome<()> {
        self.services().commit(work).await?;
        web::go_to(&Place::Campaigns);
        Ok(())
    }
}

/// The same days of the week a year later, after this one: 52 weeks, or as many years as it takes to come after it.
fn a_year_later(window: Window) -> Window {
    const YEAR: i64 = 364;
    let mut days = YEAR;
    while calendar::shifted(window.opens_at, days) < window.closes_at {
        days += YEAR;
    }
    Window { opens_at: calendar::shifted(window.opens_at, days), closes_at: calendar::shifted(window.closes_at, days) }
}
