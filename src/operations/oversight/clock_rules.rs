//! The centre's own rules for clocks: setting a new version, and beginning one on its day.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::db::change::Change;
use crate::db::oversight::deadlines::clock_rule_insertion;
use crate::db::oversight::deadlines::clock_rule_versions::{self, ClockRuleVersion};
use crate::db::oversight::deadlines::settle_anew;
use crate::db::{Conn, Database};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::oversight::clocks::calendar::china_day;
use crate::model::oversight::clocks::centre_rules::CentreRules;
use crate::model::oversight::clocks::day::Day;
use crate::model::oversight::clocks::rule_pack::RulePack;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;

/// Characters of a reason at most.
const REASON: usize = 500;

/// What the centre has of its own from a day on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClockRules {
    /// The day in China on which it begins: today, which is from now on, or later.
    pub effective_from: Day,
    /// Why it is set.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
    pub own: CentreRules,
}

/// The number of the newest version; 0 while the centre has no rules of its own.
///
/// # Errors
/// Database errors.
pub fn newest_version(conn: &mut Conn) -> Result<i32> {
    Ok(clock_rule_versions::find_newest(conn)?.map_or(0, |row| row.version))
}

/// Sets what the centre has of its own. Whatever was set before and has not begun yet never does.
///
/// # Errors
/// [`Error::Stale`], [`Error::Refused`] when nothing changes, [`Error::Invalid`] naming every member that breaks a rule or goes beyond the
/// law.
pub fn set(change: &mut Change<'_>, viewer: &Viewer, version: i32, new: NewClockRules) -> Result<ClockRuleVersion> {
    let before = clock_rule_versions::find_newest(change.reader())?;
    let current = before.as_ref().map_or(0, |row| row.version);
    if current != version {
        return Err(Error::Stale { current });
    }
    let mut check = Checker::new();
    let reason = check.prose("/reason", &new.reason, REASON);
    let today = china_day(change.now());
    let past = Refusal::new(Reason::ClockRulesPast).with("today", today);
    check.demand(new.effective_from.0 >= today, "/effective_from", past);
    let latest = china_day(change.now().latest());
    let refusal = Refusal::new(Reason::DateOutOfRange).with("min", today).with("max", latest);
    check.demand(new.effective_from.0 <= latest, "/effective_from", refusal);
    let mut own = Checker::new();
    new.own.check(RulePack::national(), &mut own);
    for issue in own.done().err().unwrap_or_default() {
        check.refuse(format!("/own{}", issue.pointer), issue.refusal);
    }
    check.done()?;
    let held = before.as_ref().map(|row| CentreRules::kept(&row.rules)).unwrap_or_default();
    if held == new.own && before.as_ref().is_none_or(|row| row.day() == new.effective_from) {
        return Err(Reason::ClockRulesNothing.into());
    }
    let row = ClockRuleVersion {
        version: current + 1,
        effective_from: new.effective_from.to_string(),
        rules: serde_json::to_string(&new.own).map_err(Error::internal)?,
        reason,
        made_by: viewer.user_id,
        made_at: change.now(),
    };
    clock_rule_insertion::insert(change, before.as_ref(), &row)?;
    let (from, to) = differences(&held, &new.own)?;
    let details = json!({
        "version": row.version, "effective_from": row.effective_from, "reason": row.reason, "from": from, "to": to,
    });
    // The centre's rules have no id of their own.
    change.record(Action::ClockRulesSet, Uuid::nil(), details)?;
    Ok(row)
}

/// What the one has that the other has not, both ways, as JSON.
fn differences(before: &CentreRules, after: &CentreRules) -> Result<(String, String)> {
    let only = |one: &CentreRules, other: &CentreRules| {
        let rules = one.rules.iter().filter(|rule| !other.rules.contains(rule)).cloned().collect();
        let years = one.years.iter().filter(|year| !other.years.contains(year)).cloned().collect();
        serde_json::to_string(&CentreRules { rules, years }).map_err(Error::internal)
    };
    Ok((only(before, after)?, only(after, before)?))
}

/// Notes everything that is wrong with a draft.
///
/// # Errors
/// [`Error::Invalid`].
pub fn check_draft(draft: &CentreRules) -> Result<()> {
    let mut check = Checker::new();
    draft.check(RulePack::national(), &mut check);
    Ok(check.done()?)
}

/// Which version counts, as far as a program has made the deadlines by it.
#[derive(Debug, Default)]
pub struct Begun(Option<i32>);

impl Begun {
    /// Makes all deadlines anew when another version has begun than a moment ago. What a program found when it was started is settled.
    ///
    /// # Errors
    /// Database errors.
    pub fn settle_if_due(&mut self, database: &Database) -> Result<()> {
        let now = database.clock().now();
        let version = database.read(|conn| version_at(conn, now))?;
        if self.0.is_some_and(|known| known != version) {
            database.upkeep(settle_anew)?;
            tracing::info!(version, "a version of the rules for clocks has begun");
        }
        self.0 = Some(version);
        Ok(())
    }
}

fn version_at(conn: &mut Conn, at: Time) -> Result<i32> {
    Ok(clock_rule_versions::find_held(conn, at)?.map_or(0, |row| row.version))
}
