//! Restoring a backup: nothing is replaced before the log and the tables of what was loaded have been verified.

use std::path::Path;

use serde_json::json;

use crate::audit::Checkpoint;
use crate::audit::hash::{from_hex, to_hex};
use crate::clock::Clock;
use crate::db::ledger::dump::Manifest;
use crate::db::ledger::dump::read::Backup;
use crate::db::ledger::dump::replace::{record, replace};
use crate::db::{Conn, DatabaseUrl};
use crate::error::{Error, Result};
use crate::keys::LogSigner;
use crate::model::ledger::event::Action;
use crate::operations::ledger::checkpoints::{Broken, find_broken};
use crate::operations::ledger::verification::{Verification, verify_within};

/// How a backup is restored.
#[derive(Debug, Clone, Copy)]
pub struct Restoring<'a> {
    /// The name of the log this centre is set to; the backup's must be the same.
    pub origin: Option<&'a str>,
    /// The key of the log with what it has signed; without it neither the signatures of checkpoints are checked nor whether
    /// the log continues what was signed.
    pub signer: Option<&'a LogSigner>,
    /// Whether a database that holds anything may be replaced.
    pub over: bool,
    /// Who goes back to less than was signed, and why.
    pub go_back: Option<&'a str>,
}

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    /// What the backup says of itself.
    pub manifest: Manifest,
    /// What its verification came to.
    pub verification: Verification,
    /// The size of the largest log that the key has signed, where the backup has less.
    pub missing: Option<u64>,
}

/// Restores a backup into the database at `url`. `progress` is told how many rows are loaded, of how many.
///
/// # Errors
/// [`Error::Operator`] naming what is wrong; nothing is replaced then.
pub fn restore(
    url: &DatabaseUrl,
    path: &Path,
    how: Restoring<'_>,
    mut progress: impl FnMut(u64, u64),
) -> Result<Restored> {
    let mut backup = Backup::open(path)?;
    let manifest = backup.manifest.clone();
    if let Some(origin) = how.origin.filter(|origin| *origin != manifest.origin) {
        let why = format!("the backup is of the log {}, this centre is set to {origin}", manifest.origin);
        return Err(Error::Operator(why.into()));
    }
    let (total, now) = (backup.end.row_count(), Clock::system().now());
    let key = how.signer.map(LogSigner::verifier);
    let (verification, missing) = replace(url, how.over, |conn| {
        backup.load(conn, |done| progress(done, total))?;
        let verification = verify_within(conn, &manifest.origin, key, |_, _| {})?;
        let end = &backup.end;
        if !verification.clean {
            return Err(Error::Operator(format!("nothing was replaced: the backup is wrong\n{verification}").into()));
        }
        if verification.size != end.log_size || verification.root.as_deref() != Some(end.log_root.as_str()) {
            return Err(Error::Operator("nothing was replaced: the backup's log is not the one it names".into()));
        }
        let missing = how.signer.map(|signer| find_missing(conn, signer, &how)).transpose()?.flatten();
        if let (Some(signed), Some(why)) = (&missing, how.go_back) {
            let details = gap(signed, &manifest, &verification, why);
            record(conn, &manifest.origin, now, Action::LogRestored, details)?;
        }
        Ok((verification, missing))
    })?;
    if let (Some(_), Some(_), Some(signer)) = (&missing, how.go_back, how.signer) {
        let root = verification.root.as_deref().and_then(|root| from_hex(root.as_bytes()));
        let root = root.ok_or_else(|| Error::internal("the restored log has no root"))?;
        signer.memory.note_restored(&Checkpoint { size: verification.size, root }, now)?;
    }
    Ok(Restored { manifest, verification, missing: missing.map(|signed| signed.size) })
}

/// What the key has signed and the backup does not have. A backup that is not of that log is never restored, and one of
/// less takes the place of another database only when somebody says so.
fn find_missing(conn: &mut Conn, signer: &LogSigner, how: &Restoring<'_>) -> Result<Option<Checkpoint>> {
    match find_broken(conn, signer)? {
        None => Ok(None),
        Some(Broken::Shorter { .. }) if how.go_back.is_some() || !how.over => signer.memory.newest(),
        Some(broken @ Broken::Shorter { .. }) => {
            let advice =
                "to go back to it all the same, say who does and why with --go-back TEXT, which is entered in the log";
            Err(Error::Operator(format!("nothing was replaced: {broken}; {advice}").into()))
        }
        Some(broken) => Err(Error::Operator(format!("nothing was replaced: {broken}").into())),
    }
}

/// The particulars of the entry about a log that was put back.
fn gap(signed: &Checkpoint, manifest: &Manifest, verification: &Verification, why: &str) -> serde_json::Value {
    json!({
        "signed_size": signed.size,
        "signed_root": to_hex(&signed.root),
        "restored_size": verification.size,
        "restored_root": verification.root,
        "backup_created_at": manifest.created_at,
        "why": why,
    })
}
