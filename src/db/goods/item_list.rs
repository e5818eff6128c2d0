//! Items as lists show them: filtered, searched, sorted and counted, now or at an earlier moment.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::page::{Page, Paging};
use crate::db::goods::items::{one_within, within};
use crate::db::goods::search::SearchText;
use crate::db::goods::search_tables::item_texts;
use crate::db::schema::{agencies, cases, items, movements, places, request_lines, requests, users};
use crate::error::{Error, Result};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::category::Category;
use crate::model::goods::item::{CustodyState, LegalStatus};
use crate::model::ids::{AgencyId, CaseId, ItemId, PlaceId, RequestId, SeizureListId, Uid, UserId};
use crate::model::requests::request::{RequestKind, RequestStatus};
use crate::model::time::Time;
use crate::model::words::words;

words! {
    /// The sort keys of the item list; a minus sorts descending.
    ItemSort {
        NewestFirst = "-registered_at" / "登记时间倒序" / "Newest first",
        OldestFirst = "registered_at" / "登记时间" / "Oldest first",
        Code = "code" / "编码" / "Code",
        CodeDescending = "-code" / "编码倒序" / "Code, descending",
        LineNumber = "line_no" / "扣押清单行号" / "Line of the seizure list",
    }
}

/// Which items a list shows.
#[derive(Debug, Clone, Default)]
pub struct ItemFilter {
    /// Words to search for in code, name, features, model, serial number, holder, owner, attributes and case.
    pub search: Option<String>,
    pub category: Option<Category>,
    pub states: Vec<CustodyState>,
    /// The states are those of this moment: what happened at it or later does not count.
    pub as_of: Option<Time>,
    pub agency_id: Option<AgencyId>,
    pub case_id: Option<CaseId>,
    pub seizure_list_id: Option<SeizureListId>,
    /// The place or anything that stands in it.
    pub place_id: Option<PlaceId>,
    pub borrower_id: Option<UserId>,
    pub legal_status: Option<LegalStatus>,
    pub received_from: Option<Time>,
    pub received_before: Option<Time>,
    pub seized_before: Option<Time>,
}

/// An item as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct StockRow {
    pub id: ItemId,
    pub code: String,
    pub line_no: i32,
    pub name: String,
    pub category: Category,
    pub features: String,
    pub model: String,
    pub serial_no: String,
    pub pieces: i32,
    pub unit: String,
    pub holder_name: String,
    pub valuation_minor: Option<i64>,
    pub currency: Option<String>,
    pub custody_state: CustodyState,
    pub legal_status: LegalStatus,
    pub place_id: Option<PlaceId>,
    pub place_code: Option<String>,
    pub place_name: Option<String>,
    pub borrower_id: Option<UserId>,
    pub borrower_name: Option<String>,
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    pub secrecy: SecrecyLevel,
    pub responsible_agency_id: AgencyId,
    pub responsible_agency_name: Option<String>,
    pub registered_at: Time,
    pub received_at: Option<Time>,
    pub released_at: Option<Time>,
    pub version: i32,
}

/// The columns of a [`StockRow`].
macro_rules! columns {
    () => {
        (
            items::id,
            items::code,
            items::line_no,
            items::name,
            items::category,
            items::features,
            items::model,
            items::serial_no,
            items::pieces,
            items::unit,
            items::holder_name,
            items::valuation_minor,
            items::currency,
            items::custody_state,
            items::legal_status,
            items::place_id,
            places::code.nullable(),
            places::name.nullable(),
            items::borrower_id,
            users::name.nullable(),
            items::case_id,
            cases::case_no,
            cases::name,
            cases::secrecy,
            items::responsible_agency_id,
            agencies::name.nullable(),
            items::registered_at,
            items::received_at,
            items::released_at,
            items::version,
        )
    };
}

/// The condition that an item lies in a place or in anything that stands in it.
macro_rules! inside {
    ($place:expr) => {
        sql::<Bool>(
            "items.place_id IN (WITH RECURSIVE inside (id) AS (SELECT id FROM places WHERE id = ",
        )
        .bind::<Uid, _>($place)
        .sql(" UNION SELECT places.id FROM places JOIN inside ON places.parent_id = inside.id) SELECT id FROM inside)")
    };
}

/// The condition that an item comes after another in the order of the seizure lists.
macro_rules! beyond {
    ($item:expr) => {
        sql::<Bool>(
            "(items.seizure_list_id, items.line_no) > (SELECT seen.seizure_list_id, seen.line_no FROM items AS seen WHERE seen.id = ",
        )
        .bind::<Uid, _>($item)
        .sql(")")
    };
}

/// Joins what the columns of a [`StockRow`] are taken from. All but the case are left joins, which the planner never
/// begins with: the order and the filter are those of items.
macro_rules! named {
    ($query:expr) => {
        $query
            .inner_join(cases::table.on(cases::id.eq(items::case_id)))
            .left_join(places::table.on(items::place_id.eq(places::id.nullable())))
            .left_join(users::table.on(items::borrower_id.eq(users::id.nullable())))
            .left_join(agencies::table.on(items::responsible_agency_id.eq(agencies::id)))
    };
}

/// The state in which the last movement before a time left an item; null when there was none.
macro_rules! stood_at {
    ($time:expr) => {
        movements::table
            .filter(movements::item_id.eq(items::id).and(movements::moved_at.lt($time)))
            .order(movements::leaf_seq.desc())
            .select(movements::to_state)
            .single_value()
    };
}

/// Adds the filter's conditions, all but the search, to a query over items.
macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = (within!($query, $reach), $filter);
        if let Some(category) = filter.category {
            query = query.filter(items::category.eq(category));
        }
        match (filter.as_of, filter.states.as_slice()) {
            (Some(at), []) => query = query.filter(stood_at!(at).is_not_null()),
            (Some(at), states) => query = query.filter(stood_at!(at).eq_any(states.to_vec())),
            (None, []) => {}
            (None, [state]) => query = query.filter(items::custody_state.eq(*state)),
            (None, states) => query = query.filter(items::custody_state.eq_any(states.to_vec())),
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(items::responsible_agency_id.eq(agency));
        }
        if let Some(case) = filter.case_id {
            query = query.filter(items::case_id.eq(case));
        }
        if let Some(list) = filter.seizure_list_id {
            query = query.filter(items::seizure_list_id.eq(list));
        }
        if let Some(place) = filter.place_id {
            query = query.filter(inside!(place));
        }
        if let Some(borrower) = filter.borrower_id {
            query = query.filter(items::borrower_id.eq(borrower));
        }
        if let Some(status) = filter.legal_status {
            query = query.filter(items::legal_status.eq(status));
        }
        if let Some(from) = filter.received_from {
            query = query.filter(items::received_at.ge(from));
        }
        if let Some(before) = filter.received_before {
            query = query.filter(items::received_at.lt(before));
        }
        if let Some(before) = filter.seized_before {
            query = query.filter(items::seized_at.lt(before));
        }
        query
    }};
}

/// Adds a search to a query over items joined with their texts: by grams first, then every word by the text itself.
macro_rules! searched {
    ($query:expr, $grams:expr, $search:expr) => {{
        let mut query = $query.filter($grams);
        for pattern in $search.patterns.clone() {
            query = query.filter(item_texts::txt.like(pattern).escape('\\'));
        }
        query
    }};
}

/// The condition that the grams of a search are met, as each database indexes them.
macro_rules! grams {
    ($conn:ident, $search:expr) => {
        match $conn {
            Conn::Postgres(_) => {
                sql::<Bool>("item_texts.g @@ ").bind::<Text, _>($search.postgres.clone()).sql("::tsquery")
            }
            Conn::Sqlite(_) => sql::<Bool>("item_texts.rid IN (SELECT rowid FROM item_grams WHERE item_grams MATCH ")
                .bind::<Text, _>($search.sqlite.clone())
                .sql(")"),
        }
    };
}

/// Items within reach. A search sorts by registration, newest first, whatever was asked.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    reach: Reach,
    filter: &ItemFilter,
    sort: ItemSort,
    paging: &Paging,
) -> Result<Page<StockRow>> {
    match filter.search.as_deref().map(SearchText::parse) {
        Some(Some(search)) => list_found(conn, reach, filter, &search, paging),
        Some(None) => Ok(Page { rows: Vec::new(), next: None }),
        None => list_sorted(conn, reach, filter, sort, paging),
    }
}

fn list_sorted(
    conn: &mut Conn,
    reach: Reach,
    filter: &ItemFilter,
    sort: ItemSort,
    paging: &Paging,
) -> Result<Page<StockRow>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, ItemId>()?;
    let rows: Vec<StockRow> = on!(conn, c => {
        let query = named!(items::table)
            .select(columns!())
            .into_boxed();
        let mut query = filtered!(query, reach, filter);
        if let Some((code, id)) = after {
            query = match sort {
                ItemSort::NewestFirst => query.filter(items::id.lt(id)),
                ItemSort::OldestFirst => query.filter(items::id.gt(id)),
                ItemSort::Code => query.filter(items::code.gt(code)),
                ItemSort::CodeDescending => query.filter(items::code.lt(code)),
                ItemSort::LineNumber => query.filter(beyond!(id)),
            };
        }
        query = match sort {
            ItemSort::NewestFirst => query.order(items::id.desc()),
            ItemSort::OldestFirst => query.order(items::id),
            ItemSort::Code => query.order(items::code),
            ItemSort::CodeDescending => query.order(items::code.desc()),
            ItemSort::LineNumber => query.order((items::seizure_list_id, items::line_no)),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.code.clone(), row.id)))
}

fn list_found(
    conn: &mut Conn,
    reach: Reach,
    filter: &ItemFilter,
    search: &SearchText,
    paging: &Paging,
) -> Result<Page<StockRow>> {
    let shown = paging.shown()?;
    let after = paging.after::<i64, ItemId>()?;
    let grams = grams!(conn, search);
    let rows: Vec<(i64, StockRow)> = on!(conn, c => {
        let query = named!(item_texts::table.inner_join(items::table.on(items::id.eq(item_texts::item_id))))
            .select((item_texts::rid, columns!()))
            .into_boxed();
        let mut query = searched!(filtered!(query, reach, filter), grams, search);
        if let Some((rid, _)) = after {
            query = query.filter(item_texts::rid.lt(rid));
        }
        query.order(item_texts::rid.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |(rid, row)| (*rid, row.id)).map(|(_, row)| row))
}

/// How many items the list would show in all; only asked for on demand.
pub fn count(conn: &mut Conn, reach: Reach, filter: &ItemFilter) -> Result<i64> {
    match filter.search.as_deref().map(SearchText::parse) {
        Some(None) => Ok(0),
        None => Ok(on!(conn, c => {
            let query = items::table.select(diesel::dsl::count_star()).into_boxed();
            filtered!(query, reach, filter).first(c)
        })?),
        Some(Some(search)) => {
            let grams = grams!(conn, search);
            Ok(on!(conn, c => {
                let query = item_texts::table
                    .inner_join(items::table.on(items::id.eq(item_texts::item_id)))
                    .select(diesel::dsl::count_star())
                    .into_boxed();
                searched!(filtered!(query, reach, filter), grams, search).first(c)
            })?)
        }
    }
}

/// The open request that holds an item.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Hold {
    pub request_id: RequestId,
    pub number: Option<String>,
    pub kind: RequestKind,
    pub status: RequestStatus,
}

/// One item by its label code, within reach, with the open request that holds it: the look-up behind every scan.
pub fn find_by_code(conn: &mut Conn, reach: Reach, code: &str) -> Result<Option<(StockRow, Option<Hold>)>> {
    Ok(on!(conn, c => {
        let query = named!(items::table)
            .left_join(
                request_lines::table.on(request_lines::item_id.eq(items::id).and(request_lines::holds)),
            )
            .left_join(requests::table.on(requests::id.nullable().eq(request_lines::request_id.nullable())))
            .filter(items::code.eq(code))
            .select((columns!(), (requests::id, requests::number, requests::kind, requests::status).nullable()));
        one_within!(query, reach, c)
    })?)
}

/// One item by its id, within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: ItemId) -> Result<StockRow> {
    let found = on!(conn, c => {
        one_within!(named!(items::table).select(columns!()).filter(items::id.eq(id)), reach, c)
    })?;
    found.ok_or(Error::NotFound)
}

/// The open request that holds an item.
pub fn find_hold(conn: &mut Conn, id: ItemId) -> Result<Option<Hold>> {
    Ok(on!(conn, c => request_lines::table
        .inner_join(requests::table.on(requests::id.eq(request_lines::request_id)))
        .filter(request_lines::item_id.eq(id).and(request_lines::holds))
        .select((requests::id, requests::number, requests::kind, requests::status))
        .first(c)
        .optional())?)
}
