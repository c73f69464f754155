//! The registration home page: what anyone reads of it, and how administrators change it, told once for their calls.

use super::guard::Staff;
use super::store::PortalDraft;
use super::{Services, calendar, web};
use crate::api::CallError;
use crate::domain::enrolment::{Kind, phase};
use crate::domain::portal::{Block, Opening, PortalRefusal, PortalSheet, PortalView};
use crate::places::Place;

type Outcome = Result<(), CallError<PortalRefusal>>;

const fn refused(why: PortalRefusal) -> Outcome {
    Err(CallError::Refused(why))
}

impl Services {
    pub async fn portal_view(&self) -> sqlx::Result<PortalView> {
        let now = self.clock.now();
        let campaign = self.store.current_campaign(now).await?;
        let mut openings = Vec::new();
        if let Some((campaign, _)) = &campaign {
            for kind in [Kind::First, Kind::Renewal] {
                let windows = self.store.enrolment_windows(campaign, kind).await?;
                let shown =
                    windows.iter().map(|it| (calendar::moment(it.opens_at), calendar::moment(it.closes_at))).collect();
                openings.push(Opening { kind, phase: phase(&windows, now), windows: shown });
            }
        }
        let (mut blocks, _) = self.store.portal().await?;
        blocks.retain(|it| !it.hidden);
        Ok(PortalView { year: campaign.map(|(_, label)| label), openings, blocks })
    }
}

impl Staff {
    pub async fn portal_sheet(&self) -> sqlx::Result<PortalSheet> {
        let store = &self.services().store;
        let (page, in_force) = store.portal().await?;
        let (blocks, draft) = match store.portal_draft(self.id()).await? {
            Some(it) => (it.blocks, it.version),
            None => (page, 0),
        };
        let judged = blocks.into_iter().map(|it| {
            let fault = it.fault();
            (it, fault)
        });
        Ok(PortalSheet { blocks: judged.collect(), draft, in_force })
    }

    /// Changes the caller's draft made from version `seen` (0: there was none; it begins as the page in force).
    pub async fn change_portal(
        &self,
        seen: i64,
        change: impl FnOnce(&mut Vec<Block>, String) -> Result<(), PortalRefusal>,
    ) -> Outcome {
        let mut work = self.begin().await?;
        let mut draft = if let Some(it) = work.portal_draft(self.id()).await? {
            it
        } else {
            let (blocks, made_from) = work.portal().await?;
            PortalDraft { blocks, made_from, version: 0 }
        };
        if draft.version != seen {
            return refused(PortalRefusal::Changed);
        }
        change(&mut draft.blocks, work.id()).map_err(CallError::Refused)?;
        if !work.save_portal_draft(self.id(), &draft).await? {
            return refused(PortalRefusal::Changed);
        }
        work.commit().await?;
        web::go_to(&Place::PortalSettings);
        Ok(())
    }

    /// Puts the caller's draft, as it was seen, in force.
    pub async fn publish_portal(&self, seen: i64) -> Outcome {
        let mut work = self.begin().await?;
        let Some(draft) = work.portal_draft(self.id()).await? else { return refused(PortalRefusal::NoDraft) };
        if draft.version != seen {
            return refused(PortalRefusal::Changed);
        }
        if draft.blocks.iter().any(|it| it.fault().is_some()) {
            return refused(PortalRefusal::Unfit);
        }
        if !work.publish_portal(&draft.blocks, draft.made_from).await? {
            return refused(PortalRefusal::Changed);
        }
        work.drop_portal_draft(self.id()).await?;
        work.note("publish_portal", self.id(), draft.blocks.len());
        work.commit().await?;
        web::go_to(&Place::PortalSettings);
        Ok(())
    }

    pub async fn drop_portal_draft(&self) -> Outcome {
        let mut work = self.begin().await?;
        work.drop_portal_draft(self.id()).await?;
        work.commit().await?;
        web::go_to(&Place::PortalSettings);
        Ok(())
    }
}
