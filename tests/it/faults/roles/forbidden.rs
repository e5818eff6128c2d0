//! Every statement that the two accounts must not make is made, on every table, and refused.

use custody::db::engine::guards::rights::RIGHTS;

use super::{Shared, assert_forbidden};
use crate::support::operations::{found, take_in};
use crate::support::sql::{sql, texts};

/// Tables whose rows are changed, and those whose rows are taken away; all that is in neither is only added to.
const CHANGED: [&str; 34] = [
    "agencies",
    "cases",
    "certificate_uses",
    "certificates",
    "clues",
    "discrepancies",
    "factor_steps",
    "files",
    "findings",
    "handovers",
    "items",
    "label_contents",
    "labels",
    "linked_identities",
    "linked_identity_uses",
    "list_views",
    "loan_extensions",
    "loans",
    "number_series",
    "paper_profiles",
    "passkey_uses",
    "passkeys",
    "personal_keys",
    "places",
    "print_batches",
    "refresh_tokens",
    "request_lines",
    "requests",
    "sessions",
    "settings",
    "setup_tokens",
    "sign_in_attempts",
    "supervision_notices",
    "users",
];
const TAKEN_AWAY: [&str; 13] = [
    "case_officers",
    "deadlines",
    "factor_steps",
    "idempotency_keys",
    "item_texts",
    "list_views",
    "passkey_challenges",
    "refresh_tokens",
    "request_lines",
    "sessions",
    "setup_tokens",
    "sign_in_attempts",
    "verifications",
];
/// Tables of which the reading account sees nothing.
const HIDDEN: [&str; 7] = [
    "factor_steps",
    "idempotency_keys",
    "item_texts",
    "passkey_challenges",
    "refresh_tokens",
    "setup_tokens",
    "sign_in_attempts",
];

const TABLES: &str = "SELECT CAST(tablename AS text) AS value FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn the_working_account_writes_what_the_program_writes_and_nothing_else() {
    let shared = Shared::granted("forbidden");
    let mut conn = shared.connection(&shared.run);
    let tables = texts(&mut conn, TABLES);
    assert!(tables.len() >= 35, "{tables:?}");
    for table in &tables {
        sql(&mut conn, &format!("SELECT count(*) FROM {table}"));
        let column = format!(
            "SELECT CAST(attname AS text) AS value FROM pg_attribute WHERE attrelid = CAST('{table}' AS regclass) AND attnum = 1"
        );
        let column = texts(&mut conn, &column).remove(0);
        let added = format!("INSERT INTO {table} SELECT * FROM {table} WHERE false");
        let changed = format!("UPDATE {table} SET {column} = {column} WHERE false");
        let taken = format!("DELETE FROM {table} WHERE false");
        for (statement, may) in [
            (added, !table.starts_with("__diesel")),
            (changed, CHANGED.contains(&table.as_str()) || table == "verifications"),
            (taken, TAKEN_AWAY.contains(&table.as_str())),
        ] {
            if may { sql(&mut conn, &statement) } else { assert_forbidden(&mut conn, &statement) }
        }
        for statement in [
            format!("TRUNCATE {table} CASCADE"),
            format!("DROP TABLE {table} CASCADE"),
            format!("ALTER TABLE {table} ADD COLUMN more integer"),
            format!("ALTER TABLE {table} DROP COLUMN {column} CASCADE"),
            format!("ALTER TABLE {table} DISABLE TRIGGER ALL"),
            format!("ALTER TABLE {table} DISABLE TRIGGER USER"),
            format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"),
            format!("ALTER TABLE {table} OWNER TO {}", shared.run),
            format!("ALTER TABLE {table} RENAME TO another"),
            format!("CREATE INDEX ON {table} ({column})"),
            format!("CREATE RULE away AS ON INSERT TO {table} DO INSTEAD NOTHING"),
            format!("CREATE TRIGGER away BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"),
            format!("COMMENT ON TABLE {table} IS 'mine'"),
        ] {
            assert_forbidden(&mut conn, &statement);
        }
    }
    let guards = "SELECT tgname || ' ON ' || CAST(tgrelid AS regclass) AS value FROM pg_trigger WHERE NOT tgisinternal";
    let guards = texts(&mut conn, guards);
    assert!(guards.len() >= 30, "{guards:?}");
    for guard in guards {
        let (name, table) = guard.split_once(" ON ").unwrap();
        assert_forbidden(&mut conn, &format!("DROP TRIGGER {guard}"));
        assert_forbidden(&mut conn, &format!("ALTER TABLE {table} DISABLE TRIGGER {name}"));
    }
    for table in texts(
        &mut conn,
        "SELECT CAST(conrelid::regclass AS text) AS value FROM pg_constraint WHERE conname LIKE '%\\_words'",
    ) {
        assert_forbidden(&mut conn, &format!("ALTER TABLE {table} DROP CONSTRAINT {table}_words"));
    }
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn neither_account_gets_around_its_rights() {
    let shared = Shared::granted("around");
    let owner = &shared.owner;
    let database = shared.site.address().rsplit_once('/').unwrap().1.to_owned();
    for role in [&shared.run, &shared.read] {
        let mut conn = shared.connection(role);
        for statement in [
            "SET session_replication_role = replica".to_owned(),
            format!("SET ROLE {owner}"),
            format!("SET SESSION AUTHORIZATION {owner}"),
            format!("GRANT {owner} TO {role}"),
            format!("ALTER ROLE {role} SUPERUSER"),
            format!("REASSIGN OWNED BY {owner} TO {role}"),
            format!("DROP OWNED BY {owner}"),
            format!("ALTER DATABASE {database} OWNER TO {role}"),
            "CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'".to_owned(),
            "CREATE ROLE another".to_owned(),
            "CREATE TABLE another (x integer)".to_owned(),
            "CREATE TEMPORARY TABLE another (x integer)".to_owned(),
            "CREATE TEMPORARY TABLE users (id uuid)".to_owned(),
            "CREATE VIEW another AS SELECT 1 AS x".to_owned(),
            "CREATE SEQUENCE another".to_owned(),
            "CREATE SCHEMA another".to_owned(),
            "CREATE EXTENSION pg_trgm".to_owned(),
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$".to_owned(),
            "DROP FUNCTION refuse_change() CASCADE".to_owned(),
            "DROP FUNCTION refuse_rebinding() CASCADE".to_owned(),
            "DROP SCHEMA public CASCADE".to_owned(),
            "ALTER SYSTEM SET fsync = off".to_owned(),
            "COPY log_leaves TO '/tmp/custody-copied'".to_owned(),
            "COPY log_leaves TO PROGRAM 'cat'".to_owned(),
            "SELECT pg_read_file('/etc/hostname')".to_owned(),
            "SELECT lo_import('/etc/hostname')".to_owned(),
        ] {
            assert_forbidden(&mut conn, &statement);
        }
    }
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn the_reading_account_sees_no_hash_no_token_and_changes_nothing() {
    let shared = Shared::granted("reader");
    let database = shared.open(&shared.run);
    let codes = take_in(&database, &shared.site.keys(), &found(&database, 1), "一", 1);
    drop(database);
    let mut conn = shared.connection(&shared.read);
    for table in texts(&mut conn, TABLES) {
        let columns = format!(
            "SELECT CAST(attname AS text) AS value FROM pg_attribute \
             WHERE attrelid = CAST('{table}' AS regclass) AND attnum > 0 AND NOT attisdropped"
        );
        let columns = texts(&mut conn, &columns);
        for column in &columns {
            let read = format!("SELECT {column} FROM {table} LIMIT 1");
            let secret = [
                "password_hash",
                "token_hash",
                "mac",
                "wrapped",
                "factor_salt",
                "recovery_salt",
                "recovery_left",
                "identity_code",
                "device",
                "credential_id",
                "public_key",
            ]
            .contains(&column.as_str());
            // Label contents have a column of that name, which is no secret.
            let secret = secret || (table.as_str(), column.as_str()) == ("linked_identities", "subject");
            let shown = !secret && !HIDDEN.contains(&table.as_str());
            if shown { sql(&mut conn, &read) } else { assert_forbidden(&mut conn, &read) }
        }
        let column = &columns[0];
        for statement in [
            format!("INSERT INTO {table} ({column}) SELECT NULL WHERE false"),
            format!("UPDATE {table} SET {column} = NULL"),
            format!("DELETE FROM {table}"),
            format!("TRUNCATE {table} CASCADE"),
            format!("SELECT 1 FROM {table} FOR UPDATE"),
        ] {
            assert_forbidden(&mut conn, &statement);
        }
    }
    let items = texts(&mut conn, "SELECT code AS value FROM items");
    assert_eq!(items, codes);
    // The log and the figures of a year need no more than that.
    shared.by(&shared.read, &["audit", "export", "--out", "log.jsonl"]).done();
    shared.by(&shared.read, &["report", "--year", "2023"]).done();
}

#[test]
#[ignore = "needs PostgreSQL, which scripts/with-postgres.sh starts"]
fn every_table_has_its_line_of_rights() {
    let shared = Shared::granted("lines");
    let mut found = texts(&mut shared.connection(&shared.owner), TABLES);
    let mut known: Vec<_> = RIGHTS.iter().map(|rights| rights.table.to_owned()).collect();
    found.sort();
    known.sort();
    assert_eq!(found, known, "src/db/engine/guards/rights.rs says of every table what the program does with it");
}
