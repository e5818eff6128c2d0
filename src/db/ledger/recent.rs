//! What a verification of some entries reads: those since the last one or those of an item or case, what they are about,
//! and what the entries before had left of that.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use uuid::Uuid;

use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::row_sha256;
use crate::db::goods::items;
use crate::db::goods::movements::Movement;
use crate::db::ledger::log::LeafRow;
use crate::db::ledger::logged::whole_payload;
use crate::db::ledger::registers;
use crate::db::requests::request_lines::RequestLine;
use crate::db::requests::requests::Request;
use crate::db::schema::{
    documents, items as item_rows, loans, log_leaves, movements, papers, request_lines, requests, seizure_lists,
};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{CaseId, DocumentId, ItemId, PaperId, RequestId, SeizureListId, SubjectId, UserId};
use crate::model::ledger::event::{Action, SubjectEvent, WITHOUT_ROWS};
use crate::model::ledger::registers::Register;

/// Items and subjects that the entries from `start` on are about, with those that come along: the accounts of
/// those who made them, and of a loan the request by which it was given and the one by which it came back.
///
/// # Errors
/// Database errors.
pub fn list_touched(conn: &mut Conn, start: i64) -> Result<(Vec<ItemId>, Vec<Uuid>)> {
    let items: Vec<Option<ItemId>> = on!(conn, c => log_leaves::table
        .filter(log_leaves::seq.ge(start).and(log_leaves::item_id.is_not_null()))
        .select(log_leaves::item_id)
        .distinct()
        .load(c))?;
    let subjects: Vec<Option<SubjectId>> = on!(conn, c => log_leaves::table
        .filter(log_leaves::seq.ge(start).and(log_leaves::subject_id.is_not_null()))
        .filter(log_leaves::action.ne_all(signs_in_only()))
        .select(log_leaves::subject_id)
        .distinct()
        .load(c))?;
    let authors: Vec<Option<UserId>> = on!(conn, c => log_leaves::table
        .filter(log_leaves::seq.ge(start).and(log_leaves::actor_id.is_not_null()))
        .select(log_leaves::actor_id)
        .distinct()
        .load(c))?;
    let subjects = subjects.into_iter().flatten().map(|id| id.0);
    let mut subjects: Vec<Uuid> = subjects.chain(authors.into_iter().flatten().map(|id| id.0)).collect();
    subjects.sort_unstable();
    subjects.dedup();
    add_partners(conn, &mut subjects)?;
    Ok((items.into_iter().flatten().collect(), subjects))
}

/// Actions whose entries carry no rows and change nothing; an alteration that was found is about what is to be looked at.
fn signs_in_only() -> Vec<&'static str> {
    let idle = WITHOUT_ROWS.iter().filter(|action| **action != Action::AlterationFound);
    idle.map(|action| action.as_str()).collect()
}

/// Adds the other request of every loan, as long as there are any.
fn add_partners(conn: &mut Conn, subjects: &mut Vec<Uuid>) -> Result<()> {
    let mut fresh = subjects.clone();
    while !fresh.is_empty() {
        let mut found = Vec::new();
        for batch in fresh.chunks(BATCH) {
            let ids: Vec<RequestId> = batch.iter().copied().map(RequestId).collect();
            let pairs: Vec<(RequestId, Option<RequestId>)> = on!(conn, c => loans::table
                .filter(loans::request_id.eq_any(&ids).or(loans::return_request_id.eq_any(&ids).assume_not_null()))
                .select((loans::request_id, loans::return_request_id))
                .load(c))?;
            found.extend(pairs.into_iter().flat_map(|(lent, back)| [Some(lent), back]).flatten().map(|id| id.0));
        }
        found.sort_unstable();
        found.dedup();
        let known: HashSet<Uuid> = subjects.iter().copied().collect();
        found.retain(|id| !known.contains(id));
        subjects.extend(&found);
        fresh = found;
    }
    Ok(())
}

/// The last entry of each of these items before the entry `before`.
///
/// # Errors
/// Database errors.
pub fn list_last_of_items(conn: &mut Conn, ids: &[ItemId], before: i64) -> Result<Vec<LeafRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let last: Vec<Option<i64>> = on!(conn, c => log_leaves::table
            .filter(log_leaves::item_id.eq_any(batch).and(log_leaves::seq.lt(before)))
            .group_by(log_leaves::item_id)
            .select(diesel::dsl::max(log_leaves::seq))
            .load(c))?;
        found.extend(list_at(conn, last)?);
    }
    Ok(found)
}

fn list_at(conn: &mut Conn, seqs: Vec<Option<i64>>) -> Result<Vec<LeafRow>> {
    let seqs: Vec<i64> = seqs.into_iter().flatten().collect();
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::seq.eq_any(&seqs))
        .select(LeafRow::as_select())
        .load(c))?)
}

/// The last entry about each of these subjects, but for those that carry no rows.
///
/// # Errors
/// Database errors.
pub fn list_last_of_subjects(conn: &mut Conn, ids: &[Uuid]) -> Result<Vec<LeafRow>> {
    let idle: Vec<&str> = WITHOUT_ROWS.iter().map(|action| action.as_str()).collect();
    let mut found = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let subjects: Vec<SubjectId> = batch.iter().copied().map(SubjectId).collect();
        let last: Vec<Option<i64>> = on!(conn, c => log_leaves::table
            .filter(log_leaves::subject_id.eq_any(&subjects).and(log_leaves::action.ne_all(&idle)))
            .group_by(log_leaves::subject_id)
            .select(diesel::dsl::max(log_leaves::seq))
            .load(c))?;
        found.extend(list_at(conn, last)?);
    }
    Ok(found)
}

/// The entries about these subjects before the entry `before`, in order, but those that carry no rows.
///
/// # Errors
/// Database errors.
pub fn list_of_subjects(conn: &mut Conn, ids: &[Uuid], before: i64) -> Result<Vec<LeafRow>> {
    let idle: Vec<&str> = WITHOUT_ROWS.iter().map(|action| action.as_str()).collect();
    let mut found = Vec::new();
    for batch in ids.chunks(BATCH) {
        let subjects: Vec<SubjectId> = batch.iter().copied().map(SubjectId).collect();
        found.extend(on!(conn, c => log_leaves::table
            .filter(log_leaves::subject_id.eq_any(&subjects).and(log_leaves::seq.lt(before)))
            .filter(log_leaves::action.ne_all(&idle))
            .select(LeafRow::as_select())
            .load::<LeafRow>(c))?);
    }
    found.sort_unstable_by_key(|row| row.seq);
    Ok(found)
}

/// Those of these subjects that are requests, with their lines.
///
/// # Errors
/// Database errors.
pub fn list_requests(conn: &mut Conn, ids: &[Uuid]) -> Result<(Vec<Request>, Vec<RequestLine>)> {
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for batch in ids.chunks(BATCH) {
        let ids: Vec<RequestId> = batch.iter().copied().map(RequestId).collect();
        rows.extend(on!(conn, c => requests::table
            .filter(requests::id.eq_any(&ids))
            .select(Request::as_select())
            .load::<Request>(c))?);
        lines.extend(on!(conn, c => request_lines::table
            .filter(request_lines::request_id.eq_any(&ids))
            .select(RequestLine::as_select())
            .load::<RequestLine>(c))?);
    }
    Ok((rows, lines))
}

/// All entries of these items.
///
/// # Errors
/// Database errors.
pub fn list_of_items(conn: &mut Conn, ids: &[ItemId]) -> Result<Vec<LeafRow>> {
    let mut found = Vec::new();
    for batch in ids.chunks(BATCH) {
        found.extend(on!(conn, c => log_leaves::table
            .filter(log_leaves::item_id.eq_any(batch))
            .select(LeafRow::as_select())
            .load::<LeafRow>(c))?);
    }
    Ok(found)
}

/// All movements of these items, in the order of the log.
///
/// # Errors
/// Database errors.
pub fn list_movements(conn: &mut Conn, ids: &[ItemId]) -> Result<Vec<Movement>> {
    let mut found: Vec<Movement> = Vec::new();
    for batch in ids.chunks(BATCH) {
        found.extend(on!(conn, c => movements::table
            .filter(movements::item_id.eq_any(batch))
            .select(Movement::as_select())
            .load::<Movement>(c))?);
    }
    found.sort_unstable_by_key(|row| row.leaf_seq);
    Ok(found)
}

/// The items of a case, and the subjects that are about it: itself, its seizure lists, documents, papers and requests.
///
/// # Errors
/// Database errors.
pub fn list_of_case(conn: &mut Conn, id: CaseId) -> Result<(Vec<ItemId>, Vec<Uuid>)> {
    macro_rules! ids {
        ($table:ident, $id:ty) => {{
            let ids: Vec<$id> = on!(conn, c => $table::table.filter($table::case_id.eq(id)).select($table::id).load(c))?;
            ids
        }};
    }
    let items = ids!(item_rows, ItemId);
    let mut subjects = vec![id.0];
    subjects.extend(ids!(seizure_lists, SeizureListId).iter().map(|id| id.0));
    subjects.extend(ids!(requests, RequestId).iter().map(|id| id.0));
    let documents: Vec<DocumentId> =
        on!(conn, c => documents::table.filter(documents::case_id.eq(id)).select(documents::id).load(c))?;
    subjects.extend(documents.iter().map(|id| id.0));
    subjects.extend(ids!(papers, PaperId).iter().map(|id| id.0));
    add_partners(conn, &mut subjects)?;
    Ok((items, subjects))
}

/// The requests that have an item on their lists, with those by which it came back.
///
/// # Errors
/// Database errors.
pub fn list_requests_of(conn: &mut Conn, id: ItemId) -> Result<Vec<Uuid>> {
    let of_item: Vec<RequestId> = on!(conn, c => request_lines::table
        .filter(request_lines::item_id.eq(id))
        .select(request_lines::request_id)
        .distinct()
        .load(c))?;
    let mut subjects = of_item.into_iter().map(|id| id.0).collect();
    add_partners(conn, &mut subjects)?;
    Ok(subjects)
}

/// The digests of the rows of items, and of those that entries about subjects tell of, as they are now. What cannot be read
/// has none.
///
/// # Errors
/// Database errors.
pub fn list_digests(conn: &mut Conn, items: &[ItemId], subjects: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let mut found: HashMap<Uuid, Vec<String>> = HashMap::new();
    for item in legible(items::list_by_id(conn, Reach::Everything, items))?.unwrap_or_default() {
        found.entry(item.id.0).or_default().push(item.row_sha256()?);
    }
    for ids in subjects.chunks(BATCH) {
        for register in Register::ALL {
            for (about, row) in legible(registers::list_about(conn, *register, ids))?.unwrap_or_default() {
                found.entry(about).or_default().push(row.sha256);
            }
        }
        let (requests, lines) = legible(list_requests(conn, ids))?.unwrap_or_default();
        for request in requests {
            found.entry(request.id.0).or_default().push(request.row_sha256()?);
        }
        for line in lines {
            found.entry(line.request_id.0).or_default().push(row_sha256(&line)?);
        }
    }
    found.values_mut().for_each(|digests| digests.sort_unstable());
    Ok(found)
}

/// The hashes of their bytes, hexadecimal, that the log gives these files and papers; none for those whose entry is not whole.
///
/// # Errors
/// Database errors.
pub fn list_logged_hashes(conn: &mut Conn, ids: &[SubjectId]) -> Result<HashMap<SubjectId, String>> {
    let actions = [Action::FileAnnounced.as_str(), Action::PaperIssued.as_str()];
    let mut found = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(Option<SubjectId>, Vec<u8>, Option<String>)> = on!(conn, c => log_leaves::table
            .filter(log_leaves::subject_id.eq_any(batch).and(log_leaves::action.eq_any(&actions)))
            .select((log_leaves::subject_id, log_leaves::leaf, log_leaves::payload))
            .load(c))?;
        found.extend(rows.iter().filter_map(|(id, leaf, payload)| {
            let event: SubjectEvent = serde_json::from_str(whole_payload(leaf, payload.as_deref())?).ok()?;
            let of = |pointer| event.details.pointer(pointer).and_then(serde_json::Value::as_str);
            Some(((*id)?, of("/file/sha256").or_else(|| of("/paper/file_sha256"))?.to_owned()))
        }));
    }
    Ok(found)
}

/// What was read; none for rows that cannot be.
fn legible<T>(read: Result<T>) -> Result<Option<T>> {
    match read {
        Err(Error::Internal(_) | Error::Unreadable { .. }) => Ok(None),
        read => read.map(Some),
    }
}
