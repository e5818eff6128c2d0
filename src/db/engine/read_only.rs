//! An SQLite file that is only read, wherever it lies: beside a server at work, in a folder or on a disk that nothing can be
//! written to. Nothing is written beside it, and nothing committed is ever passed over.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use diesel::connection::SimpleConnection;
use diesel::{Connection, RunQueryDsl, SqliteConnection};

use crate::db::engine::connection::{Purpose, sqlite_address};
use crate::error::{Error, Result, first_line};
use crate::files::companion;

/// A file that is read without SQLite's locks, because nobody has it open or nothing can be written beside it.
#[derive(Debug)]
pub(in crate::db) struct Unlocked {
    path: PathBuf,
    stamp: Stamp,
}

/// What SQLite keeps beside a file that holds more than the file does.
const COMPANIONS: [&str; 2] = ["-wal", "-journal"];

/// By what a file is known not to have been written.
type Stamp = Option<(u64, SystemTime)>;

impl Unlocked {
    /// Fails when the file was written meanwhile: what was read of it may be of two moments.
    pub fn must_be_unchanged(&self) -> Result<()> {
        if stamp(&self.path) == self.stamp && pending(&self.path).is_none() {
            return Ok(());
        }
        let shown = self.path.display();
        Err(Error::Operator(format!("{shown} was written while it was read without locks; run this once more").into()))
    }
}

/// How this file can be read. Whoever has it open has its write-ahead log beside it, and an index of that in shared memory;
/// where there is none SQLite would make both, and leave them there. Then, and where the two cannot be used but the log is
/// empty, the file is all there is and is read as it stands.
///
/// # Errors
/// [`Error::Operator`] when it is not there, is no database, or its log cannot be read.
pub(in crate::db) fn access(path: &Path) -> Result<(Purpose, Option<Unlocked>)> {
    let shown = path.display();
    let found = stamp(path);
    let refused = |cause: String| Error::operator(format!("cannot read the database file {shown}"), cause);
    fs::File::open(path).map_err(|error| refused(error.to_string()))?;
    if COMPANIONS.iter().any(|ending| companion(path, ending).exists()) {
        let Err(cause) = probe(path, Purpose::Inspect) else { return Ok((Purpose::Inspect, None)) };
        if let Some(pending) = pending(path) {
            let text = format!(
                "cannot read the database file {shown}: what was committed last is in {}, which cannot be read without write \
                 access to file and folder; run this as the account of the server, or copy both files to where they can be written",
                pending.display()
            );
            return Err(Error::operator(text, cause));
        }
    }
    probe(path, Purpose::InspectUnlocked).map_err(refused)?;
    Ok((Purpose::InspectUnlocked, Some(Unlocked { path: path.to_owned(), stamp: found })))
}

/// Tries to read something.
fn probe(path: &Path, purpose: Purpose) -> Result<(), String> {
    let mut c = SqliteConnection::establish(&sqlite_address(path, purpose)).map_err(|error| first_line(&error))?;
    c.batch_execute("PRAGMA busy_timeout = 5000").map_err(|error| first_line(&error))?;
    let count = diesel::dsl::sql::<diesel::sql_types::BigInt>("(SELECT count(*) FROM sqlite_master)");
    diesel::select(count).get_result::<i64>(&mut c).map(drop).map_err(|error| first_line(&error))
}

fn stamp(path: &Path) -> Stamp {
    let about = fs::metadata(path).ok()?;
    Some((about.len(), about.modified().ok()?))
}

/// The write-ahead log, or the journal of a file that has none, if it holds anything.
fn pending(path: &Path) -> Option<PathBuf> {
    let companions = COMPANIONS.iter().map(|ending| companion(path, ending));
    companions.into_iter().find(|file| fs::metadata(file).is_ok_and(|about| about.len() > 0))
}
