//! When the program verifies by itself: everything once a day, and what is new every few minutes.

use std::sync::Arc;

use crate::db::ledger::{findings, log, verifications};
use crate::db::{Conn, Database};
use crate::error::Result;
use crate::keys::LogSigner;
use crate::model::centre::settings::SettingName;
use crate::model::ledger::event::Action;
use crate::model::ledger::verification::VerificationScope;
use crate::model::time::{DAY, HOUR, MINUTE, SECOND, Time};
use crate::operations::centre::settings;
use crate::operations::ledger::verifications::{self as operations, Verifications};

/// The hour that stands for never.
const NEVER: i64 = 24;

/// Everything is verified once a day; this long without is told, whatever the settings say: they may have been altered.
const OVERDUE: i64 = 2 * DAY;

/// Starts the verification that is due, if any, and tells whoever watches the program how many findings are open, and that
/// nothing was verified for long.
///
/// # Errors
/// Database errors.
pub fn start_due(database: &Database, key: &Arc<LogSigner>, under_way: &Verifications) -> Result<()> {
    let now = database.clock().now();
    let look = |conn: &mut Conn| {
        let due = if under_way.is_first() { find_first(conn)? } else { find_due(conn, now)? };
        // One that has just begun, or is about to, is what is asked for.
        let waits = under_way.is_first() || verifications::is_running(conn)?;
        Ok((due, findings::count(conn, findings::OPEN)?, !waits && is_overdue(conn, now)?))
    };
    let (due, open, overdue) = database.read(look)?;
    metrics::gauge!("custody_findings_open").set(open as f64);
    under_way.note_overdue(overdue);
    let Some(scope) = due else { return Ok(()) };
    under_way.note_begun();
    if let Some(id) = operations::begin_by_itself(database, scope)? {
        under_way.start(id, database.clone(), key.clone());
    }
    Ok(())
}

/// The verification that is due first in a program: everything, unless all is turned off. What the table says of earlier ones
/// is nobody's word.
fn find_first(conn: &mut Conn) -> Result<Option<VerificationScope>> {
    let off = settings::get_held(conn, SettingName::WholeVerificationHour)?.value >= NEVER
        && settings::get_held(conn, SettingName::RecentVerificationMinutes)?.value == 0;
    Ok((!off && log::size(conn)? > 0).then_some(VerificationScope::Whole))
}

/// The verification that is due at a time: everything when the hour of the day has passed since that was done last, or a
/// backup was restored, else what is new when there is something and the minutes have passed.
///
/// # Errors
/// Database errors.
pub fn find_due(conn: &mut Conn, now: Time) -> Result<Option<VerificationScope>> {
    let hour = settings::get_held(conn, SettingName::WholeVerificationHour)?.value;
    let restored = log::find_last(conn, Action::LogRestored)?;
    let since = last_time_at(hour, now).max(restored.map_or(Time(0), |entry| entry.logged_at));
    if hour < NEVER && whole_is_due(conn, since, now)? {
        return Ok(Some(VerificationScope::Whole));
    }
    let minutes = settings::get_held(conn, SettingName::RecentVerificationMinutes)?.value;
    let since = now.plus(-minutes * MINUTE);
    if minutes == 0 || verifications::find_last_start(conn, now)?.is_some_and(|last| last > since) {
        return Ok(None);
    }
    let verified = operations::find_verified(conn, now)?.map_or(0, |last| last.size);
    // A new centre is given its minutes as well.
    let old_enough = log::find(conn, 0)?.is_some_and(|first| first.logged_at <= since);
    let due = old_enough && log::size(conn)? != verified;
    Ok(due.then_some(VerificationScope::Recent))
}

/// Whether everything was last verified so long ago that somebody has to look why.
///
/// # Errors
/// Database errors.
pub fn is_overdue(conn: &mut Conn, now: Time) -> Result<bool> {
    whole_is_due(conn, now.plus(-OVERDUE), now)
}

/// Whether everything was not verified since a time; a log that began later waits for the next.
fn whole_is_due(conn: &mut Conn, since: Time, now: Time) -> Result<bool> {
    if verifications::find_last_whole(conn, now)?.is_some_and(|last| last >= since) {
        return Ok(false);
    }
    Ok(log::find(conn, 0)?.is_some_and(|first| first.logged_at < since))
}

/// The last time that a clock in China showed this full hour.
fn last_time_at(hour: i64, now: Time) -> Time {
    let (_, [_, _, hours, minutes, seconds]) = now.china_parts();
    let of_day = i64::from(hours) * HOUR + i64::from(minutes) * MINUTE + i64::from(seconds) * SECOND;
    let midnight = now.plus(-of_day);
    let today = midnight.plus(hour * HOUR);
    if today <= now { today } else { today.plus(-DAY) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_is_of_the_day_in_china() {
        let at = |text: &str| Time::parse(text).unwrap_or(Time(0));
        assert_eq!(last_time_at(3, at("2023-05-02T03:00:00+08:00")), at("2023-05-02T03:00:00+08:00"));
        assert_eq!(last_time_at(3, at("2023-05-02T02:59:59+08:00")), at("2023-05-01T03:00:00+08:00"));
        assert_eq!(last_time_at(0, at("2023-05-02T23:59:59+08:00")), at("2023-05-02T00:00:00+08:00"));
        assert_eq!(last_time_at(23, at("2023-05-02T22:00:00+08:00")), at("2023-05-01T23:00:00+08:00"));
    }
}
