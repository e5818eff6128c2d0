//! By whom people are known to an identity provider that they may sign in by. When one was last used is no fact of custody.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::upkeep::Upkeep;
use crate::db::schema::{linked_identities, linked_identity_uses};
use crate::error::{Error, Result};
use crate::model::ids::{LinkedIdentityId, UserId};
use crate::model::time::Time;

/// One linked identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = linked_identities, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct LinkedIdentity {
    pub id: LinkedIdentityId,
    pub user_id: UserId,
    /// Of which provider, as it writes itself in its tokens.
    pub issuer: String,
    /// By what the provider knows the person, for good.
    pub subject: String,
    pub linked_at: Time,
    /// When it ended.
    pub removed_at: Option<Time>,
    pub version: i32,
}

registered!(
    LinkedIdentity as LinkedIdentities: about |row| row.user_id.0, key |row| format!("{}/{}", row.user_id, row.id), name |row| Some(&row.issuer)
);

/// The living link of a subject, whosever it is.
pub fn find_by_subject(conn: &mut Conn, issuer: &str, subject: &str) -> Result<Option<LinkedIdentity>> {
    Ok(on!(conn, c => linked_identities::table
        .filter(linked_identities::issuer.eq(issuer).and(linked_identities::subject.eq(subject)))
        .filter(linked_identities::removed_at.is_null())
        .select(LinkedIdentity::as_select())
        .first(c)
        .optional())?)
}

/// One of a person's that was not removed.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_of(conn: &mut Conn, user: UserId, id: LinkedIdentityId) -> Result<LinkedIdentity> {
    let found = on!(conn, c => linked_identities::table
        .filter(linked_identities::id.eq(id).and(linked_identities::user_id.eq(user)))
        .filter(linked_identities::removed_at.is_null())
        .select(LinkedIdentity::as_select())
        .first(c)
        .optional())?;
    found.ok_or(Error::NotFound)
}

/// Those of a person that were not removed, one of each issuer, with when each was last used.
pub fn list_of(conn: &mut Conn, user: UserId) -> Result<Vec<(LinkedIdentity, Option<Time>)>> {
    Ok(on!(conn, c => linked_identities::table
        .left_join(linked_identity_uses::table)
        .filter(linked_identities::user_id.eq(user).and(linked_identities::removed_at.is_null()))
        .order(linked_identities::id)
        .select((LinkedIdentity::as_select(), linked_identity_uses::last_used_at.nullable()))
        .load(c))?)
}

/// Adds one; the entry about its owner must follow.
pub fn insert(change: &mut Change<'_>, row: &LinkedIdentity) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(linked_identities::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Replaces one; the entry about its owner must follow.
///
/// # Errors
/// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
pub fn update(change: &mut Change<'_>, known: &LinkedIdentity, row: &LinkedIdentity) -> Result<()> {
    change.note_replaced(known, row)?;
    on!(change.conn, c => diesel::update(linked_identities::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}

/// Removes all of a person; the entry about the person must follow. Answers how many.
///
/// # Errors
/// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
pub fn remove_all_of(change: &mut Change<'_>, user: UserId) -> Result<usize> {
    let (known, now) = (list_of(change.conn, user)?, change.now());
    on!(change.conn, c => diesel::update(linked_identities::table)
        .filter(linked_identities::user_id.eq(user).and(linked_identities::removed_at.is_null()))
        .set((linked_identities::removed_at.eq(Some(now)), linked_identities::version.eq(linked_identities::version + 1)))
        .execute(c))?;
    known.iter().try_for_each(|(known, _)| {
        let row = LinkedIdentity { removed_at: Some(now), version: known.version + 1, ..known.clone() };
        change.note_replaced(known, &row)
    })?;
    Ok(known.len())
}

/// Keeps when one was last used.
pub fn put_use(upkeep: &mut Upkeep<'_>, id: LinkedIdentityId) -> Result<()> {
    let now = upkeep.now();
    on!(upkeep.conn, c => diesel::insert_into(linked_identity_uses::table)
        .values((linked_identity_uses::identity_id.eq(id), linked_identity_uses::last_used_at.eq(now)))
        .on_conflict(linked_identity_uses::identity_id)
        .do_update()
        .set(linked_identity_uses::last_used_at.eq(now))
        .execute(c))?;
    Ok(())
}
