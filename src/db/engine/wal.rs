//! The write-ahead log of an SQLite file, kept small. SQLite folds it into the file by itself, and begins it anew only in a moment
//! in which nobody reads; with readers that overlap there is none, and it grows without end. So the writer makes the moment: within
//! its turn it lets nobody begin to read until those who do are done, which is short. Those who read for long, such as for a
//! report, are not begun before that, and are not waited for within the turn.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::sql_types::Integer;
use diesel::{QueryableByName, RunQueryDsl, SqliteConnection};
use parking_lot::{Condvar, Mutex, MutexGuard, RwLock, RwLockReadGuard};

use crate::db::engine::connection::{Conn, DatabaseUrl};
use crate::error::{Result, chain};
use crate::files::companion;

/// Bytes from which on the log is folded into the file and emptied.
const FULL: u64 = 24 << 20;
/// Bytes beyond which somebody has to look: a reader that does not come to its end keeps the log from being emptied.
const ALARMING: u64 = 64 << 20;
/// How long nobody begins to read, so that those who do come to their end.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(2);
/// How long is waited for readers of other processes.
const OTHERS_TIMEOUT: Duration = Duration::from_millis(250);
/// How long nobody begins to read for long: what was begun before should be done by then.
const CLOSED_AT_MOST: Duration = Duration::from_secs(10);
/// How long one reader waits for that.
const OPEN_TIMEOUT: Duration = Duration::from_secs(5);
/// How long nothing is tried after a reader was not done by then; longer each time that follows.
const PAUSE: Duration = Duration::from_secs(4);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The log beside a file.
pub(in crate::db) struct Wal {
    path: PathBuf,
    state: Mutex<State>,
    opened: Condvar,
    /// Held together by those who read, and alone by who empties the log.
    reading: RwLock<()>,
}

#[derive(Default)]
struct State {
    /// Since when nobody begins to read for long.
    closed: Option<Instant>,
    /// How many read for long just now.
    long: usize,
    not_before: Option<Instant>,
    /// How often in a row a reader was not done in time.
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
        Some(Self::beside(path))
    }

    fn beside(file: &Path) -> Self {
        Self {
            path: companion(file, "-wal"),
            state: Mutex::default(),
            opened: Condvar::new(),
            reading: RwLock::new(()),
        }
    }

    /// Held by whoever reads, once it has a connection.
    pub fn reading(&self) -> RwLockReadGuard<'_, ()> {
        self.reading.read()
    }

    /// Held by a reader that may take long; it waits a while if the log is about to be emptied.
    pub fn long(&self) -> Long<'_> {
        let until = Instant::now() + OPEN_TIMEOUT;
        let mut state = self.state.lock();
        while state.closed.is_some() && !self.opened.wait_until(&mut state, until).timed_out() {}
        state.long += 1;
        Long(self)
    }

    /// Empties the log when it is full; called by the writer within its turn, after what it wrote was committed. What
    /// goes wrong is for a later turn: the change was made.
    pub fn keep_small(&self, conn: &mut Conn) {
        let Conn::Sqlite(c) = conn else { return };
        let mut bytes = self.bytes();
        let mut state = self.state.lock();
        if bytes > FULL && state.not_before.is_none_or(|time| Instant::now() >= time) {
            let long = state.long;
            // Those who read for a moment only must get at the state meanwhile.
            let outcome = if long > 0 { Ok(false) } else { MutexGuard::unlocked(&mut state, || self.empty(c)) };
            match outcome {
                Ok(emptied) => state.note(emptied, long > 0, Instant::now()),
                Err(error) => {
                    tracing::error!(
                        error = chain(&error),
                        "the write-ahead log cannot be folded into the database file"
                    );
                    (state.closed, state.not_before) = (None, Some(Instant::now() + LONGEST_PAUSE));
                }
            }
            bytes = self.bytes();
        }
        if bytes <= FULL {
            // SQLite may have begun it anew by itself.
            state.closed = None;
        }
        if state.closed.is_none() {
            self.opened.notify_all();
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

    /// Folds the log into the file and empties it; false when somebody read on for too long.
    fn empty(&self, c: &mut SqliteConnection) -> Result<bool> {
        let Some(_alone) = self.reading.try_write_for(DRAIN_TIMEOUT) else { return Ok(false) };
        let usual = "PRAGMA busy_timeout = 5000";
        c.batch_execute(&format!("PRAGMA busy_timeout = {}", OTHERS_TIMEOUT.as_millis()))?;
        let outcome = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result::<Checkpointed>(c);
        c.batch_execute(usual)?;
        Ok(outcome?.busy == 0)
    }

    fn bytes(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |about| about.len())
    }
}

/// A reader that may take long, until it is dropped.
pub(in crate::db) struct Long<'w>(&'w Wal);

impl Drop for Long<'_> {
    fn drop(&mut self) {
        self.0.state.lock().long -= 1;
    }
}

impl State {
    /// Takes note of a try to empty the log. While somebody reads for long nobody else begins to; when that is of no use, or
    /// others are in the way, nothing is tried for a while.
    fn note(&mut self, emptied: bool, long: bool, now: Instant) {
        if emptied {
            (self.closed, self.not_before, self.failed) = (None, None, 0);
            return;
        }
        let closed = *self.closed.get_or_insert(now);
        if !long || now.saturating_duration_since(closed) >= CLOSED_AT_MOST {
            let pause = PAUSE.saturating_mul(1 << self.failed.min(8)).min(LONGEST_PAUSE);
            (self.closed, self.not_before, self.failed) = (None, Some(now + pause), self.failed.saturating_add(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::*;
    use crate::db::engine::connection::Purpose;

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
            let place = Self { wal: Wal::beside(&file), url: DatabaseUrl::Sqlite(file), folder };
            run(&mut Conn::open_or_make(&place.url).unwrap(), "CREATE TABLE t (b BLOB)");
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
                    thread::sleep(Duration::from_millis(100 * reader));
                    while !stop.load(Ordering::SeqCst) {
                        let _reading = place.wal.reading();
                        run(&mut conn, "BEGIN; SELECT count(*) FROM t");
                        thread::sleep(Duration::from_millis(300));
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
        assert!(bytes < FULL + (8 << 20), "{bytes}");
    }

    #[test]
    fn who_reads_for_long_is_waited_for_by_those_who_read_for_long() {
        let place = Place::new();
        let (mut reader, mut writer) = (place.open(Purpose::Read), place.open(Purpose::Fill));
        let long = place.wal.long();
        run(&mut reader, "BEGIN; SELECT count(*) FROM t");
        for _ in 0..70 {
            run(&mut writer, "INSERT INTO t VALUES (randomblob(1048576))");
            place.wal.keep_small(&mut writer);
        }
        let standing = || {
            let state = place.wal.state.lock();
            (state.alarmed, state.closed.is_some())
        };
        assert!(place.wal.bytes() > ALARMING, "nothing is emptied under a reader");
        assert_eq!(standing(), (true, true));
        thread::scope(|scope| {
            let late = scope.spawn(|| drop(place.wal.long()));
            thread::sleep(Duration::from_millis(300));
            assert!(!late.is_finished(), "it waits");
            run(&mut reader, "COMMIT");
            drop(long);
            place.wal.keep_small(&mut writer);
            late.join().unwrap();
        });
        assert_eq!((place.wal.bytes(), standing()), (0, (false, false)));
    }

    #[test]
    fn readers_that_last_are_tried_less_and_less_often_and_never_closed_out() {
        let (mut state, mut now) = (State::default(), Instant::now());
        for pause in [4, 8, 16, 32, 60, 60] {
            state.note(false, true, now);
            assert!(state.closed.is_some());
            now += CLOSED_AT_MOST;
            state.note(false, true, now);
            assert_eq!((state.closed, state.not_before), (None, Some(now + Duration::from_secs(pause))));
        }
        state.note(true, false, now);
        assert_eq!((state.closed, state.not_before, state.failed), (None, None, 0));
        state.note(false, false, now);
        assert_eq!((state.closed, state.not_before), (None, Some(now + PAUSE)), "readers of another process");
    }
}
