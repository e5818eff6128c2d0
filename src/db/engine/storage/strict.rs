//! SQLite stores any value in any column unless the table is STRICT. The migrations are portable and name the types of PostgreSQL,
//! which a strict table does not take: tables are made strict at the end of every bringing up to date, and loosened before the next
//! migration. Rows are not touched. A column of either form stores the same bytes, so that only the schema's text is written anew,
//! as SQLite itself does for `ALTER TABLE`; every value is looked at first, and the file afterwards. In the same way a table gets the
//! constraint that holds its words against their lists (`guards/closed_words.rs`), which changes with the program.

use diesel::connection::SimpleConnection;
use diesel::sql_types::{Integer, Text};
use diesel::{QueryableByName, RunQueryDsl, SqliteConnection};

use crate::db::engine::connection::Conn;
use crate::db::engine::guards::closed_words::words_of;
use crate::db::engine::storage::{self, Thoroughness};
use crate::error::{Error, Result};

/// The end of the text of a strict table.
const STRICT: &str = ") STRICT";

/// The tables of the file; the search index has its own, and what diesel notes is diesel's.
const TABLES: &str = "SELECT s.name, s.sql FROM sqlite_master s JOIN pragma_table_list l ON l.name = s.name \
    WHERE s.type = 'table' AND l.schema = 'main' AND l.type = 'table' AND s.name NOT LIKE 'sqlite%' ORDER BY s.name";

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

#[derive(QueryableByName)]
struct SchemaVersion {
    #[diesel(sql_type = Integer)]
    schema_version: i32,
}

/// The tables of the program that are not strict; on PostgreSQL every table is.
///
/// # Errors
/// Database errors.
pub fn list_loose(conn: &mut Conn) -> Result<Vec<String>> {
    let Conn::Sqlite(c) = conn else { return Ok(Vec::new()) };
    Ok(list(c, tightened)?.into_iter().map(|table| table.name).collect())
}

/// Makes the tables strict.
///
/// # Errors
/// [`Error::Operator`] naming the row with a value of another type; database errors.
pub fn tighten(conn: &mut Conn) -> Result<()> {
    let Conn::Sqlite(c) = conn else { return Ok(()) };
    let tables = list(c, tightened)?;
    if tables.is_empty() {
        return Ok(());
    }
    if let Some(row) = storage::list_misstored(conn)?.first() {
        let key = row.key.as_deref().unwrap_or_default();
        let told =
            format!("the row {key} of {} has values that the program never stored: {}", row.table_name, row.columns);
        return Err(storage::not_up_to_date(&told));
    }
    write(conn, &tables)?;
    match storage::list_damages(conn, Thoroughness::Quick)?.first() {
        None => Ok(()),
        Some(damage) => Err(storage::not_up_to_date(&format!("the file of the database is damaged: {damage}"))),
    }
}

/// Takes it back, with the constraints of words, so that a migration can name a column's type as it does on PostgreSQL.
///
/// # Errors
/// Database errors.
pub fn loosen(conn: &mut Conn) -> Result<()> {
    let Conn::Sqlite(c) = conn else { return Ok(()) };
    let tables = list(c, loosened)?;
    write(conn, &tables)
}

/// Gives tables a constraint in place of the one of the same name. It holds for what is written from now on: nobody looks at the rows.
///
/// # Errors
/// Database errors.
pub fn put_constraints(conn: &mut Conn, constraints: &[(String, String)]) -> Result<()> {
    let Conn::Sqlite(c) = conn else { return Ok(()) };
    let tables: Vec<Table> = diesel::sql_query(TABLES).load(c)?;
    let altered = tables.into_iter().filter_map(|table| {
        let name = words_of(&table.name);
        let (_, constraint) = constraints.iter().find(|(own, _)| *own == name)?;
        Some(Table { sql: with_words(&table.sql, &table.name, constraint)?, ..table })
    });
    let altered: Vec<Table> = altered.collect();
    write(conn, &altered)
}

/// The constraints of that kind that strict tables have, by their names.
///
/// # Errors
/// Database errors.
pub fn list_constraints(c: &mut SqliteConnection) -> Result<Vec<(String, String)>> {
    let tables: Vec<Table> = diesel::sql_query(TABLES).load(c)?;
    let constraint = |table: Table| {
        let name = words_of(&table.name);
        let (_, definitions) = definitions(&table.sql)?;
        let own = definitions.into_iter().find_map(|definition| named(definition, &name))?;
        Some((name, own.to_owned()))
    };
    Ok(tables.into_iter().filter_map(constraint).collect())
}

/// The tables whose text is to be another.
fn list(c: &mut SqliteConnection, altered: impl Fn(&str) -> Option<String>) -> Result<Vec<Table>> {
    let tables: Vec<Table> = diesel::sql_query(TABLES).load(c)?;
    Ok(tables.into_iter().filter_map(|table| Some(Table { sql: altered(&table.sql)?, ..table })).collect())
}

/// Writes the texts of tables. The number by which other connections know the schema is counted up.
fn write(conn: &mut Conn, tables: &[Table]) -> Result<()> {
    let Conn::Sqlite(c) = conn else { return Ok(()) };
    if tables.is_empty() {
        return Ok(());
    }
    c.batch_execute("PRAGMA writable_schema = ON")?;
    for table in tables {
        let update = diesel::sql_query("UPDATE sqlite_master SET sql = $1 WHERE type = 'table' AND name = $2");
        update.bind::<Text, _>(&table.sql).bind::<Text, _>(&table.name).execute(c)?;
    }
    let SchemaVersion { schema_version } = diesel::sql_query("PRAGMA schema_version").get_result(c)?;
    let next = schema_version.wrapping_add(1);
    c.batch_execute(&format!("PRAGMA schema_version = {next}; PRAGMA writable_schema = RESET")).map_err(Error::from)
}

/// What a constraint of that name says; none for anything else.
fn named<'a>(definition: &'a str, name: &str) -> Option<&'a str> {
    definition.strip_prefix("CONSTRAINT ")?.strip_prefix(name)?.strip_prefix(' ')
}

/// The beginning of the text of a strict table, and its columns and constraints.
fn definitions(sql: &str) -> Option<(&str, Vec<&str>)> {
    let (beginning, body) = sql.strip_suffix(STRICT)?.split_once('(')?;
    Some((beginning, parts(body)))
}

/// The text of a strict table with another constraint of words; none when it has that one.
fn with_words(sql: &str, table: &str, constraint: &str) -> Option<String> {
    let (beginning, mut definitions) = definitions(sql)?;
    let own = format!("CONSTRAINT {} {constraint}", words_of(table));
    definitions.retain(|definition| named(definition, &words_of(table)).is_none());
    definitions.push(&own);
    let text = format!("{beginning}(\n    {}\n{STRICT}", definitions.join(",\n    "));
    (text != sql).then_some(text)
}

/// The text of a table that is not strict and has no constraint of words, which a migration may contradict; none for one that is
/// not strict.
fn loosened(sql: &str) -> Option<String> {
    let (beginning, mut definitions) = definitions(sql)?;
    let is_of_words = |definition: &str| {
        definition
            .strip_prefix("CONSTRAINT ")
            .and_then(|rest| rest.split(' ').next())
            .is_some_and(|name| name.ends_with("_words"))
    };
    definitions.retain(|definition| !is_of_words(definition));
    Some(format!("{beginning}(\n    {}\n)", definitions.join(",\n    ")))
}

/// The text of a table that makes it strict; none for one that is, and for one whose columns are not ours.
fn tightened(sql: &str) -> Option<String> {
    let sql: Vec<&str> = sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    let sql = sql.join("\n");
    let (name, rest) = sql.split_once('(')?;
    let (body, options) = rest.rsplit_once(')')?;
    let definitions: Option<Vec<String>> = parts(body).into_iter().map(definition).collect();
    let definitions = definitions.filter(|_| options.trim().is_empty())?;
    Some(format!("{name}(\n    {}\n{STRICT}", definitions.join(",\n    ")))
}

/// What stands between the commas that are not within parentheses or a text.
fn parts(body: &str) -> Vec<&str> {
    let (mut depth, mut quoted) = (0, false);
    let between = |letter: char| {
        match letter {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            _ => {}
        }
        letter == ',' && depth == 0 && !quoted
    };
    body.split(between).map(str::trim).collect()
}

/// A column in the types of a strict table, with what they do not say; a constraint as it is. `INT` and not `INTEGER`, where a
/// primary key would become another name of the row's number.
fn definition(part: &str) -> Option<String> {
    let (name, rest) = part.split_once(char::is_whitespace)?;
    if ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].contains(&name) {
        return Some(part.to_owned());
    }
    let rest = rest.trim_start();
    let (kind, rest) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
    let (kind, check) = match kind {
        "uuid" => ("BLOB", format!("length({name}) = 16")),
        "boolean" => ("INTEGER", format!("{name} IN (0, 1)")),
        "integer" => ("INTEGER", format!("{name} BETWEEN {} AND {}", i32::MIN, i32::MAX)),
        "bytea" => ("BLOB", String::new()),
        "text" => ("TEXT", String::new()),
        "bigint" => ("INT", String::new()),
        "BLOB" | "INT" | "INTEGER" | "TEXT" => return Some(part.to_owned()),
        _ => return None,
    };
    let check = if check.is_empty() { check } else { format!(" CHECK ({check})") };
    Some(format!("{name} {kind}{rest}{check}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::engine::connection::{DatabaseUrl, Purpose, on};
    use crate::db::engine::migrate;

    #[test]
    fn every_type_becomes_one_of_a_strict_table_with_what_that_does_not_say() {
        let loose = "CREATE TABLE things (\n    id uuid PRIMARY KEY NOT NULL,\n    at bigint,\n    -- A comment, with a comma.\n    \
                     on_loan boolean NOT NULL,\n    n integer CHECK (n > 0),\n    t text DEFAULT 'a,b(',\n    b bytea,\n    \
                     CHECK ((t = 'x') = (n IS NOT NULL)), CONSTRAINT things_bounds CHECK (length(b) IN (0, 32)))";
        let strict = "CREATE TABLE things (\n    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),\n    at INT,\n    \
                      on_loan INTEGER NOT NULL CHECK (on_loan IN (0, 1)),\n    \
                      n INTEGER CHECK (n > 0) CHECK (n BETWEEN -2147483648 AND 2147483647),\n    t TEXT DEFAULT 'a,b(',\n    b BLOB,\n    \
                      CHECK ((t = 'x') = (n IS NOT NULL)),\n    CONSTRAINT things_bounds CHECK (length(b) IN (0, 32))\n) STRICT";
        assert_eq!(tightened(loose).as_deref(), Some(strict));
        assert_eq!(tightened(strict), None);
        assert_eq!(tightened(&loosened(strict).unwrap()).as_deref(), Some(strict));
        let worded = with_words(strict, "things", "CHECK (t IN ('a', 'b'))").unwrap();
        assert!(worded.ends_with(",\n    CONSTRAINT things_words CHECK (t IN ('a', 'b'))\n) STRICT"), "{worded}");
        assert_eq!(with_words(&worded, "things", "CHECK (t IN ('a', 'b'))"), None);
        assert_eq!(with_words(&worded, "things", "CHECK (t = 'c')").unwrap().matches("_words").count(), 1);
        assert_eq!(loosened(&worded), loosened(strict));
    }

    #[test]
    fn tables_that_are_not_ours_stay_as_they_are() {
        for sql in
            ["CREATE TABLE notes (t varchar(9))", "CREATE TABLE notes (t text) WITHOUT ROWID", "CREATE TABLE notes (t)"]
        {
            assert_eq!(tightened(sql), None, "{sql}");
        }
    }

    #[test]
    fn a_later_migration_adds_a_column_as_it_does_on_postgresql() {
        let mut conn = Conn::open(&DatabaseUrl::Sqlite(":memory:".into()), Purpose::Write).unwrap();
        migrate::up(&mut conn).unwrap();
        loosen(&mut conn).unwrap();
        assert!(list_loose(&mut conn).unwrap().contains(&"settings".to_owned()));
        on!(&mut conn, c => c.batch_execute("ALTER TABLE settings ADD COLUMN changed_by uuid")).unwrap();
        tighten(&mut conn).unwrap();
        assert_eq!(list_loose(&mut conn).unwrap(), Vec::<String>::new());
        let mut put = |id: &str| {
            let sql = format!("INSERT OR REPLACE INTO settings VALUES ('n', 'v', 1, {id})");
            on!(&mut conn, c => c.batch_execute(&sql)).is_ok()
        };
        assert_eq!(["zeroblob(16)", "NULL", "zeroblob(15)", "'text'"].map(&mut put), [true, true, false, false]);
    }
}
