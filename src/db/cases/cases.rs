//! Cases and their officers.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::like::{anywhere, folded};
use crate::db::engine::page::{Page, Paging};
use crate::db::ledger::former_names::{self, formerly};
use crate::db::schema::{case_officers, cases, log_leaves};
use crate::error::{Error, Result};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::item::Stage;
use crate::model::ids::{AgencyId, CaseId, UserId};
use crate::model::ledger::event::Action;
use crate::model::text;
use crate::model::time::Time;
use crate::model::words::words;

/// Whether the level of any case was set at a time or since.
pub fn level_was_set_since(conn: &mut Conn, time: Time) -> Result<bool> {
    let last: Option<Time> = on!(conn, c => log_leaves::table
        .filter(log_leaves::action.eq(Action::CaseSecrecySet.as_str()))
        .order(log_leaves::seq.desc())
        .select(log_leaves::logged_at)
        .first(c)
        .optional())?;
    Ok(last.is_some_and(|last| last >= time))
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = cases, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Case {
    pub id: CaseId,
    /// 案件编号; any form, up to 64 characters.
    pub case_no: String,
    pub name: String,
    /// 案由
    pub cause: String,
    pub stage: Stage,
    /// The agency that registered it.
    pub agency_id: AgencyId,
    pub responsible_agency_id: AgencyId,
    pub created_by: UserId,
    pub created_at: Time,
    pub version: i32,
    /// How far it may be known.
    #[serde(skip_serializing_if = "SecrecyLevel::is_ordinary")]
    pub secrecy: SecrecyLevel,
}

/// A case with its officers: what the log keeps one digest of.
#[derive(Debug, Serialize)]
pub struct CaseRecord<'r> {
    pub case: &'r Case,
    pub officers: Vec<UserId>,
}

registered!(
    CaseRecord<'_> as Cases: about |row| row.case.id.0, key |row| row.case.id.to_string(), name |row| Some(row.case.case_no.as_str())
);

impl<'r> CaseRecord<'r> {
    /// In whatever order the officers are given.
    pub fn of(case: &'r Case, mut officers: Vec<UserId>) -> Self {
        officers.sort_unstable();
        Self { case, officers }
    }
}

macro_rules! within {
    ($query:expr, $reach:expr) => {{
        let (mut query, reach) = ($query, $reach);
        if let Some(agency) = reach.agency() {
            query = query.filter(cases::agency_id.eq(agency).or(cases::responsible_agency_id.eq(agency)));
        }
        if let Some(level) = reach.cleared() {
            query = query.filter(cases::secrecy.le(level));
        }
        query
    }};
}
pub(in crate::db) use within;

/// One case within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: CaseId) -> Result<Case> {
    let found = on!(conn, c => {
        let query = cases::table.select(Case::as_select()).filter(cases::id.eq(id)).into_boxed();
        within!(query, reach).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// Number and name of these cases.
pub fn list_names(conn: &mut Conn, ids: &[CaseId]) -> Result<HashMap<CaseId, (String, String)>> {
    let mut names = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(CaseId, (String, String))> = on!(conn, c => cases::table
            .filter(cases::id.eq_any(batch))
            .select((cases::id, (cases::case_no, cases::name)))
            .load(c))?;
        names.extend(rows);
    }
    Ok(names)
}

/// The numbers of those of some cases that are within reach.
pub fn list_numbers(conn: &mut Conn, reach: Reach, ids: &[CaseId]) -> Result<HashMap<CaseId, String>> {
    let mut numbers = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(CaseId, String)> = on!(&mut *conn, c => {
            let query = cases::table.filter(cases::id.eq_any(batch)).select((cases::id, cases::case_no)).into_boxed();
            within!(query, reach).load(c)
        })?;
        numbers.extend(rows);
    }
    Ok(numbers)
}

/// How far cases may be known, as far as they are not ordinary.
#[derive(Debug, Clone, Default)]
pub struct Levels(HashMap<CaseId, SecrecyLevel>);

impl Levels {
    /// The level of one of the cases that were asked for.
    pub fn of(&self, case: CaseId) -> SecrecyLevel {
        self.0.get(&case).copied().unwrap_or(SecrecyLevel::Ordinary)
    }
}

/// The levels of cases that somebody with this clearance sees: whoever is cleared for ordinary ones only sees no others.
pub fn find_levels(conn: &mut Conn, cleared: SecrecyLevel, ids: impl Iterator<Item = CaseId>) -> Result<Levels> {
    let mut levels = HashMap::new();
    if cleared.is_ordinary() {
        return Ok(Levels(levels));
    }
    let mut ids: Vec<CaseId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(CaseId, SecrecyLevel)> = on!(conn, c => cases::table
            .filter(cases::id.eq_any(batch).and(cases::secrecy.gt(SecrecyLevel::Ordinary)))
            .select((cases::id, cases::secrecy))
            .load(c))?;
        levels.extend(rows);
    }
    Ok(Levels(levels))
}

/// Whether the agency already has another case with this number.
pub fn number_taken(conn: &mut Conn, agency: AgencyId, case_no: &str, by_other_than: Option<CaseId>) -> Result<bool> {
    let found: Option<CaseId> = on!(conn, c => cases::table
        .filter(cases::agency_id.eq(agency).and(cases::case_no.eq(case_no)))
        .select(cases::id)
        .first(c)
        .optional())?;
    Ok(found.is_some_and(|id| Some(id) != by_other_than))
}

/// The cases within reach with this number, however it is written; those of several agencies may share one.
pub fn list_by_number(conn: &mut Conn, reach: Reach, case_no: &str) -> Result<Vec<Case>> {
    Ok(on!(conn, c => {
        let query = cases::table
            .select(Case::as_select())
            .filter(folded(cases::case_no).eq(text::folded(case_no.trim())))
            .order(cases::id)
            .into_boxed();
        within!(query, reach).load(c)?
    }))
}

words! {
    /// The sort keys of the list of cases; a minus sorts descending.
    CaseSort {
        NewestFirst = "-created_at" / "登记时间倒序" / "Newest first",
        OldestFirst = "created_at" / "登记时间" / "Oldest first",
        Number = "case_no" / "案件编号" / "Case number",
        NumberDescending = "-case_no" / "案件编号倒序" / "Case number, descending",
    }
}

/// Which cases a list shows.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// Part of the number or the name, also of former ones.
    pub search: Option<String>,
    /// The whole case number.
    pub case_no: Option<String>,
    pub stage: Option<Stage>,
    /// The responsible agency.
    pub agency_id: Option<AgencyId>,
    pub secrecy: Option<SecrecyLevel>,
}

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = (within!($query, $reach), $filter);
        if let Some(text) = &filter.search {
            let pattern = anywhere(text);
            let name = folded(cases::name).like(pattern.clone()).escape('\\');
            let number = folded(cases::case_no).like(pattern.clone()).escape('\\');
            query = query.filter(name.or(number).or(formerly!(cases::id, pattern.clone(), pattern)));
        }
        if let Some(case_no) = &filter.case_no {
            query = query.filter(folded(cases::case_no).eq(text::folded(case_no.trim())));
        }
        if let Some(stage) = filter.stage {
            query = query.filter(cases::stage.eq(stage));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(cases::responsible_agency_id.eq(agency));
        }
        if let Some(level) = filter.secrecy {
            query = query.filter(cases::secrecy.eq(level));
        }
        query
    }};
}

/// Cases within reach.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &CaseFilter, sort: CaseSort, paging: &Paging) -> Result<Page<Case>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, CaseId>()?;
    let rows: Vec<Case> = on!(conn, c => {
        let mut query = filtered!(cases::table.select(Case::as_select()).into_boxed(), reach, filter);
        // A number may be used by several agencies: the id breaks ties.
        query = match (sort, after) {
            (_, None) => query,
            (CaseSort::NewestFirst, Some((_, id))) => query.filter(cases::id.lt(id)),
            (CaseSort::OldestFirst, Some((_, id))) => query.filter(cases::id.gt(id)),
            (CaseSort::Number, Some((number, id))) => query.filter(
                cases::case_no.gt(number.clone()).or(cases::case_no.eq(number).and(cases::id.gt(id))),
            ),
            (CaseSort::NumberDescending, Some((number, id))) => query.filter(
                cases::case_no.lt(number.clone()).or(cases::case_no.eq(number).and(cases::id.lt(id))),
            ),
        };
        query = match sort {
            CaseSort::NewestFirst => query.order(cases::id.desc()),
            CaseSort::OldestFirst => query.order(cases::id),
            CaseSort::Number => query.order((cases::case_no, cases::id)),
            CaseSort::NumberDescending => query.order((cases::case_no.desc(), cases::id.desc())),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.case_no.clone(), row.id)))
}

/// How many cases the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &CaseFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        filtered!(cases::table.select(diesel::dsl::count_star()).into_boxed(), reach, filter).first(c)
    })?)
}

/// The officers of a case.
pub fn list_officers(conn: &mut Conn, id: CaseId) -> Result<Vec<UserId>> {
    Ok(on!(conn, c => case_officers::table
        .filter(case_officers::case_id.eq(id))
        .order(case_officers::user_id)
        .select(case_officers::user_id)
        .load(c))?)
}

/// Adds a case with its officers.
pub fn insert(change: &mut Change<'_>, row: &Case, officers: &[UserId]) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(cases::table).values(row).execute(c))?;
    insert_officers(change, row, officers)?;
    change.note_added(&CaseRecord::of(row, officers.to_vec()))
}

/// Replaces a case and its officers.
pub fn update(change: &mut Change<'_>, row: &Case, officers: &[UserId]) -> Result<()> {
    let known = get(change.conn, Reach::Everything, row.id)?;
    let name = |case: &Case| (case.case_no.clone(), case.name.clone());
    former_names::note(change, row.id.0, name(&known), name(row))?;
    let known_officers = list_officers(change.conn, row.id)?;
    on!(change.conn, c => diesel::update(cases::table.find(row.id)).set(row).execute(c))?;
    on!(change.conn, c => diesel::delete(case_officers::table.filter(case_officers::case_id.eq(row.id))).execute(c))?;
    insert_officers(change, row, officers)?;
    change.note_replaced(&CaseRecord::of(&known, known_officers), &CaseRecord::of(row, officers.to_vec()))
}

fn insert_officers(change: &mut Change<'_>, row: &Case, officers: &[UserId]) -> Result<()> {
    let id = row.id;
    let rows: Vec<_> =
        officers.iter().map(|user| (case_officers::case_id.eq(id), case_officers::user_id.eq(*user))).collect();
    on!(change.conn, c => diesel::insert_into(case_officers::table).values(&rows).execute(c))?;
    Ok(())
}
