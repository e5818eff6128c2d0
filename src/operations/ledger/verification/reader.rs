//! Reads log and tables for the verification, in batches, on a thread of its own. A row that cannot even be read is
//! passed on by its name instead of ending the verification.

use std::ops::Range;

use crate::db::Conn;
use crate::db::centre::number_series;
use crate::db::engine::digest::row_sha256;
use crate::db::engine::page::{LARGEST_PAGE, Paging};
use crate::db::goods::items;
use crate::db::goods::labels;
use crate::db::goods::movements::{self, Movement};
use crate::db::ledger::{former_names, log, registers};
use crate::db::papers::print_batches;
use crate::db::papers::{label_contents, paper_profiles};
use crate::db::requests::loans;
use crate::db::requests::requests;
use crate::error::{Cause, Error, Result, first_line};
use crate::model::accounts::viewer::Reach;
use crate::model::ids::RequestId;
use crate::operations::ledger::verification::batch::{CHUNK, RowBatch, Unreadable};
use crate::operations::ledger::verification::books::prints::Row;
use crate::operations::ledger::verification::books::registers::read_registers;
use crate::operations::ledger::verification::findings::FindingKind;
use crate::operations::ledger::verification::handovers::read_handovers;
use crate::operations::ledger::verification::integrity;

/// Reads everything in the order it is checked in; `send` answers false when nobody listens any more.
pub(super) fn read(conn: &mut Conn, mut send: impl FnMut(RowBatch) -> bool) -> Result<()> {
    // From the very least number on: a row in front of the first must not go unseen.
    let _ = read_log(conn, i64::MIN..i64::MAX, &mut send)?
        && read_items(conn, &mut send)?
        && read_requests(conn, &mut send)?
        && read_rows(conn, &mut send)?
        && read_prints(conn, &mut send)?
        && read_print_lines(conn, &mut send)?
        && read_labels(conn, &mut send)?
        && read_registers(conn, &mut send)?
        && read_handovers(conn, &mut send)?
        && read_former_names(conn, &mut send)?
        && send(RowBatch::Series(number_series::list(conn)?))
        && send(RowBatch::Found(integrity::list_misstored(conn)?))
        && send(RowBatch::Found(integrity::list_people_apart(conn)?))
        && send(RowBatch::Loans(loans::list_codes_in_doubt(conn, CHUNK)?));
    Ok(())
}

/// Small tables that are changed and logged by the row.
fn read_rows(conn: &mut Conn, send: &mut impl FnMut(RowBatch) -> bool) -> Result<bool> {
    let paging = |cursor| Paging { limit: Some(LARGEST_PAGE), cursor, ..Default::default() };
    let mut cursor = None;
    loop {
        let page = match paper_profiles::list(conn, &paging(cursor)) {
            Err(Error::Internal(why) | Error::Unreadable { cause: why, .. }) => {
                return Ok(send(RowBatch::Unreadable(named(FindingKind::Print, None, why))));
            }
            page => page?,
        };
        let rows =
            page.rows.iter().map(|row| Ok(Row { id: row.id.0, name: row.name.clone(), sha256: row_sha256(row)? }));
        if !send(RowBatch::Rows(rows.collect::<Result<_>>()?)) {
            return Ok(false);
        }
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    loop {
        let page = match label_contents::list(conn, &paging(cursor)) {
            Err(Error::Internal(why) | Error::Unreadable { cause: why, .. }) => {
                return Ok(send(RowBatch::Unreadable(named(FindingKind::Print, None, why))));
            }
            page => page?,
        };
        let rows =
            page.rows.iter().map(|row| Ok(Row { id: row.id.0, name: row.name.clone(), sha256: row_sha256(row)? }));
        if !send(RowBatch::Rows(rows.collect::<Result<_>>()?)) {
            return Ok(false);
        }
        cursor = page.next;
        if cursor.is_none() {
            return Ok(true);
        }
    }
}

fn read_prints(conn: &mut Conn, send: &mut impl FnMut(RowBatch) -> bool) -> Result<bool> {
    let mut last = None;
    loop {
        let rows = match print_batches::list_after(conn, last, CHUNK) {
            Err(Error::Internal(why) | Error::Unreadable { cause: why, .. }) => {
                return Ok(send(RowBatch::Unreadable(named(FindingKind::Print, None, why))));
            }
            rows => rows?,
        };
        let Some(row) = rows.last() else { return Ok(true) };
        last = Some(row.id);
        if !send(RowBatch::Prints(rows)) {
            return Ok(false);
        }
    }
}

/// The printed labels, whether there is a batch of theirs or not.
fn read_print_lines(conn: &mut Conn, send: &mut impl FnMut(RowBatch) -> bool) -> Result<bool> {
    let (mut lines, mut listened) = (Vec::new(), true);
    registers::walk_print_lines(conn, |line| {
        match line {
            Ok(line) => lines.push(line),
            Err(Error::Internal(why) | Error::Unreadable { cause: why, .. }) => {
                listened = listened && send(RowBatch::Unreadable(named(FindingKind::Print, None, why)));
            }
            Err(error) => return Err(error),
        }
        if lines.len() as i64 >= CHUNK {
            listened = listened && send(RowBatch::Lines(std::mem::take(&mut lines)));
        }
        Ok(())
    })?;
    Ok(listened && send(RowBatch::Lines(lines)))
}

fn read_labels(conn: &mut Conn, send: &mut impl FnMut(RowBatch) -> bool) -> Result<bool> {
    let mut last = String::new();
    loop {
        let rows = match labels::list_after(conn, &last, CHUNK) {
            Err(Error::Internal(why) | Error::Unreadable { cause: why, .. }) => {
                return Ok(send(RowBatch::Unreadable(named(FindingKind::Label, None, why))));
            }
            rows => rows?,
        };
        // A code that is stored as bytes comes after every text, and would come again and again.
        let Some(row) = rows.last().filter(|row| row.code > last) else { return Ok(send(RowBatch::Labels(rows))) };
        last.clone_from(&row.code);
        if !send(RowBatch::Labels(rows)) {
            return Ok(false);
        }
    }
}

fn read_former_names(conn: &mut Conn, send: &mut impl FnMut(RowBatch) -> bool) -> Result<bool> {
    let mut last = None;
    loop {
        let rows = match former_names::list_after(conn, last, CHUNK) {
            Err(Error::Internal(why) | Error::Unreadable { cause: why, .. }) => {
                return Ok(send(RowBatch::Unreadable(named(FindingKind::Register, None, why))));
            }
            rows => rows?,
        };
        let reached = rows.last().map(|row| (row.subject_id, row.replaced_at));
        // The same as with codes: a time stored as bytes comes after every number.
        if reached.is_none() || reached == last {
            return Ok(true);
        }
        last = reached;
        if !send(RowBatch::FormerNames(rows)) {
            return Ok(false);
        }
    }
}

/// Reads the entries of these numbers, with their movements.
pub(super) fn read_log(conn: &mut Conn, seqs: Range<i64>, send: &mut impl FnMut(RowBatch) -> bool) -> Result<bool> {
    let first = seqs.start;
    let mut last = None;
    loop {
        let start = last.map_or(first, |last: i64| last.saturating_add(1));
        let mut bad = Vec::new();
        let chunk = seqs.end.saturating_sub(start.max(0)).clamp(0, CHUNK);
        let rows = match log::list_from(conn, start, chunk) {
            Err(Error::Internal(_) | Error::Unreadable { .. }) => {
                let found = log::list_seqs_from(conn, start, chunk)?;
                one_by_one(
                    &found,
                    |seq| log::find(conn, *seq),
                    |seq, why| bad.push(unreadable(FindingKind::Log, *seq, why)),
                )?
            }
            rows => rows?,
        };
        let reached = rows.iter().map(|row| row.seq).chain(bad.iter().filter_map(|row| row.seq)).max();
        let upto = reached.unwrap_or(seqs.end);
        let moved = read_movements(conn, last.unwrap_or(first.saturating_sub(1)), upto, &mut bad)?;
        let more = bad.into_iter().map(RowBatch::Unreadable).all(&mut *send) && send(RowBatch::Leaves(rows, moved));
        // A number stored as bytes comes after every number, and would come again and again.
        if !more || reached.is_none() || reached <= last {
            return Ok(more);
        }
        last = reached;
    }
}

fn read_movements(conn: &mut Conn, after: i64, upto: i64, bad: &mut Vec<Unreadable>) -> Result<Vec<Movement>> {
    match movements::list_between(conn, after, upto) {
        Err(Error::Internal(_) | Error::Unreadable { .. }) => {
            let seqs = movements::list_seqs_between(conn, after, upto)?;
            let note = |seq: &i64, why| bad.push(unreadable(FindingKind::Movement, *seq, why));
            one_by_one(&seqs, |seq| movements::find(conn, *seq), note)
        }
        rows => rows,
    }
}

fn read_items(conn: &mut Conn, send: &mut impl FnMut(RowBatch) -> bool) -> Result<bool> {
    let mut last = None;
    loop {
        let mut bad = Vec::new();
        let rows = match items::list_after(conn, last, CHUNK) {
            Err(Error::Internal(_) | Error::Unreadable { .. }) => {
                let keys = items::list_codes_after(conn, last, CHUNK)?;
                last = keys.last().map(|(id, _)| *id);
                let find = |key: &(_, String)| items::find(conn, Reach::Everything, key.0);
                one_by_one(&keys, find, |key, why| bad.push(named(FindingKind::Item, Some(key.1.clone()), why)))?
            }
            rows => {
                let rows = rows?;
                last = rows.last().map(|row| row.id);
                rows
            }
        };
        let more = bad.into_iter().map(RowBatch::Unreadable).all(&mut *send) && send(RowBatch::Items(rows));
        if !more || last.is_none() {
            return Ok(more);
        }
    }
}

fn read_requests(conn: &mut Conn, send: &mut impl FnMut(RowBatch) -> bool) -> Result<bool> {
    let mut last = None;
    loop {
        let mut bad = Vec::new();
        let rows = match requests::list_after(conn, last, CHUNK) {
            Err(Error::Internal(_) | Error::Unreadable { .. }) => {
                let keys = requests::list_numbers_after(conn, last, CHUNK)?;
                last = keys.last().map(|(id, _)| *id);
                let name = |key: &(RequestId, Option<String>)| key.1.clone().or_else(|| Some(key.0.to_string()));
                let note = |key: &_, why| bad.push(named(FindingKind::Request, name(key), why));
                one_by_one(&keys, |key| requests::find(conn, key.0), note)?
            }
            rows => {
                let rows = rows?;
                last = rows.last().map(|row| row.id);
                rows
            }
        };
        let more = bad.into_iter().map(RowBatch::Unreadable).all(&mut *send) && send(RowBatch::Requests(rows));
        if !more || last.is_none() {
            return Ok(more);
        }
    }
}

/// Reads rows one at a time after a batch failed; those at fault are noted.
fn one_by_one<K, T>(
    keys: &[K],
    mut find: impl FnMut(&K) -> Result<Option<T>>,
    mut note: impl FnMut(&K, Cause),
) -> Result<Vec<T>> {
    let mut rows = Vec::with_capacity(keys.len());
    for key in keys {
        match find(key) {
            Ok(row) => rows.extend(row),
            Err(Error::Internal(why) | Error::Unreadable { cause: why, .. }) => note(key, why),
            Err(error) => return Err(error),
        }
    }
    Ok(rows)
}

fn unreadable(kind: FindingKind, seq: i64, why: Cause) -> Unreadable {
    Unreadable { kind, seq: Some(seq), name: None, reason: format!("the row cannot be read: {}", first_line(&why)) }
}

fn named(kind: FindingKind, name: Option<String>, why: Cause) -> Unreadable {
    Unreadable { kind, seq: None, name, reason: format!("the row cannot be read: {}", first_line(&why)) }
}
