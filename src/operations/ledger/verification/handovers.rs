//! Hand-overs by what they say of themselves: the list under its digest, and the signatures under the list.

use std::collections::HashMap;

use crate::db::Conn;
use crate::db::requests::handover_signatures;
use crate::db::requests::handovers::{self, Handover};
use crate::db::requests::requests;
use crate::error::{Error, Result};
use crate::model::ids::{HandoverId, RequestId, SubjectId};
use crate::operations::ledger::verification::batch::{CHUNK, RowBatch};
use crate::operations::ledger::verification::findings::{Finding, FindingKind};
use crate::operations::requests::handovers::{digest, list_of};

/// Recomputes the digest of every list, and holds every signature against the list it was given for. Rows that cannot be read are named
/// where registers are read.
pub(super) fn read_handovers(conn: &mut Conn, send: &mut impl FnMut(RowBatch) -> bool) -> Result<bool> {
    let mut last = None;
    loop {
        let rows = match handovers::list_after(conn, last, CHUNK) {
            Err(Error::Internal(_) | Error::Unreadable { .. }) => return Ok(true),
            rows => rows?,
        };
        let Some(newest) = rows.last() else { return Ok(true) };
        last = Some(newest.id);
        let found = match find(conn, &rows) {
            Err(Error::Internal(_) | Error::Unreadable { .. }) => return Ok(true),
            found => found?,
        };
        if !send(RowBatch::Found(found)) {
            return Ok(false);
        }
    }
}

fn find(conn: &mut Conn, rows: &[Handover]) -> Result<Vec<Finding>> {
    let ids: Vec<HandoverId> = rows.iter().map(|row| row.id).collect();
    let requests: Vec<RequestId> = rows.iter().map(|row| row.request_id).collect();
    let numbers = requests::list_names(conn, &requests)?;
    let about = |id: RequestId, reason: String| Finding {
        request: Some(numbers.get(&id).cloned().unwrap_or_else(|| id.to_string())),
        subject_id: Some(SubjectId(id.0)),
        ..Finding::of(FindingKind::Request, reason)
    };
    let known: HashMap<HandoverId, &Handover> = rows.iter().map(|row| (row.id, row)).collect();
    let mut found = Vec::new();
    for row in rows {
        if digest(&row.list) != row.list_sha256 {
            let reason = format!("hand-over {} has a list that is not the one whose digest was signed", row.sequence);
            found.push(about(row.request_id, reason));
        }
    }
    for one in handover_signatures::list(conn, &ids)? {
        let Some(row) = known.get(&one.handover_id) else { continue };
        let named = format!("the signature of {} for hand-over {}", one.party, one.sequence);
        if one.list_sha256 != row.list_sha256 {
            let reason = format!("{named} is bound to the list {} and not to {}", one.list_sha256, row.list_sha256);
            found.push(about(one.request_id, reason));
        }
        let expected = list_of(row).is_ok_and(|list| list.parties.contains(&one.party));
        if !expected || one.request_id != row.request_id || one.sequence != row.sequence {
            found.push(about(one.request_id, format!("{named} is of nobody who signs for it")));
        }
    }
    Ok(found)
}
