//! What the centre holds now, summed by the database: a few grouped statements, whatever the number of items.

use diesel::dsl::{count_star, sum};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer};

use crate::db::engine::connection::{Conn, on};
use crate::db::schema::{items, places, requests};
use crate::error::Result;
use crate::model::centre::occupancy::Space;
use crate::model::goods::category::Category;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{AgencyId, PlaceId};
use crate::model::requests::request::{RequestKind, RequestStatus};
use crate::model::time::Time;

/// Items and pieces of one agency in one state and category.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Holding {
    /// The responsible agency.
    pub agency_id: AgencyId,
    pub state: CustodyState,
    pub category: Category,
    pub items: i64,
    pieces: Option<i64>,
}

impl Holding {
    /// Pieces (件).
    pub fn pieces(&self) -> i64 {
        self.pieces.unwrap_or(0)
    }
}

/// Everything ever registered, by responsible agency, state and category.
pub fn list(conn: &mut Conn) -> Result<Vec<Holding>> {
    Ok(on!(conn, c => items::table
        .group_by((items::responsible_agency_id, items::custody_state, items::category))
        .select((
            items::responsible_agency_id,
            items::custody_state,
            items::category,
            count_star(),
            sum(items::pieces),
        ))
        .load(c))?)
}

/// Every place with the number of items that lie in it itself.
pub fn list_spaces(conn: &mut Conn) -> Result<Vec<Space>> {
    let held: Vec<(Option<PlaceId>, i64)> = on!(conn, c => items::table
        .filter(items::place_id.is_not_null())
        .group_by(items::place_id)
        .select((items::place_id, count_star()))
        .load(c))?;
    let held: std::collections::HashMap<_, _> = held.into_iter().filter_map(|(id, count)| Some((id?, count))).collect();
    let rows: Vec<crate::db::centre::places::Place> = on!(conn, c => places::table.order(places::code).select(crate::db::centre::places::Place::as_select()).load(c))?;
    let space = |row: crate::db::centre::places::Place| Space {
        held: held.get(&row.id).copied().unwrap_or(0),
        id: row.id,
        code: row.code,
        name: row.name,
        kind: row.kind,
        storage_class: row.storage_class,
        parent_id: row.parent_id,
        capacity: row.capacity,
    };
    Ok(rows.into_iter().map(space).collect())
}

/// Loans still out, of one span of age or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct OpenLoans {
    /// Index of the span in the bounds asked for; -1 for all together.
    #[diesel(sql_type = Integer)]
    pub span: i32,
    #[diesel(sql_type = BigInt)]
    pub items: i64,
    #[diesel(sql_type = BigInt)]
    pub pieces: i64,
    /// Loan requests with something out.
    #[diesel(sql_type = BigInt)]
    pub requests: i64,
    /// Pieces past their due time.
    #[diesel(sql_type = BigInt)]
    pub overdue_pieces: i64,
}

/// Loans still out by when they were handed out: span `n` holds those handed out at `bounds[n]` or later that no earlier
/// span holds, the last span the rest; and all together.
pub fn list_open_loans(conn: &mut Conn, bounds: &[Time], now: Time) -> Result<Vec<OpenLoans>> {
    let spans: String =
        bounds.iter().enumerate().map(|(n, bound)| format!(" WHEN l.handed_out_at >= {} THEN {n}", bound.0)).collect();
    let sums = |span: &str| {
        format!(
            "SELECT {span} AS span, count(*) AS items, CAST(coalesce(sum(i.pieces), 0) AS bigint) AS pieces, \
             count(DISTINCT l.request_id) AS requests, \
             CAST(coalesce(sum(CASE WHEN l.due_at < {} THEN i.pieces ELSE 0 END), 0) AS bigint) AS overdue_pieces \
             FROM loans l JOIN items i ON i.id = l.item_id WHERE l.returned_at IS NULL",
            now.0
        )
    };
    let spanned = sums(&format!("CASE{spans} ELSE {} END", bounds.len()));
    let sql = format!("{} UNION ALL {spanned} GROUP BY 1 ORDER BY 1", sums("-1"));
    Ok(on!(conn, c => diesel::sql_query(sql).load(c))?)
}

/// Requests that were submitted, by kind and status.
pub fn count_requests(conn: &mut Conn) -> Result<Vec<(RequestKind, RequestStatus, i64)>> {
    Ok(on!(conn, c => requests::table
        .filter(requests::number.is_not_null())
        .group_by((requests::kind, requests::status))
        .order((requests::kind, requests::status))
        .select((requests::kind, requests::status, count_star()))
        .load(c))?)
}
