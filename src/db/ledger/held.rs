//! What is to be changed as it was loaded, and what is told when it is not what the log says.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use crate::audit::hash::leaf_hash;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::row_sha256;
use crate::db::goods::items::Item;
use crate::db::ledger::logged::whole_payload;
use crate::db::schema::{items, log_leaves};
use crate::error::{Result, chain};
use crate::model::ids::ItemId;

/// A row that is not the one the log knows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Alteration {
    /// What the row is about.
    pub(in crate::db) subject: Uuid,
    /// Its table.
    pub(in crate::db) table: &'static str,
    /// How people call it.
    pub what: String,
    /// The digest logged last, hexadecimal; none when the log does not know the row, or cannot be read.
    pub(in crate::db) logged: Option<String>,
    /// The digest of what was found; none when the row is gone.
    pub(in crate::db) found: Option<String>,
}

impl Alteration {
    /// Of a row that the log knows nothing of and that this program did not write.
    ///
    /// # Errors
    /// [`Error::Internal`](crate::error::Error::Internal) when the row cannot be written as JSON.
    pub fn foreign(table: &'static str, subject: Uuid, what: String, row: &impl Serialize) -> Result<Self> {
        Ok(Self { subject, table, what, logged: None, found: Some(row_sha256(row)?) })
    }

    /// Tells the log and the operator of it: what somebody wanted to do with the row was refused and rolled back whole.
    pub(in crate::db) fn tell(&self, enter: impl FnOnce() -> Result<()>) {
        let Self { table, what, .. } = self;
        metrics::counter!("custody_alterations_total", "table" => *table).increment(1);
        tracing::error!(table, what, "a record is not the one in the log; it was changed behind the program's back");
        if let Err(error) = enter() {
            tracing::error!(error = chain(&error), table, what, "the alteration cannot be entered in the log");
        }
    }

    /// The particulars of the entry about it.
    pub(in crate::db) fn details(&self) -> serde_json::Value {
        json!({ "table": self.table, "what": self.what, "logged": self.logged, "found": self.found })
    }
}

/// A row as it was loaded to be changed.
pub struct LoadedRow {
    /// Its digest, hexadecimal.
    pub sha256: String,
    /// Whether it is as the program ships it: the log does not know those until they are changed.
    pub shipped: bool,
}

/// An item as it was loaded to be changed.
pub(in crate::db) struct LoadedItem {
    id: ItemId,
    code: String,
    version: i32,
    sha256: String,
    last_leaf_hash: Vec<u8>,
}

impl LoadedItem {
    /// The item with its digest.
    pub fn of(item: &Item, sha256: String) -> Self {
        let (code, last_leaf_hash) = (item.code.clone(), item.last_leaf_hash.clone());
        Self { id: item.id, code, version: item.version, sha256, last_leaf_hash }
    }

    /// Holds it against its newest entry.
    fn hold(&self, newest: Option<&Newest>) -> Option<Alteration> {
        let Some((_, leaf, payload)) = newest else { return Some(self.altered(None)) };
        let told = whole_payload(leaf, payload.as_deref()).and_then(|text| serde_json::from_str::<Told>(text).ok());
        let Some(told) = told else { return Some(self.altered(None)) };
        let same = told.row_sha256 == self.sha256 && leaf_hash(leaf).as_slice() == self.last_leaf_hash;
        (!same).then(|| self.altered(Some(told.row_sha256)))
    }

    fn altered(&self, logged: Option<String>) -> Alteration {
        let (what, found) = (self.code.clone(), Some(self.sha256.clone()));
        Alteration { subject: self.id.0, table: "items", what, logged, found }
    }
}

/// The newest entry of an item: its leaf and payload.
type Newest = (Option<ItemId>, Vec<u8>, Option<String>);

/// What is needed of an item's event.
#[derive(serde::Deserialize)]
struct Told {
    row_sha256: String,
}

/// The first of the items that is not as its newest entry left it.
pub(in crate::db) fn find_altered(conn: &mut Conn, loaded: &[LoadedItem]) -> Result<Option<Alteration>> {
    for batch in loaded.chunks(BATCH) {
        let newest = list_newest(conn, batch)?;
        if let Some(alteration) = batch.iter().find_map(|item| item.hold(newest.get(&item.id))) {
            return Ok(Some(alteration));
        }
    }
    Ok(None)
}

fn list_newest(conn: &mut Conn, loaded: &[LoadedItem]) -> Result<HashMap<ItemId, Newest>> {
    let columns = (log_leaves::item_id, log_leaves::leaf, log_leaves::payload);
    let rows: Vec<Newest> = match loaded {
        // One statement that stays prepared.
        [one] => on!(conn, c => log_leaves::table
            .filter(log_leaves::item_id.eq(one.id).and(log_leaves::item_seq.eq(one.version)))
            .select(columns)
            .load(c))?,
        many => {
            let ids: Vec<ItemId> = many.iter().map(|item| item.id).collect();
            let same_version = items::version.nullable().eq(log_leaves::item_seq);
            on!(conn, c => log_leaves::table
                .inner_join(items::table.on(items::id.nullable().eq(log_leaves::item_id).and(same_version)))
                .filter(items::id.eq_any(&ids))
                .select(columns)
                .load(c))?
        }
    };
    Ok(rows.into_iter().filter_map(|row| Some((row.0?, row))).collect())
}
