//! The file of an SQLite database: whether there is one, and whether it still is the one that was opened. A file that is
//! removed or replaced while it is open takes every further change, and nobody ever sees it again.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use crate::db::engine::connection::{Conn, DatabaseUrl, Purpose};
use crate::db::engine::migrate;
use crate::error::{Error, Result};
use crate::files;

/// Whether there is a database at all; none is made by asking.
///
/// # Errors
/// [`Error::Operator`] when the place cannot be looked at, [`Error::Unavailable`] when PostgreSQL does not answer.
pub fn is_present(url: &DatabaseUrl) -> Result<bool> {
    let DatabaseUrl::Sqlite(path) = url else {
        return Ok(migrate::version(&mut Conn::open(url, Purpose::Read)?)? > 0);
    };
    match fs::metadata(path) {
        Ok(found) => Ok(found.len() > 0),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::operator(format!("cannot look at the database file {}", path.display()), error)),
    }
}

/// Refuses a place without a database.
///
/// # Errors
/// [`Error::Operator`] with what to do; as [`is_present`].
pub fn check_present(url: &DatabaseUrl) -> Result<()> {
    if is_present(url)? {
        return Ok(());
    }
    let place = match url {
        DatabaseUrl::Sqlite(path) => format!("at {}", path.display()),
        DatabaseUrl::Postgres(_) => "at this address".to_owned(),
    };
    let text = "name the right one with --database, or restore a backup; only serve, demo and restore make one";
    Err(Error::Operator(format!("there is no centre's database {place}; {text}").into()))
}

/// Refuses a file that is no database or is open to others; the tables of PostgreSQL are made where there are none, a file by what
/// fills it.
///
/// # Errors
/// As [`check_present`] and `check_private`.
pub fn check_to_migrate(url: &DatabaseUrl) -> Result<()> {
    match url {
        DatabaseUrl::Sqlite(_) => check_present(url).and_then(|()| check_private(url)),
        DatabaseUrl::Postgres(_) => Ok(()),
    }
}

/// Refuses a database file that others than its owner may read or write, or whose companions are so: everything is in it, also what
/// nobody is shown.
///
/// # Errors
/// [`Error::Operator`] with the command that mends it.
pub(in crate::db) fn check_private(url: &DatabaseUrl) -> Result<()> {
    let DatabaseUrl::Sqlite(path) = url else { return Ok(()) };
    let beside = files::COMPANIONS.map(|ending| files::companion(path, ending));
    let told = files::check_private("database file", &[&[path.clone()][..], &beside].concat());
    told.map_err(|told| Error::Operator(told.into()))
}

/// The file that was opened.
#[derive(Debug)]
pub(in crate::db) struct DataFile {
    path: PathBuf,
    device: u64,
    inode: u64,
}

impl DataFile {
    /// The file of a database that was just opened; none on PostgreSQL.
    pub fn of(url: &DatabaseUrl) -> Result<Option<Self>> {
        let DatabaseUrl::Sqlite(path) = url else { return Ok(None) };
        let found = fs::metadata(path)
            .map_err(|e| Error::operator(format!("cannot look at the database file {}", path.display()), e))?;
        Ok(Some(Self { path: path.clone(), device: found.dev(), inode: found.ino() }))
    }

    /// Says what became of the file when it is not the one that was opened.
    pub fn lost(&self) -> Option<String> {
        let named = |what: &str| Some(format!("the database file {} {what}", self.path.display()));
        match fs::metadata(&self.path) {
            Ok(found) if (found.dev(), found.ino()) == (self.device, self.inode) => None,
            Ok(_) => named("was replaced by another"),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => named("was removed"),
            Err(error) => named(&format!("cannot be looked at: {error}")),
        }
    }
}
