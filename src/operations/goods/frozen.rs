//! Items on a list that is being signed: what the list says of them stays as it is until everybody has signed.

use std::slice;

use crate::db::Conn;
use crate::db::goods::items::Item;
use crate::db::requests::handovers::{self, Frozen};
use crate::error::Result;
use crate::model::reason::{Reason, Refusal};

/// Refuses to change an item that stands on a list that is being signed.
///
/// # Errors
/// [`Reason::HandoverItemFrozen`].
pub fn must_be_free(conn: &mut Conn, item: &Item) -> Result<()> {
    match handovers::list_frozen(conn, slice::from_ref(&item.id))?.get(&item.id) {
        Some(frozen) => Err(refusal(frozen, &item.code).into()),
        None => Ok(()),
    }
}

/// Why an item that stands on such a list is not changed.
pub fn refusal(frozen: &Frozen, code: &str) -> Refusal {
    let refusal = Refusal::new(Reason::HandoverItemFrozen).with("item", code);
    refusal.with("number", &frozen.number).with("person", &frozen.opened_by)
}
