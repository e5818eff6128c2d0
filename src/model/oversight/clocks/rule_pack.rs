//! Packs of rules for clocks, written in TOML: read strictly, and refused with the line and the reason.

use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use crate::model::accounts::agency::AgencyKind;
use crate::model::centre::settings::SettingName;
use crate::model::oversight::clocks::calendar::Calendar;
use crate::model::oversight::clocks::clock_rule::{
    Bilingual, ClockEffect, ClockOwner, ClockRule, ClockStart, ClockUnit, Ground, Limit, Term, Warning,
};

/// Of so many a limit is at most: ten years.
const AMOUNT_AT_MOST: u32 = 3_650;
/// Days of one holiday at most, and of all of them.
const HOLIDAY_AT_MOST: usize = 60;
const HOLIDAYS_AT_MOST: usize = 4_000;
/// Rules of one pack at most.
const RULES_AT_MOST: usize = 100;
/// Characters of a code, of a title or the name of a law, and of what it says, at most.
const CODE_AT_MOST: usize = 64;
const NAME_AT_MOST: usize = 200;
const TEXT_AT_MOST: usize = 1_000;

/// Rules, and the days that count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulePack {
    /// Which issue of the rules it is.
    pub version: String,
    pub effective_from: NaiveDate,
    pub rules: Vec<ClockRule>,
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

/// A day as it is written: 2026-01-31.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct Day(NaiveDate);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self).map_err(|error| format!("{text:?} is no day: {error}"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: String,
    effective_from: Day,
    rule: Vec<Spanned<WrittenRule>>,
    #[serde(default)]
    closed: Vec<Spanned<WrittenYear>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    code: String,
    title: Bilingual,
    start: ClockStart,
    limits: Vec<WrittenLimit>,
    warn_hours: Option<u32>,
    warn_setting: Option<SettingName>,
    effect: ClockEffect,
    owner: ClockOwner,
    enabled: bool,
    ground: Option<WrittenGround>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLimit {
    #[serde(default)]
    agency_kinds: Vec<AgencyKind>,
    amount: Option<u32>,
    setting: Option<SettingName>,
    unit: ClockUnit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenGround {
    law: Bilingual,
    article: Bilingual,
    text: Bilingual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenYear {
    #[serde(rename = "name")]
    _name: String,
    days: Vec<(Day, Day)>,
    open: Vec<Day>,
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

    /// Reads a pack.
    ///
    /// # Errors
    /// [`PackFault`] for what is no pack, and for rules that contradict themselves or each other.
    pub fn parse(text: &str) -> Result<Self, PackFault> {
        let at = |span: Range<usize>, detail: String| PackFault { line: line_of(text, span.start), detail };
        let written: Written = toml::from_str(text)
            .map_err(|error| at(error.span().unwrap_or(0..0), error.message().replace('\n', " ")))?;
        if written.version.trim().is_empty() || written.rule.len() > RULES_AT_MOST {
            return Err(at(0..0, format!("a pack has a version, and {RULES_AT_MOST} rules at most")));
        }
        let mut rules: Vec<ClockRule> = Vec::with_capacity(written.rule.len());
        for rule in written.rule {
            let span = rule.span();
            let rule = rule.into_inner().read().map_err(|detail| at(span.clone(), detail))?;
            if rules.iter().any(|other| other.code == rule.code) {
                return Err(at(span, format!("there are two rules of the code {}", rule.code)));
            }
            rules.push(rule);
        }
        let (mut closed, mut open) = (Vec::new(), Vec::new());
        for year in written.closed {
            let span = year.span();
            let WrittenYear { days, open: working, .. } = year.into_inner();
            for (first, last) in days {
                closed.extend(holiday(first.0, last.0).map_err(|detail| at(span.clone(), detail))?);
            }
            if closed.len() > HOLIDAYS_AT_MOST {
                return Err(at(span, format!("there are more than {HOLIDAYS_AT_MOST} holidays")));
            }
            open.extend(working.into_iter().map(|day| day.0));
        }
        let calendar = Calendar::new(closed, open);
        Ok(Self { version: written.version, effective_from: written.effective_from.0, rules, calendar })
    }
}

impl WrittenRule {
    fn read(self) -> Result<ClockRule, String> {
        let code = self.code;
        if code.is_empty()
            || code.len() > CODE_AT_MOST
            || !code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        {
            return Err(format!("the code {code:?} is not of 1 to {CODE_AT_MOST} small letters and _"));
        }
        let ground = self.ground.map(|ground| Ground { law: ground.law, article: ground.article, text: ground.text });
        is_readable(&self.title, NAME_AT_MOST).map_err(|fault| format!("the title of {code} {fault}"))?;
        if let Some(Ground { law, article, text }) = &ground {
            for (part, most) in [(law, NAME_AT_MOST), (article, NAME_AT_MOST), (text, TEXT_AT_MOST)] {
                is_readable(part, most).map_err(|fault| format!("the ground of {code} {fault}"))?;
            }
        }
        let warning = match (self.warn_hours, self.warn_setting) {
            (Some(hours), None) if hours <= AMOUNT_AT_MOST * 24 => Warning::Fixed(hours),
            (None, Some(setting)) if setting.as_str().ends_with(HOURS) => Warning::Set(setting),
            _ => {
                return Err(format!(
                    "{code} needs either warn_hours, of ten years at most, or a warn_setting of hours"
                ));
            }
        };
        let limits: Vec<Limit> = self
            .limits
            .into_iter()
            .map(WrittenLimit::read)
            .collect::<Result<_, _>>()
            .map_err(|e| format!("{code}: {e}"))?;
        let agreed = |limit: &Limit| limit.term == Term::AsAgreed;
        if limits.is_empty() {
            return Err(format!("{code} has no limit"));
        }
        if limits.iter().rev().skip(1).any(|limit| limit.agency_kinds.is_empty()) {
            return Err(format!("{code} has a limit after one that holds for every agency"));
        }
        if limits.iter().any(agreed) && !self.start.has_agreed_time() {
            return Err(format!("{code} runs as agreed, and nothing but a loan or a notice has an agreed time"));
        }
        Ok(ClockRule {
            code,
            title: self.title,
            start: self.start,
            limits,
            warning,
            effect: self.effect,
            owner: self.owner,
            ground,
            enabled: self.enabled,
        })
    }
}

impl WrittenLimit {
    fn read(self) -> Result<Limit, String> {
        let term = match (self.amount, self.setting, self.unit) {
            (None, None, ClockUnit::AsAgreed) => Term::AsAgreed,
            (_, _, ClockUnit::AsAgreed) => return Err("a limit as agreed has neither amount nor setting".into()),
            (Some(amount), None, unit) if (1..=AMOUNT_AT_MOST).contains(&amount) => Term::Fixed(amount, unit),
            (None, Some(setting), unit) if setting.as_str().ends_with(counted(unit)) => Term::Set(setting, unit),
            _ => {
                return Err(format!(
                    "a limit needs either an amount from 1 to {AMOUNT_AT_MOST} or a setting counted in its unit"
                ));
            }
        };
        Ok(Limit { agency_kinds: self.agency_kinds, term })
    }
}

/// How the names of settings end that are counted in hours.
const HOURS: &str = "_hours";

/// How the names of settings end that are counted in a unit.
const fn counted(unit: ClockUnit) -> &'static str {
    match unit {
        ClockUnit::Hours => HOURS,
        ClockUnit::CalendarDays | ClockUnit::WorkingDays | ClockUnit::AsAgreed => "_days",
    }
}

/// Refuses a text that says nothing, is too long or has characters that nobody sees.
fn is_readable(text: &Bilingual, most: usize) -> Result<(), String> {
    let fits = |text: &String| {
        !text.trim().is_empty() && text.chars().count() <= most && text.chars().all(|letter| !is_unseen(letter))
    };
    match fits(&text.zh) && fits(&text.en) {
        true => Ok(()),
        false => Err(format!("is empty, longer than {most} characters, or has control characters")),
    }
}

/// Control characters, and those that turn the direction of writing.
fn is_unseen(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

fn holiday(first: NaiveDate, last: NaiveDate) -> Result<Vec<NaiveDate>, String> {
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).take(HOLIDAY_AT_MOST + 1).collect();
    if days.is_empty() || days.len() > HOLIDAY_AT_MOST {
        return Err(format!("a holiday from {first} to {last} has no day, or more than {HOLIDAY_AT_MOST}"));
    }
    Ok(days)
}

/// The line of a place in a text, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "version = \"1\"\neffective_from = \"2026-01-01\"\n[[rule]]\ncode = \"handover\"\n\
        title = { zh = \"移交\", en = \"Hand-over\" }\nstart = \"seized_for_handover\"\nlimits = [{ amount = 24, unit = \"hours\" }]\n\
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
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        assert_eq!(RulePack::parse(RULE).unwrap().rules.len(), 1);
        for (from, to, line, part) in [
            ("start = \"seized_for_handover\"", "start = \"full_moon\"", 6, "full_moon"),
            ("owner = \"case_officer\"", "owner = \"case_officer\"\ncolour = \"red\"", 11, "colour"),
            ("amount = 24", "amount = 0", 3, "from 1 to"),
            ("amount = 24", "amount = 24, setting = \"handover_hours\"", 3, "either"),
            ("limits = [{ amount = 24, unit = \"hours\" }]", "limits = []", 3, "no limit"),
            ("amount = 24", "setting = \"unclassified_alarm_days\"", 3, "counted in its unit"),
            ("unit = \"hours\" }", "unit = \"hours\" }, { amount = 2, unit = \"hours\" }", 3, "after one that holds"),
            ("warn_hours = 6", "warn_setting = \"account_review_days\"", 3, "of hours"),
            ("en = \"Hand-over\"", "en = \" \"", 3, "the title of handover"),
            ("en = \"Hand-over\"", "en = \"Hand\u{202E}over\"", 3, "the title of handover"),
            ("version = \"1\"", "version = \"\"", 1, "a version"),
            ("amount = 24, unit = \"hours\"", "unit = \"as_agreed\"", 3, "nothing but a loan"),
            ("warn_hours = 6\n", "", 3, "warn_hours"),
            ("code = \"handover\"", "code = \"Hand over\"", 3, "small letters"),
            ("effective_from = \"2026-01-01\"", "effective_from = \"2026-02-30\"", 2, "out of range"),
        ] {
            let fault = RulePack::parse(&RULE.replace(from, to)).unwrap_err();
            assert_eq!((fault.line, fault.detail.contains(part)), (line, true), "{to}: {fault}");
        }
        let (_, rule) = RULE.split_at(RULE.find("[[rule]]").unwrap());
        let fault = RulePack::parse(&format!("{RULE}{rule}")).unwrap_err();
        assert_eq!((fault.line, fault.detail.as_str()), (12, "there are two rules of the code handover"));
        let fault = RulePack::parse(&format!(
            "{RULE}[[closed]]\nname = \"x\"\ndays = [[\"2026-02-02\", \"2026-02-01\"]]\nopen = []\n"
        ));
        assert!(fault.unwrap_err().detail.contains("no day"));
        assert_eq!(RulePack::parse("x").unwrap_err().line, 1);
    }
}
