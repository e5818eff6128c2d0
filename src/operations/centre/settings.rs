//! The settings people may change while the program runs.

use std::collections::HashMap;

use serde_json::json;
use uuid::Uuid;

use crate::db::centre::settings::{self, Setting};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::centre::settings::SettingName;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;

/// A setting as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Current {
    /// Which.
    pub name: SettingName,
    /// Its value, the default unless set.
    pub value: i64,
    /// 0 until somebody sets it.
    pub version: i32,
}

/// Every setting.
pub fn list(conn: &mut Conn) -> Result<Vec<Current>> {
    let set: HashMap<_, _> = settings::list(conn)?.into_iter().map(|row| (row.name.clone(), row)).collect();
    SettingName::ALL.iter().map(|name| current(*name, set.get(name.as_str()))).collect()
}

/// One setting.
pub fn get(conn: &mut Conn, name: SettingName) -> Result<Current> {
    let set = settings::list(conn)?;
    current(name, set.iter().find(|row| row.name == name.as_str()))
}

/// One setting as the log tells of it: where it was altered behind the program's back, its default.
pub fn get_held(conn: &mut Conn, name: SettingName) -> Result<Current> {
    let held = settings::find_held(conn, name.as_str())?;
    current(name, held.as_ref())
}

/// Sets a value.
///
/// # Errors
/// [`Error::Stale`], or [`Error::Invalid`] when the value is out of bounds.
pub fn set(change: &mut Change<'_>, name: SettingName, version: i32, value: i64) -> Result<Current> {
    let before = get(change.reader(), name)?;
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    let (min, max) = name.bounds();
    let mut check = Checker::new();
    check.number("/value", value, min, max);
    check.done()?;
    let after = Current { name, value, version: version + 1 };
    settings::put(change, &Setting { name: name.to_string(), value: value.to_string(), version: after.version })?;
    // A setting has no id of its own; its name is in the particulars.
    change.record(Action::SettingChanged, Uuid::nil(), json!({ "name": name, "from": before.value, "to": value }))?;
    Ok(after)
}

fn current(name: SettingName, row: Option<&Setting>) -> Result<Current> {
    let Some(row) = row else { return Ok(Current { name, value: name.default_value(), version: 0 }) };
    let value = row.value.parse().map_err(|_| Error::internal(format!("the setting {name} holds no number")))?;
    Ok(Current { name, value, version: row.version })
}
