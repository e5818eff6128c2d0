//! Who is believed to be somebody: a login, its password, and where the account has a second factor a code of it. Wrong ones are
//! counted.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::db::accounts::users::{self, User};
use crate::db::change::{Actor, Change};
use crate::db::engine::upkeep::Upkeep;
use crate::db::{self, Database};
use crate::error::{Error, Result};
use crate::model::accounts::networks::Entrance;
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::operations::accounts::agencies;
use crate::operations::accounts::attempts::Subjects;
use crate::operations::accounts::devices::Devices;
use crate::operations::accounts::factors::{self, Code, Proof};
use crate::operations::accounts::passwords::Password;
use crate::tokens::Tokens;

/// Who wants to be believed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Name to sign in with.
    #[schema(max_length = 64)]
    pub login: String,
    /// The password.
    pub password: Password,
    /// For an account with a second factor: the six digits that the authenticator shows, or a recovery code.
    #[serde(default)]
    pub code: Option<Code>,
}

/// Where a password is tried: the address, and the browser as far as it is known.
#[derive(Debug, Clone)]
pub struct Place {
    /// The network address the call came from.
    pub address: String,
    /// What the program at the other end calls itself.
    pub browser: String,
    /// Who signed in at the browser before; none of a program that keeps nothing.
    pub devices: Option<Devices>,
    /// Where it is, as far as it matters who comes.
    pub entrance: Option<Entrance>,
}

/// Somebody who is believed.
pub struct Believed {
    /// The account.
    pub user: User,
    /// The code that is to be used up.
    pub proof: Option<Proof>,
    /// Whom a failure would have been counted against.
    subjects: Subjects,
}

impl Believed {
    /// Takes somebody at their word within a change, and uses the code up.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] when the account has changed meanwhile, its agency is closed, or the code was used.
    pub fn admit(&self, change: &mut Change<'_>) -> Result<()> {
        let (known, now) = (&self.user, users::get(change.reader(), self.user.id)?);
        let same = now.password_hash == known.password_hash && now.factor() == known.factor();
        if !same || now.disabled_at.is_some() {
            return Err(Error::NotSignedIn(Reason::SignInFailed));
        }
        agencies::must_be_open(change, now.agency_id)?;
        factors::spend(change, known.id, self.proof)
    }

    /// Forgets the failures before.
    pub fn succeed(&self, upkeep: &mut Upkeep<'_>) -> Result<()> {
        self.subjects.succeed(upkeep)
    }

    /// Counts a code that turned out wrong.
    ///
    /// # Errors
    /// `error` itself; [`Error::TooMany`] after too many failures.
    pub fn refuse_code(&self, database: &Database, address: &str, error: Error) -> Error {
        match error {
            Error::NotSignedIn(Reason::CodeWrong) => {
                refuse(database, &self.subjects, Some(&self.user), address).err().unwrap_or(error)
            }
            other => other,
        }
    }
}

/// Checks a login, a password and a code, counting failures. The code is used up by [`Believed::admit`].
///
/// # Errors
/// As [`check_password`]; [`Error::NotSignedIn`] with [`Reason::CodeNeeded`] or [`Reason::CodeWrong`], for a right password only.
pub fn authenticate(database: &Database, tokens: &Tokens, who: &Credentials, place: &Place) -> Result<Believed> {
    let believed = check_password(database, tokens, who, place)?;
    let now = database.clock().now();
    let proof = database.read(|conn| factors::prove(conn, tokens, &believed.user, who.code.as_ref(), now));
    match proof {
        Ok(proof) => Ok(Believed { proof, ..believed }),
        Err(error) => Err(believed.refuse_code(database, &place.address, error)),
    }
}

/// Checks a login and a password, counting failures.
///
/// # Errors
/// [`Error::NotSignedIn`] with the same reason for an unknown login, a wrong password, a disabled account and one of a closed agency;
/// [`Error::TooMany`] after too many failures.
pub fn check_password(database: &Database, tokens: &Tokens, who: &Credentials, place: &Place) -> Result<Believed> {
    let now = database.clock().now();
    let (user, open, subjects) = database.read(|conn| {
        let user = users::find_by_login(conn, &who.login)?;
        let agency = user.as_ref().map(|user| db::accounts::agencies::get(conn, user.agency_id)).transpose()?;
        let open = agency.is_some_and(|agency| agency.active);
        let device = match (&user, &place.devices) {
            (Some(user), Some(devices)) => devices.find(tokens, user, now)?,
            _ => None,
        };
        let subjects = match (&user, device) {
            (Some(user), Some(device)) => Subjects::at_device(user.id, device),
            _ => Subjects::new(&who.login, &place.address),
        };
        subjects.check(conn, now)?;
        Ok((user, open, subjects))
    })?;
    let fits = who.password.fits(user.as_ref().map(|user| user.password_hash.as_str()));
    let counts =
        |user: &User| open && user.disabled_at.is_none() && user.password_expires_at.is_none_or(|end| end > now);
    match user {
        Some(user) if fits && counts(&user) => Ok(Believed { user, proof: None, subjects }),
        user => {
            refuse(database, &subjects, user.as_ref(), &place.address)?;
            Err(Error::NotSignedIn(Reason::SignInFailed))
        }
    }
}

/// Refused sign-ins are recorded until the lock closes, so the log cannot be flooded. The login as typed is not kept:
/// it is a password more often than one thinks.
fn refuse(database: &Database, subjects: &Subjects, user: Option<&User>, address: &str) -> Result<()> {
    database.change(Actor::PROGRAM, |change| {
        let now = change.now();
        subjects.check(change.reader(), now)?;
        let locked = subjects.fail(&mut change.upkeep())?;
        let subject = user.map_or(Uuid::nil(), |user| user.id.0);
        change.record(Action::SignInRefused, subject, json!({ "address": address, "known": user.is_some() }))?;
        match (user, locked) {
            (Some(user), Some(until)) => {
                let details =
                    json!({ "locked_until": until, "address": address, "known_browser": subjects.are_known() });
                change.record(Action::AccountLocked, user.id.0, details)
            }
            _ => Ok(()),
        }
    })
}
