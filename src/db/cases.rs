//! Cases, their officers, and the seizure lists that name their goods.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::{BATCH, Change};
use crate::db::connection::{Conn, on};
use crate::db::page::{Page, Paging};
use crate::db::schema::{case_officers, cases, seizure_lists};
use crate::error::{Error, Result};
use crate::model::ids::{AgencyId, CaseId, SeizureListId, UserId};
use crate::model::item::Stage;
use crate::model::time::Time;
use crate::model::viewer::Reach;

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
}

/// One seizure list (扣押清单).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = seizure_lists, treat_none_as_default_value = false)]
pub struct SeizureList {
    pub id: SeizureListId,
    pub case_id: CaseId,
    pub agency_id: AgencyId,
    pub list_no: String,
    /// 扣押决定书 number.
    pub decision_no: Option<String>,
    pub seized_at: Time,
    pub seized_place: String,
    /// 持有人
    pub holder_name: String,
    /// 见证人
    pub attesting_witness: Option<String>,
    pub item_count: i32,
    pub created_by: UserId,
    pub created_at: Time,
}

macro_rules! within {
    ($query:expr, $reach:expr) => {
        match $reach {
            Reach::Everything => $query,
            Reach::Agency(agency) => {
                $query.filter(cases::agency_id.eq(agency).or(cases::responsible_agency_id.eq(agency)))
            }
        }
    };
}

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
///
/// # Errors
/// Database errors.
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

/// Whether the agency already has another case with this number.
///
/// # Errors
/// Database errors.
pub fn number_taken(conn: &mut Conn, agency: AgencyId, case_no: &str, by_other_than: Option<CaseId>) -> Result<bool> {
    let found: Option<CaseId> = on!(conn, c => cases::table
        .filter(cases::agency_id.eq(agency).and(cases::case_no.eq(case_no)))
        .select(cases::id)
        .first(c)
        .optional())?;
    Ok(found.is_some_and(|id| Some(id) != by_other_than))
}

/// Which cases a list shows.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// The whole case number.
    pub case_no: Option<String>,
    pub stage: Option<Stage>,
    pub agency_id: Option<AgencyId>,
}

/// Cases, newest first, within reach.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &CaseFilter, paging: &Paging) -> Result<Page<Case>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, CaseId>()?;
    let rows: Vec<Case> = on!(conn, c => {
        let mut query = within!(cases::table.select(Case::as_select()).into_boxed(), reach);
        if let Some(case_no) = filter.case_no.clone() {
            query = query.filter(cases::case_no.eq(case_no));
        }
        if let Some(stage) = filter.stage {
            query = query.filter(cases::stage.eq(stage));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(cases::responsible_agency_id.eq(agency));
        }
        if let Some((_, id)) = after {
            query = query.filter(cases::id.lt(id));
        }
        query.order(cases::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(Page::cut(rows, shown, |row| (String::new(), row.id)))
}

/// The officers of a case.
///
/// # Errors
/// Database errors.
pub fn list_officers(conn: &mut Conn, id: CaseId) -> Result<Vec<UserId>> {
    Ok(on!(conn, c => case_officers::table
        .filter(case_officers::case_id.eq(id))
        .order(case_officers::user_id)
        .select(case_officers::user_id)
        .load(c))?)
}

/// Adds a case with its officers.
///
/// # Errors
/// Database errors.
pub fn insert(change: &mut Change<'_>, row: &Case, officers: &[UserId]) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(cases::table).values(row).execute(c))?;
    insert_officers(change, row.id, officers)
}

/// Replaces a case and its officers.
///
/// # Errors
/// Database errors.
pub fn update(change: &mut Change<'_>, row: &Case, officers: &[UserId]) -> Result<()> {
    on!(change.conn, c => diesel::update(cases::table.find(row.id)).set(row).execute(c))?;
    on!(change.conn, c => diesel::delete(case_officers::table.filter(case_officers::case_id.eq(row.id))).execute(c))?;
    insert_officers(change, row.id, officers)
}

fn insert_officers(change: &mut Change<'_>, id: CaseId, officers: &[UserId]) -> Result<()> {
    let rows: Vec<_> =
        officers.iter().map(|user| (case_officers::case_id.eq(id), case_officers::user_id.eq(*user))).collect();
    on!(change.conn, c => diesel::insert_into(case_officers::table).values(&rows).execute(c))?;
    Ok(())
}

/// One seizure list within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_seizure_list(conn: &mut Conn, reach: Reach, id: SeizureListId) -> Result<SeizureList> {
    let found = on!(conn, c => {
        let query = seizure_lists::table
            .inner_join(cases::table.on(cases::id.eq(seizure_lists::case_id)))
            .select(SeizureList::as_select())
            .filter(seizure_lists::id.eq(id))
            .into_boxed();
        within!(query, reach).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// The seizure lists of a case within reach, newest first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list_seizure_lists(
    conn: &mut Conn,
    reach: Reach,
    case: Option<CaseId>,
    paging: &Paging,
) -> Result<Page<SeizureList>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, SeizureListId>()?;
    let rows: Vec<SeizureList> = on!(conn, c => {
        let query = seizure_lists::table
            .inner_join(cases::table.on(cases::id.eq(seizure_lists::case_id)))
            .select(SeizureList::as_select())
            .into_boxed();
        let mut query = within!(query, reach);
        if let Some(case) = case {
            query = query.filter(seizure_lists::case_id.eq(case));
        }
        if let Some((_, id)) = after {
            query = query.filter(seizure_lists::id.lt(id));
        }
        query.order(seizure_lists::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(Page::cut(rows, shown, |row| (String::new(), row.id)))
}

/// Whether the case already has a seizure list with this number.
///
/// # Errors
/// Database errors.
pub fn list_number_taken(conn: &mut Conn, case: CaseId, list_no: &str) -> Result<bool> {
    let found = on!(conn, c => seizure_lists::table
        .filter(seizure_lists::case_id.eq(case).and(seizure_lists::list_no.eq(list_no)))
        .select(seizure_lists::item_count)
        .first::<i32>(c)
        .optional())?;
    Ok(found.is_some())
}

/// Adds a seizure list.
///
/// # Errors
/// Database errors.
pub fn insert_seizure_list(change: &mut Change<'_>, row: &SeizureList) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(seizure_lists::table).values(row).execute(c))?;
    Ok(())
}
