//! One transaction, begun in the words of either database.

use diesel::connection::{AnsiTransactionManager, TransactionManager};

use crate::db::engine::connection::{Conn, on};
use crate::error::{Error, Result, context};

/// Serialises every writer of one centre on PostgreSQL, across processes; any constant serves.
pub(in crate::db) const BEGIN_POSTGRES: &str = "BEGIN; SELECT pg_advisory_xact_lock(4125202059)";
pub(in crate::db) const BEGIN_SQLITE: &str = "BEGIN IMMEDIATE";

/// Runs `run` between the given `BEGIN` and a commit; rolls back when it fails.
///
/// # Errors
/// [`Error::Unavailable`] when the transaction cannot begin or its commit is in doubt, and whatever `run` returns.
pub(in crate::db) fn in_transaction<T>(
    conn: &mut Conn,
    begin_sqlite: &str,
    begin_postgres: &str,
    run: impl FnOnce(&mut Conn) -> Result<T>,
) -> Result<T> {
    erased(run, |run| run_in_transaction(conn, begin_sqlite, begin_postgres, run))
}

/// Work on a connection as one type, so that what surrounds it is compiled once and not for every query of the program.
pub(in crate::db) type Work<'w> = &'w mut dyn FnMut(&mut Conn) -> Result<()>;

/// Hands `work` to `surround` as [`Work`], and its value back.
pub(in crate::db) fn erased<T>(
    work: impl FnOnce(&mut Conn) -> Result<T>,
    surround: impl FnOnce(Work<'_>) -> Result<()>,
) -> Result<T> {
    let (mut work, mut value) = (Some(work), None);
    surround(&mut |conn| {
        let work = work.take().ok_or_else(|| Error::internal("work is done once only"))?;
        value = Some(work(conn)?);
        Ok(())
    })?;
    value.ok_or_else(|| Error::internal("the work was not done"))
}

fn run_in_transaction(conn: &mut Conn, begin_sqlite: &str, begin_postgres: &str, run: Work<'_>) -> Result<()> {
    let begun = match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, begin_sqlite),
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(c, begin_postgres),
    };
    // Whatever is the matter: nothing was done, and the connection is of no use.
    begun.map_err(|e| Error::Unavailable(context("a transaction cannot begin", e)))?;
    match run(conn) {
        Ok(()) => {
            let committed = on!(conn, c => AnsiTransactionManager::commit_transaction(c));
            // Lost on the way, a commit may have taken place or not.
            committed.map_err(|e| Error::Unavailable(context("the outcome of a commit is unknown", e)))?;
            Ok(())
        }
        Err(error) => {
            // The error at hand says more than a failing roll-back, which a broken connection cannot do anyway.
            let _ = on!(conn, c => AnsiTransactionManager::rollback_transaction(c));
            Err(error)
        }
    }
}
