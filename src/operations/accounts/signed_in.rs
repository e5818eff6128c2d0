//! Where people are signed in: ended by the person, or by an administrator for anybody.

use serde_json::json;

use crate::db::accounts::sessions::{self, Session};
use crate::db::accounts::users;
use crate::db::change::Change;
use crate::error::{Error, Result};
use crate::model::ids::{SessionId, UserId};
use crate::model::ledger::event::Action;

/// Ends a session of a person, who may be signed in by another one.
///
/// # Errors
/// [`Error::NotFound`] when the person has none such that has not ended; [`RecordAltered`](crate::model::reason::Reason::RecordAltered) for an account that is not the one in the
/// log.
pub fn end(change: &mut Change<'_>, owner: UserId, id: SessionId) -> Result<()> {
    hold_owner(change, owner)?;
    let now = change.now();
    let living = |row: &Session| row.user_id == owner && row.expires_at > now;
    sessions::find(change.reader(), id)?.filter(living).ok_or(Error::NotFound)?;
    if !sessions::end(&mut change.upkeep(), id)? {
        return Err(Error::NotFound);
    }
    change.record(Action::SessionEnded, owner.0, json!({ "session_id": id }))
}

/// Ends every session of a person but this one.
///
/// # Errors
/// [`RecordAltered`](crate::model::reason::Reason::RecordAltered) for an account that is not the one in the log.
pub fn end_others(change: &mut Change<'_>, owner: UserId, kept: Option<SessionId>) -> Result<()> {
    hold_owner(change, owner)?;
    let ended = sessions::end_others_of(&mut change.upkeep(), owner, kept)?;
    if ended.is_empty() {
        change.abandon();
    }
    for id in ended {
        change.record(Action::SessionEnded, owner.0, json!({ "session_id": id }))?;
    }
    Ok(())
}

fn hold_owner(change: &mut Change<'_>, owner: UserId) -> Result<()> {
    let known = users::get(change.reader(), owner)?;
    change.hold_row(&known).map(drop)
}
