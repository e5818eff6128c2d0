//! Linked identities: people sign in by what an identity provider says of them. Linked and removed by their owners, never by a name or an
//! address of mail; the log vouches for each.

pub mod journeys;

use serde_json::json;

use crate::audit::hash::to_hex;
use crate::audit::sha256;
use crate::db::accounts::linked_identities::{self, LinkedIdentity};
use crate::db::accounts::users::{self, User};
use crate::db::accounts::{passkeys, sessions};
use crate::db::change::Change;
use crate::error::{Error, Result};
use crate::model::ids::{LinkedIdentityId, UserId};
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::operations::accounts::linked_identities::journeys::Arrived;

/// The use of a linked identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// Which one.
    pub id: LinkedIdentityId,
    /// The journey that brought it.
    state: String,
}

impl Used {
    /// By one journey.
    pub fn by(id: LinkedIdentityId, arrived: &Arrived) -> Self {
        Self { id, state: arrived.state.clone() }
    }
}

/// By what failures of a stranger are counted, without telling who it is.
pub fn stranger(issuer: &str, subject: &str) -> String {
    to_hex(&sha256(format!("{issuer}\0{subject}").as_bytes()))
}

/// Links the identity that somebody has arrived with to the own account.
///
/// # Errors
/// [`Reason::IdentityOfAnother`] when it is linked to somebody, [`Reason::IdentityThere`] when the account has one of this provider;
/// [`Reason::IdentityAnswerWrong`] for a journey that was used before.
pub fn link(change: &mut Change<'_>, owner: UserId, arrived: &Arrived) -> Result<LinkedIdentity> {
    if !passkeys::take_challenge(&mut change.upkeep(), &arrived.state)? {
        return Err(Reason::IdentityAnswerWrong.into());
    }
    let account = users::get(change.reader(), owner)?;
    change.hold_row(&account)?;
    if linked_identities::find_by_subject(change.reader(), &arrived.issuer, &arrived.subject)?.is_some() {
        return Err(Reason::IdentityOfAnother.into());
    }
    if linked_identities::list_of(change.reader(), owner)?.iter().any(|(row, _)| row.issuer == arrived.issuer) {
        return Err(Reason::IdentityThere.into());
    }
    let row = LinkedIdentity {
        id: change.new_id(),
        user_id: owner,
        issuer: arrived.issuer.clone(),
        subject: arrived.subject.clone(),
        linked_at: change.now(),
        removed_at: None,
        version: 1,
    };
    linked_identities::insert(change, &row)?;
    tell(change, Action::IdentityLinked, &row)?;
    Ok(row)
}

/// Removes one of the own.
///
/// # Errors
/// [`Error::NotFound`], [`Reason::RecordAltered`].
pub fn unlink(change: &mut Change<'_>, owner: UserId, id: LinkedIdentityId) -> Result<()> {
    let known = linked_identities::get_of(change.reader(), owner, id)?;
    let row = LinkedIdentity { removed_at: Some(change.now()), version: known.version + 1, ..known.clone() };
    linked_identities::update(change, &known, &row)?;
    tell(change, Action::IdentityUnlinked, &row)
}

/// Removes those of somebody else, such as when the account at the provider is in wrong hands, and ends the person's sessions; where there is
/// none nothing changes.
///
/// # Errors
/// [`Error::NotFound`], [`Reason::OwnAccountProtected`], [`Reason::RecordAltered`].
pub fn take(change: &mut Change<'_>, id: UserId) -> Result<User> {
    let account = users::get(change.reader(), id)?;
    if change.actor().is(account.person()) {
        return Err(Reason::OwnAccountProtected.into());
    }
    change.hold_row(&account)?;
    let count = linked_identities::remove_all_of(change, id)?;
    if count == 0 {
        change.abandon();
        return Ok(account);
    }
    sessions::end_all_of(&mut change.upkeep(), id)?;
    change.record(Action::IdentitiesTaken, id.0, json!({ "count": count }))?;
    Ok(account)
}

/// Uses an identity up that was believed. It must be the one in the log, and the journey must not have been used before.
///
/// # Errors
/// [`Reason::IdentityNotLinked`] when it was removed meanwhile; [`Reason::IdentityAnswerWrong`]; [`Reason::RecordAltered`].
pub fn spend(change: &mut Change<'_>, user: UserId, used: &Used) -> Result<()> {
    let row = linked_identities::get_of(change.reader(), user, used.id).map_err(|error| match error {
        Error::NotFound => Error::NotSignedIn(Reason::IdentityNotLinked),
        other => other,
    })?;
    change.hold_row(&row)?;
    if !passkeys::take_challenge(&mut change.upkeep(), &used.state)? {
        return Err(Error::NotSignedIn(Reason::IdentityAnswerWrong));
    }
    linked_identities::put_use(&mut change.upkeep(), row.id)
}

/// The subject is not told: it may be a number of the person.
fn tell(change: &mut Change<'_>, action: Action, row: &LinkedIdentity) -> Result<()> {
    change.record(action, row.user_id.0, json!({ "linked_identity_id": row.id, "issuer": row.issuer }))
}
