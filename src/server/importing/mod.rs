//! Admissions from elsewhere: a file is read and planned line by line, looked at and confirmed by staff, then done by the
//! worker, a line a transaction. The same file again changes only what changed in it.

mod receive;
mod table;

pub use receive::{model, receive, report};

use super::admitting::enrolment_kind;
use super::guard::Staff;
use super::reference::fold;
use super::store::{Actor, InvitedAccount, NewAdmission, NewImport, PlannedLine, WaitingLine, Work};
use super::{Services, calendar, secrets, web};
use crate::api::CallError;
use crate::domain::admission::{Cycle, Source};
use crate::domain::import::{
    Admitted, FileRefusal, Found, ImportLine, ImportRefusal, Judge, LineFault, Outcome, Plan, identifier_of,
};
use crate::domain::ine::Ine;
use crate::domain::invitation::InvitationForm;
use crate::domain::language::Language;
use crate::domain::learner::IdentifierKind;
use crate::domain::letter::Letter;
use crate::domain::profile::{IdentityForm, Question, Section};
use crate::domain::time::Date;
use crate::domain::{AccountId, CampaignId, ImportId, StaffId};
use crate::places::Place;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Lines written down in one transaction: between two, others get their turn.
const CHUNK: usize = 500;

/// Why an import was not prepared.
pub enum PrepareError {
    Refused(FileRefusal),
    Store(sqlx::Error),
}

impl From<sqlx::Error> for PrepareError {
    fn from(cause: sqlx::Error) -> Self {
        Self::Store(cause)
    }
}

impl Staff {
    /// Plans a file: nothing is done before it is confirmed.
    pub async fn prepare_import(
        &self,
        source: Source,
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<ImportId, PrepareError> {
        let services = self.services();
        let campaign = services.campaign().await?;
        let known = services.store.imported(&campaign, source).await?;
        let programmes = services.store.programmes_by_code(&campaign).await?;
        let today = calendar::date(services.clock.now());
        let planned = tokio::task::spawn_blocking(move || {
            let programme = |code: &str| programmes.get(code).cloned();
            let judge = Judge { source, today, fold: &fold, programme: &programme };
            table::read(&bytes).map(|lines| plan(lines, &judge, &known))
        });
        let planned = planned.await.map_err(|_| PrepareError::Refused(FileRefusal::Interrupted))?;
        let planned = planned.map_err(PrepareError::Refused)?;
        let new = NewImport { campaign: &campaign, source, file_name, author: self.id(), origin: self.origin() };
        let mut work = self.begin().await?;
        let id = work.add_import(&new).await?;
        work.note("prepare_import", &id, source.code());
        work.commit().await?;
        for chunk in planned.chunks(CHUNK) {
            let mut work = self.begin().await?;
            work.add_import_lines(&id, chunk).await?;
            work.commit().await?;
        }
        let mut work = self.begin().await?;
        work.import_is_ready(&id).await?;
        work.commit().await?;
        Ok(id)
    }

    /// Hands it to the worker. Confirming it again changes nothing.
    pub async fn confirm_import(&self, id: &ImportId) -> Result<(), CallError<ImportRefusal>> {
        let services = self.services();
        let head = services.store.import(id).await?.ok_or(CallError::NotFound)?;
        if head.to_do() == 0 {
            return Err(CallError::Refused(ImportRefusal::NothingToDo));
        }
        let mut work = self.begin().await?;
        if work.confirm_import(id).await? {
            work.note("confirm_import", id, "");
        }
        services.commit(work).await?;
        services.bell.notify_one();
        web::go_to(&Place::Import(id.clone()));
        Ok(())
    }
}

/// What would become of each line, against what was imported before and against the lines above it.
fn plan(lines: table::Lines, judge: &Judge<'_>, known: &HashMap<(String, String), String>) -> Vec<PlannedLine> {
    let mut above: HashMap<(String, String), (i64, String)> = HashMap::new();
    let mut planned = Vec::with_capacity(lines.len());
    for (line, content) in lines {
        let (plan, faults, digest) = match judge.check(&content) {
            Err(faults) => (Plan::Fault, faults, String::new()),
            Ok(it) => {
                let digest = secrets::digest(said(&it).as_bytes());
                let key = (it.number.clone(), it.programme_code.clone());
                match above.entry(key.clone()) {
                    Entry::Occupied(first) if first.get().1 == digest => (Plan::Doubled, Vec::new(), digest),
                    Entry::Occupied(first) => {
                        (Plan::Fault, vec![LineFault::Contradicts { line: first.get().0 }], digest)
                    }
                    Entry::Vacant(free) => {
                        free.insert((line, digest.clone()));
                        let plan = match known.get(&key) {
                            None => Plan::New,
                            Some(before) if *before == digest => Plan::Same,
                            Some(_) => Plan::Changed,
                        };
                        (plan, Vec::new(), digest)
                    }
                }
            }
        };
        let faults = serde_json::to_string(&faults).unwrap_or_else(|_| "[]".to_owned());
        let content = serde_json::to_string(&content).unwrap_or_default();
        planned.push(PlannedLine { line, content, plan, faults, digest });
    }
    planned
}

/// All that a line says once it is read: other spellings of the same say the same.
fn said(it: &Admitted) -> String {
    serde_json::to_string(&Admitted { external_number: String::new(), ..it.clone() }).unwrap_or_default()
}

/// Does up to `limit` lines that wait; how many it found.
pub async fn do_lines(services: &Services, limit: usize) -> sqlx::Result<usize> {
    let mut offers = HashMap::new();
    for found in 0..limit {
        let Some(line) = services.store.next_import_line().await? else { return Ok(found) };
        let campaign = CampaignId(line.campaign_id.clone());
        let programmes = match offers.entry(campaign.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(services.store.programmes_by_code(&campaign).await?),
        };
        let outcome = match carry_out(services, &line, &campaign, programmes).await {
            Ok(()) => continue,
            Err(Stop::Refused(outcome)) => outcome,
            Err(Stop::Store(cause)) => {
                super::incident(&cause, "a line of an import could not be done");
                Outcome::Failed
            }
        };
        let mut work = services.begin(Actor::Staff(line.author.clone()), &line.origin).await?;
        work.close_import_line(&line, outcome).await?;
        work.commit().await?;
    }
    Ok(limit)
}

/// Why a line was not done; a refusal leaves nothing behind but itself.
enum Stop {
    Refused(Outcome),
    Store(sqlx::Error),
}

impl From<sqlx::Error> for Stop {
    fn from(cause: sqlx::Error) -> Self {
        Self::Store(cause)
    }
}

async fn carry_out(
    services: &Services,
    line: &WaitingLine,
    campaign: &CampaignId,
    programmes: &HashMap<String, (String, Cycle)>,
) -> Result<(), Stop> {
    let (content, source) = (line.content()?, line.source()?);
    let programme = |code: &str| programmes.get(code).cloned();
    let today = calendar::date(services.clock.now());
    let judge = Judge { source, today, fold: &fold, programme: &programme };
    // It was fit when it was planned; what changed since (a programme that is gone) is a failure to be looked at.
    let it = judge.check(&content).map_err(|_| Stop::Refused(Outcome::Failed))?;
    let mut work = services.begin(Actor::Staff(line.author.clone()), &line.origin).await?;
    if !work.close_import_line(line, Outcome::Done).await? {
        return Ok(());
    }
    let author = StaffId(line.author.clone());
    let account = services.account_for(&mut work, &it, source, (campaign, &author)).await?;
    work.lock_person(&account).await?;
    let identity = identity(&it, &content);
    work.prefill_identity(&account, &identity).await?;
    let known = services.fill_if_known(&mut work, &account, campaign, &it).await?;
    let learner = services.learner_for(&mut work, &account, &identity, &it.email).await?.id();
    if !work.add_identifier(&learner, identifier_of(source), &it.number).await? {
        return Err(Stop::Refused(Outcome::NumberOfAnother));
    }
    if let Some(ine) = &it.ine {
        // Somebody else's INE is for people to look at, and no reason not to admit.
        work.add_identifier(&learner, IdentifierKind::Ine, &ine.to_lowercase()).await?;
    }
    let admission = NewAdmission {
        learner: &learner,
        campaign,
        source,
        candidature: None,
        external_number: &it.number,
        programme_code: &it.programme_code,
        programme: &it.programme,
        cycle: it.cycle,
        regime: it.regime,
        digest: &line.digest,
    };
    let admission = work.admit(&admission).await?;
    let kind = enrolment_kind(source == Source::Renewal || known);
    services.open_enrolment(&mut work, &learner, campaign, &line.year, kind).await?;
    work.note("import_admission", &account, source.code());
    if line.plan == Plan::New.code() {
        work.post(&account, &Letter::Admitted(admission)).await?;
    }
    Ok(services.commit(work).await?)
}

impl Services {
    /// Whoever the scolarité knows by INE, birth date and name, as the source gives them, is shown what it knows, to confirm
    /// it; who said themselves who they are is asked first, as everybody. Whether it knows them.
    async fn fill_if_known(
        &self,
        work: &mut Work,
        account: &AccountId,
        campaign: &CampaignId,
        it: &Admitted,
    ) -> sqlx::Result<bool> {
        let before = work.profile(account).await?;
        if before.record.is_some() {
            return Ok(true);
        }
        let theirs = |section, given: bool| given && !before.to_confirm.contains(&section);
        if theirs(Section::Identity, before.identity.is_some())
            || theirs(Section::Baccalaureat, before.baccalaureat.is_some())
        {
            return Ok(false);
        }
        let Some(ine) = it.ine.as_deref().and_then(|it| Ine::parse(it).ok()) else { return Ok(false) };
        let Some(record) = self.records.find(&Question { ine, born: it.birth_date }).await else { return Ok(false) };
        let names = |family: &str, given: &str| fold(&format!("{family} {given}"));
        let same =
            names(&record.identity.family_name, &record.identity.given_name) == names(&it.family_name, &it.given_name);
        if !same || !work.fill_from_record(account, campaign, &record, (before, true)).await? {
            return Ok(false);
        }
        work.note("records_prefill", account, "");
        Ok(true)
    }

    /// The account of whoever a line speaks of: known by the number, by the address, or made.
    async fn account_for(
        &self,
        work: &mut Work,
        it: &Admitted,
        source: Source,
        (campaign, author): (&CampaignId, &StaffId),
    ) -> Result<AccountId, Stop> {
        let names = fold(&format!("{} {}", it.family_name, it.given_name));
        let folded = |found: Found| Found { names: fold(&found.names), ..found };
        if let Some(learner) = work.learner_with(identifier_of(source), &it.number).await? {
            let found = folded(work.found(&learner.account()).await?);
            if !found.is(it, &names) {
                return Err(Stop::Refused(Outcome::NumberOfAnother));
            }
            work.correct_email(&found.account, &it.email).await?;
            return Ok(found.account);
        }
        if let Some(found) = work.found_by_email(campaign, &it.email).await? {
            let found = folded(found);
            return if found.is(it, &names) { Ok(found.account) } else { Err(Stop::Refused(Outcome::EmailOfAnother)) };
        }
        let form = InvitationForm {
            family_name: it.family_name.clone(),
            given_name: it.given_name.clone(),
            email: it.email.clone(),
            language: String::new(),
        };
        let invitation = form.check().map_err(|_| Stop::Refused(Outcome::Failed))?;
        let number = secrets::draw_number(self);
        let key = fold(&format!("{} {} {} {}", it.family_name, it.given_name, number.as_str(), it.email));
        let account = InvitedAccount {
            campaign,
            number: &number,
            search_key: &key,
            password_hash: &secrets::nobodys_hash(&*self.chance),
            language: Language::default(),
        };
        let made = work.invite(&invitation, &account, author).await?;
        made.ok_or(Stop::Refused(Outcome::EmailOfAnother))
    }
}

/// What a line says of who somebody is, for them to confirm and complete.
fn identity(it: &Admitted, typed: &ImportLine) -> IdentityForm {
    let Date { year, month, day } = it.birth_date;
    IdentityForm {
        family_name: it.family_name.clone(),
        given_name: it.given_name.clone(),
        nationality: it.nationality.clone(),
        birth_date: format!("{year:04}-{month:02}-{day:02}"),
        ine: if it.ine.is_some() { typed.ine.clone() } else { String::new() },
        ..IdentityForm::default()
    }
}
