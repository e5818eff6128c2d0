//! Sign-ins, refresh tokens and counters of attempts: they hold no facts of custody. Of a refresh token only its SHA-256 is
//! here. A session and a refresh token carry a code over everything in them that only the token key can give; a row without
//! it is nobody's.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::upkeep::Upkeep;
use crate::db::schema::{refresh_tokens, sessions, sign_in_attempts};
use crate::error::Result;
use crate::model::ids::{SessionId, UserId};
use crate::model::time::{DAY, Time};

/// How long ended sessions are kept for the eye of an administrator: thirty days.
const KEPT_MICROS: i64 = 30 * DAY;

/// One sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = sessions)]
pub struct Session {
    pub id: SessionId,
    pub user_id: UserId,
    /// Where the person signed in from.
    pub address: String,
    pub created_at: Time,
    /// The absolute limit, whatever is refreshed.
    pub expires_at: Time,
    pub ended_at: Option<Time>,
    /// The code of all the rest, hexadecimal; none once it has ended.
    #[serde(skip)]
    pub mac: String,
}

/// One refresh token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = refresh_tokens)]
pub struct RefreshToken {
    pub token_hash: Vec<u8>,
    pub session_id: SessionId,
    pub issued_at: Time,
    pub used_at: Option<Time>,
    /// The code of all the rest, hexadecimal.
    #[serde(skip)]
    pub mac: String,
}

/// Failed sign-ins of one account or from one address.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = sign_in_attempts, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Attempts {
    pub subject: String,
    pub failures: i32,
    pub window_started_at: Time,
    pub locked_until: Option<Time>,
}

/// Opens a session.
pub fn insert(upkeep: &mut Upkeep<'_>, row: &Session) -> Result<()> {
    on!(upkeep.conn, c => diesel::insert_into(sessions::table).values(row).execute(c))?;
    Ok(())
}

/// Ends a session; false when it had ended.
pub fn end(upkeep: &mut Upkeep<'_>, id: SessionId) -> Result<bool> {
    let now = upkeep.now();
    let ended = on!(upkeep.conn, c => diesel::update(sessions::table)
        .filter(sessions::id.eq(id).and(sessions::ended_at.is_null()))
        .set((sessions::ended_at.eq(Some(now)), sessions::mac.eq("")))
        .execute(c))?;
    Ok(ended == 1)
}

/// Ends every session of a person.
pub fn end_all_of(upkeep: &mut Upkeep<'_>, user: UserId) -> Result<usize> {
    let now = upkeep.now();
    Ok(on!(upkeep.conn, c => diesel::update(sessions::table)
        .filter(sessions::user_id.eq(user).and(sessions::ended_at.is_null()))
        .set((sessions::ended_at.eq(Some(now)), sessions::mac.eq("")))
        .execute(c))?)
}

/// The refresh token with this hash.
pub fn find_token(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<RefreshToken>> {
    Ok(on!(conn, c => refresh_tokens::table
        .filter(refresh_tokens::token_hash.eq(token_hash))
        .select(RefreshToken::as_select())
        .first(c)
        .optional())?)
}

/// Keeps a new refresh token.
pub fn insert_token(upkeep: &mut Upkeep<'_>, row: &RefreshToken) -> Result<()> {
    on!(upkeep.conn, c => diesel::insert_into(refresh_tokens::table).values(row).execute(c))?;
    Ok(())
}

/// Keeps when a refresh token was used.
pub fn use_token(upkeep: &mut Upkeep<'_>, used: &RefreshToken) -> Result<()> {
    on!(upkeep.conn, c => diesel::update(refresh_tokens::table)
        .filter(refresh_tokens::token_hash.eq(&used.token_hash))
        .set((refresh_tokens::used_at.eq(used.used_at), refresh_tokens::mac.eq(&used.mac)))
        .execute(c))?;
    Ok(())
}

/// The failures counted for an account or an address.
pub fn find_attempts(conn: &mut Conn, subject: &str) -> Result<Option<Attempts>> {
    Ok(on!(conn, c => sign_in_attempts::table
        .find(subject)
        .select(Attempts::as_select())
        .first(c)
        .optional())?)
}

/// Keeps a count of failures.
pub fn put_attempts(upkeep: &mut Upkeep<'_>, row: &Attempts) -> Result<()> {
    on!(upkeep.conn, c => diesel::insert_into(sign_in_attempts::table)
        .values(row)
        .on_conflict(sign_in_attempts::subject)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

/// Forgets the failures of an account after a success.
pub fn delete_attempts(upkeep: &mut Upkeep<'_>, subject: &str) -> Result<()> {
    on!(upkeep.conn, c => diesel::delete(sign_in_attempts::table.find(subject)).execute(c))?;
    Ok(())
}

/// Forgets what can no longer matter: tokens of sessions that ran out, sessions after thirty days, counters after one.
pub fn delete_old(upkeep: &mut Upkeep<'_>) -> Result<()> {
    let now = upkeep.now();
    let (a_day, a_month) = (now.plus(-DAY), now.plus(-KEPT_MICROS));
    on!(upkeep.conn, c => diesel::delete(refresh_tokens::table)
        .filter(refresh_tokens::issued_at.lt(a_day))
        .execute(c))?;
    on!(upkeep.conn, c => diesel::delete(sessions::table).filter(sessions::expires_at.lt(a_month)).execute(c))?;
    on!(upkeep.conn, c => diesel::delete(sign_in_attempts::table)
        .filter(sign_in_attempts::window_started_at.lt(a_day))
        .execute(c))?;
    Ok(())
}
