//! One connection to either database: how it is opened, set up, and how its errors read.

mod postgres;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use diesel::connection::SimpleConnection;
use diesel::r2d2::R2D2Connection;
use diesel::result::{DatabaseErrorKind, DeserializeFieldError, Error as DieselError};
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};

use crate::db::engine::guards::closed_words;
use crate::db::engine::like;
use crate::error::{Error, Result, first_line};
use crate::files;
use crate::model::words::StrangeWord;

/// Characters that are shown of a word of no list.
const SHOWN: usize = 40;

/// Rows a single statement carries; 1,000 items of 32 columns stay under SQLite's 32,766 binds.
pub const BATCH: usize = 1_000;

/// A connection to one of the two databases.
pub enum Conn {
    /// PostgreSQL 15 or newer.
    Postgres(PgConnection),
    /// The embedded SQLite.
    Sqlite(SqliteConnection),
}

/// Compiles one query once for each database.
macro_rules! on {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::db::engine::connection::Conn::Postgres($c) => $body,
            $crate::db::engine::connection::Conn::Sqlite($c) => $body,
        }
    };
}
pub(crate) use on;

/// Adds new rows. SQLite takes them one by one from a statement prepared once, which is as fast as many in one;
/// PostgreSQL takes a single one so as well, and more by COPY.
macro_rules! insert_rows {
    ($conn:expr, $table:ident, $rows:expr) => {
        match $conn {
            $crate::db::engine::connection::Conn::Postgres(c) if $rows.len() > 1 => {
                diesel::copy_from($table::table).from_insertable($rows).execute(c)?;
            }
            conn => {
                for row in $rows {
                    on!(&mut *conn, c => diesel::insert_into($table::table).values(row).execute(c))?;
                }
            }
        }
    };
}
pub(crate) use insert_rows;

/// Puts many rows, new or known, into PostgreSQL in one statement with one array for each column: a parameter for
/// each value would take longer to plan than to carry out. A known row gets the columns under `set`.
macro_rules! put_arrays {
    (
        $c:expr, $table:literal, $rows:expr,
        known by $key:literal,
        keep { $($kept:ident: $kept_type:ty),+ $(,)? }
        set { $($set:ident: $set_type:ty),+ $(,)? }
    ) => {{
        let columns = [$(stringify!($kept),)+ $(stringify!($set)),+];
        let arrays: Vec<String> = (1..=columns.len()).map(|number| format!("${number}")).collect();
        let set = [$(concat!(stringify!($set), " = excluded.", stringify!($set))),+];
        let sql = format!(
            "INSERT INTO {} ({}) SELECT * FROM unnest({}) ON CONFLICT ({}) DO UPDATE SET {}",
            $table, columns.join(", "), arrays.join(", "), $key, set.join(", "),
        );
        diesel::sql_query(sql)
            $(.bind::<diesel::sql_types::Array<$kept_type>, _>($rows.iter().map(|row| &row.$kept).collect::<Vec<_>>()))+
            $(.bind::<diesel::sql_types::Array<$set_type>, _>($rows.iter().map(|row| &row.$set).collect::<Vec<_>>()))+
            .execute($c)?
    }};
}
pub(crate) use put_arrays;

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite:PATH`
    Sqlite(PathBuf),
    /// `postgres://…` as libpq reads it, with several hosts if wanted.
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let accepted = "accepted are sqlite:PATH and postgres://USER@HOST[,HOST…]/DATABASE";
        match text.split_once(':') {
            Some(("sqlite", path)) if !path.is_empty() && !path.starts_with("//") => Ok(Self::Sqlite(path.into())),
            Some(("postgres" | "postgresql", rest)) if rest.starts_with("//") => Ok(Self::Postgres(text.into())),
            _ => Err(format!("this is not a database address; {accepted}")),
        }
    }
}

/// What a connection is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Queries only; the database itself refuses writes.
    Read,
    /// Queries only, of a database that this program may not be able to write at all: of a file that is only to be read, or
    /// of a standby.
    Inspect,
    /// The same of a file beside which nothing can be written, without SQLite's locks.
    InspectUnlocked,
    /// Changes, one at a time; each is on the disk before its answer is given.
    Write,
    /// Changes that only count together, such as a demo's year: a crash of the machine may lose the last of them, never
    /// half of one. The next change of a [`Purpose::Write`] connection takes them all to the disk.
    Fill,
}

impl Purpose {
    /// Whether the connection is for queries only.
    pub const fn only_reads(self) -> bool {
        matches!(self, Self::Read | Self::Inspect | Self::InspectUnlocked)
    }
}

/// The oldest SQLite without the WAL-reset fault: 3.51.3.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

const SQLITE_SETUP: &str = "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; \
    PRAGMA cell_size_check = ON; PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY;";

/// What may write the file, which is not asked for where nothing is to be written. What is replaced is overwritten, so that an erased key
/// is not left in the gaps of a page.
const SQLITE_JOURNAL: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 25165824; \
    PRAGMA secure_delete = FAST;";

const POSTGRES_SETUP: &str = "SET jit = off; SET max_parallel_workers_per_gather = 0; SET client_min_messages = warning; \
    SET idle_in_transaction_session_timeout = '60s'; SET lock_timeout = '30s'; SET synchronous_commit = on;";

impl Conn {
    /// Opens and sets up a connection.
    ///
    /// # Errors
    /// [`Error::Operator`] when the database cannot be opened, with what to look at.
    pub fn open(url: &DatabaseUrl, purpose: Purpose) -> Result<Self> {
        match url {
            DatabaseUrl::Sqlite(path) => Self::open_sqlite(path, purpose),
            DatabaseUrl::Postgres(url) => {
                let mut c = postgres::establish(url)?;
                c.batch_execute(POSTGRES_SETUP)?;
                match purpose {
                    Purpose::Write => {}
                    Purpose::Fill => c.batch_execute("SET synchronous_commit = off")?,
                    Purpose::Read | Purpose::Inspect | Purpose::InspectUnlocked => {
                        c.batch_execute("SET default_transaction_read_only = on; SET statement_timeout = '60s'")?;
                    }
                }
                Ok(Self::Postgres(c))
            }
        }
    }

    /// Opens a database to write to it, and makes an empty one where there is none; nothing else makes one.
    ///
    /// # Errors
    /// As [`Conn::open`].
    pub fn open_or_make(url: &DatabaseUrl) -> Result<Self> {
        if let DatabaseUrl::Sqlite(path) = url {
            let shown = path.display();
            make_private(path).map_err(|e| Error::operator(format!("cannot open the database file {shown}"), e))?;
        }
        Self::open(url, Purpose::Write)
    }

    fn open_sqlite(path: &Path, purpose: Purpose) -> Result<Self> {
        let shown = path.display();
        let inspects = matches!(purpose, Purpose::Inspect | Purpose::InspectUnlocked);
        let mut c = SqliteConnection::establish(&sqlite_address(path, purpose))
            .map_err(|e| Error::operator(format!("cannot open the database file {shown}"), e))?;
        let journal = if inspects { "" } else { SQLITE_JOURNAL };
        c.batch_execute(&format!("{SQLITE_SETUP} {journal}")).map_err(|e| match Error::from(e) {
            Error::Internal(cause) => Error::operator(format!("cannot use the database file {shown}"), cause),
            other => other,
        })?;
        c.batch_execute(match purpose {
            Purpose::Write => "PRAGMA cache_size = -16384",
            Purpose::Fill => "PRAGMA cache_size = -32768; PRAGMA synchronous = NORMAL",
            // A server keeps as many of them as there are readers, and holds a bound.
            Purpose::Read => "PRAGMA cache_size = -4096; PRAGMA query_only = ON",
            // The file is not mapped: that would count as memory of the program.
            Purpose::Inspect | Purpose::InspectUnlocked => "PRAGMA cache_size = -8192; PRAGMA query_only = ON",
        })?;
        like::register(&mut c)?;
        Ok(Self::Sqlite(c))
    }

    /// Refuses an SQLite library with the WAL-reset fault.
    pub fn check_library(&mut self) -> Result<()> {
        let Self::Sqlite(c) = self else { return Ok(()) };
        let version: String =
            diesel::select(diesel::dsl::sql::<diesel::sql_types::Text>("sqlite_version()")).get_result(c)?;
        if is_sound(&version) {
            return Ok(());
        }
        Err(Error::Operator(format!("SQLite {version} can damage its log; 3.51.3 or newer is needed").into()))
    }

    /// Whether the connection can be used; on PostgreSQL also whether a writer may write: a standby answers as well.
    pub fn is_alive(&mut self, purpose: Purpose) -> bool {
        match self {
            Self::Sqlite(_) => true,
            Self::Postgres(c) => {
                let test = "current_setting('transaction_read_only') = 'off'";
                let query = diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(test));
                query.get_result::<bool>(c).is_ok_and(|writable| purpose.only_reads() || writable)
            }
        }
    }

    /// Whether the connection should be thrown away, such as after a transaction that could not be ended.
    pub fn is_broken(&mut self) -> bool {
        on!(self, c => R2D2Connection::is_broken(c))
    }

    /// Whether this is PostgreSQL.
    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

/// Makes a database file that is not there yet: SQLite would let others read it, and gives what it keeps beside the file the
/// rights of the file itself.
fn make_private(path: &Path) -> std::io::Result<()> {
    match files::create_new(path) {
        Err(error) if path.exists() || error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// The name under which SQLite opens the file for this purpose.
pub(super) fn sqlite_address(path: &Path, purpose: Purpose) -> String {
    // A file that is gone stays gone: an empty one in its place would be taken for it.
    let mode = match purpose {
        Purpose::Read | Purpose::Write | Purpose::Fill => "rw",
        Purpose::Inspect => "ro",
        Purpose::InspectUnlocked => "ro&immutable=1",
    };
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{path}?mode={mode}")
}

/// Whether SQLite of this version is free of the WAL-reset fault.
fn is_sound(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= OLDEST_SQLITE
}

impl From<DieselError> for Error {
    /// Sorts database errors into "try again later" and faults of ours; the error itself goes to the log, not to the caller.
    fn from(error: DieselError) -> Self {
        if let Some((column, value)) = strange_word(&error) {
            return Self::Unreadable { column, value, cause: error.into() };
        }
        let text = first_line(&error);
        match &error {
            DieselError::DatabaseError(
                DatabaseErrorKind::UnableToSendCommand
                | DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::ReadOnlyTransaction
                | DatabaseErrorKind::SerializationFailure,
                _,
            )
            | DieselError::BrokenTransactionManager
            | DieselError::RollbackErrorOnCommit { .. } => Self::unavailable(error),
            _ if is_passing_fault(&text) => Self::unavailable(error),
            _ => Self::internal(error),
        }
    }
}

/// Where a row has a word of no list, and what stands there.
fn strange_word(error: &DieselError) -> Option<(String, String)> {
    let DieselError::DeserializationError(cause) = error else { return None };
    let field = cause.downcast_ref::<DeserializeFieldError>()?;
    let word = field.error.downcast_ref::<StrangeWord>()?;
    let column = closed_words::name_columns(field.field_name.as_deref().unwrap_or_default(), word.list);
    Some((column, word.text.chars().take(SHOWN).collect()))
}

/// Faults that pass or that only the operator can mend, and that neither database gives a kind of its own.
fn is_passing_fault(text: &str) -> bool {
    const MARKS: [&str; 16] = [
        "database is locked",
        "database or disk is full",
        "disk I/O error",
        "attempt to write a readonly database",
        "unable to open database file",
        "No space left on device",
        "could not extend file",
        "deadlock detected",
        "statement timeout",
        "server closed the connection",
        "terminating connection",
        "the database system is",
        "could not connect",
        "connection to server",
        "lock timeout",
        "read-only transaction",
    ];
    MARKS.iter().any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_with_the_wal_reset_fault_is_refused() {
        for (version, sound) in [
            ("3.40.1", false),
            ("3.51.2", false),
            ("3.51.3", true),
            ("3.53.2", true),
            ("4.0.0", true),
            ("3.51", false),
            ("nonsense", false),
        ] {
            assert_eq!(is_sound(version), sound, "{version}");
        }
    }

    #[test]
    fn a_file_that_is_only_read_is_named_whatever_it_is_called() {
        let path = Path::new("a b?#%.db");
        assert_eq!(sqlite_address(path, Purpose::Write), "file:a b%3f%23%25.db?mode=rw");
        assert_eq!(sqlite_address(path, Purpose::Inspect), "file:a b%3f%23%25.db?mode=ro");
        assert_eq!(sqlite_address(path, Purpose::InspectUnlocked), "file:a b%3f%23%25.db?mode=ro&immutable=1");
    }

    #[test]
    fn sqlite_keeps_statements_prepared() {
        let mut c = SqliteConnection::establish(":memory:").unwrap();
        let kept = diesel::dsl::sql::<diesel::sql_types::Bool>("sqlite_compileoption_used('ENABLE_QPSG')");
        let kept: bool = diesel::select(kept).get_result(&mut c).unwrap();
        assert!(kept, "built without the flags of .cargo/config.toml: every bound `LIMIT` is planned anew");
    }

    #[test]
    fn faults_that_pass_are_told_from_faults_of_ours() {
        for text in [
            "database or disk is full",
            "disk I/O error",
            "canceling statement due to lock timeout",
            "could not extend file \"base/5/1\": No space left on device",
            "deadlock detected",
            "terminating connection due to administrator command",
            "the database system is starting up",
            "cannot execute INSERT in a read-only transaction",
        ] {
            assert!(is_passing_fault(text), "{text}");
        }
        assert!(!is_passing_fault("UNIQUE constraint failed: items.code"));
    }

    #[test]
    fn only_the_two_schemes_are_taken() {
        assert_eq!("sqlite:data/x.sqlite".parse(), Ok(DatabaseUrl::Sqlite("data/x.sqlite".into())));
        assert!(matches!("postgres://u@h1,h2/db".parse(), Ok(DatabaseUrl::Postgres(_))));
        for wrong in ["mysql://x", "sqlite:", "sqlite://x", "/tmp/x", "", "postgres:x"] {
            let told = wrong.parse::<DatabaseUrl>().unwrap_err();
            assert!(told.contains("sqlite:PATH") && told.contains("postgres://"), "{told}");
        }
    }
}
