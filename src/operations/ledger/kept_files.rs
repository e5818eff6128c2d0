//! The bytes of files against their rows: which are missing or changed, and how they go along with backups.

use std::path::{Path, PathBuf};

use crate::db::cases::files::{self, FileRow};
use crate::db::{Conn, Database};
use crate::error::{Error, Result};
use crate::model::ids::SubjectId;
use crate::operations::cases::files::hash_of;
use crate::operations::ledger::verification::{Finding, FindingKind};
use crate::store::{Archive, Condition, Store, take_in};

/// Rows that are read at a time.
const ROWS: i64 = 500;
/// Names that are told where not all of them are.
const FIRST: usize = 10;

/// What became of the bytes of files that were written beside a backup.
#[derive(Debug, Default)]
pub struct Copied {
    /// Contents written.
    pub count: u64,
    /// What is missing or changed.
    pub lost: Vec<Finding>,
}

/// Where the bytes of files stand that belong to a backup.
pub fn beside(backup: &Path) -> PathBuf {
    let mut name = backup.as_os_str().to_owned();
    name.push(".files");
    name.into()
}

/// Whether any file is stored.
///
/// # Errors
/// Database errors.
pub fn are_any(conn: &mut Conn) -> Result<bool> {
    Ok(!files::list_stored(conn, None, 1)?.is_empty())
}

/// Holds the bytes of every stored file against its hash. `progress` is told how many are done.
///
/// # Errors
/// Database errors; [`Error::Unavailable`] when the store cannot be read.
pub fn find_lost(database: &Database, store: &Store, mut progress: impl FnMut(u64)) -> Result<Vec<Finding>> {
    let (mut lost, mut done) = (Vec::new(), 0);
    each(database, |row| {
        lost.extend(finding(row, store.check(&hash_of(row)?)?));
        done += 1;
        progress(done);
        Ok(())
    })?;
    Ok(lost)
}

/// Writes the bytes of every stored file beside a backup; what is missing or changed is told and left out.
///
/// # Errors
/// As [`find_lost`]; [`Error::Operator`] when the file exists or cannot be written.
pub fn copy_out(database: &Database, store: &Store, backup: &Path) -> Result<Copied> {
    let mut archive = Archive::create(store, &beside(backup))?;
    let mut lost = Vec::new();
    each(database, |row| {
        lost.extend(finding(row, archive.add(&hash_of(row)?)?));
        Ok(())
    })?;
    Ok(Copied { count: archive.finish()?, lost })
}

/// Puts the bytes beside a backup into the store.
///
/// # Errors
/// [`Error::Operator`] when they are missing or damaged.
pub fn copy_in(store: &Store, backup: &Path) -> Result<u64> {
    let path = beside(backup);
    if !path.exists() {
        let advice = "put it beside the backup, or restore without the files with --without-files";
        return Err(Error::Operator(
            format!("the files of the backup, {}, are missing; {advice}", path.display()).into(),
        ));
    }
    take_in(store, &path)
}

/// Refuses rows of files whose bytes are not in the store.
///
/// # Errors
/// [`Error::Operator`] naming the first.
pub fn must_be_there(conn: &mut Conn, store: &Store) -> Result<()> {
    let mut missing = Vec::new();
    let mut after = None;
    loop {
        let rows = files::list_stored(conn, after, ROWS)?;
        for row in &rows {
            if !store.contains(&hash_of(row)?)? {
                missing.push(row.name.clone());
            }
        }
        let Some(last) = rows.last() else { break };
        after = Some(last.id);
    }
    if missing.is_empty() {
        return Ok(());
    }
    let count = missing.len();
    missing.truncate(FIRST);
    let why = format!(
        "nothing was replaced: the bytes of {count} files are neither beside the backup nor in the store ({}); restore it all the \
         same with --without-files",
        missing.join(", ")
    );
    Err(Error::Operator(why.into()))
}

fn each(database: &Database, mut look: impl FnMut(&FileRow) -> Result<()>) -> Result<()> {
    let mut after = None;
    loop {
        let rows = database.read(|conn| files::list_stored(conn, after, ROWS))?;
        rows.iter().try_for_each(&mut look)?;
        match rows.last() {
            Some(last) => after = Some(last.id),
            None => return Ok(()),
        }
    }
}

fn finding(row: &FileRow, condition: Condition) -> Option<Finding> {
    let wrong = match condition {
        Condition::Whole { bytes } if i64::try_from(bytes) == Ok(row.bytes) => return None,
        Condition::Missing => "its bytes are missing",
        Condition::Whole { .. } | Condition::Changed => "its bytes were changed",
    };
    let reason = format!("file {}: {wrong}", row.name);
    Some(Finding { subject_id: Some(SubjectId(row.id.0)), ..Finding::of(FindingKind::Register, reason) })
}
