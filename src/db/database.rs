//! The database of one centre: the pools, reading, and the one writer.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use parking_lot::{FairMutex, FairMutexGuard, Mutex};

use crate::audit::Frontier;
use crate::clock::Clock;
use crate::db::accounts::logged_accounts::LoggedAccounts;
use crate::db::change::{Actor, Change, Made};
use crate::db::engine::connection::{Conn, DatabaseUrl, Purpose};
use crate::db::engine::data_file::{self, DataFile};
use crate::db::engine::pool::{Pool, Reachability};
use crate::db::engine::read_only::{self, Unlocked};
use crate::db::engine::transaction::{BEGIN_POSTGRES, BEGIN_SQLITE, in_transaction};
use crate::db::engine::upkeep::Upkeep;
use crate::db::engine::wal::Wal;
use crate::db::engine::{guards, migrate};
use crate::db::goods::search;
use crate::db::ledger::held::Alteration;
use crate::db::ledger::logged::LoggedRows;
use crate::db::ledger::survey::Survey;
use crate::db::ledger::{former_names, log};
use crate::db::oversight::deadlines;
use crate::db::papers::paper_profiles;
use crate::error::{Error, Result, chain};
use crate::model::ledger::event::Action;

/// How long a writer waits for its turn before being told to come back.
const WRITER_TURN_TIMEOUT: Duration = Duration::from_secs(30);

/// The database of one centre: readers, one writer, and the head of the log.
#[derive(Clone)]
pub struct Database(Arc<Inner>);

struct Inner {
    readers: Pool,
    /// None where the database is only read.
    writers: Option<Pool>,
    /// The file that is read without locks.
    unlocked: Option<Unlocked>,
    way: Arc<Reachability>,
    /// One fair writer at a time in this process; SQLite's own busy handler starves threads for seconds.
    turn: FairMutex<()>,
    /// The log's frontier as of the last commit of this process; checked against the database before use.
    frontier: Mutex<Frontier>,
    /// What the log says of rows, as far as it was read.
    logged: Mutex<LoggedRows>,
    accounts: LoggedAccounts,
    origin: String,
    clock: Clock,
    /// What had become of the guards when the database was opened.
    altered_guards: Vec<String>,
    url: DatabaseUrl,
    /// The file that was opened; none on PostgreSQL.
    file: Option<DataFile>,
    /// What is written before it is in the file; none on PostgreSQL.
    wal: Option<Wal>,
    /// Why nothing is changed any more.
    halted: OnceLock<String>,
}

/// The connections to a database.
struct Opened {
    readers: Pool,
    writers: Option<Pool>,
    unlocked: Option<Unlocked>,
    way: Arc<Reachability>,
    file: Option<DataFile>,
    altered_guards: Vec<String>,
    /// The log as it was found.
    seen: Frontier,
}

impl Database {
    /// Opens the database, brings its schema up to date and re-applies the append-only guards. A file that others may read or write
    /// is refused.
    ///
    /// `origin` names the log, such as `custody.130273/log1`; `readers` is the number of reading connections.
    ///
    /// # Errors
    /// [`Error::Operator`] when the database cannot be opened or is newer than the program.
    pub fn open(url: &DatabaseUrl, origin: &str, clock: Clock, readers: u32) -> Result<Self> {
        Self::open_named(url, Purpose::Write, |_| Ok(origin.to_owned()), clock, readers)
    }

    /// The same where the log's name is decided by what the database says it is; `None` while nothing is logged. `changes`
    /// says how surely each change is kept: [`Purpose::Write`] or [`Purpose::Fill`].
    ///
    /// # Errors
    /// As [`Database::open`], and whatever `origin` returns.
    pub fn open_named(
        url: &DatabaseUrl,
        changes: Purpose,
        origin: impl FnOnce(Option<String>) -> Result<String>,
        clock: Clock,
        readers: u32,
    ) -> Result<Self> {
        data_file::check_private(url)?;
        let mut first = Conn::open_or_make(url)?;
        first.check_library()?;
        let altered_guards = migrate::up_or_demand(&mut first)?;
        in_transaction(&mut first, BEGIN_SQLITE, BEGIN_POSTGRES, |conn| {
            search::complete(conn)?;
            former_names::complete(conn)?;
            deadlines::settle_all(conn, clock.now())?;
            paper_profiles::ship(conn)
        })?;
        let origin = origin(log::origin(&mut first)?)?;
        // A log whose nodes cannot be read is for a verification to name.
        let seen = log::size(&mut first).and_then(|size| log::frontier_at(&mut first, size)).unwrap_or_default();
        drop(first);
        let writers = match url {
            DatabaseUrl::Sqlite(_) => 1,
            DatabaseUrl::Postgres(_) => 2,
        };
        let way = Arc::default();
        let readers = Pool::open(url, Purpose::Read, readers, &way)?;
        let writers = Some(Pool::open(url, changes, writers, &way)?);
        let file = DataFile::of(url)?;
        let opened = Opened { readers, writers, unlocked: None, way, file, altered_guards, seen };
        Ok(Self::of(url, opened, origin, clock))
    }

    /// Opens a database that is there for reading only. Nothing is written, neither to it nor beside it as far as that can
    /// be helped, so that it may lie where nothing can be written, or be a standby.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be read or was made by another program, and whatever `origin` returns.
    pub fn open_to_read(
        url: &DatabaseUrl,
        origin: impl FnOnce(Option<String>) -> Result<String>,
        clock: Clock,
        readers: u32,
    ) -> Result<Self> {
        let (purpose, unlocked) = match url {
            DatabaseUrl::Sqlite(path) => read_only::access(path)?,
            DatabaseUrl::Postgres(_) => (Purpose::Inspect, None),
        };
        let mut first = Conn::open(url, purpose)?;
        first.check_library()?;
        migrate::must_be_up(&mut first)?;
        let altered_guards = guards::list_altered(&mut first)?;
        let origin = origin(log::origin(&mut first)?)?;
        drop(first);
        let way = Arc::default();
        let readers = Pool::open(url, purpose, readers, &way)?;
        let seen = Frontier::empty();
        let opened = Opened { readers, writers: None, unlocked, way, file: None, altered_guards, seen };
        Ok(Self::of(url, opened, origin, clock))
    }

    fn of(url: &DatabaseUrl, opened: Opened, origin: String, clock: Clock) -> Self {
        let Opened { readers, writers, unlocked, way, file, altered_guards, seen } = opened;
        Self(Arc::new(Inner {
            readers,
            writers,
            unlocked,
            way,
            turn: FairMutex::new(()),
            frontier: Mutex::new(seen),
            logged: Mutex::default(),
            accounts: LoggedAccounts::default(),
            origin,
            clock,
            altered_guards,
            url: url.clone(),
            file,
            wal: Wal::of(url),
            halted: OnceLock::new(),
        }))
    }

    /// The clock this database's changes are dated by.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The name of the log.
    pub fn origin(&self) -> &str {
        &self.0.origin
    }

    /// What the log says of accounts.
    pub fn accounts(&self) -> &LoggedAccounts {
        &self.0.accounts
    }

    /// What had become of the guards when the database was opened, which made them anew.
    pub fn altered_guards(&self) -> &[String] {
        &self.0.altered_guards
    }

    /// Counts the entries about every subject, so that none is hidden from those who look one up. Once, before anybody is let in.
    ///
    /// # Errors
    /// Database errors.
    pub fn survey(&self) -> Result<()> {
        let survey = Arc::new(self.read(Survey::of)?);
        self.0.logged.lock().survey = survey.clone();
        self.0.accounts.go_by(survey);
        Ok(())
    }

    /// Runs queries on a reading connection.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when no connection comes free, and whatever `queries` returns.
    pub fn read<T>(&self, queries: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let read = self.0.readers.with(&self.0.way, |conn| {
            let _reading = self.0.wal.as_ref().map(Wal::reading);
            queries(conn)
        });
        self.or_lost(read)
    }

    /// Runs queries that must all see the same moment.
    ///
    /// # Errors
    /// As [`Database::read`].
    pub fn snapshot<T>(&self, queries: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let _long = self.0.wal.as_ref().map(Wal::long);
        let found = self.0.readers.with(&self.0.way, |conn| {
            let _reading = self.0.wal.as_ref().map(Wal::reading);
            in_transaction(conn, "BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", queries)
        });
        self.0.unlocked.as_ref().map_or(Ok(()), Unlocked::must_be_unchanged)?;
        self.or_lost(found)
    }

    /// Makes one change: takes the writer's turn, runs `make`, and commits what it recorded, or nothing at all.
    ///
    /// # Errors
    /// Whatever `make` returns; [`Error::Internal`] when it wrote without recording an event.
    pub fn change<T>(&self, actor: Actor, make: impl FnOnce(&mut Change<'_>) -> Result<T>) -> Result<T> {
        self.change_by(|_| Ok((actor, ())), |change, ()| make(change))
    }

    /// The same when who makes the change is decided within its own transaction, such as by looking at a session.
    ///
    /// # Errors
    /// Whatever `who` and `make` return; [`Error::Internal`] when something was written without recording an event.
    pub fn change_by<W, T>(
        &self,
        who: impl FnOnce(&mut Conn) -> Result<(Actor, W)>,
        make: impl FnOnce(&mut Change<'_>, W) -> Result<T>,
    ) -> Result<T> {
        let _turn = self.turn()?;
        let mut altered = None;
        let result = self.change_in_turn(who, make, &mut altered);
        if let Some((actor, alteration)) = altered {
            alteration.tell(|| self.enter(actor, &alteration));
        }
        result
    }

    fn change_in_turn<W, T>(
        &self,
        who: impl FnOnce(&mut Conn) -> Result<(Actor, W)>,
        make: impl FnOnce(&mut Change<'_>, W) -> Result<T>,
        altered: &mut Option<(Actor, Alteration)>,
    ) -> Result<T> {
        let known = self.0.frontier.lock().clone();
        let mut logged = self.0.logged.lock();
        let (mut made, mut start) = (None, 0);
        let result = self.write(|conn| {
            let (actor, known_as) = who(conn)?;
            let head = log::head(conn)?;
            start = head.size;
            if head.size < known.size() {
                let (size, seen) = (head.size, known.size());
                return Err(self.halt(&format!("the log has {size} entries, and this program has seen {seen}")));
            }
            let now = self.0.clock.now();
            let mut change = Change::new(conn, actor, now, &self.0.origin, known, head, &mut logged)?;
            let result = make(&mut change, known_as).and_then(|value| {
                made = change.finish()?;
                Ok(value)
            });
            *altered = change.alteration.take().filter(|_| result.is_err()).map(|alteration| (actor, alteration));
            result
        });
        if let (Ok(_), Some(Made { frontier, told })) = (&result, made) {
            self.0.accounts.enter(&told, i64::try_from(start).unwrap_or(i64::MAX));
            logged.commit(told, frontier.size());
            *self.0.frontier.lock() = frontier;
        }
        result
    }

    /// Enters an alteration in the log, within the writer's turn.
    fn enter(&self, actor: Actor, alteration: &Alteration) -> Result<()> {
        let record = |change: &mut Change<'_>, ()| {
            change.record(Action::AlterationFound, alteration.subject, alteration.details())
        };
        self.change_in_turn(|_| Ok((actor, ())), record, &mut None)
    }

    /// Tells of a row on account of which somebody was not let in, unless it was told already.
    pub fn tell_once(&self, alteration: &Alteration) {
        if self.0.accounts.is_news(alteration) {
            alteration.tell(|| self.turn().and_then(|_turn| self.enter(Actor::PROGRAM, alteration)));
        }
    }

    /// Writes what holds no facts of custody: sessions, counters of attempts, checkpoints, outcomes of verifications.
    ///
    /// # Errors
    /// Whatever `write` returns.
    pub fn upkeep<T>(&self, write: impl FnOnce(&mut Upkeep<'_>) -> Result<T>) -> Result<T> {
        let _turn = self.turn()?;
        let now = self.0.clock.now();
        self.write(|conn| write(&mut Upkeep::new(conn, now)))
    }

    /// Changes nothing any more until the program is started again, because the data are not those it works with.
    pub fn halt(&self, why: &str) -> Error {
        if self.0.halted.set(why.to_owned()).is_ok() {
            tracing::error!(
                why,
                "the data are not those the program works with; it changes nothing until it is restarted"
            );
        }
        Error::Halted(why.to_owned())
    }

    /// Refuses when nothing is changed any more.
    ///
    /// # Errors
    /// [`Error::Halted`].
    pub fn check_running(&self) -> Result<()> {
        self.0.halted.get().map_or(Ok(()), |why| Err(Error::Halted(why.clone())))
    }

    /// Looks whether file and log still are those this process has worked with last, and takes note of what others have
    /// added to the log. What is not so is for good: see [`Database::halt`].
    ///
    /// # Errors
    /// [`Error::Halted`]; database errors.
    pub fn watch(&self) -> Result<()> {
        let _turn = self.turn()?;
        self.check_file()?;
        let known = self.0.frontier.lock().clone();
        let look = |conn: &mut Conn| log::continued(conn, &known);
        let found = match &self.0.url {
            // An open connection goes by what it has read before of a file that was written over.
            url @ DatabaseUrl::Sqlite(_) => Conn::open(url, Purpose::Read).and_then(|mut conn| look(&mut conn)),
            DatabaseUrl::Postgres(_) => self.write(look),
        };
        match found {
            Ok(Some(frontier)) => *self.0.frontier.lock() = frontier,
            Ok(None) => {
                let size = known.size();
                return Err(self.halt(&format!("the log's first {size} entries are not those this program has seen")));
            }
            Err(error) if chain(&error).contains("malformed") => return Err(self.halt(&chain(&error))),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn turn(&self) -> Result<FairMutexGuard<'_, ()>> {
        let turn = self.0.turn.try_lock_for(WRITER_TURN_TIMEOUT);
        let turn = turn.ok_or_else(|| Error::Unavailable("too many writers wait before this one".into()))?;
        self.check_running().map(|()| turn)
    }

    fn write<T>(&self, run: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let writers = self.0.writers.as_ref().ok_or_else(|| Error::internal("the database is only read"))?;
        let written = self.or_lost(writers.with(&self.0.way, |conn| {
            let value = in_transaction(conn, BEGIN_SQLITE, BEGIN_POSTGRES, |conn| {
                let value = run(conn)?;
                self.check_file().map(|()| value)
            })?;
            if let Some(wal) = &self.0.wal {
                wal.keep_small(conn);
            }
            Ok(value)
        }))?;
        // Whoever asked is told nothing that went into a file nobody sees.
        self.check_file().map(|()| written)
    }

    /// What cannot be reached may have been taken away, which is for good.
    fn or_lost<T>(&self, found: Result<T>) -> Result<T> {
        if matches!(found, Err(Error::Unavailable(_))) {
            self.check_file()?;
        }
        found
    }

    fn check_file(&self) -> Result<()> {
        match self.0.file.as_ref().and_then(DataFile::lost) {
            None => Ok(()),
            Some(why) => Err(self.halt(&why)),
        }
    }
}
