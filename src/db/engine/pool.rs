//! The connections that are kept open: tested before they are used, and all given up together once one turns out dead,
//! because after a failover or a restart none of the others is any better.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::db::engine::connection::{Conn, DatabaseUrl, Purpose};
use crate::db::engine::transaction::{Work, erased};
use crate::error::{Error, Result, chain};

/// How long a caller waits for a connection that others are using.
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(10);
/// How often it is looked meanwhile whether the database is away altogether: then nobody waits on.
const LOOK: Duration = Duration::from_millis(250);
/// Bounds the time between two attempts to reach a database that is away (r2d2 takes half of it).
const RECONNECT: Duration = Duration::from_secs(2);
/// A connection that was used so recently is not tested again.
const FRESH: Duration = Duration::from_millis(500);

/// Connections for one purpose.
pub(in crate::db) struct Pool(r2d2::Pool<Manager>);

/// What all connections of a database know of the way to it.
#[derive(Debug, Default)]
pub(in crate::db) struct Reachability {
    /// Connections of earlier generations are given up.
    generation: AtomicU64,
    /// Whether the last attempt to connect failed.
    away: AtomicBool,
}

struct Manager {
    url: DatabaseUrl,
    purpose: Purpose,
    way: Arc<Reachability>,
}

/// A connection with what is known of it.
struct PooledConn {
    conn: Conn,
    generation: u64,
    used_at: Instant,
    broken: bool,
}

impl Pool {
    /// Opens the first connection of at most `size`; on PostgreSQL all of them, so that none is still being made in the
    /// background when a short command ends.
    pub fn open(url: &DatabaseUrl, purpose: Purpose, size: u32, way: &Arc<Reachability>) -> Result<Self> {
        let manager = Manager { url: url.clone(), purpose, way: way.clone() };
        let at_once = if matches!(url, DatabaseUrl::Postgres(_)) { size } else { 1 };
        let pool = r2d2::Pool::builder()
            .max_size(size)
            .min_idle(Some(at_once))
            .connection_timeout(RECONNECT)
            .test_on_check_out(true)
            .error_handler(Box::new(SilentHandler))
            .build(manager);
        pool.map(Self).map_err(Error::unavailable)
    }

    /// Lends a connection to `work`. When that finds the database unavailable, no connection of its generation is
    /// used again.
    pub fn with<T>(&self, way: &Reachability, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        erased(work, |work| self.lend(way, work))
    }

    fn lend(&self, way: &Reachability, work: Work<'_>) -> Result<()> {
        let mut kept = self.check_out(way)?;
        let result = work(&mut kept.conn);
        kept.used_at = Instant::now();
        if let Err(Error::Unavailable(_)) = &result {
            kept.broken = true;
            if kept.conn.is_postgres() {
                // Only the first of a generation ends it.
                let (next, of) = (kept.generation + 1, kept.generation);
                let _ = way.generation.compare_exchange(of, next, Ordering::SeqCst, Ordering::SeqCst);
            }
        }
        result
    }

    fn check_out(&self, way: &Reachability) -> Result<r2d2::PooledConnection<Manager>> {
        let asked = Instant::now();
        loop {
            match self.0.get_timeout(LOOK) {
                Ok(kept) => return Ok(kept),
                Err(e) if way.away.load(Ordering::SeqCst) || asked.elapsed() >= CONNECTION_TIMEOUT => {
                    return Err(Error::unavailable(e));
                }
                Err(_) => {}
            }
        }
    }
}

impl r2d2::ManageConnection for Manager {
    type Connection = PooledConn;
    type Error = ConnectionFault;

    fn connect(&self) -> Result<PooledConn, ConnectionFault> {
        let generation = self.way.generation.load(Ordering::SeqCst);
        let conn = Conn::open(&self.url, self.purpose).and_then(|mut conn| {
            // A server that may not be written is refused here, so that it is not asked again at once.
            if conn.is_alive(self.purpose) { Ok(conn) } else { Err(dead()) }
        });
        self.way.away.store(conn.is_err(), Ordering::SeqCst);
        Ok(PooledConn { conn: conn?, generation, used_at: Instant::now(), broken: false })
    }

    fn is_valid(&self, kept: &mut PooledConn) -> Result<(), ConnectionFault> {
        if self.has_broken(kept) {
            return Err(dead().into());
        }
        if kept.used_at.elapsed() < FRESH || kept.conn.is_alive(self.purpose) {
            return Ok(());
        }
        Err(dead().into())
    }

    fn has_broken(&self, kept: &mut PooledConn) -> bool {
        kept.broken || kept.generation < self.way.generation.load(Ordering::SeqCst) || kept.conn.is_broken()
    }
}

fn dead() -> Error {
    Error::Unavailable("the connection is dead, or the server is a standby".into())
}

/// Why there is no connection. The pool keeps the text of an error only, so this one tells its sources as well.
#[derive(Debug, thiserror::Error)]
#[error("{}", chain(.0))]
struct ConnectionFault(#[from] Error);

/// Connection faults reach the caller as [`Error::Unavailable`]; the pool need not print them as well.
#[derive(Debug)]
struct SilentHandler;

impl r2d2::HandleError<ConnectionFault> for SilentHandler {
    fn handle_error(&self, error: ConnectionFault) {
        tracing::debug!(%error, "database connection failed");
    }
}
