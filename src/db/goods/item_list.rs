//! Items as lists show them: filtered, searched, sorted and counted, now or at an earlier moment.

use std::num::ParseIntError;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::page::{Page, Paging};
use crate::db::goods::item_rows::{StockRow, columns, named, registering};
use crate::db::goods::items::within;
use crate::db::goods::search::SearchText;
use crate::db::goods::search_tables::item_texts;
use crate::db::schema::{agencies, cases, items, movements, places, seizure_lists, users};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::goods::category::Category;
use crate::model::goods::item::{CustodyState, LegalStatus};
use crate::model::ids::{AgencyId, CaseId, ItemId, PlaceId, SeizureListId, Uid, UserId};
use crate::model::reason::Reason;
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
        Valuation = "valuation" / "估价" / "Value",
        ValuationDescending = "-valuation" / "估价倒序" / "Value, descending",
        Seized = "seized_at" / "扣押时间" / "Seized first",
        SeizedDescending = "-seized_at" / "扣押时间倒序" / "Seized last",
        Received = "received_at" / "入库时间" / "Received first",
        ReceivedDescending = "-received_at" / "入库时间倒序" / "Received last",
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
    pub seized_from: Option<Time>,
    pub seized_before: Option<Time>,
    /// In the smallest unit of whatever currency.
    pub valuation_from: Option<i64>,
    pub valuation_to: Option<i64>,
    /// The whole name of the holder.
    pub holder_name: Option<String>,
    /// Received at this time or before, and still here or on loan.
    pub held_since: Option<Time>,
}

/// What most of the stock has in common is no way to find a few of it in an order that its index does not have: SQLite would
/// take that index all the same, and sort the whole stock for every page. PostgreSQL knows how many there are.
#[derive(Debug, Clone, Copy, Default)]
struct Unindexed {
    states: bool,
    category: bool,
}

impl Unindexed {
    fn of(conn: &Conn, filter: &ItemFilter, sort: ItemSort) -> Self {
        let guesses = matches!(conn, Conn::Sqlite(_));
        let common = filter.states.contains(&CustodyState::InCustody);
        Self {
            states: guesses && common && (sort.is_by_number() || filter.states.len() > 1),
            category: guesses && sort.is_by_number() && filter.category == Some(Category::Ordinary),
        }
    }
}

/// The number that an order begins with, as it is indexed: what has none comes before everything else. No filter names it so,
/// so that an index that fits the filter alone is never taken for the order.
macro_rules! number_of {
    (valuation) => {
        sql::<BigInt>("coalesce(items.valuation_minor, -1)")
    };
    (seized) => {
        sql::<BigInt>("coalesce(items.seized_at, 0)")
    };
    (received) => {
        sql::<BigInt>("coalesce(items.received_at, 0)")
    };
}

/// The rows of an order that begins with a number, in the direction named, behind the row seen last, and within the filter's
/// bounds of that number, from and to.
macro_rules! by_number {
    ($query:ident, $key:ident, ascending, $after:expr, $bounds:expr) => {{
        let mut query = bounded!($query, $key, $bounds);
        if let Some((number, id)) = $after {
            let behind = number_of!($key).gt(number).or(number_of!($key).eq(number).and(items::id.gt(id)));
            query = query.filter(number_of!($key).ge(number)).filter(behind);
        }
        query.order((number_of!($key), items::id))
    }};
    ($query:ident, $key:ident, descending, $after:expr, $bounds:expr) => {{
        let mut query = bounded!($query, $key, $bounds);
        if let Some((number, id)) = $after {
            let behind = number_of!($key).lt(number).or(number_of!($key).eq(number).and(items::id.lt(id)));
            query = query.filter(number_of!($key).le(number)).filter(behind);
        }
        query.order((number_of!($key).desc(), items::id.desc()))
    }};
}

/// The bounds of a filter on the number by which is sorted: the index ends where they do.
macro_rules! bounded {
    ($query:ident, $key:ident, $bounds:expr) => {{
        let (mut query, (from, to)): (_, (Option<i64>, Option<i64>)) = ($query, $bounds);
        if let Some(from) = from {
            query = query.filter(number_of!($key).ge(from));
        }
        if let Some(to) = to {
            query = query.filter(number_of!($key).le(to));
        }
        query
    }};
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
    ($query:expr, $reach:expr, $filter:expr) => {
        filtered!($query, $reach, $filter, Unindexed::default())
    };
    ($query:expr, $reach:expr, $filter:expr, $unindexed:expr) => {{
        let (mut query, filter, unindexed) = (within!($query, $reach), $filter, $unindexed);
        match filter.category {
            Some(category) if unindexed.category => query = query.filter(sql::<Text>("+items.category").eq(category)),
            Some(category) => query = query.filter(items::category.eq(category)),
            None => {}
        }
        match (filter.as_of, filter.states.as_slice()) {
            (Some(at), []) => query = query.filter(stood_at!(at).is_not_null()),
            (Some(at), states) => query = query.filter(stood_at!(at).eq_any(states.to_vec())),
            (None, []) => {}
            (None, states) if unindexed.states => {
                query = query.filter(sql::<Text>("+items.custody_state").eq_any(states.to_vec()));
            }
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
        if let Some(since) = filter.held_since {
            query = query.filter(items::received_at.le(since).and(items::custody_state.ne_all(CustodyState::GONE)));
        }
        if let Some(from) = filter.valuation_from {
            query = query.filter(items::valuation_minor.ge(from));
        }
        if let Some(to) = filter.valuation_to {
            query = query.filter(items::valuation_minor.le(to));
        }
        if let Some(name) = &filter.holder_name {
            query = query.filter(items::holder_name.eq(name.clone()));
        }
        if let Some(from) = filter.seized_from {
            query = query.filter(items::seized_at.ge(from));
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
    let numbered = after.as_ref().filter(|_| sort.is_by_number()).map(|(key, id)| Ok((key.parse()?, *id)));
    let numbered: Option<(i64, ItemId)> =
        numbered.transpose().map_err(|_: ParseIntError| Error::field("/cursor", Reason::CursorInvalid))?;
    let bounds = sort.bounds(filter);
    let unindexed = Unindexed::of(conn, filter, sort);
    let rows: Vec<StockRow> = on!(conn, c => {
        let query = named!(items::table)
            .select(columns!())
            .into_boxed();
        let mut query = filtered!(query, reach, filter, unindexed);
        if let Some((code, id)) = after.filter(|_| !sort.is_by_number()) {
            query = match sort {
                ItemSort::OldestFirst => query.filter(items::id.gt(id)),
                ItemSort::Code => query.filter(items::code.gt(code)),
                ItemSort::CodeDescending => query.filter(items::code.lt(code)),
                ItemSort::LineNumber => query.filter(beyond!(id)),
                _ => query.filter(items::id.lt(id)),
            };
        }
        query = match sort {
            ItemSort::NewestFirst => query.order(items::id.desc()),
            ItemSort::OldestFirst => query.order(items::id),
            ItemSort::Code => query.order(items::code),
            ItemSort::CodeDescending => query.order(items::code.desc()),
            ItemSort::LineNumber => query.order((items::seizure_list_id, items::line_no)),
            ItemSort::Valuation => by_number!(query, valuation, ascending, numbered, bounds),
            ItemSort::ValuationDescending => by_number!(query, valuation, descending, numbered, bounds),
            ItemSort::Seized => by_number!(query, seized, ascending, numbered, bounds),
            ItemSort::SeizedDescending => by_number!(query, seized, descending, numbered, bounds),
            ItemSort::Received => by_number!(query, received, ascending, numbered, bounds),
            ItemSort::ReceivedDescending => by_number!(query, received, descending, numbered, bounds),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (sort.key_of(row), row.id)))
}

impl ItemSort {
    /// Whether the order begins with a number, which the cursor then carries.
    const fn is_by_number(self) -> bool {
        !matches!(self, Self::NewestFirst | Self::OldestFirst | Self::Code | Self::CodeDescending | Self::LineNumber)
    }

    /// The filter's bounds of the number that the order begins with.
    fn bounds(self, filter: &ItemFilter) -> (Option<i64>, Option<i64>) {
        let micros = |time: Option<Time>| time.map(|time| time.0);
        match self {
            Self::Valuation | Self::ValuationDescending => (filter.valuation_from, filter.valuation_to),
            Self::Seized | Self::SeizedDescending => (micros(filter.seized_from), micros(filter.seized_before)),
            Self::Received | Self::ReceivedDescending => {
                (micros(filter.received_from), micros(filter.received_before.or(filter.held_since)))
            }
            _ => (None, None),
        }
    }

    /// What the cursor behind a row carries besides its id.
    fn key_of(self, row: &StockRow) -> String {
        match self {
            Self::Valuation | Self::ValuationDescending => row.valuation_minor.unwrap_or(-1).to_string(),
            Self::Seized | Self::SeizedDescending => row.described.seized_at.0.to_string(),
            Self::Received | Self::ReceivedDescending => row.received_at.map_or(0, |at| at.0).to_string(),
            _ => row.code.clone(),
        }
    }
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
