//! Plain SQL, as an administrator of the database could write it.

use custody::db::Conn;
use diesel::connection::SimpleConnection;
use diesel::{QueryableByName, RunQueryDsl};

/// A column's type by PostgreSQL's name for it, in SQLite: of the row `c` of `pragma_table_info` and the row `m` of `sqlite_master`.
/// The types of a strict table do not say all of it, its checks do.
pub const SQLITE_KIND: &str = "CASE \
    WHEN instr(m.sql, 'length(' || c.name || ') = 16') > 0 THEN 'uuid' \
    WHEN instr(m.sql, 'CHECK (' || c.name || ' IN (0, 1))') > 0 THEN 'boolean' \
    WHEN c.type = 'BLOB' THEN 'bytea' WHEN c.type = 'INT' THEN 'bigint' ELSE lower(c.type) END";

/// The columns of a table, each with its type by PostgreSQL's name for it.
pub fn columns(conn: &mut Conn, table: &str) -> Vec<(String, String)> {
    let query = if conn.is_postgres() {
        format!(
            "SELECT column_name || ' ' || data_type AS value FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position"
        )
    } else {
        format!(
            "SELECT c.name || ' ' || {SQLITE_KIND} AS value FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name = '{table}' ORDER BY c.cid"
        )
    };
    let columns = texts(conn, &query).into_iter().map(|text| {
        let (name, kind) = text.split_once(' ').unwrap();
        (name.to_owned(), kind.to_owned())
    });
    let columns: Vec<_> = columns.collect();
    assert!(!columns.is_empty(), "{table} has no columns");
    columns
}

/// Puts what refuses a word of no closed list out of the way.
pub fn drop_guards_of_words(conn: &mut Conn) {
    let tables = if conn.is_postgres() {
        "SELECT CAST(conrelid::regclass AS text) AS value FROM pg_constraint WHERE conname LIKE '%\\_words'"
    } else {
        "SELECT name AS value FROM sqlite_master WHERE instr(sql, 'CONSTRAINT ' || name || '_words') > 0"
    };
    for table in texts(conn, tables) {
        sql(conn, &format!("ALTER TABLE {table} DROP CONSTRAINT {table}_words"));
    }
}

/// Runs one statement, which may be refused.
pub fn attempt(conn: &mut Conn, text: &str) -> diesel::QueryResult<usize> {
    match conn {
        Conn::Sqlite(c) => diesel::sql_query(text).execute(c),
        Conn::Postgres(c) => diesel::sql_query(text).execute(c),
    }
}

#[derive(QueryableByName)]
struct Text {
    #[diesel(sql_type = diesel::sql_types::Text)]
    value: String,
}

/// The rows of a query with one column of text, named `value`.
#[track_caller]
pub fn texts(conn: &mut Conn, query: &str) -> Vec<String> {
    let rows: diesel::QueryResult<Vec<Text>> = match conn {
        Conn::Sqlite(c) => diesel::sql_query(query).load(c),
        Conn::Postgres(c) => diesel::sql_query(query).load(c),
    };
    rows.unwrap_or_else(|error| panic!("{query}: {error}")).into_iter().map(|row| row.value).collect()
}

/// The one number that a query answers.
#[track_caller]
pub fn number(conn: &mut Conn, query: &str) -> i64 {
    texts(conn, &format!("SELECT CAST(({query}) AS text) AS value")).remove(0).parse().unwrap()
}

/// Runs plain SQL.
#[track_caller]
pub fn sql(conn: &mut Conn, text: &str) {
    let done = match conn {
        Conn::Sqlite(c) => c.batch_execute(text),
        Conn::Postgres(c) => c.batch_execute(text),
    };
    done.unwrap_or_else(|error| panic!("{text}: {error}"));
}
