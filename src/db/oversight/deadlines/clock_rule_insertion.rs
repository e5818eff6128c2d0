//! Adding a version of the centre's own rules for clocks.

use diesel::prelude::*;

use crate::db::change::Change;
use crate::db::engine::connection::on;
use crate::db::oversight::deadlines::clock_rule_versions::ClockRuleVersion;
use crate::db::schema::clock_rule_versions;
use crate::error::Result;

/// Adds a version; the one before it is held against the log, as the entry tells what differs.
///
/// # Errors
/// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
pub fn insert(change: &mut Change<'_>, before: Option<&ClockRuleVersion>, row: &ClockRuleVersion) -> Result<()> {
    if let Some(before) = before {
        change.hold_row(before)?;
    }
    on!(change.conn, c => diesel::insert_into(clock_rule_versions::table).values(row).execute(c))?;
    change.note_added(row)
}
