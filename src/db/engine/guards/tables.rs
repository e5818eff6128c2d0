//! Tables, columns and indexes: those of the database against those that the program's own migrations make. A table that a view
//! took the place of answers queries and keeps nothing; an index of somebody's own refuses what the program writes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};

use crate::db::engine::connection::{Conn, DatabaseUrl, Purpose, on};
use crate::db::engine::migrate;
use crate::db::engine::storage::strict;
use crate::error::Result;

/// SQLite's own and those that its search index consists of are its business.
const COLUMNS_SQLITE: &str = "SELECT t.name AS name, t.type AS kind, c.name AS col \
    FROM pragma_table_list AS t JOIN pragma_table_xinfo(t.name) AS c \
    WHERE t.schema = 'main' AND t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
/// The grams of the search index are a column here and a table of its own there.
const COLUMNS_POSTGRES: &str = "SELECT CAST(r.relname AS text) AS name, \
    CASE r.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' ELSE 'other' END AS kind, CAST(a.attname AS text) AS col \
    FROM pg_class r JOIN pg_attribute a ON a.attrelid = r.oid \
    WHERE r.relnamespace = CAST(current_schema() AS regnamespace) AND r.relkind IN ('r', 'v', 'm', 'f', 'p') \
    AND a.attnum > 0 AND NOT a.attisdropped AND NOT (r.relname = 'item_texts' AND a.attname = 'g')";

/// Those that stand for a constraint go with their table.
const INDEXES_SQLITE: &str = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
const INDEXES_POSTGRES: &str = "SELECT CAST(x.relname AS text) AS name FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid \
    WHERE x.relnamespace = CAST(current_schema() AS regnamespace) AND x.relname <> 'item_texts_g' \
    AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)";

#[derive(Debug, QueryableByName)]
struct Index {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(Debug, QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    col: String,
}

/// What of a table is where: whether it is one, and its columns.
type Tables = BTreeMap<String, (String, Vec<String>)>;

/// What the program's own migrations make.
struct Made {
    tables: Tables,
    indexes: BTreeSet<String>,
}

/// The same for as long as the program runs: made once.
fn made() -> Result<&'static Made> {
    static MADE: OnceLock<Made> = OnceLock::new();
    if let Some(made) = MADE.get() {
        return Ok(made);
    }
    let mut own = Conn::open(&DatabaseUrl::Sqlite(":memory:".into()), Purpose::Write)?;
    migrate::up(&mut own)?;
    let made = Made { tables: tables(&mut own)?, indexes: indexes(&mut own)? };
    Ok(MADE.get_or_init(|| made))
}

/// What is not as the program made it.
pub fn list_altered(conn: &mut Conn) -> Result<Vec<String>> {
    let made = made()?;
    let mut told = differing(&made.tables, &tables(conn)?);
    let (expected, found) = (&made.indexes, &indexes(conn)?);
    told.extend(expected.difference(found).map(|name| format!("the index {name} was dropped")));
    told.extend(found.difference(expected).map(|name| format!("the index {name} is not of this program")));
    told.extend(strict::list_loose(conn)?.iter().map(|name| format!("{name} takes values of any type")));
    Ok(told)
}

fn indexes(conn: &mut Conn) -> Result<BTreeSet<String>> {
    let query = if conn.is_postgres() { INDEXES_POSTGRES } else { INDEXES_SQLITE };
    let rows: Vec<Index> = on!(conn, c => diesel::sql_query(query).load(c))?;
    Ok(rows.into_iter().map(|index| index.name).collect())
}

fn tables(conn: &mut Conn) -> Result<Tables> {
    let query = if conn.is_postgres() { COLUMNS_POSTGRES } else { COLUMNS_SQLITE };
    let rows: Vec<Column> = on!(conn, c => diesel::sql_query(query).load(c))?;
    let mut tables = Tables::new();
    for Column { name, kind, col } in rows {
        tables.entry(name).or_insert_with(|| (kind, Vec::new())).1.push(col);
    }
    tables.values_mut().for_each(|(_, columns)| columns.sort_unstable());
    Ok(tables)
}

fn differing(expected: &Tables, found: &Tables) -> Vec<String> {
    let mut told = Vec::new();
    for (name, (kind, columns)) in expected {
        match found.get(name) {
            None => told.push(format!("the table {name} was dropped")),
            Some((now, _)) if now != kind => told.push(format!("{name} is no table any more")),
            Some((_, now)) => {
                let lacking = columns.iter().filter(|column| !now.contains(column));
                told.extend(lacking.map(|column| format!("the column {column} of {name} was dropped")));
                let strange = now.iter().filter(|column| !columns.contains(column));
                told.extend(strange.map(|column| format!("the column {column} of {name} is not of this program")));
            }
        }
    }
    told
}
