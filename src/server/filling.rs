//! « Mon inscription »: how a student fills it in, hands it over and takes it back. What is judged, is judged from what is
//! stored, under the lock of the enrolment.

use super::guard::Candidate;
use super::store::{EnrolmentRow, StoredAsking, Work};
use super::{calendar, paying, reference, web};
use crate::api::CallError;
use crate::domain::EnrolmentId;
use crate::domain::admission::Admission;
use crate::domain::campaign::year_of;
use crate::domain::document::DocumentState;
use crate::domain::enrolment::{
    Answers, Filling, FillingRefusal, FillingView, IneState, Outside, PaymentStatus, Piece, Question, Recap, SavedStep,
    State, Step, StepRefusal, StepRow, StepState, StepView, choice_key, cvec_step, next, phase, quote_of,
};
use crate::domain::ine::{Ine, Kind as IneKind};
use crate::domain::language::Language;
use crate::domain::letter::Letter;
use crate::domain::profile::Profile;
use crate::domain::time::{Date, Phase};
use crate::domain::timeline::EnrolmentFacts;
use crate::places::Place;

type Outcome<T> = Result<T, CallError<FillingRefusal>>;

const fn refused<T>(why: FillingRefusal) -> Outcome<T> {
    Err(CallError::Refused(why))
}

/// What an enrolment is judged from.
pub struct Stored {
    pub row: EnrolmentRow,
    asking: StoredAsking,
    profile: Profile,
    admissions: Vec<Admission>,
    rows: Vec<StepRow>,
    today: Date,
}

impl Stored {
    /// Of a locked enrolment, as this transaction finds it.
    pub async fn of(work: &mut Work, row: EnrolmentRow, asking: StoredAsking) -> sqlx::Result<Self> {
        Ok(Self {
            asking,
            profile: work.profile(&row.account()).await?,
            admissions: work.admissions_of(&row.learner(), &row.campaign()).await?,
            rows: work.enrolment_steps(&row.id()).await?,
            today: calendar::date(work.now),
            row,
        })
    }

    pub fn filling(&self) -> sqlx::Result<Filling<'_>> {
        Ok(Filling {
            kind: self.row.kind()?,
            year: year_of(&self.row.year),
            today: self.today,
            profile: &self.profile,
            admissions: &self.admissions,
            asking: &self.asking.asking,
            europeans_only: self.asking.europeans_only,
            rows: &self.rows,
        })
    }
}

/// What a form sent, and from where.
pub struct Typed {
    pub step: Step,
    pub form: Answers,
    pub seen: i64,
}

impl Candidate {
    /// What the present enrolment is judged from; none for whoever was never admitted.
    pub async fn stored_enrolment(&self) -> sqlx::Result<Option<Stored>> {
        let store = &self.services().store;
        let Some(row) = store.enrolment_of(self.id()).await? else { return Ok(None) };
        Ok(Some(Stored {
            asking: store.enrolment_asking().await?,
            profile: store.profile(self.id()).await?,
            admissions: store.admissions_of(&row.learner(), &row.campaign()).await?,
            rows: store.enrolment_steps(&row.id()).await?,
            today: calendar::date(self.services().clock.now()),
            row,
        }))
    }

    /// The same, locked, as this transaction finds it.
    async fn lock_stored(&self) -> Outcome<(Work, Stored)> {
        let asking = self.services().store.enrolment_asking().await?;
        let mut work = self.begin().await?;
        let row = work.lock_enrolment_of(self.id()).await?.ok_or(CallError::NotFound)?;
        let stored = Stored::of(&mut work, row, asking).await?;
        Ok((work, stored))
    }

    pub async fn filling_view(&self) -> sqlx::Result<Option<FillingView>> {
        let Some(stored) = self.stored_enrolment().await? else { return Ok(None) };
        let filling = stored.filling()?;
        let Some(recap) = self.recap_of(&stored, &filling, self.caller().language()).await? else { return Ok(None) };
        let submitted = matches!(recap.enrolment.standing.state, State::Submitted | State::Validated);
        let states = filling.states(outside(&recap), submitted);
        let step = |(step, state): &(Step, StepState)| StepView {
            step: *step,
            state: *state,
            answers: filling.answers(*step),
            questions: filling.questions(*step),
            faults: filling.faults(*step),
            version: filling.row(*step).map_or(0, |it| it.version),
        };
        let excluded = stored.admissions.iter().filter_map(|it| Some((it.id.clone(), filling.exclusion_of(it)?)));
        Ok(Some(FillingView {
            profile: self.profile_view().await?,
            steps: states.iter().map(step).collect(),
            next: next(&states),
            obstacles: filling.obstacles(),
            known: filling.known(),
            quote: quote_of(&recap.snapshot, stored.row.waiver()?, filling.year).ok(),
            excluded: excluded.collect(),
            recap,
        }))
    }

    /// Says of the present enrolment, while it is being filled in, which step comes next: the same that its page says.
    pub async fn point_to_next_step(&self, all: &mut [EnrolmentFacts]) -> sqlx::Result<()> {
        if all.iter().all(|it| it.state != State::Started) {
            return Ok(());
        }
        let Some(view) = self.filling_view().await? else { return Ok(()) };
        let present = &view.recap.enrolment;
        for it in all.iter_mut().filter(|it| it.state == State::Started && it.year == present.year) {
            it.next = view.next;
        }
        Ok(())
    }

    /// The récapitulatif: as handed over, or, before, as it would be now.
    pub async fn recap(&self, language: Language) -> sqlx::Result<Option<Recap>> {
        let Some(stored) = self.stored_enrolment().await? else { return Ok(None) };
        self.recap_of(&stored, &stored.filling()?, language).await
    }

    async fn recap_of(
        &self,
        stored: &Stored,
        filling: &Filling<'_>,
        language: Language,
    ) -> sqlx::Result<Option<Recap>> {
        let services = self.services();
        let Some(enrolment) = self.enrolment().await? else { return Ok(None) };
        let handed_over = matches!(enrolment.standing.state, State::Submitted | State::Validated);
        let kept = if handed_over { services.store.enrolment_snapshot(&enrolment.id).await? } else { None };
        let snapshot = kept.unwrap_or_else(|| filling.snapshot());
        let asked = services.store.pieces_asked(&stored.row.campaign(), &enrolment.id).await?;
        let situation = filling.situation();
        Ok(Some(Recap {
            email: services.store.recipient(self.id()).await?.email,
            names: reference::names(&snapshot.profile, language),
            pieces: asked.into_iter().filter(|(of, _)| of.asks(&situation, stored.today)).map(|(_, it)| it).collect(),
            due: stored.row.due,
            instalments: stored.row.instalments,
            issued_at: calendar::moment(services.clock.now()),
            snapshot,
            enrolment,
        }))
    }

    /// « Commencer mon inscription ». Doing it again changes nothing.
    pub async fn start_enrolment(&self) -> Outcome<()> {
        let windows = self.windows().await?;
        let (mut work, stored) = self.lock_stored().await?;
        let (filling, standing) = (stored.filling()?, stored.row.standing()?);
        if standing.state == State::Authorised {
            if filling.offered().is_empty() {
                return refused(FillingRefusal::Excluded);
            }
            let after = standing.start(&windows, work.now).map_err(refusal)?;
            work.record_enrolment(&stored.row, after).await?;
            work.note("start_enrolment", self.id(), &stored.row.number);
            work.commit().await?;
        } else if standing.state != State::Started {
            return refused(FillingRefusal::NotInState);
        }
        web::go_to(&Place::EnrolmentStep(Step::Programmes));
        Ok(())
    }

    async fn windows(&self) -> Outcome<Vec<crate::domain::time::Window>> {
        let store = &self.services().store;
        let row = store.enrolment_of(self.id()).await?.ok_or(CallError::NotFound)?;
        Ok(store.enrolment_windows(&row.campaign(), row.kind()?).await?)
    }

    /// Keeps what was typed, without judging it: what is on the screen of a page that saves by itself.
    pub async fn autosave_step(&self, typed: Typed) -> Outcome<SavedStep> {
        let (mut work, mut stored) = self.lock_stored().await?;
        let version = self.keep(&mut work, &mut stored, typed, false).await?;
        let at = calendar::moment(work.now);
        work.commit().await?;
        Ok(SavedStep { version, at })
    }

    /// « Enregistrer et continuer »: keeps it, and goes on to the next step; stays with what is wrong.
    pub async fn confirm_step(&self, typed: Typed) -> Outcome<()> {
        let (mut work, mut stored) = self.lock_stored().await?;
        let step = typed.step;
        let version = self.keep(&mut work, &mut stored, typed, true).await?;
        let filling = stored.filling()?;
        let to = if filling.is_right(step) {
            Place::EnrolmentStep(filling.onwards(step))
        } else {
            Place::EnrolmentStepToCorrect(step, version)
        };
        work.commit().await?;
        web::go_to(&to);
        Ok(())
    }

    /// Writes a step; its version now. A second click finds it done.
    async fn keep(&self, work: &mut Work, stored: &mut Stored, typed: Typed, confirmed: bool) -> Outcome<i64> {
        let Typed { step, form, seen } = typed;
        if !step.is_form() {
            return Err(CallError::NotFound);
        }
        if stored.row.standing()?.state != State::Started {
            return refused(FillingRefusal::NotInState);
        }
        let admissions: Vec<_> = stored.admissions.iter().map(|it| choice_key(&it.id)).collect();
        let answers = form.only(step, &admissions);
        let before = stored.rows.iter().find(|it| it.step == step).cloned();
        let version = before.as_ref().map_or(0, |it| it.version);
        let same = before.as_ref().is_some_and(|it| it.answers == answers);
        if same && (!confirmed || before.as_ref().is_some_and(|it| it.confirmed)) {
            return Ok(version);
        }
        let fits = same || version == seen;
        if !fits || !work.save_step(&stored.row.id(), step, (&answers, confirmed), version).await? {
            return refused(FillingRefusal::Changed);
        }
        let was = before.map(|it| it.answers).unwrap_or_default();
        stored.rows.retain(|it| it.step != step);
        stored.rows.push(StepRow { step, answers, confirmed, version: version + 1 });
        self.follow_cvec(work, stored, &was).await?;
        follow_fees(work, stored, confirmed && step == Step::Fees).await?;
        work.note(if confirmed { "confirm_step" } else { "save_step" }, self.id(), step.code());
        Ok(version + 1)
    }

    /// The CVEC of the enrolment follows what was typed, and what was chosen.
    async fn follow_cvec(&self, work: &mut Work, stored: &Stored, was: &Answers) -> sqlx::Result<()> {
        let (filling, standing) = (stored.filling()?, stored.row.standing()?);
        let typed = filling.answers(Step::Cvec);
        let number = typed.of(Question::Cvec);
        let before = if was.of(Question::Cvec).is_empty() { number } else { was.of(Question::Cvec) };
        let cvec = cvec_step::after(standing.cvec, filling.owes_cvec(), number, before);
        if cvec != standing.cvec {
            work.record_enrolment(&stored.row, crate::domain::enrolment::Standing { cvec, ..standing }).await?;
        }
        Ok(())
    }

    /// « Terminer mon inscription ». However often one clicks, it is handed over once.
    pub async fn submit_enrolment(&self) -> Outcome<()> {
        let windows = self.windows().await?;
        let (mut work, stored) = self.lock_stored().await?;
        let (filling, standing) = (stored.filling()?, stored.row.standing()?);
        if !matches!(standing.state, State::Submitted | State::Validated) {
            let after = standing.submit().map_err(refusal)?;
            // Who takes it back to correct it may hand it over again, whatever the day.
            let open = phase(&windows, work.now);
            if stored.row.submitted_at.is_none() && open != Phase::Open {
                return refused(FillingRefusal::OutsideWindow(open));
            }
            let obstacles = filling.obstacles();
            if !obstacles.is_empty() {
                return refused(FillingRefusal::Steps(obstacles));
            }
            let snapshot = filling.snapshot();
            let instalments = snapshot.answers.of(Question::Instalments).parse().unwrap_or(1);
            let ine = ine_state(&snapshot.profile);
            let id = stored.row.id();
            work.record_enrolment(&stored.row, after).await?;
            let due = quote_of(&snapshot, stored.row.waiver()?, filling.year).ok().map(|it| it.total);
            work.keep_submission(&id, &snapshot, (due, instalments), ine.code()).await?;
            settle_due(&mut work, &id).await?;
            work.note("submit_enrolment", self.id(), &stored.row.number);
            work.post(self.id(), &Letter::EnrolmentSubmitted(id.clone())).await?;
            self.services().validate_if_effective(&mut work, &id).await?;
            self.services().commit(work).await?;
        }
        web::go_to(&Place::EnrolmentStep(Step::Summary));
        Ok(())
    }

    /// « Corriger »: until it is validated. Everything is kept; doing it again changes nothing.
    pub async fn reopen_enrolment(&self) -> Outcome<()> {
        let (mut work, stored) = self.lock_stored().await?;
        let standing = stored.row.standing()?;
        if standing.state != State::Started {
            let after = standing.reopen().map_err(refusal)?;
            work.record_enrolment(&stored.row, after).await?;
            work.note("reopen_enrolment", self.id(), &stored.row.number);
            work.commit().await?;
        }
        web::go_to(&Place::Enrolment);
        Ok(())
    }
}

/// What is due is said once « Droits » is confirmed, so that one may pay before handing over, and follows every answer and
/// exemption from then on: what was paid too much is proposed to staff as a refund.
pub async fn follow_fees(work: &mut Work, stored: &Stored, said: bool) -> sqlx::Result<()> {
    if !said && stored.row.due.is_none() {
        return Ok(());
    }
    let filling = stored.filling()?;
    let handed_over = matches!(stored.row.standing()?.state, State::Submitted | State::Validated);
    let kept = if handed_over { work.enrolment_snapshot(&stored.row.id()).await? } else { None };
    let snapshot = kept.unwrap_or_else(|| filling.snapshot());
    let Ok(quote) = quote_of(&snapshot, stored.row.waiver()?, filling.year) else { return Ok(()) };
    work.say_due(&stored.row.id(), quote.total).await?;
    settle_due(work, &stored.row.id()).await
}

/// The state of the payment, once what is due was said anew.
async fn settle_due(work: &mut Work, id: &EnrolmentId) -> sqlx::Result<()> {
    match work.lock_payable_enrolment(id).await? {
        Some(payable) => paying::settle(work, &payable).await,
        None => Ok(()),
    }
}

fn refusal(it: StepRefusal) -> CallError<FillingRefusal> {
    CallError::Refused(match it {
        StepRefusal::OutsideWindow(phase) => FillingRefusal::OutsideWindow(phase),
        StepRefusal::Changed => FillingRefusal::Changed,
        StepRefusal::NotInState | StepRefusal::Awaited(_) | StepRefusal::Paid => FillingRefusal::NotInState,
    })
}

/// An INES is never called confirmed: its key is not public.
fn ine_state(profile: &Profile) -> IneState {
    let typed = profile.identity.as_ref().map_or("", |it| it.ine.as_str());
    match Ine::parse(typed).map(|it| it.kind()) {
        Ok(IneKind::Bea | IneKind::Nne) if profile.record.is_some() => IneState::Confirmed,
        Ok(_) => IneState::ToVerify,
        Err(_) => IneState::Unknown,
    }
}

/// How far the steps of other pages are.
fn outside(it: &Recap) -> Outside {
    let any = |of: fn(&Piece) -> bool| it.pieces.iter().any(of);
    let documents = if any(|it| !it.state.is_handed_over()) {
        StepState::ToCorrect
    } else if any(|it| it.state == DocumentState::Deposited) {
        StepState::Waiting
    } else {
        StepState::Complete
    };
    let payment = match it.enrolment.standing.payment {
        PaymentStatus::Unpaid => StepState::Empty,
        PaymentStatus::Pending => StepState::Waiting,
        PaymentStatus::NotRequired | PaymentStatus::Partial | PaymentStatus::Paid => StepState::Complete,
    };
    Outside { documents, payment }
}
