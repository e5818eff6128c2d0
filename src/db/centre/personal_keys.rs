//! The keys under which personal numbers are encrypted, each itself encrypted under a key that is not in the database.

use diesel::dsl::{exists, select, sql};
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::registered;
use crate::db::schema::{personal_keys, users};
use crate::error::Result;
use crate::model::ids::{PersonalKeyId, SubjectId};

/// The key of one number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = personal_keys, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct PersonalKey {
    pub id: PersonalKeyId,
    /// What the number belongs to.
    pub subject_id: SubjectId,
    /// The name of the key it is encrypted under.
    pub master: String,
    /// Encrypted, hexadecimal; none once it was erased, and with it what was encrypted under it.
    pub wrapped: Option<String>,
}

registered!(
    PersonalKey as PersonalKeys: about |row| row.subject_id.0, key |row| format!("{}/{}", row.subject_id, row.id), name |_| None
);

/// The key of a number.
pub fn find(conn: &mut Conn, id: PersonalKeyId) -> Result<Option<PersonalKey>> {
    Ok(on!(conn, c => personal_keys::table.find(id).select(PersonalKey::as_select()).first(c).optional())?)
}

/// Every key of what belongs to a subject.
pub fn list_of(conn: &mut Conn, subject: SubjectId) -> Result<Vec<PersonalKey>> {
    Ok(on!(conn, c => personal_keys::table
        .filter(personal_keys::subject_id.eq(subject))
        .order(personal_keys::id)
        .select(PersonalKey::as_select())
        .load(c))?)
}

/// Keys that are encrypted under another one than this, those of a subject one after the other.
pub fn list_under_others(conn: &mut Conn, master: &str, limit: i64) -> Result<Vec<PersonalKey>> {
    Ok(on!(conn, c => personal_keys::table
        .filter(personal_keys::wrapped.is_not_null().and(personal_keys::master.ne(master)))
        .order((personal_keys::subject_id, personal_keys::id))
        .limit(limit)
        .select(PersonalKey::as_select())
        .load(c))?)
}

/// Whether any number is encrypted, or what stands for one in an account was computed, under a key of another name than these; of none,
/// whether there is any.
pub fn is_any_under_others(conn: &mut Conn, masters: &[&str]) -> Result<bool> {
    let masters: Vec<String> = masters.iter().copied().map(str::to_owned).collect();
    let others = personal_keys::table
        .filter(personal_keys::wrapped.is_not_null())
        .filter(personal_keys::master.ne_all(masters.clone()));
    // A code begins with the 16 digits of the name of its key.
    let of_others = users::table
        .filter(users::identity_code.is_not_null())
        .filter(sql::<Text>("substr(users.identity_code, 1, 16)").ne_all(masters));
    Ok(on!(conn, c => select(exists(others).or(exists(of_others))).get_result(c))?)
}

/// Adds a key; the entry about its subject must follow.
pub fn insert(change: &mut Change<'_>, row: &PersonalKey) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(personal_keys::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Replaces a key; the entry about its subject must follow.
///
/// # Errors
/// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
pub fn update(change: &mut Change<'_>, known: &PersonalKey, row: &PersonalKey) -> Result<()> {
    change.note_replaced(known, row)?;
    on!(change.conn, c => diesel::update(personal_keys::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}
