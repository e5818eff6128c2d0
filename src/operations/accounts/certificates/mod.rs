//! Certificates: people sign in by the one that their connection shows, such as that of a UKey. Added and removed by their owner; the log
//! vouches for each.

use std::sync::Arc;

use serde_json::json;

use crate::db::accounts::certificates::{self, Certificate};
use crate::db::accounts::sessions;
use crate::db::accounts::users::{self, User};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::keys::tls::certificate::Shown;
use crate::model::ids::{CertificateId, UserId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};

/// How many a person has at most.
pub const MOST: i32 = 10;
/// Characters of a name.
const NAME: usize = 60;

/// The certificate that a connection shows, and whether it is let in.
#[derive(Debug, Clone)]
pub struct Showing {
    /// The certificate, whose private key is at the other end.
    pub certificate: Arc<Shown>,
    /// Why it is not let in, if it is not.
    pub verdict: Result<(), Reason>,
}

/// A certificate of an account that a connection shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub id: CertificateId,
    /// By what it is known.
    pub sha256: String,
}

/// The certificate of this account that is shown and let in, if it is.
pub fn find_held(conn: &mut Conn, user: UserId, showing: Option<&Showing>) -> Result<Option<Held>> {
    let Some(Showing { certificate, verdict: Ok(()) }) = showing else { return Ok(None) };
    let row = certificates::find_by_sha256(conn, &certificate.sha256)?;
    Ok(row.filter(|row| row.user_id == user).map(|row| Held { id: row.id, sha256: row.sha256 }))
}

/// Keeps that a certificate was used. It must be the one in the log.
///
/// # Errors
/// [`Reason::CertificateUnknown`] when it was removed meanwhile; [`Reason::RecordAltered`].
pub fn spend(change: &mut Change<'_>, user: UserId, held: &Held) -> Result<()> {
    let row = certificates::get_of(change.reader(), user, held.id).map_err(|error| match error {
        Error::NotFound => Error::NotSignedIn(Reason::CertificateUnknown),
        other => other,
    })?;
    change.hold_row(&row)?;
    if row.sha256 != held.sha256 {
        return Err(Error::NotSignedIn(Reason::CertificateUnknown));
    }
    certificates::note_use(&mut change.upkeep(), row.id)
}

/// Adds the certificate that the connection shows to the own account.
///
/// # Errors
/// That of `shown`, why none is let in; [`Reason::CertificateTaken`], [`Reason::CertificatesTooMany`]; [`Error::Invalid`] for a name that breaks
/// a rule.
pub fn add(change: &mut Change<'_>, owner: UserId, shown: Result<&Shown, Reason>, name: &str) -> Result<Certificate> {
    let mut check = Checker::new();
    let name = check.text("/name", name, NAME);
    check.done()?;
    let Shown { sha256, facts, .. } = shown?;
    if certificates::find_by_sha256(change.reader(), sha256)?.is_some() {
        return Err(Reason::CertificateTaken.into());
    }
    count(change, owner, 1)?;
    let row = Certificate {
        id: change.new_id(),
        user_id: owner,
        sha256: sha256.clone(),
        subject: facts.subject.clone(),
        issuer: facts.issuer.clone(),
        serial: facts.serial.clone(),
        valid_from: facts.valid_from,
        valid_to: facts.valid_to,
        name,
        added_at: change.now(),
        removed_at: None,
    };
    certificates::insert(change, &row)?;
    record(change, Action::CertificateAdded, &row)?;
    Ok(row)
}

/// Takes one of the own certificates off the account; the sessions that were begun with it end.
///
/// # Errors
/// [`Error::NotFound`].
pub fn remove(change: &mut Change<'_>, owner: UserId, id: CertificateId) -> Result<()> {
    let known = certificates::get_of(change.reader(), owner, id)?;
    let row = Certificate { removed_at: Some(change.now()), ..known.clone() };
    certificates::update(change, &known, &row)?;
    sessions::end_with_certificate(&mut change.upkeep(), owner, &row.sha256)?;
    count(change, owner, -1)?;
    record(change, Action::CertificateRemoved, &row)
}

/// Keeps in the account how many there are, so that none is taken away unseen.
fn count(change: &mut Change<'_>, owner: UserId, more: i32) -> Result<()> {
    let account: User = users::get(change.reader(), owner)?;
    let count = account.certificates.unwrap_or_default() + more;
    if count > MOST {
        return Err(Refusal::new(Reason::CertificatesTooMany).with("max", MOST).into());
    }
    let (certificates, version) = (Some(count).filter(|count| *count > 0), account.version + 1);
    users::update(change, &User { certificates, version, ..account })
}

fn record(change: &mut Change<'_>, action: Action, row: &Certificate) -> Result<()> {
    let details = json!({ "certificate_id": row.id, "name": row.name, "subject": row.subject, "serial": row.serial });
    change.record(action, row.user_id.0, details)
}
