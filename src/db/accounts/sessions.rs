//! Sign-ins and refresh tokens: they hold no facts of custody. Of a refresh token only its SHA-256 is here. A session and a refresh token carry a code over everything in them that only the token key can give; a row without
//! it is nobody's.

use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::page::{Page, Paging};
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
    /// When the person last said who they are, with the password and where there is a second factor a code.
    pub proved_at: Time,
    /// What the program that signed in calls itself, as far as it does.
    pub browser: String,
    /// By what that browser is known; none of a program that keeps nothing.
    pub device: Option<String>,
    /// Whether the person had not signed in there before.
    pub new_device: bool,
    /// SHA-256 of the certificate that connections must show, hexadecimal, where it was begun with one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
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

/// One session.
pub fn find(conn: &mut Conn, id: SessionId) -> Result<Option<Session>> {
    Ok(on!(conn, c => sessions::table.find(id).select(Session::as_select()).first(c).optional())?)
}

/// Keeps when a session was last used, and when its owner last said who they are; false when it is not as it is `known` any more: one that
/// has ended stays so, and what another server has kept since is not undone.
pub fn keep_use(upkeep: &mut Upkeep<'_>, known: &Session, used: &Session) -> Result<bool> {
    let kept = on!(upkeep.conn, c => diesel::update(sessions::table)
        .filter(sessions::id.eq(known.id).and(sessions::ended_at.is_null()))
        .filter(sessions::mac.eq(&known.mac))
        .set((
            sessions::last_used_at.eq(used.last_used_at),
            sessions::proved_at.eq(used.proved_at),
            sessions::mac.eq(&used.mac),
        ))
        .execute(c))?;
    Ok(kept == 1)
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

/// Ends the sessions of a person but this one; answers which.
pub fn end_others_of(upkeep: &mut Upkeep<'_>, user: UserId, kept: Option<SessionId>) -> Result<Vec<SessionId>> {
    let now = upkeep.now();
    let kept = kept.unwrap_or(SessionId(Uuid::nil()));
    Ok(on!(upkeep.conn, c => diesel::update(sessions::table)
        .filter(sessions::user_id.eq(user).and(sessions::ended_at.is_null()))
        .filter(sessions::expires_at.gt(now).and(sessions::id.ne(kept)))
        .set((sessions::ended_at.eq(Some(now)), sessions::mac.eq("")))
        .returning(sessions::id)
        .get_results(c))?)
}

/// The sessions of a person that have not ended and were used since a time, the newest first.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) for a bad cursor or limit.
pub fn list_of(
    conn: &mut Conn,
    user: UserId,
    (now, used_since): (Time, Time),
    paging: &Paging,
) -> Result<Page<Session>> {
    let shown = paging.shown()?;
    let after = paging.after::<i64, SessionId>()?;
    let rows: Vec<Session> = on!(conn, c => {
        let mut query = sessions::table
            .filter(sessions::user_id.eq(user).and(sessions::ended_at.is_null()))
            .filter(sessions::expires_at.gt(now).and(sessions::last_used_at.gt(used_since)))
            .select(Session::as_select())
            .into_boxed();
        if let Some((_, id)) = after {
            query = query.filter(sessions::id.lt(id));
        }
        query.order(sessions::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.created_at.0, row.id)))
}

/// Sign-ins at browsers that had not been used for the account before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    pub count: i64,
    /// The last of them.
    pub at: Time,
    pub address: String,
    pub browser: String,
}

/// When a person last signed in at this `device`, as far back as sessions are kept.
pub fn find_last_at(conn: &mut Conn, user: UserId, device: &str) -> Result<Option<Time>> {
    Ok(on!(conn, c => sessions::table
        .filter(sessions::user_id.eq(user).and(sessions::device.eq(device)))
        .select(diesel::dsl::max(sessions::created_at))
        .first(c))?)
}

/// The sign-ins of a person at browsers new to the account since a time.
pub fn find_elsewhere(conn: &mut Conn, user: UserId, since: Time) -> Result<Option<Elsewhere>> {
    let new = || {
        sessions::table.filter(sessions::user_id.eq(user).and(sessions::new_device).and(sessions::created_at.gt(since)))
    };
    let last: Option<(Time, String, String)> = on!(conn, c => new()
        .order(sessions::id.desc())
        .select((sessions::created_at, sessions::address, sessions::browser))
        .first(c)
        .optional())?;
    let Some((at, address, browser)) = last else { return Ok(None) };
    let count = on!(conn, c => new().count().get_result(c))?;
    Ok(Some(Elsewhere { count, at, address, browser }))
}

/// Ends the sessions of a person that are good with a certificate only.
pub fn end_with_certificate(upkeep: &mut Upkeep<'_>, user: UserId, certificate: &str) -> Result<()> {
    let now = upkeep.now();
    on!(upkeep.conn, c => diesel::update(sessions::table)
        .filter(sessions::user_id.eq(user).and(sessions::ended_at.is_null()))
        .filter(sessions::certificate.eq(certificate))
        .set((sessions::ended_at.eq(Some(now)), sessions::mac.eq("")))
        .execute(c))?;
    Ok(())
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
