//! Seizure lists: what names the goods of a case.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::cases::cases::within;
use crate::db::cases::corrections::{in_force, in_state};
use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{AgeSort, Page, Paging};
use crate::db::schema::{cases, seizure_lists};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::cases::record_state::RecordState;
use crate::model::ids::{AgencyId, CaseId, SeizureListId, UserId};
use crate::model::text::tidied;
use crate::model::time::Time;

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

registered!(
    SeizureList as SeizureLists: about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(row.list_no.as_str())
);

impl SeizureList {
    /// What is written at its head.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let may_be = [&self.decision_no, &self.attesting_witness].into_iter().flatten();
        [&self.list_no, &self.seized_place, &self.holder_name].into_iter().chain(may_be).map(String::as_str)
    }
}

/// One seizure list within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: SeizureListId) -> Result<SeizureList> {
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

/// Which seizure lists a list shows.
#[derive(Debug, Clone, Default)]
pub struct SeizureListFilter {
    pub case_id: Option<CaseId>,
    pub agency_id: Option<AgencyId>,
    /// The whole number.
    pub list_no: Option<String>,
    pub state: Option<RecordState>,
}

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = (within!($query, $reach), $filter);
        if let Some(case) = filter.case_id {
            query = query.filter(seizure_lists::case_id.eq(case));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(seizure_lists::agency_id.eq(agency));
        }
        if let Some(list_no) = filter.list_no.clone() {
            query = query.filter(seizure_lists::list_no.eq(tidied(&list_no)));
        }
        if let Some(state) = filter.state {
            query = in_state!(query, seizure_lists::id, state);
        }
        query
    }};
}

/// Seizure lists of cases within reach.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    reach: Reach,
    filter: &SeizureListFilter,
    sort: AgeSort,
    paging: &Paging,
) -> Result<Page<SeizureList>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, SeizureListId>()?;
    let rows: Vec<SeizureList> = on!(conn, c => {
        let query = seizure_lists::table
            .inner_join(cases::table.on(cases::id.eq(seizure_lists::case_id)))
            .select(SeizureList::as_select())
            .into_boxed();
        let mut query = filtered!(query, reach, filter);
        query = match (sort, after) {
            (_, None) => query,
            (AgeSort::NewestFirst, Some((_, id))) => query.filter(seizure_lists::id.lt(id)),
            (AgeSort::OldestFirst, Some((_, id))) => query.filter(seizure_lists::id.gt(id)),
        };
        query = match sort {
            AgeSort::NewestFirst => query.order(seizure_lists::id.desc()),
            AgeSort::OldestFirst => query.order(seizure_lists::id),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (String::new(), row.id)))
}

/// How many seizure lists the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &SeizureListFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = seizure_lists::table
            .inner_join(cases::table.on(cases::id.eq(seizure_lists::case_id)))
            .select(diesel::dsl::count_star())
            .into_boxed();
        filtered!(query, reach, filter).first(c)
    })?)
}

/// Whether the case has another seizure list with this number in force.
pub fn number_taken(conn: &mut Conn, case: CaseId, list_no: &str, but: Option<SeizureListId>) -> Result<bool> {
    // No list has the nil id.
    let but = but.unwrap_or(SeizureListId(uuid::Uuid::nil()));
    let found = on!(conn, c => seizure_lists::table
        .filter(seizure_lists::case_id.eq(case).and(seizure_lists::list_no.eq(list_no)))
        .filter(seizure_lists::id.ne(but).and(in_force!(seizure_lists::id)))
        .select(seizure_lists::item_count)
        .first::<i32>(c)
        .optional())?;
    Ok(found.is_some())
}

/// Adds a seizure list.
pub fn insert(change: &mut Change<'_>, row: &SeizureList) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(seizure_lists::table).values(row).execute(c))?;
    change.note_added(row)
}
