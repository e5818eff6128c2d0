//! What a database may hold that no statement of the program ever wrote. SQLite stores any value in any column of a table that is not
//! STRICT, as somebody can make it: a code as bytes reads like a text and yet equals none. PostgreSQL refuses that by itself.

pub(super) mod bounds;
pub(super) mod strict;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{Bool, Integer, Nullable, Text};
use diesel::{OptionalExtension, QueryableByName, RunQueryDsl, SqliteConnection};

use crate::db::engine::connection::Conn;
use crate::error::{Error, Result, first_line};

/// Rows that are told of one table; of faults of a file SQLite tells as many by itself.
const TOLD_AT_MOST: usize = 100;

/// A row with values that are stored in another form than their columns have.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Misstored {
    #[diesel(sql_type = Text)]
    pub table_name: String,
    /// Its key.
    #[diesel(sql_type = Nullable<Text>)]
    pub key: Option<String>,
    /// The label code of the item that it is about.
    #[diesel(sql_type = Nullable<Text>)]
    pub item: Option<String>,
    /// The number of the request that it is about.
    #[diesel(sql_type = Nullable<Text>)]
    pub request: Option<String>,
    /// The columns, and how they are stored.
    #[diesel(sql_type = Text)]
    pub columns: String,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
    /// Place in the primary key, from 1.
    #[diesel(sql_type = Integer)]
    pk: i32,
}

/// The rows of all tables with values stored in another form than their columns have, one statement a table.
pub fn list_misstored(conn: &mut Conn) -> Result<Vec<Misstored>> {
    let Conn::Sqlite(c) = conn else { return Ok(Vec::new()) };
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
                  AND name NOT LIKE 'sqlite%' ORDER BY name";
    let tables: Vec<Name> = diesel::sql_query(tables).load(c)?;
    let mut found = Vec::new();
    for Name { name } in tables {
        let columns = list_columns(c, &name)?;
        if let Some(query) = misstored(&name, &columns) {
            found.extend(diesel::sql_query(query).load::<Misstored>(c)?);
        }
    }
    Ok(found)
}

fn list_columns(c: &mut SqliteConnection, table: &str) -> Result<Vec<Column>> {
    let columns = "SELECT name, lower(type) AS kind, \"notnull\" = 0 AS nullable, pk FROM pragma_table_info($1)";
    Ok(diesel::sql_query(columns).bind::<Text, _>(table).load(c)?)
}

/// The statement that finds them in one table; none for a table whose types are not ours.
fn misstored(table: &str, columns: &[Column]) -> Option<String> {
    let tests: Vec<(&str, String)> =
        columns.iter().filter_map(|column| Some((column.name.as_str(), column.test()?))).collect();
    let fits: Vec<&str> = tests.iter().map(|(_, test)| test.as_str()).collect();
    let told = tests
        .iter()
        .map(|(name, test)| format!("CASE WHEN {test} THEN '' ELSE ', {name} stored as ' || typeof({name}) END"));
    let told: Vec<String> = told.collect();
    if tests.is_empty() {
        return None;
    }
    let has = |name: &str| columns.iter().any(|column| column.name == name);
    let item = if table == "items" {
        "CAST(code AS text)"
    } else if has("item_id") {
        "(SELECT CAST(code AS text) FROM items WHERE items.id = item_id)"
    } else {
        "NULL"
    };
    let request = if table == "requests" {
        "CAST(number AS text)"
    } else if has("request_id") {
        "(SELECT CAST(number AS text) FROM requests WHERE requests.id = request_id)"
    } else {
        "NULL"
    };
    let mut key: Vec<&Column> = columns.iter().filter(|column| column.pk > 0).collect();
    key.sort_by_key(|column| column.pk);
    let key: Vec<String> = key.iter().map(|column| column.written()).collect();
    Some(format!(
        "SELECT '{table}' AS table_name, {key} AS \"key\", {item} AS item, {request} AS request, \
         substr({told}, 3) AS columns FROM {table} WHERE NOT ({fits}) LIMIT {TOLD_AT_MOST}",
        key = if key.is_empty() { "NULL".to_owned() } else { key.join(" || '/' || ") },
        told = told.join(" || "),
        fits = fits.join(" AND "),
    ))
}

/// Why a database is left as it is, by a row or a damage that was there before.
pub fn not_up_to_date(told: &str) -> Error {
    let advice = "nothing was changed. The verification of the earlier program, or `custody audit verify` where the schema is this \
                  program's, names every such row: put it right, or restore a backup from before it";
    Error::Operator(format!("the database cannot be brought up to date: {told}; {advice}").into())
}

impl Column {
    /// Whether a value is stored as it must be; none for a type that is not ours.
    fn test(&self) -> Option<String> {
        let name = &self.name;
        // Of a strict table its own checks say the rest, and SQLite's look at the whole file holds the rows against them.
        let class = match self.kind.as_str() {
            "uuid" | "bytea" | "blob" => "blob",
            "text" => "text",
            "bigint" | "int" | "integer" | "boolean" => "integer",
            _ => return None,
        };
        let bounds = match self.kind.as_str() {
            "boolean" => format!(" AND {name} IN (0, 1)"),
            "integer" => format!(" AND {name} BETWEEN {} AND {}", i32::MIN, i32::MAX),
            "uuid" => format!(" AND length({name}) = 16"),
            _ => String::new(),
        };
        let nothing = if self.nullable { format!("{name} IS NULL OR ") } else { String::new() };
        Some(format!("({nothing}typeof({name}) = '{class}'{bounds})"))
    }

    /// The value for people.
    fn written(&self) -> String {
        let name = &self.name;
        match self.kind.as_str() {
            "uuid" | "bytea" | "blob" => format!("lower(hex({name}))"),
            _ => format!("coalesce(CAST({name} AS text), '')"),
        }
    }
}

/// How thoroughly a database file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thoroughness {
    /// Its pages and rows.
    Quick,
    /// Its indexes against its rows as well.
    Whole,
}

/// A connection remembers how the parts of the search index lay when it searched last. A search looks whether they still lie so;
/// SQLite's check does not, and takes parts that another connection has merged since for damaged.
fn look_anew_at_the_search_index(c: &mut SqliteConnection) -> Result<()> {
    if is_there(c, "item_grams")? {
        c.batch_execute("SELECT rowid FROM item_grams WHERE item_grams MATCH 'a' LIMIT 1")?;
    }
    Ok(())
}

fn is_there(c: &mut SqliteConnection, table: &str) -> Result<bool> {
    let query = diesel::sql_query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ?");
    Ok(query.bind::<Text, _>(table).get_result::<Name>(c).optional()?.is_some())
}

/// What is damaged in the database's file, in SQLite's words; nothing on PostgreSQL, which has checksums of its own.
pub fn list_damages(conn: &mut Conn, thoroughness: Thoroughness) -> Result<Vec<String>> {
    let Conn::Sqlite(c) = conn else { return Ok(Vec::new()) };
    let check = match thoroughness {
        Thoroughness::Quick => "quick_check",
        Thoroughness::Whole => "integrity_check",
    };
    let query = format!("SELECT {check} AS name FROM pragma_{check}");
    look_anew_at_the_search_index(c)?;
    // The check looks at every cell of a page by itself; otherwise each look into an index would do so again.
    c.batch_execute("PRAGMA cell_size_check = OFF")?;
    let rows: Result<Vec<Name>> = diesel::sql_query(query).load(c).map_err(Error::from);
    c.batch_execute("PRAGMA cell_size_check = ON")?;
    match rows {
        Ok(rows) => Ok(rows.into_iter().map(|row| row.name).filter(|name| name != "ok").collect()),
        // A file so damaged that it cannot even be looked at.
        Err(Error::Internal(why)) => Ok(vec![first_line(&why)]),
        Err(error) => Err(error),
    }
}
