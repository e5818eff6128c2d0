//! The write-ahead log of an SQLite file, kept small. SQLite folds it into the file by itself, and begins it anew only in a moment
//! in which nobody reads; with readers that overlap there is none, and it grows without end. So the writer makes the moment: within
//! its turn it waits for those who read now, while whoever comes later already reads the file alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::sql_types::Integer;
use diesel::{QueryableByName, RunQueryDsl, SqliteConnection};
use parking_lot::Mutex;

use crate::db::engine::connection::{Conn, DatabaseUrl};
use crate::error::{Result, chain};
use crate::files::companion;

/// Bytes from which on the log is folded into the file and emptied, if those who read are done soon.
const FULL: u64 = 24 << 20;
/// Bytes from which on they are waited for.
const OVERFULL: u64 = 36 << 20;
/// Bytes beyond which somebody has to look: a reader that does not come to its end keeps the log from being emptied.
const ALARMING: u64 = 64 << 20;
/// How long the writer waits for those who read, while every other writer waits for it: a search or a list takes less …
const SOON: Duration = Duration::from_millis(250);
/// … and several reports of a year at once, on a machine that has other work as well.
const PATIENTLY: Duration = Duration::from_secs(8);
/// How long nothing is tried after a reader did not come to its end; longer each time that follows.
const PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The log beside a file.
pub(in crate::db) struct Wal {
    path: PathBuf,
    /// How long those who read are waited for when the log is overfull.
    patience: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    not_before: Option<Instant>,
    /// Tries in a row that a reader came in the way of.
    failed: u32,
    alarmed: bool,
}

#[derive(QueryableByName)]
struct Checkpointed {
    /// 1 when somebody was reading or writing all the time.
    #[diesel(sql_type = Integer)]
    busy: i32,
}

impl Wal {
    /// The log of this database; none on PostgreSQL.
    pub fn of(url: &DatabaseUrl) -> Option<Self> {
        let DatabaseUrl::Sqlite(path) = url else { return None };
        Some(Self::beside(path, PATIENTLY))
    }

    fn beside(file: &Path, patience: Duration) -> Self {
        Self { path: companion(file, "-wal"), patience, state: Mutex::default() }
    }

    /// Empties the log when it is full; called by the writer within its turn, after what it wrote was committed. What
    /// goes wrong is for a later turn: the change was made.
    pub fn keep_small(&self, conn: &mut Conn) {
        let Conn::Sqlite(c) = conn else { return };
        let mut bytes = self.bytes();
        let mut state = self.state.lock();
        if bytes > FULL && state.not_before.is_none_or(|time| Instant::now() >= time) {
            let emptied = empty(c, if bytes > OVERFULL { self.patience } else { SOON }).unwrap_or_else(|error| {
                tracing::error!(error = chain(&error), "the write-ahead log cannot be folded into the database file");
                false
            });
            state.note(emptied, bytes);
            bytes = self.bytes();
        }
        metrics::gauge!("custody_wal_bytes").set(bytes as f64);
        if bytes > ALARMING && !state.alarmed {
            tracing::error!(
                bytes,
                "the write-ahead log is large; a reader that does not end keeps it from being emptied"
            );
        }
        // Told anew only after it was small again.
        state.alarmed = bytes > ALARMING || (state.alarmed && bytes > FULL);
    }

    fn bytes(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |about| about.len())
    }
}

impl State {
    /// Takes note of a try to empty a log of so many bytes.
    fn note(&mut self, emptied: bool, bytes: u64) {
        self.failed = if emptied || bytes <= OVERFULL { 0 } else { self.failed.saturating_add(1) };
        let pause = PAUSE.saturating_mul(1 << self.failed.saturating_sub(1).min(8)).min(LONGEST_PAUSE);
        self.not_before = (!emptied).then(|| Instant::now() + pause);
    }
}

/// Folds the log into the file and empties it; false when somebody read on for longer than `timeout`.
fn empty(c: &mut SqliteConnection, timeout: Duration) -> Result<bool> {
    let usual = "PRAGMA busy_timeout = 5000";
    c.batch_execute(&format!("PRAGMA busy_timeout = {}", timeout.as_millis()))?;
    let outcome = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result::<Checkpointed>(c);
    c.batch_execute(usual)?;
    Ok(outcome?.busy == 0)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::*;
    use crate::db::engine::connection::Purpose;

    const PATIENCE: Duration = Duration::from_millis(1_000);

    /// A database in a folder of its own, gone when dropped.
    struct Place {
        folder: PathBuf,
        url: DatabaseUrl,
        wal: Wal,
    }

    impl Place {
        fn new() -> Self {
            let folder = std::env::temp_dir().join(format!("custody-wal-{}", uuid::Uuid::new_v4()));
            fs::create_dir(&folder).unwrap();
            let file = folder.join("file");
            let place = Self { wal: Wal::beside(&file, PATIENCE), url: DatabaseUrl::Sqlite(file), folder };
            run(&mut place.open(Purpose::Write), "CREATE TABLE t (b BLOB)");
            place
        }

        fn open(&self, purpose: Purpose) -> Conn {
            Conn::open(&self.url, purpose).unwrap()
        }
    }

    impl Drop for Place {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }

    fn run(conn: &mut Conn, sql: &str) {
        let Conn::Sqlite(c) = conn else { panic!("not SQLite") };
        c.batch_execute(sql).unwrap();
    }

    /// Writes a mebibyte so many times while readers overlap; answers how large the log became.
    fn largest(place: &Place, writes: usize, keep: bool) -> u64 {
        let stop = AtomicBool::new(false);
        thread::scope(|scope| {
            for reader in 0..3 {
                let (stop, mut conn) = (&stop, place.open(Purpose::Read));
                scope.spawn(move || {
                    thread::sleep(Duration::from_millis(10 * reader));
                    while !stop.load(Ordering::SeqCst) {
                        run(&mut conn, "BEGIN; SELECT count(*) FROM t");
                        thread::sleep(Duration::from_millis(30));
                        run(&mut conn, "COMMIT");
                    }
                });
            }
            let mut conn = place.open(Purpose::Fill);
            let mut largest = 0;
            for _ in 0..writes {
                run(&mut conn, "DELETE FROM t; INSERT INTO t VALUES (randomblob(1048576))");
                if keep {
                    place.wal.keep_small(&mut conn);
                }
                largest = largest.max(place.wal.bytes());
                thread::sleep(Duration::from_millis(2));
            }
            stop.store(true, Ordering::SeqCst);
            largest
        })
    }

    #[test]
    fn the_log_stays_small_while_readers_overlap() {
        assert!(largest(&Place::new(), 75, false) > ALARMING, "by itself it grows: readers of this kind keep it");
        let bytes = largest(&Place::new(), 75, true);
        assert!(bytes <= OVERFULL, "{bytes}");
    }

    #[test]
    fn a_reader_that_does_not_end_is_not_waited_for_long_and_costs_nothing_afterwards() {
        let place = Place::new();
        let (mut reader, mut writer) = (place.open(Purpose::Read), place.open(Purpose::Fill));
        run(&mut reader, "BEGIN; SELECT count(*) FROM t");
        let mut waited = Duration::ZERO;
        for _ in 0..80 {
            run(&mut writer, "INSERT INTO t VALUES (randomblob(1048576))");
            let began = Instant::now();
            place.wal.keep_small(&mut writer);
            waited += began.elapsed();
        }
        assert!(place.wal.bytes() > ALARMING && place.wal.state.lock().alarmed);
        assert!(waited < SOON + 2 * PATIENCE, "{waited:?}");
        run(&mut reader, "COMMIT");
        place.wal.state.lock().not_before = None;
        place.wal.keep_small(&mut writer);
        assert_eq!((place.wal.bytes(), place.wal.state.lock().alarmed), (0, false));
    }
}
