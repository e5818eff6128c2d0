//! The schema: up, down and up again with rows in it, and the same in both databases.

use std::collections::BTreeSet;

use custody::db::Conn;
use custody::db::engine::migrate;

use super::{Site, found, take_in, texts, the_cluster};

#[test]
fn the_schema_goes_up_down_and_up_again_with_rows_in_it() {
    let site = Site::new("migrations");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    take_in(&database, &keys, &people, "一", 3);
    drop(database);
    let mut conn = site.connection();
    let before = schema(&mut conn);
    assert!(before.len() > 200, "only {} lines of schema", before.len());
    migrate::down(&mut conn).unwrap();
    assert_eq!(migrate::version(&mut conn).unwrap(), 0);
    assert_eq!(tables(&mut conn), ["schema_versions"], "everything is taken down");
    migrate::up(&mut conn).unwrap();
    assert_eq!(migrate::version(&mut conn).unwrap(), migrate::newest());
    assert_eq!(schema(&mut conn), before);
    migrate::up(&mut conn).unwrap();
    assert_eq!(schema(&mut conn), before, "up twice is up once");
    drop(conn);
    let database = site.open();
    let people = found(&database, 2);
    take_in(&database, &keys, &people, "一", 3);
    drop(database);
    let found = site.verify();
    assert!(found.clean && found.items == 3, "{found}");
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn both_databases_have_the_same_schema() {
    let (sqlite, postgres) = (Site::on_sqlite("schema"), Site::on_postgres("schema", &the_cluster()));
    let schemas = [&sqlite, &postgres].map(|site| {
        drop(site.open());
        schema(&mut site.connection())
    });
    let [sqlite, postgres] = &schemas;
    let differences: Vec<_> = sqlite.symmetric_difference(postgres).collect();
    assert!(differences.is_empty(), "in one database only: {differences:#?}");
    assert!(sqlite.len() > 200, "only {} lines of schema", sqlite.len());
}

/// References that no index leads back: places and people are never deleted, and every index slows every movement.
const NOT_INDEXED: [&str; 6] = [
    "movements.from_place_id",
    "movements.to_place_id",
    "movements.from_borrower_id",
    "movements.to_borrower_id",
    "movements.actor_id",
    "movements.second_id",
];

#[test]
fn every_reference_has_an_index() {
    let site = Site::new("indices");
    drop(site.open());
    let lines = schema(&mut site.connection());
    let references = lines.iter().filter_map(|line| line.strip_prefix("reference ")?.split_once(" -> "));
    let mut count = 0;
    for (column, _) in references {
        count += 1;
        let (table, name) = column.split_once('.').unwrap();
        // An index of the values that are present serves a reference as well as a whole one.
        let leads = |line: &&String| {
            let index = line.strip_prefix("index ").filter(|index| !index.ends_with(" partial"));
            index
                .and_then(|index| index.strip_prefix(&format!("{table} ({name}")))
                .is_some_and(|rest| rest.starts_with([',', ')']))
        };
        let indexed = lines.iter().any(|line| leads(&line));
        assert_eq!(indexed, !NOT_INDEXED.contains(&column), "{column}");
    }
    assert!(count > 50, "only {count} references");
}

fn tables(conn: &mut Conn) -> Vec<String> {
    let query = if conn.is_postgres() {
        "SELECT table_name::text AS value FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
    } else {
        "SELECT name AS value FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY 1"
    };
    texts(conn, query)
}

/// Every column, index, reference and check of the schema as a line; the search index is each database's own.
fn schema(conn: &mut Conn) -> BTreeSet<String> {
    let queries = if conn.is_postgres() { POSTGRES } else { SQLITE };
    let mut lines = BTreeSet::new();
    for query in queries {
        lines.extend(texts(conn, query));
    }
    lines
}

const SQLITE: [&str; 4] = [
    "SELECT 'column ' || m.name || '.' || c.name || ' ' || lower(c.type) || \
        CASE WHEN c.\"notnull\" THEN ' not null' ELSE '' END AS value \
     FROM sqlite_master m JOIN pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND m.name NOT IN ('schema_versions', 'item_texts') AND m.name NOT LIKE 'item_grams%'",
    "SELECT 'index ' || m.name || ' (' || (SELECT group_concat(k.name, ',') FROM (\
            SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) k) || ')' || \
        CASE WHEN i.\"unique\" THEN ' unique' ELSE '' END || \
        CASE WHEN NOT i.partial THEN '' \
             WHEN (SELECT sql FROM sqlite_master WHERE name = i.name) LIKE '%IS NOT NULL%' THEN ' present' \
             ELSE ' partial' END AS value \
     FROM sqlite_master m JOIN pragma_index_list(m.name) i \
     WHERE m.type = 'table' AND m.name NOT IN ('schema_versions', 'item_texts') AND m.name NOT LIKE 'item_grams%'",
    "SELECT 'reference ' || m.name || '.' || r.\"from\" || ' -> ' || r.\"table\" || '.' || r.\"to\" AS value \
     FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) r \
     WHERE m.type = 'table' AND m.name NOT IN ('schema_versions', 'item_texts')",
    "SELECT 'guard ' || name AS value FROM sqlite_master WHERE type = 'trigger'",
];

const POSTGRES: [&str; 4] = [
    "SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || \
        CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END AS value \
     FROM information_schema.columns \
     WHERE table_schema = 'public' AND table_name NOT IN ('schema_versions', 'item_texts')",
    "SELECT 'index ' || t.relname || ' (' || (SELECT string_agg(a.attname, ',' ORDER BY k.n) \
            FROM unnest(i.indkey) WITH ORDINALITY k (att, n) \
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.att) || ')' || \
        CASE WHEN i.indisunique THEN ' unique' ELSE '' END || \
        CASE WHEN i.indpred IS NULL THEN '' \
             WHEN pg_get_expr(i.indpred, i.indrelid) LIKE '%IS NOT NULL%' THEN ' present' \
             ELSE ' partial' END AS value \
     FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
     WHERE t.relnamespace = 'public'::regnamespace AND t.relname NOT IN ('schema_versions', 'item_texts')",
    "SELECT 'reference ' || t.relname || '.' || a.attname || ' -> ' || f.relname || '.' || b.attname AS value \
     FROM pg_constraint r JOIN pg_class t ON t.oid = r.conrelid JOIN pg_class f ON f.oid = r.confrelid \
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = r.conkey[1] \
     JOIN pg_attribute b ON b.attrelid = f.oid AND b.attnum = r.confkey[1] \
     WHERE r.contype = 'f' AND t.relnamespace = 'public'::regnamespace AND t.relname <> 'item_texts'",
    "SELECT 'guard ' || tgname AS value FROM pg_trigger WHERE NOT tgisinternal",
];
