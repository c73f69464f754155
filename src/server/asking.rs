//! How administrators change what enrolments ask for. Two of them on one form: the slower is told.

use super::guard::Staff;
use super::store::Work;
use super::web;
use crate::api::CallError;
use crate::domain::enrolment::document::{Asking, AskingField, AskingForm, AskingList, AskingRefusal, CORRECT_DAYS};
use crate::domain::form::{Fault, Faults};
use crate::domain::{CampaignId, EnrolmentRequirementId};
use crate::places::Place;

type Outcome<T> = Result<T, CallError<AskingRefusal>>;

const fn refused<T>(why: AskingRefusal) -> Outcome<T> {
    Err(CallError::Refused(why))
}

fn checked(form: &AskingForm) -> Outcome<Asking> {
    form.check().map_err(|faults| CallError::Refused(AskingRefusal::Unfit(faults)))
}

impl Staff {
    /// All that the enrolments of the present year ask for.
    pub async fn asking_list(&self) -> sqlx::Result<AskingList> {
        let services = self.services();
        let campaign = services.campaign().await?;
        let all = services.store.campaigns().await?;
        let year = all.into_iter().find(|it| it.id == campaign).map(|it| it.label).unwrap_or_default();
        let (all, correct_days) =
            (services.store.asking(&campaign).await?, services.store.correct_days(&campaign).await?);
        Ok(AskingList { campaign, year, all, correct_days })
    }

    pub async fn add_asking(&self, campaign: &CampaignId, form: &AskingForm) -> Outcome<()> {
        let it = checked(form)?;
        let mut work = self.begin().await?;
        if !work.hold_campaign(campaign).await? {
            return Err(CallError::NotFound);
        }
        if work.kind_taken(campaign, &it.kind, None).await? {
            return refused(AskingRefusal::KindTaken);
        }
        let id = work.add_asking(campaign, &it).await?;
        work.note("add_asking", &id, "");
        self.show_asking(work).await
    }

    pub async fn save_asking(&self, id: &EnrolmentRequirementId, seen: i64, form: &AskingForm) -> Outcome<()> {
        let it = checked(form)?;
        let (mut work, campaign) = self.lock_asking(id, seen).await?;
        if work.kind_taken(&campaign, &it.kind, Some(id)).await? {
            return refused(AskingRefusal::KindTaken);
        }
        work.save_asking(id, &it).await?;
        work.note("save_asking", id, "");
        self.show_asking(work).await
    }

    /// Changes places with the one before it, or after it; at the edge nothing moves.
    pub async fn move_asking(&self, id: &EnrolmentRequirementId, seen: i64, up: bool) -> Outcome<()> {
        let (mut work, campaign) = self.lock_asking(id, seen).await?;
        let order = work.asking_order(&campaign).await?;
        let at = order.iter().position(|(it, _)| it == id).ok_or(CallError::NotFound)?;
        let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
        if let Some((other, there)) = other.and_then(|other| order.get(other)) {
            work.place_asking(id, *there).await?;
            work.place_asking(other, order[at].1).await?;
        }
        work.note("move_asking", id, "");
        self.show_asking(work).await
    }

    pub async fn remove_asking(&self, id: &EnrolmentRequirementId, seen: i64) -> Outcome<()> {
        let (mut work, _) = self.lock_asking(id, seen).await?;
        let count = work.asking_given(id).await?;
        if count > 0 {
            return refused(AskingRefusal::AlreadyGiven { count });
        }
        work.remove_asking(id).await?;
        work.note("remove_asking", id, "");
        self.show_asking(work).await
    }

    /// Days that a refusal leaves; those who were told keep their deadline.
    pub async fn save_correct_days(&self, campaign: &CampaignId, typed: &str) -> Outcome<()> {
        let days = typed.trim().parse().ok().filter(|it| CORRECT_DAYS.contains(it));
        let Some(days) = days else {
            return refused(AskingRefusal::Unfit(Faults(vec![(AskingField::Days, Fault::Malformed)])));
        };
        let mut work = self.begin().await?;
        if !work.hold_campaign(campaign).await? {
            return Err(CallError::NotFound);
        }
        work.save_correct_days(campaign, days).await?;
        work.note("save_correct_days", campaign, days);
        self.show_asking(work).await
    }

    /// Locks one, if it is still the one that the form was made from. The campaign first, everywhere: order and kinds are
    /// its.
    async fn lock_asking(&self, id: &EnrolmentRequirementId, seen: i64) -> Outcome<(Work, CampaignId)> {
        let mut work = self.begin().await?;
        let campaign = work.campaign_of_asking(id).await?.ok_or(CallError::NotFound)?;
        work.hold_campaign(&campaign).await?;
        let (campaign, version) = work.lock_asking(id).await?.ok_or(CallError::NotFound)?;
        if version == seen { Ok((work, campaign)) } else { refused(AskingRefusal::Changed) }
    }

    async fn show_asking(&self, work: Work) -> Outcome<()> {
        self.services().commit(work).await?;
        web::go_to(&Place::EnrolmentAsking);
        Ok(())
    }
}
