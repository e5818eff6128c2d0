//! How papers are headed, numbered and copied: reading and setting it.

use serde_json::json;
use uuid::Uuid;

use crate::db::centre::settings::{self, Setting};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::papers::paper_settings::{PaperSettings, SETTING};

/// The settings of papers with their version, 0 until somebody sets them.
pub fn get(conn: &mut Conn) -> Result<(PaperSettings, i32)> {
    match settings::list(conn)?.into_iter().find(|row| row.name == SETTING) {
        Some(row) => Ok((PaperSettings::kept(&row.value), row.version)),
        None => Ok((PaperSettings::default(), 0)),
    }
}

/// Sets how papers are headed, numbered and copied; papers that were issued stay as they are.
///
/// # Errors
/// [`Error::Stale`], [`Error::Invalid`] naming every member that breaks a rule.
pub fn set(change: &mut Change<'_>, version: i32, new: &PaperSettings) -> Result<(PaperSettings, i32)> {
    let (before, current) = get(change.reader())?;
    if current != version {
        return Err(Error::Stale { current });
    }
    let mut check = Checker::new();
    let after = new.checked(&mut check);
    check.done()?;
    let written = serde_json::to_string(&after).map_err(Error::internal)?;
    let row = Setting { name: SETTING.to_owned(), value: written, version: version + 1 };
    settings::put(change, &row)?;
    let said = |settings: &PaperSettings| serde_json::to_string(settings).map_err(Error::internal);
    let (from, to) = (said(&before)?, said(&after)?);
    change.record(Action::SettingChanged, Uuid::nil(), json!({ "name": SETTING, "from": from, "to": to }))?;
    Ok((after, row.version))
}
