//! The settings people may change while the program runs.

use std::collections::HashMap;

use serde_json::json;
use uuid::Uuid;

use crate::db::centre::settings::{self, Setting};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::accounts::security_profile::SecurityProfile;
use crate::model::centre::settings::SettingName;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::papers::paper_settings::{self, PaperSettings};

/// A setting as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Current {
    /// Which.
    pub name: SettingName,
    /// The value that holds: what was set, or the default, as far as the rules the centre is held to leave it.
    pub value: i64,
    /// The smallest and the largest value that those rules leave.
    pub bounds: (i64, i64),
    /// 0 until somebody sets it.
    pub version: i32,
}

/// Every setting.
pub fn list(conn: &mut Conn) -> Result<Vec<Current>> {
    let set = settings::list(conn)?;
    let profile = settings::profile(&set);
    let set: HashMap<_, _> = set.iter().map(|row| (row.name.as_str(), row)).collect();
    Ok(SettingName::ALL.iter().map(|name| current(*name, profile, set.get(name.as_str()).copied())).collect())
}

/// One setting.
pub fn get(conn: &mut Conn, name: SettingName) -> Result<Current> {
    let set = settings::list(conn)?;
    Ok(current(name, settings::profile(&set), set.iter().find(|row| row.name == name.as_str())))
}

/// One setting that no profile bounds, as the log tells of it: where it was altered behind the program's back, its default.
pub fn get_held(conn: &mut Conn, name: SettingName) -> Result<Current> {
    let held = settings::find_held(conn, name.as_str())?;
    Ok(current(name, SecurityProfile::Nist, held.as_ref()))
}

/// Whether every setting that was set has a value that can be set.
pub fn are_within_bounds(conn: &mut Conn) -> Result<bool> {
    let within = |row: &Setting| {
        if row.name == paper_settings::SETTING {
            return PaperSettings::are_sound(&row.value);
        }
        let (name, value) = (row.name.parse::<SettingName>(), row.value.parse::<i64>());
        name.is_ok_and(|name| value.is_ok_and(|value| (name.bounds().0..=name.bounds().1).contains(&value)))
    };
    Ok(settings::list(conn)?.iter().all(within))
}

/// Sets a value.
///
/// # Errors
/// [`Error::Stale`], or [`Error::Invalid`] when the value is out of the bounds that the rules the centre is held to leave.
pub fn set(change: &mut Change<'_>, name: SettingName, version: i32, value: i64) -> Result<Current> {
    let before = get(change.reader(), name)?;
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    let (min, max) = before.bounds;
    let mut check = Checker::new();
    check.number("/value", value, min, max);
    check.done()?;
    let after = Current { value, version: version + 1, ..before };
    settings::put(change, &Setting { name: name.to_string(), value: value.to_string(), version: after.version })?;
    // A setting has no id of its own; its name is in the particulars.
    change.record(Action::SettingChanged, Uuid::nil(), json!({ "name": name, "from": before.value, "to": value }))?;
    Ok(after)
}

fn current(name: SettingName, profile: SecurityProfile, row: Option<&Setting>) -> Current {
    let value = name.under(profile, row.map(|row| row.value.as_str()));
    Current { name, value, bounds: name.bounds_under(profile), version: row.map_or(0, |row| row.version) }
}
