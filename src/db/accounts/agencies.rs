//! Agencies.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::like::{anywhere, folded};
use crate::db::engine::page::{CodeSort, Page, Paging};
use crate::db::ledger::former_names::{self, formerly};
use crate::db::schema::{agencies, users};
use crate::error::{Error, Result};
use crate::model::accounts::agency::AgencyKind;
use crate::model::ids::{AgencyId, UserId};
use crate::model::time::Time;

/// One agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = agencies, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Agency {
    pub id: AgencyId,
    /// 12-digit unit code.
    pub code: String,
    pub name: String,
    pub kind: AgencyKind,
    pub parent_id: Option<AgencyId>,
    pub active: bool,
    pub created_at: Time,
    pub version: i32,
}

registered!(Agency as Agencies: about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(row.code.as_str()));

/// One agency, if there is.
pub fn find(conn: &mut Conn, id: AgencyId) -> Result<Option<Agency>> {
    Ok(on!(conn, c => agencies::table.find(id).select(Agency::as_select()).first(c).optional())?)
}

/// One agency.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, id: AgencyId) -> Result<Agency> {
    find(conn, id)?.ok_or(Error::NotFound)
}

/// The names of these agencies.
pub fn list_names(conn: &mut Conn, ids: &[AgencyId]) -> Result<HashMap<AgencyId, String>> {
    let mut names = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(AgencyId, String)> = on!(conn, c => agencies::table
            .filter(agencies::id.eq_any(batch))
            .select((agencies::id, agencies::name))
            .load(c))?;
        names.extend(rows);
    }
    Ok(names)
}

/// The agencies of these people, with their names.
pub fn list_of_people(conn: &mut Conn, people: &[UserId]) -> Result<HashMap<UserId, (AgencyId, String)>> {
    let mut found = HashMap::new();
    for batch in people.chunks(BATCH) {
        let rows: Vec<(UserId, AgencyId, String)> = on!(conn, c => users::table
            .inner_join(agencies::table.on(agencies::id.eq(users::agency_id)))
            .filter(users::id.eq_any(batch))
            .select((users::id, agencies::id, agencies::name))
            .load(c))?;
        found.extend(rows.into_iter().map(|(person, id, name)| (person, (id, name))));
    }
    Ok(found)
}

/// Id, unit code and name of every agency that works.
pub fn list_active_names(conn: &mut Conn) -> Result<Vec<(AgencyId, String, String)>> {
    Ok(on!(conn, c => agencies::table
        .filter(agencies::active)
        .order(agencies::code)
        .select((agencies::id, agencies::code, agencies::name))
        .load(c))?)
}

/// The centre, as the keeping agency.
pub fn find_centre(conn: &mut Conn) -> Result<Option<Agency>> {
    Ok(on!(conn, c => agencies::table
        .filter(agencies::kind.eq(AgencyKind::Centre).and(agencies::active))
        .order(agencies::created_at)
        .select(Agency::as_select())
        .first(c)
        .optional())?)
}

/// The agency with a unit code.
pub fn find_by_code(conn: &mut Conn, code: &str) -> Result<Option<Agency>> {
    Ok(on!(conn, c => agencies::table.filter(agencies::code.eq(code)).select(Agency::as_select()).first(c).optional())?)
}

/// The agencies with these unit codes, by their codes.
pub fn list_by_codes(conn: &mut Conn, codes: &[String]) -> Result<HashMap<String, Agency>> {
    let mut found = HashMap::new();
    for batch in codes.chunks(BATCH) {
        let rows: Vec<Agency> =
            on!(conn, c => agencies::table.filter(agencies::code.eq_any(batch)).select(Agency::as_select()).load(c))?;
        found.extend(rows.into_iter().map(|row| (row.code.clone(), row)));
    }
    Ok(found)
}

/// The agencies above these.
pub fn list_parents(conn: &mut Conn, ids: &[AgencyId]) -> Result<Vec<AgencyId>> {
    let mut above = Vec::new();
    for batch in ids.chunks(BATCH) {
        above.extend::<Vec<AgencyId>>(on!(conn, c => agencies::table
            .filter(agencies::id.eq_any(batch).and(agencies::parent_id.is_not_null()))
            .select(agencies::parent_id.assume_not_null())
            .distinct()
            .load(c))?);
    }
    Ok(above)
}

/// What stands directly below these agencies, each once.
pub fn list_inside(conn: &mut Conn, ids: &[AgencyId]) -> Result<Vec<AgencyId>> {
    let mut inside = Vec::new();
    for batch in ids.chunks(BATCH) {
        inside.extend::<Vec<AgencyId>>(
            on!(conn, c => agencies::table.filter(agencies::parent_id.eq_any(batch)).select(agencies::id).load(c))?,
        );
    }
    Ok(inside)
}

/// Whether another agency has this unit code.
pub fn code_taken(conn: &mut Conn, code: &str, by_other_than: Option<AgencyId>) -> Result<bool> {
    let found: Option<AgencyId> =
        on!(conn, c => agencies::table.filter(agencies::code.eq(code)).select(agencies::id).first(c).optional())?;
    Ok(found.is_some_and(|id| Some(id) != by_other_than))
}

/// Which agencies a list shows.
#[derive(Debug, Clone, Default)]
pub struct AgencyFilter {
    /// Part of the name, also of a former one, or the unit code.
    pub search: Option<String>,
    pub kind: Option<AgencyKind>,
    pub active: Option<bool>,
}

macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        let (mut query, filter) = ($query, $filter);
        if let Some(text) = &filter.search {
            let pattern = anywhere(text);
            let name = folded(agencies::name).like(pattern.clone()).escape('\\');
            let code = agencies::code.like(pattern.clone()).escape('\\');
            query = query.filter(name.or(code).or(formerly!(agencies::id, pattern.clone(), pattern)));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(agencies::kind.eq(kind));
        }
        if let Some(active) = filter.active {
            query = query.filter(agencies::active.eq(active));
        }
        query
    }};
}

/// Agencies by unit code.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, filter: &AgencyFilter, sort: CodeSort, paging: &Paging) -> Result<Page<Agency>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, AgencyId>()?;
    let rows: Vec<Agency> = on!(conn, c => {
        let mut query = filtered!(agencies::table.select(Agency::as_select()).into_boxed(), filter);
        query = match (sort, after) {
            (_, None) => query,
            (CodeSort::Code, Some((code, _))) => query.filter(agencies::code.gt(code)),
            (CodeSort::CodeDescending, Some((code, _))) => query.filter(agencies::code.lt(code)),
        };
        query = match sort {
            CodeSort::Code => query.order(agencies::code),
            CodeSort::CodeDescending => query.order(agencies::code.desc()),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.code.clone(), row.id)))
}

/// How many agencies the list would show in all.
pub fn count(conn: &mut Conn, filter: &AgencyFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        filtered!(agencies::table.select(diesel::dsl::count_star()).into_boxed(), filter).first(c)
    })?)
}

/// Adds an agency.
pub fn insert(change: &mut Change<'_>, row: &Agency) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(agencies::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Adds agencies, in an order in which those above come first.
pub fn insert_all(change: &mut Change<'_>, rows: &[Agency]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(change.conn, c => diesel::insert_into(agencies::table).values(batch).execute(c))?;
    }
    rows.iter().try_for_each(|row| change.note_added(row))
}

/// Replaces an agency.
pub fn update(change: &mut Change<'_>, row: &Agency) -> Result<()> {
    let known = get(change.conn, row.id)?;
    former_names::note(change, row.id.0, known.name.clone(), row.name.clone())?;
    on!(change.conn, c => diesel::update(agencies::table.find(row.id)).set(row).execute(c))?;
    change.note_replaced(&known, row)
}
