//! The schema's steps, up and down, and the guards on top. Besides `connection.rs` the only page that tells the two
//! databases apart by text.

use diesel::connection::SimpleConnection;
use diesel::sql_types::{Integer, Text};
use diesel::{QueryableByName, RunQueryDsl};

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::transaction::{BEGIN_POSTGRES, BEGIN_SQLITE};
use crate::error::{Error, Result};

struct Step {
    version: i32,
    sqlite: Script,
    postgres: Script,
}

struct Script {
    up: &'static str,
    down: &'static str,
}

const CUSTODY: Script = Script {
    up: include_str!("../../../migrations/0001_custody/up.sql"),
    down: include_str!("../../../migrations/0001_custody/down.sql"),
};

const OVERSIGHT: Script = Script {
    up: include_str!("../../../migrations/0003_oversight/up.sql"),
    down: include_str!("../../../migrations/0003_oversight/down.sql"),
};

const LABELS: Script = Script {
    up: include_str!("../../../migrations/0004_labels/up.sql"),
    down: include_str!("../../../migrations/0004_labels/down.sql"),
};

const VERIFICATIONS: Script = Script {
    up: include_str!("../../../migrations/0005_verifications/up.sql"),
    down: include_str!("../../../migrations/0005_verifications/down.sql"),
};

const STEPS: &[Step] = &[
    Step { version: 1, sqlite: CUSTODY, postgres: CUSTODY },
    Step {
        version: 2,
        sqlite: Script {
            up: include_str!("../../../migrations/0002_search/up.sqlite.sql"),
            down: include_str!("../../../migrations/0002_search/down.sqlite.sql"),
        },
        postgres: Script {
            up: include_str!("../../../migrations/0002_search/up.postgres.sql"),
            down: include_str!("../../../migrations/0002_search/down.postgres.sql"),
        },
    },
    Step { version: 3, sqlite: OVERSIGHT, postgres: OVERSIGHT },
    Step { version: 4, sqlite: LABELS, postgres: LABELS },
    Step { version: 5, sqlite: VERIFICATIONS, postgres: VERIFICATIONS },
];

const GUARDS_SQLITE: &str = include_str!("guards/sqlite.sql");
const GUARDS_POSTGRES: &str = include_str!("guards/postgres.sql");

#[derive(QueryableByName)]
struct Statement {
    #[diesel(sql_type = Text)]
    text: String,
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Integer)]
    version: i32,
}

/// The schema version this program needs.
pub fn newest() -> i32 {
    STEPS.iter().map(|step| step.version).max().unwrap_or(0)
}

/// Brings the schema up to date and re-applies the guards, as one transaction and in a writer's turn: a guard that is
/// made anew must not wait for a writer that waits for another guard.
///
/// # Errors
/// [`Error::Operator`] when the database was made by a newer program; database errors.
pub fn up(conn: &mut Conn) -> Result<()> {
    if is_up(conn)? {
        return Ok(());
    }
    let begin = if conn.is_postgres() { BEGIN_POSTGRES } else { BEGIN_SQLITE };
    bracketed(conn, begin, |conn| up_within(conn, newest()))
}

/// Whether nothing is to be done, so that a command beside a busy server need not wait for its turn. On PostgreSQL
/// the turns are handed out fairly, and nobody looks.
fn is_up(conn: &mut Conn) -> Result<bool> {
    if conn.is_postgres() {
        return Ok(false);
    }
    let query = "SELECT coalesce(sql, '') AS text FROM sqlite_master";
    let made: Vec<Statement> = on!(conn, c => diesel::sql_query(query).load(c))?;
    let is_made = |statement: &str| made.iter().any(|made| made.text == statement);
    Ok(made.iter().any(|made| made.text.contains("schema_versions"))
        && guards_sqlite().all(is_made)
        && version(conn)? == newest())
}

/// The statements that make the guards, as SQLite keeps them.
fn guards_sqlite() -> impl Iterator<Item = &'static str> {
    let statements = GUARDS_SQLITE.split("DROP TRIGGER").skip(1);
    statements.filter_map(|text| Some(text.split_once(";\n")?.1.trim_end().trim_end_matches(';')))
}

/// As [`up`], but up to a version and within a transaction of the caller's.
///
/// # Errors
/// As [`up`].
pub fn up_within(conn: &mut Conn, version: i32) -> Result<()> {
    let current = current(conn)?;
    if current > newest() {
        let known = newest();
        let text = format!("the database has schema {current}, this program knows {known}; use the newer program");
        return Err(Error::Operator(text.into()));
    }
    for step in STEPS.iter().filter(|step| step.version > current && step.version <= version) {
        execute(conn, script(conn, step).up)?;
        execute(conn, &format!("INSERT INTO schema_versions (version) VALUES ({})", step.version))?;
    }
    if version < newest() {
        return Ok(());
    }
    let guards = if conn.is_postgres() { GUARDS_POSTGRES } else { GUARDS_SQLITE };
    execute(conn, guards)
}

/// Takes the whole schema down again; every row is lost. For tests and for `restore --replace`.
///
/// # Errors
/// Database errors.
pub fn down(conn: &mut Conn) -> Result<()> {
    let begin = if conn.is_postgres() { BEGIN_POSTGRES } else { BEGIN_SQLITE };
    bracketed(conn, begin, down_within)
}

/// As [`down`], within a transaction of the caller's.
///
/// # Errors
/// Database errors.
pub fn down_within(conn: &mut Conn) -> Result<()> {
    let current = current(conn)?;
    for step in STEPS.iter().rev().filter(|step| step.version <= current) {
        execute(conn, script(conn, step).down)?;
        execute(conn, &format!("DELETE FROM schema_versions WHERE version = {}", step.version))?;
    }
    Ok(())
}

/// The schema version of the database; 0 when empty.
///
/// # Errors
/// Database errors.
pub fn version(conn: &mut Conn) -> Result<i32> {
    let query = diesel::sql_query("SELECT coalesce(max(version), 0) AS version FROM schema_versions");
    let found: Version = on!(conn, c => query.get_result(c))?;
    Ok(found.version)
}

/// As [`version`], also for a database that nothing was ever made in.
///
/// # Errors
/// Database errors.
pub fn current(conn: &mut Conn) -> Result<i32> {
    execute(conn, "CREATE TABLE IF NOT EXISTS schema_versions (version integer PRIMARY KEY NOT NULL)")?;
    version(conn)
}

fn script(conn: &Conn, step: &'static Step) -> &'static Script {
    if conn.is_postgres() { &step.postgres } else { &step.sqlite }
}

fn execute(conn: &mut Conn, sql: &str) -> Result<()> {
    Ok(on!(conn, c => c.batch_execute(sql))?)
}

fn bracketed(conn: &mut Conn, begin: &str, run: impl FnOnce(&mut Conn) -> Result<()>) -> Result<()> {
    execute(conn, begin)?;
    match run(conn) {
        Ok(()) => execute(conn, "COMMIT"),
        Err(error) => {
            // The error at hand says more than a failing roll-back.
            let _ = execute(conn, "ROLLBACK");
            Err(error)
        }
    }
}
