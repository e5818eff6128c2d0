//! The rules and holidays of a centre: they stand over the national pack, by code and by year, and never beyond the law that it cites.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::accounts::agency::AgencyKind;
use crate::model::input::Checker;
use crate::model::oversight::clocks::calendar::{Calendar, YearTable};
use crate::model::oversight::clocks::clock_rule::{ClockRule, ClockUnit, Term};
use crate::model::oversight::clocks::day::Day;
use crate::model::oversight::clocks::rule_pack::{RulePack, check_years, read_rules};
use crate::model::oversight::clocks::written_rule::{WrittenLimit, WrittenRule};
use crate::model::reason::{Reason, Refusal};

/// Hours of a day.
const HOURS_A_DAY: i64 = 24;

/// What a centre has of its own: its rules, and those of the national pack that it has otherwise; and the years whose days it has otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CentreRules {
    #[schema(max_items = 100)]
    pub rules: Vec<WrittenRule>,
    #[schema(max_items = 100)]
    pub years: Vec<YearTable>,
}

impl CentreRules {
    /// What is kept as JSON; nothing where something else stands there.
    pub fn kept(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Notes every member that breaks a rule or goes beyond the law.
    pub fn check(&self, national: &RulePack, check: &mut Checker) {
        read_rules(&self.rules, "/rules", check);
        check_years(&self.years, "/years", check);
        for (place, written) in self.rules.iter().enumerate() {
            let at = format!("/rules/{place}");
            let Some(law) = national.rule(&written.code) else { continue };
            check_fixed(written, law, &at, check);
            if law.ground.is_some() {
                check_law(written, law, &at, check);
            }
        }
    }

    /// The pack that holds with what the centre has of its own.
    pub fn upon(&self, national: &RulePack, version: String, effective_from: Day) -> RulePack {
        let mut unread = Checker::new();
        let mut own: Vec<ClockRule> = self.rules.iter().filter_map(|rule| rule.read("", &mut unread)).collect();
        let mut rules: Vec<ClockRule> = Vec::with_capacity(national.rules.len() + own.len());
        for rule in &national.rules {
            let changed = own.iter().position(|other| other.code == rule.code);
            rules.push(changed.map_or_else(|| rule.clone(), |at| own.remove(at)));
        }
        rules.append(&mut own);
        let others = national.years.iter().filter(|year| self.years.iter().all(|own| own.year != year.year));
        let mut years: Vec<YearTable> = others.chain(&self.years).cloned().collect();
        years.sort_by_key(|year| year.year);
        RulePack { version, effective_from, rules, calendar: Calendar::of(&years), years }
    }
}

/// What stays of a rule of the national pack as it is.
fn check_fixed(written: &WrittenRule, law: &ClockRule, at: &str, check: &mut Checker) {
    let given = WrittenRule::of(law);
    let fixed = [
        ("title", written.title == given.title),
        ("start", written.start == given.start),
        ("effect", written.effect == given.effect),
        ("owner", written.owner == given.owner),
        ("ground", written.ground == given.ground),
    ];
    for (member, same) in fixed {
        let refusal = Refusal::new(Reason::ClockRuleNational).with("rule", &written.code);
        check.demand(same, format!("{at}/{member}"), refusal);
    }
}

/// A rule that rests on a law stays on, holds for everybody for whom the law has a limit, and allows nobody more time.
fn check_law(written: &WrittenRule, law: &ClockRule, at: &str, check: &mut Checker) {
    let of_law = Refusal::new(Reason::ClockRuleOfLaw).with("rule", &written.code);
    check.demand(written.enabled, format!("{at}/enabled"), of_law);
    let mut beyond = Vec::new();
    for kind in AgencyKind::ALL {
        let Some(most) = law.term(*kind) else { continue };
        let holds = |kinds: &[AgencyKind]| kinds.is_empty() || kinds.contains(kind);
        let Some(place) = written.limits.iter().position(|limit| holds(&limit.agency_kinds)) else {
            let refusal = Refusal::new(Reason::ClockLimitOfLaw).with_word("kind", *kind);
            check.refuse(format!("{at}/limits"), refusal);
            continue;
        };
        let limit = written.limits.get(place);
        let amount = |limit: &WrittenLimit| {
            let set = limit.setting.map(|setting| setting.law_at_most().unwrap_or(setting.bounds().1));
            (limit.amount.or(set), limit.unit)
        };
        if limit.map(amount).is_some_and(|draft| is_within(draft, largest(most))) || beyond.contains(&place) {
            continue;
        }
        beyond.push(place);
        let (most, unit) = largest(most);
        let refusal = match most {
            Some(most) => {
                let refusal = Refusal::new(Reason::ClockBeyondLaw).with_word("kind", *kind);
                refusal.with("max", most).with_word("unit", unit)
            }
            None => Refusal::new(Reason::ClockAsApproved),
        };
        let member = if limit.is_some_and(|limit| limit.setting.is_some()) { "setting" } else { "amount" };
        check.refuse(format!("{at}/limits/{place}/{member}"), refusal);
    }
}

/// The longest that a term can be.
fn largest(term: Term) -> (Option<i64>, ClockUnit) {
    match term {
        Term::Fixed(amount, unit) => (Some(i64::from(amount)), unit),
        Term::Set(setting, unit) => (Some(setting.law_at_most().unwrap_or(setting.bounds().1)), unit),
        Term::AsAgreed => (None, ClockUnit::AsAgreed),
    }
}

/// Whether a term never ends after another, whatever days offices are closed on: days end with the day and may be put off, hours do not.
fn is_within((draft, unit): (Option<i64>, ClockUnit), (most, of): (Option<i64>, ClockUnit)) -> bool {
    use ClockUnit as U;
    let (Some(draft), Some(most)) = (draft, most) else { return draft.is_none() && most.is_none() };
    match (unit, of) {
        (U::Hours, U::Hours)
        | (U::CalendarDays, U::CalendarDays | U::WorkingDays)
        | (U::WorkingDays, U::WorkingDays) => draft <= most,
        (U::Hours, U::CalendarDays | U::WorkingDays) => draft <= most.saturating_mul(HOURS_A_DAY),
        (U::CalendarDays | U::WorkingDays, _) | (U::AsAgreed, _) | (_, U::AsAgreed) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::centre::settings::SettingName;

    fn rule(code: &str) -> WrittenRule {
        WrittenRule::of(RulePack::national().rule(code).unwrap())
    }

    fn limit(kinds: &[AgencyKind], amount: i64, unit: ClockUnit) -> WrittenLimit {
        WrittenLimit { agency_kinds: kinds.to_vec(), amount: Some(amount), setting: None, unit }
    }

    #[track_caller]
    fn refused(rule: WrittenRule) -> Vec<(String, Reason)> {
        let mut check = Checker::new();
        CentreRules { rules: vec![rule], years: Vec::new() }.check(RulePack::national(), &mut check);
        let issues = check.done().err().unwrap_or_default();
        issues.into_iter().map(|issue| (issue.pointer, issue.refusal.reason)).collect()
    }

    #[test]
    fn every_rule_of_the_pack_may_be_set_as_it_is() {
        for rule in &RulePack::national().rules {
            assert_eq!(refused(WrittenRule::of(rule)), [], "{}", rule.code);
        }
    }

    #[test]
    fn the_law_may_be_kept_sooner_and_not_later() {
        use AgencyKind::{MarketSupervision, OtherEnforcement, Procuratorate};
        use ClockUnit::{CalendarDays, Hours, WorkingDays};
        let with = |code: &str, limits: Vec<WrittenLimit>| refused(WrittenRule { limits, ..rule(code) });
        let two = [MarketSupervision, OtherEnforcement];
        for (amount, unit, fits) in [
            (30, CalendarDays, true),
            (31, CalendarDays, false),
            (720, Hours, true),
            (721, Hours, false),
            (10, WorkingDays, false),
        ] {
            let expected = [("/rules/0/limits/0/amount".to_owned(), Reason::ClockBeyondLaw)];
            let found = with("administrative_seizure", vec![limit(&two, amount, unit)]);
            assert_eq!(found, if fits { &[][..] } else { &expected[..] }, "{amount} {unit}");
        }
        assert_eq!(
            with("administrative_seizure", vec![limit(&two[..1], 30, CalendarDays)]),
            [("/rules/0/limits".to_owned(), Reason::ClockLimitOfLaw)]
        );
        assert_eq!(with("handover", vec![limit(&[Procuratorate], 2, CalendarDays), limit(&[], 24, Hours)]), []);
        assert_eq!(
            with("handover", vec![limit(&[Procuratorate], 2, CalendarDays), limit(&[], 25, Hours)]),
            [("/rules/0/limits/1/amount".to_owned(), Reason::ClockBeyondLaw)]
        );
        let set = WrittenLimit { amount: None, setting: Some(SettingName::LoanWarningHours), ..limit(&[], 1, Hours) };
        assert_eq!(with("handover", vec![set]), [("/rules/0/limits/0/setting".to_owned(), Reason::ClockBeyondLaw)]);
        assert_eq!(
            with("loan", vec![limit(&[], 1, Hours)]),
            [("/rules/0/limits/0/amount".to_owned(), Reason::ClockAsApproved)]
        );
    }

    #[test]
    fn a_rule_of_the_law_stays_on_and_says_what_it_says() {
        let off = WrittenRule { enabled: false, ..rule("handover") };
        assert_eq!(refused(off), [("/rules/0/enabled".to_owned(), Reason::ClockRuleOfLaw)]);
        assert_eq!(refused(WrittenRule { enabled: false, ..rule("police_transfer") }), [], "a practice of the centre");
        let other = WrittenRule { ground: None, ..rule("handover") };
        assert_eq!(refused(other), [("/rules/0/ground".to_owned(), Reason::ClockRuleNational)]);
    }

    #[test]
    fn what_the_centre_has_stands_over_the_pack_by_code_and_by_year() {
        let national = RulePack::national();
        let own = WrittenRule { code: "own".into(), ..rule("discrepancy") };
        let on = WrittenRule { enabled: true, ..rule("discrepancy") };
        let year = YearTable { year: 2027, closed: Vec::new(), open: Vec::new() };
        let pack = CentreRules { rules: vec![own, on], years: vec![year] }.upon(national, "2".into(), Day::default());
        assert_eq!(pack.rules.len(), national.rules.len() + 1);
        assert!(pack.rule("discrepancy").unwrap().enabled && pack.rule("own").is_some());
        assert!(pack.calendar.knows(2027) && pack.calendar.knows(2026) && !pack.calendar.knows(2028));
    }
}
