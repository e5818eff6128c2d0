//! The database itself: its file, its guards, values that no statement of the program ever stored, and rows that it never lets stand beside one
//! another.

use crate::db::Conn;
use crate::db::accounts::persons;
use crate::db::engine::guards::{self, tables};
use crate::db::engine::storage::{self, Misstored, Thoroughness};
use crate::error::Result;
use crate::operations::ledger::verification::findings::{Finding, FindingKind};

/// What is wrong with the file, the guards and the tables; `altered_before` are those that were found so when the program started.
pub(super) fn list_damages(conn: &mut Conn, altered_before: &[String]) -> Result<Vec<Finding>> {
    let damages = storage::list_damages(conn, Thoroughness::Whole)?;
    let damages = damages.into_iter().map(|damage| match damage.strip_prefix("CHECK constraint failed in ") {
        Some(table) => format!("a row of {table} has a value that the schema refuses"),
        None => format!("the file of the database is damaged: {damage}"),
    });
    let now = guards::list_altered(conn)?;
    let before = altered_before.iter().filter(|told| !now.contains(told));
    let before = before.map(|told| format!("the guard {told}, and was made anew when the program started"));
    let now = now.iter().map(|told| format!("the guard {told}"));
    let altered = tables::list_altered(conn)?.into_iter().map(|told| format!("of the tables, {told}"));
    Ok(damages
        .chain(before)
        .chain(now)
        .chain(altered)
        .map(|reason| Finding::of(FindingKind::Database, reason))
        .collect())
}

/// Accounts of one human that count as those of several.
pub(super) fn list_people_apart(conn: &mut Conn) -> Result<Vec<Finding>> {
    let told = |(login, first): (String, String)| {
        let reason = format!(
            "the account {login} is known by the same number as {first} and does not count as the same person's"
        );
        Finding::of(FindingKind::Register, reason)
    };
    Ok(persons::list_apart(conn)?.into_iter().map(told).collect())
}

/// Values that are stored in another form than their columns have.
pub(super) fn list_misstored(conn: &mut Conn) -> Result<Vec<Finding>> {
    let told = |row: Misstored| {
        let Misstored { table_name, key, item, request, columns } = row;
        let key = key.unwrap_or_default();
        let reason = format!("the row {key} of {table_name} has values that the program never stored: {columns}");
        Finding { item, request, ..Finding::of(FindingKind::Database, reason) }
    };
    Ok(storage::list_misstored(conn)?.into_iter().map(told).collect())
}
