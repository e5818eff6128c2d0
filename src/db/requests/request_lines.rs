//! The lines of requests: what is asked for, item by item, and what became of it.

use std::collections::HashSet;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text};
use diesel::upsert::excluded;

use crate::audit::Hash;
use crate::audit::hash::{from_hex, to_hex};
use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on, put_arrays};
use crate::db::engine::digest::row_sha256;
use crate::db::goods::items::Item;
use crate::db::schema::{items, request_lines};
use crate::error::Result;
use crate::model::goods::item::{Condition, CustodyState};
use crate::model::ids::{ItemId, RequestId, Uid, UserId};
use crate::model::requests::handover::Sealing;
use crate::model::requests::request::LineOutcome;
use crate::model::time::Time;
use serde::Serialize;

/// One line of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = request_lines, treat_none_as_default_value = false)]
pub struct RequestLine {
    pub request_id: RequestId,
    pub line_no: i32,
    pub item_id: ItemId,
    /// Whether the line holds its item against other requests.
    pub holds: bool,
    pub outcome: LineOutcome,
    pub reason: Option<String>,
    pub condition: Option<Condition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealing: Option<Sealing>,
    pub executed_by: Option<UserId>,
    pub second_id: Option<UserId>,
    pub executed_at: Option<Time>,
}

/// The lines of a request with their items, from line `after` on, at most `limit`; only those that ended with `outcome`
/// when one is given.
pub fn list(
    conn: &mut Conn,
    id: RequestId,
    outcome: Option<LineOutcome>,
    after: i32,
    limit: i64,
) -> Result<Vec<(RequestLine, Item)>> {
    Ok(on!(conn, c => {
        let mut query = request_lines::table
            .inner_join(items::table.on(items::id.eq(request_lines::item_id)))
            .filter(request_lines::request_id.eq(id).and(request_lines::line_no.gt(after)))
            .select((RequestLine::as_select(), Item::as_select()))
            .into_boxed();
        if let Some(outcome) = outcome {
            query = query.filter(request_lines::outcome.eq(outcome));
        }
        query.order(request_lines::line_no).limit(limit).load(c)
    })?)
}

/// All lines of a request with their items; a request has at most 10,000.
pub fn list_all(conn: &mut Conn, id: RequestId) -> Result<Vec<(RequestLine, Item)>> {
    list(conn, id, None, 0, i64::MAX)
}

/// Adds lines.
pub fn insert(change: &mut Change<'_>, rows: &[RequestLine]) -> Result<()> {
    put(change, rows)
}

/// Replaces lines of a request, `known` as they were loaded.
pub fn update(change: &mut Change<'_>, id: RequestId, known: &[RequestLine], rows: &[RequestLine]) -> Result<()> {
    hold(change, id, known)?;
    put(change, rows)
}

fn put(change: &mut Change<'_>, rows: &[RequestLine]) -> Result<()> {
    match &mut *change.conn {
        Conn::Postgres(c) if rows.len() > 1 => put_line_arrays(c, rows)?,
        conn => rows.chunks(BATCH).try_for_each(|batch| put_line_batch(conn, batch))?,
    }
    for row in rows {
        change.note_line_digest(row.request_id, row.line_no, row_sha256(row)?);
    }
    Ok(())
}

/// One statement for all: it does not stay prepared, so many rows must share it.
fn put_line_batch(conn: &mut Conn, batch: &[RequestLine]) -> Result<()> {
    on!(conn, c => diesel::insert_into(request_lines::table)
        .values(batch)
        .on_conflict((request_lines::request_id, request_lines::line_no))
        .do_update()
        .set((
            request_lines::holds.eq(excluded(request_lines::holds)),
            request_lines::outcome.eq(excluded(request_lines::outcome)),
            request_lines::reason.eq(excluded(request_lines::reason)),
            request_lines::condition.eq(excluded(request_lines::condition)),
            request_lines::sealing.eq(excluded(request_lines::sealing)),
            request_lines::executed_by.eq(excluded(request_lines::executed_by)),
            request_lines::second_id.eq(excluded(request_lines::second_id)),
            request_lines::executed_at.eq(excluded(request_lines::executed_at)),
        ))
        .execute(c))?;
    Ok(())
}

fn put_line_arrays(conn: &mut PgConnection, rows: &[RequestLine]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        put_arrays!(
            conn, "request_lines", batch,
            known by "request_id, line_no",
            keep { request_id: Uid, line_no: Integer, item_id: Uid }
            set {
                holds: Bool, outcome: Text, reason: Nullable<Text>, condition: Nullable<Text>,
                sealing: Nullable<Text>, executed_by: Nullable<Uid>, second_id: Nullable<Uid>, executed_at: Nullable<BigInt>,
            }
        );
    }
    Ok(())
}

/// Holds lines that are to be replaced against the log. Whether a line holds its item follows from where its request
/// stands and was not logged with it, so that either is accepted.
fn hold(change: &mut Change<'_>, id: RequestId, known: &[RequestLine]) -> Result<()> {
    let mut digests = Vec::with_capacity(known.len());
    // Lines that were written together held their items or did not.
    let mut held = false;
    for line in known {
        let logged = change.logged(id.0)?.line(line.line_no);
        match matching(line, logged, &mut held)? {
            Some(sha256) => digests.push((line.line_no, sha256)),
            None => return Err(change.refuse_line(id, line.line_no, logged, Some(row_sha256(line)?))?),
        }
    }
    change.note_lines_before(id, digests);
    Ok(())
}

/// Holds lines that something is made from against the log; they stay as they are.
///
/// # Errors
/// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
pub fn hold_read(change: &mut Change<'_>, id: RequestId, known: &[RequestLine]) -> Result<()> {
    let mut held = false;
    for line in known {
        let logged = change.logged(id.0)?.line(line.line_no);
        if matching(line, logged, &mut held)?.is_none() {
            return Err(change.refuse_line(id, line.line_no, logged, Some(row_sha256(line)?))?);
        }
    }
    Ok(())
}

/// Holds all lines of a request: none of them may be missing either.
fn hold_all(change: &mut Change<'_>, id: RequestId, known: &[RequestLine]) -> Result<()> {
    hold(change, id, known)?;
    let there: HashSet<i32> = known.iter().map(|line| line.line_no).collect();
    let logged = change.logged(id.0)?;
    let Some(gone) = logged.line_numbers().find(|line_no| !there.contains(line_no)) else { return Ok(()) };
    let logged = logged.line(gone);
    Err(change.refuse_line(id, gone, logged, None)?)
}

/// Lets the lines of a request stand as they are, for its next entry; answers whether any was not the one in the log.
pub(in crate::db) fn accept(change: &mut Change<'_>, id: RequestId) -> Result<bool> {
    let mut changed = false;
    for (line, _) in list_all(change.reader(), id)? {
        let logged = change.logged(id.0)?.line(line.line_no);
        if matching(&line, logged, &mut false)?.is_none() {
            change.note_lines_before(id, logged.map(|hash| (line.line_no, to_hex(&hash))).into_iter().collect());
            change.note_line_digest(id, line.line_no, row_sha256(&line)?);
            changed = true;
        }
    }
    Ok(changed)
}

/// The digest of a line as it was logged, tried first as the one before it `held`; none when it is another line.
fn matching(line: &RequestLine, logged: Option<Hash>, held: &mut bool) -> Result<Option<String>> {
    for holds in [*held, !*held] {
        let sha256 = row_sha256(&RequestLine { holds, ..line.clone() })?;
        if logged.is_some() && from_hex(sha256.as_bytes()) == logged {
            *held = holds;
            return Ok(Some(sha256));
        }
    }
    Ok(None)
}

/// Takes the lines of a draft away, so that new ones can be written. Only drafts and requests returned for correction
/// may lose lines; the log keeps what they were.
pub fn delete_all(change: &mut Change<'_>, id: RequestId) -> Result<()> {
    let known: Vec<RequestLine> = on!(change.conn, c => request_lines::table
        .filter(request_lines::request_id.eq(id))
        .select(RequestLine::as_select())
        .load(c))?;
    hold_all(change, id, &known)?;
    on!(change.conn, c => diesel::delete(request_lines::table.filter(request_lines::request_id.eq(id))).execute(c))?;
    change.forget_lines(id);
    Ok(())
}

/// Sets whether the request's lines hold their items; lines that do already are left alone.
pub fn update_holds(change: &mut Change<'_>, id: RequestId, holds: bool) -> Result<()> {
    let others = request_lines::request_id.eq(id).and(request_lines::holds.ne(holds));
    on!(change.conn, c => diesel::update(request_lines::table.filter(others))
        .set(request_lines::holds.eq(holds))
        .execute(c))?;
    Ok(())
}

/// The lines of a request that carry these label codes, with their items.
pub fn list_by_code(conn: &mut Conn, id: RequestId, codes: &[String]) -> Result<Vec<(RequestLine, Item)>> {
    let mut found = Vec::with_capacity(codes.len());
    for batch in codes.chunks(BATCH) {
        found.extend(on!(conn, c => request_lines::table
            .inner_join(items::table.on(items::id.eq(request_lines::item_id)))
            .filter(request_lines::request_id.eq(id).and(items::code.eq_any(batch)))
            .select((RequestLine::as_select(), Item::as_select()))
            .load(c))?);
    }
    Ok(found)
}

/// The label code of the first item of a request that was cancelled, if any was.
pub fn find_cancelled(conn: &mut Conn, id: RequestId) -> Result<Option<String>> {
    Ok(on!(conn, c => request_lines::table
        .inner_join(items::table.on(items::id.eq(request_lines::item_id)))
        .filter(request_lines::request_id.eq(id).and(items::custody_state.eq(CustodyState::Cancelled)))
        .order(request_lines::line_no)
        .select(items::code)
        .first(c)
        .optional())?)
}

/// Whether any line of a request ended in one of these ways.
pub fn any_ended_as(conn: &mut Conn, id: RequestId, outcomes: &[LineOutcome]) -> Result<bool> {
    let found: Option<i32> = on!(conn, c => request_lines::table
        .filter(request_lines::request_id.eq(id).and(request_lines::outcome.eq_any(outcomes)))
        .select(request_lines::line_no)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}
