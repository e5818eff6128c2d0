//! Versions of the centre's own rules for clocks. Rows are only ever added.

use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{Page, Paging};
use crate::db::schema::clock_rule_versions;
use crate::error::Result;
use crate::model::ids::UserId;
use crate::model::oversight::clocks::calendar::start_of;
use crate::model::oversight::clocks::centre_rules::CentreRules;
use crate::model::oversight::clocks::day::Day;
use crate::model::oversight::clocks::rule_pack::RulePack;
use crate::model::time::Time;

/// One version. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = clock_rule_versions)]
pub struct ClockRuleVersion {
    /// From 1, without gaps.
    pub version: i32,
    /// The day on which it begins.
    pub effective_from: String,
    /// What the centre has of its own, as JSON.
    pub rules: String,
    pub reason: String,
    pub made_by: UserId,
    pub made_at: Time,
}

// The centre's rules have no id of their own.
registered!(
    ClockRuleVersion as ClockRuleVersions: about |_| Uuid::nil(), key |row| row.version.to_string(), name |_| None
);

impl ClockRuleVersion {
    /// The day on which it begins.
    pub fn day(&self) -> Day {
        Day::try_from(self.effective_from.clone()).unwrap_or_default()
    }

    /// Since when it counts: the beginning of its day in China, and never before it was made.
    pub fn since(&self) -> Time {
        start_of(self.day().0).max(self.made_at)
    }

    /// The pack that holds with it.
    pub fn pack(&self) -> RulePack {
        CentreRules::kept(&self.rules).upon(RulePack::national(), self.version.to_string(), self.day())
    }
}

/// Every version, the first first.
///
/// # Errors
/// Database errors.
pub fn list_all(conn: &mut Conn) -> Result<Vec<ClockRuleVersion>> {
    Ok(on!(conn, c => clock_rule_versions::table
        .order(clock_rule_versions::version)
        .select(ClockRuleVersion::as_select())
        .load(c))?)
}

/// The newest version, none where the centre has no rules of its own.
///
/// # Errors
/// Database errors.
pub fn find_newest(conn: &mut Conn) -> Result<Option<ClockRuleVersion>> {
    Ok(on!(conn, c => clock_rule_versions::table
        .order(clock_rule_versions::version.desc())
        .select(ClockRuleVersion::as_select())
        .first(c)
        .optional())?)
}

/// The version that counts at a time: the newest that has begun. One that was followed by another before its day never counts.
///
/// # Errors
/// Database errors.
pub fn find_held(conn: &mut Conn, at: Time) -> Result<Option<ClockRuleVersion>> {
    Ok(list_all(conn)?.into_iter().rfind(|row| row.since() <= at))
}

/// Versions, the newest first.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) for a bad cursor or limit.
pub fn list(conn: &mut Conn, paging: &Paging) -> Result<Page<ClockRuleVersion>> {
    let shown = paging.shown()?;
    let after = paging.after::<i32, i32>()?;
    let rows: Vec<ClockRuleVersion> = on!(conn, c => {
        let mut query = clock_rule_versions::table.select(ClockRuleVersion::as_select()).into_boxed();
        if let Some((version, _)) = after {
            query = query.filter(clock_rule_versions::version.lt(version));
        }
        query.order(clock_rule_versions::version.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.version, row.version)))
}
