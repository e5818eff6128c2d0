//! What a column takes: values of its type, within its bounds, and words of its list; and what becomes of a database that holds others.

use custody::db::Conn;
use custody::db::engine::migrate;
use custody::error::Error;

use super::mutations::{filled, tables};
use crate::laws::words::closed_columns;
use crate::support::Installation;
use crate::support::operations::custodian;
use crate::support::sql::{attempt, columns, drop_guards_of_words, number, sql, texts};

/// What diesel notes, which is diesel's.
const APPLIED: &str = "__diesel_schema_migrations";

/// Begins a transaction in which the guards are out of the way, but for those of words.
fn begin(conn: &mut Conn) {
    if conn.is_postgres() {
        return sql(conn, "BEGIN; SET LOCAL session_replication_role = replica");
    }
    sql(conn, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
    for name in texts(conn, "SELECT name AS value FROM sqlite_master WHERE type = 'trigger'") {
        sql(conn, &format!("DROP TRIGGER {name}"));
    }
}

/// Why a statement is refused.
#[track_caller]
fn refused(conn: &mut Conn, statement: &str) -> String {
    match attempt(conn, statement) {
        Ok(_) => panic!("it was carried out: {statement}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn no_column_takes_a_value_of_another_storage_class() {
    // PostgreSQL has no other form of a value.
    if crate::support::cluster().is_some() {
        return;
    }
    let seeded = filled();
    let mut conn = seeded.site.connection();
    let loose = "SELECT name AS value FROM pragma_table_list \
                 WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite%'";
    assert_eq!(texts(&mut conn, loose), [APPLIED]);
    // Not even when the checks are out of the way.
    sql(&mut conn, "PRAGMA ignore_check_constraints = ON");
    begin(&mut conn);
    let mut tried = 0;
    for table in tables(&mut conn).into_iter().filter(|table| table != APPLIED) {
        for (name, kind) in columns(&mut conn, &table) {
            let others = match kind.as_str() {
                "text" => ["x'616263'", "zeroblob(3)"],
                "uuid" | "bytea" => ["'0123456789abcdef'", "12"],
                _ => ["'three'", "x'33'"],
            };
            for value in others {
                let told = refused(&mut conn, &format!("UPDATE {table} SET {name} = {value}"));
                assert!(told.contains("cannot store") && told.contains(&format!("{table}.{name}")), "{told}");
                tried += 1;
            }
        }
    }
    assert!(tried > 400, "only {tried} values were tried");
}

#[test]
fn no_column_takes_what_is_of_no_value_of_its_type() {
    let seeded = filled();
    let mut conn = seeded.site.connection();
    begin(&mut conn);
    for (column, value) in [
        ("places.active", "2"),
        ("items.version", "version + 4294967296"),
        ("items.line_no", "0"),
        ("items.valuation_minor", "-1"),
        ("items.case_id", "x'00'"),
        ("items.last_leaf_hash", "substr(last_leaf_hash, 1, 31)"),
        ("number_series.last", "-1"),
        ("log_checkpoints.root", "substr(root, 1, 31)"),
    ] {
        // Of another type in PostgreSQL, which refuses it the more.
        let (table, name) = column.split_once('.').unwrap();
        sql(&mut conn, "SAVEPOINT one");
        refused(&mut conn, &format!("UPDATE {table} SET {name} = {value}"));
        sql(&mut conn, "ROLLBACK TO one");
    }
}

#[test]
fn a_word_of_no_list_is_refused_wherever_there_is_one() {
    let seeded = filled();
    let mut conn = seeded.site.connection();
    begin(&mut conn);
    let (closed, mut guarded) = (closed_columns(), 0);
    for (table, column) in &closed {
        assert!(number(&mut conn, &format!("SELECT count(*) FROM {table}")) > 0, "{table} has no row");
        for word in ["nothing", "", "centre_headx", "custodian nothing", "x"] {
            // Nobody has to have a role.
            if (column.as_str(), word) == ("roles", "") {
                continue;
            }
            let forged = format!("CREATE TEMPORARY TABLE forged AS SELECT * FROM {table} LIMIT 1");
            let insert = format!("INSERT INTO {table} SELECT * FROM forged");
            sql(&mut conn, "SAVEPOINT one");
            let told = refused(&mut conn, &format!("UPDATE {table} SET {column} = '{word}'"));
            sql(&mut conn, "ROLLBACK TO one");
            sql(&mut conn, &format!("{forged}; UPDATE forged SET {column} = '{word}'"));
            let also = refused(&mut conn, &insert);
            sql(&mut conn, "ROLLBACK TO one");
            for told in [told, also] {
                // Another check of the table may come first.
                assert!(told.to_lowercase().contains("check constraint"), "{table}.{column} = {word:?}: {told}");
                guarded += usize::from(told.contains(&format!("{table}_words")));
            }
        }
    }
    assert!(guarded > 7 * closed.len(), "only {guarded} words were refused for being of no list");
    // Several words of a list, and none, are words of it.
    for roles in ["custodian", "case_officer unit_head", ""] {
        sql(&mut conn, &format!("UPDATE users SET roles = '{roles}' WHERE login = 'officer-01'"));
    }
}

/// Whether bringing the database up to date is refused, with what, and that nothing was done.
#[track_caller]
fn left_alone(conn: &mut Conn, expected: &[&str]) {
    let Err(Error::Operator(told)) = migrate::up(conn) else { panic!("it was brought up to date") };
    let told = told.to_string();
    for expected in expected.iter().chain(&["nothing was changed", "restore a backup"]) {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    assert_eq!(migrate::version(conn).unwrap(), 9, "{told}");
    let bounds = "SELECT count(*) FROM sqlite_master WHERE sql LIKE '%_bounds%' OR sql LIKE '%STRICT%'";
    let done =
        if conn.is_postgres() { "SELECT count(*) FROM pg_constraint WHERE conname LIKE '%_bounds'" } else { bounds };
    assert_eq!(number(conn, done), 0);
}

#[test]
fn a_row_with_a_value_that_no_column_takes_any_more_is_named_and_the_database_left_alone() {
    let site = Installation::new("misstored");
    let mut conn = site.new_connection();
    migrate::tables_within(&mut conn, 9).unwrap();
    sql(&mut conn, "INSERT INTO number_series VALUES ('label', 2023, -1)");
    left_alone(&mut conn, &["the row label/2023 of number_series is not as it must be: last >= 0"]);
    sql(&mut conn, "UPDATE number_series SET last = 7");
    if !conn.is_postgres() {
        sql(&mut conn, "INSERT INTO settings VALUES (CAST('handover_hours' AS blob), '24', 1)");
        left_alone(&mut conn, &["the row handover_hours of settings", "name stored as blob"]);
        sql(&mut conn, "UPDATE settings SET name = CAST(name AS text), version = 4294967297");
        left_alone(&mut conn, &["the row handover_hours of settings", "version stored as integer"]);
        sql(&mut conn, "UPDATE settings SET version = 1");
    }
    migrate::up(&mut conn).unwrap();
    assert_eq!(migrate::version(&mut conn).unwrap(), migrate::newest());
    assert_eq!(number(&mut conn, "SELECT last FROM number_series"), 7, "rows stay as they are");
}

#[test]
fn a_table_that_was_loosened_is_named_and_made_strict_again() {
    if crate::support::cluster().is_some() {
        return;
    }
    let seeded = filled();
    let site = &seeded.site;
    let mut conn = site.connection();
    sql(
        &mut conn,
        "PRAGMA writable_schema = ON; \
         UPDATE sqlite_master SET sql = replace(sql, ') STRICT', ')') WHERE name = 'places'; PRAGMA writable_schema = RESET; \
         UPDATE places SET name = CAST(name AS blob) WHERE code = 'A-02'",
    );
    // What only reads names it, what would write does not start.
    let run = site.run(&["audit", "verify"]);
    for told in
        ["of places has values that the program never stored: name stored as blob", "places takes values of any type"]
    {
        assert!(run.out.contains(told), "{told}: {run:?}");
    }
    let told = migrate::up(&mut conn).unwrap_err().to_string();
    assert!(told.contains("name stored as blob"), "{told}");
    sql(&mut conn, "UPDATE places SET name = CAST(name AS text)");
    migrate::up(&mut conn).unwrap();
    let told = refused(&mut conn, "UPDATE places SET name = CAST(name AS blob)");
    assert!(told.contains("cannot store BLOB value in TEXT column places.name"), "{told}");
    drop(conn);
    assert!(site.verify().clean);
}

#[test]
fn a_record_that_cannot_be_read_is_told_and_the_others_can_be_opened() {
    let seeded = filled();
    let mut conn = seeded.site.connection();
    drop_guards_of_words(&mut conn);
    let [code, other] = [&seeded.codes[2], &seeded.codes[3]];
    sql(&mut conn, &format!("UPDATE items SET category = 'nothing' WHERE code = '{code}'"));
    sql(&mut conn, "UPDATE requests SET status = 'nothing' WHERE kind = 'loan'");
    sql(&mut conn, "UPDATE users SET roles = 'nothing' WHERE login = 'officer-02'");
    sql(&mut conn, "UPDATE places SET storage_class = 'nothing' WHERE code = 'A-02'");
    let mut server = seeded.site.serve(&[]);
    let [custodian, head] = [custodian(1), "unit-head-01".to_owned()].map(|login| server.sign_in(&login));
    for (path, token, column) in [
        ("items", &custodian, "items.category"),
        (&format!("scan/{code}"), &custodian, "items.category"),
        ("requests", &custodian, "requests.status"),
        ("places", &custodian, "places.storage_class"),
        ("users", &head, "users.roles"),
    ] {
        let answer = server.get(&format!("/api/v1/{path}"), Some(token));
        assert_eq!((answer.status, answer.text("code")), (409, "record_unreadable"), "{path}: {answer:?}");
        assert!(
            answer.text("detail").contains(column) && answer.text("detail").contains("nothing stands in"),
            "{answer:?}"
        );
    }
    assert!(server.log().contains("a record cannot be read: items.category holds"), "{}", server.log());
    for path in [&format!("scan/{other}"), "items?category=vehicle", "requests?kind=intake", "cases"] {
        let answer = server.get(&format!("/api/v1/{path}"), Some(&custodian));
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
    }
    assert_eq!(server.stop(), Some(0));
    // Guards that were dropped are made anew, and do not mind what is there already.
    let run = seeded.site.run(&["audit", "verify"]);
    assert!(run.code == Some(1) && run.out.contains(code.as_str()) && run.out.contains("cannot be read"), "{run:?}");
}
