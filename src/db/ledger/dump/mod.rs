//! Backups that move between the two databases: which tables they hold, how a row is written and read back.
//! [`write`](mod@write) makes a backup, [`read`] checks one and loads it, [`replace`](mod@replace) puts it in place.

pub mod read;
pub mod replace;
pub mod write;

use std::collections::BTreeMap;

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};
use serde::{Deserialize, Serialize};

use crate::db::engine::connection::{Conn, on};
use crate::error::{Error, Result};

/// The form of the file.
pub const FORMAT: u32 = 1;

/// Every table that a backup holds, each after those it refers to.
pub const TABLES: [&str; 41] = [
    "agencies",
    "users",
    "passkeys",
    "linked_identities",
    "certificates",
    "settings",
    "number_series",
    "places",
    "cases",
    "case_officers",
    "seizure_lists",
    "items",
    "clock_rule_versions",
    "documents",
    "corrections",
    "requests",
    "personal_keys",
    "request_lines",
    "request_steps",
    "loans",
    "loan_extensions",
    "discrepancies",
    "handovers",
    "files",
    "handover_signatures",
    "movements",
    "clues",
    "supervision_notices",
    "supervision_steps",
    "list_views",
    "papers",
    "label_contents",
    "paper_profiles",
    "print_batches",
    "print_lines",
    "labels",
    "verifications",
    "findings",
    "log_leaves",
    "log_checkpoints",
    "idempotency_keys",
];

/// The tables that came after the first schema, with the schema that brought them: older backups go without.
const ADDED: [(&str, i32); 21] = [
    ("label_contents", 4),
    ("paper_profiles", 4),
    ("print_batches", 4),
    ("print_lines", 4),
    ("labels", 4),
    ("verifications", 5),
    ("corrections", 8),
    ("findings", 9),
    ("personal_keys", 14),
    ("passkeys", 18),
    ("linked_identities", 21),
    ("certificates", 22),
    ("list_views", 23),
    ("files", 24),
    ("papers", 25),
    ("handovers", 26),
    ("handover_signatures", 26),
    ("clock_rule_versions", 30),
    ("clues", 31),
    ("supervision_notices", 31),
    ("supervision_steps", 31),
];

/// The tables of [`TABLES`] that a schema has.
fn tables_of(schema: i32) -> impl Iterator<Item = &'static str> {
    let is_there = move |name: &&str| ADDED.iter().all(|(added, since)| added != name || *since <= schema);
    TABLES.into_iter().filter(is_there)
}

/// The tables that none holds: sign-ins must not come back to life, and the search index, the former names and the
/// deadlines are made anew.
pub const LEFT_OUT: [&str; 14] = [
    "__diesel_schema_migrations",
    "sessions",
    "refresh_tokens",
    "sign_in_attempts",
    "factor_steps",
    "passkey_challenges",
    "passkey_uses",
    "linked_identity_uses",
    "certificate_uses",
    "setup_tokens",
    "former_names",
    "deadlines",
    "item_texts",
    "item_grams",
];

/// The first line of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`]
    pub format: u32,
    /// Version of the program that made it.
    pub program: String,
    /// Schema version of the rows.
    pub schema: i32,
    /// The name of the log.
    pub origin: String,
    pub created_at: crate::model::time::Time,
    /// What was known of the rows when they were written; nothing of those of earlier programs.
    #[serde(default)]
    pub verification: Verified,
    /// Where the bytes of files are; nothing is said by earlier programs, which had none.
    #[serde(default)]
    pub files: Carried,
    pub tables: Vec<Table>,
}

/// What a backup says of the rows that are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// They were not verified when they were written.
    #[default]
    NotVerified,
    /// The log was whole, and the tables agreed with it.
    Clean,
    /// So many things were found wrong.
    Findings(u64),
}

/// Where the bytes of the files are of which a backup has rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Carried {
    /// There is no file.
    #[default]
    None,
    /// In a file beside the backup.
    Beside,
    /// Nowhere: somebody left them out.
    LeftOut,
}

/// A table as the backup holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub name: String,
    pub columns: Vec<String>,
}

/// The last line of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// SHA-256 over all bytes of the lines before, hexadecimal.
    pub sha256: String,
    /// Entries of the log.
    pub log_size: u64,
    /// The root over them, hexadecimal.
    pub log_root: String,
    /// The newest signed checkpoint.
    pub checkpoint: Option<String>,
}

impl End {
    /// Rows of all tables.
    pub fn row_count(&self) -> u64 {
        self.rows.values().sum()
    }
}

/// A line between the first and the rows: the rows of a table follow.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Heading {
    table: String,
}

/// How a line that ends the backup is told from a row.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ending {
    end: End,
}

/// A column with its type: the same word in both databases, until SQLite's table is made strict.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

/// The columns of one of [`TABLES`] as the database has them, in their order.
fn columns(conn: &mut Conn, table: &str) -> Result<Vec<Column>> {
    let sql = if conn.is_postgres() {
        "SELECT CAST(column_name AS text) AS name, CAST(data_type AS text) AS kind FROM information_schema.columns \
         WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
    } else {
        "SELECT name, lower(type) AS kind FROM pragma_table_info($1) ORDER BY cid"
    };
    let found: Vec<Column> = on!(conn, c => diesel::sql_query(sql).bind::<Text, _>(table).load(c))?;
    if found.is_empty() {
        return Err(Error::internal(format!("there is no table {table}")));
    }
    Ok(found)
}

impl Column {
    /// The column as a member of a JSON array: bytes and identifiers in hexadecimal digits, booleans as 0 and 1.
    fn written(&self, postgres: bool) -> Result<String> {
        let name = &self.name;
        Ok(match (self.kind.as_str(), postgres) {
            ("text" | "bigint" | "integer", _) | ("boolean" | "int", false) => name.clone(),
            ("uuid", true) => format!("replace(CAST({name} AS text), '-', '')"),
            ("bytea", true) => format!("encode({name}, 'hex')"),
            ("boolean", true) => format!("CAST({name} AS integer)"),
            ("uuid" | "bytea" | "blob", false) => format!("CASE WHEN {name} IS NOT NULL THEN lower(hex({name})) END"),
            (other, _) => return Err(Error::internal(format!("column {name} has the unknown type {other}"))),
        })
    }

    /// The member `at` of the JSON array `value` as the column.
    fn read(&self, at: usize, postgres: bool) -> Result<String> {
        Ok(match (self.kind.as_str(), postgres) {
            ("text", _) | ("bigint" | "integer" | "boolean" | "int", false) => format!("value ->> {at}"),
            ("bigint" | "integer", true) => format!("CAST(value ->> {at} AS {})", self.kind),
            ("boolean", true) => format!("CAST(value ->> {at} AS integer) <> 0"),
            ("uuid", true) => format!("CAST(value ->> {at} AS uuid)"),
            ("bytea", true) => format!("decode(value ->> {at}, 'hex')"),
            ("uuid" | "bytea" | "blob", false) => format!("unhex(value ->> {at})"),
            (other, _) => return Err(Error::internal(format!("column {} has the unknown type {other}", self.name))),
        })
    }
}

/// The statement that writes a table's rows as JSON arrays, in the order of the primary key: everywhere the first
/// column or the first two.
fn select(table: &str, columns: &[Column], postgres: bool) -> Result<String> {
    let written: Result<Vec<String>> = columns.iter().map(|column| column.written(postgres)).collect();
    let written = written?.join(", ");
    let array =
        if postgres { format!("CAST(json_build_array({written}) AS text)") } else { format!("json_array({written})") };
    let order: Vec<&str> = columns.iter().take(2).map(|column| column.name.as_str()).collect();
    Ok(format!("SELECT {array} AS line FROM {table} ORDER BY {}", order.join(", ")))
}

/// The statement that reads a JSON array of such arrays back into a table.
fn insert(table: &str, columns: &[Column], postgres: bool) -> Result<String> {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let read: Result<Vec<String>> = columns.iter().enumerate().map(|(at, column)| column.read(at, postgres)).collect();
    let (names, read) = (names.join(", "), read?.join(", "));
    let source = if postgres { "jsonb_array_elements(CAST($1 AS jsonb)) AS rows (value)" } else { "json_each($1)" };
    Ok(format!("INSERT INTO {table} ({names}) SELECT {read} FROM {source}"))
}

#[cfg(test)]
mod tests;
