//! The second factor of an account: codes of an authenticator, and recovery codes for when it is not at hand. The secret and the
//! recovery codes are computed with the token key from random salts in the account's row, which the log vouches for, and kept nowhere.

pub mod recovery;
pub mod totp;

use std::fmt;

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::audit::hash::to_hex;
use crate::db::accounts::factors;
use crate::db::accounts::sessions;
use crate::db::accounts::users::{self, User};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::ids::UserId;
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::operations::accounts::factors::totp::Secret;
use crate::operations::accounts::users::record;
use crate::tokens::Tokens;

/// A code as typed; it never shows in logs.
#[derive(Clone, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(as = FactorCode, value_type = String, format = Password, max_length = 32)]
pub struct Code(Zeroizing<String>);

impl Code {
    /// Without what people put between the groups.
    fn bare(&self) -> String {
        self.0.chars().take(64).filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_lowercase()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

/// A code that fits, which is to be used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Of this step.
    Step(i64),
    /// The recovery code of this number.
    Recovery(u32),
}

/// What a code proves; nothing where the account has no second factor.
///
/// # Errors
/// [`Error::NotSignedIn`] with [`Reason::CodeNeeded`] or [`Reason::CodeWrong`].
pub fn prove(conn: &mut Conn, tokens: &Tokens, user: &User, code: Option<&Code>, now: Time) -> Result<Option<Proof>> {
    let Some(salt) = user.factor() else { return Ok(None) };
    let code = code.map(Code::bare).filter(|code| !code.is_empty());
    let code = code.ok_or(Error::NotSignedIn(Reason::CodeNeeded))?;
    let proof = if code.len() == totp::DIGITS {
        let last = factors::find_last_step(conn, user.id)?;
        Secret::of(tokens, user.id, salt)?.find_step(&code, now, last).map(Proof::Step)
    } else {
        find_recovery(tokens, user, &code)?.map(Proof::Recovery)
    };
    proof.map(Some).ok_or(Error::NotSignedIn(Reason::CodeWrong))
}

fn find_recovery(tokens: &Tokens, user: &User, code: &str) -> Result<Option<u32>> {
    match (&user.recovery_salt, user.recovery_left) {
        (Some(salt), Some(left)) => recovery::find(tokens, (user.id, salt), left, code),
        _ => Ok(None),
    }
}

/// Uses a code up.
///
/// # Errors
/// [`Error::NotSignedIn`] with [`Reason::CodeWrong`] when somebody else was faster.
pub fn spend(change: &mut Change<'_>, user: UserId, proof: Option<Proof>) -> Result<()> {
    let used_before = || Error::NotSignedIn(Reason::CodeWrong);
    match proof {
        None => Ok(()),
        Some(Proof::Step(step)) => {
            factors::take_step(&mut change.upkeep(), user, step)?.then_some(()).ok_or_else(used_before)
        }
        Some(Proof::Recovery(number)) => {
            let mut row = users::get(change.reader(), user)?;
            let left = row.recovery_left.filter(|left| left >> number & 1 == 1).ok_or_else(used_before)?;
            row.recovery_left = Some(left & !(1 << number));
            replace(change, row, Action::RecoveryCodeUsed).map(drop)
        }
    }
}

/// Begins to set up a second factor: the account gets the salt of a new secret, which counts once a code of it was typed.
///
/// # Errors
/// [`Reason::FactorThere`].
pub fn set_up(change: &mut Change<'_>, id: UserId) -> Result<User> {
    let mut row = users::get(change.reader(), id)?;
    if row.factor().is_some() {
        return Err(Reason::FactorThere.into());
    }
    row.factor_salt = Some(new_salt()?);
    factors::forget_steps(&mut change.upkeep(), id)?;
    replace(change, row, Action::FactorSetUp)
}

/// Lets the second factor count from now on, and gives it recovery codes.
///
/// # Errors
/// [`Reason::FactorThere`], [`Reason::FactorMissing`]; [`Error::Invalid`] for a wrong code.
pub fn confirm(change: &mut Change<'_>, tokens: &Tokens, id: UserId, code: Option<&Code>) -> Result<User> {
    let mut row = users::get(change.reader(), id)?;
    if row.factor().is_some() {
        return Err(Reason::FactorThere.into());
    }
    let secret = Secret::of(tokens, id, row.factor_salt.as_deref().ok_or(Reason::FactorMissing)?)?;
    let code = code.map(Code::bare).ok_or_else(|| Error::field("/code", Reason::CodeNeeded))?;
    let (now, last) = (change.now(), factors::find_last_step(change.reader(), id)?);
    let step = secret.find_step(&code, now, last).ok_or_else(|| Error::field("/code", Reason::CodeWrong))?;
    factors::take_step(&mut change.upkeep(), id, step)?;
    row.factor_confirmed_at = Some(now);
    (row.recovery_salt, row.recovery_left) = (Some(new_salt()?), Some(recovery::ALL));
    replace(change, row, Action::FactorConfirmed)
}

/// Gives an account other recovery codes; the former ones are void.
///
/// # Errors
/// [`Reason::FactorMissing`].
pub fn renew(change: &mut Change<'_>, id: UserId) -> Result<User> {
    let mut row = users::get(change.reader(), id)?;
    if row.factor().is_none() {
        return Err(Reason::FactorMissing.into());
    }
    (row.recovery_salt, row.recovery_left) = (Some(new_salt()?), Some(recovery::ALL));
    replace(change, row, Action::RecoveryCodesRenewed)
}

/// Removes the own second factor, or what was begun of one.
///
/// # Errors
/// [`Reason::FactorMissing`].
pub fn remove(change: &mut Change<'_>, id: UserId) -> Result<User> {
    let mut row = users::get(change.reader(), id)?;
    if row.factor_salt.is_none() {
        return Err(Reason::FactorMissing.into());
    }
    clear(&mut row);
    replace(change, row, Action::FactorRemoved)
}

/// Removes the second factor of somebody who lost it, and ends the person's sessions; where there is none nothing changes. That of an
/// administrator only the operator removes: whoever knows the password would be let in by one administrator alone.
///
/// # Errors
/// [`Error::NotFound`], [`Reason::OwnAccountProtected`], [`Reason::FactorOfAdministrator`].
pub fn take(change: &mut Change<'_>, id: UserId) -> Result<User> {
    let mut row = users::get(change.reader(), id)?;
    if change.actor().is(row.person()) {
        return Err(Reason::OwnAccountProtected.into());
    }
    change.hold_row(&row)?;
    if change.actor().user_id.is_some() && row.roles.has_administrator() {
        return Err(Reason::FactorOfAdministrator.into());
    }
    if row.factor_salt.is_none() {
        change.abandon();
        return Ok(row);
    }
    clear(&mut row);
    sessions::end_all_of(&mut change.upkeep(), id)?;
    replace(change, row, Action::FactorTaken)
}

fn clear(row: &mut User) {
    (row.factor_salt, row.factor_confirmed_at) = (None, None);
    (row.recovery_salt, row.recovery_left) = (None, None);
}

fn replace(change: &mut Change<'_>, mut row: User, action: Action) -> Result<User> {
    row.version += 1;
    users::update(change, &row)?;
    record(change, action, &row)?;
    Ok(row)
}

fn new_salt() -> Result<String> {
    let mut bytes = [0; 16];
    aws_lc_rs::rand::fill(&mut bytes).map_err(Error::internal)?;
    Ok(to_hex(&bytes))
}
