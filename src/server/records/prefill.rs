//! The story of « Suivant », « OUI » and « NON »: the scolarité asked, its answer confirmed by the person, then filled in.

use crate::api::CallError;
use crate::domain::profile::{
    BaccalaureatForm, IdentityForm, LOOKUP_WINDOW, LOOKUPS_PER_ACCOUNT, LOOKUPS_PER_ADDRESS, LOOKUPS_PER_INE, Question,
    Record, RecordsRefusal, Section, StartForm, Started,
};
use crate::places::{IdentityStep, Place};
use crate::server::guard::Candidate;
use crate::server::{calendar, web};

impl Candidate {
    /// Keeps the first step as typed and goes on: to what is wrong with it, to the empty form, or to the answer of the
    /// scolarité. This call says and does the same whatever that answer is.
    pub async fn ask_records(&self, form: StartForm) -> Result<(), CallError<RecordsRefusal>> {
        let question = form.check(calendar::date(self.services().clock.now()));
        if let Ok(Some(question)) = &question
            && !self.may_ask(question).await?
        {
            return Err(CallError::Refused(RecordsRefusal::TooMany));
        }
        let mut work = self.begin().await?;
        let version = work.save_start(self.id(), &form).await?;
        work.note("records_ask", self.id(), "");
        work.commit().await?;
        web::go_to(&match question {
            Err(_) => Place::Identity(IdentityStep::Start, version),
            Ok(None) => Place::Identity(IdentityStep::Form, version),
            Ok(Some(_)) => Place::Identity(IdentityStep::Answer, version),
        });
        Ok(())
    }

    /// Counts a question: by whom, from where, about whom.
    async fn may_ask(&self, question: &Question) -> sqlx::Result<bool> {
        let origin = format!("address {}", self.caller().origin);
        let counts = [
            (origin.as_str(), LOOKUPS_PER_ADDRESS),
            (self.id().as_str(), LOOKUPS_PER_ACCOUNT),
            (question.ine.as_str(), LOOKUPS_PER_INE),
        ];
        self.caller().may_try_within(LOOKUP_WINDOW, "records", &counts).await
    }

    /// The first step, with whom the scolarité knows by it.
    pub async fn started(&self) -> sqlx::Result<Option<Started>> {
        let Some((form, version)) = self.services().store.start(self.id()).await? else { return Ok(None) };
        let found = self.find(&form).await.map(|it| it.glimpse());
        Ok(Some(Started { form, version, found }))
    }

    async fn find(&self, form: &StartForm) -> Option<Record> {
        let question = form.check(calendar::date(self.services().clock.now())).ok()??;
        self.services().records.find(&question).await
    }

    /// « OUI »: identity, baccalaureat, years and, unless one was given, the address, in one act.
    pub async fn confirm_record(&self, seen: i64) -> Result<(), CallError<RecordsRefusal>> {
        let start = self.services().store.start(self.id()).await?;
        let (form, _) = start.ok_or(CallError::Refused(RecordsRefusal::Unknown))?;
        let record = self.find(&form).await.ok_or(CallError::Refused(RecordsRefusal::Unknown))?;
        let mut work = self.begin().await?;
        let confirmed = work.confirm_start(self.id(), seen).await?;
        let before = work.profile(self.id()).await?;
        match before.record {
            // A second click: it is filled in already.
            Some(_) if !confirmed => {}
            None if !confirmed => return Err(CallError::Refused(RecordsRefusal::Changed)),
            _ => {
                let filled = work.fill_from_record(self.id(), self.campaign(), &record, (before, false)).await;
                let filled = match filled {
                    // Somebody else was faster by a moment.
                    Err(sqlx::Error::Database(e)) if e.is_unique_violation() => false,
                    filled => filled?,
                };
                if !filled {
                    return Err(CallError::Refused(RecordsRefusal::NotTaken));
                }
                work.note("records_prefill", self.id(), "");
                work.commit().await?;
            }
        }
        web::go_to(&Place::Section(Section::Identity));
        Ok(())
    }

    async fn record(&self) -> sqlx::Result<Option<Record>> {
        Ok(self.services().store.profile(self.id()).await?.record)
    }

    /// The form with everything in it that the scolarité answers for, whatever was sent.
    pub async fn keep_identity(&self, typed: IdentityForm) -> sqlx::Result<IdentityForm> {
        Ok(match self.record().await? {
            Some(record) => record.keep_identity(typed),
            None => typed,
        })
    }

    /// As [`Candidate::keep_identity`].
    pub async fn keep_baccalaureat(&self, typed: BaccalaureatForm) -> sqlx::Result<BaccalaureatForm> {
        Ok(match self.record().await? {
            Some(record) => record.keep_baccalaureat(typed),
            None => typed,
        })
    }
}
