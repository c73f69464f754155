//! What an enrolment costs, line by line, and why (reference/peers.md §2.8): the national fee of each diploma, what is added
//! and what is taken off, each with the rule, the text that it rests on and the document that proves it.
//!
//! Amounts and texts stand in [`Tables`]; here are the rules alone. The CVEC is paid elsewhere and is no line.

mod instalment;
mod situation;
mod table;
#[cfg(test)]
mod tests;

pub use super::admission::{Cycle, Regime};
pub use instalment::{INSTALMENT_MIN, INSTALMENTS_MAX, Instalment, PlanRefusal, Settlement, choices, plan, recompute};
pub use situation::{Gap, Programme, Scholarship, Settled, Situation, Waiver, WaiverExtent, WaiverGround};
pub use table::{Amount, Rate, Tables, Unreadable};

use serde::{Deserialize, Serialize};

/// Whom the establishment charges differentiated fees (tableau 2 of the arrêté): its president may exempt all of them
/// (R. 719-50), which most do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Differentiated {
    #[default]
    Off,
    /// Those who enrol here for the first time.
    Newcomers,
    Everyone,
}

/// What an establishment decides by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    pub differentiated: Differentiated,
}

/// Why a line is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// One diploma, or the dearest of several.
    FullRate,
    /// The others, in the same establishment.
    SecondDiploma,
    /// A year of césure.
    Gap,
    /// What is added to the national fee.
    Differentiated,
    /// Why nothing is added: a line of nothing, since its document is asked for.
    NotDifferentiated(Settled),
    StateScholarship,
    Ward,
    Apprenticeship,
    Exchange,
    ForeignAffairs,
    Waiver(WaiverGround),
}

impl Rule {
    /// The name under which tables, exports and support know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FullRate => "full_rate",
            Self::SecondDiploma => "second_diploma",
            Self::Gap => "gap",
            Self::Differentiated => "differentiated",
            Self::NotDifferentiated(_) => "not_differentiated",
            Self::StateScholarship => "state_scholarship",
            Self::Ward => "ward",
            Self::Apprenticeship => "apprenticeship",
            Self::Exchange => "exchange",
            Self::ForeignAffairs => "foreign_affairs",
            Self::Waiver(_) => "waiver",
        }
    }

    /// The document that proves it; none where the admission itself is enough.
    pub const fn proof(self) -> Option<Proof> {
        match self {
            Self::FullRate | Self::SecondDiploma => None,
            Self::Gap => Some(Proof::GapAgreement),
            Self::Differentiated => Some(Proof::Identity),
            Self::NotDifferentiated(it) => Some(it.proof()),
            Self::StateScholarship => Some(Proof::ScholarshipNotice),
            Self::Ward => Some(Proof::WardRecord),
            Self::Apprenticeship => Some(Proof::ApprenticeshipContract),
            Self::Exchange => Some(Proof::ExchangeAgreement),
            Self::ForeignAffairs => Some(Proof::ForeignAffairsNotice),
            Self::Waiver(_) => Some(Proof::PresidentDecision),
        }
    }
}

/// What proves that a rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proof {
    Identity,
    GapAgreement,
    ScholarshipNotice,
    WardRecord,
    ApprenticeshipContract,
    ExchangeAgreement,
    ForeignAffairsNotice,
    PresidentDecision,
    ResidenceCard,
    TaxNotice,
    ProtectionDecision,
    FormerCertificate,
    PreparatoryClass,
    QuebecResidence,
}

/// One line of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub rule: Rule,
    /// The diploma that it is about; none where it is about all of them.
    pub diploma: Option<Programme>,
    /// The text that it rests on, as the table names it.
    pub basis: String,
    /// Negative for what is taken off.
    pub cents: i64,
    /// The year whose table gave the amount, where one did.
    pub amount_of: Option<i16>,
}

/// What is owed for a year, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// In which the university year begins.
    pub year: i16,
    pub lines: Vec<Line>,
    pub total: i64,
}

impl Quote {
    /// The year whose amounts stand in for those of `year`, not published: of the first line that needed one.
    pub fn stand_in(&self) -> Option<i16> {
        self.lines.iter().filter_map(|it| it.amount_of).find(|of| *of != self.year)
    }
}

/// Why there is no quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoQuote {
    /// Its price is that of a contract, made with another service.
    ContinuingEducation,
    NoProgramme,
    /// No table of any year gives it.
    NoAmount(Cycle),
}

/// What a person owes for a year that begins in `year`.
pub fn quote(tables: &Tables, rules: Rules, of: &Situation, year: i16) -> Result<Quote, NoQuote> {
    if of.regime == Regime::Continuing {
        return Err(NoQuote::ContinuingEducation);
    }
    let making = Making { tables, year, of, concern: of.concern(rules.differentiated) };
    let mut lines = making.charges()?;
    lines.extend(making.not_differentiated());
    let exemptions = making.exemptions(&lines);
    lines.extend(exemptions);
    let total = sum(&lines);
    Ok(Quote { year, lines, total })
}

fn sum<'a>(lines: impl IntoIterator<Item = &'a Line>) -> i64 {
    lines.into_iter().map(|it| it.cents).sum()
}

/// How a person stands to differentiated fees, where the establishment charges them at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Concern {
    /// Nobody asks: the rule is off, or the nationality is not concerned.
    Not,
    /// For a reason that a document proves.
    Excused(Settled),
    Owed,
}

struct Making<'a> {
    tables: &'a Tables,
    year: i16,
    of: &'a Situation,
    concern: Concern,
}

impl Making<'_> {
    /// The fee of each diploma: the dearest at the full rate and first, the others at the reduced one; all of them at the
    /// reduced one in a year of césure.
    fn charges(&self) -> Result<Vec<Line>, NoQuote> {
        let mut priced = Vec::new();
        for diploma in &self.of.programmes {
            priced.push((sum(&self.charge(diploma, Rule::FullRate)?), diploma));
        }
        // Stable: of two that cost the same, the one that is named first stays first.
        priced.sort_by_key(|(cents, _)| std::cmp::Reverse(*cents));
        let mut lines = Vec::new();
        for (nth, (_, diploma)) in priced.into_iter().enumerate() {
            let rule = match (self.of.gap, nth) {
                (Gap::Year, 0) => Rule::Gap,
                (_, 0) => Rule::FullRate,
                _ => Rule::SecondDiploma,
            };
            lines.extend(self.charge(diploma, rule)?);
        }
        if lines.is_empty() { Err(NoQuote::NoProgramme) } else { Ok(lines) }
    }

    /// The national fee of one diploma and, where it is owed, what differentiated fees add to it.
    fn charge(&self, diploma: &Programme, rule: Rule) -> Result<Vec<Line>, NoQuote> {
        let rate = if rule == Rule::FullRate { Rate::Full } else { Rate::Reduced };
        let national = self.tables.fee(self.year, diploma.cycle, rate).ok_or(NoQuote::NoAmount(diploma.cycle))?;
        let mut lines = vec![self.tariff(rule, diploma, national, national.cents)];
        if self.concern == Concern::Owed
            && let Some(whole) = self.tables.differentiated(self.year, diploma.cycle, rate)
            && whole.cents > national.cents
        {
            lines.push(self.tariff(Rule::Differentiated, diploma, whole, whole.cents - national.cents));
        }
        Ok(lines)
    }

    /// A line whose amount a table gives. Its text is that of the amount, after that of the rule where it has one.
    fn tariff(&self, rule: Rule, diploma: &Programme, amount: Amount<'_>, cents: i64) -> Line {
        let basis = match self.tables.basis(self.year, rule.code()) {
            Some(of_rule) => format!("{of_rule} ; {}", amount.source),
            None => amount.source.to_owned(),
        };
        Line { rule, diploma: Some(diploma.clone()), basis, cents, amount_of: Some(amount.year) }
    }

    /// A line about all diplomas.
    fn whole(&self, rule: Rule, cents: i64) -> Line {
        let basis = self.tables.basis(self.year, rule.code()).unwrap_or_default().to_owned();
        Line { rule, diploma: None, basis, cents, amount_of: None }
    }

    /// The reason that excuses from differentiated fees, where one of the diplomas would have been charged them.
    fn not_differentiated(&self) -> Option<Line> {
        let Concern::Excused(reason) = self.concern else { return None };
        let charged = |it: &Programme| self.tables.differentiated(self.year, it.cycle, Rate::Full).is_some();
        let charged = self.of.programmes.iter().any(charged);
        charged.then(|| self.whole(Rule::NotDifferentiated(reason), 0))
    }

    /// What is taken off `charged`: all of it by right, once; otherwise what the ministry of foreign affairs and then the
    /// president take off, never more than is left.
    fn exemptions(&self, charged: &[Line]) -> Vec<Line> {
        let mut left = sum(charged);
        let mut lines = Vec::new();
        let mut take = |rule: Rule, cents: i64| {
            let cents = cents.clamp(0, left);
            if cents > 0 {
                left -= cents;
                lines.push(self.whole(rule, -cents));
            }
        };
        if let Some(rule) = self.of.by_right() {
            take(rule, i64::MAX);
        }
        if self.of.scholarship == Scholarship::ForeignAffairs {
            // The difference between the two tables (arrêté of 24 May 2019, article 2).
            take(Rule::ForeignAffairs, sum(charged.iter().filter(|it| it.rule == Rule::Differentiated)));
        }
        if let Some(waiver) = self.of.waiver {
            let cents = match waiver.extent {
                WaiverExtent::Whole => i64::MAX,
                WaiverExtent::Part { cents } => cents,
            };
            take(Rule::Waiver(waiver.ground), cents);
        }
        lines
    }
}
