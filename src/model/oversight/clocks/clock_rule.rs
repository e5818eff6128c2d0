//! A rule for a clock: what starts it, how long it runs for which kind of agency, and when it warns.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::accounts::agency::AgencyKind;
use crate::model::centre::settings::SettingName;
use crate::model::oversight::clocks::calendar::Calendar;
use crate::model::reason::Language;
use crate::model::time::{HOUR, Time};
use crate::model::words::words;

words! {
    /// What starts a clock; what ends it belongs to it.
    ClockStart {
        /// The goods of a list were seized; ends when none of them is with the officers any more.
        SeizedForHandover = "seized_for_handover" / "查扣，至移交中心" / "Seizure, until handed to the centre",
        /// The goods of a list were seized; ends when none of them is seized any more.
        SeizedForRelease = "seized_for_release" / "查扣，至解除扣押" / "Seizure, until lifted",
        /// An item was received that nobody has classified; ends when somebody does.
        ReceivedUnclassified = "received_unclassified" / "入库，至分类" / "Receipt, until classified",
        /// The first goods of a case under investigation were received; ends when the case is transferred, or nothing of it is kept.
        FirstReceived = "first_received" / "首次入库，至移送审查起诉" / "First receipt, until the case is transferred",
        /// A case came under review for prosecution; ends when it goes on.
        UnderReview = "under_review" / "审查起诉，至移送法院" / "Review, until the case goes to court",
        /// Goods were lent; ends when all of them are back.
        HandedOut = "handed_out" / "调用交付，至归还" / "Hand-out on loan, until returned",
        /// A request came before somebody who decides; ends when it is decided.
        RequestWaiting = "request_waiting" / "提交审批，至审批" / "Submission, until decided",
        /// A discrepancy was opened; ends when it is resolved.
        DiscrepancyOpened = "discrepancy_opened" / "登记差异，至处理" / "Discrepancy, until resolved",
        /// A supervision notice was sent, or asked again; ends when it is answered or withdrawn.
        NoticeSent = "notice_sent" / "发出监督通知，至反馈" / "Supervision notice, until answered",
    }
}

words! {
    /// What a clock is about.
    ClockSubject {
        SeizureList = "seizure_list" / "扣押清单" / "Seizure list",
        Item = "item" / "物品" / "Item",
        Case = "case" / "案件" / "Case",
        Request = "request" / "申请" / "Request",
        Discrepancy = "discrepancy" / "差异" / "Discrepancy",
        SupervisionNotice = "supervision_notice" / "监督通知书" / "Supervision notice",
    }
}

words! {
    /// Where a rule or the holidays of a year come from.
    RuleSource {
        /// As the program comes with it.
        National = "national" / "国家规则" / "National rules",
        /// The centre has it so itself.
        Centre = "centre" / "本中心" / "This centre",
    }
}

impl RuleSource {
    /// The source of what is, or is not, as the program comes with it.
    pub const fn of(as_it_came: bool) -> Self {
        if as_it_came { Self::National } else { Self::Centre }
    }
}

words! {
    /// In what a limit is counted.
    ClockUnit {
        Hours = "hours" / "小时" / "hours",
        /// Ends with the last day; the day of the start does not count.
        CalendarDays = "calendar_days" / "日" / "days",
        WorkingDays = "working_days" / "个工作日" / "working days",
        /// Until the time that was approved.
        AsAgreed = "as_agreed" / "按批准期限" / "as approved",
    }
}

words! {
    /// What it means that the limit has passed.
    ClockEffect {
        /// It is late, and still to be done.
        Overdue = "overdue" / "逾期" / "Overdue",
        /// The measure has no ground any more.
        Lapses = "lapses" / "失效" / "Lapses by law",
        /// The goods have to go back at once.
        ReturnDue = "return_due" / "应立即返还" / "To be returned at once",
    }
}

words! {
    /// Who has to act before the limit.
    ClockOwner {
        CaseOfficer = "case_officer" / "办案人员" / "Case officer",
        UnitHead = "unit_head" / "部门负责人" / "Unit head",
        Custodian = "custodian" / "保管员" / "Custodian",
        CentreHead = "centre_head" / "中心负责人" / "Centre head",
    }
}

words! {
    /// How a clock stands.
    ClockLight {
        /// Time enough.
        Green = "green" / "正常" / "In time",
        /// Soon due.
        Yellow = "yellow" / "临期" / "Due soon",
        /// Open after its limit.
        Red = "red" / "逾期" / "Overdue",
        /// Ended within its limit.
        Kept = "kept" / "按期办结" / "Done in time",
        /// Ended after its limit.
        Missed = "missed" / "逾期办结" / "Done late",
    }
}

impl ClockLight {
    /// The lights of clocks that still run.
    pub const OPEN: [Self; 3] = [Self::Green, Self::Yellow, Self::Red];

    /// How a clock stands at a time.
    pub fn of(warn_at: Time, due_at: Time, closed_at: Option<Time>, now: Time) -> Self {
        match closed_at {
            Some(closed) if closed <= due_at => Self::Kept,
            Some(_) => Self::Missed,
            None if now > due_at => Self::Red,
            None if now >= warn_at => Self::Yellow,
            None => Self::Green,
        }
    }
}

impl ClockOwner {
    /// Who it is in an agency of a kind: the centre has a head of its own.
    pub const fn within(self, kind: AgencyKind) -> Self {
        match (self, kind) {
            (Self::UnitHead, AgencyKind::Centre) => Self::CentreHead,
            _ => self,
        }
    }
}

impl ClockStart {
    /// Whether somebody said until when, so that a clock may run as agreed.
    pub const fn has_agreed_time(self) -> bool {
        matches!(self, Self::HandedOut | Self::NoticeSent)
    }

    /// What clocks with this start are about.
    pub const fn subject(self) -> ClockSubject {
        match self {
            Self::SeizedForHandover | Self::SeizedForRelease => ClockSubject::SeizureList,
            Self::ReceivedUnclassified => ClockSubject::Item,
            Self::FirstReceived | Self::UnderReview => ClockSubject::Case,
            Self::HandedOut | Self::RequestWaiting => ClockSubject::Request,
            Self::DiscrepancyOpened => ClockSubject::Discrepancy,
            Self::NoticeSent => ClockSubject::SupervisionNotice,
        }
    }
}

/// How long a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// So many of a unit.
    Fixed(u32, ClockUnit),
    /// As many as a setting says.
    Set(SettingName, ClockUnit),
    /// Until the time that was approved.
    AsAgreed,
}

/// A term for some kinds of agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The kinds it holds for; empty for all.
    pub agency_kinds: Vec<AgencyKind>,
    pub term: Term,
}

/// How long before its limit a clock warns, in hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    Fixed(u32),
    /// As many as a setting says.
    Set(SettingName),
}

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    #[schema(min_length = 1, max_length = 300)]
    pub zh: String,
    #[schema(min_length = 1, max_length = 300)]
    pub en: String,
}

impl Bilingual {
    /// The text in a language.
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// What a rule rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The law or regulation.
    pub law: Bilingual,
    /// Its article.
    pub article: Bilingual,
    /// What it says, in short.
    pub text: Bilingual,
}

/// A rule for a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRule {
    /// Its name, which nothing else in the pack has.
    pub code: String,
    pub title: Bilingual,
    pub start: ClockStart,
    /// The first that holds for an agency counts; where none does, no clock runs.
    pub limits: Vec<Limit>,
    pub warning: Warning,
    pub effect: ClockEffect,
    pub owner: ClockOwner,
    /// None for what a centre has set itself.
    pub ground: Option<Ground>,
    pub enabled: bool,
}

/// What the centre has set, as far as clocks ask.
pub type SettingOf<'s> = &'s dyn Fn(SettingName) -> i64;

impl ClockRule {
    /// The term for a kind of agency; none where the rule does not hold for it.
    pub fn term(&self, kind: AgencyKind) -> Option<Term> {
        let holds = |limit: &&Limit| limit.agency_kinds.is_empty() || limit.agency_kinds.contains(&kind);
        self.limits.iter().find(holds).map(|limit| limit.term)
    }

    /// When a clock warns and when it is due; none where the rule does not hold, or nothing was agreed.
    pub fn due(
        &self,
        kind: AgencyKind,
        start: Time,
        agreed: Option<Time>,
        calendar: &Calendar,
        set: SettingOf<'_>,
    ) -> Option<(Time, Time)> {
        let number = |name| u32::try_from(set(name)).unwrap_or(0);
        let after = |amount: u32, unit| match unit {
            ClockUnit::Hours => Some(start.plus(i64::from(amount) * HOUR)),
            ClockUnit::CalendarDays => Some(calendar.after_days(start, amount)),
            ClockUnit::WorkingDays => Some(calendar.after_working_days(start, amount)),
            ClockUnit::AsAgreed => agreed,
        };
        let due = match self.term(kind)? {
            Term::Fixed(amount, unit) => after(amount, unit),
            Term::Set(name, unit) => after(number(name), unit),
            Term::AsAgreed => agreed,
        }?;
        Some((due.plus(-self.warn_hours(set) * HOUR).max(start), due))
    }

    /// How many hours before its limit a clock warns.
    pub fn warn_hours(&self, set: SettingOf<'_>) -> i64 {
        match self.warning {
            Warning::Fixed(hours) => i64::from(hours),
            Warning::Set(name) => set(name),
        }
    }

    /// The settings that decide when a clock warns and is due.
    pub fn settings(&self) -> impl Iterator<Item = SettingName> + '_ {
        let terms = self.limits.iter().filter_map(|limit| match limit.term {
            Term::Set(name, _) => Some(name),
            Term::Fixed(..) | Term::AsAgreed => None,
        });
        terms.chain(match self.warning {
            Warning::Set(name) => Some(name),
            Warning::Fixed(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_light_changes_at_the_very_time() {
        let light = |closed: Option<i64>, now| ClockLight::of(Time(10), Time(20), closed.map(Time), Time(now));
        assert_eq!(
            [9, 10, 20, 21].map(|now| light(None, now)),
            [ClockLight::Green, ClockLight::Yellow, ClockLight::Yellow, ClockLight::Red]
        );
        assert_eq!([20, 21].map(|closed| light(Some(closed), 99)), [ClockLight::Kept, ClockLight::Missed]);
    }

    #[test]
    fn the_first_limit_that_holds_for_an_agency_counts() {
        let limit = |kinds: &[AgencyKind], amount| Limit {
            agency_kinds: kinds.to_vec(),
            term: Term::Fixed(amount, ClockUnit::Hours),
        };
        let mut rule = ClockRule {
            code: "x".into(),
            title: Bilingual::default(),
            start: ClockStart::SeizedForHandover,
            limits: vec![limit(&[AgencyKind::Procuratorate], 72), limit(&[], 24)],
            warning: Warning::Fixed(48),
            effect: ClockEffect::Overdue,
            owner: ClockOwner::CaseOfficer,
            ground: None,
            enabled: true,
        };
        let due = |rule: &ClockRule, kind| rule.due(kind, Time(0), None, &Calendar::default(), &|_| 0);
        assert_eq!(due(&rule, AgencyKind::Procuratorate), Some((Time(24 * HOUR), Time(72 * HOUR))));
        assert_eq!(due(&rule, AgencyKind::Police), Some((Time(0), Time(24 * HOUR))), "never before it starts");
        rule.limits.pop();
        assert_eq!(due(&rule, AgencyKind::Police), None);
    }
}
