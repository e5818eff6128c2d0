//! Puts a whole database in place of another, or leaves everything as it was: on SQLite as a new file renamed over
//! the old one, on PostgreSQL within one transaction.

use std::fs;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{Bool, Text};
use diesel::{QueryableByName, RunQueryDsl};

use crate::audit::Frontier;
use crate::db::change::{Actor, Change};
use crate::db::engine::connection::{Conn, DatabaseUrl, Purpose, on};
use crate::db::engine::guards::roles;
use crate::db::engine::migrate;
use crate::db::engine::transaction::{BEGIN_POSTGRES, BEGIN_SQLITE, in_transaction};
use crate::db::ledger::log;
use crate::db::ledger::logged::LoggedRows;
use crate::error::{Error, Result};
use crate::files::{Draft, companion};
use crate::model::ledger::event::Action;
use crate::model::time::Time;

/// Builds a database with `build`, which must also make sure that it is right, and puts it where `url` says. A
/// database that holds anything is replaced only when `over` says so.
///
/// # Errors
/// [`Error::Operator`] when there is a database and `over` is not given, or when it is in use; whatever `build`
/// returns. Nothing is replaced then.
pub fn replace<T>(url: &DatabaseUrl, over: bool, build: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    match url {
        DatabaseUrl::Sqlite(path) => replace_file(path, over, build),
        DatabaseUrl::Postgres(_) => {
            let mut conn = Conn::open(url, Purpose::Write)?;
            in_transaction(&mut conn, BEGIN_SQLITE, BEGIN_POSTGRES, |conn| {
                check_replaceable(conn, over)?;
                roles::must_own(conn)?;
                // The rights on the tables go with them.
                let accounts = roles::list(conn)?;
                migrate::down_within(conn)?;
                let value = build(conn)?;
                accounts.iter().try_for_each(|account| roles::give(conn, account)).map(|()| value)
            })
        }
    }
}

/// Records by the program itself, within a transaction of the caller's, what was done to a database that nobody works
/// with yet.
///
/// # Errors
/// [`Reason::ClockBehind`](crate::model::reason::Reason::ClockBehind); database errors.
pub fn record(conn: &mut Conn, origin: &str, now: Time, action: Action, details: serde_json::Value) -> Result<()> {
    let head = log::head(conn)?;
    let mut logged = LoggedRows::default();
    let mut change = Change::new(conn, Actor::PROGRAM, now, origin, Frontier::empty(), head, &mut logged)?;
    change.record(action, uuid::Uuid::nil(), details)?;
    change.finish().map(drop)
}

fn replace_file<T>(path: &Path, over: bool, build: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    let failed = |error: std::io::Error| Error::operator(format!("cannot put {} in place", path.display()), error);
    // Locked until the new file is in its place, so that nobody starts to work in the old one meanwhile.
    let mut _locked = None;
    if path.exists() {
        let mut conn = Conn::open(&DatabaseUrl::Sqlite(path.to_owned()), Purpose::Write)?;
        check_replaceable(&mut conn, over)?;
        let alone = leave_wal(&mut conn).and_then(|()| Ok(on!(&mut conn, c => c.batch_execute("BEGIN EXCLUSIVE"))?));
        alone.map_err(|e| Error::operator(format!("{} is in use; stop the server first", path.display()), e))?;
        _locked = Some(conn);
    } else {
        remove_leavings(path).map_err(failed)?;
    }
    let draft = Draft::beside(path).map_err(failed)?;
    let value = build_file(draft.path(), build)?;
    draft.place().map_err(failed).map(|()| value)
}

/// Removes what a database that is gone left behind: a log of its changes would be taken for one of the new file's.
fn remove_leavings(path: &Path) -> std::io::Result<()> {
    for ending in ["-wal", "-shm", "-journal"] {
        match fs::remove_file(companion(path, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn build_file<T>(path: &Path, build: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    let mut conn = Conn::open(&DatabaseUrl::Sqlite(path.to_owned()), Purpose::Write)?;
    leave_wal(&mut conn)?;
    // Nobody else sees the file, and a broken one is thrown away: no journal, and one sync at the end.
    on!(&mut conn, c => c.batch_execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"))?;
    in_transaction(&mut conn, BEGIN_SQLITE, BEGIN_POSTGRES, build)
}

#[derive(QueryableByName)]
struct Mode {
    #[diesel(sql_type = Text)]
    journal_mode: String,
}

/// Folds the write-ahead log into the file, which succeeds only when nobody else has it open.
fn leave_wal(conn: &mut Conn) -> Result<()> {
    let query = diesel::sql_query("PRAGMA journal_mode = DELETE");
    let mode: Mode = on!(conn, c => query.get_result(c))?;
    if mode.journal_mode == "delete" { Ok(()) } else { Err(Error::Unavailable("the file is in use".into())) }
}

#[derive(QueryableByName)]
struct Filled {
    #[diesel(sql_type = Bool)]
    filled: bool,
}

fn check_replaceable(conn: &mut Conn, over: bool) -> Result<()> {
    if over || migrate::version(conn)? == 0 {
        return Ok(());
    }
    let query = "SELECT EXISTS (SELECT 1 FROM log_leaves) OR EXISTS (SELECT 1 FROM users) AS filled";
    let found: Filled = on!(conn, c => diesel::sql_query(query).get_result(c))?;
    if found.filled {
        return Err(Error::Operator("the database is not empty; add --replace to replace all of it".into()));
    }
    Ok(())
}
