//! Papers as they were issued. Rows are only ever added.

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{Page, Paging};
use crate::db::schema::{cases, items, papers, request_lines};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{AgencyId, CaseId, ItemId, PaperId, RequestId, SeizureListId, UserId};
use crate::model::papers::paper_form::PaperForm;
use crate::model::time::Time;

/// One issue. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = papers, treat_none_as_default_value = false)]
pub struct IssuedPaper {
    pub id: PaperId,
    pub year: i32,
    /// Sequence within the year, from 1, without gaps.
    pub sequence: i64,
    pub number: String,
    pub form: PaperForm,
    pub case_id: CaseId,
    /// The request it was made from.
    pub request_id: Option<RequestId>,
    /// The seizure list it was made from.
    pub seizure_list_id: Option<SeizureListId>,
    /// The agency that may see it besides those of the case.
    pub agency_id: AgencyId,
    pub line_count: i32,
    pub page_count: i32,
    /// SHA-256 of all that it says but for what only an issue has, hexadecimal.
    pub source_sha256: String,
    /// SHA-256 of the file, hexadecimal.
    pub file_sha256: String,
    /// The issue of the same paper before it.
    pub replaces_id: Option<PaperId>,
    pub issued_by: UserId,
    pub issued_at: Time,
}

registered!(
    IssuedPaper as Papers: about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(row.number.as_str())
);

/// What a paper is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperSource {
    SeizureList(SeizureListId),
    Request(RequestId),
}

/// Which papers a list shows.
#[derive(Debug, Clone, Default)]
pub struct PaperFilter {
    pub form: Option<PaperForm>,
    pub case_id: Option<CaseId>,
    pub request_id: Option<RequestId>,
    pub seizure_list_id: Option<SeizureListId>,
    /// Only those of the item's seizure list and of requests that name it.
    pub item_id: Option<ItemId>,
    /// The whole number.
    pub number: Option<String>,
    /// The digest of the file, hexadecimal.
    pub file_sha256: Option<String>,
    /// Only those that no other replaced, or only replaced ones.
    pub newest: Option<bool>,
}

macro_rules! joined {
    () => {
        papers::table.inner_join(cases::table.on(cases::id.eq(papers::case_id)))
    };
}

/// Limits a query over papers to what the reach covers: the agency's own, and those of its cases.
macro_rules! within {
    ($query:expr, $reach:expr) => {{
        let (mut query, reach) = ($query, $reach);
        if let Some(agency) = reach.agency() {
            query = query.filter(
                papers::agency_id
                    .eq(agency)
                    .or(cases::agency_id.eq(agency))
                    .or(cases::responsible_agency_id.eq(agency)),
            );
        }
        if let Some(level) = reach.cleared() {
            query = query.filter(cases::secrecy.le(level));
        }
        query
    }};
}

pub(in crate::db) use within;

diesel::alias!(papers as later: Later);

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = (within!($query, $reach), $filter);
        if let Some(form) = filter.form {
            query = query.filter(papers::form.eq(form));
        }
        if let Some(case) = filter.case_id {
            query = query.filter(papers::case_id.eq(case));
        }
        if let Some(request) = filter.request_id {
            query = query.filter(papers::request_id.eq(request));
        }
        if let Some(list) = filter.seizure_list_id {
            query = query.filter(papers::seizure_list_id.eq(list));
        }
        if let Some(item) = filter.item_id {
            let asked = request_lines::table.filter(request_lines::item_id.eq(item));
            let listed = items::table.filter(items::id.eq(item));
            query = query.filter(
                papers::request_id
                    .eq_any(asked.select(request_lines::request_id.nullable()))
                    .or(papers::seizure_list_id.eq_any(listed.select(items::seizure_list_id.nullable()))),
            );
        }
        if let Some(number) = &filter.number {
            query = query.filter(papers::number.eq(number.trim().to_owned()));
        }
        if let Some(sha256) = &filter.file_sha256 {
            query = query.filter(papers::file_sha256.eq(sha256.clone()));
        }
        if let Some(newest) = filter.newest {
            let replaced = exists(later.filter(later.field(papers::replaces_id).eq(papers::id.nullable())));
            query = if newest { query.filter(not(replaced)) } else { query.filter(replaced) };
        }
        query
    }};
}

/// One paper within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: PaperId) -> Result<IssuedPaper> {
    let found = on!(conn, c => {
        let query = joined!().select(IssuedPaper::as_select()).filter(papers::id.eq(id)).into_boxed();
        within!(query, reach).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// The paper of a number within reach.
pub fn find_by_number(conn: &mut Conn, reach: Reach, number: &str) -> Result<Option<IssuedPaper>> {
    Ok(on!(conn, c => {
        let query = joined!().select(IssuedPaper::as_select()).filter(papers::number.eq(number.trim())).into_boxed();
        within!(query, reach).first(c).optional()
    })?)
}

/// The newest issue of a form made from something.
pub fn find_newest(conn: &mut Conn, form: PaperForm, source: PaperSource) -> Result<Option<IssuedPaper>> {
    Ok(on!(conn, c => {
        let query = papers::table.filter(papers::form.eq(form)).select(IssuedPaper::as_select()).into_boxed();
        let query = match source {
            PaperSource::SeizureList(id) => query.filter(papers::seizure_list_id.eq(id)),
            PaperSource::Request(id) => query.filter(papers::request_id.eq(id)),
        };
        query.order((papers::year.desc(), papers::sequence.desc())).first(c).optional()
    })?)
}

/// Which of these papers were replaced, and by what.
pub fn list_replacing(conn: &mut Conn, ids: &[PaperId]) -> Result<Vec<IssuedPaper>> {
    Ok(on!(conn, c => papers::table
        .filter(papers::replaces_id.eq_any(ids))
        .select(IssuedPaper::as_select())
        .load(c))?)
}

/// Year and sequence of a paper that has this place in the series or this number.
pub fn find_numbered(conn: &mut Conn, (year, sequence): (i32, i64), number: &str) -> Result<Option<(i32, i64)>> {
    Ok(on!(conn, c => papers::table
        .filter(papers::number.eq(number).or(papers::year.eq(year).and(papers::sequence.eq(sequence))))
        .select((papers::year, papers::sequence))
        .first(c)
        .optional())?)
}

/// The numbers of these papers.
pub fn list_numbers(conn: &mut Conn, ids: &[PaperId]) -> Result<Vec<(PaperId, String)>> {
    Ok(on!(conn, c => papers::table.filter(papers::id.eq_any(ids)).select((papers::id, papers::number)).load(c))?)
}

/// Papers within reach, newest first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &PaperFilter, paging: &Paging) -> Result<Page<IssuedPaper>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, PaperId>()?;
    let rows: Vec<IssuedPaper> = on!(conn, c => {
        let mut query = filtered!(joined!().select(IssuedPaper::as_select()).into_boxed(), reach, filter);
        if let Some((_, id)) = after {
            query = query.filter(papers::id.lt(id));
        }
        query.order(papers::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (String::new(), row.id)))
}

/// How many papers the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &PaperFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = joined!().select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, reach, filter).first(c)
    })?)
}

/// Adds a paper.
pub fn insert(change: &mut Change<'_>, row: &IssuedPaper) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(papers::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Every paper in the order of their ids, behind one: their files are to be in the store.
pub fn list_all(conn: &mut Conn, after: Option<PaperId>, limit: i64) -> Result<Vec<IssuedPaper>> {
    // No paper has the nil id.
    let after = after.unwrap_or(PaperId(uuid::Uuid::nil()));
    Ok(on!(conn, c => papers::table
        .filter(papers::id.gt(after))
        .order(papers::id)
        .limit(limit)
        .select(IssuedPaper::as_select())
        .load(c))?)
}

/// Which of these digests, in hexadecimal, are those of a paper's file.
pub fn list_issued(conn: &mut Conn, digests: &[String]) -> Result<Vec<String>> {
    let of_files = papers::table.filter(papers::file_sha256.eq_any(digests)).select(papers::file_sha256).distinct();
    Ok(on!(conn, c => of_files.load(c))?)
}
