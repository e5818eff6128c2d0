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
    let begun = match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, begin_sqlite),
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(c, begin_postgres),
    };
    // Whatever is the matter: nothing was done, and the connection is of no use.
    begun.map_err(|e| Error::Unavailable(context("a transaction cannot begin", e)))?;
    match run(conn) {
        Ok(value) => {
            let committed = on!(conn, c => AnsiTransactionManager::commit_transaction(c));
            // Lost on the way, a commit may have taken place or not.
            committed.map_err(|e| Error::Unavailable(context("the outcome of a commit is unknown", e)))?;
            Ok(value)
        }
        Err(error) => {
            // The error at hand says more than a failing roll-back, which a broken connection cannot do anyway.
            let _ = on!(conn, c => AnsiTransactionManager::rollback_transaction(c));
            Err(error)
        }
    }
}
