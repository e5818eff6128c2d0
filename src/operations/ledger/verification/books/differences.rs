//! In what a row of the tables differs from what the log tells of it.

use crate::db::goods::movements::Movement;
use crate::db::ledger::log::LeafRow;
use crate::error::Result;
use crate::model::ledger::event::{ItemAction, ItemEvent, ItemFacts};
use crate::operations::ledger::verification::batch::DigestedItem;
use crate::operations::ledger::verification::books::names::KnownItem;
use crate::operations::ledger::verification::compact::{NumberedIds, Printer};

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

/// In what a row of the items table differs from what the log leaves of the item.
pub fn wrong_item(known: &KnownItem, found: DigestedItem, ids: &NumberedIds, printer: &Printer) -> Result<Vec<String>> {
    let DigestedItem { row, digest, last } = found;
    let mut wrong = Vec::new();
    if let Some(code) = known.code.as_deref().filter(|code| known.last.is_some() && *code != row.code) {
        wrong.push(format!("label code {} instead of {code}", row.code));
    }
    if let Some((item_seq, hash)) = last {
        if u64::try_from(row.version) != Ok(item_seq) {
            wrong.push(format!("version {} instead of {item_seq}", row.version));
        }
        if row.last_leaf_hash != hash {
            wrong.push("another last_leaf_hash".to_owned());
        }
    }
    if let Some((facts, logged)) = &known.last {
        contradictions(&ids.facts(facts), &row.facts(), &mut wrong);
        if printer.print(Some(digest?)) != *logged && wrong.is_empty() {
            wrong.push("a column that was changed: the row is not the one whose digest was logged".to_owned());
        }
    }
    Ok(wrong)
}

/// What is wrong with the movement that stands beside an entry about an item, or with there being none.
pub fn wrong_movement(row: &LeafRow, event: Option<&ItemEvent>, found: Option<&Movement>) -> Option<String> {
    let moves = row.action.parse::<ItemAction>().is_ok_and(ItemAction::is_movement);
    match (moves, found) {
        (true, None) => Some("the movement of this entry is missing".to_owned()),
        (false, Some(_)) => Some("a movement that the log does not know".to_owned()),
        (true, Some(found)) => {
            let Some(event) = event else {
                return Some("the movement cannot be judged without the payload of this entry".to_owned());
            };
            let expected = Movement::of(event, row.seq, row.item_seq.unwrap_or_default(), row.actor_id, row.logged_at);
            (expected != *found).then(|| format!("the movement differs from the log in {}", expected.differing(found)))
        }
        (false, None) => None,
    }
}
