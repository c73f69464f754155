//! What an enrolment owes: its answers, read as the rules of fees need them.

use super::{Kind, Question, Snapshot};
use crate::domain::fee::{Gap, NoQuote, Programme, Quote, Rules, Scholarship, Situation, Tables, Waiver, quote};

/// The quote of what was answered, for the year that begins in `year`. What depends on a decision of the president
/// (R. 719-50) takes nothing off before it is made: `waiver`.
pub fn quote_of(it: &Snapshot, waiver: Option<Waiver>, year: i16) -> Result<Quote, NoQuote> {
    quote(Tables::published(), Rules::default(), &situation(it, waiver), year)
}

fn situation(it: &Snapshot, waiver: Option<Waiver>) -> Situation {
    let answer = |question| it.answers.of(question).trim();
    let scholarship = match (answer(Question::Scholarship), answer(Question::Exemption)) {
        ("" | "no", "foreign_government") => Scholarship::ForeignAffairs,
        ("" | "no", _) => Scholarship::None,
        _ => Scholarship::State,
    };
    Situation {
        programmes: it.programmes.iter().map(|it| Programme { label: it.programme.clone(), cycle: it.cycle }).collect(),
        regime: it.programmes.first().map(|it| it.regime).unwrap_or_default(),
        nationality: it.profile.identity.as_ref().map_or_else(String::new, |it| it.nationality.clone()),
        newcomer: it.kind == Kind::First,
        scholarship,
        ward: answer(Question::Exemption) == "ward",
        gap: match answer(Question::GapYear) {
            "year" => Gap::Year,
            "semester" => Gap::Semester,
            _ => Gap::None,
        },
        waiver,
        ..Situation::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::AdmissionId;
    use crate::domain::admission::{Admission, Cycle, Regime, Source};
    use crate::domain::enrolment::Answers;
    use crate::domain::fee::{WaiverExtent, WaiverGround};
    use crate::domain::profile::Profile;

    fn snapshot(cycles: &[Cycle], answers: &[(Question, &str)]) -> Snapshot {
        let programme = |cycle: &Cycle| Admission {
            id: AdmissionId::default(),
            source: Source::Candidature,
            programme_code: cycle.code().into(),
            programme: cycle.code().into(),
            cycle: *cycle,
            regime: Regime::Initial,
            withdrawn: false,
        };
        let mut all = Answers::default();
        for (question, answer) in answers {
            all.put(*question, *answer);
        }
        Snapshot {
            kind: Kind::First,
            programmes: cycles.iter().map(programme).collect(),
            profile: Profile::default(),
            answers: all,
        }
    }

    fn total(cycles: &[Cycle], answers: &[(Question, &str)]) -> i64 {
        quote_of(&snapshot(cycles, answers), None, 2025).expect("a quote").total
    }

    #[test]
    fn what_the_president_decided_is_taken_off_and_never_more() {
        let of = |extent| {
            let waiver = Some(Waiver { ground: WaiverGround::JobSeeker, extent });
            quote_of(&snapshot(&[Cycle::Licence], &[]), waiver, 2025).expect("a quote").total
        };
        assert_eq!(of(WaiverExtent::Whole), 0);
        assert_eq!(of(WaiverExtent::Part { cents: 5_000 }), 12_800);
        assert_eq!(of(WaiverExtent::Part { cents: 99_999 }), 0);
    }

    #[test]
    fn answers_decide_what_is_owed() {
        assert_eq!(total(&[Cycle::Licence], &[]), 17_800);
        assert_eq!(total(&[Cycle::Master, Cycle::Licence], &[]), 25_400 + 11_800);
        assert_eq!(total(&[Cycle::Licence], &[(Question::Scholarship, "no")]), 17_800);
        assert_eq!(total(&[Cycle::Licence], &[(Question::Scholarship, "5")]), 0);
        assert_eq!(total(&[Cycle::Licence], &[(Question::Exemption, "ward")]), 0);
        assert_eq!(total(&[Cycle::Licence], &[(Question::Exemption, "job_seeker")]), 17_800);
        assert_eq!(total(&[Cycle::Licence], &[(Question::GapYear, "year")]), 11_800);
        assert_eq!(quote_of(&snapshot(&[], &[]), None, 2025), Err(NoQuote::NoProgramme));
    }
}
