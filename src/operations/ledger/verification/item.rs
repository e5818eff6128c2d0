//! One item held against the log: every event of it, from leaf to signed checkpoint, and the row as it stands.

use crate::audit::hash::{from_hex, to_hex};
use crate::audit::{Hash, InclusionProof, Leaf, VerifierKey, checkpoint, leaf_hash, sha256};
use crate::db::Conn;
use crate::db::goods::history;
use crate::db::goods::items::Item;
use crate::db::ledger::log::{self, LeafRow};
use crate::db::ledger::proofs;
use crate::error::{Error, Result};
use crate::model::ids::ItemId;
use crate::model::ledger::event::ItemEvent;
use crate::model::time::Time;
use crate::model::words::words;

/// More events than these are not looked at in one answer.
const EVENTS_AT_MOST: i64 = 2_000;

words! {
    /// What the log says of one event.
    Standing {
        /// Under a signed checkpoint, unaltered, in its place in the item's chain.
        Confirmed = "confirmed" / "已证实" / "Confirmed",
        /// In its place, but not signed for yet; the next checkpoint is at most a minute away.
        Unsigned = "unsigned" / "待签名" / "Unsigned",
        /// Something differs from what was logged.
        Contradicted = "contradicted" / "不一致" / "Contradicted",
    }
}

/// One event of an item as the log holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub item_seq: i32,
    pub leaf_seq: i64,
    pub action: String,
    pub at: Time,
    /// Hexadecimal.
    pub leaf_hash: String,
    pub standing: Standing,
    /// What differs, when something does.
    pub problem: Option<&'static str>,
    /// From the leaf to the root of the newest checkpoint; none for what is not signed for yet.
    pub proof: Option<InclusionProof>,
}

/// What the log says of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Whether nothing differs: events, their chain, and the row as it stands.
    pub confirmed: bool,
    /// The checkpoint the events were held against; none before the first was signed.
    pub checkpoint: Option<Signed>,
    pub events: Vec<Event>,
    /// What of the item's row differs from its last event, when something does.
    pub row_problem: Option<&'static str>,
}

/// A checkpoint whose signature is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub size: u64,
    pub root: Hash,
    pub note: String,
    pub signed_at: Time,
}

/// The newest checkpoint, when its signature is good and says what the columns beside it say.
///
/// # Errors
/// [`Error::Internal`] for a checkpoint that was altered.
pub fn newest_signed(conn: &mut Conn, origin: &str, key: &VerifierKey) -> Result<Option<Signed>> {
    let Some(row) = log::newest_checkpoint(conn)? else { return Ok(None) };
    let opened = checkpoint::open(&row.note, key, origin).map_err(Error::internal)?;
    if u64::try_from(row.size) != Ok(opened.size) || row.root != opened.root {
        return Err(Error::internal("the newest checkpoint was altered; run `custody audit verify`"));
    }
    Ok(Some(Signed { size: opened.size, root: opened.root, note: row.note, signed_at: row.signed_at }))
}

/// Holds an item against the log.
///
/// # Errors
/// Database errors; [`Error::Internal`] when the log's own rows are damaged beyond one item.
pub fn confirm(conn: &mut Conn, origin: &str, key: &VerifierKey, item: &Item) -> Result<Confirmation> {
    let signed = newest_signed(conn, origin, key)?;
    let rows = history::list_bare(conn, item.id, 0, EVENTS_AT_MOST)?;
    let rows: Vec<LeafRow> = rows.into_iter().map(|(leaf, _)| leaf).collect();
    let size = signed.as_ref().map_or(0, |signed| signed.size);
    let within: Vec<u64> =
        rows.iter().filter_map(|row| u64::try_from(row.seq).ok()).filter(|seq| *seq < size).collect();
    let mut made = proofs::inclusions(conn, size, &within)?.into_iter();
    let mut previous = None;
    let mut events = Vec::with_capacity(rows.len());
    for (number, row) in (1_i32..).zip(&rows) {
        let hash = leaf_hash(&row.leaf);
        let proof = if u64::try_from(row.seq).is_ok_and(|seq| seq < size) { made.next() } else { None };
        let shown = match (&signed, &proof) {
            (Some(signed), Some(proof)) => proof.shows(&signed.root, &hash),
            _ => true,
        };
        let problem = if shown { chained(item.id, number, previous, row) } else { Some("not_in_the_signed_log") };
        let standing = match (problem, &proof) {
            (Some(_), _) => Standing::Contradicted,
            (None, Some(_)) => Standing::Confirmed,
            (None, None) => Standing::Unsigned,
        };
        let (leaf_hash, action) = (to_hex(&hash), row.action.clone());
        let event = Event {
            item_seq: number,
            leaf_seq: row.seq,
            action,
            at: row.logged_at,
            leaf_hash,
            standing,
            problem,
            proof,
        };
        events.push(event);
        previous = Some(hash);
    }
    let row_problem = as_logged(item, rows.last(), previous)?;
    let confirmed = row_problem.is_none() && events.iter().all(|event| event.standing != Standing::Contradicted);
    Ok(Confirmation { confirmed, checkpoint: signed, events, row_problem })
}

/// What is wrong with an event in its place in the item's chain.
fn chained(id: ItemId, number: i32, previous: Option<Hash>, row: &LeafRow) -> Option<&'static str> {
    let Ok(leaf) = Leaf::parse(&row.leaf) else { return Some("leaf_unreadable") };
    if u64::try_from(row.seq) != Ok(leaf.seq) || leaf.item_id != Some(id.0) {
        return Some("leaf_of_another_place");
    }
    if leaf.item_seq != u64::try_from(number).ok() || row.item_seq != Some(number) {
        return Some("event_missing");
    }
    if leaf.prev_item_leaf_hash != previous {
        return Some("chain_broken");
    }
    if leaf.ts_utc != row.logged_at.0 || leaf.action != row.action || leaf.actor_id != row.actor_id.map(|id| id.0) {
        return Some("columns_differ");
    }
    let Some(payload) = &row.payload else { return Some("payload_missing") };
    (sha256(payload.as_bytes()) != leaf.payload_sha256).then_some("payload_differs")
}

/// What of the row differs from the item's last event.
fn as_logged(item: &Item, last: Option<&LeafRow>, hash: Option<Hash>) -> Result<Option<&'static str>> {
    let Some(last) = last else { return Ok(Some("not_in_the_log")) };
    if last.item_seq != Some(item.version) || hash.is_none_or(|hash| item.last_leaf_hash != hash) {
        return Ok(Some("event_missing"));
    }
    let Some(payload) = &last.payload else { return Ok(Some("payload_missing")) };
    let Ok(event) = serde_json::from_str::<ItemEvent>(payload) else { return Ok(Some("payload_differs")) };
    if event.after != item.facts() {
        return Ok(Some("facts_differ"));
    }
    let logged = from_hex::<32>(event.row_sha256.as_bytes());
    Ok((from_hex::<32>(item.row_sha256()?.as_bytes()) != logged).then_some("columns_differ"))
}
