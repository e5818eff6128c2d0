//! The answers given to calls with an `Idempotency-Key`, kept in the same transaction as what they did.

use diesel::prelude::*;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::upkeep::Upkeep;
use crate::db::schema::idempotency_keys;
use crate::error::Result;
use crate::model::ids::UserId;
use crate::model::time::{DAY, Time};

/// How long an answer is kept: seven days.
pub const KEPT_MICROS: i64 = 7 * DAY;

/// One kept answer.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = idempotency_keys)]
pub struct StoredAnswer {
    pub user_id: UserId,
    pub key: String,
    /// Method and path of the call.
    pub route: String,
    pub body_sha256: Vec<u8>,
    /// HTTP status.
    pub status: i32,
    pub body: String,
    pub created_at: Time,
}

/// The answer a person got for a key.
pub fn find(conn: &mut Conn, user: UserId, key: &str) -> Result<Option<StoredAnswer>> {
    Ok(on!(conn, c => idempotency_keys::table
        .find((user, key))
        .select(StoredAnswer::as_select())
        .first(c)
        .optional())?)
}

/// Keeps an answer within the change that it reports.
pub fn insert(change: &mut Change<'_>, row: &StoredAnswer) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(idempotency_keys::table).values(row).execute(c))?;
    Ok(())
}

/// Forgets answers older than [`KEPT_MICROS`].
pub fn delete_old(upkeep: &mut Upkeep<'_>) -> Result<usize> {
    let limit = upkeep.now().plus(-KEPT_MICROS);
    Ok(on!(upkeep.conn, c => diesel::delete(idempotency_keys::table)
        .filter(idempotency_keys::created_at.lt(limit))
        .execute(c))?)
}
