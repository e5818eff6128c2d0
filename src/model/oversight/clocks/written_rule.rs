//! Rules for clocks as they are written, in packs and in what a centre sets: what they may say, each fault at its member.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::accounts::agency::AgencyKind;
use crate::model::centre::settings::SettingName;
use crate::model::input::Checker;
use crate::model::oversight::clocks::clock_rule::{
    Bilingual, ClockEffect, ClockOwner, ClockRule, ClockStart, ClockUnit, Ground, Limit, Term, Warning,
};
use crate::model::reason::{Reason, Refusal};

/// Of so many a limit is at most: ten years.
const AMOUNT_AT_MOST: i64 = 3_650;
/// Limits of one rule, and kinds of agency of one limit, at most.
const LIMITS_AT_MOST: usize = 20;
/// Characters of a code, and of every text, at most.
const CODE_AT_MOST: usize = 64;
const TEXT_AT_MOST: usize = 300;

/// A rule as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenRule {
    /// Small letters and `_`.
    #[schema(min_length = 1, max_length = 64)]
    pub code: String,
    pub title: Bilingual,
    pub start: ClockStart,
    /// The first that holds for an agency counts.
    #[schema(min_items = 1, max_items = 20)]
    pub limits: Vec<WrittenLimit>,
    /// How many hours before its limit it warns; null where a setting says it.
    #[serde(default)]
    #[schema(required, minimum = 0, maximum = 87_600)]
    pub warn_hours: Option<i64>,
    #[serde(default)]
    #[schema(required)]
    pub warn_setting: Option<SettingName>,
    pub effect: ClockEffect,
    pub owner: ClockOwner,
    pub enabled: bool,
    /// Null for the centre's own practice.
    #[serde(default)]
    #[schema(required)]
    pub ground: Option<Ground>,
}

/// A limit as it is written: an amount, a setting, or neither for what runs as agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenLimit {
    /// Empty for all.
    #[serde(default)]
    #[schema(required, max_items = 20)]
    pub agency_kinds: Vec<AgencyKind>,
    #[serde(default)]
    #[schema(required, minimum = 1, maximum = 3_650)]
    pub amount: Option<i64>,
    #[serde(default)]
    #[schema(required)]
    pub setting: Option<SettingName>,
    pub unit: ClockUnit,
}

impl WrittenRule {
    /// The rule that is written, if every member holds; what does not is noted at its place below `at`.
    pub fn read(&self, at: &str, check: &mut Checker) -> Option<ClockRule> {
        let code = &self.code;
        let small = code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let long = Refusal::new(Reason::TextTooLong).with("max", CODE_AT_MOST);
        check.demand(code.chars().count() <= CODE_AT_MOST, format!("{at}/code"), long);
        let named = !code.is_empty() && small;
        check.demand(named, format!("{at}/code"), Refusal::new(Reason::ClockCode).with("max", CODE_AT_MOST));
        let title = read_text(&self.title, &format!("{at}/title"), check);
        let ground = self.ground.as_ref().map(|ground| Ground {
            law: read_text(&ground.law, &format!("{at}/ground/law"), check),
            article: read_text(&ground.article, &format!("{at}/ground/article"), check),
            text: read_text(&ground.text, &format!("{at}/ground/text"), check),
        });
        let warning = self.read_warning(at, check);
        check.list(&format!("{at}/limits"), &self.limits, LIMITS_AT_MOST);
        let mut limits = Vec::with_capacity(self.limits.len());
        for (place, limit) in self.limits.iter().enumerate() {
            let at = format!("{at}/limits/{place}");
            let before = self.limits.get(..place).unwrap_or_default();
            check.demand(!before.iter().any(|limit| limit.agency_kinds.is_empty()), &at, Reason::ClockLimitUnreached);
            let agreed = limit.unit == ClockUnit::AsAgreed && !self.start.has_agreed_time();
            check.demand(!agreed, format!("{at}/unit"), Reason::ClockAgreedForLoans);
            limits.extend(limit.read(&at, check));
        }
        let (code, start, effect, owner) = (self.code.clone(), self.start, self.effect, self.owner);
        Some(ClockRule { code, title, start, limits, warning: warning?, effect, owner, ground, enabled: self.enabled })
    }

    fn read_warning(&self, at: &str, check: &mut Checker) -> Option<Warning> {
        match (self.warn_hours, self.warn_setting) {
            (Some(hours), None) => {
                check.number(format!("{at}/warn_hours"), hours, 0, AMOUNT_AT_MOST * 24);
                u32::try_from(hours).ok().map(Warning::Fixed)
            }
            (None, Some(setting)) if is_counted(setting, ClockUnit::Hours) => Some(Warning::Set(setting)),
            (_, Some(_)) => {
                check.refuse(format!("{at}/warn_setting"), Reason::ClockAmount);
                None
            }
            (None, None) => {
                check.refuse(format!("{at}/warn_hours"), Reason::FieldMissing);
                None
            }
        }
    }

    /// The rule as it is written.
    pub fn of(rule: &ClockRule) -> Self {
        let limit = |limit: &Limit| {
            let (amount, setting, unit) = match limit.term {
                Term::Fixed(amount, unit) => (Some(i64::from(amount)), None, unit),
                Term::Set(setting, unit) => (None, Some(setting), unit),
                Term::AsAgreed => (None, None, ClockUnit::AsAgreed),
            };
            WrittenLimit { agency_kinds: limit.agency_kinds.clone(), amount, setting, unit }
        };
        let (warn_hours, warn_setting) = match rule.warning {
            Warning::Fixed(hours) => (Some(i64::from(hours)), None),
            Warning::Set(setting) => (None, Some(setting)),
        };
        Self {
            code: rule.code.clone(),
            title: rule.title.clone(),
            start: rule.start,
            limits: rule.limits.iter().map(limit).collect(),
            warn_hours,
            warn_setting,
            effect: rule.effect,
            owner: rule.owner,
            enabled: rule.enabled,
            ground: rule.ground.clone(),
        }
    }
}

impl WrittenLimit {
    fn read(&self, at: &str, check: &mut Checker) -> Option<Limit> {
        let long = Refusal::new(Reason::ListTooLong).with("max", LIMITS_AT_MOST);
        check.demand(self.agency_kinds.len() <= LIMITS_AT_MOST, format!("{at}/agency_kinds"), long);
        for (kind, place) in self.agency_kinds.iter().zip(0..) {
            let again = self.agency_kinds.iter().take(place).any(|other| other == kind);
            let repeats = Refusal::new(Reason::ListRepeats).with_word("value", *kind);
            check.demand(!again, format!("{at}/agency_kinds/{place}"), repeats);
        }
        let term = match (self.amount, self.setting, self.unit) {
            (None, None, ClockUnit::AsAgreed) => Some(Term::AsAgreed),
            (Some(amount), None, unit) if unit != ClockUnit::AsAgreed => {
                check.number(format!("{at}/amount"), amount, 1, AMOUNT_AT_MOST);
                u32::try_from(amount).ok().map(|amount| Term::Fixed(amount, unit))
            }
            (None, Some(setting), unit) if is_counted(setting, unit) => Some(Term::Set(setting, unit)),
            (amount, setting, _) => {
                let member = match (amount, setting) {
                    (Some(_), _) => "amount",
                    (None, Some(_)) => "setting",
                    (None, None) => "unit",
                };
                check.refuse(format!("{at}/{member}"), Reason::ClockAmount);
                None
            }
        };
        term.map(|term| Limit { agency_kinds: self.agency_kinds.clone(), term })
    }
}

/// Whether a setting is counted in a unit, as its name says.
fn is_counted(setting: SettingName, unit: ClockUnit) -> bool {
    match unit {
        ClockUnit::Hours => setting.as_str().ends_with("_hours"),
        ClockUnit::CalendarDays | ClockUnit::WorkingDays => setting.as_str().ends_with("_days"),
        ClockUnit::AsAgreed => false,
    }
}

fn read_text(text: &Bilingual, at: &str, check: &mut Checker) -> Bilingual {
    let zh = check.text(format!("{at}/zh"), &text.zh, TEXT_AT_MOST);
    Bilingual { zh, en: check.text(format!("{at}/en"), &text.en, TEXT_AT_MOST) }
}
