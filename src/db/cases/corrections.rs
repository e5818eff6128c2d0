//! Corrections: what ended a seizure list or a document, another row in its place or nothing. Rows are only ever added,
//! and the row that was ended stays as it was.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::schema::{corrections, items, request_lines, requests};
use crate::error::Result;
use crate::model::cases::record_state::RecordState;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{DocumentId, RequestId, SeizureListId, SubjectId, UserId};
use crate::model::ledger::registers::Register;
use crate::model::requests::request::{RequestKind, RequestStatus};
use crate::model::time::Time;

/// What ended a seizure list or a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = corrections, treat_none_as_default_value = false)]
pub struct Correction {
    /// The seizure list or document that was ended.
    pub subject_id: SubjectId,
    /// Which of the two it is.
    pub register: Register,
    /// What stands in its place; nothing when it was cancelled.
    pub replacement_id: Option<SubjectId>,
    pub reason: String,
    pub made_by: UserId,
    pub made_at: Time,
}

registered!(
    Correction as Corrections: about |row| row.subject_id.0, key |row| row.subject_id.to_string(), name |_| None
);

impl Correction {
    /// The state in which it leaves its subject.
    pub const fn state(&self) -> RecordState {
        match self.replacement_id {
            Some(_) => RecordState::Replaced,
            None => RecordState::Cancelled,
        }
    }
}

/// The condition that nothing has ended the row with this id.
macro_rules! in_force {
    ($id:expr) => {{
        use $crate::db::schema::corrections;
        diesel::dsl::not(diesel::dsl::exists(corrections::table.filter(corrections::subject_id.eq($id))))
    }};
}
pub(in crate::db) use in_force;

/// Adds to a boxed query the condition that the row with this id is in a state.
macro_rules! in_state {
    ($query:expr, $id:expr, $state:expr) => {{
        use $crate::db::schema::corrections;
        use $crate::model::cases::record_state::RecordState;
        let ended = corrections::table.filter(corrections::subject_id.eq($id));
        match $state {
            RecordState::InForce => $query.filter(diesel::dsl::not(diesel::dsl::exists(ended))),
            RecordState::Replaced => {
                $query.filter(diesel::dsl::exists(ended.filter(corrections::replacement_id.is_not_null())))
            }
            RecordState::Cancelled => {
                $query.filter(diesel::dsl::exists(ended.filter(corrections::replacement_id.is_null())))
            }
        }
    }};
}
pub(in crate::db) use in_state;

/// What ended a row, if anything did.
pub fn find(conn: &mut Conn, id: SubjectId) -> Result<Option<Correction>> {
    Ok(on!(conn, c => corrections::table
        .filter(corrections::subject_id.eq(id))
        .select(Correction::as_select())
        .first(c)
        .optional())?)
}

/// The corrections that ended any of these rows, or brought one of them about.
pub fn list_about(conn: &mut Conn, ids: &[SubjectId]) -> Result<Vec<Correction>> {
    let mut found = Vec::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<Correction> = on!(conn, c => corrections::table
            .filter(corrections::subject_id.eq_any(batch).or(corrections::replacement_id.eq_any(batch)))
            .select(Correction::as_select())
            .load(c))?;
        found.extend(rows);
    }
    Ok(found)
}

/// Adds a correction.
pub fn insert(change: &mut Change<'_>, row: &Correction) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(corrections::table).values(row).execute(c))?;
    change.note_added(row)
}

/// The numbers of the requests that rely on a document: that name it, or the one that it was registered for, `of`.
pub fn list_relying(conn: &mut Conn, document: DocumentId, of: Option<RequestId>, limit: i64) -> Result<Vec<String>> {
    let relying: Vec<_> = RequestStatus::ALL.iter().copied().filter(|status| status.relies_on_papers()).collect();
    Ok(on!(conn, c => requests::table
        .filter(requests::status.eq_any(&relying))
        .filter(requests::document_id.eq(document).or(requests::id.nullable().eq(of)))
        .filter(requests::number.is_not_null())
        .select(requests::number.assume_not_null())
        .order(requests::number)
        .limit(limit)
        .load(c))?)
}

/// The numbers of the intakes by which goods of a seizure list left their officers, or that hold them.
pub fn list_intakes(conn: &mut Conn, list: SeizureListId, limit: i64) -> Result<Vec<String>> {
    let void = [RequestStatus::Rejected, RequestStatus::Withdrawn];
    Ok(on!(conn, c => requests::table
        .inner_join(request_lines::table.on(request_lines::request_id.eq(requests::id)))
        .inner_join(items::table.on(items::id.eq(request_lines::item_id)))
        .filter(items::seizure_list_id.eq(list))
        .filter(items::custody_state.ne(CustodyState::Registered).or(request_lines::holds))
        .filter(requests::kind.eq(RequestKind::Intake).and(requests::status.ne_all(void)))
        .filter(requests::number.is_not_null())
        .select(requests::number.assume_not_null())
        .distinct()
        .order(requests::number.assume_not_null())
        .limit(limit)
        .load(c))?)
}
