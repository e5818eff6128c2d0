//! Reads log and tables for the verification, in batches, on a thread of its own. A row that cannot even be read is
//! passed on by its name instead of ending the verification.

use crate::db::Conn;
use crate::db::items::{self, Item};
use crate::db::loans;
use crate::db::log::{self, LeafRow};
use crate::db::movements::{self, Movement};
use crate::db::requests::{self, Request};
use crate::error::{Error, Result};
use crate::model::ids::RequestId;
use crate::model::viewer::Reach;
use crate::operations::verification::Kind;

/// Rows read at a time: small enough to overlap reading and checking, large enough for one statement.
const CHUNK: i64 = 2_000;

/// What is passed from the reading thread to the checking one.
pub(super) enum Batch {
    /// Leaves in order, and the movements from after the batch before up to the last of them.
    Leaves(Vec<LeafRow>, Vec<Movement>),
    Items(Vec<Item>),
    Requests(Vec<Request>),
    /// Label codes of items whose open loan does not agree with who has them.
    Loans(Vec<String>),
    Unreadable(Unreadable),
}

/// A row that says nothing.
pub(super) struct Unreadable {
    pub kind: Kind,
    pub seq: Option<i64>,
    /// The item's label code or the request's number.
    pub name: Option<String>,
    pub reason: String,
}

/// Reads everything in the order it is checked in; `send` answers false when nobody listens any more.
pub(super) fn read(conn: &mut Conn, mut send: impl FnMut(Batch) -> bool) -> Result<()> {
    let _ = read_log(conn, &mut send)?
        && read_items(conn, &mut send)?
        && read_requests(conn, &mut send)?
        && send(Batch::Loans(loans::list_codes_in_doubt(conn, CHUNK)?));
    Ok(())
}

fn read_log(conn: &mut Conn, send: &mut impl FnMut(Batch) -> bool) -> Result<bool> {
    let mut last = None;
    loop {
        // From the very least number on: a row in front of the first must not go unseen.
        let start = last.map_or(i64::MIN, |last: i64| last.saturating_add(1));
        let mut bad = Vec::new();
        let rows = match log::list_from(conn, start, CHUNK) {
            Err(Error::Internal(_)) => {
                let seqs = log::list_seqs_from(conn, start, CHUNK)?;
                one_by_one(&seqs, |seq| log::find(conn, *seq), |seq, why| bad.push(unreadable(Kind::Log, *seq, why)))?
            }
            rows => rows?,
        };
        let reached = rows.iter().map(|row| row.seq).chain(bad.iter().filter_map(|row| row.seq)).max();
        let upto = reached.unwrap_or(i64::MAX);
        let moved = read_movements(conn, last.unwrap_or(i64::MIN), upto, &mut bad)?;
        let more = bad.into_iter().map(Batch::Unreadable).all(&mut *send) && send(Batch::Leaves(rows, moved));
        last = reached;
        if !more || reached.is_none() {
            return Ok(more);
        }
    }
}

fn read_movements(conn: &mut Conn, after: i64, upto: i64, bad: &mut Vec<Unreadable>) -> Result<Vec<Movement>> {
    match movements::list_between(conn, after, upto) {
        Err(Error::Internal(_)) => {
            let seqs = movements::list_seqs_between(conn, after, upto)?;
            let note = |seq: &i64, why| bad.push(unreadable(Kind::Movement, *seq, why));
            one_by_one(&seqs, |seq| movements::find(conn, *seq), note)
        }
        rows => rows,
    }
}

fn read_items(conn: &mut Conn, send: &mut impl FnMut(Batch) -> bool) -> Result<bool> {
    let mut last = None;
    loop {
        let mut bad = Vec::new();
        let rows = match items::list_after(conn, last, CHUNK) {
            Err(Error::Internal(_)) => {
                let keys = items::list_codes_after(conn, last, CHUNK)?;
                last = keys.last().map(|(id, _)| *id);
                let find = |key: &(_, String)| items::find(conn, Reach::Everything, key.0);
                one_by_one(&keys, find, |key, why| bad.push(named(Kind::Item, Some(key.1.clone()), why)))?
            }
            rows => {
                let rows = rows?;
                last = rows.last().map(|row| row.id);
                rows
            }
        };
        let more = bad.into_iter().map(Batch::Unreadable).all(&mut *send) && send(Batch::Items(rows));
        if !more || last.is_none() {
            return Ok(more);
        }
    }
}

fn read_requests(conn: &mut Conn, send: &mut impl FnMut(Batch) -> bool) -> Result<bool> {
    let mut last = None;
    loop {
        let mut bad = Vec::new();
        let rows = match requests::list_after(conn, last, CHUNK) {
            Err(Error::Internal(_)) => {
                let keys = requests::list_numbers_after(conn, last, CHUNK)?;
                last = keys.last().map(|(id, _)| *id);
                let name = |key: &(RequestId, Option<String>)| key.1.clone().or_else(|| Some(key.0.to_string()));
                let note = |key: &_, why| bad.push(named(Kind::Request, name(key), why));
                one_by_one(&keys, |key| requests::find(conn, key.0), note)?
            }
            rows => {
                let rows = rows?;
                last = rows.last().map(|row| row.id);
                rows
            }
        };
        let more = bad.into_iter().map(Batch::Unreadable).all(&mut *send) && send(Batch::Requests(rows));
        if !more || last.is_none() {
            return Ok(more);
        }
    }
}

/// Reads rows one at a time after a batch failed; those at fault are noted.
fn one_by_one<K, T>(
    keys: &[K],
    mut find: impl FnMut(&K) -> Result<Option<T>>,
    mut note: impl FnMut(&K, String),
) -> Result<Vec<T>> {
    let mut rows = Vec::with_capacity(keys.len());
    for key in keys {
        match find(key) {
            Ok(row) => rows.extend(row),
            Err(Error::Internal(why)) => note(key, why),
            Err(error) => return Err(error),
        }
    }
    Ok(rows)
}

fn unreadable(kind: Kind, seq: i64, why: String) -> Unreadable {
    Unreadable { kind, seq: Some(seq), name: None, reason: format!("the row cannot be read: {why}") }
}

fn named(kind: Kind, name: Option<String>, why: String) -> Unreadable {
    Unreadable { kind, seq: None, name, reason: format!("the row cannot be read: {why}") }
}
