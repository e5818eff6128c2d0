//! Signing the log: when a checkpoint is due, and that it only ever continues the one before.

use crate::audit::{Frontier, LogKey, checkpoint, leaf_hash};
use crate::db::ledger::log::{self, CheckpointRow, Head};
use crate::db::{Conn, Database};
use crate::error::{Error, Result};
use crate::model::time::{SECOND, Time};

/// A checkpoint is due after so many new leaves …
pub const LEAVES: u64 = 1_000;
/// … or when the newest leaves have waited so long.
pub const MICROS: i64 = 60 * SECOND;

/// Leaves read at a time.
const CHUNK: i64 = 2_000;

/// Signs a checkpoint of the log as it stands; none when nothing is new since the last.
///
/// # Errors
/// [`Error::Internal`] when the log does not continue the last checkpoint: nothing is signed then.
pub fn sign(database: &Database, key: &LogKey) -> Result<Option<CheckpointRow>> {
    let now = database.clock().now();
    let Some(row) = database.snapshot(|conn| prepare(conn, database.origin(), key, now))? else {
        return Ok(None);
    };
    database.upkeep(|upkeep| log::insert_checkpoint(upkeep, &row))?;
    Ok(Some(row))
}

/// Signs a checkpoint when one is due: after [`LEAVES`] new leaves or [`MICROS`] microseconds.
///
/// # Errors
/// As [`sign`].
pub fn sign_if_due(database: &Database, key: &LogKey) -> Result<Option<CheckpointRow>> {
    let now = database.clock().now();
    let (size, newest) = database.read(|conn| Ok((log::size(conn)?, log::newest_checkpoint(conn)?)))?;
    let (signed, waited) = match &newest {
        Some(row) => (u64::try_from(row.size).map_err(Error::internal)?, now.0 - row.signed_at.0),
        None => (0, MICROS),
    };
    let waiting = size.saturating_sub(signed);
    if waiting >= LEAVES || (waiting > 0 && waited >= MICROS) {
        return sign(database, key);
    }
    Ok(None)
}

fn prepare(conn: &mut Conn, origin: &str, key: &LogKey, now: Time) -> Result<Option<CheckpointRow>> {
    let Head { size, logged_at } = log::head(conn)?;
    let newest = log::newest_checkpoint(conn)?;
    let signed = newest.as_ref().map_or(Ok(0), |row| u64::try_from(row.size)).map_err(Error::internal)?;
    if signed == size {
        return Ok(None);
    }
    let frontier = continued(conn, signed, size, newest.as_ref())?;
    let note = checkpoint::sign(origin, size, &frontier.root(), key).map_err(Error::internal)?;
    let size = i64::try_from(size).map_err(Error::internal)?;
    Ok(Some(CheckpointRow {
        size,
        root: frontier.root().to_vec(),
        note,
        signed_at: logged_at.map_or(now, |last| now.max(last)),
    }))
}

/// The frontier of the whole log, reached by hashing every leaf since the last checkpoint onto the tree signed then:
/// whatever is signed next is consistent with what was signed before, even when rows were changed in between.
fn continued(conn: &mut Conn, signed: u64, size: u64, newest: Option<&CheckpointRow>) -> Result<Frontier> {
    let broken = || Error::internal("the audit log does not continue its last checkpoint; run `custody audit verify`");
    if signed > size {
        return Err(broken());
    }
    let mut frontier = log::frontier_at(conn, signed)?;
    if newest.is_some_and(|row| row.root != frontier.root()) {
        return Err(broken());
    }
    while frontier.size() < size {
        let start = i64::try_from(frontier.size()).map_err(Error::internal)?;
        let rows = log::list_leaves_from(conn, start, CHUNK)?;
        if rows.is_empty() {
            return Err(broken());
        }
        for (seq, leaf) in rows {
            if u64::try_from(seq) != Ok(frontier.size()) {
                return Err(broken());
            }
            frontier.append(leaf_hash(&leaf));
        }
    }
    if frontier != log::frontier_at(conn, size)? {
        return Err(broken());
    }
    Ok(frontier)
}
