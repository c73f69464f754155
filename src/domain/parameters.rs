//! The parameters of the establishment, as administrators change them: campaigns, programmes, the documents that a
//! programme asks for. Days are days in Paris, the last one included.

use super::campaign::Level;
use super::form::{ByField, Fault, Faults, line, optional_line, paragraph};
use super::time::{Date, Instant, Moment, Phase, Window};
use super::{CampaignId, FacultyId, ProgrammeId, RequirementId};
use serde::{Deserialize, Serialize};

/// A question of one of these forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParameterField {
    Code,
    Label,
    LabelEnglish,
    Level,
    Keywords,
    Capacity,
    OpensOn,
    ClosesOn,
    AnswerDays,
    MaxCandidatures,
    Notice,
    NoticeEnglish,
    Kind,
}

/// Why a parameter was not changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParameterRefusal {
    /// Somebody else saved since this form was shown.
    Changed,
    Unfit(Faults<ParameterField>),
    /// Another programme of the campaign has this code.
    CodeTaken,
    /// Candidates gave something for this document: it cannot be taken away from under them.
    AlreadyGiven {
        count: i64,
    },
    /// The campaign has ended, or has not begun: its dates are to be changed instead.
    NotInPhase,
    /// Another campaign runs during these days: an account belongs to one campaign at a time.
    Overlaps,
}

impl ByField for ParameterRefusal {
    type Field = ParameterField;

    fn faults(&self) -> Noted {
        match self {
            Self::Unfit(faults) => faults.clone(),
            Self::CodeTaken => (ParameterField::Code, Fault::Taken).into(),
            Self::Changed | Self::AlreadyGiven { .. } | Self::NotInPhase | Self::Overlaps => Faults::default(),
        }
    }
}

/// The longest keywords and notices, in characters.
pub const WORDS_MAX: u16 = 500;
/// Places in a programme, candidatures of a person, days to answer: at most.
const CAPACITY_MAX: i64 = 10_000;
const CANDIDATURES_MAX: i64 = 100;
const ANSWER_DAYS_MAX: i64 = 90;

/// A programme as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProgrammeForm {
    pub code: String,
    pub label: String,
    pub level: String,
    pub keywords: String,
    pub capacity: String,
    pub opens_on: String,
    pub closes_on: String,
    pub answer_days: String,
}

/// A programme fit to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeSettings {
    pub code: String,
    pub label: String,
    pub level: Level,
    pub keywords: String,
    pub capacity: i64,
    pub days: Days,
    pub answer_days: i64,
}

/// First and last day on which something may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub first: Date,
    pub last: Date,
}

type Noted = Faults<ParameterField>;

fn whole_number(text: &str, least: i64, most: i64) -> Result<i64, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::Missing);
    }
    text.trim().parse().ok().filter(|it| (least..=most).contains(it)).ok_or(Fault::Malformed)
}

fn date(text: &str) -> Result<Date, Fault> {
    if text.trim().is_empty() { Err(Fault::Missing) } else { Date::parse(text).ok_or(Fault::Malformed) }
}

/// Both days, the second not before the first, in years that a calendar of admissions may name.
fn days(faults: &mut Noted, opens_on: &str, closes_on: &str) -> Option<Days> {
    let sane = |it: Date| if (2000..=2100).contains(&it.year) { Ok(it) } else { Err(Fault::OutOfRange) };
    let first = faults.take(ParameterField::OpensOn, date(opens_on).and_then(sane));
    let last = faults.take(ParameterField::ClosesOn, date(closes_on).and_then(sane));
    let days = Days { first: first?, last: last? };
    if days.last < days.first {
        faults.add(ParameterField::ClosesOn, Fault::OutOfRange);
        return None;
    }
    Some(days)
}

impl ProgrammeForm {
    pub fn check(&self) -> Result<ProgrammeSettings, Noted> {
        let mut faults = Faults::default();
        let code = faults.take(ParameterField::Code, line(&self.code));
        let label = faults.take(ParameterField::Label, line(&self.label));
        let level = faults.take(ParameterField::Level, Level::named(&self.level).ok_or(Fault::NotOffered));
        let keywords = faults.take(ParameterField::Keywords, paragraph(&self.keywords, WORDS_MAX));
        let capacity = faults.take(ParameterField::Capacity, whole_number(&self.capacity, 1, CAPACITY_MAX));
        let days = days(&mut faults, &self.opens_on, &self.closes_on);
        let answer_days = faults.take(ParameterField::AnswerDays, whole_number(&self.answer_days, 1, ANSWER_DAYS_MAX));
        let settings = (|| {
            Some(ProgrammeSettings {
                code: code?,
                label: label?,
                level: level?,
                keywords: keywords?.unwrap_or_default(),
                capacity: capacity?,
                days: days?,
                answer_days: answer_days?,
            })
        })();
        faults.or(settings)
    }
}

/// A required document as its form sends it; `conditional` and `shared` are `yes` or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequirementForm {
    pub label: String,
    pub label_en: String,
    pub notice: String,
    pub notice_en: String,
    pub conditional: String,
    /// The same word in every programme that asks for the same thing.
    pub kind: String,
    pub shared: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequirementSettings {
    pub label: String,
    pub label_en: Option<String>,
    pub notice: Option<String>,
    pub notice_en: Option<String>,
    pub conditional: bool,
    pub kind: Option<String>,
    /// One file serves all open candidatures of a person; needs a kind.
    pub shared: bool,
}

impl RequirementForm {
    pub fn check(&self) -> Result<RequirementSettings, Noted> {
        let mut faults = Faults::default();
        let label = faults.take(ParameterField::Label, line(&self.label));
        let label_en = faults.take(ParameterField::LabelEnglish, optional_line(&self.label_en));
        let notice = faults.take(ParameterField::Notice, paragraph(&self.notice, WORDS_MAX));
        let notice_en = faults.take(ParameterField::NoticeEnglish, paragraph(&self.notice_en, WORDS_MAX));
        let conditional = self.conditional == "yes";
        let kind = faults.take(ParameterField::Kind, optional_line(&self.kind));
        let shared = self.shared == "yes";
        if shared && kind == Some(None) {
            faults.add(ParameterField::Kind, Fault::Missing);
        }
        let settings = (|| {
            Some(RequirementSettings {
                label: label?,
                label_en: label_en?,
                notice: notice?,
                notice_en: notice_en?,
                conditional,
                kind: kind?,
                shared,
            })
        })();
        faults.or(settings)
    }
}

/// A campaign as its form sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CampaignForm {
    pub label: String,
    pub opens_on: String,
    pub closes_on: String,
    pub max_candidatures: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignSettings {
    pub label: String,
    pub days: Days,
    pub max_candidatures: i64,
}

impl CampaignForm {
    pub fn check(&self) -> Result<CampaignSettings, Noted> {
        let mut faults = Faults::default();
        let label = faults.take(ParameterField::Label, line(&self.label));
        let days = days(&mut faults, &self.opens_on, &self.closes_on);
        let max = whole_number(&self.max_candidatures, 1, CANDIDATURES_MAX);
        let max = faults.take(ParameterField::MaxCandidatures, max);
        let settings = (|| Some(CampaignSettings { label: label?, days: days?, max_candidatures: max? }))();
        faults.or(settings)
    }
}

/// The window of a campaign opened at `now`. Opening an open one changes nothing; one that has ended is given new dates.
pub fn opened(window: Window, now: Instant) -> Result<Window, ParameterRefusal> {
    match window.phase(now) {
        Phase::Before => Ok(Window { opens_at: now, ..window }),
        Phase::Open => Ok(window),
        Phase::After => Err(ParameterRefusal::NotInPhase),
    }
}

/// The window of a campaign closed at `now`. Closing a closed one changes nothing.
pub fn closed(window: Window, now: Instant) -> Result<Window, ParameterRefusal> {
    match window.phase(now) {
        Phase::Before => Err(ParameterRefusal::NotInPhase),
        Phase::Open => Ok(Window { closes_at: now, ..window }),
        Phase::After => Ok(window),
    }
}

/// « 2026-2027 » becomes « 2027-2028 »; a label without years stays as it is.
pub fn next_label(label: &str) -> String {
    let mut next = String::with_capacity(label.len());
    let mut digits = String::new();
    for sign in label.chars().chain(['\n']) {
        if sign.is_ascii_digit() {
            digits.push(sign);
            continue;
        }
        match digits.parse::<u32>() {
            Ok(year) if digits.len() == 4 => next.push_str(&(year + 1).to_string()),
            _ => next.push_str(&digits),
        }
        digits.clear();
        next.push(sign);
    }
    next.pop();
    next
}

/// One programme in the administrators' list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeLine {
    pub id: ProgrammeId,
    pub code: String,
    pub label: String,
    pub faculty: String,
    pub level: Level,
    pub capacity: i64,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub phase: Phase,
    pub retired: bool,
}

/// The list, with what it may be narrowed by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeList {
    pub campaign: CampaignId,
    pub campaigns: Vec<(CampaignId, String)>,
    pub faculties: Vec<(FacultyId, String)>,
    pub lines: Vec<ProgrammeLine>,
}

/// All that may be changed about one programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeView {
    pub id: ProgrammeId,
    pub version: i64,
    pub faculty: String,
    pub campaign: String,
    pub form: ProgrammeForm,
    pub retired: bool,
    /// Candidatures that are not cancelled.
    pub candidatures: i64,
    pub requirements: Vec<RequirementView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementView {
    pub id: RequirementId,
    pub form: RequirementForm,
    /// The name of the PDF that comes with it.
    pub model: Option<String>,
    /// How many candidates gave something for it.
    pub given: i64,
}

/// A campaign as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignView {
    pub id: CampaignId,
    pub version: i64,
    pub form: CampaignForm,
    pub opens_at: Moment,
    pub closes_at: Moment,
    pub phase: Phase,
    /// The one that new accounts belong to.
    pub current: bool,
    pub programmes: i64,
    pub accounts: i64,
    /// What the next one is proposed to be; `None` where it was prepared already.
    pub next: Option<CampaignForm>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form() -> ProgrammeForm {
        ProgrammeForm {
            code: "L1-INFO".into(),
            label: "Licence 1 Informatique".into(),
            level: "licence_1".into(),
            keywords: String::new(),
            capacity: " 120 ".into(),
            opens_on: "2026-11-01".into(),
            closes_on: "31/01/2027".into(),
            answer_days: "10".into(),
        }
    }

    #[test]
    fn a_programme_is_kept_whole_or_told_field_by_field() {
        let kept = form().check().expect("a programme");
        assert_eq!((kept.capacity, kept.level, kept.days.last.month), (120, Level::Licence1, 1));
        let wrong = ProgrammeForm { code: " ".into(), capacity: "0".into(), level: "doctorat".into(), ..form() };
        let expected = [
            (ParameterField::Code, Fault::Missing),
            (ParameterField::Level, Fault::NotOffered),
            (ParameterField::Capacity, Fault::Malformed),
        ];
        assert_eq!(wrong.check(), Err(Faults(expected.to_vec())));
        let backwards = ProgrammeForm { closes_on: "2026-10-31".into(), ..form() };
        assert_eq!(backwards.check(), Err(Faults(vec![(ParameterField::ClosesOn, Fault::OutOfRange)])));
        let one_day = ProgrammeForm { closes_on: "2026-11-01".into(), ..form() };
        assert!(one_day.check().is_ok(), "the last day counts");
    }

    #[test]
    fn a_campaign_opens_and_closes_once() {
        let window = Window { opens_at: Instant(10), closes_at: Instant(20) };
        assert_eq!(opened(window, Instant(5)), Ok(Window { opens_at: Instant(5), ..window }));
        assert_eq!(opened(window, Instant(12)), Ok(window));
        assert_eq!(opened(window, Instant(20)), Err(ParameterRefusal::NotInPhase));
        assert_eq!(closed(window, Instant(12)), Ok(Window { closes_at: Instant(12), ..window }));
        assert_eq!(closed(window, Instant(25)), Ok(window));
        assert_eq!(closed(window, Instant(5)), Err(ParameterRefusal::NotInPhase));
    }

    #[test]
    fn the_next_label_counts_its_years_on() {
        assert_eq!(next_label("2026-2027"), "2027-2028");
        assert_eq!(next_label("Campagne 2026, session 2"), "Campagne 2027, session 2");
        assert_eq!(next_label("Printemps"), "Printemps");
    }

    proptest! {
        #[test]
        fn checking_never_panics(text in ".{0,60}") {
            let all = ProgrammeForm { code: text.clone(), capacity: text.clone(), opens_on: text.clone(), ..form() };
            let _ = all.check();
            let _ = next_label(&text);
        }
    }
}
