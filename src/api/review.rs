//! The staff's side: signing in with password and code, the pile, one dossier, verdicts, avis. Every act sends back the
//! version of the dossier that its form was made from, and is refused when somebody changed it meanwhile.

use super::{CallError, Never};
use crate::domain::account::SignInRefusal;
use crate::domain::candidature::StepRefusal;
use crate::domain::journal::JournalLine;
use crate::domain::review::{Act, AvisForm, Examination, Pile, PileQuery};
use crate::domain::{CandidatureId, RequirementId};
use leptos::server;

/// First step: address and password. The session opened is good for the second step alone.
#[server(prefix = "/api", endpoint = "review/sign_in")]
pub async fn staff_sign_in(email: String, password: String) -> Result<(), CallError<SignInRefusal>> {
    use crate::domain::account::{ATTEMPTS_PER_ACCOUNT, SECOND_STEP_LIFE};
    use crate::places::Place;
    use crate::server::{guard::Caller, web};

    let caller = Caller::of_this_call();
    if !caller.may_try("staff-sign-in", &email.trim().to_lowercase(), ATTEMPTS_PER_ACCOUNT).await? {
        return Err(CallError::TooMany);
    }
    let staff = caller.check_staff_password(&email, &password).await?;
    let mut work = caller.begin().await?;
    caller.open_staff_session(&mut work, &staff, false, SECOND_STEP_LIFE).await?;
    work.commit().await?;
    web::go_to(&Place::StaffCode);
    Ok(())
}

/// Second step: the one-time code, good once.
#[server(prefix = "/api", endpoint = "review/code")]
pub async fn staff_code(code: String) -> Result<(), CallError<SignInRefusal>> {
    use crate::domain::account::{ATTEMPTS_PER_ACCOUNT, SESSION_LIFE};
    use crate::places::Place;
    use crate::server::{guard::Caller, store::Holder, web};

    let caller = Caller::of_this_call();
    let Some(Holder::Staff { id, .. }) = caller.holder().await? else { return Err(CallError::SignedOut) };
    if !caller.may_try("staff-code", id.as_str(), ATTEMPTS_PER_ACCOUNT).await? {
        return Err(CallError::TooMany);
    }
    let mut work = caller.begin().await?;
    if !caller.use_code(&mut work, &id, &code).await? {
        return Err(CallError::Refused(SignInRefusal::Wrong));
    }
    caller.open_staff_session(&mut work, &id, true, SESSION_LIFE).await?;
    work.note("staff_sign_in", &id, "");
    work.commit().await?;
    web::go_to(&Place::Pile);
    Ok(())
}

/// What the role of the caller allows, so that pages offer no more.
#[server(prefix = "/api", endpoint = "review/my_acts")]
pub async fn my_acts() -> Result<Vec<Act>, CallError<Never>> {
    use crate::server::guard::Staff;

    let role = Staff::of_this_call(Act::Read).await?.role();
    Ok(Act::ALL.into_iter().filter(|act| role.may(*act)).collect())
}

/// One page of the dossiers in scope that were transmitted.
#[server(prefix = "/api", endpoint = "review/pile")]
pub async fn open_pile(#[server(default)] query: PileQuery) -> Result<Pile, CallError<Never>> {
    use crate::server::guard::Staff;

    Ok(Staff::of_this_call(Act::Read).await?.pile(query).await?)
}

/// One dossier, as it was handed over. Opening it goes into the journal.
#[server(prefix = "/api", endpoint = "review/examine")]
pub async fn examine(id: CandidatureId) -> Result<Examination, CallError<Never>> {
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Read).await?.examine(&id).await?.ok_or(CallError::NotFound)
}

/// Who did what in one dossier, the latest first.
#[server(prefix = "/api", endpoint = "review/journal")]
pub async fn journal(id: CandidatureId) -> Result<Vec<JournalLine>, CallError<Never>> {
    use crate::server::guard::Staff;

    Staff::of_this_call(Act::Read).await?.dossier_journal(&id).await?.ok_or(CallError::NotFound)
}

/// The verdict on one document: `accept` is `yes`, or a ground of the catalogue is given.
#[server(prefix = "/api", endpoint = "review/judge")]
pub async fn judge(
    id: CandidatureId,
    requirement: RequirementId,
    version: i64,
    #[server(default)] accept: String,
    #[server(default)] ground: String,
    #[server(default)] comment: String,
) -> Result<(), CallError<StepRefusal>> {
    use crate::server::{desk, guard::Staff};

    let staff = Staff::of_this_call(Act::Judge).await?;
    let (mut work, locked, document) = staff.lock_document(&id, &requirement, version).await?;
    let verdict = desk::read_verdict(&mut work, &locked.account_id, accept == "yes", &ground, &comment).await?;
    let verdict = verdict.map_err(CallError::Refused)?;
    if !document.state.may_judge(locked.standing.state) {
        return Err(CallError::Refused(StepRefusal::NotInState));
    }
    work.judge(&locked, &requirement, &verdict, staff.id()).await?;
    work.note(verdict.act(), &id, requirement);
    staff.finish(work, &id).await
}

/// Does without a document, for a reason that the candidate reads.
#[server(prefix = "/api", endpoint = "review/waive")]
pub async fn waive(
    id: CandidatureId,
    requirement: RequirementId,
    version: i64,
    #[server(default)] reason: String,
) -> Result<(), CallError<StepRefusal>> {
    use crate::domain::review::waiver;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Judge).await?;
    let reason = waiver(&reason).map_err(CallError::Refused)?;
    let (mut work, locked, document) = staff.lock_document(&id, &requirement, version).await?;
    if !document.state.may_waive(locked.standing.state) {
        return Err(CallError::Refused(StepRefusal::NotInState));
    }
    work.do_without(&locked, &requirement, &reason, staff.id()).await?;
    work.note("waive_document", &id, requirement);
    staff.finish(work, &id).await
}

/// Goes back on doing without a document: « à juger de nouveau ».
#[server(prefix = "/api", endpoint = "review/judge_again")]
pub async fn judge_again(
    id: CandidatureId,
    requirement: RequirementId,
    version: i64,
) -> Result<(), CallError<StepRefusal>> {
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Judge).await?;
    let (mut work, locked, document) = staff.lock_document(&id, &requirement, version).await?;
    let state = document.judged_again(locked.standing.state).ok_or(CallError::Refused(StepRefusal::NotInState))?;
    work.ask_again(&locked, &requirement, state).await?;
    work.note("judge_again", &id, requirement);
    staff.finish(work, &id).await
}

/// « Dossier incomplet »: re-opens what is refused or missing until the end of `deadline` (`YYYY-MM-DD`).
#[server(prefix = "/api", endpoint = "review/incomplete")]
pub async fn declare_incomplete(
    id: CandidatureId,
    version: i64,
    deadline: String,
) -> Result<(), CallError<StepRefusal>> {
    use crate::domain::letter::Letter;
    use crate::server::{calendar, guard::Staff};

    let staff = Staff::of_this_call(Act::Judge).await?;
    let deadline = crate::domain::time::Date::parse(&deadline).and_then(calendar::after);
    let deadline = deadline.ok_or(CallError::Refused(StepRefusal::DeadlineInPast))?;
    let (mut work, locked) = staff.lock(&id, version).await?;
    let states: Vec<_> = work.document_states(&locked).await?.into_iter().map(|(_, state)| state).collect();
    let after = locked.standing.declare_incomplete(&states, deadline, work.now).map_err(CallError::Refused)?;
    work.record_standing(&locked, &after).await?;
    work.note("declare_incomplete", &id, deadline.0);
    work.post(&locked.account_id, &Letter::Incomplete(id.clone())).await?;
    staff.finish(work, &id).await
}

/// « Dossier complet ».
#[server(prefix = "/api", endpoint = "review/complete")]
pub async fn declare_complete(id: CandidatureId, version: i64) -> Result<(), CallError<StepRefusal>> {
    use crate::domain::letter::Letter;
    use crate::server::guard::Staff;

    let staff = Staff::of_this_call(Act::Judge).await?;
    let (mut work, locked) = staff.lock(&id, version).await?;
    let states: Vec<_> = work.document_states(&locked).await?.into_iter().map(|(_, state)| state).collect();
    let after = locked.standing.declare_complete(&states).map_err(CallError::Refused)?;
    work.record_standing(&locked, &after).await?;
    work.note("declare_complete", &id, "");
    work.post(&locked.account_id, &Letter::Complete(id.clone())).await?;
    staff.finish(work, &id).await
}

/// Enters an avis, in place of one not validated yet; the candidate hears nothing before it is validated.
#[server(prefix = "/api", endpoint = "review/enter_avis")]
pub async fn enter_avis(id: CandidatureId, version: i64, form: AvisForm) -> Result<(), CallError<StepRefusal>> {
    use crate::server::{desk, guard::Staff};

    let staff = Staff::of_this_call(Act::EnterAvis).await?;
    let avis = form.check().map_err(CallError::Refused)?;
    let (mut work, mut locked) = staff.lock(&id, version).await?;
    desk::enter_avis(&mut work, &mut locked, &avis, staff.id()).await?;
    staff.finish(work, &id).await
}

/// Validates the avis entered: state, deadline, journal and letter in one transaction.
#[server(prefix = "/api", endpoint = "review/validate_avis")]
pub async fn validate_avis(id: CandidatureId, version: i64) -> Result<(), CallError<StepRefusal>> {
    use crate::server::{desk, guard::Staff};

    let staff = Staff::of_this_call(Act::ValidateAvis).await?;
    let (mut work, locked) = staff.lock(&id, version).await?;
    desk::validate_avis(&mut work, &locked, staff.id()).await?;
    staff.finish(work, &id).await
}
