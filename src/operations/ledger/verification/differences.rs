//! In what a row of the tables differs from what the log tells of it.

use crate::db::goods::movements::Movement;
use crate::model::ledger::event::ItemFacts;

/// Names the facts in which a row contradicts the log.
pub(super) fn contradictions(log: &ItemFacts, table: &ItemFacts, wrong: &mut Vec<String>) {
    if log == table {
        return;
    }
    let id = |id: Option<uuid::Uuid>| id.map_or_else(|| "none".to_owned(), |id| id.to_string());
    let mut compare = |name: &str, log: String, table: String| {
        if log != table {
            wrong.push(format!("{name} {table} instead of {log}"));
        }
    };
    let word = |word: Option<&str>| word.unwrap_or("none").to_owned();
    compare("state", log.state.to_string(), table.state.to_string());
    compare("place", id(log.place_id.map(|id| id.0)), id(table.place_id.map(|id| id.0)));
    compare("holder", id(log.borrower_id.map(|id| id.0)), id(table.borrower_id.map(|id| id.0)));
    compare("responsible agency", log.responsible_agency_id.to_string(), table.responsible_agency_id.to_string());
    compare("legal status", log.legal_status.to_string(), table.legal_status.to_string());
    compare("disposition", word(log.disposition.map(|d| d.as_str())), word(table.disposition.map(|d| d.as_str())));
    compare("category", log.category.to_string(), table.category.to_string());
    compare("pieces", log.pieces.to_string(), table.pieces.to_string());
}

/// Names the columns in which a movement differs from what its leaf amounts to.
pub(super) fn differing(log: &Movement, table: &Movement) -> String {
    let columns = [
        (log.item_id == table.item_id, "item_id"),
        (log.item_version == table.item_version, "item_version"),
        (log.action == table.action, "action"),
        (log.request_id == table.request_id, "request_id"),
        (log.from_state == table.from_state, "from_state"),
        (log.to_state == table.to_state, "to_state"),
        (log.from_place_id == table.from_place_id, "from_place_id"),
        (log.to_place_id == table.to_place_id, "to_place_id"),
        (log.from_borrower_id == table.from_borrower_id, "from_borrower_id"),
        (log.to_borrower_id == table.to_borrower_id, "to_borrower_id"),
        (log.actor_id == table.actor_id, "actor_id"),
        (log.second_id == table.second_id, "second_id"),
        (log.receiver == table.receiver, "receiver"),
        (log.reason == table.reason, "reason"),
        (log.condition == table.condition, "condition"),
        (log.moved_at == table.moved_at, "moved_at"),
    ];
    let names: Vec<&str> = columns.iter().filter(|(same, _)| !same).map(|(_, name)| *name).collect();
    names.join(", ")
}
