//! The bounds that the migration `bounds` puts on values: which row does not keep to them.

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};

use crate::db::engine::connection::{Conn, on};
use crate::error::Result;

const BOUNDS: &str = include_str!("../../../../migrations/0010_bounds/up.sql");

/// The columns of a primary key.
const KEY_SQLITE: &str = "SELECT name AS value FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk";
const KEY_POSTGRES: &str = "SELECT CAST(attname AS text) AS value FROM pg_index \
    JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey) \
    WHERE indrelid = CAST($1 AS regclass) AND indisprimary ORDER BY attnum";

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    value: String,
}

/// The first row that is outside of the bounds of its table, with these.
///
/// # Errors
/// Database errors, such as for a table that is not there yet.
pub fn find_outside(conn: &mut Conn) -> Result<Option<String>> {
    for (table, bounds) in list() {
        let key_of = if conn.is_postgres() { KEY_POSTGRES } else { KEY_SQLITE };
        let key: Vec<Value> = on!(conn, c => diesel::sql_query(key_of).bind::<Text, _>(table).load(c))?;
        let shown = |column: Value| match conn.is_postgres() {
            true => format!("CAST({} AS text)", column.value),
            false => {
                format!("CASE typeof({0}) WHEN 'blob' THEN lower(hex({0})) ELSE CAST({0} AS text) END", column.value)
            }
        };
        let key = key.into_iter().map(shown).collect::<Vec<_>>().join(" || '/' || ");
        let query = format!("SELECT {key} AS value FROM {table} WHERE NOT ({bounds}) LIMIT 1");
        let row: Vec<Value> = on!(conn, c => diesel::sql_query(query).load(c))?;
        if let Some(Value { value }) = row.into_iter().next() {
            return Ok(Some(format!("the row {value} of {table} is not as it must be: {bounds}")));
        }
    }
    Ok(None)
}

/// Every table with its bounds, as the migration has them.
fn list() -> impl Iterator<Item = (&'static str, &'static str)> {
    BOUNDS.lines().filter_map(|line| {
        let (table, rest) = line.strip_prefix("ALTER TABLE ")?.split_once(' ')?;
        Some((table, rest.split_once("CHECK (")?.1.strip_suffix(");")?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_migration_is_read() {
        let lines = BOUNDS.lines().filter(|line| line.starts_with("ALTER"));
        assert_eq!(list().count(), lines.count());
        assert!(list().any(|(table, bounds)| table == "request_lines" && bounds == "line_no > 0"));
    }
}
