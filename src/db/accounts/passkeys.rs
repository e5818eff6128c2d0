//! Passkeys: the public halves of key pairs whose private halves never leave the devices of their owners. How far the counter of each
//! went, when it was last used, and which challenges were answered, are no facts of custody.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::upkeep::Upkeep;
use crate::db::schema::{passkey_challenges, passkey_uses, passkeys};
use crate::error::{Error, Result};
use crate::model::ids::{PasskeyId, UserId};
use crate::model::time::{HOUR, Time};

/// One passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = passkeys, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Passkey {
    pub id: PasskeyId,
    pub user_id: UserId,
    /// By what the authenticator knows it, in base64url.
    pub credential_id: String,
    /// The public key as the authenticator gave it (COSE), in base64url.
    pub public_key: String,
    /// How its owner calls it.
    pub name: String,
    /// Whether it may be on several devices of its owner.
    pub synced: bool,
    pub added_at: Time,
    /// When it ended.
    pub removed_at: Option<Time>,
    pub version: i32,
}

registered!(
    Passkey as Passkeys: about |row| row.user_id.0, key |row| format!("{}/{}", row.user_id, row.id), name |row| Some(&row.name)
);

/// How far a passkey was used.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = passkey_uses, primary_key(passkey_id))]
pub struct PasskeyUse {
    pub passkey_id: PasskeyId,
    /// The last signature counter that was seen; of many authenticators always 0.
    pub counter: i64,
    pub last_used_at: Option<Time>,
}

/// The passkey that an authenticator knows by this, also a removed one, with how far it was used.
pub fn find_by_credential(conn: &mut Conn, credential_id: &str) -> Result<Option<(Passkey, Option<PasskeyUse>)>> {
    Ok(on!(conn, c => passkeys::table
        .left_join(passkey_uses::table)
        .filter(passkeys::credential_id.eq(credential_id))
        .select((Passkey::as_select(), Option::<PasskeyUse>::as_select()))
        .first(c)
        .optional())?)
}

/// One of a person's passkeys that was not removed.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_of(conn: &mut Conn, user: UserId, id: PasskeyId) -> Result<Passkey> {
    let found = on!(conn, c => passkeys::table
        .filter(passkeys::id.eq(id).and(passkeys::user_id.eq(user)).and(passkeys::removed_at.is_null()))
        .select(Passkey::as_select())
        .first(c)
        .optional())?;
    found.ok_or(Error::NotFound)
}

/// The passkeys of a person that were not removed, of which there are few, with how far each was used.
pub fn list_of(conn: &mut Conn, user: UserId) -> Result<Vec<(Passkey, Option<PasskeyUse>)>> {
    Ok(on!(conn, c => passkeys::table
        .left_join(passkey_uses::table)
        .filter(passkeys::user_id.eq(user).and(passkeys::removed_at.is_null()))
        .order(passkeys::id)
        .select((Passkey::as_select(), Option::<PasskeyUse>::as_select()))
        .load(c))?)
}

/// Adds a passkey; the entry about its owner must follow.
pub fn insert(change: &mut Change<'_>, row: &Passkey) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(passkeys::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Replaces a passkey; the entry about its owner must follow.
///
/// # Errors
/// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
pub fn update(change: &mut Change<'_>, known: &Passkey, row: &Passkey) -> Result<()> {
    change.note_replaced(known, row)?;
    on!(change.conn, c => diesel::update(passkeys::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}

/// Removes every passkey of a person; the entry about the person must follow.
///
/// # Errors
/// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
pub fn remove_all_of(change: &mut Change<'_>, user: UserId) -> Result<()> {
    let (known, now) = (list_of(change.conn, user)?, change.now());
    on!(change.conn, c => diesel::update(passkeys::table)
        .filter(passkeys::user_id.eq(user).and(passkeys::removed_at.is_null()))
        .set((passkeys::removed_at.eq(Some(now)), passkeys::version.eq(passkeys::version + 1)))
        .execute(c))?;
    known.iter().try_for_each(|(known, _)| {
        let row = Passkey { removed_at: Some(now), version: known.version + 1, ..known.clone() };
        change.note_replaced(known, &row)
    })
}

/// How far a passkey was used.
pub fn find_use(conn: &mut Conn, id: PasskeyId) -> Result<Option<PasskeyUse>> {
    Ok(on!(conn, c => passkey_uses::table.find(id).select(PasskeyUse::as_select()).first(c).optional())?)
}

/// Keeps how far a passkey was used.
pub fn put_use(upkeep: &mut Upkeep<'_>, row: &PasskeyUse) -> Result<()> {
    on!(upkeep.conn, c => diesel::insert_into(passkey_uses::table)
        .values(row)
        .on_conflict(passkey_uses::passkey_id)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

/// Whether a challenge was answered before.
pub fn was_answered(conn: &mut Conn, challenge: &str) -> Result<bool> {
    let found = passkey_challenges::table.find(challenge);
    Ok(on!(conn, c => diesel::select(diesel::dsl::exists(found)).get_result(c))?)
}

/// Takes the answer to a challenge; false when it was answered before.
pub fn take_challenge(upkeep: &mut Upkeep<'_>, challenge: &str) -> Result<bool> {
    let now = upkeep.now();
    let taken = on!(upkeep.conn, c => diesel::insert_into(passkey_challenges::table)
        .values((passkey_challenges::challenge.eq(challenge), passkey_challenges::answered_at.eq(now)))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(taken == 1)
}

/// Forgets challenges that ran out long ago.
pub fn delete_old(upkeep: &mut Upkeep<'_>) -> Result<()> {
    let an_hour = upkeep.now().plus(-HOUR);
    on!(upkeep.conn, c => diesel::delete(passkey_challenges::table)
        .filter(passkey_challenges::answered_at.lt(an_hour))
        .execute(c))?;
    Ok(())
}
