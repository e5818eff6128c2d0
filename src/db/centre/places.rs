//! The place tree of the centre.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::like::{anywhere, folded};
use crate::db::engine::page::{CodeSort, Page, Paging};
use crate::db::ledger::former_names::{self, formerly};
use crate::db::schema::{cases, items, places};
use crate::error::{Error, Result};
use crate::model::accounts::agency::PlaceKind;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::goods::category::{Category, StorageClass};
use crate::model::goods::item::PlaceFacts;
use crate::model::ids::{CaseId, PlaceId};
use crate::model::reason::{Reason, Refusal};
use crate::model::text::{self, code_spelling};
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
    /// The highest level of goods it may hold.
    #[serde(skip_serializing_if = "SecrecyLevel::is_ordinary")]
    pub secrecy: SecrecyLevel,
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

/// The place with a code, however it is typed.
pub fn find_by_code(conn: &mut Conn, typed: &str) -> Result<Option<Place>> {
    let codes = [typed.to_owned()];
    let mut rows = list_spelled(conn, &codes)?;
    Ok(rows.remove(typed))
}

/// The places with these codes, however they are typed, by what was typed. A code as it is kept comes before another
/// spelling of it: older programs kept what was typed.
pub fn list_spelled(conn: &mut Conn, typed: &[String]) -> Result<HashMap<String, Place>> {
    let mut rows: HashMap<String, Place> = HashMap::new();
    for batch in typed.chunks(BATCH / 2) {
        let spelled = batch.iter().map(|code| code_spelling(code));
        let wanted: Vec<String> = batch.iter().cloned().chain(spelled).collect();
        let found: Vec<Place> = on!(conn, c => places::table
            .filter(places::code.eq_any(&wanted))
            .select(Place::as_select())
            .load(c))?;
        let found: HashMap<&str, &Place> = found.iter().map(|row| (row.code.as_str(), row)).collect();
        for code in batch {
            if let Some(row) = found.get(code.as_str()).or_else(|| found.get(code_spelling(code).as_str())) {
                rows.insert(code.clone(), (*row).clone());
            }
        }
    }
    Ok(rows)
}

/// Whether another place has this code, in whatever spelling.
pub fn code_taken(conn: &mut Conn, code: &str, by_other_than: Option<PlaceId>) -> Result<bool> {
    let same = text::folded(code);
    let found: Option<PlaceId> = on!(conn, c => places::table
        .filter(folded(places::code).eq(&same))
        .select(places::id)
        .first(c)
        .optional())?;
    Ok(found.is_some_and(|id| Some(id) != by_other_than))
}

/// The places that these stand in.
pub fn list_parents(conn: &mut Conn, ids: &[PlaceId]) -> Result<Vec<PlaceId>> {
    let mut above = Vec::new();
    for batch in ids.chunks(BATCH) {
        above.extend::<Vec<PlaceId>>(on!(conn, c => places::table
            .filter(places::id.eq_any(batch).and(places::parent_id.is_not_null()))
            .select(places::parent_id.assume_not_null())
            .distinct()
            .load(c))?);
    }
    Ok(above)
}

/// What stands directly in these places, each once.
pub fn list_inside(conn: &mut Conn, ids: &[PlaceId]) -> Result<Vec<PlaceId>> {
    let mut inside = Vec::new();
    for batch in ids.chunks(BATCH) {
        inside.extend::<Vec<PlaceId>>(
            on!(conn, c => places::table.filter(places::parent_id.eq_any(batch)).select(places::id).load(c))?,
        );
    }
    Ok(inside)
}

/// Which of these codes some place has, in whatever spelling; as they are kept there.
pub fn list_taken(conn: &mut Conn, codes: &[String]) -> Result<Vec<String>> {
    let mut taken = Vec::new();
    for batch in codes.chunks(BATCH) {
        let same: Vec<String> = batch.iter().map(|code| text::folded(code)).collect();
        taken.extend::<Vec<String>>(on!(conn, c => places::table
            .filter(folded(places::code).eq_any(&same))
            .order(places::code)
            .select(places::code)
            .load(c))?);
    }
    Ok(taken)
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

/// Whether goods of a case above a level lie in the place.
pub fn holds_above(conn: &mut Conn, id: PlaceId, level: SecrecyLevel) -> Result<bool> {
    let found = on!(conn, c => items::table
        .inner_join(cases::table.on(cases::id.eq(items::case_id)))
        .filter(items::place_id.eq(id).and(cases::secrecy.gt(level)))
        .select(items::line_no)
        .first::<i32>(c)
        .optional())?;
    Ok(found.is_some())
}

/// The codes of the places that hold goods of a case and may not hold such of a level, at most `limit`.
pub fn list_codes_below(conn: &mut Conn, case: CaseId, level: SecrecyLevel, limit: i64) -> Result<Vec<String>> {
    let there = items::table
        .filter(items::case_id.eq(case).and(items::place_id.is_not_null()))
        .select(items::place_id.assume_not_null());
    Ok(on!(conn, c => places::table
        .filter(places::secrecy.lt(level).and(places::id.eq_any(there)))
        .order(places::code)
        .limit(limit)
        .select(places::code)
        .load(c))?)
}

/// Places that goods are to be put at, by what was typed for their codes: two spellings lead to one place, which fills
/// up for both.
#[derive(Debug, Default)]
pub struct Destinations {
    ids: HashMap<String, PlaceId>,
    facts: HashMap<PlaceId, PlaceFacts>,
}

impl Destinations {
    /// The place of a code as it was typed.
    pub fn id(&self, typed: &str) -> Option<PlaceId> {
        self.ids.get(typed).copied()
    }

    /// The place of a code as it was typed, when one more item of a category, of a case of a level, fits there.
    ///
    /// # Errors
    /// [`Reason::PlaceUnknown`], and why it does not fit.
    pub fn fitting(&self, typed: &str, category: Category, level: SecrecyLevel) -> Result<PlaceId, Refusal> {
        let unknown = || Refusal::new(Reason::PlaceUnknown).with("place", typed);
        let id = self.id(typed).ok_or_else(unknown)?;
        self.facts.get(&id).ok_or_else(unknown)?.fits(category, level)?;
        Ok(id)
    }

    /// Counts one more item at a place.
    pub fn take(&mut self, id: PlaceId) {
        if let Some(facts) = self.facts.get_mut(&id) {
            facts.held += 1;
        }
    }
}

/// The places with these codes, however they are typed, with how many items each holds.
pub fn list_destinations(conn: &mut Conn, typed: &[String]) -> Result<Destinations> {
    let rows = list_spelled(conn, typed)?;
    let held = count_held(conn, &rows.values().map(|row| row.id).collect::<Vec<_>>())?;
    let facts = |row: Place| PlaceFacts {
        storage_class: row.storage_class,
        capacity: row.capacity,
        held: held.get(&row.id).copied().unwrap_or(0),
        active: row.active,
        secrecy: row.secrecy,
        code: row.code,
    };
    let ids = rows.iter().map(|(typed, row)| (typed.clone(), row.id)).collect();
    Ok(Destinations { ids, facts: rows.into_values().map(|row| (row.id, facts(row))).collect() })
}

/// The code of a place with room for one more item of a class, of a case of a level; one whose room is counted comes first.
pub fn find_free(conn: &mut Conn, class: StorageClass, level: SecrecyLevel) -> Result<Option<String>> {
    let held = items::table.filter(items::place_id.eq(places::id.nullable())).count().single_value();
    Ok(on!(conn, c => places::table
        .filter(places::storage_class.eq(class).and(places::active).and(places::secrecy.ge(level)))
        .filter(places::capacity.is_null().or(places::capacity.gt(held)))
        .order((places::capacity.is_null(), places::code))
        .select(places::code)
        .first(c)
        .optional())?)
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
    /// Part of the name, also of a former one, or the code.
    pub search: Option<String>,
    /// The whole code.
    pub code: Option<String>,
    pub kind: Option<PlaceKind>,
    pub storage_class: Option<StorageClass>,
    /// Standing in this place.
    pub parent_id: Option<PlaceId>,
    /// Whether it stands in no other place.
    pub top: Option<bool>,
    pub active: Option<bool>,
    /// Holding goods up to this level.
    pub secrecy: Option<SecrecyLevel>,
}

macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        let (mut query, filter) = ($query, $filter);
        if let Some(text) = &filter.search {
            let pattern = anywhere(text);
            let name = folded(places::name).like(pattern.clone()).escape('\\');
            let code = folded(places::code).like(pattern.clone()).escape('\\');
            query = query.filter(name.or(code).or(formerly!(places::id, pattern.clone(), pattern)));
        }
        if let Some(code) = &filter.code {
            query = query.filter(folded(places::code).eq(text::folded(&code_spelling(code))));
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
        query = match filter.top {
            Some(true) => query.filter(places::parent_id.is_null()),
            Some(false) => query.filter(places::parent_id.is_not_null()),
            None => query,
        };
        if let Some(active) = filter.active {
            query = query.filter(places::active.eq(active));
        }
        if let Some(level) = filter.secrecy {
            query = query.filter(places::secrecy.eq(level));
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
    rows.iter().try_for_each(|row| change.note_added(row))
}

/// Replaces a place.
pub fn update(change: &mut Change<'_>, row: &Place) -> Result<()> {
    let known = get(change.conn, row.id)?;
    let name = |place: &Place| (place.code.clone(), place.name.clone());
    former_names::note(change, row.id.0, name(&known), name(row))?;
    on!(change.conn, c => diesel::update(places::table.find(row.id)).set(row).execute(c))?;
    change.note_replaced(&known, row)
}
