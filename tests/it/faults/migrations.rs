//! The schema: up, down and up again with rows in it, the same in both databases, taken over from an older program, and
//! as diesel sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use custody::db::Conn;
use custody::db::engine::migrate;
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

use crate::support::operations::{found, take_in};
use crate::support::sql::{SQLITE_KIND, sql, texts};
use crate::support::{Installation, the_cluster};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
const SCHEMA: &str = include_str!("../../../src/db/schema.rs");

#[test]
fn the_schema_goes_up_down_and_up_again_with_rows_in_it() {
    let site = Installation::new("migrations");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    take_in(&database, &keys, &people, "一", 3);
    drop(database);
    let mut conn = site.connection();
    let before = schema(&mut conn);
    assert!(before.len() > 200, "only {} lines of schema", before.len());
    migrate::down(&mut conn).unwrap();
    assert_eq!(migrate::version(&mut conn).unwrap(), 0);
    assert_eq!(tables(&mut conn), ["__diesel_schema_migrations"], "everything is taken down");
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
    let (sqlite, postgres) = (Installation::on_sqlite("schema"), Installation::on_postgres("schema", &the_cluster()));
    let schemas = [&sqlite, &postgres].map(|site| {
        drop(site.open());
        schema(&mut site.connection())
    });
    let [sqlite, postgres] = &schemas;
    let differences: Vec<_> = sqlite.symmetric_difference(postgres).collect();
    assert!(differences.is_empty(), "in one database only: {differences:#?}");
    assert!(sqlite.len() > 200, "only {} lines of schema", sqlite.len());
}

#[test]
fn a_database_of_an_older_program_is_taken_over_and_nothing_is_run_again() {
    let site = Installation::new("taken-over");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    take_in(&database, &keys, &people, "一", 3);
    drop(database);
    let mut conn = site.connection();
    let before = schema(&mut conn);
    note_as_before(&mut conn, migrate::newest());
    assert_eq!(migrate::version(&mut conn).unwrap(), migrate::newest());
    migrate::up(&mut conn).unwrap();
    assert!(!tables(&mut conn).contains(&"schema_versions".to_owned()));
    assert_eq!(texts(&mut conn, APPLIED), names().iter().map(|name| name[..4].to_owned()).collect::<Vec<_>>());
    assert_eq!(schema(&mut conn), before);
    drop(conn);
    let found = site.verify();
    assert!(found.clean && found.items == 3, "{found}");
}

#[test]
fn a_database_of_an_older_program_gets_only_the_migrations_it_lacks() {
    let site = Installation::new("lacking");
    let mut conn = site.new_connection();
    migrate::up(&mut conn).unwrap();
    let newest = schema(&mut conn);
    migrate::down(&mut conn).unwrap();
    migrate::tables_within(&mut conn, 4).unwrap();
    note_as_before(&mut conn, 4);
    migrate::up(&mut conn).unwrap();
    assert_eq!(migrate::version(&mut conn).unwrap(), migrate::newest());
    assert_eq!(schema(&mut conn), newest);
}

#[test]
fn a_newer_database_is_not_taken_over() {
    let site = Installation::new("not-taken-over");
    let mut conn = site.new_connection();
    migrate::up(&mut conn).unwrap();
    note_as_before(&mut conn, 99);
    let refused = migrate::up(&mut conn).unwrap_err().to_string();
    assert!(refused.contains("has schema 99, this program knows"), "{refused}");
    let tables = tables(&mut conn);
    assert!(tables.contains(&"schema_versions".to_owned()), "{tables:?}");
    assert!(!tables.contains(&"__diesel_schema_migrations".to_owned()), "{tables:?}");
}

/// Notes the migrations as the program did before it used diesel's harness.
fn note_as_before(conn: &mut Conn, newest: i32) {
    sql(conn, "DROP TABLE __diesel_schema_migrations");
    sql(conn, "CREATE TABLE schema_versions (version integer PRIMARY KEY NOT NULL)");
    for version in 1..=newest {
        sql(conn, &format!("INSERT INTO schema_versions (version) VALUES ({version})"));
    }
}

#[test]
fn the_folder_alone_makes_a_database_that_the_program_completes_as_the_diesel_cli_does() {
    let site = Installation::new("from-the-folder");
    let folder = FileBasedMigrations::from_path(FOLDER).unwrap();
    let mut conn = site.new_connection();
    match &mut conn {
        Conn::Postgres(c) => c.run_pending_migrations(folder.clone()).map(drop),
        Conn::Sqlite(c) => c.run_pending_migrations(folder.clone()).map(drop),
    }
    .unwrap();
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    take_in(&database, &keys, &people, "一", 3);
    drop(database);
    let found = site.verify();
    assert!(found.clean && found.items == 3, "{found}");
    match &mut conn {
        Conn::Postgres(c) => c.revert_all_migrations(folder).map(drop),
        Conn::Sqlite(c) => c.revert_all_migrations(folder).map(drop),
    }
    .unwrap();
    assert_eq!(tables(&mut conn), ["__diesel_schema_migrations"]);
}

#[test]
fn migrations_are_numbered_one_by_one() {
    let names = names();
    assert!(!names.is_empty());
    for (number, name) in (1..).zip(&names) {
        assert!(name.starts_with(&format!("{number:04}_")), "{name} is not number {number}");
        for script in ["up.sql", "down.sql"] {
            assert!(Path::new(FOLDER).join(name).join(script).exists(), "{name} has no {script}");
        }
    }
}

fn names() -> Vec<String> {
    let entries = std::fs::read_dir(FOLDER).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_tables_that_diesel_sees_are_what_print_schema_prints() {
    let site = Installation::new("print-schema");
    drop(site.open());
    let printed = print_schema(&mut site.connection());
    for (number, (held, printed)) in (1..).zip(SCHEMA.lines().zip(printed.lines())) {
        assert_eq!(held, printed, "src/db/schema.rs:{number}; run `make schema`");
    }
    assert_eq!(SCHEMA, printed, "run `make schema`");
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
    let site = Installation::new("indices");
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

/// What `diesel print-schema` prints with `diesel.toml`. The CLI itself cannot print it from SQLite, whose types it
/// knows by a few names only.
fn print_schema(conn: &mut Conn) -> String {
    let shape = if conn.is_postgres() { POSTGRES_SHAPE } else { SQLITE_SHAPE };
    let [columns, keys, references] = shape.map(|query| texts(conn, &query.replace("KIND", SQLITE_KIND)));
    let mut tables: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for [table, column, kind, nullable] in columns.iter().map(|line| cells(line)) {
        let kind = if nullable == "YES" { format!("Nullable<{}>", sql_type(kind)) } else { sql_type(kind).to_owned() };
        tables.entry(table).or_default().push(format!("        {column} -> {kind},\n"));
    }
    tables.retain(|table, _| is_printed(table));
    let mut text = "// @generated automatically by Diesel CLI.\n\n".to_owned();
    for (table, columns) in &tables {
        let key = keys.iter().map(|line| cells(line)).filter(|[of, _]| of == table).map(|[_, column]| column);
        let key = key.collect::<Vec<_>>().join(", ");
        let uses = "    use diesel::sql_types::*;\n    use crate::model::ids::Uid as Uuid;";
        let columns = columns.concat();
        write!(text, "diesel::table! {{\n{uses}\n\n    {table} ({key}) {{\n{columns}    }}\n}}\n\n").unwrap();
    }
    for [child, parent, column] in joinable(&references) {
        writeln!(text, "diesel::joinable!({child} -> {parent} ({column}));").unwrap();
    }
    let names: String = tables.keys().map(|table| format!("    {table},\n")).collect();
    write!(text, "\ndiesel::allow_tables_to_appear_in_same_query!(\n{names});\n").unwrap();
    text
}

/// The references that are the only one between their two tables, in order.
fn joinable(references: &[String]) -> BTreeSet<[&str; 3]> {
    let all: Vec<[&str; 3]> = references.iter().map(|line| cells(line)).collect();
    let between = |[a, b, _]: &[&str; 3]| {
        all.iter().filter(|[child, parent, _]| [child, parent] == [a, b] || [child, parent] == [b, a]).count()
    };
    let only = all.iter().filter(|it| it[0] != it[1] && is_printed(it[0]) && is_printed(it[1]) && between(it) == 1);
    only.copied().collect()
}

fn cells<const N: usize>(line: &str) -> [&str; N] {
    line.split('|').collect::<Vec<_>>().try_into().unwrap()
}

fn is_printed(table: &str) -> bool {
    table != "item_texts" && !["item_grams", "__diesel", "sqlite_"].iter().any(|start| table.starts_with(start))
}

/// A type of either database by PostgreSQL's name for it.
fn sql_type(kind: &str) -> &'static str {
    match kind {
        "uuid" => "Uuid",
        "text" => "Text",
        "boolean" | "bool" => "Bool",
        "integer" | "int4" => "Int4",
        "bigint" | "int8" => "Int8",
        "bytea" => "Bytea",
        other => panic!("no type for {other}"),
    }
}

const APPLIED: &str = "SELECT version AS value FROM __diesel_schema_migrations ORDER BY 1";

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
        lines.extend(texts(conn, &query.replace("KIND", SQLITE_KIND)));
    }
    lines
}

const SQLITE: [&str; 6] = [
    "SELECT 'column ' || m.name || '.' || c.name || ' ' || KIND || \
        CASE WHEN c.\"notnull\" THEN ' not null' ELSE '' END AS value \
     FROM sqlite_master m JOIN pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND m.name NOT IN ('__diesel_schema_migrations', 'item_texts') AND m.name NOT LIKE 'item_grams%'",
    "SELECT 'index ' || m.name || ' (' || (SELECT group_concat(k.name, ',') FROM (\
            SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) k) || ')' || \
        CASE WHEN i.\"unique\" THEN ' unique' ELSE '' END || \
        CASE WHEN NOT i.partial THEN '' \
             WHEN (SELECT sql FROM sqlite_master WHERE name = i.name) LIKE '%IS NOT NULL%' THEN ' present' \
             ELSE ' partial' END AS value \
     FROM sqlite_master m JOIN pragma_index_list(m.name) i \
     WHERE m.type = 'table' AND m.name NOT IN ('__diesel_schema_migrations', 'item_texts') AND m.name NOT LIKE 'item_grams%'",
    "SELECT 'reference ' || m.name || '.' || r.\"from\" || ' -> ' || r.\"table\" || '.' || r.\"to\" AS value \
     FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) r \
     WHERE m.type = 'table' AND m.name NOT IN ('__diesel_schema_migrations', 'item_texts')",
    "SELECT 'guard ' || name AS value FROM sqlite_master WHERE type = 'trigger'",
    "SELECT 'words of ' || name AS value FROM sqlite_master WHERE instr(sql, 'CONSTRAINT ' || name || '_words') > 0",
    "SELECT 'bounds of ' || name AS value FROM sqlite_master WHERE instr(sql, 'CONSTRAINT ' || name || '_bounds') > 0",
];

const POSTGRES: [&str; 6] = [
    "SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || \
        CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END AS value \
     FROM information_schema.columns \
     WHERE table_schema = 'public' AND table_name NOT IN ('__diesel_schema_migrations', 'item_texts')",
    "SELECT 'index ' || t.relname || ' (' || (SELECT string_agg(a.attname, ',' ORDER BY k.n) \
            FROM unnest(i.indkey) WITH ORDINALITY k (att, n) \
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.att) || ')' || \
        CASE WHEN i.indisunique THEN ' unique' ELSE '' END || \
        CASE WHEN i.indpred IS NULL THEN '' \
             WHEN pg_get_expr(i.indpred, i.indrelid) LIKE '%IS NOT NULL%' THEN ' present' \
             ELSE ' partial' END AS value \
     FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
     WHERE t.relnamespace = 'public'::regnamespace AND t.relname NOT IN ('__diesel_schema_migrations', 'item_texts')",
    "SELECT 'reference ' || t.relname || '.' || a.attname || ' -> ' || f.relname || '.' || b.attname AS value \
     FROM pg_constraint r JOIN pg_class t ON t.oid = r.conrelid JOIN pg_class f ON f.oid = r.confrelid \
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = r.conkey[1] \
     JOIN pg_attribute b ON b.attrelid = f.oid AND b.attnum = r.confkey[1] \
     WHERE r.contype = 'f' AND t.relnamespace = 'public'::regnamespace AND t.relname <> 'item_texts'",
    "SELECT 'guard ' || tgname AS value FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT 'words of ' || conrelid::regclass AS value FROM pg_constraint WHERE conname LIKE '%\\_words'",
    "SELECT 'bounds of ' || conrelid::regclass AS value FROM pg_constraint WHERE conname LIKE '%\\_bounds'",
];

/// Columns, primary keys and references, in the words that [`print_schema`] reads.
const SQLITE_SHAPE: [&str; 3] = [
    "SELECT m.name || '|' || c.name || '|' || KIND || '|' || \
        CASE WHEN c.\"notnull\" THEN 'NO' ELSE 'YES' END AS value \
     FROM sqlite_master m JOIN pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND m.name NOT LIKE 'item_grams%' AND m.name <> '__diesel_schema_migrations' \
     ORDER BY m.name, c.cid",
    "SELECT m.name || '|' || c.name AS value FROM sqlite_master m JOIN pragma_table_info(m.name) c \
     WHERE m.type = 'table' AND c.pk > 0 ORDER BY m.name, c.pk",
    "SELECT m.name || '|' || r.\"table\" || '|' || r.\"from\" AS value \
     FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) r WHERE m.type = 'table'",
];

const POSTGRES_SHAPE: [&str; 3] = [
    "SELECT table_name || '|' || column_name || '|' || udt_name || '|' || is_nullable AS value \
     FROM information_schema.columns \
     WHERE table_schema = 'public' AND table_name NOT IN ('item_texts', '__diesel_schema_migrations') \
     ORDER BY table_name, ordinal_position",
    "SELECT t.relname || '|' || a.attname AS value FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid, \
        unnest(i.indkey) WITH ORDINALITY k (att, n), pg_attribute a \
     WHERE i.indisprimary AND t.relnamespace = 'public'::regnamespace AND a.attrelid = t.oid AND a.attnum = k.att \
     ORDER BY t.relname, k.n",
    "SELECT t.relname || '|' || f.relname || '|' || a.attname AS value \
     FROM pg_constraint r JOIN pg_class t ON t.oid = r.conrelid JOIN pg_class f ON f.oid = r.confrelid \
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = r.conkey[1] \
     WHERE r.contype = 'f' AND t.relnamespace = 'public'::regnamespace",
];
