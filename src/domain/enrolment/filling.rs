//! Judges an enrolment from what is stored: which programmes are chosen, what is asked of this person, what is wrong or
//! missing in each step, what stands in the way of handing it over.

use super::{Answers, Asking, Kind, Known, Outside, Question, Situation, Snapshot, Step, StepState, choice_key};
use crate::domain::admission::{Admission, Exclusion, exclusion};
use crate::domain::form::Faults;
use crate::domain::profile::{Profile, Progress};
use crate::domain::time::Date;
use serde::{Deserialize, Serialize};

/// One step as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRow {
    pub step: Step,
    pub answers: Answers,
    /// « Continuer »: the person said that it is right.
    pub confirmed: bool,
    pub version: i64,
}

/// All that the steps depend on.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    pub kind: Kind,
    /// In which the campaign begins.
    pub year: i16,
    pub today: Date,
    pub profile: &'a Profile,
    pub admissions: &'a [Admission],
    pub asking: &'a Asking,
    pub europeans_only: bool,
    pub rows: &'a [StepRow],
}

impl<'a> Filling<'a> {
    pub fn row(&self, step: Step) -> Option<&'a StepRow> {
        self.rows.iter().find(|it| it.step == step)
    }

    fn nationality(&self) -> &'a str {
        self.profile.identity.as_ref().map_or("", |it| it.nationality.as_str())
    }

    /// Why an admission is enrolled in elsewhere than online (seed 002).
    pub fn exclusion_of(&self, it: &Admission) -> Option<Exclusion> {
        exclusion(it.regime, self.nationality(), self.europeans_only)
    }

    /// The admissions that one may choose.
    pub fn offered(&self) -> Vec<&'a Admission> {
        self.admissions.iter().filter(|it| !it.withdrawn && self.exclusion_of(it).is_none()).collect()
    }

    /// Those that were chosen, the one that counts first before the others: the dearest (reference/peers.md §2.8, « different
    /// diplomas in the same institution »). Where there is but one, it is.
    pub fn chosen(&self) -> Vec<&'a Admission> {
        let mut chosen = self.offered();
        if let Some(row) = self.row(Step::Programmes) {
            chosen.retain(|it| row.answers.named(&choice_key(&it.id)) == "yes");
        } else if chosen.len() != 1 {
            chosen.clear();
        }
        // Stable: among equals the first admission goes first.
        chosen.sort_by_key(|it| std::cmp::Reverse(it.cycle));
        chosen
    }

    /// Whether the CVEC concerns them: by any programme that they chose or may choose.
    pub fn owes_cvec(&self) -> bool {
        let chosen = self.chosen();
        let of = if chosen.is_empty() { self.offered() } else { chosen };
        of.iter().any(|it| it.regime.owes_cvec())
    }

    pub fn known(&self) -> Known {
        Known {
            has_phone: self.profile.identity.as_ref().is_some_and(|it| !it.phone.trim().is_empty()),
            owes_cvec: self.owes_cvec(),
            year: self.year,
            today: self.today,
        }
    }

    /// What is known of an answer before it is given: ask once.
    fn given(&self, question: Question) -> String {
        let records = self.profile.record.iter().flat_map(|it| it.years.iter().map(|it| it.year));
        let first_here = records.min();
        let elsewhere = self.profile.studies.external.0.iter().filter_map(|it| it.form.year.trim().parse::<i16>().ok());
        // A year of studies elsewhere is told by its end.
        let first_elsewhere = elsewhere.min().map(|it| it - 1);
        let here = first_here.or((self.kind == Kind::First).then_some(self.year));
        let year = match question {
            Question::FirstHereYear => here,
            Question::FirstHigherYear => first_elsewhere.into_iter().chain(here).min(),
            Question::FirstUniversityYear if first_elsewhere.is_none() => here,
            _ => None,
        };
        match question {
            Question::Instalments => "1".to_owned(),
            _ => year.map_or_else(String::new, |it| it.to_string()),
        }
    }

    /// The answers of a step: as typed; where nothing was, what is known.
    pub fn answers(&self, step: Step) -> Answers {
        if let Some(row) = self.row(step) {
            return row.answers.clone();
        }
        let mut answers = Answers::default();
        if step == Step::Programmes {
            answers.0.extend(self.chosen().into_iter().map(|it| (choice_key(&it.id), "yes".to_owned())));
        }
        for question in Question::of(step) {
            let given = self.given(question);
            if !given.is_empty() {
                answers.put(question, given);
            }
        }
        answers
    }

    /// The questions that a form shows, each with whether it must be answered: those that follow another one too.
    pub fn questions(&self, step: Step) -> Vec<(Question, bool)> {
        let (answers, known) = (self.answers(step), self.known());
        let shown = |it: Question| match it.follows() {
            Some(_) => Some((it, true)),
            None => it.asked(&answers, &known, self.asking).map(|required| (it, required)),
        };
        Question::of(step).filter_map(shown).collect()
    }

    /// The questions that are put, with their answers as typed.
    pub fn told(&self, step: Step) -> Vec<(Question, bool, String)> {
        let (answers, known) = (self.answers(step), self.known());
        let put = |it: Question| {
            it.asked(&answers, &known, self.asking).map(|required| (it, required, answers.of(it).to_owned()))
        };
        Question::of(step).filter_map(put).collect()
    }

    pub fn faults(&self, step: Step) -> Faults<Question> {
        let (known, mut faults) = (self.known(), Faults::default());
        for (question, required, answer) in self.told(step) {
            faults.take(question, question.check(&answer, required, &known));
        }
        faults
    }

    /// Whether all that the step asks is there and right, its section of the profile too.
    pub fn is_right(&self, step: Step) -> bool {
        let section = step.section().map(|it| self.profile.progress(it, self.today));
        let section_right = !matches!(section, Some(Progress::Empty | Progress::ToCorrect));
        let programme_right = step != Step::Programmes || !self.chosen().is_empty();
        section_right && programme_right && self.faults(step).is_empty()
    }

    /// How far a step with answers of its own is.
    fn state(&self, step: Step) -> StepState {
        let row = self.row(step);
        let section = step.section().map(|it| self.profile.progress(it, self.today));
        let asks_nothing = step.section().is_none() && step != Step::Programmes && self.questions(step).is_empty();
        match (self.is_right(step), row) {
            (true, _) if asks_nothing => StepState::Complete,
            (true, Some(row)) if row.confirmed => StepState::Complete,
            (true, _) => StepState::ToConfirm,
            (false, None) if section != Some(Progress::ToCorrect) => StepState::Empty,
            (false, _) => StepState::ToCorrect,
        }
    }

    /// What stands in the way of handing it over, in the order of the steps.
    pub fn obstacles(&self) -> Vec<Step> {
        Step::before_submission().filter(|it| self.state(*it) != StepState::Complete).collect()
    }

    /// Where one goes once a step is right. Forward first: who corrects one step goes back to where the others stand. The
    /// steps of other pages are passed through where they follow at once, though nobody has to stay there.
    pub fn onwards(&self, step: Step) -> Step {
        let obstacles = self.obstacles();
        match Step::ALL.iter().find(|it| **it > step) {
            Some(it @ (Step::Documents | Step::Payment)) => *it,
            _ => obstacles.iter().find(|it| **it > step).or(obstacles.first()).copied().unwrap_or(Step::Summary),
        }
    }

    /// Where each step stands, in order. `submitted`: handed over and not taken back.
    pub fn states(&self, outside: Outside, submitted: bool) -> Vec<(Step, StepState)> {
        let state = |step: Step| match step {
            Step::Documents => outside.documents,
            // What is due is said with the fees.
            Step::Payment if submitted || self.state(Step::Fees) == StepState::Complete => outside.payment,
            Step::Payment => StepState::Later,
            Step::Summary if submitted => StepState::Complete,
            Step::Summary if self.obstacles().is_empty() => StepState::ToConfirm,
            Step::Summary => StepState::Later,
            _ if submitted => StepState::Complete,
            step => self.state(step),
        };
        Step::ALL.iter().map(|it| (*it, state(*it))).collect()
    }

    /// What the rules of pieces and fees need to know.
    pub fn situation(&self) -> Situation {
        let rights = self.answers(Step::Rights);
        let said = |question: Question, but: &str| {
            let answer = rights.of(question);
            !answer.is_empty() && answer != but && question.check(answer, true, &self.known()).is_ok()
        };
        let chosen = self.chosen();
        let of = if chosen.is_empty() { self.offered() } else { chosen };
        Situation {
            renewal: self.kind == Kind::Renewal,
            nationality: self.nationality().to_owned(),
            birth_date: self.profile.identity.as_ref().and_then(|it| Date::parse(&it.birth_date)),
            regimes: of.into_iter().map(|it| it.regime).collect(),
            scholar: said(Question::Scholarship, "no"),
            exempt: said(Question::Exemption, "none"),
            transfer: said(Question::Transfer, "no"),
            gap_year: said(Question::GapYear, "none"),
        }
    }

    /// Everything that is put into the récapitulatif.
    pub fn snapshot(&self) -> Snapshot {
        let told = Step::ALL.iter().flat_map(|it| self.told(*it));
        let answers = told.filter(|(_, _, answer)| !answer.trim().is_empty());
        Snapshot {
            kind: self.kind,
            programmes: self.chosen().into_iter().cloned().collect(),
            profile: self.profile.clone().handed_over(self.today),
            answers: Answers(answers.map(|(it, _, answer)| (it.code().to_owned(), answer)).collect()),
        }
    }
}

/// The step to go to next: the first that the person has something to do about.
pub fn next(states: &[(Step, StepState)]) -> Option<Step> {
    use StepState::{Empty, ToConfirm, ToCorrect};
    let open = |step: &Step| {
        states.iter().any(|(it, state)| it == step && matches!(state, Empty | ToCorrect | ToConfirm)).then_some(*step)
    };
    let form = Step::before_submission().find_map(|it| open(&it));
    form.or_else(|| [Step::Payment, Step::Summary, Step::Documents].iter().find_map(open))
}

/// Why nothing was changed. It has no room for what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FillingRefusal {
    /// Not begun yet, handed over, validated or cancelled.
    NotInState,
    /// Not yet open, or closed, for this population.
    OutsideWindow(crate::domain::time::Phase),
    /// None of the admissions is enrolled in online.
    Excluded,
    /// Another tab or device saved this step since the form was shown.
    Changed,
    /// What is not complete yet.
    Steps(Vec<Step>),
}

#[cfg(test)]
mod tests;
