//! Backups. One that is made says what a verification of the same moment came to; before one that is restored replaces
//! anything, the log and the tables of what was loaded have been verified.

use std::path::Path;

use serde_json::json;

use crate::audit::hash::to_hex;
use crate::audit::{Checkpoint, sha256};
use crate::clock::Clock;
use crate::db::ledger::dump::read::Backup;
use crate::db::ledger::dump::replace::{record, replace};
use crate::db::ledger::dump::{Carried, End, Manifest, Verified, write};
use crate::db::ledger::log;
use crate::db::{Conn, Database, DatabaseUrl};
use crate::error::{Error, Result};
use crate::keys::LogSigner;
use crate::model::ledger::event::Action;
use crate::operations::ledger::checkpoints::{Broken, find_broken};
use crate::operations::ledger::kept_files::{self, Looked};
use crate::operations::ledger::verification::{Finding, FindingKind, Verification, verify_within};
use crate::store::Store;

/// Findings that are told where not all of them are.
pub const FIRST: usize = 10;

/// A backup that was made.
#[derive(Debug)]
pub struct Made {
    /// What it says of its rows at its end.
    pub end: End,
    /// What the verification of these rows came to; none when they were not verified.
    pub verification: Option<Verification>,
    /// What became of the bytes of files; none when they were left out, or there are none.
    pub files: Option<Looked>,
}

/// Makes a backup of the database in a new file. Unless `verify` says otherwise, the rows are verified as they are at that
/// moment; what is found wrong stands in the backup, which is made all the same. With a store the bytes of files are
/// written beside it. `progress` is told how many rows are done.
///
/// # Errors
/// [`Error::Operator`] when the file exists or cannot be written; database errors.
pub fn make(
    database: &Database,
    path: &Path,
    store: Option<&Store>,
    signer: Option<&LogSigner>,
    verify: bool,
    progress: impl FnMut(u64),
) -> Result<Made> {
    let (mut verification, mut carried) = (None, Carried::None);
    let look = |conn: &mut Conn| {
        carried = match (kept_files::are_any(conn)?, store) {
            (false, _) => Carried::None,
            (true, Some(_)) => Carried::Beside,
            (true, None) => Carried::LeftOut,
        };
        if !verify {
            return Ok((Verified::NotVerified, carried));
        }
        let found = verification.insert(verify_rows(conn, database.origin(), signer)?);
        let verified = if found.clean { Verified::Clean } else { Verified::Findings(count(found)) };
        Ok((verified, carried))
    };
    let end = write::backup(database, path, look, progress)?;
    let files = match (carried, store) {
        (Carried::Beside, Some(store)) => Some(kept_files::copy_out(database, store, path)?),
        _ => None,
    };
    Ok(Made { end, verification, files })
}

/// Verifies the rows, and that the log continues what its key has signed.
fn verify_rows(conn: &mut Conn, origin: &str, signer: Option<&LogSigner>) -> Result<Verification> {
    let mut verification = verify_within(conn, origin, signer.map(LogSigner::verifier), |_, _| {})?;
    let broken = signer.map(|signer| find_broken(conn, signer)).transpose()?.flatten();
    if let Some(broken) = broken {
        verification.add(vec![Finding::of(FindingKind::Key, broken.to_string())]);
    }
    Ok(verification)
}

/// How many things a verification found wrong.
pub fn count(verification: &Verification) -> u64 {
    verification.findings.len() as u64 + verification.more
}

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
    /// Who restores what is not all right, and why.
    pub with_findings: Option<&'a str>,
    /// Where the bytes of files go; none when somebody restores without them.
    pub store: Option<&'a Store>,
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
    if let (Carried::Beside, Some(store)) = (manifest.files, how.store) {
        kept_files::copy_in(store, path)?;
    }
    let (total, now) = (backup.end.row_count(), Clock::system().now());
    let key = how.signer.map(LogSigner::verifier);
    let (verification, missing, restored) = replace(url, how.over, |conn| {
        backup.load(conn, |done| progress(done, total))?;
        let verification = verify_within(conn, &manifest.origin, key, |_, _| {})?;
        if !verification.clean && how.with_findings.is_none() {
            return Err(wrong(&verification));
        }
        let restored = loaded(conn, &backup.end)?;
        if let Some(store) = how.store {
            kept_files::must_be_there(conn, store)?;
        }
        let missing = how.signer.map(|signer| find_missing(conn, signer, &how)).transpose()?.flatten();
        let gap = missing.as_ref().zip(how.go_back);
        let findings = how.with_findings.filter(|_| !verification.clean).map(|why| (&verification, why));
        if gap.is_some() || findings.is_some() {
            let details = particulars(&manifest, &restored, gap, findings)?;
            record(conn, &manifest.origin, now, Action::LogRestored, details)?;
        }
        Ok((verification, missing, restored))
    })?;
    if let (Some(_), Some(_), Some(signer)) = (&missing, how.go_back, how.signer) {
        signer.memory.note_restored(&restored, now)?;
    }
    Ok(Restored { manifest, verification, missing: missing.map(|signed| signed.size) })
}

/// Why a backup with something wrong in it is not restored.
fn wrong(verification: &Verification) -> Error {
    let advice = "to restore it all the same, say who does and why with --with-findings TEXT, which is entered in the log \
                  together with what is wrong";
    Error::Operator(format!("nothing was replaced: the backup is wrong\n{verification}\n{advice}").into())
}

/// Size and root of the log that was loaded, which must be those the backup names.
fn loaded(conn: &mut Conn, end: &End) -> Result<Checkpoint> {
    let size = log::size(conn)?;
    let root = log::frontier_at(conn, size)?.root();
    if size != end.log_size || to_hex(&root) != end.log_root {
        return Err(Error::Operator("nothing was replaced: the backup's log is not the one it names".into()));
    }
    Ok(Checkpoint { size, root })
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

/// The particulars of the entry about a log that was put back: what it gives up, and what was wrong with it.
fn particulars(
    manifest: &Manifest,
    restored: &Checkpoint,
    gap: Option<(&Checkpoint, &str)>,
    findings: Option<(&Verification, &str)>,
) -> Result<serde_json::Value> {
    let mut details = serde_json::Map::new();
    let mut put = |name: &str, value: serde_json::Value| drop(details.insert(name.to_owned(), value));
    put("restored_size", json!(restored.size));
    put("restored_root", json!(to_hex(&restored.root)));
    put("backup_created_at", json!(manifest.created_at));
    if let Some((signed, why)) = gap {
        put("signed_size", json!(signed.size));
        put("signed_root", json!(to_hex(&signed.root)));
        put("why", json!(why));
    }
    if let Some((verification, why)) = findings {
        let kept = &verification.findings;
        let sha256 = to_hex(&sha256(&serde_json::to_vec(kept).map_err(Error::internal)?));
        let first: Vec<&Finding> = kept.iter().take(FIRST).collect();
        put("findings", json!({ "count": count(verification), "first": first, "sha256": sha256, "why": why }));
    }
    Ok(details.into())
}
