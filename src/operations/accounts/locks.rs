//! Accounts that are locked after too many wrong passwords, and who lifts the lock before it is over.

use std::collections::HashMap;

use serde_json::json;

use crate::db::accounts::attempts::{delete_beginning, list_locked};
use crate::db::accounts::users::{self, User};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::Result;
use crate::model::ids::UserId;
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::operations::accounts::attempts::{Limits, Subjects, of_devices, of_login};

/// Until when each of these accounts is locked, for strangers or at one of its owner's browsers; those that are not are missing.
pub fn list(conn: &mut Conn, accounts: &[(UserId, &str)], now: Time) -> Result<HashMap<UserId, Time>> {
    let limits = Limits::read(conn)?;
    let logins: Vec<String> = accounts.iter().map(|(_, login)| of_login(login)).collect();
    let rows = list_locked(conn, &logins, now)?;
    let mut locked = HashMap::new();
    for ((id, _), login) in accounts.iter().zip(&logins) {
        let devices = of_devices(*id);
        let own = rows.iter().filter(|row| row.subject == *login || row.subject.starts_with(&devices));
        if let Some(until) = own.filter_map(|row| limits.locked_until(row, now)).max() {
            locked.insert(*id, until);
        }
    }
    Ok(locked)
}

/// Lifts the lock of an account, for strangers and at every browser; where there is none nothing changes. Answers whether there was one.
///
/// # Errors
/// [`Error::NotFound`](crate::error::Error::NotFound), [`Reason::OwnAccountProtected`]; [`Reason::RecordAltered`] for an account
/// that is not the one in the log.
pub fn lift(change: &mut Change<'_>, id: UserId) -> Result<(User, bool)> {
    let row = users::get(change.reader(), id)?;
    if change.actor().is(row.person()) {
        return Err(Reason::OwnAccountProtected.into());
    }
    change.hold_row(&row)?;
    let now = change.now();
    let locked = list(change.reader(), &[(id, &row.login)], now)?;
    let Some(until) = locked.get(&id) else {
        change.abandon();
        return Ok((row, false));
    };
    Subjects::forgive(&row.login, &mut change.upkeep())?;
    delete_beginning(&mut change.upkeep(), &of_devices(id))?;
    change.record(Action::LockLifted, id.0, json!({ "login": row.login, "locked_until": until }))?;
    Ok((row, true))
}
