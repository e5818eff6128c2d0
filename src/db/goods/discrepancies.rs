//! Discrepancies between books and goods.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::accounts::secrecy::cleared;
use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{Page, Paging};
use crate::db::schema::{discrepancies, items, requests};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::goods::category::Category;
use crate::model::goods::item::{Condition, CustodyState};
use crate::model::ids::{AgencyId, CaseId, DiscrepancyId, ItemId, RequestId, UserId};
use crate::model::requests::loan::Resolution;
use crate::model::time::Time;

/// A difference between books and goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = discrepancies, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Discrepancy {
    pub id: DiscrepancyId,
    pub item_id: ItemId,
    pub request_id: Option<RequestId>,
    /// The agency responsible for the item.
    pub agency_id: AgencyId,
    pub condition: Condition,
    pub reason: String,
    pub opened_by: UserId,
    pub opened_at: Time,
    pub resolution: Option<Resolution>,
    pub opinion: Option<String>,
    pub resolved_by: Option<UserId>,
    pub resolved_at: Option<Time>,
}

registered!(
    Discrepancy as Discrepancies: about |row| row.id.0, key |row| format!("{}/{}", row.item_id, row.id), name |_| None
);

/// Which discrepancies a list shows.
#[derive(Debug, Clone, Default)]
pub struct DiscrepancyFilter {
    /// Only those not resolved yet, or only resolved ones.
    pub open: Option<bool>,
    pub agency_id: Option<AgencyId>,
    pub item_id: Option<ItemId>,
    pub request_id: Option<RequestId>,
    pub condition: Option<Condition>,
}

/// A discrepancy as a list shows it: with its item and the number of the request.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DiscrepancyRow {
    pub discrepancy: Discrepancy,
    pub code: String,
    pub name: String,
    pub category: Category,
    pub pieces: i32,
    pub custody_state: CustodyState,
    pub item_version: i32,
    pub case_id: CaseId,
    pub number: Option<String>,
}

macro_rules! joined {
    () => {
        discrepancies::table
            .inner_join(items::table.on(items::id.eq(discrepancies::item_id)))
            .left_join(requests::table.on(discrepancies::request_id.eq(requests::id.nullable())))
    };
}

macro_rules! columns {
    () => {
        (
            Discrepancy::as_select(),
            items::code,
            items::name,
            items::category,
            items::pieces,
            items::custody_state,
            items::version,
            items::case_id,
            requests::number.nullable(),
        )
    };
}

/// Limits a query over discrepancies joined with their items to what the reach covers.
macro_rules! within {
    ($query:expr, $reach:expr) => {{
        let (mut query, reach) = ($query, $reach);
        if let Some(agency) = reach.agency() {
            query = query.filter(
                discrepancies::agency_id
                    .eq(agency)
                    .or(items::agency_id.eq(agency))
                    .or(items::responsible_agency_id.eq(agency)),
            );
        }
        if let Some(level) = reach.cleared() {
            query = query.filter(cleared!(items::case_id, level));
        }
        query
    }};
}
pub(in crate::db) use within;

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = (within!($query, $reach), $filter);
        match filter.open {
            Some(true) => query = query.filter(discrepancies::resolved_at.is_null()),
            Some(false) => query = query.filter(discrepancies::resolved_at.is_not_null()),
            None => {}
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(discrepancies::agency_id.eq(agency));
        }
        if let Some(item) = filter.item_id {
            query = query.filter(discrepancies::item_id.eq(item));
        }
        if let Some(request) = filter.request_id {
            query = query.filter(discrepancies::request_id.eq(request));
        }
        if let Some(condition) = filter.condition {
            query = query.filter(discrepancies::condition.eq(condition));
        }
        query
    }};
}

/// Discrepancies within reach, newest first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    reach: Reach,
    filter: &DiscrepancyFilter,
    paging: &Paging,
) -> Result<Page<DiscrepancyRow>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, DiscrepancyId>()?;
    let rows: Vec<DiscrepancyRow> = on!(conn, c => {
        let mut query = filtered!(joined!().select(columns!()).into_boxed(), reach, filter);
        if let Some((_, id)) = after {
            query = query.filter(discrepancies::id.lt(id));
        }
        query.order(discrepancies::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (String::new(), row.discrepancy.id)))
}

/// How many discrepancies the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &DiscrepancyFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = joined!().select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, reach, filter).first(c)
    })?)
}

/// One discrepancy within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: DiscrepancyId) -> Result<DiscrepancyRow> {
    let found = on!(conn, c => {
        let query = joined!().select(columns!()).filter(discrepancies::id.eq(id)).into_boxed();
        within!(query, reach).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// Adds discrepancies.
pub fn insert(change: &mut Change<'_>, rows: &[Discrepancy]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(change.conn, c => diesel::insert_into(discrepancies::table).values(batch).execute(c))?;
    }
    rows.iter().try_for_each(|row| change.note_added(row))
}

/// Replaces a discrepancy by another state of it.
pub fn update(change: &mut Change<'_>, known: &Discrepancy, row: &Discrepancy) -> Result<()> {
    on!(change.conn, c => diesel::update(discrepancies::table.find(row.id)).set(row).execute(c))?;
    change.note_replaced(known, row)
}
