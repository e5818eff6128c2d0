//! The tables of a backup against those of the schema; whole backups are tested through the program.

use super::*;
use crate::db::engine::connection::{DatabaseUrl, Purpose};
use crate::db::engine::migrate;

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

fn load(conn: &mut Conn, query: &str) -> Vec<String> {
    let rows: Vec<Name> = on!(conn, c => diesel::sql_query(query).load(c)).unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

#[test]
fn every_table_is_either_backed_up_or_left_out_on_purpose_and_comes_after_those_it_refers_to() {
    let mut conn = Conn::open(&DatabaseUrl::Sqlite(":memory:".into()), Purpose::Write).unwrap();
    migrate::up(&mut conn).unwrap();
    let query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
                 AND name NOT LIKE 'item_grams_%'";
    let mut known: Vec<&str> = TABLES.iter().chain(&LEFT_OUT).copied().collect();
    known.sort_unstable();
    let mut made = load(&mut conn, query);
    made.sort_unstable();
    assert_eq!(made, known);
    for (at, table) in TABLES.iter().enumerate() {
        let query = format!("SELECT DISTINCT \"table\" AS name FROM pragma_foreign_key_list('{table}')");
        for referred in load(&mut conn, &query) {
            assert!(TABLES[..=at].contains(&referred.as_str()), "{table} comes before {referred}");
        }
        assert!(!columns(&mut conn, table).unwrap().is_empty());
    }
}

#[test]
fn values_are_written_and_read_alike_in_both_databases() {
    let column = |kind: &str| Column { name: "x".into(), kind: kind.into() };
    assert_eq!(column("uuid").written(true).unwrap(), "replace(CAST(x AS text), '-', '')");
    assert_eq!(column("uuid").written(false).unwrap(), "CASE WHEN x IS NOT NULL THEN lower(hex(x)) END");
    assert_eq!(column("boolean").written(true).unwrap(), "CAST(x AS integer)");
    assert_eq!(column("boolean").read(3, true).unwrap(), "CAST(value ->> 3 AS integer) <> 0");
    assert_eq!(column("bytea").read(0, false).unwrap(), "unhex(value ->> 0)");
    for (loose, strict) in [("uuid", "blob"), ("bytea", "blob"), ("bigint", "int"), ("boolean", "integer")] {
        let [loose, strict] = [loose, strict].map(column);
        assert_eq!(loose.written(false).unwrap(), strict.written(false).unwrap());
        assert_eq!(loose.read(1, false).unwrap(), strict.read(1, false).unwrap());
        assert!(strict.kind == "integer" || strict.read(1, true).is_err(), "PostgreSQL has no {}", strict.kind);
    }
    for postgres in [false, true] {
        assert!(column("timestamp").written(postgres).is_err(), "a type nobody thought of is not guessed");
        assert!(column("timestamp").read(0, postgres).is_err());
    }
}
