//! Packs of rules for clocks, written in TOML: read strictly, and refused with the line, the member and the reason.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::input::Checker;
use crate::model::oversight::clocks::calendar::{Calendar, YearFault, YearTable};
use crate::model::oversight::clocks::clock_rule::ClockRule;
use crate::model::oversight::clocks::day::Day;
use crate::model::oversight::clocks::written_rule::WrittenRule;
use crate::model::reason::{FieldIssue, Language, Reason, Refusal};

/// Rules and years of one pack at most.
const RULES_AT_MOST: usize = 100;
const YEARS_AT_MOST: usize = 100;
/// Holidays of a year, and working weekends, at most.
const DAYS_AT_MOST: usize = 60;
/// The years that a table is of.
const FIRST_YEAR: i64 = 1990;
const LAST_YEAR: i64 = 2200;
/// Characters of a version at most.
const VERSION_AT_MOST: usize = 64;

/// Rules, and the days that count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulePack {
    /// Which issue of the rules it is.
    pub version: String,
    pub effective_from: Day,
    pub rules: Vec<ClockRule>,
    pub years: Vec<YearTable>,
    pub calendar: Calendar,
}

/// Why a pack cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {detail}")]
pub struct PackFault {
    /// The line of the pack, from 1.
    pub line: usize,
    pub detail: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: String,
    effective_from: Day,
    #[serde(default, rename = "rule")]
    rules: Vec<WrittenRule>,
    #[serde(default, rename = "year")]
    years: Vec<YearTable>,
}

impl RulePack {
    /// The text of the rules that a centre starts with.
    pub const NATIONAL: &'static str = include_str!("national.toml");

    /// The rules that a centre starts with.
    pub fn national() -> &'static Self {
        // A test sees to it that they can be read.
        static NATIONAL: LazyLock<RulePack> = LazyLock::new(|| RulePack::parse(RulePack::NATIONAL).unwrap_or_default());
        &NATIONAL
    }

    /// The rules that are in use.
    pub fn enabled(&self) -> impl Iterator<Item = &ClockRule> {
        self.rules.iter().filter(|rule| rule.enabled)
    }

    /// A rule of the pack.
    pub fn rule(&self, code: &str) -> Option<&ClockRule> {
        self.rules.iter().find(|rule| rule.code == code)
    }

    /// Reads a pack.
    ///
    /// # Errors
    /// The first [`PackFault`] of what is no pack, and of rules that contradict themselves or each other.
    pub fn parse(text: &str) -> Result<Self, PackFault> {
        let unreadable = |error: toml::de::Error| PackFault {
            line: line_of(text, &error.span().unwrap_or(0..0)),
            detail: error.message().replace('\n', " "),
        };
        let written: Written = toml::from_str(text).map_err(unreadable)?;
        let table = DeTable::parse(text).map_err(unreadable)?;
        let mut check = Checker::new();
        let version = check.text("/version", &written.version, VERSION_AT_MOST);
        let rules = read_rules(&written.rules, "/rule", &mut check);
        check_years(&written.years, "/year", &mut check);
        match check.done() {
            Ok(()) => {
                let calendar = Calendar::of(&written.years);
                Ok(Self { version, effective_from: written.effective_from, rules, years: written.years, calendar })
            }
            Err(issues) => {
                let mut faults: Vec<PackFault> =
                    issues.iter().map(|issue| fault(text, &table, &written, issue)).collect();
                faults.sort_by_key(|fault| fault.line);
                Err(faults.into_iter().next().unwrap_or(PackFault { line: 1, detail: String::new() }))
            }
        }
    }
}

/// The rules that are written; what is wrong is noted at its place below `at`.
pub fn read_rules(rules: &[WrittenRule], at: &str, check: &mut Checker) -> Vec<ClockRule> {
    check.demand(rules.len() <= RULES_AT_MOST, at, Refusal::new(Reason::ListTooLong).with("max", RULES_AT_MOST));
    let mut read = Vec::with_capacity(rules.len());
    for (place, rule) in rules.iter().enumerate().take(RULES_AT_MOST) {
        let again = rules.iter().take(place).any(|other| other.code == rule.code);
        let repeats = Refusal::new(Reason::ListRepeats).with("value", &rule.code);
        check.demand(!again, format!("{at}/{place}/code"), repeats);
        read.extend(rule.read(&format!("{at}/{place}"), check));
    }
    read
}

/// Notes what is wrong with tables of years below `at`.
pub fn check_years(years: &[YearTable], at: &str, check: &mut Checker) {
    check.demand(years.len() <= YEARS_AT_MOST, at, Refusal::new(Reason::ListTooLong).with("max", YEARS_AT_MOST));
    for (place, table) in years.iter().enumerate().take(YEARS_AT_MOST) {
        let again = years.iter().take(place).any(|other| other.year == table.year);
        let repeats = Refusal::new(Reason::ListRepeats).with("value", table.year);
        check.demand(!again, format!("{at}/{place}/year"), repeats);
        check.number(format!("{at}/{place}/year"), i64::from(table.year), FIRST_YEAR, LAST_YEAR);
        for (member, days) in [("closed", table.closed.len()), ("open", table.open.len())] {
            let long = Refusal::new(Reason::ListTooLong).with("max", DAYS_AT_MOST);
            check.demand(days <= DAYS_AT_MOST, format!("{at}/{place}/{member}"), long);
        }
        for fault in table.faults() {
            let (member, reason) = match fault {
                YearFault::Closed(day) => (format!("{at}/{place}/closed/{day}"), Reason::ClockHoliday),
                YearFault::Open(day) => (format!("{at}/{place}/open/{day}"), Reason::ClockWorkingWeekend),
            };
            check.refuse(member, Refusal::new(reason).with("year", table.year));
        }
    }
}

/// An issue with the line of its member, or of what should have it, and the member as people find it.
fn fault(text: &str, table: &Spanned<DeTable<'_>>, written: &Written, issue: &FieldIssue) -> PackFault {
    let mut span = 0..0;
    let mut value = None;
    let mut member = String::new();
    for (depth, part) in issue.pointer.split('/').skip(1).enumerate() {
        let next: Option<&Spanned<DeValue<'_>>> = match (depth, value.map(Spanned::get_ref)) {
            (0, _) => table.get_ref().get(part),
            (_, Some(DeValue::Table(table))) => table.get(part),
            (_, Some(DeValue::Array(array))) => part.parse().ok().and_then(|place: usize| array.get(place)),
            _ => None,
        };
        value = next;
        span = next.map_or(span, Spanned::span);
        let rule = part.parse().ok().filter(|_| member == "rule").and_then(|place: usize| written.rules.get(place));
        member = match (rule, part.parse::<usize>()) {
            (Some(rule), _) => rule.code.clone(),
            (None, Ok(place)) => format!("{member}[{place}]"),
            (None, Err(_)) if member.is_empty() => part.to_owned(),
            (None, Err(_)) => format!("{member}.{part}"),
        };
    }
    let detail = format!("{member}: {}", issue.refusal.text(Language::English));
    PackFault { line: line_of(text, &span), detail }
}

/// The line of a place in a text, from 1.
fn line_of(text: &str, at: &Range<usize>) -> usize {
    text.bytes().take(at.start).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::oversight::clocks::clock_rule::{ClockStart, Term};

    const RULE: &str = "version = \"1\"\neffective_from = \"2026-01-01\"\n[[rule]]\ncode = \"handover\"\n\
        title = { zh = \"移交\", en = \"Hand-over\" }\nstart = \"seized_for_handover\"\nlimits = [\n{ amount = 24, unit = \"hours\" },\n]\n\
        warn_hours = 6\neffect = \"overdue\"\nowner = \"case_officer\"\nenabled = true\n";

    #[test]
    fn the_shipped_rules_can_be_read_and_cover_every_start() {
        assert_eq!(RulePack::parse(RulePack::NATIONAL).as_ref(), Ok(RulePack::national()));
        let pack = RulePack::national();
        for start in ClockStart::ALL {
            assert!(pack.rules.iter().any(|rule| rule.start == *start), "{start}");
        }
        assert!(!pack.calendar.is_working("2024-02-12".parse().unwrap()));
        assert!(pack.calendar.is_working("2024-02-18".parse().unwrap()), "a Sunday on which offices are open");
        assert!(pack.calendar.knows(2026) && !pack.calendar.knows(2027));
        for rule in &pack.rules {
            assert_eq!(WrittenRule::of(rule).read("", &mut Checker::new()).as_ref(), Some(rule));
        }
    }

    #[test]
    fn a_setting_that_is_a_limit_of_the_law_is_bounded_by_it() {
        for rule in RulePack::national().rules.iter().filter(|rule| rule.ground.is_some()) {
            for limit in &rule.limits {
                if let Term::Set(setting, _) = limit.term {
                    assert!(setting.law_at_most().is_some(), "{}: {setting}", rule.code);
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_member() {
        assert_eq!(RulePack::parse(RULE).unwrap().rules.len(), 1);
        for (from, to, line, part) in [
            ("start = \"seized_for_handover\"", "start = \"full_moon\"", 6, "full_moon"),
            ("owner = \"case_officer\"", "owner = \"case_officer\"\ncolour = \"red\"", 13, "colour"),
            ("amount = 24", "amount = 0", 8, "handover.limits[0].amount: This number must be from 1 to"),
            ("amount = 24", "amount = 24, setting = \"handover_hours\"", 8, "handover.limits[0].amount: A limit needs"),
            ("[\n{ amount = 24, unit = \"hours\" },\n]", "[]", 7, "handover.limits: The list must not be empty"),
            ("amount = 24", "setting = \"unclassified_alarm_days\"", 8, "handover.limits[0].setting: "),
            ("unit = \"hours\" }", "unit = \"hours\" },\n{ amount = 2, unit = \"hours\" }", 9, "handover.limits[1]: "),
            ("warn_hours = 6", "warn_setting = \"account_review_days\"", 10, "handover.warn_setting: "),
            ("en = \"Hand-over\"", "en = \" \"", 5, "handover.title.en: "),
            ("en = \"Hand-over\"", "en = \"Hand\u{202E}over\"", 5, "handover.title.en: "),
            ("version = \"1\"", "version = \"\"", 1, "version: "),
            ("amount = 24, unit = \"hours\"", "unit = \"as_agreed\"", 8, "handover.limits[0].unit: Nothing but a loan"),
            ("warn_hours = 6\n", "", 3, "handover.warn_hours: This field is required"),
            ("code = \"handover\"", "code = \"Hand over\"", 4, "Hand over.code: "),
            ("effective_from = \"2026-01-01\"", "effective_from = \"2026-02-30\"", 2, "out of range"),
        ] {
            let fault = RulePack::parse(&RULE.replace(from, to)).unwrap_err();
            assert_eq!((fault.line, fault.detail.contains(part)), (line, true), "{to}: {fault}");
        }
        let (_, rule) = RULE.split_at(RULE.find("[[rule]]").unwrap());
        let fault = RulePack::parse(&format!("{RULE}{rule}")).unwrap_err();
        assert_eq!((fault.line, fault.detail.contains("handover stands in the list more than once")), (15, true));
        let fault = RulePack::parse(&format!(
            "{RULE}[[year]]\nyear = 2026\nclosed = [\n{{ first = \"2026-02-02\", last = \"2026-02-01\" }}]\nopen = []\n"
        ));
        let fault = fault.unwrap_err();
        assert_eq!((fault.line, fault.detail.contains("year[0].closed[0]: ")), (17, true), "{fault}");
        assert_eq!(RulePack::parse("x").unwrap_err().line, 1);
    }
}
