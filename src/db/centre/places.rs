//! The place tree of the centre.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::like::{anywhere, lower};
use crate::db::engine::page::{CodeSort, Page, Paging};
use crate::db::schema::{items, places};
use crate::error::{Error, Result};
use crate::model::accounts::agency::PlaceKind;
use crate::model::goods::category::StorageClass;
use crate::model::goods::item::PlaceFacts;
use crate::model::ids::PlaceId;
use crate::model::time::Time;

/// One place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = places, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Place {
    pub id: PlaceId,
    pub code: String,
    pub name: String,
    pub kind: PlaceKind,
    pub storage_class: StorageClass,
    pub parent_id: Option<PlaceId>,
    /// Items it takes; `None` when unlimited.
    pub capacity: Option<i64>,
    pub active: bool,
    pub created_at: Time,
    pub version: i32,
}

registered!(Place as Places: about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(row.code.as_str()));

/// One place, if there is.
pub fn find(conn: &mut Conn, id: PlaceId) -> Result<Option<Place>> {
    Ok(on!(conn, c => places::table.find(id).select(Place::as_select()).first(c).optional())?)
}

/// One place.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, id: PlaceId) -> Result<Place> {
    find(conn, id)?.ok_or(Error::NotFound)
}

/// The place with a code.
pub fn find_by_code(conn: &mut Conn, code: &str) -> Result<Option<Place>> {
    Ok(on!(conn, c => places::table.filter(places::code.eq(code)).select(Place::as_select()).first(c).optional())?)
}

/// Whether another place has this code.
pub fn code_taken(conn: &mut Conn, code: &str, by_other_than: Option<PlaceId>) -> Result<bool> {
    let found: Option<PlaceId> =
        on!(conn, c => places::table.filter(places::code.eq(code)).select(places::id).first(c).optional())?;
    Ok(found.is_some_and(|id| Some(id) != by_other_than))
}

/// Whether goods lie in the place or other open places stand in it.
pub fn in_use(conn: &mut Conn, id: PlaceId) -> Result<bool> {
    let goods =
        on!(conn, c => items::table.filter(items::place_id.eq(id)).select(items::line_no).first::<i32>(c).optional())?;
    let child = on!(conn, c => places::table
        .filter(places::parent_id.eq(id).and(places::active))
        .select(places::version)
        .first::<i32>(c)
        .optional())?;
    Ok(goods.is_some() || child.is_some())
}

/// The places with these codes, with how many items each holds.
pub fn list_facts(conn: &mut Conn, codes: &[String]) -> Result<HashMap<String, (PlaceId, PlaceFacts)>> {
    let mut rows: Vec<Place> = Vec::new();
    for batch in codes.chunks(BATCH) {
        rows.extend(on!(conn, c => places::table
            .filter(places::code.eq_any(batch))
            .select(Place::as_select())
            .load(c))?);
    }
    let held = count_held(conn, &rows.iter().map(|row| row.id).collect::<Vec<_>>())?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let facts = PlaceFacts {
                code: row.code.clone(),
                storage_class: row.storage_class,
                capacity: row.capacity,
                held: held.get(&row.id).copied().unwrap_or(0),
                active: row.active,
            };
            (row.code, (row.id, facts))
        })
        .collect())
}

/// How many items each of these places holds; empty places are absent.
pub fn count_held(conn: &mut Conn, ids: &[PlaceId]) -> Result<HashMap<PlaceId, i64>> {
    let mut held = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(Option<PlaceId>, i64)> = on!(conn, c => items::table
            .filter(items::place_id.eq_any(batch))
            .group_by(items::place_id)
            .select((items::place_id, diesel::dsl::count_star()))
            .load(c))?;
        held.extend(rows.into_iter().filter_map(|(id, count)| Some((id?, count))));
    }
    Ok(held)
}

/// Code and name of these places.
pub fn list_names(conn: &mut Conn, ids: &[PlaceId]) -> Result<HashMap<PlaceId, (String, String)>> {
    let mut names = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(PlaceId, (String, String))> = on!(conn, c => places::table
            .filter(places::id.eq_any(batch))
            .select((places::id, (places::code, places::name)))
            .load(c))?;
        names.extend(rows);
    }
    Ok(names)
}

/// Which places a list shows.
#[derive(Debug, Clone, Default)]
pub struct PlaceFilter {
    /// Part of the name or the code.
    pub search: Option<String>,
    /// The whole code.
    pub code: Option<String>,
    pub kind: Option<PlaceKind>,
    pub storage_class: Option<StorageClass>,
    /// Standing in this place.
    pub parent_id: Option<PlaceId>,
    pub active: Option<bool>,
}

macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        let (mut query, filter) = ($query, $filter);
        if let Some(text) = &filter.search {
            let pattern = anywhere(text);
            let name = lower(places::name).like(pattern.clone()).escape('\\');
            query = query.filter(name.or(lower(places::code).like(pattern).escape('\\')));
        }
        if let Some(code) = filter.code.clone() {
            query = query.filter(places::code.eq(code));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(places::kind.eq(kind));
        }
        if let Some(class) = filter.storage_class {
            query = query.filter(places::storage_class.eq(class));
        }
        if let Some(parent) = filter.parent_id {
            query = query.filter(places::parent_id.eq(parent));
        }
        if let Some(active) = filter.active {
            query = query.filter(places::active.eq(active));
        }
        query
    }};
}

/// Places by code.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, filter: &PlaceFilter, sort: CodeSort, paging: &Paging) -> Result<Page<Place>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, PlaceId>()?;
    let rows: Vec<Place> = on!(conn, c => {
        let mut query = filtered!(places::table.select(Place::as_select()).into_boxed(), filter);
        query = match (sort, after) {
            (_, None) => query,
            (CodeSort::Code, Some((code, _))) => query.filter(places::code.gt(code)),
            (CodeSort::CodeDescending, Some((code, _))) => query.filter(places::code.lt(code)),
        };
        query = match sort {
            CodeSort::Code => query.order(places::code),
            CodeSort::CodeDescending => query.order(places::code.desc()),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.code.clone(), row.id)))
}

/// How many places the list would show in all.
pub fn count(conn: &mut Conn, filter: &PlaceFilter) -> Result<i64> {
    Ok(on!(conn, c => filtered!(places::table.select(diesel::dsl::count_star()).into_boxed(), filter).first(c))?)
}

/// Adds places, in an order in which parents come first.
pub fn insert(change: &mut Change<'_>, rows: &[Place]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(change.conn, c => diesel::insert_into(places::table).values(batch).execute(c))?;
    }
    rows.iter().try_for_each(|row| change.note_digest(row))
}

/// Replaces a place.
pub fn update(change: &mut Change<'_>, row: &Place) -> Result<()> {
    on!(change.conn, c => diesel::update(places::table.find(row.id)).set(row).execute(c))?;
    change.note_digest(row)
}
