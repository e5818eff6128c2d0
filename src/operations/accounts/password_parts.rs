//! Passwords that administrators give: in two parts, of two administrators of different kinds, so that neither can sign in as
//! the person. The first part is computed with the token key from who gave it to whom and when, and kept nowhere; the second is
//! random. Typed one after the other they are the password, until the person chooses one.

use serde::Serialize;

use crate::db::accounts::users::{self, User};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::Result;
use crate::model::ids::UserId;
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::model::time::{DAY, Time};
use crate::operations::accounts::passwords::{Password, PasswordHash};
use crate::operations::accounts::users::{Secret, record, replace_password, somebody_else};
use crate::tokens::Tokens;

/// How long a first part can be followed by the second: one day.
pub const RELEASE_MICROS: i64 = DAY;

/// A first part that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FirstPart {
    user_id: UserId,
    by: UserId,
    at: Time,
}

impl FirstPart {
    /// The first part given for an account last; none when it was released or given by nobody.
    pub fn of(row: &User) -> Option<Self> {
        Some(Self { user_id: row.id, by: row.password_part_by?, at: row.password_part_at? })
    }

    /// What the administrator who gave it is shown once.
    ///
    /// # Errors
    /// [`Error::Internal`](crate::error::Error::Internal) when it cannot be computed.
    pub fn reveal(&self, tokens: &Tokens) -> Result<Password> {
        Ok(Password::part_of(&tokens.password_part(self)?))
    }
}

/// Gives a person the first part of a password. Nothing changes for the person until somebody else releases it: the old
/// password is good as long, so that one administrator alone shuts nobody out. An earlier part is void.
///
/// # Errors
/// [`Error::NotFound`](crate::error::Error::NotFound), [`Reason::OwnAccountProtected`], [`Reason::AccountDisabled`].
pub fn give(change: &mut Change<'_>, id: UserId) -> Result<User> {
    let mut row = somebody_else(change, id)?;
    if row.disabled_at.is_some() {
        return Err(Reason::AccountDisabled.into());
    }
    row.password_part_by = change.actor().user_id;
    row.password_part_at = Some(change.now());
    row.version += 1;
    users::update(change, &row)?;
    record(change, Action::PasswordPartGiven, &row)?;
    Ok(row)
}

/// The first part of the last day that waits to be released.
///
/// # Errors
/// [`Error::NotFound`](crate::error::Error::NotFound).
pub fn find_waiting(conn: &mut Conn, id: UserId, now: Time) -> Result<Option<FirstPart>> {
    let row = users::get(conn, id)?;
    Ok(FirstPart::of(&row).filter(|part| row.disabled_at.is_none() && part.at.plus(RELEASE_MICROS) > now))
}

/// A password of two parts, as it can be released.
#[derive(Debug)]
pub struct Release {
    first: FirstPart,
    hash: PasswordHash,
}

impl Release {
    /// Of both parts. Hashing takes tens of milliseconds.
    ///
    /// # Errors
    /// As [`FirstPart::reveal`] and [`Password::hash`].
    pub fn of(first: FirstPart, second: &Password, tokens: &Tokens) -> Result<Self> {
        Ok(Self { first, hash: first.reveal(tokens)?.joined(second).hash()? })
    }
}

/// Releases a password: it is good for a day, the person's sessions end, and so does the lock after too many attempts.
///
/// # Errors
/// [`Error::NotFound`](crate::error::Error::NotFound), [`Reason::OwnAccountProtected`]; [`Reason::PasswordPartMissing`] when no
/// first part waits, or another one than it was made of; [`Reason::PasswordPartOwn`] for whoever gave the first part.
pub fn release(change: &mut Change<'_>, id: UserId, release: Option<Release>) -> Result<User> {
    let row = somebody_else(change, id)?;
    let now = change.now();
    let waiting = find_waiting(change.reader(), id, now)?;
    let Some(Release { first, hash }) = release.filter(|release| waiting == Some(release.first)) else {
        return Err(Reason::PasswordPartMissing.into());
    };
    if change.actor().is(users::get(change.reader(), first.by)?.person()) {
        return Err(Reason::PasswordPartOwn.into());
    }
    replace_password(change, row, Secret::Initial(hash), Action::PasswordReleased)
}
