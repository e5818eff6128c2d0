//! The second factor of an account: codes of an authenticator, and recovery codes for when it is not at hand; a passkey, or the certificate of the connection. The secret and the
//! recovery codes are computed with the token key from random salts in the account's row, which the log vouches for, and kept nowhere.

pub mod recovery;
pub mod totp;

use std::fmt;

use serde::Deserialize;
use zeroize::Zeroizing;

use crate::audit::hash::to_hex;
use crate::db::accounts::sessions;
use crate::db::accounts::users::{self, User};
use crate::db::accounts::{certificates as certificate_rows, factors, passkeys as passkey_rows};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::ids::UserId;
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::operations::accounts::certificates::{self, Held, Showing};
use crate::operations::accounts::factors::totp::Secret;
use crate::operations::accounts::passkeys::{self, Assertion, Ceremony, Shown};
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

/// What somebody shows besides the password.
#[derive(Debug, Clone, Copy, Default)]
pub struct Presented<'p> {
    /// A code.
    pub code: Option<&'p Code>,
    /// The answer of a passkey.
    pub passkey: Option<&'p Assertion>,
}

/// A code, or an answer of a passkey, that fits and is to be used up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// Of this step.
    Step(i64),
    /// The recovery code of this number.
    Recovery(u32),
    /// A passkey.
    Passkey(Shown),
    /// The certificate of the connection.
    Certificate(Held),
}

/// What a code, a passkey or the certificate of the connection proves; nothing where the account has no second factor.
///
/// # Errors
/// [`Error::FactorNeeded`]; [`Error::NotSignedIn`] with [`Reason::CodeWrong`] or [`Reason::PasskeyWrong`].
pub fn prove(
    conn: &mut Conn,
    tokens: &Tokens,
    user: &User,
    (presented, ceremony, showing): (Presented<'_>, Option<&Ceremony>, Option<&Showing>),
    now: Time,
) -> Result<Option<Proof>> {
    if !user.has_second_factor() {
        return Ok(None);
    }
    if let Some(passkey) = presented.passkey {
        return prove_by_passkey(conn, tokens, user, (passkey, ceremony), now).map(Some);
    }
    let code = presented.code.map(Code::bare).filter(|code| !code.is_empty());
    let (salt, code) = match (user.factor(), code) {
        (Some(salt), Some(code)) => (salt, code),
        (None, Some(_)) => return Err(Error::NotSignedIn(Reason::CodeWrong)),
        (factor, None) => {
            if let Some(held) = certificates::find_held(conn, user.id, showing)? {
                return Ok(Some(Proof::Certificate(held)));
            }
            let (passkey, certificate) = (user.passkeys.is_some(), user.certificates.is_some());
            return Err(Error::FactorNeeded { code: factor.is_some(), passkey, certificate });
        }
    };
    let proof = if code.len() == totp::DIGITS {
        let last = factors::find_last_step(conn, user.id)?;
        Secret::of(tokens, user.id, salt)?.find_step(&code, now, last).map(Proof::Step)
    } else {
        find_recovery(tokens, user, &code)?.map(Proof::Recovery)
    };
    proof.map(Some).ok_or(Error::NotSignedIn(Reason::CodeWrong))
}

fn prove_by_passkey(
    conn: &mut Conn,
    tokens: &Tokens,
    user: &User,
    (passkey, ceremony): (&Assertion, Option<&Ceremony>),
    now: Time,
) -> Result<Proof> {
    let ceremony = ceremony.ok_or(Reason::PasskeysNotOffered)?;
    match passkeys::check(conn, tokens, passkey, ceremony, now)? {
        (Some(owner), Ok(shown)) if owner == user.id => Ok(Proof::Passkey(shown)),
        _ => Err(Error::NotSignedIn(Reason::PasskeyWrong)),
    }
}

fn find_recovery(tokens: &Tokens, user: &User, code: &str) -> Result<Option<u32>> {
    match (&user.recovery_salt, user.recovery_left) {
        (Some(salt), Some(left)) => recovery::find(tokens, (user.id, salt), left, code),
        _ => Ok(None),
    }
}

/// Uses a code or an answer up.
///
/// # Errors
/// [`Error::NotSignedIn`] with [`Reason::CodeWrong`], [`Reason::PasskeyWrong`] or [`Reason::CertificateUnknown`] when somebody else was faster;
/// [`Reason::RecordAltered`] for a passkey or a certificate that is not the one in the log.
pub fn spend(change: &mut Change<'_>, user: UserId, proof: Option<&Proof>) -> Result<()> {
    let used_before = || Error::NotSignedIn(Reason::CodeWrong);
    match proof {
        None => Ok(()),
        Some(Proof::Step(step)) => {
            factors::take_step(&mut change.upkeep(), user, *step)?.then_some(()).ok_or_else(used_before)
        }
        Some(Proof::Recovery(number)) => {
            let mut row = users::get(change.reader(), user)?;
            let left = row.recovery_left.filter(|left| left >> number & 1 == 1).ok_or_else(used_before)?;
            row.recovery_left = Some(left & !(1 << number));
            replace(change, row, Action::RecoveryCodeUsed).map(drop)
        }
        Some(Proof::Passkey(shown)) => passkeys::spend(change, user, shown),
        Some(Proof::Certificate(held)) => certificates::spend(change, user, held),
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

/// Removes the second factor of somebody who lost it, passkeys, certificates and all, and ends the person's sessions; where there is none nothing changes. That of an
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
    if row.factor_salt.is_none() && row.passkeys.is_none() && row.certificates.is_none() {
        change.abandon();
        return Ok(row);
    }
    clear(&mut row);
    (row.passkeys, row.certificates) = (None, None);
    passkey_rows::remove_all_of(change, id)?;
    certificate_rows::remove_all_of(change, id)?;
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
