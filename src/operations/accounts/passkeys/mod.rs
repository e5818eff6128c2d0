//! Passkeys: people sign in by what their device signs, and the device first asks who is there. Added, renamed and removed by their owner;
//! the log vouches for each.

pub mod challenges;
pub mod public_key;
#[cfg(test)]
mod vectors;
pub mod webauthn;

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::audit::sha256;
use crate::db::accounts::passkeys::{self, Passkey, PasskeyUse};
use crate::db::accounts::users::{self, User};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::accounts::relying_party::RelyingParty;
use crate::model::ids::{PasskeyId, UserId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;
use crate::operations::accounts::passkeys::challenges::Purpose;
use crate::operations::accounts::passkeys::public_key::{PublicKey, Unfit};
use crate::operations::accounts::passkeys::webauthn::{
    AuthenticatorData, Credential, Kind, bytes_of, read_client_data, read_new, text_of,
};
use crate::tokens::Tokens;

/// How many a person has at most.
pub const MOST: i32 = 10;
/// Characters of a name.
const NAME: usize = 60;
/// A key of nobody, so that an unknown passkey takes as long as a known one: the point that P-256 begins with.
const NOBODYS: &str =
    "pQECAyYgASFYIGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWIlggT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";

/// Characters that a part of an answer has at most.
const CLIENT_DATA: usize = 4096;
const ATTESTATION: usize = 16_384;
const AUTHENTICATOR_DATA: usize = 4096;
const SIGNATURE: usize = 2048;

/// What an authenticator answers about a new credential, each member in base64url as the browser gives it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCredential {
    /// `clientDataJSON`
    #[schema(max_length = 4096)]
    pub client_data: String,
    /// `attestationObject`
    #[schema(max_length = 16384)]
    pub attestation: String,
}

/// What an authenticator answers to a challenge, each member in base64url as the browser gives it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assertion {
    /// `id`
    #[schema(max_length = 1364)]
    pub credential_id: String,
    /// `clientDataJSON`
    #[schema(max_length = 4096)]
    pub client_data: String,
    /// `authenticatorData`
    #[schema(max_length = 4096)]
    pub authenticator_data: String,
    /// `signature`
    #[schema(max_length = 2048)]
    pub signature: String,
    /// `userHandle`
    #[serde(default)]
    #[schema(max_length = 128)]
    pub user_handle: Option<String>,
}

/// Where a passkey is asked for, and what for.
#[derive(Debug, Clone)]
pub struct Ceremony {
    /// Whose pages ask.
    pub party: RelyingParty,
    /// What the challenge must be for.
    pub purpose: Purpose,
}

/// An answer that fits, which is to be used up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The passkey.
    pub id: PasskeyId,
    challenge: String,
    /// How often the authenticator says that it has signed.
    pub counter: i64,
    /// Whether that is no more often than before.
    pub went_back: bool,
}

/// By what an authenticator knows the account of a person: the bytes of its id, in base64url.
pub fn handle_of(user: UserId) -> String {
    text_of(user.0.as_bytes())
}

/// What an answer proves, and of whom; why it does not fit, with the owner where the credential is known at all.
///
/// # Errors
/// Database errors.
pub fn check(
    conn: &mut Conn,
    tokens: &Tokens,
    assertion: &Assertion,
    ceremony: &Ceremony,
    now: Time,
) -> Result<(Option<UserId>, Result<Shown, Unfit>)> {
    let known = passkeys::find_by_credential(conn, &assertion.credential_id)?;
    let known = known.filter(|(passkey, _)| passkey.removed_at.is_none());
    let owner = known.as_ref().map(|(passkey, _)| passkey.user_id);
    let checked = match read(assertion, known.as_ref().map(|(passkey, _)| passkey), &ceremony.party) {
        Ok((challenge, _)) if !challenges::fits(tokens, &ceremony.purpose, &challenge, now)? => Err("challenge"),
        // Whoever sends the same answer again has no copy of the passkey.
        Ok((challenge, _)) if passkeys::was_answered(conn, &challenge)? => Err("answered before"),
        other => other,
    };
    let shown = checked.and_then(|(challenge, counter)| {
        let (passkey, used) = known.ok_or("unknown")?;
        let kept = used.map_or(0, |used| used.counter);
        let went_back = !goes_on(kept, counter);
        Ok(Shown { id: passkey.id, challenge, counter, went_back })
    });
    if let Err(why) = shown {
        tracing::debug!(why, "the answer of a passkey does not fit");
    }
    Ok((owner, shown))
}

/// Authenticators that do not count say 0 each time.
const fn goes_on(kept: i64, counter: i64) -> bool {
    counter > kept || (counter == 0 && kept == 0)
}

/// The challenge that was signed, and the counter.
fn read(assertion: &Assertion, known: Option<&Passkey>, party: &RelyingParty) -> Result<(String, i64), Unfit> {
    let bytes = |text: &str, max: usize| bytes_of(text).filter(|_| text.len() <= max).ok_or("base64url");
    let client = bytes(&assertion.client_data, CLIENT_DATA)?;
    let data = bytes(&assertion.authenticator_data, AUTHENTICATOR_DATA)?;
    let challenge = read_client_data(&client, Kind::Get, party)?;
    let read = AuthenticatorData::read(&data, party)?;
    read.check_answer()?;
    if !read.is_verified() {
        return Err("verification of the owner");
    }
    let key =
        PublicKey::read(&bytes_of(known.map_or(NOBODYS, |passkey| passkey.public_key.as_str())).ok_or("public key")?)?;
    if !key.verifies(&[&data[..], &sha256(&client)].concat(), &bytes(&assertion.signature, SIGNATURE)?) {
        return Err("signature");
    }
    let passkey = known.ok_or("unknown")?;
    if assertion.user_handle.as_ref().is_some_and(|handle| *handle != handle_of(passkey.user_id)) {
        return Err("owner");
    }
    if read.is_synced() != passkey.synced {
        return Err("backup");
    }
    Ok((challenge, i64::from(read.counter)))
}

/// Uses an answer up. The passkey must be the one in the log.
///
/// # Errors
/// [`Reason::PasskeyWrong`] when it was removed meanwhile, or the challenge was answered before; [`Reason::RecordAltered`].
pub fn spend(change: &mut Change<'_>, user: UserId, shown: &Shown) -> Result<()> {
    let wrong = || Error::NotSignedIn(Reason::PasskeyWrong);
    let row = passkeys::get_of(change.reader(), user, shown.id).map_err(|error| match error {
        Error::NotFound => wrong(),
        other => other,
    })?;
    change.hold_row(&row)?;
    let kept = passkeys::find_use(change.reader(), row.id)?.map_or(0, |used| used.counter);
    if !goes_on(kept, shown.counter) || !passkeys::take_challenge(&mut change.upkeep(), &shown.challenge)? {
        return Err(wrong());
    }
    let used = PasskeyUse { passkey_id: row.id, counter: shown.counter, last_used_at: Some(change.now()) };
    passkeys::put_use(&mut change.upkeep(), &used)
}

/// Adds a passkey to the own account. That its owner has said who they are the challenge tells, which is given for nothing else.
///
/// # Errors
/// [`Reason::PasskeysTooMany`]; [`Error::Invalid`] for a name that breaks a rule, an answer that does not fit, or a credential that is
/// known already.
pub fn add(
    change: &mut Change<'_>,
    tokens: &Tokens,
    ceremony: &Ceremony,
    owner: UserId,
    (name, answer): (&str, &NewCredential),
) -> Result<Passkey> {
    let mut check = Checker::new();
    let name = check.text("/name", name, NAME);
    for (pointer, text, max) in [
        ("/credential/client_data", &answer.client_data, CLIENT_DATA),
        ("/credential/attestation", &answer.attestation, ATTESTATION),
    ] {
        check.demand(text.len() <= max, pointer, Refusal::new(Reason::TextTooLong).with("max", max));
    }
    check.done()?;
    let unfit = |why: Unfit| {
        tracing::debug!(why, "a new passkey does not fit");
        Error::field("/credential", Reason::PasskeyWrong)
    };
    let (challenge, (credential, counter, synced)) = read_answer(answer, &ceremony.party).map_err(unfit)?;
    if !challenges::fits(tokens, &ceremony.purpose, &challenge, change.now())?
        || !passkeys::take_challenge(&mut change.upkeep(), &challenge)?
    {
        return Err(unfit("challenge"));
    }
    if passkeys::find_by_credential(change.reader(), &credential.id)?.is_some() {
        return Err(Error::field("/credential", Reason::PasskeyKnown));
    }
    count(change, owner, 1)?;
    let row = Passkey {
        id: change.new_id(),
        user_id: owner,
        credential_id: credential.id,
        public_key: credential.public_key,
        name,
        synced,
        added_at: change.now(),
        removed_at: None,
        version: 1,
    };
    passkeys::insert(change, &row)?;
    let unused = PasskeyUse { passkey_id: row.id, counter: i64::from(counter), last_used_at: None };
    passkeys::put_use(&mut change.upkeep(), &unused)?;
    record(change, Action::PasskeyAdded, &row)?;
    Ok(row)
}

type NewAnswer = (String, (Credential, u32, bool));

fn read_answer(answer: &NewCredential, party: &RelyingParty) -> Result<NewAnswer, Unfit> {
    let bytes = |text: &str| bytes_of(text).ok_or("base64url");
    let challenge = read_client_data(&bytes(&answer.client_data)?, Kind::Create, party)?;
    Ok((challenge, read_new(&bytes(&answer.attestation)?, party)?))
}

/// Gives one of the own passkeys another name.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`]; [`Error::Invalid`] for a name that breaks a rule.
pub fn rename(change: &mut Change<'_>, owner: UserId, (id, seen): (PasskeyId, i32), name: &str) -> Result<Passkey> {
    let known = passkeys::get_of(change.reader(), owner, id)?;
    if known.version != seen {
        return Err(Error::Stale { current: known.version });
    }
    let mut check = Checker::new();
    let name = check.text("/name", name, NAME);
    check.done()?;
    let row = Passkey { name, version: known.version + 1, ..known.clone() };
    passkeys::update(change, &known, &row)?;
    record(change, Action::PasskeyRenamed, &row)?;
    Ok(row)
}

/// Removes one of the own passkeys.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove(change: &mut Change<'_>, owner: UserId, id: PasskeyId) -> Result<()> {
    let known = passkeys::get_of(change.reader(), owner, id)?;
    let row = Passkey { removed_at: Some(change.now()), version: known.version + 1, ..known.clone() };
    passkeys::update(change, &known, &row)?;
    count(change, owner, -1)?;
    record(change, Action::PasskeyRemoved, &row)
}

/// Refuses whoever has as many as there can be.
///
/// # Errors
/// [`Reason::PasskeysTooMany`].
pub fn check_room(account: &User) -> Result<()> {
    if account.passkeys >= Some(MOST) {
        return Err(Refusal::new(Reason::PasskeysTooMany).with("max", MOST).into());
    }
    Ok(())
}

/// Keeps in the account how many there are, so that none is taken away unseen.
fn count(change: &mut Change<'_>, owner: UserId, more: i32) -> Result<()> {
    let mut account = users::get(change.reader(), owner)?;
    if more > 0 {
        check_room(&account)?;
    }
    let count = account.passkeys.unwrap_or_default() + more;
    account.passkeys = Some(count).filter(|count| *count > 0);
    account.version += 1;
    users::update(change, &account)
}

fn record(change: &mut Change<'_>, action: Action, row: &Passkey) -> Result<()> {
    change.record(action, row.user_id.0, json!({ "passkey_id": row.id, "name": row.name }))
}
