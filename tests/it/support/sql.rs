//! Plain SQL, as an administrator of the database could write it.

use custody::db::Conn;
use diesel::connection::SimpleConnection;
use diesel::{QueryableByName, RunQueryDsl};

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
