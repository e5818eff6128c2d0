//! Hand-overs: the list that is frozen while people sign for it, and how far they have come.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{Page, Paging};
use crate::db::requests::requests::{Request, within};
use crate::db::schema::{handovers, request_lines, requests, users};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{HandoverId, ItemId, RequestId, UserId};
use crate::model::requests::handover::HandoverStatus;
use crate::model::requests::request::LineOutcome;
use crate::model::time::Time;

/// One hand-over. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = handovers, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Handover {
    pub id: HandoverId,
    pub request_id: RequestId,
    /// Which hand-over of its request it is, from 1.
    pub sequence: i32,
    /// The list as it is shown, the very text that its digest is of.
    pub list: String,
    /// SHA-256 of the list, hexadecimal.
    pub list_sha256: String,
    pub line_count: i32,
    pub opened_by: UserId,
    pub opened_at: Time,
    /// When the last party had signed or refused.
    pub closed_at: Option<Time>,
    pub withdrawn_by: Option<UserId>,
    pub withdrawn_at: Option<Time>,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    pub version: i32,
}

registered!(
    Handover as Handovers: about |row| row.request_id.0, key |row| format!("{}/{}", row.request_id, row.sequence), name |_| None
);

impl Handover {
    /// Where it stands.
    pub const fn status(&self) -> HandoverStatus {
        match (self.withdrawn_at, self.closed_at) {
            (Some(_), _) => HandoverStatus::Withdrawn,
            (None, Some(_)) => HandoverStatus::Closed,
            (None, None) => HandoverStatus::Open,
        }
    }
}

/// Which hand-overs a list shows.
#[derive(Debug, Clone, Default)]
pub struct HandoverFilter {
    pub request_id: Option<RequestId>,
    pub status: Option<HandoverStatus>,
}

macro_rules! joined {
    () => {
        handovers::table.inner_join(requests::table.on(requests::id.eq(handovers::request_id)))
    };
}

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = (within!($query, $reach), $filter);
        if let Some(request) = filter.request_id {
            query = query.filter(handovers::request_id.eq(request));
        }
        match filter.status {
            Some(HandoverStatus::Open) => {
                query = query.filter(handovers::closed_at.is_null()).filter(handovers::withdrawn_at.is_null());
            }
            Some(HandoverStatus::Closed) => {
                query = query.filter(handovers::closed_at.is_not_null()).filter(handovers::withdrawn_at.is_null());
            }
            Some(HandoverStatus::Withdrawn) => query = query.filter(handovers::withdrawn_at.is_not_null()),
            None => {}
        }
        query
    }};
}

/// One hand-over within reach, with its request.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: HandoverId) -> Result<(Handover, Request)> {
    let found = on!(conn, c => {
        let columns = (Handover::as_select(), Request::as_select());
        let query = joined!().select(columns).filter(handovers::id.eq(id)).into_boxed();
        within!(query, reach).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// Hand-overs within reach with their requests, newest first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    reach: Reach,
    filter: &HandoverFilter,
    paging: &Paging,
) -> Result<Page<(Handover, Request)>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, HandoverId>()?;
    let rows: Vec<(Handover, Request)> = on!(conn, c => {
        let columns = (Handover::as_select(), Request::as_select());
        let mut query = filtered!(joined!().select(columns).into_boxed(), reach, filter);
        if let Some((_, id)) = after {
            query = query.filter(handovers::id.lt(id));
        }
        query.order(handovers::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |(row, _)| (String::new(), row.id)))
}

/// How many hand-overs the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &HandoverFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = joined!().select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, reach, filter).first(c)
    })?)
}

/// Every hand-over of a request in their order, withdrawn ones too; each has at least one of its lines.
pub fn list_of_request(conn: &mut Conn, id: RequestId) -> Result<Vec<Handover>> {
    Ok(on!(conn, c => handovers::table
        .filter(handovers::request_id.eq(id))
        .order(handovers::sequence)
        .select(Handover::as_select())
        .load(c))?)
}

/// An open hand-over that keeps something from being changed: its request, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    pub number: String,
    pub opened_by: String,
}

type OpenRow = (RequestId, Option<String>, String);

fn list_open(conn: &mut Conn) -> Result<Vec<OpenRow>> {
    Ok(on!(conn, c => handovers::table
        .inner_join(requests::table.on(requests::id.eq(handovers::request_id)))
        .inner_join(users::table.on(users::id.eq(handovers::opened_by)))
        .filter(handovers::closed_at.is_null().and(handovers::withdrawn_at.is_null()))
        .select((handovers::request_id, requests::number, users::name))
        .load(c))?)
}

/// The open hand-over of a request.
pub fn find_open(conn: &mut Conn, id: RequestId) -> Result<Option<Frozen>> {
    let row: Option<OpenRow> = on!(conn, c => handovers::table
        .inner_join(requests::table.on(requests::id.eq(handovers::request_id)))
        .inner_join(users::table.on(users::id.eq(handovers::opened_by)))
        .filter(handovers::request_id.eq(id))
        .filter(handovers::closed_at.is_null().and(handovers::withdrawn_at.is_null()))
        .select((handovers::request_id, requests::number, users::name))
        .first(c)
        .optional())?;
    Ok(row.map(frozen))
}

fn frozen((_, number, opened_by): OpenRow) -> Frozen {
    Frozen { number: number.unwrap_or_default(), opened_by }
}

/// Those of these items that stand on the list of an open hand-over.
pub fn list_frozen(conn: &mut Conn, ids: &[ItemId]) -> Result<HashMap<ItemId, Frozen>> {
    let open = list_open(conn)?;
    let mut found = HashMap::new();
    if open.is_empty() {
        return Ok(found);
    }
    let requests: Vec<RequestId> = open.iter().map(|(id, ..)| *id).collect();
    for batch in ids.chunks(BATCH) {
        let lines: Vec<(RequestId, ItemId)> = on!(conn, c => request_lines::table
            .filter(request_lines::item_id.eq_any(batch))
            .filter(request_lines::request_id.eq_any(&requests))
            .filter(request_lines::outcome.eq_any(LineOutcome::CHANGED_HANDS))
            .select((request_lines::request_id, request_lines::item_id))
            .load(c))?;
        let of = |(request, item)| Some((item, frozen(open.iter().find(|(id, ..)| *id == request)?.clone())));
        found.extend(lines.into_iter().filter_map(of));
    }
    Ok(found)
}

/// Hand-overs behind one in the order of their ids, at most `limit`: for walks over the whole table.
pub fn list_after(conn: &mut Conn, after: Option<HandoverId>, limit: i64) -> Result<Vec<Handover>> {
    // No hand-over has the nil id.
    let after = after.unwrap_or(HandoverId(uuid::Uuid::nil()));
    Ok(on!(conn, c => handovers::table
        .filter(handovers::id.gt(after))
        .order(handovers::id)
        .limit(limit)
        .select(Handover::as_select())
        .load(c))?)
}

/// Adds a hand-over.
pub fn insert(change: &mut Change<'_>, row: &Handover) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(handovers::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Replaces a hand-over's row by another state of it.
pub fn update(change: &mut Change<'_>, known: &Handover, row: &Handover) -> Result<()> {
    on!(change.conn, c => diesel::update(handovers::table.find(row.id)).set(row).execute(c))?;
    change.note_replaced(known, row)
}
