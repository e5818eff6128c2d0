//! The audit log's rows: leaves as they were hashed, their payloads beside them, node hashes, checkpoints.

use std::collections::HashSet;

use diesel::prelude::*;
use uuid::Uuid;

use crate::audit::tree::stored_node;
use crate::audit::{Frontier, Leaf, frontier_rows};
use crate::db::engine::connection::{BATCH, Conn, insert_rows, on};
use crate::db::engine::upkeep::Upkeep;
use crate::db::schema::{findings, log_checkpoints, log_leaves};
use crate::error::{Error, Result};
use crate::model::ids::{AgencyId, ItemId, SubjectId, UserId};
use crate::model::ledger::event::Action;
use crate::model::time::Time;

/// One leaf with what is kept beside it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = log_leaves, treat_none_as_default_value = false)]
pub struct LeafRow {
    /// Position in the log, from 0.
    pub seq: i64,
    pub logged_at: Time,
    pub action: String,
    pub actor_id: Option<UserId>,
    pub actor_agency_id: Option<AgencyId>,
    pub item_id: Option<ItemId>,
    pub item_seq: Option<i32>,
    pub subject_id: Option<SubjectId>,
    /// The very bytes that were hashed.
    pub leaf: Vec<u8>,
    /// The payload whose hash the leaf carries; `None` when it is missing, which nothing orders.
    pub payload: Option<String>,
    /// The Merkle nodes this leaf completed, lowest level first, 32 bytes each.
    pub nodes: Vec<u8>,
}

/// A signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = log_checkpoints)]
pub struct CheckpointRow {
    pub size: i64,
    pub root: Vec<u8>,
    /// C2SP signed note.
    pub note: String,
    pub signed_at: Time,
}

pub(in crate::db) fn insert(conn: &mut Conn, rows: &[LeafRow]) -> Result<()> {
    insert_rows!(conn, log_leaves, rows);
    Ok(())
}

/// Where the log ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How many leaves it has.
    pub size: u64,
    /// When the last one was logged; `None` while there is none.
    pub logged_at: Option<Time>,
    /// Whether a verification found something that nobody has answered yet.
    pub findings_open: bool,
}

/// Where the log ends.
pub fn head(conn: &mut Conn) -> Result<Head> {
    let open = diesel::dsl::exists(findings::table.filter(findings::answered_at.is_null()));
    let last: Option<(i64, Time, bool)> = on!(conn, c => log_leaves::table
        .select((log_leaves::seq, log_leaves::logged_at, open))
        .order(log_leaves::seq.desc())
        .first(c)
        .optional())?;
    let size = u64::try_from(last.map_or(0, |(seq, ..)| seq.saturating_add(1))).map_err(Error::internal)?;
    Ok(Head { size, logged_at: last.map(|(_, at, _)| at), findings_open: last.is_some_and(|(.., open)| open) })
}

/// How many leaves the log had at the end of a moment. Time in the log never runs backwards, but in one of earlier programs
/// may: everything up to the last entry of that time counts.
pub fn size_at(conn: &mut Conn, at: Time) -> Result<i64> {
    let last: Option<i64> = on!(conn, c => log_leaves::table
        .filter(log_leaves::logged_at.le(at))
        .select(diesel::dsl::max(log_leaves::seq))
        .first(c))?;
    Ok(last.map_or(0, |seq| seq.saturating_add(1)))
}

/// How many leaves the log has.
pub fn size(conn: &mut Conn) -> Result<u64> {
    let last: Option<i64> = on!(conn, c => log_leaves::table.select(diesel::dsl::max(log_leaves::seq)).first(c))?;
    u64::try_from(last.map_or(0, |seq| seq.saturating_add(1))).map_err(Error::internal)
}

/// The name of the log, as its first leaf that can be read says; `None` while nothing is logged.
///
/// # Errors
/// Database errors.
pub fn origin(conn: &mut Conn) -> Result<Option<String>> {
    let first: Vec<Vec<u8>> =
        on!(conn, c => log_leaves::table.select(log_leaves::leaf).order(log_leaves::seq).limit(10).load(c))?;
    Ok(first.iter().find_map(|leaf| Leaf::parse(leaf).ok()).map(|leaf| leaf.log.to_owned()))
}

/// The frontier of a log of this size; `known` is used when the log has not grown since.
pub(in crate::db) fn frontier(conn: &mut Conn, known: &Frontier, size: u64) -> Result<Frontier> {
    if known.size() == size {
        return Ok(known.clone());
    }
    frontier_at(conn, size)
}

/// The frontier of the log as it is; none when it does not continue the one that is known.
pub(in crate::db) fn continued(conn: &mut Conn, known: &Frontier) -> Result<Option<Frontier>> {
    let size = size(conn)?;
    if size < known.size() || frontier_at(conn, known.size())? != *known {
        return Ok(None);
    }
    frontier_at(conn, size).map(Some)
}

/// The frontier of the first `size` leaves.
///
/// # Errors
/// Database errors; [`Error::Internal`] when stored nodes are missing.
pub fn frontier_at(conn: &mut Conn, size: u64) -> Result<Frontier> {
    let wanted = frontier_rows(size);
    let seqs = wanted.iter().map(|(seq, _)| i64::try_from(*seq)).collect::<Result<Vec<_>, _>>();
    let rows: Vec<(i64, Vec<u8>)> = list_nodes(conn, &seqs.map_err(Error::internal)?)?;
    let roots = wanted.iter().map(|(seq, level)| {
        let row = rows.iter().find(|(found, _)| u64::try_from(*found) == Ok(*seq));
        row.and_then(|(_, nodes)| stored_node(nodes, usize::from(*level)))
    });
    let roots = roots.collect::<Option<Vec<_>>>();
    roots
        .and_then(|roots| Frontier::from_parts(size, roots))
        .ok_or_else(|| Error::internal("the audit log's stored nodes are incomplete; run `custody audit verify`"))
}

/// The nodes kept with these leaves.
pub fn list_nodes(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<(i64, Vec<u8>)>> {
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::seq.eq_any(seqs))
        .select((log_leaves::seq, log_leaves::nodes))
        .load(c))?)
}

/// The leaves from `start` on, at most `limit`, in order.
pub fn list_from(conn: &mut Conn, start: i64, limit: i64) -> Result<Vec<LeafRow>> {
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::seq.ge(start))
        .order(log_leaves::seq)
        .limit(limit)
        .select(LeafRow::as_select())
        .load(c))?)
}

/// What a reader of events needs of a leaf.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = log_leaves)]
pub struct EventRow {
    pub seq: i64,
    pub logged_at: Time,
    pub actor_agency_id: Option<AgencyId>,
    pub item_id: Option<ItemId>,
    pub payload: Option<String>,
}

/// The events from `start` on, at most `limit`, in order.
pub fn list_events_from(conn: &mut Conn, start: i64, limit: i64) -> Result<Vec<EventRow>> {
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::seq.ge(start))
        .order(log_leaves::seq)
        .limit(limit)
        .select(EventRow::as_select())
        .load(c))?)
}

/// The bytes of the leaves from `start` on with their numbers, at most `limit`, in order.
pub fn list_leaves_from(conn: &mut Conn, start: i64, limit: i64) -> Result<Vec<(i64, Vec<u8>)>> {
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::seq.ge(start))
        .order(log_leaves::seq)
        .limit(limit)
        .select((log_leaves::seq, log_leaves::leaf))
        .load(c))?)
}

/// The numbers of the leaves from `start` on, at most `limit`, in order.
pub fn list_seqs_from(conn: &mut Conn, start: i64, limit: i64) -> Result<Vec<i64>> {
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::seq.ge(start))
        .order(log_leaves::seq)
        .limit(limit)
        .select(log_leaves::seq)
        .load(c))?)
}

/// One leaf.
pub fn find(conn: &mut Conn, seq: i64) -> Result<Option<LeafRow>> {
    Ok(on!(conn, c => log_leaves::table.find(seq).select(LeafRow::as_select()).first(c).optional())?)
}

/// The first entry of the kind.
pub fn find_first(conn: &mut Conn, action: Action) -> Result<Option<LeafRow>> {
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::action.eq(action.as_str()))
        .order(log_leaves::seq)
        .select(LeafRow::as_select())
        .first(c)
        .optional())?)
}

/// The last entry of the kind.
pub fn find_last(conn: &mut Conn, action: Action) -> Result<Option<LeafRow>> {
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::action.eq(action.as_str()))
        .order(log_leaves::seq.desc())
        .select(LeafRow::as_select())
        .first(c)
        .optional())?)
}

/// The last entry of the kind about something.
pub fn find_last_about(conn: &mut Conn, action: Action, subject: Uuid) -> Result<Option<LeafRow>> {
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::subject_id.eq(SubjectId(subject)))
        .filter(log_leaves::action.eq(action.as_str()))
        .order(log_leaves::seq.desc())
        .select(LeafRow::as_select())
        .first(c)
        .optional())?)
}

/// Whether something of the kind ever happened.
pub fn has(conn: &mut Conn, action: Action) -> Result<bool> {
    let found: Option<i64> = on!(conn, c => log_leaves::table
        .filter(log_leaves::action.eq(action.as_str()))
        .select(log_leaves::seq)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// The newest checkpoint.
pub fn newest_checkpoint(conn: &mut Conn) -> Result<Option<CheckpointRow>> {
    Ok(on!(conn, c => log_checkpoints::table
        .order(log_checkpoints::size.desc())
        .select(CheckpointRow::as_select())
        .first(c)
        .optional())?)
}

/// Checkpoints with a size above `after`, oldest first, at most `limit`.
pub fn list_checkpoints(conn: &mut Conn, after: i64, limit: i64) -> Result<Vec<CheckpointRow>> {
    Ok(on!(conn, c => log_checkpoints::table
        .filter(log_checkpoints::size.gt(after))
        .order(log_checkpoints::size)
        .limit(limit)
        .select(CheckpointRow::as_select())
        .load(c))?)
}

/// Those of these sizes of which a checkpoint is kept.
pub fn list_checkpoint_sizes(conn: &mut Conn, sizes: &[i64]) -> Result<HashSet<i64>> {
    let mut found = HashSet::new();
    for batch in sizes.chunks(BATCH) {
        let of_batch = log_checkpoints::size.eq_any(batch);
        let kept = on!(conn, c => log_checkpoints::table.filter(of_batch).select(log_checkpoints::size).load(c))?;
        found.extend::<Vec<i64>>(kept);
    }
    Ok(found)
}

/// Keeps a checkpoint; one of the same size is already there after a race and stays.
pub fn insert_checkpoint(upkeep: &mut Upkeep<'_>, row: &CheckpointRow) -> Result<()> {
    on!(upkeep.conn, c => diesel::insert_into(log_checkpoints::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}
