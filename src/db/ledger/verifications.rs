//! Verifications that people asked for, and what they came to.

use diesel::prelude::*;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::upkeep::Upkeep;
use crate::db::schema::verifications;
use crate::error::Result;
use crate::model::ids::{UserId, VerificationId};
use crate::model::ledger::verification::{VerificationScope, VerificationStatus};
use crate::model::time::Time;

/// One verification. What it found is read apart, see [`find_findings`]: there may be a thousand of them.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = verifications, treat_none_as_default_value = false)]
pub struct VerificationRun {
    pub id: VerificationId,
    pub scope: VerificationScope,
    pub status: VerificationStatus,
    /// None for the program itself.
    pub started_by: Option<UserId>,
    pub started_at: Time,
    pub finished_at: Option<Time>,
    /// Rows held against the log.
    pub rows_done: i64,
    /// Of how many.
    pub rows_total: i64,
    /// What it came to without its findings, as JSON; only once it is finished.
    pub result: Option<String>,
}

/// How a verification ended.
#[derive(Debug, Clone, PartialEq, Eq, AsChangeset)]
#[diesel(table_name = verifications)]
pub struct Ending {
    /// What it covered after all; none leaves it as it was.
    pub scope: Option<VerificationScope>,
    pub status: VerificationStatus,
    pub finished_at: Option<Time>,
    pub rows_done: i64,
    pub rows_total: i64,
    pub result: Option<String>,
    /// What was found wrong, as a JSON array.
    pub findings: Option<String>,
}

/// One verification.
pub fn find(conn: &mut Conn, id: VerificationId) -> Result<Option<VerificationRun>> {
    Ok(on!(conn, c => verifications::table.find(id).select(VerificationRun::as_select()).first(c).optional())?)
}

/// What a verification found wrong, as a JSON array; none while it is not finished.
pub fn find_findings(conn: &mut Conn, id: VerificationId) -> Result<Option<String>> {
    let found: Option<Option<String>> =
        on!(conn, c => verifications::table.find(id).select(verifications::findings).first(c).optional())?;
    Ok(found.flatten())
}

/// The last verifications, newest first, at most `limit`.
pub fn list(conn: &mut Conn, limit: i64) -> Result<Vec<VerificationRun>> {
    Ok(on!(conn, c => verifications::table
        .order(verifications::id.desc())
        .limit(limit)
        .select(VerificationRun::as_select())
        .load(c))?)
}

/// Whether one is under way.
pub fn is_running(conn: &mut Conn) -> Result<bool> {
    let running = verifications::table.filter(verifications::status.eq(VerificationStatus::Running));
    Ok(on!(conn, c => diesel::select(diesel::dsl::exists(running)).get_result(c))?)
}

/// Adds one that begins.
pub fn insert(change: &mut Change<'_>, row: &VerificationRun) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(verifications::table).values(row).execute(c))?;
    Ok(())
}

/// Notes how one ended.
pub fn end(upkeep: &mut Upkeep<'_>, id: VerificationId, ending: &Ending) -> Result<()> {
    on!(upkeep.conn, c => diesel::update(verifications::table.find(id)).set(ending).execute(c))?;
    Ok(())
}

/// Notes of every one under way that it was cut off.
pub fn interrupt(upkeep: &mut Upkeep<'_>) -> Result<usize> {
    let running = verifications::table.filter(verifications::status.eq(VerificationStatus::Running));
    let now = upkeep.now();
    Ok(on!(upkeep.conn, c => diesel::update(running)
        .set((verifications::status.eq(VerificationStatus::Interrupted), verifications::finished_at.eq(now)))
        .execute(c))?)
}

/// The last that was finished by now, of whatever scope. What says that it is of the future says nothing.
pub fn find_last_finished(conn: &mut Conn, now: Time) -> Result<Option<VerificationRun>> {
    Ok(on!(conn, c => verifications::table
        .filter(verifications::status.eq(VerificationStatus::Finished))
        .filter(verifications::finished_at.le(now))
        .order(verifications::id.desc())
        .select(VerificationRun::as_select())
        .first(c)
        .optional())?)
}

/// When the last one by now began, however it ended.
pub fn find_last_start(conn: &mut Conn, now: Time) -> Result<Option<Time>> {
    Ok(on!(conn, c => verifications::table
        .filter(verifications::started_at.le(now))
        .order(verifications::id.desc())
        .select(verifications::started_at)
        .first(c)
        .optional())?)
}

/// When the last one of the whole by now began that was not cut off.
pub fn find_last_whole(conn: &mut Conn, now: Time) -> Result<Option<Time>> {
    Ok(on!(conn, c => verifications::table
        .filter(verifications::started_at.le(now))
        .filter(verifications::scope.eq(VerificationScope::Whole))
        .filter(verifications::status.ne(VerificationStatus::Interrupted))
        .order(verifications::id.desc())
        .select(verifications::started_at)
        .first(c)
        .optional())?)
}

/// Adds one that the program begins by itself, unless another is under way; answers whether it did.
pub fn begin(upkeep: &mut Upkeep<'_>, row: &VerificationRun) -> Result<bool> {
    if is_running(upkeep.conn)? {
        return Ok(false);
    }
    on!(upkeep.conn, c => diesel::insert_into(verifications::table).values(row).execute(c))?;
    Ok(true)
}

/// Forgets all of a scope but the newest.
pub fn delete_old(upkeep: &mut Upkeep<'_>, scope: VerificationScope, kept: i64) -> Result<usize> {
    let oldest: Option<VerificationId> = on!(upkeep.conn, c => verifications::table
        .filter(verifications::scope.eq(scope))
        .order(verifications::id.desc())
        .offset(kept)
        .select(verifications::id)
        .first(c)
        .optional())?;
    let Some(oldest) = oldest else { return Ok(0) };
    Ok(on!(upkeep.conn, c => diesel::delete(verifications::table)
        .filter(verifications::scope.eq(scope).and(verifications::id.le(oldest)))
        .execute(c))?)
}
