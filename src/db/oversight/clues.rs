//! Clues of supervision, and how they stand.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::cases::cases::within;
use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{Page, Paging};
use crate::db::schema::{cases, clues};
use crate::error::{Error, Result};
use crate::model::ids::{AgencyId, CaseId, ClueId, UserId};
use crate::model::oversight::clue::{ClueRule, ClueStatus};
use crate::model::oversight::supervision::Overseen;
use crate::model::time::Time;

/// One clue: what a rule found in a case for an agency. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = clues, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Clue {
    pub id: ClueId,
    pub rule: ClueRule,
    pub case_id: CaseId,
    /// Whose people have to act.
    pub agency_id: AgencyId,
    pub status: ClueStatus,
    /// Of how many goods, as the search found that last had something to say.
    pub item_count: i32,
    /// Since when, of the earliest of them.
    pub since: Time,
    /// When a search found it, or found it again.
    pub found_at: Time,
    pub explanation: Option<String>,
    pub explained_by: Option<UserId>,
    pub explained_at: Option<Time>,
    /// When a search found that the cause is gone.
    pub corrected_at: Option<Time>,
    pub version: i32,
}

registered!(Clue as Clues: about |row| row.id.0, key |row| row.id.to_string(), name |_| None);

/// Which clues a list shows.
#[derive(Debug, Clone, Default)]
pub struct ClueFilter {
    pub statuses: Vec<ClueStatus>,
    pub rule: Option<ClueRule>,
    pub agency_id: Option<AgencyId>,
    pub case_id: Option<CaseId>,
}

macro_rules! overseen {
    ($query:expr, $overseen:expr) => {{
        let overseen = $overseen;
        let mut query = within!($query, overseen.reach);
        if let Some(agency) = overseen.agency_id {
            query = query.filter(clues::agency_id.eq(agency));
        }
        query
    }};
}

macro_rules! filtered {
    ($query:expr, $overseen:expr, $filter:expr) => {{
        let (mut query, filter) = (overseen!($query, $overseen), $filter);
        if !filter.statuses.is_empty() {
            query = query.filter(clues::status.eq_any(filter.statuses.clone()));
        }
        if let Some(rule) = filter.rule {
            query = query.filter(clues::rule.eq(rule));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(clues::agency_id.eq(agency));
        }
        if let Some(case) = filter.case_id {
            query = query.filter(clues::case_id.eq(case));
        }
        query
    }};
}

/// Clues that a person oversees, the oldest causes first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, overseen: Overseen, filter: &ClueFilter, paging: &Paging) -> Result<Page<Clue>> {
    let shown = paging.shown()?;
    let after = paging.after::<i64, ClueId>()?;
    let rows: Vec<Clue> = on!(conn, c => {
        let query = clues::table.inner_join(cases::table).select(Clue::as_select()).into_boxed();
        let mut query = filtered!(query, overseen, filter);
        if let Some((since, id)) = after.map(|(since, id)| (Time(since), id)) {
            query = query.filter(clues::since.gt(since).or(clues::since.eq(since).and(clues::id.gt(id))));
        }
        query.order((clues::since, clues::id)).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.since.0, row.id)))
}

/// How many clues the list would show in all.
pub fn count(conn: &mut Conn, overseen: Overseen, filter: &ClueFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = clues::table.inner_join(cases::table).select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, overseen, filter).first(c)
    })?)
}

/// One clue that a person oversees.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, overseen: Overseen, id: ClueId) -> Result<Clue> {
    let found = on!(conn, c => {
        let query = clues::table.inner_join(cases::table).filter(clues::id.eq(id)).select(Clue::as_select()).into_boxed();
        overseen!(query, overseen).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// Every clue that there is, corrected ones as well: a search holds what it finds against them.
pub fn list_all(conn: &mut Conn) -> Result<Vec<Clue>> {
    Ok(on!(conn, c => clues::table.select(Clue::as_select()).load(c))?)
}

/// Adds clues.
pub fn insert(change: &mut Change<'_>, rows: &[Clue]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(change.conn, c => diesel::insert_into(clues::table).values(batch).execute(c))?;
    }
    rows.iter().try_for_each(|row| change.note_added(row))
}

/// Replaces a clue by another state of it.
pub fn update(change: &mut Change<'_>, known: &Clue, row: &Clue) -> Result<()> {
    on!(change.conn, c => diesel::update(clues::table.find(row.id)).set(row).execute(c))?;
    change.note_replaced(known, row)
}
