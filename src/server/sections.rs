//! Saving and reading sections of the profile, once for the three of them.

use super::guard::Candidate;
use super::store::Work;
use super::{calendar, web};
use crate::api::CallError;
use crate::domain::letter::{Letter, PROFILE_CHANGED_PAUSE};
use crate::domain::profile::{ProfileView, Progress, SaveRefusal, Section};
use crate::places::Place;
use serde::Serialize;

impl Candidate {
    /// The profile with where each section stands. An identity not yet given starts from the name of the account.
    pub async fn profile_view(&self) -> sqlx::Result<ProfileView> {
        let services = self.services();
        let profile = services.store.profile(self.id()).await?;
        let today = calendar::date(services.clock.now());
        let mut versions = Vec::new();
        for section in Section::ALL {
            versions.push(services.store.section_version(self.id(), section).await?);
        }
        // Only while nothing is filled in is there anything to take up.
        let untouched = versions.iter().all(|it| *it == 0);
        let earlier = if untouched { services.store.earlier_campaign(self.id()).await? } else { None };
        let account = services.store.recipient(self.id()).await?;
        Ok(ProfileView {
            progress: Section::ALL.map(|section| profile.progress(section, today)).to_vec(),
            activated: profile.is_activated(today),
            versions,
            today,
            family_name: account.family_name,
            given_name: account.given_name,
            lists: services.store.list_versions(self.id()).await?,
            earlier,
            started: if profile.record.is_none() { self.started().await? } else { None },
            profile,
        })
    }

    /// Takes the profile of an earlier campaign up. Doing it again, or with nothing to take up, changes nothing.
    pub async fn take_profile_up(&self) -> sqlx::Result<()> {
        let mut work = self.begin().await?;
        if work.take_profile_up(self.id()).await? {
            work.note("take_profile_up", self.id(), "");
            work.commit().await?;
        }
        web::go_to(&Place::Profile);
        Ok(())
    }

    /// Saves a section; goes on to the next one when it is complete, stays with the faults when it is not.
    pub async fn save_section(
        &self,
        section: Section,
        answers: &impl Serialize,
        seen: i64,
    ) -> Result<(), CallError<SaveRefusal>> {
        let mut work = self.begin().await?;
        if !work.save_section(self.id(), section, answers, seen).await? {
            return Err(CallError::Refused(SaveRefusal::Changed));
        }
        work.note("save_section", self.id(), section.code());
        let profile = work.profile(self.id()).await?;
        let progress = profile.progress(section, calendar::date(work.now));
        self.tell_of_change(&mut work).await?;
        self.services().commit(work).await?;
        let onwards = || section.next().map_or_else(|| self.sections(), |next| self.section(next, None));
        let next = self.back(seen + 1).unwrap_or_else(onwards);
        web::go_to(&if progress == Progress::Complete { next } else { self.section(section, Some(seen + 1)) });
        Ok(())
    }

    /// A letter to the candidate whose profile staff change, unless one went a short while ago; nobody is told of what
    /// they change themselves. The person is locked, so that of two changes made at once one is told.
    pub(super) async fn tell_of_change(&self, work: &mut Work) -> sqlx::Result<()> {
        if !self.is_served() {
            return Ok(());
        }
        let letter = Letter::ProfileChanged(self.id().clone());
        work.lock_person(self.id()).await?;
        if work.was_posted(self.id(), &letter, PROFILE_CHANGED_PAUSE).await? {
            return Ok(());
        }
        work.post(self.id(), &letter).await
    }
}
