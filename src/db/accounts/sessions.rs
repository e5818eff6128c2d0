//! Sign-ins and refresh tokens: they hold no facts of custody. Of a refresh token only its SHA-256 is here. A session and a refresh token carry a code over everything in them that only the token key can give; a row without
//! it is nobody's.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::upkeep::Upkeep;
use crate::db::schema::{refresh_tokens, sessions, users};
use crate::error::Result;
use crate::model::ids::{AgencyId, SessionId, UserId};
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
    /// When the person last did something, to the minute.
    pub last_used_at: Time,
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

/// Opens a session.
pub fn insert(upkeep: &mut Upkeep<'_>, row: &Session) -> Result<()> {
    on!(upkeep.conn, c => diesel::insert_into(sessions::table).values(row).execute(c))?;
    Ok(())
}

/// Keeps when a session was last used. One that has ended stays so, and what another server has kept since is not undone.
pub fn keep_use(upkeep: &mut Upkeep<'_>, used: &Session) -> Result<()> {
    on!(upkeep.conn, c => diesel::update(sessions::table)
        .filter(sessions::id.eq(used.id).and(sessions::ended_at.is_null()))
        .filter(sessions::last_used_at.lt(used.last_used_at))
        .set((sessions::last_used_at.eq(used.last_used_at), sessions::mac.eq(&used.mac)))
        .execute(c))?;
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

/// The sessions of an agency's people that have not ended.
pub fn list_living_of(conn: &mut Conn, agency: AgencyId, now: Time) -> Result<Vec<(SessionId, UserId)>> {
    let people = users::table.filter(users::agency_id.eq(agency)).select(users::id);
    Ok(on!(conn, c => sessions::table
        .filter(sessions::ended_at.is_null().and(sessions::expires_at.gt(now)))
        .filter(sessions::user_id.eq_any(people))
        .order(sessions::id)
        .select((sessions::id, sessions::user_id))
        .load(c))?)
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

/// Forgets what can no longer matter: tokens of sessions that ran out, sessions after thirty days.
pub fn delete_old(upkeep: &mut Upkeep<'_>) -> Result<()> {
    let now = upkeep.now();
    let (a_day, a_month) = (now.plus(-DAY), now.plus(-KEPT_MICROS));
    on!(upkeep.conn, c => diesel::delete(refresh_tokens::table)
        .filter(refresh_tokens::issued_at.lt(a_day))
        .execute(c))?;
    on!(upkeep.conn, c => diesel::delete(sessions::table).filter(sessions::expires_at.lt(a_month)).execute(c))?;
    Ok(())
}
