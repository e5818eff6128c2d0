//! The schema: the migrations by diesel's harness, and on top of them what every start applies anew, the search index
//! and the guards. Besides `connection.rs` the only page that tells the two databases apart by text.

use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::migration::{self, Migration, MigrationSource};
use diesel::result::Error as DieselError;
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel::{QueryableByName, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::guards::{self, roles};
use crate::db::engine::storage::{self, bounds, strict};
use crate::db::engine::transaction::{BEGIN_POSTGRES, BEGIN_SQLITE, in_transaction};
use crate::error::{Error, Result};

/// The folder `migrations`, which the diesel CLI reads as well.
const MIGRATIONS: EmbeddedMigrations = embed_migrations!();

/// Where diesel notes the migrations that were run.
const APPLIED: &str = "__diesel_schema_migrations";
/// Where this program noted them before it took diesel's harness.
const APPLIED_BEFORE: &str = "schema_versions";

const LIST_NUMBERS_SQLITE: &str = include_str!("list_numbers/sqlite.sql");
const LIST_NUMBERS_POSTGRES: &str = include_str!("list_numbers/postgres.sql");
const SEARCH_SQLITE: &str = include_str!("search_index/sqlite.sql");
const SEARCH_POSTGRES: &str = include_str!("search_index/postgres.sql");

#[derive(QueryableByName)]
struct TextRow {
    #[diesel(sql_type = Text)]
    text: String,
}

/// The schema version this program needs.
pub fn newest() -> i32 {
    known().last().copied().unwrap_or(0)
}

/// Brings the schema up to date and re-applies the search index and the guards, as one transaction and in a writer's
/// turn: a guard that is made anew must not wait for a writer that waits for another guard.
///
/// # Errors
/// [`Error::Operator`] when the database was made by a newer program; database errors.
pub fn up(conn: &mut Conn) -> Result<()> {
    if is_up(conn)? {
        return Ok(());
    }
    in_transaction(conn, BEGIN_SQLITE, BEGIN_POSTGRES, up_within)
}

/// Brings a database up to date, or demands that it is where this account may not: then its owner does that before. Answers what
/// had become of the guards.
///
/// # Errors
/// [`Error::Operator`] when the database was made by a newer program, or by an older one and is not this account's to change, or
/// when guards are missing that this account cannot make; database errors.
pub fn up_or_demand(conn: &mut Conn) -> Result<Vec<String>> {
    if roles::owns(conn)? {
        let altered = list_altered_guards(conn)?;
        return up(conn).map(|()| altered);
    }
    let (current, known) = (version(conn)?, newest());
    if current > known {
        return Err(Error::Operator(too_new(current).into()));
    }
    let by_owner = "this account of the database may not change that: run `custody database migrate` with the address of the owner of \
                    its tables, then start again";
    if current < known {
        let what = if current == 0 {
            "there are no tables in this database".to_owned()
        } else {
            format!("the database has schema {current}, and this program needs {known}")
        };
        return Err(Error::Operator(format!("{what}; {by_owner}").into()));
    }
    let altered = guards::list_altered(conn)?;
    if !guards::are_made(conn)? || !has_search_function(conn)? {
        let told = if altered.is_empty() { "the search function is another".to_owned() } else { altered.join(", ") };
        return Err(Error::Operator(
            format!("guards of the database are not as they should be: {told}; {by_owner}").into(),
        ));
    }
    if !altered.is_empty() {
        tracing::error!(guards = altered.join(", "), "the database has triggers that are not of this program");
    }
    Ok(altered)
}

/// Whether the function that searches go by is this program's.
fn has_search_function(conn: &mut Conn) -> Result<bool> {
    let query = "SELECT prosrc AS text FROM pg_proc WHERE proname = 'folded' \
                 AND pronamespace = CAST(current_schema() AS regnamespace)";
    Ok(lines(conn, query)?.iter().any(|body| SEARCH_POSTGRES.contains(body.as_str())))
}

/// Demands the schema that this program has, without writing anything.
///
/// # Errors
/// [`Error::Operator`] when it is another one, with what to do; database errors.
pub fn must_be_up(conn: &mut Conn) -> Result<()> {
    let current = version(conn)?;
    if current == newest() {
        return Ok(());
    }
    let known = newest();
    Err(Error::Operator(match current {
        0 => "this is not the database of a custody centre".into(),
        older if older < known => format!(
            "the database has schema {older}, made by an earlier program, and this one reads {known}; start the server \
             once or run `custody database migrate`, which brings it up to date, or use the earlier program"
        )
        .into(),
        newer => too_new(newer).into(),
    }))
}

fn too_new(current: i32) -> String {
    let known = newest();
    format!("the database has schema {current}, this program knows {known}; use the newer program")
}

/// What became of the guards since the program last had them; a schema that is still to be brought up to date has others.
fn list_altered_guards(conn: &mut Conn) -> Result<Vec<String>> {
    if version(conn)? != newest() {
        return Ok(Vec::new());
    }
    let altered = guards::list_altered(conn)?;
    if !altered.is_empty() {
        let guards = altered.join(", ");
        tracing::error!(guards, "guards of the database were dropped or altered; they are made anew");
    }
    Ok(altered)
}

/// Whether nothing is to be done, so that a command beside a busy server need not wait for its turn. On PostgreSQL
/// the turns are handed out fairly, and nobody looks.
fn is_up(conn: &mut Conn) -> Result<bool> {
    if conn.is_postgres() {
        return Ok(false);
    }
    let tables = tables(conn)?;
    let has = |name: &str| tables.iter().any(|table| table == name);
    Ok(!has(APPLIED_BEFORE)
        && has("item_grams")
        && strict::list_loose(conn)?.is_empty()
        && guards::are_made(conn)?
        && applied(conn)? == known())
}

/// As [`up`], within a transaction of the caller's.
///
/// # Errors
/// As [`up`].
pub fn up_within(conn: &mut Conn) -> Result<()> {
    tables_within(conn, newest())?;
    let search = if conn.is_postgres() { SEARCH_POSTGRES } else { SEARCH_SQLITE };
    execute(conn, search)?;
    guards::make(conn)?;
    roles::complete(conn)
}

/// The same of the tables only and up to a version, so that rows can be put into them as they are: the guards would refuse
/// evidence that was forged before it was backed up.
///
/// # Errors
/// As [`up`].
pub fn tables_within(conn: &mut Conn, version: i32) -> Result<()> {
    take_over(conn)?;
    let current = self::version(conn)?;
    if current > newest() {
        return Err(Error::Operator(too_new(current).into()));
    }
    if current < version {
        strict::loosen(conn)?;
    }
    if let Err(error) = on!(conn, c => run(c, version)) {
        // The migrations that were run before the one that failed are still there.
        return Err(match bounds::find_outside(conn) {
            Ok(Some(row)) => storage::not_up_to_date(&row),
            _ => failed(error),
        });
    }
    if version < newest() {
        return Ok(());
    }
    free_list_numbers(conn)?;
    strict::tighten(conn)
}

/// Takes away the constraint by which a number of a case was given to one seizure list for good.
fn free_list_numbers(conn: &mut Conn) -> Result<()> {
    let (held, free) = if conn.is_postgres() {
        let held = "SELECT conname::text AS text FROM pg_constraint WHERE conname = 'seizure_lists_case_id_list_no_key' \
                    AND connamespace = current_schema()::regnamespace";
        (held, LIST_NUMBERS_POSTGRES)
    } else {
        let held = "SELECT sql AS text FROM sqlite_master WHERE name = 'seizure_lists' AND sql LIKE '%UNIQUE%'";
        (held, LIST_NUMBERS_SQLITE)
    };
    if lines(conn, held)?.is_empty() { Ok(()) } else { execute(conn, free) }
}

/// Runs what is pending up to a version, each migration within a transaction of its own, here a savepoint.
fn run<DB: Backend>(harness: &mut impl MigrationHarness<DB>, version: i32) -> migration::Result<()> {
    for migration in harness.pending_migrations(MIGRATIONS)? {
        if number(&migration.name().version().to_string()) <= version {
            harness.run_migration(&*migration)?;
        }
    }
    Ok(())
}

/// Takes the whole schema down again; every row is lost. For tests and for `restore --replace`.
pub fn down(conn: &mut Conn) -> Result<()> {
    in_transaction(conn, BEGIN_SQLITE, BEGIN_POSTGRES, down_within)
}

/// As [`down`], within a transaction of the caller's.
pub fn down_within(conn: &mut Conn) -> Result<()> {
    take_over(conn)?;
    on!(conn, c => c.revert_all_migrations(MIGRATIONS).map(drop)).map_err(failed)
}

/// The schema version of the database; 0 when nothing was ever made in it.
pub fn version(conn: &mut Conn) -> Result<i32> {
    Ok(applied(conn)?.last().copied().unwrap_or(0))
}

/// Moves what an older program noted to where diesel looks for it; nothing is run again.
fn take_over(conn: &mut Conn) -> Result<()> {
    if !tables(conn)?.iter().any(|table| table == APPLIED_BEFORE) {
        return Ok(());
    }
    let versions = applied(conn)?;
    on!(conn, c => c.applied_migrations().map(drop)).map_err(failed)?;
    for version in versions {
        execute(conn, &format!("INSERT INTO {APPLIED} (version) VALUES ('{version:04}') ON CONFLICT DO NOTHING"))?;
    }
    execute(conn, &format!("DROP TABLE {APPLIED_BEFORE}"))
}

/// The versions the database has, ascending, wherever they are noted.
fn applied(conn: &mut Conn) -> Result<Vec<i32>> {
    let mut versions = Vec::new();
    for table in tables(conn)?.iter().filter(|table| [APPLIED, APPLIED_BEFORE].contains(&table.as_str())) {
        let texts = lines(conn, &format!("SELECT CAST(version AS text) AS text FROM {table}"))?;
        versions.extend(texts.iter().map(|text| number(text)));
    }
    versions.sort_unstable();
    Ok(versions)
}

/// The versions this program has, ascending.
fn known() -> Vec<i32> {
    let migrations = MigrationSource::<Sqlite>::migrations(&MIGRATIONS).unwrap_or_default();
    let mut versions: Vec<_> = migrations.iter().map(|it| number(&it.name().version().to_string())).collect();
    versions.sort_unstable();
    versions
}

/// A version as a number; one that is none was not made by this program and counts as newer than all.
fn number(version: &str) -> i32 {
    version.parse().unwrap_or(i32::MAX)
}

fn tables(conn: &mut Conn) -> Result<Vec<String>> {
    lines(
        conn,
        if conn.is_postgres() {
            "SELECT tablename::text AS text FROM pg_tables WHERE schemaname = current_schema()"
        } else {
            "SELECT name AS text FROM sqlite_master WHERE type = 'table'"
        },
    )
}

fn lines(conn: &mut Conn, query: &str) -> Result<Vec<String>> {
    let lines: Vec<TextRow> = on!(conn, c => diesel::sql_query(query).load(c))?;
    Ok(lines.into_iter().map(|line| line.text).collect())
}

fn execute(conn: &mut Conn, sql: &str) -> Result<()> {
    Ok(on!(conn, c => c.batch_execute(sql))?)
}

/// What the harness reports, sorted like every other error of the database.
fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::from(match error.downcast::<DieselError>() {
        Ok(error) => *error,
        Err(error) => DieselError::QueryBuilderError(error),
    })
}
