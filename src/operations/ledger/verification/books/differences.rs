//! In what a row of the tables differs from what the log tells of it.

use crate::model::ledger::event::ItemFacts;

/// Names the facts in which a row contradicts the log.
pub fn contradictions(log: &ItemFacts, table: &ItemFacts, wrong: &mut Vec<String>) {
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
