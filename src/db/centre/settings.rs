//! Settings that people change while the program runs, and the token with which a centre is founded.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::upkeep::Upkeep;
use crate::db::ledger::logged::is_as_logged;
use crate::db::schema::{settings, setup_tokens};
use crate::error::Result;
use crate::model::accounts::security_profile::SecurityProfile;
use crate::model::centre::settings::SettingName;
use crate::model::time::Time;
use uuid::Uuid;

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = settings)]
pub struct Setting {
    pub name: String,
    pub value: String,
    pub version: i32,
}

// A setting has no id of its own.
registered!(Setting as Settings: about |_| Uuid::nil(), key |row| row.name.clone(), name |row| Some(row.name.as_str()));

/// Every setting that was ever changed from its default.
pub fn list(conn: &mut Conn) -> Result<Vec<Setting>> {
    Ok(on!(conn, c => settings::table.order(settings::name).limit(500).select(Setting::as_select()).load(c))?)
}

/// What the centre is held to, of these settings.
pub fn profile(set: &[Setting]) -> SecurityProfile {
    let name = SettingName::SecurityProfile;
    let row = set.iter().find(|row| row.name == name.as_str());
    SecurityProfile::of(name.under(SecurityProfile::Nist, row.map(|row| row.value.as_str())))
}

/// A setting that was changed from its default, if the log tells of it as it is.
///
/// # Errors
/// Database errors.
pub fn find_held(conn: &mut Conn, name: &str) -> Result<Option<Setting>> {
    let found: Option<Setting> =
        on!(conn, c => settings::table.find(name).select(Setting::as_select()).first(c).optional())?;
    match found {
        Some(row) if is_as_logged(conn, &row)? => Ok(Some(row)),
        _ => Ok(None),
    }
}

/// Keeps a setting.
pub fn put(change: &mut Change<'_>, row: &Setting) -> Result<()> {
    let known: Option<Setting> =
        on!(change.conn, c => settings::table.find(&row.name).select(Setting::as_select()).first(c).optional())?;
    on!(change.conn, c => diesel::insert_into(settings::table)
        .values(row)
        .on_conflict(settings::name)
        .do_update()
        .set(row)
        .execute(c))?;
    match known {
        Some(known) => change.note_replaced(&known, row),
        None => change.note_added(row),
    }
}

/// Keeps the hash of the one-time set-up token; earlier ones are void.
pub fn put_setup_token(upkeep: &mut Upkeep<'_>, token_hash: &[u8]) -> Result<()> {
    let now = upkeep.now();
    on!(upkeep.conn, c => diesel::delete(setup_tokens::table).execute(c))?;
    on!(upkeep.conn, c => diesel::insert_into(setup_tokens::table)
        .values((setup_tokens::token_hash.eq(token_hash), setup_tokens::created_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// Whether this set-up token is there and unused.
pub fn setup_token_is_open(conn: &mut Conn, token_hash: &[u8]) -> Result<bool> {
    let found: Option<Time> = on!(conn, c => setup_tokens::table
        .filter(setup_tokens::token_hash.eq(token_hash).and(setup_tokens::used_at.is_null()))
        .select(setup_tokens::created_at)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Uses the set-up token up; false when it is wrong or used.
pub fn use_setup_token(change: &mut Change<'_>, token_hash: &[u8]) -> Result<bool> {
    let now = change.now();
    let used = on!(change.conn, c => diesel::update(setup_tokens::table)
        .filter(setup_tokens::token_hash.eq(token_hash).and(setup_tokens::used_at.is_null()))
        .set(setup_tokens::used_at.eq(Some::<Time>(now)))
        .execute(c))?;
    Ok(used == 1)
}
