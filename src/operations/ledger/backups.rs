//! Restoring a backup: nothing is replaced before the log and the tables of what was loaded have been verified.

use std::path::Path;

use crate::audit::VerifierKey;
use crate::db::DatabaseUrl;
use crate::db::ledger::dump::Manifest;
use crate::db::ledger::dump::read::Backup;
use crate::db::ledger::dump::replace::replace;
use crate::error::{Error, Result};
use crate::operations::ledger::verification::{Verification, verify_within};

/// How a backup is restored.
#[derive(Debug, Clone, Copy)]
pub struct Restoring<'a> {
    /// The name of the log this centre is set to; the backup's must be the same.
    pub origin: Option<&'a str>,
    /// The public key of the log; without it the signatures of checkpoints are not checked.
    pub key: Option<&'a VerifierKey>,
    /// Whether a database that holds anything may be replaced.
    pub over: bool,
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
) -> Result<(Manifest, Verification)> {
    let mut backup = Backup::open(path)?;
    let manifest = backup.manifest.clone();
    if let Some(origin) = how.origin.filter(|origin| *origin != manifest.origin) {
        let why = format!("the backup is of the log {}, this centre is set to {origin}", manifest.origin);
        return Err(Error::Operator(why.into()));
    }
    let total = backup.end.row_count();
    let verification = replace(url, how.over, |conn| {
        backup.load(conn, |done| progress(done, total))?;
        let verification = verify_within(conn, &manifest.origin, how.key, |_, _| {})?;
        let end = &backup.end;
        if !verification.clean {
            return Err(Error::Operator(format!("nothing was replaced: the backup is wrong\n{verification}").into()));
        }
        if verification.size != end.log_size || verification.root.as_deref() != Some(end.log_root.as_str()) {
            return Err(Error::Operator("nothing was replaced: the backup's log is not the one it names".into()));
        }
        Ok(verification)
    })?;
    Ok((manifest, verification))
}
