//! Who took which step of a request, and who carried out its lines.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::registered;
use crate::db::schema::{request_lines, request_steps};
use crate::error::Result;
use crate::model::ids::{RequestId, UserId};
use crate::model::requests::request::{RequestAction, RequestStatus};
use crate::model::time::Time;

/// One step a person took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = request_steps, treat_none_as_default_value = false)]
pub struct RequestStep {
    pub request_id: RequestId,
    pub step_no: i32,
    pub action: RequestAction,
    pub status_after: RequestStatus,
    pub actor_id: UserId,
    pub opinion: Option<String>,
    pub taken_at: Time,
}

registered!(
    RequestStep as RequestSteps: about |row| row.request_id.0, key |row| format!("{}/{}", row.request_id, row.step_no), name |_| None
);

/// The steps of a request, first to last.
pub fn list(conn: &mut Conn, id: RequestId) -> Result<Vec<RequestStep>> {
    Ok(on!(conn, c => request_steps::table
        .filter(request_steps::request_id.eq(id))
        .order(request_steps::step_no)
        .select(RequestStep::as_select())
        .load(c))?)
}

/// Everybody who carried out a line of the request.
pub fn list_executors(conn: &mut Conn, id: RequestId) -> Result<Vec<UserId>> {
    let rows: Vec<(Option<UserId>, Option<UserId>)> = on!(conn, c => request_lines::table
        .filter(request_lines::request_id.eq(id).and(request_lines::executed_by.is_not_null()))
        .select((request_lines::executed_by, request_lines::second_id))
        .distinct()
        .load(c))?;
    Ok(rows.into_iter().flat_map(|(first, second)| [first, second]).flatten().collect())
}

/// Adds a step.
pub fn insert(change: &mut Change<'_>, row: &RequestStep) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(request_steps::table).values(row).execute(c))?;
    change.note_added(row)
}
